"""The sheets of the participants page: one person, a request to approve, and this desk's own request."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton

from greendesk.queries import JoinRequest, ParticipantLine
from ui.i18n import tr
from ui.widgets.application_flow import FlowLayout
from ui.widgets.exchange_page import ExchangePage, PathField, plain_box
from ui.widgets.exchange_words import GIVEN_ROLES, file_name, roles_words
from ui.widgets.kit import Item, Kit
from ui.widgets.view import ScreenContext
from ui.words import ROLES, said


class RoleChips(QFrame):
    """Roles to choose from, several at once."""

    changed = Signal()

    def __init__(self, kit: Kit, chosen: tuple[str, ...]) -> None:
        super().__init__()
        flow = FlowLayout(8)
        self.setLayout(flow)
        self.buttons: dict[str, QPushButton] = {}
        for role in GIVEN_ROLES:
            button = kit.button(said(ROLES, role), "filter")
            button.setCheckable(True)
            button.setChecked(role in chosen)
            button.setAccessibleName(tr("角色 {role}").format(role=said(ROLES, role)))
            button.toggled.connect(self.changed)
            flow.addWidget(button)
            self.buttons[role] = button

    def roles(self) -> tuple[str, ...]:
        """What is chosen."""
        return tuple(role for role, button in self.buttons.items() if button.isChecked())


class ApproveSheet(ExchangePage):
    """A request to join: compare the words by telephone, give roles, write the round file."""

    declined = Signal()

    def __init__(self, context: ScreenContext, request: JoinRequest, name: str) -> None:
        super().__init__(context)
        self.request, kit = request, self.kit
        self.chips = RoleChips(kit, request.roles)
        self.chips.changed.connect(self._refresh)
        self.path = PathField(kit, tr("批次文件"), tr("把批次文件写到"))
        self.approve_button = kit.button(tr("批准并写出批次文件"), "primary", "check")
        self.approve_button.clicked.connect(self._approve)
        self.decline_button = kit.button(tr("暂不批准"))
        self.decline_button.clicked.connect(self.declined)
        words = kit.text(request.words, "title", "accent")
        words.setWordWrap(True)
        words.setAccessibleName(tr("核对词 {words}").format(words=request.words))
        hint = kit.text(
            tr("给{name}打电话，请对方念“本机核对词”。三组都相同，才是本人。").format(name=request.name),
            "label",
        )
        hint.setWordWrap(True)
        people = " · ".join(part for part in (request.organisation, request.title) if part)
        sheet: QFrame = kit.col(
            kit.row(kit.text(tr("加入申请"), "heading"), None, kit.text(name, "caption")),
            8,
            kit.text(request.name, "strong"),
            kit.text(people or tr("没有写单位"), "label"),
            10,
            kit.text(tr("核对词"), "strong"),
            words,
            hint,
            10,
            kit.text(tr("给予的角色"), "strong"),
            self.chips,
            10,
            kit.labelled(
                tr("批次文件"), self.path, tr("把这个文件交给对方，对方接收后即加入。"), role="strong"
            ),
            self.failure,
            10,
            kit.row(None, self.decline_button, self.approve_button),
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)
        self.ask(self._read_title, self._titled)
        self._refresh()

    def _read_title(self) -> str:
        return self.desk.rounds.line(self.round_id).title

    def _titled(self, title: str) -> None:
        self.path.suggest(file_name(tr("批次文件"), title, tr("给"), self.request.name))

    def _refresh(self) -> None:
        self.approve_button.setEnabled(bool(self.chips.roles()))
        self.approve_button.setToolTip("" if self.chips.roles() else tr("至少给一个角色"))

    def _approve(self) -> None:
        self.approve_button.setEnabled(False)
        self.act(partial(self._work, self.chips.roles(), self.path.path()), self._approved)

    def _work(self, roles: tuple[str, ...], path: Path) -> str:
        exchange = self.desk.exchange
        fingerprint = exchange.approve(self.round_id, self.request, roles)
        return exchange.send(self.round_id, path, [fingerprint], complete=True).path

    def _approved(self, path: str) -> None:
        self.said.emit(tr("已批准{name}加入，批次文件在 {path}").format(name=self.request.name, path=path))
        self.declined.emit()

    def _failed(self, error: Exception) -> bool:
        self._refresh()
        return super()._failed(error)


class PersonSheet(ExchangePage):
    """One participant: roles to change and the round file to write again."""

    def __init__(
        self, context: ScreenContext, person: ParticipantLine, *, organiser: bool, title: str
    ) -> None:
        super().__init__(context)
        self.person, kit = person, self.kit
        people = " · ".join(part for part in (person.organisation, person.title) if part)
        parts: list[Item] = [
            kit.text(person.name, "heading"),
            kit.text(people or tr("没有写单位"), "label"),
            8,
        ]
        self.chips = RoleChips(kit, person.roles)
        self.path = PathField(kit, tr("批次文件"), tr("把批次文件写到"))
        self.save_button = kit.button(tr("更改角色"))
        self.save_button.clicked.connect(self._save)
        self.save_button.setEnabled(False)
        self.chips.changed.connect(self._refresh)
        self.write_button = kit.button(tr("写出批次文件"), "", "file")
        self.write_button.clicked.connect(self._write)
        parts += [kit.text(tr("角色"), "strong")]
        if organiser and "authority" not in person.roles:
            parts += [self.chips, kit.row(None, self.save_button)]
        else:
            parts += [kit.text(roles_words(person.roles))]
            note = (
                tr("角色由主办单位批准和更改。") if not organiser else tr("主办单位的角色在建立批次时定下。")
            )
            parts += [kit.text(note, "caption")]
        if organiser and not person.me:
            self.path.suggest(file_name(tr("批次文件"), title, tr("给"), person.name))
            hint = tr("对方换了机器或丢了数据时，再写一份完整的批次文件。")
            parts += [
                10,
                kit.labelled(tr("批次文件"), self.path, hint, role="strong"),
                kit.row(None, self.write_button),
            ]
        sheet: QFrame = kit.col(*parts, self.failure, gap=6, pad=(20, 18), role="card")
        plain_box(self).addWidget(sheet)

    def _refresh(self) -> None:
        roles = self.chips.roles()
        self.save_button.setEnabled(bool(roles) and set(roles) != set(self.person.roles))

    def _save(self) -> None:
        self.save_button.setEnabled(False)
        work = partial(
            self.desk.members.change_roles, self.round_id, self.person.fingerprint, self.chips.roles()
        )
        self.act(work, self._saved)

    def _saved(self, nothing: None) -> None:
        del nothing
        words = tr("{name}的角色已改为{roles}。")
        self.said.emit(words.format(name=self.person.name, roles=roles_words(self.chips.roles())))

    def _write(self) -> None:
        self.failure.clear()
        path, to = self.path.path(), [self.person.fingerprint]
        self.ask(partial(self._work, path, to), self._written)

    def _work(self, path: Path, to: list[str]) -> str:
        return self.desk.exchange.send(self.round_id, path, to, complete=True).path

    def _written(self, path: str) -> None:
        self.said.emit(tr("批次文件已写到 {path}").format(path=path))


class AskSheet(ExchangePage):
    """This desk's own request to join a round, and the words to read aloud."""

    def __init__(self, context: ScreenContext, words: str, said_to: SignalInstance) -> None:
        super().__init__(context)
        kit, person = self.kit, self.desk.person
        self.said.connect(said_to)
        self.chips = RoleChips(kit, ("expert",))
        self.path = PathField(kit, tr("加入申请"), tr("把加入申请写到"))
        self.path.suggest(file_name(tr("加入申请"), person.name))
        self.write_button = kit.button(tr("写出加入申请"), "primary", "file")
        self.write_button.clicked.connect(self._write)
        spoken = kit.text(words, "title", "accent")
        spoken.setWordWrap(True)
        hint = kit.text(
            tr("把申请文件交给主办单位。对方打电话核对时，念这三组词。收到批次文件后，到“收件”接收。"),
            "label",
        )
        hint.setWordWrap(True)
        sheet: QFrame = kit.col(
            kit.text(tr("申请加入批次"), "heading"),
            hint,
            8,
            kit.text(tr("本机核对词"), "strong"),
            spoken,
            8,
            kit.text(tr("申请的角色"), "strong"),
            self.chips,
            8,
            kit.labelled(tr("加入申请"), self.path, role="strong"),
            self.failure,
            8,
            kit.row(None, self.write_button),
            gap=6,
            pad=(20, 18),
            role="card",
        )
        plain_box(self).addWidget(sheet)

    def _write(self) -> None:
        self.failure.clear()
        path = self.path.path()
        self.ask(
            partial(self.desk.exchange.write_request, path, self.chips.roles()), partial(self._written, path)
        )

    def _written(self, path: Path, nothing: None) -> None:
        del nothing
        self.said.emit(tr("加入申请已写到 {path}").format(path=path))
