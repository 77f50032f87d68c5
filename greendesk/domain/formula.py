"""Formula clauses: expressions as data, checked when they are read, evaluated exactly with the working shown.

An expression holds numbers, declared names, + - * /, small powers and `sum(…)` over rows; nothing else is evaluated.
"""

import ast
import keyword
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from greendesk.domain.checklist import Provenance
from greendesk.domain.expression import SUM, Evaluator, NotAnExpression, Uneven, Zero, parse, printed
from greendesk.domain.quantities import (
    KEPT,
    PLACES,
    PRECISION,
    DimensionWrong,
    Quantity,
    convert,
    dimension,
    parsed,
    read_unit,
    scale,
    symbol_of,
)
from greendesk.errors import Refusal

READ_DIGITS = 12
_TRIALS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43)
Where = Callable[[str], Mapping[str, str | int]]


class ExpressionNotAllowed(Refusal):
    """An expression that is no formula of the allowed kind; details: `file`, `line`, `field`, `given`."""

    code = "GD-473"


class NamesDiffer(Refusal):
    """Names without a variable or variables without use; details: `file`, `line`, `field`, `unknown`, `unused`."""

    code = "GD-474"


class FormulaDimensionWrong(Refusal):
    """The units do not lead to the result's unit; details: `file`, `line`, `field`, `expected`, `given`."""

    code = "GD-475"


class DividedByZero(Refusal):
    """A divisor is zero; details: `clause`, `variable`."""

    code = "GD-476"


class ValueMissing(Refusal):
    """A variable has no value; details: `clause`, `variable`."""

    code = "GD-477"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A name in a formula; `rows` says that it repeats and stands inside a sum."""

    symbol: str
    title: str
    unit: str
    rows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula clause of a standard."""

    id: str
    clause: str
    title: str
    expression: str
    variables: tuple[Variable, ...]
    unit: str
    provenance: Provenance
    note: str = ""

    @property
    def printed(self) -> str:
        """The expression as it is printed."""
        return printed(parse(self.expression).value, {}, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A result and how it came about: the formula, the numbers put in, the clause it rests on."""

    clause: str
    title: str
    formula: str
    inserted: str
    inputs: tuple[tuple[str, str, str], ...]  # symbol, title, value
    result: Quantity
    provenance: Provenance


def check_formula(formula: Formula, where: Where | None = None) -> None:
    """Refuse a formula with a forbidden part, a wrong name or a result of another unit."""
    place = where or _nowhere
    try:
        tree = parse(formula.expression)
    except NotAnExpression as error:
        raise ExpressionNotAllowed(**place("expression"), given=formula.expression[:80]) from error
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {SUM}
    symbols = [variable.symbol for variable in formula.variables]
    odd = [one for one in symbols if not one.isidentifier() or keyword.iskeyword(one) or one == SUM]
    if odd or len(set(symbols)) != len(symbols) or len(symbols) > len(_TRIALS):
        raise ExpressionNotAllowed(**place("variables"), given=", ".join(odd or symbols))
    if used != set(symbols):
        raise NamesDiffer(
            **place("expression"),
            unknown=", ".join(sorted(used - set(symbols))) or "—",
            unused=", ".join(sorted(set(symbols) - used)) or "—",
        )
    _check_rows(tree, {one.symbol for one in formula.variables if one.rows}, place, formula.expression)
    _check_dimension(formula, tree, place)


def evaluate(formula: Formula, given: Mapping[str, Quantity | Sequence[Quantity] | None]) -> Working:
    """Return the result of a checked formula and its working, or refuse and name the clause and the variable."""
    values = {one.symbol: _rows_of(formula, one, given.get(one.symbol)) for one in formula.variables}
    bound = _bind(formula, values)
    numbers: dict[str, tuple[Quantity, ...]] = {}
    for variable in formula.variables:
        unit = _filled(variable.unit, bound)
        field = f"{formula.clause} {variable.symbol}（{variable.title}）"
        numbers[variable.symbol] = tuple(convert(one, unit, field=field) for one in values[variable.symbol])
    tree = parse(formula.expression)
    rows = {one.symbol for one in formula.variables if one.rows}
    evaluator = Evaluator(
        {name: ones[0].number for name, ones in numbers.items() if name not in rows},
        {name: tuple(one.number for one in ones) for name, ones in numbers.items() if name in rows},
    )
    try:
        with localcontext(prec=PRECISION):
            number = evaluator.eval(formula.expression, tree)
    except Zero as zero:
        raise DividedByZero(clause=formula.clause, variable=printed(zero.divisor, {}, 0)) from zero
    except Uneven as uneven:
        raise ValueMissing(clause=formula.clause, variable=uneven.name) from uneven
    with localcontext(prec=KEPT):
        result = Quantity(number=+number, unit=read_unit(_filled(formula.unit, bound)))
    texts = {name: tuple(_short(one) for one in ones) for name, ones in numbers.items()}
    return Working(
        clause=formula.clause,
        title=formula.title,
        formula=formula.printed,
        inserted=printed(tree.value, texts, 0),
        inputs=tuple((one.symbol, one.title, "；".join(texts[one.symbol])) for one in formula.variables),
        result=result,
        provenance=formula.provenance,
    )


# ---------------------------------------------------------------- reading an expression


def _nowhere(field: str) -> Mapping[str, str | int]:
    return {"file": "—", "line": 0, "field": field}


def _check_rows(tree: ast.Expr, rows: set[str], where: Where, expression: str) -> None:
    """Repeated variables stand inside a sum, and every sum has one."""
    summed: set[int] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        names = [part for part in ast.walk(call.args[0]) if isinstance(part, ast.Name)]
        if not any(name.id in rows for name in names):
            raise ExpressionNotAllowed(**where("expression"), given=expression[:80])
        summed |= {id(name) for name in names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in rows and id(node) not in summed:
            raise ExpressionNotAllowed(**where("expression"), given=expression[:80])


def _check_dimension(formula: Formula, tree: ast.Expr, where: Where) -> None:
    """Evaluate once with units and once without: both must give the unit that the formula promises."""
    from pint.errors import DimensionalityError

    expected = read_unit(formula.unit, field="unit")
    plain_names: dict[str, Any] = {}
    with_units: dict[str, Any] = {}
    for variable, trial in zip(formula.variables, _TRIALS, strict=False):
        plain_names[variable.symbol] = Decimal(trial)
        with_units[variable.symbol] = parsed(read_unit(variable.unit, field=variable.symbol)) * Decimal(trial)
    try:
        with localcontext(prec=PRECISION):
            number, measured = (
                Evaluator(
                    {one.symbol: names[one.symbol] for one in formula.variables if not one.rows},
                    {one.symbol: (names[one.symbol],) * 2 for one in formula.variables if one.rows},
                ).eval(formula.expression, tree)
                for names in (plain_names, with_units)
            )
            base = parsed("1") * measured
            found = base.to_base_units()
            kind = " ".join(f"{name}^{base.dimensionality[name]}" for name in sorted(base.dimensionality))
    except (DimensionalityError, Zero) as error:
        given = formula.expression[:80]
        raise FormulaDimensionWrong(**where("expression"), expected=expected, given=given) from error
    if expected == "%" and not _times_hundred(tree.value):
        raise FormulaDimensionWrong(**where("expression"), expected=expected, given="1")
    factor = Decimal(1) if expected == "%" else scale(expected)  # the printed × 100 stands for per cent
    with localcontext(prec=PRECISION):
        same = kind == dimension(expected) and abs(found.magnitude / factor - number) <= abs(
            number
        ) * Decimal("1e-20")
    if not same:
        raise FormulaDimensionWrong(
            **where("unit"), expected=expected, given=_unit_words(str(measured.units))
        )


def _times_hundred(node: ast.expr) -> bool:
    """Whether an expression ends with × 100, as every formula for per cent does."""
    match node:
        case ast.BinOp(op=ast.Mult(), right=ast.Constant(value=100)):
            return True
    return False


def _unit_words(units: str) -> str:
    """The units of the library by the names that people know."""
    return re.sub(r"[a-z]+", _known_symbol, units)


def _known_symbol(found: re.Match[str]) -> str:
    return symbol_of(found[0])


# ---------------------------------------------------------------- values


def _rows_of(
    formula: Formula, variable: Variable, given: Quantity | Sequence[Quantity] | None
) -> tuple[Quantity, ...]:
    values = () if given is None else (given,) if isinstance(given, Quantity) else tuple(given)
    if not values or (len(values) > 1 and not variable.rows):
        raise ValueMissing(clause=formula.clause, variable=f"{variable.symbol}（{variable.title}）")
    return values


def _bind(formula: Formula, values: Mapping[str, tuple[Quantity, ...]]) -> dict[str, str]:
    """Return which unit each place of a unit stands for, as the given quantities say."""
    bound: dict[str, str] = {}
    for variable in sorted(formula.variables, key=lambda one: one.unit.count("/")):
        given = values[variable.symbol][0].unit
        parts, places = given.split("/"), variable.unit.split("/")
        for part, place in zip(parts, places, strict=False):
            if place in PLACES and place not in bound:
                if len(parts) != len(places):
                    raise DimensionWrong(
                        field=f"{formula.clause} {variable.symbol}（{variable.title}）",
                        expected=_filled(variable.unit, bound),
                        given=given,
                    )
                bound[place] = part
    return bound


def _short(quantity: Quantity) -> str:
    """A quantity in a working: whole, unless an exact conversion gave it more digits than anybody reads."""
    return quantity.text if len(quantity.number.as_tuple().digits) <= READ_DIGITS else quantity.shown


def _filled(unit: str, bound: Mapping[str, str]) -> str:
    return "/".join(bound.get(part, part) for part in unit.split("/"))
