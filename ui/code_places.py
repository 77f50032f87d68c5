"""Where in the program something happened: modules, functions and line numbers, never paths, values or texts of errors.

A path holds the name of the person whose account it is, and the text of an error may hold what was typed. Starts
without Qt.
"""

import traceback
from collections.abc import Iterator
from types import TracebackType

from greendesk.errors import GreendeskError

MOST = 60  # frames of one error: the first and the last of them
DEEPEST = 8  # errors behind an error


def told(error: BaseException) -> str:
    """The kind of an error, and the code of one of ours."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} {error.code}" if isinstance(error, GreendeskError) else kind


def places(error: BaseException) -> Iterator[str]:
    """The frames of an error and of what stands behind it, each followed by what it was."""
    found: BaseException | None = error
    for _ in range(DEEPEST):
        if found is None:
            return
        yield from frames(found.__traceback__)
        yield told(found)
        found = found.__cause__ or found.__context__


def frames(trace: TracebackType | None) -> list[str]:
    """One line for each frame: module, function, number of the line."""
    every = [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
    ]
    if len(every) <= MOST:
        return every
    return [*every[: MOST // 2], f"  ({len(every) - MOST})", *every[-MOST // 2 :]]
