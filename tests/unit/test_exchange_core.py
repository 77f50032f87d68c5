"""Exchange between real desks: nothing before acceptance, deltas, recusal, sealed content, damage."""

import contextlib
import io
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest

from greendesk.adapters.age_header import MAX_RECIPIENTS, check_age_header
from greendesk.adapters.exchange_file import NotForYou, TooManyReaders, encrypt
from greendesk.desk import Desk
from greendesk.errors import GreendeskError
from greendesk.ledger.kinds import KINDS
from greendesk.use_cases.applications import GateClosed
from greendesk.use_cases.exchange import NothingToOpen
from greendesk.use_cases.receiving import NotForThisDesk, RoundFileFirst
from greendesk.use_cases.reviews import ReviewLocked
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, carry, conclude, make_desk, make_round, score_all
from ui.composition.desk_folder import DeskFolder


def states(desk: Desk, round_id: str):
    lines = desk.applications.lines(round_id)
    return [
        (one.id, one.unit, one.stage, one.panel_score, one.reviews_in, one.recommendation) for one in lines
    ]


def test_three_desks_end_with_the_same_state(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one, two = new_desk("林岚"), new_desk("周明远"), new_desk("沈若谷")
    round_id = make_round(secretary)
    experts = [admit(secretary, round_id, desk) for desk in (one, two)]
    application = an_application(secretary, round_id, tmp_path / "package")
    for expert in experts:
        secretary.reviews.assign(round_id, application, expert)
    for desk, share in ((one, "0.8"), (two, "0.6")):
        carry(secretary, desk, round_id)
        score_all(desk, round_id, application, share)
        desk.reviews.submit(round_id, application)
        with pytest.raises(ReviewLocked):
            desk.reviews.conclude(round_id, application, recommendation="x", comment="")
        carry(desk, secretary, round_id)
    conclude(secretary, round_id, application)
    for desk in (one, two):
        carry(secretary, desk, round_id)
    assert states(secretary, round_id) == states(one, round_id) == states(two, round_id)
    assert states(secretary, round_id)[0][2:5] == ("concluded", secretary.panel.ranking(round_id)[0].score, 2)


def test_looking_changes_nothing_and_receiving_twice_is_once(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one = new_desk("林岚"), new_desk("周明远")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, one)
    an_application(secretary, round_id, tmp_path / "package")
    file = tmp_path / "file.gdx"
    secretary.exchange.send(round_id, file, [fingerprint])
    before = one.rounds.line(round_id).entries
    preview = one.exchange.look(file)
    assert preview.counts["write"] == 3
    assert one.rounds.line(round_id).entries == before
    assert one.exchange.receive(file).counts == preview.counts
    again = one.exchange.receive(file)
    assert again.counts.get("write", 0) == 0
    assert again.counts["known"] > 0


def test_the_second_file_carries_only_what_is_new(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one = new_desk("林岚"), new_desk("周明远")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, one)
    an_application(secretary, round_id, tmp_path / "package")
    carry(secretary, one, round_id)
    carry(one, secretary, round_id)
    an_application(secretary, round_id, tmp_path / "other", "云栖装备（示例）")
    sent = secretary.exchange.send(round_id, tmp_path / "delta.gdx", [fingerprint])
    assert sent.entries == 3


def test_a_recused_expert_s_file_lacks_the_case(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one, two = new_desk("林岚"), new_desk("周明远"), new_desk("沈若谷")
    round_id = make_round(secretary)
    first, second = (admit(secretary, round_id, desk) for desk in (one, two))
    application = an_application(secretary, round_id, tmp_path / "package")
    for expert in (first, second):
        secretary.reviews.assign(round_id, application, expert)
    carry(secretary, one, round_id)
    one.reviews.declare(round_id, application, conflict=True, grounds=("employment",))
    carry(one, secretary, round_id)
    carry(secretary, two, round_id)
    score_all(two, round_id, application)
    two.reviews.submit(round_id, application)
    carry(two, secretary, round_id)
    file = tmp_path / "to-recused.gdx"
    sent = secretary.exchange.send(round_id, file, [first], encrypt=False)
    assert sent.withheld > 0
    with ZipFile(file) as outer:
        inner = next(name for name in outer.namelist() if name.endswith("content.zip"))
        (tmp_path / "content.zip").write_bytes(outer.read(inner))
    with ZipFile(tmp_path / "content.zip") as content:
        said = b"".join(content.read(name) for name in content.namelist())
    assert b"review.submitted" not in said
    one.exchange.receive(file)
    line = one.applications.lines(round_id)[0]
    assert (line.my_state, line.reviews_in, line.panel_score, line.experts) == ("recused", 0, None, 0)
    assert not one.panel.ranking(round_id)
    with pytest.raises(GateClosed):
        one.applications.file(round_id, application, 1)


def test_scores_of_others_come_only_after_one_s_own(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one, two = new_desk("林岚"), new_desk("周明远"), new_desk("沈若谷")
    round_id = make_round(secretary)
    first, second = (admit(secretary, round_id, desk) for desk in (one, two))
    application = an_application(secretary, round_id, tmp_path / "package")
    for expert in (first, second):
        secretary.reviews.assign(round_id, application, expert)
    carry(secretary, one, round_id)
    score_all(one, round_id, application)
    one.reviews.submit(round_id, application)
    carry(one, secretary, round_id)
    carry(secretary, two, round_id)
    assert "withheld" in {line.state for line in two.quarantine.waiting(round_id)}
    score_all(two, round_id, application, "0.5")
    two.reviews.submit(round_id, application)
    carry(two, secretary, round_id)
    carry(secretary, two, round_id)
    assert not two.quarantine.waiting(round_id)
    assert two.applications.lines(round_id)[0].reviews_in == 2


def test_a_returned_review_opens_again(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one = new_desk("林岚"), new_desk("周明远")
    round_id = make_round(secretary)
    expert = admit(secretary, round_id, one)
    application = an_application(secretary, round_id, tmp_path / "package")
    secretary.reviews.assign(round_id, application, expert)
    carry(secretary, one, round_id)
    score_all(one, round_id, application)
    one.reviews.submit(round_id, application)
    carry(one, secretary, round_id)
    secretary.reviews.hand_back(round_id, application, expert, "第 2 项缺少证据")
    carry(secretary, one, round_id)
    sheet = one.reviews.bench(round_id, application)
    assert (sheet.locked, sheet.returned_reason) == (False, "第 2 项缺少证据")
    one.reviews.conclude(round_id, application, recommendation=sheet.recommendation, comment="已补充")
    one.reviews.submit(round_id, application)
    carry(one, secretary, round_id)
    assert secretary.applications.detail(round_id, application).assignments[0].review == "submitted"


def test_files_for_others_other_rounds_and_no_round(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one, stranger = new_desk("林岚"), new_desk("周明远"), new_desk("外人")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, one)
    secretary.exchange.send(round_id, tmp_path / "a.gdx", [fingerprint])
    with pytest.raises(NotForYou):
        stranger.exchange.look(tmp_path / "a.gdx")
    secretary.exchange.send(round_id, tmp_path / "b.gdx", [fingerprint], encrypt=False)
    with pytest.raises(RoundFileFirst):
        stranger.exchange.look(tmp_path / "b.gdx")
    secretary.exchange.send(round_id, tmp_path / "c.gdx", [fingerprint], complete=True, encrypt=False)
    with pytest.raises(NotForThisDesk):
        stranger.exchange.receive(tmp_path / "c.gdx")
    assert stranger.rounds.lines() == ()
    stranger.exchange.write_request(tmp_path / "d.gdx", ("expert",))
    with pytest.raises(NothingToOpen):
        secretary.exchange.look(tmp_path / "d.gdx")


def test_a_damaged_file_changes_nothing(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, one = new_desk("林岚"), new_desk("周明远")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, one)
    an_application(secretary, round_id, tmp_path / "package")
    file = tmp_path / "file.gdx"
    secretary.exchange.send(round_id, file, [fingerprint])
    whole, before = file.read_bytes(), one.rounds.line(round_id)
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        file.write_bytes(bytes(changed))
        with contextlib.suppress(GreendeskError):  # what slips through lies outside the signed parts
            assert one.exchange.look(file).counts["write"] == 3
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GreendeskError):
        one.exchange.receive(file)
    assert one.rounds.line(round_id) == before


def test_a_desk_closed_and_opened_again_knows_everything(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    round_id = make_round(desk, ("expert", "secretary"))
    application = an_application(desk, round_id, tmp_path / "package")
    me = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    before = desk.reviews.bench(round_id, application)
    desk.close()
    again = DeskFolder(tmp_path / "desk").unlock(PASSPHRASE)
    try:
        assert again.reviews.bench(round_id, application) == before
        steps = before.undo
        for _ in range(steps):
            sheet = again.reviews.undo(round_id, application)
        assert sheet.findings == {}
        assert again.reviews.redo(round_id, application).undo == 1
        assert again.check() == ()
    finally:
        again.close()


def test_every_kind_has_a_name_for_its_key() -> None:
    assert all(kind.key and kind.roles for kind in KINDS.values())


def test_a_file_for_more_readers_than_a_header_holds_is_refused(tmp_path: Path) -> None:
    keys = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(MAX_RECIPIENTS + 1)]
    sealed = tmp_path / "content.zip.age"
    with pytest.raises(TooManyReaders):
        encrypt(io.BytesIO(b"x"), sealed, keys)
    assert not sealed.exists()
    encrypt(io.BytesIO(b"x"), sealed, keys[:MAX_RECIPIENTS])
    check_age_header(sealed)
