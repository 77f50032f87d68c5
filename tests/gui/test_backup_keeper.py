"""The keeper makes what is due and tries it while the window stays free, and tells a failure once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greendesk.adapters.backup_faults import BackupNotWritten, BackupOfDamage
from greendesk.adapters.clock import SystemClock
from greendesk.domain.backup_plan import WORK
from tests.conftest import NewDesk
from tests.damage import overwrite_the_middle
from tests.desks import PASSPHRASE, make_round
from ui.backup_keeper import BackupKeeper
from ui.composition.desk_folder import DeskFolder

WAIT = 20_000


@pytest.fixture
def told() -> list[Exception]:
    """What the person hears of."""
    return []


@pytest.fixture
def keeper(qtbot: QtBot, told: list[Exception]) -> Iterator[BackupKeeper]:
    assert qtbot
    made = BackupKeeper(told.append)
    yield made
    made.close()


def test_what_is_due_is_made_and_tried_by_itself(
    qtbot: QtBot,
    keeper: BackupKeeper,
    told: list[Exception],
    new_desk: NewDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = new_desk()
    make_round(desk)
    with qtbot.waitSignal(keeper.kept, timeout=WAIT):
        keeper.keep(desk)
        keeper.look()
    status = desk.backups.status()
    assert (status.count, status.tried_well) == (1, True)
    later = SystemClock().now() + WORK
    monkeypatch.setattr(SystemClock, "now", lambda _clock: later)
    make_round(desk, title="第二批（示例）")
    with qtbot.waitSignal(keeper.kept, timeout=WAIT):
        keeper.look()
    assert [line.reason for line in desk.backups.lines()] == ["work", "start"]
    keeper.forget()
    keeper.look()
    assert desk.backups.status().count == 2
    assert told == []


def test_a_failure_is_told_once(
    qtbot: QtBot, keeper: BackupKeeper, told: list[Exception], new_desk: NewDesk
) -> None:
    desk = new_desk()
    (desk.folder / "backups").write_bytes(b"a file stands where the folder should be")
    keeper.keep(desk)
    keeper.look()
    qtbot.waitUntil(lambda: len(told) == 1, timeout=WAIT)
    assert isinstance(told[0], BackupNotWritten)
    with qtbot.waitSignal(keeper.looked, timeout=WAIT):
        keeper.look()
    assert len(told) == 1
    (desk.folder / "backups").unlink()
    with qtbot.waitSignal(keeper.kept, timeout=WAIT):
        keeper.look()
    shutil.rmtree(desk.folder / "backups")
    _stand_in_the_way(desk.folder)
    keeper.look()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT)


def test_damage_is_told_as_damage_and_known_after_the_next_start(
    qtbot: QtBot, keeper: BackupKeeper, told: list[Exception], new_desk: NewDesk
) -> None:
    desk = new_desk()
    make_round(desk)
    desk.backups.make("asked")
    damaged = DeskFolder(overwrite_the_middle(desk)).unlock(PASSPHRASE)
    with pytest.raises(BackupOfDamage):
        damaged.backups.make("asked")
    damaged.close()
    again = DeskFolder(desk.folder).unlock(PASSPHRASE)
    try:
        failed = again.backups.status().failed
        assert failed is not None
        assert failed.code == BackupOfDamage.code
        with qtbot.waitSignal(keeper.kept, timeout=WAIT):  # the first screen reads it again
            keeper.keep(again)
            keeper.look()
        assert [type(one) for one in told] == [BackupOfDamage]
        again.doctor.repair()
        again.backups.make_due()
        assert again.backups.status().failed is None
    finally:
        keeper.forget()
        again.close()


def _stand_in_the_way(folder: Path) -> None:
    (folder / "backups").write_bytes(b"again")
