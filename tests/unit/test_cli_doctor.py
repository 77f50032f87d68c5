"""The examination of a desk names what somebody changed in its database."""

from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_engine
from greendesk.adapters.identity import unlock_identity
from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, answer_everything, carry, make_round

SECRETARY = "林岚（示例）"


def tamper(desk: Desk, *statements: str) -> None:
    """Change rows behind the program's back, also those that triggers protect."""
    key = unlock_identity(desk.folder / "identity.json", PASSPHRASE).database_key
    engine = open_engine(desk.folder / "desk.db", key, foreign_keys=False)
    with engine.begin() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in tuple(names):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def found(desk: Desk) -> set[tuple[str, str]]:
    return {(one.what, one.where) for one in desk.doctor.examine().ailments}


@pytest.fixture
def desk(new_desk: NewDesk, tmp_path: Path) -> Desk:
    made = new_desk(SECRETARY)
    an_application(made, make_round(made), tmp_path / "材料")
    return made


def test_a_healthy_desk_has_no_findings(desk: Desk) -> None:
    health = desk.doctor.examine()
    assert health.ailments == ()
    assert (health.rounds, health.withheld) == (1, 0)
    assert health.records == health.signatures > 4
    assert health.files == 5
    again = desk.doctor.rebuild()
    assert again.ailments == ()
    assert again.derived > health.records


def test_a_changed_signature_is_named(desk: Desk) -> None:
    tamper(desk, "UPDATE entry SET signature = x'3006020101020101' WHERE seq = 3")
    assert found(desk) == {("signature", f"{SECRETARY} 3")}


def test_a_head_without_a_signature_is_named(desk: Desk) -> None:
    last = desk.doctor.examine().records
    tamper(desk, f"UPDATE entry SET signature = NULL WHERE seq = {last}")
    assert found(desk) == {("signature", f"{SECRETARY} {last}")}


def test_a_changed_body_is_named(desk: Desk) -> None:
    tamper(
        desk,
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '示例', '真实') AS BLOB) WHERE seq = 3",
    )
    assert found(desk) == {("body", f"{SECRETARY} 3")}


def test_a_record_that_cannot_be_read_is_named(desk: Desk) -> None:
    tamper(desk, "UPDATE entry SET raw = x'7b7d' WHERE seq = 3")
    assert {what for what, _ in found(desk)} == {"record"}


def test_a_foreign_certificate_is_named(new_desk: NewDesk) -> None:
    desk = new_desk(SECRETARY)
    make_round(desk)
    make_round(desk, title="另一批次（示例）")
    tamper(
        desk,
        "UPDATE round SET root = (SELECT root FROM round other WHERE other.id <> round.id)",
    )
    assert {what for what, _ in found(desk)} == {"certificate"}


def test_a_withheld_body_is_no_ailment(new_desk: NewDesk, tmp_path: Path) -> None:
    office, expert = new_desk(SECRETARY), new_desk("周明远（示例）")
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


def test_a_changed_register_is_named_by_its_table_and_mended(desk: Desk) -> None:
    tamper(desk, "UPDATE register SET content = replace(content, '青禾', '黑禾')")
    assert {(one.what, one.where.split()[1]) for one in desk.doctor.rebuild().ailments} == {
        ("derived", "register")
    }
    assert desk.doctor.rebuild().ailments == ()
    assert desk.applications.lines(desk.rounds.lines()[0].id)[0].unit == "青禾水泥（示例）"
