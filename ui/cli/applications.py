"""`applications`, `application`, `negative`, `opinion`, `opinions`, `notice`: the county's work."""

from argparse import Namespace
from datetime import date

from greendesk.queries import ApplicationDetail, ApplicationLine
from greendesk.use_cases.opinions import Opinion
from ui.cli.options import Commands
from ui.cli.parameters import day
from ui.cli.report import Outcome, table
from ui.cli.session import attached, open_round, the_application, the_one
from ui.cli.speech import (
    ANSWERS,
    CATEGORIES,
    DOCUMENTS,
    EVENTS,
    MY_STATES,
    POSITIONS,
    STAGES,
    say,
    spelled,
    when,
    word,
)

_ANSWERS = ("clear", "hit", "unknown")
_POSITIONS = ("agree", "conditional", "object")
_HEAD = ("负面清单项", "head of the negative list")
_DEPARTMENT = ("部门", "department")


def add(commands: Commands) -> None:
    """Declare the commands."""
    commands.add_round("applications", ("列出申报", "list the applications"), listed)
    parser = commands.add_round("application", ("查看一份申报", "show one application"), shown)
    parser.add_argument("application", metavar="NAME")
    parser = commands.add_round(
        "negative", ("记录负面清单核对结果", "answer a head of the negative list"), answer
    )
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("head", metavar="HEAD")
    parser.add_argument("--answer", required=True, choices=_ANSWERS, help=spelled(ANSWERS, _ANSWERS))
    parser.add_argument("--department", required=True)
    parser.add_argument("--note", default="")
    parser.add_argument("--proof", metavar="FILE")
    parser = commands.add_round("opinion", ("记录部门意见", "record a department's opinion"), opinion)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("department", metavar="DEPARTMENT")
    parser.add_argument("--position", required=True, choices=_POSITIONS, help=spelled(POSITIONS, _POSITIONS))
    parser.add_argument("--number", default="", help=say("文号", "number of the letter"))
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD")
    parser.add_argument("--signer", default="")
    parser.add_argument("--text", default="", help=say("条件或理由", "conditions or reasons"))
    parser.add_argument("--letter", metavar="FILE")
    commands.add_round("opinions", ("各部门意见一览", "all opinions at a glance"), matrix)
    parser = commands.add_round("notice", ("出具补正通知", "issue a notice of what is missing"), notice)
    parser.add_argument("application", metavar="NAME")
    parser.add_argument("--office", required=True)
    parser.add_argument("--contact", required=True)
    parser.add_argument("--deadline", required=True, type=day, metavar="YYYY-MM-DD")
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD")


def listed(args: Namespace) -> Outcome:
    """All applications that this desk may show."""
    with open_round(args) as session:
        lines = session.desk.applications.lines(session.round)
    head = (
        say("编号", "number"),
        say("单位", "unit"),
        say("类别", "category"),
        say("阶段", "stage"),
        say("材料", "documents"),
        say("负面清单", "negative"),
        say("部门意见", "opinions"),
        say("评审", "reviews"),
        say("得分", "score"),
        say("我的", "mine"),
    )
    rows = [
        (
            line.id[:8],
            line.unit,
            word(CATEGORIES, line.category),
            word(STAGES, line.stage),
            f"{line.documents_present}/{line.documents_required}",
            f"{line.negative_answered}/{line.negative_total}",
            f"{line.opinions_in}/{line.opinions_total}",
            _reviews(line),
            line.panel_score,
            word(MY_STATES, line.my_state),
        )
        for line in lines
    ]
    return Outcome(lines=table((head, *rows)), data=lines)


def _reviews(line: ApplicationLine) -> str:
    """How many reviews are in; of sealed ones how many were handed in, never a score."""
    if line.seal == "closed":
        return say(f"封存 {line.seals_in}/{line.experts}", f"sealed {line.seals_in}/{line.experts}")
    if line.seal == "waiting":
        return say("待开封", "to be opened")
    return f"{line.reviews_in}/{line.experts}"


def shown(args: Namespace) -> Outcome:
    """Everything about one application."""
    with open_round(args) as session:
        application = the_application(session, args.application).id
        detail = session.desk.applications.detail(session.round, application)
    return Outcome(lines=_told(detail), data=detail)


def answer(args: Namespace) -> Outcome:
    """Record the answer to one head of the negative list."""
    with open_round(args) as session:
        applications = session.desk.applications
        application = the_application(session, args.application).id
        detail = applications.detail(session.round, application)
        head = the_one(args.head, _HEAD, ((line.code, line.title) for line in detail.negative))
        applications.answer_negative(
            session.round,
            application,
            head,
            answer=args.answer,
            department=args.department,
            note=args.note,
            proof=attached(args.proof),
        )
        detail = applications.detail(session.round, application)
    return Outcome(lines=_negative(detail), data=detail.negative)


def opinion(args: Namespace) -> Outcome:
    """Record a department's reply."""
    with open_round(args) as session:
        application = the_application(session, args.application).id
        known = session.desk.opinions.departments(session.round)
        department = the_one(args.department, _DEPARTMENT, ((code, name) for code, name, _ in known))
        session.desk.opinions.record(
            session.round,
            Opinion(
                application=application,
                department=department,
                position=args.position,
                number=args.number,
                date=args.date.isoformat() if args.date else "",
                signer=args.signer,
                text=args.text,
                letter=attached(args.letter),
            ),
        )
        detail = session.desk.applications.detail(session.round, application)
    return Outcome(lines=_opinions(detail), data=detail.opinions)


def matrix(args: Namespace) -> Outcome:
    """Applications by departments."""
    with open_round(args) as session:
        departments = session.desk.opinions.departments(session.round)
        rows = session.desk.opinions.matrix(session.round)
    head = (say("单位", "unit"), *(name for _, name, _ in departments))
    lines = table((head, *((unit, *(word(POSITIONS, o.position) for o in line)) for _, unit, line in rows)))
    data = [{"application": one, "unit": unit, "opinions": line} for one, unit, line in rows]
    return Outcome(lines=lines, data=data)


def notice(args: Namespace) -> Outcome:
    """Issue the notice of what is missing; `report notice` saves its files."""
    with open_round(args) as session:
        files = session.desk.applications.request_correction(
            session.round,
            the_application(session, args.application).id,
            office=args.office,
            contact=args.contact,
            deadline=args.deadline,
            issued=args.date or date.today(),  # noqa: DTZ011 - the date on the desk's calendar
        )
    return Outcome(lines=tuple(file.name for file in files), data=files)


def _told(detail: ApplicationDetail) -> tuple[str, ...]:
    line = detail.line
    head = (
        (say("单位", "unit"), line.unit),
        (say("统一社会信用代码", "credit code"), line.credit_code),
        (say("类别", "category"), word(CATEGORIES, line.category)),
        (say("阶段", "stage"), word(STAGES, line.stage)),
        (say("材料包", "package"), f"{detail.package_source} · {line.files}" if line.files else "—"),
    )
    documents = table((word(DOCUMENTS, one.state), one.title, one.note) for one in detail.documents)
    assigned = table(
        (one.name, one.organisation, _declared(declared=one.declared, recused=one.recused), one.score)
        for one in detail.assignments
    )
    events = table((when(one.at), one.who, word(EVENTS, one.kind)) for one in detail.events)
    parts = (
        (say("材料", "Documents"), documents),
        (say("负面清单", "Negative list"), _negative(detail)),
        (say("部门意见", "Opinions"), _opinions(detail)),
        (say("专家", "Experts"), assigned),
        (say("经过", "Events"), events),
    )
    told = [*table(head)]
    for title, lines in parts:
        if lines:
            told += ["", title, *(f"  {one}" for one in lines)]
    return tuple(told)


def _declared(*, declared: bool, recused: bool) -> str:
    if recused:
        return say("已回避", "recused")
    return say("已声明无利害关系", "declared no conflict") if declared else say("待声明", "to declare")


def _negative(detail: ApplicationDetail) -> tuple[str, ...]:
    return table(
        (one.code, word(ANSWERS, one.answer), one.title, one.department, one.proof.name if one.proof else "")
        for one in detail.negative
    )


def _opinions(detail: ApplicationDetail) -> tuple[str, ...]:
    return table(
        (one.department_name, word(POSITIONS, one.position), one.number, one.date, one.signer)
        for one in detail.opinions
    )
