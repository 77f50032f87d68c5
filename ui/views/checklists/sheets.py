"""Two dialogs: signing a checklist into the round with a reason, and what a workbook would bring."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from greendesk.domain.checklist_reading import ChecklistReading
from greendesk.domain.decimals import plain
from ui.checklist_words import CATEGORIES, USABLE, problem_words
from ui.i18n import tr
from ui.widgets.kit import Item, Kit
from ui.widgets.table import Cell, Column, DataTable, Row
from ui.words import said

WIDTH = 560
MOST_ROWS = 8


class _Sheet(QDialog):
    """A dialog of one column."""

    def __init__(self, parent: QWidget, kit: Kit, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(kit.theme.px(WIDTH))

    def fill(self, *items: Item) -> None:
        """Put the parts below each other."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.kit.col(*items, gap=10, pad=(24, 20)))


class SignSheet(_Sheet):
    """Asks for the reason; `confirmed` carries it."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, kit: Kit, title: str, lines: tuple[str, ...]) -> None:
        heading = tr("签入批次：{title}").format(title=title)
        super().__init__(parent, kit, heading)
        self.reason = kit.long_field(tr("理由"), "", 76)
        self._labelled = kit.labelled(tr("理由"), self.reason, tr("写依据的文件，或改动的原因。必填。"))
        keep = kit.button(tr("先不签入"))
        keep.setObjectName("keep")
        keep.clicked.connect(self.reject)
        self.act = kit.button(tr("签名并签入"), "primary", "stamp")
        self.act.setObjectName("act")
        self.act.clicked.connect(self._confirm)
        self.fill(
            kit.text(heading, "heading", wrap=True),
            *(kit.text(line, wrap=True) for line in lines),
            self._labelled,
            4,
            kit.row(None, keep, self.act),
        )
        self.reason.setFocus()

    def _confirm(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.kit.set_error(self._labelled, tr("写明理由后再签入。"))
            self.reason.setFocus()
            return
        self.confirmed.emit(reason)
        self.accept()


class ImportSheet(_Sheet):
    """Shows every error by cell, or what the workbook holds; `confirmed` when it is to become the draft."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, kit: Kit, name: str, reading: ChecklistReading) -> None:
        super().__init__(parent, kit, tr("导入评价表"))
        self.keep = kit.button(tr("关闭") if reading.errors else tr("不导入"))
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self.reject)
        if reading.checklist is None:
            self._show_errors(name, reading)
        else:
            self._ask(name, reading)
        self.keep.setFocus()

    def _show_errors(self, name: str, reading: ChecklistReading) -> None:
        kit, count = self.kit, len(reading.errors)
        title = tr("有 %n 处错误，没有导入", n=count)
        columns = (Column(tr("单元格"), 132), Column(tr("问题"), 0, least=200))
        self.table = DataTable(kit.theme, title, columns, row_height=40)
        rows: list[Row] = [
            (Cell(cell), Cell(problem_words(code, given), tone="danger"))
            for cell, code, given in reading.errors
        ]
        self.table.set_rows(rows, list(range(count)))
        self.table.setMinimumHeight(kit.theme.px(min(count, MOST_ROWS) * 40 + 44))
        self.fill(
            kit.text(title, "heading"),
            kit.text(tr("在 {name} 里逐格改正，保存后再导入。").format(name=name), wrap=True),
            self.table,
            4,
            kit.row(None, self.keep),
        )

    def _ask(self, name: str, reading: ChecklistReading) -> None:
        kit, checklist = self.kit, reading.checklist
        if checklist is None:
            return
        to_verify = sum(item.provenance.to_verify for item in checklist.items)
        self.act = kit.button(tr("作为草稿导入"), "primary", "check")
        self.act.setObjectName("act")
        self.act.clicked.connect(self._confirm)
        self.fill(
            kit.text(checklist.title, "heading", wrap=True),
            kit.facts(
                (tr("文件"), name),
                (tr("编号"), checklist.id),
                (tr("版本"), checklist.edition),
                (tr("类别"), said(CATEGORIES, checklist.category.value)),
                (tr("状态"), said(USABLE, checklist.usable.value)),
                (tr("指标"), tr("%n 项", n=len(checklist.items))),
                (tr("满分"), plain(checklist.max_total)),
                (tr("须核对"), tr("%n 项", n=to_verify)),
            ),
            kit.text(tr("没有错误。导入后是草稿，签入批次后才生效。"), wrap=True),
            4,
            kit.row(None, self.keep, self.act),
        )

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
