"""Words of the exchange screen: kinds of records, what they change, why one does not count, sizes and times."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from greendesk.domain.moments import moment_of
from greendesk.queries import ConflictLine, ExchangePreview, MissingLine, ParticipantLine, PreviewLine
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.words import ANSWERS, CATEGORIES, POSITIONS, ROLES, said

KINDS = {
    "round.opened": QT_TRANSLATE_NOOP("", "批次与政策方案"),
    "participant.admitted": QT_TRANSLATE_NOOP("", "参与方"),
    "participant.revoked": QT_TRANSLATE_NOOP("", "撤销证书"),
    "application.registered": QT_TRANSLATE_NOOP("", "申报登记"),
    "package.received": QT_TRANSLATE_NOOP("", "材料包"),
    "completeness.checked": QT_TRANSLATE_NOOP("", "齐全性检查"),
    "correction.requested": QT_TRANSLATE_NOOP("", "补正通知"),
    "negative.answered": QT_TRANSLATE_NOOP("", "负面清单"),
    "opinion.recorded": QT_TRANSLATE_NOOP("", "部门意见"),
    "expert.assigned": QT_TRANSLATE_NOOP("", "专家分派"),
    "recusal.declared": QT_TRANSLATE_NOOP("", "回避声明"),
    "review.submitted": QT_TRANSLATE_NOOP("", "专家评审"),
    "review.sealed": QT_TRANSLATE_NOOP("", "封存交卷"),
    "review.returned": QT_TRANSLATE_NOOP("", "退回评审"),
    "panel.concluded": QT_TRANSLATE_NOOP("", "专家组意见"),
    "document.signed": QT_TRANSLATE_NOOP("", "签署的文件"),
    "summary.made": QT_TRANSLATE_NOOP("", "推荐汇总表"),
    "opinions.summed": QT_TRANSLATE_NOOP("", "部门意见汇总表"),
    "consultation.requested": QT_TRANSLATE_NOOP("", "征求部门意见"),
    "stage.moved": QT_TRANSLATE_NOOP("", "办理进度"),
    "facts.recorded": QT_TRANSLATE_NOOP("", "申报资格信息"),
    "priority.flagged": QT_TRANSLATE_NOOP("", "优先情形"),
    "agency.recorded": QT_TRANSLATE_NOOP("", "第三方机构"),
    "list.imported": QT_TRANSLATE_NOOP("", "导入名单"),
    "rule.issued": QT_TRANSLATE_NOOP("", "文件发布"),
    "initial.reviewed": QT_TRANSLATE_NOOP("", "初审意见"),
    "quota.set": QT_TRANSLATE_NOOP("", "推荐名额"),
    "ranking.set": QT_TRANSLATE_NOOP("", "推荐排序"),
    "letter.made": QT_TRANSLATE_NOOP("", "报送函"),
    "publicity.opened": QT_TRANSLATE_NOOP("", "公示"),
    "objection.received": QT_TRANSLATE_NOOP("", "收到异议"),
    "objection.handled": QT_TRANSLATE_NOOP("", "异议处理"),
    "announcement.made": QT_TRANSLATE_NOOP("", "公布名单"),
    "checklist.signed": QT_TRANSLATE_NOOP("", "评价表入批次"),
    "recovery.key": QT_TRANSLATE_NOOP("", "单位恢复密钥"),
    "fork.explained": QT_TRANSLATE_NOOP("", "两支记录的说明"),
}
CODES = {
    "conflict": QT_TRANSLATE_NOOP("", "声明回避"),
    "none": QT_TRANSLATE_NOOP("", "无需回避"),
    "complete": QT_TRANSLATE_NOOP("", "材料齐全"),
    "incomplete": QT_TRANSLATE_NOOP("", "材料不齐"),
    "active": QT_TRANSLATE_NOOP("", "请其评审"),
    "inactive": QT_TRANSLATE_NOOP("", "不再评审"),
}
CODED = frozenset({"recusal.declared", "completeness.checked", "expert.assigned"})
REASONS = {
    "kind": QT_TRANSLATE_NOOP("", "这个版本还不认识这类记录，升级程序后自动采用"),
    "key": QT_TRANSLATE_NOOP("", "没有写明是哪一个对象"),
    "schema": QT_TRANSLATE_NOOP("", "内容不合格式，请作者用最新程序重新生成"),
    "certificate": QT_TRANSLATE_NOOP("", "还没有作者的身份，向组织单位索取批次文件"),
    "participant": QT_TRANSLATE_NOOP("", "作者还没有获准加入，等组织单位批准"),
    "role": QT_TRANSLATE_NOOP("", "作者没有写这类记录的角色，由组织单位核对"),
    "owner": QT_TRANSLATE_NOOP("", "这类记录只能由本人写，请本人重新提交"),
    "application": QT_TRANSLATE_NOOP("", "所属的申报登记还没有到"),
    "assignment": QT_TRANSLATE_NOOP("", "该专家还没有分派到这份申报"),
    "recusal": QT_TRANSLATE_NOOP("", "该专家的回避声明还没有到"),
    "revoked": QT_TRANSLATE_NOOP("", "写在证书撤销之后，不计入"),
    "order": QT_TRANSLATE_NOOP("", "前面的记录还没有到"),
    "feed": QT_TRANSLATE_NOOP("", "与作者前面的记录接不上，不计入，请与作者核对"),
}
WITHHELD = {
    "recused": QT_TRANSLATE_NOOP("", "收件人已声明回避，不发送该申报的内容"),
    "scores": QT_TRANSLATE_NOOP("", "收件人尚未提交本人评审，按方案不发送他人评分"),
    "sealed": QT_TRANSLATE_NOOP("", "评审封存中，专家全部交卷后才开封"),
    "lacking": QT_TRANSLATE_NOOP("", "内容不在本机"),
}
GIVEN_ROLES = ("expert", "leader", "secretary", "county", "department", "keeper")
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
KILO = 1024


def kind_words(kind: str) -> str:
    """What a record is about; an unknown kind says so."""
    return tr(KINDS[kind]) if kind in KINDS else tr("其他记录")


def roles_words(roles: Sequence[str]) -> str:
    """The roles of a participant in one line."""
    return tr("、").join(said(ROLES, role) for role in ROLES if role in roles) or tr("没有角色")


def reason_words(reason: str) -> str:
    """Why a record does not count, and what would cure it."""
    code = reason.partition(":")[0]
    return tr(REASONS[code]) if code in REASONS else tr("等待处理")


def change_words(line: PreviewLine, titles: Mapping[str, str]) -> str:
    """What a record changes; `titles` names departments and heads of the negative list by code."""
    parts = line.change.split(" · ") if line.change else []
    if line.kind in CODED:
        parts = [tr(CODES[part]) if part in CODES else part for part in parts]
    if line.kind in {"opinion.recorded", "negative.answered"} and len(parts) > 1:
        table = POSITIONS if line.kind == "opinion.recorded" else ANSWERS
        head = tr("{subject}：{word}").format(
            subject=titles.get(parts[0], parts[0]), word=said(table, parts[1])
        )
        parts = [head, *parts[2:]]
    if line.kind in {"review.submitted", "panel.concluded"} and parts:
        parts[0] = tr("{points} 分").format(points=parts[0])
    if line.kind == "package.received" and len(parts) > 1:
        parts[-1] = tr("第 {version} 版").format(version=parts[-1])
    return tr("，").join(part for part in parts if part)


def counted_kinds(kinds: Sequence[tuple[str, int]]) -> str:
    """Kinds of records with their numbers in one line."""
    words = (tr("{kind} {number} 条").format(kind=kind_words(kind), number=n) for kind, n in kinds)
    return tr("，").join(words)


def missing_words(line: MissingLine) -> str:
    """Which stretch of whose records is missing, and whom to ask."""
    if line.first == line.last:
        said = tr("{author}的第 {first} 条记录缺失，{ask}。")
    else:
        said = tr("{author}的第 {first} 至 {last} 条记录缺失，{ask}。")
    return said.format(author=line.author, first=line.first, last=line.last, ask=ask_words(line))


def stretch_words(line: MissingLine) -> str:
    """Which stretch is missing, in numbers."""
    if line.first == line.last:
        return tr("第 {first} 条").format(first=line.first)
    return tr("第 {first} 至 {last} 条").format(first=line.first, last=line.last)


def ask_words(line: MissingLine) -> str:
    """Whom to ask for a missing stretch: its author, or somebody who said that he has it."""
    if not line.ask:
        return tr("请向本人索取")
    return tr("请向本人或{people}索取").format(people=tr("、").join(line.ask[:3]))


def conflict_subject(line: ConflictLine, people: Sequence[ParticipantLine], titles: Mapping[str, str]) -> str:
    """What two values stand against each other for."""
    names = {person.fingerprint: person.name for person in people}
    part = line.key[-1] if len(line.key) > 1 else ""
    named = titles.get(part) or names.get(part) or names.get(line.key[0], "")
    return " · ".join(word for word in (kind_words(line.kind), named) if word)


def summary_words(summary: str) -> str:
    """A value of a conflict in words, what was decided first: codes of the core become the words of the screens."""
    tables = (POSITIONS, ANSWERS, CATEGORIES, ROLES)
    decided, others = [], []
    for part in summary.split("，"):
        table = next((one for one in tables if part and part in one), None)
        if table is not None:
            decided.append(said(table, part))
        else:
            others.append(part)
    return tr("，").join((*decided, *others))


def accepted(preview: ExchangePreview) -> int:
    """How many records would count, or stand against another value, once a file is received."""
    return sum(preview.counts.get(group, 0) for group in ("write", "replace", "conflict"))


def size_words(size: int) -> str:
    """A number of bytes for people."""
    if size < KILO:
        return tr("{size} 字节").format(size=size)
    if size < 1000 * KILO:
        return f"{size / KILO:.0f} KB"
    return f"{size / KILO / KILO:.1f} MB" if size < KILO**3 else f"{size / KILO**3:.2f} GB"


def time_words(milliseconds: int) -> str:
    """A time on screen: month, day and minute; the year only when it is not this one."""
    if not milliseconds:
        return "—"
    when = moment_of(milliseconds)
    words = tr("{month} 月 {day} 日 {time}").format(
        month=when.month, day=when.day, time=when.strftime("%H:%M")
    )
    if when.year == datetime.now().astimezone().year:
        return words
    return tr("{year} 年 {words}").format(year=when.year, words=words)


def file_name(*parts: str) -> str:
    """A file name that every system can carry, from words: unsafe characters and blanks become one hyphen."""
    words = (_UNSAFE.sub("-", part.replace("（", "-").replace("）", "")).strip("-. ") for part in parts)
    return "-".join(word for word in words if word)[:80].strip("-. ")
