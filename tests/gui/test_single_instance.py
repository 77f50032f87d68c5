"""Starting the program again: the window that is open comes forward and takes the file; two users never meet."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.screens import WAIT, words
from ui.log_file import close_log
from ui.program import Program
from ui.second_starts import SecondStarts
from ui.settings import Settings
from ui.single_instance import LARGEST, address, hand_over, is_listening, message, understood
from ui.theme import Theme
from ui.views.first_start import FirstStartView
from ui.views.round_start import RoundStartView
from ui.views.unlock import UnlockView
from ui.widgets.report_sheet import ReportSheet

Start = Callable[..., Program]
ROOT = Path(__file__).parents[2]
HAND_OVER = """
import sys
from pathlib import Path
from ui.single_instance import hand_over
desk, file = Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None
sys.exit(0 if hand_over(desk, file) else 3)
"""
TWO_AT_ONCE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.program import Program
from ui.settings import Settings
from ui.theme import Theme
app = QApplication([])
desk, home, file = map(Path, sys.argv[1:])
program = Program(Theme(cache=home), Settings(home), "zh")
program.answer_second_starts()
program.finished.connect(app.exit)
program.begin(desk, file=file)
code = app.exec()
program.shut()
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def short_place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets have short paths; none of a test is left where programs look for them."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("s")))


@pytest.fixture
def start(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Start programs as the entry point does; they are shut after the test."""
    programs: list[Program] = []

    def begin(folder: Path, file: Path | None = None, *, sample: bool = False) -> Program:
        program = Program(theme, Settings(tmp_path / f"home-{len(programs)}"), "zh")
        programs.append(program)
        program.answer_second_starts()
        program.begin(folder, file=file, sample=sample)
        return program

    yield begin
    for program in programs:
        program.shut()
    close_log()


def second_start(qtbot: QtBot, folder: Path, file: Path | None = None) -> bool:
    """The person double-clicks: let a process hand the file over; returns whether this one took it."""
    qtbot.waitUntil(lambda: is_listening(address(folder)), timeout=WAIT)
    second = subprocess.Popen(
        [sys.executable, "-c", HAND_OVER, str(folder), *([str(file)] if file else [])], cwd=ROOT
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT)
    return second.returncode == 0


def unlock(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    assert isinstance(program.entrance, UnlockView)
    program.entrance.passphrase.field.setText(PASSPHRASE)
    program.entrance.unlock()


def a_file(folder: Path, name: str = "来件.gdx") -> Path:
    path = folder / name
    path.write_bytes(b"not a file of ours, but called like one")
    return path


def opened_on(program: Program) -> list[tuple[str, object]]:
    """Where the window of a program is led from now on, and with what."""
    assert program.window is not None
    went: list[tuple[str, object]] = []
    program.window.go = lambda key, argument=None: went.append((key, argument))  # type: ignore[method-assign]
    return went


def a_window(qtbot: QtBot, start: Start, folder: Path) -> Program:
    desk = make_desk(folder)
    make_round(desk)
    desk.close()
    program = start(folder)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)
    return program


# ---------------------------------------------------------------- the window that is open


def test_a_second_process_ends_at_once_and_its_file_is_opened_here(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = a_window(qtbot, start, tmp_path / "desk")
    went = opened_on(program)
    file = a_file(tmp_path, "第一批 来件.gdx")
    qtbot.waitUntil(lambda: is_listening(address(tmp_path / "desk")), timeout=WAIT)
    second = subprocess.Popen(
        [sys.executable, "-m", "ui", "--desk", "desk", file.name],
        cwd=tmp_path,  # both paths are given from where the person is
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: bool(went), timeout=WAIT)
    assert went == [("exchange", file)]


def test_starting_again_brings_the_window_forward(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = a_window(qtbot, start, tmp_path / "desk")
    assert program.window is not None
    program.window.showMinimized()
    assert second_start(qtbot, tmp_path / "desk")
    assert not program.window.isMinimized()
    assert program.window.isVisible()


def test_another_desk_is_another_program(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    a_window(qtbot, start, tmp_path / "desk")
    assert second_start(qtbot, tmp_path / "desk")
    assert not hand_over(tmp_path / "another", None)


def test_a_file_that_comes_before_the_passphrase_waits_for_it(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    view = program.entrance
    assert isinstance(view, UnlockView)
    assert second_start(qtbot, tmp_path / "desk", a_file(tmp_path, "水泥厂.gdpkg"))
    qtbot.waitUntil(lambda: "水泥厂.gdpkg" in view.next.text(), timeout=WAIT)
    assert view.next.isVisible()
    handed: list[Path | None] = []
    program.shown.connect(handed.append)
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)
    assert program.window is not None
    assert program.window.place() == "applications"


def test_a_file_waits_for_an_open_dialog(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = a_window(qtbot, start, tmp_path / "desk")
    went = opened_on(program)
    dialog = QDialog(program.window)
    dialog.open()
    assert second_start(qtbot, tmp_path / "desk", a_file(tmp_path))
    qtbot.waitUntil(lambda: dialog.receivers("2finished(int)") > 0, timeout=WAIT)
    assert not went
    dialog.accept()
    qtbot.waitUntil(lambda: bool(went), timeout=WAIT)


def test_a_file_that_is_not_there_is_said_in_the_window(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    program = start(tmp_path / "desk")
    view = program.entrance
    qtbot.waitUntil(lambda: program.reception._starts is not None, timeout=WAIT)
    assert program.reception._starts is not None
    program.reception._starts.asked.emit(tmp_path / "没有.gdx")
    assert isinstance(view, UnlockView)
    qtbot.waitUntil(lambda: bool(view.findChildren(QDialog)), timeout=WAIT)
    assert "找不到文件“没有.gdx”" in words(view.findChildren(QDialog)[0])
    assert program.reception.file is None


def test_a_file_waits_until_what_a_dialog_asked_for_is_shown(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = a_window(qtbot, start, tmp_path / "desk")
    went, window = opened_on(program), program.window
    assert window is not None
    qtbot.waitUntil(lambda: not program.runner.busy, timeout=WAIT)
    dialog = program.teller._reports(window).offer_after(())
    program.open_file(a_file(tmp_path))
    shown: list[QDialog] = []
    program.shown.connect(shown.append)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert isinstance(shown[0], ReportSheet)
    qtbot.waitUntil(lambda: not program.runner.busy, timeout=WAIT)
    assert not went
    shown[0].reject()
    qtbot.waitUntil(lambda: bool(went), timeout=WAIT)


def test_a_round_file_without_a_round_is_shown_where_one_joins(
    qtbot: QtBot, start: Start, tmp_path: Path, no_surprises: list[str]
) -> None:
    no_surprises.append("GD-")
    make_desk(tmp_path / "desk").close()
    program = start(tmp_path / "desk", a_file(tmp_path))
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: isinstance(program.entrance, RoundStartView), timeout=WAIT)
    assert isinstance(program.entrance, RoundStartView)
    assert program.entrance.pages.currentIndex() == 1


def test_a_file_that_comes_to_the_sample_goes_to_the_persons_own_desk(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    make_desk(tmp_path / "desk").close()
    make_desk(tmp_path / "sample").close()
    program = start(tmp_path / "desk")
    program.begin(tmp_path / "sample", sample=True)
    assert second_start(qtbot, tmp_path / "desk", a_file(tmp_path))
    qtbot.waitUntil(lambda: isinstance(program.entrance, UnlockView), timeout=WAIT)
    assert isinstance(program.entrance, UnlockView)
    assert program.way_in.folder.path == tmp_path / "desk"
    assert "来件.gdx" in program.entrance.next.text()


def test_the_persons_own_desk_is_where_it_was_made(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    make_desk(tmp_path / "sample").close()
    program = start(tmp_path / "proposed")
    first = program.entrance
    assert isinstance(first, FirstStartView)
    first.made.emit(make_desk(tmp_path / "chosen"))
    qtbot.waitUntil(lambda: isinstance(program.entrance, RoundStartView), timeout=WAIT)
    program.close_desk()
    program.begin(tmp_path / "sample", sample=True)
    program.open_file(a_file(tmp_path))
    assert isinstance(program.entrance, UnlockView)
    assert program.way_in.folder.path == tmp_path / "chosen"


def test_of_two_that_start_at_once_one_stays(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    first = SecondStarts()
    first.listen(tmp_path / "desk")
    file = a_file(tmp_path)
    with qtbot.waitSignal(first.asked, timeout=WAIT) as asked:
        second = subprocess.Popen(
            [sys.executable, "-c", TWO_AT_ONCE, str(tmp_path / "desk"), str(tmp_path / "home"), str(file)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    assert asked.args == [file]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT)
    assert second.returncode == 0
    first.close()


# ---------------------------------------------------------------- the unlock screen


def test_a_file_let_go_over_the_unlock_screen_is_kept(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    program = start(tmp_path / "desk")
    view = program.entrance
    assert isinstance(view, UnlockView)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_file(tmp_path, name))) for name in ("说明.txt", "来件.gdx")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)
    assert event.isAccepted()
    assert "来件.gdx" in view.next.text()
    assert not view.passphrase.field.acceptDrops()


# ---------------------------------------------------------------- what is said, and to whom


@pytest.mark.parametrize("name", ["来件.gdx", "来件.gdx.002", "水泥厂.GDPKG", "升级.gdu"])
def test_a_message_brings_its_file(tmp_path: Path, name: str) -> None:
    assert understood(message(tmp_path / name)) == tmp_path / name


def test_what_the_window_does_not_take_is_not_said(tmp_path: Path) -> None:
    for file in (None, tmp_path / "passwords.txt", tmp_path):
        assert understood(message(file)) is None
    assert understood(b"greendesk 1\0relative.gdx\0") is None
    assert understood(b"greendesk 1\0/etc/passwd\0") is None


@pytest.mark.parametrize(
    "said",
    [b"", b"\0\0", b"greendesk 2\0x\0", b"greendesk 1\0a\0b\0", b"greendesk 1\0" + b"a" * LARGEST + b"\0"],
)
def test_what_is_no_message_is_refused(said: bytes) -> None:
    with pytest.raises(ValueError, match=r"^b"):
        understood(said)


def test_two_users_have_two_places(tmp_path: Path) -> None:
    assert address(tmp_path, "office\\lin") != address(tmp_path, "office\\zhou")
    assert address(tmp_path) == address(tmp_path / "x" / "..")


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe goes with the program that made it")
def test_a_socket_that_a_killed_program_left_is_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    where = address(tmp_path)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(where)
    assert is_listening(where)
    assert not hand_over(tmp_path)
    starts = SecondStarts()
    starts.listen(tmp_path)
    assert second_start(qtbot, tmp_path)
    assert Path(where).stat().st_mode & 0o077 == 0
    starts.close()
    assert not Path(where).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="speaks with the socket by hand")
@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\0\0", b"x" * (LARGEST + 1)])
def test_strange_words_are_hung_up_on(qtbot: QtBot, tmp_path: Path, said: bytes) -> None:
    starts = SecondStarts()
    starts.listen(tmp_path)
    heard: list[Any] = []
    starts.asked.connect(heard.append)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(address(tmp_path))
        stranger.setblocking(False)
        left = said

        def hung_up() -> bool:
            nonlocal left
            try:
                if left:
                    left = left[stranger.send(left) :]
                return stranger.recv(10) == b""
            except BlockingIOError:
                return False
            except ConnectionError:
                return True

        qtbot.waitUntil(hung_up, timeout=WAIT)
    assert not heard
    starts.close()
