"""核算: the balance follows what is typed, says what is wrong where it stands, and the working can be exported."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.domain.energy import Basis
from greendesk.use_cases.applications import UnitData
from tests.conftest import NewDesk
from tests.desks import credit_code, make_round
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, words
from ui.tasks import TaskRunner
from ui.views.quantities import QuantitiesView
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return new_desk()


def open_view(screens: Screens, desk: Desk, round_id: str) -> QuantitiesView:
    quantities = desk.quantities

    def make(context: ScreenContext) -> QuantitiesView:
        return QuantitiesView(context, quantities)

    return screens.open(make, desk, round_id)


def register(desk: Desk, round_id: str, name: str, number: int) -> str:
    unit = UnitData(
        unit=name,
        credit_code=credit_code(number),
        category="factory",
        region="赤霞市（示例）",
        industry="水泥",
    )
    return desk.applications.register(round_id, unit)


@pytest.fixture
def view(screens: Screens, desk: Desk, qtbot: QtBot) -> QuantitiesView:
    round_id = make_round(desk)
    first = register(desk, round_id, "青禾水泥（示例）", 1)
    register(desk, round_id, "白桦纸业（示例）", 2)
    view = open_view(screens, desk, round_id)
    view.open_with(first)
    qtbot.waitUntil(lambda: view.applications.currentText() == "青禾水泥（示例）", timeout=WAIT)
    qtbot.waitUntil(view.balance.form.isEnabled, timeout=WAIT)
    return view


def type_coal(view: QuantitiesView, qtbot: QtBot, amount: str = "100 t") -> None:
    qtbot.mouseClick(view.balance.nothing.button, LEFT)
    row = view.balance.rows[0]
    assert row.fields["purchased"].hasFocus()
    row.combo.setCurrentIndex(row.combo.findData("raw-coal"))
    row.fields["purchased"].setText(amount)
    qtbot.keyClick(row.fields["purchased"], Qt.Key.Key_Return)


def test_without_applications_the_screen_says_what_to_do(screens: Screens, desk: Desk, qtbot: QtBot) -> None:
    view = open_view(screens, desk, make_round(desk))
    qtbot.waitUntil(view.nothing.isVisible, timeout=WAIT)
    assert not view.export_button.isEnabled()
    with qtbot.waitSignal(view.went) as went:
        qtbot.mouseClick(view.nothing.button, LEFT)
    assert went.args == ["applications", None]


def test_the_total_and_its_working_follow_what_is_typed(view: QuantitiesView, qtbot: QtBot) -> None:
    type_coal(view, qtbot)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    shown = words(view)
    assert "100 t × 0.7143 tce/t = 71.43 tce" in shown
    assert "参考系数 0.7143 kgce/kg，低位发热量 20934 kJ/kg" in shown
    view.balance.fields["claimed.total"].setText("80")
    view.balance.fields["claimed.total"].editingFinished.emit()
    qtbot.waitUntil(lambda: "申报 80 tce，核算 71.43 tce，相差 8.57 tce" in words(view), timeout=WAIT)
    assert_accessible(view)


def test_what_is_wrong_stands_below_its_field_and_goes_when_mended(
    view: QuantitiesView, qtbot: QtBot
) -> None:
    type_coal(view, qtbot, "100 m3")
    field = view.balance.rows[0].fields["purchased"]
    qtbot.waitUntil(lambda: bool(field.property("error")), timeout=WAIT)
    assert "原煤 购入：要的是 t，填的是 m³" in words(view)
    assert view.balance.figure.text() == "—"
    field.setText("100")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    assert not field.property("error")


def test_electricity_by_coal_asks_for_the_value_and_its_source(view: QuantitiesView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.balance.add_button if view.balance.rows else view.balance.nothing.button, LEFT)
    pane = view.balance
    pane.rows[0].fields["purchased"].setText("100 万kWh")
    qtbot.keyClick(pane.rows[0].fields["purchased"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.figure.text() == "122.9 tce", timeout=WAIT)
    qtbot.mouseClick(pane.basis[Basis.COAL_RATE], LEFT)
    rate, source = pane.fields["coal_rate"], pane.fields["coal_rate_source"]
    qtbot.waitUntil(lambda: bool(rate.property("error")), timeout=WAIT)
    rate.setText("300 gce/kWh")
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(source.property("error")), timeout=WAIT)
    source.setText("示例省统计公报")
    qtbot.keyClick(source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.figure.text() == "300 tce", timeout=WAIT)
    assert "参考值 1.229 tce/万kWh，理由：示例省统计公报" in words(view)


def test_a_draft_is_kept_for_each_application_and_can_be_taken_back(
    view: QuantitiesView, qtbot: QtBot
) -> None:
    type_coal(view, qtbot)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    view.applications.setCurrentIndex(view.applications.findText("白桦纸业（示例）"))
    qtbot.waitUntil(view.balance.nothing.isVisible, timeout=WAIT)
    qtbot.waitUntil(view.balance.form.isEnabled, timeout=WAIT)
    view.applications.setCurrentIndex(view.applications.findText("青禾水泥（示例）"))
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    assert view.balance.rows[0].fields["purchased"].text() == "100 t"
    qtbot.mouseClick(view.balance.undo_button, LEFT)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "—", timeout=WAIT)
    qtbot.mouseClick(view.balance.redo_button, LEFT)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    row = view.balance.rows[0]
    row._remove()
    qtbot.waitUntil(view.balance.nothing.isVisible, timeout=WAIT)


def test_a_clause_is_computed_from_raw_inputs(view: QuantitiesView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.chips[1], LEFT)
    pane = view.formulas
    qtbot.waitUntil(lambda: len(pane.lines) == 28, timeout=WAIT)
    pane.table.choose("B.10")
    assert set(pane.fields) == {"Vr", "V"}
    pane.fields["Vr"].setText("3 万m³")
    qtbot.keyClick(pane.fields["Vr"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "B.10：缺少 V（取水量）" in words(pane), timeout=WAIT)
    pane.fields["V"].setText("10000")
    qtbot.keyClick(pane.fields["V"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "30000 m³ ÷ (10000 m³ + 30000 m³) × 100 = 75%" in words(pane), timeout=WAIT)
    assert_accessible(view)
    pane.edition.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "A-6.2.1" in pane.lines, timeout=WAIT)
    pane.table.choose("A-6.2.1")
    pane.fields["Gi"].setText("3 t; 500 kg")
    qtbot.keyClick(pane.fields["Gi"], Qt.Key.Key_Return)
    pane.fields["Mi"].setText("10 t；4 t")
    qtbot.keyClick(pane.fields["Mi"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "(3 t + 0.5 t) ÷ (10 t + 4 t) × 100 = 25%" in words(pane), timeout=WAIT)


def test_the_working_is_exported_as_a_spreadsheet(view: QuantitiesView, qtbot: QtBot, tmp_path: Path) -> None:
    type_coal(view, qtbot)
    qtbot.waitUntil(lambda: view.balance.figure.text() == "71.43 tce", timeout=WAIT)
    target = tmp_path / "核算过程.xlsx"
    with qtbot.waitSignal(view.said, timeout=WAIT):
        view.export_to(target)
    book = load_workbook(target)
    text = "\n".join(str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell)
    book.close()
    assert "青禾水泥（示例） 核算过程" in text
    assert "100 t × 0.7143 tce/t" in text
    assert "凭记忆录入，须核对标准原文" in text
    assert "示例 · 内容为虚构" in text


def test_a_closed_screen_is_freed(
    desk: Desk,
    screen: Callable[[Desk, str], ScreenContext],
    runner: TaskRunner,
    check_freed: Callable[[Callable[[], QWidget]], None],
    qtbot: QtBot,
) -> None:
    round_id = make_round(desk)
    register(desk, round_id, "青禾水泥（示例）", 1)
    quantities = desk.quantities

    def make() -> QWidget:
        view = QuantitiesView(screen(desk, round_id), quantities)
        view.reload()
        qtbot.waitUntil(view.balance.form.isEnabled, timeout=WAIT)
        view.balance.add_carrier()
        view.balance.rows[0].fields["purchased"].setText("1 万kWh")
        view.balance._change()
        qtbot.waitUntil(lambda: view.balance.figure.text() == "1.229 tce", timeout=WAIT)
        view.balance.rows[0]._remove()
        view.show_sub_place(1)
        qtbot.waitUntil(lambda: bool(view.formulas.fields), timeout=WAIT)
        return view

    check_freed(make)
