"""Sealed reviews by commands alone: hand in, replace, see who is awaited, open, conclude."""

import json
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, credit_code, package_folder
from tests.unit.test_cli import fill
from ui.cli import run
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.composition.rules import RESOURCES

UNIT = "青禾水泥（示例）"
SECRETARY, FIRST, SECOND = "林岚（示例）", "周明远（示例）", "沈若谷（示例）"
DESKS = {"b": FIRST, "c": SECOND}


class Office:
    """Three desks in a folder, driven by commands; files are carried by `carry`."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture, self.carried = folder, capture, 0

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def say(self, *words: str, desk: str) -> tuple[int, str]:
        self.capture.readouterr()
        code = run([*words, "--desk", self.path(desk)])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def ok(self, *words: str, desk: str):
        code, out = self.say(*words, "--json", desk=desk)
        assert code == 0, (words, out)
        return json.loads(out)

    def carry(self, sender: str, receiver: str, to: str) -> None:
        self.carried += 1
        path = self.path(f"{self.carried:02}.gdx")
        self.ok("export", "--to", to, "--out", path, desk=sender)
        self.ok("import", path, "--yes", desk=receiver)

    def hand_in(self, desk: str, share: str) -> str:
        self.ok("declare", UNIT, "--no-conflict", desk=desk)
        scores = self.folder / f"{desk}.csv"
        self.ok("score", UNIT, "--write-table", str(scores), desk=desk)
        fill(scores, share)
        self.ok("score", UNIT, "--read-table", str(scores), desk=desk)
        code, said = self.say("submit", UNIT, "--recommendation", "推荐", "--comment", "好", desk=desk)
        assert code == 0
        self.carry(desk, "a", SECRETARY)
        return said


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    office = Office(tmp_path, capsys)
    policy = tmp_path / "sample-2026.yaml"
    text = (RESOURCES / "policies" / "sample-2026.yaml").read_text(encoding="utf-8")
    policy.write_text(
        text.replace("others_scores: after_own\n", "others_scores: after_own\n  sealed: true\n"),
        encoding="utf-8",
    )
    office.ok("init", "--name", SECRETARY, "--organisation", "示例省工信厅", desk="a")
    opened = ("round", "open", "--policy", str(policy), "--title", "2026 年封存批次（示例）")
    office.ok(*opened, "--roles", "secretary", "leader", desk="a")
    for desk, name in DESKS.items():
        office.ok("init", "--name", name, "--organisation", "示例大学", "--title", "教授", desk=desk)
        asked, answer = office.path(f"asks-{desk}.gdx"), office.path(f"round-{desk}.gdx")
        office.ok("join", "request", "--out", asked, desk=desk)
        office.ok("round", "approve", asked, "--roles", "expert", "--out", answer, desk="a")
        office.ok("import", answer, "--yes", desk=desk)
    unit = ("--unit", UNIT, "--credit-code", credit_code(1), "--category", "factory", "--region", "赤霞市")
    source = package_folder(tmp_path / "材料")
    office.ok("package", str(source), "--out", office.path("p.gdpkg"), *unit, "--industry", "水泥", desk="a")
    office.ok("receive", office.path("p.gdpkg"), desk="a")
    for name in DESKS.values():
        office.ok("assign", UNIT, name, desk="a")
    for desk, name in DESKS.items():
        office.carry("a", desk, name)
    return office


def test_sealed_reviews_by_commands(office: Office) -> None:
    said = office.hand_in("b", "0.5")
    assert "已封存交卷" in said
    code, said = office.say("submit", UNIT, desk="b")
    assert (code, "GD-702" in said) == (1, True)
    assert office.ok("revise", UNIT, desk="b")["locked"] is False
    assert office.ok("revise", UNIT, "--keep", desk="b")["locked"] is True
    office.ok("revise", UNIT, desk="b")
    office.ok("submit", UNIT, "--comment", "再看一遍（示例）", desk="b")
    office.carry("b", "a", SECRETARY)
    _, said = office.say("applications", desk="a")
    assert "封存 1/2" in said
    _, said = office.say("sealed", desk="a")
    assert "已封存交卷 1/2" in said
    assert f"未交卷：{SECOND}" in said
    assert "开封前重新封存过" in said
    assert office.ok("ranking", desk="a") == []
    assert '"score": null' in office.say("application", UNIT, "--json", desk="a")[1]
    conclude = (
        "conclude",
        UNIT,
        "--recommendation",
        "推荐",
        "--opinion",
        "同意（示例）",
        "--explain-all",
        "一致",
    )
    code, said = office.say(*conclude, desk="a")
    assert (code, "GD-713" in said) == (1, True)
    code, said = office.say("report", "score-sheet", UNIT, "--out", office.path("reports"), desk="a")
    assert code == 1
    office.hand_in("c", "0.5")
    code, said = office.say(*conclude, desk="a")
    assert (code, "GD-714" in said, FIRST in said) == (1, True, True)
    assert "再导出一次即可开封" in office.say("sealed", desk="a")[1]
    for desk, name in DESKS.items():
        office.carry("a", desk, name)
        office.carry(desk, "a", SECRETARY)
    code, said = office.say("revise", UNIT, desk="b")
    assert (code, "GD-711" in said) == (1, True)
    office.ok(*conclude, desk="a")
    assert len(office.ok("report", "score-sheet", UNIT, "--out", office.path("reports"), desk="a")) == 2
