"""The screen 评价表: the list, the items of one checklist with sums and problems, and the editor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greendesk.domain.checklist_editing import (
    free_code,
    moved_item,
    with_item,
    with_reworded,
    without_item,
)
from greendesk.domain.checklist_reading import ChecklistReading, Place
from greendesk.domain.decimals import plain
from greendesk.use_cases.checklists import ChecklistLine, Checklists, ChecklistSheet
from ui.checklist_words import CATEGORIES, USABLE
from ui.i18n import tr
from ui.theme import repolish
from ui.views.checklists.editor import WIDTH as EDITOR_WIDTH
from ui.views.checklists.editor import Editor
from ui.views.checklists.rows import (
    ItemKey,
    differs,
    item_columns,
    item_rows,
    list_columns,
    list_rows,
    problem_columns,
    problem_rows,
    sum_words,
)
from ui.views.checklists.sheets import ImportSheet, SignSheet
from ui.widgets.application_flow import flow
from ui.widgets.dialogs import ask
from ui.widgets.file_chooser import FileChooser
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext, View
from ui.words import chip_words, said

LIST_WIDTH, NARROW_LIST, NARROW_EDITOR = 336, 272, 280
ROOMY = 1100  # from which width on list and editor are as drawn
PROBLEM_ROWS = 3
REFERENCE = "reference_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the list shows."""

    lines: tuple[ChecklistLine, ...]
    title: str
    may_sign: bool


WORKBOOKS = "*.xlsx"


class ChecklistsView(View):
    """What is typed becomes a draft whenever a field is left; only signing puts it into the round."""

    def __init__(self, context: ScreenContext, checklists: Checklists) -> None:
        super().__init__(context)
        kit = self.kit
        self._checklists = checklists
        self._reading: Reading | None = None
        self._sheet: ChecklistSheet | None = None
        self._values: Mapping[str, Any] = {}
        self._wanted = ""
        self._key: ItemKey | None = None
        self._imported: ChecklistReading | None = None
        self._asked = 0
        self._source = FileChooser(self, self.import_from)
        self._target = FileChooser(self, self.export_to)
        self.list = DataTable(kit.theme, tr("评价表"), list_columns(), row_height=56)
        self.list.row_chosen.connect(self._choose)
        self.items = DataTable(kit.theme, tr("指标"), item_columns(), row_height=52)
        self.items.row_chosen.connect(self._choose_item)
        self.items.row_activated.connect(self._enter_item)
        self.problems = DataTable(kit.theme, tr("待改正"), problem_columns(), row_height=36)
        self.problems.row_activated.connect(self._enter_problem)
        self.problems.clicked.connect(self._enter_chosen_problem)
        self.editor = Editor(kit)
        self.editor.changed.connect(self._change)
        self.editor.moved.connect(self._move)
        self.editor.added.connect(self._add)
        self.editor.removed.connect(self._remove)
        self._make_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self._make_header())
        body = QHBoxLayout()
        body.setContentsMargins(24, 0, 16, 16)
        body.setSpacing(16)
        self._left = kit.col((self.list, 1), pad=(4, 4), role="card")
        body.addWidget(self._left)
        body.addWidget(self._make_middle(), 1)
        page.addLayout(body, 1)
        across.addLayout(page, 1)
        across.addWidget(self.editor)
        layout.addLayout(across, 1)
        self.setTabOrder(self.list, self.items)

    # ------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read the list and the shown checklist again; what is typed stays."""
        self.editor.look()
        self.runner.run(self, self._read, self._show)

    def open_with(self, argument: object) -> None:
        """Show a checklist by its id."""
        if isinstance(argument, str) and argument:
            self._wanted = argument
            self.reload()

    def export_to(self, target: Path | str) -> None:
        """Write the shown checklist or its draft as a workbook."""
        self.editor.look()
        work = partial(self._checklists.export, self.round_id, self._shown, Path(target))
        self.runner.run(self, work, self._exported)

    def import_from(self, source: Path | str) -> None:
        """Read a workbook and show what it would bring."""
        work = partial(self._checklists.import_file, Path(source))
        self.runner.run(self, work, partial(self._preview, Path(source).name))

    def ask_sign(self) -> None:
        """Ask for the reason for signing the draft into the round."""
        sheet = self._sheet
        if sheet is None or sheet.problems:
            return
        self.editor.look()
        line = self._line(sheet.id)
        lines = [tr("签入后整个批次使用这一版；已经开始的评审继续用原来那一版。")]
        if line is not None and line.pinned:
            lines.append(tr("已有 %n 份评审用现在这一版，不受影响。", n=line.pinned))
        if self._values.get("usable") == REFERENCE:
            lines.append(tr("这份表仅供查阅，签入后也不能用来评分。"))
        dialog = SignSheet(self, self.kit, str(self._values.get("title", sheet.id)), tuple(lines))
        dialog.confirmed.connect(self._sign)
        dialog.open()

    # ------------------------------------------------------------ making

    def _make_buttons(self) -> None:
        kit = self.kit
        self.import_button = kit.button(tr("导入 xlsx"), icon="inbox")
        self.export_button = kit.button(tr("导出 xlsx"), icon="sheet")
        self.sign_button = kit.button(tr("签入批次"), "primary", "stamp")
        self.undo_button = kit.button(tr("撤销"), "quiet", "undo")
        self.redo_button = kit.button(tr("重做"), "quiet")
        self.discard_button = kit.button(tr("放弃草稿"), "quiet")
        for button, slot in (
            (self.import_button, self._pick_source),
            (self.export_button, self._pick_target),
            (self.sign_button, self.ask_sign),
            (self.undo_button, self.undo),
            (self.redo_button, self.redo),
            (self.discard_button, self.discard),
        ):
            button.clicked.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the items the room they need on a small screen."""
        super().resizeEvent(event)
        px, roomy = self.kit.theme.px, self.width() >= self.kit.theme.px(ROOMY)
        self._left.setFixedWidth(px(LIST_WIDTH if roomy else NARROW_LIST))
        self.editor.setFixedWidth(px(EDITOR_WIDTH if roomy else NARROW_EDITOR))

    def _make_header(self) -> QWidget:
        kit = self.kit
        self.round_note = FittingLabel("label")
        title = kit.col(None, kit.text(tr("评价表"), "title"), self.round_note, None, gap=4)
        return kit.row(
            (title, 1),
            self.import_button,
            self.export_button,
            self.sign_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )

    def _make_middle(self) -> QWidget:
        kit = self.kit
        self.title = kit.text("", "heading", wrap=True)
        self.note = kit.text("", "caption", wrap=True)
        self.total = kit.text("—", "figure")
        self.total_note = kit.text("", "label")
        self.warning = kit.text("", "caption", "warning", wrap=True)
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(0, 0, 0, 0)
        chips = QWidget()
        chips.setLayout(self._chips)
        self._sums = QVBoxLayout()
        self._sums.setContentsMargins(0, 0, 0, 0)
        sums = QWidget()
        sums.setLayout(self._sums)
        tools = kit.row(self.undo_button, self.redo_button, self.discard_button, gap=2)
        self._well = kit.col(
            kit.text(tr("待改正"), "strong", "danger"), self.problems, gap=4, pad=(8, 8), role="card"
        )
        head = kit.col(
            kit.row((self.title, 1), self.total, self.total_note, gap=8),
            kit.row(chips, (self.note, 1), tools, gap=8),
            self.warning,
            sums,
            gap=6,
            pad=(16, 10),
            role="card",
        )
        return kit.col(
            head,
            (kit.col((self.items, 1), pad=(4, 4), role="card"), 1),
            self._well,
            gap=10,
        )

    # ------------------------------------------------------------ the list

    @property
    def _shown(self) -> str:
        return self._sheet.id if self._sheet else ""

    def _line(self, checklist: str) -> ChecklistLine | None:
        lines = self._reading.lines if self._reading else ()
        return next((line for line in lines if line.id == checklist), None)

    def _read(self) -> Reading:
        return Reading(
            lines=self._checklists.lines(self.round_id),
            title=self.desk.rounds.line(self.round_id).title,
            may_sign=self._checklists.may_sign(self.round_id),
        )

    def _show(self, reading: Reading) -> None:
        self._show_lines(reading)
        known = {line.id for line in reading.lines}
        wanted = next((one for one in (self._wanted, self._shown) if one in known), "")
        self._wanted = ""
        if wanted:
            self.list.choose(wanted)
            self._open(wanted)
        else:
            self.list.choose_first()
            self._choose(self.list.chosen_key())

    def _show_lines(self, reading: Reading) -> None:
        self._reading = reading
        self.round_note.setText(reading.title)
        self.list.set_rows(*list_rows(reading.lines))
        self.sign_button.setVisible(reading.may_sign)

    def _choose(self, key: object) -> None:
        if isinstance(key, str) and key != self._shown:
            self.editor.look()
            self._key = None
            self._open(key)

    def _open(self, checklist: str) -> None:
        self._ask(partial(self._checklists.open, self.round_id, checklist))

    # ------------------------------------------------------------ the draft

    def undo(self) -> None:
        """Take the last change back."""
        self._ask(partial(self._checklists.undo, self.round_id, self._shown))

    def redo(self) -> None:
        """Do it again."""
        self._ask(partial(self._checklists.redo, self.round_id, self._shown))

    def discard(self) -> None:
        """Ask before the draft is forgotten: there is no undo after that."""
        dialog = ask(
            self,
            self.kit,
            tr("放弃这份草稿？"),
            (tr("草稿里的改动全部去掉，不能再撤销。"), tr("批次里的评价表不变。")),
            action=tr("放弃草稿"),
            keep=tr("继续修改"),
            danger=True,
        )
        dialog.accepted.connect(self._discard)

    def _discard(self) -> None:
        work = partial(self._checklists.discard, self.round_id, self._shown)
        self.runner.run(self, work, self._discarded)

    def _ask(self, work: Callable[[], ChecklistSheet]) -> None:
        """Show what comes back, unless something was asked after it."""
        self._asked += 1
        self.runner.run(self, work, partial(self._open_sheet, self._asked))

    def _save(self, values: Mapping[str, Any], label: str) -> None:
        self._values = values
        self._ask(partial(self._checklists.save_draft, self.round_id, self._shown, values, label))

    def _change(self, place: Place, value: object) -> None:
        if self._sheet is not None:
            self._save(with_reworded(self._values, place, value), str(place[-1]))

    def _add(self) -> None:
        if self._sheet is None:
            return
        section, at = self._key or (len(self._values["sections"]) - 1, -1)
        code = free_code(self._values, section)
        self._key = (section, at + 1)
        self._save(with_item(self._values, section, at + 1, code), "add")

    def _remove(self) -> None:
        if self._sheet is not None and self._key is not None:
            values = without_item(self._values, *self._key)
            self._key = None
            self._save(values, "remove")

    def _move(self, by: int) -> None:
        if self._sheet is not None and self._key is not None:
            values, section, at = moved_item(self._values, *self._key, by)
            if (section, at) != self._key:
                self._key = (section, at)
                self._save(values, "move")

    # ------------------------------------------------------------ showing

    def _open_sheet(self, number: int, sheet: ChecklistSheet) -> None:
        if number != self._asked:
            return
        self._sheet, self._values = sheet, sheet.values
        self._show_head(sheet)
        rows, keys = item_rows(sheet)
        wanted = self._key if self._key in keys else None
        self._key = wanted
        self.items.blockSignals(True)
        self.items.set_rows(rows, keys)
        self.items.choose(wanted)
        self.items.blockSignals(False)
        self.problems.set_rows(
            problem_rows(sheet.values, sheet.problems), [one.place for one in sheet.problems]
        )
        self.problems.setFixedHeight(self.kit.theme.px(min(len(sheet.problems), PROBLEM_ROWS) * 36 + 40))
        self._well.setVisible(bool(sheet.problems))
        self.editor.open(sheet, wanted, editable=True)
        self.undo_button.setEnabled(sheet.undo > 0)
        self.redo_button.setEnabled(sheet.redo > 0)
        self.discard_button.setVisible(sheet.saved_at > 0)
        self.export_button.setEnabled(not sheet.problems)
        line = self._line(sheet.id)
        if line is None or line.has_draft != (sheet.saved_at > 0):
            self.runner.run(self, self._read, self._show_lines)
        self.sign_button.setEnabled(not sheet.problems and (sheet.changed or not sheet.in_round))

    def _show_head(self, sheet: ChecklistSheet) -> None:
        values, kit = sheet.values, self.kit
        self.title.setText(str(values.get("title", sheet.id)))
        usable = str(values.get("usable", ""))
        chips = [kit.chip(*chip_words(USABLE, usable))]
        if sheet.changed:
            chips.append(kit.chip(tr("草稿"), "info", "review"))
        elif sheet.in_round:
            chips.append(kit.chip(tr("在批次中"), "success", "check"))
        while item := self._chips.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._chips.addWidget(kit.row(*chips, gap=6))
        self.note.setText(self._note(sheet))
        base = values.get("aggregation", {}).get("base")
        total = "—" if sheet.total is None else plain(sheet.total)
        self.total.setText(total)
        self.total.setVisible(bool(base))
        self.total_note.setText(tr("满分 {base}").format(base=base) if base else tr("不计总分"))
        wrong = any(one.place == ("aggregation", "base") for one in sheet.problems)
        self.total.setProperty("tone", "danger" if wrong else "")
        repolish(self.total)
        why = str(values.get("warning") or "")
        if usable == REFERENCE:
            why = tr("仅供查阅，不能用来评分。{why}").format(why=why)
        self.warning.setText(why)
        self.warning.setVisible(bool(why))
        while item := self._sums.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        scored = [one for one in sheet.sections if one.scored]
        self._sums.addWidget(
            flow(
                *(kit.text(sum_words(one), "caption", "danger" if differs(one) else "") for one in scored),
                gap=16,
            )
        )

    def _note(self, sheet: ChecklistSheet) -> str:
        values = sheet.values
        category = said(CATEGORIES, str(values.get("category", "")))
        note = tr("{category} · {edition}").format(category=category, edition=values.get("edition", ""))
        line = self._line(sheet.id)
        if line is not None and line.pinned + line.pinned_before:
            note += " · " + tr("%n 份评审在用", n=line.pinned)
            if line.pinned_before:
                note += " · " + tr("%n 份用以前的版本", n=line.pinned_before)
        if sheet.signing is not None:
            signing = tr("{name} 签入：{reason}")
            note += " · " + signing.format(name=sheet.signing.name, reason=sheet.signing.reason)
        return note

    def _choose_item(self, key: object) -> None:
        if isinstance(key, tuple) and self._sheet is not None and key != self._key:
            self.editor.look()
            self._key = (key[0], key[1])
            self.editor.open(self._sheet, self._key, editable=True)
            self.editor.show_page(1)

    def _enter_item(self, key: object) -> None:
        self._choose_item(key)
        if self._key is not None:
            self.editor.enter(("sections", self._key[0], "items", self._key[1], "title"))

    def _enter_chosen_problem(self) -> None:
        self._enter_problem(self.problems.chosen_key())

    def _enter_problem(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        place: Place = key
        if len(place) >= 4 and place[2] == "items":
            self.items.choose((place[1], place[3]))
        self.editor.enter(place)

    # ------------------------------------------------------------ files and signing

    def _pick_source(self) -> None:
        self._source.file(tr("导入评价表"), WORKBOOKS)

    def _pick_target(self) -> None:
        name = tr("评价表 {title}.xlsx").format(title=self._values.get("title", self._shown))
        self._target.target(tr("导出评价表"), name.replace("/", "-"), WORKBOOKS)

    def _exported(self, _none: None) -> None:
        self.said.emit(tr("评价表已导出。"))

    def _preview(self, name: str, reading: ChecklistReading) -> None:
        self._imported = reading
        dialog = ImportSheet(self, self.kit, name, reading)
        dialog.confirmed.connect(self._adopt)
        dialog.open()

    def _adopt(self) -> None:
        if self._imported is not None:
            work = partial(self._checklists.adopt, self.round_id, self._imported.text)
            self.runner.run(self, work, self._adopted)

    def _adopted(self, sheet: ChecklistSheet) -> None:
        self.said.emit(tr("已导入为草稿。"))
        self._key = None
        self.open_with(sheet.id)

    def _sign(self, reason: str) -> None:
        work = partial(self._checklists.sign_draft, self.round_id, self._shown, reason)
        self.record(work, self._signed)

    def _signed(self, checklist: str) -> None:
        self.said.emit(tr("已签入批次。"))
        self.open_with(checklist)

    def _discarded(self, _none: None) -> None:
        self._wanted, self._key, self._sheet = self._shown, None, None
        self.reload()
