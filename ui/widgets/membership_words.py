"""Words about participants: what a role may do, how a certificate ended, what a record was, what a round file holds."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale

from greendesk.queries import ParticipantLine, RecordLine, RevocationPlan, SendPlan
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.exchange_words import WITHHELD, counted_kinds, kind_words, size_words, time_words

ROLE_NOTES: Mapping[str, str] = {
    "expert": QT_TRANSLATE_NOOP("", "先声明有无利益关系，再看材料、打分"),
    "leader": QT_TRANSLATE_NOOP("", "评审，并写专家组意见"),
    "secretary": QT_TRANSLATE_NOOP("", "登记、核对材料、分派专家、汇总"),
    "county": QT_TRANSLATE_NOOP("", "登记本地区的申报，收材料，报送"),
    "department": QT_TRANSLATE_NOOP("", "只写本部门的意见"),
    "keeper": QT_TRANSLATE_NOOP("", "名额、公示、异议、公布"),
}
RESTORED = "restored"
ENDINGS: Mapping[str, str] = {
    "lost": QT_TRANSLATE_NOOP("", "机器遗失或损坏"),
    "stolen": QT_TRANSLATE_NOOP("", "机器被盗，或口令被人知道"),
    "passphrase": QT_TRANSLATE_NOOP("", "忘记口令，或 UKey 不能用"),
    "left": QT_TRANSLATE_NOOP("", "离任，不再参与"),
    "fork": QT_TRANSLATE_NOOP("", "两台机器用同一身份写过记录"),
    "mistake": QT_TRANSLATE_NOOP("", "批准有误"),
    RESTORED: QT_TRANSLATE_NOOP("", "机器由备份恢复过"),
}
_MOST_LISTED = 6
_SHARED = frozenset(
    {"round.opened", "participant.admitted", "participant.revoked", "checklist.signed", "recovery.key"}
)


def in_my_language(chinese: str, english: str) -> str:
    """Which of two texts is in the language of the program."""
    return chinese if QLocale().language() == QLocale.Language.Chinese else english


def ending_words(reason: str) -> str:
    """Why a certificate ended."""
    return tr(ENDINGS[reason]) if reason in ENDINGS else reason


def person_words(person: ParticipantLine) -> str:
    """The name, and that it stands for a certificate which is no longer used."""
    if person.revoked is None:
        return person.name
    words = tr("{name}（原证书）") if person.successor else tr("{name}（已撤销）")
    return words.format(name=person.name)


def record_words(line: RecordLine) -> str:
    """What a record was, and about whom."""
    kind = kind_words(line.kind) if line.kind else tr("内容不在本机")
    return tr("{subject}，{kind}").format(subject=line.subject, kind=kind) if line.subject else kind


def state_words(person: ParticipantLine) -> str:
    """Since when a certificate is no longer used, why, and up to which record it counts."""
    end = person.revoked
    if end is None:
        return tr("有效")
    if end.reason == RESTORED:
        return tr("{time} 起由新证书接替，原来的记录都有效。").format(time=time_words(end.at))
    counts = tr("有效到第 {seq} 条记录").format(seq=end.last_seq) if end.last_seq else tr("没有一条记录有效")
    return tr("{time} 撤销：{reason}。{counts}。").format(
        time=time_words(end.at), reason=ending_words(end.reason), counts=counts
    )


def plan_lines(plan: RevocationPlan) -> tuple[str, ...]:
    """What a revocation would stop from counting, in lines."""
    if not plan.last_seq and not plan.stopped:
        return (tr("本机没有其计入的记录，以后收到的也不计入：先收齐其来件再办。"),)
    kept = tr("没有一条记录有效，以后收到的也不计入。")
    if plan.last_seq:
        kept = tr("有效到第 {seq} 条记录，之后的一律不计入。").format(seq=plan.last_seq)
    if not plan.stopped:
        return (kept, tr("本机已有的记录都照常有效。"))
    lines = [kept, tr("不再计入 %n 条：", n=len(plan.stopped))]
    for one in plan.stopped[:_MOST_LISTED]:
        words = record_words(one.record)
        lines.append("· " + (words if one.own else tr("{who}：{words}").format(who=one.who, words=words)))
    if len(plan.stopped) > _MOST_LISTED:
        lines.append(tr("……另有 %n 条", n=len(plan.stopped) - _MOST_LISTED))
    return tuple(lines)


def owed_words(plan: RevocationPlan, *, handed_over: bool) -> str:
    """What becomes of the reviews that the holder of a certificate still owes."""
    if not plan.open_work:
        return ""
    units = tr("、").join(plan.open_work[:3]) + ("…" if len(plan.open_work) > 3 else "")
    if handed_over:
        words = tr("还没有提交的评审转给新证书，回避声明要重新写：{units}（{n} 份）。")
    else:
        words = tr("还没有提交的评审要改派给别人：{units}（{n} 份）。")
    return words.format(units=units, n=len(plan.open_work))


def inside_words(plan: SendPlan, people: int) -> tuple[tuple[str, str], ...]:
    """What a round file holds: icon and words, line by line."""
    lines = [
        ("book", tr("政策方案和评价表")),
        ("shield", tr("参与方 {n} 人和各自的证书").format(n=people)),
    ]
    kinds = [(kind, number) for kind, number in plan.kinds if kind not in _SHARED]
    lines.append(("list", counted_kinds(kinds) or tr("还没有申报和专家分派")))
    if plan.attachments:
        words = tr("附件 {n} 个，共 {size}")
        lines.append(("file", words.format(n=plan.attachments, size=size_words(plan.attachments_size))))
    for why, number in plan.withheld:
        words = tr("{n} 条只发编号，不发内容：{why}")
        lines.append(("lock", words.format(n=number, why=tr(WITHHELD[why]))))
    return tuple(lines)


def names_words(names: Sequence[str]) -> str:
    """A few names in one line."""
    return tr("、").join(names[:3]) + (tr("等 {n} 人").format(n=len(names)) if len(names) > 3 else "")
