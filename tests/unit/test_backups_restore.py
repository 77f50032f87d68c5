"""A desk put back from a backup: what was there is set aside, no feed forks, and what is missing comes back."""

import shutil
from pathlib import Path

import pytest

from db.faults import DatabaseDamaged
from greendesk.adapters.atomic import remove_folder
from greendesk.adapters.backups import DATABASE
from greendesk.adapters.identity import PassphraseWrong
from greendesk.desk import Desk
from greendesk.use_cases.backups import BackupDamaged, BackupOfAnother, NoBackup
from greendesk.use_cases.desk_context import CertificateRetired
from greendesk.use_cases.membership import Revoke
from tests.conftest import NewDesk
from tests.damage import damage_pages
from tests.desks import PASSPHRASE, admit, an_application, carry, make_desk, make_round, score_all
from ui.composition.desk_folder import DeskFolder
from ui.composition.restoring import found_desks

NEW_PASSPHRASE = "另一个口令12345678"


def back(desk: Desk) -> Desk:
    """Close a desk and put it back from the backup that was asked for."""
    desk.close()
    folder = DeskFolder(desk.folder)
    folder.restore(next(one for one in folder.backups() if one.reason == "asked"), PASSPHRASE)
    return folder.unlock(PASSPHRASE)


def me(desk: Desk, round_id: str) -> str:
    return next(one.fingerprint for one in desk.rounds.participants(round_id) if one.me)


def ended(desk: Desk, round_id: str) -> dict[str, str]:
    """The certificates that are no longer used, and why."""
    people = desk.members.participants(round_id)
    return {one.fingerprint: one.revoked.reason for one in people if one.revoked}


def no_trouble(desk: Desk, round_id: str) -> bool:
    return (desk.quarantine.waiting(round_id), desk.quarantine.forks(round_id), desk.check()) == ((), (), ())


# ---------------------------------------------------------------- certificates


def test_the_organiser_renews_itself_and_gets_its_records_back(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    fingerprint = admit(office, round_id, expert)
    office.backups.make("asked")
    application = an_application(office, round_id, tmp_path / "package")
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    old = me(office, round_id)
    office = back(office)
    try:
        restored = office.backups.restored()
        assert restored is not None
        assert (restored.missing > 0, restored.salvaged) == (True, False)
        assert (restored.renewal, office.backups.renewals()) == (0, ())
        assert office.applications.lines(round_id) == ()
        assert me(office, round_id) != old
        assert ended(office, round_id) == {old: "restored"}
        other = an_application(office, round_id, tmp_path / "other", "另一家（示例）")  # goes on at once
        carry(office, expert, round_id)
        carry(expert, office, round_id)
        for desk in (office, expert):
            assert {line.id for line in desk.applications.lines(round_id)} == {application, other}
            assert ended(desk, round_id) == {old: "restored"}
            assert no_trouble(desk, round_id)
        assert office.doctor.examine().findings == ()
        detail = office.applications.detail(round_id, application)
        assert [one.expert for one in detail.assignments] == [fingerprint]
        assert len(office.members.recipients(round_id)) == 2
        again = back(office)  # to the same backup once more
        try:
            assert len(ended(again, round_id)) == 1
            carry(again, expert, round_id)
            carry(expert, again, round_id)
            assert {line.id for line in again.applications.lines(round_id)} == {application, other}
            assert no_trouble(again, round_id)
            again.close()
            again = DeskFolder(again.folder).unlock(PASSPHRASE)  # knows by now what it was called in between
            assert len(ended(again, round_id)) == 2
            assert len(again.members.recipients(round_id)) == 2
            carry(again, expert, round_id)
            assert ended(expert, round_id) == ended(again, round_id)
            assert no_trouble(expert, round_id)
        finally:
            again.close()
    finally:
        office.close()


def test_an_expert_asks_for_a_new_certificate_and_nothing_he_wrote_is_cut(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    office, expert, third = new_desk(), new_desk("周明远（示例）"), new_desk("沈思齐（示例）")
    round_id = make_round(office)
    fingerprint, other = admit(office, round_id, expert), admit(office, round_id, third)
    first, second = (
        an_application(office, round_id, tmp_path / name, name) for name in ("甲厂（示例）", "乙厂（示例）")
    )
    for application in (first, second):
        for one in (fingerprint, other):
            office.reviews.assign(round_id, application, one)
    carry(office, expert, round_id)
    carry(office, third, round_id)
    expert.backups.make("asked")
    expert.reviews.declare(round_id, first, conflict=False)
    carry(expert, office, round_id)
    expert.reviews.declare(round_id, second, conflict=False)
    expert.exchange.send(round_id, tmp_path / "third.gdx", [other])  # the organiser never got this one
    third.exchange.receive(tmp_path / "third.gdx")
    expert = back(expert)
    try:
        (renewal,) = expert.backups.renewals()
        assert (renewal.round, renewal.organiser, renewal.roles) == (round_id, False, ("expert",))
        with pytest.raises(CertificateRetired):
            expert.reviews.declare(round_id, first, conflict=False)
        expert.exchange.write_request(tmp_path / "again.gdx", renewal.roles)
        request = office.exchange.read_request(tmp_path / "again.gdx")
        same = office.members.same_key(round_id, request.request)
        assert same is not None
        assert (same.fingerprint, same.revoked) == (fingerprint, None)
        command = Revoke(fingerprint=fingerprint, reason="restored")
        plan = office.members.look(round_id, command)
        assert (plan.stopped, len(plan.open_work)) == ((), 2)
        new = office.exchange.approve(round_id, request, (), replaces=command)
        office.exchange.send(round_id, tmp_path / "round.gdx", [new], complete=True)
        expert.exchange.receive(tmp_path / "round.gdx")
        assert (me(expert, round_id), expert.backups.renewals()) == (new, ())
        score_all(expert, round_id, first)
        expert.reviews.submit(round_id, first)
        carry(expert, office, round_id)
        carry(third, office, round_id)
        assert office.members.records(round_id, fingerprint)[0].seq == 2  # came by the third desk, and counts
        assert all(one.counts for one in office.members.records(round_id, fingerprint))
        assert no_trouble(office, round_id)
        assert ended(office, round_id) == {fingerprint: "restored"}
        assert office.applications.detail(round_id, first).assignments
    finally:
        expert.close()


def test_a_backup_from_before_the_round_does_not_fork_either(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    expert.backups.make("asked")
    fingerprint = admit(office, round_id, expert)
    application = an_application(office, round_id, tmp_path / "package")
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    expert.reviews.declare(round_id, application, conflict=False)
    carry(expert, office, round_id)
    shutil.rmtree(expert.folder / "set-aside", ignore_errors=True)
    expert.close()
    folder = DeskFolder(expert.folder)
    (folder.path / DATABASE).unlink()  # nothing but the backup knows anything
    folder.restore(folder.backups()[-1], PASSPHRASE)
    expert = folder.unlock(PASSPHRASE)
    try:
        assert expert.rounds.lines() == ()
        office.exchange.send(round_id, tmp_path / "round.gdx", [fingerprint], complete=True)
        expert.exchange.receive(tmp_path / "round.gdx")
        with pytest.raises(CertificateRetired):
            expert.reviews.declare(round_id, application, conflict=False)
        assert [one.round for one in expert.backups.renewals()] == [round_id]
    finally:
        expert.close()


def test_a_desk_that_is_alone_by_nature_goes_on_as_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    round_id = make_round(desk)
    before = me(desk, round_id)
    desk.backups.make("asked")
    desk.close()
    folder = DeskFolder(tmp_path / "desk", alone=True)
    folder.restore(folder.backups()[0], PASSPHRASE)
    desk = folder.unlock(PASSPHRASE)
    assert (me(desk, round_id), desk.rounds.lines()[0].entries) == (before, 2)
    desk.close()


# ---------------------------------------------------------------- where from, and by whom


def test_on_a_new_computer_from_the_second_place(new_desk: NewDesk, tmp_path: Path) -> None:
    office = new_desk()
    round_id = make_round(office)
    an_application(office, round_id, tmp_path / "package")
    (tmp_path / "stick").mkdir()
    office.backups.set_second(tmp_path / "stick")
    office.backups.make("asked")
    office.close()
    remove_folder(office.folder)
    (found,) = found_desks(tmp_path / "stick")
    for number, source in enumerate((tmp_path / "stick", found.folder, _folder(found.folder))):
        new = DeskFolder(tmp_path / f"new-{number}")
        restored = new.restore(source, PASSPHRASE)
        assert (restored.set_aside, restored.missing) == (None, -1)
        desk = new.unlock(PASSPHRASE)
        assert desk.doctor.examine().findings == ()  # with the attachments
        assert len(desk.applications.lines(round_id)) == 1
        desk.close()


def _folder(place: Path) -> Path:
    return next((place / "backups").iterdir())


def test_from_the_second_place_while_the_desk_is_there(new_desk: NewDesk, tmp_path: Path) -> None:
    office = new_desk()
    (tmp_path / "stick").mkdir()
    office.backups.set_second(tmp_path / "stick")
    office.backups.make("asked")
    office.close()
    shutil.rmtree(office.folder / "backups")
    folder = DeskFolder(office.folder)
    (line,) = folder.backups()
    assert line.place == "second"
    restored = folder.restore(line, PASSPHRASE)
    assert restored.set_aside is not None
    assert (restored.set_aside / DATABASE).is_file()
    shutil.rmtree(tmp_path / "stick")
    assert folder.backups() == ()


def test_the_passphrase_of_now_or_of_the_backup(new_desk: NewDesk) -> None:
    office = new_desk()
    office.backups.make("asked")
    office.close()
    folder = DeskFolder(office.folder)
    folder.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    (line,) = folder.backups()
    with pytest.raises(PassphraseWrong):
        folder.restore(line, "ein drittes Kennwort")
    folder.restore(line, NEW_PASSPHRASE)
    folder.unlock(NEW_PASSPHRASE).close()  # the newer passphrase stays
    restored = folder.restore(line, PASSPHRASE)
    folder.unlock(PASSPHRASE).close()  # the newer one was forgotten: the identity of the backup is back, too
    assert restored.set_aside is not None
    assert {one.name for one in restored.set_aside.iterdir()} >= {DATABASE, "identity.json"}


def test_a_wrong_passphrase_leaves_nothing_in_a_new_folder(new_desk: NewDesk, tmp_path: Path) -> None:
    office = new_desk()
    office.backups.make("asked")
    office.close()
    made, empty = DeskFolder(tmp_path / "new desk"), DeskFolder(tmp_path / "empty")
    empty.path.mkdir()
    for folder in (made, empty):
        with pytest.raises(PassphraseWrong):
            folder.restore(_folder(office.folder), "not this one")
    assert not made.path.exists()
    assert list(empty.path.iterdir()) == []  # it was there before
    made.restore(_folder(office.folder), PASSPHRASE)
    made.unlock(PASSPHRASE).close()


def test_what_is_no_good_backup_of_this_desk_changes_nothing(new_desk: NewDesk, tmp_path: Path) -> None:
    office, other = new_desk(), new_desk("周明远（示例）")
    for desk in (office, other):
        desk.backups.make("asked")
        desk.close()
    folder = DeskFolder(office.folder)
    before = (folder.path / DATABASE).read_bytes()
    with pytest.raises(BackupOfAnother):
        folder.restore(_folder(other.folder), PASSPHRASE)
    with pytest.raises(NoBackup):
        folder.restore(tmp_path, PASSPHRASE)
    path = _folder(folder.path) / DATABASE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(BackupDamaged):
        folder.restore(folder.backups()[0], PASSPHRASE)
    path.unlink()
    assert folder.backups() == ()
    assert (folder.path / DATABASE).read_bytes() == before
    assert not (folder.path / "set-aside").exists()
    assert not (folder.path / "restoring").exists()
    folder.unlock(PASSPHRASE).close()


# ---------------------------------------------------------------- a damaged data file


def test_drafts_that_were_damaged_come_from_the_latest_backup(
    new_desk: NewDesk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    office = new_desk()
    round_id = make_round(office)
    application = an_application(office, round_id, tmp_path / "package")
    drafts = office.backups._context.drafts
    for number in range(60):  # more than one page
        drafts.put(f"note-{number}", {"text": "草稿" * 200}, "草稿", number + 1)
    office.backups.make("asked")
    damage_pages(office, "draft_step")
    damage_pages(office, "alembic_version")
    folder = DeskFolder(office.folder)
    office = folder.rescue(PASSPHRASE)
    try:
        restored = office.backups.restored()
        assert restored is not None
        assert (restored.salvaged, restored.missing, restored.renewal) == (True, 0, 0)
        assert restored.entries == office.rounds.lines()[0].entries
        assert [line.id for line in office.applications.lines(round_id)] == [application]
        kept = office.backups._context.drafts
        assert all(kept.get(f"note-{number}") is not None for number in range(60))
        assert capfd.readouterr().err == ""  # SQLCipher would tell of every page
    finally:
        office.close()


def test_a_restored_desk_is_itself_and_asks_others(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    admit(office, round_id, expert)
    an_application(office, round_id, tmp_path / "package")
    backup = office.backups.make("asked")
    office.close()
    folder = DeskFolder(office.folder)
    folder.restore(backup, PASSPHRASE)
    office = folder.unlock(PASSPHRASE)
    try:
        for path in (office.folder / "files").rglob("*"):
            if path.is_file():
                path.chmod(0o600)
                path.unlink()
        asked = office.doctor.sources(office.doctor.examine())
        assert [one.name for one in asked] == ["周明远（示例）"]
        (held,) = office.backups.look_into(backup).rounds
        assert [one.me for one in held.authors] == [True] * len(held.authors)
    finally:
        office.close()


def test_a_file_of_which_nothing_can_be_read_gives_way_to_backups(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(), new_desk("周明远（示例）")
    round_id = make_round(office)
    admit(office, round_id, expert)
    application = an_application(office, round_id, tmp_path / "package")
    carry(office, expert, round_id)
    expert.backups.make("asked")
    lost = an_application(office, round_id, tmp_path / "other", "另一家（示例）")
    carry(office, expert, round_id)  # with a backup before it
    expert.close()
    folder = DeskFolder(expert.folder)
    data = bytearray((folder.path / DATABASE).read_bytes())
    data[500] ^= 1  # in the first page, which holds the list of tables
    (folder.path / DATABASE).write_bytes(data)
    with pytest.raises(DatabaseDamaged):
        folder.unlock(PASSPHRASE)
    expert = folder.rescue(PASSPHRASE)
    try:
        restored = expert.backups.restored()
        assert restored is not None
        assert (restored.salvaged, restored.missing, restored.renewal) == (False, -1, 1)
        assert restored.set_aside is not None
        assert (restored.set_aside / DATABASE).read_bytes() == data
        assert restored.set_aside.parent.name == "damaged"
        assert [line.id for line in expert.applications.lines(round_id)] == [application]
        (renewal,) = expert.backups.renewals()
        expert.exchange.write_request(tmp_path / "again.gdx", renewal.roles)
        request = office.exchange.read_request(tmp_path / "again.gdx")
        old = office.members.same_key(round_id, request.request)
        assert old is not None
        command = Revoke(fingerprint=old.fingerprint, reason="restored")
        new = office.exchange.approve(round_id, request, (), replaces=command)
        office.exchange.send(round_id, tmp_path / "round.gdx", [new], complete=True)
        expert.exchange.receive(tmp_path / "round.gdx")
        assert {line.id for line in expert.applications.lines(round_id)} == {application, lost}
        assert expert.doctor.examine().findings == ()
    finally:
        expert.close()
