"""检查工作台: an examination with progress, what it found and what to do, the repair, and whom to ask."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from greendesk.desk import Desk
from greendesk.progress import Progress
from greendesk.use_cases.doctor_repair import Repaired
from greendesk.use_cases.doctor_sources import Source
from greendesk.use_cases.findings import Health, Severity, What
from ui.finding_words import place, source_words, told
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import empty_out, plain_box
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock

PLACES = 4  # named of one kind; the others are counted
SOURCES = 5
TONES = {
    Severity.ERROR: ("danger", "warn"),
    Severity.WARNING: ("warning", "warn"),
    Severity.NOTICE: ("muted", "list"),
}
Read = tuple[Health, tuple[Source, ...], Repaired | None]


class DoctorCard(QFrame):
    """The desk's doctor on the screen; reads and repairs on the worker."""

    wants_to_send = Signal()
    repaired = Signal()
    ended = Signal()  # an examination or repair is over, whatever came of it

    def __init__(self, kit: Kit, desk: Desk, runner: TaskRunner, language: str) -> None:
        super().__init__()
        self._kit, self._desk, self._runner, self._language = kit, desk, runner, language
        self._health: Health | None = None
        self.check_button = kit.button(tr("检查工作台"), icon="shield")
        self.check_button.clicked.connect(self.check)
        self.repair_button = kit.button(tr("修复"), "primary", "check")
        self.repair_button.clicked.connect(self.repair)
        self.repair_button.hide()
        self.checked = kit.text(tr("逐条核对签名链、附件和汇总表，不会改动任何数据。"), "caption", wrap=True)
        self.progress = ProgressBlock(kit, tr("可以随时停止，记录不会丢失"))
        self.progress.stopped.connect(self._stopped)
        self._found = QWidget()
        self._box = plain_box(self._found, 12)
        self._found.hide()
        buttons = kit.row(self.check_button, self.repair_button, None, gap=8)
        plain_box(self).addWidget(kit.col(buttons, self.checked, self.progress, self._found, gap=8))

    # ------------------------------------------------------------ what happens

    def check(self) -> None:
        """Examine everything on the worker."""
        self._begin()
        self._runner.run_long(self, self._examine, self._show, self.progress, self._failed)

    def repair(self) -> None:
        """Repair on the worker, then examine again."""
        self._begin()
        self._runner.run_long(self, self._mend, self._show_repaired, self.progress, self._failed)

    def sweep(self) -> None:
        """Remove the files that were listed as named by nothing, then examine again."""
        self._begin()
        self._runner.run_long(self, self._remove, self._show, self.progress, self._failed)

    def _remove(self, progress: Progress) -> Read:
        if self._health is not None:
            self._desk.doctor.sweep(self._health)
        return self._examine(progress)

    def _examine(self, progress: Progress) -> Read:
        health = self._desk.doctor.examine(progress)
        return health, self._desk.doctor.sources(health), None

    def _mend(self, progress: Progress) -> Read:
        repaired = self._desk.doctor.repair(progress)
        health, sources, _ = self._examine(progress)
        return health, sources, repaired

    def _begin(self) -> None:
        for button in (self.check_button, self.repair_button):
            button.setEnabled(False)
        self.checked.hide()
        self._found.hide()

    def _over(self) -> None:
        for button in (self.check_button, self.repair_button):
            button.setEnabled(True)
        self.checked.show()
        self.ended.emit()

    def _stopped(self) -> None:
        self._over()
        self.checked.setText(tr("已停止。"))

    def _failed(self, _error: Exception) -> bool:
        self._over()
        self.checked.setText("")
        return False

    def _show_repaired(self, read: Read) -> None:
        self._show(read)
        self.repaired.emit()

    # ------------------------------------------------------------ what is shown

    def _show(self, read: Read) -> None:
        health, sources, repaired = read
        self._over()
        self._health = health
        empty_out(self._box)
        lines = [] if repaired is None else [_repaired_words(repaired)]
        lines.append(_summary(health))
        self.checked.setText("\n".join(lines))
        for what in dict.fromkeys(one.what for one in health.findings):
            self._box.addWidget(self._kind(health, what))
        if sources:
            self._box.addWidget(self._whom(sources))
        self.repair_button.setVisible(health.mendable)
        self._found.setVisible(bool(health.findings))

    def _kind(self, health: Health, what: What) -> QFrame:
        """All findings of one kind: how grave, where, what it means, what to do."""
        kit = self._kit
        named = [one for one in health.findings if one.what is what]
        words = told(named[0], self._language)
        places = list(dict.fromkeys(filter(None, (place(one, self._language) for one in named))))
        more = health.counts[what] - min(len(places), PLACES)
        where = places[:PLACES]
        if places and more > 0:
            where.append(tr("另有 {count} 处").format(count=more))
        tone, icon = TONES[what.severity]
        chip = kit.chip(words.severity, tone, icon)
        head = kit.row(
            chip, (kit.text(words.title, "strong", wrap=True), 1), kit.text(what.code, "caption"), gap=8
        )
        meaning = words.means + (" " if self._language == "en" else "") + words.cure
        parts: list[QWidget] = [kit.text(line, wrap=True) for line in where]
        parts.append(kit.text(meaning, "label", wrap=True))
        if what is What.ORPHAN:
            sweep = kit.button(tr("清除多余的文件"))
            sweep.clicked.connect(self.sweep)
            parts.append(kit.row(sweep, None))
        block: QFrame = kit.col(head, *parts, gap=4)
        block.setAccessibleName(f"{words.severity} {words.title}")
        return block

    def _whom(self, sources: Sequence[Source]) -> QFrame:
        """Whom to ask for what is missing, and the way to the page that writes files."""
        kit = self._kit
        lines = [
            kit.row(
                kit.text(source.name, "strong"),
                (kit.text(source_words(source, self._language), "label", wrap=True), 1),
                gap=8,
            )
            for source in sources[:SOURCES]
        ]
        send = kit.button(tr("写一份文件发给对方"), icon="right")
        send.clicked.connect(self.wants_to_send)
        note = kit.text(tr("本机发出的文件会写明缺什么，对方回的文件就带来。"), "caption", wrap=True)
        block: QFrame = kit.col(kit.text(tr("向谁索取"), "strong"), *lines, note, kit.row(send, None), gap=6)
        return block


def _summary(health: Health) -> str:
    if not health.findings:
        return tr("数据完好：{rounds} 个批次，{records} 条记录，{files} 个文件。").format(
            rounds=health.rounds, records=health.records, files=health.files
        )
    counts = dict.fromkeys(Severity, 0)
    for what, count in health.counts.items():
        counts[what.severity] += count
    return tr("错误 {errors} 处，警告 {warnings} 处，提示 {notices} 处。").format(
        errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], notices=counts[Severity.NOTICE]
    )


def _repaired_words(repaired: Repaired) -> str:
    aside = repaired.aside + repaired.bodies + repaired.signatures + repaired.certificates + repaired.files
    return tr("已修复：移出损坏 {aside} 处，由备份补回 {restored} 处，记下待补文件 {asked} 个。").format(
        aside=aside, restored=repaired.restored, asked=repaired.asked
    )
