"""`backup make|list|look|try|restore|second|found`: the backups of a desk, and the way back to one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from greendesk.errors import GreendeskError
from greendesk.use_cases.backups import SECOND, BackupLine, Contents, NoBackup, Restored, Trial
from ui.cli.options import Commands
from ui.cli.report import OK, REFUSED, Outcome, table
from ui.cli.session import desk_folder, open_desk, passphrase, pin
from ui.cli.speech import Pair, say, when, word
from ui.composition.desk_folder import DeskFolder
from ui.messages import MESSAGES

_REASONS: Mapping[str, Pair] = {
    "start": ("每日", "daily"),
    "day": ("每日", "daily"),
    "work": ("工作中", "during work"),
    "asked": ("手动", "asked for"),
    "before-receiving": ("接收文件前", "before receiving"),
    "before-repair": ("修复前", "before a repair"),
    "before-upgrade": ("升级数据前", "before an upgrade"),
    "before-update": ("更新程序前", "before an update"),
    "after-repair": ("修复后", "after a repair"),
    "before-restore": ("恢复前", "before a restore"),
}
_NONE = "none"
BEFORE = "before-restore"


def add_to(group: Commands) -> None:
    """Declare the commands among those about backups."""
    group.add_desk("make", ("立即备份", "back up now"), make)
    group.add_desk("list", ("列出备份，不需要口令", "list the backups, without the passphrase"), list_lines)
    parser = group.add_desk(
        "look", ("看备份里有什么，与现在比较", "what a backup holds, beside the desk"), look
    )
    _add_backup(parser)
    parser = group.add_desk("try", ("试恢复一份备份，不改动数据", "restore a backup for a trial"), try_one)
    _add_backup(parser)
    parser = group.add_desk(
        "restore", ("由备份恢复，现有数据移到一旁", "restore; what is there is set aside"), restore
    )
    parser.add_argument(
        "backup",
        metavar="BACKUP",
        help=say(
            "列表中的名称，或备份所在的文件夹（U 盘上的也可以）",
            "a name of the list, or a folder that holds backups",
        ),
    )
    about = ("设第二处备份（U 盘、共享文件夹）并复制", "set a second place for backups and copy there")
    parser = group.add_desk("second", about, second)
    parser.add_argument(
        "folder",
        nargs="?",
        default="",
        metavar="FOLDER",
        help=say("不写则只再复制一次；none 为不再复制", "only copy again when left out; none gives it up"),
    )
    parser = group.add(
        "found", ("列出文件夹里有备份的工作台", "list the desks of which a folder holds backups"), found
    )
    parser.add_argument(
        "folder", metavar="FOLDER", help=say("U 盘或共享文件夹", "a memory stick or a shared folder")
    )


def _add_backup(parser: ArgumentParser) -> None:
    parser.add_argument(
        "backup",
        nargs="?",
        default="",
        metavar="BACKUP",
        help=say("列表中的名称；不写则为最近一份", "a name of the list; the latest when left out"),
    )


def make(args: Namespace) -> Outcome:
    """Write a backup now, and copy it to the second place."""
    with open_desk(args) as desk:
        line, status = desk.backups.make("asked"), desk.backups.status()
    lines = [say(f"已备份：{line.folder}", f"Backed up: {line.folder}")]
    if status.second_trouble:
        lines.append(_trouble(status.second_trouble))
    return Outcome(lines=tuple(lines), data={"backup": line, "status": status})


def list_lines(args: Namespace) -> Outcome:
    """The backups, the latest first."""
    lines = DeskFolder(desk_folder(args)).backups()
    return Outcome(lines=table(map(_row, lines)) or (say("没有备份。", "No backups."),), data=lines)


def look(args: Namespace) -> Outcome:
    """What a backup holds, beside the open desk."""
    with open_desk(args) as desk:
        contents = desk.backups.look_into(_chosen(desk.backups.lines(), args.backup))
    return Outcome(lines=_told(contents), data=contents)


def try_one(args: Namespace) -> Outcome:
    """Restore a backup into a room of its own and check it; ends with 1 when it is not good."""
    with open_desk(args) as desk:
        line = _chosen(desk.backups.lines(), args.backup) if args.backup else None
        trial = desk.backups.try_restore(line)
    return Outcome(lines=_tried(trial), data=trial, code=OK if trial.ok else REFUSED)


def restore(args: Namespace) -> Outcome:
    """Put the desk back; the present data are backed up where they open, and set aside."""
    folder = DeskFolder(desk_folder(args))
    given = Path(args.backup)
    backup = folder.place_of(given if given.is_dir() else _chosen(folder.backups(), args.backup))
    number, secret = pin() if folder.exists and folder.token() else "", passphrase(args)
    told = _backed_up(folder, secret, backup.name) if folder.exists else ()
    restored = folder.restore(backup, secret, number)
    return Outcome(lines=(*told, *restored_lines(restored)), data=restored)


def second(args: Namespace) -> Outcome:
    """Set the second place or give it up, and copy what is new."""
    with open_desk(args) as desk:
        if args.folder == _NONE:
            desk.backups.set_second(None)
        elif args.folder:
            desk.backups.set_second(Path(args.folder))
        place = desk.backups.copy_second()
    if place.folder is None:
        lines = [say("没有设第二处备份。", "There is no second place.")]
    else:
        last = when(place.last or 0) or "—"
        lines = [say(f"第二处：{place.folder}，最近复制 {last}", f"{place.folder}, last copied {last}")]
    if place.trouble:
        lines.append(_trouble(place.trouble))
    return Outcome(lines=tuple(lines), data=place)


def found(args: Namespace) -> Outcome:
    """The desks that a stick or a shared folder holds backups of, for a new computer."""
    from ui.composition.restoring import found_desks

    desks = found_desks(Path(args.folder))
    rows = [(one.name, one.organisation, when(one.lines[0].made), one.folder) for one in desks]
    return Outcome(lines=table(rows) or (say("没有备份。", "No backups."),), data=desks)


# ---------------------------------------------------------------- words


def _backed_up(folder: DeskFolder, secret: str, needed: str) -> tuple[str, ...]:
    """Back the present desk up before a restore; where that does not go, as with damaged data, a line says so."""
    try:
        desk = folder.unlock(secret)
        try:
            line = desk.backups.make(BEFORE, needed=needed)
        finally:
            desk.close()
    except (GreendeskError, OSError) as error:
        code = error.code if isinstance(error, GreendeskError) else type(error).__name__
        return (say(f"恢复前没有备份：{code}", f"No backup before the restore: {code}"),)
    return (say(f"恢复前已备份：{line.folder}", f"Backed up before the restore: {line.folder}"),)


def _chosen(lines: tuple[BackupLine, ...], given: str) -> BackupLine:
    for line in lines:
        if given in {"", line.folder} and (given or line.whole):
            return line
    raise NoBackup(folder=given)


def _row(line: BackupLine) -> tuple[object, ...]:
    state = say("完整", "whole") if line.whole else say("不完整", "not whole")
    if line.tried is not None:
        good = say("试恢复成功", "tried") if line.tried_well else say("试恢复失败", "failed its trial")
        state = f"{good} {when(line.tried)}"
    place = say("第二处", "second place") if line.place == SECOND else ""
    reason = word(_REASONS, line.reason)
    return when(line.made), reason, f"{line.size // 1024} KB", state, place, line.folder


def _told(contents: Contents) -> tuple[str, ...]:
    line = contents.line
    rows = [
        (one.title, one.applications, one.entries, when(one.last_entry), one.only_desk, one.only_backup)
        for one in contents.rounds
    ]
    head = (
        say("批次", "round"),
        say("申报", "applications"),
        say("记录", "records"),
        say("最后一条", "last one"),
        say("备份中没有", "not in the backup"),
        say("现在没有", "not on the desk"),
    )
    gone = [
        say(f"整个批次“{title}”不在备份里。", f'The whole round "{title}" is not in the backup.')
        for title in contents.gone
    ]
    return (
        say(
            f"{when(line.made)} 的备份：记录 {contents.entries} 条，草稿 {contents.drafts} 份。",
            f"Backup of {when(line.made)}: {contents.entries} records, {contents.drafts} drafts.",
        ),
        *(table((head, *rows)) if rows else ()),
        *gone,
    )


def _tried(trial: Trial) -> tuple[str, ...]:
    counted = say(
        f"批次 {trial.rounds}，记录 {trial.entries}，草稿 {trial.drafts}，缺附件 {trial.files_missing}，"
        f"用时 {trial.seconds:.1f} 秒",
        f"{trial.rounds} rounds, {trial.entries} records, {trial.drafts} drafts, "
        f"{trial.files_missing} attachments missing, {trial.seconds:.1f} s",
    )
    head = say("试恢复成功：", "The trial restore went well: ")
    if not trial.ok:
        head = say("试恢复失败：", "The trial restore failed: ")
    return (head + counted, *trial.findings)


def restored_lines(restored: Restored) -> tuple[str, ...]:
    """To when a desk was put back, what is missing, and what to do next."""
    lines = [
        say(
            f"已恢复到 {when(restored.made)}，记录 {restored.entries} 条。",
            f"Restored to {when(restored.made)}, {restored.entries} records.",
        )
    ]
    if restored.salvaged:
        lines = [
            say(
                f"由损坏的数据文件和备份读出记录 {restored.entries} 条。",
                f"{restored.entries} records were read out of the damaged file and the backups.",
            )
        ]
    if restored.salvaged and restored.missing > 0:
        lines.append(say(f"读不出来的有 {restored.missing} 条。", f"{restored.missing} could not be read."))
    elif restored.missing > 0:
        lines.append(
            say(
                f"之后的 {restored.missing} 条不在其中，收到其他参与人的文件后会补回。",
                f"{restored.missing} later ones are not in it; files of the others bring them back.",
            )
        )
    if restored.set_aside is not None:
        lines.append(say(f"原来的数据：{restored.set_aside}", f"What was there: {restored.set_aside}"))
    if restored.renewal:
        lines.append(
            say(
                f"{restored.renewal} 个批次要换新证书后才能写入：写出加入申请交给组织单位。",
                f"{restored.renewal} rounds need a new certificate before anything is written: "
                "send the organiser a request to join.",
            )
        )
    return tuple(lines)


def _trouble(code: str) -> str:
    message = MESSAGES.get(code)
    words = (message.zh if say("zh", "en") == "zh" else message.en) if message else None
    return f"{code}  {words.happened}" if words else code
