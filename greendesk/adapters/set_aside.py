"""The shelf of a desk for what is damaged: `damaged/`, one folder for each repair, nothing in it is ever removed.

Beside the damaged things lies a list (`missed.jsonl`) of what others have to send again; it names numbers and
digests only.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from greendesk.adapters.atomic import remove, writing
from greendesk.adapters.blobs import BlobStore
from greendesk.ports import Clock
from greendesk.use_cases.care import Missed

FOLDER = "damaged"
LIST = "missed.jsonl"


class DamagedShelf:
    """`greendesk.use_cases.care.Shelf` in the folder of a desk."""

    def __init__(self, desk: Path, blobs: BlobStore, clock: Clock) -> None:
        self._root = desk / FOLDER
        self._blobs = blobs
        self._clock = clock
        self._folder: Path | None = None

    def begin(self) -> None:
        """A new repair begins: what follows lies in a folder of its own."""
        self._folder = None

    def place(self, name: str, /) -> str:
        """A path for a damaged thing of this repair."""
        return str(self._here() / name)

    def take_file(self, sha256: str, /) -> None:
        """Move a damaged file out of the store, here."""
        with writing(self._root):
            source = self._blobs.path(sha256)
            target = self._here() / "files" / source.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)
            remove(source)

    def note(self, missed: Iterable[Missed], /) -> None:
        """Write down what has to come back."""
        lines = [json.dumps(asdict(one), separators=(",", ":")) + "\n" for one in missed]
        if lines:
            with writing(self._root), (self._here() / LIST).open("a", encoding="ascii") as stream:
                stream.writelines(lines)

    def missed(self) -> Iterator[Missed]:
        """Everything ever written down, the oldest first."""
        for path in sorted(self._root.glob(f"*/{LIST}")):
            with writing(self._root), path.open(encoding="ascii") as stream:
                for line in stream:
                    if line.endswith("\n"):  # the last one may be cut short
                        yield Missed(**json.loads(line))

    def _here(self) -> Path:
        if self._folder is None:
            when = datetime.fromtimestamp(self._clock.now() / 1000).astimezone().strftime("%Y%m%d-%H%M%S")
            self._folder = self._root / f"{when}-{secrets.token_hex(3)}"
            with writing(self._root):
                self._folder.mkdir(parents=True)
        return self._folder


def owed(missed: Callable[[], Iterable[Missed]]) -> Callable[[str, str], int]:
    """The highest number of an author's records that were set aside in a round, 0 for none."""

    def highest(round_id: str, author: str) -> int:
        return max(
            (one.seq for one in missed() if (one.part, one.round, one.author) == ("entry", round_id, author)),
            default=0,
        )

    return highest
