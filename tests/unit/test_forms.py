"""Forms as data: every shipped one reads, says where it was seen, and a wrong one is refused by line and field."""

from pathlib import Path

import pytest

from greendesk.adapters.form_files import FormLibrary, parse_form
from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.adapters.yaml_checks import CodeTwice, FieldUnknown, FieldWrong
from greendesk.domain.checklist import ProvenanceState, Usable
from greendesk.domain.form import GroupKind

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = FormLibrary(RESOURCES)
SMALL = """\
format: 1
id: form-small
title: 小表（示例）
edition: 示例
issuer: 示例
categories: [factory]
usable: ready
groups:
- title: 基本信息
  kind: single
  fields: [名称, 地址]
basis: {state: proposed, source: 示例}
"""


def test_every_shipped_form_says_where_it_was_seen() -> None:
    forms = LIBRARY.forms()
    assert len(forms) == 10
    for form in forms:
        assert form.basis.state is not ProvenanceState.READ_OFFICIAL
        assert (form.usable is Usable.REFERENCE_ONLY) is (form.basis.state is ProvenanceState.PROPOSED)
        text = form.model_dump_json()
        assert not [word for word in ("http", ".com", ".cn", "/work") if word in text]


def test_the_shanxi_form_and_the_policy_agree_on_the_printed_columns() -> None:
    """附件2 of the notice stands in two files; they must not drift apart."""
    form = LIBRARY.form("form-shanxi-summary")
    tables = {group.title: group.fields for group in form.groups if group.kind is GroupKind.TABLE}
    policy = PolicyLibrary(RESOURCES).policy("shanxi-2024")
    for rules in policy.categories:
        assert tables[rules.summary.title] == tuple(column.title for column in rules.summary.columns)


@pytest.mark.parametrize(
    ("old", "new", "refusal", "line"),
    [
        ("kind: single", "kind: double", FieldWrong, 10),
        ("fields: [名称, 地址]", "fields: [名称, 名称]", FieldWrong, 11),
        ("fields: [名称, 地址]", "fields: []", FieldWrong, 11),
        ("usable: ready", "usable: ready\ncolour: red", FieldUnknown, 8),
        (
            "basis:",
            "- title: 基本信息\n  kind: single\n  fields: [电话]\nbasis:",
            CodeTwice,
            12,
        ),
    ],
)
def test_a_wrong_form_is_refused_by_line(old: str, new: str, refusal: type[Exception], line: int) -> None:
    with pytest.raises(refusal) as refused:
        parse_form(SMALL.replace(old, new, 1).encode(), "form-small.yaml")
    assert vars(refused.value)["details"]["line"] == line
