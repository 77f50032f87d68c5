"""What the readers of a file may not see: applications one of them is recused from, scores not open to one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from greendesk.ledger.entry import Body, Entry, read_body
from greendesk.ledger.fold import well_formed
from greendesk.ledger.kinds import KINDS, Role
from greendesk.ledger.store import LedgerStore
from greendesk.queries import ParticipantLine
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.sealed_reviews import stays_sealed, tells_scores
from greendesk.use_cases.standing import Standing, standing

OF_SEVERAL = (
    "consultation.requested",
    "ranking.set",
    "letter.made",
    "publicity.opened",
    "objection.received",
    "objection.handled",
    "announcement.made",
)
_ASKED = frozenset({Role.EXPERT.value, Role.LEADER.value})


@dataclass(frozen=True, slots=True)
class Veil:
    """What of one application stays here."""

    recused: bool = False
    scores: bool = False
    sealed: bool = False


OPEN = Veil()


class Sight:
    """Judges for a set of readers body by body; `whole` when all of the round will be asked about."""

    def __init__(
        self,
        context: DeskContext,
        ledger: LedgerStore,
        round_id: str,
        readers: Sequence[ParticipantLine],
        *,
        whole: bool,
    ) -> None:
        self._context = context
        self._ledger = ledger
        self._round = round_id
        self._readers = frozenset(reader.fingerprint for reader in readers)
        self._experts = tuple(reader for reader in readers if ledger.roles(reader.fingerprint) & _ASKED)
        self._whole = whole
        self._status: Standing | None = None
        self._veils: dict[str, Veil] = {}
        self._records: dict[str, bool] = {}
        self._sealing = context.rules(ledger, round_id)[0].visibility.sealed

    def hides(self, entry: Entry, body: Body) -> str:
        """Why the body stays here (recused, scores, sealed), "" when the readers may see it.

        A reader's own words are never hidden from himself alone; sealed scores are hidden from everybody. What
        does not have the shape of its kind counts nowhere and travels on as it is.
        """
        if not (self._sealing or self._experts) or not well_formed(entry, body):
            return ""
        about = KINDS[body.kind].key[0] in {"application", "subject"}
        tells = about and tells_scores(body.kind, body.key)
        if self._sealing and tells and self._veil(body.key[0]).sealed:
            if stays_sealed(body.kind, body.key):
                return "sealed"
            tells = False
        if not self._experts or (len(self._readers) == 1 and self._own(entry, body)):
            return ""
        if self._of_several(body) or self._hides_record(str(body.content.get("record", ""))):
            return "recused"
        veil = self._veil(body.key[0]) if about else OPEN
        if veil.recused:
            ours = body.kind in {"expert.assigned", "recusal.declared"} and body.key[-1] in self._readers
            return "" if ours else "recused"
        return "scores" if veil.scores and tells else ""

    def _own(self, entry: Entry, body: Body) -> bool:
        """Whether the one reader wrote it, or it hands his own review back to him."""
        return entry.author in self._readers or (
            body.kind == "review.returned" and body.key[-1] in self._readers
        )

    def _veil(self, application: str) -> Veil:
        if application not in self._veils:
            self._veils[application] = self._look(application)
        return self._veils[application]

    def _look(self, application: str) -> Veil:
        if not self._ledger.begun("application.registered", (application,)):
            return OPEN
        if self._whole and self._status is None:
            self._status = standing(self._context, self._ledger, self._round)
        status = self._status or standing(self._context, self._ledger, self._round, application)
        recused = scores = False
        for reader in self._experts:
            seen = replace(status, me=reader.fingerprint)
            if seen.recusals(application).get(reader.fingerprint):
                recused = True
            elif set(reader.roles) <= {Role.EXPERT.value} and not seen.sees_scores(application):
                scores = True
        return Veil(recused, scores, self._sealing and status.sealed(application))

    def _of_several(self, body: Body) -> bool:
        """Whether a record about several applications would tell something about a hidden one: orders, lists."""
        if body.kind not in OF_SEVERAL:
            return False
        veils = [self._veil(application) for application in self._about(body)]
        return any(veil.recused or (veil.scores and body.kind == "ranking.set") for veil in veils)

    def _several_hidden(self, entry: Entry, raw: bytes) -> bool:
        body = read_body(entry, raw)
        return well_formed(entry, body) and self._of_several(body)

    def _about(self, body: Body) -> Iterator[str]:
        yield from _applications_in(body.content)
        if body.kind == "objection.handled":
            for head in self._ledger.heads("objection.received", body.key):
                yield from _applications_in(head.content)

    def _hides_record(self, record: str) -> bool:
        """Whether a paper prints a record about several applications that is hidden."""
        if record and record not in self._records:
            self._records[record] = any(
                raw is not None and self._several_hidden(entry, raw)
                for entry, raw in self._ledger.read((record,))
            )
        return self._records.get(record, False)


def _applications_in(content: Mapping[str, Any]) -> frozenset[str]:
    named = [content.get("application", "")]
    for field in ("applications", "order", "chosen"):
        named.extend(content.get(field, ()))
    return frozenset(filter(None, named))
