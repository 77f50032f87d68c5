"""A round to work in: open one from a policy, join one by two files, or look around in the sample."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from ui.exchange_names import PATTERNS
from ui.i18n import tr
from ui.tasks import TaskRunner
from ui.theme import repolish
from ui.widgets.brand import beside_brand
from ui.widgets.file_chooser import FileChooser
from ui.widgets.form_field import FormField
from ui.widgets.half_typed import half_typed
from ui.widgets.kit import Kit
from ui.words import ROLES, said

if TYPE_CHECKING:
    from greendesk.desk import Desk, PolicyChoice
    from greendesk.queries import ExchangePreview

OWN_ROLES = ("secretary", "leader", "expert", "county", "keeper")
ASKED_ROLES = ("expert", "leader", "secretary", "county", "department", "keeper")
REQUEST_FILES, POLICIES = "*.gdx", "*.yaml *.yml"


class RoundStartView(QWidget):
    """Opens or joins a round on the open desk."""

    entered = Signal(str)  # id of the round
    sample_wanted = Signal()
    backups_wanted = Signal()
    left = Signal()  # back to where the person came from

    def __init__(self, kit: Kit, runner: TaskRunner, desk: "Desk", *, may_leave: bool) -> None:
        super().__init__()
        self.kit, self.runner, self.desk = kit, runner, desk
        self._may_leave = may_leave
        self._policies: list[PolicyChoice] = []
        self._file: Path | None = None
        self._policy_file = FileChooser(self, self.read_policy)
        self._request_file = FileChooser(self, self.write_request)
        self._round_file = FileChooser(self, self.look)
        self._build()
        runner.run(self, desk.policies, self._show_policies)
        if not may_leave:
            runner.run(self, desk.backups.restored, self._was_restored)

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        words = (tr("组织一个批次"), tr("加入一个批次"))
        self.choices = [kit.button(word, "filter", checked=number == 0) for number, word in enumerate(words)]
        group = QButtonGroup(self)
        for number, button in enumerate(self.choices):
            group.addButton(button, number)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._organise())
        self.pages.addWidget(self._join())
        group.idClicked.connect(self._show_page)
        head = kit.col(
            kit.text(tr("选择批次"), "title"),
            kit.text(self._greeting(), "label"),
            gap=4,
        )
        sample = kit.button(tr("先看示例"), "quiet")
        sample.clicked.connect(self.sample_wanted)
        self.backups_button = kit.button(tr("查看备份"), "quiet")
        self.backups_button.clicked.connect(self.backups_wanted)
        self.backups_button.hide()
        foot: list[QWidget | None] = [sample, self.backups_button, None]
        if self._may_leave:
            self.back_button = kit.button(tr("返回"), "quiet")
            self.back_button.clicked.connect(self.left)
            foot = [self.back_button, sample, self.backups_button, None]
        form = kit.col(
            head,
            20,
            kit.row(*self.choices, None, gap=8),
            16,
            self.pages,
            16,
            kit.row(*foot, gap=8),
            gap=0,
        )
        beside_brand(self, kit, form, 640)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, past the button that says so when something was typed."""
        if event.key() != Qt.Key.Key_Escape or not self._may_leave:
            super().keyPressEvent(event)
        elif half_typed((self,)) and not self.back_button.hasFocus():
            self.back_button.setFocus()
        else:
            self.left.emit()

    def _was_restored(self, restored: object) -> None:
        """After a restore of a backup without rounds, another one may be the right one."""
        self.backups_button.setVisible(restored is not None)

    def _greeting(self) -> str:
        if self._may_leave:
            return tr("一个工作台可以有几个批次，彼此分开。")
        return tr("{name}，工作台已建立。").format(name=self.desk.person.name)

    def _organise(self) -> QFrame:
        kit = self.kit
        self.policy = QComboBox()
        self.policy.setAccessibleName(tr("政策文件"))
        self.policy.setPlaceholderText(tr("选择政策文件"))
        self.policy.currentIndexChanged.connect(self._policy_chosen)
        choose = kit.button(tr("从文件选择"), icon="folder")
        choose.clicked.connect(self._choose_policy)
        label = kit.text(tr("政策文件"), "strong")
        label.setBuddy(self.policy)
        self.policy_note = kit.text("", "caption")
        self.policy_note.setWordWrap(True)
        self.title = FormField(kit, tr("批次名称"), kit.field(tr("批次名称")), tr("写进每份文件的标题"))
        self.year = FormField(kit, tr("年度"), kit.field(tr("年度"), str(date.today().year)))  # noqa: DTZ011
        self.region = FormField(kit, tr("地区"), kit.field(tr("地区")))
        self.own_roles = self._roles(OWN_ROLES, {"secretary", "leader"})
        self.open_button = kit.button(tr("建立批次"), "primary")
        self.open_button.clicked.connect(self.open_round)
        for row in (self.title, self.year, self.region):
            row.field.returnPressed.connect(self.open_round)
        self.setFocusProxy(self.policy)
        return kit.col(
            kit.col(label, kit.row((self.policy, 1), choose, gap=8), self.policy_note, gap=5),
            10,
            self.title,
            8,
            kit.row((self.year, 1), (self.region, 1), gap=16),
            8,
            kit.text(tr("我在本批次中的角色"), "strong"),
            6,
            kit.row(*self.own_roles.values(), None, gap=8),
            4,
            kit.text(tr("可多选。建立批次的工作台同时是组织单位，负责批准其他人加入。"), "caption"),
            18,
            kit.row(None, self.open_button),
            gap=0,
        )

    def _join(self) -> QFrame:
        kit = self.kit
        self.asked_roles = self._roles(ASKED_ROLES, {"expert"})
        self.request_button = kit.button(tr("生成加入申请"), icon="file")
        self.request_button.clicked.connect(self._choose_request)
        self.words = kit.text("", "code")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.request_note = kit.text(tr("把申请文件交给组织单位，用 U 盘或邮件都可以。"), "caption")
        self.request_note.setWordWrap(True)
        self.look_button = kit.button(tr("打开批次文件"), icon="inbox")
        self.look_button.clicked.connect(self._choose_file)
        self.found = kit.text(tr("组织单位批准后会发来批次文件。"), "caption")
        self.found.setWordWrap(True)
        self.join_button = kit.button(tr("加入批次"), "primary")
        self.join_button.setEnabled(False)
        self.join_button.setToolTip(tr("先打开批次文件"))
        self.join_button.clicked.connect(self.join)
        self.runner.run(self, self.desk.exchange.my_words, self._show_words)
        return kit.col(
            kit.text(tr("第一步：申请加入"), "strong"),
            6,
            kit.row(*self.asked_roles.values(), None, gap=8),
            8,
            kit.row(self.request_button, None),
            6,
            self.request_note,
            4,
            self.words,
            24,
            kit.text(tr("第二步：打开发回的批次文件"), "strong"),
            8,
            kit.row(self.look_button, None),
            6,
            self.found,
            18,
            kit.row(None, self.join_button),
            None,
            gap=0,
        )

    def _roles(self, names: tuple[str, ...], chosen: set[str]) -> dict[str, QPushButton]:
        return {name: self.kit.button(said(ROLES, name), "filter", checked=name in chosen) for name in names}

    def _show_page(self, number: int) -> None:
        self.pages.setCurrentIndex(number)

    # ------------------------------------------------------------ open a round

    def open_round(self) -> None:
        """Open the round that the form describes."""
        number = self.policy.currentIndex()
        if not 0 <= number < len(self._policies):
            self._say_of_policy(tr("先选择政策文件。"), wrong=True)
            self.policy.setFocus()
            return
        choice = self._policies[number]
        for row, words in ((self.title, tr("写一个批次名称。")), (self.region, tr("写地区名称。"))):
            if not row.text:
                row.say_wrong(words)
                row.field.setFocus()
                return
        if not self.year.text.isdigit() or len(self.year.text) != 4:
            self.year.say_wrong(tr("年度写四位数字。"))
            self.year.field.setFocus()
            return
        self.open_button.setEnabled(False)
        self.runner.run(self, self._opening(choice), self.entered.emit, self._not_opened)

    def _opening(self, choice: "PolicyChoice") -> Callable[[], str]:
        roles = tuple(name for name, button in self.own_roles.items() if button.isChecked())
        title, year, region = self.title.text, int(self.year.text), self.region.text
        desk = self.desk

        def work() -> str:
            from greendesk.use_cases.rounds import OpenRound

            command = OpenRound(
                title=title,
                year=year,
                level=choice.level,
                region=region,
                policy=choice.text,
                checklists=choice.checklists,
                my_roles=roles,
            )
            return desk.rounds.open(command)

        return work

    def _not_opened(self, _error: Exception) -> bool:
        self.open_button.setEnabled(True)
        return False

    def _show_policies(self, choices: "tuple[PolicyChoice, ...]") -> None:
        """Offer the policies, the country's newest first; a round keeps its policy, so nobody is given one."""
        read = len(self._policies)  # from a file, meanwhile
        self._policies = [*sorted(choices, key=_order), *self._policies]
        self.policy.clear()
        for choice in self._policies:
            self.policy.addItem(choice.title)
        self.policy.setCurrentIndex(len(self._policies) - 1 if read or len(self._policies) == 1 else -1)

    def _choose_policy(self) -> None:
        self._policy_file.file(tr("选择政策文件"), POLICIES)

    def read_policy(self, path: Path | str) -> None:
        """Add a policy from a file and choose it."""
        self._show_page(0)
        self.choices[0].setChecked(True)
        self.runner.run(self, partial(self.desk.read_policy, Path(path)), self._policy_read)

    def _policy_read(self, choice: "PolicyChoice") -> None:
        self._policies.append(choice)
        self.policy.addItem(choice.title)
        self.policy.setCurrentIndex(self.policy.count() - 1)

    def _policy_chosen(self, number: int) -> None:
        if not 0 <= number < len(self._policies):
            return
        choice = self._policies[number]
        self.title.field.setText(choice.title)
        self.year.field.setText(str(choice.year))
        self.region.field.setText(choice.region)
        sample = tr("示例政策，内容虚构，只供熟悉程序。")
        real = tr("评审表 {count} 份随批次一起写入，之后不会变。").format(count=len(choice.checklists))
        self._say_of_policy(sample if choice.sample else real)

    def _say_of_policy(self, words: str, *, wrong: bool = False) -> None:
        self.policy_note.setText(words)
        self.policy_note.setProperty("tone", "danger" if wrong else "")
        repolish(self.policy_note)

    # ------------------------------------------------------------ join a round

    def _choose_request(self) -> None:
        name = tr("加入申请 {name}.gdx").format(name=self.desk.person.name)
        self._request_file.target(tr("保存加入申请"), name, REQUEST_FILES)

    def write_request(self, target: Path | str) -> None:
        """Write the request to join with the chosen roles."""
        path = Path(target)
        roles = tuple(name for name, button in self.asked_roles.items() if button.isChecked())

        def work() -> Path:
            self.desk.exchange.write_request(path, roles)
            return path

        self.runner.run(self, work, self._request_written)

    def _request_written(self, path: Path) -> None:
        self.request_note.setText(
            tr("已写入“{name}”。交给组织单位，并在电话里念下面的身份词。").format(name=path.name)
        )

    def _show_words(self, words: str) -> None:
        self.words.setText(tr("我的身份词：{words}").format(words=words))

    def _choose_file(self) -> None:
        self._round_file.file(tr("打开批次文件"), PATTERNS)

    def look(self, path: Path | str) -> None:
        """Show what a round file holds; nothing is written yet."""
        self._show_page(1)
        self.choices[1].setChecked(True)
        self._file = Path(path)
        self.join_button.setEnabled(False)
        self.join_button.setToolTip(tr("先打开批次文件"))
        self.found.setText(tr("组织单位批准后会发来批次文件。"))
        self.runner.run(self, partial(self.desk.exchange.look, self._file), self._looked)

    def _looked(self, preview: "ExchangePreview") -> None:
        self.found.setText(
            tr("{title}，来自 {sender}（{office}），共 {total} 条记录。").format(
                title=preview.round_title,
                sender=preview.sender,
                office=preview.sender_organisation,
                total=preview.total,
            )
        )
        self.join_button.setEnabled(True)
        self.join_button.setToolTip("")
        self.join_button.setFocus()

    def join(self) -> None:
        """Receive the round file and enter the round."""
        if self._file is None:
            return
        path, desk = self._file, self.desk

        def work() -> str:
            before = {line.id for line in desk.rounds.lines()}
            title = desk.exchange.receive(path).round_title
            lines = desk.rounds.lines()
            fresh = [line for line in lines if line.id not in before]
            return (fresh or [line for line in lines if line.title == title])[0].id

        self.join_button.setEnabled(False)
        self.runner.run(self, work, self.entered.emit, self._not_joined)

    def _not_joined(self, _error: Exception) -> bool:
        self.join_button.setEnabled(True)
        return False


def _order(choice: "PolicyChoice") -> tuple[bool, bool, int, str]:
    return choice.sample, choice.level != "nation", -choice.year, choice.title
