"""`rounds`, `policies`, `round …`, `join`: campaigns, who takes part or no longer, and joining by file."""

import base64
import textwrap
from argparse import ArgumentParser, Namespace
from pathlib import Path

from greendesk.desk import Desk, PolicyChoice
from greendesk.ledger.kinds import Role
from greendesk.use_cases.rounds import OpenRound
from ui.cli import membership
from ui.cli.options import Commands
from ui.cli.report import Outcome, table
from ui.cli.session import called, new_file, open_desk, open_round, the_one
from ui.cli.speech import ROLES, say, spelled, words
from ui.composition.rules import read_policy, shipped_policies

_POLICY = ("政策方案", "policy")


def add(commands: Commands) -> None:
    """Declare the commands."""
    commands.add(
        "policies", ("列出程序自带的政策方案", "list the policies that come with the program"), policies
    )
    commands.add_desk("rounds", ("列出本工作台的批次", "list the rounds of this desk"), rounds)
    group = commands.group("round", ("批次", "rounds"))
    parser = group.add_desk("open", ("开设批次", "open a round"), open_a_round)
    parser.add_argument("--policy", required=True, metavar="ID|FILE")
    parser.add_argument("--title", required=True)
    parser.add_argument("--year", type=int)
    parser.add_argument("--region", default="")
    _add_roles(parser, default="secretary")
    parser = group.add_round("approve", ("批准加入申请", "approve a request to join"), approve)
    parser.add_argument("request", metavar="REQUEST")
    _add_roles(parser)
    parser.add_argument("--out", metavar="FILE", help=say("同时写出批次文件", "also write the round file"))
    group.add_round("people", ("列出参与人", "list the participants"), people)
    membership.add_to(group)
    parser = group.add_round(
        "certificates",
        ("另存本人和批次的身份证书", "save this desk's certificate and the root's"),
        certificates,
    )
    parser.add_argument("--out", required=True, metavar="FOLDER")
    group = commands.group("join", ("加入批次", "joining a round"))
    parser = group.add_desk("request", ("写出加入申请", "write a request to join"), request)
    _add_roles(parser, default="expert")
    parser.add_argument("--out", required=True, metavar="FILE")


def policies(args: Namespace) -> Outcome:
    """The shipped policies."""
    del args
    choices = shipped_policies()
    rows = [(one.id, one.title, one.region, one.year) for one in choices]
    data = [{"id": c.id, "title": c.title, "region": c.region, "year": c.year} for c in choices]
    return Outcome(lines=table(rows), data=data)


def rounds(args: Namespace) -> Outcome:
    """The rounds of the desk and how each stands."""
    with open_desk(args) as desk:
        lines = desk.rounds.lines()
    head = (
        say("编号", "number"),
        say("名称", "title"),
        say("我的角色", "my roles"),
        say("申报", "applications"),
        say("记录", "records"),
        say("待处理", "waiting"),
        say("冲突", "conflicts"),
    )
    rows = [
        (
            line.id[:8],
            line.title,
            words(ROLES, line.my_roles),
            line.applications,
            line.entries,
            line.waiting,
            line.conflicts,
        )
        for line in lines
    ]
    return Outcome(lines=table((head, *rows)), data=lines)


def open_a_round(args: Namespace) -> Outcome:
    """Open a round with this desk as its organiser."""
    with open_desk(args) as desk:
        policy = _policy(desk, args.policy)
        command = OpenRound(
            title=args.title,
            year=args.year or policy.year,
            level=policy.level,
            region=args.region or policy.region,
            policy=policy.text,
            checklists=policy.checklists,
            my_roles=tuple(args.roles),
        )
        round_id = desk.rounds.open(command)
    line = say(f"批次已开设：{args.title}（{round_id[:8]}）", f"Round opened: {args.title} ({round_id[:8]})")
    return Outcome(lines=(line,), data={"round": round_id})


def approve(args: Namespace) -> Outcome:
    """Admit the person of a request, and write the round file where that is asked for."""
    with open_round(args) as session:
        desk = session.desk
        target = new_file(args.out) if args.out else None
        asked = desk.exchange.read_request(Path(args.request))
        fingerprint = desk.exchange.approve(session.round, asked, tuple(args.roles))
        if target is not None:
            desk.exchange.send(session.round, target, [fingerprint], complete=True)
    lines = [
        say(f"已批准：{asked.name}，{asked.organisation}", f"Approved: {asked.name}, {asked.organisation}"),
        say(f"身份词：{membership.spoken(asked)}", f"Words to compare: {membership.spoken(asked)}"),
    ]
    if target is not None:
        lines.append(say(f"批次文件：{target}", f"Round file: {target}"))
    data = {"fingerprint": fingerprint, "name": asked.name, "words": asked.words, "file": target}
    return Outcome(lines=tuple(lines), data=data)


def people(args: Namespace) -> Outcome:
    """Everybody in the round."""
    with open_round(args) as session:
        lines = session.desk.rounds.participants(session.round)
    rows = [
        (
            line.fingerprint[:8],
            called(line),
            line.organisation,
            words(ROLES, line.roles),
            "●" if line.me else "",
            membership.ended(line),
        )
        for line in lines
    ]
    return Outcome(lines=table(rows), data=lines)


def certificates(args: Namespace) -> Outcome:
    """Save the certificates in the text form that other programs read."""
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    with open_round(args) as session:
        chain = session.desk.chain(session.round)
    files = {"own": folder / "own.pem", "root": folder / "root.pem"}
    for path, certificate in zip(files.values(), (chain[0], chain[-1]), strict=True):
        body = "\n".join(textwrap.wrap(base64.b64encode(certificate).decode("ascii"), 64))
        text = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
        path.write_text(text, encoding="ascii")
    return Outcome(lines=tuple(map(str, files.values())), data=files)


def request(args: Namespace) -> Outcome:
    """Write the file that the organiser approves."""
    target = new_file(args.out)
    with open_desk(args) as desk:
        desk.exchange.write_request(target, tuple(args.roles))
        spoken = desk.exchange.my_words(say("zh", "en"))
        data = {"file": target, "words": desk.exchange.my_words()}
    lines = (
        say(f"加入申请：{target}", f"Request to join: {target}"),
        say(f"电话里核对身份词：{spoken}", f"Compare these six words over the telephone: {spoken}"),
    )
    return Outcome(lines=lines, data=data)


def _roles() -> list[str]:
    return [role.value for role in Role if role is not Role.AUTHORITY]


def _add_roles(parser: ArgumentParser, default: str = "") -> None:
    parser.add_argument(
        "--roles",
        nargs="+",
        required=not default,
        default=[default] if default else None,
        choices=_roles(),
        metavar="ROLE",
        help=spelled(ROLES, _roles()),
    )


def _policy(desk: Desk, given: str) -> PolicyChoice:
    if Path(given).is_file():
        return read_policy(Path(given))
    choices = {choice.id: choice for choice in desk.policies()}
    return choices[the_one(given, _POLICY, ((one.id, one.title) for one in choices.values()))]
