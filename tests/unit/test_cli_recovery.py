"""`identity recovery …`: an office makes a key, a round offers it, an expert lets it in, and it opens his desk."""

from pathlib import Path

import pytest

from greendesk.adapters.identity import PassphraseWrong
from tests.desks import PASSPHRASE, admit, carry, make_desk, make_round
from tests.unit.test_cli import Office
from ui.cli.recovery import NEW_PASSPHRASE, RECOVERY_PASSPHRASE
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.composition.desk_folder import DeskFolder

LONG, OTHER = "正确的马电池订书钉一二三四", "另一个口令五六七八"
NAME = "示例省工信厅（示例）"


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setenv(RECOVERY_PASSPHRASE, LONG)
    monkeypatch.setenv(NEW_PASSPHRASE, OTHER)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    return Office(tmp_path, capsys)


def test_a_key_is_offered_let_in_and_opens(office: Office) -> None:
    secretary = make_desk(office.folder / "a")
    expert = make_desk(office.folder / "b", "闻墨（示例）")
    round_id = make_round(secretary)
    admit(secretary, round_id, expert)
    secretary.close()
    file = office.path("恢复密钥.age")
    made = office.ok("identity", "recovery", "new", "--name", NAME, "--out", file)
    assert isinstance(made, dict)
    key = made["key"]
    code, _, err = office.run("identity", "recovery", "publish", "nonsense", "--name", NAME, desk="a")
    assert (code, "age1" in err) == (1, True)
    office.ok("identity", "recovery", "publish", key, "--name", NAME, desk="a")
    expert.close()
    code, _, err = office.run("identity", "recovery", "publish", key, "--name", NAME, desk="b")
    assert code == 1, "only the organiser offers keys"
    assert "什么也没有改" in office.run("identity", "recovery", "allow", desk="b")[1]
    secretary, expert = (DeskFolder(office.folder / name).unlock(PASSPHRASE) for name in ("a", "b"))
    carry(secretary, expert, round_id)
    secretary.close()
    expert.close()
    (line,) = office.ok("identity", "recovery", "list", desk="b")  # type: ignore[misc]
    assert (line["name"], line["offered"], line["admitted"]) == (NAME, True, False)
    office.ok("identity", "recovery", "allow", desk="b")
    office.ok("identity", "recovery", "withdraw", key, desk="a")
    (line,) = office.ok("identity", "recovery", "list", desk="b")  # type: ignore[misc]
    assert line["admitted"]
    code, _, err = office.run("identity", "recovery", "open", file, desk="a")
    assert (code, "没有允许过这个恢复密钥" in err) == (1, True)
    office.ok("identity", "recovery", "open", file, desk="b")
    place = DeskFolder(office.folder / "b")
    with pytest.raises(PassphraseWrong):
        place.unlock(PASSPHRASE)
    place.unlock(OTHER).close()
    office.ok("identity", "recovery", "remove", key, desk="b")
    assert place.recovery_keys() == ()
