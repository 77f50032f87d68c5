"""The one table: what is chosen, what is spoken, what the keyboard does, and how bands behave."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.table import CELL, KEY, Axis, Cell, Column, DataTable, Row

COLUMNS = (Column("单位", least=160), Column("阶段", 140), Column("得分", 80, RIGHT, key="score"))
AXIS = Axis(0, 100, (0, 50, 100))


def rows(*names: str) -> tuple[tuple[Row, ...], tuple[object, ...]]:
    """A row for each name, keyed by the name; a name that begins with = is a band."""
    made: list[Row] = []
    for name in names:
        if name.startswith("="):
            made.append(
                (Cell(name[1:], sub="接收后写入账本" if len(name) > 2 else "", kind="band", tone="info"),)
            )
        else:
            made.append(
                (
                    Cell(name, sub="云岭市（示例）"),
                    Cell("专家评审", kind="chip", tone="info"),
                    Cell("86.20", right=True),
                )
            )
    return tuple(made), tuple(None if name.startswith("=") else name for name in names)


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> DataTable:
    table = DataTable(theme, "申报列表", COLUMNS, row_height=56)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.setFocus()
    return table


def test_the_choice_follows_the_key_through_a_reload(table: DataTable, qtbot: QtBot):
    table.set_rows(*rows("青禾", "金穗", "云岭"))
    table.choose("金穗")
    told: list[object] = []
    table.row_chosen.connect(told.append)
    table.set_rows(*rows("云岭", "赤霞", "青禾", "金穗"))
    assert table.chosen_key() == "金穗"
    assert table.currentIndex().row() == 3
    assert told == []
    table.set_rows(*rows("云岭", "赤霞"))
    assert table.chosen_key() is None
    assert told == [None]


def test_new_values_of_the_same_things_move_nothing(table: DataTable):
    table.set_rows(*rows(*(f"第 {number} 家" for number in range(40))))
    assert table.choose("第 30 家")
    place = table.verticalScrollBar().value()
    assert place > 0
    table.set_rows(*rows(*(f"第 {number} 家" for number in range(40))))
    assert table.verticalScrollBar().value() == place
    assert table.chosen_key() == "第 30 家"


def test_arrows_choose_and_enter_opens(table: DataTable, qtbot: QtBot):
    table.set_rows(*rows("=接收", "青禾", "=冲突", "金穗"))
    chosen: list[object] = []
    opened: list[object] = []
    table.row_chosen.connect(chosen.append)
    table.row_activated.connect(opened.append)
    table.choose_first()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == ["青禾", "金穗"], "the keyboard passes over bands"
    assert opened == ["金穗"]
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert opened == ["金穗", "青禾"]
    assert table.choose("没有") is False
    assert table.chosen_key() is None


def test_tab_leaves_the_table(table: DataTable):
    assert not table.tabKeyNavigation()
    assert_accessible(table)


def test_a_double_click_opens_and_a_click_chooses(table: DataTable, qtbot: QtBot):
    table.set_rows(*rows("=接收", "青禾"))
    opened: list[object] = []
    table.row_activated.connect(opened.append)
    place = table.visualRect(table.rows_model.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    band = table.visualRect(table.rows_model.index(0, 0)).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=band)
    assert table.chosen_key() == "青禾"
    assert opened == ["青禾"]


def test_everything_that_is_drawn_is_spoken(table: DataTable):
    made, keys = rows("青禾")
    table.set_rows(
        (*made, (Cell("86.2", kind="heat", value=(0.4,), spoken="周衡，86.2，高于均值"),)), (*keys, "热")
    )
    spoken = [
        table.rows_model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(table.rows_model.rowCount())
    ]
    assert spoken == ["青禾，云岭市（示例）", "周衡，86.2，高于均值"]
    assert table.rows_model.index(1, 2).data(Qt.ItemDataRole.DisplayRole) == "", "a short row has empty cells"
    assert table.rows_model.index(0, 0).data(KEY) == "青禾"
    assert isinstance(table.rows_model.index(0, 0).data(CELL), Cell)


def test_the_model_keeps_the_rules_of_qt(table: DataTable, qtmodeltester: ModelTester):
    table.set_rows(*rows("=接收", "青禾", "金穗"))
    qtmodeltester.check(table.rows_model, force_py=True)
    table.append_rows(*rows("云岭"))
    table.append_rows((), ())
    assert table.rows_model.rowCount() == 4
    with pytest.raises(ValueError, match="2"):
        table.set_rows(rows("青禾")[0], ("青禾", "金穗"))


def test_a_row_that_was_a_band_gets_its_height_back(table: DataTable, theme: Theme):
    table.set_rows(*rows("=接收", "青禾", "=-", "金穗"))
    assert [table.rowHeight(row) for row in range(4)] == [44, 56, 30, 56]
    assert table.columnSpan(0, 0) == 3
    table.set_rows(*rows("青禾", "=接收", "金穗", "云岭"))
    assert [table.rowHeight(row) for row in range(4)] == [56, 44, 56, 56]
    assert table.columnSpan(0, 0) == 1
    table.append_rows(*rows("=-"))
    assert table.rowHeight(4) == 30
    table.set_rows((), ())
    table.set_rows(*rows("青禾", "金穗"))
    assert [table.rowHeight(row) for row in range(2)] == [56, 56]


def test_columns_fill_the_width_and_never_less_than_they_need(table: DataTable):
    assert sum(table.columnWidth(number) for number in range(3)) == table.viewport().width()
    table.resize(300, 400)
    assert table.columnWidth(0) == 160
    assert table.horizontalScrollBar().maximum() > 0


def test_a_column_grows_for_long_words_while_there_is_room(table: DataTable):
    assert table.columnWidth(1) == 140
    long = (Cell("青禾"), Cell("Recommended after rectification", kind="chip"), Cell("86.20", right=True))
    table.set_rows((long,), ("青禾",))
    grown = table.columnWidth(1)
    assert 140 < grown <= 140 * 1.8
    assert table.columnWidth(0) >= 160
    table.set_rows(*rows("青禾"))
    assert table.columnWidth(1) == grown, "nothing jumps between lists"
    table.resize(380, 400)
    assert table.columnWidth(1) == 140


def test_a_click_on_a_header_asks_for_an_order_and_the_answer_is_shown(table: DataTable, qtbot: QtBot):
    asked: list[str] = []
    table.sort_wanted.connect(asked.append)
    header = table.horizontalHeader()
    for section in (0, 2):
        middle = QPoint(header.sectionViewportPosition(section) + 30, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == ["score"]
    table.set_sort("score", descending=True)
    titles = [table.rows_model.headerData(number, Qt.Orientation.Horizontal) for number in range(3)]
    assert titles == ["单位", "阶段", "得分 ↓"]


def test_the_end_of_a_long_list_asks_for_more(table: DataTable, qtbot: QtBot):
    asked: list[bool] = []
    table.more_wanted.connect(lambda: asked.append(True))
    table.set_rows(*rows(*(str(number) for number in range(60))))
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    assert asked == []
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert asked


def test_a_table_by_cells_tells_row_and_column(theme: Theme, qtbot: QtBot):
    table = DataTable(theme, "部门意见", COLUMNS, by_cell=True)
    qtbot.addWidget(table)
    table.show()
    table.set_rows(*rows("青禾", "金穗"))
    told: list[tuple[object, int]] = []
    opened: list[tuple[object, int]] = []
    table.cell_chosen.connect(lambda key, column: told.append((key, column)))
    table.cell_activated.connect(lambda key, column: opened.append((key, column)))
    table.choose("青禾", 1)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told == [("青禾", 1), ("青禾", 2), ("金穗", 2)]
    assert opened == [("金穗", 2)]


def test_a_tool_tip_gives_what_is_elided_and_nothing_else(table: DataTable, qtbot: QtBot, theme: Theme):
    table.resize(300, 400)
    long = "一家名字很长很长的水泥制造有限责任公司第二分公司（示例）"
    assert QFontMetrics(theme.font("body")).horizontalAdvance(long) > table.columnWidth(0)
    table.set_rows(*rows(long, "青禾"))
    delegate = table.itemDelegate()
    hides = [delegate._hides_something(table.rows_model.index(row, 0).data(CELL), 160) for row in range(2)]
    assert hides == [True, False]
    QToolTip.hideText()


@pytest.mark.parametrize(
    "cell",
    [
        Cell("青禾", sub="云岭市", icon="lock", tone="muted"),
        Cell("86.20", right=True, strong=True),
        Cell("已接收", kind="chip", tone="success"),
        Cell("4/7", kind="bar", value=(0.57,)),
        Cell("—", kind="bar"),
        Cell("", kind="box", value=(60, 70, 80, 85, 90), axis=AXIS, spoken="60 至 90，中位数 80"),
        Cell("—", kind="box"),
        Cell("", kind="axis", axis=AXIS),
        Cell("8.1", kind="heat", value=(-0.7,)),
        Cell("—", kind="heat"),
        Cell("将写入", sub="134 条", kind="band", tone="success"),
        Cell("入选线", kind="band", tone="accent"),
    ],
    ids=lambda cell: f"{cell.kind}-{'value' if cell.value else 'plain'}",
)
def test_every_kind_of_cell_leaves_ink(cell: Cell, theme: Theme, qtbot: QtBot):
    """The picture with the cell differs from the one with an empty cell."""
    table = DataTable(theme, "种类", (Column(),))
    qtbot.addWidget(table)
    table.resize(300, 90)
    table.show()
    table.set_rows(((Cell(),),), ("a",))
    before = table.grab().toImage()
    table.set_rows(((cell,),), ("b",))
    assert table.grab().toImage() != before


def test_larger_text_makes_larger_rows(table: DataTable, theme: Theme, qapp: QApplication):
    table.set_rows(*rows("=接收", "青禾"))
    theme.switch(scale=1.5)
    try:
        assert [table.rowHeight(row) for row in range(2)] == [66, 84]
        assert table.horizontalHeader().height() == theme.size["table-header"] == 54
    finally:
        theme.switch(scale=1.0)
    assert [table.rowHeight(row) for row in range(2)] == [44, 56]
