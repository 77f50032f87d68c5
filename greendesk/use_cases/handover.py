"""Files from hand to hand: whole or in numbered parts, with a slip beside them, and joined again on arrival."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from greendesk.errors import Fault, Refusal
from greendesk.progress import Progress
from greendesk.queries import WaitingParts


class PartsMissing(Refusal):
    """A file came in parts and not all are here; details: `name`, `missing`, `missing_en`, `count`, `here`.

    What came is kept on the desk until the others come.
    """

    code = "GD-630"


class PartsDamaged(Fault):
    """Parts that are not what they say; details: `name`, `damaged`, `missing` (both also `_en`), `count`."""

    code = "GD-632"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFile:
    """A file as it was written."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What lies in the folder: the file itself, or its parts when there are some, and a slip when it has a name."""

    file: CarriedFile
    parts: tuple[CarriedFile, ...] = ()
    slip: str = ""


class Carrier(Protocol):
    """Writes files to media and takes them from there."""

    def hand_out(
        self,
        target: Path,
        write: Callable[[Path], None],
        part_size: int,
        slip: Callable[[Carried], bytes] | None,
        progress: Progress,
        /,
    ) -> Carried:
        """Let `write` make the file; it, or parts of at most `part_size` bytes, and the slip appear together."""
        ...

    def take_in(self, path: Path, progress: Progress, /) -> Path:
        """The file itself, or the one that its part belongs to, joined; raises `PartsMissing`, `PartsDamaged`."""
        ...

    def copy(self, source: Path, target: Path, /) -> None:
        """Write a copy of a file, whole or not at all."""
        ...

    def digest(self, path: Path, /) -> str:
        """The SHA-256 of a file, as people compare it."""
        ...

    def done(self, path: Path, /) -> None:
        """Let go of the parts of a file that `take_in` gave and that was received."""
        ...

    def waiting(self) -> tuple[WaitingParts, ...]:
        """The files of which parts are kept here."""
        ...

    def forget(self, key: str, /) -> None:
        """Remove the parts that are kept of a file."""
        ...


def spans(numbers: Sequence[int], comma: str) -> str:
    """Numbers in ascending order in few words: "3、5、8–12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return comma.join("–".join(map(str, run)) for run in runs)
