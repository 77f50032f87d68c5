"""A gate that work on several threads passes, and that closes only when all of it has come out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from greendesk.progress import Cancelled, Progress


class Gate:
    """Lets work in until it is closed; what is inside then is asked to stop at its next step."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside = 0
        self.closed = False

    @contextmanager
    def passed(self, progress: Progress) -> Iterator[Progress]:
        """Go in with a progress that stops when the gate closes; raises `Cancelled` when it is closed."""
        with self._changed:
            if self.closed:
                raise Cancelled
            self._inside += 1
        try:
            yield _Watched(progress, self)
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more in, and wait until everything is out."""
        with self._changed:
            self.closed = True
            self._changed.wait_for(lambda: self._inside == 0)


class _Watched:
    """Progress of work inside a gate."""

    def __init__(self, inner: Progress, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    def step(self, done: int, total: int, what: str = "") -> None:
        """Note progress; raises `Cancelled` when the gate closes or the person asked to stop."""
        if self._gate.closed:
            raise Cancelled
        self._inner.step(done, total, what)
