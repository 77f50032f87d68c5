"""The log of a desk: events, codes, figures and places in the program, never names, scores or paths. Starts without Qt.

What may stand in it is decided by what it is made of: the fixed text of our own modules with numbers and `Word`s put
in. Everything else, also all that libraries say, is left out.
"""

import logging
import logging.handlers
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ui.code_places import places
from ui.log_words import Word

FILE = "greendesk.log"
HEAD = "GreenDesk log 2"  # the first line of a file that was written by these rules
LARGEST = 512 * 1024
KEPT = 3
OURS = ("ui", "db", "greendesk")
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutNames(logging.Formatter):
    """Writes the fixed text of our own modules with figures, and of errors their places and kinds."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record; nothing that was put into a text survives but figures and words of ours."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.exc_text = copy.stack_info = None
        copy.msg, copy.args = _safe(record), None
        return super().format(copy)

    def formatException(self, ei: _ErrorInfo) -> str:
        """Return the frames, and the type or code of every error in the chain."""
        return "\n".join(places(ei[1])) if ei[1] is not None else ""


def _safe(record: logging.LogRecord) -> str:
    """The text of a record."""
    if not ours(record) or type(record.msg) is not str:
        return f"({record.module}:{record.lineno})"
    given = record.args if isinstance(record.args, tuple) else ()
    kept = tuple(one if isinstance(one, int | float | Word) else "…" for one in given)
    try:
        return record.msg % kept if kept else record.msg
    except (TypeError, ValueError):
        return f"({record.module}:{record.lineno})"


def ours(record: logging.LogRecord) -> bool:
    """Whether a record comes from the program itself."""
    return record.name.partition(".")[0] in OURS


class LogFile(logging.handlers.RotatingFileHandler):
    """A few files of bounded size; a disk that is full or broken costs lines, never the work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
        self.setFormatter(WithoutNames())
        self.lost = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Let our own events pass, and what libraries find grave."""
        return ours(record) or record.levelno >= logging.WARNING

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line under the head of its file."""
        try:
            self._prepare()
            if self.lost:
                lost, self.lost = self.lost, 0
                self._write(f"({lost} lines lost)")
            self._write(self.format(record))
        except OSError:
            self.lost += 1
            self._let_go()

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be made is left out."""
        del record
        self.lost += 1

    def _write(self, line: str) -> None:
        if self.stream is None:
            self.stream = self._open()
        self.stream.write(line + "\n")
        self.stream.flush()

    def _prepare(self) -> None:
        """Begin a new file where there is none, where it is full, or where it was written by other rules."""
        path = Path(self.baseFilename)
        if not path.exists() or not path.stat().st_size:
            self._let_go()
            self._write(HEAD)
        elif self.stream is None and first_line(path) != HEAD:
            self._let_go()
            for old in (path, *(path.with_name(f"{path.name}.{number}") for number in range(1, KEPT + 1))):
                if first_line(old) != HEAD:
                    old.unlink(missing_ok=True)  # an earlier version wrote paths
            self._write(HEAD)
        elif path.stat().st_size >= LARGEST:
            self._turn(path)

    def _turn(self, path: Path) -> None:
        """Begin the next file; while somebody holds this one open it grows, up to twice its size."""
        self._let_go()
        try:
            self.doRollover()
        except OSError:
            if path.exists() and path.stat().st_size >= 2 * LARGEST:
                raise
        self._let_go()
        if not path.exists():
            self._write(HEAD)

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()


def open_log(folder: Path) -> Path:
    """Write the log of the program to a file in the desk's folder from now on; returns the file."""
    path = folder / "log" / FILE
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    close_log()
    root = logging.getLogger()
    root.addHandler(LogFile(path))
    root.setLevel(logging.INFO)
    return path


def close_log() -> None:
    """Let go of the file, so that the folder may be moved."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, LogFile)]:
        root.removeHandler(handler)
        handler.close()


def log_folder() -> Path | None:
    """The folder of the log that is written now, nothing while there is none."""
    files = (Path(one.baseFilename) for one in logging.getLogger().handlers if isinstance(one, LogFile))
    return next((file.parent for file in files), None)


def last_lines(folder: Path, count: int) -> list[str]:
    """The last lines of the log in a desk's folder, without those that other rules have written."""
    lines: list[str] = []
    for path in _files(folder):
        with suppress(OSError, UnicodeDecodeError):
            found = path.read_text("utf-8").splitlines()
            if found[:1] == [HEAD]:
                lines = found[1:] + lines
        if len(lines) >= count:
            break
    return lines[-count:]


def _files(folder: Path) -> Iterator[Path]:
    """The files of the log, the newest first."""
    yield folder / "log" / FILE
    yield from (folder / "log" / f"{FILE}.{number}" for number in range(1, KEPT + 1))


def first_line(path: Path) -> str:
    """The first line of a file, "" when there is none to read."""
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as stream:
        return stream.readline(200).rstrip("\n")
    return ""


def note_start() -> None:
    """Note which program runs on what."""
    import platform

    from ui.version import program_version

    log = logging.getLogger(__name__)
    log.info(
        "program %s, %s, %s %s",
        Word(program_version()),
        Word("frozen" if getattr(sys, "frozen", False) else "source"),
        Word(platform.system()),
        Word(platform.release()),
    )
