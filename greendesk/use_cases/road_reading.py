"""Where an application stands on its road and how it came there, read from the registers."""

from greendesk.domain.moments import moment
from greendesk.domain.road import Move, Place
from greendesk.ledger.store import LedgerStore
from greendesk.queries_road import MovedLine, OverrideLine
from greendesk.use_cases.history import history
from greendesk.use_cases.standing import Standing


def place_of(status: Standing, application: str) -> Place:
    """Where an application stands: at the first stage until it is moved."""
    content = status.content("stage.moved", application)
    if content is None:
        return Place(stage=status.policy.stages[0].code)
    return Place(stage=content["to_stage"], move=Move(content["move"]))


def overrides_of(status: Standing, ledger: LedgerStore, application: str) -> tuple[OverrideLine, ...]:
    """Everything that was passed by exception so far, oldest first."""
    lines = [line for moved in moves_of(status, ledger, application) for line in moved.overrides]
    return tuple(reversed(lines))


def moves_of(status: Standing, ledger: LedgerStore, application: str) -> tuple[MovedLine, ...]:
    """Every move of an application, newest first."""
    titles = {stage.code: stage.title for stage in status.policy.stages}
    heads = status.heads["stage.moved"].get(application, ())
    lines = []
    for past in history(ledger, heads):
        content = past.content
        lines.append(
            MovedLine(
                move=content["move"],
                from_title=titles.get(content["from_stage"], content["from_stage"]),
                to_title=titles.get(content["to_stage"], content["to_stage"]),
                by=status.name(past.author),
                at=past.at,
                date=content["date"],
                reason=content["reason"],
                overrides=tuple(
                    OverrideLine(
                        stage=titles.get(content["from_stage"], ""),
                        what=one["what"],
                        title=one["title"],
                        article=one["article"],
                        allowed_by=one["allowed_by"],
                        reason=one["reason"],
                        by=status.name(past.author),
                        date=content["date"] or moment(past.at).date().isoformat(),
                    )
                    for one in content["overrides"]
                ),
            )
        )
    return tuple(lines)
