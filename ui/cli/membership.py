"""`round records`, `round revoke`, `round reissue`: certificates that end, and new ones in their place."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from greendesk.queries import JoinRequest, ParticipantLine, RecordLine, RevocationPlan
from greendesk.use_cases.membership import Revoke
from greendesk.words import fingerprint_words
from ui.cli.options import Commands
from ui.cli.refusals import NotConfirmed
from ui.cli.report import Outcome, table
from ui.cli.session import Session, new_file, open_round, the_one, the_participant
from ui.cli.speech import EVENTS, REVOKED, say, spelled, when, word

_RECORD = ("记录", "record")
RESTORED = "restored"


def add_to(group: Commands) -> None:
    """Declare the commands among those of the round."""
    parser = group.add_round(
        "records", ("列出一位参与人最近的记录", "list the last records of a participant"), records
    )
    parser.add_argument("person", metavar="PERSON")
    parser = group.add_round("revoke", ("撤销一位参与人的证书", "take a certificate back"), revoke)
    parser.add_argument("person", metavar="PERSON")
    _add_ending(parser, tuple(one for one in REVOKED if one != RESTORED))
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--preview", action="store_true", help=say("只看哪些记录不再计入", "only show what stops counting")
    )
    chosen.add_argument("--yes", action="store_true", help=say("不再询问，直接撤销", "do it without asking"))
    parser = group.add_round(
        "reissue", ("批准申请，替换原证书", "approve a request in place of an old certificate"), reissue
    )
    parser.add_argument("request", metavar="REQUEST")
    parser.add_argument("--of", required=True, dest="person", metavar="PERSON")
    _add_ending(parser, tuple(REVOKED))
    parser.add_argument("--out", metavar="FILE", help=say("同时写出批次文件", "also write the round file"))


def _add_ending(parser: ArgumentParser, reasons: Sequence[str]) -> None:
    reason_words = spelled(REVOKED, reasons)
    parser.add_argument("--reason", required=True, choices=reasons, metavar="REASON", help=reason_words)
    parser.add_argument("--note", default="")
    parser.add_argument(
        "--last",
        default="",
        metavar="NUMBER",
        help=say(
            "最后一条有效记录的序号，0 为全部无效；不写则截至本机已有的记录",
            "number of the last record that counts, 0 for none; all that are here when left out",
        ),
    )


def records(args: Namespace) -> Outcome:
    """The last records of a participant, newest first."""
    with open_round(args) as session:
        person = the_participant(session, args.person)
        lines = session.desk.members.records(session.round, person.fingerprint)
    return Outcome(lines=table(_record(line) for line in lines), data=lines)


def revoke(args: Namespace) -> Outcome:
    """Show what will stop counting, then take the certificate back when that was confirmed."""
    with open_round(args) as session:
        members, person = session.desk.members, the_participant(session, args.person)
        command = _ending(session, person, args)
        plan = members.look(session.round, command)
        told = (*_told(person, plan),)
        if args.preview:
            return Outcome(lines=told, data={"revoked": False, "plan": plan})
        if not args.yes:
            _confirm(told)
        members.revoke(session.round, command)
    done = say(
        f"已撤销{person.name}的证书，不能恢复。", f"The certificate of {person.name} has ended for good."
    )
    return Outcome(lines=(*told, done), data={"revoked": True, "plan": plan})


def reissue(args: Namespace) -> Outcome:
    """Approve a request in place of an old certificate, and write the round file where that is asked for."""
    with open_round(args) as session:
        desk, person = session.desk, the_participant(session, args.person)
        target = new_file(args.out) if args.out else None
        asked = desk.exchange.read_request(Path(args.request))
        command = _ending(session, person, args)
        fingerprint = desk.exchange.approve(session.round, asked, (), replaces=command)
        if target is not None:
            desk.exchange.send(session.round, target, [fingerprint], complete=True)
    lines = [
        say(
            f"已换发：{asked.name}，{asked.organisation}", f"Issued anew: {asked.name}, {asked.organisation}"
        ),
        say(f"身份词：{spoken(asked)}", f"Words to compare: {spoken(asked)}"),
    ]
    if target is not None:
        lines.append(say(f"批次文件：{target}", f"Round file: {target}"))
    data = {"fingerprint": fingerprint, "replaces": person.fingerprint, "words": asked.words, "file": target}
    return Outcome(lines=tuple(lines), data=data)


def _ending(session: Session, person: ParticipantLine, args: Namespace) -> Revoke:
    """The end that the options name; a number means the record of the participant that bears it."""
    last: str | None = None
    if args.last == "0":
        last = ""
    elif args.last:
        lines = session.desk.members.records(session.round, person.fingerprint)
        numbered = ((line.entry, str(line.seq)) for line in lines)
        last = the_one(args.last, _RECORD, numbered)
    return Revoke(fingerprint=person.fingerprint, reason=args.reason, last=last, note=args.note)


def _confirm(told: Sequence[str]) -> None:
    if not sys.stdin.isatty():
        raise NotConfirmed
    print("\n".join(told))
    if input(say("撤销？[y/N] ", "Take it back? [y/N] ")).strip().lower() not in {"y", "yes", "是"}:
        raise NotConfirmed


def _told(person: ParticipantLine, plan: RevocationPlan) -> tuple[str, ...]:
    """What a revocation does, in lines."""
    head = say(
        f"{person.name}的记录只计到第 {plan.last_seq} 条。",
        f"Of the records of {person.name} those up to number {plan.last_seq} count.",
    )
    if not plan.last_seq:
        head = say(
            f"{person.name}没有一条记录计入，以后收到的也不计入。",
            f"No record of {person.name} counts, nor will any that comes later.",
        )
    stopped = say(f"不再计入的记录 {len(plan.stopped)} 条。", f"{len(plan.stopped)} records stop counting.")
    rows = table((line.who, *_record(line.record)) for line in plan.stopped)
    owed = say(f"尚未评审：{'、'.join(plan.open_work)}", f"Not reviewed yet: {', '.join(plan.open_work)}")
    return (head, stopped, *(f"  {row}" for row in rows), *((owed,) if plan.open_work else ()))


def _record(line: RecordLine) -> tuple[object, ...]:
    state = "" if line.counts else say("不计入", "does not count")
    return line.seq, when(line.at), word(EVENTS, line.kind), line.subject, state


def ended(line: ParticipantLine) -> str:
    """How a certificate ended, "" while it is valid."""
    if line.revoked is None:
        return ""
    end = line.revoked
    if end.reason == RESTORED:
        return say(
            f"{when(end.at)} 起由新证书接替，记录都有效",
            f"replaced {when(end.at)}, all its records count",
        )
    return say(
        f"{when(end.at)} 撤销（{word(REVOKED, end.reason)}），"
        + (f"计到第 {end.last_seq} 条" if end.last_seq else "没有一条记录计入"),
        f"ended {when(end.at)} ({word(REVOKED, end.reason)}), counts up to {end.last_seq}",
    )


def spoken(asked: JoinRequest) -> str:
    """The words of a request in the language of this run."""
    return say(asked.words, fingerprint_words(asked.public_key, "en"))
