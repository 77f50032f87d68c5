"""Certificates of a round: its root, the request to join, and what the organiser issues (RFC 5280, RFC 2986)."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from greendesk.adapters.identity_key import CURVE, IdentityKey, private_bytes, public_bytes
from greendesk.domain.plausible_clock import refuse_impossible
from greendesk.errors import Fault
from greendesk.ledger.trust import AUTHORITY_UNIT
from greendesk.ports import CertificateRequest, Person

_VALID_FOR = timedelta(days=365 * 20)
_LONGEST = 64


class RequestDamaged(Fault):
    """A request to join that cannot be read or is not signed by its own key."""

    code = "GD-125"


def new_root(person: Person, title: str, now: int) -> tuple[bytes, bytes]:
    """A new root certificate (DER) for a round of this person and its private key (PKCS#8 DER)."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        (NameOID.COMMON_NAME, f"{title[:40]} 批次根证书"),
        (NameOID.ORGANIZATION_NAME, person.organisation),
    ]
    name = _name(names)
    builder = _builder(name, name, key.public_key(), now).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    usage = _usage(sign=False, issue=True)
    builder = builder.add_extension(usage, critical=True).add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    )
    certificate = builder.sign(key, hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.DER), private_bytes(key)


def write_request(person: Person, key: IdentityKey) -> bytes:
    """A request to join, PKCS#10 DER; it is put together here because a key on a token can only sign."""
    from asn1crypto import algos, core, csr, keys  # type: ignore[import-untyped]  # ships no types
    from asn1crypto import x509 as asn1_x509

    names = [
        (NameOID.COMMON_NAME, person.name),
        (NameOID.ORGANIZATION_NAME, person.organisation),
        (NameOID.TITLE, person.title),
    ]
    information = csr.CertificationRequestInfo(
        {
            "version": "v1",
            "subject": asn1_x509.Name.load(_name(names).public_bytes()),
            "subject_pk_info": keys.PublicKeyInfo.load(key.public_key),
            "attributes": csr.CRIAttributes([]),
        }
    )
    request = csr.CertificationRequest(
        {
            "certification_request_info": information,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": core.OctetBitString(key.sign(information.dump())),
        }
    )
    return bytes(request.dump())


def read_request(der: bytes) -> CertificateRequest:
    """Read a request to join and check that it is signed by the key that it names."""
    try:
        request = x509.load_der_x509_csr(der)
        public = request.public_key()
        valid, subject = request.is_signature_valid, request.subject  # read here: they may be damaged too
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise RequestDamaged(why="format") from error
    if not valid or not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != CURVE:
        raise RequestDamaged(why="signature")

    def first(oid: x509.ObjectIdentifier) -> str:
        values = subject.get_attributes_for_oid(oid)
        return str(values[0].value) if values else ""

    person = Person(
        name=first(NameOID.COMMON_NAME),
        organisation=first(NameOID.ORGANIZATION_NAME),
        title=first(NameOID.TITLE),
    )
    return CertificateRequest(person=person, public_key=public_bytes(public), der=der)


def issue(root: bytes, root_key: bytes, request: CertificateRequest, now: int, *, authority: bool) -> bytes:
    """Issue a working certificate (DER) to the key of a request."""
    issuer = x509.load_der_x509_certificate(root)
    key = serialization.load_der_private_key(root_key, None)
    public = serialization.load_der_public_key(request.public_key)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(public, ec.EllipticCurvePublicKey):
        raise RequestDamaged(why="key")
    names = [
        (NameOID.COMMON_NAME, request.person.name),
        (NameOID.ORGANIZATION_NAME, request.person.organisation),
        (NameOID.TITLE, request.person.title),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, AUTHORITY_UNIT if authority else ""),
    ]
    builder = _builder(_name(names), issuer.subject, public, now)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(sign=True, issue=False), critical=True)
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
    )
    issuer_key = issuer.public_key()
    if not isinstance(issuer_key, ec.EllipticCurvePublicKey):
        raise RequestDamaged(why="root")
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key)
    builder = builder.add_extension(identifier, critical=False).add_extension(
        x509.SubjectKeyIdentifier.from_public_key(public), critical=False
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: int
) -> x509.CertificateBuilder:
    refuse_impossible(now)
    start = datetime.fromtimestamp(now // 1000, UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + _VALID_FOR)
    )


def _usage(*, sign: bool, issue: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign,
        content_commitment=sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issue,
        crl_sign=issue,
        encipher_only=False,
        decipher_only=False,
    )


def _name(pairs: list[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    """A name; 64 characters may stand in each part (RFC 5280, appendix A), but the library counts bytes."""
    parts = [(oid, value[:_LONGEST]) for oid, value in pairs if value]
    return x509.Name([x509.NameAttribute(oid, value, _validate=False) for oid, value in parts])
