"""A desk that the person may not look into: a window with words, not an end without any."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greendesk.adapters.identity_owner import IdentityUnreadable
from tests.desks import PASSPHRASE, make_desk
from tests.gui.conftest import Start
from tests.gui.screens import WAIT, words
from ui.composition.desk_folder import DeskFolder
from ui.views.unlock import UnlockView

VERSION = 0x20080522  # of the structure
DOORS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="closes a folder to the administrator by what Linux has for it"
)


class Rights(ctypes.Structure):
    """What the administrator may do beyond others, as Linux keeps it for each thread."""

    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")),
        *((f"more_{name}", ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")),
    )


def heed_modes(*, heed: bool) -> None:
    """Let this thread, and those it starts, heed the modes of folders, as everybody but the administrator does."""
    libc = ctypes.CDLL(None, use_errno=True)
    head, rights = (ctypes.c_uint32 * 2)(VERSION, 0), Rights()
    assert libc.capget(head, ctypes.byref(rights)) == 0
    rights.effective = rights.permitted & ~DOORS if heed else rights.permitted
    assert libc.capset(head, ctypes.byref(rights)) == 0


@pytest.fixture
def forbidden(tmp_path: Path) -> Iterator[Path]:
    """The folder of a desk, into which whoever runs the test may not look until it has ended."""
    folder = tmp_path / "desk"
    make_desk(folder).close()
    folder.chmod(0)
    is_root = os.geteuid() == 0
    if is_root:
        heed_modes(heed=True)
    yield folder
    if is_root:
        heed_modes(heed=False)
    folder.chmod(0o700)


def test_a_folder_that_may_not_be_looked_into_is_taken_for_a_desk(forbidden: Path) -> None:
    folder = DeskFolder(forbidden)
    assert folder.exists
    assert isinstance(folder.trouble(), IdentityUnreadable)
    for act in (folder.owner, lambda: folder.unlock(PASSPHRASE)):
        with pytest.raises(IdentityUnreadable):
            act()


def test_the_first_screen_says_so_and_leads_elsewhere(
    qtbot: QtBot, start: Start, forbidden: Path, tmp_path: Path
) -> None:
    program = start(forbidden)
    view = program.entrance
    assert isinstance(view, UnlockView)
    qtbot.waitUntil(lambda: "没有权限" in words(view) and not program.runner.busy, timeout=WAIT)
    assert "没有做任何改动" in words(view)
    assert "打开另一个工作台" in words(view)
    assert view.trouble.restore_button.isHidden()
    view.passphrase.field.setText(PASSPHRASE)
    view.unlock()
    qtbot.waitUntil(view.button.isEnabled, timeout=WAIT)
    assert program.desk is None
    program.begin(tmp_path / "another")
    assert not isinstance(program.entrance, UnlockView)
