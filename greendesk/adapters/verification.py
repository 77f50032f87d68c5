"""Says who signed a file and whether it is whole, without a desk: every kind of file that the program makes."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.papers.seal import check_office
from greendesk.adapters.policy_files import parse_policy
from greendesk.adapters.update_file import check_update
from greendesk.adapters.update_keys import Publisher, Replacement
from greendesk.adapters.verification_exchange import check_exchange, found
from greendesk.adapters.verification_package import check_package
from greendesk.adapters.verification_wrapping import changed_byte
from greendesk.domain.papers import PaperSignature
from greendesk.domain.verification import Finding, Signed, Verification
from greendesk.errors import Fault, GreendeskError, Refusal

_ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".gdpkg": "package",
    ".gdx": "exchange",
    ".gdu": "update",
    ".yaml": "rules",
    ".yml": "rules",
}
_MEMBERS = (
    (re.compile(r"word/document\.xml"), "docx"),
    (re.compile(r"xl/workbook\.xml"), "xlsx"),
    (re.compile(r"[^/]+/data/package\.json"), "package"),
    (re.compile(r"[^/]+/data/letter\.json"), "exchange"),
    (re.compile(r"[^/]+/data/update\.json"), "update"),
)
_CHECKLIST = re.compile(rb"^sections:", re.MULTILINE)
Trusted = tuple[tuple[Publisher, ...], Mapping[str, Replacement]]
"""The publishers that are built in, and the release keys that replaced theirs."""

_LARGEST_PAPER = 256 * 1024 * 1024
_HEAD = 1024


class FileUnknown(Refusal):
    """A file of a kind that this program does not make; details: `name`."""

    code = "GD-620"


class FileUnreadable(Fault):
    """A file that is not there, may not be read or lies on a medium that was taken out; details: `name`."""

    code = "GD-621"


class FileDamaged(Refusal):
    """A file so damaged that its content cannot be checked; details: `name`."""

    code = "GD-626"


class WrappingAltered(Refusal):
    """A byte around the contents was changed; the contents are what they were; details: `place`."""

    code = "GD-627"


def verify(
    path: Path,
    roots: Sequence[bytes] = (),
    shipped: Mapping[str, str] | None = None,
    trusted: Callable[[], Trusted] | None = None,
) -> Verification:
    """Check a file; never raises for what may be wrong with it.

    `roots` are DER certificates to trust; none accepts the root that came along, and names it. `shipped` are
    the digests of the rules files that come with the program, with their ids, and `trusted` asks for the
    publishers whose updates are accepted.
    """
    kind = "unknown"
    try:
        kind = _kind(path)
        if kind == "update":
            return check_update(path, *(trusted() if trusted is not None else ((), {})))
        return _check(path, kind, roots, shipped or {})
    except GreendeskError as error:
        return _failed(kind, found(error, _where(error)))
    except OSError:
        return _failed(kind, found(FileUnreadable(name=path.name), path.name))
    except Exception:  # noqa: BLE001 - damaged files make libraries raise many kinds; the answer is the same
        return _failed(kind, found(FileDamaged(name=path.name), path.name))


def _failed(kind: str, finding: Finding) -> Verification:
    return Verification(kind="policy" if kind == "rules" else kind, whole=False, findings=(finding,))


def _where(error: GreendeskError) -> str:
    for name in ("entry", "part", "name", "file", "field"):
        if name in error.details:
            return str(error.details[name])
    return ""


def _kind(path: Path) -> str:
    """By what is inside; by the ending of the name when the inside does not say."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    by_name = _ENDINGS.get(path.suffix.lower(), "unknown")
    if head.startswith(b"PK"):
        return _kind_of_zip(path) or by_name
    return "pdf" if b"%PDF-" in head and by_name == "unknown" else by_name


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except Exception:  # noqa: BLE001 - damaged files make the library raise many kinds
        return ""
    return next((kind for mark, kind in _MEMBERS if any(map(mark.fullmatch, names))), "")


def _check(path: Path, kind: str, roots: Sequence[bytes], shipped: Mapping[str, str]) -> Verification:
    if kind == "pdf":
        return _pdf(_small(path), roots)
    if kind in {"docx", "xlsx"}:
        return _office(_small(path), kind, roots)
    if kind == "package":
        return _wrapped(path, check_package(path, roots))
    if kind == "exchange":
        return _wrapped(path, check_exchange(path, roots))
    if kind == "rules":
        return _rules(path, shipped)
    raise FileUnknown(name=path.name)


def _small(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST_PAPER:
        raise FileUnknown(name=path.name)
    return path.read_bytes()


def _pdf(data: bytes, roots: Sequence[bytes]) -> Verification:
    report = check_pdf(data, roots or None)
    facts = [("record", report.record_id)] if report.record_id else []
    if report.conclusion is not None:
        facts.append(("document", str(report.conclusion.get("document", ""))))
    return Verification(
        kind="pdf",
        whole=report.whole,
        signatures=tuple(map(_signed, report.signatures)),
        findings=_findings(report.signatures, report.findings),
        facts=tuple(facts),
    )


def _office(data: bytes, kind: str, roots: Sequence[bytes]) -> Verification:
    report = check_office(data, roots or None)
    signatures = (report.signature,) if report.signature else ()
    return Verification(
        kind=kind,
        whole=report.whole,
        signatures=tuple(map(_signed, signatures)),
        findings=_findings(signatures, report.findings),
        facts=(("record", report.record_id),) if report.record_id else (),
    )


def _findings(signatures: Sequence[PaperSignature], others: Sequence[Refusal]) -> tuple[Finding, ...]:
    own = [found(error, signature.place) for signature in signatures for error in signature.findings]
    return (*own, *(found(error, _where(error)) for error in others))


def _signed(signature: PaperSignature) -> Signed:
    return Signed(
        name=signature.signer_name,
        organisation=signature.signer_organisation,
        fingerprint=signature.certificate_sha256,
        root=signature.root_sha256,
        at=signature.claimed_time,
        whole=signature.intact and not signature.findings,
        part=signature.place,
    )


def _wrapped(path: Path, inside: Verification) -> Verification:
    """Add what is wrong with the bytes around the contents."""
    place = changed_byte(path)
    if place is None:
        return inside
    finding = found(WrappingAltered(place=place), str(place))
    return Verification(
        kind=inside.kind,
        whole=False,
        signatures=inside.signatures,
        findings=(*inside.findings, finding),
        facts=inside.facts,
    )


def _rules(path: Path, shipped: Mapping[str, str]) -> Verification:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    kind = "checklist" if _CHECKLIST.search(data) else "policy"
    parse: Callable[[bytes, str], object] = parse_checklist if kind == "checklist" else parse_policy
    facts = [("digest", digest), ("shipped", shipped.get(digest, ""))]
    try:
        rules = parse(data, path.name)
    except GreendeskError as error:
        line = str(error.details.get("line", ""))
        return Verification(kind=kind, whole=False, findings=(found(error, line),), facts=tuple(facts))
    facts.insert(0, ("title", str(getattr(rules, "title", ""))))
    return Verification(kind=kind, whole=True, facts=(*facts, ("unsigned", "yes")))
