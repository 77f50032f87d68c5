"""What does not fit together: several values for one thing, records that do not count, missing ones, two branches."""

from collections.abc import Iterator, Mapping

from greendesk.errors import Refusal
from greendesk.ledger.entry import read_body
from greendesk.ledger.kinds import KINDS, ForkExplained
from greendesk.ledger.store import LedgerStore, Tip
from greendesk.queries import ConflictLine, ForkLine, MissingLine, WaitingLine
from greendesk.use_cases.desk_context import DeskContext, value


class ConflictSettled(Refusal):
    """The value chosen is no longer one of several: somebody settled the conflict meanwhile."""

    code = "GD-453"


class ForkUnknown(Refusal):
    """The branches that are to be explained are not on this desk, or the explanation is empty."""

    code = "GD-454"


class Quarantine:
    """The questions about what does not fit together, and the verbs that settle it by a new record."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def conflicts(self, round_id: str) -> tuple[ConflictLine, ...]:
        """Registers with several values, none of which knew the other."""
        with self._context.works(round_id) as work:
            names, groups = _names(work.ledger), work.ledger.conflicts()
            return tuple(
                ConflictLine(
                    kind=group[0].kind,
                    key=group[0].key,
                    unit=_unit(work.ledger, group[0].key[0]),
                    values=tuple(
                        (
                            names.get(head.author, head.author[:8]),
                            head.time[0],
                            head.entry,
                            _summary(head.content),
                        )
                        for head in group
                    ),
                )
                for group in groups
            )

    def waiting(self, round_id: str) -> tuple[WaitingLine, ...]:
        """Entries that are kept but do not count (yet), and why."""
        with self._context.works(round_id) as work:
            names = _names(work.ledger)
            lines = []
            for entry, body, state, reason in work.ledger.standings():
                # what waits behind a gap after the end of its certificate will never count
                over = state == "waiting" and any(
                    entry.seq > end.seq for end in work.ledger.revocations(entry.author)
                )
                lines.append(
                    WaitingLine(
                        author=names.get(entry.author, entry.author[:8]),
                        seq=entry.seq,
                        kind=read_body(entry, body).kind if body is not None else "",
                        state="refused" if over else state,
                        reason="revoked" if over else reason,
                        at=entry.time[0],
                    )
                )
            return tuple(lines)

    def missing(self, round_id: str) -> tuple[MissingLine, ...]:
        """Stretches of somebody's records that are missing, and who is known to have them."""
        with self._context.works(round_id) as work:
            names, me = _names(work.ledger), self._context.me(round_id)
            return tuple(
                MissingLine(
                    author=names.get(author, author[:8]),
                    first=first,
                    last=last,
                    ask=tuple(
                        name
                        for person, name in names.items()
                        if person not in {author, me} and self._has(round_id, person, author, last)
                    ),
                )
                for author, first, last in gaps_that_count(work.ledger)
            )

    def forks(self, round_id: str) -> tuple[ForkLine, ...]:
        """Feeds with two branches, the unexplained ones first."""
        with self._context.works(round_id) as work:
            lines = fork_lines(work.ledger)
        return tuple(sorted(lines, key=lambda line: bool(line.explanation)))

    def resolve(self, round_id: str, kind: str, key: tuple[str, ...], entry: str) -> None:
        """Settle a conflict: record the chosen value again, so that it replaces all heads."""
        context = self._context
        with context.works(round_id) as work:
            chosen = next((head for head in work.ledger.heads(kind, key) if head.entry == entry), None)
            if chosen is None:
                raise ConflictSettled()
            content = KINDS[kind].content.model_validate(dict(chosen.content))
            context.record(work.ledger, round_id, kind, key, content)
            work.commit()

    def explain(self, round_id: str, fork: ForkLine, explanation: str) -> None:
        """Record why somebody's records have two branches; both go on to count, and the alarm is over."""
        context = self._context
        with context.works(round_id) as work:
            known = {(line.fingerprint, line.shared) for line in fork_lines(work.ledger)}
            if (fork.fingerprint, fork.shared) not in known or not explanation.strip():
                raise ForkUnknown()
            content = ForkExplained(explanation=explanation.strip())
            key = (fork.fingerprint, str(fork.shared))
            context.record(work.ledger, round_id, "fork.explained", key, content)
            work.commit()

    def _has(self, round_id: str, person: str, author: str, seq: int) -> bool:
        """Whether a participant said that he has an author's records up to a number."""
        ends = self._context.store.peer(round_id, person).get("tips", {}).get(author, ())
        return any(int(number) >= seq for number, _ in ends)


def gaps_that_count(ledger: LedgerStore) -> Iterator[tuple[str, int, int]]:
    """The stretches that are missing and would count: nobody is asked for what came after a certificate ended."""
    for author, first, last in ledger.gaps():
        ends = min((end.seq for end in ledger.revocations(author)), default=last)
        if first <= ends:
            yield author, first, min(last, ends)


def fork_lines(ledger: LedgerStore) -> tuple[ForkLine, ...]:
    """The feeds that have two branches, in numbers and with what was said about them."""
    names = _names(ledger)
    return tuple(_fork_line(ledger, names, tips) for tips in ledger.forks())


def _fork_line(ledger: LedgerStore, names: Mapping[str, str], tips: tuple[Tip, ...]) -> ForkLine:
    author, shared = tips[0].author, ledger.shared(tips)
    explained = value(ledger, "fork.explained", author, str(shared))
    return ForkLine(
        author=names.get(author, author[:8]),
        shared=shared,
        ends=tuple(tip.seq for tip in tips),
        fingerprint=author,
        explanation=explained["explanation"] if explained else "",
    )


def _names(ledger: LedgerStore) -> dict[str, str]:
    return {head.key[0]: head.content["name"] for head in ledger.all_heads("participant.admitted")}


def _unit(ledger: LedgerStore, application: str) -> str:
    registered = value(ledger, "application.registered", application)
    return str(registered["unit"]) if registered else ""


def _summary(content: Mapping[str, object]) -> str:
    words = [str(value) for value in content.values() if isinstance(value, str) and value and len(value) < 60]
    return "，".join(words[:4])
