"""What the place 推荐与公布 reads in one go on the worker, and the work that it does for several applications."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from greendesk.desk import Desk
from greendesk.domain.policy import Policy
from greendesk.domain.road import GuardCheck, Stage, StepKind
from greendesk.errors import Fault, Refusal
from greendesk.queries import AttachmentLine
from greendesk.queries_publication import BoardLine, LetterLine, PublicityLine, PublishedLine, QuotaLine
from greendesk.queries_road import RoadLine
from greendesk.use_cases.road import NotYet, Step
from ui.notifier import notice_for
from ui.publication_words import not_yet_words
from ui.widgets.panel_reading import free_path

DESK_ROLES = frozenset({"county", "secretary", "authority", "keeper"})
LIST_ROLES = frozenset({"secretary", "authority", "keeper"})
Candidate = tuple[str, str, bool]  # application, words, ticked at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Everything between the panel's conclusion and the published list of one round."""

    title: str
    policy: Policy
    roles: frozenset[str]
    boards: Mapping[str, tuple[BoardLine, ...]]  # by category
    quotas: tuple[QuotaLine, ...]
    ranking_files: Mapping[str, tuple[AttachmentLine, ...]]
    letters: tuple[LetterLine, ...]
    displays: tuple[PublicityLine, ...]
    published: tuple[PublishedLine, ...]
    roads: Mapping[str, RoadLine]  # of those that stand right before the list

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        """Every application in the order of its category."""
        return tuple(line for board in self.boards.values() for line in board)

    def unit(self, application: str) -> str:
        """The name of a unit."""
        return next((line.unit for line in self.lines if line.application == application), application)

    def stage(self, code: str) -> Stage | None:
        """A stage of the policy."""
        return next((one for one in self.policy.stages if one.code == code), None)

    def standing_at(self, kind: StepKind) -> tuple[BoardLine, ...]:
        """The applications that stand at a stage of a kind."""
        codes = {one.code for one in self.policy.stages if one.kind is kind}
        return tuple(line for line in self.lines if line.stage in codes and not line.ended)

    def stage_title(self, kind: StepKind) -> str:
        """What the policy calls the first stage of a kind."""
        return next((one.title for one in self.policy.stages if one.kind is kind), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of moving several applications on: how many went, and who did not with the reason."""

    went: int
    failed: tuple[tuple[str, str, str], ...]  # application, unit, why


def read_recommendation(desk: Desk, round_id: str, today: date) -> Recommendation:
    """Read everything that the place shows."""
    line, policy = desk.rounds.line(round_id), desk.rounds.policy(round_id)
    publication = desk.publication
    codes = [one.category.value for one in policy.categories]
    boards = {code: publication.board(round_id, code) for code in codes}
    last = {
        stage.code
        for stage in policy.stages
        if any(guard.check is GuardCheck.ANNOUNCED for guard in stage.guards)
    }
    return Recommendation(
        title=line.title,
        policy=policy,
        roles=frozenset(line.my_roles),
        boards={code: board for code, board in boards.items() if board},
        quotas=publication.quotas(round_id),
        ranking_files={code: publication.ranking_files(round_id, code) for code in codes},
        letters=publication.letters(round_id),
        displays=publication.displays(round_id, today),
        published=publication.published(round_id),
        roads={
            one.application: desk.road.of(round_id, one.application, today)
            for board in boards.values()
            for one in board
            if one.stage in last and not one.ended
        },
    )


def move_all(desk: Desk, round_id: str, applications: Sequence[str], on: date) -> Moved:
    """Move each application to its next stage by itself; one that is refused does not stop the others."""
    units = {line.id: line.unit for line in desk.applications.lines(round_id)}
    failed = []
    for application in applications:
        try:
            desk.road.move(round_id, Step(application=application, on=on))
        except (Refusal, Fault) as error:
            why = not_yet_words(error) if isinstance(error, NotYet) else notice_for(error).sentence
            failed.append((application, units.get(application, application), why))
    return Moved(went=len(applications) - len(failed), failed=tuple(failed))


def save_all(desk: Desk, files: Iterable[AttachmentLine], folder: Path) -> int:
    """Write files that are on this desk to a folder; a name that is taken gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for file in files:
        if file.here:
            desk.save_copy(file.sha256, free_path(folder, file.name))
            written += 1
    return written
