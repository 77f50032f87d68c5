"""表样: the forms of the round's categories, part by part, with where each was read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from greendesk.domain.form import Form, FormGroup, GroupKind
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.models.table import Cell, Column, Row
from ui.rules_words import STATES
from ui.widgets.rules_parts import LEFT, RIGHT, SidePane, wrapped
from ui.widgets.rules_reading import RulesReading
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import CATEGORIES, chip_words, said

KINDS = {
    GroupKind.SINGLE: QT_TRANSLATE_NOOP("", "填写项"),
    GroupKind.TABLE: QT_TRANSLATE_NOOP("", "表格栏目"),
    GroupKind.HEADINGS: QT_TRANSLATE_NOOP("", "报告提纲"),
    GroupKind.LIST: QT_TRANSLATE_NOOP("", "附件清单"),
}


class FormsPane(QFrame):
    """The forms at the left, the chosen one in full at the right."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self._kit = context.kit
        self._forms: tuple[Form, ...] = ()
        self.table = DataTable(kit.theme, tr("表样"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.pane = SidePane(kit, tr("这份表样"), 400)
        self.empty = kit.empty("sheet", tr("没有表样"), tr("本批次的类别没有随程序提供的表样。"))
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        across.addWidget(kit.col(self.empty, (self.table, 1), pad=(8, 4), role="card"), LEFT)
        across.addWidget(self.pane, RIGHT)

    def fill(self, reading: RulesReading) -> None:
        """Show the forms of the categories that the policy calls for; the chosen one stays."""
        called = {rules.category for rules in reading.policy.categories}
        self._forms = tuple(form for form in reading.forms if called & set(form.categories))
        self.empty.setVisible(not self._forms)
        self.table.setVisible(bool(self._forms))
        self.pane.setVisible(bool(self._forms))
        self.table.set_rows([_row(form) for form in self._forms], [form.id for form in self._forms])
        if self._forms and self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def _choose(self, key: object) -> None:
        form = next((one for one in self._forms if one.id == key), None)
        if form is not None:
            self.pane.show_all(self._parts(form))

    def _parts(self, form: Form) -> Sequence[QWidget | int]:
        kit = self._kit
        chip = kit.row(kit.chip(*chip_words(STATES, form.basis.state.value)), None)
        parts: list[QWidget | int] = [wrapped(kit.text(form.title, "heading")), chip]
        parts += [wrapped(kit.text(words, "caption")) for words in (form.basis.source, form.note) if words]
        for group in form.groups:
            parts += [6, *self._group(group)]
        return parts

    def _group(self, group: FormGroup) -> tuple[QWidget, ...]:
        kit = self._kit
        return (
            wrapped(kit.text(group.title, "strong")),
            kit.text(tr(KINDS[group.kind]), "caption"),
            wrapped(kit.text(tr("、").join(group.fields))),
        )


def _columns() -> tuple[Column, ...]:
    return Column(tr("表样"), 0, least=220), Column(tr("类别"), 190), Column(tr("依据"), 116)


def _row(form: Form) -> Row:
    text, tone, icon = chip_words(STATES, form.basis.state.value)
    categories = tr("、").join(said(CATEGORIES, one.value) for one in form.categories)
    return (
        Cell(form.title, f"{form.issuer} · {form.edition}"),
        Cell(categories),
        Cell(text, kind="chip", tone=tone, icon=icon),
    )
