"""Coefficients, formula clauses and typed balances from YAML; errors are named by file, line and field."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import Field

from greendesk.adapters.checklist_schema import ProvenanceFile
from greendesk.adapters.policy_files import RulesFolderUnreadable, RulesNotFound
from greendesk.adapters.rule_files import RuleFiles, rule_files
from greendesk.adapters.yaml_checks import FieldMissing, Place, refuse_twice, validated, wrong
from greendesk.adapters.yaml_tree import YamlTree, read_yaml
from greendesk.domain.data import Code, Values, Words
from greendesk.domain.energy import (
    GREEN,
    NEEDED,
    RATIOS,
    TOTAL,
    Basis,
    Carrier,
    EnergyTable,
    Term,
    TypedBalance,
    TypedLine,
)
from greendesk.domain.formula import Formula, Variable, check_formula
from greendesk.domain.formula_book import FormulaBook
from greendesk.domain.quantities import (
    DimensionWrong,
    Quantity,
    QuantityUnreadable,
    UnitUnknown,
    convert,
    read_quantity,
    read_unit,
)

FORMULAS = "formulas-"


class VariableFile(Values):
    """A name in a formula."""

    symbol: Words
    title: Words
    unit: Words
    rows: bool = False


class FormulaFile(Values):
    """One formula clause."""

    id: Code
    clause: Words
    title: Words
    expression: Words
    variables: tuple[VariableFile, ...] = Field(min_length=1)
    unit: Words
    note: str = ""
    provenance: ProvenanceFile

    def value(self) -> Formula:
        """Return the domain value."""
        return Formula(
            id=self.id,
            clause=self.clause,
            title=self.title,
            expression=self.expression,
            variables=tuple(
                Variable(symbol=one.symbol, title=one.title, unit=one.unit, rows=one.rows)
                for one in self.variables
            ),
            unit=self.unit,
            note=self.note,
            provenance=self.provenance.value(),
        )


class FormulaBookFile(Values):
    """The formula clauses of one edition."""

    format: int = Field(ge=1, le=1)
    id: Code
    title: Words
    edition: Words
    formulas: tuple[FormulaFile, ...] = Field(min_length=1)


class ValueFile(Values):
    """A quantity with where it comes from."""

    value: Words
    provenance: ProvenanceFile


class TermFile(Values):
    """A column of the balance."""

    column: Code
    title: Words
    sign: str = Field(pattern=r"^[+-]$")


class ConsumptionFile(Values):
    """The clause of a row's consumption; its expression follows from the columns."""

    clause: Words
    title: Words
    provenance: ProvenanceFile


class CarrierFile(Values):
    """An energy carrier with its heating value and coefficient; null where the edition gives a range."""

    id: Code
    title: Words
    group: Words
    unit: Words
    heating_value: Words | None
    coefficient: Words | None
    by_basis: bool = False
    remark: str = ""
    provenance: ProvenanceFile


class EnergyTableFile(Values):
    """The coefficients of one edition of GB/T 2589."""

    format: int = Field(ge=1, le=1)
    id: Code
    title: Words
    edition: Words
    warning: str = ""
    standard_coal: ValueFile
    terms: tuple[TermFile, ...] = Field(min_length=1)
    green: Words
    consumption: ConsumptionFile
    formulas: tuple[FormulaFile, ...]
    carriers: tuple[CarrierFile, ...] = Field(min_length=1)


class LineFile(Values):
    """A row of a typed balance."""

    carrier: Code
    unit: str = ""
    purchased: str = ""
    opening: str = ""
    own: str = ""
    closing: str = ""
    sold: str = ""
    raw: str = ""
    green: str = ""
    measured: str = ""
    reason: str = ""


class ClaimedFile(Values):
    """The figures that an application claims."""

    total: str = ""
    per_product: str = ""
    per_output: str = ""
    per_added_value: str = ""


class BalanceFile(Values):
    """A typed balance as a file for the command line."""

    format: int = Field(ge=1, le=1)
    basis: Basis = Basis.CALORIFIC
    coal_rate: str = ""
    coal_rate_source: str = ""
    lines: tuple[LineFile, ...] = Field(min_length=1)
    product: str = ""
    output_value: str = ""
    added_value: str = ""
    claimed: ClaimedFile = ClaimedFile()


def parse_formulas(data: bytes, name: str) -> FormulaBook:
    """Return the formula clauses that a file's bytes mean, each checked, or refuse and name line and field."""
    tree = read_yaml(data, name)
    book = validated(FormulaBookFile, tree)
    return FormulaBook(
        id=book.id,
        title=book.title,
        edition=book.edition,
        formulas=tuple(_formulas(tree, book.formulas).values()),
    )


def parse_energy_table(data: bytes, name: str) -> EnergyTable:
    """Return the coefficients that a file's bytes mean, or refuse and name line and field."""
    tree = read_yaml(data, name)
    table = validated(EnergyTableFile, tree)
    formulas = _formulas(tree, table.formulas)
    for needed, count in NEEDED.items():
        if needed not in formulas:
            raise FieldMissing(file=name, line=tree.line(("formulas",)), field=f"formulas.{needed}")
        if len(formulas[needed].variables) != count:
            place = ("formulas", list(formulas).index(needed), "variables")
            raise wrong(tree, place, ", ".join(one.symbol for one in formulas[needed].variables))
    refuse_twice(tree, ((one.id, ("carriers", at)) for at, one in enumerate(table.carriers)))
    refuse_twice(tree, ((one.column, ("terms", at)) for at, one in enumerate(table.terms)))
    unknown = {one.column for one in table.terms} - set(LineFile.model_fields)
    if unknown:
        raise wrong(tree, ("terms",), ", ".join(sorted(unknown)))
    terms = tuple(Term(column=one.column, title=one.title, sign=one.sign) for one in table.terms)
    head = table.consumption
    return EnergyTable(
        id=table.id,
        title=f"{table.edition}《{table.title}》",
        warning=table.warning,
        standard_coal=_quantity(tree, ("standard_coal", "value"), table.standard_coal.value, "kJ/kgce"),
        terms=terms,
        green_title=table.green,
        consumption=Formula(
            id="consumption",
            clause=head.clause,
            title=head.title,
            expression=" + ".join(one.title for one in terms),
            variables=(),
            unit="实物单位",
            provenance=head.provenance.value(),
        ),
        carriers=tuple(_carrier(tree, one, at) for at, one in enumerate(table.carriers)),
        formulas=formulas,
    )


def parse_balance(data: bytes, name: str, table: EnergyTable) -> TypedBalance:
    """Return a typed balance from a file, or refuse and name line and field."""
    tree = read_yaml(data, name)
    given = validated(BalanceFile, tree)
    known = {one.id for one in table.carriers}
    columns = (*(term.column for term in table.terms), GREEN)
    for at, line in enumerate(given.lines):
        if line.carrier not in known:
            raise wrong(tree, ("lines", at, "carrier"), line.carrier)
    claimed = {name: getattr(given.claimed, name) for name in (TOTAL, *RATIOS)}
    return TypedBalance(
        basis=given.basis,
        coal_rate=given.coal_rate,
        coal_rate_source=given.coal_rate_source,
        lines=tuple(
            TypedLine(
                carrier=line.carrier,
                amounts={one: text for one in columns if (text := getattr(line, one))},
                unit=line.unit,
                measured=line.measured,
                reason=line.reason,
            )
            for line in given.lines
        ),
        product=given.product,
        output_value=given.output_value,
        added_value=given.added_value,
        claimed={one: text for one, text in claimed.items() if text},
    )


class QuantityLibrary:
    """The coefficients and formula clauses of the program, or of a resources folder; each file is read once."""

    def __init__(self, resources: Path | RuleFiles) -> None:
        """Look for `quantities` under this folder, or among these files."""
        self._files = rule_files(resources)
        self._tables: dict[Path, EnergyTable] = {}
        self._books: dict[Path, FormulaBook] = {}

    def table(self, identifier: str = "gbt2589-2020") -> EnergyTable:
        """Return the coefficients of an edition."""
        path = self._path(identifier)
        if path not in self._tables:
            self._tables[path] = parse_energy_table(_bytes(path), path.name)
        return self._tables[path]

    def books(self) -> tuple[FormulaBook, ...]:
        """Return the formula clauses of every edition, the newest first."""
        names = sorted((name for name in self._paths() if name.startswith(FORMULAS)), reverse=True)
        return tuple(self.book(name.removesuffix(".yaml")) for name in names)

    def book(self, identifier: str) -> FormulaBook:
        """Return the formula clauses of an edition."""
        path = self._path(identifier)
        if path not in self._books:
            self._books[path] = parse_formulas(_bytes(path), path.name)
        return self._books[path]

    def _path(self, identifier: str) -> Path:
        path = self._paths().get(f"{identifier}.yaml")
        if path is None:
            raise RulesNotFound(id=identifier)
        return path

    def _paths(self) -> Mapping[str, Path]:
        try:
            return self._files.paths("quantities")
        except OSError as error:
            raise RulesFolderUnreadable(folder=str(self._files.resources / "quantities")) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RulesFolderUnreadable(folder=str(path.parent)) from error


# ---------------------------------------------------------------- parts


def _formulas(tree: YamlTree, files: tuple[FormulaFile, ...]) -> dict[str, Formula]:
    refuse_twice(tree, ((one.id, ("formulas", at)) for at, one in enumerate(files)))
    found = {}
    for at, file in enumerate(files):
        formula = file.value()
        for number, variable in enumerate(file.variables):
            _unit(tree, ("formulas", at, "variables", number, "unit"), variable.unit)
        _unit(tree, ("formulas", at, "unit"), file.unit)
        check_formula(formula, _where(tree, ("formulas", at)))
        found[formula.id] = formula
    return found


def _where(tree: YamlTree, path: Place) -> Callable[[str], Mapping[str, str | int]]:
    def where(field: str) -> Mapping[str, str | int]:
        place = (*path, field)
        return {"file": tree.name, "line": tree.line(place), "field": ".".join(map(str, place))}

    return where


def _carrier(tree: YamlTree, file: CarrierFile, at: int) -> Carrier:
    path: Place = ("carriers", at)
    unit = _unit(tree, (*path, "unit"), file.unit)
    heating, coefficient = file.heating_value, file.coefficient
    return Carrier(
        id=file.id,
        title=file.title,
        group=file.group,
        unit=unit,
        heating_value=_quantity(tree, (*path, "heating_value"), heating, f"kJ/{unit}") if heating else None,
        coefficient=_quantity(tree, (*path, "coefficient"), coefficient, f"kgce/{unit}")
        if coefficient
        else None,
        by_basis=file.by_basis,
        remark=file.remark,
        provenance=file.provenance.value(),
    )


def _quantity(tree: YamlTree, path: Place, text: str, unit: str) -> Quantity:
    """Read a quantity of the kind of a unit; it stays in the unit that the file prints."""
    try:
        quantity = read_quantity(text)
        convert(quantity, unit)
    except (QuantityUnreadable, UnitUnknown, DimensionWrong) as refusal:
        raise wrong(tree, path, text) from refusal
    return quantity


def _unit(tree: YamlTree, path: Place, text: str) -> str:
    try:
        return read_unit(text)
    except UnitUnknown as refusal:
        raise wrong(tree, path, text) from refusal
