"""Asks before the window of the desk goes for another one, when something in it is half typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.i18n import tr
from ui.stage import Stage
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


class Leaving(QObject):
    """Leads away at once where nothing can be lost, else when the person says so."""

    shown = Signal(object)  # the question

    def __init__(self, kit: Kit, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._stage = kit, stage
        self._act: Callable[[], None] | None = None
        self._stay: Callable[[], None] | None = None
        self.question: QDialog | None = None

    def go(self, act: Callable[[], None], stay: Callable[[], None] | None = None) -> None:
        """Do what lets the window go; `stay` is done when the person does not want it after all."""
        from ui.widgets.half_typed import half_typed

        window = self._stage.window
        if window is None or not half_typed((window,)):
            act()
        elif self.question is None:
            self._act, self._stay = act, stay
            self._ask()

    def _ask(self) -> None:
        from ui.widgets.dialogs import ask

        self.question = ask(
            self._stage.ground(),
            self._kit,
            tr("有没写完的内容"),
            (tr("已提交的记录和草稿都在。"), tr("离开后，还没提交的文字就没有了。")),
            action=tr("放弃并离开"),
            keep=tr("留下"),
            danger=True,
        )
        self.question.accepted.connect(self._go)
        self.question.finished.connect(self._answered)
        self.shown.emit(self.question)

    def _go(self) -> None:
        act, self._stay = self._act, None
        if act is not None:
            act()

    def _answered(self, _result: int) -> None:
        stay = self._stay
        self.question = self._act = self._stay = None
        if stay is not None:
            stay()
