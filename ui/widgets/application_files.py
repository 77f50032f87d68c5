"""The package of an application: every file with its state in plain words, to open, to check, to renew."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from greendesk.domain.package import FileState, Inventory, PackageFile
from greendesk.use_cases.applications import Receipt
from ui.i18n import tr
from ui.models.table import Cell, Column, Row
from ui.qt_numbers import RIGHT
from ui.widgets.application_intake import IntakeBlock, Looked
from ui.widgets.application_nothing import Nothing
from ui.widgets.application_papers import Papers
from ui.widgets.application_section import Case, CaseSection, hint_for
from ui.widgets.application_words import KIND_ICONS, KINDS, file_note, file_state, size_words
from ui.widgets.table import DataTable
from ui.widgets.view import ScreenContext

SHORT = 8
LIST, CLOSED, INTAKE = range(3)
STATE_ICONS = {"success": "check", "warning": "warn", "danger": "warn", "info": "swap"}


class FilesSection(CaseSection):
    """The inventory; Enter opens a file from a read-only copy."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self.papers = Papers(context, self)
        self.papers.said.connect(self.said)
        self.table = DataTable(kit.theme, tr("材料清单"), _columns(), row_height=50)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open)
        self.summary = kit.text("", "strong")
        self.left_out = kit.text("", "caption")
        self.only_bad = kit.button(tr("有问题"), "filter", checked=False)
        self.only_bad.toggled.connect(self._fill_table)
        self.renew = kit.button(tr("接收新版本"), icon="inbox")
        self.renew.clicked.connect(self._begin_intake)
        self.about = kit.text("")
        self.about.setWordWrap(True)
        self.checksum = kit.text("", "code")
        self.checksum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save_button = kit.button(tr("另存"))
        self.save_button.clicked.connect(self._save_chosen)
        self.open_button = kit.button(tr("打开文件"), icon="file")
        self.open_button.clicked.connect(self._open_chosen)
        about = kit.col(self.about, self.checksum, gap=2)
        foot = kit.row((about, 1), self.save_button, self.open_button, gap=8, pad=(20, 10), role="card")
        head = kit.row(self.summary, self.left_out, None, self.only_bad, self.renew, gap=12, height=38)
        full = kit.col(head, (kit.col((self.table, 1), pad=(8, 4), role="card"), 1), foot, gap=12)
        self.nothing = Nothing(kit, "folder")
        self.nothing.asked.connect(self._begin_intake)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(full)
        self._pages.addWidget(kit.col((self.nothing, 1), role="card"))
        self._pages.addWidget(self._make_intake())

    @property
    def inventory(self) -> Inventory | None:
        """The files of the application that is shown."""
        return self.case.detail.inventory if self.case else None

    def fill(self, case: Case, *, moved: bool) -> None:
        """Show the inventory, or what keeps it closed."""
        inventory, detail = case.detail.inventory, case.detail
        self.renew.setVisible(case.may_work)
        self._intake_title.setText(tr("接收第 {version} 版材料包").format(version=detail.package_version + 1))
        if moved or self._pages.currentIndex() != INTAKE:
            self._pages.setCurrentIndex(LIST if inventory else CLOSED)
        if inventory is None:
            self._say_why_closed(case)
            return
        bad = sum(map(_is_bad, inventory.files))
        if moved:
            self.only_bad.setChecked(False)
        self.only_bad.setText(tr("有问题 {n}").format(n=bad))
        self.only_bad.setEnabled(bool(bad))
        self.summary.setText(
            tr("第 {version} 版 · {files} 个文件 · {size}").format(
                version=detail.package_version,
                files=len(inventory.files),
                size=size_words(inventory.total_size),
            )
        )
        self.left_out.setText(
            tr("操作系统附加的 %n 个文件未收入", n=len(inventory.left_out)) if inventory.left_out else ""
        )
        self.left_out.setToolTip("\n".join(inventory.left_out[:40]))
        self._fill_table()
        if moved or self.table.chosen_key() is None:
            self.table.choose_first()

    def first(self) -> None:
        """Begin in the list."""
        (self.table if self.inventory else self.nothing.button).setFocus()

    # ------------------------------------------------------------ a package

    def receive(self, path: str = "") -> None:
        """Take in a package, or a new version; with `path` it is read at once."""
        self._keep_button.setEnabled(False)
        self.intake_hint.setText("")
        self.intake.forget()
        self._pages.setCurrentIndex(INTAKE)
        if path:
            self.intake.take(path)
        self.intake.file_button.setFocus()

    def _begin_intake(self) -> None:
        self.receive()

    def keep(self) -> None:
        """Record the package that was read."""
        looked = self.intake.result
        if looked is None:
            return
        self._keep_button.setEnabled(False)
        work = partial(
            self.desk.applications.receive_package,
            self.round_id,
            self.application,
            looked.source,
            looked.inventory,
        )
        self.record(work, tr("材料包已收下，清单和校验值已记录。"), self._kept, self._refused)

    def _make_intake(self) -> QWidget:
        kit = self.kit
        self.intake = IntakeBlock(self.context)
        self.intake.setMinimumHeight(kit.theme.px(220))
        self.intake.looked.connect(self._offer)
        self._intake_title = kit.text("", "strong")
        self.intake_hint = kit.text("", "label")
        self.intake_hint.setWordWrap(True)
        self._keep_button = kit.button(tr("收下材料包"), "primary", "check", off=True)
        self._keep_button.clicked.connect(self.keep)
        back = kit.button(tr("返回清单"))
        back.clicked.connect(self._leave_intake)
        column = kit.col(
            self._intake_title,
            self.intake,
            self.intake_hint,
            kit.row(None, back, self._keep_button, gap=8),
            None,
            gap=12,
        )
        column.setMaximumWidth(kit.theme.px(760))
        return kit.row((column, 4), None)

    def _offer(self, looked: Looked) -> None:
        present = self.case.detail.package_digest if self.case else ""
        same = present == looked.inventory.digest
        self._keep_button.setEnabled(not same)
        self.intake_hint.setText(tr("与现有版本的文件完全相同，不必再收。") if same else "")
        (self.intake.again_button if same else self._keep_button).setFocus()

    def _leave_intake(self) -> None:
        self._pages.setCurrentIndex(LIST if self.inventory else CLOSED)
        self.first()

    def _kept(self, receipt: Receipt) -> None:
        del receipt
        self.intake.forget()
        self._pages.setCurrentIndex(LIST if self.inventory else CLOSED)

    def _refused(self, error: Exception) -> bool:
        self._keep_button.setEnabled(True)
        self.intake_hint.setText(hint_for(error))
        return bool(self.intake_hint.text())

    # ------------------------------------------------------------ inside

    def _say_why_closed(self, case: Case) -> None:
        if case.detail.gate == "recused":
            self.nothing.say(tr("已回避"), tr("已声明回避这份申报，材料不再打开。"))
        elif case.detail.gate == "to_declare" and case.detail.package_version:
            self.nothing.say(tr("声明后打开材料"), tr("在评审中先声明有无利益关系，材料随后打开。"))
        elif case.may_work:
            self.nothing.say(
                tr("还没有收到材料包"),
                tr("材料包可以是文件夹、ZIP、7z 或本程序的 .gdpkg 文件，收到后自动列出清单并计算校验值。"),
                tr("接收材料包"),
            )
        else:
            self.nothing.say(
                tr("还没有收到材料包"), tr("材料包随下一份交换文件到达，或由受理的工信部门接收。")
            )

    def _fill_table(self) -> None:
        inventory = self.inventory
        files: Sequence[PackageFile] = inventory.files if inventory else ()
        if self.only_bad.isChecked():
            files = [file for file in files if _is_bad(file)]
        self.table.set_rows([_row(file) for file in files], [file.number for file in files])
        if self.table.chosen_key() is None:
            self.table.choose_first()
        self._choose(self.table.chosen_key())

    def _chosen(self, number: object) -> PackageFile | None:
        return self.inventory.file(number) if self.inventory and isinstance(number, int) else None

    def _choose(self, number: object) -> None:
        file = self._chosen(number)
        self.open_button.setEnabled(file is not None)
        self.save_button.setEnabled(file is not None)
        if file is None:
            self.about.setText(tr("选中一个文件，这里显示它的说明和完整校验值。"))
            self.checksum.setText("")
            return
        words = file_note(file) or tr("文件可用。")
        self.about.setText(tr("{number} 号：{words}").format(number=file.number, words=words))
        self.checksum.setText(tr("校验值 {value}").format(value=file.sha256))

    def _open(self, number: object) -> None:
        if file := self._chosen(number):
            self.papers.open(file.sha256, file.name)

    def _open_chosen(self) -> None:
        self._open(self.table.chosen_key())

    def _save_chosen(self) -> None:
        if file := self._chosen(self.table.chosen_key()):
            self.papers.save(file.sha256, file.name)


def _is_bad(file: PackageFile) -> bool:
    return file.state is not FileState.SOUND or file.duplicate_of is not None


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("编号"), 64, RIGHT),
        Column(tr("文件"), 0, least=220),
        Column(tr("类型"), 88),
        Column(tr("大小"), 88, RIGHT),
        Column(tr("页数"), 68, RIGHT),
        Column(tr("校验值"), 104),
        Column(tr("状态"), 132),
    )


def _row(file: PackageFile) -> Row:
    folder = file.path.rpartition("/")[0]
    state, tone = file_state(file)
    return (
        Cell(str(file.number), tone="muted", right=True),
        Cell(file.name, folder, icon=KIND_ICONS[file.kind], tone="muted" if file.duplicate_of else ""),
        Cell(tr(KINDS[file.kind])),
        Cell(size_words(file.size), right=True),
        Cell("—" if file.pages is None else str(file.pages), right=True),
        Cell(file.sha256[:SHORT], tone="muted", spoken=file.sha256),
        Cell(state, kind="chip", tone=tone, icon=STATE_ICONS[tone], spoken=file_note(file) or state),
    )
