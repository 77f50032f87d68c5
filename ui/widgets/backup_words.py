"""Words of backups: why one was made, how it was tried, how all of them stand, and what needs attention."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.notifier import notice_of
from ui.widgets.exchange_words import size_words, time_words
from ui.widgets.home_tasks import day_words, when_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greendesk.desk import Desk
    from greendesk.use_cases.backups import AuthorHeld, BackupLine, BackupStatus, Contents, RoundHeld, Trial

REASONS = {
    "start": QT_TRANSLATE_NOOP("", "每日"),
    "day": QT_TRANSLATE_NOOP("", "每日"),
    "work": QT_TRANSLATE_NOOP("", "工作中"),
    "asked": QT_TRANSLATE_NOOP("", "手动"),
    "before-receiving": QT_TRANSLATE_NOOP("", "接收前"),
    "before-upgrade": QT_TRANSLATE_NOOP("", "升级前"),
    "before-update": QT_TRANSLATE_NOOP("", "更新前"),
    "before-repair": QT_TRANSLATE_NOOP("", "修复前"),
    "after-repair": QT_TRANSLATE_NOOP("", "修复后"),
    "before-restore": QT_TRANSLATE_NOOP("", "恢复前"),
}
OTHER = QT_TRANSLATE_NOOP("", "自动")
DAY = 24 * 3600 * 1000
MOST_PEOPLE = 6
SAME_DISK = "GD-257"  # a warning about the second place, which gets its copies all the same
AWAY, GOES_ON = "GD-255", "GD-256"  # not plugged in; not everything in one go
OLD, ABSENT = 3 * DAY, 14 * DAY
LATE = 3600 * 1000  # copying is tried again every few minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRead:
    """How the backups stand now, and whether something was written that the last one, an old one, does not hold."""

    status: "BackupStatus"
    unsaved: bool
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something about the backups that a person should look at: a chip and a sentence."""

    chip: str
    words: str
    tone: str = "warning"


def read_backups(desk: "Desk") -> BackupRead:
    """Read how the backups stand; runs on the worker."""
    now = int(datetime.now().astimezone().timestamp() * 1000)
    status = desk.backups.status()
    old = now - (status.last_made or 0) > OLD
    return BackupRead(status=status, unsaved=old and bool(desk.backups.due(now)), now=now)


def reason_words(reason: str) -> str:
    """Why a backup was made."""
    return tr(REASONS.get(reason, OTHER))


def moment(milliseconds: int, now: int) -> str:
    """When something was: today and yesterday by name, other days by date, with the time."""
    words = when_words(milliseconds, datetime.fromtimestamp(now / 1000).astimezone())
    return words if ":" in words else time_words(milliseconds)


def day(milliseconds: int) -> str:
    """The day of a moment: 4 月 17 日."""
    return day_words(datetime.fromtimestamp(milliseconds / 1000).astimezone().date())


def tried_short(status: "BackupStatus") -> str:
    """How the last trial went, where a name stands before it."""
    if status.last_tried is None:
        return tr("还没有试过")
    words = tr("{day}，完好") if status.tried_well else tr("{day}，没有通过")
    return words.format(day=day(status.last_tried))


def tried_words(status: "BackupStatus") -> str:
    """How the last trial went."""
    if status.last_tried is None:
        return tr("还没有试恢复过")
    words = tr("上次试恢复 {day}，完好") if status.tried_well else tr("上次试恢复 {day}，没有通过")
    return words.format(day=day(status.last_tried))


def last_words(read: BackupRead) -> str:
    """When the last backup was made, or who sees to it."""
    if read.status.last_made is not None:
        return tr("最近备份 {when}").format(when=moment(read.status.last_made, read.now))
    if read.status.next_due is None:
        return tr("数据在服务器上，由服务器备份")
    return tr("还没有备份")


def line_tried(line: "BackupLine") -> tuple[str, str, str]:
    """How one backup stood its own trial: words, tone and icon of a chip."""
    if not line.whole:
        return tr("不完整"), "danger", "warn"
    if line.tried is None:
        return tr("未试过"), "muted", "minus"
    if line.tried_well:
        return tr("完好"), "success", "check"
    return tr("没有通过"), "danger", "warn"


def trial_words(trial: "Trial") -> str:
    """What a trial restore found."""
    if not trial.ok:
        return tr("没有通过：{what}。换一份备份再试，并检查磁盘。").format(what=tr("；").join(trial.findings))
    words = tr("完好：{rounds} 个批次，{entries} 条记录，{drafts} 份草稿都能恢复。").format(
        rounds=trial.rounds, entries=trial.entries, drafts=trial.drafts
    )
    if trial.files_missing:
        words += tr("有 {count} 个附件不在本机，恢复后要向对方索取。").format(count=trial.files_missing)
    return words


def total_words(status: "BackupStatus") -> str:
    """How many backups there are, and how large they are."""
    return tr("%n 份，共 {size}", n=status.count).format(size=size_words(status.size))


def alarms(read: BackupRead) -> tuple[Alarm, ...]:
    """What needs attention, the gravest first; nothing when all is well or a server sees to it."""
    status, found = read.status, []
    if status.failed is not None and (notice := notice_of(status.failed.code)) is not None:
        found.append(Alarm(chip=tr("备份没有写成"), words=notice.sentence, tone="danger"))
    if status.last_tried is not None and not status.tried_well:
        found.append(
            Alarm(
                chip=tr("试恢复没有通过"),
                words=tr("上次试恢复没有通过。立即备份一份，再试一次。"),
                tone="danger",
            )
        )
    old = status.last_made is not None and read.now - status.last_made > OLD
    if status.next_due is not None and read.unsaved and old:
        words = tr("最近 3 天没有做成备份。检查磁盘空间，再点“立即备份”。")
        found.append(Alarm(chip=tr("3 天没有备份"), words=words))
    if status.second_place is not None and _absent(status, read.now):
        words = tr("第二处 14 天没有接上。插好 U 盘或连上共享文件夹，再点“立即备份”。")
        found.append(Alarm(chip=tr("第二处未接上"), words=words))
    elif status.second_place is not None and _behind(status, read.now):
        notice = notice_of(status.second_trouble, folder=str(status.second_place))
        words = tr("最近的备份还没有存到第二处。点“立即备份”再试一次。")
        told = notice.sentence if notice is not None and status.second_trouble != SAME_DISK else words
        found.append(Alarm(chip=tr("第二处不是最新"), words=told))
    return tuple(found)


def gone_words(contents: "Contents") -> str:
    """The rounds that are not in a backup at all, "" when each of the desk's is."""
    titles = tr("、").join(f"“{one or tr('批次')}”" for one in contents.gone)
    return tr("其中整个批次{titles}都没有了。").format(titles=titles) if titles else ""


def by_person(authors: "Sequence[AuthorHeld]") -> "list[AuthorHeld]":
    """Each person once, also with several certificates: renewed, or after a restore."""
    found: dict[tuple[bool, str], AuthorHeld] = {}
    for one in authors:
        key = (one.me, "" if one.me else one.name)
        if (before := found.get(key)) is None:
            found[key] = one
        else:
            entries, missing = before.entries + one.entries, before.missing + one.missing
            found[key] = replace(before, name=before.name or one.name, entries=entries, missing=missing)
    return list(found.values())


def whom_to_ask(contents: "Contents") -> list[str]:
    """Whom to ask for the records that a backup lacks, a line for each round."""
    return [_whom(one) for one in contents.rounds if one.only_desk]


def _whom(held: "RoundHeld") -> str:
    own = sum(one.missing for one in held.authors if one.me)
    others = [one for one in by_person(held.authors) if one.missing and not one.me]
    parts = []
    if others:
        names = tr("、").join(
            tr("{name} {count} 条").format(name=one.name or tr("未知"), count=one.missing)
            for one in others[:MOST_PEOPLE]
        )
        parts.append(tr("可向他们索取：{names}。").format(names=names))
    if own:
        parts.append(tr("本人的 {count} 条，可向收到过你文件的人索取。").format(count=own))
    return "".join(parts)


def _absent(status: "BackupStatus", now: int) -> bool:
    """Whether the second place got nothing for long; one that never did is told when there is a reason."""
    if status.second_last is None:
        return status.second_trouble not in {"", SAME_DISK}
    return now - status.second_last > ABSENT


def _behind(status: "BackupStatus", now: int) -> bool:
    """Whether a second place that is there does not get what it should; a stick may be away for a while."""
    if not status.second_behind or status.second_trouble == AWAY:
        return False
    if status.second_trouble not in {"", SAME_DISK, GOES_ON}:
        return True
    return status.last_made is not None and now - status.last_made > LATE
