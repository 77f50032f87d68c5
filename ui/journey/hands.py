"""The hands of the journey: they press, type, drag and drop on real widgets, and wait until the screen has answered."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPointF, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ui.widgets.bench_page import BenchPage
from ui.widgets.table import DataTable

SECONDS = 60.0
LOOK_EVERY = 5  # ms
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class JourneyStopped(Exception):
    """A screen did not do what it should; the text says where the journey stopped."""


class Mishaps:
    """Remembers every error that fell out of a slot, so that none passes unseen."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def __enter__(self) -> Self:
        sys.excepthook = self._caught
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook = sys.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        self.errors.append(error)

    def take(self, error: BaseException) -> None:
        """Remember a failure that a program told of."""
        self.errors.append(error)

    def check(self) -> None:
        """Stop the journey when something fell."""
        if self.errors:
            raise JourneyStopped(f"an error came up: {self.errors[0]!r}") from self.errors[0]


class _Watch(QObject):
    """Looks again and again, in a real event loop, whether something holds."""

    def __init__(self, holds: Callable[[], object], seconds: float) -> None:
        super().__init__()
        self._holds, self._until = holds, time.monotonic() + seconds
        self._loop, self.held = QEventLoop(), False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def run(self) -> bool:
        self._timer.start()
        self._loop.exec()
        return self.held

    def _look(self) -> None:
        self.held = bool(self._holds())
        if self.held or time.monotonic() > self._until:
            self._timer.stop()
            self._loop.quit()


MISHAPS = Mishaps()


def wait(holds: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
    """Let the program run until something holds; stop the journey when it never does."""
    MISHAPS.check()
    held = _Watch(holds, seconds).run()
    MISHAPS.check()
    if not held:
        raise JourneyStopped(f"waited in vain: {what}\n{_shown()}")


def wait_for_words(read: Callable[[], str], words: str, *, whole: bool = False) -> None:
    """Wait until something on the screen says these words, among others or exactly."""
    wait(lambda: words == read() if whole else words in read(), f"“{words}” is said")


def _shown() -> str:
    """What the visible windows say, for the report of a journey that stopped."""
    lines = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            words = [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
            lines.append(f"[{window.windowTitle()}] " + " | ".join(word for word in words if word))
    return "\n".join(lines)


# ------------------------------------------------------------ mouse


def click(widget: QWidget | None, what: str = "") -> None:
    """Press and let go on the middle of a widget that can be seen and used."""
    if widget is None:
        raise JourneyStopped(f"there is no {what}")
    name = what or widget.accessibleName() or type(widget).__name__
    wait(lambda: widget.isVisible() and widget.isEnabled(), f"{name} can be pressed")
    place = widget.rect().center()
    if isinstance(widget, QCheckBox):  # its box is at the left
        place.setX(12)
    QTest.mouseClick(widget, LEFT, NO_KEYS, place)


def click_row(table: DataTable, key: object, column: int = 0) -> None:
    """Click a cell of a row by the key of the row."""
    wait(lambda: table.rows_model.row_of(key) >= 0, f"row {key} in {table.accessibleName()}")
    index = table.rows_model.index(table.rows_model.row_of(key), column)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), LEFT, NO_KEYS, table.visualRect(index).center())


def drag_pin(page: BenchPage, rect: QRectF) -> None:
    """Drag a frame around a piece of evidence; the frame is given in fractions of the page."""
    paper = page.focusProxy()
    if paper is None:
        raise JourneyStopped("the page viewer has no paper")
    frame = page.pixels(rect).toRect()
    corners = (frame.topLeft(), frame.center(), frame.bottomRight())
    QTest.mousePress(paper, LEFT, NO_KEYS, corners[0])
    QTest.mouseMove(paper, corners[1])
    QTest.mouseMove(paper, corners[2])
    QTest.mouseRelease(paper, LEFT, NO_KEYS, corners[2])


def drop(widget: QWidget, path: Path) -> None:
    """Drag a file or folder from outside onto a widget and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(widget.rect().center())
    action, keys = Qt.DropAction.CopyAction, NO_KEYS
    enter = QDragEnterEvent(place, action, data, LEFT, keys)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        raise JourneyStopped(f"{widget.accessibleName() or type(widget).__name__} does not take {path.name}")
    QApplication.sendEvent(widget, QDropEvent(place, action, data, LEFT, keys))


# ------------------------------------------------------------ keys


def press(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press a key where a widget has the focus."""
    QTest.keyClick(widget, key, keys)


def write(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Replace what stands in a field: plain letters by keys, everything else as an input method hands it over."""
    if field.isReadOnly() or not field.isEnabled():
        raise JourneyStopped(f"{field.accessibleName()} cannot be written in")
    field.setFocus()
    field.selectAll()
    if text.isascii() and "\n" not in text:
        if not text:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        return
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(field, typed)


def choose(combo: QComboBox, words: str) -> None:
    """Choose an entry of a list by the arrow keys."""
    place = next((one for one in range(combo.count()) if words in combo.itemText(one)), -1)
    if place < 0:
        raise JourneyStopped(f"{combo.accessibleName()} does not offer {words}")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(combo, Qt.Key.Key_Down)


# ------------------------------------------------------------ dialogs


class _Chooser(QObject):
    """Waits for the file dialog and answers it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.done, self._written = path, False, False
        self._until = time.monotonic() + SECONDS
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
        dialog = next((one for one in found if one.isVisible()), None)
        if dialog is None:
            if self._written or time.monotonic() > self._until:
                self.done = self._written
                self._timer.stop()
        elif time.monotonic() > self._until:
            dialog.reject()
        else:
            self._answer(dialog)

    def _answer(self, dialog: QFileDialog) -> None:
        """Name the file; once the dialog has read its folder it may want the name again, or write it shorter."""
        field, box = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QDialogButtonBox)
        if field is None or box is None:
            return
        if [Path(name) for name in dialog.selectedFiles()] != [self.path]:
            field.setCompleter(None)  # type: ignore[arg-type]  # the list of names below the field would take the keys
            write(field, str(self.path))
            return
        for button in box.buttons():
            if box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole and button.isEnabled():
                self._written = True
                QTest.mouseClick(button, LEFT)
                return


def choose_file(button: QWidget, path: Path) -> None:
    """Press a button that asks for a file or folder, and name it in the dialog."""
    chooser = _Chooser(path)
    click(button)
    wait(lambda: chooser.done, f"the file dialog of {button.accessibleName()} takes {path}")


def dialog_of(owner: QWidget) -> QDialog:
    """The dialog that stands open over a screen."""
    found: list[QDialog] = []

    def look() -> bool:
        found[:] = [one for one in owner.findChildren(QDialog) if one.isVisible()]
        return bool(found)

    wait(look, "a dialog opens")
    return found[-1]


def button_of(owner: QWidget | None, words: str) -> QPushButton:
    """The visible button that carries these words."""
    if owner is None:
        raise JourneyStopped(f"nothing holds a button {words}")
    found = [one for one in owner.findChildren(QPushButton) if one.isVisible() and words in one.text()]
    if not found:
        raise JourneyStopped(f"no button {words}\n{_shown()}")
    return found[0]


def said_by(widget: QWidget) -> str:
    """Everything that the visible labels of a widget say."""
    labels = (label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return "\n".join(label.text() for label in labels if label.text())


def spoken(table: DataTable) -> tuple[tuple[str, ...], ...]:
    """The rows of a table as a screen reader speaks them."""
    return tuple(tuple(cell.whole_text for cell in row) for row in table.rows_model.rows)


@contextmanager
def watched() -> Iterator[Mishaps]:
    """Let no error pass while the journey runs."""
    MISHAPS.errors.clear()
    with MISHAPS:
        yield MISHAPS
