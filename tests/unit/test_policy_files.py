"""Policies: what ships, what a package must hold, which file is which document, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from greendesk.adapters.policy_files import (
    ChecklistOfOtherCategory,
    PolicyLibrary,
    RulesReader,
    check_references,
    parse_policy,
)
from greendesk.adapters.yaml_checks import (
    CodeTwice,
    DayDoesNotExist,
    FieldUnknown,
    FieldWrong,
    ReferenceUnknown,
)
from greendesk.domain.checklist import Category, ProvenanceState
from greendesk.domain.panel import PanelMethod, PanelRule
from greendesk.domain.policy import (
    CategoryNotInPolicy,
    ConsultationPosition,
    DocumentNotInPolicy,
    DocumentState,
    LateConsequence,
    SummaryField,
    Visibility,
    completeness,
    guess_documents,
)

LIBRARY = PolicyLibrary(Path(__file__).parents[2] / "resources")
SAMPLE = LIBRARY.policy("sample-2026")
SHANXI = LIBRARY.policy("shanxi-2024")


def changed(old: str, new: str) -> bytes:
    text = LIBRARY.policy_bytes("sample-2026").decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def test_all_policies_are_read_with_their_checklists():
    shipped = ["guangxi-2023", "miit-2022", "national-2025", "neimenggu", "sample-2026", "shanxi-2024"]
    assert [policy.id for policy in LIBRARY.policies()] == [*shipped, "xizang-2024"]
    carried = LIBRARY.checklists_of(SAMPLE)
    assert tuple(carried) == SAMPLE.checklist_ids
    assert SAMPLE.checklist_ids[-1] == "neg-shanxi-2024"


def test_a_round_reads_the_same_policy_from_the_text_it_carries():
    text = LIBRARY.policy_bytes("shanxi-2024").decode()
    assert RulesReader().policy(text) == SHANXI


def test_the_shanxi_notice_has_its_thirteen_rules_with_articles():
    assert [rule.id for rule in SHANXI.rules] == [f"S-{number:02}" for number in range(1, 14)]
    assert all(rule.article and rule.text for rule in SHANXI.rules)


def test_the_shanxi_notice_asks_departments_first_and_takes_nothing_late():
    assert SHANXI.consultation.position is ConsultationPosition.BEFORE_RECOMMENDATION
    assert [deadline.day for deadline in SHANXI.deadlines] == [date(2024, 5, 17), date(2024, 5, 31)]
    assert SHANXI.late.consequence is LateConsequence.NO_APPLICANT


def test_what_the_shanxi_notice_does_not_say_is_not_claimed():
    assert SHANXI.panel.basis.state is ProvenanceState.PROPOSED
    assert SHANXI.visibility.basis.state is ProvenanceState.PROPOSED
    assert SHANXI.publicity.basis.state is ProvenanceState.PROPOSED


def test_the_shanxi_summary_has_the_columns_of_its_annex():
    park = SHANXI.category(Category.PARK).summary
    assert [column.title for column in park.columns] == ["序号", "园区名称", "第三方机构名称", "类型", "备注"]
    assert park.columns[3].field is SummaryField.PARK_TYPE


def test_the_sample_is_marked_wherever_a_title_is_shown():
    assert SAMPLE.sample
    titles = [SAMPLE.title, SAMPLE.issuer, SAMPLE.region, SAMPLE.summary_form.title]
    titles += [source.title for source in SAMPLE.sources]
    titles += [rules.summary.title for rules in SAMPLE.categories] + [rule.text for rule in SAMPLE.rules]
    assert all("示例" in title for title in titles)
    assert all("示例" in one.article for rules in SAMPLE.categories for one in rules.documents)


def test_the_sample_trims_from_three_and_shows_scores_after_ones_own():
    assert SAMPLE.panel_rule == PanelRule(method=PanelMethod.TRIMMED_MEAN, trim_from=3, decimals=2)
    assert SAMPLE.visibility.others_scores is Visibility.AFTER_OWN
    assert SAMPLE.conclusion_words == ("推荐", "整改后推荐", "不推荐")
    assert SAMPLE.recommending_words == ("推荐",)
    assert 0 < SAMPLE.divergence_threshold < 1


def test_a_third_party_report_is_due_only_with_a_third_party():
    alone = {one.code for one in SAMPLE.required_documents(Category.FACTORY, third_party=False)}
    helped = {one.code for one in SAMPLE.required_documents("factory", third_party=True)}
    assert helped - alone == {"third-party-report"}
    assert alone == {"application", "self-report", "licence", "energy", "pledge"}


def test_shanxi_takes_a_self_evaluation_or_a_third_party_one():
    alone = {one.code for one in SHANXI.required_documents(Category.PARK, third_party=False)}
    helped = {one.code for one in SHANXI.required_documents(Category.PARK, third_party=True)}
    assert (alone - helped, helped - alone) == ({"self-report"}, {"third-party-report"})


def test_completeness_names_what_is_missing():
    assigned = {"application": (2, 1, 2), "licence": (), "negative-proof": (7,)}
    checks = completeness(SAMPLE, Category.FACTORY, third_party=False, assigned=assigned)
    states = {check.document.code: check.state for check in checks}
    assert states["application"] is DocumentState.PRESENT
    assert states["licence"] is DocumentState.MISSING
    assert states["third-party-report"] is DocumentState.NOT_REQUIRED
    assert next(check.files for check in checks if check.document.code == "application") == (1, 2)


def test_a_document_that_the_policy_does_not_list_is_refused():
    with pytest.raises(DocumentNotInPolicy):
        completeness(SAMPLE, Category.FACTORY, third_party=False, assigned={"nothing": (1,)})


def test_a_category_that_the_policy_does_not_call_for_is_refused():
    with pytest.raises(CategoryNotInPolicy):
        SAMPLE.category(Category.PARK)


def test_files_are_guessed_by_the_longest_word_then_by_their_folder():
    files = {
        1: "05第三方评价报告/附件/盖章页.pdf",
        2: "绿色工厂自评价报告（终稿）.docx",
        3: "材料\\营业执照.jpg",
        4: "照片.png",
        5: "真实性承诺书.pdf",
        6: "2025年能源统计表.xlsx",
        7: "申报书.pdf",
        8: "申报书-签章.pdf",
        9: "⾃评价报告.pdf",
    }
    assert guess_documents(SAMPLE, Category.FACTORY, files) == {
        "application": (7, 8),
        "self-report": (2, 9),
        "licence": (3,),
        "energy": (6,),
        "third-party-report": (1,),
        "pledge": (5,),
    }


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("format: 1\n", "format: 1\ndigest: abc\n", FieldUnknown),
        ("format: 1\n", "format: 1\nsecret: abc\n", FieldUnknown),
        ("sample: true", "sample: perhaps", FieldWrong),
        ("id: P-02", "id: P-01", CodeTwice),
        ("code: emergency", "code: ecology", CodeTwice),
        ("recommendation: reject", "recommendation: recommend", CodeTwice),
        ("source: sample-notice", "source: nowhere", ReferenceUnknown),
        ("default_checklist: supply-586-2016", "default_checklist: nowhere", ReferenceUnknown),
        ("category: supply_chain", "category: all", FieldWrong),
        ("trim_from: 3", "trim_from: 2", FieldWrong),
        ("day: 2026-04-30", "day: 2026-04-31", DayDoesNotExist),
    ],
)
def test_a_wrong_policy_is_refused_with_its_line(old: str, new: str, refusal: type[Exception]):
    data = changed(old, new)
    with pytest.raises(refusal) as caught:
        parse_policy(data, "p.yaml")
    assert caught.value.details["file"] == "p.yaml"
    assert int(caught.value.details["line"]) > 0


def test_the_line_is_the_one_that_is_wrong():
    data = changed("day: 2026-04-30", "day: 30. April")
    with pytest.raises(FieldWrong) as caught:
        parse_policy(data, "p.yaml")
    assert data.decode().split("\n")[int(caught.value.details["line"]) - 1].strip() == "day: 30. April"
    assert caught.value.details["field"] == "deadlines.0.day"
    assert caught.value.details["given"] == "30. April"


def test_a_checklist_that_is_not_there_is_refused():
    checklists = {one.id: one for one in LIBRARY.checklists() if one.id != "neg-shanxi-2024"}
    with pytest.raises(ReferenceUnknown):
        check_references(SAMPLE, checklists)


def test_a_checklist_of_another_category_is_refused():
    swapped = parse_policy(changed("- factory-gbt36132-2025", "- supply-586-2016"), "p.yaml")
    with pytest.raises(ChecklistOfOtherCategory):
        check_references(swapped, {one.id: one for one in LIBRARY.checklists()})


def test_an_id_that_is_not_the_name_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "other.yaml").write_bytes(LIBRARY.policy_bytes("sample-2026"))
    with pytest.raises(FieldWrong):
        PolicyLibrary(tmp_path).policy("other")
