"""F6 and Shift+F6: from pane to pane of a screen."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.actions import make_action


class PaneCycle(QObject):
    """Moves the focus between the panes of a view that are on the screen, to the first control of each."""

    def __init__(self, view: QWidget, scope: str, panes: Sequence[QWidget]) -> None:
        super().__init__(view)
        self._panes = tuple(panes)
        make_action(view, f"{scope}.pane", self.forward)
        make_action(view, f"{scope}.pane-back", self.backward)

    def forward(self) -> None:
        """Go to the next pane."""
        self._go(1)

    def backward(self) -> None:
        """Go to the pane before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        shown = [pane for pane in self._panes if pane.isVisible()]
        if not shown:
            return
        focus = QApplication.focusWidget()
        inside = [
            number
            for number, pane in enumerate(shown)
            if focus and (pane is focus or pane.isAncestorOf(focus))
        ]
        target = shown[(inside[0] + step) % len(shown)] if inside else shown[0]
        for widget in (target, *target.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
