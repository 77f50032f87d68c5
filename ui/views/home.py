"""The first screen (工作台): how the rounds stand, what waits for me, what came, and a place for any file."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QFrame, QStackedWidget, QVBoxLayout

from ui.exchange_names import the_one_to_open
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.opened_files import place_of
from ui.widgets.backup_home import BackupHome
from ui.widgets.backup_words import read_backups
from ui.widgets.clock_notice import ClockNotice
from ui.widgets.drop_zone import DropZone
from ui.widgets.file_chooser import FileChooser
from ui.widgets.fitting_label import FittingLabel
from ui.widgets.home_cards import RoundCards
from ui.widgets.home_lines import read_home
from ui.widgets.home_tasks import Arrival, HomeLines, Task, arrival_title, when_words
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext, View
from ui.words import EVENTS, ROLES, said

POLICY_FILES = {".yaml", ".yml"}
APPLICATION = Qt.ItemDataRole.UserRole
WIDE, NARROW, ROOMY = 392, 300, 1080  # of the right column, and from which width of the page on it is wide


class HomeView(View):
    """What waits for this person in the present round, beside the other rounds of the desk."""

    round_chosen = Signal(str)
    backups_wanted = Signal()
    rounds_wanted = Signal(object)  # a policy file, or None: open or join another round

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._tasks: dict[object, Task] = {}
        self._arrivals: dict[object, Arrival] = {}
        self._chooser = FileChooser(self, self._take_file)
        self._build()

    def reload(self) -> None:
        """Read everything again on the worker."""
        self.runner.run(self, partial(read_home, self.desk, self.round_id), self._show)
        self.runner.run(self, partial(read_backups, self.desk), self.backups.show_read)
        self.runner.run(self, partial(self.desk.rounds.clock_trouble, self.round_id), self.clock.show_trouble)

    # ------------------------------------------------------------ layout

    def _build(self) -> None:
        kit = self.kit
        self.search = kit.field(tr("查找单位"), hint=tr("查找单位、信用代码"), role="search")
        self.search.setMinimumWidth(kit.theme.px(180))
        self.search.setMaximumWidth(kit.theme.px(300 if kit.theme.scale < 1.2 else 180))
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self.search)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated[QModelIndex].connect(self._found_one)  # type: ignore[index]
        self.search.setCompleter(completer)
        other = kit.button(tr("新建或加入批次"), icon="plus")
        other.clicked.connect(self._other_round)
        self.open_button = kit.button(tr("打开文件"), "primary", "folder")
        self.open_button.clicked.connect(self._choose_file)
        subtitle = FittingLabel("label")
        subtitle.setText(self._subtitle())
        title = kit.col(None, kit.text(tr("工作台"), "title"), subtitle, None, gap=4)
        header = kit.row(
            (title, 2),
            (self.search, 1),
            other,
            self.open_button,
            gap=12,
            pad=(24, 0),
            height=80,
        )
        self.cards = RoundCards(kit)
        self.cards.chosen.connect(self._card_chosen)
        self.clock = ClockNotice(kit)
        self.backups = BackupHome(kit)
        self.backups.wanted.connect(self.backups_wanted)
        self._right = kit.col(self._drop(), (self._came(), 1), self.backups, gap=16)
        page = kit.row(
            (kit.col(self.clock, self.cards, (self._todo(), 1), gap=16), 1),
            self._right,
            gap=16,
            pad=(24, 0),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 24)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(page, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what waits for me the room it needs on a small screen."""
        super().resizeEvent(event)
        theme = self.kit.theme
        roomy = theme.scale < 1.2 and self.width() >= ROOMY
        self._right.setFixedWidth(theme.px(WIDE if roomy else NARROW))

    def _subtitle(self) -> str:
        now = datetime.now().astimezone()
        day = QLocale().toString(QDate(now.year, now.month, now.day), tr("yyyy 年 M 月 d 日，dddd"))
        person = self.desk.person
        office = person.organisation if self.kit.theme.scale < 1.2 else ""
        return " · ".join(part for part in (day, person.name, office) if part)

    def _todo(self) -> QFrame:
        kit = self.kit
        self.todo = DataTable(
            kit.theme, tr("待我处理"), (Column(), Column("", 128), Column("", 108)), row_height=60
        )
        self.todo.row_activated.connect(self._task_wanted)
        self.todo.clicked.connect(self._task_clicked)
        nothing = kit.empty("check", tr("现在没有要处理的事"), tr("新的材料和记录到达后，会列在这里。"), "")
        self.todo_stack = QStackedWidget()
        self.todo_stack.addWidget(self.todo)
        self.todo_stack.addWidget(nothing)
        self.todo_count = kit.text("", "label")
        return kit.card(tr("待我处理"), (self.todo_stack, 1), extra=(self.todo_count,))

    def _drop(self) -> DropZone:
        self.drop = DropZone(self.kit, tr("把文件拖到这里"), tr("材料包、交换文件、政策和更新文件均可"))
        self.drop.files_dropped.connect(self.take_files)
        self.drop.setMinimumHeight(self.kit.theme.px(152))
        self.drop.setMaximumHeight(self.kit.theme.px(188))
        return self.drop

    def _came(self) -> QFrame:
        kit = self.kit
        self.came = DataTable(kit.theme, tr("最近到达"), (Column(),), row_height=56)
        self.came.row_activated.connect(self._arrival_wanted)
        self.came.clicked.connect(self._arrival_clicked)
        self.entries = kit.text("", "label")
        self.entries_icon = kit.icon("check", "success", 16)
        self.roles = kit.text("", "label", wrap=True)
        lines = kit.col(self.entries, self.roles, gap=4)
        self.ledger = kit.row(kit.col(self.entries_icon, None), (lines, 1), gap=8, pad=(12, 4))
        self.ledger.hide()  # a tick says that all is well, which nobody knows before it is read
        nothing = kit.empty("inbox", tr("还没有收到材料"), tr("把收到的文件拖到上面的框里。"), "")
        self.came_stack = QStackedWidget()
        self.came_stack.addWidget(self.came)
        self.came_stack.addWidget(nothing)
        return kit.card(tr("最近到达"), (self.came_stack, 1), self.ledger)

    # ------------------------------------------------------------ show

    def _show(self, lines: HomeLines) -> None:
        self.cards.show_cards(lines.cards, self.round_id)
        self._tasks = {task.key: task for task in lines.tasks}
        self.todo.set_rows([_task_row(task) for task in lines.tasks], list(self._tasks))
        self.todo_stack.setCurrentIndex(0 if lines.tasks else 1)
        self.todo_count.setText(tr("共 {count} 件").format(count=len(lines.tasks)) if lines.tasks else "")
        now = datetime.now().astimezone()
        self._arrivals = {(one.application, one.kind, one.who): one for one in lines.arrivals}
        self.came.set_rows([_arrival_row(one, now) for one in lines.arrivals], list(self._arrivals))
        self.came_stack.setCurrentIndex(0 if lines.arrivals else 1)
        self.entries.setText(_ledger_words(lines))
        roles = tr("、").join(said(ROLES, role) for role in lines.here.my_roles) or tr("等待批准")
        self.roles.setText(tr("我的角色：{roles}").format(roles=roles))
        self.ledger.show()
        self._found.clear()
        for line in lines.applications:
            item = QStandardItem(f"{line.unit}  {line.credit_code}")
            item.setData(line.id, APPLICATION)
            self._found.appendRow(item)

    # ------------------------------------------------------------ what happens

    def take_files(self, paths: list[Path]) -> None:
        """Bring files to the place that knows what to do with them."""
        if paths:
            path = the_one_to_open(paths)
            if path.suffix.lower() in POLICY_FILES:
                self.rounds_wanted.emit(path)
            else:
                self.went.emit(place_of(path), path)

    def _choose_file(self) -> None:
        self._chooser.file(tr("打开文件"))

    def _take_file(self, path: str) -> None:
        self.take_files([Path(path)])

    def _other_round(self) -> None:
        self.rounds_wanted.emit(None)

    def _card_chosen(self, round_id: str) -> None:
        if round_id != self.round_id:
            self.round_chosen.emit(round_id)

    def _found_one(self, index: QModelIndex) -> None:
        self.went.emit("applications", index.data(APPLICATION))
        QTimer.singleShot(0, self.search.clear)

    def _task_clicked(self, index: QModelIndex) -> None:
        self._task_wanted(self.todo.rows_model.row_key(index.row()))

    def _task_wanted(self, key: object) -> None:
        if task := self._tasks.get(key):
            self.went.emit(task.place, task.argument)

    def _arrival_clicked(self, index: QModelIndex) -> None:
        self._arrival_wanted(self.came.rows_model.row_key(index.row()))

    def _arrival_wanted(self, key: object) -> None:
        if arrival := self._arrivals.get(key):
            self.went.emit("applications", arrival.application)


def _task_row(task: Task) -> Row:
    return (
        Cell(task.title, task.note, icon=task.icon),
        Cell(task.state, kind="chip", tone=task.tone, icon=task.state_icon),
        Cell(task.action, tone="accent", right=True),
    )


def _arrival_row(arrival: Arrival, now: datetime) -> Row:
    icon = EVENTS[arrival.kind].icon if arrival.kind in EVENTS else "file"
    note = " · ".join((arrival.unit, when_words(arrival.at, now), arrival.who))
    return (Cell(arrival_title(arrival), note, icon=icon),)


def _ledger_words(lines: HomeLines) -> str:
    here = lines.here
    if here.waiting or lines.missing:
        waiting = tr("本批次 {count} 条记录，其中 {waiting} 条等待前序")
        return waiting.format(count=here.entries, waiting=here.waiting)
    return tr("本批次 {count} 条记录全部计入").format(count=here.entries)
