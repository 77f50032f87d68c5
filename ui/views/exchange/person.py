"""One participant: state of the certificate, roles to change, the round file again, and how to end it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from greendesk.queries import ParticipantLine
from ui.i18n import tr
from ui.widgets.dialogs import ask
from ui.widgets.exchange_page import ExchangePage, plain_box
from ui.widgets.exchange_words import roles_words
from ui.widgets.kit import Item
from ui.widgets.membership_parts import EndOfRecords, RoleTicks
from ui.widgets.membership_words import ENDINGS, RESTORED, person_words, plan_lines, state_words
from ui.widgets.view import ScreenContext


class PersonSheet(ExchangePage):
    """Who it is and what the organiser may do about it."""

    hand_out = Signal(str)  # the fingerprint
    revoke = Signal(str)

    def __init__(
        self, context: ScreenContext, person: ParticipantLine, *, organiser: bool, unheard: bool
    ) -> None:
        super().__init__(context)
        self.person, kit = person, self.kit
        self.ticks = RoleTicks(kit, person.roles)
        self.ticks.changed.connect(self._refresh)
        self.save_button = kit.button(tr("更改角色"))
        self.save_button.clicked.connect(self._save)
        self.save_button.setEnabled(False)
        self.write_button = kit.button(
            tr("发放批次文件") if unheard else tr("再发批次文件"), "primary" if unheard else "", "file"
        )
        self.write_button.clicked.connect(self._hand_out)
        self.revoke_button = kit.button(tr("撤销证书"), "danger", "lock")
        self.revoke_button.clicked.connect(self._revoke)
        people = " · ".join(part for part in (person.organisation, person.title) if part)
        parts: list[Item] = [
            kit.text(person_words(person), "heading", wrap=True),
            kit.text(people or tr("没有写单位"), "label", wrap=True),
            8,
            kit.text(tr("证书"), "strong"),
            *(kit.text(line, wrap=True) for line in self._state(unheard=unheard)),
            8,
            kit.text(tr("角色"), "strong"),
        ]
        manages = organiser and person.revoked is None
        if manages and not person.organiser:
            parts += [self.ticks, kit.row(None, self.save_button)]
        else:
            parts += [
                kit.text(roles_words(person.roles)),
                kit.text(self._why_fixed(organiser), "caption", wrap=True),
            ]
        if manages and not person.me:
            hint = tr("对方丢了数据时，再发一份完整的。换了机器或忘了口令，请对方在新机器上重新申请。")
            parts += [
                10,
                kit.text(tr("批次文件"), "strong"),
                kit.text(hint, "caption", wrap=True),
                kit.row(None, self.write_button),
                10,
                kit.text(tr("不再参与，或机器丢失"), "strong"),
                kit.text(tr("先看清哪些记录不再计入，再确认。撤销后不能恢复。"), "caption", wrap=True),
                kit.row(None, self.revoke_button),
            ]
        sheet: QFrame = kit.col(*parts, self.failure, gap=6, pad=(20, 18), role="card")
        plain_box(self).addWidget(sheet)

    def _state(self, *, unheard: bool) -> list[str]:
        person = self.person
        lines = [state_words(person)]
        if person.revoked is not None and person.revoked.note:
            lines.append(tr("说明：{note}").format(note=person.revoked.note))
        if person.successor:
            lines.append(tr("本人已换发新证书，原来的记录照旧算作本人的。"))
        if person.succeeds:
            lines.append(tr("接替本人的原证书。"))
        if unheard:
            lines.append(tr("还没有收到过对方的来件。"))
        return lines

    def _why_fixed(self, organiser: bool) -> str:
        if self.person.revoked is not None:
            return tr("证书已撤销，角色不再改动。")
        if not organiser:
            return tr("角色由组织单位批准和更改。")
        return tr("组织单位的角色在建立批次时定下，证书不能撤销。")

    def _refresh(self) -> None:
        roles = self.ticks.roles()
        self.save_button.setEnabled(bool(roles) and set(roles) != set(self.person.roles))

    def _save(self) -> None:
        self.save_button.setEnabled(False)
        work = partial(
            self.desk.members.change_roles, self.round_id, self.person.fingerprint, self.ticks.roles()
        )
        self.act(work, self._saved)

    def _saved(self, nothing: None) -> None:
        del nothing
        words = tr("{name}的角色已改为{roles}。")
        self.said.emit(words.format(name=self.person.name, roles=roles_words(self.ticks.roles())))

    def _hand_out(self) -> None:
        self.hand_out.emit(self.person.fingerprint)

    def _revoke(self) -> None:
        self.revoke.emit(self.person.fingerprint)


class RevokeSheet(ExchangePage):
    """End a certificate: why, after which record, what stops counting, and only then for good."""

    closed = Signal()

    def __init__(self, context: ScreenContext, person: ParticipantLine) -> None:
        super().__init__(context)
        self.person, kit = person, self.kit
        self.end = EndOfRecords(context, [one for one in ENDINGS if one != RESTORED], handed_over=False)
        self.end.changed.connect(self._refresh)
        self.keep_button = kit.button(tr("不撤销"))
        self.keep_button.clicked.connect(self.closed)
        self.revoke_button = kit.button(tr("撤销证书"), "danger", "lock")
        self.revoke_button.clicked.connect(self._ask)
        words = tr("撤销后，{name}再写的记录一律不计入，也不再发文件给他。撤销不能恢复，弄错了要换发新证书。")
        sheet: QFrame = kit.col(
            kit.text(tr("撤销{name}的证书").format(name=person.name), "heading", wrap=True),
            kit.text(words.format(name=person.name), "label", wrap=True),
            8,
            self.end,
            self.failure,
            8,
            kit.row(None, self.keep_button, self.revoke_button),
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)
        self.end.about(person)

    def _refresh(self) -> None:
        ready = self.end.command() is not None
        self.revoke_button.setEnabled(ready)
        self.revoke_button.setToolTip("" if ready else tr("先看清哪些记录有效"))

    def _ask(self) -> None:
        if self.end.plan is None:
            return
        title = tr("撤销{name}的证书？").format(name=self.person.name)
        lines = (*plan_lines(self.end.plan), tr("不能恢复。"))
        dialog = ask(self, self.kit, title, lines, action=tr("撤销"), keep=tr("不撤销"), danger=True)
        dialog.accepted.connect(self._revoke)

    def _revoke(self) -> None:
        command = self.end.command()
        if command is not None:
            self.revoke_button.setEnabled(False)
            self.act(partial(self.desk.members.revoke, self.round_id, command), self._revoked)

    def _revoked(self, nothing: None) -> None:
        del nothing
        words = tr("已撤销{name}的证书。下次发件时各方都会收到。")
        self.said.emit(words.format(name=self.person.name))
        self.closed.emit()

    def _failed(self, error: Exception) -> bool:
        self._refresh()
        return super()._failed(error)
