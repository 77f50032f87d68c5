"""流程与期限: the stages in order with what each asks, deadlines with the working days left, terms and duties."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from greendesk.domain.policy import Basis, Policy
from greendesk.domain.road import Guard, GuardCheck, Stage
from ui.eligibility_words import FORCES as CHECK_FORCES
from ui.i18n import tr
from ui.road_words import GUARDS
from ui.rules_words import STATES, duty_when, left_words, must_be_verified, publicity_words
from ui.widgets.rules_parts import LEFT, RIGHT, GoButton, SidePane, remark, roomy, selectable, wrapped
from ui.widgets.rules_reading import RulesReading
from ui.widgets.rules_steps import cap_words, step_columns, step_rows
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext
from ui.words import CATEGORIES, chip_words, said

Parts = Sequence[QWidget | int]


class TimetablePane(QFrame):
    """The table at the left, the chosen stage, deadline or term in full at the right."""

    went = Signal(str, object)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        kit = self._kit = context.kit
        self._reading: RulesReading | None = None
        self._shown = ""
        self.table = DataTable(
            kit.theme,
            tr("流程与期限"),
            step_columns(roomy(kit, 220, 140), roomy(kit, 130, 60)),
            row_height=54,
        )
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._enter)
        self.pane = SidePane(kit, tr("这一事项"), 400)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 24, 16)
        across.setSpacing(16)
        across.addWidget(kit.col((self.table, 1), pad=(8, 4), role="card"), LEFT)
        across.addWidget(self.pane, RIGHT)

    def fill(self, reading: RulesReading) -> None:
        """Show the steps; the chosen row stays."""
        if reading != self._reading:
            self._shown = ""
        self._reading = reading
        rows = step_rows(reading.policy, reading.timetable)
        self.table.set_rows([row.cells for row in rows], [row.key for row in rows])
        if self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    # ------------------------------------------------------------ one row

    def _enter(self, key: object) -> None:
        self._choose(key)
        button = self.pane.findChild(GoButton)
        if button is not None:
            button.setFocus()

    def _choose(self, key: object) -> None:
        if self._reading is None or not isinstance(key, str) or key == self._shown:
            return
        self._shown = key
        kind, _, code = key.partition(":")
        shown = {
            "stage": self._stage,
            "deadline": self._deadline,
            "term": self._term,
            "department": self._department,
            "duty": self._duty,
        }
        self.pane.show_all(shown[kind](self._reading, code))

    def _stage(self, reading: RulesReading, code: str) -> Parts:
        kit = self._kit
        stage = next(one for one in reading.policy.stages if one.code == code)
        parts: list[QWidget | int] = [
            wrapped(kit.text(stage.title, "heading")),
            kit.facts(
                (tr("谁来办"), stage.actor), (tr("条款"), stage.article), *self._day_of(reading, stage)
            ),
        ]
        if stage.optional:
            parts.append(remark(kit, "minus", "muted", tr("根据需要进行，可以跳过。")))
        parts += [4, kit.text(tr("进入下一步的条件"), "strong")]
        if not stage.guards:
            parts.append(wrapped(kit.text(tr("这一阶段没有条件。"), "label")))
        parts += [self._guard(guard, reading.policy) for guard in stage.guards]
        return [*parts, 4, self._button("applications", stage.title)]

    def _day_of(self, reading: RulesReading, stage: Stage) -> tuple[tuple[str, str], ...]:
        line = reading.timetable.deadline(stage.deadline) if stage.deadline else None
        if line is None:
            return ()
        day = tr("{day}，{left}").format(day=line.day.isoformat(), left=left_words(line)[0])
        return ((tr("截止"), day),)

    def _guard(self, guard: Guard, policy: Policy) -> QWidget:
        kit = self._kit
        lines: list[QWidget] = [
            wrapped(kit.text(said(GUARDS, guard.check.value))),
            wrapped(kit.text(guard.article, "caption")),
        ]
        if guard.check is GuardCheck.ELIGIBILITY:
            checks = [
                tr("{title}（{unit}）").format(title=one.title, unit=said(CHECK_FORCES, one.force.value))
                for one in policy.checks
            ]
            lines.append(wrapped(kit.text(tr("；").join(checks), "caption")))
        if guard.awaits:
            titles = {one.code: one.title for one in policy.awaited}
            lines.append(wrapped(kit.text(titles.get(guard.awaits, guard.awaits), "caption")))
        words = tr("例外：条文写有“{words}”").format(words=guard.override)
        lines.append(
            wrapped(kit.text(words, "caption", "warning"))
            if guard.override
            else kit.text(tr("没有例外"), "caption")
        )
        return kit.col(*lines, gap=1, pad=(12, 8), role="well")

    def _deadline(self, reading: RulesReading, code: str) -> Parts:
        kit, policy = self._kit, reading.policy
        line = next(one for one in reading.timetable.deadlines if one.code == code)
        words, tone = left_words(line)
        stages = tr("、").join(one.title for one in policy.stages if one.deadline == code)
        parts: list[QWidget | int] = [
            wrapped(kit.text(line.title, "heading")),
            wrapped(kit.text(tr("截止 {day}，当日计入").format(day=line.day.isoformat()), "strong")),
            wrapped(kit.text(words, "body", tone)),
            kit.facts((tr("谁来报"), line.actor), (tr("条款"), line.article), (tr("阶段"), stages)),
        ]
        if policy.late:
            words = tr("逾期：{words}（{article}）").format(
                words=policy.late.words, article=policy.late.article
            )
            parts.append(remark(kit, "warn", "warning", words))
        if line.left.provisional:
            years = tr("、").join(str(year) for year in line.left.provisional_years)
            words = tr("{years} 年放假安排尚未公布，工作日暂按周末推算。").format(years=years)
            parts.append(remark(kit, "clock", "warning", words))
        return [*parts, *self._basis(line.basis), 4, self._button("home", line.title)]

    def _term(self, reading: RulesReading, code: str) -> Parts:
        kit, policy = self._kit, reading.policy
        if code == "publicity" and policy.publicity:
            one = policy.publicity
            parts: list[QWidget | int] = [
                kit.text(tr("公示"), "heading"),
                wrapped(kit.text(publicity_words(one), "strong")),
                kit.facts((tr("公示处"), one.where), (tr("条款"), one.article)),
                *self._basis(one.basis),
                self._button("recommendation", tr("公示")),
            ]
            return parts
        if code == "late" and policy.late:
            words = wrapped(kit.text(policy.late.words))
            return [kit.text(tr("逾期"), "heading"), words, kit.facts((tr("条款"), policy.late.article))]
        if code == "quota" and policy.quota:
            counted = tr("、").join(said(CATEGORIES, one.value) for one in policy.quota.categories)
            return [
                kit.text(tr("推荐名额"), "heading"),
                wrapped(kit.text(policy.quota.by)),
                kit.facts((tr("类别"), counted), (tr("条款"), policy.quota.article)),
                self._button("recommendation", tr("推荐名额")),
            ]
        rules = policy.third_party
        counted = tr("、").join(said(CATEGORIES, one.value) for one in rules.counts)
        return [
            kit.text(tr("第三方机构"), "heading"),
            wrapped(kit.text(cap_words(rules), "strong")),
            wrapped(kit.text(rules.words)),
            kit.facts((tr("计入的类别"), counted), (tr("依据"), rules.basis.source)),
            *self._basis(rules.basis),
            self._button("agencies", tr("第三方机构")),
        ]

    def _department(self, reading: RulesReading, code: str) -> Parts:
        kit = self._kit
        one = next(one for one in reading.policy.departments if one.code == code)
        asking = reading.policy.consultation
        return [
            wrapped(kit.text(one.name, "heading")),
            kit.facts(
                (tr("征求内容"), one.asks),
                (tr("由谁征求"), asking.asked_by if asking else ""),
                (tr("条款"), one.article),
            ),
            wrapped(kit.text(tr("没有回复不等于同意。"), "label")),
            self._button("opinions", one.name),
        ]

    def _duty(self, reading: RulesReading, code: str) -> Parts:
        kit = self._kit
        one = next(one for one in reading.policy.duties if one.code == code)
        return [
            wrapped(kit.text(one.title, "heading")),
            kit.row(kit.chip(tr("以后的版本"), "muted", "clock"), None),
            selectable(kit.text(one.words)),
            kit.facts(
                (tr("谁来做"), one.actor),
                (tr("时间"), duty_when(one)),
                (tr("途径"), one.channel),
                (tr("条款"), one.article),
            ),
            wrapped(kit.text(tr("公布后的管理不在这一版本里，这里只列出来备查。"), "label")),
        ]

    # ------------------------------------------------------------ pieces

    def _basis(self, basis: Basis | None) -> Parts:
        if basis is None or not must_be_verified(basis):
            return ()
        state, _, _ = chip_words(STATES, basis.state.value)
        words = tr("须核对（{state}）：{source}").format(state=state, source=basis.source)
        return [remark(self._kit, "search", "warning", words)]

    def _button(self, key: str, about: str) -> QWidget:
        place = ("rules", key) if key == "agencies" else (key, None)
        button = GoButton(self._kit, place, about)
        button.wanted.connect(self.went)
        return self._kit.row(button, None, gap=0)
