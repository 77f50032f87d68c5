"""Lets whoever opens a desk hear that its data are upgraded first, which can take a while on a large desk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_heard: ContextVar[Callable[[], None] | None] = ContextVar("upgrade", default=None)


@contextmanager
def hearing(told: Callable[[], None]) -> Iterator[None]:
    """Call `told` on this thread when an upgrade begins inside the block."""
    before = _heard.set(told)
    try:
        yield
    finally:
        _heard.reset(before)


def tell() -> None:
    """An upgrade begins, with its backup."""
    if (told := _heard.get()) is not None:
        told()
