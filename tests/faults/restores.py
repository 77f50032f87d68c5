"""A process that puts a desk back from a backup again and again, with trouble at another call each time.

Run as `python -m tests.faults.restores ROOM MOST`; prints a JSON line: how many calls there are, how many points were
tried, and how often it ended how. Afterwards the next start opens the old desk or the restored one.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from db.copy_check import copy_is_whole
from greendesk.adapters.identity import unlock_identity
from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from greendesk.use_cases.applications import UnitData
from tests.desks import PASSPHRASE, credit_code, make_desk, make_round
from tests.faults.interception import Seen, Trouble, watch
from tests.faults.torment import torment
from ui.composition.desk_folder import DeskFolder

OLD, NEW = "old", "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """The restore of copies of one desk; `rows` are the entries of the desk and of its backup."""

    desk: Path
    room: Path
    round_id: str
    key: bytes
    rows: dict[str, int]

    def attempt(self, trouble: Trouble | None = None, at: int = 0) -> tuple[Seen, str]:
        """Put a fresh copy back; returns how it went and which desk is there afterwards."""
        place = Path(tempfile.mkdtemp(prefix="point-", dir=self.room))
        folder = DeskFolder(place / "desk")
        shutil.copytree(self.desk, folder.path)

        def act() -> str:
            try:
                folder.restore(folder.backups()[0], PASSPHRASE)
            except GreendeskError as error:
                return error.code
            return "done"

        try:
            seen = watch(act, place, trouble, at)
            return seen, self.state(folder)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def state(self, folder: DeskFolder) -> str:
        """Open the desk: it is whole; a restored one has a new certificate and left the old records beside it."""
        desk = folder.unlock(PASSPHRASE)
        try:
            assert desk.check() == ()
            found = rows(desk, self.round_id)
            renewed = any(one.succeeds for one in desk.members.participants(self.round_id))
        finally:
            desk.close()
        assert not (folder.path / "restore.json").exists()
        assert not (folder.path / "restoring").exists()
        aside = [one for one in folder.path.glob("set-aside/*/desk.db") if copy_is_whole(one, self.key)]
        if found == self.rows[OLD]:
            assert (renewed, aside) == (False, [])
            return OLD
        assert found == self.rows[NEW] + 1  # the record of the new certificate
        assert (renewed, len(aside)) == (True, 1)
        return NEW


def rows(desk: Desk, round_id: str) -> int:
    """How many entries a desk holds."""
    return desk.rounds.line(round_id).entries


def main(room: Path, most: int) -> None:
    """Make a desk that went on after its backup, and let its restore suffer."""
    desk = make_desk(room / "kept")
    round_id = make_round(desk)
    desk.backups.make("asked")
    before = rows(desk, round_id)
    for number in (1, 2):
        data = UnitData(
            unit=f"示例单位{number}",
            credit_code=credit_code(number),
            category="factory",
            region="示例市",
            industry="水泥",
        )
        desk.applications.register(round_id, data)
    after = rows(desk, round_id)
    desk.close()
    key = unlock_identity(room / "kept" / "identity.json", PASSPHRASE).database_key
    counts = {OLD: after, NEW: before}
    experiment = Experiment(desk=room / "kept", room=room, round_id=round_id, key=key, rows=counts)
    print(json.dumps(torment(experiment, most, NEW)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
