"""`assign`, `declare`, `score`, `submit`, `return`: the experts' work."""

from argparse import Namespace
from pathlib import Path

from greendesk.domain.assessment import Finding, Verdict
from greendesk.queries import BenchSheet
from greendesk.use_cases.reviews import ScoreItem
from ui.cli.options import Commands
from ui.cli.parameters import number
from ui.cli.report import Outcome, table
from ui.cli.score_table import read_table, write_table
from ui.cli.session import Session, new_file, open_round, the_application, the_one, the_participant
from ui.cli.speech import VERDICTS, say, spelled

_ITEM = ("指标", "item")
_WORD = ("推荐意见", "recommendation")


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_round("assign", ("分派专家", "assign an expert"), assign)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("expert", metavar="EXPERT")
    parser.add_argument("--withdraw", action="store_true", help=say("撤销分派", "no longer"))
    parser = commands.add_round(
        "declare", ("回避声明", "declare whether there is a conflict of interest"), declare
    )
    parser.add_argument("application", metavar="NAME")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--no-conflict", action="store_true", help=say("无利害关系", "there is none"))
    chosen.add_argument(
        "--conflict", action="store_true", help=say("有利害关系，回避", "there is one: recuse")
    )
    parser.add_argument("--grounds", nargs="+", default=[], help=say("回避的情形", "what the conflict is"))
    parser.add_argument("--note", default="")
    parser = commands.add_round(
        "score", ("评分：一项，或用表格一次评完", "score an item, or all by a table"), score
    )
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("item", nargs="?", metavar="ITEM")
    verdicts = [verdict.value for verdict in Verdict]
    parser.add_argument("--verdict", choices=verdicts, help=spelled(VERDICTS, verdicts))
    parser.add_argument("--points", type=number)
    parser.add_argument("--declared")
    parser.add_argument("--verified")
    parser.add_argument("--reason")
    parser.add_argument("--comment")
    parser.add_argument("--not-applicable", action="store_true")
    tables = parser.add_mutually_exclusive_group()
    tables.add_argument("--write-table", metavar="CSV", help=say("写出评分表", "write the table of items"))
    tables.add_argument(
        "--read-table", metavar="CSV", help=say("读入评分表", "read a table that was filled in")
    )
    parser = commands.add_round("submit", ("提交评审", "submit the review"), submit)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("--recommendation", default="")
    parser.add_argument("--comment", default="")
    parser = commands.add_round(
        "revise",
        ("开封前修改已封存的评审", "change a sealed review before it is opened"),
        revise,
    )
    parser.add_argument("application", metavar="NAME")
    parser.add_argument(
        "--keep",
        action="store_true",
        help=say("放弃修改，保留已封存的一份", "drop the change, keep the sealed one"),
    )
    parser = commands.add_round("return", ("退回评审", "return a review to its expert"), hand_back)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("expert", metavar="EXPERT")
    parser.add_argument("--reason", required=True)


def assign(args: Namespace) -> Outcome:
    """Ask an expert to review an application, or no longer."""
    with open_round(args) as session:
        line, expert = the_application(session, args.application), the_participant(session, args.expert)
        session.desk.reviews.assign(session.round, line.id, expert.fingerprint, active=not args.withdraw)
    data = {"application": line.id, "expert": expert.fingerprint, "active": not args.withdraw}
    return Outcome(lines=(f"{line.unit} · {expert.name}",), data=data)


def declare(args: Namespace) -> Outcome:
    """Declare; this opens the package, or closes it for good."""
    with open_round(args) as session:
        line = the_application(session, args.application)
        session.desk.reviews.declare(
            session.round, line.id, conflict=args.conflict, grounds=tuple(args.grounds), note=args.note
        )
    said = say("已声明回避", "recused") if args.conflict else say("已声明无利害关系", "declared no conflict")
    return Outcome(
        lines=(say(f"{line.unit}：{said}", f"{line.unit}: {said}"),),
        data={"application": line.id, "conflict": args.conflict},
    )


def score(args: Namespace) -> Outcome:
    """Show the sheet, score one item, or read and write the whole as a table."""
    with open_round(args) as session:
        application = the_application(session, args.application).id
        reviews = session.desk.reviews
        sheet = reviews.bench(session.round, application)
        if args.write_table:
            write_table(new_file(args.write_table), sheet)
        elif args.read_table:
            for finding in read_table(Path(args.read_table), sheet):
                change = ScoreItem(finding=finding, label=finding.item)
                sheet = reviews.score(session.round, application, change)
        elif args.item:
            change = ScoreItem(finding=_finding(args, sheet), label=args.item)
            sheet = reviews.score(session.round, application, change)
        missing = reviews.missing(session.round, application)
    data = {
        "checklist": sheet.checklist.id,
        "total": sheet.tally.total,
        "findings": sheet.findings,
        "missing": [point.item.code for point in missing],
    }
    return Outcome(lines=_told(sheet, len(missing)), data=data)


def submit(args: Namespace) -> Outcome:
    """Turn the draft into a signed review; refuses while something is missing."""
    with open_round(args) as session:
        application = the_application(session, args.application).id
        reviews = session.desk.reviews
        sheet = reviews.bench(session.round, application)
        if args.recommendation or args.comment:
            reviews.conclude(
                session.round,
                application,
                recommendation=recommendation(session, args.recommendation)
                if args.recommendation
                else sheet.recommendation,
                comment=args.comment or sheet.comment,
            )
        entry = reviews.submit(session.round, application)
    line = say(f"已提交：{sheet.unit}（{entry[:8]}）", f"Submitted: {sheet.unit} ({entry[:8]})")
    if sheet.sealed:
        line = say(
            f"已封存交卷：{sheet.unit}（{entry[:8]}）。评分留在本机，专家全部交卷后才开封。",
            f"Handed in sealed: {sheet.unit} ({entry[:8]}). The scores stay here until all experts have handed in.",
        )
    return Outcome(lines=(line,), data={"application": application, "record": entry, "sealed": sheet.sealed})


def revise(args: Namespace) -> Outcome:
    """Begin to change a sealed review, or drop the change; the sealed one stands until the next submission."""
    with open_round(args) as session:
        application = the_application(session, args.application).id
        reviews = session.desk.reviews
        verb = reviews.leave_sealed if args.keep else reviews.revise
        sheet = verb(session.round, application)
    line = (
        say(f"{sheet.unit}：已封存的一份不变", f"{sheet.unit}: the sealed review stands")
        if sheet.locked
        else say(f"{sheet.unit}：可以修改，改后再提交", f"{sheet.unit}: change it, then submit again")
    )
    return Outcome(lines=(line,), data={"application": application, "locked": sheet.locked})


def hand_back(args: Namespace) -> Outcome:
    """Return a submitted review with a reason."""
    with open_round(args) as session:
        line, expert = the_application(session, args.application), the_participant(session, args.expert)
        session.desk.reviews.hand_back(session.round, line.id, expert.fingerprint, args.reason)
    data = {"application": line.id, "expert": expert.fingerprint}
    return Outcome(lines=(f"{line.unit} · {expert.name} · {args.reason}",), data=data)


def recommendation(session: Session, given: str) -> str:
    """One of the words that the policy ends a conclusion with."""
    choices = session.desk.panel.recommendations(session.round)
    return the_one(given, _WORD, ((choice, choice) for choice in choices))


def _finding(args: Namespace, sheet: BenchSheet) -> Finding:
    """The finding as it was, with what the command names put in."""
    items = [item for section in sheet.checklist.sections for item in section.items]
    code = the_one(args.item, _ITEM, ((item.code, item.title) for item in items))
    before = sheet.findings.get(code, Finding(item=code))
    return Finding(
        item=code,
        applicable=not args.not_applicable,
        verdict=Verdict(args.verdict) if args.verdict else before.verdict,
        declared=before.declared if args.declared is None else args.declared,
        verified=before.verified if args.verified is None else args.verified,
        points=None if args.not_applicable else (args.points if args.points is not None else before.points),
        reason=before.reason if args.reason is None else args.reason,
        comment=before.comment if args.comment is None else args.comment,
        pins=before.pins,
    )


def _told(sheet: BenchSheet, missing: int) -> tuple[str, ...]:
    rows = [
        (
            item.code,
            item.title[:40],
            "—" if item.max_points is None else item.max_points,
            found.points if found and found.applicable else "",
            found.verdict.value if found and found.verdict else "",
        )
        for section in sheet.checklist.sections
        for item in section.items
        for found in (sheet.findings.get(item.code),)
    ]
    total = say(
        f"合计 {sheet.tally.total}，还缺 {missing} 项。",
        f"Total {sheet.tally.total}, {missing} items missing.",
    )
    return (sheet.checklist.title, *table(rows), total)
