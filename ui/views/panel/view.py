"""The panel screen: figures, ranking, experts side by side, divergences; beside them a conclusion or the summary."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.views.panel.conclusion import ConclusionPane
from ui.views.panel.hand_back import HandBackPane
from ui.views.panel.summary import SummaryPane
from ui.widgets.exchange_page import FailureBox, empty_out, plain_box
from ui.widgets.file_chooser import FileChooser
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.painting import Painted
from ui.widgets.panel_cells import ScoresDelegate
from ui.widgets.panel_figures import figure_strip
from ui.widgets.panel_reading import Exported, PanelReading, export_papers, read_panel
from ui.widgets.panel_rows import divergence_rows, heat_columns, heat_rows, ranking_columns, ranking_rows
from ui.widgets.panel_seals import SealBoard
from ui.widgets.progress import ProgressBlock
from ui.widgets.table import Column, DataTable
from ui.widgets.view import ScreenContext, View

SIDE_WIDTH = 500
ROOMY = 1100  # from which width on the side may have one half
SIDE_BY_SIDE, CONCLUSION, SUMMARY, HAND_BACK = range(4)


class PanelView(View):
    """汇总: everything that makes one conclusion of many reviews. `open_with` takes an application."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.context = context
        self.reading: PanelReading | None = None
        self._wanted = ""
        self._chooser = FileChooser(self, self.export_to)
        self.conclusion, self.summary, self.hand_back = (
            ConclusionPane(context),
            SummaryPane(context),
            HandBackPane(context),
        )
        for pane in (self.conclusion, self.summary, self.hand_back):
            pane.recorded.connect(self.recorded)
            pane.recorded.connect(self.reload)
            pane.said.connect(self.said)
        self.conclusion.closed.connect(self.show_side_by_side)
        self.conclusion.hand_back_wanted.connect(self._show_hand_back)
        self.summary.closed.connect(self.show_side_by_side)
        self.hand_back.closed.connect(self._back_to_conclusion)
        self._build()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self._step_back)

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        self.export_button = kit.button(tr("导出签署文件"), "", "folder")
        self.export_button.clicked.connect(self._choose_folder)
        self.summary_button = kit.button(tr("推荐汇总表"), "", "sheet")
        self.summary_button.clicked.connect(self.show_summary)
        self.draft_button = kit.button(tr("起草专家组意见"), "primary", "review")
        self.draft_button.clicked.connect(self._draft)
        self.round_label = FittingLabel("label")
        title = kit.col(None, kit.text(tr("汇总"), "title"), self.round_label, None, gap=4)
        header = kit.row(
            (title, 1),
            self.export_button,
            self.summary_button,
            self.draft_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        self.strip = QWidget()
        self._strip: QVBoxLayout = plain_box(self.strip)
        self.failure, self.progress = FailureBox(kit), ProgressBlock(kit, tr("停止后已写出的文件保留"))
        self.body = kit.row((self._ranking_card(), 1), self._side(), gap=16)
        self.seals = SealBoard(kit)
        self.seals.exchange_wanted.connect(self._go_to_exchange)
        self.empty: QFrame = kit.empty(
            "chart",
            tr("还没有分派专家的申报"),
            tr("在“申报”里为一家申报分派专家，评审随交换文件到达后在这里汇总。"),
        )
        self.body.hide()
        content = plain_box(self)
        content.addWidget(header)
        content.addWidget(
            kit.col(
                self.strip,
                self.failure,
                self.progress,
                self.seals,
                (self.body, 1),
                (self.empty, 1),
                gap=12,
                pad=(24, 0),
            ),
            1,
        )
        content.addSpacing(24)

    def _ranking_card(self) -> QFrame:
        kit = self.kit
        self.ranking = DataTable(kit.theme, tr("排名"), ranking_columns(), row_height=45)
        self.ranking.setItemDelegate(ScoresDelegate(kit.theme, self.ranking))
        self.ranking.row_chosen.connect(self._chosen)
        self.ranking.row_activated.connect(self.open_conclusion)
        self.rule = FittingLabel("caption")
        card: QFrame = kit.card(tr("排名"), (self.ranking, 1), extra=(self.rule,))
        return card

    def _side(self) -> QStackedWidget:
        kit = self.kit
        self._heat_place = QWidget()
        self._heat: QVBoxLayout = plain_box(self._heat_place)
        self.heat: DataTable | None = None
        heat_card = kit.card(
            tr("专家评分"),
            self._heat_place,
            extra=(kit.text(tr("低于得分"), "caption"), self._legend(), kit.text(tr("高于得分"), "caption")),
        )
        columns = (Column(tr("指标"), least=150), Column(tr("各位专家"), 150), Column("", 108))
        self.divergences = DataTable(kit.theme, tr("分歧"), columns, row_height=58)
        self.divergences.row_activated.connect(self._open_divergence)
        self.explain = kit.button(tr("写说明"), "quiet")
        self.explain.clicked.connect(self._draft)
        self.agreed = kit.text("", "label", wrap=True)
        self.agreed_row = kit.col(self.agreed, None, pad=(12, 8))
        gaps_card = kit.card(tr("分歧"), self.agreed_row, (self.divergences, 1), extra=(self.explain,))
        self.side = QStackedWidget()
        for pane in (
            kit.col(heat_card, (gaps_card, 1), gap=16),
            self.conclusion,
            self.summary,
            self.hand_back,
        ):
            self.side.addWidget(pane)
        return self.side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side at most one half when the text is large, and less in a narrow window."""
        super().resizeEvent(event)
        px, wide = self.kit.theme.px, self.width()
        most = wide // 2 if wide >= px(ROOMY) else wide * 2 // 5
        self.side.setFixedWidth(min(px(SIDE_WIDTH), most))

    def _legend(self) -> Painted:
        theme = self.kit.theme

        def measure() -> QSize:
            return QSize(18 * len(theme.diverging), 12)

        def draw(painter: QPainter, rect: QRectF) -> None:
            del rect
            for step, colour in enumerate(theme.diverging):
                painter.fillRect(QRectF(step * 18, 0, 17, 12), QColor(colour))

        return Painted(theme, tr("蓝色低于得分，橙色高于得分"), measure, draw, stretches=False)

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """Read the panel again."""
        self.failure.clear()
        self.runner.run(self, partial(read_panel, self.desk, self.round_id), self._show, self._failed)

    def open_with(self, argument: object) -> None:
        """Open the conclusion of an application by its id, or the summary by the word `summary`."""
        if argument == "summary":
            self.show_summary()
        elif isinstance(argument, str) and argument:
            self._wanted = argument
            if self.reading is not None:
                self._open_wanted()

    def _failed(self, error: Exception) -> bool:
        self.failure.show_error(error)
        return True

    def _show(self, reading: PanelReading) -> None:
        self.reading = reading
        lines = reading.lines
        self.round_label.setText(reading.title)
        self.rule.setText(reading.rule)
        self.rule.setToolTip(reading.rule)
        empty_out(self._strip)
        self._strip.addWidget(figure_strip(self.kit, lines))
        self.strip.setVisible(bool(lines))
        self.body.setVisible(bool(lines))
        self.seals.show_lines(reading.sealed, alone=not lines)
        self.empty.setVisible(not lines and not reading.sealed)
        self.ranking.set_rows(*ranking_rows(lines, reading.tones))
        self._show_heat(reading)
        self._show_divergences()
        signed = any(line.concluded for line in lines)
        self.export_button.setEnabled(signed or bool(reading.summary))
        self.export_button.setToolTip("" if signed else tr("还没有签署的文件"))
        self.summary_button.setEnabled(bool(lines))
        if self.ranking.chosen_key() is None:
            self.ranking.choose_first()
            self.ranking.setFocus()
        self._name_draft_button()
        self._open_wanted()
        if self.side.currentIndex() == CONCLUSION:
            self.conclusion.show_application(reading, self.conclusion.application)
        elif self.side.currentIndex() == SUMMARY:
            self.summary.show_panel(reading)

    def _open_wanted(self) -> None:
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            if self.ranking.choose(wanted):
                self.open_conclusion(wanted)

    def _show_heat(self, reading: PanelReading) -> None:
        columns = heat_columns(reading.lines)
        if self.heat is None or self.heat.rows_model.columns != columns:
            empty_out(self._heat)
            self.heat = DataTable(self.kit.theme, tr("各位专家的评分"), columns, row_height=28, by_cell=True)
            self.heat.cell_activated.connect(self._open_cell)
            self._heat.addWidget(self.heat)
        theme = self.kit.theme
        rows = min(12, len(reading.lines))
        self.heat.setFixedHeight(theme.size["table-header"] + rows * theme.px(28) + 14)
        self.heat.set_rows(*heat_rows(reading.lines))

    def _show_divergences(self) -> None:
        if self.reading is None:
            return
        chosen = self.ranking.chosen_key()
        mine = [line for line in self.reading.lines if line.application == chosen and line.divergences]
        lines = mine or self.reading.lines
        rows, keys = divergence_rows(lines)
        self.divergences.set_rows(rows, keys)
        self.divergences.setVisible(bool(rows))
        self.agreed_row.setVisible(not rows)
        whole = all(line.complete for line in lines)
        self.agreed.setText(
            tr("各位专家没有超出方案界限的分歧。")
            if whole
            else tr("评审到齐后，这里列出超出方案界限的分歧。")
        )
        self.explain.setVisible(any(line.divergences and not line.concluded for line in lines))

    # ------------------------------------------------------------ moving about

    def _chosen(self, key: object) -> None:
        self._show_divergences()
        self._name_draft_button()
        if isinstance(key, str) and self.side.currentIndex() == CONCLUSION and self.reading is not None:
            self.conclusion.show_application(self.reading, key)

    def _name_draft_button(self) -> None:
        key = self.ranking.chosen_key()
        lines = self.reading.lines if self.reading is not None else ()
        line = next((one for one in lines if one.application == key), None)
        may = self.reading is not None and self.reading.may_conclude
        begin = line is not None and not line.concluded and may
        self.draft_button.setText(tr("起草专家组意见") if begin else tr("查看专家组意见"))
        self.draft_button.setAccessibleName(self.draft_button.text())
        sealed = line is not None and any(state == "sealed" for _, _, _, state in line.scores)
        self.draft_button.setEnabled(line is not None and not (begin and sealed))
        self.draft_button.setToolTip(tr("评审开封后再起草") if begin and sealed else "")
        self.draft_button.setVisible(self.side.currentIndex() == SIDE_BY_SIDE)

    def _draft(self) -> None:
        key = self.ranking.chosen_key()
        if isinstance(key, str):
            self.open_conclusion(key)

    def open_conclusion(self, application: object) -> None:
        """Show the conclusion pane of an application."""
        if self.reading is not None and isinstance(application, str):
            self.ranking.choose(application)
            self._show_pane(CONCLUSION)
            self.conclusion.show_application(self.reading, application, focus=True)

    def _open_divergence(self, key: object) -> None:
        if isinstance(key, tuple):
            self.open_conclusion(key[0])

    def _open_cell(self, key: object, column: int) -> None:
        del column
        self.open_conclusion(key)

    def show_summary(self) -> None:
        """Show the pane of the recommendation summary."""
        self._show_pane(SUMMARY)
        if self.reading is not None:
            self.summary.show_panel(self.reading)

    def show_side_by_side(self) -> None:
        """Show the experts' scores and the divergences again."""
        self.conclusion.keep()
        self._show_pane(SIDE_BY_SIDE)
        self.ranking.setFocus()

    def _show_hand_back(self, expert: str, name: str) -> None:
        reading = self.conclusion.reading
        if reading is not None:
            self._show_pane(HAND_BACK)
            self.hand_back.show_review(reading.line, expert, name)

    def _back_to_conclusion(self) -> None:
        self._show_pane(CONCLUSION)
        if self.reading is not None:
            self.conclusion.show_application(self.reading, self.conclusion.application)

    def _step_back(self) -> None:
        if self.side.currentIndex() == HAND_BACK:
            self._back_to_conclusion()
        elif self.side.currentIndex() != SIDE_BY_SIDE:
            self.show_side_by_side()

    def _show_pane(self, number: int) -> None:
        self.side.setCurrentIndex(number)
        self._name_draft_button()

    def _go_to_exchange(self) -> None:
        self.went.emit("exchange", None)

    # ------------------------------------------------------------ papers

    def _choose_folder(self) -> None:
        self._chooser.folder(tr("把签署的文件写到哪个文件夹"))

    def export_to(self, folder: str) -> None:
        """Write every signed paper to a folder."""
        self.failure.clear()
        work = partial(export_papers, self.desk, self.round_id, Path(folder))
        self.runner.run_long(self, work, self._exported, self.progress, self._failed)

    def _exported(self, result: Exported) -> None:
        words = tr("已写出 {n} 份签署的文件到 {folder}。").format(n=result.written, folder=result.folder)
        if result.absent:
            words += tr("{n} 份还没有随交换文件到达。").format(n=result.absent)
        self.said.emit(words)
