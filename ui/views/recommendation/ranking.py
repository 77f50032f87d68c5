"""排序与名额: the order of each category, who is chosen, the numbers that regions may recommend."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedLayout, QVBoxLayout, QWidget

from greendesk.domain.decimals import plain
from greendesk.queries_publication import BoardLine, QuotaLine
from ui.actions import make_action
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.publication_words import (
    EVERYWHERE,
    general_words,
    override_words,
    priority_words,
    quota_words,
    region_words,
)
from ui.qt_numbers import RIGHT
from ui.road_words import ENDS
from ui.views.recommendation.quota import QuotaForm
from ui.widgets.application_flow import flow
from ui.widgets.application_nothing import Nothing
from ui.widgets.exchange_page import ExchangePage, empty_out, plain_box, scrolled
from ui.widgets.kit import Item
from ui.widgets.recommendation_parts import FilesBlock
from ui.widgets.recommendation_reading import DESK_ROLES, LIST_ROLES, Recommendation
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import CATEGORIES, said

SIDE_WIDTH = 400
LIST, EMPTY = range(2)


class RankingPage(ExchangePage):
    """The order is moved here and recorded as a whole; priorities stand beside the score and never move anything."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.reading: Recommendation | None = None
        self.category = ""
        self.order: dict[str, tuple[str, ...]] = {}  # as moved and not recorded yet, by category
        self.chosen: dict[str, frozenset[str]] = {}
        self._categories: tuple[str, ...] = ()
        self._strip = QFrame()
        self._strip_box: QVBoxLayout = plain_box(self._strip)
        self._numbers = QFrame()
        self._numbers_box: QVBoxLayout = plain_box(self._numbers)
        self.table = DataTable(kit.theme, tr("推荐排序"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._toggle_key)
        for name, slot in (
            ("recommendation.up", self.move_up),
            ("recommendation.down", self.move_down),
            ("recommendation.choose", self.toggle),
        ):
            make_action(self.table, name, slot, Qt.ShortcutContext.WidgetShortcut)
        self.nothing = Nothing(kit, "chart")
        self.nothing.asked.connect(self._to_applications)
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        left = kit.col(self._numbers, (lists, 1), gap=8, pad=(8, 8), role="card")
        box = plain_box(self, 12)
        box.addWidget(self._strip)
        box.addWidget(self.failure)
        self._side = self._make_side()
        self.panes = (left, self._side)
        box.addWidget(kit.row((left, 1), self._side, gap=16), 1)

    def _make_side(self) -> QFrame:
        kit = self.kit
        about = QFrame()
        self._about: QVBoxLayout = plain_box(about)
        self.up = kit.button(tr("上移"))
        self.up.setToolTip("Alt+↑")
        self.up.clicked.connect(self.move_up)
        self.down = kit.button(tr("下移"))
        self.down.setToolTip("Alt+↓")
        self.down.clicked.connect(self.move_down)
        self.tick = kit.button(tr("选入推荐名单"))
        self.tick.setToolTip(tr("空格键"))
        self.tick.clicked.connect(self.toggle)
        self.quota = QuotaForm(self.context)
        self.quota.recorded.connect(self.recorded)
        self.quota.said.connect(self.said)
        self.note = kit.long_field(tr("排序说明"), "", 56)
        self.files = FilesBlock(self.context)
        self.files.said.connect(self.said)
        body = kit.col(
            about, kit.row(self.up, self.down, self.tick, None), 6, self.quota, 6,
            kit.labelled(tr("排序说明"), self.note, tr("可不填；与排序一起记录。")), self.files, None,
            gap=10, pad=(16, 12),
        )  # fmt: skip
        self.hint = kit.text("", "caption", wrap=True)
        self.save = kit.button(tr("记录排序"), "primary", "check")
        self.save.clicked.connect(self.record)
        foot = kit.row((self.hint, 1), self.save, gap=12, pad=(16, 8))
        return kit.col((scrolled(body, "pane"), 1), foot, gap=0, pad=(4, 4), role="card")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side at most two fifths when the text is large or the window narrow."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(self.kit.theme.px(SIDE_WIDTH), self.width() * 2 // 5))

    # ------------------------------------------------------------ showing

    def show_reading(self, reading: Recommendation) -> None:
        """Show what was read; an order that is moved and not recorded stays."""
        self.reading = reading
        categories = tuple(reading.boards)
        if categories != self._categories:
            self._categories = categories
            self._make_choice(categories)
        if self.category not in categories:
            self.category = categories[0] if categories else ""
        for code, board in reading.boards.items():
            if code in self.order:  # keep what was moved, let newcomers follow
                here = tuple(line.application for line in board)
                kept = tuple(one for one in self.order[code] if one in here)
                self.order[code] = kept + tuple(one for one in here if one not in kept)
        self._fill()

    def _make_choice(self, categories: tuple[str, ...]) -> None:
        empty_out(self._strip_box)
        self._group = QButtonGroup(self)
        self.choices = [
            self.kit.button(said(CATEGORIES, code), "segment", checked=False) for code in categories
        ]
        for number, button in enumerate(self.choices):
            self._group.addButton(button, number)
        self._group.idClicked.connect(self._show_category)
        self._strip_box.addWidget(self.kit.row(*self.choices, None, gap=6))
        self._strip.setVisible(bool(categories))

    def _show_category(self, number: int) -> None:
        self.category = self._categories[number]
        self._fill()

    def lines(self) -> tuple[BoardLine, ...]:
        """The board of the category in the order shown."""
        board = self.reading.boards.get(self.category, ()) if self.reading else ()
        if self.category not in self.order:
            return board
        by_name = {line.application: line for line in board}
        return tuple(by_name[one] for one in self.order[self.category])

    def ticked(self) -> frozenset[str]:
        """Who is chosen of the category, as shown."""
        recorded = frozenset(line.application for line in self.lines() if line.chosen)
        return self.chosen.get(self.category, recorded)

    @property
    def changed(self) -> bool:
        """Whether the order or the choice shown is not recorded."""
        return self.category in self.order or self.category in self.chosen

    def _fill(self) -> None:
        reading = self.reading
        if reading is None:
            return
        for number, code in enumerate(self._categories):
            self.choices[number].setChecked(code == self.category)
        lines, ticked = self.lines(), self.ticked()
        self._lists.setCurrentIndex(LIST if lines else EMPTY)
        self.nothing.say(
            tr("还没有申报"), tr("登记申报并由专家组作出结论后，在这里排序并选入推荐名单。"), tr("打开申报")
        )
        rows = [_row(number, line, line.application in ticked) for number, line in enumerate(lines, start=1)]
        self.table.set_rows(rows, [line.application for line in lines])
        if lines and self.table.chosen_key() is None:
            self.table.choose_first()
            self.table.setFocus()
        self._show_numbers(reading)
        rules = reading.policy.quota
        self.quota.show_category(
            self.category,
            [one for one in reading.quotas if one.category == self.category],
            by=tr("{by}（{article}）").format(by=rules.by, article=rules.article) if rules else "",
            may=bool(reading.roles & LIST_ROLES),
        )
        self.files.show_files(reading.ranking_files.get(self.category, ()))
        may = bool(reading.roles & DESK_ROLES)
        self.save.setEnabled(may and bool(lines))
        self.hint.setText(
            tr("排序由工信部门、秘书或组织单位记录。") if not may
            else tr("有改动，尚未记录。") if self.changed
            else ""
        )  # fmt: skip
        self._choose(self.table.chosen_key())

    def _show_numbers(self, reading: Recommendation) -> None:
        kit = self.kit
        empty_out(self._numbers_box)
        rules, taken = reading.policy.quota, self._taken()
        quotas = [one for one in reading.quotas if one.category == self.category]
        general = next((one for one in quotas if one.region == EVERYWHERE), None)
        words: list[QWidget] = []
        for one in quotas:
            if one.region == EVERYWHERE:
                continue
            line = _limited(one, general)
            text, tone = quota_words(line, taken.get(one.region, 0), rules.article if rules else "")
            words.append(kit.text(text, "label", tone))
        if general is not None:
            words.append(kit.text(general_words(general), "label"))
        if words:
            self._numbers_box.addWidget(kit.col(flow(*words, gap=18), pad=(12, 4)))
        self._numbers.setVisible(bool(words))

    def _taken(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        ticked = self.ticked()
        for line in self.lines():
            counts[line.region] = counts.get(line.region, 0) + (line.application in ticked)
        return counts

    def _choose(self, key: object) -> None:
        lines = self.lines()
        line = next((one for one in lines if one.application == key), None)
        empty_out(self._about)
        for button in (self.up, self.down, self.tick):
            button.setEnabled(line is not None)
        if line is None:
            return
        self.up.setEnabled(line is not lines[0])
        self.down.setEnabled(line is not lines[-1])
        inside = line.application in self.ticked()
        self.tick.setText(tr("移出推荐名单") if inside else tr("选入推荐名单"))
        self.tick.setAccessibleName(self.tick.text())
        self._about.addWidget(self.kit.col(*self._about_parts(line), gap=6))

    def _about_parts(self, line: BoardLine) -> list[Item]:
        kit = self.kit
        by_score = tr("第 {n} 位").format(n=line.by_score) if line.by_score else tr("尚无得分")
        parts: list[Item] = [
            kit.text(line.unit, "heading", wrap=True),
            kit.facts(
                (tr("所在地区"), region_words(line.region)),
                (tr("按得分"), by_score),
                (tr("专家组结论"), line.recommendation),
                (tr("阶段"), line.stage_title),
            ),
        ]
        active = [one for one in line.priorities if one.active]
        if active:
            parts.append(kit.text(tr("优先情形（不改变得分和排序）"), "strong", wrap=True))
        parts += [
            kit.text(
                tr("{title}。来源：{source}（{article}）").format(
                    title=one.title, source=one.source, article=one.article
                ),
                wrap=True,
            )
            for one in active
        ]
        if line.overrides:
            parts.append(kit.text(tr("经批准放行的事项"), "strong"))
        parts += [kit.text(override_words(one), "caption", "warning", wrap=True) for one in line.overrides]
        return parts

    # ------------------------------------------------------------ moving and choosing

    def move_up(self) -> None:
        """Put the chosen application one place up."""
        self._move(-1)

    def move_down(self) -> None:
        """Put the chosen application one place down."""
        self._move(1)

    def toggle(self) -> None:
        """Choose the application for the list, or take it off."""
        self._toggle_key(self.table.chosen_key())

    def _move(self, step: int) -> None:
        order = [line.application for line in self.lines()]
        key = self.table.chosen_key()
        if not isinstance(key, str) or key not in order:
            return
        place = order.index(key)
        if 0 <= place + step < len(order):
            order[place], order[place + step] = order[place + step], order[place]
            self.order[self.category] = tuple(order)
            self.failure.clear()
            self._fill()

    def _toggle_key(self, key: object) -> None:
        if isinstance(key, str):
            self.chosen[self.category] = self.ticked() ^ {key}
            self.failure.clear()
            self._fill()

    def record(self) -> None:
        """Record the order and the choice of the category."""
        if self.reading is None or not self.save.isEnabled():
            return
        order, ticked = tuple(line.application for line in self.lines()), self.ticked()
        work = partial(
            self.desk.publication.rank,
            self.round_id,
            self.category,
            order,
            tuple(one for one in order if one in ticked),
            self.note.toPlainText().strip(),
        )
        self.save.setEnabled(False)
        self.act(work, self._recorded)

    def _recorded(self, nothing: None) -> None:
        del nothing
        self.order.pop(self.category, None)
        self.chosen.pop(self.category, None)
        self.note.setPlainText("")
        self.said.emit(tr("排序已记录，推荐排序表已生成。"))

    def _failed(self, error: Exception) -> bool:
        self.save.setEnabled(True)
        return super()._failed(error)

    def _to_applications(self) -> None:
        self.went.emit("applications", None)


def _limited(line: QuotaLine, general: QuotaLine | None) -> QuotaLine:
    """A region without a number of its own has the one set for each region."""
    if line.recorded or general is None:
        return line
    return QuotaLine(
        category=line.category,
        region=line.region,
        limit=general.limit,
        source=general.source,
        chosen=line.chosen,
        recorded=True,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("次序"), 56, RIGHT),
        Column(tr("单位"), 0, least=170),
        Column(tr("得分"), 72, RIGHT),
        Column(tr("推荐名单"), 92),
        Column(tr("专家组结论"), 104),
        Column(tr("优先情形"), 132),
        Column(tr("阶段"), 112),
    )


def _row(number: int, line: BoardLine, inside: bool) -> Row:
    score = "—" if line.score is None else plain(line.score)
    word = line.recommendation or "—"
    stage = tr(ENDS[line.ended].text) if line.ended in ENDS else line.stage_title
    passed = tr("放行 %n 项", n=len(line.overrides)) if line.overrides else ""
    return (
        Cell(str(number), right=True),
        Cell(line.unit, region_words(line.region)),
        Cell(score, right=True, strong=True),
        Cell(tr("选入"), kind="chip", tone="success", icon="check") if inside else Cell("—", tone="muted"),
        Cell(word, tone="" if line.recommends or not line.recommendation else "danger"),
        Cell(priority_words(line) or "—"),
        Cell(stage, passed, tone="danger" if line.ended else ""),
    )
