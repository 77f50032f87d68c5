"""The words of the program for the codes of the core: stages, answers, positions, roles, events.

Tables hold Chinese source words with the tone and the icon of their chip; look them up with `chip_words(TABLE, code)`
or `said(TABLE, code)`. A code without words stands for itself, so that newer data is never hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.i18n import QT_TRANSLATE_NOOP, tr


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the program, with the tone and icon of its chip."""

    text: str
    tone: str = "muted"
    icon: str = ""


CATEGORIES: Mapping[str, Term] = {
    "factory": Term(QT_TRANSLATE_NOOP("", "绿色工厂")),
    "park": Term(QT_TRANSLATE_NOOP("", "绿色工业园区")),
    "supply_chain": Term(QT_TRANSLATE_NOOP("", "绿色供应链")),
    "product": Term(QT_TRANSLATE_NOOP("", "绿色设计产品")),
}
STAGES: Mapping[str, Term] = {
    "registered": Term(QT_TRANSLATE_NOOP("", "待收件"), "muted", "inbox"),
    "packaged": Term(QT_TRANSLATE_NOOP("", "待核对"), "info", "list"),
    "incomplete": Term(QT_TRANSLATE_NOOP("", "待补正"), "warning", "undo"),
    "complete": Term(QT_TRANSLATE_NOOP("", "材料齐全"), "success", "check"),
    "assigned": Term(QT_TRANSLATE_NOOP("", "已分派"), "info", "review"),
    "reviewing": Term(QT_TRANSLATE_NOOP("", "专家评审"), "info", "review"),
    "reviewed": Term(QT_TRANSLATE_NOOP("", "待合议"), "info", "chart"),
    "concluded": Term(QT_TRANSLATE_NOOP("", "组长定稿"), "success", "check"),
}
MY_STATES: Mapping[str, Term] = {
    "to_declare": Term(QT_TRANSLATE_NOOP("", "待声明"), "warning", "shield"),
    "to_review": Term(QT_TRANSLATE_NOOP("", "待评"), "warning", "clock"),
    "drafting": Term(QT_TRANSLATE_NOOP("", "评审中"), "info", "review"),
    "submitted": Term(QT_TRANSLATE_NOOP("", "已提交"), "success", "check"),
    "returned": Term(QT_TRANSLATE_NOOP("", "已退回"), "danger", "undo"),
    "recused": Term(QT_TRANSLATE_NOOP("", "已回避"), "muted", "lock"),
}
ANSWERS: Mapping[str, Term] = {
    "": Term(QT_TRANSLATE_NOOP("", "未核对"), "muted", "minus"),
    "clear": Term(QT_TRANSLATE_NOOP("", "无"), "success", "check"),
    "hit": Term(QT_TRANSLATE_NOOP("", "有"), "danger", "warn"),
    "unknown": Term(QT_TRANSLATE_NOOP("", "待查"), "warning", "clock"),
}
POSITIONS: Mapping[str, Term] = {
    "": Term(QT_TRANSLATE_NOOP("", "未复"), "muted", "minus"),
    "agree": Term(QT_TRANSLATE_NOOP("", "同意"), "success", "check"),
    "conditional": Term(QT_TRANSLATE_NOOP("", "有条件"), "warning", "warn"),
    "object": Term(QT_TRANSLATE_NOOP("", "不同意"), "danger", "cross"),
}
ROLES: Mapping[str, Term] = {
    "authority": Term(QT_TRANSLATE_NOOP("", "组织单位")),
    "county": Term(QT_TRANSLATE_NOOP("", "县区工信")),
    "department": Term(QT_TRANSLATE_NOOP("", "部门")),
    "expert": Term(QT_TRANSLATE_NOOP("", "专家")),
    "leader": Term(QT_TRANSLATE_NOOP("", "组长")),
    "secretary": Term(QT_TRANSLATE_NOOP("", "秘书")),
    "keeper": Term(QT_TRANSLATE_NOOP("", "名单管理")),
}
GROUNDS: Mapping[str, Term] = {  # proposed wording: no official list of grounds was found
    "employment": Term(QT_TRANSLATE_NOOP("", "在该单位任职")),
    "shareholding": Term(QT_TRANSLATE_NOOP("", "持有该单位股份")),
    "consulting": Term(QT_TRANSLATE_NOOP("", "为该单位提供咨询服务")),
    "cooperation": Term(QT_TRANSLATE_NOOP("", "近三年与该单位合作")),
    "kinship": Term(QT_TRANSLATE_NOOP("", "与该单位负责人有亲属关系")),
    "third_party": Term(QT_TRANSLATE_NOOP("", "与第三方机构有关")),
}
EVENTS: Mapping[str, Term] = {
    "application.registered": Term(QT_TRANSLATE_NOOP("", "登记申报"), "success", "list"),
    "package.received": Term(QT_TRANSLATE_NOOP("", "收到材料包"), "success", "inbox"),
    "completeness.checked": Term(QT_TRANSLATE_NOOP("", "核对材料"), "success", "check"),
    "completeness.sorted": Term(QT_TRANSLATE_NOOP("", "按文件名分拣材料"), "muted", "list"),
    "correction.requested": Term(QT_TRANSLATE_NOOP("", "补正通知"), "warning", "undo"),
    "negative.answered": Term(QT_TRANSLATE_NOOP("", "核对负面清单"), "success", "shield"),
    "opinion.recorded": Term(QT_TRANSLATE_NOOP("", "部门意见"), "success", "stamp"),
    "expert.assigned": Term(QT_TRANSLATE_NOOP("", "分派专家"), "info", "review"),
    "expert.withdrawn": Term(QT_TRANSLATE_NOOP("", "撤回分派"), "warning", "undo"),
    "recusal.declared": Term(QT_TRANSLATE_NOOP("", "回避声明"), "info", "shield"),
    "review.submitted": Term(QT_TRANSLATE_NOOP("", "提交评审"), "success", "review"),
    "review.sealed": Term(QT_TRANSLATE_NOOP("", "封存交卷"), "success", "lock"),
    "review.returned": Term(QT_TRANSLATE_NOOP("", "退回评审"), "warning", "undo"),
    "panel.concluded": Term(QT_TRANSLATE_NOOP("", "评审结论"), "success", "check"),
    "consultation.requested": Term(QT_TRANSLATE_NOOP("", "征求部门意见"), "info", "stamp"),
    "stage.moved": Term(QT_TRANSLATE_NOOP("", "办理进度"), "info", "right"),
    "facts.recorded": Term(QT_TRANSLATE_NOOP("", "申报资格信息"), "success", "list"),
    "priority.flagged": Term(QT_TRANSLATE_NOOP("", "优先情形"), "info", "leaf"),
    "agency.recorded": Term(QT_TRANSLATE_NOOP("", "第三方机构"), "info", "shield"),
    "list.imported": Term(QT_TRANSLATE_NOOP("", "导入名单"), "info", "list"),
    "rule.issued": Term(QT_TRANSLATE_NOOP("", "文件发布"), "info", "book"),
    "initial.reviewed": Term(QT_TRANSLATE_NOOP("", "初审意见"), "success", "check"),
    "quota.set": Term(QT_TRANSLATE_NOOP("", "推荐名额"), "info", "chart"),
    "ranking.set": Term(QT_TRANSLATE_NOOP("", "推荐排序"), "info", "chart"),
    "letter.made": Term(QT_TRANSLATE_NOOP("", "报送函"), "success", "file"),
    "publicity.opened": Term(QT_TRANSLATE_NOOP("", "公示"), "info", "book"),
    "objection.received": Term(QT_TRANSLATE_NOOP("", "收到异议"), "warning", "warn"),
    "objection.handled": Term(QT_TRANSLATE_NOOP("", "异议处理"), "success", "check"),
    "announcement.made": Term(QT_TRANSLATE_NOOP("", "公布名单"), "success", "book"),
    "checklist.signed": Term(QT_TRANSLATE_NOOP("", "评价表入批次"), "info", "sheet"),
    "recovery.key": Term(QT_TRANSLATE_NOOP("", "单位恢复密钥"), "info", "lock"),
    "document.signed": Term(QT_TRANSLATE_NOOP("", "签名文件"), "success", "stamp"),
}


def said(table: Mapping[str, Term], code: str) -> str:
    """The word for a code in the language of the program."""
    return tr(table[code].text) if code in table else code


def chip_words(table: Mapping[str, Term], code: str) -> tuple[str, str, str]:
    """Word, tone and icon of the chip for a code."""
    term = table.get(code, Term(code))
    return said(table, code), term.tone, term.icon
