"""An update file on the screen: it is checked, shown for reading, and taken or refused in words."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from greendesk.desk import Desk
from greendesk.domain.update import UpdateKind
from greendesk.errors import GreendeskError
from greendesk.progress import Progress
from greendesk.use_cases.update_lines import Prepared, Preview, Way
from greendesk.use_cases.updates import Updates
from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.exchange_page import empty_out
from ui.widgets.half_typed import half_typed
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.shown_elsewhere import show_elsewhere
from ui.widgets.update_words import (
    SHOWN,
    action_of,
    beforehand,
    changes_of,
    publisher_of,
    rule_words,
    size_words,
    title_of,
    version_words,
)

REASON = "before-update"
DECLINED = "GD-819"


class UpdateSheet(QDialog):
    """Takes one update file; `taken` says what was done, `leaving` that the program has to end now."""

    taken = Signal(str)
    leaving = Signal(bool)  # whether it starts again by itself, which an installer does otherwise

    def __init__(
        self,
        parent: QWidget,
        kit: Kit,
        runner: TaskRunner,
        desk: Desk,
        language: str,
        updates: Callable[[], Updates],
    ) -> None:
        super().__init__(parent)
        self._kit, self._runner, self._desk, self._language = kit, runner, desk, language
        self._updates = updates
        self._preview: Preview | None = None
        self._path = Path()
        self.setObjectName("window")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("更新", "files"))
        self.heading = kit.text(tr("正在核对更新文件"), "heading", wrap=True)
        self.body = QWidget()
        self._box = QVBoxLayout(self.body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(kit.theme.px(8))
        self.progress = ProgressBlock(kit, tr("停止后程序和数据都不改动"))
        self.progress.stopped.connect(self.reject)
        self.keep = kit.button(tr("取消"))
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self.reject)
        self.act = kit.button(tr("更新", "to do it"), "primary")
        self.act.setObjectName("act")
        self.act.clicked.connect(self.accept_update)
        self.act.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.col(
                self.heading,
                4,
                (self.body, 1),
                self.progress,
                8,
                kit.row(None, self.keep, self.act),
                gap=6,
                pad=(24, 20),
            )
        )
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.adjustSize)
        self.setMinimumWidth(kit.theme.px(560))
        self.setMaximumWidth(kit.theme.px(720))

    # ------------------------------------------------------------ what happens

    def look(self, path: Path) -> None:
        """Check a file and show what it would do."""
        self._path = path
        updates = self._updates

        def work(progress: Progress) -> Preview:
            return updates().look(path, progress)

        self._say([path.name])
        self._runner.run_long(self, work, self._show, self.progress, self._refused)

    def accept_update(self) -> None:
        """Take what is shown: rules and keys at once, a program after a backup."""
        preview = self._preview
        if preview is None or not self.act.isEnabled():
            return
        self.act.setEnabled(False)
        self.keep.setEnabled(False)
        path, updates, desk = self._path, self._updates, self._desk
        if preview.statement.kind is UpdateKind.RULES:
            self._runner.run_long(
                self, partial(_take_rules, updates, path), self._taken, self.progress, self._refused
            )
        elif preview.statement.kind is UpdateKind.KEY:
            self._runner.run_long(
                self, partial(_take_key, updates, path), self._taken, self.progress, self._refused
            )
        else:
            self.progress.stop.setEnabled(False)
            work = partial(_prepare_and_start, updates, desk, path)
            self._runner.run_long(self, work, self._begun, self.progress, self._refused)

    def _taken(self, preview: Preview) -> None:
        if preview.statement.kind is UpdateKind.KEY:
            self.taken.emit(tr("已采用发布者的新密钥。"))
        else:
            self.taken.emit(tr("规则已更新到 {version}。").format(version=preview.statement.version))
        self.accept()

    def _begun(self, prepared: Prepared) -> None:
        """The installer is at work, or a person has to do the rest."""
        if prepared.way in {Way.SETUP, Way.PORTABLE, Way.PACKAGE}:
            self.heading.setText(tr("正在更新，程序马上关闭"))
            self.leaving.emit(prepared.way is Way.PACKAGE)
            return
        self._prepared = prepared
        self.heading.setText(tr("新版 {version} 已核对并放好").format(version=prepared.version))
        lines: list[QWidget] = []
        if prepared.way is Way.ADMINISTRATOR:
            lines.append(self._kit.text(tr("请管理员在终端运行下面的命令，完成后重新打开程序。"), wrap=True))
            lines.append(self._copyable(prepared.command))
        else:
            words = tr("这份程序不是安装的。关闭程序后，用下面的新版文件替换它。")
            lines += [self._kit.text(words, wrap=True), self._copyable(str(prepared.path))]
            show = self._kit.button(tr("打开文件夹"), icon="folder")
            show.clicked.connect(self._show_folder)
            lines.append(self._kit.row(show, None))
        self._fill(*lines, self._kit.text(tr("更新前的备份已做好。"), "label"))
        self._end(tr("知道了"))

    def _refused(self, error: Exception) -> bool:
        """Say in words why not; what is no failure in words goes on to the program."""
        if not isinstance(error, GreendeskError):
            self.reject()
            return False
        notice = notice_for(error)
        self.heading.setText(notice.happened)
        code = self._kit.text(notice.code, "caption")
        code.setAccessibleName(notice.code)
        self._fill(*(self._kit.text(line, wrap=True) for line in notice.lines), code)
        self._end(tr("知道了"))
        return True

    # ------------------------------------------------------------ what is shown

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        kit, statement = self._kit, preview.statement
        self.heading.setText(title_of(preview))
        self.setWindowTitle(title_of(preview))
        facts = [
            (tr("版本"), version_words(preview)),
            (tr("发布者"), publisher_of(preview, self._language)),
            (tr("发布日期"), statement.created.isoformat()),
        ]
        if statement.size:
            facts.append((tr("大小"), size_words(statement.size)))
        parts: list[QWidget] = [kit.facts(*facts), self._changes(changes_of(preview, self._language))]
        if preview.lines:
            parts.append(self._rules(preview))
        lines, over = beforehand(preview), self.parentWidget()
        if statement.kind is UpdateKind.PROGRAM and over is not None and half_typed((over,)):
            lines.append(tr("工作台里有没写完的内容。先取消，写完提交后再更新，否则程序关闭后就没有了。"))
        parts += [kit.text(line, "label", wrap=True) for line in lines]
        self._fill(*parts)
        self.act.setText(action_of(preview))
        self.act.setAccessibleName(action_of(preview))
        self.act.show()
        self.act.setFocus()

    def _changes(self, words: str) -> QFrame:
        """The publisher's own words, to be read by keyboard, too."""
        field: QPlainTextEdit = self._kit.long_field(tr("有什么变化"), words, height=96)
        field.setReadOnly(True)
        return self._kit.col(self._kit.text(tr("有什么变化"), "strong"), field, gap=4)

    def _rules(self, preview: Preview) -> QFrame:
        kit, rows = self._kit, []
        for line in preview.lines[:SHOWN]:
            name, fate = rule_words(line, preview.titles.get(line.payload.name, ""))
            rows.append(kit.row((kit.text(name, wrap=True), 1), kit.text(fate, "label"), gap=12))
        more = len(preview.lines) - SHOWN
        if more > 0:
            rows.append(kit.text(tr("另有 {count} 项").format(count=more), "label"))
        return kit.col(*rows, gap=4)

    def _copyable(self, words: str) -> QWidget:
        label = self._kit.text(words, "code", wrap=True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setAccessibleName(words)
        return label

    def _say(self, lines: list[str]) -> None:
        self._fill(*(self._kit.text(line, "label", wrap=True) for line in lines))

    def _fill(self, *parts: QWidget) -> None:
        empty_out(self._box)
        for part in parts:
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._fit.start()  # once what was there is gone

    def _end(self, words: str) -> None:
        """Nothing more to be decided: one button is left."""
        self.act.hide()
        self.keep.setEnabled(True)
        self.keep.setText(words)
        self.keep.setAccessibleName(words)
        self.keep.setFocus()

    def _show_folder(self) -> None:
        show_elsewhere(self, self._kit, self._prepared.path.parent)


def _take_rules(updates: Callable[[], Updates], path: Path, progress: Progress) -> Preview:
    return updates().take_rules(path, progress)


def _take_key(updates: Callable[[], Updates], path: Path, progress: Progress) -> Preview:
    return updates().take_key(path, progress)


def _prepare_and_start(
    updates: Callable[[], Updates], desk: Desk, path: Path, progress: Progress
) -> Prepared:
    """Back up, lay the program ready, start its installer; what cannot be started is forgotten."""

    def backup() -> str:
        return str(desk.folder / "backups" / desk.backups.make(REASON).folder)

    found = updates()
    prepared = found.prepare(path, backup, progress)
    try:
        found.start(prepared)
    except GreendeskError as error:
        if error.code != DECLINED:  # then an administrator may still install what lies ready
            found.give_up()
        raise
    return prepared
