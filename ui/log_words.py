"""What may be put into a line of the log besides figures; costs nothing to import."""

from collections.abc import Callable
from functools import partial
from typing import Any


class Word(str):
    """A word of the program's own: a code, a verb, the name of a function. It may stand in the log."""

    __slots__ = ()


def name_of(work: Callable[..., Any]) -> Word:
    """The name of a function of the program, also behind partials: the innermost one that one of them calls."""
    function: Any = work
    while isinstance(function, partial):
        given = next((one for one in function.args if isinstance(one, partial)), None)
        function = given or function.func
    return Word(getattr(function, "__qualname__", type(function).__qualname__))
