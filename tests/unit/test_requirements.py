"""Every row of the five official documents is carried by a policy and proven by a test; the page says where."""

from pathlib import Path

import pytest

from build_spec.requirements import (
    DOCUMENTS,
    PAGE,
    PARTS,
    ROOT,
    SCREENS,
    Document,
    Row,
    gaps,
    main,
    marks_in,
    page,
    rows_of,
    shipped,
)
from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.domain.policy import Policy, Rule, Where
from greendesk.domain.policy_parts import policy_parts

SAMPLE = PolicyLibrary(ROOT / "resources").policy("sample-2026")
INVENTED = Document(letter="X", rows=3, policy="sample-2026", title="示例文件")
MARKED = """
import pytest

@pytest.mark.rule("X-01", "X-02")
@pytest.mark.slow
def test_both():
    pass

@pytest.mark.rule("X-09")
def helper():
    pass

@pytest.mark.rule("X-02")
class TestMany:
    pytestmark = pytest.mark.rule("X-03")

    def test_one(self):
        pass

@pytest.mark.parametrize("a", [pytest.param(1, marks=pytest.mark.rule("X-04"))])
def test_parameter(a):
    pass
"""


def rule(identifier: str, **fate: object) -> Rule:
    given = {
        "id": identifier,
        "source": "sample-notice",
        "article": "第一条",
        "actor": "省厅",
        "text": "示例：甲|乙",
        "force": "must",
    }
    return Rule.model_validate(given | (fate or {"where": ["road"]}))


def rows(*rules: Rule) -> dict[str, Row]:
    return rows_of([SAMPLE.model_copy(update={"rules": rules})])


def test_marks_are_read_from_functions_classes_and_parameters(tmp_path: Path) -> None:
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit" / "test_some.py").write_text(MARKED, encoding="utf-8")
    (tmp_path / "some.py").write_text(MARKED, encoding="utf-8")
    assert marks_in(tmp_path) == {
        "X-01": ("unit/test_some.py::test_both",),
        "X-02": ("unit/test_some.py::test_both", "unit/test_some.py::TestMany::test_one"),
        "X-03": ("unit/test_some.py::TestMany::test_one",),
        "X-04": ("unit/test_some.py::test_parameter",),
    }


def test_a_mark_on_the_module_counts_for_all_its_tests(tmp_path: Path) -> None:
    text = "import pytest\npytestmark = [pytest.mark.rule('X-01')]\ndef test_a(): pass\ndef test_b(): pass\n"
    (tmp_path / "test_all.py").write_text(text, encoding="utf-8")
    assert marks_in(tmp_path) == {"X-01": ("test_all.py::test_a", "test_all.py::test_b")}


def test_what_is_missing_untested_or_unknown_is_told() -> None:
    found = rows(rule("X-01"), rule("X-02", later="以后（示例）"))
    assert gaps(found, {"Y-01": ("a::b",)}, [INVENTED]) == (
        "X-03: in no policy, or in another than sample-2026",
        "X-01: no test",
        "Y-01: no such row, marked in a::b",
    )
    whole = rows(rule("X-01"), rule("X-02", later="以后（示例）"), rule("X-03", outside="与软件无关（示例）"))
    assert gaps(whole, {"X-01": ("a::b",)}, [INVENTED]) == ()


def test_what_is_kept_in_part_must_be_proven_in_part() -> None:
    found = rows(rule("X-01", where=["eligibility"], later="其余以后（示例）"))
    assert "X-01: no test" in gaps(found, {}, [INVENTED])


def test_a_row_may_stand_in_one_policy_only() -> None:
    with pytest.raises(ValueError, match="P-01"):
        rows_of([SAMPLE, SAMPLE])


def test_the_page_shows_article_place_tests_and_fate() -> None:
    found = rows(
        rule("X-01", where=["road"], enforced_by=["stage:listed", "quota"]),
        rule("X-02", later="以后（示例）"),
        rule("X-03", outside="与软件无关（示例）"),
        rule("Z-01"),
    )
    shown = page(found, {"X-01": ("a.py::b",)}, [INVENTED]).splitlines()
    assert (
        "| X-01 | 第一条 | 示例：甲／乙 | 阶段“公布”（`stage:listed`）<br>名额<br>画面“办理进度” | `a.py::b` |"
        in shown
    )
    assert "| X-02 | 第一条 | 示例：甲／乙 | — | 以后的版本：以后（示例） |" in shown
    assert "| X-03 | 第一条 | 示例：甲／乙 | — | 不属于软件：与软件无关（示例） |" in shown
    assert shown[-1].startswith("| Z-01 |")
    assert shown[-1].endswith("| **缺** |")


def test_every_screen_and_part_has_its_word() -> None:
    assert set(SCREENS) == set(Where)
    named = {part.partition(":")[0] for policy in policies() for part in policy_parts(policy)}
    assert named <= set(PARTS)


def policies() -> tuple[Policy, ...]:
    return PolicyLibrary(ROOT / "resources").policies()


def test_the_five_documents_have_their_rows() -> None:
    assert [(one.letter, one.rows) for one in DOCUMENTS] == [
        ("M", 23),
        ("G", 16),
        ("S", 13),
        ("N", 36),
        ("T", 27),
    ]
    assert DOCUMENTS[0].ids[0] == "M-01"
    assert DOCUMENTS[-1].ids[-1] == "T-27"


def test_no_row_is_missing_and_each_is_proven() -> None:
    assert gaps(shipped(), marks_in(ROOT / "tests"), DOCUMENTS) == ()


@pytest.mark.rule("E-19")
def test_what_one_place_asks_on_paper_is_said_to_be_that_places_own() -> None:
    national = PolicyLibrary(ROOT / "resources").policy("national-2025")
    paper = next(one for one in national.handover if one.code == "paper")
    assert "一式两份" in paper.title
    assert "是否各地相同未见" in paper.article
    assert {one.yearly for one in national.deadlines}.isdisjoint({"10-23", "10-28"})


def test_the_page_is_up_to_date() -> None:
    made = page(shipped(), marks_in(ROOT / "tests"), DOCUMENTS)
    assert PAGE.read_text(encoding="utf-8") == made, "run build_spec/requirements.py write"


def test_the_program_lists_gaps_and_tells_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps"]) == 0
    assert capsys.readouterr().out == "no gaps\n"
    assert main([]) == 2
    assert "docs/requirements.md" in capsys.readouterr().out
