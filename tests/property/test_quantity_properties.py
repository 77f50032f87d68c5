"""Properties of units and formulas: conversions lose nothing, kinds never mix, no expression gets out."""

import ast
import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.domain.checklist import Provenance, ProvenanceState
from greendesk.domain.expression import NotAnExpression, parse
from greendesk.domain.formula import Formula, Variable, check_formula, evaluate
from greendesk.domain.quantities import (
    DimensionWrong,
    Quantity,
    QuantityUnreadable,
    UnitUnknown,
    convert,
    known_units,
    read_quantity,
    read_unit,
    same_kind,
)
from greendesk.errors import Refusal

FEW = settings(max_examples=60, deadline=None)
numbers = st.decimals(
    min_value=Decimal("0.0001"), max_value=Decimal(10) ** 9, places=4, allow_nan=False, allow_infinity=False
)
units = st.sampled_from([*known_units(), "万kWh", "万t", "亿元", "tce/万元", "m³/t", "kgce/kWh", "万元/hm²"])
HOSTILE = (
    "__import__('os').system('id')",
    "E.__class__",
    "().__class__.__bases__",
    "E['x']",
    "[e for e in E]",
    "'a' * 10 ** 9",
    "lambda: E",
    "E if E else G",
    "E or G",
    "9 ** 9 ** 9",
    "E ** G",
    "E ** 2.5",
    "((E ** 4) ** 4) ** 4",
    "E ** -1",
    "sum(sum(E))",
    "sum(E, G)",
    "sum(x=E)",
    "sum(*E)",
    "print(E)",
    "open",
    "E := 3",
    "E; G",
    "E = 3",
    "True",
    "1j * E",
    "f'{E}'",
    "{1: 2}",
    "await E",
    "E // G",
    "E % G",
    "~E",
    "E << 100000",
    "(" * 100 + "E" + ")" * 100 + "+" * 10,
    "-" * 60 + "E",
    "1e999 * E",
    "E\n+ open('x')",
    "",
)


@FEW
@given(numbers, units, units)
def test_a_conversion_and_back_gives_the_same_number_or_is_refused(
    number: Decimal, one: str, other: str
) -> None:
    quantity = Quantity(number=number, unit=read_unit(one))
    if not same_kind(one, other):
        with pytest.raises(DimensionWrong):
            convert(quantity, other)
        return
    back = convert(convert(quantity, other), one)
    assert abs(back.number / number - 1) < Decimal("1e-30")


@FEW
@given(
    numbers,
    numbers,
    st.sampled_from([("万kWh", "GJ"), ("亩", "hm²"), ("kgce/元", "tce/亿元"), ("kcal", "MJ")]),
)
def test_conversion_is_linear(one: Decimal, other: Decimal, pair: tuple[str, str]) -> None:
    def there(number: Decimal) -> Decimal:
        return convert(Quantity(number=number, unit=pair[0]), pair[1]).number

    whole, parts = there(one + other), there(one) + there(other)
    assert abs(whole / parts - 1) < Decimal("1e-25")


@FEW
@given(numbers, units)
def test_a_quantity_is_read_as_it_is_written(number: Decimal, unit: str) -> None:
    quantity = Quantity(number=number, unit=read_unit(unit))
    assert read_quantity(quantity.text) == quantity


@FEW
@given(st.text(max_size=30))
def test_any_text_is_a_quantity_or_refused(text: str) -> None:
    try:
        quantity = read_quantity(text)
    except (QuantityUnreadable, UnitUnknown):
        return
    assert read_quantity(quantity.text) == quantity


@pytest.mark.parametrize("expression", HOSTILE)
def test_hostile_expressions_are_refused(expression: str) -> None:
    formula = _formula(expression)
    with pytest.raises(Refusal) as refused:
        check_formula(formula)
    assert refused.value.code in {"GD-473", "GD-474"}


@FEW
@given(st.text(alphabet=string.ascii_letters + string.digits + "+-*/().,_ '[]=:\n" + "能耗", max_size=40))
def test_any_text_is_arithmetic_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except NotAnExpression:
        return
    allowed = (ast.Expr, ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Call, ast.operator, ast.unaryop)
    assert all(isinstance(node, (*allowed, ast.expr_context)) for node in ast.walk(tree))
    assert all(isinstance(node.func, ast.Name) for node in ast.walk(tree) if isinstance(node, ast.Call))


@FEW
@given(numbers, numbers, numbers)
def test_a_formula_gives_what_decimal_gives(one: Decimal, other: Decimal, third: Decimal) -> None:
    formula = _formula("(E - G) * 100 / (E + H)", "EGH")
    check_formula(formula)
    values = {name: Quantity(number=n, unit="t") for name, n in zip("EGH", (one, other, third), strict=True)}
    expected = (one - other) * 100 / (one + third)
    assert abs(evaluate(formula, values).result.number - expected) <= abs(expected) * Decimal("1e-20")


def _formula(expression: str, names: str = "EG") -> Formula:
    return Formula(
        id="example",
        clause="示例",
        title="示例",
        expression=expression,
        variables=tuple(Variable(symbol=name, title=name, unit="t") for name in names),
        unit="1",
        provenance=Provenance(state=ProvenanceState.PROPOSED, source="示例"),
    )
