"""How a file is carried, on the exchange screen: in parts of which size, what was written, what is still to come."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from greendesk.domain.papers_slip import grouped
from greendesk.queries import WaitingParts
from greendesk.use_cases.exchange import Sent
from greendesk.use_cases.handover import spans
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.exchange_page import empty_out, plain_box, scrolled
from ui.widgets.exchange_words import size_words, time_words
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit
from ui.widgets.shown_elsewhere import show_elsewhere
from ui.widgets.view import ScreenContext

MEGA = 1_000_000
OWN = -1
SIZES = (
    (QT_TRANSLATE_NOOP("", "不分，写成一个文件"), 0),
    (QT_TRANSLATE_NOOP("", "电子邮件，每部分 10 MB"), 10 * MEGA),
    (QT_TRANSLATE_NOOP("", "电子邮件，每部分 20 MB"), 20 * MEGA),
    (QT_TRANSLATE_NOOP("", "光盘，每部分 650 MB"), 650 * MEGA),
    (QT_TRANSLATE_NOOP("", "U 盘（FAT32），每部分 4 GB"), 4000 * MEGA),
    (QT_TRANSLATE_NOOP("", "自定大小"), OWN),
)
MOST_MEGA = 999_999
SHOWN = 6
FEW, HEIGHT_OF_MANY = 3, 200


class PartSize(QWidget):
    """Whether a file is written in parts, and how large they are."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.choice = kit.combo(tr("分成几部分"), [(tr(words), size) for words, size in SIZES], 0)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.own = kit.field(tr("每部分多少 MB"), "100", width=96)
        self.own.setValidator(QIntValidator(1, MOST_MEGA, self.own))
        self._own_row = kit.row(kit.text(tr("每部分"), "label"), self.own, kit.text("MB", "label"), gap=8)
        self._own_row.hide()
        note = tr("文件大于这个大小才分。各部分不分先后，可以放在不同的 U 盘上。")
        box = plain_box(self)
        box.addWidget(kit.labelled(tr("分成几部分"), kit.row((self.choice, 1), self._own_row, gap=12), note))

    def bytes(self) -> int:
        """The size of a part, 0 for one file."""
        size = int(self.choice.currentData())
        return size if size != OWN else int(self.own.text() or "0") * MEGA

    def valid(self) -> bool:
        """Whether a size was given."""
        return self.choice.currentData() != OWN or self.own.hasAcceptableInput()

    def _chosen(self) -> None:
        own = self.choice.currentData() == OWN
        self._own_row.setVisible(own)
        if own:
            self.own.setFocus()


class SentCard(QFrame):
    """What was written and where, how to know it again, and the slip."""

    said = Signal(str)
    refused = Signal(object)  # the failure

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.kit, self._context = context.kit, context
        self.sent: Sent | None = None
        self._chooser = FileChooser(self, self._save)
        self._box: QVBoxLayout = plain_box(self)
        self.buttons: dict[str, QPushButton] = {}
        self.hide()

    def show_sent(self, sent: Sent) -> None:
        """Show what was written."""
        self.sent = sent
        kit = self.kit
        empty_out(self._box)
        title = tr("已写成 {n} 部分，缺一不可").format(n=len(sent.parts)) if sent.parts else tr("文件已写好")
        words = tr("记录 {n} 条，附件 {files} 个。").format(n=sent.entries, files=sent.attachments)
        if sent.withheld:
            words += tr("其中 {n} 条只发编号，不发内容。").format(n=sent.withheld)
        lines = [kit.text(title, "strong"), *self._places(sent), kit.text(words, "label", wrap=True)]
        digest = tr("校验值 {digest}").format(digest=grouped(sent.file.sha256))
        lines.append(self._selectable(digest, "caption"))
        mark = kit.col(kit.icon("check", "success"), None, gap=0)
        actions = kit.row(*self._actions(sent), None, gap=8)
        text = kit.col(*lines, 6, actions, gap=3)
        self._box.addWidget(kit.row(mark, (text, 1), gap=12, pad=(20, 14), role="card"))
        self.show()

    def _places(self, sent: Sent) -> list[QLabel]:
        if not sent.parts:
            return [self._selectable(sent.path, "code")]
        names = [f"{part.name}  {size_words(part.size)}" for part in sent.parts[:SHOWN]]
        if len(sent.parts) > SHOWN:
            names.append(tr("…… 到 {name}").format(name=sent.parts[-1].name))
        folder = self._selectable(str(Path(sent.path).parent), "code")
        return [folder, *(self._selectable(name, "caption") for name in names)]

    def _actions(self, sent: Sent) -> list[QPushButton]:
        kit = self.kit
        self.buttons = {"folder": kit.button(tr("打开文件夹"), icon="folder")}
        self.buttons["folder"].clicked.connect(self._open_folder)
        if sent.slip:
            self.buttons["print"] = kit.button(tr("打印交接单"), icon="file")
            self.buttons["print"].clicked.connect(self._open_slip)
            self.buttons["save"] = kit.button(tr("另存交接单"))
            self.buttons["save"].clicked.connect(self._ask_where)
        return list(self.buttons.values())

    def _selectable(self, words: str, role: str) -> QLabel:
        label = self.kit.text(words, role, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _open_folder(self) -> None:
        if self.sent is not None:
            show_elsewhere(self, self.kit, Path(self.sent.path).parent)

    def _open_slip(self) -> None:
        if self.sent is not None:
            show_elsewhere(self, self.kit, Path(self.sent.slip))

    def _ask_where(self) -> None:
        if self.sent is not None:
            self._chooser.target(tr("另存交接单"), Path(self.sent.slip).name)

    def _save(self, target: str) -> None:
        if self.sent is not None:
            work = partial(self._context.desk.exchange.save_slip, self.sent, Path(target))
            self._context.runner.run(self, work, self._saved, self._not_saved)

    def _saved(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("交接单已另存。"))

    def _not_saved(self, error: Exception) -> bool:
        self.refused.emit(error)
        return True


class WaitingCard(QFrame):
    """The files of which some parts came: what is missing, and a way to let them go."""

    dropped = Signal(str)  # key
    opened = Signal(str)  # path

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.lines: tuple[WaitingParts, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.openers: dict[str, QPushButton] = {}
        self._box: QVBoxLayout = plain_box(self)
        self.hide()

    def show_lines(self, lines: tuple[WaitingParts, ...]) -> None:
        """Show what waits; nothing at all when nothing does."""
        self.lines, self.buttons, self.openers = lines, {}, {}
        kit = self.kit
        empty_out(self._box)
        rows = [self._row(line) for line in lines]
        note = kit.text(
            tr("插入存有其余部分的 U 盘，打开其中任一部分，到齐后自动拼成原文件。"), "caption", wrap=True
        )
        listed = kit.col(*rows, None, gap=12)
        if len(rows) > FEW:
            listed = scrolled(listed, "pane")
            listed.setMinimumHeight(kit.theme.px(HEIGHT_OF_MANY))
            listed.setMaximumHeight(kit.theme.px(HEIGHT_OF_MANY))
        self._box.addWidget(kit.card(tr("等待其余部分"), kit.col(note, listed, gap=8, pad=(12, 4))))
        self.setVisible(bool(lines))

    def _row(self, line: WaitingParts) -> QFrame:
        kit = self.kit
        name = line.name or tr("没有名称的文件")
        button = kit.button(tr("移除"), "quiet")
        button.setProperty("key", line.key)
        button.setAccessibleName(tr("移除 {name} 已到的部分").format(name=name))
        button.clicked.connect(self._drop)
        self.buttons[line.key] = button
        note = tr("已到 {here} 部分，{time}，共 {size}").format(
            here=line.here, time=time_words(line.at), size=size_words(line.size)
        )
        words = kit.col(
            kit.text(name, "strong", wrap=True),
            kit.text(lacking_words(line), wrap=True),
            kit.text(note, "caption", wrap=True),
            gap=2,
        )
        mark = kit.col(kit.icon("clock", "warning"), None, gap=0)
        if not line.path:
            return kit.row(mark, (words, 1), button, gap=12)
        open_it = kit.button(tr("打开"))
        open_it.setProperty("path", line.path)
        open_it.setAccessibleName(tr("打开 {name}").format(name=name))
        open_it.clicked.connect(self._open)
        self.openers[line.key] = open_it
        return kit.row(mark, (words, 1), open_it, button, gap=12)

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.opened.emit(str(button.property("path")))

    def _drop(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.dropped.emit(str(button.property("key")))


def lacking_words(line: WaitingParts) -> str:
    """Which parts are still to come."""
    if not line.missing:
        return tr("{count} 部分都到了，可以打开").format(count=line.count)
    return tr("还缺第 {missing} 部分，共 {count} 部分").format(
        missing=spans(line.missing, tr("、")), count=line.count
    )
