"""Several applications of one stage go on to the next, each by itself; who cannot go is listed with the reason."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from greendesk.domain.road import GuardCheck, stage_after
from ui.i18n import tr
from ui.publication_words import today
from ui.widgets.application_dates import read_date
from ui.widgets.application_fields import Fields
from ui.widgets.exchange_page import FailureBox, empty_out, plain_box, scrolled
from ui.widgets.recommendation_parts import TickList
from ui.widgets.recommendation_reading import Moved, Recommendation, move_all
from ui.widgets.view import ScreenContext


class MoveDialog(QDialog):
    """A stage, its applications to tick, the day; stays open with the reasons when some cannot go."""

    moved = Signal()

    def __init__(self, parent: QWidget, context: ScreenContext, reading: Recommendation) -> None:
        super().__init__(parent)
        kit = context.kit
        self._context, self._reading = context, reading
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("批量进入下一步")
        self.setWindowTitle(title)
        self.fields = Fields(kit)
        self.stage = kit.combo(tr("现在的阶段"), _stages(reading))
        self.stage.currentIndexChanged.connect(self._fill)
        self.applications = TickList(kit, tr("没有可以进入下一步的申报。"))
        self.on = kit.field(tr("办理日期"), today().isoformat(), tr("如 2026-05-31"))
        self.fields.add("stage", tr("现在的阶段"), self.stage)
        self.fields.add("applications", tr("申报"), self.applications)
        self.fields.add("on", tr("办理日期"), self.on)
        self.target = kit.text("", "label", wrap=True)
        self.outcome = kit.text("", "strong", wrap=True)
        self.outcome.hide()
        self.reasons = QFrame()
        self._reasons: QVBoxLayout = plain_box(self.reasons, 6)
        self.failure = FailureBox(kit)
        self.keep = kit.button(tr("关闭"))
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self.reject)
        self.act = kit.button(title, "primary", "right")
        self.act.setObjectName("act")
        self.act.clicked.connect(self._move)
        body = kit.col(
            self.fields["stage"], self.target, self.fields["applications"], self.fields["on"], self.outcome,
            self.reasons, self.failure, None, gap=10, pad=(24, 4), role="pane",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.col(
                kit.row(kit.text(title, "heading"), None, pad=(24, 12)),
                (scrolled(body, "pane"), 1),
                kit.row(None, self.keep, self.act, pad=(24, 12)),
                gap=0,
            )
        )
        self.setFixedWidth(kit.theme.px(600))
        self.setMinimumHeight(kit.theme.px(520))
        self._fill()
        self.keep.setFocus()

    def _fill(self) -> None:
        code = self.stage.currentData()
        lines = [one for one in self._reading.lines if one.stage == code and not one.ended]
        self.applications.forget()
        self.applications.fill([(one.application, f"{one.unit} · {one.region}", True) for one in lines])
        self.act.setEnabled(bool(lines))
        after = stage_after(self._reading.policy.stages, code).title if code else ""
        self.target.setText(tr("下一步：{title}").format(title=after) if after else "")

    def _move(self) -> None:
        applications, day = self.applications.ticked(), read_date(self.on.text())
        self.fields.error("applications", "" if applications else tr("至少勾选一份申报。"))
        self.fields.error("on", "" if day else tr("填写日期，如 2026-05-31。"))
        if self.fields.lead_to_error() or day is None:
            return
        context = self._context
        self.act.setEnabled(False)
        self.failure.clear()
        work = partial(move_all, context.desk, context.round_id, applications, day)
        context.runner.run(self, work, self._moved, self._failed)

    def _moved(self, result: Moved) -> None:
        kit = self._context.kit
        if result.went:
            self.moved.emit()
        words = tr("%n 家已进入下一步", n=result.went)
        if result.failed:
            words += tr("，{n} 家没有进入，原因如下").format(n=len(result.failed))
        self.outcome.setText(words)
        self.outcome.show()
        empty_out(self._reasons)
        for _, unit, why in result.failed:
            line = kit.col(
                kit.text(unit, "strong", wrap=True), kit.text(why, wrap=True), gap=2, pad=(12, 8), role="well"
            )
            self._reasons.addWidget(line)
        stuck = {name: f"{unit}" for name, unit, _ in result.failed}
        self.applications.forget()
        self.applications.fill([(name, words, False) for name, words in stuck.items()])
        self.act.setEnabled(bool(stuck))

    def _failed(self, error: Exception) -> bool:
        self.act.setEnabled(True)
        self.failure.show_error(error)
        return True


def _stages(reading: Recommendation) -> list[tuple[str, object]]:
    """The stages that applications stand in and that are not left by publishing, with how many stand there."""
    stages = []
    for stage in reading.policy.stages[:-1]:
        number = sum(one.stage == stage.code and not one.ended for one in reading.lines)
        published = any(guard.check is GuardCheck.ANNOUNCED for guard in stage.guards)
        if number and not published:
            stages.append((tr("{title}（{n} 家）").format(title=stage.title, n=number), stage.code))
    return list(reversed(stages))
