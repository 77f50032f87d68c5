"""`import` and `export`: files from desk to desk."""

import sys
from argparse import Namespace
from pathlib import Path

from greendesk.queries import ExchangePreview
from ui.cli.options import Commands
from ui.cli.refusals import NotConfirmed
from ui.cli.report import Outcome, table
from ui.cli.session import new_file, open_desk, open_round, the_participant
from ui.cli.speech import EVENTS, GROUPS, say, when, word


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_desk("import", ("接收文件", "receive a file"), receive)
    parser.add_argument("file", metavar="FILE")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--preview", action="store_true", help=say("只看不收", "only show what would change"))
    chosen.add_argument(
        "--yes", action="store_true", help=say("不再询问，直接接收", "receive without asking")
    )
    parser = commands.add_round("export", ("写出交换文件", "write a file for others"), send)
    parser.add_argument("--to", nargs="+", required=True, metavar="NAME")
    parser.add_argument("--out", required=True, metavar="FILE")
    parser.add_argument(
        "--complete", action="store_true", help=say("批次的全部，给新加入的人", "everything, for a newcomer")
    )
    parser.add_argument("--plain", action="store_true", help=say("不加密", "do not encrypt"))


def receive(args: Namespace) -> Outcome:
    """Show what a file would change, then receive it when that was confirmed."""
    path = Path(args.file)
    with open_desk(args) as desk:
        preview = desk.exchange.look(path)
        if args.preview:
            return Outcome(lines=_told(preview), data={"received": False, "preview": preview})
        if not args.yes:
            _confirm(preview)
        preview = desk.exchange.receive(path)
    done = say(f"已接收 {preview.total} 条。", f"{preview.total} records received.")
    return Outcome(lines=(*_told(preview), done), data={"received": True, "preview": preview})


def send(args: Namespace) -> Outcome:
    """Write what the named people lack and may see."""
    target = new_file(args.out)
    with open_round(args) as session:
        people = [the_participant(session, name) for name in args.to]
        sent = session.desk.exchange.send(
            session.round,
            target,
            [line.fingerprint for line in people],
            complete=args.complete,
            encrypt=not args.plain,
        )
    line = say(
        f"{target.name}：记录 {sent.entries}（未附内容 {sent.withheld}），附件 {sent.attachments}。",
        f"{target.name}: {sent.entries} records ({sent.withheld} without content), "
        f"{sent.attachments} attachments.",
    )
    return Outcome(lines=(line,), data=sent)


def _confirm(preview: ExchangePreview) -> None:
    if not sys.stdin.isatty():
        raise NotConfirmed
    print("\n".join(_told(preview)))
    if input(say("接收？[y/N] ", "Receive? [y/N] ")).strip().lower() not in {"y", "yes", "是"}:
        raise NotConfirmed


def _told(preview: ExchangePreview) -> tuple[str, ...]:
    head = (
        (say("发件人", "from"), f"{preview.sender} · {preview.sender_organisation}"),
        (say("收件人", "for"), say("、", ", ").join(preview.recipients)),
        (say("批次", "round"), preview.round_title),
        (say("写成时间", "made"), when(preview.made)),
        *((word(GROUPS, group), count) for group, count in preview.counts.items() if count),
        (say("附件", "attachments"), preview.attachments),
    )
    changes = (
        (word(GROUPS, line.group), line.who, word(EVENTS, line.kind), line.subject, line.change)
        for line in preview.lines
    )
    missing = tuple(
        say(
            f"缺 {line.author} 的第 {line.first}–{line.last} 条记录，请向其索取。",
            f"Records {line.first}–{line.last} of {line.author} are missing; ask for them.",
        )
        for line in preview.missing
    )
    return (*table(head), *(f"  {line}" for line in table(changes)), *missing)
