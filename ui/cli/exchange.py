"""`import` and `export`: files from desk to desk."""

import re
import sys
from argparse import ArgumentTypeError, Namespace
from contextlib import suppress
from pathlib import Path

from greendesk.desk import Desk
from greendesk.domain.papers_slip import grouped
from greendesk.queries import ExchangePreview, PreviewLine
from greendesk.use_cases.handover import PartsMissing
from ui.cli.options import Commands
from ui.cli.refusals import NotConfirmed
from ui.cli.report import Outcome, table
from ui.cli.session import new_file, open_desk, open_round, the_participant
from ui.cli.speech import ANSWERS, DECIDED, EVENTS, GROUPS, POSITIONS, say, when, word

_SIZE = re.compile(r"([1-9]\d{0,8})\s*(?:([kKmMgG])?[bB]?)")
_SAID = {
    "opinion.recorded": POSITIONS,
    "negative.answered": ANSWERS,
    "completeness.checked": DECIDED,
    "recusal.declared": DECIDED,
    "expert.assigned": DECIDED,
}
_UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3}


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_desk("import", ("接收文件", "receive a file"), receive)
    parser.add_argument(
        "file", nargs="+", metavar="FILE", help=say("文件，或它的任一部分", "a file, or any part of one")
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--preview", action="store_true", help=say("只看不收", "only show what would change"))
    chosen.add_argument(
        "--yes", action="store_true", help=say("不再询问，直接接收", "receive without asking")
    )
    parser = commands.add_round("export", ("写出交换文件", "write a file for others"), send)
    parser.add_argument(
        "--to", nargs="+", required=True, metavar="PERSON", help=say("收件人的姓名", "names of its readers")
    )
    parser.add_argument("--out", required=True, metavar="FILE")
    parser.add_argument(
        "--complete", action="store_true", help=say("批次的全部，给新加入的人", "everything, for a newcomer")
    )
    parser.add_argument("--plain", action="store_true", help=say("不加密", "do not encrypt"))
    parser.add_argument(
        "--parts-of",
        type=part_size,
        default=0,
        metavar="SIZE",
        help=say("分成每部分不超过这个大小，如 20MB、4GB", "in parts of at most this size, like 20MB or 4GB"),
    )
    parser.add_argument(
        "--slip", action="store_true", help=say("附交接单（PDF）", "with a slip to be printed (PDF)")
    )


def receive(args: Namespace) -> Outcome:
    """Show what a file would change, then receive it when that was confirmed."""
    paths = [Path(name) for name in args.file]
    with open_desk(args) as desk:
        path, preview = _looked(desk, paths)
        if args.preview:
            return Outcome(lines=_told(preview), data={"received": False, "preview": preview})
        if not args.yes:
            _confirm(preview)
        preview = desk.exchange.receive(path, seen=preview.sha256)
    done = say(f"已接收 {preview.total} 条。", f"{preview.total} records received.")
    if preview.backup in {"made", "unchanged"}:
        done += say("收件前已备份。", " Backed up before receiving.")
    return Outcome(lines=(*_told(preview), done), data={"received": True, "preview": preview})


def send(args: Namespace) -> Outcome:
    """Write what the named people lack and may see."""
    target = new_file(args.out)
    if args.parts_of:
        new_file(f"{args.out}.001")
    with open_round(args) as session:
        people = [the_participant(session, name) for name in args.to]
        sent = session.desk.exchange.send(
            session.round,
            target,
            [line.fingerprint for line in people],
            complete=args.complete,
            encrypt=not args.plain,
            part_size=args.parts_of,
            slip=args.slip,
        )
    line = say(
        f"{target.name}：记录 {sent.entries}（未附内容 {sent.withheld}），附件 {sent.attachments}。",
        f"{target.name}: {sent.entries} records ({sent.withheld} without content), "
        f"{sent.attachments} attachments.",
    )
    digest = grouped(sent.file.sha256)
    lines = [line, say(f"校验值 {digest}", f"SHA-256 {digest}")]
    if sent.parts:
        last = sent.parts[-1].name
        lines.append(
            say(f"分成 {len(sent.parts)} 部分，到 {last}。", f"{len(sent.parts)} parts, up to {last}.")
        )
    if sent.slip:
        lines.append(say(f"交接单 {Path(sent.slip).name}", f"slip: {Path(sent.slip).name}"))
    return Outcome(lines=tuple(lines), data=sent)


def part_size(words: str) -> int:
    """A size in words (20MB, 4GB, 700KB) in bytes; units are thousands, so that no limit is passed."""
    found = _SIZE.fullmatch(words.strip())
    if found is None:
        raise ArgumentTypeError(
            say(
                f"“{words}”不是大小，要写成 20MB、4GB 这样。",
                f'"{words}" is no size, write it like 20MB or 4GB',
            )
        )
    return int(found[1]) * _UNITS[(found[2] or "").upper()]


def _looked(desk: Desk, paths: list[Path]) -> tuple[Path, ExchangePreview]:
    """Look at the file; of parts from several places each is tried until none is missing."""
    for path in paths[:-1]:
        with suppress(PartsMissing):
            return path, desk.exchange.look(path)
    return paths[-1], desk.exchange.look(paths[-1])


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
        (say("发件人身份词", "sender's words"), preview.sender_words),
        (say("校验值", "SHA-256"), grouped(preview.sha256)),
    )
    changes = (
        (word(GROUPS, line.group), line.who, word(EVENTS, line.kind), line.subject, _change(line))
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


def _change(line: PreviewLine) -> str:
    """What a record says, and the value here that it stands against or takes the place of."""
    said = _SAID.get(line.kind, {})
    now, before = (
        " · ".join(word(said, part) for part in text.split(" · ")) for text in (line.change, line.before)
    )
    if not before:
        return now
    if line.group == "conflict":
        return say(f"{now}（本机为：{before}）", f"{now} (here: {before})")
    return say(f"{now}（原为：{before}）", f"{now} (was: {before})")
