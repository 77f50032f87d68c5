"""Backups of a large desk hold what came after a whole copy; copy and tail together are the desk again."""

from pathlib import Path

from db.copy_check import copy_is_whole
from db.database import Database
from db.tail import join_tail
from greendesk.adapters.backups import DATABASE, Backups
from greendesk.adapters.clock import SystemClock
from greendesk.adapters.identity import unlock_identity
from greendesk.ledger.entry import sha256
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, carry, make_round, score_all
from ui.composition.desk_folder import DeskFolder


def backups_of(folder: Path, database: Database, key: bytes) -> Backups:
    return Backups(
        folder=folder / "kept",
        identity=folder / "identity.json",
        save=database.save_copy,
        whole=lambda copy: copy_is_whole(copy, key),
        save_tail=database.save_tail,
        join_tail=lambda base, tail, target: join_tail(base, tail, target, key),
        clock=SystemClock(),
        large=1,
    )


def test_copy_and_tail_are_the_desk_again(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(office)
    fingerprint = admit(office, round_id, expert)
    application = an_application(office, round_id, tmp_path / "package")
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    score_all(expert, round_id, application)
    folder = expert.folder
    identity = unlock_identity(folder / "identity.json", PASSPHRASE)
    expert.close()
    database = Database(folder / "desk.db", identity.database_key, sha256(identity.public_key))
    backups = backups_of(folder, database, identity.database_key)
    base = backups.make("before-receiving")
    assert (base.base, (backups.folder / base.folder / DATABASE).exists()) == ("", True)
    database.close()
    expert = DeskFolder(folder).unlock(PASSPHRASE)
    expert.reviews.submit(round_id, application)
    expert.close()
    database = Database(folder / "desk.db", identity.database_key, sha256(identity.public_key))
    backups = backups_of(folder, database, identity.database_key)
    later = backups.make("before-receiving")
    assert (later.base, (backups.folder / later.folder / DATABASE).exists()) == (base.folder, False)
    assert later.size < base.size
    backups.restore(later, tmp_path / "restored")
    joined = Database(tmp_path / "restored" / DATABASE, identity.database_key, sha256(identity.public_key))
    joined.rebuild(round_id)
    database.rebuild(round_id)
    assert joined.dump_derived(round_id) == database.dump_derived(round_id)
    with joined.work(round_id) as one, database.work(round_id) as two:
        assert list(one.ledger.everything()) == list(two.ledger.everything())
    joined.close()
    database.close()
