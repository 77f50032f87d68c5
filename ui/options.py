"""What the caller of the program chose for the window."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the caller chose for the window."""

    desk: Path | None = None
    sample: bool = False
    sample_journey: Path | None = None
    self_test: Path | None = None
    language: str = ""
    theme: str = ""
    file: Path | None = None
    file_there: bool = True
