"""The installed program proves itself: each check does a piece of real work in a folder of its own.

A windowed program has no console, so the answer is the exit code and a report file.
"""

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ui.places import HOME_VARIABLE
from ui.selftest import desks, parts, shipped
from ui.selftest.checking import Check, application, self_test

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHECKS", "run", "self_test"]

CHECKS: tuple[Check, ...] = (
    shipped.loads_words_for_every_failure,
    shipped.loads_every_policy_and_checklist,
    shipped.loads_forms_calendar_and_coefficients,
    shipped.knows_whose_updates_it_takes,
    shipped.loads_every_icon_font_and_theme,
    shipped.loads_every_translation,
    shipped.finds_the_plugins_of_qt,
    desks.opens_and_migrates_a_database,
    desks.reads_zip_7z_and_package,
    desks.keeps_files_sealed,
    desks.restores_a_backup,
    desks.does_the_whole_job_on_two_desks,
    parts.imports_every_part,
)


def run(report: Path) -> int:
    """Run every check and leave the report; returns 0 when all is well, otherwise 1.

    What a person has on this computer is neither read nor touched.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _nobody_home():
        held = application()  # until the end: without a holder it is gone at once
        try:
            return self_test(report.absolute(), CHECKS)
        finally:
            del held


@contextmanager
def _nobody_home() -> "Iterator[None]":
    """Let the program believe that this computer's person has nothing yet."""
    before = os.environ.get(HOME_VARIABLE)
    with TemporaryDirectory(prefix="greendesk-", ignore_cleanup_errors=True) as folder:
        os.environ[HOME_VARIABLE] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[HOME_VARIABLE]
            else:
                os.environ[HOME_VARIABLE] = before
