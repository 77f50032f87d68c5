"""The log of a desk: codes and places in the program, never names or scores. Starts without Qt."""

import logging
import logging.handlers
import traceback
from pathlib import Path
from types import TracebackType

from greendesk.errors import GreendeskError

FILE = "greendesk.log"
LARGEST = 512 * 1024
KEPT = 3
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutNames(logging.Formatter):
    """Writes the place and the kind of an error but not its text, which may hold what a person typed."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _ErrorInfo) -> str:
        """Return the frames, and the type or code of every error in the chain."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
            code = f" {error.code}" if isinstance(error, GreendeskError) else ""
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}{code}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def open_log(folder: Path) -> Path:
    """Write the log of the program to a file in the desk's folder from now on; returns the file."""
    path = folder / "log" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(WithoutNames())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


def close_log() -> None:
    """Let go of the file, so that the folder may be moved."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
