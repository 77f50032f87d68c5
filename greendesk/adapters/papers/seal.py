"""Seals xlsx and docx: one more part in the file signs all others; any changed byte is found and named."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from greendesk.adapters.papers.certificates import chain_holds, fingerprint, holder, signature_holds
from greendesk.adapters.papers.container import read_parts, write_parts
from greendesk.adapters.papers.findings import (
    FieldAlreadySigned,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    OfficeUnreadable,
    OfficeUnsealed,
    SealBroken,
    SealUnreadable,
    SignerUntrusted,
    WrappingChanged,
)
from greendesk.domain.papers import OfficeReport, PaperSignature, check_record_id
from greendesk.errors import GreendeskError, Refusal
from greendesk.ports import Signer

SEAL_NAME = "customXml/greendesk-seal.json"
TYPES_NAME = "[Content_Types].xml"
Sign = Callable[[bytes], Mapping[str, object]]
_PURPOSE = b"greendesk office seal 1\n"
_TYPES_OPEN = re.compile(rb"<Types\b[^>]*>")
_JSON_TYPE = b'<Default Extension="json" ContentType="application/json"/>'
_FIELDS = frozenset(("v", "record", "time", "members", "chain", "signature"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seal:
    record: str
    time: datetime
    members: Mapping[str, str]
    chain: tuple[bytes, ...]
    signature: bytes


def sign_with(signer: Signer) -> Sign:
    """Return the signing function that `seal_office` asks for, from the desk's identity."""

    def sign(message: bytes) -> Mapping[str, object]:
        chain = [base64.b64encode(one).decode() for one in signer.chain]
        return {"chain": chain, "signature": base64.b64encode(signer.sign(message)).decode()}

    return sign


def seal_office(data: bytes, sign: Sign, *, record_id: str, time: datetime) -> bytes:
    """Return the xlsx or docx with a seal over all its parts; programs that open it pass the seal by."""
    check_record_id(record_id)
    parts = _whole_parts(data)
    if SEAL_NAME in parts:
        raise FieldAlreadySigned(field=SEAL_NAME)
    types = parts[TYPES_NAME]
    if _JSON_TYPE not in types:
        opening = _TYPES_OPEN.search(types)
        if opening is None:
            raise OfficeUnreadable(size=len(data))
        parts[TYPES_NAME] = types[: opening.end()] + _JSON_TYPE + types[opening.end() :]
    statement = {
        "v": 1,
        "record": record_id,
        "time": time.isoformat(),
        "members": {name: sha256(content).hexdigest() for name, content in parts.items()},
    }
    seal = {**statement, **sign(_message(statement))}
    return write_parts({**parts, SEAL_NAME: _canonical(seal)})


def check_office(data: bytes, roots: Sequence[bytes] | None = None) -> OfficeReport:
    """Report who sealed an xlsx or docx and which parts were changed, added or removed since.

    `roots` are DER certificates to trust; `None` accepts the root that came along, and names it.
    """
    try:
        parts, again = read_parts(data)
    except Exception:  # noqa: BLE001 - damaged files make the library raise many kinds
        return OfficeReport(readable=False, findings=(OfficeUnreadable(size=len(data)),))
    if SEAL_NAME not in parts:
        return OfficeReport(readable=TYPES_NAME in parts, findings=(_no_seal(data, parts),))
    try:
        seal, broken = _read_seal(parts.pop(SEAL_NAME))
    except (ValueError, KeyError, TypeError, GreendeskError):
        return OfficeReport(readable=True, sealed=True, findings=(SealUnreadable(name=SEAL_NAME),))
    changed = tuple(
        name
        for name, digest in seal.members.items()
        if name in parts and sha256(parts[name] or b"").hexdigest() != digest
    )
    added = (*(name for name in parts if name not in seal.members), *again)
    removed = tuple(name for name in seal.members if name not in parts)
    findings: list[Refusal] = [
        *(MemberChanged(name=name) for name in changed),
        *(MemberAdded(name=name) for name in added),
        *(MemberRemoved(name=name) for name in removed),
    ]
    if not findings and not broken:
        findings += _wrapping(data)
    return OfficeReport(
        readable=True,
        sealed=True,
        signature=_signature(seal, roots, broken=broken, modified=bool(findings)),
        record_id=seal.record,
        changed=changed,
        added=added,
        removed=removed,
        findings=tuple(findings),
    )


def _no_seal(data: bytes, parts: Mapping[str, bytes | None]) -> Refusal:
    """Tell a file that never had a seal from one whose seal was made unfindable."""
    if SEAL_NAME.encode() in data:
        return SealUnreadable(name=SEAL_NAME)
    return OfficeUnsealed() if TYPES_NAME in parts else OfficeUnreadable(size=len(data))


def _whole_parts(data: bytes) -> dict[str, bytes]:
    try:
        parts, again = read_parts(data)
    except Exception as damage:  # damaged files make the library raise many kinds
        raise OfficeUnreadable(size=len(data)) from damage
    whole = {name: content for name, content in parts.items() if content is not None}
    if len(whole) != len(parts) or again or TYPES_NAME not in whole:
        raise OfficeUnreadable(size=len(data))
    return whole


def _read_seal(content: bytes | None) -> tuple[_Seal, bool]:
    """Return what the seal says, and whether its signature fails; raises when it cannot be read."""
    fields = json.loads(content or b"")
    if not isinstance(fields, dict) or frozenset(fields) != _FIELDS or fields["v"] != 1:
        raise ValueError(SEAL_NAME)
    seal = _Seal(
        record=str(fields["record"]),
        time=datetime.fromisoformat(str(fields["time"])),
        members={str(name): str(digest) for name, digest in dict(fields["members"]).items()},
        chain=tuple(_decoded(one) for one in list(fields["chain"])),
        signature=_decoded(fields["signature"]),
    )
    check_record_id(seal.record)
    holder(seal.chain[0])
    statement = {name: fields[name] for name in ("v", "record", "time", "members")}
    holds = (
        _canonical(fields) == content
        and signature_holds(seal.chain[0], seal.signature, _message(statement))
        and len(seal.chain) > 1
        and chain_holds(seal.chain)
    )
    return seal, not holds


def _decoded(text: object) -> bytes:
    """Decode base64 in its only form: a changed bit in the last letter is not passed over."""
    try:
        decoded = base64.b64decode(str(text), validate=True)
    except binascii.Error as damage:
        raise ValueError(SEAL_NAME) from damage
    if base64.b64encode(decoded).decode() != text:
        raise ValueError(SEAL_NAME)
    return decoded


def _wrapping(data: bytes) -> list[Refusal]:
    """Compare the file with the only form that these parts can have."""
    parts, _ = read_parts(data)
    written = write_parts({name: content or b"" for name, content in parts.items()})
    if written == data:
        return []
    shorter = min(len(written), len(data))
    place = next((at for at in range(shorter) if written[at] != data[at]), shorter)
    return [WrappingChanged(place=place)]


def _signature(seal: _Seal, roots: Sequence[bytes] | None, *, broken: bool, modified: bool) -> PaperSignature:
    owner = holder(seal.chain[0])
    trusted = not broken and (roots is None or seal.chain[-1] in roots)
    findings: list[Refusal] = []
    if broken:
        findings.append(SealBroken(name=SEAL_NAME, signer=owner.name))
    elif not trusted:
        findings.append(SignerUntrusted(place=SEAL_NAME, signer=owner.name))
    return PaperSignature(
        place=SEAL_NAME,
        signer_name=owner.name,
        signer_organisation=owner.organisation,
        certificate_sha256=owner.fingerprint,
        root_sha256=fingerprint(seal.chain[-1]) if len(seal.chain) > 1 else "",
        claimed_time=seal.time,
        intact=not broken and not modified,
        covers_whole_document=not modified,
        modified_after=modified,
        trusted=trusted,
        findings=tuple(findings),
    )


def _message(statement: Mapping[str, object]) -> bytes:
    return _PURPOSE + _canonical(statement)


def _canonical(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
