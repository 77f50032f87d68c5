"""Words for the road of an application: conditions, how they stand, whose turn it is, moves."""

from collections.abc import Mapping

from greendesk.queries_road import GuardLine, RoadLine, StageLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.words import Term

GUARDS: Mapping[str, Term] = {
    "package": Term(QT_TRANSLATE_NOOP("", "收到材料包")),
    "documents": Term(QT_TRANSLATE_NOOP("", "材料齐全并经核对")),
    "negative_list": Term(QT_TRANSLATE_NOOP("", "无负面清单情形")),
    "negative_proofs": Term(QT_TRANSLATE_NOOP("", "逐项有证明材料")),
    "opinions_in": Term(QT_TRANSLATE_NOOP("", "部门意见到齐")),
    "no_objection": Term(QT_TRANSLATE_NOOP("", "部门没有反对")),
    "initial_review": Term(QT_TRANSLATE_NOOP("", "初审意见为推荐")),
    "deadline": Term(QT_TRANSLATE_NOOP("", "按期报送")),
    "rule_issued": Term(QT_TRANSLATE_NOOP("", "等待的文件已发布")),
    "panel_concluded": Term(QT_TRANSLATE_NOOP("", "专家组已有结论")),
    "panel_recommends": Term(QT_TRANSLATE_NOOP("", "专家组推荐")),
    "quota": Term(QT_TRANSLATE_NOOP("", "在名额之内")),
    "selected": Term(QT_TRANSLATE_NOOP("", "列入推荐名单")),
    "publicity_over": Term(QT_TRANSLATE_NOOP("", "公示期满")),
    "objections_handled": Term(QT_TRANSLATE_NOOP("", "异议已处理")),
    "announced": Term(QT_TRANSLATE_NOOP("", "名单已公布")),
}
GUARD_STATES: Mapping[str, Term] = {
    "holds": Term(QT_TRANSLATE_NOOP("", "已具备"), "success", "check"),
    "open": Term(QT_TRANSLATE_NOOP("", "还缺"), "warning", "clock"),
    "fails": Term(QT_TRANSLATE_NOOP("", "不符合"), "danger", "warn"),
    "overridden": Term(QT_TRANSLATE_NOOP("", "经批准放行"), "warning", "warn"),
}
TURNS: Mapping[str, Term] = {
    "county": Term(QT_TRANSLATE_NOOP("", "工信部门")),
    "department": Term(QT_TRANSLATE_NOOP("", "有关部门")),
    "leader": Term(QT_TRANSLATE_NOOP("", "专家组")),
    "secretary": Term(QT_TRANSLATE_NOOP("", "秘书")),
    "authority": Term(QT_TRANSLATE_NOOP("", "组织单位")),
    "public": Term(QT_TRANSLATE_NOOP("", "公示期内等待")),
}
MOVES: Mapping[str, Term] = {
    "advance": Term(QT_TRANSLATE_NOOP("", "进入"), "success", "right"),
    "send_back": Term(QT_TRANSLATE_NOOP("", "退回"), "warning", "undo"),
    "withdraw": Term(QT_TRANSLATE_NOOP("", "撤回"), "muted", "minus"),
    "late": Term(QT_TRANSLATE_NOOP("", "按逾期处理"), "danger", "clock"),
    "reject": Term(QT_TRANSLATE_NOOP("", "不予推荐"), "danger", "cross"),
    "reopen": Term(QT_TRANSLATE_NOOP("", "重新打开"), "info", "undo"),
}
ENDS: Mapping[str, Term] = {
    "withdraw": Term(QT_TRANSLATE_NOOP("", "已撤回"), "muted", "minus"),
    "late": Term(QT_TRANSLATE_NOOP("", "逾期，不作为申报"), "danger", "clock"),
    "reject": Term(QT_TRANSLATE_NOOP("", "不予推荐"), "danger", "cross"),
}


def guard_title(line: GuardLine) -> str:
    """What a condition is called: an eligibility check by the policy's own title."""
    return line.title or (tr(GUARDS[line.what].text) if line.what in GUARDS else line.what)


def guard_note(line: GuardLine) -> str:
    """What is missing or speaks against it, in one line."""
    joined = tr("、")
    if line.what == "deadline" and line.until:
        return tr("截止 {day}").format(day=line.until.isoformat())
    if line.what == "publicity_over":
        last = line.until.isoformat() if line.until else ""
        return tr("公示至 {day}").format(day=last) if last else tr("尚未公示")
    if line.what == "quota" and not line.reasons and line.state == "open":
        return tr("名额尚未下达")
    if line.what == "quota" and line.reasons:
        return tr("已选 / 名额：{count}").format(count=joined.join(line.reasons))
    if line.result and line.result.limit is not None and line.result.count is not None:
        return tr("第 {count} 个，上限 {limit} 个").format(count=line.result.count, limit=line.result.limit)
    parts = []
    if line.missing:
        parts.append(tr("缺：{what}").format(what=joined.join(line.missing)))
    if line.reasons:
        parts.append(joined.join(line.reasons))
    return tr("；").join(parts)


def deadline_words(stage: StageLine) -> tuple[str, str]:
    """How far the deadline of a stage is, with a tone; empty without one or when the stage is past."""
    if stage.days_left is None or stage.deadline is None or stage.state == "done":
        return "", ""
    provisional = tr("（暂按周末推算）") if stage.provisional else ""
    if stage.days_left < 0:
        return tr("逾期 {n} 个工作日").format(n=-stage.days_left) + provisional, "danger"
    tone = "warning" if stage.days_left <= 5 else ""
    return tr("截止 {day}，还有 {n} 个工作日").format(
        day=stage.deadline.isoformat(), n=stage.days_left
    ) + provisional, tone


def standing_words(road: RoadLine) -> str:
    """One sentence: what is missing for the next step and whose turn it is."""
    if road.ended:
        return tr(ENDS[road.ended].text)
    if not road.next_title:
        return tr("已到最后阶段。")
    if road.ready:
        return tr("可以进入“{title}”。").format(title=road.next_title)
    waiting = [line for line in road.guards if line.state != "holds"]
    turns = dict.fromkeys(tr(TURNS[line.turn].text) if line.turn in TURNS else line.turn for line in waiting)
    return tr("还缺 {n} 项，轮到{who}。").format(n=len(waiting), who=tr("、").join(turns))
