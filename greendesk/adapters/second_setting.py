"""The note of a desk's second place: where it is, what it last got, and what went wrong (`second-place.json`)."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from greendesk.adapters.atomic import write_atomically
from greendesk.domain.plausible_clock import EARLIEST

SETTING = "second-place.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of the second place."""

    folder: str = ""
    desk: str = ""  # the name of the desk's folder there
    last: int | None = None
    trouble: str = ""
    beside: bool = False  # on the disk of the desk
    copied: tuple[str, ...] = ()  # the latest backups, as they were when it last got everything


def read_setting(desk: Path) -> Setting:
    """The second place of a desk; none when it was never set or the note cannot be read.

    A time from before there were desks, by a clock that was impossible, is none.
    """
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((desk / SETTING).read_bytes())
        last = kept["last"]
        return Setting(
            folder=str(kept["folder"]),
            desk=str(kept["desk"]),
            last=int(last) if last is not None and int(last) >= EARLIEST else None,
            trouble=str(kept["trouble"]),
            beside=bool(kept["beside"]),
            copied=tuple(map(str, kept.get("copied", ()))),
        )
    return Setting()


def write_setting(desk: Path, setting: Setting) -> None:
    """Keep the second place of a desk."""
    write_atomically(desk / SETTING, json.dumps(asdict(setting), ensure_ascii=False).encode())
