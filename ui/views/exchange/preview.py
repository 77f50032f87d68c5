"""The preview of a file: who sent it, what was checked, what would be written, held back, refused or awaited."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from greendesk.desk import Desk
from greendesk.domain.papers_slip import grouped
from greendesk.queries import ExchangePreview
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.exchange_page import FailureBox, empty_out, plain_box, scrolled
from ui.widgets.exchange_rows import GROUPS, KNOWN, gaps_here, preview_rows
from ui.widgets.exchange_words import accepted, roles_words, size_words, time_words
from ui.widgets.kit import Item
from ui.widgets.painting import text_width
from ui.widgets.progress import ProgressBlock
from ui.widgets.table import Column, DataTable
from ui.widgets.view import ScreenContext

SIDE_WIDTH = 304
WIDEST_SIDE = 384  # with large text the table keeps its columns
BACKUPS = {
    "": QT_TRANSLATE_NOOP("", "接收前会先备份本机的数据"),
    "made": QT_TRANSLATE_NOOP("", "收件前已备份"),
    "unchanged": QT_TRANSLATE_NOOP("", "收件前的备份仍是最新的"),
    "server": QT_TRANSLATE_NOOP("", "数据在服务器上，由服务器备份"),
}


def titles_of(desk: Desk, round_id: str) -> Mapping[str, str]:
    """Departments and heads of the negative list of the round by code, as far as it is on this desk."""
    known = {line.id for line in desk.rounds.lines()}
    if round_id not in known:
        return {}
    return {department.code: department.name for department in desk.rounds.policy(round_id).departments}


class PreviewPane(QWidget):
    """Cards about the file at the left, the grouped table at the right, and below what will happen."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.context, self.kit = context, context.kit
        self._preview: ExchangePreview | None = None
        kit = self.kit
        self.failure = FailureBox(kit)
        self.progress = ProgressBlock(kit)
        self._side = QWidget()
        self._cards = plain_box(self._side, 16)
        columns = (
            Column(tr("对象"), least=200),
            Column(tr("变化"), least=200),
            Column(tr("来自"), 168),
            Column(tr("时间与状态"), 140),
        )
        self.table = DataTable(kit.theme, tr("接收预览"), columns, row_height=58)
        self.file_note: QLabel = kit.text("", "caption")
        self.nothing = kit.empty(
            "check", tr("没有新内容"), tr("文件里的记录本机都有。记为已收，以后发件时不再重复。")
        )
        self.card: QFrame = kit.card(
            tr("接收预览"), (self.table, 1), (self.nothing, 1), extra=(self.file_note,)
        )
        box = plain_box(self)
        side = scrolled(self._side)
        side.setFixedWidth(min(kit.theme.px(SIDE_WIDTH), WIDEST_SIDE))
        box.addWidget(kit.row(side, (self.card, 1), gap=16, pad=(24, 0)), 1)
        box.addWidget(kit.col(self.failure, self.progress, gap=8, pad=(24, 8)))
        box.addWidget(self._foot())

    def _foot(self) -> QFrame:
        kit = self.kit
        self.promise: QLabel = kit.text("")
        self.decline = kit.button(tr("暂不接收"))
        self.decline.clicked.connect(self.declined)
        self.accept = kit.button(tr("接收"), "primary", "check")
        self.accept.clicked.connect(self.accepted)
        foot: QFrame = kit.row(
            kit.icon("shield", "accent"),
            (self.promise, 1),
            self.decline,
            self.accept,
            gap=8,
            pad=(24, 0),
            role="foot",
            height=64,
        )
        return foot

    def show_preview(self, preview: ExchangePreview) -> None:
        """Show what a file would change."""
        self._preview = preview
        self.failure.clear()
        self.context.runner.run(self, partial(self._read, preview.round), self._fill)

    def _read(self, round_id: str) -> tuple[Mapping[str, str], str]:
        desk = self.context.desk
        return titles_of(desk, round_id), desk.exchange.my_words()

    def set_busy(self, *, busy: bool) -> None:
        """Leave only the stop button while the file is written."""
        self.accept.setDisabled(busy)
        self.decline.setDisabled(busy)

    def _fill(self, read: tuple[Mapping[str, str], str]) -> None:
        titles, my_words = read
        preview = self._preview
        if preview is None:
            return
        rows, keys = preview_rows(preview, titles)
        self.table.set_rows(rows, keys)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.file_note.setText(preview.file)
        empty_out(self._cards)
        self._cards.addWidget(self._file_card(preview, own=preview.sender_words == my_words))
        self._cards.addWidget(self._counts_card(preview))
        self._cards.addStretch(1)
        new = preview.total - preview.counts.get("known", 0)
        if new:
            self.promise.setText(tr("接收前不会改动任何数据。接收后一次写入，中途断电则全部不写。"))
            counted = accepted(preview)
            self.accept.setText(tr("接收 {n} 条").format(n=counted) if counted else tr("接收"))
        else:
            self.promise.setText(tr("本机数据不会改动。"))
            self.accept.setText(tr("记为已收"))
        self.accept.setAccessibleName(self.accept.text())
        self.accept.setFocus()

    def _file_card(self, preview: ExchangePreview, *, own: bool) -> QFrame:
        kit = self.kit
        note = " · ".join((size_words(preview.size), self._type_words(preview)))
        facts = [
            (tr("发件人"), preview.sender),
            (tr("单位", "of a person"), preview.sender_organisation or "—"),
            (tr("角色"), roles_words(preview.sender_roles)),
            (tr("收件人"), tr("、").join(preview.recipients) or "—"),
            (tr("封装时间"), time_words(preview.made)),
        ]
        if preview.round_title:
            facts.append((tr("批次"), preview.round_title))
        widest = max(text_width(kit.theme, name, "label") for name, _ in facts)
        rows = [self._fact(name, value, int(widest) + kit.theme.px(16)) for name, value in facts]
        checks = [
            kit.row(kit.icon(icon, tone, 16), (self._wrapped(words), 1), gap=8)
            for words, icon, tone in _checks(preview, own=own)
        ]
        title = self._wrapped(preview.file, "strong")
        head = kit.row(
            kit.icon("swap", "accent", 28), (kit.col(title, kit.text(note, "caption"), gap=1), 1), gap=12
        )
        lines: list[Item] = [head, 6, *rows, 8, kit.text(tr("检查结果"), "strong"), *checks]
        card: QFrame = kit.col(*lines, *self._compared(preview), gap=6, pad=(20, 18), role="card")
        return card

    def _compared(self, preview: ExchangePreview) -> list[Item]:
        """What the slip says too: the digest in the same groups, and the words of the sender."""
        half = len(preview.sha256) // 2
        lines = (grouped(preview.sha256[:half]), grouped(preview.sha256[half:]))
        digest = self._wrapped("\n".join(lines), "caption")
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        digest.setAccessibleName(tr("文件的校验值"))
        return [
            8,
            self.kit.text(tr("与交接单核对"), "strong"),
            self.kit.text(tr("发件人的身份词"), "label"),
            self._wrapped(preview.sender_words),
            self.kit.text(tr("文件的校验值"), "label"),
            digest,
        ]

    def _fact(self, name: str, value: str, wide: int) -> QFrame:
        kit = self.kit
        label = kit.text(name, "label")
        label.setFixedWidth(wide)
        row: QFrame = kit.row(label, (self._wrapped(value), 1), gap=0)
        return row

    def _wrapped(self, words: str, role: str = "body") -> QLabel:
        label: QLabel = self.kit.text(words, role)
        label.setWordWrap(True)
        return label

    @staticmethod
    def _type_words(preview: ExchangePreview) -> str:
        return tr("批次文件") if preview.type == "round" else tr("交换文件")

    def _counts_card(self, preview: ExchangePreview) -> QFrame:
        kit = self.kit
        groups = [("write", GROUPS["write"]), ("known", KNOWN)]
        groups += [(name, group) for name, group in GROUPS.items() if name != "write"]
        rows = [
            kit.row(
                kit.chip(tr(group.short), group.tone, group.icon),
                None,
                kit.text(str(preview.counts.get(name, 0)), "strong"),
            )
            for name, group in groups
            if name in {"write", "known"} or preview.counts.get(name, 0)
        ]
        attached = tr("附件 {n} 个，{size}").format(
            n=preview.attachments, size=size_words(preview.attachments_size)
        )
        title = kit.text(tr("本文件共 {n} 条记录").format(n=preview.total), "strong")
        lines: list[Item] = [4, kit.text(attached, "caption")] if preview.attachments else []
        card: QFrame = kit.col(title, 4, *rows, *lines, gap=8, pad=(20, 18), role="card")
        return card


def _checks(preview: ExchangePreview, *, own: bool) -> tuple[tuple[str, str, str], ...]:
    """What was checked before anything is shown; a file that fails one is not shown at all."""
    chain = (
        (tr("记录链有缺口，缺的已列出"), "clock", "info")
        if gaps_here(preview)
        else (tr("记录链连续"), "check", "success")
    )
    signed = (
        (tr("发件人的证书已撤销：撤销前的记录计入，之后的只存不计"), "warn", "warning")
        if preview.sender_revoked
        else (tr("由本批次的成员签名"), "check", "success")
    )
    return (
        (tr("文件完整，未被改动"), "check", "success"),
        signed,
        (tr("能在本工作台打开"), "check", "success"),
        chain,
        *_alarms(preview, own=own),
        (tr(BACKUPS[preview.backup]), "shield", "info"),
    )


def _alarms(preview: ExchangePreview, *, own: bool) -> Iterator[tuple[str, str, str]]:
    """What wants a telephone call: a sender who went back to an old copy, records with two branches."""
    if preview.sender_behind:
        words = tr("发件人缺少自己写过的 {n} 条记录：可能恢复了旧备份。请先给其一份本机的文件，再让其续写")
        yield words.format(n=preview.sender_behind), "warn", "danger"
    named = {preview.sender, *(line.who for line in preview.lines)}
    for fork in (one for one in preview.forks if one.author in named):
        words = tr("{author}的记录从第 {n} 条后分成两支，都保留、都计入，请在“隔离”中核对")
        yield words.format(author=fork.author, n=fork.shared), "warn", "danger"
    if own:
        yield tr("这是本机写出的文件，交给收件人即可"), "clock", "info"
    elif preview.old and not preview.sender_behind:
        yield tr("里面的记录本机都已收过，可能是旧文件"), "clock", "info"
