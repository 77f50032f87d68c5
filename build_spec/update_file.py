"""The publisher's side of update files: keys, updates of the program and of its rules, and another release key.

    update_file.py new-keys FOLDER --name 发布者 --name-en Publisher
    update_file.py program SETUP --version 0.3.0 --platform windows-x86_64 --keys FOLDER --zh TEXT --en TEXT --out FILE
    update_file.py rules FILE... --version 2027.1.4 --keys FOLDER --zh TEXT --en TEXT --out FILE
    update_file.py replace-release-key FOLDER --root FOLDER --out FILE
    update_file.py stamp

Run it with the environment's Python. Keys lie in files under a passphrase, which is asked for or taken from
GREENDESK_PUBLISHER_PASSPHRASE (release key) and GREENDESK_ROOT_PASSPHRASE (root key).
"""

import argparse
import getpass
import io
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from greendesk.adapters.rule_files import RuleFiles, rules_digest, shipped_version  # noqa: E402 - after the path is set
from greendesk.adapters.rule_trial import try_rules  # noqa: E402 - after the path is set
from greendesk.adapters.update_file import open_update  # noqa: E402 - after the path is set
from greendesk.adapters.update_keys import Sealed, read_publisher, write_publisher  # noqa: E402 - after the path is set
from greendesk.adapters.update_writer import (  # noqa: E402 - after the path is set
    key_statement,
    pem,
    program_statement,
    rules_statement,
    seal,
    signer,
    write_update,
)
from greendesk.domain.update import RULE_FOLDERS, Changes, read_version  # noqa: E402 - after the path is set
from greendesk.errors import GreendeskError  # noqa: E402 - after the path is set

RESOURCES = ROOT / "resources"
PUBLISHER, RELEASE, ROOT_KEY, REPLACEMENT = "publisher.toml", "release.pem", "root.pem", "replacement.json"
VARIABLES = {RELEASE: "GREENDESK_PUBLISHER_PASSPHRASE", ROOT_KEY: "GREENDESK_ROOT_PASSPHRASE"}
SHORTEST = 12
OLDEST = "0.2.0"  # the first program that reads update files


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter gets a question mark
    args = _parser().parse_args(words)
    try:
        args.do(args)
    except (GreendeskError, OSError, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


# ---------------------------------------------------------------- keys


def new_keys(args: argparse.Namespace) -> None:
    """Make both key pairs of a publisher, and the file of the public ones that builds take."""
    folder: Path = args.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in (PUBLISHER, RELEASE, ROOT_KEY):
        if (folder / name).exists():
            raise ValueError(f"{name} is there already")
    release, root = _new_key(), _new_key()
    _save(folder / RELEASE, release)
    _save(folder / ROOT_KEY, root)
    text = write_publisher(args.name, args.name_en, pem(root.public_key()), pem(release.public_key()))
    (folder / PUBLISHER).write_text(text, "utf-8")
    print(f"{folder / PUBLISHER}: give its folder to builds as GREENDESK_PUBLISHERS")
    print(
        f"{folder / ROOT_KEY}: take it off this computer now; it is needed only when the release key is lost"
    )


def replace_release_key(args: argparse.Namespace) -> None:
    """Make another release key, signed by the root key; later updates carry the root's word along."""
    folder: Path = args.folder
    publisher = read_publisher(folder / PUBLISHER)
    root = _load(args.root / ROOT_KEY)
    release = _new_key()
    number = publisher.number + 1
    changes = Changes(
        zh="发布者更换了签名密钥。旧密钥签名的更新文件不再有效。",
        en="The publisher has a new key. Update files signed with the old one no longer count.",
    )
    statement = key_statement(
        pem(release.public_key()), number=number, oldest=OLDEST, created=_today(), changes=changes
    )
    sealed = seal(statement, signer(root))
    write_update(args.out, sealed)
    with open_update(args.out, (publisher,), {}):
        pass
    if (folder / RELEASE).exists():
        (folder / RELEASE).rename(folder / f"release-{publisher.number}.pem")
    _save(folder / RELEASE, release)
    text = write_publisher(
        publisher.name, publisher.name_en, pem(root.public_key()), pem(release.public_key()), number
    )
    (folder / PUBLISHER).write_text(text, "utf-8")
    values = {
        "statement": b64encode(sealed.statement).decode(),
        "signature": b64encode(sealed.signature).decode(),
    }
    (folder / REPLACEMENT).write_text(json.dumps(values, indent=1), "utf-8")
    print(f"{args.out}: release key {number}; later updates say so themselves")


# ---------------------------------------------------------------- updates


def program(args: argparse.Namespace) -> None:
    """Write the update that brings a program: the Windows installer or the Debian package."""
    read_version(args.version)
    statement = program_statement(
        args.setup,
        version=args.version,
        oldest=args.oldest,
        platform=args.platform,
        created=_today(),
        changes=_changes(args),
    )
    _publish(args, seal(statement, signer(_load(args.keys / RELEASE))), {statement.files[0].name: args.setup})


def rules(args: argparse.Namespace) -> None:
    """Write the update that brings rules, after all of them were read with the program's own readers."""
    files = {f"{path.resolve().parent.name}/{path.name}": path for path in args.files}
    strange = [name for name in files if name.partition("/")[0] not in RULE_FOLDERS]
    if strange:
        raise ValueError(f"{strange[0]}: the folder must be one of {', '.join(RULE_FOLDERS)}")
    if read_version(args.version) <= read_version(shipped_version(RESOURCES)) and not args.anyway:
        raise ValueError(f"{args.version} is not newer than the rules of the program: nobody would take it")
    _try(files)
    statement = rules_statement(
        files,
        version=args.version,
        oldest=args.oldest,
        created=_today(),
        fresh_until=args.fresh_until,
        changes=_changes(args),
    )
    _publish(args, seal(statement, signer(_load(args.keys / RELEASE))), files)


def stamp(_args: argparse.Namespace) -> None:
    """Give the rules in this checkout the version of today, when a byte of them was changed."""
    (RESOURCES / "rules.toml").write_text(stamp_text(RESOURCES, _today()), "utf-8")


def stamp_text(resources: Path, today: date) -> str:
    """The text of `resources/rules.toml` for the rules as they are."""
    return (
        "# The version of all rules files beside this one, as one; `build_spec/update_file.py stamp` writes it.\n"
        f'version = "{today.year}.{today.month}.{today.day}"\n'
        f'digest = "{rules_digest(resources)}"\n'
    )


def _try(files: dict[str, Path]) -> None:
    """Read all rules of this checkout with these among them."""
    with TemporaryDirectory() as folder:
        for name in RuleFiles(RESOURCES).shipped():
            target = Path(folder) / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes((RESOURCES / name).read_bytes())
        for name, path in files.items():
            (Path(folder) / name).write_bytes(path.read_bytes())
        try_rules(RuleFiles(Path(folder)))


def _publish(args: argparse.Namespace, sealed: Sealed, files: dict[str, Path]) -> None:
    """Write the file and read it back as a program with this publisher would."""
    given = (
        json.loads((args.keys / REPLACEMENT).read_text("utf-8"))
        if (args.keys / REPLACEMENT).exists()
        else None
    )
    key = (
        Sealed(statement=b64decode(given["statement"]), signature=b64decode(given["signature"]))
        if given
        else None
    )
    write_update(args.out, sealed, files, key)
    with open_update(args.out, (read_publisher(args.keys / PUBLISHER),), {}) as update:
        print(
            f"{args.out}: {update.statement.kind.value} {update.statement.version}, {args.out.stat().st_size} bytes"
        )


# ---------------------------------------------------------------- small things


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _save(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a private key under its passphrase, for its owner's eyes only."""
    secret = BestAvailableEncryption(_passphrase(path.name, new=True).encode())
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, secret)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)


def _load(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), _passphrase(path.name).encode())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(path.name)
    return key


def _passphrase(name: str, *, new: bool = False) -> str:
    given = os.environ.get(VARIABLES[name]) or getpass.getpass(f"{name}: ")
    if new and len(given) < SHORTEST:
        raise ValueError(f"the passphrase of a key has {SHORTEST} characters or more")
    return given


def _changes(args: argparse.Namespace) -> Changes:
    """What users read: a text, or the name of a file that holds it."""
    return Changes(zh=_text(args.zh), en=_text(args.en))


def _text(given: str) -> str:
    path = Path(given)
    return path.read_text("utf-8") if len(given) < 250 and path.is_file() else given


def _today() -> date:
    """The day of the build; SOURCE_DATE_EPOCH makes it the same again."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(required=True)
    one = actions.add_parser("new-keys", help="make the keys of a publisher")
    one.add_argument("folder", type=Path)
    one.add_argument("--name", required=True)
    one.add_argument("--name-en", required=True)
    one.set_defaults(do=new_keys)
    one = actions.add_parser("replace-release-key", help="put another release key in place")
    one.add_argument("folder", type=Path)
    one.add_argument("--root", type=Path, required=True, help="the folder, on a stick, with the root key")
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(do=replace_release_key)
    one = actions.add_parser("program", help="an update of the program")
    one.add_argument("setup", type=Path)
    one.add_argument("--platform", required=True)
    one.set_defaults(do=program)
    _common(one)
    one = actions.add_parser("rules", help="an update of policies, checklists, calendar, forms, quantities")
    one.add_argument("files", type=Path, nargs="+")
    one.add_argument("--fresh-until", type=date.fromisoformat, default=None)
    one.add_argument("--anyway", action="store_true", help="also for rules that are not newer than these")
    one.set_defaults(do=rules)
    _common(one)
    actions.add_parser("stamp", help="note the version of the rules in this checkout").set_defaults(do=stamp)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", required=True)
    parser.add_argument("--oldest", default=OLDEST, help="the oldest program that can take it")
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--zh", required=True, help="what users read; or a file")
    parser.add_argument("--en", required=True)
    parser.add_argument("--out", type=Path, required=True)


if __name__ == "__main__":
    sys.exit(main())
