"""`round revoke` and `round reissue`: a certificate ends, a person goes on with a new one."""

from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from tests.unit.test_cli import FIRST, SECOND, Office, joined
from ui.cli.session import PASSPHRASE as VARIABLE


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    made = Office(tmp_path, capsys)
    joined(made)
    return made


def test_a_certificate_ends_only_after_it_was_confirmed(office: Office) -> None:
    ends = ("round", "revoke", FIRST, "--reason", "stolen", "--note", "电脑被盗")
    assert office.ok(*ends, "--preview", desk="a")["revoked"] is False
    code, _, err = office.run(*ends, desk="a")
    assert (code, "GD-288" in err) == (1, True)
    code, out, _ = office.run(*ends, "--yes", desk="a")
    assert (code, "不能恢复" in out) == (0, True)
    _, out, _ = office.run("round", "people", desk="a")
    assert "周明远（示例）（已撤销）" in out
    assert "撤销（被盗），没有一条记录计入" in out
    missing = office.path("gone") + "/x.gdx"
    code, _, err = office.run("export", "--to", SECOND, "--out", missing, desk="a")
    assert (code, "GD-289" in err) == (1, True)
    code, _, err = office.run("export", "--to", FIRST, "--out", office.path("x.gdx"), desk="a")
    assert (code, "GD-606" in err) == (1, True)


def test_a_person_goes_on_with_a_new_certificate(office: Office) -> None:
    office.ok("init", "--name", FIRST, "--organisation", "示例大学", desk="d")
    asked, answer = office.path("asks-d.gdx"), office.path("round-d.gdx")
    told = office.ok("join", "request", "--out", asked, desk="d")
    anew = ("round", "reissue", asked, "--of", FIRST, "--reason", "passphrase", "--out", answer)
    issued = office.ok(*anew, desk="a")
    assert issued["words"] == told["words"]
    office.ok("import", answer, "--yes", desk="d")
    assert office.ok("rounds", desk="d")[0]["my_roles"] == ["expert"]
    people = {one["fingerprint"]: one for one in office.ok("round", "people", desk="a")}
    assert people[issued["replaces"]]["successor"] == issued["fingerprint"]
    office.ok("export", "--to", FIRST, "--out", office.path("y.gdx"), desk="a")
    code, _, err = office.run(*anew[:3], "--of", SECOND, *anew[5:7], desk="a")
    assert (code, "GD-116" in err) == (1, True)


def test_the_records_of_a_participant_are_listed_and_named_by_number(office: Office) -> None:
    _, out, _ = office.run("round", "records", "林岚", desk="a")
    lines = out.splitlines()
    assert lines[-1].split()[0] == "1"
    assert "开设批次" in lines[-1]
    code, _, err = office.run("round", "revoke", FIRST, "--reason", "lost", "--last", "9", "--yes", desk="a")
    assert (code, "GD-283" in err) == (1, True)
    code, _, err = office.run("round", "revoke", "林岚", "--reason", "lost", "--yes", desk="a")
    assert (code, "GD-115" in err) == (1, True)
    plan = office.ok("round", "revoke", FIRST, "--reason", "left", "--last", "0", "--yes", desk="a")["plan"]
    assert plan["last_seq"] == 0
