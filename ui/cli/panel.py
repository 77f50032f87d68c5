"""`ranking`, `conclude`, `countersign`, `summarise`, `report`: the panel's work and the files that leave it."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from greendesk.queries import AttachmentLine, RankingLine, SealLine
from greendesk.use_cases.panel import Conclude
from ui.cli.options import Commands
from ui.cli.parameters import day
from ui.cli.refusals import FileThere, NameFitsNothing
from ui.cli.report import Outcome, table
from ui.cli.reviews import recommendation
from ui.cli.session import Session, open_round, the_application, the_one, the_participant
from ui.cli.speech import SCORE_STATES, SEAL_REMARKS, SIGNED, say, spelled, word

_DIVERGENCE = ("分歧项", "divergence")
_FILE = ("文件", "file")
_KINDS = tuple(SIGNED)


def add(commands: Commands) -> None:
    """Declare the commands."""
    commands.add_round("ranking", ("汇总排序和分歧", "ranking and divergences"), ranking)
    commands.add_round("sealed", ("封存交卷的情况", "how far sealed reviews are"), sealed)
    parser = commands.add_round("conclude", ("作出专家组意见", "record the panel's conclusion"), conclude)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("--recommendation", required=True)
    parser.add_argument("--opinion", required=True)
    parser.add_argument(
        "--explain",
        action="append",
        default=[],
        metavar=say("指标=说明", "ITEM=REASON"),
        help=say("对一处分歧的说明", "the reason that closes a divergence"),
    )
    parser.add_argument("--explain-all", default="", help=say("对其余分歧的说明", "for all others"))
    parser = commands.add_round(
        "countersign", ("加签专家组意见", "add a signature to the conclusion"), countersign
    )
    parser.add_argument("application", metavar="NAME")
    parser = commands.add_round("summarise", ("出具推荐汇总表", "make the recommendation summary"), summarise)
    parser.add_argument("--office", required=True)
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD")
    parser = commands.add_round("report", ("另存签名文件", "save signed documents"), report)
    parser.add_argument("kind", choices=_KINDS, help=spelled(SIGNED, _KINDS))
    parser.add_argument("application", nargs="?", default="", metavar="NAME")
    parser.add_argument("--expert", default="", metavar="PERSON")
    parser.add_argument("--out", required=True, metavar="FOLDER")


def ranking(args: Namespace) -> Outcome:
    """The ranking with every expert's score, and the divergences of each."""
    with open_round(args) as session:
        lines = session.desk.panel.ranking(session.round)
        rule = session.desk.panel.rule_words(session.round)
    told = [rule]
    for place, line in enumerate(lines, start=1):
        score = "—" if line.score is None else line.score
        told.append(f"{place}  {line.unit}  {score}  {line.recommendation}".rstrip())
        rows = ((name, points, word(SCORE_STATES, state)) for _, name, points, state in line.scores)
        told += [f"    {row}" for row in table(rows)]
        told += [f"    {row}" for row in table(_divergences(line))]
    return Outcome(lines=tuple(told), data=lines)


def sealed(args: Namespace) -> Outcome:
    """Who has handed in sealed and who has not, and what opens the reviews; never a score."""
    with open_round(args) as session:
        lines = session.desk.panel.sealed(session.round)
    told = [part for line in lines for part in _seal(line)]
    return Outcome(lines=tuple(told), data=lines)


def _seal(line: SealLine) -> Iterator[str]:
    done = f"{len(line.handed_in)}/{len(line.handed_in) + len(line.missing)}"
    yield say(f"{line.unit}  已封存交卷 {done}", f"{line.unit}  handed in sealed {done}")
    if line.missing:
        names = "、".join(line.missing)
        yield say(f"    未交卷：{names}", f"    not handed in: {names}")
    if line.state == "waiting":
        names = "、".join(line.unopened)
        yield say(
            f"    已全部交卷。把本工作台的文件发给他们，各收一次、再导出一次即可开封：{names}",
            f"    All are in. Send them this desk's file; each receives it and sends one back to open: {names}",
        )
    if line.withdrawn:
        names = "、".join(line.withdrawn)
        yield say(f"    已撤回分派：{names}", f"    no longer assigned: {names}")
    for name, what in line.remarks:
        yield f"    {name}  {word(SEAL_REMARKS, what)}"


def conclude(args: Namespace) -> Outcome:
    """Record the conclusion and make its signed PDF."""
    with open_round(args) as session:
        application = the_application(session, args.application)
        panel = session.desk.panel
        line = next((one for one in panel.ranking(session.round) if one.application == application.id), None)
        entry = panel.conclude(
            session.round,
            Conclude(
                application=application.id,
                recommendation=recommendation(session, args.recommendation),
                opinion=args.opinion,
                explanations=_explanations(args, line),
            ),
        )
    said = say(
        f"已作出专家组意见：{application.unit}（{entry[:8]}）",
        f"Concluded: {application.unit} ({entry[:8]})",
    )
    return Outcome(lines=(said,), data={"application": application.id, "record": entry})


def countersign(args: Namespace) -> Outcome:
    """Add this desk's signature to the latest PDF of the conclusion."""
    with open_round(args) as session:
        file = session.desk.panel.countersign(session.round, the_application(session, args.application).id)
    return Outcome(lines=(file.name,), data=file)


def summarise(args: Namespace) -> Outcome:
    """Make the summary; `report summary` saves its files."""
    with open_round(args) as session:
        issued = args.date or date.today()  # noqa: DTZ011 - the date on the desk's calendar
        files = session.desk.panel.summarise(session.round, office=args.office, issued=issued)
    return Outcome(lines=tuple(file.name for file in files), data=files)


def report(args: Namespace) -> Outcome:
    """Save signed documents into a folder under their own names; never over a file that is there."""
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    with open_round(args) as session:
        files = [file for file in _files(session, args) if file.here]
        for file in files:
            target = folder / file.name
            if target.exists():
                raise FileThere(name=file.name)
            session.desk.save_copy(file.sha256, target)
            saved.append(target)
    if not saved:
        raise NameFitsNothing(given=args.kind, what=_FILE[0], what_en=_FILE[1], choices="—")
    return Outcome(lines=tuple(map(str, saved)), data=saved)


def _files(session: Session, args: Namespace) -> Iterator[AttachmentLine]:
    desk, round_id = session.desk, session.round
    if args.kind == "summary":
        yield from desk.panel.summary_files(round_id)
        return
    application = the_application(session, args.application).id
    if args.kind == "panel":
        yield desk.panel.document(round_id, application)
    elif args.kind == "notice":
        for notice in desk.applications.detail(round_id, application).notices:
            yield from notice
    elif args.expert:
        expert = the_participant(session, args.expert).fingerprint
        yield desk.reviews.score_sheet(round_id, application, expert)
    else:
        for one in desk.applications.detail(round_id, application).assignments:
            if one.signed is not None:
                yield one.signed


def _explanations(args: Namespace, line: RankingLine | None) -> dict[str, str]:
    items = {one.item: one.title for one in line.divergences} if line else {}
    found = dict.fromkeys(items, args.explain_all) if args.explain_all else {}
    for given in args.explain:
        item, _, reason = given.partition("=")
        found[the_one(item.strip(), _DIVERGENCE, items.items())] = reason.strip()
    return found


def _divergences(line: RankingLine) -> Iterator[tuple[str, ...]]:
    for one in line.divergences:
        values = say("；", "; ").join(f"{name} {_position(what)}" for name, what in one.values)
        yield say("分歧", "divergence"), one.item, one.title[:30], values, one.explanation


def _position(what: str) -> str:
    """What an expert says on an item, in words."""
    if what[:1].isdigit():
        return say(f"{what} 分", f"{what} points")
    words = {
        "conforms": say("符合", "conforms"),
        "fails": say("不符合", "fails"),
        "pending": say("待核", "pending"),
        "not_applicable": say("不适用", "not applicable"),
        "open": say("未评", "not scored"),
    }
    return words[what]
