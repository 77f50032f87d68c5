"""`identity`: where the signing key lies, what is on a UKey, a copy of the key; and the key of a new desk."""

from argparse import ArgumentParser, Namespace, _ActionsContainer
from pathlib import Path

from greendesk.signing_keys import NEW_KEY, KeyFile, KeySource, TokenAccess, TokenPlace
from ui.cli import recovery
from ui.cli.options import Commands
from ui.cli.refusals import NoDesk
from ui.cli.report import Outcome, table
from ui.cli.session import desk_folder, key_password, new_file, passphrase, pin, the_one
from ui.cli.speech import say
from ui.composition.desk_folder import DeskFolder, token_keys, tokens
from ui.own_certificates import own_certificates

_TOKEN = ("UKey", "UKey")


def add(commands: Commands) -> None:
    """Declare the commands."""
    group = commands.group("identity", ("签名密钥", "the signing key"))
    group.add_desk("show", ("签名密钥在哪里（不需要口令）", "where the key lies; asks no passphrase"), show)
    parser = group.add("tokens", ("列出插好的 UKey", "list the UKeys that are plugged in"), list_tokens)
    _add_module(parser, required=True)
    parser = group.add("keys", ("列出 UKey 中能用的密钥", "list the keys on a UKey"), list_keys)
    _add_module(parser, required=True)
    _add_token(parser)
    parser = group.add_desk(
        "backup", ("把签名密钥和证书另存为 .p12", "save the key and its certificates as .p12"), backup
    )
    parser.add_argument("--out", required=True, metavar="FILE", help=_password_words())
    recovery.add_to(group)


def add_key_options(parser: ArgumentParser) -> None:
    """Where the key of a new desk comes from."""
    words = say("用证书文件（.p12）里的密钥；", "take the key of a certificate file (.p12); ")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--key-file", default="", metavar="FILE", help=words + _password_words())
    _add_module(kind, required=False)
    _add_token(parser)
    parser.add_argument(
        "--token-key",
        default="",
        metavar="NUMBER",
        help=say(
            "用其中已有的密钥（见 identity keys）；不写则生成新的",
            "use a key that it holds (see identity keys); a new one is made when left out",
        ),
    )


def chosen_key(args: Namespace) -> KeySource:
    """The key that the options choose; made here when they choose none."""
    if args.key_file:
        return KeyFile(path=_existing(args.key_file), password=key_password())
    if args.token_module:
        return _access(args, args.token_key)
    return NEW_KEY


def show(args: Namespace) -> Outcome:
    """Say where the signing key lies."""
    folder = DeskFolder(desk_folder(args))
    if not folder.exists:
        raise NoDesk(folder=folder.path.name)
    place = folder.token()
    if place is None:
        line = say(
            "签名密钥在本机，受口令保护。", "The signing key is on this computer, under the passphrase."
        )
        return Outcome(lines=(line,), data={"kind": "kept"})
    line = say(
        f"签名密钥在 UKey“{place.label}”（{place.serial}）里。",
        f'The signing key is on the UKey "{place.label}" ({place.serial}).',
    )
    return Outcome(lines=(line,), data={"kind": "token", "token": place})


def list_tokens(args: Namespace) -> Outcome:
    """List what is plugged in."""
    found = tokens(args.token_module)
    lines = table((one.label, one.serial, one.model) for one in found)
    nothing = (say("没有找到 UKey。", "No UKey was found."),)
    return Outcome(lines=tuple(lines) or nothing, data=found)


def list_keys(args: Namespace) -> Outcome:
    """List the keys on a token; this asks for its PIN."""
    found = token_keys(_access(args, ""))
    lines = table((one.key, one.label, one.holder) for one in found)
    nothing = (say("没有能用的密钥（P-256）。", "It holds no key that can be used (P-256)."),)
    return Outcome(lines=tuple(lines) or nothing, data=found)


def backup(args: Namespace) -> Outcome:
    """Save the key with its certificates under a password."""
    folder, target = DeskFolder(desk_folder(args)), new_file(args.out)
    if not folder.exists:
        raise NoDesk(folder=folder.path.name)
    secret = passphrase(args)
    desk = folder.unlock(secret)
    try:
        chains = own_certificates(desk)
    finally:
        desk.close()
    folder.save_key(secret, target, key_password(twice=True), chains)
    data = {"file": target, "certificates": len({one for chain in chains for one in chain})}
    return Outcome(lines=(say(f"已另存：{target}", f"Saved: {target}"),), data=data)


def _access(args: Namespace, key: str) -> TokenAccess:
    """The UKey that is meant, with the PIN."""
    module = str(_existing(args.token_module))
    plugged = {line.serial: line for line in tokens(module)}
    serial = the_one(args.token, _TOKEN, ((line.serial, line.label) for line in plugged.values()))
    place = TokenPlace(module=module, label=plugged[serial].label, serial=serial, key=key)
    return TokenAccess(place=place, pin=pin())


def _existing(given: str) -> Path:
    """A file by its whole path, because an identity remembers where the driver lies."""
    return Path(given).absolute()


def _add_module(parser: _ActionsContainer, *, required: bool) -> None:
    parser.add_argument(
        "--token-module",
        required=required,
        default="",
        metavar="FILE",
        help=say(
            "UKey 厂家的 PKCS#11 驱动文件（.dll、.so）",
            "the PKCS#11 library of the maker of the UKey (.dll, .so)",
        ),
    )


def _add_token(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--token",
        default="",
        metavar="NAME",
        help=say(
            "UKey 的名称或序列号，只有一个时可省略；PIN 用环境变量 GREENDESK_PIN",
            "name or serial number of the UKey, if there are several; the PIN comes from GREENDESK_PIN",
        ),
    )


def _password_words() -> str:
    return say("密码用环境变量 GREENDESK_KEY_PASSWORD", "the password comes from GREENDESK_KEY_PASSWORD")
