"""The age header: hostile vectors written from the specification, and Debian's `age` as a stranger both ways.

Every vector is whole but for the one thing it is named after: the MAC of its header is right and its payload opens,
so nothing but the grammar can refuse it.
"""

import base64
import hashlib
import hmac
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.age_header import (
    MAX_HEADER,
    MAX_RECIPIENTS,
    MAX_STANZAS,
    EncryptedHeaderRefused,
    check_age_header,
    read_age_header,
)
from greendesk.adapters.bag import open_bag
from greendesk.adapters.exchange_file import ZipExchangeFiles
from greendesk.adapters.identity import unlock_identity
from greendesk.progress import SILENT
from tests.desks import PASSPHRASE, admit, make_round, open_desks

FILE_KEY = bytes(range(16))
VERSION = b"age-encryption.org/v1\n"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
LOW_ORDER = bytes(32)  # RFC 7748 section 6.1: the shared secret becomes zero
WORDS = b"correct horse"


def b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)


def raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def bech32(prefix: str, data: bytes) -> str:
    """BIP 173, for a secret key that the test chose."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    checked = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix] + words
    rest = 1
    for value in [*checked, *[0] * 6]:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ value
        for at, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            rest ^= factor if top >> at & 1 else 0
    check = [(rest ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(BECH32[word] for word in [*words, *check])


def wrapped(body: bytes) -> bytes:
    """The body of a stanza in its lines; the last is shorter than the others, and may be empty."""
    text = b64(body)
    return b"".join(text[at : at + 64] + b"\n" for at in range(0, len(text) + 1, 64))


SECRET = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key of this test").digest())
IDENTITY = pyrage.x25519.Identity.from_str(bech32("age-secret-key-", SECRET.private_bytes_raw()).upper())
EPHEMERAL = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"another").digest())
SHARE = raw(EPHEMERAL.public_key())


def sealed_key(key: bytes = FILE_KEY) -> bytes:
    """The file key as an X25519 stanza wraps it for the identity."""
    salt = SHARE + raw(SECRET.public_key())
    wrap = hkdf(EPHEMERAL.exchange(SECRET.public_key()), salt, VERSION.strip() + b"/X25519")
    return ChaCha20Poly1305(wrap).encrypt(bytes(12), key, None)


def to_me(share: bytes = b64(SHARE)) -> bytes:
    return b"-> X25519 " + share + b"\n" + wrapped(sealed_key())


def by_passphrase(work: int, body: bytes | None = None) -> bytes:
    salt = hashlib.sha256(b"salt").digest()[:16]
    if body is None:
        kdf = Scrypt(salt=VERSION.strip() + b"/scrypt" + salt, length=32, n=2**work, r=8, p=1)
        body = ChaCha20Poly1305(kdf.derive(WORDS)).encrypt(bytes(12), FILE_KEY, None)
    return b"-> scrypt " + b64(salt) + b" " + str(work).encode() + b"\n" + wrapped(body)


def mac(head: bytes) -> bytes:
    return hmac.digest(hkdf(FILE_KEY, b"", b"header"), head, "sha256")


def payload(plain: bytes = b"plain") -> bytes:
    nonce = bytes(16)
    key = ChaCha20Poly1305(hkdf(FILE_KEY, nonce, b"payload"))
    return nonce + key.encrypt(bytes(11) + b"\x01", plain, None)


def whole(*stanzas: bytes, version: bytes = VERSION, mark: bytes = b"---") -> bytes:
    """A file of these stanzas with the right MAC."""
    head = version + b"".join(stanzas) + mark
    return head + b" " + b64(mac(head)) + b"\n" + payload()


def ended(end: Callable[[bytes], bytes]) -> bytes:
    """A good file but for the text of its last line."""
    head = VERSION + to_me() + b"---"
    return head + end(b64(mac(head))) + payload()


STRANGE = b"-> example.org/other " + b"x" * 10 + b"\n" + wrapped(b"anything")
UNUSED_BITS = b64(SHARE)[:-1] + bytes([b64(SHARE)[-1] + 1])

ALLOWED: dict[str, bytes] = {
    "one stanza": whole(to_me()),
    "a stanza of an unknown kind": whole(STRANGE, to_me()),
    "unknown with an empty body": whole(b"-> other\n\n", to_me()),
    "unknown with a body of whole lines": whole(b"-> other\n" + wrapped(bytes(96)), to_me()),
    "unknown with every printable sign": whole(b"-> " + bytes(range(0x21, 0x7F)) + b"\n\n", to_me()),
    "the same unknown stanza twice": whole(STRANGE, STRANGE, to_me()),
}

FORBIDDEN: dict[str, tuple[str, bytes]] = {
    # what the library lets through: three of its own format's test vectors, and what is like them
    "passphrase with work factor 23": ("passphrase", whole(by_passphrase(23, bytes(32)))),
    "stanza without a body line": ("body", whole(b"-> stanza\n", to_me())),
    "stanza without a body line at the end": ("body", whole(to_me(), b"-> stanza\n")),
    "stanza without its short last line": ("body", whole(to_me(), b"-> stanza\n" + b"A" * 64 + b"\n")),
    "short work factor": ("passphrase", whole(by_passphrase(10))),
    "passphrase beside a key": ("passphrase", whole(by_passphrase(10), to_me())),
    # version line
    "no version": ("version", whole(to_me(), version=b"")),
    "version 2": ("version", whole(to_me(), version=b"age-encryption.org/v2\n")),
    "version in capitals": ("version", whole(to_me(), version=b"AGE-encryption.org/v1\n")),
    "blank after the version": ("version", whole(to_me(), version=b"age-encryption.org/v1 \n")),
    "CRLF": ("version", whole(to_me(), version=b"age-encryption.org/v1\r\n")),
    "byte order mark": ("version", whole(to_me(), version=b"\xef\xbb\xbf" + VERSION)),
    "empty line first": ("version", b"\n" + whole(to_me())),
    # stanzas
    "no stanza": ("stanza", whole()),
    "empty line between": ("stanza", whole(to_me(), b"\n", STRANGE)),
    "body after the last line": ("stanza", whole(to_me(), b"AAAA\n")),
    "two short lines": ("stanza", whole(b"-> other\nAAAA\nAAAA\n", to_me())),
    "no blank after the arrow": ("argument", whole(b"->other\n\n", to_me())),
    "no argument": ("argument", whole(b"->\n\n", to_me())),
    "empty argument": ("argument", whole(b"-> \n\n", to_me())),
    "two blanks": ("argument", whole(b"->  other\n\n", to_me())),
    "two blanks between arguments": ("argument", whole(b"-> other  x\n\n", to_me())),
    "blank at the end": ("argument", whole(b"-> other \n\n", to_me())),
    "tab": ("argument", whole(b"-> other\tx\n\n", to_me())),
    "control sign": ("argument", whole(b"-> oth\x00er\n\n", to_me())),
    "letter beyond ASCII": ("argument", whole("-> 密\n\n".encode(), to_me())),
    "CRLF in a stanza": ("argument", whole(to_me().replace(b"\n", b"\r\n"))),
    "long line": ("body", whole(b"-> other\n" + b"A" * 68 + b"\n\n", to_me())),
    "padding": ("base64", whole(b"-> other\nAA==\n", to_me())),
    "unused bits": ("base64", whole(b"-> other\nAB\n", to_me())),
    "one sign over": ("base64", whole(b"-> other\nAAAAA\n", to_me())),
    "URL alphabet": ("base64", whole(b"-> other\nAA-_\n", to_me())),
    "blank in the body": ("base64", whole(b"-> other\nAA AA\n", to_me())),
    "NUL in the body": ("base64", whole(b"-> other\nAA\0A\n", to_me())),
    # X25519
    "key without its share": ("kind", whole(b"-> X25519\n" + wrapped(sealed_key()))),
    "key with two shares": ("kind", whole(to_me(b64(SHARE) + b" " + b64(SHARE)))),
    "short share": ("kind", whole(to_me(b64(SHARE[:31])))),
    "long share": ("kind", whole(to_me(b64(SHARE + b"\0")))),
    "share with unused bits": ("base64", whole(to_me(UNUSED_BITS))),
    "share with padding": ("base64", whole(to_me(b64(SHARE) + b"="))),
    "short wrapped key": ("kind", whole(b"-> X25519 " + b64(SHARE) + b"\n" + wrapped(sealed_key()[:-1]))),
    "long wrapped key": ("kind", whole(b"-> X25519 " + b64(SHARE) + b"\n" + wrapped(sealed_key(bytes(32))))),
    "the same key twice": ("repeated", whole(to_me(), to_me())),
    "other kind with a wrong share": ("kind", whole(to_me(), b"-> mlkem768x25519 AAAA\n" + wrapped(bytes(32)))),
    "tagged key without its tag": ("kind", whole(to_me(), b"-> p256tag AAAA\n" + wrapped(bytes(32)))),
    # MAC line
    "no blank before the MAC": ("mac", ended(lambda text: text + b"\n")),
    "two blanks before the MAC": ("base64", ended(lambda text: b"  " + text + b"\n")),
    "blank after the MAC": ("base64", ended(lambda text: b" " + text + b" \n")),
    "no MAC": ("mac", ended(lambda _: b"\n")),
    "empty MAC": ("mac", ended(lambda _: b" \n")),
    "short MAC": ("mac", ended(lambda text: b" " + text[:-3] + b"\n")),
    "long MAC": ("mac", ended(lambda text: b" " + text + b"A\n")),
    "MAC with padding": ("base64", ended(lambda text: b" " + text + b"=\n")),
    "MAC with unused bits": ("base64", ended(lambda text: b" " + text[:-1] + bytes([text[-1] + 1]) + b"\n")),
    "MAC with CR": ("base64", ended(lambda text: b" " + text + b"\r\n")),
    "long mark": ("mac", whole(to_me(), mark=b"----")),
    # the end and the size
    "nothing": ("end", b""),
    "version line only": ("end", VERSION),
    "cut in a stanza": ("end", (VERSION + to_me())[:-9]),
    "cut before the MAC": ("end", VERSION + to_me()),
    "cut in the MAC": ("end", whole(to_me())[: len(VERSION + to_me()) + 20]),
    "10 MB on one line": ("large", VERSION + b"-> " + b"x" * 10_000_000),
    "10 MB of stanzas": ("large", whole(*[STRANGE] * 250_000)),
    "10 MB of body": ("large", VERSION + b"-> other\n" + (b"A" * 64 + b"\n") * 160_000),
    "one stanza too many": ("large", whole(*[b"-> other\n\n"] * (MAX_STANZAS + 1))),
    "armor": ("armor", b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.encodebytes(whole(to_me()))),
}  # fmt: skip


@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_grammar_allows_passes_and_opens(name: str, tmp_path: Path) -> None:
    path = tmp_path / "content.zip.age"
    path.write_bytes(ALLOWED[name])
    check_age_header(path)
    assert pyrage.decrypt(ALLOWED[name], [IDENTITY]) == b"plain"


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_the_grammar_forbids_is_refused_and_says_why(name: str, tmp_path: Path) -> None:
    why, data = FORBIDDEN[name]
    path = tmp_path / "content.zip.age"
    path.write_bytes(data)
    with pytest.raises(EncryptedHeaderRefused) as caught:
        check_age_header(path)
    assert caught.value.details == {"why": why}


def test_what_the_library_lets_through_is_why_we_look_ourselves() -> None:
    """If the library grows stricter, this says so, and the list can be read anew."""

    def opens(data: bytes) -> bool:
        try:
            return bytes(pyrage.decrypt(data, [IDENTITY])) == b"plain"
        except pyrage.DecryptError:
            return False

    small = {
        name: data for name, (_, data) in FORBIDDEN.items() if len(data) < 2000
    }  # minutes for the others
    let_through = {name for name, data in small.items() if opens(data)}
    assert let_through == {
        "stanza without a body line",
        "stanza without a body line at the end",
        "stanza without its short last line",
        "the same key twice",
        "other kind with a wrong share",
        "tagged key without its tag",
    }
    assert pyrage.passphrase.decrypt(FORBIDDEN["short work factor"][1], WORDS.decode()) == b"plain"


def test_a_share_of_low_order_opens_nothing(tmp_path: Path) -> None:
    """The specification wants an abort when the shared secret is zero; the header itself keeps the grammar."""
    data = whole(b"-> X25519 " + b64(LOW_ORDER) + b"\n" + wrapped(sealed_key()))
    read_age_header(data)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(data, [IDENTITY])


def test_a_header_may_be_as_long_as_the_largest_round_needs() -> None:
    key = IDENTITY.to_public()
    written = pyrage.encrypt(b"", [key] * MAX_RECIPIENTS)
    assert MAX_RECIPIENTS <= len(read_age_header(written)) <= MAX_STANZAS


SHORT = [data for data in (*ALLOWED.values(), *(data for _, data in FORBIDDEN.values())) if len(data) < 2000]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_is_accepted_is_written_the_same_again(data: st.DataObject) -> None:
    """The grammar has one text for each header: whatever passes, written from what was read, is the same bytes."""
    start = bytearray(data.draw(st.sampled_from(SHORT)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(start)))
        start[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    try:
        stanzas = read_age_header(bytes(start))
    except EncryptedHeaderRefused:
        return
    again = VERSION + b"".join(
        b" ".join((b"->", one.kind.encode(), *one.arguments)) + b"\n" + wrapped(one.body) for one in stanzas
    )
    assert bytes(start).startswith(again + b"--- ")


# ------------------------------------------------------------ Debian's age

AGE = shutil.which("age")
KEYGEN = shutil.which("age-keygen")
stranger = pytest.mark.skipif(AGE is None, reason="needs age")


def age(*words: str | Path, given: bytes = b"") -> bytes:
    done = subprocess.run([str(AGE), *map(str, words)], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@dataclass(frozen=True)
class Key:
    """A key pair made by Debian's `age-keygen`."""

    file: Path
    public: str
    secret: str


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> list[Key]:
    folder = tmp_path_factory.mktemp("keys")
    made: list[Key] = []
    for number in range(3):
        file = folder / f"{number}.key"
        subprocess.run([str(KEYGEN), "-o", str(file)], check=True, capture_output=True)
        secret = file.read_text().split()[-1]
        public = str(pyrage.x25519.Identity.from_str(secret).to_public())
        made.append(Key(file, public, secret))
    return made


@stranger
@pytest.mark.parametrize("size", [0, 1, 65_536, 200_000])
def test_we_read_what_age_writes_to_several(keys: list[Key], tmp_path: Path, size: int) -> None:
    plain = hashlib.shake_128(b"content").digest(size)
    to = [word for key in keys for word in ("-r", key.public)]
    path = tmp_path / "content.zip.age"
    path.write_bytes(age("-e", *to, given=plain))
    check_age_header(path)
    for key in keys:
        assert (
            bytes(pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(key.secret)])) == plain
        )


@stranger
def test_what_age_writes_in_letters_is_refused_and_said(keys: list[Key], tmp_path: Path) -> None:
    path = tmp_path / "content.zip.age"
    path.write_bytes(age("-e", "-a", "-r", keys[0].public, given=b"plain"))
    with pytest.raises(EncryptedHeaderRefused) as caught:
        check_age_header(path)
    assert caught.value.details["why"] == "armor"


@stranger
def test_what_we_refuse_age_refuses_too_but_for_what_is_our_own_rule(tmp_path: Path) -> None:
    """A second reader of the same specification agrees vector by vector."""
    key = tmp_path / "key"
    key.write_text(str(IDENTITY))

    def opens(data: bytes) -> bool:
        done = subprocess.run([str(AGE), "-d", "-i", str(key)], input=data, capture_output=True, check=False)
        return done.returncode == 0 and done.stdout == b"plain"

    assert {name for name, data in ALLOWED.items() if not opens(data)} == set()
    small = {name: data for name, (_, data) in FORBIDDEN.items() if len(data) < MAX_HEADER}
    ours = {  # what the specification asks of the writer, or of the reader that holds such a key
        "the same key twice",
        "other kind with a wrong share",
        "tagged key without its tag",
        "passphrase beside a key",
    }
    assert {name for name, data in small.items() if opens(data)} == ours


def inside(path: Path) -> bytes:
    """The encrypted part of an exchange file."""
    with open_bag(path) as bag:
        return bag.read("content.zip.age")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An exchange file that a desk wrote to two others, with the secrets of both."""
    folder = tmp_path_factory.mktemp("sent")
    with open_desks(folder, ("林岚（示例）", "周明远（示例）", "高远（示例）")) as (office, *others):
        round_id = make_round(office)
        admitted = [admit(office, round_id, one) for one in others]
        office.exchange.send(round_id, folder / "sent.gdx", admitted, complete=True)
        folders = [one.folder for one in others]
    secrets = [unlock_identity(one / "identity.json", PASSPHRASE).age_secret for one in folders]
    return folder / "sent.gdx", secrets


@stranger
def test_age_reads_what_we_write(sent: tuple[Path, list[str]], tmp_path: Path) -> None:
    path, secrets = sent
    opened = set()
    for number, secret in enumerate(secrets):
        key = tmp_path / f"{number}.key"
        key.write_text(secret)
        opened.add(age("-d", "-i", key, given=inside(path)))
        with ZipExchangeFiles(age_secret=secret).read(path, SILENT) as (_, content):
            assert content is not None
    assert len(opened) == 1
    assert opened.pop().startswith(b"PK\x03\x04")
