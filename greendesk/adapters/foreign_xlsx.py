"""Workbooks that come from outside: read as text, cell by cell, within limits; no formula is ever believed."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from greendesk.errors import Refusal

MOST_BYTES = 64 * 1024 * 1024  # of one member, unpacked
MOST_ALL = 160 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
FORMULA = "\0formula"  # what a cell with a formula reads as; no typed text begins like this


class WorkbookUnreadable(Refusal):
    """The file is no workbook that can be read, or it is far larger than such a table can be."""

    code = "GD-488"


def read_rows(data: bytes, sheet: str = "") -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield row number (from 1) and the texts of its cells of one sheet, the first when none is named."""
    _refuse_bomb(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise WorkbookUnreadable from error
    try:
        page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            if number > MOST_ROWS:
                raise WorkbookUnreadable(rows=MOST_ROWS)
            yield number, tuple(cell_text(value) for value in row)
    except (KeyError, IndexError, ValueError, SyntaxError) as error:
        raise WorkbookUnreadable from error
    finally:
        book.close()


def cell_text(value: object) -> str:
    """Return a cell as the text that a person sees, a formula as `FORMULA`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    text = str(value).strip()
    return FORMULA if text.startswith("=") else text


def _refuse_bomb(data: bytes) -> None:
    """Judge by the directory before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [info.file_size for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise WorkbookUnreadable from error
    if len(sizes) > 2000 or max(sizes, default=0) > MOST_BYTES or sum(sizes) > MOST_ALL:
        raise WorkbookUnreadable(bytes=sum(sizes))
