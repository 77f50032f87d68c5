"""`greendesk verify`: who signed what, and whether it is whole; needs no desk and no passphrase."""

import base64
import binascii
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from greendesk.domain.verification import Signed, Verification
from ui.cli.options import Commands
from ui.cli.report import OK, REFUSED, Outcome, table
from ui.cli.speech import FACTS, KINDS, PAPERS, PARTS, ROLES, UPDATES, clock, say, told, word, words
from ui.composition.rules import verify_file

_PEM = b"-----BEGIN CERTIFICATE-----"
_END = b"-----END CERTIFICATE-----"


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "verify",
        ("核对文件：谁签的，是否完整", "check files: who signed them, whether they are whole"),
        verify,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help=say("要核对的文件", "files to be checked"))
    parser.add_argument(
        "--root",
        action="append",
        default=[],
        metavar="FILE",
        help=say("只信任由这个批次身份认可的签名人", "trust only signers of this root certificate"),
    )


def verify(args: Namespace) -> Outcome:
    """Check every file that is named."""
    roots = [certificate for name in args.root for certificate in _certificates(Path(name).read_bytes())]
    results = [(Path(name), verify_file(Path(name), roots)) for name in args.files]
    lines: list[str] = []
    for path, result in results:
        lines += [*_told(path, result), ""]
    data = [{"file": str(path), "result": result} for path, result in results]
    code = OK if all(result.whole for _, result in results) else REFUSED
    return Outcome(lines=tuple(lines[:-1]), data=data, code=code)


def _told(path: Path, result: Verification) -> list[str]:
    kind, verdict = word(KINDS, result.kind), _verdict(result)
    lines = [say(f"{path.name}：{kind}，{verdict}", f"{path.name}: {kind}, {verdict}")]
    lines += [f"  {line}" for line in table(map(_signature, result.signatures))]
    lines += [f"  {line}" for line in table(_facts(result))]
    lines += [f"  {word(FACTS, code)}" for code, value in result.facts if value == "yes"]
    for finding in result.findings:
        said = told(finding.code, finding.details)
        lines.append(f"  ✗ {said.happened} {said.cure} [{finding.code}]")
    return lines


def _verdict(result: Verification) -> str:
    if not result.whole:
        return say("核对不通过", "does not hold")
    if result.signatures:
        return say("完整，签名有效", "whole, signatures hold")
    return say("完整，没有签名", "whole, not signed")


def _signature(signed: Signed) -> tuple[str, ...]:
    records = say(f"记录 {signed.part}", f"records {signed.part}") if "–" in signed.part else ""
    return (
        "✓" if signed.whole else "✗",
        signed.name or say("未知", "unknown"),
        signed.organisation,
        records or word(PARTS, signed.part),
        clock(signed.at),
        say(f"身份 {signed.fingerprint[:16]}", f"identity {signed.fingerprint[:16]}"),
        say(f"批次 {signed.root[:16]}", f"round {signed.root[:16]}") if signed.root else "",
    )


def _facts(result: Verification) -> list[tuple[str, str]]:
    shown = {
        "document": lambda value: word(PAPERS, value),
        "roles": lambda value: words(ROLES, value.split("、")),
        "made": lambda value: clock(datetime.fromisoformat(value)),
        "update": lambda value: word(UPDATES, value),
    }
    return [
        (word(FACTS, code), shown.get(code, str)(value))
        for code, value in result.facts
        if value not in {"", "0", "yes"}
    ]


def _certificates(data: bytes) -> list[bytes]:
    """The certificates of a root file: DER, or one or more in text form."""
    if _PEM not in data:
        return [data]
    parts = [part.split(_END)[0] for part in data.split(_PEM)[1:]]
    try:
        return [base64.b64decode(b"".join(part.split()), validate=True) for part in parts]
    except binascii.Error:
        return [data]
