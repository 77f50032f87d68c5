"""The examination of a desk names what is not as it should be, with code, severity and place."""

import json
import os
from pathlib import Path

import pytest

from db.database import Database
from greendesk.adapters.identity import unlock_identity
from greendesk.desk import Desk
from greendesk.ledger.entry import read_body, write_body, write_entry
from greendesk.ledger.fold import Arrival, keep
from greendesk.use_cases.findings import Finding, Health, Severity, What
from tests.conftest import NewDesk
from tests.damage import kinds, places, sha_of, store_in, tamper
from tests.desks import PASSPHRASE, admit, an_application, answer_everything, carry, make_round
from tests.unit.test_cli import Office, alone
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.finding_words import told
from ui.messages import MESSAGES
from ui.messages.doctor import FINDINGS

SECRETARY, EXPERT = "林岚（示例）", "周明远（示例）"


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return Office(tmp_path, capsys)


@pytest.fixture
def desk(new_desk: NewDesk, tmp_path: Path) -> Desk:
    made = new_desk(SECRETARY)
    an_application(made, make_round(made), tmp_path / "材料")
    return made


def test_a_healthy_desk_has_no_findings(desk: Desk) -> None:
    health = desk.doctor.examine()
    assert (health.findings, health.worst) == ((), None)
    assert (health.rounds, health.withheld) == (1, 0)
    assert health.records == health.signatures > 4
    assert health.files == 5
    again = desk.doctor.rebuild()
    assert again.ailments == ()
    assert again.derived == health.derived > health.records


def test_every_kind_of_finding_has_its_own_code_and_words() -> None:
    codes = [what.code for what in What]
    assert len(set(codes)) == len(codes)
    assert set(codes) == set(FINDINGS)
    assert not set(codes) & set(MESSAGES)
    assert all(
        words.happened and words.kept and words.cure
        for one in FINDINGS.values()
        for words in (one.zh, one.en)
    )


def test_a_wrong_signature_that_a_later_one_covers_leaves_the_record(desk: Desk) -> None:
    tamper(desk, "UPDATE entry SET signature = x'3006020101020101' WHERE seq = 3")
    assert places(desk.doctor.examine(), What.SIGNATURE) == {(SECRETARY, 3, 3)}
    assert desk.doctor.repair().signatures == 1
    assert desk.doctor.examine().findings == ()


def test_an_end_without_a_signature_is_named_and_what_follows_it_is_not_blamed(desk: Desk) -> None:
    last = desk.doctor.examine().records
    tamper(desk, f"UPDATE entry SET signature = NULL WHERE seq >= {last - 1}")
    assert places(desk.doctor.examine(), What.UNSIGNED) == {(SECRETARY, last - 1, last)}


def test_a_changed_content_is_named_where_it_is(desk: Desk) -> None:
    tamper(
        desk,
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'nonce', 'once') AS BLOB) WHERE seq IN (3, 4)",
    )
    health = desk.doctor.examine()
    assert places(health, What.BODY) == {(SECRETARY, 3, 4)}
    words = told(health.findings[0], "zh")
    assert (words.severity, words.place) == ("错误", f"2026 年第一批（示例） · {SECRETARY} · 记录 3–4")
    assert told(health.findings[0], "en").place.endswith("record 3–4")


def test_a_root_that_is_another_rounds_is_told_by_the_certificates(new_desk: NewDesk) -> None:
    desk = new_desk(SECRETARY)
    make_round(desk)
    make_round(desk, title="另一批次（示例）")
    tamper(desk, "UPDATE round SET root = (SELECT root FROM round other WHERE other.id <> round.id)")
    assert What.CERTIFICATE in kinds(desk.doctor.examine())


def test_a_withheld_content_is_no_finding(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(SECRETARY), new_desk(EXPERT)
    round_id = make_round(office)
    fingerprint = admit(office, round_id, expert)
    application = an_application(office, round_id, tmp_path / "材料")
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    expert.reviews.declare(round_id, application, conflict=True, note="任职单位")
    carry(expert, office, round_id)
    answer_everything(office, round_id, application)
    carry(office, expert, round_id)
    health = expert.doctor.examine()
    assert health.ailments == ()
    assert health.withheld > 0
    assert expert.doctor.rebuild().ailments == ()


def test_a_changed_table_is_named_and_mended_and_examining_changes_nothing(desk: Desk) -> None:
    tamper(desk, "UPDATE register SET content = replace(content, '青禾', '黑禾')")
    for _ in range(2):
        assert [(one.what, one.name) for one in desk.doctor.examine().findings] == [
            (What.DERIVED, "register")
        ]
    assert desk.doctor.repair().tables == {"register"}
    assert desk.doctor.examine().findings == ()
    assert desk.applications.lines(desk.rounds.lines()[0].id)[0].unit == "青禾水泥（示例）"


def test_a_guard_that_was_taken_out_is_told_and_put_back(desk: Desk) -> None:
    tamper(desk, guarded=False)
    assert kinds(desk.doctor.examine()) == {What.GUARD}
    desk.doctor.repair()
    assert desk.doctor.examine().findings == ()


def test_a_file_that_nothing_names_is_listed_and_swept_only_then(desk: Desk) -> None:
    stray = desk.blobs.add_bytes(b"nobody names this")
    drafted = desk.blobs.add_bytes(b"a draft names this")
    fresh = desk.blobs.add_bytes(b"this came just now")
    desk.rounds._context.drafts.put("note", {"file": drafted}, "", 1)
    store = store_in(desk.folder)
    for sha in (sha for sha in store.all() if sha != fresh):
        os.utime(store.path(sha), (1, 1))
    health = desk.doctor.examine()
    assert [(one.what, one.sha256) for one in health.findings] == [(What.ORPHAN, stray)]
    assert (health.worst, health.mendable) == (Severity.NOTICE, False)
    assert desk.doctor.sweep(health) == 1
    assert desk.doctor.examine().findings == ()
    assert [desk.blobs.has(sha) for sha in (stray, drafted, fresh)] == [False, True, True]


def test_backups_that_cannot_be_read_are_told(desk: Desk) -> None:
    (desk.folder / "backups").write_bytes(b"not a folder")
    assert kinds(desk.doctor.examine()) == {What.BACKUPS}


def examined_with(desk: Desk, *numbers: tuple[int, int, int]) -> Health:
    """Examine after entries of a second participant were written by hand: number, branch, and days ahead."""
    round_id = desk.rounds.lines()[0].id
    signer = desk.rounds._context.signer(round_id)
    identity = unlock_identity(desk.folder / "identity.json", PASSPHRASE)
    database = Database(desk.folder / "desk.db", identity.database_key, "d" * 64)
    now = desk.rounds._context.clock.now()
    with database.work(round_id) as work:
        seq, prev, _ = work.ledger.feed_end(signer.fingerprint)
        ends = {0: prev}
        for number, branch, days in numbers:
            body = write_body("unknown.kind", ("x",), (), {})
            entry = write_entry(
                round_id=round_id,
                author=signer.fingerprint,
                seq=seq + number,
                prev=ends.get(branch, prev),
                time=(now + days * 86_400_000, 0),
                body=body,
            )
            ends[branch] = entry.id
            keep(work.ledger, Arrival(entry, signer.sign(entry.raw), body, read_body(entry, body)))
        work.commit()
    database.close()
    return desk.doctor.examine()


def test_two_branches_are_told_with_their_last_common_number(desk: Desk) -> None:
    last = desk.doctor.examine().records
    health = examined_with(desk, (1, 0, 0), (1, 1, 0), (2, 1, 0))
    assert places(health, What.FORK) == {(SECRETARY, last, last)}
    assert health.worst is Severity.WARNING


def test_a_time_ahead_of_ours_is_told(desk: Desk) -> None:
    last = desk.doctor.examine().records
    assert places(examined_with(desk, (1, 0, 3)), What.CLOCK) == {(SECRETARY, last + 1, last + 1)}


def test_a_gap_is_told_with_its_numbers(desk: Desk) -> None:
    last = desk.doctor.examine().records
    examined_with(desk, (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0))
    tamper(desk, f"DELETE FROM entry WHERE seq IN ({last + 2}, {last + 3})")
    desk.doctor.rebuild()
    health = desk.doctor.examine()
    assert places(health, What.GAP) == {(SECRETARY, last + 2, last + 3)}
    assert health.worst is Severity.WARNING


def test_the_command_ends_with_the_worst_severity_and_repairs(office: Office) -> None:
    alone(office)
    files = [path for path in (office.folder / "a" / "files").rglob("*") if path.is_file()]
    files[0].chmod(0o600)  # Windows keeps what may only be read
    files[0].unlink()
    code, out, _ = office.run("doctor", desk="a")
    assert code == 3
    assert out.splitlines()[1].split()[:2] == ["GD-230", "警告"]
    code, out, _ = office.run("doctor", "--repair", "--json", desk="a")
    data = json.loads(out)
    assert (code, data["whole"], data["severity"]) == (0, True, "notice")
    assert (data["repaired"]["asked"], [one["code"] for one in data["found"]]) == (1, ["GD-230"])
    assert [(one["code"], one["sha256"], one["cure"]) for one in data["findings"]] == [
        ("GD-238", sha_of(office.folder / "a", files[0]), "peers")
    ]


def test_the_command_sweeps_only_what_it_lists(office: Office) -> None:
    alone(office)
    store = store_in(office.folder / "a")
    path = store.path(store.add_bytes(b"nobody names this"))
    os.utime(path, (1, 1))
    code, out, _ = office.run("doctor", "--language", "en", desk="a")
    assert code == 0
    assert "file that nothing names" in out.lower()
    assert path.exists()
    assert office.ok("doctor", "--sweep", desk="a")["swept"] == 1
    assert not path.exists()


def test_where_a_name_cannot_be_read_no_number_stands_in_its_place() -> None:
    number = "84eb56bb" * 8
    found = Finding(
        what=What.GAP, round=number, title=number[:8], author=number, who=number[:8], first=3, last=4
    )
    assert told(found, "zh").place == "名称读不出来的批次 · 姓名读不出来的参与人 · 记录 3–4"
    assert "84eb" not in told(found, "en").place
    known = Finding(what=What.PAGES, round=number, title="2026 年第一批（示例）")
    assert told(known, "zh").place == "2026 年第一批（示例）"
