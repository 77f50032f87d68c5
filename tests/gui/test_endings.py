"""The system asks the program to end: it does so as if the person had closed the window."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desks import PASSPHRASE, make_desk, make_round
from tests.gui.conftest import Start
from tests.gui.screens import WAIT
from ui.endings import ASKING
from ui.run_record import MARK, broken
from ui.views.unlock import UnlockView


def as_from_a_desktop(request: pytest.FixtureRequest, number: signal.Signals) -> None:
    """Heed a signal as a program does that was started from a desktop; `nohup` and scripts leave some ignored."""
    request.addfinalizer(partial(signal.signal, number, signal.getsignal(number)))
    signal.signal(number, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks windows, not processes")
@pytest.mark.parametrize("number", ASKING, ids=lambda number: number.name)
def test_a_signal_closes_the_desk_as_it_should_be(
    qtbot: QtBot, start: Start, tmp_path: Path, number: signal.Signals, request: pytest.FixtureRequest
) -> None:
    as_from_a_desktop(request, number)
    before = signal.getsignal(number)
    desk = make_desk(tmp_path / "desk")
    make_round(desk)
    desk.close()
    program = start(tmp_path / "desk")
    program.heed_endings()
    view = program.entrance
    assert isinstance(view, UnlockView)
    view.passphrase.field.setText(PASSPHRASE)
    view.unlock()
    mark = tmp_path / "desk" / "log" / MARK
    qtbot.waitUntil(lambda: program.window is not None and mark.exists(), timeout=WAIT)
    with qtbot.waitSignal(program.finished, timeout=WAIT) as ended:
        os.kill(os.getpid(), number)
    assert ended.args == [0]
    program.shut()
    assert broken(tmp_path / "desk") is None
    assert signal.getsignal(number) is before
