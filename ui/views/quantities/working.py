"""How a working stands on the screen: title, clause, formula, the numbers put in, the result, where it comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.domain.checklist import Provenance
from greendesk.domain.formula import Working
from ui.i18n import tr
from ui.widgets.bench_words import PROVENANCE
from ui.widgets.kit import Kit


class Blocks(QFrame):
    """Widgets below each other that are exchanged as a whole."""

    def __init__(self, gap: int = 12) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)

    def show_all(self, widgets: Sequence[QWidget]) -> None:
        """Show these; those that are there already stay as they are, the others go."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and all(widget is not one for one in widgets):
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._layout.addWidget(widget)
            widget.show()


def provenance_chip(kit: Kit, provenance: Provenance) -> QWidget:
    """A chip that says whether a value was read in the official paper; its tip names paper and clause."""
    if provenance.to_verify:
        chip: QWidget = kit.chip(tr("需核对原标准"), "warning", "search")
    else:
        chip = kit.chip(tr("读自正式文件"), "success", "check")
    chip.setToolTip(provenance_line(provenance))
    return chip


def provenance_line(provenance: Provenance) -> str:
    """Where a value comes from and how it was read."""
    state = tr(PROVENANCE[provenance.state])
    line = tr("{state}：{source}").format(state=state, source=provenance.source)
    return f"{line}\n{provenance.remark}" if provenance.remark else line


def working_block(kit: Kit, working: Working) -> QFrame:
    """One step."""
    head = kit.row(
        (wrapped(kit.text(working.title, "strong")), 1),
        kit.text(working.clause, "caption"),
        provenance_chip(kit, working.provenance),
        gap=8,
    )
    result = wrapped(kit.text(f"{working.inserted} = {working.result.shown}"))
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return kit.col(head, wrapped(kit.text(working.formula, "caption")), result, gap=3)


def wrapped(label: QLabel) -> QLabel:
    """Let a label break its lines however narrow its place is."""
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
