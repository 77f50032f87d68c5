"""A signing key on a token: made there, chosen there, signing there, and every way in which it may not answer."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pkcs11 import Attribute, KeyType, ObjectClass

from greendesk.adapters.identity import (
    Identity,
    PassphraseWrong,
    create_identity,
    read_request,
    save_identity,
    unlock_identity,
)
from greendesk.adapters.identity_owner import IdentityDamaged, read_token
from greendesk.adapters.identity_token import TokenKey, list_keys, list_tokens
from greendesk.adapters.identity_token_module import (
    TokenFailed,
    TokenKeyMissing,
    TokenMissing,
    TokenModuleUnusable,
    TokenPinLocked,
    TokenPinMissing,
    TokenPinWrong,
    TokenReadOnly,
    failure_for,
)
from greendesk.errors import GreendeskError
from greendesk.ledger.trust import check_issued, check_signature
from greendesk.ports import Person
from tests.soft_token import MODULE, SoftToken, make_token

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SoftHSM")
WHO = Person(name="林岚（示例）", organisation="示例省工信厅", title="处长")
PASSPHRASE = "很长的口令一二三四"
NOW = 1_795_000_000_000
P384 = bytes.fromhex("06052b81040022")
P256 = bytes.fromhex("06082a8648ce3d030107")


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    return make_token(tmp_path / "softhsm", monkeypatch)


def made_on(token: SoftToken, path: Path, key: str = "") -> Identity:
    return create_identity(path, WHO, PASSPHRASE, token.access(key))


def holds(identity: Identity, message: bytes, signature: bytes) -> None:
    public = serialization.load_der_public_key(identity.public_key)
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signature, message, ec.ECDSA(hashes.SHA256()))


def test_a_key_is_made_on_the_token_and_comes_back_with_passphrase_and_pin(
    token: SoftToken, tmp_path: Path
) -> None:
    path = tmp_path / "identity.json"
    made = made_on(token, path)
    made.key.close()
    opened = unlock_identity(path, PASSPHRASE, token.access().pin)
    assert opened.public_key == made.public_key
    assert opened.age_secret == made.age_secret
    holds(opened, b"message", opened.sign(b"message"))
    place = read_token(path)
    assert place is not None
    assert (place.module, place.label, place.serial) == (MODULE, token.line.label, token.line.serial)
    with token.session() as session:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=bytes.fromhex(place.key))
        assert key[Attribute.SENSITIVE]
        assert not key[Attribute.EXTRACTABLE]
        assert key[Attribute.LABEL] == "GreenDesk"


def test_the_pin_is_never_written_down(token: SoftToken, tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    identity = made_on(token, path)
    assert token.access().pin.encode() not in path.read_bytes()
    assert token.access().pin not in repr(identity) + repr(token.access())
    assert set(json.loads(path.read_bytes())["token"]) == {"module", "label", "serial", "key", "public_key"}


@given(message=st.binary(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_the_token_signs_verifies(shared: Identity, message: bytes) -> None:
    holds(shared, message, shared.sign(message))


@pytest.fixture
def shared(token: SoftToken, tmp_path: Path) -> Identity:
    return made_on(token, tmp_path / "identity.json")


def test_openssl_accepts_request_and_certificate(token: SoftToken, tmp_path: Path) -> None:
    member = made_on(token, tmp_path / "token.json")
    organiser = create_identity(tmp_path / "kept.json", WHO, PASSPHRASE)
    request = read_request(member.request())
    assert request.person == WHO
    (tmp_path / "request.der").write_bytes(member.request())
    asked = run(
        "req",
        "-verify",
        "-noout",
        "-subject",
        "-nameopt",
        "utf8",
        "-inform",
        "DER",
        "-in",
        tmp_path / "request.der",
    )
    assert "林岚（示例）" in asked.stdout
    assert "OK" in asked.stdout + asked.stderr
    root, root_key = organiser.new_root("示例批次", NOW)
    issued = organiser.issue(root, root_key, request, NOW, authority=False)
    check_issued(issued, root)
    check_signature(issued, b"message", member.sign(b"message"))
    for name, der in (("root", root), ("leaf", issued)):
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
    run("verify", "-x509_strict", "-CAfile", tmp_path / "root.pem", tmp_path / "leaf.pem")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *words], check=True, capture_output=True, text=True)


def test_a_kept_key_asks_to_join_with_the_very_same_request_form(tmp_path: Path) -> None:
    kept = create_identity(tmp_path / "kept.json", WHO, PASSPHRASE)
    (tmp_path / "request.der").write_bytes(kept.request())
    run("req", "-verify", "-noout", "-inform", "DER", "-in", tmp_path / "request.der")
    assert read_request(kept.request()).public_key == kept.public_key


# ---------------------------------------------------------------- what lies on the token


def put_pair(session: Any, number: bytes, curve: bytes = P256, label: str = "办公证书") -> Any:  # noqa: ANN401
    domain = session.create_domain_parameters(KeyType.EC, {Attribute.EC_PARAMS: curve}, local=True)
    return domain.generate_keypair(id=number, label=label, store=True)


def certificate_for(public: bytes, name: str) -> bytes:
    """A certificate for a key, as an office puts one beside it; issued by whoever."""
    issuer = ec.generate_private_key(ec.SECP256R1())
    key = serialization.load_der_public_key(public)
    assert isinstance(key, ec.EllipticCurvePublicKey)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例发证机构")]))
        .public_key(key)
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
    )
    return builder.sign(issuer, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def test_a_key_that_lies_there_is_chosen_and_others_are_not_offered(token: SoftToken, tmp_path: Path) -> None:
    with token.session() as session:
        public, _ = put_pair(session, b"\x01")
        put_pair(session, b"\x02", P384, "大密钥")
        put_pair(session, b"\x03", label="两个一样")
        put_pair(session, b"\x03", label="两个一样")
        put_pair(session, b"", label="没有编号")
        session.generate_keypair(KeyType.RSA, 1024, id=b"\x05", label="RSA", store=True)
        point = bytes(public[Attribute.EC_POINT])[2:]
        spki = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point).public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        certificate = certificate_for(spki, "林岚（示例）")
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.ID: b"\x01",
                Attribute.SUBJECT: x509.load_der_x509_certificate(certificate).subject.public_bytes(),
                Attribute.VALUE: certificate,
            }
        )
    keys = list_keys(token.access())
    assert [(key.key, key.label, key.holder) for key in keys] == [("01", "办公证书", "林岚（示例）")]
    identity = made_on(token, tmp_path / "identity.json", "01")
    assert identity.public_key == spki
    holds(identity, b"message", identity.sign(b"message"))
    with token.session() as session:  # many tokens hold no public key, only the certificate
        session.get_key(object_class=ObjectClass.PUBLIC_KEY, id=b"\x01").destroy()
    assert list_keys(token.access()) == keys
    again = create_identity(tmp_path / "again.json", WHO, PASSPHRASE, token.access("01"))
    assert again.public_key == spki


def test_the_tokens_that_are_plugged_in_are_named(token: SoftToken) -> None:
    (line,) = list_tokens(MODULE)
    assert (line.label, line.read_only, line.locked) == ("示例 UKey", False, False)
    assert line.serial
    assert "SoftHSM" in line.model
    token.pull_out()
    assert list_tokens(MODULE) == ()
    token.plug_in()
    assert list_tokens(MODULE) == (line,)


# ---------------------------------------------------------------- it may not answer


def test_a_token_that_was_pulled_out_signs_again_once_it_is_back(shared: Identity, token: SoftToken) -> None:
    shared.sign(b"before")
    for _ in range(2):
        token.pull_out()
        for _ in range(2):
            with pytest.raises(TokenMissing) as missing:
                shared.sign(b"meanwhile")
            assert missing.value.details == {"label": "示例 UKey"}
        token.plug_in()
        holds(shared, b"after", shared.sign(b"after"))


def test_a_wrong_pin_is_tried_once_and_then_forgotten(token: SoftToken, tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    made_on(token, path).key.close()
    with pytest.raises(TokenPinWrong):
        unlock_identity(path, PASSPHRASE, "99999999")
    key = unlock_identity(path, PASSPHRASE).key
    assert isinstance(key, TokenKey)
    key.pin = "99999999"  # the PIN was changed with the maker's tool while the token was out
    with pytest.raises(TokenPinWrong):
        key.sign(b"message")
    with pytest.raises(TokenPinMissing):
        key.sign(b"message")


def test_without_the_pin_the_secrets_open_and_nothing_is_signed(token: SoftToken, tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    made = made_on(token, path)
    token.pull_out()
    opened = unlock_identity(path, PASSPHRASE)
    assert opened.database_key == made.database_key
    assert opened.public_key == made.public_key
    with pytest.raises(TokenPinMissing):
        opened.sign(b"message")


def test_a_key_that_was_deleted_or_exchanged_is_missed(shared: Identity, token: SoftToken) -> None:
    assert isinstance(shared.key, TokenKey)
    number = bytes.fromhex(shared.key.place.key)
    with token.session() as session:
        session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=number).destroy()
        session.get_key(object_class=ObjectClass.PUBLIC_KEY, id=number).destroy()
    with pytest.raises(TokenKeyMissing):
        shared.sign(b"message")
    with token.session() as session:
        put_pair(session, number)  # another key under the same number
    with pytest.raises(TokenKeyMissing):
        shared.sign(b"message")


def test_a_desk_that_misses_its_key_leaves_the_token_locked(token: SoftToken, tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    made = made_on(token, path)
    made.key.close()
    place = read_token(path)
    assert place is not None
    with token.session() as session:
        session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=bytes.fromhex(place.key)).destroy()
    with pytest.raises(TokenKeyMissing):
        unlock_identity(path, PASSPHRASE, token.access().pin)
    with pkcs11.lib(MODULE).get_token(token_label=token.line.label).open() as session:
        assert list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})) == []
    with pytest.raises(TokenPinWrong):  # it is asked, because nobody is logged in
        unlock_identity(path, PASSPHRASE, "99999999")


def test_two_desks_on_one_token_do_not_disturb_each_other(token: SoftToken, tmp_path: Path) -> None:
    one, other = made_on(token, tmp_path / "one.json"), made_on(token, tmp_path / "other.json")
    for identity in (one, other, one, other):
        holds(identity, b"message", identity.sign(b"message"))
    one.key.close()
    holds(other, b"message", other.sign(b"message"))


def test_a_library_that_is_not_there_or_is_none_is_refused(token: SoftToken, tmp_path: Path) -> None:
    text = tmp_path / "driver.so"
    text.write_text("no library", encoding="utf-8")
    for module in (str(tmp_path / "nothing.so"), str(text), "libsofthsm2.so", ""):
        with pytest.raises(TokenModuleUnusable):
            list_tokens(module)


def test_no_library_is_loaded_before_the_passphrase_has_vouched_for_it(
    token: SoftToken, tmp_path: Path
) -> None:
    path = tmp_path / "identity.json"
    made_on(token, path)
    document = json.loads(path.read_bytes())
    for name, value in (("module", str(tmp_path / "evil.so")), ("label", "别的"), ("key", "01")):
        path.write_text(json.dumps(document | {"token": {**document["token"], name: value}}), "utf-8")
        with pytest.raises(PassphraseWrong):
            unlock_identity(path, PASSPHRASE, token.access().pin)
    path.write_text(json.dumps(document | {"token": {"module": MODULE}}), "utf-8")
    with pytest.raises(IdentityDamaged):
        read_token(path)
    path.write_text(json.dumps(document | {"v": 1}), "utf-8")
    with pytest.raises(IdentityDamaged):
        unlock_identity(path, PASSPHRASE)
    del document["token"]
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(PassphraseWrong):
        unlock_identity(path, PASSPHRASE)


def test_a_new_passphrase_leaves_the_key_on_its_token(token: SoftToken, tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    made_on(token, path).key.close()
    token.pull_out()
    save_identity(path, unlock_identity(path, PASSPHRASE), "另一个口令五六七八")
    token.plug_in()
    opened = unlock_identity(path, "另一个口令五六七八", token.access().pin)
    holds(opened, b"message", opened.sign(b"message"))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (pkcs11.PinIncorrect, TokenPinWrong),
        (pkcs11.PinLenRange, TokenPinWrong),
        (pkcs11.PinLocked, TokenPinLocked),
        (pkcs11.UserPinNotInitialized, TokenPinLocked),
        (pkcs11.TokenWriteProtected, TokenReadOnly),
        (pkcs11.SessionReadOnly, TokenReadOnly),
        (pkcs11.DeviceRemoved, TokenMissing),
        (pkcs11.TokenNotPresent, TokenMissing),
        (pkcs11.NoSuchKey, TokenKeyMissing),
        (pkcs11.MechanismInvalid, TokenFailed),
        (pkcs11.DeviceError, TokenFailed),
    ],
)
def test_what_a_library_answers_is_told_apart(answer: type[Exception], kind: type[GreendeskError]) -> None:
    failure = failure_for(answer(), "示例 UKey")
    assert type(failure) is kind
    assert failure.details["label"] == "示例 UKey"


def test_a_desk_without_a_token_never_loads_the_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from greendesk.ports import Person; "
        "from ui.composition.desk_folder import DeskFolder; folder = DeskFolder(Path(sys.argv[1])); "
        "folder.create(Person(name='x', organisation='', title=''), 'long enough').close(); "
        "folder.unlock('long enough').close(); print('pkcs11' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "desk")],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.stdout.strip() == "False"
