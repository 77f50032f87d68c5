"""What a newer version wrote is refused in words by this one, before anything is written."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_engine
from greendesk.adapters import exchange_file, package_file
from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.identity import unlock_identity
from greendesk.adapters.part_file import read_head
from greendesk.adapters.policy_files import parse_policy, policy_faults
from greendesk.errors import GreendeskError
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, make_round, package_folder
from tests.kept.sample import samples
from ui.composition.desk_folder import DeskFolder
from ui.composition.rules import RESOURCES, pack
from ui.notifier import notice_for
from ui.settings import APPEARANCE, LANGUAGE, Settings

PASSING = {"desk.lock"}


@pytest.fixture
def folder(new_desk: NewDesk) -> Path:
    """The folder of a closed desk with a round."""
    desk = new_desk()
    make_round(desk)
    desk.close()
    return desk.folder


def bytes_of(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in PASSING)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def refused(code: str, folder: Path) -> None:
    """Opening is refused with a code and a sentence that names the cure, and nothing is written."""
    before = bytes_of(folder)
    for attempt in (DeskFolder(folder).unlock, DeskFolder(folder).rescue):
        with pytest.raises(GreendeskError) as caught:
            attempt(PASSPHRASE)
        assert caught.value.code == code
        assert "新版本" in notice_for(caught.value).cure
    assert bytes_of(folder) == before


def test_a_newer_database(folder: Path) -> None:
    key = unlock_identity(folder / "identity.json", PASSPHRASE).database_key
    engine = open_engine(folder / "desk.db", key)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    refused("GD-201", folder)


def test_a_newer_identity(folder: Path) -> None:
    path = folder / "identity.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"v": 99}), "utf-8")
    refused("GD-124", folder)
    with pytest.raises(GreendeskError):
        DeskFolder(folder).change_passphrase(PASSPHRASE, "另一个口令 12345")
    with pytest.raises(GreendeskError):
        DeskFolder(folder).owner()


def test_newer_choices_are_kept_by_an_older_program(tmp_path: Path) -> None:
    newer = {"version": 99, "language": "fr", "appearance": "dark", "sound": "loud"}
    (tmp_path / "settings.json").write_text(json.dumps(newer), "utf-8")
    settings = Settings(tmp_path)
    assert (settings[LANGUAGE], settings[APPEARANCE]) == ("", "dark")
    settings[APPEARANCE] = "light"
    kept = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    assert (kept["version"], kept["sound"]) == (99, "loud")
    assert kept["language"] == "fr"


def test_newer_rules(tmp_path: Path) -> None:
    policy = (RESOURCES / "policies" / "sample-2026.yaml").read_bytes()
    checklist = (RESOURCES / "checklists" / "supply-586-2016.yaml").read_bytes()
    newer = [data.replace(b"format: 1\n", b"format: 2\nnovelty: much\n") for data in (policy, checklist)]
    for parse, data in zip((parse_policy, parse_checklist), newer, strict=True):
        with pytest.raises(GreendeskError) as caught:
            parse(data, "新.yaml")
        assert caught.value.code == "GD-269"
        assert "新版本" in notice_for(caught.value).cure
    (fault,) = policy_faults(newer[0], "新.yaml")
    assert fault.code == "GD-269"


def test_a_newer_exchange_file_and_package(
    new_desk: NewDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    me = next(one.fingerprint for one in desk.rounds.participants(round_id) if one.me)
    exchange, package = tmp_path / "来件.gdx", tmp_path / "材料.gdpkg"
    with monkeypatch.context() as later:  # as the version after this one will write
        later.setattr(exchange_file, "VERSION", exchange_file.VERSION + 1)
        later.setattr(package_file, "VERSION", package_file.VERSION + 1)
        desk.exchange.send(round_id, exchange, [me], complete=True)
        pack(str(package_folder(tmp_path / "材料")), {"unit": "青禾水泥（示例）"}, package)
    for code, act in (
        ("GD-611", lambda: desk.exchange.look(exchange)),
        ("GD-611", lambda: desk.exchange.receive(exchange)),
        ("GD-350", lambda: desk.applications.look_into(str(package))),
    ):
        with pytest.raises(GreendeskError) as caught:
            act()
        assert caught.value.code == code
        words = notice_for(caught.value)
        assert "更新版本" in words.happened
    assert len(desk.rounds.lines()) == 1


def test_a_newer_part(tmp_path: Path) -> None:
    part = samples()[0].unpack(tmp_path) / "files" / "parts.gdx.001"
    data = bytearray(part.read_bytes())
    data[8:10] = (99).to_bytes(2, "big")
    part.write_bytes(data)
    with pytest.raises(GreendeskError) as caught:
        read_head(part)
    assert caught.value.code == "GD-633"
    assert "新版本" in notice_for(caught.value).cure
