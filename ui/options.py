"""What the caller of the program chose for the window."""

from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """What the caller chose for the window."""

    desk: Path | None = None
    sample: bool = False
    sample_journey: Path | None = None
    self_test: Path | None = None
    language: str = ""
    theme: str = ""
    file: Path | None = None
    file_there: bool = True
