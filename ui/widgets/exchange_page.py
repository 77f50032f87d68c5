"""What the pages of the exchange screen share: reading on the worker, failures shown in place, paths on the page."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.notifier import Notice, Tone, notice_for
from ui.widgets.file_chooser import FileChooser
from ui.widgets.half_typed import kept
from ui.widgets.kit import Kit
from ui.widgets.view import ScreenContext

T = TypeVar("T")
SUFFIX = ".gdx"


def carry_folder() -> Path:
    """Where files that leave are put unless the person says otherwise."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def plain_box(owner: QWidget, gap: int = 0) -> QVBoxLayout:
    """A column without margins in a widget."""
    box = QVBoxLayout(owner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    return box


def empty_out(box: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def tab_through(*widgets: QWidget) -> None:
    """Let Tab go through these one after the other, as they are read, whenever they were made."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def scrolled(content: QWidget, role: str = "") -> QScrollArea:
    """Let a column scroll when the text is large or the window low; `role` gives it the ground of its card."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setProperty("role", role)
    if role:
        content.setProperty("role", role)
    scroll.setWidget(content)
    return scroll


class FailureBox(QFrame):
    """A failure in its place: what happened, what was kept, what to do, and the code for support."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.setProperty("role", "card")
        self._box = plain_box(self)
        self.hide()

    def show_error(self, error: BaseException) -> None:
        """Put a failure into words."""
        self.show_notice(notice_for(error))

    def show_notice(self, notice: Notice) -> None:
        """Show the three lines."""
        self.clear()
        kit = self.kit
        tone = "warning" if notice.tone is Tone.HINT else "danger"
        title = kit.text(notice.happened, "strong")
        labels = [title, *(kit.text(line) for line in notice.lines), kit.text(notice.code, "caption")]
        for label in labels:
            label.setWordWrap(True)
        mark = kit.col(kit.icon("warn", tone), None, gap=0)
        self._box.addWidget(kit.row(mark, (kit.col(*labels, gap=4), 1), gap=12, pad=(20, 16)))
        self.setAccessibleName(tr("没有做成：{words}").format(words=notice.happened))
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        empty_out(self._box)
        self.hide()


class PathField(QWidget):
    """Where a file is written: the path itself can be typed, a button opens the chooser."""

    def __init__(self, kit: Kit, name: str, title: str) -> None:
        super().__init__()
        self._title, self._typed = title, False
        self.field: QLineEdit = kit.field(name, role="place")
        self.field.textEdited.connect(self._on_typed)
        self.change: QPushButton = kit.button(tr("更改"))
        self.change.setAccessibleName(tr("更改{name}").format(name=name))
        self.change.clicked.connect(self._choose)
        self._chooser = FileChooser(self, self._chosen)
        plain_box(self).addWidget(kit.row((self.field, 1), self.change, gap=8))

    def suggest(self, name: str) -> None:
        """Propose a file name in the folder that was used last; a path that a person gave stays."""
        if not self._typed:
            folder = Path(self.field.text()).parent if self.field.text() else carry_folder()
            self.field.setText(str(folder / f"{name}{SUFFIX}"))
            self.field.setCursorPosition(len(self.field.text()))

    def forget_typed(self) -> None:
        """Let the next suggestion take its place again, in the same folder."""
        self._typed = False

    def path(self) -> Path:
        """The path, with the ending that such files have."""
        text = self.field.text().strip()
        path = Path(text).expanduser()
        return path if path.suffix.lower() == SUFFIX or not text else path.with_name(path.name + SUFFIX)

    def _on_typed(self, text: str) -> None:
        self._typed = bool(text)

    def _choose(self) -> None:
        self._chooser.target(self._title, self.field.text())

    def _chosen(self, path: str) -> None:
        self._typed = True
        self.field.setText(path)


class ExchangePage(QWidget):
    """One sub-place of the exchange screen."""

    recorded = Signal()
    said = Signal(str)
    went = Signal(str, object)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.context = context
        self.kit, self.desk, self.runner = context.kit, context.desk, context.runner
        self.round_id = context.round_id
        self.failure = FailureBox(self.kit)

    def reload(self) -> None:
        """Read everything again."""

    def ask(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Read on the worker; a failure is shown on the page."""
        self.runner.run(self, work, then, self._failed)

    def act(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something that is recorded; a failure is shown on the page."""
        self.failure.clear()

        def landed(result: T) -> None:
            kept(self)
            self.recorded.emit()
            then(result)

        self.runner.run(self, work, landed, self._failed)

    def _failed(self, error: Exception) -> bool:
        self.failure.show_error(error)
        return True
