"""A remark on the first screen while this computer's clock cannot be right; otherwise nothing."""

from PySide6.QtWidgets import QFrame

from greendesk.errors import Refusal
from ui.notifier import notice_for
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Kit


class ClockNotice(QFrame):
    """Hidden as long as the clock is plausible."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._box = plain_box(self)
        self.hide()

    def show_trouble(self, trouble: Refusal | None) -> None:
        """Say what is wrong and what to do about it."""
        empty_out(self._box)
        self.setVisible(trouble is not None)
        if trouble is None:
            return
        notice, kit = notice_for(trouble), self._kit
        happened = kit.text(notice.happened, "strong", wrap=True)
        rest = kit.text("\n".join(notice.lines), "label", wrap=True)
        mark = kit.col(kit.icon("clock", "warning", 18), None, gap=0)
        self._box.addWidget(
            kit.row(mark, (kit.col(happened, rest, gap=2), 1), gap=10, pad=(12, 10), role="card")
        )
        self.setAccessibleName(notice.happened)
        self.setAccessibleDescription(" ".join(notice.lines))
