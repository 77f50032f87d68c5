"""Reads a reply form (回函表) that came back from a department: what it says, and every wrong cell at once.

Layout: `docs/reply-form.md`. A formula is refused wherever it stands; a position other than agreement says why.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

from greendesk.adapters.foreign_xlsx import FORMULA, read_rows
from greendesk.adapters.papers.reply_form_layout import (
    ANSWER_COLUMN,
    COLUMNS,
    DATE,
    DEPARTMENT_ROW,
    HEAD,
    HEAD_WORDS,
    MARK,
    NUMBER,
    POSITION,
    POSITION_WORDS,
    RECORD_ROW,
    ROUND_ROW,
    SHEET,
    SIGNER,
    TEXT,
    VERSION,
)
from greendesk.domain.reply import CellFault, ReplyForm, ReplyRow
from greendesk.domain.text import fold_text
from greendesk.errors import Refusal

MOST_FORM_BYTES = 24 * 1024 * 1024  # unpacked
MOST_FORM_ROWS = 5000
LONGEST_TEXT, LONGEST_ANSWER, LONGEST_ID = 4000, 200, 200
_SHOWN = 60  # characters of a wrong cell that are told
_HEADS = {words: code for code, words in HEAD_WORDS.items()}
_POSITIONS = {words: code for code, words in POSITION_WORDS.items()}
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII)
_SPACES = re.compile(r"\s+")

Rows = Mapping[int, tuple[str, ...]]


class ReplyFormWrong(Refusal):
    """The workbook is no reply form: the marks in its first column are missing or were changed."""

    code = "GD-550"


class ReplyFormNewer(Refusal):
    """The form has a layout that this program does not know yet."""

    code = "GD-551"


def read_reply_form(data: bytes) -> ReplyForm:
    """Return what a filled form says with all its faults by cell; what is no such form is refused."""
    rows = _all_rows(read_rows(data, SHEET, most_bytes=MOST_FORM_BYTES))
    _check_mark(rows)
    reading = _Reading(rows)
    columns_row = reading.find(COLUMNS)
    number = reading.answer(NUMBER, columns_row)
    signer = reading.answer(SIGNER, columns_row)
    day = reading.day(columns_row)
    replies = reading.replies(columns_row)
    if any(one.position for one in replies):
        for key, given in ((DATE, day), (SIGNER, signer)):
            reading.ask(reading.find(key, columns_row), ANSWER_COLUMN, given)
    return ReplyForm(
        round_id=_identity(rows, ROUND_ROW),
        record_id=_identity(rows, RECORD_ROW),
        department=_identity(rows, DEPARTMENT_ROW),
        number=number,
        date=day,
        signer=signer,
        rows=replies,
        faults=reading.told(),
    )


@dataclass(slots=True)
class _Reading:
    """One form while it is read; every fault is kept at its cell."""

    rows: Rows
    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row, cells in self.rows.items():
            for column, words in enumerate(cells, start=1):
                if words == FORMULA:
                    self.fault(row, column, "formula")

    def told(self) -> tuple[CellFault, ...]:
        """Every fault, from the top left to the bottom right."""
        return tuple(fault for _, fault in sorted(self.faults.items(), key=lambda found: found[0]))

    def fault(self, row: int, column: int, what: str, given: str = "") -> None:
        """Keep what is wrong in a cell; the first that is found there stands."""
        cell = f"{get_column_letter(column)}{row}"
        self.faults.setdefault((row, column), CellFault(cell=cell, fault=what, given=given[:_SHOWN]))

    def find(self, key: str, above: int = 0) -> int:
        """The only row with this mark in the first column, or refuse the form."""
        found = [row for row in self.rows if _cell(self.rows, row, 1) == key and (not above or row < above)]
        if len(found) != 1:
            raise ReplyFormWrong(cell="A", mark=key)
        return found[0]

    def words(self, row: int, column: int, longest: int) -> str:
        """A cell as it was typed; nothing when it holds a formula or far too much."""
        given = _cell(self.rows, row, column)
        if given == FORMULA:
            return ""
        if len(given) > longest:
            self.fault(row, column, "too_long", given)
            return ""
        return given

    def answer(self, key: str, above: int) -> str:
        """One line that is answered once for the whole form."""
        return _SPACES.sub(" ", self.words(self.find(key, above), ANSWER_COLUMN, LONGEST_ANSWER))

    def day(self, above: int) -> str:
        """The day of the reply as ISO 8601, nothing when it is left blank or is no day."""
        row = self.find(DATE, above)
        given = self.words(row, ANSWER_COLUMN, LONGEST_ANSWER)
        if not given:
            return ""
        meant = _day(given)
        if meant is None:
            self.fault(row, ANSWER_COLUMN, "date", given)
            return ""
        return meant.isoformat()

    def choice(self, row: int, column: int, choices: Mapping[str, str]) -> str:
        """The code of one of the words that a cell may hold; nothing when it is blank or none of them."""
        given = self.words(row, column, LONGEST_TEXT)
        code = choices.get(_SPACES.sub("", fold_text(given)), "")
        if given and not code:
            self.fault(row, column, "choice", given)
        return code

    def ask(self, row: int, column: int, given: str) -> None:
        """Say that a cell is blank which must not be."""
        if not given:
            self.fault(row, column, "missing")

    def replies(self, columns_row: int) -> tuple[ReplyRow, ...]:
        """The applicants below the row of columns, blank ones too."""
        heads, position, text = _columns(self.rows[columns_row])
        answers = (*heads, position, text)
        found: dict[str, ReplyRow] = {}
        for row in sorted(row for row in self.rows if row > columns_row):
            application = self.words(row, 1, LONGEST_ID)
            if not application:
                for column in answers:
                    if given := _cell(self.rows, row, column):
                        self.fault(row, column, "no_application", given)
            elif application in found:
                self.fault(row, 1, "repeated", application)
            else:
                found[application] = self._reply(row, application, heads, position, text)
        return tuple(found.values())

    def _reply(
        self, row: int, application: str, heads: Mapping[int, str], position: int, text: int
    ) -> ReplyRow:
        """One applicant; answers without a position, and conditions or objections without words, are faults."""
        said = self.choice(row, position, _POSITIONS)
        words = self.words(row, text, LONGEST_TEXT)
        answers = {
            code: answer for column, code in heads.items() if (answer := self.choice(row, column, _HEADS))
        }
        if words or answers:
            self.ask(row, position, said)
        if said not in {"", "agree"}:
            self.ask(row, text, words)
        return ReplyRow(application=application, position=said, text=words, heads=answers)


def _all_rows(rows: Iterator[tuple[int, tuple[str, ...]]]) -> Rows:
    found = {}
    for number, cells in rows:
        if number > MOST_FORM_ROWS:
            raise ReplyFormWrong(cell=f"A{number}", mark="")
        if any(cells):
            found[number] = cells
    return found


def _cell(rows: Rows, row: int, column: int) -> str:
    cells = rows.get(row, ())
    return cells[column - 1] if column <= len(cells) else ""


def _check_mark(rows: Rows) -> None:
    name, _, version = _cell(rows, 1, 1).partition(" ")
    if name != MARK or not version:
        raise ReplyFormWrong(cell="A1", mark=MARK)
    if version != str(VERSION):
        raise ReplyFormNewer(version=version[:_SHOWN])


def _identity(rows: Rows, row: int) -> str:
    given = _cell(rows, row, 1)
    if not given or given == FORMULA or len(given) > LONGEST_ID:
        raise ReplyFormWrong(cell=f"A{row}", mark="")
    return given


def _columns(cells: Iterable[str]) -> tuple[Mapping[int, str], int, int]:
    """Which column holds which head of the negative list, the position, the words; each once, or refuse."""
    places = [(words, column) for column, words in enumerate(cells, start=1) if words and words != FORMULA]
    named = dict(places)
    heads = {column: words.removeprefix(HEAD) for words, column in places if words.startswith(HEAD)}
    if len(named) != len(places) or not all(heads.values()) or not {POSITION, TEXT} <= named.keys():
        raise ReplyFormWrong(cell="A", mark=COLUMNS)
    return heads, named[POSITION], named[TEXT]


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(_SPACES.sub("", fold_text(text)))
    if found is None:
        return None
    year, *rest = (part for part in found.groups() if part)
    try:
        return date(int(year), *map(int, rest))
    except ValueError:
        return None
