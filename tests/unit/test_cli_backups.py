"""Backups by command: made, listed, looked into, tried, restored here and on another computer."""

import shutil
from pathlib import Path

import pytest

from greendesk.adapters.backups import DATABASE
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, an_application, make_round
from tests.unit.test_cli import Office
from ui.cli.session import PASSPHRASE as VARIABLE


@pytest.fixture
def office(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    new_desk: NewDesk,
) -> Office:
    """Commands over a desk with a round and a package."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    desk = new_desk()
    an_application(desk, make_round(desk), tmp_path / "package")
    desk.close()
    desk.folder.rename(tmp_path / "a")
    return Office(tmp_path, capsys)


def test_the_way_there_and_back(office: Office, tmp_path: Path) -> None:
    code, out, _ = office.run("backup", "list", desk="a")
    assert (code, out.strip()) == (0, "没有备份。")
    made = office.ok("backup", "make", desk="a")
    assert isinstance(made, dict)
    name = made["backup"]["folder"]
    code, out, _ = office.run("backup", "list", desk="a")
    assert (code, name in out, "手动" in out, "完整" in out) == (0, True, True, True)
    (tmp_path / "stick").mkdir()
    place = office.ok("backup", "second", str(tmp_path / "stick"), desk="a")
    assert isinstance(place, dict)
    assert (place["folder"], place["trouble"]) == (str(tmp_path / "stick"), "GD-257")
    code, out, _ = office.run("backup", "look", desk="a")
    assert (code, "2026 年第一批（示例）" in out) == (0, True)
    code, out, _ = office.run("backup", "try", name, desk="a")
    assert (code, "试恢复成功" in out) == (0, True)
    code, out, _ = office.run("backup", "list", desk="a")
    assert ("试恢复成功" in out, "第二处" in out) == (True, True)
    restored = office.ok("backup", "restore", name, desk="a")
    assert isinstance(restored, dict)
    assert (Path(restored["set_aside"]) / DATABASE).is_file()
    code, out, _ = office.run("backup", "list", desk="a")
    assert (code, "-before-restore-" in out) == (0, True)
    code, out, _ = office.run("backup", "found", str(tmp_path / "stick"))
    assert (code, "林岚（示例）" in out) == (0, True)
    code, out, _ = office.run("backup", "restore", str(tmp_path / "stick"), desk="new")
    assert (code, out.startswith("已恢复到")) == (0, True)  # there was no desk to back up
    path = tmp_path / "a" / DATABASE
    path.write_bytes(b"?" * path.stat().st_size)
    code, out, _ = office.run("backup", "restore", name, desk="a")
    before, after = out.splitlines()[:2]
    assert (code, before, after.startswith("已恢复到")) == (0, "恢复前没有备份：GD-202", True)
    code, out, _ = office.run("backup", "restore", name, desk="a")
    assert (code, out.startswith("恢复前已备份：")) == (0, True)
    whole = office.ok("doctor", desk="new")
    assert isinstance(whole, dict)
    assert whole["whole"]


def test_what_does_not_go_is_said(office: Office, tmp_path: Path) -> None:
    code, _, err = office.run("backup", "try", desk="a")
    assert (code, "GD-250" in err) == (1, True)
    made = office.ok("backup", "make", desk="a")
    assert isinstance(made, dict)
    path = tmp_path / "a" / "backups" / made["backup"]["folder"] / DATABASE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    code, out, _ = office.run("backup", "try", desk="a")
    assert (code, out.startswith("试恢复失败")) == (1, True)
    code, _, err = office.run("backup", "restore", made["backup"]["folder"], desk="a")
    assert (code, "GD-251" in err) == (1, True)
    code, _, err = office.run("backup", "second", str(tmp_path / "nothing"), desk="a")
    assert (code, "GD-255" in err) == (1, True)
    (tmp_path / "stick").mkdir()
    office.ok("backup", "second", str(tmp_path / "stick"), desk="a")
    shutil.rmtree(tmp_path / "stick")
    code, out, _ = office.run("backup", "make", desk="a")
    assert (code, "GD-255" in out) == (0, True)
    code, out, _ = office.run("backup", "second", "none", desk="a")
    assert (code, out.strip()) == (0, "没有设第二处备份。")
    assert office.run("backup", "found", str(tmp_path / "nothing"))[0] == 0
