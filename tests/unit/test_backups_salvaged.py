"""Restored desks whose data file is damaged before the next backup keep their certificates, and backups in use stay."""

from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.domain.backup_plan import EACH_BEFORE
from greendesk.progress import SILENT
from greendesk.use_cases.backups import HERE, SECOND
from greendesk.use_cases.membership import Revoke
from tests.conftest import NewDesk
from tests.damage import damage_pages
from tests.desks import PASSPHRASE, admit, an_application, carry, make_round
from tests.unit.test_backups_restore import back, ended, me, no_trouble
from ui.composition.desk_folder import DeskFolder
from ui.widgets.backup_reading import BEFORE, put_back


def rescued(desk: Desk, *lost: str) -> Desk:
    """Damage tables of a desk so that it opens no more, and rescue it."""
    for table in (*lost, "alembic_version"):
        damage_pages(desk, table)
    desk = DeskFolder(desk.folder).rescue(PASSPHRASE)
    restored = desk.backups.restored()
    assert restored is not None
    assert (restored.salvaged, restored.missing) == (True, 0)
    return desk


def test_the_organiser_keeps_the_certificate_that_nobody_else_has_yet(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    admit(office, round_id, expert)
    office.backups.make("asked")
    old = me(office, round_id)
    office = back(office)
    new = me(office, round_id)
    office = rescued(office, "certificate", "membership")
    try:
        assert (me(office, round_id), ended(office, round_id)) == (new, {old: "restored"})
        assert office.doctor.examine().findings == ()
        application = an_application(office, round_id, tmp_path / "package")
        carry(office, expert, round_id)
        assert [line.id for line in expert.applications.lines(round_id)] == [application]
        for desk in (office, expert):
            assert no_trouble(desk, round_id)
    finally:
        office.close()


@pytest.mark.parametrize("lost", ["certificate", "membership"])
def test_what_one_table_still_holds_is_put_into_the_other(
    new_desk: NewDesk, tmp_path: Path, lost: str
) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    old = admit(office, round_id, expert)
    expert.backups.make("asked")
    expert = back(expert)
    expert.exchange.write_request(tmp_path / "again.gdx", ("expert",))
    request = office.exchange.read_request(tmp_path / "again.gdx")
    new = office.exchange.approve(round_id, request, (), replaces=Revoke(fingerprint=old, reason="restored"))
    office.exchange.send(round_id, tmp_path / "round.gdx", [new], complete=True)
    expert.exchange.receive(tmp_path / "round.gdx")
    expert = rescued(expert, lost)
    try:
        assert (me(expert, round_id), expert.backups.renewals()) == (new, ())
        assert expert.doctor.examine().findings == ()
    finally:
        expert.close()


def test_the_oldest_backup_is_not_lost_to_the_one_before_its_own_restore(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    office = new_desk()
    round_id = make_round(office)
    (tmp_path / "stick").mkdir()
    office.backups.set_second(tmp_path / "stick")
    for _ in range(EACH_BEFORE):
        office.backups.make(BEFORE)
    an_application(office, round_id, tmp_path / "package")
    for place in (HERE, SECOND):
        oldest = next(one for one in reversed(office.backups.lines()) if one.place == place)
        restored, office = put_back(DeskFolder(office.folder), oldest, PASSPHRASE, "", office, SILENT)
        assert restored.made == oldest.made
        assert office.applications.lines(round_id) == ()
    office.close()
