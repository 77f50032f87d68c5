"""A quick look at a PDF: is it whole, is it locked, how many pages; never reads a large file whole."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_TAIL = 2048
_SECTION = 4 * 1024**2
_OBJECT = 4096
_MAX_SECTIONS = 64
_REPAIR_LIMIT = 32 * 1024**2  # beyond this a broken PDF is not searched through

_START = re.compile(rb"startxref\s+(\d{1,12})\s*(%%EOF)?")
_TABLE = re.compile(rb"\s*xref\s+")
_RANGE = re.compile(rb"(\d{1,10})[ \t]+(\d{1,10})[ \t]*(?:\r\n|\n|\r)")
_REFERENCE = rb"\s+(\d{1,10})\s+\d{1,5}\s+R\b"
_ROOT = re.compile(rb"/Root" + _REFERENCE)
_PAGES = re.compile(rb"/Pages" + _REFERENCE)
_PREVIOUS = re.compile(rb"/Prev\s+(\d{1,12})")
_COUNT = re.compile(rb"/Count\s+(\d{1,7})\b")
_OBJECT_HEAD = re.compile(rb"\s*(\d{1,10})\s+\d{1,5}\s+obj\b(.*?)(?:endobj|$)", re.DOTALL)
_NESTED = re.compile(rb"<<[^<>]*>>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLook:
    """`problem` is empty, "pdf-cut", "pdf-broken" or "pdf-password"; `repaired` if readers must mend it."""

    problem: str = ""
    repaired: bool = False
    pages: int | None = None


class _NotPlain(Exception):
    """The quick road does not lead through this PDF."""


def look_at_pdf(stream: BinaryIO) -> PdfLook:
    """Follow the cross-reference table to the page count; unusual PDFs are left to pypdf."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    starts = _START.findall(stream.read())
    start, end_mark = starts[-1] if starts else (size, b"")
    whole = int(start) < size and bool(end_mark)
    if int(start) < size:
        try:
            return PdfLook(pages=_pages(stream, int(start)), repaired=not whole)
        except (_NotPlain, ValueError):
            pass
    elif size > _REPAIR_LIMIT:
        return PdfLook(problem="pdf-cut")
    return _ask_pypdf(stream, whole=whole)


def _pages(stream: BinaryIO, start: int) -> int:
    places: dict[int, int] = {}
    root: int | None = None
    seen: set[int] = set()
    position: int | None = start
    while position is not None and position not in seen and len(seen) < _MAX_SECTIONS:
        seen.add(position)
        trailer = _read_table(stream, position, places)
        if b"/Encrypt" in trailer or b"/XRefStm" in trailer:
            raise _NotPlain
        if root is None and (found := _ROOT.search(trailer)):
            root = int(found[1])
        previous = _PREVIOUS.search(trailer)
        position = int(previous[1]) if previous else None
    catalog = _object(stream, places, root)
    pages = _PAGES.search(catalog)
    count = _COUNT.search(_without_nested(_object(stream, places, int(pages[1])))) if pages else None
    if count is None:
        raise _NotPlain
    return int(count[1])


def _read_table(stream: BinaryIO, position: int, places: dict[int, int]) -> bytes:
    """Note where objects lie, newest first; return the trailer."""
    stream.seek(position)
    data = stream.read(_SECTION)
    head = _TABLE.match(data)
    if head is None:
        raise _NotPlain
    at = head.end()
    while found := _RANGE.match(data, at):
        first, count, at = int(found[1]), int(found[2]), found.end()
        if at + 20 * count > len(data):
            raise _NotPlain
        for number, entry in _entries(data, at, first, count):
            places.setdefault(number, entry)
        at += 20 * count
    trailer = data[at : at + _OBJECT].lstrip()
    if not trailer.startswith(b"trailer"):
        raise _NotPlain
    return trailer.partition(b"startxref")[0]


def _entries(data: bytes, at: int, first: int, count: int) -> Iterator[tuple[int, int]]:
    for index in range(count):
        entry = data[at + 20 * index : at + 20 * index + 20]
        if entry[17:18] == b"n":
            yield first + index, int(entry[:10])
        elif entry[17:18] != b"f":
            raise _NotPlain


def _object(stream: BinaryIO, places: dict[int, int], number: int | None) -> bytes:
    if number is None or number not in places:
        raise _NotPlain
    stream.seek(places[number])
    found = _OBJECT_HEAD.match(stream.read(_OBJECT))
    if found is None or int(found[1]) != number:
        raise _NotPlain
    return found[2]


def _without_nested(data: bytes) -> bytes:
    """Return the outermost dictionary only, for an inner one may have a /Count of its own."""
    inner = data.strip().removeprefix(b"<<").removesuffix(b">>")
    shorter = _NESTED.sub(b"", inner)
    while shorter != inner:
        inner, shorter = shorter, _NESTED.sub(b"", shorter)
    return shorter


def _ask_pypdf(stream: BinaryIO, *, whole: bool) -> PdfLook:
    # pypdf takes 0.3 s to load; most PDFs never need it
    from pypdf import PasswordType, PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        stream.seek(0)
        reader = PdfReader(stream)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            return PdfLook(problem="pdf-password")
        return PdfLook(pages=len(reader.pages), repaired=not whole)
    except Exception:  # noqa: BLE001 - a hostile PDF makes a parser fail in any way it likes
        return PdfLook(problem="pdf-broken" if whole else "pdf-cut")
