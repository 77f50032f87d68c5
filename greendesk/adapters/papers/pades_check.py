"""Checks the signatures of a PDF without any network and without ever failing on a damaged file."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from asn1crypto import cms  # type: ignore[import-untyped]  # ships no types
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from greendesk.adapters.papers.certificates import chain_holds, fingerprint, holder
from greendesk.adapters.papers.findings import (
    BytesAfterSignature,
    ChangedAfterSignature,
    ConclusionUnreadable,
    PdfUnreadable,
    PdfUnsigned,
    SignatureBroken,
    SignatureContainerAltered,
    SignatureLost,
    SignatureUnreadable,
    SignerUntrusted,
)
from greendesk.domain.papers import PaperSignature, PdfReport
from greendesk.errors import Refusal

CONCLUSION_NAME = "conclusion.json"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[")
_HEX = re.compile(rb"[0-9a-f]*|[0-9A-F]*")
_ALLOWED_LATER = frozenset(
    (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
)
_KEY_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # the report says what they would log


def check_pdf(data: bytes, roots: Sequence[bytes] | None = None) -> PdfReport:
    """Report who signed the PDF and whether it is whole.

    `roots` are DER certificates to trust; `None` accepts the root that came along, and names it.
    """
    try:
        reader = _reader(data)
        fields = [(name, value, place) for name, value, place in enumerate_sig_fields(reader) if value]
    except Exception:  # noqa: BLE001 - damaged files make the library raise many kinds
        return PdfReport(readable=False, findings=(PdfUnreadable(size=len(data)),))
    checked = [_check_one(reader, name, place, data, roots) for name, _, place in fields]
    signatures = tuple(signature for signature, _ in checked)
    covered = max((end for _, end in checked), default=0)
    findings: list[Refusal] = []
    held = len(_BYTE_RANGE.findall(data))
    if held > len(fields):
        findings.append(SignatureLost(held=held, shown=len(fields)))
    elif not fields:
        findings.append(PdfUnsigned())
    outside = len(data) - covered
    if checked and outside and all(end for _, end in checked):
        findings.append(BytesAfterSignature(count=outside))
    conclusion, damaged = _conclusion(reader)
    if damaged:
        findings.append(ConclusionUnreadable(name=CONCLUSION_NAME))
    record = conclusion.get("record_id") if conclusion else None
    return PdfReport(
        readable=True,
        signatures=signatures,
        conclusion=conclusion,
        record_id=record if isinstance(record, str) else "",
        bytes_outside_signatures=outside,
        findings=tuple(findings),
    )


def _reader(data: bytes) -> PdfFileReader:
    """Open the file by the letter of the standard, or leniently when it does not keep to it."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        list(enumerate_sig_fields(reader))
    except Exception:  # noqa: BLE001 - damaged files make the library raise many kinds
        return PdfFileReader(io.BytesIO(data), strict=False)
    return reader


def _check_one(
    reader: PdfFileReader, place: str, field: DictionaryObject, data: bytes, roots: Sequence[bytes] | None
) -> tuple[PaperSignature, int]:
    """Check one signature; the number is where the bytes that it covers end."""
    try:
        embedded = EmbeddedPdfSignature(reader, field, place)
        end = int(embedded.byte_range[2]) + int(embedded.byte_range[3])
        bag = [choice.chosen.dump() for choice in embedded.signed_data["certificates"]]
        leaf = embedded.signer_cert.dump()
        chain = _chain(leaf, bag)
        status = _validate(embedded, _trust(chain, roots), bag)
        return _signature(place, embedded, status, chain, bag, data), min(end, len(data))
    except Exception:  # noqa: BLE001 - a damaged signature makes the library raise many kinds
        return _unreadable(place), 0


def _chain(leaf: bytes, bag: Sequence[bytes]) -> tuple[bytes, ...]:
    """Order the certificates that came along from the signer's to its root."""
    chain = [leaf]
    while len(chain) <= len(bag):
        issued = x509.load_der_x509_certificate(chain[-1])
        issuer = next((one for one in bag if one not in chain and _issued(issued, one)), None)
        if issuer is None:
            break
        chain.append(issuer)
    return tuple(chain)


def _issued(issued: x509.Certificate, issuer: bytes) -> bool:
    try:
        issued.verify_directly_issued_by(x509.load_der_x509_certificate(issuer))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _trust(chain: Sequence[bytes], roots: Sequence[bytes] | None) -> list[bytes]:
    if roots is not None:
        return list(roots)
    return [chain[-1]] if len(chain) > 1 and chain_holds(chain) else []


def _validate(
    embedded: EmbeddedPdfSignature, roots: Sequence[bytes], bag: Sequence[bytes]
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(one) for one in roots],
        other_certs=[asn1_x509.Certificate.load(one) for one in bag],
        moment=_moment(embedded) or datetime.now(UTC),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return asyncio.run(
        async_validate_pdf_signature(
            embedded, signer_validation_context=context, key_usage_settings=_KEY_USAGE
        )
    )


def _moment(embedded: EmbeddedPdfSignature) -> datetime | None:
    moment = embedded.self_reported_timestamp
    return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None


def _signature(
    place: str,
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    chain: Sequence[bytes],
    bag: Sequence[bytes],
    data: bytes,
) -> PaperSignature:
    owner = holder(chain[0])
    intact = bool(status.intact and status.valid)
    whole_file = _covers_file(embedded, data)
    changed = status.modification_level not in _ALLOWED_LATER
    complete = len(chain) == len(bag) and (len(chain) == 1 or chain_holds(chain))
    findings: list[Refusal] = []
    if not intact:
        findings.append(SignatureBroken(place=place, signer=owner.name))
    elif not complete or not _container_untouched(embedded, data):
        findings.append(SignatureContainerAltered(place=place, signer=owner.name))
        intact = False
    elif changed:
        findings.append(ChangedAfterSignature(place=place, signer=owner.name))
    if intact and not status.trusted:
        findings.append(SignerUntrusted(place=place, signer=owner.name))
    return PaperSignature(
        place=place,
        signer_name=owner.name,
        signer_organisation=owner.organisation,
        certificate_sha256=owner.fingerprint,
        root_sha256=fingerprint(chain[-1]) if len(chain) > 1 else "",
        claimed_time=_moment(embedded),
        intact=intact,
        covers_whole_document=whole_file,
        modified_after=changed,
        trusted=bool(status.trusted),
        findings=tuple(findings),
    )


def _unreadable(place: str) -> PaperSignature:
    return PaperSignature(
        place=place,
        signer_name="",
        signer_organisation="",
        certificate_sha256="",
        root_sha256="",
        claimed_time=None,
        intact=False,
        covers_whole_document=False,
        modified_after=False,
        trusted=False,
        findings=(SignatureUnreadable(place=place),),
    )


def _covers_file(embedded: EmbeddedPdfSignature, data: bytes) -> bool:
    start, _, second, length = (int(value) for value in embedded.byte_range)
    return start == 0 and second + length == len(data)


def _container_untouched(embedded: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether the bytes that no signature covers, its own container, are exactly what a signer writes.

    Letters in one case, DER in its only form, zeros to the end, one signer, nothing unsigned beside him.
    """
    start, first, second, _ = (int(value) for value in embedded.byte_range)
    gap = data[start + first : second]
    if start != 0 or gap[:1] != b"<" or gap[-1:] != b">" or _HEX.fullmatch(gap[1:-1]) is None:
        return False
    container = bytes.fromhex(gap[1:-1].decode())
    info = cms.ContentInfo.load(container)
    written = info.dump()
    rest = container[len(written) :]
    if rest.strip(b"\0") or info.dump(force=True) != written or not container.startswith(written):
        return False
    return _one_plain_signer(info)


def _one_plain_signer(info: cms.ContentInfo) -> bool:
    """Whether the container holds what PAdES baseline B asks for and nothing left open to change."""
    signed = info["content"]
    signers = signed["signer_infos"]
    if info["content_type"].native != "signed_data" or signed["version"].native != "v1" or len(signers) != 1:
        return False
    one = signers[0]
    digests = [algorithm["algorithm"].native for algorithm in signed["digest_algorithms"]]
    return (
        digests == [one["digest_algorithm"]["algorithm"].native]
        and one["version"].native == "v1"
        and not signed["crls"].native
        and signed["encap_content_info"]["content_type"].native == "data"
        and not signed["encap_content_info"]["content"].native
    )


def _conclusion(reader: PdfFileReader) -> tuple[Mapping[str, object] | None, bool]:
    """Return the attached conclusion, and whether one is there that cannot be read."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except Exception:  # noqa: BLE001 - no attachment, or one that the file does not lead to
        return None, False
    try:
        for at in range(0, len(names), 2):
            if str(names[at]) == CONCLUSION_NAME:
                content = json.loads(names[at + 1]["/EF"]["/F"].data)
                return (content, False) if isinstance(content, dict) else (None, True)
    except Exception:  # noqa: BLE001 - damaged streams make the library raise many kinds
        return None, True
    return None, False
