"""Which files belong to the exchange, told by their names: whole ones (`名称.gdx`) and parts (`名称.gdx.001`)."""

from collections.abc import Sequence
from pathlib import Path

SUFFIX = ".gdx"
PATTERNS = f"*{SUFFIX} *{SUFFIX}.*"


def is_exchange_file(path: Path) -> bool:
    """Whether a file is called like an exchange file or a part of one."""
    name = path.name.lower()
    stem, _, number = name.rpartition(".")
    return name.endswith(SUFFIX) or (len(number) > 2 and number.isdecimal() and stem.endswith(SUFFIX))


def the_one_to_open(paths: Sequence[Path]) -> Path:
    """Of files that come together the one to begin with: an exchange file, or any part of one, if there is one."""
    return next((path for path in paths if is_exchange_file(path)), paths[0])
