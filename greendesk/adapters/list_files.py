"""Lists (名单) from csv or xlsx: one row for each unit, columns found by their titles, faults told by cell."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from greendesk.adapters.foreign_xlsx import FORMULA, MOST_ROWS, read_rows
from greendesk.domain.checklist import Category
from greendesk.domain.decimals import read_decimal
from greendesk.domain.eligibility import FactField, FactKind, read_date
from greendesk.domain.listing import ListReading, ListRow, ListSpec
from greendesk.domain.text import fold_text
from greendesk.domain.wording import CATEGORIES
from greendesk.errors import Refusal

_TITLES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "单位名称", "名称", "工厂名称", "企业名称", "园区名称", "园区", "机构名称", "第三方机构名称",
        "第三方评价机构", "标准编号", "产品名称",
    ),
    "credit_code": ("统一社会信用代码", "信用代码"),
    "region": ("地区", "所在地", "省份"),
    "category": ("类别", "申报类型", "名单类别"),
    "industry": ("行业", "所属行业"),
    "since": ("起始日期", "移出日期", "公布日期", "列入日期", "处理日期"),
    "until": ("截止日期", "期满日期", "解除日期"),
    "note": ("备注", "说明", "原因"),
}  # fmt: skip
_CATEGORY_OF = {words: code for code, words in CATEGORIES.items()} | {
    "绿色园区": Category.PARK.value,
    "绿色供应链": Category.SUPPLY_CHAIN.value,
    "绿色产品": Category.PRODUCT.value,
}


class ListUnreadable(Refusal):
    """The list file is neither csv (UTF-8 or GB 18030) nor xlsx, or it has no line of titles."""

    code = "GD-489"


def read_list(data: bytes, name: str, spec: ListSpec, fields: tuple[FactField, ...]) -> ListReading:
    """Return the rows of a list and what is wrong, by cell; a list with any fault is not to be used."""
    rows = _texts(data, name)
    columns: dict[str, int] = {}
    found: list[ListRow] = []
    errors: list[tuple[str, str, str]] = []
    extra = _extra_columns(spec, fields)
    for number, cells in rows:
        if not columns:
            columns = _columns(cells, extra)
            continue
        if any(cells):
            line = _Line(number, cells, columns)
            errors.extend(_faults(line, extra))
            found.append(_row(line, extra))
    if not columns:
        raise ListUnreadable(file=name)
    return ListReading(rows=tuple(found), errors=tuple(errors))


def _texts(data: bytes, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    if data[:2] == b"PK":
        yield from read_rows(data)
        return
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        yield from _lines(text, name)
        return
    raise ListUnreadable(file=name)


def _lines(text: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            if number > MOST_ROWS:
                raise ListUnreadable(file=name)
            yield number, tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise ListUnreadable(file=name) from error


def _extra_columns(spec: ListSpec, fields: Iterable[FactField]) -> dict[str, FactField | None]:
    known = {field.code: field for field in fields}
    return {code: known.get(code) for code in spec.columns}


def _columns(cells: tuple[str, ...], extra: Mapping[str, FactField | None]) -> dict[str, int]:
    """Which column holds what; empty while the line holds no title of a name, so that headings are passed over."""
    folded = [fold_text(cell).replace(" ", "") for cell in cells]
    titles: dict[str, tuple[str, ...]] = dict(_TITLES)
    titles |= {code: (code, field.title) if field else (code,) for code, field in extra.items()}
    columns = {}
    for meaning, words in titles.items():
        place = next((folded.index(word) for word in words if word in folded), None)
        if place is not None:
            columns[meaning] = place
    return columns if "name" in columns else {}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file under its titles."""

    number: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def text(self, meaning: str) -> str:
        """What stands there, "" when the column is missing or the line short."""
        place = self.columns.get(meaning)
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def fault(self, meaning: str, code: str) -> tuple[str, str, str]:
        """A fault by cell."""
        text = self.text(meaning)
        cell = f"{get_column_letter(self.columns[meaning] + 1)}{self.number}"
        return cell, code, "" if text == FORMULA else text[:80]


def _faults(line: _Line, extra: Mapping[str, FactField | None]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a line: formulas, no name, no such day, an unknown category, a number that is none."""
    for meaning in line.columns:
        text, field = line.text(meaning), extra.get(meaning)
        if text == FORMULA:
            yield line.fault(meaning, "formula")
        elif meaning == "name" and not text:
            yield line.fault(meaning, "name_missing")
        elif meaning in {"since", "until"} and text and read_date(text) is None:
            yield line.fault(meaning, "date_wrong")
        elif meaning == "category" and _category(text) is None:
            yield line.fault(meaning, "category_unknown")
        elif field and field.kind is FactKind.NUMBER and text and read_decimal(text) is None:
            yield line.fault(meaning, "number_wrong")


def _row(line: _Line, extra: Mapping[str, FactField | None]) -> ListRow:
    return ListRow(
        name=line.text("name"),
        credit_code=line.text("credit_code"),
        region=line.text("region"),
        category=_category(line.text("category")) or "",
        industry=line.text("industry"),
        since=read_date(line.text("since")),
        until=read_date(line.text("until")),
        note=line.text("note"),
        values={code: line.text(code) for code in extra if line.text(code)},
    )


def _category(text: str) -> str | None:
    """The code of a category word; "" is none given, None is a word that is no category."""
    folded = fold_text(text).strip()
    if folded in {one.value for one in Category} | {""}:
        return folded
    return _CATEGORY_OF.get(folded)
