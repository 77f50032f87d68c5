"""A desk's folder: whole or not there, and never silently empty."""

from pathlib import Path

import pytest

from greendesk.adapters.desk_folder import DeskThere, RecordsMissing
from greendesk.adapters.identity import PassphraseTooShort
from greendesk.ports import Person
from tests.desks import PASSPHRASE, make_desk
from ui.composition.desk_files import DATABASE, IDENTITY
from ui.composition.desk_folder import UNFINISHED, DeskFolder

WHO = Person(name="林岚（示例）", organisation="", title="")


def test_missing_records_are_not_replaced_by_an_empty_desk(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    (tmp_path / "desk" / DATABASE).unlink()
    with pytest.raises(RecordsMissing):
        DeskFolder(tmp_path / "desk").unlock(PASSPHRASE)
    assert not (tmp_path / "desk" / DATABASE).exists()


def test_a_creation_that_was_cut_off_can_be_done_again(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    (tmp_path / "desk" / IDENTITY).rename(tmp_path / "desk" / UNFINISHED)
    assert not DeskFolder(tmp_path / "desk").exists
    desk = DeskFolder(tmp_path / "desk").create(WHO, PASSPHRASE)
    assert desk.rounds.lines() == ()
    desk.close()
    DeskFolder(tmp_path / "desk").unlock(PASSPHRASE).close()


def test_a_refused_creation_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        DeskFolder(tmp_path / "desk").create(WHO, "短")
    assert {path.name for path in (tmp_path / "desk").iterdir()} <= {"desk.lock"}


def test_somebody_else_s_desk_is_left_alone(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    before = (tmp_path / "desk" / IDENTITY).read_bytes()
    with pytest.raises(DeskThere):
        DeskFolder(tmp_path / "desk").create(WHO, PASSPHRASE)
    assert (tmp_path / "desk" / IDENTITY).read_bytes() == before
