"""Steps five to eight at an expert's desk: the declaration, the bench, the submission, the signed score sheet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QRectF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from greendesk.domain.checklist import Item
from greendesk.domain.decimals import plain
from ui.journey.hands import (
    LEFT,
    NO_KEYS,
    JourneyStopped,
    click,
    click_row,
    drag_pin,
    press,
    said_by,
    wait,
    write,
)
from ui.journey.papers import Applicant
from ui.journey.seat import Seat
from ui.views.bench import BenchView
from ui.views.bench.declaration import Declaration
from ui.views.bench.submit_sheet import SubmitSheet
from ui.views.bench.workbench import Workbench
from ui.widgets.bench_card import Card
from ui.widgets.bench_card_conclusion import ConclusionCard
from ui.widgets.bench_card_gate import GateCard
from ui.widgets.bench_card_score import ScoreCard
from ui.widgets.bench_fields import BenchText
from ui.widgets.bench_tree import NUMBER, PackageTree

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
REPORT = "自评价报告.pdf"
REASON = "申报值与计量台账不一致，按台账复算。（示例）"
EVERY_THIRD, EVERY_FOURTH = 3, 4


CardT = TypeVar("CardT", bound=Card)


class Bench:
    """One expert before the place 评审."""

    def __init__(self, seat: Seat, share: Decimal, *, doubtful: frozenset[str] = frozenset()) -> None:
        """`share` of the points is given, a tenth of them where the expert has his doubts."""
        self.seat, self.share, self.doubtful = seat, share, doubtful

    # ------------------------------------------------------------ the way to the bench

    @property
    def view(self) -> BenchView:
        """The place 评审."""
        page = self.seat.window.page("bench")
        if not isinstance(page, BenchView):
            raise JourneyStopped("the place 评审 is not there")
        return page

    @property
    def bench(self) -> Workbench:
        """The bench that is open."""
        if self.view.bench is None:
            raise JourneyStopped("the bench is not open")
        return self.view.bench

    def open(self, applicant: Applicant, picture: str = "") -> None:
        """Choose the application in the list of my reviews; declare first when that is due."""
        self.seat.take_seat()
        view = self.seat.go("bench", BenchView)
        if view.bench is not None:
            click(view.bench.head.back)
        wait(view.reviews.isVisible, "the list of my reviews")
        self.seat.settle()
        if picture:
            self.seat.picture(f"{picture}-list")
        click_row(view.reviews.table, applicant.id)
        wait(lambda: view.page is not None, "the review opens")
        self.seat.settle()
        gate = view.page
        if isinstance(gate, Declaration):
            if REPORT in said_by(gate):
                raise JourneyStopped("the declaration shows the package")
            if picture:
                ground = next(iter(gate.grounds.values()))
                click(ground)
                if gate.clear.isEnabled():
                    raise JourneyStopped("a tie was ticked and the package could still be opened")
                click(ground)
                self.seat.picture(f"{picture}-declaration")
            click(gate.clear)
        wait(lambda: view.bench is not None, "the bench opens")
        self.seat.settle()

    # ------------------------------------------------------------ scoring

    def score(self, applicant: Applicant, *, leave: str = "") -> int:
        """Go through the whole checklist by keys; one item may be left for later. Returns how many were scored."""
        bench, done = self.bench, 0
        checklist = bench.checklist
        self.go_to(next(iter(checklist.codes)))
        for number, code in enumerate(code for code in checklist.codes if code):
            wait(partial(self._is_open, code), f"the card of {code} opens")
            if code != leave:
                self._score_one(applicant, code, number)
                done += 1
            press(self._card(Card), Key.Key_J)
        wait(lambda: checklist.current == "", "the card of the conclusion opens")
        self._conclude()
        self.saved()
        return done

    def _score_one(self, applicant: Applicant, code: str, number: int) -> None:
        bench, card = self.bench, self.bench.checklist.card
        item = bench.keeper.sheet.checklist.item(code)
        if isinstance(card, GateCard):
            press(card, Key.Key_Y)
            if number % EVERY_THIRD == 0:
                write(card.comment, "证明材料齐全。（示例）")
        elif isinstance(card, ScoreCard) and bench.keeper.finding(code).applicable:
            self._score_points(card, item, applicant, number)

    def _score_points(self, card: ScoreCard, item: Item, applicant: Applicant, number: int) -> None:
        amended = False
        if card.tiers is not None:
            press(card.tiers, Key.Key_Down)
        if item.quantitative:
            declared = applicant.declared.get(item.code, "10")
            write(card.declared, declared)
            press(card.declared, Key.Key_Return)
            found = Decimal(declared)
            if number % EVERY_FOURTH == 0:
                found = (found * Decimal("0.93")).quantize(found)
            amended = found != Decimal(declared)
            write(card.verified, plain(found))
            press(card.verified, Key.Key_Return)
        if item.max_points is not None:
            if card.proposal is None or item.code in self.doubtful:
                share = Decimal("0.1") if item.code in self.doubtful else self.share
                write(card.points, plain((item.max_points * share).quantize(Decimal("0.01"))))
            press(card.points, Key.Key_Return)  # takes the proposed points over where nothing is typed
        if amended:
            write(card.reason, REASON)
        if number % EVERY_THIRD == 0:
            write(card.comment, "与现场记录核对一致。（示例）")

    def _is_open(self, code: str) -> bool:
        return self.bench.checklist.current == code

    def _has_pins(self, code: str, count: int) -> bool:
        return len(self.bench.keeper.finding(code).pins) == count

    def _conclude(self) -> None:
        card = self._card(ConclusionCard)
        click(card.choices[0])
        write(card.comment, "材料齐全，数据可追溯，同意推荐。（示例）")

    def _card(self, kind: type[CardT]) -> CardT:
        card = self.bench.checklist.card
        if not isinstance(card, kind):
            raise JourneyStopped(f"{kind.__name__} is not open")
        return card

    def pin(self, code: str, page: int, frames: tuple[QRectF, ...]) -> None:
        """Open the report in the tree and drag frames around what proves an item."""
        bench = self.bench
        self.go_to(code)
        report = next(file for file in bench.keeper.sheet.inventory.files if file.name == REPORT)
        click_in_tree(bench.package.tree, report.number)
        wait(
            lambda: bench.viewer.file is not None and bench.viewer.file.name == REPORT, "the report is shown"
        )
        viewer = bench.viewer.page
        write(bench.viewer.number, str(page))
        press(bench.viewer.number, Key.Key_Return)
        wait(lambda: viewer.page() == page, f"page {page} is shown")
        for number, frame in enumerate(frames, start=1):
            press(self._card(Card), Key.Key_P)
            drag_pin(viewer, frame)
            wait(partial(self._has_pins, code, number), f"evidence {number} of {code}")
        self.saved()

    def go_to(self, code: str) -> None:
        """Step to an item by J and K."""
        checklist = self.bench.checklist
        codes = list(checklist.codes)
        if checklist.current is None:
            press(self.bench, Key.Key_J)
        while checklist.current != code:
            here = codes.index(checklist.current or "")
            press(self._card(Card), Key.Key_J if codes.index(code) > here else Key.Key_K)
            if checklist.current == codes[here]:
                raise JourneyStopped(f"J and K do not lead from {codes[here]} to {code}")

    def undo_and_redo(self, code: str) -> None:
        """Write a comment, take it back by the button, do it again by the key."""
        bench = self.bench
        self.go_to(code)
        before = bench.keeper.finding(code).comment
        card = self._card(ScoreCard)
        write(card.comment, "撤销后再恢复。（示例）")
        self.saved()
        click(bench.head.undo)
        wait(lambda: bench.keeper.finding(code).comment == before, "the comment is taken back")
        press(self._card(Card), Key.Key_Y, CONTROL)
        wait(lambda: "恢复" in bench.keeper.finding(code).comment, "the comment is there again")
        self.saved()

    def saved(self) -> None:
        """Wait until the bench says that everything is on disk."""
        bench = self.bench
        wait(lambda: not bench.keeper.unsaved and "已保存" in bench.head.saved.text(), "everything is saved")

    # ------------------------------------------------------------ submitting

    def find_what_is_missing(self, code: str, picture: str = "") -> None:
        """Try to submit: the sheet lists what is missing and leads there."""
        bench = self.bench
        click(bench.head.submit)
        sheet = self._sheet()
        if not sheet.places or sheet.places[0][0] != code:
            raise JourneyStopped(f"the sheet names {sheet.places}, not {code}")
        if picture:
            self.seat.picture(picture, sheet)
        press(sheet.table, Key.Key_Return)
        wait(lambda: bench.checklist.current == code, "the list leads to the item")

    def score_missing(self, applicant: Applicant, code: str) -> None:
        """Score the item that the list led to."""
        codes = [one for one in self.bench.checklist.codes if one]
        self._score_one(applicant, code, codes.index(code))
        self.saved()

    def submit(self, picture: str = "") -> None:
        """Submit; the review is locked then."""
        bench = self.bench
        click(bench.head.submit)
        sheet = self._sheet()
        if sheet.places:
            raise JourneyStopped(f"missing: {sheet.lines}")
        if picture:
            self.seat.picture(picture, sheet)
        click(sheet.send)
        wait(lambda: self.view.bench is not None and self.bench.keeper.sheet.locked, "the review is locked")
        self.seat.settle()

    def _sheet(self) -> SubmitSheet:
        found: list[SubmitSheet] = []

        def look() -> bool:
            found[:] = [one for one in self.view.findChildren(SubmitSheet) if one.isVisible()]
            return bool(found)

        wait(look, "the sheet before submitting")
        return found[-1]

    def check_locked(self) -> None:
        """Nothing can be written any more."""
        self.go_to(next(code for code in self.bench.checklist.codes if code))
        fields = self._card(Card).findChildren(BenchText)
        if not fields or not all(field.isReadOnly() for field in fields):
            raise JourneyStopped("a submitted review can still be written in")

    def keep_paper(self, target: Path) -> None:
        """Open the signed score sheet by its button and keep a copy of what was opened."""
        with opened_elsewhere() as paths:
            click(self.bench.head.paper)
            wait(lambda: paths, "the signed score sheet is opened")
        shutil.copyfile(paths[0], target)

    def amend(self, code: str) -> None:
        """Change the points of an item after the review came back."""
        self.go_to(code)
        card = self._card(ScoreCard)
        most = self.bench.keeper.sheet.checklist.item(code).max_points
        if most is not None:
            write(card.points, plain((most * self.share).quantize(Decimal("0.01"))))
            press(card.points, Key.Key_Return)
            write(card.comment, "按退回意见复核，补充原始凭证后重新计分。（示例）")
        self.saved()


def click_in_tree(tree: PackageTree, number: int) -> None:
    """Click a file in the tree of the package by its number."""
    model = tree.tree_model
    how = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    found = model.match(model.index(0, 0), NUMBER, number, 1, how)
    if not found:
        raise JourneyStopped(f"file {number} is not in the tree")
    tree.scrollTo(found[0])
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, tree.visualRect(found[0]).center())


class _Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@contextmanager
def opened_elsewhere() -> Iterator[list[Path]]:
    """Catch what is handed to other programs, in place of a PDF reader."""
    opened = _Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")  # type: ignore[arg-type]  # Qt takes the name of the slot
    try:
        yield opened.paths
    finally:
        QDesktopServices.unsetUrlHandler("file")
