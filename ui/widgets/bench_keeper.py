"""The draft on the bench: what is on screen is on disk a moment later, and it can be taken back.

Typing is written 300 ms after it stops, a committed field at once. What was typed and is not yet confirmed
lies over the sheet that the core gave last, so that the screen never shows an older value than was typed.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from greendesk.domain.assessment import Finding, Tally, tally
from greendesk.queries import BenchSheet
from greendesk.use_cases.reviews import Reviews, ScoreItem
from ui.tasks import TaskRunner

TYPING_PAUSE = 300
CLOSING_PATIENCE = 5.0


@dataclass(slots=True)
class Changes:
    """Changes that are not confirmed yet; the conclusion is recommendation and comment."""

    findings: dict[str, ScoreItem] = field(default_factory=dict)
    conclusion: tuple[str, str] | None = None

    def __bool__(self) -> bool:
        return bool(self.findings) or self.conclusion is not None


def store(reviews: Reviews, round_id: str, application: str, changes: Changes) -> BenchSheet:
    """Write changes in the order in which they were made; returns the sheet after the last one."""
    sheet: BenchSheet | None = None
    for change in changes.findings.values():
        sheet = reviews.score(round_id, application, change)
    if changes.conclusion is not None:
        recommendation, comment = changes.conclusion
        sheet = reviews.conclude(round_id, application, recommendation=recommendation, comment=comment)
    return sheet if sheet is not None else reviews.bench(round_id, application)


class SheetKeeper(QObject):
    """Holds the sheet of one review, overlays what is being typed, and writes it through the worker."""

    changed = Signal(str)  # the finding of an item changed here; "" for the conclusion
    replaced = Signal()  # the whole sheet was replaced: undo, redo, another checklist
    state_changed = Signal()  # saved, saving or failed; undo and redo available or not

    def __init__(self, reviews: Reviews, round_id: str, sheet: BenchSheet, runner: TaskRunner) -> None:
        super().__init__()
        self.sheet, self.failed = sheet, False
        self._reviews, self._round, self._runner = reviews, round_id, runner
        self._typed, self._flying = Changes(), list[Changes]()
        self._tally: Tally | None = sheet.tally
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self.flush)

    # ------------------------------------------------------------ what is on screen

    def finding(self, code: str) -> Finding:
        """The finding on an item as it was typed last."""
        for changes in (self._typed, *reversed(self._flying)):
            if code in changes.findings:
                return changes.findings[code].finding
        return self.sheet.findings.get(code) or Finding(item=code)

    def findings(self) -> Mapping[str, Finding]:
        """All findings as they were typed last."""
        found = dict(self.sheet.findings)
        for changes in (*self._flying, self._typed):
            found |= {code: change.finding for code, change in changes.findings.items()}
        return found

    @property
    def conclusion(self) -> tuple[str, str]:
        """Recommendation and overall comment as they were typed last."""
        for changes in (self._typed, *reversed(self._flying)):
            if changes.conclusion is not None:
                return changes.conclusion
        return self.sheet.recommendation, self.sheet.comment

    @property
    def tally(self) -> Tally:
        """What the findings on screen add up to."""
        if self._tally is None:
            self._tally = tally(self.sheet.checklist, tuple(self.findings().values()))
        return self._tally

    @property
    def unsaved(self) -> bool:
        """Whether something on screen is not confirmed to be on disk."""
        return bool(self._typed) or bool(self._flying)

    # ------------------------------------------------------------ changes

    def edit(self, finding: Finding, label: str, *, now: bool = False) -> None:
        """Take a changed finding; `now` writes at once, otherwise when typing pauses."""
        if finding != self.finding(finding.item) and not self.sheet.locked:
            self._typed.findings[finding.item] = ScoreItem(finding=finding, label=label)
            self._tally = None
            self.changed.emit(finding.item)
            self._timer.start()
            self.state_changed.emit()
        if now:
            self.flush()

    def conclude(self, recommendation: str, comment: str, *, now: bool = False) -> None:
        """Take a changed recommendation or overall comment."""
        if (recommendation, comment) != self.conclusion and not self.sheet.locked:
            self._typed.conclusion = (recommendation, comment)
            self.changed.emit("")
            self._timer.start()
            self.state_changed.emit()
        if now:
            self.flush()

    def flush(self) -> None:
        """Write what was typed now."""
        self._timer.stop()
        if not self._typed:
            return
        changes, self._typed = self._typed, Changes()
        self._flying.append(changes)
        work = partial(store, self._reviews, self._round, self.sheet.application, changes)
        self._runner.run(self, work, self._stored, self._not_stored)
        self.state_changed.emit()

    def flush_and_wait(self) -> None:
        """Write what was typed and wait for the disk; only for the moment when the window closes."""
        self.flush()
        if self._flying:
            written = threading.Event()
            self._runner.run(self, written.set, _nothing)
            written.wait(CLOSING_PATIENCE)

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._reviews.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(self._reviews.redo)

    def choose_checklist(self, checklist: str) -> None:
        """Score with another checklist of the policy."""
        self.flush()
        work = partial(self._reviews.choose_checklist, self._round, self.sheet.application, checklist)
        self._runner.run(self, work, self._replace)

    # ------------------------------------------------------------ answers of the core

    def _step(self, verb: Callable[[str, str], BenchSheet]) -> None:
        self.flush()
        self._runner.run(self, partial(verb, self._round, self.sheet.application), self._replace)

    def _stored(self, sheet: BenchSheet) -> None:
        self._flying.pop(0)
        self.failed = False
        self.sheet = sheet
        self.state_changed.emit()

    def _not_stored(self, error: Exception) -> bool:
        del error
        lost = self._flying.pop(0)
        lost.findings |= self._typed.findings
        if self._typed.conclusion is not None:
            lost.conclusion = self._typed.conclusion
        self._typed, self.failed = lost, True
        self.state_changed.emit()
        return False  # the notice with its three lines is shown by the window

    def _replace(self, sheet: BenchSheet) -> None:
        self.sheet, self._tally = sheet, None
        self.replaced.emit()
        self.state_changed.emit()


def _nothing(_: None) -> None:
    """Nothing to do when the disk has answered."""
