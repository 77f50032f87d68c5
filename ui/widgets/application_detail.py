"""The pane about the chosen application: facts, state, the next step, ways into its parts, what happened so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from greendesk.domain.eligibility import CheckForce, CheckState
from greendesk.queries import ApplicationDetail, EventLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.road_words import ENDS, standing_words
from ui.widgets.application_rows import EXPERT_ROLES, OPINION_ROLES
from ui.widgets.application_section import Case
from ui.widgets.application_words import day_words, size_words
from ui.widgets.kit import Kit
from ui.words import CATEGORIES, EVENTS, MY_STATES, STAGES, chip_words, said

FILES, DOCUMENTS, NEGATIVE, EXPERTS, REGISTER = "files", "documents", "negative", "experts", "register"
ROAD, ELIGIBILITY = "road", "eligibility"
OPINIONS, REVIEW, PANEL = "opinions", "review", "panel"
RECOMMENDATION, LISTS = "recommendation", "lists"
PARTS = {
    ROAD: ("right", QT_TRANSLATE_NOOP("", "进度")),
    FILES: ("folder", QT_TRANSLATE_NOOP("", "材料清单")),
    DOCUMENTS: ("list", QT_TRANSLATE_NOOP("", "材料核对")),
    ELIGIBILITY: ("check", QT_TRANSLATE_NOOP("", "申报资格")),
    NEGATIVE: ("shield", QT_TRANSLATE_NOOP("", "负面清单")),
    OPINIONS: ("stamp", QT_TRANSLATE_NOOP("", "部门意见")),
    EXPERTS: ("review", QT_TRANSLATE_NOOP("", "评审专家")),
    REGISTER: ("book", QT_TRANSLATE_NOOP("", "单位信息")),
}
MOST_EVENTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next for this desk: the part to open, in words."""

    part: str
    words: str
    icon: str


def next_step(case: Case) -> Step | None:
    """The one thing to do next about an application, by role and state; nothing when others are to act."""
    line, roles = case.detail.line, case.roles
    mine = {
        "to_declare": Step(part=REVIEW, words=tr("声明并打开评审"), icon="shield"),
        "to_review": Step(part=REVIEW, words=tr("打开评审"), icon="review"),
        "drafting": Step(part=REVIEW, words=tr("继续评审"), icon="review"),
        "returned": Step(part=REVIEW, words=tr("修改评审"), icon="undo"),
    }
    if line.my_state == "recused":
        return None
    if line.my_state in mine and roles & EXPERT_ROLES:
        return mine[line.my_state]
    wanted = [
        (case.may_work and line.stage == "registered", FILES, tr("接收材料包"), "inbox"),
        (
            case.may_work and (line.stage in {"packaged", "incomplete"} or case.to_check),
            DOCUMENTS,
            tr("核对材料"),
            "list",
        ),
        (
            case.may_work and line.negative_answered < line.negative_total,
            NEGATIVE,
            tr("核对负面清单"),
            "shield",
        ),
        (
            bool(roles & OPINION_ROLES) and line.opinions_in < line.opinions_total,
            OPINIONS,
            tr("登记部门意见"),
            "stamp",
        ),
        (case.may_assign and not line.experts, EXPERTS, tr("分派专家"), "review"),
        (case.may_assign and line.stage in {"assigned", "reviewing"}, EXPERTS, tr("查看评审进度"), "review"),
        (case.may_assign and line.stage in {"reviewed", "concluded"}, PANEL, tr("打开汇总"), "chart"),
        (line.my_state == "submitted", REVIEW, tr("查看评审"), "review"),
    ]
    return next(
        (Step(part=part, words=words, icon=icon) for holds, part, words, icon in wanted if holds), None
    )


def part_states(case: Case) -> dict[str, tuple[str, str]]:
    """What each part says about itself in a few words, with a tone."""
    detail, line = case.detail, case.detail.line
    files = tr("%n 个文件", n=line.files) if detail.package_version else tr("未收到")
    lacking = line.documents_required - line.documents_present
    documents = tr("缺 %n 种", n=lacking) if lacking else tr("齐全") if line.documents_required else "—"
    if case.to_check and line.documents_required and not lacking:
        documents = tr("待核对")
    negative = f"{line.negative_answered}/{line.negative_total}"
    against = line.opinions_against
    opinions = f"{line.opinions_in}/{line.opinions_total}"
    return {
        ROAD: _road_state(case),
        ELIGIBILITY: _eligibility_state(case),
        FILES: (files, "" if detail.package_version else "warning"),
        DOCUMENTS: (documents, "warning" if lacking or case.to_check else ""),
        NEGATIVE: (tr("有情形") if line.negative_hit else negative, "danger" if line.negative_hit else ""),
        OPINIONS: (tr("{n} 反对").format(n=against) if against else opinions, "danger" if against else ""),
        EXPERTS: (tr("%n 人", n=line.experts) if line.experts else tr("未分派"), ""),
        REGISTER: (line.third_party or tr("自评价"), ""),
    }


def _road_state(case: Case) -> tuple[str, str]:
    road = case.road
    if road.ended:
        text, tone, _ = chip_words(ENDS, road.ended)
        return text, tone
    here = next(stage.title for stage in road.stages if stage.state == "here")
    return here, "warning" if road.sent_back else ""


def _eligibility_state(case: Case) -> tuple[str, str]:
    states = [one.state for one in case.sheet.results if one.check.force is not CheckForce.PREFERENCE]
    failing, waiting = states.count(CheckState.FAILS), states.count(CheckState.OPEN)
    if failing:
        return tr("%n 项不符合", n=failing), "danger"
    if waiting:
        return tr("%n 项待核", n=waiting), "warning"
    return (tr("符合"), "") if states else ("—", "")


class PartLink(QPushButton):
    """A way into one part of an application: icon, name and how it stands."""

    wanted = Signal(str)

    def __init__(self, kit: Kit, part: str, state: str, tone: str) -> None:
        super().__init__()
        icon, words = PARTS[part]
        self.part = part
        self.setProperty("kind", "evidence")
        self.setAccessibleName(tr("，").join((tr(words), state)))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        value = kit.text(state, "label", tone)
        inner = kit.row(
            kit.icon(icon, "muted", 16),
            (kit.text(tr(words)), 1),
            value,
            kit.icon("right", "muted", 14),
            gap=10,
        )
        inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.addWidget(inner)
        self._height = kit.theme.px(38)
        self.clicked.connect(self._want)

    def sizeHint(self) -> QSize:
        """Return a line's height."""
        return QSize(200, self._height)

    def _want(self) -> None:
        self.wanted.emit(self.part)


class DetailPane(QFrame):
    """The pane at the right of the list."""

    wanted = Signal(str)  # a part
    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._step: Step | None = None
        self.setProperty("role", "pane-right")
        self.setFixedWidth(kit.theme.size["detail"])
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)  # the line at the left
        layout.addWidget(self._area)
        self.primary: QPushButton | None = None
        self.links: dict[str, PartLink] = {}

    def show_case(self, case: Case) -> None:
        """Show an application; of a recused one only that it is."""
        kit, line = self._kit, case.detail.line
        close = kit.tool("cross", tr("关闭详情（Esc）"))
        close.clicked.connect(self.closed)
        name = kit.text(line.unit, "heading", wrap=True)
        code = kit.text(line.credit_code, "code")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.primary, self.links = None, {}
        parts: list[QWidget | int] = [kit.row((name, 1), kit.col(close, None), gap=8), code]
        if line.my_state == "recused":
            parts += [
                kit.row(kit.chip(*chip_words(MY_STATES, "recused")), None),
                10,
                kit.text(tr("已声明回避这份申报。材料、评分和进度都不再显示，也不计入任何统计。"), wrap=True),
            ]
        else:
            parts += [self._chips(case), 4, kit.text(standing_words(case.road), "label", wrap=True), 8]
            parts += [kit.facts(*_facts(case.detail)), 10]
            self._step = next_step(case)
            if self._step:
                self.primary = kit.button(self._step.words, "primary", self._step.icon)
                self.primary.clicked.connect(self._do_step)
                parts += [self.primary, 4]
            parts += [self._links(case), 14, kit.text(tr("办理过程"), "strong"), 4]
            parts.append(kit.timeline(_steps(case)))
        body = kit.col(*parts, None, gap=6, pad=(24, 20))
        body.setProperty("role", "pane")
        focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        place = self._area.verticalScrollBar().value()
        self._area.setWidget(body)
        self._area.verticalScrollBar().setValue(place)
        if focused and self.primary:
            self.primary.setFocus()

    def _chips(self, case: Case) -> QFrame:
        line = case.detail.line
        chips: list[QWidget | None] = [self._kit.chip(*chip_words(STAGES, line.stage))]
        if line.negative_hit:
            chips.append(self._kit.chip(tr("有负面清单情形"), "danger", "warn"))
        elif line.negative_total and line.negative_answered == line.negative_total:
            chips.append(self._kit.chip(tr("无负面清单情形"), "success"))
        if line.my_state:
            chips.append(self._kit.chip(*chip_words(MY_STATES, line.my_state)))
        return self._kit.row(*chips, None, gap=8)

    def _links(self, case: Case) -> QFrame:
        states = part_states(case)
        for part in PARTS:
            if part == OPINIONS and not case.roles & OPINION_ROLES:
                continue
            if part == EXPERTS and not case.may_assign:
                continue
            link = PartLink(self._kit, part, *states[part])
            link.wanted.connect(self.wanted)
            self.links[part] = link
        return self._kit.col(*self.links.values(), gap=6)

    def _do_step(self) -> None:
        if self._step:
            self.wanted.emit(self._step.part)


def _facts(detail: ApplicationDetail) -> Sequence[tuple[str, str]]:
    line, inventory = detail.line, detail.inventory
    trade = (
        f"{said(CATEGORIES, line.category)} · {line.industry}"
        if line.industry
        else said(CATEGORIES, line.category)
    )
    package = tr("未收到")
    if detail.package_version:
        package = tr("第 {version} 版 · {files} 个文件").format(
            version=detail.package_version, files=line.files
        )
        package += f" · {size_words(inventory.total_size)}" if inventory else ""
    contact = " ".join(part for part in (detail.contact, detail.telephone) if part)
    rows = [
        (tr("类别"), trade),
        (tr("地区"), line.region),
        (tr("材料包"), package),
        (tr("第三方机构"), line.third_party or tr("自评价，未委托")),
        (tr("联系人"), contact),
        (tr("备注"), detail.remark),
    ]
    return [(name, value) for name, value in rows if value]


def _steps(case: Case) -> list[tuple[str, str, str]]:
    """What happened, the latest first; acts of one kind in a row are one step."""
    steps: list[tuple[str, list[EventLine]]] = []
    for event in reversed(case.detail.events):
        if steps and steps[-1][0] == event.kind:
            steps[-1][1].append(event)
        else:
            steps.append((event.kind, [event]))
    shown = []
    for kind, events in steps[:MOST_EVENTS]:
        words, tone, _ = chip_words(EVENTS, kind)
        who = tr("，").join(dict.fromkeys(event.who for event in events))
        times = tr(" · %n 次", n=len(events)) if len(events) > 1 else ""
        shown.append((words, f"{who} · {day_words(events[0].at)}{times}", tone))
    return shown
