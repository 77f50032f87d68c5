"""What an examination of the desk found, in words for the screen and the command line; starts without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from greendesk.use_cases.doctor_sources import Source
from greendesk.use_cases.findings import Finding, Severity, What
from ui.messages.doctor import FINDINGS

Pair = tuple[str, str]

SEVERITIES: Mapping[Severity, Pair] = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTICE: ("提示", "notice"),
}
TABLES: Mapping[str, Pair] = {
    "standing": ("暂不计入的记录", "records that do not count"),
    "tip": ("各人记录的末尾", "ends of the records"),
    "register": ("现在的值", "present values"),
    "crowded": ("有分歧的事项", "matters in conflict"),
    "replaced": ("被取代的记录", "replaced records"),
    "granted": ("角色", "roles"),
    "revoked": ("撤销的证书", "certificates taken back"),
    "attachment": ("附件清单", "list of attachments"),
}
DAYS: Mapping[What, tuple[Pair, Pair]] = {  # with a day, and where there was none yet
    What.BACKUP_LATE: (("最近一次 {day}", "latest on {day}"), ("从未备份", "never backed up")),
    What.TRIAL_FAILED: (("试于 {day}", "tried on {day}"), ("", "")),
    What.TRIAL_LATE: (("上一次 {day}", "last on {day}"), ("从未试过", "never tried")),
    What.SECOND_LATE: (("上次复制 {day}", "last copied on {day}"), ("从未复制", "never copied")),
    What.CLOCK_HERE: (("本机日期 {day}", "it shows {day}"), ("", "")),
}
SOME_ROUND: Pair = ("名称读不出来的批次", "a round whose name cannot be read")
SOMEBODY: Pair = ("姓名读不出来的参与人", "a participant whose name cannot be read")
PARTS: Mapping[str, Pair] = {"entry": ("整条记录", "whole record"), "body": ("记录内容", "content")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in words."""

    severity: str
    title: str
    place: str
    means: str
    cure: str


def told(finding: Finding, language: str) -> Told:
    """Put a finding into words: what it is, where, what it means, what to do."""
    english = language == "en"
    message = FINDINGS[finding.what.code]
    words = message.en if english else message.zh
    return Told(
        severity=SEVERITIES[finding.what.severity][english],
        title=words.happened,
        place=place(finding, language),
        means=words.kept,
        cure=words.cure,
    )


def place(finding: Finding, language: str) -> str:
    """Where it is: round, whose records, which numbers, which file; or how long ago."""
    english = language == "en"
    numbers = str(finding.first)
    if finding.last != finding.first:
        numbers += f"–{finding.last}"
    record = (f"记录 {numbers}", f"record {numbers}")[english] if finding.last else ""
    named = finding.name
    for what, words in ((What.DERIVED, TABLES), (What.SET_ASIDE, PARTS)):
        if finding.what is what:
            named = words[finding.name][english]
    if finding.sha256 and not named:
        named = ("没有名称的文件", "file without a name")[english]
    title, who = finding.title, finding.who
    # the core gives the beginning of a number for want of a name
    if title and finding.round.startswith(title):
        title = SOME_ROUND[english]
    if who and finding.author.startswith(who):
        who = SOMEBODY[english]
    day = ""
    if finding.what in DAYS:
        day = DAYS[finding.what][not finding.day][english].format(day=finding.day)
    return " · ".join(filter(None, (title, who, record, named, day)))


def source_words(source: Source, language: str) -> str:
    """How much of what is missing a participant is known to have."""
    if language == "en":
        if not source.known:
            return "has sent nothing yet, so it is not known what he has"
        return f"is known to have {source.pieces} of {source.wanted}"
    if not source.known:
        return "还没有发来过文件，不知道他有什么"
    return f"已知有其中 {source.pieces} 项，共缺 {source.wanted} 项"
