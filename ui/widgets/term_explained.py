"""A term in plain words: what was counted and what was left out, with a warning where a year is a guess."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from greendesk.domain.working_days import Term
from ui.i18n import tr
from ui.term_words import explain, warning
from ui.widgets.kit import Kit


class TermExplained(QFrame):
    """Says how the end of a term was found; without a term it says what is missing."""

    def __init__(self, kit: Kit, term: Term | None = None, event: str = "") -> None:
        super().__init__()
        self.words = kit.text("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.caution = kit.text("", wrap=True)
        mark = kit.col(kit.icon("warn", "warning", 18), None, gap=0)
        self._notice = kit.row(mark, (self.caution, 1), gap=10, pad=(12, 10), role="well")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.words)
        box.addWidget(self._notice)
        self.show_term(term, event)

    def show_term(self, term: Term | None, event: str = "") -> None:
        """Explain another term, or none; `event` is what begins on its first day, in the reader's language."""
        nothing = tr("填写开始日期和天数后，这里说明期限怎样算出。")
        self.words.setText(explain(term, tr, event) if term else nothing)
        caution = warning(term, tr) if term else ""
        self.caution.setText(caution)
        self._notice.setVisible(bool(caution))
        self.setAccessibleName(tr("期限说明"))
        self.setAccessibleDescription("\n".join(text for text in (self.words.text(), caution) if text))
