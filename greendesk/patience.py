"""Waiting a moment for a file that a virus scanner, an indexer or a backup program holds open on Windows.

Elsewhere an open file may be renamed and removed, and nothing here ever waits. SQLite does the same for its own files.
"""

from collections.abc import Callable, Sequence
from threading import Event
from typing import TypeVar

T = TypeVar("T")

ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION = (
    5,
    32,
    33,
)  # what Windows calls it, by who holds the file and how
HELD = frozenset({ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION})
_NOBODY = Event()  # is never set
WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds; scanners let go after some tenths


def is_held(error: OSError) -> bool:
    """Whether Windows says that somebody else has the file open, or may be saying so."""
    return getattr(error, "winerror", None) in HELD


def patiently(
    act: Callable[[], T],
    *,
    passes: Callable[[OSError], bool] = is_held,
    waits: Sequence[float] = WAITS,
    wait: Callable[[float], object] = _NOBODY.wait,
) -> T:
    """Do it, and again after growing waits while it fails for a reason that passes; raises what the last try raised.

    Args:
        act: one call of the system that either does all or nothing, as a rename does.
        passes: tells whether a failure may be gone after a wait.
        waits: seconds between the tries; their number bounds the tries.
        wait: lets the time pass.

    """
    for seconds in waits:
        try:
            return act()
        except OSError as error:
            if not passes(error):
                raise
        wait(seconds)
    return act()
