"""The place 评审: leads from the list of reviews through the declaration to the bench, and submits."""

from functools import partial

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from greendesk.desk import Desk
from greendesk.domain.assessment import OpenPoint
from greendesk.domain.package import PackageFile
from greendesk.queries import ApplicationLine
from ui.i18n import tr
from ui.views.bench.declaration import Declaration
from ui.views.bench.opening import Opening, my_reviews, read_opening
from ui.views.bench.review_list import ReviewList
from ui.views.bench.submit_sheet import SubmitSheet
from ui.views.bench.workbench import Workbench
from ui.widgets.dialogs import ask
from ui.widgets.view import ScreenContext, View
from ui.words import GROUNDS, said

PLACES_FILE = "window.ini"


class BenchView(View):
    """One application at a time; nothing of a package is read before the declaration."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._application = ""
        self._came_back = False  # from one application to the list: the list takes the focus
        self._opening: Opening | None = None
        self._recusal: tuple[tuple[str, ...], str] = ((), "")
        self._settings = QSettings(str(self.desk.folder / PLACES_FILE), QSettings.Format.IniFormat)
        self.reviews = ReviewList(self.kit)
        self.reviews.chosen.connect(self.open_with)
        self.reviews.exchange_wanted.connect(self._go_to_exchange)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.reviews)
        self.page: QWidget | None = None  # what stands in place of the list
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)

    # ------------------------------------------------------------ what the window asks

    def reload(self) -> None:
        """Read again: the list, or how the open application stands."""
        if self._application:
            self._read(self._application)
        else:
            self.runner.run(self, partial(my_reviews, self.desk, self.round_id), self._show_list)

    def open_with(self, argument: object) -> None:
        """Open the bench of an application; without one, the list of my reviews."""
        self._leave_page()
        self._application = argument if isinstance(argument, str) else ""
        self.reload()

    @property
    def bench(self) -> Workbench | None:
        """The bench, when it is open."""
        return self.page if isinstance(self.page, Workbench) else None

    # ------------------------------------------------------------ list, gate, bench

    def _show_list(self, found: tuple[str, tuple[ApplicationLine, ...]]) -> None:
        if not self._application:
            self.reviews.show_lines(*found)
            self._show_page(None)
            if self._came_back:
                self._came_back = False
                self.reviews.take_focus()

    def _show_my_reviews(self) -> None:
        self._came_back = True
        self.open_with(None)

    def _read(self, application: str) -> None:
        work = partial(read_opening, self.desk, self.round_id, application)
        self.runner.run(self, work, self._show_opening)

    def _show_opening(self, opening: Opening) -> None:
        if opening.line.id != self._application or self._is_shown(opening):
            return
        self._opening = opening
        if opening.sheet is not None:
            self._show_page(self._make_bench(opening))
        elif opening.line.my_state == "to_declare":
            gate = Declaration(self.kit, opening.line)
            gate.cleared.connect(self._declare_clear)
            gate.recusal_wanted.connect(self._ask_recusal)
            gate.left.connect(self._show_my_reviews)
            self._show_page(gate)
        elif opening.line.my_state == "recused":
            words = tr("本机不显示该单位的材料、评分和进度。")
            self._show_page(self._nothing("lock", tr("你已声明回避"), words))
        elif opening.line.my_state:
            words = tr("收到含材料包的文件后再评审。")
            self._show_page(self._nothing("inbox", tr("材料包还没有收到"), words))
        else:
            words = tr("秘书分派后才能评审。")
            self._show_page(self._nothing("review", tr("这家没有分派给你"), words))

    def _is_shown(self, opening: Opening) -> bool:
        """Whether the open bench shows this already; what is being typed is not disturbed."""
        bench, sheet = self.bench, opening.sheet
        if bench is None or sheet is None:
            return False
        shown = bench.keeper.sheet
        return (
            shown.application == sheet.application
            and (shown.locked, shown.sealed, shown.may_revise)
            == (sheet.locked, sheet.sealed, sheet.may_revise)
            and shown.returned_reason == sheet.returned_reason
            and shown.package_version == sheet.package_version
        )

    def _make_bench(self, opening: Opening) -> Workbench:
        bench = Workbench(self._context, opening, self._settings)
        bench.left.connect(self._show_my_reviews)
        bench.other_wanted.connect(self.open_with)
        bench.submit_wanted.connect(self._begin_submit)
        bench.said.connect(self.said)
        bench.paper_wanted.connect(self._open_paper)
        bench.revise_wanted.connect(self._revise)
        bench.keep_wanted.connect(self._ask_to_keep)
        bench.file_wanted.connect(self._open_elsewhere)
        return bench

    def _nothing(self, icon: str, title: str, note: str) -> QWidget:
        page = self.kit.empty(icon, title, note, tr("返回我的评审"))
        for button in page.findChildren(QPushButton):
            button.clicked.connect(self._show_my_reviews)
        return page

    def _show_page(self, page: QWidget | None) -> None:
        self._leave_page()
        self.page = page
        if page is None:
            self.pages.setCurrentWidget(self.reviews)
            return
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if isinstance(page, Workbench):
            if not page.keeper.sheet.locked:
                page.checklist.open_next_unscored()
            page.checklist.take_focus()
        else:
            page.setFocus()

    def _leave_page(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            if isinstance(page, Workbench):
                page.close_down()
            self.pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _go_to_exchange(self) -> None:
        self.went.emit("exchange", None)

    # ------------------------------------------------------------ declaration

    def _declare_clear(self) -> None:
        work = partial(self.desk.reviews.declare, self.round_id, self._application, conflict=False)
        self.record(work, self._declared)

    def _ask_recusal(self, grounds: tuple[str, ...], note: str) -> None:
        if self._opening is None:
            return
        self._recusal = (grounds, note)
        reasons = tr("；").join([*(said(GROUNDS, code) for code in grounds), *([note] if note else [])])
        lines = (
            tr("理由：{reasons}").format(reasons=reasons),
            tr("声明记入账本，不能撤回。之后本机不再显示该单位的材料、评分和进度。"),
        )
        title = tr("对 {unit} 声明回避").format(unit=self._opening.line.unit)
        dialog = ask(self, self.kit, title, lines, action=tr("声明回避"), keep=tr("返回修改"), danger=True)
        dialog.accepted.connect(self._recuse)

    def _recuse(self) -> None:
        grounds, note = self._recusal
        declare = self.desk.reviews.declare
        work = partial(declare, self.round_id, self._application, conflict=True, grounds=grounds, note=note)
        self.record(work, self._declared)

    def _declared(self, _: None) -> None:
        self.reload()

    # ------------------------------------------------------------ submit

    def _begin_submit(self) -> None:
        if self.bench is not None:
            self.bench.commit()
            work = partial(self.desk.reviews.missing, self.round_id, self._application)
            self.runner.run(self, work, self._ask_to_submit)

    def _ask_to_submit(self, missing: tuple[OpenPoint, ...]) -> None:
        if self.bench is not None:
            sheet = SubmitSheet(self.kit, self.bench.keeper, missing, self)
            sheet.jump_wanted.connect(self.bench.jump)
            sheet.confirmed.connect(self._submit)
            sheet.open()

    def _submit(self) -> None:
        if self.bench is not None:
            self.bench.head.submit.setEnabled(False)
            work = partial(self.desk.reviews.submit, self.round_id, self._application)
            sealed = self.bench.keeper.sheet.sealed
            self.record(work, self._sealed if sealed else self._submitted)

    def _submitted(self, _: str) -> None:
        self.said.emit(tr("评审已提交，评审表已签名"))
        self.reload()

    def _sealed(self, _: str) -> None:
        self.said.emit(tr("评审已封存交卷，到“收发”导出给秘书"))
        self.reload()

    # ------------------------------------------------------------ replace a sealed review

    def _revise(self) -> None:
        work = partial(self.desk.reviews.revise, self.round_id, self._application)
        self.runner.run(self, work, self._changed)

    def _ask_to_keep(self) -> None:
        if self.bench is not None:
            title = tr("放弃这次修改")
            lines = (tr("这次改动的内容会丢掉，已封存的一份不变。"),)
            dialog = ask(
                self, self.kit, title, lines, action=tr("放弃修改"), keep=tr("继续修改"), danger=True
            )
            dialog.accepted.connect(self._keep)

    def _keep(self) -> None:
        if self.bench is not None:
            self.bench.commit()
            work = partial(self.desk.reviews.leave_sealed, self.round_id, self._application)
            self.runner.run(self, work, self._changed)

    def _changed(self, _: object) -> None:
        self.reload()

    # ------------------------------------------------------------ other programs

    def _open_paper(self) -> None:
        work = partial(copy_of_paper, self.desk, self.round_id, self._application)
        self.runner.run(self, work, self._open_path)

    def _open_elsewhere(self, file: PackageFile) -> None:
        work = partial(copy_of_file, self.desk, self.round_id, self._application, file.number)
        self.runner.run(self, work, self._open_path)

    def _open_path(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.said.emit(tr("没有能打开这个文件的程序"))


def copy_of_paper(desk: Desk, round_id: str, application: str) -> str:
    """A read-only copy of this expert's signed score sheet."""
    me = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
    paper = desk.reviews.score_sheet(round_id, application, me)
    return str(desk.open_copy(paper.sha256, paper.name))


def copy_of_file(desk: Desk, round_id: str, application: str, number: int) -> str:
    """A read-only copy of one file of the package, behind the gate."""
    file, sha256 = desk.applications.file(round_id, application, number)
    return str(desk.open_copy(sha256, file.name))
