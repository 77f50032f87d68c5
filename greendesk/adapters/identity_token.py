"""A signing key on a token (PKCS#11, UKey): it never leaves the token, which signs after the PIN."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID

from greendesk.adapters.identity_key import CURVE, public_bytes
from greendesk.adapters.identity_token_module import (
    BEGUN,
    USING,
    TokenFailed,
    TokenKeyMissing,
    TokenMissing,
    TokenPinWrong,
    load_module,
    log_in,
    log_out,
    serial_of,
    tokens_in,
    translated,
)
from greendesk.signing_keys import TokenAccess, TokenKeyLine, TokenLine, TokenPlace

if TYPE_CHECKING:
    from pkcs11 import Object, Session, SignMixin

_P256 = bytes.fromhex("06082a8648ce3d030107")  # CKA_EC_PARAMS: the curve's object identifier, DER
_POINT = 65  # an uncompressed point: 04, x, y
_HALF = 32  # of a raw signature: r, then s
_KEY_LABEL = "GreenDesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A key that can sign now."""

    session: "Session"
    key: "SignMixin"
    asks_each_time: bool  # the key wants the PIN for every signature (CKA_ALWAYS_AUTHENTICATE)
    begun: int


@dataclass(slots=True, kw_only=True)
class TokenKey:
    """A key on a token, open or not; `greendesk.adapters.identity_key.IdentityKey`.

    The PIN stays in memory while the desk is open, so that a token that was pulled out signs again once it is back.
    A PIN that was refused is forgotten: a token locks itself after some wrong ones.
    """

    place: TokenPlace
    public_key: bytes
    pin: str = field(default="", repr=False)
    _opened: _Opened | None = field(default=None, repr=False)

    def open(self) -> None:
        """Log in and find the key, so that a wrong PIN or a missing token is told early."""
        with USING:
            self._open()

    def sign(self, message: bytes, /) -> bytes:
        """Sign with ECDSA P-256 over SHA-256 (CKM_ECDSA over the digest); returns the DER signature.

        A signature that the desk's key did not make is refused, so that none is ever written down.
        """
        with USING:
            try:
                return self._signature(message)
            except (TokenFailed, TokenMissing, TokenKeyMissing):
                self._opened = None
                return self._signature(message, afresh=True)
            except TokenPinWrong:
                self.pin = ""
                raise

    def close(self) -> None:
        """Log out and forget the PIN."""
        with USING:
            opened, self._opened, self.pin = self._opened, None, ""
            if opened is not None and opened.begun == BEGUN[self.place.module]:
                log_out(opened.session)

    def _signature(self, message: bytes, *, afresh: bool = False) -> bytes:
        from pkcs11 import Mechanism

        opened = self._opened
        if opened is None or opened.begun != BEGUN[self.place.module]:
            opened = self._open(afresh=afresh)
        digest, pin = hashlib.sha256(message).digest(), self.pin if opened.asks_each_time else None
        with translated(self.place.label):
            raw = opened.key.sign(digest, mechanism=Mechanism.ECDSA, pin=pin)
        signature = encode_dss_signature(
            int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big")
        )
        if not _holds(self.public_key, message, signature):
            raise TokenKeyMissing(label=self.place.label)
        return signature

    def _open(self, *, afresh: bool = False) -> _Opened:
        try:
            session = log_in(self.place, self.pin, afresh=afresh)
        except TokenPinWrong:
            self.pin = ""
            raise
        try:
            with translated(self.place.label):
                key = cast("SignMixin", session.get_key(**_private(self.place)))
                asks = _asks_each_time(key)
        except BaseException:
            log_out(session)
            raise
        self._opened = _Opened(session=session, key=key, asks_each_time=asks, begun=BEGUN[self.place.module])
        return self._opened


def list_tokens(module: str) -> tuple[TokenLine, ...]:
    """The tokens that are plugged in now, by the maker's library; needs no PIN."""
    from pkcs11 import TokenFlag

    with USING, translated(""):
        return tuple(
            TokenLine(
                label=token.label,
                serial=serial_of(token),
                model=f"{token.manufacturer_id} {token.model}".strip(),
                read_only=bool(token.flags & TokenFlag.WRITE_PROTECTED),
                locked=bool(token.flags & TokenFlag.USER_PIN_LOCKED),
            )
            for token in tokens_in(load_module(module, afresh=True))
        )


def list_keys(access: TokenAccess) -> tuple[TokenKeyLine, ...]:
    """The key pairs on a token that a desk can sign with: P-256, with a number and a public half."""
    from pkcs11 import Attribute, KeyType, ObjectClass

    with USING:
        session = log_in(access.place, access.pin)
        try:
            with translated(access.place.label):
                wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.EC}
                found = [
                    (bytes(key[Attribute.ID]), str(key[Attribute.LABEL]))
                    for key in list(session.get_objects(wanted))
                ]
                numbers = [number for number, _ in found]
                return tuple(
                    TokenKeyLine(key=number.hex(), label=label, holder=_holder(session, number))
                    for number, label in found
                    if number and numbers.count(number) == 1 and _public_key(session, number)
                )
        finally:
            log_out(session)


def take_key(access: TokenAccess) -> TokenKey:
    """The chosen key of a token, or a new one made there, open and tried with one signature."""
    place = access.place
    with USING:
        session = log_in(place, access.pin, write=not place.key)
        try:
            with translated(place.label):
                number = _number(place) or _generate(session)
                public = _public_key(session, number)
        finally:
            log_out(session)
        if not public:
            raise TokenKeyMissing(label=place.label)
        key = TokenKey(place=replace(place, key=number.hex()), public_key=public, pin=access.pin)
        key.sign(secrets.token_bytes(_HALF))
    return key


def _generate(session: "Session") -> bytes:
    """Make a key pair on the token that cannot be read from it; returns its number."""
    from pkcs11 import Attribute, KeyType

    number = secrets.token_bytes(16)
    curve = session.create_domain_parameters(KeyType.EC, {Attribute.EC_PARAMS: _P256}, local=True)
    curve.generate_keypair(
        id=number,
        label=_KEY_LABEL,
        store=True,
        private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
    )
    return number


def _private(place: TokenPlace) -> dict[str, Any]:
    from pkcs11 import KeyType, ObjectClass

    return {
        "object_class": ObjectClass.PRIVATE_KEY,
        "key_type": KeyType.EC,
        "id": _number(place),
    }


def _number(place: TokenPlace) -> bytes:
    """The number of a key on a token; whatever is none belongs to no key."""
    try:
        return bytes.fromhex(place.key)
    except ValueError as error:
        raise TokenKeyMissing(label=place.label) from error


def _public_key(session: "Session", number: bytes) -> bytes:
    """The public half of a pair (SubjectPublicKeyInfo DER): its own object, else the certificate's; or nothing."""
    from pkcs11 import Attribute, KeyType, ObjectClass

    wanted = {
        Attribute.CLASS: ObjectClass.PUBLIC_KEY,
        Attribute.KEY_TYPE: KeyType.EC,
        Attribute.ID: number,
    }
    for key in list(session.get_objects(wanted)):
        if bytes(key[Attribute.EC_PARAMS]) == _P256:
            point = bytes(key[Attribute.EC_POINT])[-_POINT:]  # in an OCTET STRING; some tokens leave it off
            public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
            return public_bytes(public)
    certificate = _certificate(session, number)
    public_of = certificate.public_key() if certificate else None
    if isinstance(public_of, ec.EllipticCurvePublicKey) and public_of.curve.name == CURVE:
        return public_bytes(public_of)
    return b""


def _holder(session: "Session", number: bytes) -> str:
    """Whom the certificate beside a key names, empty when there is none."""
    certificate = _certificate(session, number)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME) if certificate else []
    return str(names[0].value) if names else ""


def _certificate(session: "Session", number: bytes) -> x509.Certificate | None:
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.ID: number}
    for found in list(session.get_objects(wanted)):
        with suppress(ValueError, UnsupportedAlgorithm):
            return x509.load_der_x509_certificate(bytes(found[Attribute.VALUE]))
    return None


def _asks_each_time(key: "Object") -> bool:
    """Whether every signature wants the PIN again; tokens of before PKCS#11 2.20 do not know the question."""
    from pkcs11 import Attribute, PKCS11Error

    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except (PKCS11Error, LookupError):
        return False


def _holds(public_key: bytes, message: bytes, signature: bytes) -> bool:
    public = serialization.load_der_public_key(public_key)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    try:
        public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
