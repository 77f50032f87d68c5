"""Rounds: open one, and how each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from greendesk.domain.plausible_clock import clock_trouble
from greendesk.domain.policy import Policy
from greendesk.errors import Refusal
from greendesk.ledger.entry import sha256
from greendesk.ledger.kinds import RoundOpened
from greendesk.queries import ParticipantLine, RoundLine
from greendesk.use_cases.desk_context import DeskContext, RoundUnknown
from greendesk.use_cases.membership import Members
from greendesk.use_cases.timetable import Timetable, timetable


class TitleMissing(Refusal):
    """A round without a title."""

    code = "GD-451"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """A new campaign; `policy` and `checklists` are the exact texts of the data files."""

    title: str
    year: int
    level: str
    region: str
    policy: str
    checklists: Mapping[str, str]
    my_roles: tuple[str, ...]


class Rounds:
    """The verbs and questions about rounds."""

    def __init__(self, context: DeskContext, members: Members) -> None:
        self._context = context
        self._members = members

    def clock_trouble(self, round_id: str) -> Refusal | None:
        """What is wrong with this computer's clock, as far as the round's records can tell."""
        with self._context.works(round_id) as work:
            last = work.ledger.latest_time()[0]
        return clock_trouble(self._context.clock.now(), last)

    def open(self, command: OpenRound) -> str:
        """Open a round with this desk as its authority; returns the round's id."""
        context = self._context
        if not command.title.strip():
            raise TitleMissing
        policy = context.library.policy(command.policy)
        for text in command.checklists.values():
            context.library.checklist(text)
        now = context.clock.now()
        root, root_key = context.registrar.new_root(command.title, now)
        request = context.registrar.read_request(context.registrar.request())
        certificate = context.registrar.issue(root, root_key, request, now, authority=True)
        round_id = sha256(root)
        with context.works(round_id) as work:
            context.store.add_round(work, root, now)
            context.store.set_membership(work, round_id, certificate, root_key)
            work.ledger.add_certificate(certificate)
            work.commit()
        with context.works(round_id) as work:
            person = context.registrar.person
            content = RoundOpened(
                title=command.title.strip(),
                year=command.year,
                level=command.level,
                region=command.region,
                organiser=person.organisation or person.name,
                sample=policy.sample,
                policy=command.policy,
                checklists=dict(command.checklists),
            )
            context.record(work.ledger, round_id, "round.opened", (round_id,), content)
            self._members.found(work.ledger, round_id, certificate, command.my_roles)
            work.commit()
        return round_id

    def request(self) -> bytes:
        """This desk's request to join a round, PKCS#10 DER."""
        return self._context.registrar.request()

    # ------------------------------------------------------------ questions

    def lines(self) -> tuple[RoundLine, ...]:
        """The rounds on this desk, newest first."""
        return tuple(self.line(round_id) for round_id in reversed(self._context.store.rounds()))

    def line(self, round_id: str) -> RoundLine:
        """One round and how it stands on this desk."""
        context, me = self._context, self._context.me(round_id)
        with context.works(round_id) as work:
            heads = work.ledger.heads("round.opened", (round_id,))
            if not heads:
                raise RoundUnknown
            opened = heads[0].content
            mine = work.ledger.heads("participant.admitted", (me,)) if me else ()
            return RoundLine(
                id=round_id,
                title=opened["title"],
                year=opened["year"],
                level=opened["level"],
                region=opened["region"],
                organiser=opened["organiser"],
                sample=opened["sample"],
                my_roles=tuple(mine[0].content["roles"]) if mine else (),
                applications=work.ledger.how_many("application.registered"),
                entries=work.ledger.count(),
                waiting=sum(state != "withheld" for _, _, state, _ in work.ledger.standings()),
                conflicts=len(work.ledger.conflicts()),
            )

    def policy(self, round_id: str) -> Policy:
        """The rules of the round."""
        with self._context.works(round_id) as work:
            return self._context.rules(work.ledger, round_id)[0]

    def timetable(self, round_id: str, today: date) -> Timetable:
        """The deadlines of the round's year and the working days left until each."""
        return timetable(self._context, round_id, today)

    def participants(self, round_id: str) -> tuple[ParticipantLine, ...]:
        """Everybody in the round, by name."""
        return self._members.participants(round_id)
