"""回避声明: stands in place of the content until the expert has declared; nothing of the package is shown before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from greendesk.queries import ApplicationLine
from ui.i18n import tr
from ui.widgets.bench_card import wrapped
from ui.widgets.bench_fields import BenchText
from ui.widgets.bench_marks import ChangingChip
from ui.widgets.kit import Kit
from ui.words import CATEGORIES, GROUNDS, said

WIDTH = 640


class Declaration(QFrame):
    """Who applies, the grounds that would matter, and two clear ways on."""

    cleared = Signal()  # no conflict: open the package
    recusal_wanted = Signal(object, str)  # grounds as codes, note
    left = Signal()

    def __init__(self, kit: Kit, line: ApplicationLine) -> None:
        super().__init__()
        self.kit = kit
        self.grounds: dict[str, QCheckBox] = {}
        for code in GROUNDS:
            box = QCheckBox(said(GROUNDS, code))
            box.setAccessibleName(box.text())
            box.toggled.connect(self._refresh)
            self.grounds[code] = box
        self.note = BenchText(tr("情况说明"), 2, 6)
        self.note.textChanged.connect(self._refresh)
        self.problem = wrapped(kit.text("", "caption", "danger"))
        self.problem.hide()
        self.clear = kit.button(tr("声明无利益关系，打开材料"), "primary", "shield")
        self.clear.clicked.connect(self.cleared)
        self.recuse = kit.button(tr("声明回避"))
        self.recuse.clicked.connect(self._recuse)
        self.back = kit.tool("left", tr("返回我的评审"))
        self.back.clicked.connect(self.left)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page(line))
        head = kit.row(
            self.back,
            kit.pair(line.unit, tr("回避声明"), "heading"),
            None,
            gap=8,
            pad=(16, 0),
            role="bar",
            height=60,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scroll, 1)
        self._refresh()

    def chosen(self) -> tuple[str, ...]:
        """The grounds that are ticked, as codes."""
        return tuple(code for code, box in self.grounds.items() if box.isChecked())

    def _page(self, line: ApplicationLine) -> QWidget:
        kit = self.kit
        proposed = ChangingChip(kit.theme)
        proposed.show_chip(tr("建议用语"), "muted", "search")
        proposed.setToolTip(tr("未见统一规定的情形清单，以下为建议用语。"))
        facts = kit.facts(
            (tr("申报单位"), line.unit),
            (tr("信用代码"), line.credit_code),
            (tr("类别"), said(CATEGORIES, line.category)),
            (tr("所在地"), line.region or "—"),
            (tr("行业"), line.industry or "—"),
            (tr("第三方机构"), line.third_party or tr("没有填写")),
        )
        who = kit.col(facts, pad=(20, 16), role="card")
        question = kit.col(
            kit.row(kit.text(tr("与该单位或第三方机构的关系"), "strong"), proposed, None, gap=8),
            wrapped(kit.text(tr("有下列情形之一的，勾选后声明回避；都没有的，直接打开材料。"), "caption")),
            2,
            *self.grounds.values(),
            4,
            kit.labelled(tr("情况说明"), self.note, tr("其他应当回避的情形写在这里。")),
            self.problem,
            gap=8,
            pad=(20, 16),
            role="card",
        )
        after = wrapped(
            kit.text(tr("声明会记入账本。声明回避后，本机不再显示该单位的材料、评分和进度。"), "caption")
        )
        actions = kit.row(self.recuse, None, self.clear, gap=12)
        body = kit.col(who, question, after, actions, gap=16)
        body.setMaximumWidth(kit.theme.px(WIDTH))
        body.setMinimumWidth(kit.theme.px(480))
        return kit.col(kit.row(None, (body, 4), None, gap=0), None, pad=(24, 24))

    def _refresh(self) -> None:
        ticked = bool(self.chosen())
        self.clear.setEnabled(not ticked)
        self.clear.setToolTip(tr("已勾选利益关系，只能声明回避") if ticked else "")
        if ticked or self.note.toPlainText().strip():
            self.problem.hide()

    def _recuse(self) -> None:
        if not self.chosen() and not self.note.toPlainText().strip():
            self.problem.setText(tr("勾选至少一项，或写明情况。"))
            self.problem.show()
            next(iter(self.grounds.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.recusal_wanted.emit(self.chosen(), self.note.toPlainText().strip())
