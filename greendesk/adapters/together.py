"""Several files of one folder that take their names together: all of them are there in the end, or none."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from greendesk.adapters.atomic import sweep_parts, sync_folder, writing
from greendesk.patience import patiently

_UNNAMED = ".greendesk-{}.part"  # what a killed program left is swept like that of single files


class FilesTogether:
    """Takes files in; they lie without a name until `together` ends well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unnamed: dict[str, Path] = {}
        self._named: list[Path] = []

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Write one more file, which is on disk when the block ends."""
        path = self._folder / _UNNAMED.format(secrets.token_hex(8))
        self._unnamed[name] = path
        with path.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())

    def name(self) -> None:
        """Give every file its name."""
        for name, path in self._unnamed.items():
            patiently(partial(path.replace, self._folder / name))
            self._named.append(self._folder / name)
        sync_folder(self._folder)

    def undo(self) -> None:
        """Remove every file again."""
        for path in (*self._unnamed.values(), *self._named):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def together(folder: Path) -> Iterator[FilesTogether]:
    """Write several files to a folder; raises `StoreFull` or `StoreUnwritable`, and then none of them is there."""
    files = FilesTogether(folder)
    try:
        with writing(folder):
            sweep_parts(folder)
            yield files
            files.name()
    except BaseException:
        files.undo()
        raise
