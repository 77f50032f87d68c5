"""The first screen waits for little: what is heavy is imported after it is painted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.desks import make_desk
from ui.qt_numbers import CENTER, LEFT, NO_FOCUS, PLAIN_TEXT, RIGHT, SELECTABLE
from ui.settings import SYSTEM_APPEARANCE, Settings

ROOT = Path(__file__).resolve().parents[2]
HEAVY = frozenset(
    {
        "alembic", "cryptography", "decimal", "greendesk.desk", "greendesk.queries", "hashlib", "importlib.metadata",
        "openpyxl", "orjson", "pydantic", "PySide6.QtNetwork", "PySide6.QtPdf", "reportlab", "sqlalchemy", "sqlcipher3",
 "tomllib", "ui.composition.opening", "ui.messages", "ui.widgets.input_guard", "yaml",
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


LOOK = """
import linecache
import os

from PySide6 import QtCore

leave = os._exit


def look(code):
    print("Qt" in vars(QtCore), any("theme.py" in name for name in linecache.cache), flush=True)
    leave(code)


os._exit = look  # how a start that is timed ends, after the first paint
from ui.__main__ import main

main([])
"""


def test_neither_enumerations_are_built_nor_sources_read_before_the_first_paint(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    Settings(tmp_path)[SYSTEM_APPEARANCE] = "dark"
    ours = {
        "GREENDESK_HOME": str(tmp_path),
        "GREENDESK_UNTIL_FIRST_PAINT": "1",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **ours}
    line = [sys.executable, "-c", LOOK]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_numbers_are_those_of_qt() -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
    assert [(side | middle).value for side in sides] == [LEFT, RIGHT, CENTER]
    assert Qt.FocusPolicy.NoFocus.value == NO_FOCUS
    assert Qt.TextFormat.PlainText.value == PLAIN_TEXT
    assert Qt.TextInteractionFlag.TextSelectableByMouse.value == SELECTABLE
