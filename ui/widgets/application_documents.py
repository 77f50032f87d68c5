"""Completeness: which files serve as which required document, as guessed from names and decided by a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from greendesk.domain.package import Inventory, PackageFile
from greendesk.domain.policy import guess_documents
from greendesk.queries import DocumentLine
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.theme import repolish
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_notice import NoticePane
from ui.widgets.application_papers import Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.application_ticks import TickTable
from ui.widgets.application_words import DOCUMENT_STATES
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext


@dataclass(slots=True)
class Pending:
    """What was changed and not recorded yet: files and notes by document."""

    files: dict[str, tuple[int, ...]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many documents are touched."""
        return len(self.files.keys() | self.notes.keys())

    def on(self, line: DocumentLine) -> DocumentLine:
        """The document as it will be."""
        files, note = self.files.get(line.code, line.files), self.notes.get(line.code, line.note)
        state = line.state
        if line.code in self.files:
            state = "present" if files else "missing" if line.required else "not_required"
        return replace(line, files=files, note=note, state=state)


class DocumentsSection(CaseSection):
    """The policy's list beside the files; changes are gathered and recorded as one check."""

    package_wanted = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._pending: dict[str, Pending] = {}
        self._filled = ""
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self.table = DataTable(kit.theme, tr("应有材料"), _columns(), row_height=54)
        self.table.row_chosen.connect(self._choose)
        self.summary = kit.text("", "strong")
        self.source = kit.text("", "caption")
        self.notice_button = kit.button(tr("补正通知"), icon="file")
        self.notice_button.clicked.connect(self._show_notice)
        self.save_button = kit.button(tr("记录核对结果"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        self.hint = kit.text("", "caption")
        head = kit.row(
            self.summary, self.source, None, self.notice_button, self.save_button, gap=12, height=38
        )
        left = kit.col((self.table, 1), pad=(8, 4), role="card")
        self._editor_title = kit.text("", "heading")
        self._editor_title.setWordWrap(True)
        self._editor_source = kit.text("", "caption")
        self._editor_source.setWordWrap(True)
        self.files = TickTable(kit.theme, tr("作为这份材料的文件"))
        self.files.ticked.connect(self._tick)
        self.open_button = kit.button(tr("打开文件"), "quiet", "file")
        self.open_button.clicked.connect(self._open)
        self.note = kit.field(tr("说明"), hint=tr("例如：缺第 3 页盖章"))
        self.note.textEdited.connect(self._write_note)
        pick = kit.row(kit.text(tr("勾选作为这份材料的文件"), "label"), None, self.open_button)
        editor = kit.col(
            kit.col(self._editor_title, self._editor_source, pick, gap=6, pad=(16, 0)),
            (kit.col((self.files, 1), pad=(8, 0)), 1),
            kit.col(kit.labelled(tr("说明，写入补正通知"), self.note), pad=(16, 0)),
            gap=6,
            pad=(0, 14),
            role="card",
        )
        self.notice = NoticePane(context, self.papers)
        self.notice.closed.connect(self._close_notice)
        self.notice.recorded.connect(self.recorded)
        self.notice.said.connect(self.said)
        side = QWidget()
        side.setFixedWidth(kit.theme.px(400))
        self._sides = QStackedLayout(side)
        self._sides.currentChanged.connect(self._say_primary)
        self._sides.addWidget(editor)
        self._sides.addWidget(kit.col(self.notice, pad=(4, 6), role="card"))
        body = kit.row((left, 1), side, gap=16)
        full = kit.col(head, (body, 1), self.hint, gap=12)
        self.nothing = Nothing(kit, "folder")
        self.nothing.asked.connect(self.package_wanted)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(full)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))

    # ------------------------------------------------------------ the case

    @property
    def pending(self) -> Pending:
        """What is changed for the application that is shown."""
        return self._pending.setdefault(self.application, Pending())

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show the list of the policy, or that a package must come first."""
        closed = case.detail.gate != "open" or not case.detail.package_version
        self._pages.setCurrentIndex(1 if closed else 0)
        if closed:
            action = tr("接收材料包") if case.may_work and not case.detail.package_version else ""
            note = tr("收到材料包后，按政策方案的清单逐项核对。")
            self.nothing.say(tr("还没有可以核对的材料"), note, action)
            return
        for button in (self.save_button, self.notice_button):
            button.setVisible(case.may_work)
        self.note.setReadOnly(not case.may_work)
        if moved:
            self._sides.setCurrentIndex(0)
        self.notice.show_case(case)
        self._fill_table()
        if moved or self.table.chosen_key() is None:
            self.table.choose(self._first_open())
        self._choose(self.table.chosen_key())

    def first(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def lines(self) -> tuple[DocumentLine, ...]:
        """The documents with what is changed and not recorded yet."""
        return tuple(self.pending.on(line) for line in self.case.detail.documents) if self.case else ()

    # ------------------------------------------------------------ recording

    def save(self) -> None:
        """Record the whole check as the person decided it."""
        if self.case is None:
            return
        lines, application = self.lines(), self.application
        work = partial(
            self.desk.applications.assign_documents,
            self.round_id,
            application,
            {line.code: line.files for line in lines if line.files},
            {line.code: line.note for line in lines if line.note},
        )
        self.record(work, tr("核对结果已记录。"), partial(self._saved, application), self._failed)

    def _saved(self, application: str, nothing: None) -> None:
        del nothing
        self._pending.pop(application, None)  # the reload that follows brings what is recorded

    def _failed(self, error: Exception) -> bool:
        self.hint.setText(hint_for(error))
        return bool(self.hint.text())

    # ------------------------------------------------------------ the list

    def _first_open(self) -> object:
        lines = self.lines()
        return next((line.code for line in lines if line.state in {"missing", "unusable"}), lines[0].code)

    def _fill_table(self) -> None:
        case = self.case
        if case is None or case.detail.inventory is None:
            return
        lines, guesses = self.lines(), _guesses(case)
        self.table.set_rows(
            [_row(line, case.detail.inventory, guesses) for line in lines], [line.code for line in lines]
        )
        due = [line for line in lines if line.state != "not_required"]
        here = sum(line.state == "present" for line in due)
        lacking = len(due) - here
        self.summary.setText(tr("应有 {all} 种，已有 {here} 种").format(all=len(due), here=here))
        self.source.setText(case.policy.title)
        touched = self.pending.count
        unsaved = tr("有 %n 处改动还没有记录。", n=touched) if touched else ""
        checked = tr("材料名后的“建议”是按文件名推定的，核对后点“记录核对结果”。") if guesses else ""
        self.hint.setText(unsaved or checked)
        self.notice_button.setEnabled(bool(lacking or case.detail.notices))
        self.notice_button.setToolTip("" if lacking else tr("没有缺少的材料，不需要补正通知"))

    def _line(self) -> DocumentLine | None:
        chosen = self.table.chosen_key()
        return next((line for line in self.lines() if line.code == chosen), None)

    def _choose(self, code: object) -> None:
        del code
        line, case = self._line(), self.case
        if line is None or case is None or case.detail.inventory is None:
            return
        self._editor_title.setText(line.title)
        due = tr("应当提供") if line.required else tr("可以提供")
        self._editor_source.setText(f"{due} · {line.article}")
        self.note.setText(line.note)
        elsewhere = {n: other.title for other in self.lines() if other.code != line.code for n in other.files}
        self.files.changeable = case.may_work
        self.files.set_files([_file_row(file, line, elsewhere) for file in case.detail.inventory.files])
        if line.code != self._filled:
            self._filled = line.code
            self.files.choose(min(line.files, default=1))

    def _tick(self, number: object) -> None:
        line = self._line()
        if line is None or not isinstance(number, int):
            return
        self.pending.files[line.code] = tuple(sorted(set(line.files) ^ {number}))
        self._fill_table()
        self._choose(line.code)

    def _write_note(self, words: str) -> None:
        if line := self._line():
            self.pending.notes[line.code] = words.strip()
            self._fill_table()

    def _open(self) -> None:
        inventory, number = self.case.detail.inventory if self.case else None, self.files.chosen_key()
        file = inventory.file(number) if inventory and isinstance(number, int) else None
        if file:
            self.papers.open(file.sha256, file.name)

    def _say_primary(self) -> None:
        """Let only one button stand out: recording, or making the notice while its form is open."""
        self.save_button.setProperty("kind", "" if self._sides.currentIndex() else "primary")
        self.kit.theme.dress(
            self.save_button,
            "check",
            "muted" if self._sides.currentIndex() else "accent-text",
            self.kit.theme.px(16),
            4,
        )
        repolish(self.save_button)

    def _show_notice(self) -> None:
        if self.pending.count:
            self.hint.setText(tr("先记录核对结果，再出具补正通知。"))
            self.save_button.setFocus()
            return
        self._sides.setCurrentIndex(1)
        self.notice.first()

    def _close_notice(self) -> None:
        self._sides.setCurrentIndex(0)
        self.table.setFocus()


def _file_row(
    file: PackageFile, line: DocumentLine, elsewhere: Mapping[int, str]
) -> tuple[int, str, str, bool, str]:
    ticked = file.number in line.files
    note = file.path.rpartition("/")[0]
    if file.number in elsewhere:
        note = tr("已作为{title}").format(title=elsewhere[file.number])
    spoken = tr("已勾选") if ticked else tr("未勾选")
    return file.number, f"{file.number}  {file.name}", note, ticked, tr("，").join((file.name, spoken))


def _guesses(case: Case) -> Mapping[str, tuple[int, ...]]:
    """What the names alone suggest, while nobody has decided; nothing afterwards."""
    inventory = case.detail.inventory
    if inventory is None or not case.unchecked:
        return {}
    paths = {file.number: file.path for file in inventory.files}
    return guess_documents(case.policy, case.detail.line.category, paths)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("材料"), 0, least=128),
        Column(tr("文件"), 0, least=128),
        Column(tr("状态"), 116),
    )


def _row(line: DocumentLine, inventory: Inventory, guesses: Mapping[str, tuple[int, ...]]) -> Row:
    text, tone, icon = DOCUMENT_STATES[line.state]
    names = [f"{file.number} {file.name}" for number in line.files if (file := inventory.file(number))]
    guessed = bool(line.files) and guesses.get(line.code) == line.files
    note = line.note or (tr("建议，按文件名推定") if guessed else "")
    return (
        Cell(line.title, line.article, strong=line.state in {"missing", "unusable"}),
        Cell(tr("，").join(names) or "—", note, tone="" if names else "muted"),
        Cell(tr(text), kind="chip", tone=tone, icon=icon),
    )
