"""Participants: admit, take a certificate back after its last record that counts, give a person a new one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.errors import Refusal
from greendesk.queries import JoinRequest, ParticipantLine
from greendesk.use_cases.membership import (
    AlreadyAdmitted,
    AlreadyReplaced,
    KeyGivenUp,
    NotTheOrganiser,
    OrganiserStays,
    RecordUnknown,
    Revoke,
)
from greendesk.use_cases.reviews import NotAnExpert
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, carry, make_round, score_all
from tests.sealed_rounds import hand_in, make_sealed_round
from ui.composition.desk_folder import DeskFolder


def ask(desk: Desk, organiser: Desk, folder: Path) -> JoinRequest:
    """The request of a desk as the organiser reads it."""
    path = folder / f"request-{desk.folder.name}.gdx"
    path.unlink(missing_ok=True)
    desk.exchange.write_request(path, ("expert",))
    return organiser.exchange.read_request(path)


def join(organiser: Desk, desk: Desk, round_id: str, fingerprint: str, folder: Path) -> None:
    """Carry the round file to somebody who was admitted."""
    path = folder / f"round-{fingerprint[:8]}.gdx"
    organiser.exchange.send(round_id, path, [fingerprint], complete=True)
    desk.exchange.receive(path)


def line(desk: Desk, round_id: str, fingerprint: str) -> ParticipantLine:
    return next(one for one in desk.members.participants(round_id) if one.fingerprint == fingerprint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A round with an expert who has reviewed the first of three applications and declared for the second."""

    organiser: Desk
    expert: Desk
    round_id: str
    fingerprint: str
    applications: tuple[str, ...]


@pytest.fixture
def panel(new_desk: NewDesk, tmp_path: Path) -> Panel:
    organiser, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(organiser)
    fingerprint = admit(organiser, round_id, expert)
    applications = tuple(
        an_application(organiser, round_id, tmp_path / f"package-{n}", f"示例单位{n}") for n in range(3)
    )
    for application in applications:
        organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, expert, round_id)
    score_all(expert, round_id, applications[0])
    expert.reviews.submit(round_id, applications[0])
    expert.reviews.declare(round_id, applications[1], conflict=False)
    carry(expert, organiser, round_id)
    return Panel(
        organiser=organiser,
        expert=expert,
        round_id=round_id,
        fingerprint=fingerprint,
        applications=applications,
    )


def test_a_certificate_ends_with_what_is_here(panel: Panel) -> None:
    members, round_id = panel.organiser.members, panel.round_id
    command = Revoke(fingerprint=panel.fingerprint, reason="left", note=" 退休（示例） ")
    plan = members.look(round_id, command)
    assert plan.stopped == ()
    assert plan.last_seq == len(members.records(round_id, panel.fingerprint)) == 4
    assert plan.open_work == ("示例单位1", "示例单位2")
    assert line(panel.organiser, round_id, panel.fingerprint).revoked is None
    members.revoke(round_id, command)
    ended = line(panel.organiser, round_id, panel.fingerprint).revoked
    assert ended is not None
    assert (ended.reason, ended.note, ended.last_seq) == ("left", "退休（示例）", 4)
    detail = panel.organiser.applications.detail(round_id, panel.applications[0])
    assert detail.assignments[0].review == "submitted"


def test_the_records_are_told_as_a_person_knows_them(panel: Panel) -> None:
    records = panel.organiser.members.records(panel.round_id, panel.fingerprint)
    assert [(one.seq, one.kind, one.subject) for one in records] == [
        (4, "recusal.declared", "示例单位1"),
        (3, "document.signed", "示例单位0"),
        (2, "review.submitted", "示例单位0"),
        (1, "recusal.declared", "示例单位0"),
    ]
    assert all(one.counts and one.at for one in records)
    assert [one.seq for one in panel.organiser.members.records(panel.round_id, panel.fingerprint, 2)] == [
        4,
        3,
    ]


def test_records_after_an_earlier_one_stop_counting_and_are_named_first(panel: Panel) -> None:
    members, round_id = panel.organiser.members, panel.round_id
    first = members.records(round_id, panel.fingerprint)[-1]
    command = Revoke(fingerprint=panel.fingerprint, reason="stolen", last=first.entry)
    plan = members.look(round_id, command)
    assert [(one.own, one.record.kind) for one in plan.stopped] == [
        (True, "review.submitted"),
        (True, "document.signed"),
        (True, "recusal.declared"),
    ]
    detail = panel.organiser.applications.detail(round_id, panel.applications[0])
    assert detail.assignments[0].review == "submitted"
    members.revoke(round_id, command)
    detail = panel.organiser.applications.detail(round_id, panel.applications[0])
    assert detail.assignments[0].review == ""
    told = {(one.seq, one.reason) for one in panel.organiser.quarantine.waiting(round_id)}
    assert told == {(2, "revoked"), (3, "revoked"), (4, "revoked")}
    assert [one.counts for one in members.records(round_id, panel.fingerprint)] == [False] * 3 + [True]


def test_a_second_end_is_never_milder(panel: Panel) -> None:
    members, round_id = panel.organiser.members, panel.round_id
    records = members.records(round_id, panel.fingerprint)
    members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="lost", last=records[2].entry))
    members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="stolen"))
    ended = line(panel.organiser, round_id, panel.fingerprint).revoked
    assert ended is not None
    assert (ended.reason, ended.last_seq) == ("stolen", 2)
    members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="stolen", last=""))
    ended = line(panel.organiser, round_id, panel.fingerprint).revoked
    assert ended is not None
    assert ended.last_seq == 0
    assert not any(one.counts for one in members.records(round_id, panel.fingerprint))


def test_only_the_organiser_ends_certificates_and_never_his_own(panel: Panel) -> None:
    round_id, organiser = panel.round_id, panel.organiser
    me = next(one.fingerprint for one in organiser.members.participants(round_id) if one.me)
    with pytest.raises(NotTheOrganiser):
        panel.expert.members.revoke(round_id, Revoke(fingerprint=me, reason="stolen"))
    with pytest.raises(NotTheOrganiser):
        panel.expert.members.look(round_id, Revoke(fingerprint=me, reason="stolen"))
    with pytest.raises(OrganiserStays):
        organiser.members.revoke(round_id, Revoke(fingerprint=me, reason="lost"))
    foreign = organiser.members.records(round_id, me)[0].entry
    with pytest.raises(RecordUnknown):
        organiser.members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="lost", last=foreign))
    with pytest.raises(RecordUnknown):
        organiser.members.revoke(round_id, Revoke(fingerprint="0" * 64, reason="lost"))
    assert all(one.revoked is None for one in organiser.members.participants(round_id))


def test_a_new_desk_takes_over_the_person(panel: Panel, new_desk: NewDesk, tmp_path: Path) -> None:
    organiser, round_id, old = panel.organiser, panel.round_id, panel.fingerprint
    fresh = new_desk("周明远（示例）")
    request = ask(fresh, organiser, tmp_path)
    replaces = Revoke(fingerprint=old, reason="passphrase", note="口令遗失（示例）")
    new = organiser.exchange.approve(round_id, request, (), replaces=replaces)
    after, before = line(organiser, round_id, new), line(organiser, round_id, old)
    assert (after.roles, after.succeeds, after.revoked) == (("expert",), old, None)
    assert (before.successor, before.revoked is None) == (new, False)
    join(organiser, fresh, round_id, new, tmp_path)
    done, second, third = panel.applications
    states = {one.id: one.my_state for one in fresh.applications.lines(round_id)}
    assert states == {done: "", second: "to_declare", third: "to_declare"}
    score_all(fresh, round_id, second)
    fresh.reviews.submit(round_id, second)
    carry(fresh, organiser, round_id)
    parts = {
        application: {
            one.expert: (one.active, one.review)
            for one in organiser.applications.detail(round_id, application).assignments
        }
        for application in panel.applications
    }
    assert parts == {
        done: {old: (True, "submitted")},
        second: {old: (False, ""), new: (True, "submitted")},
        third: {old: (False, ""), new: (True, "")},
    }
    assert organiser.panel.ranking(round_id)[0].complete
    with pytest.raises(AlreadyReplaced):
        organiser.exchange.approve(
            round_id, ask(new_desk("周明远（示例）"), organiser, tmp_path), (), replaces=replaces
        )


def test_a_declared_conflict_stays_with_the_person(panel: Panel, new_desk: NewDesk, tmp_path: Path) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    third = panel.applications[2]
    panel.expert.reviews.declare(round_id, third, conflict=True, note="曾任顾问（示例）")
    carry(panel.expert, organiser, round_id)
    fresh = new_desk("周明远（示例）")
    replaces = Revoke(fingerprint=panel.fingerprint, reason="lost")
    new = organiser.exchange.approve(round_id, ask(fresh, organiser, tmp_path), (), replaces=replaces)
    assigned = organiser.applications.detail(round_id, third).assignments
    assert [(one.expert, one.active) for one in assigned] == [(panel.fingerprint, True)]
    join(organiser, fresh, round_id, new, tmp_path)
    assert third not in {one.id for one in fresh.applications.lines(round_id)}


def test_a_request_seen_twice_is_not_approved_twice(panel: Panel, new_desk: NewDesk, tmp_path: Path) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    again = ask(panel.expert, organiser, tmp_path)
    seen = organiser.members.same_key(round_id, again.request)
    assert seen is not None
    assert seen.fingerprint == panel.fingerprint
    with pytest.raises(AlreadyAdmitted) as refused:
        organiser.exchange.approve(round_id, again, ("expert",))
    assert refused.value.details["name"] == "周明远（示例）"
    other = new_desk("沈若谷（示例）")
    assert organiser.members.same_key(round_id, ask(other, organiser, tmp_path).request) is None
    assert len(organiser.members.participants(round_id)) == 2


@pytest.mark.parametrize("reason", ["lost", "stolen"])
def test_a_key_that_somebody_else_may_hold_never_comes_back(
    panel: Panel, tmp_path: Path, reason: str
) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    organiser.members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason=reason))
    with pytest.raises(KeyGivenUp):
        organiser.exchange.approve(round_id, ask(panel.expert, organiser, tmp_path), ("expert",))


def test_a_mistake_is_mended_by_a_new_certificate(panel: Panel, tmp_path: Path) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    organiser.members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="mistake"))
    request = ask(panel.expert, organiser, tmp_path)
    new = organiser.exchange.approve(
        round_id, request, (), replaces=Revoke(fingerprint=panel.fingerprint, reason="mistake")
    )
    assert line(organiser, round_id, new).revoked is None
    assert line(organiser, round_id, panel.fingerprint).successor == new
    carried = tmp_path / "mended.gdx"
    organiser.exchange.send(round_id, carried, [new], complete=True)
    panel.expert.exchange.receive(carried)
    mine = [one.fingerprint for one in panel.expert.members.participants(round_id) if one.me]
    assert mine == [new]
    score_all(panel.expert, round_id, panel.applications[1])
    panel.expert.reviews.submit(round_id, panel.applications[1])
    carry(panel.expert, organiser, round_id)
    assert organiser.quarantine.waiting(round_id) == ()


def test_who_never_wrote_is_unheard(panel: Panel, new_desk: NewDesk, tmp_path: Path) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    assert organiser.members.unheard(round_id) == frozenset()
    other = new_desk("沈若谷（示例）")
    new = organiser.exchange.approve(round_id, ask(other, organiser, tmp_path), ("expert",))
    assert organiser.members.unheard(round_id) == {new}
    organiser.members.revoke(round_id, Revoke(fingerprint=new, reason="left"))
    assert organiser.members.unheard(round_id) == frozenset()


def test_an_unknown_reason_is_no_record(panel: Panel) -> None:
    with pytest.raises(ValueError, match="reason"):
        panel.organiser.members.revoke(
            panel.round_id, Revoke(fingerprint=panel.fingerprint, reason="whatever")
        )
    assert issubclass(OrganiserStays, Refusal)


def test_an_ended_certificate_is_not_asked_to_review(panel: Panel) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    organiser.members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="left"))
    with pytest.raises(NotAnExpert):
        organiser.reviews.assign(round_id, panel.applications[1], panel.fingerprint)
    organiser.reviews.assign(round_id, panel.applications[1], panel.fingerprint, active=False)
    experts = {one.fingerprint: one.revoked is not None for one in organiser.reviews.experts(round_id)}
    assert experts[panel.fingerprint]


def test_an_old_review_that_is_handed_back_is_asked_of_the_new_certificate(
    panel: Panel, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, round_id, done = panel.organiser, panel.round_id, panel.applications[0]
    fresh = new_desk("周明远（示例）")
    replaces = Revoke(fingerprint=panel.fingerprint, reason="lost")
    new = organiser.exchange.approve(round_id, ask(fresh, organiser, tmp_path), (), replaces=replaces)
    organiser.reviews.assign(round_id, done, new)
    join(organiser, fresh, round_id, new, tmp_path)
    score_all(fresh, round_id, done, "0.4")
    fresh.reviews.submit(round_id, done)
    carry(fresh, organiser, round_id)
    counted = [one[0] for one in organiser.panel.ranking(round_id)[0].scores if one[2] is not None]
    assert counted == [new]  # nobody counts twice
    organiser.reviews.hand_back(round_id, done, new, "请补充用水数据（示例）")
    organiser.reviews.hand_back(round_id, done, panel.fingerprint, "请补充用水数据（示例）")
    parts = {one.expert: one.active for one in organiser.applications.detail(round_id, done).assignments}
    assert parts == {panel.fingerprint: False, new: True}


def test_a_fork_is_ended_on_the_branch_that_the_organiser_chooses(
    panel: Panel, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser, round_id = panel.organiser, panel.round_id
    panel.expert.close()
    shutil.copytree(panel.expert.folder, tmp_path / "restored")  # a backup that is used beside the first desk
    first, second = (
        DeskFolder(folder).unlock(PASSPHRASE) for folder in (panel.expert.folder, tmp_path / "restored")
    )
    try:
        first.reviews.declare(round_id, panel.applications[2], conflict=False)
        second.reviews.declare(round_id, panel.applications[2], conflict=True, note="另一台（示例）")
        carry(first, organiser, round_id)
        carry(second, organiser, round_id)
    finally:
        first.close()
        second.close()
    members = organiser.members
    tips = [one for one in members.records(round_id, panel.fingerprint) if one.seq == 5]
    assert len(tips) == 2
    for tip in tips:
        plan = members.look(round_id, Revoke(fingerprint=panel.fingerprint, reason="fork", last=tip.entry))
        assert [one.record.entry for one in plan.stopped] == [one.entry for one in tips if one is not tip]
    members.revoke(round_id, Revoke(fingerprint=panel.fingerprint, reason="fork", last=tips[0].entry))
    counts = {one.entry: one.counts for one in members.records(round_id, panel.fingerprint)}
    assert [counts[one.entry] for one in tips] == [True, False]
    assert organiser.quarantine.conflicts(round_id) == ()


def test_a_sealed_review_that_went_with_the_desk_is_owed_again(new_desk: NewDesk, tmp_path: Path) -> None:
    organiser, lost, other = new_desk("林岚（示例）"), new_desk("周明远（示例）"), new_desk("沈若谷（示例）")
    round_id = make_sealed_round(organiser)
    old, second = (admit(organiser, round_id, desk) for desk in (lost, other))
    application = an_application(organiser, round_id, tmp_path / "package")
    for expert in (old, second):
        organiser.reviews.assign(round_id, application, expert)
    for desk in (lost, other):
        carry(organiser, desk, round_id)
        hand_in(desk, round_id, application, "0.5")
    carry(lost, organiser, round_id)  # the seal came, the text stayed on the desk that is lost
    command = Revoke(fingerprint=old, reason="lost")
    assert organiser.members.look(round_id, command).open_work == ("青禾水泥（示例）",)
    fresh = new_desk("周明远（示例）")
    new = organiser.exchange.approve(round_id, ask(fresh, organiser, tmp_path), (), replaces=command)
    join(organiser, fresh, round_id, new, tmp_path)
    hand_in(fresh, round_id, application, "0.9")
    for _ in range(3):  # first the seals, then the texts
        for desk in (fresh, other):
            carry(desk, organiser, round_id)
            carry(organiser, desk, round_id)
    scores = {one[0]: one[2] for one in organiser.panel.ranking(round_id)[0].scores if one[2] is not None}
    assert set(scores) == {new, second}
