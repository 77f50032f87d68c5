"""Quantities: the energy balance and the formula clauses of an application, typed as private drafts and worked out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Protocol

from greendesk.domain.energy import EnergyBalance, EnergyTable, TypedBalance, work_out
from greendesk.domain.formula import Formula, Working, evaluate
from greendesk.domain.formula_book import FormulaBook
from greendesk.domain.quantities import PLACES, Quantity, read_quantity
from greendesk.domain.working_paper import WorkingPaper
from greendesk.errors import Refusal
from greendesk.ports import Draft
from greendesk.use_cases.desk_context import DeskContext, value

CHINA = timezone(timedelta(hours=8))
Values = Mapping[str, tuple[str, ...]]  # symbol -> what was typed, one text a row


class QuantityTables(Protocol):
    """The coefficients and formula clauses that come with the program."""

    def table(self) -> EnergyTable:
        """The coefficients of GB/T 2589."""
        ...

    def books(self) -> tuple[FormulaBook, ...]:
        """The formula clauses of every edition, the newest first."""
        ...

    def book(self, identifier: str, /) -> FormulaBook:
        """The formula clauses of one edition."""
        ...


WorkingPress = Callable[[Path, WorkingPaper], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet:
    """The balance of an application as it stands: typed, and worked out or refused with the reason."""

    application: str
    typed: TypedBalance
    balance: EnergyBalance | None
    refusal: Refusal | None
    saved_at: int
    undo: int
    redo: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaLine:
    """One formula clause as it stands: typed, and worked out or refused with the reason."""

    book: str
    formula: Formula
    typed: Values
    working: Working | None
    refusal: Refusal | None


class Quantities:
    """The verbs and questions about quantities; nothing here is recorded in the round."""

    def __init__(self, context: DeskContext, tables: QuantityTables, press: WorkingPress) -> None:
        self._context, self._tables, self._press = context, tables, press

    def table(self) -> EnergyTable:
        """The coefficients with their provenance."""
        return self._tables.table()

    def books(self) -> tuple[FormulaBook, ...]:
        """The formula clauses of every edition."""
        return self._tables.books()

    # ------------------------------------------------------------ the energy balance

    def balance(self, round_id: str, application: str) -> BalanceSheet:
        """The balance as it stands; empty before the first change."""
        return self._sheet(application, self._context.drafts.get(_balance_key(round_id, application)))

    def save_balance(self, round_id: str, application: str, typed: TypedBalance) -> BalanceSheet:
        """Keep what was typed, wrong or right; on disk when the call returns."""
        draft = self._put(_balance_key(round_id, application), typed.to_json(), TypedBalance().to_json())
        return self._sheet(application, draft)

    def undo_balance(self, round_id: str, application: str) -> BalanceSheet:
        """Take the last change of the balance back, also after a restart."""
        self._context.drafts.undo(_balance_key(round_id, application), self._context.clock.now())
        return self.balance(round_id, application)

    def redo_balance(self, round_id: str, application: str) -> BalanceSheet:
        """Do the change of the balance again that was taken back last."""
        self._context.drafts.redo(_balance_key(round_id, application), self._context.clock.now())
        return self.balance(round_id, application)

    # ------------------------------------------------------------ formula clauses

    def formulas(self, round_id: str, application: str, book: str) -> tuple[FormulaLine, ...]:
        """Every clause of an edition with what was typed for it."""
        draft = self._context.drafts.get(_formula_key(round_id, application))
        kept: Mapping[str, Any] = draft.content.get(book, {}) if draft else {}
        return tuple(
            _worked(book, formula, kept.get(formula.id, {})) for formula in self._tables.book(book).formulas
        )

    def save_formula(
        self, round_id: str, application: str, book: str, formula: str, values: Values
    ) -> FormulaLine:
        """Keep what was typed for a clause, wrong or right; returns it worked out or refused."""
        key = _formula_key(round_id, application)
        draft = self._context.drafts.get(key)
        before = dict(draft.content) if draft else {}
        typed = {symbol: list(texts) for symbol, texts in values.items()}
        self._put(key, {**before, book: {**before.get(book, {}), formula: typed}}, {})
        return _worked(book, self._tables.book(book).formula(formula), typed)

    # ------------------------------------------------------------ the working as a file

    def export(self, round_id: str, application: str, target: Path) -> None:
        """Write the working of the balance and of every clause that was worked out as a spreadsheet."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            opened = value(work.ledger, "round.opened", round_id) or {}
            registered = value(work.ledger, "application.registered", application) or {}
        books = self._tables.books()
        lines = [
            (book.edition, line.working)
            for book in books
            for line in self.formulas(round_id, application, book.id)
            if line.working is not None
        ]
        paper = WorkingPaper(
            round_title=str(opened.get("title", "")),
            unit_name=str(registered.get("unit", "")),
            table=self.table(),
            balance=self.balance(round_id, application).balance,
            formulas=tuple(lines),
            made=datetime.fromtimestamp(self._context.clock.now() // 1000, CHINA),
            sample=policy.sample,
        )
        self._press(target, paper)

    # ------------------------------------------------------------ parts

    def _sheet(self, application: str, draft: Draft | None) -> BalanceSheet:
        typed = TypedBalance.from_json(draft.content) if draft else TypedBalance()
        balance, refusal = None, None
        if typed.lines:
            try:
                balance = work_out(self.table(), typed)
            except Refusal as error:
                refusal = error
        return BalanceSheet(
            application=application,
            typed=typed,
            balance=balance,
            refusal=refusal,
            saved_at=draft.saved_at if draft else 0,
            undo=draft.undo if draft else 0,
            redo=draft.redo if draft else 0,
        )

    def _put(self, key: str, content: Mapping[str, Any], empty: Mapping[str, Any]) -> Draft:
        """Save a draft; before the first change the empty one is kept, so that the first can be taken back."""
        context = self._context
        present = context.drafts.get(key)
        if present is None:
            context.drafts.put(key, empty, "begin", context.clock.now())
        elif present.content == content:
            return present
        return context.drafts.put(key, content, "change", context.clock.now())


def _worked(book: str, formula: Formula, typed: Mapping[str, Any]) -> FormulaLine:
    values = {symbol: tuple(texts) for symbol, texts in typed.items()}
    working, refusal = None, None
    if any(text.strip() for texts in values.values() for text in texts):
        try:
            working = evaluate(formula, _read(formula, values))
        except Refusal as error:
            refusal = error
    return FormulaLine(book=book, formula=formula, typed=values, working=working, refusal=refusal)


def _read(formula: Formula, values: Values) -> dict[str, tuple[Quantity, ...]]:
    """Read what was typed; a number without a unit is meant in the unit of the clause, where that is a unit."""
    found = {}
    for variable in formula.variables:
        own = any(place in variable.unit for place in PLACES)
        name = f"{formula.clause} {variable.symbol}（{variable.title}）"
        texts = [text for text in values.get(variable.symbol, ()) if text.strip()]
        found[variable.symbol] = tuple(
            read_quantity(text, field=name, default="" if own else variable.unit) for text in texts
        )
    return found


def _balance_key(round_id: str, application: str) -> str:
    return f"balance/{round_id}/{application}"


def _formula_key(round_id: str, application: str) -> str:
    return f"formulas/{round_id}/{application}"
