"""Values do not change by accident, and half-typed words are kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QSlider, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.input_guard import guard_input
from ui.widgets.kit import Kit


class Watch(QObject):
    """Tells when the wheel was turned over a page, which happens after the control let it pass."""

    turned = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - the name Qt calls
        if event.type() == QEvent.Type.Wheel:
            self.turned.emit()
        return False


@pytest.fixture(autouse=True)
def _guarded(qapp: QApplication) -> Iterator[None]:
    guard = guard_input(qapp)
    yield
    qapp.removeEventFilter(guard)
    guard.setParent(None)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    """Give a widget of a shown window the focus."""
    widget.window().activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def turn(widget: QWidget) -> None:
    """Turn the wheel one notch over the middle of a widget, as the window system does."""
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, -120))


def test_the_wheel_changes_only_what_has_the_focus(kit: Kit, qtbot: QtBot) -> None:
    combo = kit.combo("类别", [("绿色工厂", 1), ("绿色工业园区", 2), ("绿色供应链", 3)])
    slider, other = QSlider(), kit.field("别处")
    page, watch = kit.col(combo, slider, other), Watch()
    page.installEventFilter(watch)
    qtbot.addWidget(page)
    page.show()
    slider.setValue(50)
    focus(qtbot, other)
    with qtbot.waitSignal(watch.turned):
        turn(combo)
    with qtbot.waitSignal(watch.turned):
        turn(slider)
    assert combo.currentData() == 1
    assert slider.value() == 50
    focus(qtbot, combo)
    turn(combo)
    qtbot.waitUntil(lambda: combo.currentData() == 2)


def test_the_page_scrolls_under_a_control_that_ignores_the_wheel(kit: Kit, qtbot: QtBot) -> None:
    combo, other = kit.combo("类别", [("绿色工厂", 1), ("绿色工业园区", 2)]), kit.field("别处")
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(kit.col(combo, other, kit.col(height=2000)))
    area.resize(300, 200)
    area.show()
    focus(qtbot, other)
    turn(combo)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    assert combo.currentData() == 1


@pytest.mark.parametrize("kind", ["line", "lines"])
def test_a_composed_syllable_survives_the_loss_of_focus(kit: Kit, qtbot: QtBot, kind: str) -> None:
    field = kit.field("理由", "已核") if kind == "line" else kit.long_field("理由", "已核")
    other = kit.field("别处")
    page = kit.col(field, other)
    qtbot.addWidget(page)
    page.show()
    focus(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_End)
    QCoreApplication.sendEvent(field, QInputMethodEvent("shi", []))
    focus(qtbot, other)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == "已核shi"
    assert isinstance(field, QLineEdit | QPlainTextEdit)


def test_a_finished_word_is_not_typed_twice(kit: Kit, qtbot: QtBot) -> None:
    field, other = kit.field("理由"), kit.field("别处")
    page = kit.col(field, other)
    qtbot.addWidget(page)
    page.show()
    focus(qtbot, field)
    QCoreApplication.sendEvent(field, QInputMethodEvent("shi", []))
    done = QInputMethodEvent()
    done.setCommitString("是")
    QCoreApplication.sendEvent(field, done)
    focus(qtbot, other)
    assert field.text() == "是"
    assert other.text() == ""
