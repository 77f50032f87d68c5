"""Seven desks act, carry files in any order, lose, spoil, repeat and restore: nothing is lost, and all agree.

The fast machine: databases, records, packing and receiving as they are, without passphrases, archives and encryption
(`test_converge.py` is the slow one with all of it), so that `make prove` can play thousands of stories.
"""

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from greendesk.adapters.atomic import remove_folder
from greendesk.errors import GreendeskError
from greendesk.ledger.entry import Entry, read_entry, sha256, write_body, write_entry
from greendesk.ledger.trust import check_signature
from greendesk.use_cases.desk_context import EntryRefused
from greendesk.use_cases.letters import FeedBroken
from greendesk.use_cases.membership import AlreadyReplaced, Revoke
from greendesk.use_cases.packing import NobodyToSendTo
from greendesk.use_cases.rounds import OpenRound, Rounds
from tests.desks import make_desk
from tests.faults.share import PROVE, share
from tests.faults.small_desks import Parcel, SmallDesk, Ticking
from tests.feeds import REGISTERED
from ui.composition.rules import RESOURCES, read_policy

PEOPLE = {
    "主办（示例）": ("secretary", "leader"),
    "秘书（示例）": ("secretary",),
    "县局（示例）": ("county",),
    "生态环境（示例）": ("department",),
    "周明远（示例）": ("expert",),
    "沈若谷（示例）": ("expert",),
    "高远（示例）": ("expert",),
}
HUB, EXPERTS = 0, (4, 5, 6)
APPLICATIONS = ("a1", "a2")
DESK = st.sampled_from(range(len(PEOPLE)))
CONFLICTS = {(4, "a1"), (6, "a2")}  # who is recused from what: a person says the same on every day
DEPARTMENT = "ecology"
ROUNDS = 8  # of closing exchanges; after these everything must be quiet
SCORES = {
    "checklist": "示例",
    "checklist_digest": "",
    "package": "",
    "findings": [],
    "total": "80",
    "max_total": "100",
    "gates_passed": True,
    "recommendation": "recommend",
    "comment": "",
}
SEAL = "others_scores: after_own\n"


def flipped(data: bytes, where: int) -> bytes:
    """The bytes with one bit changed."""
    place = where % len(data)
    return data[:place] + bytes([data[place] ^ (1 << where % 8)]) + data[place + 1 :]


def spoil_envelope(parcel: Parcel, where: int) -> Parcel | None:
    if not parcel.entries:
        return None
    place = where % len(parcel.entries)
    raw, body = parcel.entries[place]
    changed = (flipped(raw, where), body)
    return replace(parcel, entries=(*parcel.entries[:place], changed, *parcel.entries[place + 1 :]))


def spoil_body(parcel: Parcel, where: int) -> Parcel | None:
    whole = [place for place, (_, body) in enumerate(parcel.entries) if body]
    if not whole:
        return None
    place = whole[where % len(whole)]
    raw, body = parcel.entries[place]
    changed = (raw, flipped(body or b"", where))
    return replace(parcel, entries=(*parcel.entries[:place], changed, *parcel.entries[place + 1 :]))


def spoil_signature(parcel: Parcel, where: int) -> Parcel | None:
    if not parcel.ends:
        return None
    entry = sorted(parcel.ends)[where % len(parcel.ends)]
    return replace(parcel, ends={**parcel.ends, entry: flipped(parcel.ends[entry], where)})


def spoil_certificate(parcel: Parcel, where: int) -> Parcel | None:
    place = where % len(parcel.certificates)
    changed = flipped(parcel.certificates[place], where)
    return replace(
        parcel, certificates=(*parcel.certificates[:place], changed, *parcel.certificates[place + 1 :])
    )


def leave_out(parcel: Parcel, where: int) -> Parcel | None:
    """An entry that is not the first of its stretch is taken out."""
    named = {sha256(raw) for raw, _ in parcel.entries}
    inner = [place for place, (raw, _) in enumerate(parcel.entries) if read_entry(raw).prev in named]
    if not inner:
        return None
    place = inner[where % len(inner)]
    return replace(parcel, entries=(*parcel.entries[:place], *parcel.entries[place + 1 :]))


def turn_round(parcel: Parcel, where: int) -> Parcel | None:
    """An entry comes before its predecessor."""
    named = {sha256(raw): place for place, (raw, _) in enumerate(parcel.entries)}
    pairs = [
        (named[entry.prev], place)
        for place, (raw, _) in enumerate(parcel.entries)
        if (entry := read_entry(raw)).prev in named
    ]
    if not pairs:
        return None
    first, second = pairs[where % len(pairs)]
    entries = list(parcel.entries)
    entries.insert(first, entries.pop(second))
    return replace(parcel, entries=tuple(entries))


def leave_out_signature(parcel: Parcel, where: int) -> Parcel | None:
    if not parcel.ends:
        return None
    gone = sorted(parcel.ends)[where % len(parcel.ends)]
    return replace(parcel, ends={entry: one for entry, one in parcel.ends.items() if entry != gone})


def another_round(parcel: Parcel, where: int) -> Parcel | None:
    return replace(parcel, letter=replace(parcel.letter, round=sha256(flipped(parcel.letter.root, where))))


SPOILERS: dict[str, Callable[[Parcel, int], Parcel | None]] = {
    one.__name__: one
    for one in (
        spoil_envelope,
        spoil_body,
        spoil_signature,
        spoil_certificate,
        leave_out,
        turn_round,
        leave_out_signature,
        another_round,
    )
}


class Carried(RuleBasedStateMachine):
    """What seven people do, and what happens to their files on the way."""

    beginning: Path  # the desks in one round, made once and copied
    round: str
    desks_made: tuple[SmallDesk, ...]
    certificates: tuple[str, ...]
    clock: Ticking
    rooms: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.rooms))
        self.clock.time = 1_791_000_000_000
        self.desks: dict[int, SmallDesk] = {}
        self.mine = list(self.certificates)  # of each person, as the organiser knows it
        self.held: defaultdict[int, set[str]] = defaultdict(set)
        self.hidden: defaultdict[int, set[str]] = defaultdict(
            set
        )  # entries that a recused expert may not read
        self.hidden_files: defaultdict[int, set[str]] = defaultdict(set)
        self.copies: dict[int, tuple[Path, set[str], list[str]]] = {}
        self.under_way: list[Parcel] = []
        self.number = 0
        self.ended = False

    # ------------------------------------------------------------ parts

    def next(self) -> int:
        self.number += 1
        return self.number

    def at(self, person: int) -> SmallDesk:
        """The desk of a person, copied when it is first used."""
        if person not in self.desks:
            made = self.desks_made[person]
            shutil.copytree(made.folder, self.folder / str(person))
            self.desks[person] = SmallDesk(self.folder / str(person), made.identity, made.shared)
        return self.desks[person]

    def holds(self, person: int, entries: set[str]) -> dict[str, bool]:
        with self.at(person).context.works(self.round) as work:
            return work.ledger.held(entries)

    def nothing_is_lost(self, person: int) -> None:
        missing = self.held[person] - set(self.holds(person, self.held[person]))
        assert not missing, (person, missing)
        readable = [one for one, whole in self.holds(person, self.hidden[person]).items() if whole]
        assert not readable, (person, readable)
        assert self.hidden_files[person].isdisjoint(self.at(person).stored() if self.hidden[person] else ())

    def write(
        self,
        person: int,
        kind: str,
        key: tuple[str, ...],
        content: dict[str, Any],
        letter: bytes | None = None,
    ) -> str:
        """Write down a fact where the rules allow it; whoever is recused by then may never read it."""
        desk = self.at(person)
        with desk.context.works(self.round) as work:
            declared = work.ledger.all_heads("recusal.declared", key[:1])
            recused = {head.key[1] for head in declared if head.content["conflict"]}
        try:
            entry = desk.record(self.round, kind, key, content, letter)
        except EntryRefused:
            return ""
        self.held[person].add(entry)
        for expert in EXPERTS:
            if self.mine[expert] in recused and expert != person and key[-1] != self.mine[expert]:
                self.hidden[expert].add(entry)
                self.hidden_files[expert] |= {sha256(letter)} if letter else set()
        self.nothing_is_lost(person)
        return entry

    def pack(self, sender: int, reader: int, *, complete: bool = False) -> Parcel | None:
        """Write what the reader lacks; nothing when the sender does not know him, or not any more."""
        if self.mine[reader] == "":
            return None
        try:
            return self.at(sender).pack(self.round, self.mine[reader], self.next(), complete=complete)
        except NobodyToSendTo:
            return None

    def take(self, person: int, parcel: Parcel) -> None:
        """Look and receive: looking changes nothing and says what receiving does."""
        desk = self.at(person)
        before, files = desk.dump(self.round), desk.stored()
        told = desk.take(parcel, keep=False)
        assert desk.dump(self.round) == before
        assert desk.stored() == files
        assert desk.take(parcel) == told
        self.held[person] |= {sha256(raw) for raw, _ in parcel.entries}
        self.nothing_is_lost(person)

    # ------------------------------------------------------------ what people do

    @rule(person=st.sampled_from((0, 1, 2)), which=st.integers(0, 3))
    def register(self, person: int, which: int) -> None:
        application = ("a1", "a2", f"b{self.next()}", f"c{person}")[which]
        unit = {**REGISTERED, "unit": f"单位 {self.next()}"}
        self.write(person, "application.registered", (application,), unit)

    @rule(person=st.sampled_from((0, 1, 2, 3)), application=st.sampled_from(APPLICATIONS))
    def reply(self, person: int, application: str) -> None:
        letter = f"复函 {self.next()}".encode()
        content = {
            "position": "agree",
            "number": f"第 {self.number} 号",
            "date": "",
            "signer": "",
            "text": "",
            "letter": {"sha256": sha256(letter), "name": "复函.txt", "size": len(letter)},
        }
        self.write(person, "opinion.recorded", (application, DEPARTMENT), content, letter)

    @rule(
        person=st.sampled_from((0, 1)),
        expert=st.sampled_from(EXPERTS),
        application=st.sampled_from(APPLICATIONS),
        active=st.booleans(),
    )
    def assign(self, person: int, expert: int, application: str, active: bool) -> None:
        if self.mine[expert]:
            self.write(person, "expert.assigned", (application, self.mine[expert]), {"active": active})

    @rule(expert=st.sampled_from(EXPERTS), application=st.sampled_from(APPLICATIONS))
    def declare(self, expert: int, application: str) -> None:
        conflict = (expert, application) in CONFLICTS
        content = {"conflict": conflict, "grounds": ["employment"] if conflict else [], "note": ""}
        self.write(expert, "recusal.declared", (application, self.at(expert).me(self.round)), content)

    @rule(expert=st.sampled_from(EXPERTS), application=st.sampled_from(APPLICATIONS))
    def submit(self, expert: int, application: str) -> None:
        key = (application, self.at(expert).me(self.round))
        if (expert, application) not in CONFLICTS:
            review = self.write(expert, "review.submitted", key, SCORES)
            if review:
                self.write(expert, "review.sealed", key, {"review": review})

    @rule(person=st.integers(1, 6), place=st.integers(-1, 3), again=st.booleans())
    def end(self, person: int, place: int, again: bool) -> None:
        """The organiser takes a certificate back, at the last record here or before, and may give a new one."""
        hub, old = self.at(HUB), self.mine[person]
        if not old:
            return
        last = None
        if place >= 0:
            feed = [line.entry for line in hub.members.records(self.round, old)]
            last = feed[place] if place < len(feed) else ""
        command = Revoke(fingerprint=old, reason="mistake", last=last)
        desk = self.at(person)
        members, before = hub.members, hub.dump(self.round)
        members.look(self.round, command)
        assert hub.dump(self.round) == before
        try:
            if again:
                request = desk.identity.request()
                self.mine[person] = members.reissue(self.round, request, desk.identity.recipient, command)
            else:
                members.revoke(self.round, command)
                self.mine[person] = ""
        except AlreadyReplaced:
            return
        self.ended = True
        # what he declared may not count any more: from now on others may write to him without knowing of it
        self.hidden.pop(person, None)
        self.hidden_files.pop(person, None)

    # ------------------------------------------------------------ what happens to files

    @rule(sender=DESK, reader=DESK, complete=st.booleans())
    def post(self, sender: int, reader: int, complete: bool) -> None:
        if sender != reader and (parcel := self.pack(sender, reader, complete=complete)):
            self.under_way.append(parcel)

    @precondition(lambda self: self.under_way)
    @rule(which=st.integers(0, 99), again=st.booleans())
    def deliver(self, which: int, again: bool) -> None:
        parcel = self.under_way[which % len(self.under_way)]
        self.take(self.owner(parcel), parcel)
        if not again:  # otherwise it comes once more some day
            self.under_way.remove(parcel)

    def owner(self, parcel: Parcel) -> int:
        """Whose desk the parcel is for: it finds the person, whatever became of the certificate."""
        named = parcel.letter.recipients[0]
        return tuple(PEOPLE).index(named)

    @precondition(lambda self: self.under_way)
    @rule(which=st.integers(0, 99))
    def lose(self, which: int) -> None:
        self.under_way.pop(which % len(self.under_way))

    @precondition(lambda self: self.under_way)
    @rule(which=st.integers(0, 99), how=st.sampled_from(sorted(SPOILERS)), where=st.integers(0, 9999))
    def spoil(self, which: int, how: str, where: int) -> None:
        """A file whose content is not what its writer wrote is refused, and nothing has changed."""
        parcel = self.under_way[which % len(self.under_way)]
        spoilt = SPOILERS[how](parcel, where)
        if spoilt is None:
            return
        person = self.owner(parcel)
        desk = self.at(person)
        before, files = desk.dump(self.round), desk.stored()
        with pytest.raises(GreendeskError):
            desk.take(spoilt)
        assert desk.dump(self.round) == before
        assert desk.stored() == files
        self.nothing_is_lost(person)

    # ------------------------------------------------------------ what happens to desks

    @rule(person=DESK)
    def reopen(self, person: int) -> None:
        """A program that dies while it writes something down leaves nothing of it."""
        desk = self.at(person)
        before = desk.dump(self.round)
        with desk.context.works(self.round) as work:
            people = work.ledger.all_heads("participant.admitted")
            if people:
                work.ledger.forget_derived()
        desk.close()
        assert desk.dump(self.round) == before
        self.nothing_is_lost(person)

    @rule(person=DESK)
    def back_up(self, person: int) -> None:
        place = self.folder / f"copy-{self.next()}"
        self.at(person).copy_to(place)
        self.copies[person] = (place, set(self.held[person]), list(self.mine))

    @precondition(lambda self: self.copies)
    @rule(which=st.integers(0, 99))
    def restore(self, which: int) -> None:
        """Somebody puts an old copy of his desk back: what he wrote since stands with those whom he sent it."""
        person = sorted(self.copies)[which % len(self.copies)]
        place, held, mine = self.copies[person]
        self.at(person).put_back(place)
        self.held[person] = set(held)
        self.nothing_is_lost(person)
        if person == HUB:  # a certificate that it issued since, and that nobody else has, is gone
            self.mine = [
                now if not now or self.is_known(now) else before
                for now, before in zip(self.mine, mine, strict=True)
            ]

    def is_known(self, certificate: str) -> bool:
        """Whether any desk has a certificate, or a parcel under way brings it."""
        for person in self.desks:
            with self.at(person).context.works(self.round) as work:
                if work.ledger.certificate(certificate) is not None:
                    return True
        return any(sha256(one) == certificate for parcel in self.under_way for one in parcel.certificates)

    # ------------------------------------------------------------ the end

    def teardown(self) -> None:
        try:
            self.close_up()
        finally:
            for desk in self.desks.values():
                desk.close()
            remove_folder(self.folder)

    def close_up(self) -> None:
        """Everybody who did anything exchanges with the organiser until nothing is new; then all agree."""
        others = [person for person in sorted(self.desks) if person != HUB]
        for number in range(ROUNDS):
            up = sum(self.carry(one, HUB) for one in others)
            if number and not up:
                break
            for one in others:
                self.carry(HUB, one)
        else:
            raise AssertionError("there is always something new")
        together = [person for person in (HUB, *others) if self.mine[person]]
        readers = [person for person in together if person not in EXPERTS]
        hub = {entry.id: (entry, signature, raw) for entry, signature, raw in self.everything(HUB)}
        for person in together:
            assert {entry.id for entry, _, _ in self.everything(person)} == hub.keys()
        expected = self.at(HUB).dump(self.round)
        for person in readers:
            assert self.at(person).dump(self.round) == expected, person
        for person in together:
            self.chains_hold(person)
        again = self.at(together[self.number % len(together)])
        before = again.dump(self.round)
        again.database.rebuild(self.round)
        assert again.dump(self.round) == before

    def carry(self, one: int, other: int) -> int:
        """Bring what somebody lacks; returns how much of it was new."""
        parcel = self.pack(one, other)
        if parcel is None:
            return 0
        told = self.at(other).take(parcel)
        self.held[other] |= {sha256(raw) for raw, _ in parcel.entries}
        self.nothing_is_lost(other)
        return told.total - told.counts["known"]

    def everything(self, person: int) -> list[tuple[Entry, bytes | None, bytes | None]]:
        with self.at(person).context.works(self.round) as work:
            return list(work.ledger.everything())

    def chains_hold(self, person: int) -> None:
        """Every feed is whole back to its first entry, signed at its ends; forks are told; nobody waits for ever."""
        entries = {entry.id: (entry, signature) for entry, signature, _ in self.everything(person)}
        followed = Counter(entry.prev or entry.author for entry, _ in entries.values())
        with self.at(person).context.works(self.round) as work:
            ledger = work.ledger
            for entry, signature in entries.values():
                before = entries[entry.prev][0] if entry.prev else None
                assert (
                    (before.author, before.seq + 1) == (entry.author, entry.seq) if before else entry.seq == 1
                )
                if entry.id not in followed:
                    assert signature is not None
                    check_signature(ledger.certificate(entry.author) or b"", entry.raw, signature)
            forked = {
                entry.author for entry, _ in entries.values() if followed[entry.prev or entry.author] > 1
            }
            assert {tips[0].author for tips in ledger.forks()} == forked
            assert ledger.gaps() == ()
            reasons = {reason for _, _, state, reason in ledger.standings() if state == "waiting"}
            whole = person not in EXPERTS and not self.ended
            assert reasons <= (
                set() if whole else {"application", "assignment", "recusal", "role", "participant"}
            )


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("small")
    memory = Path("/dev/shm")
    Carried.rooms = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else folder))
    Carried.clock = Ticking()
    real = make_desk(folder / "real")
    shared = replace(real.rounds._context, clock=Carried.clock)
    desks = [
        SmallDesk(folder / str(number), SmallDesk.new_identity(name), shared)
        for number, name in enumerate(PEOPLE)
    ]
    hub = desks[HUB]
    policy = read_policy(RESOURCES / "policies" / "sample-2026.yaml")
    assert SEAL in policy.text
    command = OpenRound(
        title="2026 年封存批次（示例）",
        year=2026,
        level="province",
        region="示例省",
        policy=policy.text.replace(SEAL, SEAL + "  sealed: true\n"),
        checklists=policy.checklists,
        my_roles=PEOPLE[desks[HUB].identity.person.name],
    )
    round_id = Rounds(hub.context, hub.members).open(command)
    certificates = [hub.me(round_id)]
    for desk in desks[1:]:
        roles = PEOPLE[desk.identity.person.name]
        certificates.append(
            hub.members.admit(round_id, desk.identity.request(), desk.identity.recipient, roles)
        )
    for application in APPLICATIONS:
        hub.record(round_id, "application.registered", (application,), REGISTERED)
    for application, experts in (("a1", (4, 5)), ("a2", (5, 6))):
        for expert in experts:
            key = (application, certificates[expert])
            hub.record(round_id, "expert.assigned", key, {"active": True})
    for number, desk in enumerate(desks[1:], start=1):
        desk.take(hub.pack(round_id, certificates[number], 0, complete=True))
    conflict = {"conflict": True, "grounds": ["employment"], "note": ""}
    desks[4].record(round_id, "recusal.declared", ("a1", certificates[4]), conflict)  # all know of this one
    for one, sender in enumerate(desks):
        for other, reader in enumerate(desks):
            if one != other:
                reader.take(sender.pack(round_id, certificates[other], 0))
    for desk in desks:
        desk.close()
    real.close()
    Carried.round, Carried.desks_made, Carried.certificates = round_id, tuple(desks), tuple(certificates)
    yield
    remove_folder(Carried.rooms)


def test_nothing_is_lost_on_the_way_and_all_agree(
    beginning: None, record_property: Callable[..., None]
) -> None:
    examples, begun = share(5000, 12), perf_counter()
    run_state_machine_as_test(
        Carried,
        settings=settings(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            phases=tuple(Phase) if PROVE else (Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
    pace = f"{examples} stories, {examples / (perf_counter() - begun):.1f} a second"
    record_property("stories", pace)
    print(pace)


def test_a_feed_that_goes_on_from_another_author_is_refused(beginning: None, tmp_path: Path) -> None:
    """A changed program may sign what it likes; a feed that is none does not get in."""
    for number in (HUB, 2):
        shutil.copytree(Carried.desks_made[number].folder, tmp_path / str(number))
    made = Carried.desks_made
    hub, county = (SmallDesk(tmp_path / str(one), made[one].identity, made[one].shared) for one in (HUB, 2))
    round_id, signer = Carried.round, county.context.signer(Carried.round)
    with hub.context.works(round_id) as work:
        tip = work.ledger.tips()[Carried.certificates[HUB]][0]
    raw = write_body("application.registered", ("b1",), (), REGISTERED)
    forged = write_entry(
        round_id=round_id,
        author=signer.fingerprint,
        seq=tip.seq + 1,
        prev=tip.head,
        time=(tip.time[0] + 1, 0),
        body=raw,
    )
    parcel = county.pack(round_id, Carried.certificates[HUB], 1)
    assert parcel is not None
    wrong = replace(parcel, entries=((forged.raw, raw),), ends={forged.id: signer.sign(forged.raw)})
    before = hub.dump(round_id)
    with pytest.raises(FeedBroken):
        hub.take(wrong)
    assert hub.dump(round_id) == before
    for desk in (hub, county):
        desk.close()
