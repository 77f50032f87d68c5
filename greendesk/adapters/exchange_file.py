"""Exchange files (`.gdx`): a BagIt bag with a signed letter outside and entries and attachments inside.

    data/letter.json        who sends what to whom, with the certificate chain; readable by anyone
    data/letter.sig.json    signature over the exact bytes of the letter
    data/content.zip[.age]  certificates, entries, bodies, what the sender has, attachments

The letter names the SHA-256 of the content, so one signature covers the whole file. `.age` is there when
the file is encrypted to its recipients. In the content `entries.jsonl` holds two lines for each entry, the
exact bytes of the envelope and those of the body (empty: withheld), of one feed the earlier first;
`ends.json` the signature of the last entry of every stretch; `bodies.jsonl` two lines for each body that
comes later, the entry's id and the body; `attachments/` files by SHA-256.
"""

import base64
import hashlib
import json
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from greendesk.adapters.age_header import MAX_RECIPIENTS, check_age_header
from greendesk.adapters.archive_errors import ArchiveDamaged, ArchiveTruncated
from greendesk.adapters.atomic import writing
from greendesk.adapters.bag import open_bag, write_bag
from greendesk.adapters.bag_text import BagDamaged, BagIncomplete, BagMalformed
from greendesk.adapters.identity import read_request
from greendesk.adapters.scratch import scratch_file
from greendesk.errors import Fault, Refusal
from greendesk.ledger.entry import is_digest, sha256
from greendesk.ledger.trust import check_issued, check_signature
from greendesk.ports import Person
from greendesk.progress import Progress
from greendesk.use_cases.letters import Content, Letter

VERSION = 1
_CHUNK = 1024 * 1024
_Outside = tuple[Letter, Path | None]
_MAX_JSON = 512 * 1024 * 1024
_LONGEST = 64 * 1024 * 1024  # bytes of one envelope or body
_LOOSE, _TIGHTEST = 64 * 1024 * 1024, 200  # larger parts may not be packed more tightly than that
_FILES = "attachments/"
_PARTS = {"certificates.json", "entries.jsonl", "bodies.jsonl", "ends.json", "have.json"}
_DAMAGE = (
    *(
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ),  # what ZipFile says, locked entries too
    *(KeyError, TypeError, AttributeError, ValueError, OverflowError),
)


class ExchangeDamaged(Fault):
    """An exchange file whose parts do not fit together."""

    code = "GD-610"


class ExchangeTooNew(Fault):
    """An exchange file written by a newer version of the program."""

    code = "GD-611"


class NotForYou(Refusal):
    """The file is encrypted to others."""

    code = "GD-612"


class TooManyReaders(Refusal):
    """More readers than one encrypted file may have; details: `limit`."""

    code = "GD-615"


class NotAnExchangeFile(Refusal):
    """A file of another kind; details: `name`."""

    code = "GD-614"


@dataclass(frozen=True, slots=True)
class ZipExchangeFiles:
    """`greendesk.use_cases.letters.ExchangeFiles` with the age key of this desk ("" opens only plain files).

    What is unpacked lies in `room`, which the desk empties when it opens: nothing outlives a killed program. What an
    encrypted file holds never lies there readable.
    """

    age_secret: str
    room: Path | None = None

    def write(
        self,
        path: Path,
        letter: Letter,
        content: Content | None,
        sign: Callable[[bytes], bytes],
        age_recipients: Sequence[str],
        progress: Progress,
        /,
    ) -> None:
        """Write the file whole or not at all; encrypted when there are age recipients."""
        with _folder(self.room) as folder:
            inside: Path | None = None
            if content is not None:
                inside = folder / "content.zip"
                if age_recipients:
                    inside = folder / "content.zip.age"
                    with writing(folder), scratch_file(folder) as plain:
                        _write_content(plain, folder, content, progress)
                        plain.seek(0)
                        encrypt(plain, inside, age_recipients)
                else:
                    _write_content(inside, folder, content, progress)
            written = _letter_bytes(letter, inside)
            payload: list[tuple[str, bytes | Path]] = [
                ("letter.json", written),
                ("letter.sig.json", json.dumps({"signature": _text(sign(written))}).encode()),
            ]
            if inside is not None:
                payload.append((inside.name, inside))
            write_bag(path, payload, {"External-Description": f"GreenDesk {letter.type}"})

    @contextmanager
    def read(self, path: Path, progress: Progress, /) -> Iterator[tuple[Letter, Content | None]]:
        """Open a file, check its structure and its sender's signature, and decrypt it for this desk."""
        with ExitStack() as stack:
            letter, inside = stack.enter_context(_spoken(open_letter(path, progress, self.room), path))
            folder = stack.enter_context(_folder(self.room))
            if inside is None:
                yield letter, None
                return
            if not inside.name.endswith(".age"):
                with open_content(inside) as content:
                    yield letter, content
                return
            with writing(folder):
                plain = stack.enter_context(scratch_file(folder))
            self._decrypt(inside, plain)
            with open_content(plain) as content:
                yield letter, content

    def _decrypt(self, sealed: Path, plain: BinaryIO) -> None:
        check_age_header(sealed)
        if not self.age_secret:
            raise NotForYou()
        with sealed.open("rb") as stream:
            source, target = _Watched(stream), _Watched(plain)
            try:
                identity = pyrage.x25519.Identity.from_str(self.age_secret)
                pyrage.decrypt_io(source, target, [identity])
                plain.flush()
            except (pyrage.DecryptError, OSError) as error:
                with writing(sealed.parent):
                    source.complain(error)
                    target.complain(error)
                if "match" in str(error).lower():
                    raise NotForYou() from error
                raise ExchangeDamaged(part="content") from error


@contextmanager
def _spoken(letter: AbstractContextManager[_Outside], path: Path) -> Iterator[_Outside]:
    """Say what is wrong with the archive as it concerns who receives a letter, not an application's package."""
    with ExitStack() as stack:
        try:
            outside = stack.enter_context(letter)
        except BagMalformed as error:
            raise NotAnExchangeFile(name=path.name) from error
        except (ArchiveTruncated, ArchiveDamaged, BagIncomplete, BagDamaged) as error:
            if not _begins_as_zip(path):
                raise NotAnExchangeFile(name=path.name) from error
            raise ExchangeDamaged(part="bag") from error
        yield outside


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


@contextmanager
def _folder(room: Path | None) -> Iterator[Path]:
    """A folder for what is unpacked, removed at the end."""
    with writing(room or Path(tempfile.gettempdir())):
        if room is not None:
            room.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix="greendesk-", dir=room, ignore_cleanup_errors=True)
    with folder as name:
        yield Path(name)


def encrypt(plain: BinaryIO, sealed: Path, age_recipients: Sequence[str]) -> None:
    """Encrypt a stream to its readers."""
    if len(age_recipients) > MAX_RECIPIENTS:
        raise TooManyReaders(limit=MAX_RECIPIENTS)
    keys = [pyrage.x25519.Recipient.from_str(key) for key in age_recipients]
    with writing(sealed.parent), sealed.open("xb") as stream:
        source, target = _Watched(plain), _Watched(stream)
        try:
            pyrage.encrypt_io(source, target, keys)
        except (pyrage.EncryptError, OSError) as error:
            source.complain(error)
            target.complain(error)
            raise


class _Watched:
    """A stream for a library that turns what the system says into words of its own."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._said: OSError | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        try:
            return self._stream.read(size)
        except OSError as error:
            self._said = error
            raise

    def write(self, data: bytes, /) -> int:
        """Write on."""
        try:
            return self._stream.write(data)
        except OSError as error:
            self._said = error
            raise

    def flush(self) -> None:
        """Write what waits."""
        try:
            self._stream.flush()
        except OSError as error:
            self._said = error
            raise

    def complain(self, error: Exception) -> None:
        """Raise what the system said, if it did."""
        if self._said is not None:
            raise self._said from error


@contextmanager
def open_letter(
    path: Path, progress: Progress, room: Path | None = None
) -> Iterator[tuple[Letter, Path | None]]:
    """Open the outside: check the bag, the signature and the content's SHA-256; the content stays sealed."""
    with open_bag(path) as bag, _folder(room) as folder:
        bag.verify(progress)
        names = set(bag.names)
        if not {"letter.json", "letter.sig.json"} <= names:
            raise ExchangeDamaged(part="letter")
        raw = bag.read("letter.json")
        letter, wanted = _read_letter(raw)
        _check_letter(letter, raw, bag.read("letter.sig.json"))
        if names != {"letter.json", "letter.sig.json", *((wanted[0],) if wanted else ())}:
            raise ExchangeDamaged(part="payload")
        if wanted is None:
            yield letter, None
            return
        name, digest = wanted
        inside = folder / name
        found = hashlib.sha256()
        with bag.open(name) as source, writing(folder), inside.open("wb") as target:
            while chunk := source.read(_CHUNK):
                found.update(chunk)
                target.write(chunk)
        if found.hexdigest() != digest:
            raise ExchangeDamaged(part=name)
        yield letter, inside


@contextmanager
def open_content(path: Path | BinaryIO) -> Iterator[Content]:
    """Read the inside of an exchange file; entries are checked by the use case."""
    with ExitStack() as stack:
        with _said_damaged():
            content = _content(stack.enter_context(ZipFile(path)))
        yield content  # what its reader raises is not the file's damage


def _content(archive: ZipFile) -> Content:
    names = [info.filename for info in archive.infolist()]
    files = [name.removeprefix(_FILES) for name in names if name.startswith(_FILES)]
    outside = any(info.header_offset < 0 for info in archive.infolist())
    if outside or len(set(names)) != len(names) or not all(map(is_digest, files)):
        raise ExchangeDamaged(part="content")
    if {name for name in names if not name.startswith(_FILES)} != _PARTS:
        raise ExchangeDamaged(part="content")
    for info in archive.infolist():
        if info.file_size > _LOOSE and info.file_size > _TIGHTEST * max(1, info.compress_size):
            raise ExchangeDamaged(part="content")
    have, ends = _json(archive, "have.json"), _json(archive, "ends.json")
    if not isinstance(have, dict) or not isinstance(ends, dict) or not all(map(is_digest, ends)):
        raise ExchangeDamaged(part="content")

    @contextmanager
    def open_attachment(sha: str) -> Iterator[BinaryIO]:
        with _said_damaged(), archive.open(_FILES + sha) as stream:
            yield cast("BinaryIO", stream)

    return Content(
        certificates=tuple(_bytes(text) for text in _json(archive, "certificates.json")),
        entries=lambda: _entries(archive),
        ends={entry: _bytes(signature) for entry, signature in ends.items()},
        bodies=lambda: _bodies(archive),
        have=have,
        attachments=lambda: tuple(files),
        open_attachment=open_attachment,
    )


@contextmanager
def _said_damaged() -> Iterator[None]:
    """Say what ZipFile and the reading of JSON say in one word; a broken disk stays what it is."""
    try:
        yield
    except _DAMAGE as error:
        raise ExchangeDamaged(part="content") from error


def _entries(archive: ZipFile) -> Iterator[tuple[bytes, bytes | None]]:
    for envelope, body in _pairs(archive, "entries.jsonl"):
        yield envelope, body or None


def _bodies(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry, body in _pairs(archive, "bodies.jsonl"):
        yield entry.decode("ascii"), body


def _pairs(archive: ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    """The lines of a part by twos."""
    with _said_damaged(), archive.open(name) as stream:
        lines = _lines(stream)
        for first in lines:
            second = next(lines, None)
            if second is None:
                raise ExchangeDamaged(part=name)
            yield first, second


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream, each ended by a line feed."""
    rest: list[bytes] = []
    while chunk := stream.read(_CHUNK):
        first, *more = chunk.split(b"\n")
        rest.append(first)
        if more:
            yield b"".join(rest)
            yield from more[:-1]
            rest = [more[-1]]
        elif sum(map(len, rest)) > _LONGEST:
            raise ExchangeDamaged(part="line")
    if any(rest):
        raise ExchangeDamaged(part="line")


def _write_content(target: Path | BinaryIO, folder: Path, content: Content, progress: Progress) -> None:
    # the fastest compression: most of what is written are hashes, which no effort makes smaller
    with writing(folder), ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=1) as archive:
        archive.writestr("certificates.json", json.dumps([_text(one) for one in content.certificates]))
        _write_pairs(archive, "entries.jsonl", ((raw, body or b"") for raw, body in content.entries()))
        _write_pairs(archive, "bodies.jsonl", ((entry.encode(), raw) for entry, raw in content.bodies()))
        ends = {entry: _text(signature) for entry, signature in content.ends.items()}
        archive.writestr("ends.json", json.dumps(ends))
        archive.writestr("have.json", json.dumps(content.have))
        files = content.attachments()
        for number, sha in enumerate(files, 1):
            with (
                content.open_attachment(sha) as source,
                archive.open(_stored(sha), "w", force_zip64=True) as member,
            ):
                while chunk := source.read(_CHUNK):
                    member.write(chunk)
            progress.step(number, len(files))


def _write_pairs(archive: ZipFile, name: str, pairs: Iterator[tuple[bytes, bytes]]) -> None:
    with archive.open(name, "w", force_zip64=True) as target:
        while some := list(islice(pairs, 500)):
            target.write(b"".join(b"%b\n%b\n" % pair for pair in some))


def _stored(sha: str) -> ZipInfo:
    info = ZipInfo(_FILES + sha)
    info.compress_type = ZIP_STORED
    return info


def _letter_bytes(letter: Letter, inside: Path | None) -> bytes:
    document: dict[str, Any] = {
        "v": VERSION,
        "type": letter.type,
        "round": letter.round,
        "root": _text(letter.root),
        "sender": {
            "name": letter.sender.name,
            "organisation": letter.sender.organisation,
            "title": letter.sender.title,
        },
        "chain": [_text(one) for one in letter.chain],
        "made": letter.made,
        "recipients": list(letter.recipients),
        "request": _text(letter.request),
        "recipient_key": letter.recipient_key,
        "roles": list(letter.roles),
        "content": None,
    }
    if inside is not None:
        with inside.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        document["content"] = {"name": inside.name, "sha256": digest}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _read_letter(raw: bytes) -> tuple[Letter, tuple[str, str] | None]:
    try:
        document = json.loads(raw)
        version = document["v"]
        if type(version) is not int or version < 1:
            raise ExchangeDamaged(part="letter")
        if version > VERSION:
            raise ExchangeTooNew(version=version)
        sender = document["sender"]
        if not all(isinstance(sender[part], str) for part in ("name", "organisation", "title")):
            raise ExchangeDamaged(part="letter")
        letter = Letter(
            type=str(document["type"]),
            round=str(document["round"]),
            root=_bytes(document["root"]),
            sender=Person(name=sender["name"], organisation=sender["organisation"], title=sender["title"]),
            chain=tuple(_bytes(one) for one in document["chain"]),
            made=int(document["made"]),
            recipients=tuple(str(one) for one in document["recipients"]),
            request=_bytes(document["request"]),
            recipient_key=str(document["recipient_key"]),
            roles=tuple(str(one) for one in document["roles"]),
        )
        content = document["content"]
        wanted = None if content is None else (str(content["name"]), str(content["sha256"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ExchangeDamaged(part="letter") from error
    if letter.type not in {"exchange", "round", "request"} or (
        wanted and wanted[0] not in {"content.zip", "content.zip.age"}
    ):
        raise ExchangeDamaged(part="letter")
    return letter, wanted


def _check_letter(letter: Letter, raw: bytes, signature: bytes) -> None:
    try:
        given = _bytes(json.loads(signature)["signature"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ExchangeDamaged(part="signature") from error
    if letter.type == "request":
        _check_request(letter, raw, given)
        return
    if not letter.chain or sha256(letter.root) != letter.round:
        raise ExchangeDamaged(part="letter")
    check_issued(letter.chain[0], letter.root)
    check_signature(letter.chain[0], raw, given)


def _check_request(letter: Letter, raw: bytes, signature: bytes) -> None:
    key = serialization.load_der_public_key(read_request(letter.request).public_key)
    try:
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise ExchangeDamaged(part="request")
        key.verify(signature, raw, ec.ECDSA(hashes.SHA256()))
        pyrage.x25519.Recipient.from_str(letter.recipient_key)  # files are encrypted to it later
    except InvalidSignature as error:
        raise ExchangeDamaged(part="signature") from error
    except pyrage.RecipientError as error:
        raise ExchangeDamaged(part="request") from error


def _json(archive: ZipFile, name: str) -> Any:  # noqa: ANN401 - JSON is what it is; the caller checks
    if archive.getinfo(name).file_size > _MAX_JSON:
        raise ExchangeDamaged(part=name)
    return json.loads(archive.read(name))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
