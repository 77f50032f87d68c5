"""The pane at the right: the whole table, or the chosen item, as far as officials change it each year."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from greendesk.domain.checklist_reading import Place, Problem
from greendesk.domain.decimals import plain
from greendesk.use_cases.checklists import ChecklistSheet
from ui.checklist_words import DIRECTIONS, KINDS, STATES, USABLE
from ui.i18n import tr
from ui.views.checklists.form import CHOICE, LINES, LONG, NUMBER, FieldForm, Spec
from ui.views.checklists.rows import ItemKey
from ui.widgets.application_nothing import Nothing
from ui.widgets.kit import Kit

WIDTH = 368
WHOLE, ITEM, NOTHING = range(3)
WHOLE_ROWS = (
    (Spec(path=("title",)),),
    (Spec(path=("id",)), Spec(path=("edition",))),
    (Spec(path=("issuer",)), Spec(path=("usable",), form=CHOICE, words=USABLE)),
    (
        Spec(path=("aggregation", "base"), form=NUMBER),
        Spec(path=("aggregation", "pass_mark"), form=NUMBER),
    ),
    (Spec(path=("aggregation", "words"), form=LONG),),
    (Spec(path=("warning",), form=LONG),),
)
ITEM_ROWS = (
    (Spec(path=("code",)), Spec(path=("kind",), form=CHOICE, words=KINDS)),
    (Spec(path=("title",)),),
    (Spec(path=("requirement",), form=LONG),),
    (Spec(path=("max_points",), form=NUMBER), Spec(path=("unit",))),
    (Spec(path=("baseline",), form=NUMBER), Spec(path=("leading",), form=NUMBER)),
    (Spec(path=("direction",), form=CHOICE, words=DIRECTIONS),),
    (Spec(path=("scoring",), form=LONG),),
    (Spec(path=("evidence",), form=LINES),),
    (Spec(path=("provenance", "state"), form=CHOICE, words=STATES),),
    (Spec(path=("provenance", "source"), form=LONG),),
    (
        Spec(
            path=("provenance", "remark"),
        ),
    ),
)


class Editor(QFrame):
    """What is typed is told when a field is left; the view keeps it as a draft."""

    changed = Signal(object, object)  # place, value
    moved = Signal(int)
    added = Signal()
    removed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "pane-right")
        self.setFixedWidth(kit.theme.px(WIDTH))
        self.kit = kit
        self._sheet: ChecklistSheet | None = None
        self._key: ItemKey | None = None
        self._weights: FieldForm | None = None
        self._weighed: tuple[str, ...] = ()
        self.tabs = kit.choices("filter", tr("整表"), tr("整表"), tr("指标"))
        self.tabs[0].group().idClicked.connect(self.show_page)
        self.whole = FieldForm(kit, WHOLE_ROWS)
        self.item = FieldForm(kit, ITEM_ROWS)
        for form in (self.whole, self.item):
            form.changed.connect(self.changed)
        self.up_button = kit.button(tr("上移"), "quiet")
        self.down_button = kit.button(tr("下移"), "quiet")
        self.add_button = kit.button(tr("加一项"), "quiet", "plus")
        self.remove_button = kit.button(tr("删除"), "quiet", "minus")
        for button, slot in (
            (self.up_button, self._up),
            (self.down_button, self._down),
            (self.add_button, self.added),
            (self.remove_button, self.removed),
        ):
            button.clicked.connect(slot)
        self.buttons = kit.row(
            self.up_button, self.down_button, self.add_button, self.remove_button, None, gap=4
        )
        self._sections = kit.col(gap=6)
        self.nothing = Nothing(kit, "list")
        self.nothing.note.setFixedWidth(kit.theme.px(280))
        self.nothing.say(tr("没有选中指标"), tr("在中间的表里选一项，在这里改它的用语、满分和依据。"))
        self._weights_title = kit.text(tr("章权重"), "heading")
        whole = kit.col(
            self.whole, 4, self._weights_title, self._sections, None, gap=8, pad=(20, 8), role="pane"
        )
        item = kit.col(self.buttons, self.item, None, gap=8, pad=(20, 8), role="pane")
        self._pages = QStackedWidget()
        for page in (self._scrolled(whole), self._scrolled(item), self.nothing):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)  # the line at the left
        layout.setSpacing(0)
        layout.addWidget(kit.row(*self.tabs, None, gap=8, pad=(20, 16)))
        layout.addWidget(self._pages, 1)

    # ------------------------------------------------------------ showing

    def open(self, sheet: ChecklistSheet, key: ItemKey | None, *, editable: bool) -> None:
        """Show a checklist and its chosen item."""
        self._sheet, self._key = sheet, key
        self.whole.open(sheet.values, (), sheet.problems, editable=editable)
        self._show_weights(sheet, sheet.problems, editable=editable)
        if key is not None:
            self.item.open(sheet.values, _place(key), sheet.problems, editable=editable)
        self.buttons.setVisible(editable)
        self.show_page(WHOLE if self.tabs[WHOLE].isChecked() else ITEM)

    def show_page(self, page: int) -> None:
        """Show the whole table or the item."""
        self.tabs[page].setChecked(True)
        self._pages.setCurrentIndex(NOTHING if page == ITEM and self._key is None else page)

    def enter(self, place: Place) -> None:
        """Go into the field of a place."""
        if len(place) > 4 and place[2] == "items":
            self.show_page(ITEM)
            self.item.focus(place[4:])
        elif place[:1] == ("sections",):
            self.show_page(WHOLE)
            if self._weights is not None:
                self._weights.focus(place)
        else:
            self.show_page(WHOLE)
            self.whole.focus(place)

    def look(self) -> None:
        """Tell what stands in fields that were not left yet."""
        for form in (self.whole, self.item, self._weights):
            if form is not None:
                form.look()

    # ------------------------------------------------------------ inside

    def _show_weights(self, sheet: ChecklistSheet, problems: Sequence[Problem], *, editable: bool) -> None:
        """One row for each section: its name with what its items make up, its weight and its share."""
        shares = any(one.share for one in sheet.sections)
        weighed = tuple(f"{one.code} {one.title} {one.scored} {shares}" for one in sheet.sections)
        if weighed != self._weighed or self._weights is None:
            self._weighed = weighed
            rows = []
            for at, one in enumerate(sheet.sections):
                if one.scored:
                    name = f"{one.code} {one.title}"
                    specs = [Spec(path=("sections", at, "weight"), form=NUMBER, title=name)]
                    if shares:
                        title = tr("占总分 %")
                        specs.append(Spec(path=("sections", at, "share"), form=NUMBER, title=title))
                    rows.append(specs)
            if self._weights is not None:
                self._weights.hide()
                self._weights.deleteLater()
            self._weights = FieldForm(self.kit, rows)
            self._weights.changed.connect(self.changed)
            layout = self._sections.layout()
            if layout is not None:
                layout.addWidget(self._weights)
        self._weights_title.setVisible(bool(self._weights.fields))
        self._weights.open(sheet.values, (), problems, editable=editable)
        for at, one in enumerate(sheet.sections):
            found = "—" if one.found is None else plain(one.found)
            self._weights.explain(("sections", at, "weight"), tr("各项合计 {found}").format(found=found))

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(widget)
        return area

    def _up(self) -> None:
        self.moved.emit(-1)

    def _down(self) -> None:
        self.moved.emit(1)


def _place(key: ItemKey) -> Place:
    return ("sections", key[0], "items", key[1])
