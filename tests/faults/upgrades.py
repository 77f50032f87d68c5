"""A process that upgrades a kept desk again and again, with trouble at another call each time.

Run as `python -m tests.faults.upgrades SAMPLE ROOM MOST`; prints a JSON line: how many calls there are, how many points
were tried, and how often it ended how. Afterwards the tables are the old ones or the new ones, with every row.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from db.copy_check import copy_is_whole
from db.database import HEAD, migrate
from db.engine import open_engine
from db.faults import translated
from greendesk.adapters.backups import Backups
from greendesk.adapters.before_upgrade import REASON, BeforeUpgrade
from greendesk.adapters.clock import SystemClock
from greendesk.errors import GreendeskError
from tests.faults.interception import Seen, Trouble, watch
from tests.faults.torment import torment
from tests.kept.sample import Sample

DESK = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """The upgrade of copies of one desk."""

    desk: Path
    room: Path
    key: bytes

    def attempt(self, trouble: Trouble | None = None, at: int = 0) -> tuple[Seen, str]:
        """Upgrade a fresh copy; returns how it went and which tables are there afterwards."""
        place = Path(tempfile.mkdtemp(prefix="point-", dir=self.room))
        shutil.copytree(self.desk, place / DESK)
        before = BeforeUpgrade(
            folder=place / DESK / "backups",
            identity=place / DESK / "identity.json",
            whole=lambda copy: copy_is_whole(copy, self.key),
            clock=SystemClock(),
        )

        def act() -> str:
            try:
                with translated():
                    migrate(place / DESK / "desk.db", self.key, before)
            except GreendeskError as error:
                return error.code
            return "done"

        try:
            seen = watch(act, place, trouble, at)
            return seen, self.state(place / DESK)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def state(self, desk: Path) -> str:
        """The tables that are there, with all rows; new ones only after a backup that is whole."""
        engine = open_engine(desk / "desk.db", self.key)
        with engine.connect() as connection:
            found = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
            rows = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar()
            assert rows == connection.exec_driver_sql("SELECT count(id) FROM entry NOT INDEXED").scalar()
            assert rows
        engine.dispose()
        assert copy_is_whole(desk / "desk.db", self.key)
        kept = [one for one in Backups.listed_in(desk / "backups") if one.reason == REASON]
        for one in kept:
            assert copy_is_whole(desk / "backups" / one.folder / "desk.db", self.key)
        assert kept or found != HEAD
        migrate(desk / "desk.db", self.key)  # the next start goes through, whatever happened
        return found


def main(sample: Path, room: Path, most: int) -> None:
    """Unpack the sample and let its upgrade suffer."""
    kept = Sample(sample)
    desk = kept.unpack(room / "kept") / DESK
    key = bytes.fromhex(kept.expected["keys"][DESK])
    print(json.dumps(torment(Experiment(desk=desk, room=room, key=key), most, HEAD)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
