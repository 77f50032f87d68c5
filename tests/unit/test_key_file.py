"""A signing key from a certificate file, and the copy that is written: judged by OpenSSL, both ways."""

import subprocess
from pathlib import Path

import pytest
from asn1crypto import pkcs12 as asn1_pkcs12  # type: ignore[import-untyped]  # ships no types
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greendesk.adapters.identity import (
    PassphraseTooShort,
    create_identity,
    save_identity,
    save_key,
    unlock_identity,
)
from greendesk.adapters.identity_key_file import (
    KeyFileKeys,
    KeyFileKind,
    KeyFilePasswordWrong,
    KeyFileUnreadable,
    read_key_file,
)
from greendesk.errors import Refusal
from greendesk.ports import Person
from greendesk.signing_keys import KeyFile
from tests.platforms import ON_WINDOWS, tool

WHO = Person(name="林岚（示例）", organisation="示例省工信厅", title="处长")
PASSPHRASE = "很长的口令一二三四"
PASSWORD = "证书密码 2026"
NOW = 1_795_000_000_000


def openssl(*words: str | Path) -> str:
    done = subprocess.run(
        [tool("openssl"), *words], check=True, capture_output=True, text=True, errors="replace"
    )
    return done.stdout + done.stderr


def office_file(
    folder: Path, *more: str, algorithm: tuple[str, ...] = ("EC", "ec_paramgen_curve:P-256")
) -> Path:
    """A certificate file as an office gets one: made by OpenSSL, with a certificate."""
    key, certificate, file = folder / "key.pem", folder / "certificate.pem", folder / "办公证书.p12"
    options = ("-pkeyopt", algorithm[1]) if len(algorithm) > 1 else ()
    openssl("genpkey", "-algorithm", algorithm[0], *options, "-out", key)
    openssl("req", "-x509", "-new", "-key", key, "-subj", "/CN=office", "-days", "30", "-out", certificate)
    pair = ("-inkey", key, "-in", certificate)
    openssl("pkcs12", "-export", *pair, "-passout", f"pass:{PASSWORD}", "-out", file, *more)
    return file


@pytest.mark.parametrize("how", [(), ("-legacy",), ("-nomac",), ("-keypbe", "NONE", "-certpbe", "NONE")])
def test_the_key_of_an_office_s_file_becomes_the_desk_s(tmp_path: Path, how: tuple[str, ...]) -> None:
    source = KeyFile(path=office_file(tmp_path, *how), password=PASSWORD)
    identity = create_identity(tmp_path / "identity.json", WHO, PASSPHRASE, source)
    private = serialization.load_pem_private_key((tmp_path / "key.pem").read_bytes(), None)
    assert identity.public_key == private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    source.path.unlink()  # the file is not needed any more
    opened = unlock_identity(tmp_path / "identity.json", PASSPHRASE)
    (tmp_path / "message").write_bytes(b"message")
    (tmp_path / "signature").write_bytes(opened.sign(b"message"))
    openssl("pkey", "-in", tmp_path / "key.pem", "-pubout", "-out", tmp_path / "public.pem")
    checked = openssl(
        "dgst",
        "-sha256",
        "-verify",
        tmp_path / "public.pem",
        "-signature",
        tmp_path / "signature",
        tmp_path / "message",
    )
    assert "Verified OK" in checked
    save_identity(tmp_path / "identity.json", opened, "另一个口令五六七八")
    assert unlock_identity(tmp_path / "identity.json", "另一个口令五六七八").public_key == identity.public_key


def test_a_wrong_password_makes_nothing(tmp_path: Path) -> None:
    file = office_file(tmp_path)
    (tmp_path / "desk").mkdir()
    for password in ("falsch", ""):
        with pytest.raises(KeyFilePasswordWrong):
            create_identity(
                tmp_path / "desk" / "identity.json", WHO, PASSPHRASE, KeyFile(path=file, password=password)
            )
    assert list((tmp_path / "desk").iterdir()) == []


@pytest.mark.parametrize(
    ("algorithm", "found"),
    [
        (("RSA", "rsa_keygen_bits:2048"), "RSA 2048"),
        (("EC", "ec_paramgen_curve:P-384"), "secp384r1"),
        (("EC", "ec_paramgen_curve:secp256k1"), "secp256k1"),
        (("ED25519",), "Ed25519"),
        (("SM2",), "SM2"),
    ],
)
def test_a_key_of_another_kind_is_named(tmp_path: Path, algorithm: tuple[str, ...], found: str) -> None:
    file = office_file(tmp_path, algorithm=algorithm)
    with pytest.raises(KeyFileKind) as refused:
        read_key_file(KeyFile(path=file, password=PASSWORD))
    assert refused.value.details == {"name": "办公证书.p12", "found": found}


def test_no_key_and_several_keys_are_counted(tmp_path: Path) -> None:
    file = office_file(tmp_path)
    openssl(
        "pkcs12",
        "-export",
        "-nokeys",
        "-in",
        tmp_path / "certificate.pem",
        "-passout",
        f"pass:{PASSWORD}",
        "-out",
        file,
    )
    with pytest.raises(KeyFileKeys) as refused:
        read_key_file(KeyFile(path=file, password=PASSWORD))
    assert refused.value.details["count"] == 0
    file.write_bytes(two_keys())
    with pytest.raises(KeyFileKeys) as refused:
        read_key_file(KeyFile(path=file, password=PASSWORD))
    assert refused.value.details["count"] == 2


def two_keys() -> bytes:
    """The bags of two files in one, as some programs export everything they have."""
    first, second = (
        asn1_pkcs12.Pfx.load(
            pkcs12.serialize_key_and_certificates(
                b"key",
                ec.generate_private_key(ec.SECP256R1()),
                None,
                None,
                serialization.BestAvailableEncryption(PASSWORD.encode()),
            )
        )
        for _ in range(2)
    )
    safes = asn1_pkcs12.AuthenticatedSafe([*first.authenticated_safe, *second.authenticated_safe])
    first["auth_safe"]["content"] = safes.dump()
    return bytes(first.dump(force=True))


def test_what_is_no_certificate_file_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "办公证书.p12"
    whole = office_file(tmp_path).read_bytes()
    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for data in (b"", b"no file", pem, whole[: len(whole) // 2], whole + b"\0"):
        file.write_bytes(data)
        with pytest.raises(KeyFileUnreadable):
            read_key_file(KeyFile(path=file, password=PASSWORD))
    for path in (tmp_path / "nothing.p12", tmp_path):
        with pytest.raises(KeyFileUnreadable):
            read_key_file(KeyFile(path=path, password=PASSWORD))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_file(tmp_path_factory.mktemp("office"))


@given(place=st.integers(min_value=0, max_value=2000), flip=st.integers(min_value=1, max_value=255))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_file_is_refused_in_words_or_gives_the_same_key(
    whole: Path, tmp_path: Path, place: int, flip: int
) -> None:
    data = bytearray(whole.read_bytes())
    data[place % len(data)] ^= flip
    file = tmp_path / "changed.p12"
    file.write_bytes(data)
    try:
        key = read_key_file(KeyFile(path=file, password=PASSWORD))
    except Refusal:
        return
    assert key.public_key == read_key_file(KeyFile(path=whole, password=PASSWORD)).public_key


def test_the_copy_opens_in_openssl_and_makes_the_same_desk_again(tmp_path: Path) -> None:
    identity = create_identity(tmp_path / "identity.json", WHO, PASSPHRASE)
    chains = []
    for title in ("甲批次", "乙批次"):
        root, root_key = identity.new_root(title, NOW)
        own = identity.issue(root, root_key, identity.read_request(identity.request()), NOW, authority=True)
        chains.append((own, root))
    target = tmp_path / "备份.p12"
    save_key(identity, target, PASSWORD, chains)
    assert ON_WINDOWS or target.stat().st_mode & 0o077 == 0
    said = openssl("pkcs12", "-in", target, "-passin", f"pass:{PASSWORD}", "-info", "-nodes")
    assert "PBES2, PBKDF2, AES-256-CBC" in said
    assert "MAC: sha256" in said
    assert "pbeWith" not in said
    assert said.count("BEGIN CERTIFICATE") == 4
    assert said.count("BEGIN PRIVATE KEY") == 1
    kept = pkcs12.load_pkcs12(target.read_bytes(), PASSWORD.encode())
    assert kept.cert is not None
    assert kept.cert.certificate.public_bytes(serialization.Encoding.DER) == chains[0][0]
    again = create_identity(
        tmp_path / "again.json", WHO, "另一个口令五六七八", KeyFile(path=target, password=PASSWORD)
    )
    assert again.public_key == identity.public_key
    assert again.database_key != identity.database_key


def test_a_copy_without_a_round_holds_the_key_alone_and_a_short_password_is_refused(tmp_path: Path) -> None:
    identity = create_identity(tmp_path / "identity.json", WHO, PASSPHRASE)
    with pytest.raises(PassphraseTooShort):
        save_key(identity, tmp_path / "key.p12", "kurz", ())
    assert not (tmp_path / "key.p12").exists()
    save_key(identity, tmp_path / "key.p12", PASSWORD, ())
    assert (
        read_key_file(KeyFile(path=tmp_path / "key.p12", password=PASSWORD)).public_key == identity.public_key
    )
