"""A list of known units that a person chooses from a file, so that a form is completed by typing."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

NAME_COLUMNS = ("工厂名称", "企业名称", "单位名称", "园区名称", "园区", "单位", "名称")
REGION_COLUMNS = ("地区", "所在地区", "省份")
INDUSTRY_COLUMNS = ("行业", "所属行业")
BODY_COLUMNS = ("第三方评价机构", "第三方机构名称", "第三方机构", "评价机构")
LARGEST = 32 * 1024 * 1024


class UnitListUnreadable(Exception):
    """The chosen file is no list of units: its text or its columns are not understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """One unit of the list; what the list does not say is empty."""

    name: str
    region: str
    industry: str
    third_party: str


def read_known_units(path: Path) -> tuple[KnownUnit, ...]:
    """Read a CSV list in UTF-8 or GB 18030 (which contains GBK), each unit once, in the order of the file."""
    rows = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        header = [title.strip() for title in next(rows, [])]
        name = _place(header, NAME_COLUMNS)
        if name is None:
            raise UnitListUnreadable("columns")
        places = [_place(header, names) for names in (REGION_COLUMNS, INDUSTRY_COLUMNS, BODY_COLUMNS)]
        units = (
            KnownUnit(
                name=_value(row, name),
                region=_value(row, places[0]),
                industry=_value(row, places[1]),
                third_party=_value(row, places[2]),
            )
            for row in rows
        )
        return tuple(dict.fromkeys(unit for unit in units if unit.name))
    except csv.Error as error:
        raise UnitListUnreadable("rows") from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UnitListUnreadable("size")
        data = path.read_bytes()
    except OSError as error:
        raise UnitListUnreadable("open") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnitListUnreadable("text")


def _place(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _value(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
