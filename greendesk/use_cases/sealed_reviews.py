"""Sealed reviews: what each expert sealed, whether all are in, and what has been opened (DESIGN.md section 3)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from greendesk.ledger.entry import Body, Entry, read_body
from greendesk.ledger.store import Head, LedgerStore
from greendesk.use_cases.desk_context import first_heads

Registers = Mapping[str, Mapping[str, tuple[Head, ...]]]  # kind -> application -> heads
Moment = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What an expert sealed last, and how far this desk can look into it."""

    expert: str
    review: str  # the entry that the seal names
    at: Moment
    first: Moment  # of the expert's first seal
    replaced: int  # how many sealed reviews the expert replaced of his own accord, not handed back
    held: bool  # the named envelope is here, and the expert wrote it
    body_here: bool
    opened: Head | None  # the named review, once its body is here and counts
    stray: bool  # there is a review that is not the sealed one; it does not count
    returned_at: Moment | None  # when the sealed review was handed back

    @property
    def handed_in(self) -> bool:
        """Whether the expert counts as having handed in."""
        return self.held and self.returned_at is None

    @property
    def broken(self) -> bool:
        """Whether the opened body is no review of this application that counts."""
        return self.body_here and self.opened is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """The sealed reviews of one application as this desk knows them."""

    required: tuple[str, ...]  # experts who are assigned and not recused
    seals: Mapping[str, Seal]
    closed: bool

    @property
    def handed_in(self) -> tuple[str, ...]:
        """Those of the required experts who have handed in."""
        return tuple(one for one in self.required if one in self.seals and self.seals[one].handed_in)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of the required experts who have not, or whose review was handed back."""
        return tuple(one for one in self.required if one not in self.handed_in)

    @property
    def unopened(self) -> tuple[str, ...]:
        """Those who have handed in and whose review this desk cannot read yet."""
        return tuple(one for one in self.handed_in if not self.seals[one].body_here)

    @property
    def state(self) -> str:
        """How far they are: "" none asked, closed, waiting (all are in, bodies are awaited), open."""
        if self.closed:
            return "closed"
        if not self.required:
            return ""
        return "waiting" if self.unopened else "open"

    def late(self, expert: str) -> bool:
        """Whether the expert sealed again after the moment when all the required had sealed at least once."""
        firsts = [self.seals[one].first for one in self.required if one in self.seals]
        seal = self.seals.get(expert)
        whole = bool(firsts) and len(firsts) == len(self.required)
        return bool(seal and whole and seal.replaced and seal.at > max(firsts))


def judge_sealing(
    registers: Registers,
    application: str,
    seals: Mapping[str, Seal],
    required: tuple[str, ...],
    mine: Collection[str],
) -> Sealing:
    """Judge whether the reviews of an application stay closed; `mine` are the certificates of this desk's person.

    They stay closed until every required expert has handed in. What was opened cannot be recalled: when a review of
    somebody else is open here, it stays open although an expert was asked, or a review handed back, after the rest
    had sealed. One review that came too early opens nothing as long as an expert is awaited who was asked before.
    """
    asked = first_heads(registers["expert.assigned"].get(application, ()))
    missing = [one for one in required if one not in seals or not seals[one].handed_in]
    inside = [one for one in required if one not in missing]

    def since(expert: str) -> Moment:
        seal = seals.get(expert)
        if seal is None:
            return asked[(application, expert)].time
        return seal.returned_at or seal.at

    if not missing:
        something = bool(seals) or bool(registers["review.submitted"].get(application))
        closed = not required and something
    elif inside and any(seal.body_here for one, seal in seals.items() if one not in mine):
        sealed = max(seals[one].first for one in inside)
        closed = not all(since(one) > sealed for one in missing)
    else:
        closed = True
    return Sealing(required=required, seals=seals, closed=closed)


def tells_scores(kind: str, key: tuple[str, ...]) -> bool:
    """Whether a record gives away what experts think: a review, the conclusion, or a paper that prints one."""
    if kind == "document.signed":
        return key[1].startswith(("score_sheet", "panel_conclusion"))
    return kind in {"review.submitted", "review.returned", "panel.concluded"}


def stays_sealed(kind: str, key: tuple[str, ...]) -> bool:
    """Whether the body of a record stays on its author's desk while an application is sealed.

    That a review was handed back is no score, and all must know it: it closes the application again.
    """
    return tells_scores(kind, key) and kind != "review.returned"


def read_seals(ledger: LedgerStore, registers: Registers) -> dict[str, dict[str, Seal]]:
    """Read what is sealed: by application and expert."""
    heads = {
        head.key: head
        for group in registers["review.sealed"].values()
        for head in first_heads(group).values()
    }
    named = sorted({head.content["review"] for head in heads.values()})
    here = {entry.id: (entry, raw) for entry, raw in ledger.read(named)}
    idle = ledger.standing(named)
    past = _past(ledger, registers)
    submitted: defaultdict[tuple[str, ...], list[Head]] = defaultdict(list)
    for group in registers["review.submitted"].values():
        for review in group:
            submitted[review.key].append(review)
    found: defaultdict[str, dict[str, Seal]] = defaultdict(dict)
    for key, head in heads.items():
        review = head.content["review"]
        entry, raw = here.get(review, (None, None))
        held = entry is not None and entry.author == head.author
        sealed, returned = past["review.sealed", key], past["review.returned", key]
        found[key[0]][key[1]] = Seal(
            expert=key[1],
            review=review,
            at=head.time,
            first=min(sealed.values(), default=head.time),
            replaced=len(sealed.keys() - returned.keys() - {review}),
            held=held,
            body_here=held and raw is not None and idle.get(review, ("", ""))[0] != "waiting",
            opened=_opened(entry, raw, key, submitted[key]) if held and review not in idle else None,
            stray=any(one.entry != review and one.time > head.time for one in submitted[key]),
            returned_at=returned.get(review),
        )
    return found


def _opened(
    entry: Entry | None, raw: bytes | None, key: tuple[str, ...], submitted: Iterable[Head]
) -> Head | None:
    """The sealed review as a head of its register, also when a later one stands in its place."""
    if entry is None or raw is None:
        return None
    for head in submitted:
        if head.entry == entry.id:
            return head
    body = read_body(entry, raw)
    if body.kind != "review.submitted" or body.key != key:
        return None
    return Head(
        entry=entry.id, author=entry.author, time=entry.time, kind=body.kind, key=key, content=body.content
    )


def _past(
    ledger: LedgerStore, registers: Registers
) -> defaultdict[tuple[str, tuple[str, ...]], dict[str, Moment]]:
    """Which reviews were sealed and which handed back, and when, the replaced entries included: kind, key -> review."""
    told: defaultdict[tuple[str, tuple[str, ...]], dict[str, Moment]] = defaultdict(dict)
    kinds = ("review.sealed", "review.returned")
    waiting = {head.entry for kind in kinds for group in registers[kind].values() for head in group}
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        bodies: list[tuple[Entry, Body]] = [
            (entry, read_body(entry, raw)) for entry, raw in ledger.read(sorted(waiting)) if raw is not None
        ]
        waiting = set()
        for entry, body in bodies:
            if body.kind in kinds:
                told[body.kind, body.key][str(body.content.get("review", ""))] = entry.time
                waiting.update(body.replaces)
        waiting -= seen
    return told
