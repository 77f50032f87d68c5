"""The pane that returns a submitted review to its expert with a reason."""

from functools import partial

from PySide6.QtCore import Signal

from greendesk.queries import RankingLine
from ui.i18n import tr
from ui.widgets.exchange_page import ExchangePage, plain_box
from ui.widgets.view import ScreenContext


class HandBackPane(ExchangePage):
    """A returned review counts nowhere until the expert submits it again."""

    closed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._application = self._expert = self._name = ""
        self.title = kit.text("", "heading", wrap=True)
        self.unit = kit.text("", "label")
        self.reason = kit.long_field(tr("退回原因"), "", 96)
        self.reason.textChanged.connect(self._typed)
        self.labelled = kit.labelled(
            tr("退回原因"), self.reason, tr("写清哪一项、要补什么，专家打开评审时会看到。"), role="strong"
        )
        self.keep_button = kit.button(tr("不退回"))
        self.keep_button.clicked.connect(self.closed)
        self.return_button = kit.button(tr("退回评审"), "danger", "undo")
        self.return_button.clicked.connect(self._hand_back)
        note = kit.text(
            tr("退回后，这份评审不再计入；专家修改并重新提交后再计。原来的评审保留可查。"), "label", wrap=True
        )
        card = kit.col(
            self.title,
            self.unit,
            8,
            note,
            8,
            self.labelled,
            self.failure,
            8,
            kit.row(None, self.keep_button, self.return_button),
            None,
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(card)

    def show_review(self, line: RankingLine, expert: str, name: str) -> None:
        """Ask for the reason to return one expert's review."""
        self._application, self._expert, self._name = line.application, expert, name
        self.title.setText(tr("退回{name}的评审").format(name=name))
        self.unit.setText(line.unit)
        self.reason.setPlainText("")
        self.kit.set_error(self.labelled, "")
        self.failure.clear()
        self.return_button.setEnabled(True)
        self.reason.setFocus()

    def _typed(self) -> None:
        if self.reason.property("error"):
            self.kit.set_error(self.labelled, "")

    def _hand_back(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.kit.set_error(self.labelled, tr("还没有写原因。写清哪一项、要补什么。"))
            self.reason.setFocus()
            return
        self.kit.set_error(self.labelled, "")
        self.return_button.setEnabled(False)
        work = partial(self.desk.reviews.hand_back, self.round_id, self._application, self._expert, reason)
        self.act(work, self._handed_back)

    def _handed_back(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("已退回{name}的评审。发件后对方收到。").format(name=self._name))
        self.closed.emit()

    def _failed(self, error: Exception) -> bool:
        self.return_button.setEnabled(True)
        return super()._failed(error)
