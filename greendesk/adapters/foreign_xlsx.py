"""Workbooks that come from outside: read as text, cell by cell, within limits; no formula is ever believed."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from greendesk.adapters.papers.container import write_parts
from greendesk.errors import GreendeskError, Refusal

MOST_BYTES = 64 * 1024 * 1024  # of one member, unpacked
MOST_ALL = 160 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
FORMULA = "\0formula"  # what a cell with a formula reads as; no typed text begins like this
_PIECE = 256 * 1024
_DEFINITIONS = tuple(  # a part that defines its own entities can grow without end, in any encoding of XML
    words.encode(encoding)
    for words in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}  # in any other the search above could be passed by


class WorkbookUnreadable(Refusal):
    """The file is no workbook that can be read, or it is far larger than such a table can be."""

    code = "GD-488"


def read_rows(
    data: bytes, sheet: str = "", *, most_bytes: int = MOST_ALL
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield row number (from 1) and the texts of its cells of one sheet, the first when none is named."""
    safe = _refuse_bomb(data, most_bytes)
    try:
        book = load_workbook(io.BytesIO(safe), read_only=True, data_only=False, keep_links=False)
        try:
            page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
            for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
                if number > MOST_ROWS:
                    raise WorkbookUnreadable(rows=MOST_ROWS)
                yield number, tuple(cell_text(value) for value in row)
        finally:
            book.close()
    except GreendeskError:
        raise
    except Exception as error:  # damaged parts make the library raise many kinds
        raise WorkbookUnreadable from error


def cell_text(value: object) -> str:
    """Return a cell as the text that a person sees, a formula as `FORMULA`."""
    if value is None:
        return ""
    if isinstance(value, ArrayFormula | DataTableFormula):
        return FORMULA
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    text = str(value).strip()
    return FORMULA if text.startswith("=") else text


def _refuse_bomb(data: bytes, most_bytes: int) -> bytes:
    """Return the workbook packed anew from what was really unpacked of it, or refuse it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return write_parts(_safe_parts(archive, most_bytes))
    except GreendeskError:
        raise
    except Exception as error:  # damaged archives make the library raise many kinds
        raise WorkbookUnreadable from error


def _safe_parts(archive: zipfile.ZipFile, most_bytes: int) -> dict[str, bytes]:
    """Unpack all parts; the directory's sizes only spare work, what is read stops at the limits."""
    infos = archive.infolist()
    declared = sum(info.file_size for info in infos)
    if len(infos) > MOST_MEMBERS or declared > most_bytes:
        raise WorkbookUnreadable(bytes=declared)
    parts: dict[str, bytes] = {}
    for info in infos:
        content = _unpacked(archive, info, min(most_bytes, MOST_BYTES))
        if info.filename in parts or _defines_entities(content):
            raise WorkbookUnreadable(part=info.filename)
        most_bytes -= len(content)
        parts[info.filename] = content
    return parts


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one part piece by piece, never more than the limit; only packings that a workbook may have."""
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise WorkbookUnreadable(part=info.filename)
    content = bytearray()
    with archive.open(info) as stream:
        while piece := stream.read(_PIECE):
            content += piece
            if len(content) > most:
                raise WorkbookUnreadable(bytes=len(content))
    return bytes(content)


def _defines_entities(content: bytes) -> bool:
    """Whether a part has a document type of its own, or an encoding in which it could hide one."""
    declared = _ENCODING.search(content[:1024])
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        return True
    return any(words in content for words in _DEFINITIONS)
