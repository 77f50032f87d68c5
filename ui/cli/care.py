"""`init`, `doctor`, `backup`: a new desk, its examination, a copy of its database."""

import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from greendesk.desk import Desk
from greendesk.ports import Person
from greendesk.use_cases.doctor_repair import Repaired
from greendesk.use_cases.doctor_sources import Source
from greendesk.use_cases.findings import Finding, Health, Severity, What
from ui.cli import backups
from ui.cli.identity import add_key_options, chosen_key
from ui.cli.options import Commands
from ui.cli.refusals import DeskThere, NoDesk
from ui.cli.report import OK, REFUSED, Outcome, table
from ui.cli.session import desk_folder, new_file, open_desk, passphrase, pin
from ui.cli.speech import say
from ui.composition.desk_folder import DeskFolder
from ui.composition.diagnosis import save_text, tables_known
from ui.crash_report import Report, Surroundings
from ui.finding_words import place, source_words, told
from ui.run_record import broken

_WARNED = 3
_CODES: Mapping[Severity | None, int] = {
    None: OK,
    Severity.NOTICE: OK,
    Severity.WARNING: _WARNED,
    Severity.ERROR: REFUSED,
}


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_desk("init", ("新建工作台和身份", "make a new desk and its identity"), init)
    parser.add_argument("--name", required=True, help=say("姓名", "name"))
    parser.add_argument("--organisation", default="", help=say("工作单位", "organisation"))
    parser.add_argument("--title", default="", help=say("职务职称", "title"))
    add_key_options(parser)
    about = (
        "检查整个工作台；没有问题或只有提示时返回 0，有警告返回 3，有错误返回 1",
        "examine the whole desk; ends with 0 when all is well or good to know, 3 for warnings, 1 for errors",
    )
    parser = commands.add_desk("doctor", about, doctor)
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help=say("由记录重算各表，并与原来比较", "make the derived tables again and compare them"),
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help=say(
            "先备份，再修复能修复的，并说明向谁索取其余的",
            "write a backup, repair what can be repaired, and say whom to ask for the rest",
        ),
    )
    parser.add_argument(
        "--sweep",
        action="store_true",
        help=say("清除列出的多余文件", "remove the listed files that nothing names"),
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help=say(
            "另写一份诊断报告：只有版本、代码、数量和日志，没有姓名和分数",
            "also write a report for support: versions, codes, counts and the log, no names or scores",
        ),
    )
    group = commands.group("backup", ("备份", "backups"))
    parser = group.add_desk(
        "copy", ("另存数据文件（加密不变）", "save a copy of the data file, encrypted"), copy
    )
    parser.add_argument("--out", required=True, metavar="FILE")
    backups.add_to(group)


def init(args: Namespace) -> Outcome:
    """Make a desk in an empty folder."""
    folder = DeskFolder(desk_folder(args))
    if folder.exists:
        raise DeskThere(folder=folder.path.name)
    person = Person(name=args.name, organisation=args.organisation, title=args.title)
    desk = folder.create(person, passphrase(args, twice=True), chosen_key(args))
    try:
        words = desk.exchange.my_words()
    finally:
        desk.close()
    lines = (
        say(f"工作台已建立：{folder.path}", f"The desk is made: {folder.path}"),
        say(f"身份词：{words}", f"Words to compare: {words}"),
    )
    return Outcome(lines=lines, data={"folder": folder.path, "words": words})


def doctor(args: Namespace) -> Outcome:
    """Examine everything; repair, make tables again and sweep only when asked. The exit code tells the worst."""
    target, begun = new_file(args.report) if args.report else None, time.time() * 1000
    with _opened(args) as desk:
        restored = desk.backups.restored() if args.repair else None
        rescued = restored if restored is not None and restored.at >= begun else None
        health = desk.doctor.examine()
        repaired = desk.doctor.repair() if args.repair else None
        rebuilt = desk.doctor.rebuild() if args.rebuild else None
        after = desk.doctor.examine() if args.repair or args.rebuild else health
        swept = desk.doctor.sweep(after) if args.sweep else None
        sources = desk.doctor.sources(after)
        if target is not None:
            save_text(target, _report(desk.folder, after).text())
    lines = [*(backups.restored_lines(rescued) if rescued else ()), _counted(health), *_found(health)]
    if repaired is not None:
        lines += [_repaired(repaired), *(_found(after) if after.findings else ())]
    if rebuilt is not None:
        lines.append(
            say(
                f"重算并比较了 {rebuilt.derived} 行。",
                f"{rebuilt.derived} rows were made again and compared.",
            )
        )
    if swept is not None:
        lines.append(say(f"清除了 {swept} 个多余的文件。", f"{swept} files that nothing names were removed."))
    lines += _asked(sources)
    if not health.findings:
        lines.append(say("一切完好。", "All is well."))
    if target is not None:
        lines.append(say(f"诊断报告：{target}", f"Report: {target}"))
    data = {
        "report": target,
        "whole": not after.ailments,
        "severity": after.worst.value if after.worst else "",
        "findings": [_plain(one) for one in after.findings],
        "found": [_plain(one) for one in health.findings],
        "counts": {what.code: count for what, count in after.counts.items()},
        "looked_at": {
            name: getattr(health, name)
            for name in ("rounds", "records", "withheld", "signatures", "files", "derived")
        },
        "rescued": rescued,
        "repaired": repaired,
        "swept": swept,
        "sources": sources,
    }
    return Outcome(lines=tuple(lines), data=data, code=_CODES[after.worst])


def copy(args: Namespace) -> Outcome:
    """Save a whole copy of the database under the same key."""
    target = new_file(args.out)
    with open_desk(args) as desk:
        desk.save_database_copy(target)
    return Outcome(
        lines=(say(f"已另存：{target}", f"Saved: {target}"),),
        data={"file": target, "size": target.stat().st_size},
    )


@contextmanager
def _opened(args: Namespace) -> Iterator[Desk]:
    """The desk; for a repair also one whose data file no longer opens."""
    if not args.repair:
        with open_desk(args) as desk:
            yield desk
        return
    folder = DeskFolder(desk_folder(args))
    if not folder.exists:
        raise NoDesk(folder=folder.path.name)
    desk = folder.rescue(passphrase(args), pin() if folder.token() else "")
    try:
        yield desk
    finally:
        desk.close()


def _report(folder: Path, health: Health) -> Report:
    """What support asks for; a run that broke off is told, but stays to be offered by the window."""
    return Report(
        folder=folder,
        broken=broken(folder),
        health=health,
        revision=tables_known(),
        around=Surroundings(language=say("zh", "en")),
    )


def _counted(health: Health) -> str:
    return say(
        f"批次 {health.rounds}，记录 {health.records}（未附内容 {health.withheld}），"
        f"签名 {health.signatures}，附件 {health.files}。",
        f"{health.rounds} rounds, {health.records} records ({health.withheld} without content), "
        f"{health.signatures} signatures, {health.files} attachments.",
    )


def _found(health: Health) -> Iterator[str]:
    """One line for each finding, and once for each kind what it means and what to do."""
    language = say("zh", "en")
    named: Counter[What] = Counter(one.what for one in health.findings)
    rows = []
    for one in health.findings:
        words = told(one, language)
        machine = " ".join(filter(None, (one.sha256, one.line)))
        rows.append((one.what.code, words.severity, words.title, words.place, machine))
    yield from table(rows)
    for what in named:
        more = health.counts[what] - named[what]
        if more:
            yield say(f"{what.code}  另有 {more} 处。", f"{what.code}  and {more} more.")
        words = told(Finding(what=what), language)
        yield f"{what.code}  {words.means}{'' if language == 'zh' else ' '}{words.cure}"


def _repaired(repaired: Repaired) -> str:
    return say(
        f"已修复：移出记录 {repaired.aside}、内容 {repaired.bodies}、签名 {repaired.signatures}、"
        f"证书 {repaired.certificates}、文件 {repaired.files}；由备份补回 {repaired.restored}；"
        f"索取文件 {repaired.asked}。",
        f"Repaired: set aside {repaired.aside} records, {repaired.bodies} contents, "
        f"{repaired.signatures} signatures, {repaired.certificates} certificates, {repaired.files} files; "
        f"{repaired.restored} came back from backups; {repaired.asked} files are asked for.",
    )


def _asked(sources: Sequence[Source]) -> Iterator[str]:
    """Whom to ask for what is missing."""
    if sources:
        yield say("向谁索取：", "Whom to ask:")
        yield from table((one.name, source_words(one, say("zh", "en"))) for one in sources)


def _plain(finding: Finding) -> dict[str, object]:
    """A finding as data."""
    return {
        "code": finding.what.code,
        "severity": finding.what.severity.value,
        "cure": finding.what.cure.value,
        "place": place(finding, say("zh", "en")),
        "round": finding.round,
        "author": finding.author,
        "who": finding.who,
        "first": finding.first,
        "last": finding.last,
        "name": finding.name,
        "sha256": finding.sha256,
        "line": finding.line,
        "day": finding.day,
    }
