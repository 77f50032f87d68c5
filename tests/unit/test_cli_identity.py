"""Signing keys by commands: from a certificate file, on a UKey, and the copy that is kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE
from tests.platforms import tool
from tests.soft_token import MODULE, PIN, SoftToken, make_token
from ui.cli import run
from ui.cli.session import KEY_PASSWORD
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.cli.session import PIN as PIN_VARIABLE

PASSWORD = "certificate file 2026"
needs_softhsm = pytest.mark.skipif(sys.platform == "win32", reason="needs SoftHSM")


class Hands:
    """Commands on desks of one folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture = folder, capture

    def ok(self, *words: str, desk: str = "") -> dict[str, object]:
        code, out = self.run(*words, "--json", desk=desk)
        assert code == 0, (words, out)
        found: dict[str, object] = json.loads(out)
        return found

    def refused(self, *words: str, desk: str = "") -> str:
        code, out = self.run(*words, "--json", desk=desk)
        assert code == 1, (words, out)
        return str(json.loads(out)["error"]["code"])

    def run(self, *words: str, desk: str = "") -> tuple[int, str]:
        self.capture.readouterr()
        code = run([*words, *(["--desk", str(self.folder / desk)] if desk else [])])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def init(self, desk: str, *words: str) -> dict[str, object]:
        return self.ok("init", "--name", "林岚（示例）", *words, desk=desk)


@pytest.fixture
def hands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hands:
    for name, value in ((VARIABLE, PASSPHRASE), (PIN_VARIABLE, PIN), (KEY_PASSWORD, PASSWORD)):
        monkeypatch.setenv(name, value)
    return Hands(tmp_path, capsys)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    return make_token(tmp_path / "softhsm", monkeypatch)


def open_round(hands: Hands, desk: str) -> None:
    hands.ok("round", "open", "--policy", "sample-2026", "--title", "2026 年第一批（示例）", desk=desk)


def test_the_key_is_copied_to_a_file_and_makes_another_desk(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = hands.init("a")["words"]
    assert hands.ok("identity", "show", desk="a") == {"kind": "kept"}
    open_round(hands, "a")
    copy = tmp_path / "备份.p12"
    assert hands.ok("identity", "backup", "--out", str(copy), desk="a")["certificates"] == 2
    assert hands.refused("identity", "backup", "--out", str(copy), desk="a") == "GD-287"
    command = [tool("openssl"), "pkcs12", "-in", copy, "-passin", f"pass:{PASSWORD}", "-nokeys"]
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.setenv(KEY_PASSWORD, "falsch")
    assert hands.refused("init", "--name", "乙", "--key-file", str(copy), desk="b") == "GD-127"
    monkeypatch.setenv(KEY_PASSWORD, PASSWORD)
    assert hands.init("b", "--key-file", str(copy))["words"] == words


def test_a_short_or_missing_password_writes_no_copy(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.init("a")
    monkeypatch.setenv(KEY_PASSWORD, "kurz")
    assert hands.refused("identity", "backup", "--out", str(tmp_path / "b.p12"), desk="a") == "GD-122"
    monkeypatch.delenv(KEY_PASSWORD)
    monkeypatch.setattr("sys.stdin", (tmp_path / "a" / "identity.json").open(encoding="utf-8"))
    assert hands.refused("identity", "backup", "--out", str(tmp_path / "b.p12"), desk="a") == "GD-122"
    assert not (tmp_path / "b.p12").exists()
    sys.stdin.close()


@needs_softhsm
def test_a_desk_lives_on_a_token(hands: Hands, token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ("--token-module", MODULE)
    assert [one["serial"] for one in hands.ok("identity", "tokens", *module)] == [token.line.serial]  # type: ignore[index]
    assert hands.ok("identity", "keys", *module) == []
    hands.init("a", *module, "--token", token.line.label)
    shown = hands.ok("identity", "show", desk="a")
    assert shown["kind"] == "token"
    assert "示例 UKey" in hands.run("identity", "show", desk="a")[1]
    (key,) = hands.ok("identity", "keys", *module, "--token", token.line.serial)
    assert shown["token"]["key"] == key["key"]  # type: ignore[index]
    open_round(hands, "a")
    assert hands.refused("identity", "backup", "--out", str(hands.folder / "x.p12"), desk="a") == "GD-139"
    monkeypatch.setenv(PIN_VARIABLE, "99999999")
    assert hands.refused("rounds", desk="a") == "GD-132"
    monkeypatch.setenv(PIN_VARIABLE, "")
    assert len(hands.ok("rounds", desk="a")) == 1
    again = ("round", "open", "--policy", "sample-2026", "--title", "第二批（示例）")
    assert hands.refused(*again, desk="a") == "GD-134"
    token.pull_out()
    assert hands.ok("identity", "tokens", *module) == []
    assert "没有找到 UKey" in hands.run("identity", "tokens", *module)[1]
    monkeypatch.setenv(PIN_VARIABLE, PIN)
    assert hands.refused("rounds", desk="a") == "GD-131"
    assert hands.refused("identity", "tokens", "--token-module", "nothing.so") == "GD-130"


@needs_softhsm
def test_a_key_that_the_token_holds_is_taken_by_its_number(hands: Hands, token: SoftToken) -> None:
    words = hands.init("a", "--token-module", MODULE)["words"]
    number = hands.ok("identity", "show", desk="a")["token"]["key"]  # type: ignore[index]
    assert hands.init("b", "--token-module", MODULE, "--token-key", number)["words"] == words
    wrong = ("init", "--name", "丙", "--token-module", MODULE, "--token-key")
    assert hands.refused(*wrong, "ff00", desk="c") == "GD-135"
    assert hands.refused(*wrong, "no number", desk="c") == "GD-135"


def test_no_desk_has_no_key(hands: Hands) -> None:
    assert hands.refused("identity", "show", desk="nothing") == "GD-280"
    assert hands.refused("identity", "backup", "--out", "x.p12", desk="nothing") == "GD-280"
