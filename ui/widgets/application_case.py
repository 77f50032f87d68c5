"""The page about one application: its parts behind chips, the next and the previous application, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.actions import make_action
from ui.i18n import tr
from ui.widgets.application_detail import (
    DOCUMENTS,
    ELIGIBILITY,
    EXPERTS,
    FILES,
    NEGATIVE,
    PARTS,
    REGISTER,
    ROAD,
    part_states,
)
from ui.widgets.application_documents import DocumentsSection
from ui.widgets.application_eligibility import EligibilitySection
from ui.widgets.application_experts import ExpertsSection
from ui.widgets.application_files import FilesSection
from ui.widgets.application_negative import NegativeSection
from ui.widgets.application_register import RegisterSection
from ui.widgets.application_road import RoadSection
from ui.widgets.application_section import Case, CaseSection
from ui.widgets.view import ScreenContext
from ui.words import CATEGORIES, said

SECTIONS: dict[str, type[CaseSection]] = {
    ROAD: RoadSection,
    FILES: FilesSection,
    DOCUMENTS: DocumentsSection,
    ELIGIBILITY: EligibilitySection,
    NEGATIVE: NegativeSection,
    EXPERTS: ExpertsSection,
    REGISTER: RegisterSection,
}


class CasePage(QWidget):
    """One application as a whole; the chosen part stays when the next application is shown."""

    recorded = Signal()
    said = Signal(str)
    left = Signal()
    elsewhere = Signal(str)  # a part that has a place of its own
    moved = Signal(int)  # -1 the application before, 1 the next one

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self.kit = context.kit
        self.case: Case | None = None
        self.part = FILES
        self.back = kit.tool("left", tr("返回申报列表（Esc）"))
        self.back.clicked.connect(self.left)
        self.title = kit.text("", "heading")
        self.note = kit.text("", "caption")
        self._alarm = kit.chip(tr("有负面清单情形"), "danger", "warn")
        self.previous = kit.button(tr("上一家"))
        self.previous.setToolTip("[")
        self.previous.clicked.connect(self._go_back)
        self.following = kit.button(tr("下一家"))
        self.following.setToolTip("]")
        self.following.clicked.connect(self._go_on)
        head = kit.row(
            self.back, kit.col(None, self.title, self.note, None, gap=1), 8, self._alarm, None, self.previous,
            self.following, gap=12, pad=(24, 0), height=72,
        )  # fmt: skip
        self._group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        self.sections: dict[str, CaseSection] = {}
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        for place, (part, make) in enumerate(SECTIONS.items()):
            chip = kit.button(tr(PARTS[part][1]), "filter", checked=part == self.part)
            self._group.addButton(chip, place)
            self.chips[part] = chip
            section = make(context)
            section.recorded.connect(self.recorded)
            section.said.connect(self.said)
            self.sections[part] = section
            self._stack.addWidget(section)
        self._group.idClicked.connect(self._pick)
        documents = self.sections[DOCUMENTS]
        if isinstance(documents, DocumentsSection):
            documents.package_wanted.connect(self.receive)
        road = self.sections[ROAD]
        if isinstance(road, RoadSection):
            road.part_wanted.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(kit.row(*self.chips.values(), None, gap=8, pad=(24, 0)))
        layout.addSpacing(14)
        layout.addWidget(kit.row((stack, 1), pad=(24, 0)), 1)
        for name, slot in (
            ("applications.previous", self._go_back),
            ("applications.next", self._go_on),
            ("applications.part-next", self._next_part),
            ("applications.part-previous", self._previous_part),
        ):
            make_action(self, name, slot)

    def show_case(self, case: Case, *, before: bool, after: bool) -> None:
        """Show an application; `before` and `after` say whether there is another one to go to."""
        self.case = case
        line = case.detail.line
        self.title.setText(line.unit)
        where = " · ".join(
            part
            for part in (line.credit_code, said(CATEGORIES, line.category), line.industry, line.region)
            if part
        )
        self.note.setText(where)
        self._alarm.setVisible(line.negative_hit and line.my_state != "recused")
        self.previous.setEnabled(before)
        self.following.setEnabled(after)
        states = part_states(case)
        for part, chip in self.chips.items():
            words = tr(PARTS[part][1])
            quiet = part == REGISTER or line.my_state == "recused"
            chip.setText(words if quiet else f"{words} {states[part][0]}")
            chip.setAccessibleName(chip.text())
        self.chips[EXPERTS].setVisible(case.may_assign or bool(case.detail.assignments))
        if self.chips[self.part].isHidden():
            self.show_part(FILES)
        for section in self.sections.values():
            section.show_case(case)

    def show_part(self, part: str) -> None:
        """Show one part."""
        self.part = part
        self.chips[part].setChecked(True)
        self._stack.setCurrentWidget(self.sections[part])

    def first(self) -> None:
        """Give the focus to the part that is shown."""
        self.sections[self.part].first()

    def receive(self) -> None:
        """Take in a package for the application that is shown."""
        self.show_part(FILES)
        files = self.sections[FILES]
        if isinstance(files, FilesSection):
            files.receive()

    # ------------------------------------------------------------ inside

    def _open(self, part: str) -> None:
        if part in SECTIONS:
            self.show_part(part)
            self.first()
        else:
            self.elsewhere.emit(part)

    def _pick(self, place: int) -> None:
        self.show_part(list(SECTIONS)[place])
        self.first()

    def _turn(self, step: int) -> None:
        parts = [part for part in SECTIONS if not self.chips[part].isHidden()]
        self.show_part(parts[(parts.index(self.part) + step) % len(parts)])
        self.first()

    def _next_part(self) -> None:
        self._turn(1)

    def _previous_part(self) -> None:
        self._turn(-1)

    def _go_back(self) -> None:
        if self.previous.isEnabled():
            self.moved.emit(-1)

    def _go_on(self) -> None:
        if self.following.isEnabled():
            self.moved.emit(1)
