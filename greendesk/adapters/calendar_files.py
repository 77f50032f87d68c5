"""The holidays and make-up days of each year from YAML files, `cn-2026.yaml` and the like."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from greendesk.adapters.atomic import write_atomically, writing
from greendesk.adapters.rule_files import RuleFiles, rule_files
from greendesk.adapters.yaml_checks import Place, validated, wrong
from greendesk.adapters.yaml_tree import YamlTree, read_yaml
from greendesk.domain.checklist import ProvenanceState
from greendesk.domain.working_days import WorkCalendar
from greendesk.errors import Fault, Refusal

_SATURDAY = 5


class CalendarFolderUnreadable(Fault):
    """The folder of the years' arrangements, or a file in it, cannot be read."""

    code = "GD-460"


class CalendarDayWrong(Refusal):
    """A day lies outside the year, stands twice, or is a make-up day in the middle of the week."""

    code = "GD-461"


class CalendarYearShipped(Refusal):
    """A year comes with the program, so that no file of the desk may say otherwise."""

    code = "GD-464"


def _date_text(given: object) -> object:
    """Let only 2026-05-01 through; pydantic would also take seconds since 1970."""
    if isinstance(given, str) and len(given) == 10 and given[4] == given[7] == "-":
        return given
    raise ValueError


def _year_text(given: object) -> object:
    """Let only four digits through; pydantic would also take 2026.0."""
    if isinstance(given, str) and given.isascii() and given.isdigit():
        return given
    raise ValueError


Words = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Day = Annotated[date, BeforeValidator(_date_text)]


class _Part(BaseModel):
    """A part of the file; fields that nobody knows are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedDays(_Part):
    """The days that belong to one holiday."""

    name: Words
    days: Annotated[tuple[Day, ...], Field(min_length=1)]


class CalendarYear(_Part):
    """One year's arrangement as the notice gives it; it may reach into the December before."""

    format: Literal["1"]
    year: Annotated[int, BeforeValidator(_year_text), Field(ge=2000, le=2100)]
    state: Literal["published"]
    provenance: ProvenanceState
    source: Words
    amended_by: tuple[Words, ...] = ()
    holidays: Annotated[tuple[NamedDays, ...], Field(min_length=1)]
    work_days: tuple[NamedDays, ...]


def parse_calendar_year(data: bytes, name: str) -> CalendarYear:
    """Return the arrangement that a file's bytes mean, or refuse and name file, line and field."""
    tree = read_yaml(data, name)
    parsed = validated(CalendarYear, tree)
    seen: set[date] = set()
    for day, where in _days(parsed):
        in_reach = day.year == parsed.year or (day.year == parsed.year - 1 and day.month == 12)
        on_workday = where[0] == "work_days" and day.weekday() < _SATURDAY
        if not in_reach or day in seen or on_workday:
            raise _day_wrong(tree, day, where)
        seen.add(day)
    if name != file_name(parsed.year):
        raise wrong(tree, ("year",), str(parsed.year))
    return parsed


def file_name(year: int) -> str:
    """Return what the file of a year is called."""
    return f"cn-{year}.yaml"


class CalendarLibrary:
    """The years that come with the program, and those that the desk took in itself."""

    def __init__(self, resources: Path | RuleFiles, own_folder: Path | None = None) -> None:
        """Look for `calendar` among the program's files; the desk's own folder need not be there yet."""
        self._files = rule_files(resources)
        self._own = own_folder
        self._calendar: WorkCalendar | None = None
        self._mark = ""

    def calendar(self) -> WorkCalendar:
        """Return the calendar of all years there are; the files are read once, and again after an update."""
        if self._calendar is None or self._mark != self._files.mark:
            self._mark = self._files.mark
            self._calendar = self._read()
        return self._calendar

    def take_in(self, data: bytes, name: str) -> int:
        """Keep a year's file among the desk's own and return the year; an older file of the year gives way."""
        parsed = parse_calendar_year(data, name)
        if name in self._shipped():
            raise CalendarYearShipped(file=name, year=parsed.year)
        if self._own is None:
            raise CalendarFolderUnreadable(folder="—")
        with writing(self._own):
            self._own.mkdir(parents=True, exist_ok=True)
        write_atomically(self._own / name, data)
        self._calendar = None
        return parsed.year

    def _read(self) -> WorkCalendar:
        shipped = self._shipped()
        own = _names(self._own) if self._own is not None and self._own.is_dir() else ()
        paths = [self._own / name for name in own if name not in shipped] if self._own is not None else []
        paths += shipped.values()
        years: set[int] = set()
        holidays: dict[date, str] = {}
        make_up_days: dict[date, str] = {}
        for path in paths:  # the shipped ones come last and have the last word on a December
            parsed = parse_calendar_year(_bytes(path), path.name)
            years.add(parsed.year)
            for table, other, parts in (
                (holidays, make_up_days, parsed.holidays),
                (make_up_days, holidays, parsed.work_days),
            ):
                for part in parts:
                    for day in part.days:
                        table[day] = part.name
                        other.pop(day, None)
        return WorkCalendar(years=frozenset(years), holidays=holidays, make_up_days=make_up_days)

    def _shipped(self) -> dict[str, Path]:
        """The years of the program, those of updates among them."""
        try:
            found = self._files.paths("calendar")
        except OSError as error:
            raise CalendarFolderUnreadable(folder=str(self._files.resources / "calendar")) from error
        return {name: path for name, path in found.items() if path.match("cn-*.yaml")}


def _days(parsed: CalendarYear) -> Iterator[tuple[date, Place]]:
    for field, parts in (("holidays", parsed.holidays), ("work_days", parsed.work_days)):
        for i, part in enumerate(parts):
            for j, day in enumerate(part.days):
                yield day, (field, i, "days", j)


def _day_wrong(tree: YamlTree, day: date, where: Place) -> CalendarDayWrong:
    field = ".".join(str(step) for step in where)
    return CalendarDayWrong(file=tree.name, line=tree.line(where), field=field, day=day.isoformat())


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir() if path.match("cn-*.yaml")))
    except OSError as error:
        raise CalendarFolderUnreadable(folder=str(folder)) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CalendarFolderUnreadable(folder=str(path)) from error
