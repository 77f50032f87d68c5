"""Submitting a review: what is missing leads to its place; when nothing is missing, one dialog that binds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from greendesk.domain.assessment import OpenPoint
from greendesk.domain.decimals import plain
from ui.i18n import tr
from ui.widgets.bench_card import wrapped
from ui.widgets.bench_keeper import SheetKeeper
from ui.widgets.bench_numbers import points_text
from ui.widgets.bench_words import FIELD_OF, OPEN, RECOMMENDATIONS
from ui.widgets.kit import Kit
from ui.widgets.table import Cell, Column, DataTable, Row

Place = tuple[str, str]  # code of the item ("" for the conclusion), name of the field
WIDTH = 560


class SubmitSheet(QDialog):
    """One dialog with two faces: the list of what is missing, or the question."""

    jump_wanted = Signal(str, str)  # item, field
    confirmed = Signal()

    def __init__(self, kit: Kit, keeper: SheetKeeper, missing: Sequence[OpenPoint], parent: QWidget) -> None:
        super().__init__(parent)
        self.kit, self.keeper = kit, keeper
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.places: list[Place] = [(point.item.code, FIELD_OF[point.why]) for point in missing]
        self.lines = [(f"{point.item.code} {point.item.title}", tr(OPEN[point.why])) for point in missing]
        if not keeper.conclusion[0]:
            self.places.append(("", "recommendation"))
            self.lines.append((tr("评审结论"), tr("未选推荐建议")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(kit.theme.px(24), kit.theme.px(20), kit.theme.px(24), kit.theme.px(20))
        layout.setSpacing(kit.theme.px(10))
        self.setMinimumWidth(kit.theme.px(WIDTH))
        if self.places:
            self._show_missing(layout)
        else:
            self._ask(layout)

    def _show_missing(self, layout: QVBoxLayout) -> None:
        kit = self.kit
        title = tr("还缺 {count} 项，补齐后提交").format(count=len(self.places))
        self.setWindowTitle(title)
        self.table = DataTable(
            kit.theme, title, (Column(tr("项目")), Column(tr("缺什么"), 136)), row_height=40
        )
        rows: list[Row] = [
            (Cell(name), Cell(why, kind="chip", tone="warning", icon="clock")) for name, why in self.lines
        ]
        self.table.set_rows(rows, list(range(len(rows))))
        self.table.choose_first()
        self.table.row_activated.connect(self._jump)
        self.table.clicked.connect(self._jump_to_current)
        self.table.setMinimumHeight(kit.theme.px(min(len(rows), 9) * 40 + 44))
        jump = kit.button(tr("去补第一项"), "primary")
        jump.clicked.connect(self._jump_to_current)
        stay = kit.button(tr("继续评审"))
        stay.clicked.connect(self.reject)
        layout.addWidget(kit.text(title, "heading"))
        layout.addWidget(kit.text(tr("点一行，或按 Enter，跳到该项。"), "label"))
        layout.addWidget(self.table, 1)
        layout.addWidget(kit.row(None, stay, jump, gap=12))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, layout: QVBoxLayout) -> None:
        kit, sheet, total = self.kit, self.keeper.sheet, self.keeper.tally
        recommendation = self.keeper.conclusion[0]
        title = tr("封存提交 {unit} 的评审") if sheet.sealed else tr("提交 {unit} 的评审")
        title = title.format(unit=sheet.unit)
        self.setWindowTitle(title)
        figure = kit.text(points_text(total.total), "figure")
        lines = tr("满分 {most}，{word}").format(
            most=plain(total.max_total), word=tr(RECOMMENDATIONS.get(recommendation, recommendation))
        )
        gates = tr("基本要求 {passed}/{total} 符合").format(
            passed=total.gates.passed, total=total.gates.total
        )
        self.send = kit.button(tr("签名并封存提交") if sheet.sealed else tr("签名并提交"), "primary")
        self.send.clicked.connect(self._confirm)
        keep = kit.button(tr("继续评审"))
        keep.clicked.connect(self.reject)
        layout.addWidget(kit.text(title, "heading"))
        layout.addWidget(
            kit.row(figure, kit.pair(lines, gates if total.gates.total else "", "label"), None, gap=12)
        )
        for line in _sealed_words() if sheet.sealed else _plain_words():
            layout.addWidget(wrapped(kit.text(line)))
        layout.addSpacing(kit.theme.px(8))
        layout.addWidget(kit.row(None, keep, self.send, gap=12))
        keep.setDefault(True)
        keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump_to_current(self) -> None:
        self._jump(self.table.chosen_key())

    def _jump(self, key: object) -> None:
        place = self.places[key if isinstance(key, int) else 0]
        self.accept()
        self.jump_wanted.emit(*place)

    def _confirm(self) -> None:
        self.send.setEnabled(False)
        self.accept()
        self.confirmed.emit()


def _plain_words() -> tuple[str, ...]:
    return (
        tr("提交后写入账本，并生成带签名的评审表 PDF。"),
        tr("提交后不能修改；秘书退回后才能再改。"),
    )


def _sealed_words() -> tuple[str, ...]:
    """What sealing means, before it binds."""
    return (
        tr("本批次封存交卷：评分和评审表留在本机，随文件送出的只有封条，秘书和组织单位也看不到分数。"),
        tr("专家全部交卷后才开封；开封的必须是现在封存的这一份。"),
        tr("开封前可以修改后重新封存，每次封存都留有记录；开封后不能再改。"),
    )
