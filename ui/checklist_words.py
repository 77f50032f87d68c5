"""The words of checklists on the screen: states, kinds, fields, and what is wrong in a draft or a workbook."""

from collections.abc import Mapping
from typing import Any

from greendesk.domain.checklist_editing import field_at
from greendesk.domain.checklist_reading import Place, Problem
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.words import Term

USABLE: Mapping[str, Term] = {
    "ready": Term(QT_TRANSLATE_NOOP("", "可评分"), "success", "check"),
    "partial": Term(QT_TRANSLATE_NOOP("", "部分可评"), "warning", "warn"),
    "reference_only": Term(QT_TRANSLATE_NOOP("", "仅供查阅"), "muted", "book"),
}
CATEGORIES: Mapping[str, Term] = {
    "factory": Term(QT_TRANSLATE_NOOP("", "绿色工厂")),
    "park": Term(QT_TRANSLATE_NOOP("", "绿色工业园区")),
    "supply_chain": Term(QT_TRANSLATE_NOOP("", "绿色供应链")),
    "product": Term(QT_TRANSLATE_NOOP("", "绿色设计产品")),
    "all": Term(QT_TRANSLATE_NOOP("", "各类通用")),
}
KINDS: Mapping[str, Term] = {
    "veto": Term(QT_TRANSLATE_NOOP("", "否决")),
    "mandatory": Term(QT_TRANSLATE_NOOP("", "必选")),
    "optional": Term(QT_TRANSLATE_NOOP("", "可选")),
    "graded": Term(QT_TRANSLATE_NOOP("", "专家评分")),
    "quantitative": Term(QT_TRANSLATE_NOOP("", "定量")),
}
DIRECTIONS: Mapping[str, Term] = {
    "higher_better": Term(QT_TRANSLATE_NOOP("", "越高越好")),
    "lower_better": Term(QT_TRANSLATE_NOOP("", "越低越好")),
}
STATES: Mapping[str, Term] = {
    "read_official": Term(QT_TRANSLATE_NOOP("", "读自正式文件"), "success", "check"),
    "read_copy": Term(QT_TRANSLATE_NOOP("", "读自副本"), "warning", "search"),
    "recalled": Term(QT_TRANSLATE_NOOP("", "凭记忆录入"), "warning", "search"),
    "derived": Term(QT_TRANSLATE_NOOP("", "推算得出"), "warning", "search"),
    "proposed": Term(QT_TRANSLATE_NOOP("", "建议用语"), "warning", "search"),
}
FIELDS: Mapping[str, str] = {
    "id": QT_TRANSLATE_NOOP("", "编号"),
    "code": QT_TRANSLATE_NOOP("", "编号"),
    "title": QT_TRANSLATE_NOOP("", "名称"),
    "edition": QT_TRANSLATE_NOOP("", "版本"),
    "issuer": QT_TRANSLATE_NOOP("", "发布单位"),
    "category": QT_TRANSLATE_NOOP("", "类别"),
    "usable": QT_TRANSLATE_NOOP("", "状态"),
    "warning": QT_TRANSLATE_NOOP("", "提示"),
    "method": QT_TRANSLATE_NOOP("", "计分方法"),
    "base": QT_TRANSLATE_NOOP("", "满分"),
    "pass_mark": QT_TRANSLATE_NOOP("", "合格分"),
    "words": QT_TRANSLATE_NOOP("", "计分说明"),
    "weight": QT_TRANSLATE_NOOP("", "章权重"),
    "share": QT_TRANSLATE_NOOP("", "章占比"),
    "requirement": QT_TRANSLATE_NOOP("", "要求"),
    "kind": QT_TRANSLATE_NOOP("", "类型"),
    "max_points": QT_TRANSLATE_NOOP("", "满分"),
    "unit": QT_TRANSLATE_NOOP("", "单位"),
    "direction": QT_TRANSLATE_NOOP("", "方向"),
    "baseline": QT_TRANSLATE_NOOP("", "基准值"),
    "leading": QT_TRANSLATE_NOOP("", "引领值"),
    "scoring": QT_TRANSLATE_NOOP("", "计分办法"),
    "evidence": QT_TRANSLATE_NOOP("", "证明材料"),
    "state": QT_TRANSLATE_NOOP("", "依据状态"),
    "source": QT_TRANSLATE_NOOP("", "依据"),
    "remark": QT_TRANSLATE_NOOP("", "依据备注"),
    "label": QT_TRANSLATE_NOOP("", "分档"),
}
PROBLEMS: Mapping[str, str] = {
    "missing": QT_TRANSLATE_NOOP("", "没有填写"),
    "wrong": QT_TRANSLATE_NOOP("", "“{given}”不能用在这里"),
    "items_missing": QT_TRANSLATE_NOOP("", "至少要有一项指标"),
    "field_unknown": QT_TRANSLATE_NOOP("", "不认识这一项"),
    "words_long": QT_TRANSLATE_NOOP("", "超过 2000 字"),
    "code_wrong": QT_TRANSLATE_NOOP("", "“{given}”不能作编号，只能用字母、数字、点和横线"),
    "code_twice": QT_TRANSLATE_NOOP("", "“{given}”重复"),
    "word_unknown": QT_TRANSLATE_NOOP("", "“{given}”不在可选的词里"),
    "number_wrong": QT_TRANSLATE_NOOP("", "“{given}”不是数字"),
    "number_limits": QT_TRANSLATE_NOOP("", "{given} 超出允许的范围"),
    "points_on_gate": QT_TRANSLATE_NOOP("", "否决项不计分，不填满分"),
    "direction_missing": QT_TRANSLATE_NOOP("", "有基准值和引领值，须选方向"),
    "leading_worse": QT_TRANSLATE_NOOP("", "引领值 {given} 比基准值差"),
    "weights_differ": QT_TRANSLATE_NOOP("", "各项满分合计 {given}，与章权重不符"),
    "shares_differ": QT_TRANSLATE_NOOP("", "各章占比合计 {given}，与满分不符"),
    "base_differs": QT_TRANSLATE_NOOP("", "各章合计 {given}，与满分不符"),
    "formula": QT_TRANSLATE_NOOP("", "单元格里是公式，改成数值或文字"),
    "section_differs": QT_TRANSLATE_NOOP("", "与本章第一行不一致"),
    "item_unknown": QT_TRANSLATE_NOOP("", "没有编号为“{given}”的指标"),
    "sheet_missing": QT_TRANSLATE_NOOP("", "缺少工作表“{given}”或它的表头"),
    "column_missing": QT_TRANSLATE_NOOP("", "缺少列：{given}"),
}


def problem_words(code: str, given: str) -> str:
    """Say what is wrong; a code without words stands for itself."""
    return tr(PROBLEMS.get(code, code)).format(given=given)


def field_name(place: Place) -> str:
    """The name of the field at a place."""
    names = [str(step) for step in place if isinstance(step, str)]
    last = names[-1] if names else ""
    return tr(FIELDS[last]) if last in FIELDS else tr("整表")


def place_words(values: Mapping[str, Any], problem: Problem) -> tuple[str, str]:
    """Where a problem is: the item, the section or the whole table, and the field."""
    place = problem.place
    if place[:1] != ("sections",) or len(place) == 1:
        return tr("整表"), field_name(place)
    depth = 4 if len(place) >= 4 and place[2] == "items" else 2
    code = field_at(values, (*place[:depth], "code")) or "—"
    title = field_at(values, (*place[:depth], "title")) or ""
    return f"{code} {title}".strip(), field_name(place[depth:])
