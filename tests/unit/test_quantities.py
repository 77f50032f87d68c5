"""Units of the field, coefficients, the energy balance and formula clauses, against sums done by hand."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from greendesk.adapters.quantity_files import (
    QuantityLibrary,
    parse_balance,
    parse_energy_table,
    parse_formulas,
)
from greendesk.adapters.yaml_checks import FieldMissing, FieldWrong
from greendesk.domain.checklist import ProvenanceState
from greendesk.domain.energy import (
    BalanceContradicts,
    Basis,
    CoefficientUnfounded,
    EnergyTable,
    TypedBalance,
    TypedLine,
    work_out,
)
from greendesk.domain.formula import (
    DividedByZero,
    ExpressionNotAllowed,
    FormulaDimensionWrong,
    NamesDiffer,
    ValueMissing,
    evaluate,
)
from greendesk.domain.formula_book import FormulaBook
from greendesk.domain.quantities import (
    DimensionWrong,
    QuantityUnreadable,
    UnitUnknown,
    convert,
    read_quantity,
    read_unit,
)
from greendesk.errors import Refusal
from ui.cli.program import run

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
HOSTILE = """\
format: 1
id: formulas-example
title: 示例
edition: 示例
formulas:
- id: one
  clause: 示例 1
  title: 示例
  expression: {expression}
  variables:
  - {{symbol: E, title: 能耗, unit: {unit}}}
  - {{symbol: G, title: 产值, unit: 万元}}
  unit: tce/万元
  provenance: {{state: proposed, source: 示例}}
"""


@pytest.fixture(scope="module")
def library() -> QuantityLibrary:
    return QuantityLibrary(RESOURCES)


@pytest.fixture(scope="module")
def table(library: QuantityLibrary) -> EnergyTable:
    return library.table()


@pytest.fixture(scope="module")
def book(library: QuantityLibrary) -> FormulaBook:
    return library.book("formulas-gbt36132-2025")


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("1,234.5 万千瓦时", "1234.5", "万kWh"),
        ("3 度", "3", "kWh"),
        ("２．５ 吨标准煤", "2.5", "tce"),
        ("7 万吨标煤", "7", "万tce"),
        ("12 ㎥", "12", "m³"),
        ("12万立方米", "12", "万m³"),
        ("4公顷", "4", "hm²"),
        ("1.2亿元", "1.2", "亿元"),
        ("30％", "30", "%"),
        ("5 tCO2/万元", "5", "tCO2e/万元"),
        ("0.1229 kgce/（kW·h）".replace("（", "").replace("）", ""), "0.1229", "kgce/kWh"),
        ("-3 T", "-3", "t"),
        ("8", "8", "1"),
    ],
)
def test_quantities_are_read_as_people_type_them(typed: str, number: str, unit: str) -> None:
    quantity = read_quantity(typed)
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("typed", ["", "abc", "1,23 t", "1.2.3 t", "NaN t", "1e", "--1 t"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises((QuantityUnreadable, UnitUnknown)) as refused:
        read_quantity(typed, field="原煤 购入")
    assert refused.value.details["field"] == "原煤 购入"


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        ("15 亩", "公顷", "1"),
        ("1 万kWh", "GJ", "36"),
        ("1 亿元", "万元", "10000"),
        ("0.5 万tce", "kgce", "5000000"),
        ("130 kgce/万元", "tce/亿元", "1300"),
        ("25 %", "1", "0.25"),
        ("1 kcal", "kJ", "4.1868"),
    ],
)
def test_units_convert_as_computed_by_hand(given: str, unit: str, expected: str) -> None:
    assert convert(read_quantity(given), unit).number == Decimal(expected)


@pytest.mark.parametrize(("given", "unit"), [("1 kWh", "tce"), ("1 t", "m³"), ("3 台", "件"), ("1 t", "元")])
def test_a_wrong_dimension_is_refused_by_name(given: str, unit: str) -> None:
    with pytest.raises(DimensionWrong) as refused:
        convert(read_quantity(given), unit, field="E")
    assert refused.value.details == {"field": "E", "expected": unit, "given": read_quantity(given).unit}


def test_every_coefficient_fits_its_heating_value_and_says_where_it_comes_from(table: EnergyTable) -> None:
    for carrier in table.carriers:
        assert carrier.provenance.state is ProvenanceState.RECALLED
        assert "核对" in carrier.provenance.remark
        if carrier.heating_value is not None and carrier.coefficient is not None:
            unit = carrier.unit
            heat = convert(carrier.heating_value, f"kJ/{unit}").number
            coal = convert(carrier.coefficient, f"kgce/{unit}").number
            assert abs(heat / Decimal("29307.6") / coal - 1) < Decimal("0.002"), carrier.id


def test_a_balance_worked_out_by_hand(table: EnergyTable) -> None:
    typed = TypedBalance(
        lines=(
            TypedLine(
                carrier="raw-coal", amounts={"purchased": "1200 t", "opening": "100", "closing": "50 t"}
            ),
            TypedLine(carrier="electricity", amounts={"purchased": "300 万千瓦时", "own": "200000 度"}),
            TypedLine(carrier="diesel", amounts={"purchased": "10", "raw": "2000 kg"}),
        ),
        product="5 万件",
        output_value="1.2 亿元",
        claimed={"total": "1300", "per_output": "100 kgce/万元"},
    )
    balance = work_out(table, typed)
    # 1250 × 0.7143 + 320 × 1.229 + 8 × 1.4571
    assert [line.coal.result.number for line in balance.lines] == [
        Decimal("892.875"),
        Decimal("393.28"),
        Decimal("11.6568"),
    ]
    assert balance.total.result.text == "1297.8118 tce"
    assert balance.lines[0].consumption.inserted == "1200 t + 100 t − 50 t"
    assert balance.lines[0].consumption.formula == "购入 + 期初库存 − 期末库存"
    assert balance.lines[0].unstated == ("own", "sold", "raw")
    assert balance.ratios["per_product"].result.text == "259.56236 tce/万件"
    assert round(balance.ratios["per_output"].result.number, 9) == Decimal("0.108150983")
    total, ratio = balance.comparisons
    assert total.difference.text == "2.1882 tce"
    assert round(total.percent or 0, 4) == Decimal("0.1686")
    assert ratio.claimed.text == "0.1 tce/万元"
    assert balance.share is not None
    assert round(balance.share.result.number, 4) == round(Decimal(2458) / Decimal("1297.8118"), 4)


def test_electricity_by_the_coal_burnt_for_it_needs_a_value_and_its_source(table: EnergyTable) -> None:
    lines = (TypedLine(carrier="electricity", amounts={"purchased": "100 万kWh"}),)
    typed = TypedBalance(basis=Basis.COAL_RATE, lines=lines)
    with pytest.raises(CoefficientUnfounded) as refused:
        work_out(table, typed)
    assert refused.value.details["place"] == "coal_rate"
    with pytest.raises(CoefficientUnfounded) as refused:
        work_out(table, replace(typed, coal_rate="300 gce/kWh"))
    assert refused.value.details["place"] == "coal_rate_source"
    balance = work_out(table, replace(typed, coal_rate="300 gce/kWh", coal_rate_source="示例省电网公报"))
    assert balance.total.result.text == "300 tce"
    assert balance.lines[0].coefficient.reason == "示例省电网公报"
    assert balance.lines[0].coefficient.provenance is None
    assert work_out(table, replace(typed, basis=Basis.CALORIFIC)).total.result.text == "122.9 tce"


def test_a_measured_value_takes_the_place_of_the_listed_one_with_a_reason(table: EnergyTable) -> None:
    line = TypedLine(carrier="natural-gas", amounts={"purchased": "10 万m³"})
    with pytest.raises(CoefficientUnfounded):
        work_out(table, TypedBalance(lines=(line,)))  # the edition gives a range only
    line = replace(line, measured="29.3076 MJ/m³")
    with pytest.raises(CoefficientUnfounded) as refused:
        work_out(table, TypedBalance(lines=(line,)))
    assert refused.value.details["place"] == "lines.0.reason"
    balance = work_out(table, TypedBalance(lines=(replace(line, reason="供气方检测报告"),)))
    assert balance.total.result.text == "100 tce"
    assert balance.lines[0].coefficient.working is not None
    with pytest.raises(DimensionWrong):
        work_out(table, TypedBalance(lines=(replace(line, measured="1.3 kgce/kWh"),)))


@pytest.mark.parametrize(
    ("amounts", "place", "kind"),
    [
        ({"purchased": "10 m³"}, "lines.0.purchased", DimensionWrong),
        ({"purchased": "10 t", "closing": "11 t"}, "lines.0.closing", BalanceContradicts),
        ({"purchased": "10 t", "green": "11 t"}, "lines.0.green", BalanceContradicts),
        ({"purchased": "-10 t"}, "lines.0.purchased", BalanceContradicts),
        ({}, "lines.0.purchased", ValueMissing),
        ({"purchased": "10 t", "sold": "20 t"}, "lines", BalanceContradicts),
    ],
)
def test_amounts_that_cannot_be_are_refused_where_they_stand(
    table: EnergyTable, amounts: dict[str, str], place: str, kind: type[Refusal]
) -> None:
    with pytest.raises(kind) as refused:
        work_out(table, TypedBalance(lines=(TypedLine(carrier="raw-coal", amounts=amounts),)))
    assert refused.value.details["place"] == place


def test_the_2025_library_has_its_27_clauses(book: FormulaBook, library: QuantityLibrary) -> None:
    assert {formula.clause for formula in book.formulas} == {f"B.{n}" for n in range(1, 28)}
    assert len(library.book("formulas-gbt36132-2018").formulas) == 12
    assert [one.edition for one in library.books()] == ["GB/T 36132-2025", "GB/T 36132-2018"]


@pytest.mark.parametrize(
    ("formula", "given", "result"),
    [
        ("B.1", {"Ei": "3000 tce", "Qi": "1500 t"}, "2 tce/t"),
        ("B.4", {"Ci": "5000 kgCO2", "Gi": "100 万元"}, "0.05 tCO2e/万元"),
        ("B.8", {"Vi": "1.5 万m³", "Qi": "3 万件"}, "5000 m³/万件"),
        ("B.10", {"Vr": "3 万m³", "V": "10000 m³"}, "75%"),
        ("B.11", {"Zr": "80 t", "Z": "90 t", "Zw": "10 t"}, "80%"),
        ("B.20", {"Si": "12 kg", "Qi": "4 t"}, "3 kg/t"),
        ("B.25", {"G": "1 亿元", "A用地": "1 公顷"}, "1 万元/m²"),
        (
            "B.26",
            {"a总建筑物": "3000 m²", "a总构筑物": "500 m²", "a堆场": "500 m²", "A用地": "1 hm²"},
            "40%",
        ),
        ("B.27", {"A总建筑面积": "12000 m²", "A用地": "15 亩"}, "1.2"),
    ],
)
def test_clauses_computed_by_hand(
    book: FormulaBook, formula: str, given: dict[str, str], result: str
) -> None:
    values = {symbol: read_quantity(text) for symbol, text in given.items()}
    working = evaluate(book.formula(formula), values)
    assert working.result.text == result
    assert working.clause == formula
    assert working.inserted


def test_sums_run_over_rows(library: QuantityLibrary) -> None:
    formula = library.book("formulas-gbt36132-2018").formula("A-6.2.1")
    given = {
        "Gi": [read_quantity("3 t"), read_quantity("500 kg")],
        "Mi": [read_quantity("5 t"), read_quantity("5 t"), read_quantity("4 t")],
    }
    working = evaluate(formula, given)
    assert working.result.text == "25%"
    assert working.formula == "Σ(Gi) ÷ Σ(Mi) × 100"
    assert working.inserted == "(3 t + 0.5 t) ÷ (5 t + 5 t + 4 t) × 100"


def test_division_by_zero_and_missing_values_name_clause_and_variable(book: FormulaBook) -> None:
    formula = book.formula("B.10")
    zero = read_quantity("0 m³")
    with pytest.raises(DividedByZero) as refused:
        evaluate(formula, {"Vr": zero, "V": zero})
    assert refused.value.details == {"clause": "B.10", "variable": "V + Vr"}
    with pytest.raises(ValueMissing) as missing:
        evaluate(formula, {"Vr": zero, "V": None})
    assert missing.value.details == {"clause": "B.10", "variable": "V（取水量）"}
    with pytest.raises(DimensionWrong) as wrong:
        evaluate(formula, {"Vr": zero, "V": read_quantity("3 t")})
    assert wrong.value.details["field"] == "B.10 V（取水量）"


@pytest.mark.parametrize(
    ("expression", "unit", "kind", "field"),
    [
        ("E / H", "tce", NamesDiffer, "formulas.0.expression"),
        ("E / 2", "tce", NamesDiffer, "formulas.0.expression"),
        ("E * G", "tce", FormulaDimensionWrong, "formulas.0.unit"),
        ("E / G", "kgce", FormulaDimensionWrong, "formulas.0.unit"),
        ("E + G", "tce", FormulaDimensionWrong, "formulas.0.expression"),
        ("E / G", "煎饼", FieldWrong, "formulas.0.variables.0.unit"),
        ("E.real / G", "tce", ExpressionNotAllowed, "formulas.0.expression"),
        ("sum(E) / G", "tce", ExpressionNotAllowed, "formulas.0.expression"),
    ],
)
def test_a_wrong_formula_is_refused_with_its_line(
    expression: str, unit: str, kind: type[Refusal], field: str
) -> None:
    data = HOSTILE.format(expression=expression, unit=unit).encode()
    with pytest.raises(kind) as refused:
        parse_formulas(data, "one.yaml")
    assert refused.value.details["field"] == field
    line = data.decode().splitlines()[int(refused.value.details["line"]) - 1]
    assert field.rpartition(".")[2] in line


def test_a_table_without_a_needed_step_is_refused() -> None:
    data = (RESOURCES / "quantities" / "gbt2589-2020.yaml").read_text("utf-8")
    with pytest.raises(FieldMissing) as refused:
        parse_energy_table(data.replace("- id: total\n", "- id: totals\n").encode(), "t.yaml")
    assert refused.value.details["field"] == "formulas.total"
    with pytest.raises(FieldWrong) as wrong:
        parse_energy_table(data.replace("0.7143 kgce/kg", "0.7143 kgce/m³").encode(), "t.yaml")
    assert wrong.value.details["field"] == "carriers.0.coefficient"


def test_a_step_with_other_variables_is_refused() -> None:
    data = (RESOURCES / "quantities" / "gbt2589-2020.yaml").read_text("utf-8")
    spoilt = data.replace("  expression: E / Z\n", "  expression: E / Z + 0 * E / Y\n")
    spoilt = spoilt.replace(
        "  - {symbol: Z, title: 增加值, unit: 万元}\n",
        "  - {symbol: Z, title: 增加值, unit: 万元}\n  - {symbol: Y, title: 其他, unit: 万元}\n",
    )
    with pytest.raises(FieldWrong) as refused:
        parse_energy_table(spoilt.encode(), "t.yaml")
    assert refused.value.details["given"] == "E, Z, Y"


def test_the_registry_is_built_only_when_needed() -> None:
    code = "import sys, greendesk.domain.energy, ui.cli.program; assert 'pint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=RESOURCES.parent)


def test_an_unknown_carrier_in_a_file_is_refused_with_its_line(table: EnergyTable) -> None:
    with pytest.raises(FieldWrong) as refused:
        parse_balance(b"format: 1\nlines:\n- carrier: moonlight\n  purchased: 3 t\n", "b.yaml", table)
    assert refused.value.details["line"] == 3


def test_what_was_typed_survives_as_a_draft() -> None:
    typed = TypedBalance(
        basis=Basis.COAL_RATE,
        coal_rate="300 gce/kWh",
        lines=(
            TypedLine(carrier="heat", amounts={"purchased": "3 GJ"}, unit="GJ", measured="x", reason="y"),
        ),
        claimed={"total": "5"},
    )
    assert TypedBalance.from_json(typed.to_json()) == typed
    assert read_unit("吨标准煤／万元") == "tce/万元"


def test_the_command_shows_the_working(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "balance.yaml"
    file.write_text(
        "format: 1\nlines:\n- {carrier: raw-coal, purchased: 100 t}\noutput_value: 100 万元\n"
        "claimed: {total: 70 tce}\n",
        "utf-8",
    )
    assert run(["energy", str(file), "--language", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "100 t × 0.7143 tce/t = 71.43 tce" in shown
    assert "需核对原标准" in shown
    assert "申报 70 tce" in shown
    file.write_text("format: 1\nlines:\n- {carrier: raw-coal, purchased: 100 m3}\n", "utf-8")
    assert run(["energy", str(file), "--language", "zh"]) == 1
    assert "原煤 购入：要的是 t，填的是 m³" in capsys.readouterr().err
