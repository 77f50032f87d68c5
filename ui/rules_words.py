"""Words for policies: how strong a rule is, where it is kept, what its parts are called, what is wrong in a list."""

from collections.abc import Mapping

from greendesk.domain.checklist import ProvenanceState
from greendesk.domain.policy import Basis, Duty, Publicity, Rule, TermUnit
from greendesk.use_cases.timetable import DeadlineLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.words import Term

Place = tuple[str, object]  # where to go: key of a place and what to show there

FORCES: Mapping[str, Term] = {
    "must": Term(QT_TRANSLATE_NOOP("", "应"), "info", "shield"),
    "should": Term(QT_TRANSLATE_NOOP("", "原则上"), "success", "leaf"),
    "states": Term(QT_TRANSLATE_NOOP("", "说明"), "muted", "minus"),
}
LEVELS: Mapping[str, Term] = {
    "nation": Term(QT_TRANSLATE_NOOP("", "国家级")),
    "province": Term(QT_TRANSLATE_NOOP("", "省级")),
    "city": Term(QT_TRANSLATE_NOOP("", "市级")),
    "county": Term(QT_TRANSLATE_NOOP("", "县级")),
}
WHERE: Mapping[str, Term] = {
    "home": Term(QT_TRANSLATE_NOOP("", "工作台")),
    "applications": Term(QT_TRANSLATE_NOOP("", "申报")),
    "negative_list": Term(QT_TRANSLATE_NOOP("", "负面清单")),
    "eligibility": Term(QT_TRANSLATE_NOOP("", "申报资格")),
    "road": Term(QT_TRANSLATE_NOOP("", "办理进度")),
    "opinions": Term(QT_TRANSLATE_NOOP("", "部门意见")),
    "checklists": Term(QT_TRANSLATE_NOOP("", "评价表")),
    "quantities": Term(QT_TRANSLATE_NOOP("", "核算")),
    "review": Term(QT_TRANSLATE_NOOP("", "评审")),
    "panel": Term(QT_TRANSLATE_NOOP("", "汇总")),
    "recommendation": Term(QT_TRANSLATE_NOOP("", "推荐")),
    "rules": Term(QT_TRANSLATE_NOOP("", "规则")),
    "exchange": Term(QT_TRANSLATE_NOOP("", "收发")),
    "register": Term(QT_TRANSLATE_NOOP("", "公布名单")),
}
WHERE_PLACES: Mapping[str, Place] = {
    "home": ("home", None),
    "applications": ("applications", None),
    "negative_list": ("applications", None),
    "eligibility": ("applications", None),
    "road": ("applications", None),
    "opinions": ("opinions", None),
    "checklists": ("bench", None),
    "quantities": ("quantities", None),
    "review": ("bench", None),
    "panel": ("panel", None),
    "recommendation": ("recommendation", None),
    "rules": ("rules", "timetable"),
    "exchange": ("exchange", None),
    "register": ("recommendation", None),
}
PARTS: Mapping[str, Term] = {
    "check": Term(QT_TRANSLATE_NOOP("", "资格条件")),
    "stage": Term(QT_TRANSLATE_NOOP("", "办理阶段")),
    "guard": Term(QT_TRANSLATE_NOOP("", "进入下一步的条件")),
    "deadline": Term(QT_TRANSLATE_NOOP("", "期限")),
    "document": Term(QT_TRANSLATE_NOOP("", "申报材料")),
    "department": Term(QT_TRANSLATE_NOOP("", "征求意见的部门")),
    "priority": Term(QT_TRANSLATE_NOOP("", "优先情形")),
    "list": Term(QT_TRANSLATE_NOOP("", "名单")),
    "field": Term(QT_TRANSLATE_NOOP("", "资格信息")),
    "handover": Term(QT_TRANSLATE_NOOP("", "报送材料")),
    "duty": Term(QT_TRANSLATE_NOOP("", "公布后的义务")),
    "awaited": Term(QT_TRANSLATE_NOOP("", "待发布文件")),
    "negative-list": Term(QT_TRANSLATE_NOOP("", "负面清单")),
    "summary-form": Term(QT_TRANSLATE_NOOP("", "推荐汇总表")),
    "third-party": Term(QT_TRANSLATE_NOOP("", "第三方机构")),
    "panel": Term(QT_TRANSLATE_NOOP("", "专家组计分")),
    "evaluation": Term(QT_TRANSLATE_NOOP("", "评价方式")),
    "standard": Term(QT_TRANSLATE_NOOP("", "评价标准")),
    "consultation": Term(QT_TRANSLATE_NOOP("", "征求部门意见")),
    "late": Term(QT_TRANSLATE_NOOP("", "逾期的后果")),
    "publicity": Term(QT_TRANSLATE_NOOP("", "公示")),
    "quota": Term(QT_TRANSLATE_NOOP("", "推荐名额")),
}
PART_PLACES: Mapping[str, Place] = {
    "check": ("applications", None),
    "stage": ("rules", "timetable"),
    "guard": ("applications", None),
    "deadline": ("rules", "timetable"),
    "document": ("applications", None),
    "department": ("opinions", None),
    "priority": ("recommendation", None),
    "list": ("rules", "lists"),
    "field": ("applications", None),
    "handover": ("recommendation", None),
    "duty": ("rules", "timetable"),
    "awaited": ("rules", "lists"),
    "negative-list": ("applications", None),
    "summary-form": ("recommendation", None),
    "third-party": ("rules", "agencies"),
    "panel": ("panel", None),
    "evaluation": ("applications", None),
    "standard": ("bench", None),
    "consultation": ("opinions", None),
    "late": ("rules", "timetable"),
    "publicity": ("recommendation", None),
    "quota": ("recommendation", None),
}
GUARD_PLACES: Mapping[str, Place] = {
    "opinions_in": ("opinions", None),
    "no_objection": ("opinions", None),
    "deadline": ("rules", "timetable"),
    "rule_issued": ("rules", "lists"),
    "panel_concluded": ("panel", None),
    "panel_recommends": ("panel", None),
    "quota": ("recommendation", None),
    "selected": ("recommendation", None),
    "publicity_over": ("recommendation", None),
    "objections_handled": ("recommendation", None),
    "announced": ("recommendation", None),
}
PLACES: Mapping[str, Term] = {
    "home": Term(QT_TRANSLATE_NOOP("", "去工作台")),
    "applications": Term(QT_TRANSLATE_NOOP("", "去申报")),
    "opinions": Term(QT_TRANSLATE_NOOP("", "去部门意见")),
    "bench": Term(QT_TRANSLATE_NOOP("", "去评审")),
    "quantities": Term(QT_TRANSLATE_NOOP("", "去核算")),
    "panel": Term(QT_TRANSLATE_NOOP("", "去汇总")),
    "recommendation": Term(QT_TRANSLATE_NOOP("", "去推荐")),
    "exchange": Term(QT_TRANSLATE_NOOP("", "去收发")),
    "timetable": Term(QT_TRANSLATE_NOOP("", "看流程与期限")),
    "lists": Term(QT_TRANSLATE_NOOP("", "看名单")),
    "agencies": Term(QT_TRANSLATE_NOOP("", "看第三方机构")),
}
STATES: Mapping[str, Term] = {
    "read_official": Term(QT_TRANSLATE_NOOP("", "读自正式文件"), "success", "check"),
    "read_copy": Term(QT_TRANSLATE_NOOP("", "读自转载"), "warning", "search"),
    "recalled": Term(QT_TRANSLATE_NOOP("", "凭记忆录入"), "warning", "search"),
    "derived": Term(QT_TRANSLATE_NOOP("", "推定"), "warning", "search"),
    "proposed": Term(QT_TRANSLATE_NOOP("", "建议值"), "warning", "search"),
}
LIST_ERRORS: Mapping[str, str] = {
    "formula": QT_TRANSLATE_NOOP("", "是公式，请改成数值再导入"),
    "name_missing": QT_TRANSLATE_NOOP("", "没有单位名称"),
    "date_wrong": QT_TRANSLATE_NOOP("", "不是日期，应写成 2026-05-31"),
    "category_unknown": QT_TRANSLATE_NOOP("", "不是申报类别"),
    "number_wrong": QT_TRANSLATE_NOOP("", "不是数字"),
}
COLUMNS: tuple[str, ...] = (  # of every list, beside those that checks read
    QT_TRANSLATE_NOOP("", "名称（单位、机构或标准编号，必需）"),
    QT_TRANSLATE_NOOP("", "统一社会信用代码"),
    QT_TRANSLATE_NOOP("", "地区"),
    QT_TRANSLATE_NOOP("", "类别"),
    QT_TRANSLATE_NOOP("", "行业"),
    QT_TRANSLATE_NOOP("", "起始日期"),
    QT_TRANSLATE_NOOP("", "截止日期"),
    QT_TRANSLATE_NOOP("", "备注"),
)
CAP_KEYS: Mapping[str, Term] = {
    "legal_person_and_affiliates": Term(QT_TRANSLATE_NOOP("", "同一法人（含关联单位）")),
    "legal_representative": Term(QT_TRANSLATE_NOOP("", "同一法定代表人")),
}
CAP_PERIODS: Mapping[str, Term] = {
    "batch": Term(QT_TRANSLATE_NOOP("", "本批次")),
    "year": Term(QT_TRANSLATE_NOOP("", "每年")),
}


def must_be_verified(basis: Basis | None) -> bool:
    """Whether a value was not read in the official paper itself."""
    return basis is not None and basis.state is not ProvenanceState.READ_OFFICIAL


def fate(rule: Rule) -> str:
    """What becomes of a rule: kept here, in a later version, or no matter for software."""
    if rule.outside:
        return "outside"
    return "later" if rule.later else "here"


def where_words(rule: Rule) -> str:
    """Where a rule is kept, or why it is not, in one line."""
    if rule.where:
        words = tr("、").join(tr(WHERE[one.value].text) for one in rule.where)
        return tr("{places}；部分在以后版本").format(places=words) if rule.later else words
    return tr("以后版本") if rule.later else tr("与软件无关")


def left_words(line: DeadlineLine) -> tuple[str, str]:
    """How far a deadline is, with a tone."""
    provisional = tr("（暂按周末推算）") if line.left.provisional else ""
    if line.left.overdue:
        return tr("已过 {n} 个工作日").format(n=-line.left.days) + provisional, "muted"
    if line.left.days == 0:
        return tr("今天截止") + provisional, "warning"
    tone = "warning" if line.left.days <= 5 else "success"
    return tr("还有 {n} 个工作日").format(n=line.left.days) + provisional, tone


def publicity_words(publicity: Publicity) -> str:
    """How long the list is on display."""
    if publicity.unit is TermUnit.WORKING_DAYS:
        return tr("公示 {n} 个工作日").format(n=publicity.count)
    return tr("公示 {n} 个自然日").format(n=publicity.count)


def duty_when(duty: Duty) -> str:
    """When a duty is due, "" where the text sets no time."""
    parts = []
    if duty.yearly:
        month, day = duty.yearly.split("-")
        parts.append(tr("每年 {month} 月 {day} 日前").format(month=int(month), day=int(day)))
    if duty.day:
        parts.append(tr("{day} 前").format(day=duty.day.isoformat()))
    if duty.within:
        words = tr("{n} 个工作日内") if duty.unit is TermUnit.WORKING_DAYS else tr("{n} 日内")
        parts.append(words.format(n=duty.within))
    if duty.every_years:
        every = duty.every_years
        parts.append(tr("每年一次") if every == 1 else tr("每 {n} 年一次").format(n=every))
    if duty.years:
        parts.append(tr("{n} 年内").format(n=duty.years))
    return tr("，").join(parts)


def fault_words(cell: str, code: str, given: str) -> str:
    """What is wrong with one cell of a list."""
    fault = tr(LIST_ERRORS[code]) if code in LIST_ERRORS else code
    if given:
        return tr("{cell}：“{given}”{fault}").format(cell=cell, given=given, fault=fault)
    return tr("{cell}：{fault}").format(cell=cell, fault=fault)
