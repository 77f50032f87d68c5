"""A long day of calls into Qt does not use up `None`."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

from ui.immortal import PLENTY, keep_none_alive


def test_none_survives_more_calls_than_it_had_references(qapp: QApplication) -> None:
    label = QLabel()
    for number in range(60_000):
        label.setNum(number)
    assert label.text() == "59999"


class Bell(QObject):
    """Something that rings."""

    rang = Signal(object)


def test_true_survives_more_signals_than_it_had_references(qapp: QApplication) -> None:
    bell = Bell()
    for number in range(60_000):
        bell.rang.emit(number)
    assert sys.version_info >= (3, 12) or sys.getrefcount(True) > PLENTY // 2
    assert sys.version_info >= (3, 12) or sys.getrefcount(False) > PLENTY // 2


def test_none_has_references_to_spare_before_python_3_12() -> None:
    keep_none_alive()
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > PLENTY // 2
