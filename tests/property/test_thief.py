"""A stolen laptop writes on after its certificate ended: what it sends is kept, listed and never counted."""

import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greendesk.desk import Desk
from greendesk.use_cases.membership import Revoke
from tests.desks import PASSPHRASE, admit, an_application, carry, make_round, open_desks, score_all
from tests.faults.share import share
from ui.composition.desk_folder import DeskFolder

NUMBERS = itertools.count(1)
EXAMPLES = share(200, 6)


@dataclass(frozen=True)
class Theft:
    """The files that reach a third desk, and that desk before any of them came."""

    round_id: str
    application: str
    stolen: str
    files: tuple[Path, ...]  # the thief's in three parts, and the organiser's with the revocation
    third: Path


@pytest.fixture(scope="module")
def theft(tmp_path_factory: pytest.TempPathFactory) -> Theft:
    folder = tmp_path_factory.mktemp("theft")
    names = ("林岚（示例）", "周明远（示例）", "贺兰（示例）")
    with open_desks(folder, names) as (organiser, laptop, third):
        round_id = make_round(organiser)
        stolen = admit(organiser, round_id, laptop)
        admit(organiser, round_id, third, ("secretary",))
        application = an_application(organiser, round_id, folder / "package")
        organiser.reviews.assign(round_id, application, stolen)
        carry(organiser, laptop, round_id)
        laptop.reviews.declare(round_id, application, conflict=False)
        carry(laptop, organiser, round_id)
        carry(organiser, third, round_id)
        reader = next(one.fingerprint for one in third.members.participants(round_id) if one.me)
        carry(third, laptop, round_id)  # the thief knows what the third desk has and sends only what is new
        organiser.members.revoke(round_id, Revoke(fingerprint=stolen, reason="stolen"))
        score_all(laptop, round_id, application, "1")
        laptop.reviews.submit(round_id, application)
        files = [folder / "thief-1.gdx", folder / "thief-2.gdx", folder / "organiser.gdx"]
        laptop.exchange.send(round_id, files[0], [reader])
        laptop.reviews.declare(round_id, application, conflict=False, note="第三条（示例）")
        laptop.exchange.send(round_id, files[1], [reader])
        organiser.exchange.send(round_id, files[2], [reader])
    shutil.copytree(third.folder, folder / "third")
    return Theft(round_id, application, stolen, tuple(files), folder / "third")


def received(theft: Theft, order: Sequence[int], folder: Path) -> Desk:
    """The third desk after the files came in an order; the caller closes it."""
    place = folder / f"third-{next(NUMBERS)}"
    shutil.copytree(theft.third, place)
    desk = DeskFolder(place).unlock(PASSPHRASE)
    for number in order:
        desk.exchange.receive(theft.files[number])
    return desk


def nothing_of_the_thief_counts(theft: Theft, desk: Desk) -> None:
    """Whatever came first, the three later records are there, refused by name, and change nothing."""
    told = [
        (one.author, one.seq, one.kind, one.state, one.reason)
        for one in desk.quarantine.waiting(theft.round_id)
    ]
    assert told == [
        ("周明远（示例）", 2, "review.submitted", "refused", "revoked"),
        ("周明远（示例）", 3, "document.signed", "refused", "revoked"),
        ("周明远（示例）", 4, "recusal.declared", "refused", "revoked"),
    ]
    records = desk.members.records(theft.round_id, theft.stolen)
    assert [(one.seq, one.counts) for one in records] == [(4, False), (3, False), (2, False), (1, True)]
    part = desk.applications.detail(theft.round_id, theft.application).assignments[0]
    assert (part.declared, part.review, part.score) == (True, "", None)
    assert desk.panel.ranking(theft.round_id)[0].score is None
    assert desk.quarantine.conflicts(theft.round_id) == ()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_three_later_records_never_count_in_any_order(
    theft: Theft, order: tuple[int, ...], tmp_path: Path
) -> None:
    desk = received(theft, order, tmp_path)
    try:
        nothing_of_the_thief_counts(theft, desk)
    finally:
        desk.close()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2), min_size=3, max_size=6).filter(lambda one: set(one) >= {1, 2}))
def test_files_that_come_twice_change_nothing(theft: Theft, tmp_path: Path, order: list[int]) -> None:
    desk = received(theft, order, tmp_path)
    try:
        nothing_of_the_thief_counts(theft, desk)
    finally:
        desk.close()


def test_a_file_of_the_thief_is_received_and_says_whose_it_is(theft: Theft, tmp_path: Path) -> None:
    desk = received(theft, (2,), tmp_path)
    try:
        preview = desk.exchange.look(theft.files[1])
        assert preview.sender_revoked
        assert preview.counts.get("refused") == 3
        assert preview.counts.get("write", 0) == 0
        people = {one.fingerprint: one for one in desk.members.participants(theft.round_id)}
        assert people[theft.stolen].revoked is not None
        assert theft.stolen not in {one.fingerprint for one in desk.members.recipients(theft.round_id)}
    finally:
        desk.close()
