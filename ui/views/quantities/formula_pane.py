"""公式: the formula clauses of an edition, computed from raw inputs with the working shown."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from greendesk.domain.quantities import PLACES
from greendesk.domain.text import fold_text
from greendesk.use_cases.quantities import FormulaLine, Quantities
from ui.i18n import tr
from ui.models.table import Cell, Column
from ui.notifier import notice_for
from ui.qt_numbers import RIGHT
from ui.views.quantities.working import Blocks, provenance_chip, working_block, wrapped
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

PARTS = "; "


class FormulaPane(QFrame):
    """The clauses on the left, the inputs and the working of the chosen one on the right."""

    def __init__(self, context: ScreenContext, quantities: Quantities) -> None:
        super().__init__()
        self._kit, self._runner, self._round = context.kit, context.runner, context.round_id
        self._quantities = quantities
        self._application, self._shown = "", ""
        self.lines: dict[str, FormulaLine] = {}
        self.fields: dict[str, QLineEdit] = {}
        kit = self._kit
        self.edition = kit.combo(tr("标准版本"), ())
        self.edition.currentIndexChanged.connect(self._other_edition)
        columns = (Column(tr("条款"), 76), Column(tr("指标"), 0, least=180), Column(tr("结果"), 170, RIGHT))
        self.table = DataTable(kit.theme, tr("公式条款"), columns, row_height=40)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._enter)
        self._form, self._working = Blocks(8), Blocks(8)
        card = kit.col(self._form, self._working, None, gap=12, pad=(16, 12), role="card")
        right = QScrollArea()
        right.setWidgetResizable(True)
        right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right.setWidget(card)
        left = kit.col(kit.row(self.edition, None), (self.table, 1), gap=8, pad=(8, 8), role="card")
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        across.addWidget(left, 1)
        across.addWidget(right, 1)

    # ------------------------------------------------------------ reading

    def open_application(self, application: str) -> None:
        """Read the clauses with what was typed for an application."""
        self._change()  # what was typed last belongs to the application before
        self._application = application
        if not self.edition.count():
            self.edition.blockSignals(True)
            for book in self._quantities.books():
                self.edition.addItem(f"{book.edition}　{book.title}", book.id)
            self.edition.blockSignals(False)
        self._read()

    def _read(self) -> None:
        book = str(self.edition.currentData())
        work = partial(self._quantities.formulas, self._round, self._application, book)
        self._runner.run(self, work, partial(self._show, self._application, book))

    def _other_edition(self) -> None:
        self._shown = ""
        self._read()

    def _show(self, application: str, book: str, lines: tuple[FormulaLine, ...]) -> None:
        if application != self._application or book != self.edition.currentData():
            return
        self.lines = {line.formula.id: line for line in lines}
        self._shown = ""
        self._fill_table()
        if self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def _fill_table(self) -> None:
        rows = []
        for line in self.lines.values():
            result = Cell("—", tone="muted", right=True)
            if line.refusal is not None:
                result = Cell(tr("待改正"), kind="chip", tone="warning", icon="warn")
            elif line.working is not None:
                result = Cell(line.working.result.shown, right=True, strong=True)
            rows.append((Cell(line.formula.clause), Cell(line.formula.title), result))
        self.table.set_rows(rows, list(self.lines))

    # ------------------------------------------------------------ one clause

    def _choose(self, key: object) -> None:
        line = self.lines.get(str(key))
        if line is None or self._shown == line.formula.id:
            return
        kit, formula = self._kit, line.formula
        self._shown = formula.id
        self.fields = {}
        head = kit.row(
            (wrapped(kit.text(formula.title, "heading")), 1),
            kit.text(formula.clause, "label", "accent"),
            provenance_chip(kit, formula.provenance),
            gap=8,
        )
        parts: list[QWidget] = [
            head,
            wrapped(
                kit.text(
                    tr("{formula}（{unit}）").format(formula=formula.printed, unit=formula.unit), "label"
                )
            ),
        ]
        if formula.note:
            parts.append(wrapped(kit.text(formula.note, "caption")))
        for variable in formula.variables:
            place = variable.unit in PLACES
            hint = tr("写数量和单位，如 5 万件") if place else variable.unit
            note = tr("多项用分号分开") if variable.rows else ""
            text = PARTS.join(line.typed.get(variable.symbol, ()))
            field = kit.field(f"{variable.symbol} {variable.title}", text, hint)
            field.editingFinished.connect(self._change)
            self.fields[variable.symbol] = field
            parts.append(kit.labelled(f"{variable.symbol}　{variable.title}", field, note))
        self._form.show_all(parts)
        self._show_working(line)

    def _enter(self, key: object) -> None:
        self._choose(key)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()

    def _change(self) -> None:
        line = self.lines.get(self._shown)
        if line is None:
            return
        values = {
            symbol: tuple(
                part.strip() for part in fold_text(field.text()).split(PARTS.strip()) if part.strip()
            )
            for symbol, field in self.fields.items()
        }
        before = {symbol: texts for symbol, texts in line.typed.items() if texts}
        if {symbol: texts for symbol, texts in values.items() if texts} == before:
            return
        formula = line.formula.id
        work = partial(
            self._quantities.save_formula, self._round, self._application, line.book, formula, values
        )
        self._runner.run(self, work, partial(self._saved, self._application))

    def _saved(self, application: str, line: FormulaLine) -> None:
        known = line.formula.id in self.lines and line.book == self.edition.currentData()
        if not known or application != self._application:
            return
        self.lines[line.formula.id] = line
        self._fill_table()
        if self._shown == line.formula.id:
            self._show_working(line)

    def _show_working(self, line: FormulaLine) -> None:
        kit = self._kit
        if line.working is not None:
            figure = kit.text(line.working.result.shown, "figure")
            self._working.show_all([figure, working_block(kit, line.working)])
        elif line.refusal is not None:
            self._working.show_all(
                [wrapped(kit.text(notice_for(line.refusal).sentence, "caption", "danger"))]
            )
        else:
            self._working.show_all([wrapped(kit.text(tr("填好各项后显示结果和过程。"), "caption"))])
