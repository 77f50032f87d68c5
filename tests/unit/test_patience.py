"""Files that another program holds open for a moment, as virus scanners do on Windows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from greendesk.adapters.atomic import remove, write_atomically
from greendesk.patience import HELD, WAITS, is_held, patiently

HOLD = "import sys; held = open(sys.argv[1], 'rb'); print('held', flush=True); sys.stdin.read()"


def refused(winerror: int) -> PermissionError:
    """What Windows answers, as Python passes it on."""
    error = PermissionError(13, "Permission denied")
    error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]  # is there on Windows only
    return error


class Scanner:
    """Holds a file for some tries."""

    def __init__(self, tries: int, error: OSError) -> None:
        self.tries, self.error, self.asked = tries, error, 0

    def __call__(self) -> str:
        self.asked += 1
        if self.asked <= self.tries:
            raise self.error
        return "done"


@pytest.mark.parametrize("winerror", sorted(HELD))
@pytest.mark.parametrize("tries", [0, 1, len(WAITS)])
def test_a_file_that_is_let_go_is_replaced(winerror: int, tries: int) -> None:
    waited: list[float] = []
    assert patiently(Scanner(tries, refused(winerror)), wait=waited.append) == "done"
    assert waited == list(WAITS[:tries])
    assert waited == sorted(waited)


def test_patience_ends() -> None:
    waited: list[float] = []
    scanner = Scanner(100, refused(32))
    with pytest.raises(PermissionError):
        patiently(scanner, wait=waited.append)
    assert scanner.asked == len(WAITS) + 1
    assert sum(waited) < 2


@pytest.mark.parametrize("error", [refused(112), OSError(28, "full"), PermissionError(13, "not Windows")])
def test_what_will_not_pass_is_told_at_once(error: OSError) -> None:
    waited: list[float] = []
    scanner = Scanner(100, error)
    with pytest.raises(OSError, match=error.strerror):
        patiently(scanner, wait=waited.append)
    assert scanner.asked == 1
    assert not waited


@pytest.mark.skipif(os.name != "nt", reason="elsewhere an open file may be replaced")
def test_another_process_that_holds_the_file_is_waited_for(tmp_path: Path) -> None:
    target, fresh = tmp_path / "被扫描.json", tmp_path / "fresh"
    target.write_bytes(b"old")
    fresh.write_bytes(b"new")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as scanner:
        assert scanner.stdout is not None
        assert scanner.stdout.readline().strip() == b"held"

        def let_go(error: OSError) -> bool:
            scanner.communicate()
            return is_held(error)

        patiently(lambda: fresh.replace(target), passes=let_go, wait=lambda _seconds: None)
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "nt", reason="elsewhere a read-only file may be removed")
def test_a_read_only_file_is_replaced_and_removed(tmp_path: Path) -> None:
    target = tmp_path / "只读.json"
    target.write_bytes(b"old")
    target.chmod(0o400)
    remove(target)
    assert not target.exists()
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
