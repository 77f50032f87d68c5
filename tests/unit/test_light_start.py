"""The first screen waits for little: what is heavy is imported after it is painted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desks import make_desk

ROOT = Path(__file__).resolve().parents[2]
HEAVY = frozenset(
    {
        "alembic", "cryptography", "decimal", "greendesk.desk", "greendesk.queries", "hashlib", "importlib.metadata",
        "openpyxl", "orjson", "pydantic", "PySide6.QtNetwork", "PySide6.QtPdf", "reportlab", "sqlalchemy", "sqlcipher3",
 "tomllib", "ui.messages", "ui.widgets.input_guard", "yaml",
    }
)  # fmt: skip


def _imported(*words: str, room: Path) -> list[str]:
    """What a Python imports, in the order in which it is done with it."""
    line = [sys.executable, "-X", "importtime", *words]
    ours = {"GREENDESK_HOME": str(room), "GREENDESK_UNTIL_FIRST_PAINT": "1", "XDG_RUNTIME_DIR": str(room)}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **ours}
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return [text.rpartition("|")[2].strip() for text in done.stderr.splitlines() if "|" in text]


@pytest.mark.parametrize("there", [True, False])
def test_nothing_heavy_is_imported_before_the_first_screen(tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "desk"
    if there:
        make_desk(folder).close()
    started = _imported("-m", "ui", room=tmp_path)
    first = "ui.views.unlock" if there else "ui.views.first_start"
    before = started[: started.index(first) + 1]
    bare = _imported("-c", "import PySide6.QtWidgets", room=tmp_path)
    assert "ui.theme" in before
    assert not {name for name in before if {name, name.partition(".")[0]} & HEAVY} - set(bare)
