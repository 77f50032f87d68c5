"""The energy balance: amounts of each carrier become standard coal by the coefficients of GB/T 2589.

What is typed stays text until it is worked out; an amount that is not stated stays unknown and out of the formula.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from enum import Enum
from typing import Any, Self

from greendesk.domain.checklist import Provenance
from greendesk.domain.formula import Formula, ValueMissing, Variable, Working, evaluate
from greendesk.domain.quantities import KEPT, DimensionWrong, Quantity, convert, read_quantity, same_kind
from greendesk.errors import Refusal

COAL, MEASURED, TOTAL, RENEWABLE, SHARE = "coal", "measured", "total", "renewable", "renewable_share"
RATIOS: Mapping[str, str] = {
    "per_product": "product",
    "per_output": "output_value",
    "per_added_value": "added_value",
}
# each step takes its values in the order of its variables: how many those are
NEEDED: Mapping[str, int] = {
    COAL: 2,
    MEASURED: 2,
    TOTAL: 1,
    RENEWABLE: 1,
    SHARE: 2,
    **dict.fromkeys(RATIOS, 2),
}
GREEN = "green"


class CoefficientUnfounded(Refusal):
    """A coefficient of one's own lacks its value or its reason, or the table has none; details: `carrier`."""

    code = "GD-478"


class BalanceContradicts(Refusal):
    """Amounts cannot be true together; details: `field`, `given`, `limit`."""

    code = "GD-479"


class Basis(Enum):
    """How purchased electricity is counted (GB/T 2589): by its own energy, or by the coal burnt for it."""

    CALORIFIC = "calorific"
    COAL_RATE = "coal_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An energy carrier; a coefficient that the table does not give is None and must be measured."""

    id: str
    title: str
    group: str
    unit: str
    heating_value: Quantity | None
    coefficient: Quantity | None
    by_basis: bool = False
    remark: str = ""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A column of the balance: what it is called, its name in the formula, whether it adds or takes away."""

    column: str
    title: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTable:
    """The coefficients and the steps of one edition of GB/T 2589."""

    id: str
    title: str
    warning: str
    standard_coal: Quantity
    terms: tuple[Term, ...]
    green_title: str
    consumption: Formula  # clause and provenance; its expression follows from the amounts that are stated
    carriers: tuple[Carrier, ...]
    formulas: Mapping[str, Formula]

    def carrier(self, identifier: str) -> Carrier:
        """Return a carrier by its id; raises KeyError."""
        for carrier in self.carriers:
            if carrier.id == identifier:
                return carrier
        raise KeyError(identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """One row as it was typed."""

    carrier: str
    amounts: Mapping[str, str] = field(default_factory=dict)  # column -> text
    unit: str = ""
    measured: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedBalance:
    """A whole balance as it was typed."""

    basis: Basis = Basis.CALORIFIC
    coal_rate: str = ""
    coal_rate_source: str = ""
    lines: tuple[TypedLine, ...] = ()
    product: str = ""
    output_value: str = ""
    added_value: str = ""
    claimed: Mapping[str, str] = field(default_factory=dict)  # total or ratio -> text

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object that a draft keeps."""
        lines = [
            {
                "carrier": line.carrier,
                "amounts": dict(line.amounts),
                "unit": line.unit,
                "measured": line.measured,
                "reason": line.reason,
            }
            for line in self.lines
        ]
        words = ("coal_rate", "coal_rate_source", *RATIOS.values())
        return {
            "basis": self.basis.value,
            "lines": lines,
            "claimed": dict(self.claimed),
            **{word: getattr(self, word) for word in words},
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Return the balance that a draft keeps."""
        lines = tuple(TypedLine(**line) for line in content["lines"])
        return cls(**{**content, "basis": Basis(content["basis"]), "lines": lines})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """The coefficient that a row was counted with, and why it differs from the table where it does."""

    value: Quantity  # tce per unit of the row
    table: Quantity | None
    reason: str
    working: Working | None  # from a measured heating value
    provenance: Provenance | None  # None: stated by a person, with his reason


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """One carrier worked out."""

    carrier: Carrier
    consumption: Working
    coefficient: Coefficient
    coal: Working
    renewable: Quantity | None
    unstated: tuple[str, ...]  # columns without an amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A claimed figure beside the computed one; per cent of the computed one, None when that is zero."""

    indicator: str
    claimed: Quantity
    computed: Quantity
    difference: Quantity
    percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyBalance:
    """A balance worked out."""

    lines: tuple[BalanceLine, ...]
    total: Working
    renewable: Working | None
    share: Working | None
    ratios: Mapping[str, Working]
    comparisons: tuple[Comparison, ...]

    @property
    def steps(self) -> tuple[Working, ...]:
        """Every step in its order."""
        found: list[Working] = []
        for line in self.lines:
            found += [one for one in (line.consumption, line.coefficient.working, line.coal) if one]
        found += [one for one in (self.total, self.renewable, self.share) if one]
        return (*found, *self.ratios.values())


def work_out(table: EnergyTable, typed: TypedBalance) -> EnergyBalance:
    """Return the balance, or refuse; the refusal's detail `place` says where (`lines.0.purchased`)."""
    if not typed.lines:
        with _at("lines"):
            raise ValueMissing(clause=table.formulas[TOTAL].clause, variable=table.formulas[TOTAL].title)
    lines = tuple(_line(table, typed, number) for number in range(len(typed.lines)))
    total = _step(table.formulas[TOTAL], tuple(line.coal.result for line in lines))
    if total.result.number < 0:
        with _at("lines"):
            raise BalanceContradicts(field=total.title, given=total.result.shown, limit="≥ 0")
    renewable, share = _renewable(table, lines, total)
    ratios = _ratios(table, typed, total)
    computed = {TOTAL: total, **ratios}
    comparisons = tuple(
        _compared(name, text, computed[name])
        for name, text in typed.claimed.items()
        if text.strip() and name in computed
    )
    return EnergyBalance(
        lines=lines, total=total, renewable=renewable, share=share, ratios=ratios, comparisons=comparisons
    )


# ---------------------------------------------------------------- one row


def _line(table: EnergyTable, typed: TypedBalance, number: int) -> BalanceLine:
    row = typed.lines[number]
    carrier = table.carrier(row.carrier)
    amounts: dict[str, Quantity] = {}
    for column in (*(term.column for term in table.terms), GREEN):
        text = row.amounts.get(column, "").strip()
        if text:
            with _at(f"lines.{number}.{column}"):
                amounts[column] = _amount(carrier, text, row.unit, _title(table, column))
    if not set(amounts) & {term.column for term in table.terms}:
        with _at(f"lines.{number}.purchased"):
            raise ValueMissing(clause=carrier.title, variable=_title(table, "purchased"))
    stated = tuple(term for term in table.terms if term.column in amounts)
    consumption = evaluate(
        _consumption(table, carrier, stated), {one.title: amounts[one.column] for one in stated}
    )
    _refuse_contradiction(table, carrier, amounts, consumption, number)
    unit = consumption.result.unit
    coefficient = _coefficient(table, carrier, typed, number, unit)
    coal = _step(table.formulas[COAL], consumption.result, coefficient.value)
    return BalanceLine(
        carrier=carrier,
        consumption=consumption,
        coefficient=coefficient,
        coal=_headed(coal, carrier),
        renewable=_green(table, amounts, coefficient, unit),
        unstated=tuple(term.column for term in table.terms if term.column not in amounts),
    )


def _amount(carrier: Carrier, text: str, unit: str, title: str) -> Quantity:
    name = f"{carrier.title} {title}"
    quantity = read_quantity(text, field=name, default=unit or carrier.unit)
    if not same_kind(quantity.unit, carrier.unit):
        raise DimensionWrong(field=name, expected=carrier.unit, given=quantity.unit)
    if quantity.number < 0:
        raise BalanceContradicts(field=name, given=quantity.text, limit="≥ 0")
    return quantity


def _consumption(table: EnergyTable, carrier: Carrier, stated: tuple[Term, ...]) -> Formula:
    """The formula of the amounts that are stated; one that is not stated is not counted as zero."""
    expression = "".join(f" {term.sign} {term.title}" for term in stated).removeprefix(" + ")
    variables = tuple(Variable(symbol=one.title, title=one.title, unit="实物单位") for one in stated)
    title = f"{carrier.title} {table.consumption.title}"
    return replace(table.consumption, title=title, expression=expression, variables=variables)


def _refuse_contradiction(
    table: EnergyTable, carrier: Carrier, amounts: Mapping[str, Quantity], consumption: Working, number: int
) -> None:
    """Nothing is consumed below zero unless it was made here and delivered; green energy is a part of the purchase."""
    result = consumption.result
    if result.number < 0 and "sold" not in amounts:
        with _at(f"lines.{number}.closing"):
            raise BalanceContradicts(field=consumption.title, given=result.shown, limit="≥ 0")
    if GREEN in amounts:
        bought = amounts.get("purchased")
        given = amounts[GREEN]
        if bought is None or convert(given, bought.unit).number > bought.number:
            with _at(f"lines.{number}.{GREEN}"):
                limit = f"≤ {bought.text}" if bought else "—"
                name = f"{carrier.title} {_title(table, GREEN)}"
                raise BalanceContradicts(field=name, given=given.text, limit=limit)


def _coefficient(
    table: EnergyTable, carrier: Carrier, typed: TypedBalance, number: int, unit: str
) -> Coefficient:
    row = typed.lines[number]
    wanted = f"tce/{unit}"
    listed = convert(carrier.coefficient, wanted, field=carrier.title) if carrier.coefficient else None
    text, reason, place = row.measured.strip(), row.reason.strip(), f"lines.{number}.measured"
    if not text and carrier.by_basis and typed.basis is Basis.COAL_RATE:
        text, reason, place = typed.coal_rate.strip(), typed.coal_rate_source.strip(), "coal_rate"
        if not text:
            with _at(place):
                raise CoefficientUnfounded(carrier=carrier.title)
    if not text:
        if listed is None:
            with _at(place):
                raise CoefficientUnfounded(carrier=carrier.title)
        return Coefficient(value=listed, table=listed, reason="", working=None, provenance=carrier.provenance)
    with _at(place):
        given = read_quantity(text, field=carrier.title)
        if given.number <= 0:
            raise BalanceContradicts(field=carrier.title, given=given.text, limit="> 0")
        working = None
        if same_kind(given.unit, wanted):
            value = convert(given, wanted, field=carrier.title)
        elif same_kind(given.unit, f"MJ/{unit}"):
            per_unit = convert(given, f"MJ/{unit}", field=carrier.title)
            working = _headed(_step(table.formulas[MEASURED], per_unit, table.standard_coal), carrier)
            value = working.result
        else:
            raise DimensionWrong(field=carrier.title, expected=f"kgce/{carrier.unit}", given=given.unit)
    if not reason:
        with _at("coal_rate_source" if place == "coal_rate" else f"lines.{number}.reason"):
            raise CoefficientUnfounded(carrier=carrier.title)
    return Coefficient(value=value, table=listed, reason=reason, working=working, provenance=None)


def _green(
    table: EnergyTable, amounts: Mapping[str, Quantity], coefficient: Coefficient, unit: str
) -> Quantity | None:
    """Renewable energy of a row in standard coal: made here, or bought as such; None when nothing is stated."""
    parts = [convert(amounts[one], unit) for one in ("own", GREEN) if one in amounts]
    if not parts:
        return None
    amount = Quantity(number=sum((one.number for one in parts), Decimal(0)), unit=unit)
    return _step(table.formulas[COAL], amount, coefficient.value).result


# ---------------------------------------------------------------- the whole


def _renewable(
    table: EnergyTable, lines: tuple[BalanceLine, ...], total: Working
) -> tuple[Working | None, Working | None]:
    parts = tuple(line.renewable for line in lines if line.renewable is not None)
    if not parts or not total.result.number:
        return None, None
    renewable = _step(table.formulas[RENEWABLE], parts)
    return renewable, _step(table.formulas[SHARE], renewable.result, total.result)


def _ratios(table: EnergyTable, typed: TypedBalance, total: Working) -> dict[str, Working]:
    found = {}
    for name, source in RATIOS.items():
        text = getattr(typed, source).strip()
        if text:
            formula = table.formulas[name]
            divisor = formula.variables[1]
            with _at(source):
                default = "" if "单位" in divisor.unit else divisor.unit
                amount = read_quantity(text, field=divisor.title, default=default)
                found[name] = _step(formula, total.result, amount)
    return found


def _compared(name: str, text: str, computed: Working) -> Comparison:
    with _at(f"claimed.{name}"):
        unit = computed.result.unit
        claimed = convert(read_quantity(text, field=computed.title, default=unit), unit, field=computed.title)
    with localcontext(prec=KEPT):
        difference = claimed.number - computed.result.number
        percent = difference / computed.result.number * 100 if computed.result.number else None
    return Comparison(
        indicator=name,
        claimed=claimed,
        computed=computed.result,
        difference=Quantity(number=difference, unit=unit),
        percent=percent,
    )


def _step(formula: Formula, *values: Quantity | tuple[Quantity, ...]) -> Working:
    """Evaluate a step with values in the order of its variables."""
    symbols = (variable.symbol for variable in formula.variables)
    return evaluate(formula, dict(zip(symbols, values, strict=True)))


def _headed(working: Working, carrier: Carrier) -> Working:
    return replace(working, title=f"{carrier.title} {working.title}")


def _title(table: EnergyTable, column: str) -> str:
    return next((term.title for term in table.terms if term.column == column), table.green_title)


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Let a refusal say where in the form it belongs."""
    try:
        yield
    except Refusal as refusal:
        refusal.details.setdefault("place", place)
        raise
