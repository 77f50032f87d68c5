"""What every part of the page about one application stands on: the case, the worker, and how things are recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greendesk.domain.policy import Policy
from greendesk.queries import ApplicationDetail, AttachmentLine, ParticipantLine
from greendesk.queries_road import EligibilitySheet, RoadLine
from ui.notifier import Tone, notice_for
from ui.widgets.application_rows import DESK_ROLES, PANEL_ROLES
from ui.widgets.half_typed import kept
from ui.widgets.view import ScreenContext

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the page about one application shows, read at one time."""

    detail: ApplicationDetail
    policy: Policy
    roles: frozenset[str]
    experts: tuple[ParticipantLine, ...]
    road: RoadLine
    sheet: EligibilitySheet
    review: Mapping[str, Any] | None  # the initial review that stands: office, recommended, opinion, date
    review_files: tuple[AttachmentLine, ...]

    @property
    def may_work(self) -> bool:
        """Whether this desk receives and checks packages."""
        return bool(self.roles & DESK_ROLES) and self.detail.gate != "recused"

    @property
    def unchecked(self) -> bool:
        """Whether the documents were only sorted by their names so far, and nobody decided."""
        return bool(self.detail.package_version) and not self.detail.line.documents_confirmed

    @property
    def to_check(self) -> bool:
        """Whether somebody should look at what the names suggested, before experts are asked."""
        return self.unchecked and self.detail.line.stage in {"packaged", "incomplete", "complete"}

    @property
    def may_assign(self) -> bool:
        """Whether this desk asks experts and returns reviews."""
        return bool(self.roles & PANEL_ROLES) and self.detail.gate != "recused"


class CaseSection(QWidget):
    """One part of the page about an application; it knows no other part."""

    recorded = Signal()
    said = Signal(str)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.context = context
        self.kit, self.desk, self.round_id, self.runner = (
            context.kit,
            context.desk,
            context.round_id,
            context.runner,
        )
        self.case: Case | None = None

    @property
    def application(self) -> str:
        """The id of the application that is shown, "" before the first."""
        return self.case.detail.line.id if self.case else ""

    def show_case(self, case: Case) -> None:
        """Show an application, or the same one with new values; what is half typed stays for the same one."""
        moved = self.application != case.detail.line.id
        self.case = case
        self.fill(case, moved=moved)

    def fill(self, case: Case, *, moved: bool) -> None:
        """Put the case on the screen; `moved` says that it is another application than before."""
        raise NotImplementedError

    def first(self) -> None:
        """Give the focus to where work begins."""
        self.setFocus()

    def record(
        self,
        work: Callable[[], T],
        words: str,
        then: Callable[[T], None],
        failed: Callable[[Exception], bool],
    ) -> None:
        """Record on the worker, then say so; a refusal is shown by `failed` beside its field."""

        def landed(result: T) -> None:
            kept(self)
            self.recorded.emit()
            self.said.emit(words)
            then(result)

        self.runner.run(self, work, landed, failed)


def hint_for(error: Exception) -> str:
    """The sentence that stands beside a field; empty when the failure is no refusal and needs a dialog."""
    notice = notice_for(error)
    return notice.sentence if notice.tone is Tone.HINT else ""
