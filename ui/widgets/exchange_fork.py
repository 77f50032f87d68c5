"""The alarm about records that have two branches: what it means, why it happens, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from greendesk.queries import ForkLine
from ui.i18n import tr
from ui.widgets.exchange_page import plain_box
from ui.widgets.kit import Kit


class ForkCard(QFrame):
    """One feed with two branches; the organiser writes down what happened."""

    explained = Signal(object, str)
    asked_for_person = Signal(str)  # the fingerprint

    def __init__(self, kit: Kit, fork: ForkLine, *, organiser: bool) -> None:
        super().__init__()
        self.fork = fork
        self.setProperty("role", "card")
        settled = bool(fork.explanation)
        mark = kit.icon("check" if settled else "warn", "success" if settled else "danger", 20)
        title = kit.text(tr("{author}的记录分成了两支").format(author=fork.author), "strong")
        parts = [title, self._paragraph(kit, fork_words(fork))]
        self.reason = QLineEdit()
        self.stops: tuple[QWidget, ...] = ()  # of Tab
        if settled:
            parts.append(self._paragraph(kit, tr("组织单位说明：{words}").format(words=fork.explanation)))
        else:
            parts.append(
                self._paragraph(
                    kit,
                    tr(
                        "常见原因：恢复了旧备份后接着写，或把工作台文件夹复制到两台电脑上同时用；也可能有人冒用。请先打电话与本人核对。"
                    ),
                )
            )
            parts.append(self._way_out(kit, organiser=organiser))
        lines = kit.col(*parts, gap=6)
        box = kit.row(kit.col(mark, None, gap=0), (lines, 1), gap=12, pad=(20, 14))
        plain_box(self).addWidget(box)
        self.setAccessibleName(title.text())

    @staticmethod
    def _paragraph(kit: Kit, words: str) -> QFrame:
        label = kit.text(words, "label")
        label.setWordWrap(True)
        return label

    def _way_out(self, kit: Kit, *, organiser: bool) -> QFrame:
        if not organiser:
            return self._paragraph(kit, tr("请告知组织单位：由其核对后写明原因，需要时为本人换发新证书。"))
        self.reason.setPlaceholderText(tr("核对的结果，例如：5 月 3 日恢复了旧备份，两支都是本人所写"))
        self.reason.setAccessibleName(tr("两支记录的原因"))
        self.reason.textChanged.connect(self._typed)
        self.reason.returnPressed.connect(self._settle)
        self.settle = kit.button(tr("写明原因"), "", "check")
        self.settle.setEnabled(False)
        self.settle.setToolTip(tr("先写核对的结果"))
        self.settle.clicked.connect(self._settle)
        self.people = kit.button(tr("换发或撤销证书"), "ghost")
        self.people.clicked.connect(self._ask_for_person)
        self.stops = (self.reason, self.settle, self.people)
        return kit.row((self.reason, 1), self.settle, self.people, gap=12)

    def _ask_for_person(self) -> None:
        self.asked_for_person.emit(self.fork.fingerprint)

    def _typed(self, words: str) -> None:
        self.settle.setEnabled(bool(words.strip()))
        self.settle.setToolTip("" if words.strip() else tr("先写核对的结果"))

    def _settle(self) -> None:
        if not self.settle.isEnabled():
            return
        self.settle.setEnabled(False)
        self.explained.emit(self.fork, self.reason.text())


def fork_words(fork: ForkLine) -> str:
    """What a fork is, in numbers."""
    ends = tr("、").join(tr("第 {n} 条").format(n=end) for end in fork.ends)
    if fork.shared:
        where = tr("到第 {n} 条为止相同，之后各写各的，分别写到{ends}。").format(n=fork.shared, ends=ends)
    else:
        where = tr("从第一条起就各写各的，分别写到{ends}。").format(ends=ends)
    return where + tr("都保留、都计入，没有丢失；同一处写了不同的值时按冲突列出。")
