"""能源平衡: the carriers of an application, the result with its working, and the claimed figures beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from greendesk.domain.decimals import plain
from greendesk.domain.energy import RATIOS, TOTAL, BalanceLine, Basis, Comparison, TypedBalance, TypedLine
from greendesk.domain.quantities import PLACES, rounded
from greendesk.errors import Refusal
from greendesk.use_cases.quantities import BalanceSheet, Quantities
from ui.i18n import tr
from ui.notifier import notice_for
from ui.views.quantities.carrier_row import CarrierRow
from ui.views.quantities.working import Blocks, provenance_chip, working_block, wrapped
from ui.widgets.application_nothing import Nothing
from ui.widgets.view import ScreenContext

FIRST_CARRIER = "electricity"
PLACE_PARTS = 3  # lines.0.purchased
NOTABLE = 5  # per cent; a larger difference is marked


class BalancePane(QFrame):
    """What is typed is saved as a private draft whenever a field is left, wrong or right."""

    said = Signal(str)

    def __init__(self, context: ScreenContext, quantities: Quantities) -> None:
        super().__init__()
        self._kit, self._runner, self._round = context.kit, context.runner, context.round_id
        self._quantities = quantities
        self._application = ""
        self._saved = TypedBalance()
        self._filling = False
        self._asked = 0
        self.rows: list[CarrierRow] = []
        self.fields: dict[str, QLineEdit] = {}
        self._labelled: dict[str, QWidget] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        self.form = self._make_form()
        self.form.setEnabled(False)
        across.addWidget(self._scrolled(self.form), 3)
        across.addWidget(self._scrolled(self._make_result()), 2)

    # ------------------------------------------------------------ making

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(widget)
        return area

    def _make_form(self) -> QFrame:
        kit = self._kit
        words = {Basis.CALORIFIC: tr("当量值"), Basis.COAL_RATE: tr("等价值")}
        self.basis = {basis: kit.button(word, "filter", checked=False) for basis, word in words.items()}
        self._group = QButtonGroup(self)
        for button in self.basis.values():
            self._group.addButton(button)
        self.basis[Basis.CALORIFIC].setChecked(True)
        self._group.buttonClicked.connect(self._change)
        self.undo_button = kit.button(tr("撤销"), "quiet", "undo")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button = kit.button(tr("重做"), "quiet")
        self.redo_button.clicked.connect(self.redo)
        self.add_button = kit.button(tr("添加能源"), icon="plus")
        self.add_button.clicked.connect(self.add_carrier)
        self._coal_rate = kit.row(
            (self._field("coal_rate", tr("供电煤耗"), "gce/kWh"), 1),
            (self._field("coal_rate_source", tr("煤耗来源"), ""), 2),
            gap=12,
        )
        self._rows = Blocks(10)
        basis = kit.row(kit.text(tr("电力折算"), "label"), *self.basis.values(), None, gap=8)
        head = kit.row(kit.text(tr("能源消耗"), "heading"), None, self.undo_button, self.redo_button, gap=4)
        self.nothing = Nothing(kit, "leaf")
        self.nothing.say(
            tr("还没有能源"), tr("逐项添加能源，填购入、库存和外供，综合能耗随填随算。"), tr("添加第一项能源")
        )
        self.nothing.asked.connect(self.add_carrier)
        carriers = kit.col(
            head,
            basis,
            self._coal_rate,
            self._rows,
            self.nothing,
            kit.row(self.add_button, None),
            gap=10,
            pad=(16, 12),
            role="card",
        )
        amounts = (
            ("product", tr("产品产量"), tr("如 5 万件")),
            ("output_value", tr("产值"), ""),
            ("added_value", tr("增加值"), ""),
        )
        claims = (
            (TOTAL, tr("综合能耗"), "tce"),
            ("per_product", tr("单位产品综合能耗"), tr("如 1.2 tce/t")),
            ("per_output", tr("单位产值综合能耗"), ""),
            ("per_added_value", tr("单位增加值综合能耗"), ""),
        )
        figures = kit.col(
            kit.text(tr("产量与产值"), "heading"),
            kit.row(*((self._field(*one), 1) for one in amounts), gap=12),
            4,
            kit.text(tr("申报值"), "heading"),
            kit.row(
                *((self._field(f"claimed.{name}", title, hint), 1) for name, title, hint in claims), gap=12
            ),
            gap=8,
            pad=(16, 12),
            role="card",
        )
        return kit.col(carriers, figures, None, gap=16)

    def _make_result(self) -> QFrame:
        kit = self._kit
        self.figure = kit.text("—", "figure")
        self.figure_note = wrapped(kit.text("", "label"))
        self.hint = wrapped(kit.text("", "caption", "danger"))
        self._compared, self._coefficients, self._steps = Blocks(8), Blocks(8), Blocks(14)
        result = kit.col(
            kit.text(tr("综合能耗"), "heading"),
            self.figure,
            self.figure_note,
            self.hint,
            self._compared,
            gap=6,
            pad=(16, 12),
            role="card",
        )
        self._details = kit.col(
            kit.text(tr("折标准煤系数"), "heading"),
            self._coefficients,
            8,
            kit.text(tr("核算过程"), "heading"),
            self._steps,
            gap=8,
            pad=(16, 12),
            role="card",
        )
        return kit.col(result, self._details, None, gap=16)

    def _field(self, name: str, title: str, hint: str) -> QWidget:
        field = self._kit.field(title, hint=hint)
        field.editingFinished.connect(self._change)
        self.fields[name] = field
        self._labelled[name] = self._kit.labelled(title, field)
        return self._labelled[name]

    # ------------------------------------------------------------ what happens

    def open_application(self, application: str) -> None:
        """Read the balance of an application; nothing can be typed until it is there."""
        self._change()  # what was typed last belongs to the application before
        self._application = ""
        self.form.setEnabled(False)
        self._application = application
        self._ask(partial(self._quantities.balance, self._round, application))

    def add_carrier(self) -> None:
        """Add a row and go into it."""
        used = {row.typed().carrier for row in self.rows}
        carriers = [one.id for one in self._quantities.table().carriers]
        order = [FIRST_CARRIER, *carriers]
        chosen = next((one for one in order if one not in used), FIRST_CARRIER)
        self._add_row(TypedLine(carrier=chosen))
        self._arrange()
        self.rows[-1].fields["purchased"].setFocus()

    def undo(self) -> None:
        """Take the last change back."""
        self._ask(partial(self._quantities.undo_balance, self._round, self._application))

    def redo(self) -> None:
        """Do it again."""
        self._ask(partial(self._quantities.redo_balance, self._round, self._application))

    def typed(self) -> TypedBalance:
        """What stands in the form."""
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        claims = {name: texts[f"claimed.{name}"] for name in (TOTAL, *RATIOS)}
        basis = Basis.COAL_RATE if self.basis[Basis.COAL_RATE].isChecked() else Basis.CALORIFIC
        return TypedBalance(
            basis=basis,
            coal_rate=texts["coal_rate"],
            coal_rate_source=texts["coal_rate_source"],
            lines=tuple(row.typed() for row in self.rows),
            product=texts["product"],
            output_value=texts["output_value"],
            added_value=texts["added_value"],
            claimed={name: text for name, text in claims.items() if text},
        )

    def _ask(self, work: Callable[[], BalanceSheet]) -> None:
        """Read the whole form again; an answer that is older than a later question or change is dropped."""
        self._asked += 1
        self._runner.run(self, work, partial(self._open, self._asked))

    def _change(self) -> None:
        typed = self.typed()
        self._coal_rate.setVisible(typed.basis is Basis.COAL_RATE)
        if self._filling or not self._application or typed == self._saved:
            return
        self._saved = typed
        self._asked += 1
        work = partial(self._quantities.save_balance, self._round, self._application, typed)
        self._runner.run(self, work, self._show_result)

    def _remove(self, row: CarrierRow) -> None:
        self.rows.remove(row)
        self._arrange()
        self.add_button.setFocus()
        self._change()

    # ------------------------------------------------------------ showing

    def _open(self, number: int, sheet: BalanceSheet) -> None:
        if number != self._asked:
            return
        self.form.setEnabled(True)
        self._hint_units()
        self._filling = True
        typed = self._saved = sheet.typed
        self.basis[typed.basis].setChecked(True)
        self._coal_rate.setVisible(typed.basis is Basis.COAL_RATE)
        for name in ("coal_rate", "coal_rate_source", *RATIOS.values()):
            self.fields[name].setText(getattr(typed, name))
        for name in (TOTAL, *RATIOS):
            self.fields[f"claimed.{name}"].setText(typed.claimed.get(name, ""))
        self.rows = []
        for line in typed.lines:
            self._add_row(line)
        self._arrange()
        self._filling = False
        self._show_result(sheet)

    def _hint_units(self) -> None:
        """Show in empty fields which unit is meant without one; products have no such unit."""
        formulas = self._quantities.table().formulas
        for name, source in RATIOS.items():
            divisor = formulas[name].variables[1]
            if divisor.unit not in PLACES:
                self.fields[source].setPlaceholderText(divisor.unit)
                self.fields[f"claimed.{name}"].setPlaceholderText(formulas[name].unit)

    def _add_row(self, line: TypedLine) -> None:
        row = CarrierRow(self._kit, self._quantities.table(), line)
        row.changed.connect(self._change)
        row.removed.connect(self._remove)
        self.rows.append(row)

    def _arrange(self) -> None:
        self._rows.show_all(self.rows)
        self._rows.setVisible(bool(self.rows))
        self.nothing.setVisible(not self.rows)
        self.add_button.setVisible(bool(self.rows))

    def _show_result(self, sheet: BalanceSheet) -> None:
        if sheet.application != self._application or sheet.typed != self._saved:
            return  # a newer one is on its way
        self.undo_button.setEnabled(sheet.undo > 0)
        self.redo_button.setEnabled(sheet.redo > 0)
        self._well()
        self.hint.setText(self._say_wrong(sheet.refusal) if sheet.refusal else "")
        self.hint.setVisible(bool(self.hint.text()))
        balance, kit = sheet.balance, self._kit
        self._details.setVisible(balance is not None)
        self._compared.setVisible(balance is not None and bool(balance.comparisons))
        if balance is None:
            self.figure.setText("—")
            self.figure_note.setText("" if sheet.refusal else tr("添加能源后在这里看结果和过程。"))
            return
        self.figure.setText(balance.total.result.shown)
        ratios = [f"{one.title} {one.result.shown}" for one in balance.ratios.values()]
        if balance.share is not None:
            ratios.append(f"{balance.share.title} {balance.share.result.shown}")
        self.figure_note.setText("\n".join(ratios))
        titles = {TOTAL: balance.total.title, **{name: one.title for name, one in balance.ratios.items()}}
        self._compared.show_all([self._comparison(one, titles[one.indicator]) for one in balance.comparisons])
        self._coefficients.show_all([self._coefficient(line) for line in balance.lines])
        self._steps.show_all([working_block(kit, one) for one in balance.steps])

    def _comparison(self, one: Comparison, title: str) -> QFrame:
        kit = self._kit
        percent = "—" if one.percent is None else f"{plain(rounded(one.percent))}%"
        notable = one.percent is None or abs(one.percent) >= NOTABLE
        words = tr("申报 {claimed}，核算 {computed}，相差 {difference}").format(
            claimed=one.claimed.shown, computed=one.computed.shown, difference=one.difference.shown
        )
        chip = kit.chip(percent, "warning" if notable else "success", "warn" if notable else "check")
        return kit.col(
            kit.row((wrapped(kit.text(title, "strong")), 1), chip), wrapped(kit.text(words)), gap=2
        )

    def _coefficient(self, line: BalanceLine) -> QFrame:
        kit, used = self._kit, line.coefficient
        words = f"{line.carrier.title} {used.value.shown}"
        if used.provenance is not None:
            return kit.row((wrapped(kit.text(words)), 1), provenance_chip(kit, used.provenance))
        listed = used.table.shown if used.table else "—"
        note = tr("参考值 {value}，理由：{reason}").format(value=listed, reason=used.reason)
        head = kit.row((wrapped(kit.text(words)), 1), kit.chip(tr("自报"), "info", "review"))
        return kit.col(head, wrapped(kit.text(note, "caption")), gap=2)

    def _well(self) -> None:
        for labelled in self._labelled.values():
            self._kit.set_error(labelled, "")
        for row in self.rows:
            row.well()

    def _say_wrong(self, refusal: Refusal) -> str:
        """Show a refusal below its field; returns the words when there is no such field."""
        words, place = notice_for(refusal).sentence, str(refusal.details.get("place", ""))
        if place in self._labelled:
            self._kit.set_error(self._labelled[place], words)
            return tr("先改正左边标出的一处，再看结果。")
        parts = place.split(".")
        row = (
            self.rows[int(parts[1])] if len(parts) == PLACE_PARTS and int(parts[1]) < len(self.rows) else None
        )
        if row is not None and row.typed().amounts and row.say_wrong(parts[2], words):
            return tr("先改正左边标出的一处，再看结果。")
        return words
