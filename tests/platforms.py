"""What some tests need of the machine; where it is missing they are skipped with a reason that begins with "needs"."""

import faulthandler
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import psutil
import pytest

ON_WINDOWS = sys.platform == "win32"
needs_posix = pytest.mark.skipif(
    ON_WINDOWS, reason="needs links, pipes or modes of files that Windows does not have"
)


def tool(name: str) -> str:
    """Where a stranger's program lies that judges what ours wrote; without it the test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


class Hung(Exception):
    """What was watched did not come back."""


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The system itself refuses to write further, as a full disk does."""
    if ON_WINDOWS:
        pytest.skip("needs a system that bounds the size of files")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Stop what does not come back, so that its input is known; on Windows that ends the tests, with the stack."""
    if ON_WINDOWS:
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
        return
    import signal

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def peak_memory() -> int:
    """The most memory that this process ever had, in kilobytes."""
    if ON_WINDOWS:
        return int(psutil.Process().memory_info().peak_wset) // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
