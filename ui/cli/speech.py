"""The words of the command line in both languages; codes of the core become words here, without Qt."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone

from greendesk.domain.moments import moment_of
from ui.language import speak
from ui.messages import MESSAGES, Words

Pair = tuple[str, str]
CHINA = timezone(timedelta(hours=8))
_language: ContextVar[str] = ContextVar("command_line_language", default="zh")

KINDS: Mapping[str, Pair] = {
    "pdf": ("签名文件（PDF）", "signed document (PDF)"),
    "docx": ("封签文档（docx）", "sealed document (docx)"),
    "xlsx": ("封签表格（xlsx）", "sealed spreadsheet (xlsx)"),
    "package": ("材料包", "package"),
    "exchange": ("交换文件", "exchange file"),
    "round": ("批次文件", "round file"),
    "request": ("加入申请", "request to join"),
    "update": ("更新文件", "update file"),
    "policy": ("政策方案", "policy"),
    "checklist": ("评价指标表", "checklist"),
    "unknown": ("未知文件", "unknown file"),
}
FACTS: Mapping[str, Pair] = {
    "record": ("记录编号", "record"),
    "document": ("文件种类", "document"),
    "round": ("批次编号", "round"),
    "made": ("写成时间", "made"),
    "recipients": ("收件人", "for"),
    "content": ("内容校验值", "digest of content"),
    "sealed": ("内容已加密，只有收件人能打开", "encrypted: only its readers can open the content"),
    "records": ("记录", "records"),
    "withheld": ("未附内容的记录", "records without content"),
    "bodies": ("补发的内容", "contents sent later"),
    "attachments": ("附件", "attachments"),
    "roles": ("申请角色", "roles asked for"),
    "words": ("身份词", "words to compare"),
    "unit": ("单位", "unit"),
    "credit_code": ("统一社会信用代码", "credit code"),
    "files": ("文件数", "files"),
    "size": ("字节", "bytes"),
    "unsigned": (
        "没有签名：只能核对是否完整，不能证明出自谁",
        "not signed: wholeness is shown, not whose it is",
    ),
    "update": ("更新", "update"),
    "version": ("版本", "version"),
    "platform": ("适用于", "for"),
    "created": ("发布日期", "published"),
    "title": ("名称", "title"),
    "digest": ("校验值", "digest"),
    "shipped": ("程序自带", "comes with the program as"),
}
UPDATES: Mapping[str, Pair] = {
    "program": ("程序", "program"),
    "rules": ("规则", "rules"),
    "key": ("发布者的密钥", "the publisher's key"),
}
FATES: Mapping[str, Pair] = {
    "new": ("新增", "new"),
    "newer": ("更新", "newer"),
    "here": ("已有", "here already"),
    "older": ("保留较新的", "the newer one stays"),
}
PAPERS: Mapping[str, Pair] = {
    "score-sheet": ("专家评审表", "score sheet"),
    "panel-conclusion": ("专家组意见", "panel conclusion"),
    "correction-notice": ("补正通知", "notice of what is missing"),
    "recommendation-summary": ("推荐汇总表", "recommendation summary"),
    "department-letter": ("征求意见函", "letter to a department"),
    "opinions-summary": ("部门意见汇总表", "summary of opinions"),
    "initial-review": ("初审意见", "initial review"),
    "cover-letter": ("报送函", "cover letter"),
    "publicity-notice": ("公示", "publicity notice"),
    "objection-record": ("异议处理意见", "handling of an objection"),
    "announcement": ("公告", "announcement"),
    "ranking-table": ("推荐排序表", "ranking"),
    "cover-slip": ("交换文件交接单", "slip of an exchange file"),
}
PARTS: Mapping[str, Pair] = {
    "update-release": ("更新文件", "update file"),
    "update-root": ("发布者的新密钥", "the publisher's new key"),
    "letter": ("封面", "letter"),
    "package": ("材料包", "package"),
    "sign-expert": ("专家签名", "expert's signature"),
    "sign-leader": ("组长签名", "panel leader's signature"),
    "sign-secretary": ("秘书签名", "secretary's signature"),
    "sign-office": ("单位签名", "office's signature"),
    "sign-sender": ("移交人签名", "sender's signature"),
    "customXml/greendesk-seal.json": ("封签", "seal"),
}
ROLES: Mapping[str, Pair] = {
    "authority": ("组织单位", "organiser"),
    "county": ("县区工信", "county office"),
    "department": ("部门", "department"),
    "expert": ("专家", "expert"),
    "leader": ("组长", "panel leader"),
    "secretary": ("秘书", "secretary"),
    "keeper": ("名单管理", "list keeper"),
}
CATEGORIES: Mapping[str, Pair] = {
    "factory": ("绿色工厂", "green factory"),
    "park": ("绿色工业园区", "green park"),
    "supply_chain": ("绿色供应链", "green supply chain"),
    "product": ("绿色设计产品", "green product"),
}
STAGES: Mapping[str, Pair] = {
    "registered": ("待收件", "registered"),
    "packaged": ("待核对", "to be checked"),
    "incomplete": ("待补正", "incomplete"),
    "complete": ("材料齐全", "complete"),
    "assigned": ("已分派", "assigned"),
    "reviewing": ("专家评审", "in review"),
    "reviewed": ("待合议", "reviewed"),
    "concluded": ("组长定稿", "concluded"),
}
MY_STATES: Mapping[str, Pair] = {
    "": ("", ""),
    "to_declare": ("待声明", "to declare"),
    "to_review": ("待评", "to review"),
    "drafting": ("评审中", "drafting"),
    "submitted": ("已提交", "submitted"),
    "returned": ("已退回", "returned"),
    "recused": ("已回避", "recused"),
}
ANSWERS: Mapping[str, Pair] = {
    "": ("未核对", "open"),
    "clear": ("无", "clear"),
    "hit": ("有", "hit"),
    "unknown": ("待查", "unknown"),
}
POSITIONS: Mapping[str, Pair] = {
    "": ("未复", "no reply"),
    "agree": ("同意", "agrees"),
    "conditional": ("有条件", "with conditions"),
    "object": ("不同意", "objects"),
}
VERDICTS: Mapping[str, Pair] = {
    "conforms": ("符合", "conforms"),
    "fails": ("不符合", "fails"),
    "pending": ("待查", "pending"),
}
SIGNED: Mapping[str, Pair] = {  # kinds of signed documents, as `report` names them
    "score-sheet": PAPERS["score-sheet"],
    "panel": PAPERS["panel-conclusion"],
    "summary": PAPERS["recommendation-summary"],
    "notice": PAPERS["correction-notice"],
}
DOCUMENTS: Mapping[str, Pair] = {
    "present": ("已有", "present"),
    "missing": ("缺", "missing"),
    "unusable": ("不可用", "unusable"),
    "not_required": ("不需要", "not required"),
}
DECIDED: Mapping[str, Pair] = {
    "conflict": ("声明回避", "recused"),
    "none": ("无需回避", "no conflict of interest"),
    "complete": ("材料齐全", "complete"),
    "incomplete": ("材料不齐", "incomplete"),
    "active": ("请其评审", "asked to review"),
    "inactive": ("不再评审", "no longer asked"),
}
GROUPS: Mapping[str, Pair] = {
    "write": ("将写入", "to be written"),
    "known": ("已有", "known already"),
    "replace": ("替换本机所写", "replaces what was written here"),
    "conflict": ("有冲突", "in conflict"),
    "waiting": ("待齐", "waiting for others"),
    "refused": ("不采用", "refused"),
    "withheld": ("未附内容", "without content"),
}
EVENTS: Mapping[str, Pair] = {
    "round.opened": ("开设批次", "round opened"),
    "participant.admitted": ("批准加入", "participant admitted"),
    "participant.revoked": ("撤销证书", "certificate taken back"),
    "fork.explained": ("两支记录的说明", "explanation of two branches"),
    "application.registered": ("登记申报", "application registered"),
    "package.received": ("收到材料包", "package received"),
    "completeness.checked": ("核对材料", "documents checked"),
    "completeness.sorted": ("按文件名分拣材料", "files sorted by name"),
    "correction.requested": ("补正通知", "notice issued"),
    "negative.answered": ("核对负面清单", "negative list answered"),
    "opinion.recorded": ("部门意见", "opinion recorded"),
    "expert.assigned": ("分派专家", "expert assigned"),
    "expert.withdrawn": ("撤回分派", "assignment taken back"),
    "recusal.declared": ("回避声明", "recusal declared"),
    "review.submitted": ("提交评审", "review submitted"),
    "review.sealed": ("封存交卷", "review handed in sealed"),
    "review.returned": ("退回评审", "review returned"),
    "panel.concluded": ("评审结论", "panel conclusion"),
    "document.signed": ("签名文件", "document signed"),
    "summary.made": ("推荐汇总表", "summary made"),
    "opinions.summed": ("部门意见汇总表", "opinions summed up"),
    "consultation.requested": ("征求部门意见", "departments asked"),
    "stage.moved": ("办理进度", "stage moved"),
    "facts.recorded": ("申报资格信息", "eligibility facts"),
    "priority.flagged": ("优先情形", "priority flagged"),
    "agency.recorded": ("第三方机构", "third-party body"),
    "list.imported": ("导入名单", "list imported"),
    "rule.issued": ("文件发布", "rule issued"),
    "initial.reviewed": ("初审意见", "initial review"),
    "quota.set": ("推荐名额", "quota set"),
    "ranking.set": ("推荐排序", "ranking set"),
    "letter.made": ("报送函", "cover letter"),
    "publicity.opened": ("公示", "public notice"),
    "objection.received": ("收到异议", "objection received"),
    "objection.handled": ("异议处理", "objection handled"),
    "announcement.made": ("公布名单", "list published"),
    "checklist.signed": ("评价表入批次", "checklist put into the round"),
    "recovery.key": ("单位恢复密钥", "recovery key of an office"),
    "": ("（未附内容）", "(without content)"),
}
REVOKED: Mapping[str, Pair] = {
    "restored": ("由备份恢复过", "restored from a backup"),
    "lost": ("遗失", "lost"),
    "stolen": ("被盗", "stolen"),
    "left": ("离任", "left"),
    "passphrase": ("忘记口令", "passphrase forgotten"),
    "fork": ("两台机器同时写", "written on two machines"),
    "mistake": ("批准有误", "approved by mistake"),
}
SCORE_STATES: Mapping[str, Pair] = {
    "counted": ("计入", "counted"),
    "open": ("未提交", "open"),
    "sealed": ("已封存，待开封", "sealed, not opened yet"),
    "recused": ("已回避", "recused"),
    "dropped_highest": ("最高分，不计入", "highest, dropped"),
    "dropped_lowest": ("最低分，不计入", "lowest, dropped"),
}
SEAL_REMARKS: Mapping[str, Pair] = {
    "resealed": ("开封前重新封存过", "sealed again before it was opened"),
    "resealed_late": ("全部交卷之后又重新封存", "sealed again after all were in"),
    "unsealed": ("另交了一份没有封存的评审，不计入", "another review that was not sealed; it does not count"),
    "broken": ("封存的不是这份申报的评审，不计入", "what was sealed is no review of this; it does not count"),
}


def choose(given: str) -> None:
    """Speak the language that was asked for, or that of `LANG`; Chinese when neither says."""
    language = given or ("en" if os.environ.get("LANG", "").lower().startswith("en") else "zh")
    _language.set(language)
    speak(language)


def say(zh: str, en: str) -> str:
    """The sentence in the language of this run."""
    return en if _language.get() == "en" else zh


def word(table: Mapping[str, Pair], code: str) -> str:
    """The word for a code; one without a word stands for itself."""
    return say(*table[code]) if code in table else code


def words(table: Mapping[str, Pair], codes: Sequence[str]) -> str:
    """The words for several codes in one line."""
    return say("、", ", ").join(word(table, code) for code in codes)


def spelled(table: Mapping[str, Pair], codes: Sequence[str]) -> str:
    """The codes among which one is to be chosen, each with its word where that is another one."""
    told = ((code, word(table, code)) for code in codes)
    between = say(" ", ": ")
    return " / ".join(code if code == said else f"{code}{between}{said}" for code, said in told)


def when(milliseconds: int) -> str:
    """A time of the ledger in Chinese standard time, "" for none."""
    return clock(moment_of(milliseconds, CHINA)) if milliseconds else ""


def clock(at: datetime | None) -> str:
    """A time in Chinese standard time to the minute, as on papers, "" for none.

    The windows show the time of the computer's clock: where that is another one, the zone is said here.
    """
    if at is None:
        return ""
    told = at.astimezone(CHINA)
    zone = "" if _here(at) == told.utcoffset() else " +08:00"
    return told.strftime("%Y-%m-%d %H:%M") + zone


def _here(at: datetime) -> timedelta | None:
    """How far this computer's clock is from UTC at a time; nothing for a time that its calendar does not have."""
    try:
        return at.astimezone().utcoffset()
    except (OSError, OverflowError, ValueError):
        return None


def told(code: str, details: Mapping[str, str | int]) -> Words:
    """The three sentences for a code, with its details."""
    message = MESSAGES[code]
    given = defaultdict(lambda: "—", details)
    chosen = message.en if _language.get() == "en" else message.zh
    return Words(
        happened=chosen.happened.format_map(given),
        kept=chosen.kept.format_map(given),
        cure=chosen.cure.format_map(given),
    )
