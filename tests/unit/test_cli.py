"""The command line: the whole job by commands on three desks, and what it says when something is wrong."""

import csv
import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.damage import sha_of
from tests.desks import PASSPHRASE, credit_code, package_folder, small_pdf
from ui.cli import run
from ui.cli.session import PASSPHRASE as VARIABLE

UNIT = "青禾水泥（示例）"
SECRETARY, FIRST, SECOND = "林岚（示例）", "周明远（示例）", "沈若谷（示例）"


class Office:
    """Three desks in a folder, driven by commands alone."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capture = capture

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def ok(self, *words: str, desk: str = "") -> object:
        """Run a command that must do its work; returns its data."""
        code, out, err = self.run(*words, "--json", desk=desk)
        assert code == 0, (words, out, err)
        assert err == ""
        return json.loads(out)

    def run(self, *words: str, desk: str = "") -> tuple[int, str, str]:
        self.capture.readouterr()
        code = run([*words, *(["--desk", self.path(desk)] if desk else [])])
        said = self.capture.readouterr()
        return code, said.out, said.err


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    return Office(tmp_path, capsys)


def fill(path: Path, share: str) -> None:
    """Fill the table of scores: gates conform, one of each group of alternatives counts, points by share."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    chosen = set()
    for row in rows:
        if not row["max_points"]:
            row["verdict"] = "conforms"
        elif row["one_of"] in chosen - {""}:
            row["applicable"] = "no"
        else:
            chosen.add(row["one_of"])
            points = (Decimal(row["max_points"]) * Decimal(share)).quantize(Decimal("0.01"))
            row.update(declared="1", verified="2", reason="复算", points=str(points))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def joined(office: Office) -> None:
    """A round with an organiser and two experts who hold the round file."""
    office.ok("init", "--name", SECRETARY, "--organisation", "示例省工信厅", desk="a")
    opened = ("round", "open", "--policy", "sample-2026", "--title", "2026 年第一批（示例）")
    office.ok(*opened, "--roles", "secretary", "leader", desk="a")
    for desk, name in (("b", FIRST), ("c", SECOND)):
        office.ok("init", "--name", name, "--organisation", "示例大学", "--title", "教授", desk=desk)
        asked, answer = office.path(f"asks-{desk}.gdx"), office.path(f"round-{desk}.gdx")
        told = office.ok("join", "request", "--out", asked, desk=desk)
        approved = office.ok("round", "approve", asked, "--roles", "expert", "--out", answer, desk="a")
        assert told["words"] == approved["words"]
        assert office.ok("import", answer, "--preview", desk=desk)["received"] is False
        assert office.ok("rounds", desk=desk) == []
        office.ok("import", answer, "--yes", desk=desk)
        assert office.ok("rounds", desk=desk)[0]["my_roles"] == ["expert"]


def prepared(office: Office) -> None:
    """A package received, checked, answered and assigned to both experts."""
    source = package_folder(office.folder / "材料", complete=False)
    unit = ("--unit", UNIT, "--credit-code", credit_code(1), "--category", "factory", "--region", "赤霞市")
    office.ok("package", str(source), "--out", office.path("p.gdpkg"), *unit, "--industry", "水泥")
    received = office.ok("receive", office.path("p.gdpkg"), desk="a")
    assert len(received["files"]) == 4
    terms = ("--office", "示例厅", "--contact", "林", "--deadline", "2026-12-01")
    assert len(office.ok("notice", UNIT, *terms, desk="a")) == 2
    proof = office.folder / "证明.pdf"
    proof.write_bytes(small_pdf("proof", 1))
    detail = office.ok("application", UNIT, desk="a")
    for head in detail["negative"]:
        clear = ("--answer", "clear", "--department", "示例局", "--proof", str(proof))
        office.ok("negative", UNIT, head["code"], *clear, desk="a")
    for department in detail["opinions"]:
        agrees = ("--position", "agree", "--number", "1", "--date", "2026-04-10", "--letter", str(proof))
        office.ok("opinion", "青禾", department["department_name"], *agrees, desk="a")
    for name in (FIRST, SECOND):
        office.ok("assign", UNIT, name, desk="a")
        office.ok("export", "--to", name, "--out", office.path(f"to-{name}.gdx"), desk="a")


def reviewed(office: Office, desk: str, name: str, share: str) -> None:
    """One expert receives, declares, scores by a table, submits and sends back."""
    office.ok("import", office.path(f"to-{name}.gdx"), "--yes", desk=desk)
    code, _, err = office.run("score", UNIT, desk=desk)
    assert (code, "GD-701" in err) == (1, True)
    office.ok("declare", UNIT, "--no-conflict", desk=desk)
    scores = office.folder / f"{desk}.csv"
    office.ok("score", UNIT, "--write-table", str(scores), desk=desk)
    fill(scores, share)
    found = office.ok("score", UNIT, "--read-table", str(scores), desk=desk)
    assert found["missing"] == []
    office.ok("submit", UNIT, "--recommendation", "推荐", "--comment", "总体良好", desk=desk)
    office.ok("export", "--to", SECRETARY, "--out", office.path(f"from-{desk}.gdx"), desk=desk)
    office.ok("import", office.path(f"from-{desk}.gdx"), "--yes", desk="a")


def test_the_whole_job_by_commands_on_three_desks(office: Office) -> None:
    joined(office)
    prepared(office)
    reviewed(office, "b", FIRST, "0.5")
    reviewed(office, "c", SECOND, "1")
    code, _, err = office.run("conclude", UNIT, "--recommendation", "推荐", "--opinion", "同意", desk="a")
    assert (code, "GD-722" in err) == (1, True)
    said = ("--recommendation", "推荐", "--opinion", "同意推荐", "--explain-all", "合议后一致")
    office.ok("conclude", UNIT, *said, desk="a")
    office.ok("summarise", "--office", "示例厅", desk="a")
    for kind in ("score-sheet", "panel", "notice"):
        assert office.ok("report", kind, UNIT, "--out", office.path("reports"), desk="a")
    assert len(office.ok("report", "summary", "--out", office.path("reports"), desk="a")) == 2
    for desk, name in (("b", FIRST), ("c", SECOND)):
        office.ok("export", "--to", name, "--out", office.path(f"back-{desk}.gdx"), desk="a")
        office.ok("import", office.path(f"back-{desk}.gdx"), "--yes", desk=desk)
    stages = {
        (line["stage"], line["panel_score"], line["recommendation"])
        for desk in "abc"
        for line in office.ok("applications", desk=desk)
    }
    assert len(stages) == 1
    assert next(iter(stages))[0] == "concluded"
    files = sorted(str(path) for path in (office.folder / "reports").iterdir())
    files += sorted(str(path) for path in office.folder.glob("*.gd*"))
    checked = office.ok("verify", *files)
    assert {one["result"]["kind"] for one in checked} == {
        "pdf", "docx", "xlsx", "package", "exchange", "round", "request",
    }  # fmt: skip
    for desk in "abc":
        assert office.ok("doctor", "--rebuild", desk=desk)["whole"] is True
    judged_by_others(office, [Path(file) for file in files])


def judged_by_others(office: Office, files: list[Path]) -> None:
    """Programs that are not ours accept certificates and PDFs."""
    own, root = office.ok("round", "certificates", "--out", office.path("pem"), desk="b").values()
    if openssl := shutil.which("openssl"):
        done = subprocess.run([openssl, "verify", "-CAfile", root, own], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    office.ok("verify", *(str(file) for file in files if file.suffix == ".pdf"), "--root", root)
    if pdfsig := shutil.which("pdfsig"):
        for file in files:
            if file.suffix == ".pdf":
                done = subprocess.run([pdfsig, "-nocert", str(file)], capture_output=True, check=False)
                assert b"Signature is Valid." in done.stdout


def test_lists_for_people_are_words_and_aligned(office: Office) -> None:
    joined(office)
    code, out, _ = office.run("round", "people", desk="a")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()] == sorted((SECRETARY, FIRST, SECOND))
    assert "组织单位、秘书、组长" in out
    code, out, _ = office.run("rounds", "--language", "en", desk="a")
    assert out.splitlines()[0].split() == [
        "number", "title", "my", "roles", "applications", "records", "waiting", "conflicts",
    ]  # fmt: skip
    code, out, _ = office.run("doctor", "--rebuild", desk="b")
    assert (code, out.splitlines()[-1]) == (0, "一切完好。")


def test_a_flipped_byte_is_named_and_ends_with_one(office: Office) -> None:
    office.ok("init", "--name", FIRST, desk="b")
    asked = office.folder / "asks.gdx"
    office.ok("join", "request", "--out", str(asked), desk="b")
    data = bytearray(asked.read_bytes())
    data[data.index(b"letter.sig.json") + 60] ^= 1
    asked.write_bytes(data)
    code, out, err = office.run("verify", str(asked))
    assert (code, err) == (1, "")
    assert "letter.sig.json" in out
    assert "核对不通过" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rounds", "--desk", "{folder}/none"), "GD-280"),
        (("rounds", "--desk", "{folder}/a", "--passphrase-file", "{folder}/wrong"), "GD-121"),
        (("init", "--name", "x", "--desk", "{folder}/a"), "GD-281"),
        (("init", "--name", " ", "--desk", "{folder}/new"), "GD-126"),
        (("applications", "--desk", "{folder}/a"), "GD-283"),
        (("import", "{folder}/wrong", "--desk", "{folder}/a", "--yes"), "GD-"),
        (("import", "{folder}/missing.gdx", "--desk", "{folder}/a", "--yes"), "GD-"),
        (("round", "open", "--policy", "nothing", "--title", "x", "--desk", "{folder}/a"), "GD-283"),
        (("round", "open", "--policy", "shanxi-2024", "--title", " ", "--desk", "{folder}/a"), "GD-451"),
        (("package", "{folder}/missing", "--out", "{folder}/x.gdpkg"), "GD-"),
        (("package", "{folder}", "--out", "{folder}/wrong"), "GD-287"),
        (("verify", "{folder}/missing.pdf"), "GD-621"),
        (("verify", "{folder}/wrong"), "GD-620"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_goes_wrong_is_said_in_words_with_a_code(
    office: Office, words: tuple[str, ...], code: str, language: str
) -> None:
    office.ok("init", "--name", SECRETARY, desk="a")
    (office.folder / "wrong").write_text("wrong passphrase\n", encoding="utf-8")
    given = [word.replace("{folder}", str(office.folder)) for word in words]
    result, out, err = office.run(*given, "--language", language)
    assert result == 1
    assert code in out + err
    assert "GD-000" not in out + err
    assert "Traceback" not in err
    assert any(letter in out + err for letter in "，。") is (language == "zh")


@pytest.mark.parametrize(
    "words",
    [(), ("nonsense",), ("verify",), ("round",), ("score", "x", "--points", "many"), ("opinion", "x", "y")],
)
def test_words_that_are_no_command_end_with_two(office: Office, words: tuple[str, ...]) -> None:
    code, _, err = office.run(*words)
    assert code == 2
    assert "用法：" in err


def test_help_and_version_are_there_in_both_languages(office: Office) -> None:
    code, out, _ = office.run("--version")
    assert (code, out.split()[0]) == (0, "GreenDesk")
    code, zh, _ = office.run("verify", "--help")
    assert code == 0
    code, en, _ = office.run("verify", "--help", "--language", "en")
    assert "核对文件" in zh
    assert "check files" in en


def test_a_reason_is_needed_before_a_file_is_received(office: Office) -> None:
    joined(office)
    code, _, err = office.run("import", office.path("round-b.gdx"), desk="b")
    assert (code, "GD-288" in err) == (1, True)


def alone(office: Office) -> None:
    """One desk that is organiser and expert, with one application to review."""
    office.ok("init", "--name", FIRST, desk="a")
    opened = ("round", "open", "--policy", "sample-2026", "--title", "示例")
    office.ok(*opened, "--roles", "leader", "secretary", "expert", desk="a")
    source = package_folder(office.folder / "材料")
    unit = ("--unit", UNIT, "--credit-code", credit_code(1), "--category", "factory")
    office.ok("receive", str(source), *unit, desk="a")
    office.ok("assign", UNIT, FIRST, desk="a")


def test_a_table_with_a_wrong_cell_is_refused_with_its_line(office: Office) -> None:
    alone(office)
    office.ok("declare", UNIT, "--no-conflict", desk="a")
    scores = office.folder / "scores.csv"
    office.ok("score", UNIT, "--write-table", str(scores), desk="a")
    text = scores.read_text(encoding="utf-8-sig").splitlines()
    cells = text[-1].split(",")
    scores.write_text("\n".join((*text[:-1], ",".join(("nothing", *cells[1:])))), encoding="utf-8")
    code, _, err = office.run("score", UNIT, "--read-table", str(scores), desk="a")
    assert (code, "GD-286" in err) == (1, True)
    assert office.ok("score", UNIT, desk="a")["findings"] == {}


def test_one_item_is_scored_and_changed_by_words(office: Office) -> None:
    alone(office)
    office.ok("declare", UNIT, "--no-conflict", desk="a")
    item = office.ok("score", UNIT, desk="a")["missing"][-1]
    office.ok("score", UNIT, item, "--points", "0.5", "--comment", "复算", desk="a")
    found = office.ok("score", UNIT, item, "--declared", "1", desk="a")["findings"][item]
    assert (found["points"], found["comment"], found["declared"]) == ("0.5", "复算", "1")
    code, out, _ = office.run("score", UNIT, desk="a")
    assert (code, "合计 0.5" in out) == (0, True)


def test_a_recused_expert_sees_nothing(office: Office) -> None:
    alone(office)
    office.ok("declare", UNIT, "--conflict", "--grounds", "任职单位", desk="a")
    code, _, err = office.run("score", UNIT, desk="a")
    assert (code, "GD-701" in err) == (1, True)
    code, out, _ = office.run("application", UNIT, desk="a")
    assert (code, "已回避" in out) == (0, True)


def test_a_desk_signs_the_packages_that_it_makes(office: Office) -> None:
    alone(office)
    made, unit = office.path("signed.gdpkg"), ("--unit", UNIT)
    office.ok("package", office.path("材料"), "--out", made, *unit, desk="a")
    result = office.ok("verify", made)[0]["result"]
    assert [one["name"] for one in result["signatures"]] == [FIRST]
    code, out, _ = office.run("verify", made)
    assert (code, "完整，签名有效" in out) == (0, True)


def test_doctor_names_a_damaged_attachment(office: Office) -> None:
    alone(office)
    stored = next(path for path in (office.folder / "a" / "files").rglob("*") if path.is_file())
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes() + b"x")
    code, out, _ = office.run("doctor", desk="a")
    assert code == 1
    assert sha_of(office.folder / "a", stored) in out


def test_the_database_is_copied_whole_and_never_over_a_file(office: Office) -> None:
    joined(office)
    target = office.folder / "copy.db"
    assert office.ok("backup", "copy", "--out", str(target), desk="a")["size"] > 4096
    code, _, err = office.run("backup", "copy", "--out", str(target), desk="a")
    assert (code, "GD-287" in err) == (1, True)
    shutil.copy(target, office.folder / "a" / "desk.db")
    assert office.ok("rounds", desk="a")[0]["my_roles"] == ["authority", "secretary", "leader"]


def test_the_command_line_starts_without_qt(tmp_path: Path) -> None:
    source = (
        "import sys; from ui.cli import run; code = run(['verify', sys.argv[1]]);"
        "assert not any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules); sys.exit(code)"
    )
    policy = Path(__file__).resolve().parents[2] / "resources" / "policies" / "sample-2026.yaml"
    done = subprocess.run(
        [sys.executable, "-c", source, str(policy)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr.decode()
