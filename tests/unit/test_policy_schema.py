"""The published schema of policies, judged by a stranger; and the command that checks a file."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from build_spec.policy_schema import PAGE, SCHEMA, page, schema, text
from greendesk.domain.eligibility import Check, FactField
from greendesk.domain.policy import Consultation, Deadline, Rule, Source, ThirdPartyRules
from greendesk.domain.road import Stage
from ui.cli import run

ROOT = Path(__file__).parents[2]
POLICIES = sorted((ROOT / "resources" / "policies").glob("*.yaml"))
SAMPLE = (ROOT / "resources" / "policies" / "sample-2026.yaml").read_text(encoding="utf-8")
JUDGE = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


class Core(yaml.SafeLoader):
    """The core schema of YAML 1.2, as editors and other languages read it: dates and yes stay texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def core(source: str) -> object:
    return yaml.load(source, Core)  # a safe loader of our own


def faults(source: str) -> list[str]:
    return ["/".join(map(str, one.absolute_path)) for one in JUDGE.iter_errors(core(source))]


def test_the_published_schema_and_the_table_are_up_to_date() -> None:
    words = "run build_spec/policy_schema.py write"
    assert SCHEMA.read_text(encoding="utf-8") == text(), words
    now = PAGE.read_text(encoding="utf-8")
    assert now == page(now), words


def test_the_schema_is_one_by_its_own_rules() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_stranger_accepts_every_shipped_policy(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("format: 1\n", "format: 2\n", "format"),
        ("format: 1\n", "format: 1\ndigest: abc\n", ""),
        ("format: 1\n", "format: 1\nsecret: abc\n", ""),
        ("sample: true", "sample: perhaps", "sample"),
        ("year: 2026", "year: soon", "year"),
        ("day: 2026-04-30", "day: 2026-04-31", "deadlines/0"),
        ("day: 2026-04-30", "day: 30. April", "deadlines/0"),
        ("  day: 2026-04-30\n", "", "deadlines/0"),
        ("trim_from: 3", "trim_from: 2", "panel/trim_from"),
        ("divergence_share: 0.3", "divergence_share: 3", "panel/divergence_share"),
        ("kind: expert_review", "kind: beauty_contest", "stages/2/kind"),
        ("issuer: 示例省工业和信息化厅（示例）\nyear", "year", ""),
        ("  where:\n  - applications\n", "", "rules/0"),
    ],
)
def test_a_stranger_refuses_what_is_broken(old: str, new: str, where: str) -> None:
    assert SAMPLE.count(old)
    found = faults(SAMPLE.replace(old, new, 1))
    assert any(one.startswith(where) for one in found), found


def test_the_worked_fragment_is_made_of_valid_parts() -> None:
    fragment = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    parts = core(fragment)
    assert isinstance(parts, dict)
    for name, model in (
        ("sources", Source),
        ("stages", Stage),
        ("fields", FactField),
        ("checks", Check),
        ("deadlines", Deadline),
        ("rules", Rule),
    ):
        assert [model.model_validate(one) for one in parts[name]]
    assert Consultation.model_validate(parts["consultation"])
    assert ThirdPartyRules.model_validate(parts["third_party"])


def checked(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["policy", "check", str(path), *words])
    return code, capsys.readouterr().out


def test_the_command_says_that_a_policy_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    path = ROOT / "resources" / "policies" / "sample-2026.yaml"
    assert checked(path, capsys, "--language", "en") == (0, "sample-2026.yaml: fine\n")
    assert json.loads(checked(path, capsys, "--json")[1])["fine"] is True


def test_the_command_names_line_and_field_of_everything_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    broken = SAMPLE.replace("deadline: county", "deadline: nowhere").replace("id: P-02", "id: P-01")
    path.write_text(broken, encoding="utf-8")
    line = broken.splitlines().index("  deadline: nowhere") + 1
    code, said = checked(path, capsys, "--language", "zh")
    assert code == 1
    assert len(said.splitlines()) == 2
    assert f"{path}:{line}:stages.1.deadline: " in said
    assert "[GD-406]" in said
    data = json.loads(checked(path, capsys, "--json")[1])
    assert [(one["code"], one["line"]) for one in data["faults"]][1] == ("GD-409", line)


def test_the_command_tells_a_checklist_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SAMPLE.replace("checklist: neg-shanxi-2024", "checklist: neg-mars"), encoding="utf-8")
    code, said = checked(path, capsys, "--language", "en")
    assert (code, "neg-mars" in said) == (1, True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path / "none.yaml", capsys)[0] == 1
