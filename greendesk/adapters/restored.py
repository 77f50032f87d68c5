"""The note of a desk that was put back from a backup: when, from what, and which certificates it writes with no more.

It lies beside the database (`restored.json`). A certificate that was in use before the desk went back may have records
that only others hold; going on behind them would fork its feed, so a new certificate takes its place.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from greendesk.adapters.atomic import write_atomically
from greendesk.use_cases.backups import Restored

NOTE = "restored.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredNote:
    """What the note says."""

    retired: frozenset[str] = frozenset()
    restored: Restored | None = None  # the last time that the desk was put back


class RestoredDesk:
    """`greendesk.use_cases.desk_context.Retired` and `greendesk.use_cases.backups.Past` in the folder of a desk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NOTE
        self._lock = Lock()
        self._note = read_note(self._path)

    def __contains__(self, fingerprint: object) -> bool:
        """Whether a certificate is not written with any more."""
        return fingerprint in self._note.retired

    def add(self, fingerprints: Iterable[str], /) -> None:
        """Write with these certificates no more."""
        with self._lock:
            retired = self._note.retired | frozenset(fingerprints)
            if retired != self._note.retired:
                note = replace(self._note, retired=retired)
                write_note(self._path, note)
                self._note = note

    def restored(self) -> Restored | None:
        """How the desk was last put back, nothing when it never was."""
        return self._note.restored


def read_note(path: Path) -> RestoredNote:
    """The note at a path, an empty one when there is none; a damaged one raises nothing and retires nothing."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_bytes())
        last = kept["restored"]
        if last is not None:
            aside = last["set_aside"]
            last = Restored(**{**last, "set_aside": Path(aside) if aside else None})
        return RestoredNote(retired=frozenset(map(str, kept["retired"])), restored=last)
    return RestoredNote()


def write_note(path: Path, note: RestoredNote) -> None:
    """Write the note whole or not at all."""
    last = asdict(note.restored) if note.restored else None
    if last is not None:
        last["set_aside"] = str(last["set_aside"]) if last["set_aside"] else ""
    document = {"v": 1, "retired": sorted(note.retired), "restored": last}
    write_atomically(path, json.dumps(document, ensure_ascii=False, indent=1).encode())
