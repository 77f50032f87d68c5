"""`identity recovery …`: the recovery key of an office: make one, offer it, let it in, and open a desk with it."""

from argparse import Namespace
from pathlib import Path

from ui.cli.options import Commands
from ui.cli.refusals import NoDesk
from ui.cli.report import Outcome, table
from ui.cli.session import desk_folder, new_file, open_round, passphrase, secret
from ui.cli.speech import say
from ui.composition.desk_folder import DeskFolder, new_recovery_key

RECOVERY_PASSPHRASE = "GREENDESK_RECOVERY_PASSPHRASE"  # noqa: S105 - the name of the variable
NEW_PASSPHRASE = "GREENDESK_NEW_PASSPHRASE"  # noqa: S105 - the name of the variable


def add_to(group: Commands) -> None:
    """Declare the commands."""
    own = group.group("recovery", ("单位恢复密钥", "the recovery key of an office"))
    parser = own.add("new", ("建立恢复密钥文件", "make a recovery key"), new)
    parser.add_argument("--name", required=True, help=say("保管单位", "the office that keeps it"))
    parser.add_argument("--out", required=True, metavar="FILE", help=_key_file())
    parser = own.add_round(
        "publish", ("向批次各工作台提供恢复密钥", "offer it to the desks of a round"), publish
    )
    parser.add_argument("key", metavar="AGE-KEY", help=_public_half())
    parser.add_argument("--name", required=True, help=say("保管单位", "the office that keeps it"))
    parser = own.add_round("withdraw", ("不再提供", "offer it no more"), withdraw)
    parser.add_argument("key", metavar="AGE-KEY", help=_public_half())
    own.add_round("list", ("谁能打开本工作台", "who can open this desk"), show)
    parser = own.add_round("allow", ("允许恢复密钥打开本工作台", "let a recovery key open this desk"), allow)
    parser.add_argument("key", metavar="AGE-KEY", nargs="?", default="", help=_public_half())
    parser = own.add_desk("remove", ("不再允许", "let it in no more"), remove)
    parser.add_argument("key", metavar="AGE-KEY", help=_public_half())
    parser = own.add_desk(
        "open", ("用恢复密钥给工作台换新口令", "put a desk under a new passphrase"), open_with_key
    )
    words = say(
        f"恢复密钥文件；它的口令用环境变量 {RECOVERY_PASSPHRASE}，工作台的新口令用 {NEW_PASSPHRASE}",
        f"the recovery key; its passphrase comes from {RECOVERY_PASSPHRASE}, the desk's new one from {NEW_PASSPHRASE}",
    )
    parser.add_argument("file", metavar="FILE", help=words)


def new(args: Namespace) -> Outcome:
    """Make a recovery key; needs no desk."""
    target = new_file(args.out)
    words = secret(RECOVERY_PASSPHRASE, say("恢复密钥的口令：", "Passphrase of the recovery key: "))
    public = new_recovery_key(target, args.name, words)
    lines = (
        say(f"已建立：{target}", f"Made: {target}"),
        say(f"公钥：{public}", f"Public half: {public}"),
        say(
            "文件和口令分开锁好：两样都有的人能打开允许过它的工作台。",
            "Lock file and passphrase away apart: both together open every desk that let the key in.",
        ),
    )
    return Outcome(lines=lines, data={"file": target, "key": public, "name": args.name})


def publish(args: Namespace) -> Outcome:
    """Offer a recovery key to the desks of a round."""
    with open_round(args) as session:
        session.desk.recovery.publish(session.round, args.key, args.name)
    done = say("已写入批次，随下一份文件发出。", "Recorded; it goes out with the next file.")
    return Outcome(lines=(done,), data={"key": args.key, "name": args.name})


def withdraw(args: Namespace) -> Outcome:
    """Offer a recovery key no more."""
    with open_round(args) as session:
        session.desk.recovery.withdraw(session.round, args.key)
    return Outcome(lines=(say("已撤回。", "Withdrawn."),), data={"key": args.key})


def show(args: Namespace) -> Outcome:
    """Say who can open the desk, and what the round offers."""
    with open_round(args) as session:
        found = session.desk.recovery.lines(session.round)
    admitted, offered = say("能打开本工作台", "opens this desk"), say("未允许", "not let in")
    lines = table((one.name, admitted if one.admitted else offered, one.recipient) for one in found)
    nothing = (say("只有你能打开本工作台。", "Only you can open this desk."),)
    return Outcome(lines=tuple(lines) or nothing, data=found)


def allow(args: Namespace) -> Outcome:
    """Let a recovery key of the round open this desk."""
    with open_round(args) as session:
        found = [
            one
            for one in session.desk.recovery.lines(session.round)
            if one.offered and args.key in {"", one.recipient}
        ]
        for one in found:
            DeskFolder(desk_folder(args)).let_recovery_in(passphrase(args), one.recipient, one.name)
    lines = [
        say(f"{one.name}现在可以打开本工作台。", f"{one.name} can open this desk from now on.")
        for one in found
    ]
    nothing = say(
        "批次里没有这个恢复密钥，什么也没有改。", "The round offers no such key; nothing was changed."
    )
    return Outcome(lines=tuple(lines) or (nothing,), data=found)


def remove(args: Namespace) -> Outcome:
    """Let a recovery key open this desk no more."""
    _existing(args).shut_recovery_out(args.key)
    return Outcome(lines=(say("已不再允许。", "It is let in no more."),), data={"key": args.key})


def open_with_key(args: Namespace) -> Outcome:
    """Put a desk whose passphrase is forgotten under a new one."""
    folder = _existing(args)
    words = secret(RECOVERY_PASSPHRASE, say("恢复密钥的口令：", "Passphrase of the recovery key: "))
    chosen = secret(NEW_PASSPHRASE, say("工作台的新口令：", "New passphrase of the desk: "))
    folder.recover(Path(args.file), words, chosen)
    lines = (
        say("工作台已换新口令。", "The desk has a new passphrase."),
        say(
            "签名密钥不能恢复：请写一份加入申请交给组织单位，换发证书。",
            "The signing key does not come back: hand the organiser a request to join for a new certificate.",
        ),
    )
    return Outcome(lines=lines, data={"desk": folder.path})


def _existing(args: Namespace) -> DeskFolder:
    folder = DeskFolder(desk_folder(args))
    if not folder.exists:
        raise NoDesk(folder=folder.path.name)
    return folder


def _key_file() -> str:
    return say(
        f"写到这个文件；它的口令用环境变量 {RECOVERY_PASSPHRASE}",
        f"the file to write; its passphrase comes from {RECOVERY_PASSPHRASE}",
    )


def _public_half() -> str:
    return say("恢复密钥的公钥，age1 开头", "the public half of the key, it begins with age1")
