"""`update show` and `update apply`: an update file on the command line; rules and keys need no desk."""

import sys
from argparse import Namespace
from pathlib import Path

from greendesk.domain.update import UpdateKind
from greendesk.errors import GreendeskError
from greendesk.use_cases.update_lines import Prepared, Preview, Way
from greendesk.use_cases.updates import Updates
from ui.cli.options import Commands, add_desk_options
from ui.cli.refusals import NotConfirmed
from ui.cli.report import Outcome, table
from ui.cli.session import desk_folder, open_desk
from ui.cli.speech import FATES, UPDATES, say, word
from ui.composition.desk_folder import DeskFolder
from ui.composition.updates import updates

_REASON = "before-update"


def add(commands: Commands) -> None:
    """Declare the commands."""
    group = commands.group("update", ("更新文件", "update files"))
    parser = group.add(
        "show", ("核对更新文件，说明会更新什么", "check an update file and say what it would do"), show
    )
    parser.add_argument("file", metavar="FILE", help=say("更新文件", "an update file"))
    about = (
        "采用更新文件：规则立即生效；程序先备份再安装，不能自己安装时放好并说明怎么装",
        "take an update file: rules count at once; before a program the desk is backed up",
    )
    parser = group.add("apply", about, apply)
    add_desk_options(parser)
    parser.add_argument("file", metavar="FILE", help=say("更新文件", "an update file"))
    parser.add_argument("--yes", action="store_true", help=say("不再询问", "do not ask"))


def show(args: Namespace) -> Outcome:
    """Say who signed an update file and what it would do here."""
    preview = updates().look(Path(args.file))
    return Outcome(lines=_told(preview), data=_data(preview))


def apply(args: Namespace) -> Outcome:
    """Take an update file after it was confirmed."""
    found, path = updates(), Path(args.file)
    preview = found.look(path)
    if not args.yes:
        _confirm(preview)
    if preview.statement.kind is UpdateKind.RULES:
        found.take_rules(path)
        line = say(
            f"规则已更新到 {preview.statement.version}。", f"Rules are of {preview.statement.version} now."
        )
        return Outcome(lines=(line,), data=_data(preview))
    if preview.statement.kind is UpdateKind.KEY:
        found.take_key(path)
        return Outcome(lines=(say("已采用发布者的新密钥。", "The new key holds."),), data=_data(preview))
    return _program(args, found, path, preview)


def _program(args: Namespace, found: Updates, path: Path, preview: Preview) -> Outcome:
    prepared = found.prepare(path, lambda: _backup(args))
    try:
        found.start(prepared)
    except GreendeskError:
        found.give_up()
        raise
    data = {**_data(preview), "ready": prepared.path, "command": prepared.command}
    return Outcome(lines=_next(prepared), data=data)


def _backup(args: Namespace) -> str:
    """Back up the desk; where there is none, nothing can be lost."""
    if not DeskFolder(desk_folder(args)).exists:
        return ""
    with open_desk(args) as desk:
        return str(desk.folder / "backups" / desk.backups.make(_REASON).folder)


def _next(prepared: Prepared) -> tuple[str, ...]:
    """What happens now, or what a person has to do."""
    if prepared.way is Way.PACKAGE:
        return (say(f"已安装 {prepared.version}。", f"{prepared.version} is installed."),)
    if prepared.way in {Way.SETUP, Way.PORTABLE}:
        return (
            say(
                "安装程序已启动，本程序关闭后开始更新。",
                "The installer has been started; it begins when this has ended.",
            ),
        )
    if prepared.way is Way.ADMINISTRATOR:
        return (
            say("已核对并放好。请管理员运行：", "Checked and ready. An administrator has to run:"),
            f"  {prepared.command}",
        )
    return (
        say("已核对并放好。用它替换现在的程序：", "Checked and ready. Put it in place of this program:"),
        f"  {prepared.path}",
    )


def _confirm(preview: Preview) -> None:
    if not sys.stdin.isatty():
        raise NotConfirmed
    print("\n".join(_told(preview)))
    if input(say("更新？[y/N] ", "Update? [y/N] ")).strip().lower() not in {"y", "yes", "是"}:
        raise NotConfirmed


def _told(preview: Preview) -> tuple[str, ...]:
    statement = preview.statement
    version = statement.version
    if statement.kind is UpdateKind.PROGRAM:
        version = f"{preview.here} → {version}"
    facts = [
        (say("更新", "update"), word(UPDATES, statement.kind.value)),
        (say("版本", "version"), version),
        (say("发布者", "publisher"), say(preview.publisher, preview.publisher_en)),
        (say("发布日期", "published"), statement.created.isoformat()),
    ]
    if statement.size:
        facts.append((say("字节", "bytes"), str(statement.size)))
    lines = [*table(facts), "", say(statement.changes.zh, statement.changes.en)]
    if preview.lines:
        rows = (
            (word(FATES, line.fate.value), line.payload.name, line.before, line.payload.version)
            for line in preview.lines
        )
        lines += ["", *table(rows)]
    if preview.new_key:
        lines.append(
            say(
                "采用后，旧密钥签名的更新文件不再接受。",
                "Once taken, files signed with the old key no longer count.",
            )
        )
    if preview.stale and statement.fresh_until is not None:
        day = statement.fresh_until.isoformat()
        lines.append(
            say(
                f"发布者预计 {day} 以后会有更新的文件。",
                f"The publisher expected a newer file after {day}.",
            )
        )
    return tuple(lines)


def _data(preview: Preview) -> dict[str, object]:
    statement = preview.statement
    return {
        "kind": statement.kind.value,
        "version": statement.version,
        "here": preview.here,
        "publisher": preview.publisher,
        "created": statement.created,
        "size": statement.size,
        "way": preview.way.value,
        "new_key": preview.new_key,
        "stale": preview.stale,
        "files": [
            {"name": line.payload.name, "version": line.payload.version, "fate": line.fate.value}
            for line in preview.lines
        ],
    }
