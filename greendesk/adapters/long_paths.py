r"""Paths of more than 260 characters, which Windows opens only when they are spelt `\\?\C:\…`."""

import ntpath
import os
from pathlib import Path

_AS_IT_IS, _SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def within_reach(path: Path) -> str:
    """Return the path in the spelling in which this system opens it and all that lies below, however deep."""
    return spelt_whole(os.path.abspath(path)) if os.name == "nt" else str(path)  # noqa: PTH100 - text, not a Path


def spelt_whole(path: str) -> str:
    r"""Spell an absolute path of Windows so that its length does not matter; a share is `\\?\UNC\server\share`."""
    plain = ntpath.normpath(path)
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        return plain
    if plain.startswith("\\\\"):
        return _SHARE + plain[2:]
    return _AS_IT_IS + plain
