"""Three desks act, pass files on, lose, spoil and repeat some, restore old copies: in the end all show the same.

The slow machine: real desks in folders, real files, whole or in parts. `test_small_desks.py` is the fast one.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from greendesk.adapters.atomic import remove_folder
from greendesk.adapters.exchange_file import NotForYou
from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.opinions import Opinion
from tests.desks import PASSPHRASE, admit, carry, credit_code, make_desk, make_round
from tests.faults.share import PROVE, share
from tests.faults.world import derived
from ui.composition.desk_folder import DeskFolder
from ui.messages import MESSAGES

NAMES = ("林岚（示例）", "周明远（示例）", "沈若谷（示例）")
DESK = st.sampled_from(range(len(NAMES)))
ROUNDS = 6  # of closing exchanges; after these everything must be quiet


class Desks(RuleBasedStateMachine):
    """What three people do, and what happens to their files on the way."""

    beginning: Path  # three desks in one round, made once and copied
    round: str

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="story-", dir=self.beginning))
        self.desks: list[Desk] = []
        for number in range(len(NAMES)):
            shutil.copytree(self.beginning / str(number), self.folder / str(number))
            self.desks.append(DeskFolder(self.folder / str(number)).unlock(PASSPHRASE))
        self.under_way: list[Path] = []
        self.copies: dict[int, tuple[Path, frozenset[str]]] = {}
        self.held: dict[int, frozenset[str]] = {number: frozenset() for number in range(len(NAMES))}
        self.number = 0

    def next(self) -> int:
        """A number that was not used before in this story."""
        self.number += 1
        return self.number

    def applications(self, desk: Desk) -> list[str]:
        return sorted(line.id for line in desk.applications.lines(self.round))

    def send(self, sender: int, reader: int, *, complete: bool, part_size: int = 0) -> Path:
        people = {line.name: line.fingerprint for line in self.desks[sender].rounds.participants(self.round)}
        folder = self.folder / f"{self.next():03}"
        folder.mkdir()
        path = folder / "file.gdx"
        sent = self.desks[sender].exchange.send(
            self.round, path, [people[NAMES[reader]]], complete=complete, part_size=part_size
        )
        return Path(sent.path)

    @invariant()
    def nothing_disappears(self) -> None:
        """Every record that a desk once had is still there, unless an old copy of it was put back."""
        for number, desk in enumerate(self.desks):
            with desk.rounds._context.works(self.round) as work:
                held = frozenset(entry.id for entry, _, _ in work.ledger.everything())
            assert self.held[number] <= held
            self.held[number] = held

    @rule(desk=DESK)
    def register(self, desk: int) -> None:
        self.fill_in(self.desks[desk], "")

    @rule(desk=DESK, which=st.integers(0, 9))
    def correct(self, desk: int, which: int) -> None:
        known = self.applications(self.desks[desk])
        if known:
            self.fill_in(self.desks[desk], known[which % len(known)])

    def fill_in(self, desk: Desk, application: str) -> None:
        number = self.next()
        data = UnitData(
            unit=f"单位 {number}（示例）",
            credit_code=credit_code(number),
            category="factory",
            region="赤霞市（示例）",
            industry="水泥",
        )
        desk.applications.register(self.round, data, application)

    @rule(desk=DESK, which=st.integers(0, 9), position=st.sampled_from(["agree", "conditional", "object"]))
    def reply(self, desk: int, which: int, position: str) -> None:
        one, known = self.desks[desk], self.applications(self.desks[desk])
        if known:
            department = one.opinions.departments(self.round)[0][0]
            letter = ("复函.txt", f"复函 {self.next()}".encode())
            one.opinions.record(
                self.round,
                Opinion(
                    application=known[which % len(known)],
                    department=department,
                    position=position,
                    text="补充材料（示例）",
                    number="示例函 1 号",
                    letter=letter,
                ),
            )

    @rule(sender=DESK, reader=DESK, complete=st.booleans(), part_size=st.sampled_from((0, 0, 20_000)))
    def post(self, sender: int, reader: int, complete: bool, part_size: int) -> None:
        if sender != reader:
            self.under_way.append(self.send(sender, reader, complete=complete, part_size=part_size))

    @precondition(lambda self: self.under_way)
    @rule(desk=DESK, which=st.integers(0, 99), gone=st.booleans())
    def receive(self, desk: int, which: int, gone: bool) -> None:
        path = self.under_way[which % len(self.under_way)]
        one = self.desks[desk]
        before, files = derived(one, self.round), set(one.blobs.all())  # type: ignore[attr-defined]  # see below
        try:
            told = one.exchange.look(path)
        except NotForYou:
            assert derived(one, self.round) == before
            return
        assert derived(one, self.round) == before
        assert set(one.blobs.all()) == files  # type: ignore[attr-defined]
        done = one.exchange.receive(path, seen=told.sha256)
        assert (done.counts, done.lines, done.missing) == (told.counts, told.lines, told.missing)
        if gone:  # otherwise somebody may receive it once more
            self.under_way.remove(path)

    @precondition(lambda self: self.under_way)
    @rule(which=st.integers(0, 99))
    def lose(self, which: int) -> None:
        self.under_way.pop(which % len(self.under_way)).unlink()

    @precondition(lambda self: self.under_way)
    @rule(desk=DESK, which=st.integers(0, 99), place=st.integers(0, 10**9), bit=st.integers(0, 7))
    def spoil(self, desk: int, which: int, place: int, bit: int) -> None:
        """One bit of a file changes on the way: it is refused with words, and nothing has changed."""
        path, one = self.under_way[which % len(self.under_way)], self.desks[desk]
        data = path.read_bytes()
        place %= len(data)
        before, files = derived(one, self.round), set(one.blobs.all())  # type: ignore[attr-defined]
        path.write_bytes(data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :])
        with pytest.raises(GreendeskError) as refused:
            one.exchange.receive(path)
        assert refused.value.code in MESSAGES
        path.write_bytes(data)
        assert derived(one, self.round) == before
        assert set(one.blobs.all()) == files  # type: ignore[attr-defined]

    @rule(desk=DESK)
    def back_up(self, desk: int) -> None:
        place = self.folder / f"copy-{self.next()}"
        self.desks[desk].close()
        shutil.copytree(self.folder / str(desk), place)
        self.desks[desk] = DeskFolder(self.folder / str(desk)).unlock(PASSPHRASE)
        self.copies[desk] = (place, self.held[desk])

    @precondition(lambda self: self.copies)
    @rule(which=st.integers(0, 99))
    def restore(self, which: int) -> None:
        """An old copy of a desk is put back: what it wrote since stands with those whom it sent that."""
        desk = sorted(self.copies)[which % len(self.copies)]
        place, held = self.copies[desk]
        self.desks[desk].close()
        remove_folder(self.folder / str(desk))
        shutil.copytree(place, self.folder / str(desk))
        self.desks[desk] = DeskFolder(self.folder / str(desk)).unlock(PASSPHRASE)
        self.held[desk] = held

    @rule(desk=DESK)
    def restart(self, desk: int) -> None:
        before = derived(self.desks[desk], self.round)
        self.desks[desk].close()
        self.desks[desk] = DeskFolder(self.folder / str(desk)).unlock(PASSPHRASE)
        assert derived(self.desks[desk], self.round) == before

    def teardown(self) -> None:
        """Everybody sends everybody what he lacks until nothing is new; then all agree, and so do rebuilds."""
        try:
            pairs = [(one, other) for one in range(3) for other in range(3) if one != other]
            for _ in range(ROUNDS):
                new = 0
                for sender, reader in pairs:
                    told = self.desks[reader].exchange.receive(self.send(sender, reader, complete=False))
                    new += told.total - told.counts["known"]
                if not new:
                    break
            else:
                raise AssertionError("there is always something new")
            self.nothing_disappears()
            first = derived(self.desks[0], self.round)
            files = set(self.desks[0].blobs.all())  # type: ignore[attr-defined]  # the real store can list itself
            for desk in self.desks:
                assert derived(desk, self.round) == first
                assert set(desk.blobs.all()) == files  # type: ignore[attr-defined]
                assert desk.doctor.rebuild().ailments == ()
                assert desk.doctor.examine().ailments == ()
                with desk.rounds._context.works(self.round) as work:
                    feeds = [entry for entry, _, _ in work.ledger.everything()]
                    followed = Counter(entry.prev or entry.author for entry in feeds)
                    forked = {entry.author for entry in feeds if followed[entry.prev or entry.author] > 1}
                    assert {tips[0].author for tips in work.ledger.forks()} == forked
                    assert list(work.ledger.standings()) == []
                assert desk.quarantine.missing(self.round) == ()
        finally:
            for desk in self.desks:
                desk.close()
            remove_folder(self.folder)


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    Desks.beginning = tmp_path_factory.mktemp("converge")
    desks = [make_desk(Desks.beginning / str(number), name) for number, name in enumerate(NAMES)]
    Desks.round = make_round(desks[0])
    for desk in desks[1:]:
        admit(desks[0], Desks.round, desk, ("secretary", "county"))
    carry(desks[0], desks[1], Desks.round)  # who came first does not know the third yet
    for desk in desks:
        desk.close()
    yield
    remove_folder(Desks.beginning)


def test_desks_converge_whatever_happens_on_the_way(beginning: None) -> None:
    run_state_machine_as_test(
        Desks,
        settings=settings(
            max_examples=share(200, 3),
            stateful_step_count=share(30, 14),
            deadline=None,
            phases=tuple(Phase) if PROVE else (Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
