"""A review as a table (CSV, UTF-8 with mark, so that office programs open it): one line for each item."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from greendesk.domain.assessment import Finding, Verdict
from greendesk.queries import BenchSheet
from ui.cli.refusals import TableUnreadable

COLUMNS = (
    "item",
    "title",
    "max_points",
    "one_of",  # of the items with the same word here one counts, the others are not applicable
    "applicable",
    "verdict",
    "declared",
    "verified",
    "points",
    "reason",
    "comment",
)
_NO = {"no", "否", "0", "false", "不适用"}


def write_table(path: Path, sheet: BenchSheet) -> None:
    """Write all items of the checklist with what the draft says of each."""
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for section in sheet.checklist.sections:
            for item in section.items:
                found = sheet.findings.get(item.code, Finding(item=item.code))
                row = found.to_json()
                writer.writerow(
                    {
                        **{name: row.get(name) for name in COLUMNS},
                        "title": item.title,
                        "max_points": item.max_points,
                        "one_of": item.alternative_group,
                        "applicable": "yes" if found.applicable else "no",
                    }
                )


def read_table(path: Path, sheet: BenchSheet) -> tuple[Finding, ...]:
    """Read every line that says something; raises `TableUnreadable` with line and column."""
    return tuple(_read(path, sheet))


def _read(path: Path, sheet: BenchSheet) -> Iterator[Finding]:
    known = {item.code for section in sheet.checklist.sections for item in section.items}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        try:
            for row in reader:
                code = (row.get("item") or "").strip()
                if code not in known:
                    raise TableUnreadable(name=path.name, line=reader.line_num, field="item")
                found = _finding(path, reader.line_num, row, sheet.findings.get(code, Finding(item=code)))
                if found != Finding(item=code):
                    yield found
        except (csv.Error, UnicodeDecodeError) as error:
            raise TableUnreadable(name=path.name, line=reader.line_num, field="CSV") from error


def _finding(path: Path, line: int, row: Mapping[str, str | None], before: Finding) -> Finding:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    applicable = cells["applicable"].lower() not in _NO
    try:
        points = Decimal(cells["points"]) if cells["points"] else None
    except InvalidOperation as error:
        raise TableUnreadable(name=path.name, line=line, field="points") from error
    try:
        verdict = Verdict(cells["verdict"]) if cells["verdict"] else None
    except ValueError as error:
        raise TableUnreadable(name=path.name, line=line, field="verdict") from error
    return replace(
        before,
        applicable=applicable,
        verdict=verdict,
        declared=cells["declared"],
        verified=cells["verified"],
        points=points if applicable else None,
        reason=cells["reason"],
        comment=cells["comment"],
    )
