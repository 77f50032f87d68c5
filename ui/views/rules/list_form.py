"""One list at the right of 名单: what it holds, choosing a file, what stands in it, and importing it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedLayout, QWidget

from greendesk.desk import Desk
from greendesk.queries_road import ListLine, ListPreview
from ui.i18n import tr
from ui.rules_words import fault_words
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_papers import PaperRow, Papers
from ui.widgets.application_section import hint_for
from ui.widgets.application_words import moment_words
from ui.widgets.drop_zone import DropZone
from ui.widgets.rules_lists import (
    LARGEST,
    ListFile,
    expected_columns,
    preview_columns,
    preview_rows,
    state_chip,
)
from ui.widgets.rules_parts import SidePane, remark, selectable, wrapped
from ui.widgets.rules_reading import RulesReading
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

FIRST_ROWS, FIRST_FAULTS = 6, 12


class ListForm(QFrame):
    """Nothing is recorded before the person has seen what stands in the file and said where it comes from."""

    recorded = Signal()
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context, self._kit = context, context.kit
        kit = self._kit
        self._desk, self._round, self._runner = context.desk, context.round_id, context.runner
        self._reading: RulesReading | None = None
        self._line: ListLine | None = None
        self.file: ListFile | None = None
        self.fields = Fields(kit)
        self.source, self.as_of = QLineEdit(), QLineEdit()
        self.drop: DropZone | None = None
        self._papers = Papers(context, self)
        self._papers.said.connect(self.said)
        self.import_button = kit.button(tr("导入"), "primary", "check")
        self.import_button.clicked.connect(self.record)
        self.away_button = kit.button(tr("不导入"))
        self.away_button.clicked.connect(self.put_away)
        self._foot = kit.row(None, self.away_button, self.import_button, gap=12, pad=(12, 6))
        self.pane = SidePane(kit, tr("这份名单"), 460, self._foot)
        pages = QStackedLayout(self)
        pages.addWidget(self.pane)

    def show_list(self, reading: RulesReading, line: ListLine) -> None:
        """Show a list; a file that was chosen for it stays."""
        if self._line is None or self._line.code != line.code:
            self.file = None
        elif self.file is not None and self._line == line and self._reading is not None:
            self._reading = reading
            return
        self._reading, self._line = reading, line
        self._show()

    # ------------------------------------------------------------ a file

    def take(self, paths: Sequence[Path]) -> None:
        """Look into the first of the files."""
        line = self._line
        if line is None or not paths or self._reading is None or not self._reading.may_work:
            return
        work = partial(_look, self._desk, self._round, line.code, paths[0])
        self._runner.run(self, work, self._looked, self._unreadable)

    def put_away(self) -> None:
        """Leave the file; nothing was recorded."""
        self.file = None
        self._show()

    def record(self) -> None:
        """Import what was shown."""
        line, file = self._line, self.file
        if line is None or file is None or file.preview.errors:
            return
        source, typed = self.source.text().strip(), self.as_of.text().strip()
        day = read_date(typed)
        self.fields.error("source", "" if source else tr("写明名单的出处：文件标题、文号或公布的网页。"))
        self.fields.error(
            "as_of", tr("填写日期，如 2026-05-31，不清楚可以不填。") if typed and day is None else ""
        )
        if self.fields.lead_to_error():
            return
        eligibility, round_id = self._desk.eligibility, self._round
        as_of = day.isoformat() if day else ""

        def work() -> ListPreview:
            return eligibility.import_list(
                round_id, line.code, file.path.name, file.data, source=source, as_of=as_of
            )

        self.import_button.setEnabled(False)
        self._runner.run(self, work, self._recorded, self._failed)

    def _looked(self, file: ListFile) -> None:
        if self._line is not None and file.preview.code == self._line.code:
            self.file = file
            self._show()
            if not file.preview.errors:
                self.source.setFocus()

    def _unreadable(self, error: Exception) -> bool:
        words = tr("这个文件读不出来，请确认是一个 csv 或 xlsx 文件。") if isinstance(error, OSError) else ""
        words = words or hint_for(error)
        if words:
            self.file = None
            self._show(words)
        return bool(words)

    def _recorded(self, preview: ListPreview) -> None:
        self.file = None
        self.said.emit(tr("已导入 {n} 行。").format(n=len(preview.rows)))
        self.recorded.emit()

    def _failed(self, error: Exception) -> bool:
        self.import_button.setEnabled(True)
        words = hint_for(error)
        self.fields.error("source", words)
        return bool(words)

    # ------------------------------------------------------------ showing

    def _show(self, failure: str = "") -> None:
        if self._line is None or self._reading is None:
            return
        fine = self.file is not None and not self.file.preview.errors and bool(self.file.preview.rows)
        self._foot.setVisible(self.file is not None)
        self.import_button.setVisible(fine)
        self.import_button.setEnabled(fine)
        parts = self._facts(self._line)
        if self.file is not None:
            self.drop = None
            parts += self._preview(self.file)
        else:
            parts += self._choosing(self._reading, self._line, failure)
        self.pane.show_all(parts)

    def _facts(self, line: ListLine) -> list[QWidget | int]:
        kit = self._kit
        parts: list[QWidget | int] = [
            kit.row((wrapped(kit.text(line.title, "heading")), 1), kit.chip(*state_chip(line)), gap=8),
            wrapped(kit.text(line.holds, "label")),
        ]
        facts = [(tr("条款"), line.article)]
        if line.imported:
            by = tr("{by}，{at}").format(by=line.by, at=moment_words(line.at))
            facts += [
                (tr("出处"), line.source),
                (tr("截至"), line.as_of or tr("没有写明")),
                (tr("内容"), tr("共 {n} 行").format(n=line.rows)),
                (tr("谁导入"), by),
            ]
        parts.append(kit.facts(*facts))
        if line.file is not None and self.file is None:
            parts.append(PaperRow(self._context, self._papers, line.file))
        if line.imported and not line.here:
            words = tr("名单的文件还没有收到，核对时当作没有这份名单。请导入方重新发来完整的交换文件。")
            parts.append(remark(kit, "warn", "warning", words))
        return parts

    def _choosing(self, reading: RulesReading, line: ListLine, failure: str) -> list[QWidget | int]:
        kit = self._kit
        if not reading.may_work:
            words = tr("名单由工信部门、秘书或组织单位导入，导入后随交换文件送到这里。")
            return [4, wrapped(kit.text(words, "label"))]
        title = tr("换一份新的名单") if line.imported else tr("导入名单")
        self.drop = DropZone(
            kit, tr("把名单文件拖到这里"), tr("csv 或 xlsx，一行一个单位"), tr("名单") + " (*.csv *.xlsx)"
        )
        self.drop.choose_folder.hide()
        self.drop.files_dropped.connect(self.take)
        self.drop.setMinimumHeight(kit.theme.px(180))
        parts: list[QWidget | int] = [8, kit.text(title, "strong"), self.drop]
        if failure:
            parts.append(remark(kit, "warn", "danger", failure))
        return [
            *parts,
            kit.text(tr("认得的列（按标题找，先后不限）"), "strong"),
            selectable(kit.text(expected_columns(reading.policy, line.code), "label")),
        ]

    def _preview(self, file: ListFile) -> list[QWidget | int]:
        kit, preview = self._kit, file.preview
        parts: list[QWidget | int] = [
            8,
            kit.row(
                kit.icon("sheet", "accent", 20),
                (wrapped(kit.text(file.path.name, "strong")), 1),
                kit.text(tr("{n} 行").format(n=len(preview.rows)), "strong"),
                gap=8,
            ),
        ]
        if preview.errors:
            return [*parts, *self._faults(preview)]
        if not preview.rows:
            words = tr("这个文件只有标题，没有单位。请换一个文件。")
            return [*parts, remark(kit, "warn", "warning", words)]
        rows = preview.rows[:FIRST_ROWS]
        table = DataTable(kit.theme, tr("文件的前几行"), preview_columns(), row_height=32)
        table.set_rows(preview_rows(rows), list(range(len(rows))))
        table.setFixedHeight(kit.theme.size["table-header"] + kit.theme.px(32) * len(rows) + 8)
        rest = len(preview.rows) - len(rows)
        parts.append(table)
        if rest > 0:
            parts.append(kit.text(tr("还有 {n} 行，格式都没有问题。").format(n=rest), "label"))
        return [*parts, *self._form()]

    def _faults(self, preview: ListPreview) -> list[QWidget | int]:
        kit = self._kit
        words = tr("有 {n} 处不能用，整份名单都没有导入。在表格里改好后再选一次。").format(
            n=len(preview.errors)
        )
        lines = [fault_words(*fault) for fault in preview.errors[:FIRST_FAULTS]]
        rest = len(preview.errors) - len(lines)
        if rest > 0:
            lines.append(tr("还有 {n} 处").format(n=rest))
        listed = kit.col(*(selectable(kit.text(line)) for line in lines), gap=4, pad=(12, 8), role="well")
        again = kit.button(tr("改好了，重新读取"), icon="undo")
        again.clicked.connect(self._again)
        return [remark(kit, "warn", "danger", words), listed, kit.row(again, None)]

    def _again(self) -> None:
        if self.file is not None:
            self.take([self.file.path])

    def _form(self) -> list[QWidget | int]:
        kit = self._kit
        self.fields = Fields(kit)
        source = kit.field(tr("出处"), self._line.source if self._line else "", tr("文件标题、文号"))
        self.source = self.fields.add("source", tr("出处"), source, tr("必填。写正式文件或公布的地方。"))
        as_of = kit.field(tr("截至日期"), "", tr("如 2026-05-31"))
        self.as_of = self.fields.add("as_of", tr("截至日期"), as_of, tr("名单反映到哪一天，可不填。"))
        for field in (self.source, self.as_of):
            field.returnPressed.connect(self.record)
        return [8, side_by_side(kit, self.fields["source"], self.fields["as_of"])]


def _look(desk: Desk, round_id: str, code: str, path: Path) -> ListFile:
    """Read a file and what stands in it."""
    if path.stat().st_size > LARGEST:
        raise OSError(path.name)
    data = path.read_bytes()
    return ListFile(
        path=path, data=data, preview=desk.eligibility.preview_list(round_id, code, path.name, data)
    )
