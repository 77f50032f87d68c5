"""发件: choose who reads it, see what will be in it, write the file."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from greendesk.queries import ParticipantLine, SendPlan
from greendesk.use_cases.exchange import Sent
from ui.i18n import tr
from ui.widgets.exchange_carry import PartSize, SentCard
from ui.widgets.exchange_page import ExchangePage, PathField, empty_out, plain_box, scrolled, tab_through
from ui.widgets.exchange_words import WITHHELD, counted_kinds, file_name, roles_words, size_words
from ui.widgets.progress import ProgressBlock
from ui.widgets.view import ScreenContext

LIST_WIDTH = 360
WIDEST_LIST = 400  # with large text the file keeps its room


class SendPage(ExchangePage):
    """A file for the chosen participants: what they lack and may see, encrypted to them."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.people: tuple[ParticipantLine, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        self.title = ""
        self._asked = 0
        self._build()

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        self._names = QFrame()
        self._list: QVBoxLayout = plain_box(self._names, 2)
        left: QFrame = kit.card(tr("发给谁"), (scrolled(self._names, "pane"), 1))
        left.setFixedWidth(min(kit.theme.px(LIST_WIDTH), WIDEST_LIST))
        self.plan_box = QWidget()
        self._plan: QVBoxLayout = plain_box(self.plan_box, 10)
        self.encrypt = kit.check(tr("加密，只有所选的人能打开"), checked=True)
        self.encrypt.toggled.connect(self._encryption_changed)
        self.again = kit.check(tr("连同以前发过的一起发（对方换了机器或丢了数据）"))
        self.again.toggled.connect(self._replan)
        self.warning = self._warning()
        self.path = PathField(kit, tr("写到"), tr("把文件写到"))
        self.part_size = PartSize(kit)
        self.part_size.choice.currentIndexChanged.connect(self._refresh_button)
        self.part_size.own.textChanged.connect(self._refresh_button)
        self.slip = kit.check(tr("附交接单（PDF），打印后与文件一起移交"))
        self.progress = ProgressBlock(kit)
        options = kit.col(self.encrypt, self.warning, self.again, self.slip, gap=10)
        right: QFrame = kit.col(
            kit.text(tr("文件里有什么"), "heading"),
            self.plan_box,
            8,
            options,
            8,
            self.part_size,
            4,
            kit.labelled(tr("写到"), self.path, tr("U 盘插好后点“更改”可直接写到 U 盘。")),
            None,
            gap=10,
            pad=(14, 8),
        )
        card = kit.col((scrolled(right, "pane"), 1), pad=(6, 8), role="card")
        self.result = SentCard(self.context)
        self.result.said.connect(self.said)
        self.result.refused.connect(self.failure.show_error)
        column = kit.col(self.result, self.failure, (card, 1), self.progress, gap=16)
        box = plain_box(self)
        box.addWidget(kit.row(left, (column, 1), gap=16, pad=(24, 0)), 1)
        box.addSpacing(16)
        box.addWidget(self._foot())

    def _warning(self) -> QFrame:
        kit = self.kit
        words = kit.text(
            tr(
                "不加密的文件，谁拿到都能看到里面的单位信息、评分和意见。只在收件人无法解密时使用，用后删除。"
            ),
            "body",
            "warning",
        )
        words.setWordWrap(True)
        self.sure = kit.check(tr("我知道，仍要写成不加密的文件"))
        self.sure.toggled.connect(self._refresh_button)
        mark = kit.col(kit.icon("warn", "warning"), None, gap=0)
        frame: QFrame = kit.row(
            mark, (kit.col(words, self.sure, gap=8), 1), gap=12, pad=(14, 12), role="well"
        )
        frame.hide()
        return frame

    def _foot(self) -> QFrame:
        kit = self.kit
        self.summary: QLabel = kit.text("")
        self.send_button = kit.button(tr("写出文件"), "primary", "swap")
        self.send_button.clicked.connect(self._send)
        self._locked, self._open = kit.icon("lock", "accent"), kit.icon("warn", "warning")
        self._open.hide()
        foot: QFrame = kit.row(
            self._locked,
            self._open,
            (self.summary, 1),
            self.send_button,
            gap=8,
            pad=(24, 0),
            role="foot",
            height=64,
        )
        return foot

    # ------------------------------------------------------------ people

    def reload(self) -> None:
        """Read who takes part and what they lack."""
        if self.round_id:
            self.ask(self._read, self._filled)

    def _read(self) -> tuple[tuple[ParticipantLine, ...], str]:
        people = self.desk.members.recipients(self.round_id)
        return people, self.desk.rounds.line(self.round_id).title

    def _filled(self, read: tuple[tuple[ParticipantLine, ...], str]) -> None:
        everybody, self.title = read
        people = tuple(person for person in everybody if not person.me)
        if people != self.people:
            chosen = set(self.chosen())
            self.people = people
            self._fill_list(chosen)
        self._replan()

    def _fill_list(self, chosen: set[str]) -> None:
        empty_out(self._list)
        self.boxes = {}
        kit = self.kit
        for person in self.people:
            box = kit.check(person.name, checked=person.fingerprint in chosen)
            note = " · ".join(part for part in (roles_words(person.roles), person.organisation) if part)
            box.setAccessibleDescription(note)
            box.toggled.connect(self._replan)
            self.boxes[person.fingerprint] = box
            caption = kit.text(note, "caption")
            self._list.addWidget(kit.col(box, kit.row(28, (caption, 1), gap=0), gap=1, pad=(12, 7)))
        if not self.people:
            words = kit.text(tr("本批次还没有其他人。到“参与方”批准加入申请，或先接收批次文件。"), "label")
            words.setWordWrap(True)
            self._list.addWidget(kit.col(words, pad=(12, 8)))
        self._list.addStretch(1)
        options = (self.encrypt, self.sure, self.again, self.slip, self.part_size.choice, self.part_size.own)
        tab_through(*self.boxes.values(), *options, self.path.field, self.path.change, self.send_button)

    def chosen(self) -> list[str]:
        """The fingerprints of those who are ticked."""
        return [fingerprint for fingerprint, box in self.boxes.items() if box.isChecked()]

    def choose(self, fingerprints: list[str]) -> None:
        """Tick these people and no others."""
        for fingerprint, box in self.boxes.items():
            box.setChecked(fingerprint in fingerprints)

    # ------------------------------------------------------------ what goes

    def _replan(self) -> None:
        self._refresh_button()
        to = self.chosen()
        self._asked += 1
        if not to:
            self._show_nobody()
            return
        names = [person.name for person in self.people if person.fingerprint in to]
        several = tr("{name}等 {n} 人").format(name=names[0], n=len(names))
        self.path.suggest(
            file_name(tr("收发"), self.title, tr("给"), names[0] if len(names) == 1 else several)
        )
        number, again = self._asked, self.again.isChecked()

        def shown(plan: SendPlan) -> None:
            if number == self._asked:
                self._show_plan(plan, names)

        self.ask(partial(self.desk.exchange.plan, self.round_id, to, complete=again), shown)

    def _show_nobody(self) -> None:
        empty_out(self._plan)
        self._plan.addWidget(self.kit.text(tr("先在左边选收件人，这里会列出文件里有什么。"), "label"))
        self.summary.setText(tr("写出文件不会改动任何数据。"))

    def _show_plan(self, plan: SendPlan, names: list[str]) -> None:
        empty_out(self._plan)
        records = sum(number for _, number in plan.kinds)
        lines = [("check", "success", counted_kinds(plan.kinds) or tr("没有对方缺的记录"))]
        if plan.attachments:
            attached = tr("附件 {n} 个，共 {size}").format(
                n=plan.attachments, size=size_words(plan.attachments_size)
            )
            lines.append(("file", "success", attached))
        for why, number in plan.withheld:
            words = tr("{n} 条只发编号，不发内容：{why}").format(n=number, why=tr(WITHHELD[why]))
            lines.append(("lock", "muted", words))
        note = tr("只含对方上次来件之后缺的内容。")
        if self.again.isChecked():
            note = tr("按所选，连同以前发过的一起发。")
        elif plan.fresh:
            note = tr("还没有收到过对方的来件，不知道对方有什么，所以从头发送。")
        lines.append(("clock", "muted", note))
        for icon, tone, words in lines:
            label = self.kit.text(words)
            label.setWordWrap(True)
            mark = self.kit.col(self.kit.icon(icon, tone, 18), None, gap=0)
            self._plan.addWidget(self.kit.row(mark, (label, 1), gap=10))
        people = tr("、").join(names[:3]) + (tr("等 {n} 人").format(n=len(names)) if len(names) > 3 else "")
        self.summary.setText(
            tr("给{people}：记录 {n} 条，附件 {files} 个。").format(
                people=people, n=records, files=plan.attachments
            )
        )

    # ------------------------------------------------------------ sending

    def _encryption_changed(self, on: bool) -> None:
        self.warning.setVisible(not on)
        self._locked.setVisible(on)
        self._open.setVisible(not on)
        self.sure.setChecked(False)
        self._refresh_button()

    def _refresh_button(self) -> None:
        hint = ""
        if not self.part_size.valid():
            hint = tr("先写明每部分多少 MB")
        if not (self.encrypt.isChecked() or self.sure.isChecked()):
            hint = tr("先确认写成不加密的文件")
        if not self.chosen():
            hint = tr("先选收件人")
        self.send_button.setEnabled(not hint)
        self.send_button.setToolTip(hint)

    def _send(self) -> None:
        self.failure.clear()
        self.result.hide()
        self.send_button.setEnabled(False)
        work = partial(
            self.desk.exchange.send,
            self.round_id,
            self.path.path(),
            self.chosen(),
            complete=self.again.isChecked(),
            encrypt=self.encrypt.isChecked(),
            part_size=self.part_size.bytes(),
            slip=self.slip.isChecked(),
        )

        def run(progress: object) -> Sent:
            return work(progress=progress)  # type: ignore[arg-type]  # the runner's own progress

        self.runner.run_long(self, run, self._sent, self.progress, self._not_sent)

    def _sent(self, sent: Sent) -> None:
        self._refresh_button()
        self.path.forget_typed()
        self.result.show_sent(sent)
        self.result.buttons["folder"].setFocus()
        self.said.emit(tr("文件已写好，交给收件人即可。"))

    def _not_sent(self, error: Exception) -> bool:
        self._refresh_button()
        self.failure.show_error(error)
        self.send_button.setFocus()
        return True
