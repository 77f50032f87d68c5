"""What the bench reads when an application is opened: where it stands, and the sheet if it may be seen."""

from dataclasses import dataclass

from greendesk.desk import Desk
from greendesk.queries import ApplicationDetail, ApplicationLine, BenchSheet
from greendesk.use_cases.applications import NoPackage

CLOSED = frozenset({"to_declare", "recused", ""})
ORDER = ("to_declare", "returned", "drafting", "to_review", "submitted", "recused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One application as the bench opens it; `sheet` is None behind the gate or while no package came."""

    detail: ApplicationDetail
    sheet: BenchSheet | None
    recommendations: tuple[str, ...]

    @property
    def line(self) -> ApplicationLine:
        """The application."""
        return self.detail.line


def read_opening(desk: Desk, round_id: str, application: str) -> Opening:
    """Read one application on the worker."""
    detail = desk.applications.detail(round_id, application)
    sheet = None
    if detail.line.my_state not in CLOSED:
        try:
            sheet = desk.reviews.bench(round_id, application)
        except NoPackage:
            sheet = None
    return Opening(detail=detail, sheet=sheet, recommendations=desk.panel.recommendations(round_id))


def my_reviews(desk: Desk, round_id: str) -> tuple[str, tuple[ApplicationLine, ...]]:
    """The round's title and the applications that this desk's expert is asked about, what waits first."""
    lines = [line for line in desk.applications.lines(round_id) if line.my_state]
    lines.sort(key=lambda line: (ORDER.index(line.my_state), line.unit, line.id))
    return desk.rounds.line(round_id).title, tuple(lines)
