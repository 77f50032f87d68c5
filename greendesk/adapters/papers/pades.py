"""Signs PDFs by PAdES baseline B (ETSI EN 319 142-1), without any network; `pades_check` reads them back."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]  # ships no types
from asn1crypto.algos import SignedDigestAlgorithm  # type: ignore[import-untyped]  # ships no types
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import (
    IncrementalPdfFileWriter,
)
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import (
    SigSeedSubFilter,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.signers import PdfSigner as DocumentSigner
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from greendesk.adapters.papers.certificates import fingerprint, holder
from greendesk.adapters.papers.findings import (
    BrokenBeforeSigning,
    FieldAlreadySigned,
    FieldUnknown,
    PdfUnreadable,
    SigningFailed,
)
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.papers.stamp import StampContent, draw_stamp
from greendesk.adapters.papers.typeface import load_typeface
from greendesk.adapters.papers.words import chinese_time, short_record
from greendesk.errors import GreendeskError
from greendesk.ports import Signer

_LONGEST_SIGNATURE = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSigner:
    """A signer whose key lies open in memory; `chain` goes from its certificate to the root."""

    certificate: bytes
    chain: tuple[bytes, ...]
    private_key: ec.EllipticCurvePrivateKey

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate."""
        return fingerprint(self.certificate)

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA over SHA-256; returns the DER signature."""
        return self.private_key.sign(message, ec.ECDSA(hashes.SHA256()))


def stamp_lines(name: str, time: datetime, record_id: str) -> tuple[str, ...]:
    """Return what a visible stamp says: who, when, for which record."""
    return name, chinese_time(time), f"记录 {short_record(record_id)}"


def open_fields(pdf: bytes) -> tuple[str, ...]:
    """Name the places of a document that are not signed yet, in order."""
    return tuple(name for name, signed in _fields(pdf).items() if not signed)


def place_for(pdf: bytes, name: str) -> str | None:
    """Name the open place meant for this person; a document with one place takes whoever signs for the office."""
    fields = _fields(pdf)
    labels = _labels(pdf)
    meant = [field for field, signed in fields.items() if not signed and labels[field].endswith(f" {name}")]
    if meant:
        return meant[0]
    only = next(iter(fields), None)
    return only if only is not None and len(fields) == 1 and not fields[only] else None


def sign_pdf(
    pdf: bytes, signer: Signer, field: str, stamp: Sequence[str], *, time: datetime, fonts: Path
) -> bytes:
    """Return the PDF with a signature added in one empty field; what was there stays byte for byte."""
    fields = _fields(pdf)
    if field not in fields:
        raise FieldUnknown(field=field)
    if fields[field]:
        raise FieldAlreadySigned(field=field)
    if any(fields.values()) and not check_pdf(pdf).whole:
        raise BrokenBeforeSigning(field=field)
    load_typeface(fonts)
    try:
        style = _stamp_style(stamp, _box(pdf, field), fonts)
        return _signed(pdf, signer, field, style, time)
    except GreendeskError:  # the signer says what it is, for example that the token is not plugged in
        raise
    except Exception as problem:  # the library raises many kinds on odd documents and keys
        raise SigningFailed(field=field, reason=type(problem).__name__) from problem


def _fields(pdf: bytes) -> dict[str, bool]:
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        return {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}
    except Exception as problem:  # the library raises many kinds on damaged files
        raise PdfUnreadable(size=len(pdf)) from problem


def _labels(pdf: bytes) -> dict[str, str]:
    reader = PdfFileReader(io.BytesIO(pdf))
    return {name: str(place.get_object().get("/TU", "")) for name, _, place in enumerate_sig_fields(reader)}


def _box(pdf: bytes, field: str) -> list[float]:
    reader = PdfFileReader(io.BytesIO(pdf))
    place = next(place for name, _, place in enumerate_sig_fields(reader) if name == field)
    return [float(value) for value in place.get_object()["/Rect"]]


def _signed(pdf: bytes, signer: Signer, field: str, style: StaticStampStyle, time: datetime) -> bytes:
    owner = holder(signer.certificate)
    metadata = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=owner.name
    )
    document_signer = _DatedSigner(metadata, _PortSigner(signer), time, style)
    out = io.BytesIO()
    document_signer.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        existing_fields_only=True,
        output=out,
    )
    return out.getvalue()


def _stamp_style(lines: Sequence[str], box: Sequence[float], fonts: Path) -> StaticStampStyle:
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    page = draw_stamp(lines, width, height, fonts)
    whole = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN)
    return StaticStampStyle(
        border_width=0, background=StampContent(page, width, height), background_layout=whole
    )


class _PortSigner(CmsSigner):
    """Lets the desk's identity make the raw signature, so that the key never leaves it."""

    def __init__(self, signer: Signer) -> None:
        chain = [asn1_x509.Certificate.load(one) for one in signer.chain]
        others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's constructor
        others.register_multiple(chain[1:])
        super().__init__(
            signing_cert=asn1_x509.Certificate.load(signer.certificate),
            cert_registry=others,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            embed_roots=True,
        )
        self._signer = signer

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 - always SHA-256 here
        dry_run: bool = False,
    ) -> bytes:
        """Sign, or say how long a signature may be."""
        return bytes(_LONGEST_SIGNATURE) if dry_run else self._signer.sign(data)


class _DatedSigner(DocumentSigner):
    """Signs at the time that the desk's clock gives."""

    def __init__(
        self, metadata: PdfSignatureMetadata, signer: CmsSigner, time: datetime, style: StaticStampStyle
    ) -> None:
        super().__init__(metadata, signer, stamp_style=style)
        self._time = time

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,
    ) -> PdfSigningSession:
        """Begin to sign, dated."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._time
        return session
