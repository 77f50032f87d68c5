"""申请加入 and 批准: this desk's own request to join, and a request that the organiser approves."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QLabel

from greendesk.queries import JoinRequest, ParticipantLine
from greendesk.use_cases.membership import Revoke
from greendesk.words import fingerprint_words
from ui.i18n import tr
from ui.widgets.drop_zone import DropZone
from ui.widgets.exchange_page import ExchangePage, PathField, plain_box
from ui.widgets.exchange_words import file_name, roles_words
from ui.widgets.membership_parts import EndOfRecords, RoleTicks, SpokenWords, never_wider
from ui.widgets.membership_words import in_my_language
from ui.widgets.view import ScreenContext

REASONS = ("restored", "passphrase", "lost", "stolen", "fork", "mistake")


class AskSheet(ExchangePage):
    """This desk's own request to join a round, and the words to read aloud."""

    def __init__(self, context: ScreenContext, words: str, said_to: SignalInstance) -> None:
        super().__init__(context)
        kit, person = self.kit, self.desk.person
        self.said.connect(said_to)
        self.ticks = RoleTicks(kit, ("expert",))
        self.path = PathField(kit, tr("加入申请"), tr("把加入申请写到"))
        self.path.suggest(file_name(tr("加入申请"), person.name))
        self.write_button = kit.button(tr("写出加入申请"), "primary", "file")
        self.write_button.clicked.connect(self._write)
        self.ticks.changed.connect(self._refresh)
        self.next: QLabel = kit.text("", wrap=True)
        self.next.hide()
        sheet: QFrame = kit.col(
            kit.text(tr("申请加入批次"), "heading"),
            kit.text(
                tr("先写出申请文件，交给组织单位；批准后对方发回批次文件，在“收件”里打开即加入。"),
                "label",
                wrap=True,
            ),
            8,
            kit.text(tr("申请的角色"), "strong"),
            self.ticks,
            kit.text(tr("组织单位批准时可以改。"), "caption"),
            8,
            kit.labelled(tr("加入申请"), self.path, role="strong"),
            self.failure,
            kit.row(None, self.write_button),
            8,
            kit.text(tr("我的身份词"), "strong"),
            SpokenWords(kit, words),
            kit.text(tr("组织单位来电话核对时，照着念这六个词。"), "caption", wrap=True),
            self.next,
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)

    def _refresh(self) -> None:
        some = bool(self.ticks.roles())
        self.write_button.setEnabled(some)
        self.write_button.setToolTip("" if some else tr("至少选一个角色"))

    def _write(self) -> None:
        self.failure.clear()
        path = self.path.path()
        work = partial(self.desk.exchange.write_request, path, self.ticks.roles())
        self.ask(work, partial(self._written, path))

    def _written(self, path: Path, nothing: None) -> None:
        del nothing
        self.next.setText(tr("已写到 {path}。下一步：交给组织单位，等对方来电话。").format(path=path))
        self.next.show()
        self.said.emit(tr("加入申请已写好，交给组织单位即可。"))


class RequestSheet(ExchangePage):
    """Where a request is dropped or chosen before it can be approved."""

    chosen = Signal(object)  # pathlib.Path

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        filters = tr("加入申请 (*.gdx);;所有文件 (*)")
        self.zone = DropZone(kit, tr("把加入申请拖到这里"), tr("文件由申请人写出，名字以 .gdx 结尾"), filters)
        self.zone.choose_folder.hide()
        self.zone.setMinimumHeight(kit.theme.px(200))
        self.zone.files_dropped.connect(self._dropped)
        words = tr("打开后先看是谁，打电话核对身份词，再给角色。打开申请不会改动任何数据。")
        sheet: QFrame = kit.col(
            kit.text(tr("批准加入申请"), "heading"),
            kit.text(words, "label", wrap=True),
            self.zone,
            self.failure,
            gap=10,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)

    def _dropped(self, paths: list[Path]) -> None:
        self.chosen.emit(paths[0])


class ApproveSheet(ExchangePage):
    """A request to join: compare the words by telephone, give roles or replace an old certificate, approve."""

    declined = Signal()
    approved = Signal(str)  # the fingerprint of the certificate

    def __init__(
        self,
        context: ScreenContext,
        request: JoinRequest,
        name: str,
        people: tuple[ParticipantLine, ...],
        seen: ParticipantLine | None = None,
    ) -> None:
        super().__init__(context)
        self.request, kit = request, self.kit
        self.candidates = tuple(one for one in people if not one.organiser and not one.successor)
        self.ticks = RoleTicks(kit, request.roles)
        self.ticks.changed.connect(self._refresh)
        self.compared = kit.check(tr("已打电话核对，六个词全部相同"))
        self.compared.toggled.connect(self._refresh)
        self.approve_button = kit.button(tr("批准"), "primary", "check")
        self.approve_button.clicked.connect(self._approve)
        self.decline_button = kit.button(tr("暂不批准"))
        self.decline_button.clicked.connect(self.declined)
        self.as_new, self.as_old = kit.choices("segment", tr("新参与方"), tr("新参与方"), tr("替换原证书"))
        self.as_old.setEnabled(bool(self.candidates))
        self.as_old.setToolTip("" if self.candidates else tr("还没有可替换的参与方"))
        self.as_new.toggled.connect(self._switch)
        choices = [
            (" · ".join(part for part in (one.name, one.organisation) if part), one.fingerprint)
            for one in self.candidates
        ]
        same = next((one.fingerprint for one in self.candidates if one.name == request.name), None)
        self.whose = kit.combo(tr("替换谁的证书"), choices, seen.fingerprint if seen else same)
        self.whose.currentIndexChanged.connect(self._choose_person)
        never_wider(self.whose)
        again = seen is not None and seen.revoked is None  # the same machine, with the same key
        reason = "restored" if again else "passphrase"
        self.end = EndOfRecords(context, REASONS, handed_over=True, reason=reason)
        self.end.changed.connect(self._refresh)
        self.keeps = kit.text("", "label", wrap=True)
        self.seen = self._seen_before(seen)
        self._new: QFrame = kit.col(kit.text(tr("给予的角色"), "strong"), self.ticks, gap=6)
        self._old: QFrame = kit.col(
            kit.labelled(tr("替换谁的证书"), self.whose, role="strong"), self.keeps, 4, self.end, gap=6
        )
        self._old.hide()
        plain_box(self).addWidget(self._sheet(name))
        if again:
            self.as_old.setChecked(True)
        self._refresh()

    def _sheet(self, name: str) -> QFrame:
        kit, request = self.kit, self.request
        people = " · ".join(part for part in (request.organisation, request.title) if part)
        english = fingerprint_words(request.public_key, "en")
        sheet: QFrame = kit.col(
            kit.row(
                kit.text(tr("批准加入申请"), "heading"), (kit.text(name, "caption", wrap=True), 1), gap=12
            ),
            6,
            kit.text(request.name, "strong"),
            kit.text(people or tr("没有写单位"), "label", wrap=True),
            self.seen,
            8,
            kit.text(tr("一、打电话核对身份词"), "strong"),
            SpokenWords(kit, in_my_language(request.words, english)),
            kit.text(
                tr("请{name}念屏幕上的六个词。号码自己查，不用随文件来的。").format(name=request.name),
                "caption",
                wrap=True,
            ),
            self.compared,
            10,
            kit.text(tr("二、怎样加入"), "strong"),
            kit.row(self.as_new, self.as_old, None, gap=0),
            4,
            self._new,
            self._old,
            self.failure,
            8,
            kit.row(None, self.decline_button, self.approve_button),
            gap=6,
            pad=(20, 18),
            role="card",
        )
        return sheet

    def _seen_before(self, seen: ParticipantLine | None) -> QFrame:
        """What to say when the key of the request belongs to a participant already."""
        kit = self.kit
        words = ""
        if seen is not None and seen.revoked is None:
            words = tr("这份申请已经批准过：{name}已用这台机器加入。只在要换发证书时再批准。")
        elif seen is not None:
            words = tr("这台机器上的原证书已撤销。请用“替换原证书”给{name}换发。")
        label = kit.text(words.format(name=seen.name if seen else ""), "body", "warning", wrap=True)
        mark = kit.col(kit.icon("warn", "warning"), None, gap=0)
        frame: QFrame = kit.row(mark, (label, 1), gap=10, pad=(14, 10), role="well")
        frame.setVisible(bool(words))
        return frame

    # ------------------------------------------------------------ new, or in place of an old one

    def _switch(self, new: bool) -> None:
        self._new.setVisible(new)
        self._old.setVisible(not new)
        if not new and self.end.person is None:
            self._choose_person(self.whose.currentIndex())
        self._refresh()

    def _choose_person(self, index: int) -> None:
        del index
        person = next((one for one in self.candidates if one.fingerprint == self.whose.currentData()), None)
        if person is not None:
            words = tr("新证书沿用原来的角色：{roles}。原来的记录照旧算作本人的。")
            self.keeps.setText(words.format(roles=roles_words(person.roles)))
            self.end.about(person)
        self._refresh()

    def _missing(self) -> str:
        """What has to be done before the request can be approved."""
        if not self.compared.isChecked():
            return tr("先打电话核对身份词，再勾选")
        if self.as_new.isChecked():
            return "" if self.ticks.roles() else tr("至少给一个角色")
        return "" if self.end.command() is not None else tr("先看清哪些记录有效")

    def _refresh(self) -> None:
        missing = self._missing()
        self.approve_button.setEnabled(not missing)
        self.approve_button.setToolTip(missing)
        new = self.as_new.isChecked()
        self.approve_button.setText(tr("批准") if new else tr("批准并替换"))
        self.approve_button.setAccessibleName(self.approve_button.text())

    # ------------------------------------------------------------ approving

    def _approve(self) -> None:
        self.approve_button.setEnabled(False)
        replaces = None if self.as_new.isChecked() else self.end.command()
        self.act(partial(self._work, self.ticks.roles(), replaces), self._approved)

    def _work(self, roles: tuple[str, ...], replaces: Revoke | None) -> str:
        return self.desk.exchange.approve(self.round_id, self.request, roles, replaces=replaces)

    def _approved(self, fingerprint: str) -> None:
        self.said.emit(tr("已批准{name}加入。下一步：发放批次文件。").format(name=self.request.name))
        self.approved.emit(fingerprint)

    def _failed(self, error: Exception) -> bool:
        self._refresh()
        return super()._failed(error)
