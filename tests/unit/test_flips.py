"""Every bit of a small exchange file and of a small package turned over, one at a time.

Whoever reads such a file either refuses it in words or gets exactly what was written: letter, certificates, entries,
bodies, what the sender has, attachments; unit, signature, files. `verify` finds the harmless ones too.
Harmless for a reader, because nothing is read from there (APPNOTE 6.3.10 of ZIP, sections 4.3.7, 4.3.12, 4.4):

- in front of each member: the version that is needed to unpack it;
- in the directory: the version and system of the writer, the version needed, attributes for the writer's own system;
- in a compressed member: bits that deflate leaves unused behind its end, and those that say the same in another way
  (a repetition of the same bytes at another distance); these last are the only ones that `verify` lets pass.

All else stands twice and is compared (`archive_zip_layout`), or is covered by a digest.
The tests try a bounded share, one bit of one byte in some; `make prove` tries all eight bits of every byte.
"""

import hashlib
import io
import os
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage
import pytest

from greendesk.adapters.archives import open_source
from greendesk.adapters.exchange_file import ZipExchangeFiles
from greendesk.adapters.identity import Identity
from greendesk.adapters.identity_certificates import issue, new_root, read_request
from greendesk.adapters.identity_key import new_key
from greendesk.adapters.package_file import PackageSource, write_package
from greendesk.adapters.verification import verify
from greendesk.adapters.verification_package import package_signature, refuse_broken_signature
from greendesk.domain.package import FileKind, FileState, Inventory, PackageFile
from greendesk.errors import GreendeskError
from greendesk.ledger.entry import sha256, write_body, write_entry
from greendesk.ports import Person
from greendesk.progress import SILENT
from greendesk.use_cases.letters import Content, Letter
from tests.faults.share import PROVE
from ui.messages import MESSAGES

NOW = 1_790_000_000_000
FLIPS = 160
ATTACHMENT = b"%PDF-1.7 attachment \xff\x00" * 6
FILES = {"申报书.txt": "申报书（示例）".encode() * 9, "附件/表.csv": b"a,b\n1,2\n", "附件/空.txt": b""}
HARMLESS = {
    *("local version", "directory writer", "directory version", "directory attributes"),
    "compressed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of a round: identity, working certificate, root."""

    identity: Identity
    certificate: bytes
    root: bytes

    @property
    def chain(self) -> tuple[bytes, ...]:
        return self.certificate, self.root

    @property
    def fingerprint(self) -> str:
        return sha256(self.certificate)

    def sign(self, message: bytes, /) -> bytes:
        return self.identity.sign(message)


@pytest.fixture(scope="module")
def member() -> Member:
    """Somebody who may sign, without a desk: the file is as small as it can be."""
    person = Person(name="林岚（示例）", organisation="示例厅", title="")
    secret = str(pyrage.x25519.Identity.generate())
    identity = Identity(person=person, key=new_key(), age_secret=secret, database_key=bytes(32))
    root, key = new_root(person, "批次（示例）", NOW)
    certificate = issue(root, key, read_request(identity.request()), NOW, authority=False)
    return Member(identity=identity, certificate=certificate, root=root)


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder in memory, where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def write_exchange(path: Path, member: Member, *, sealed: bool, attached: bool) -> None:
    """An exchange file of two entries."""
    round_id = sha256(member.root)
    attachments = {sha256(ATTACHMENT): ATTACHMENT} if attached else {}
    entries: list[tuple[bytes, bytes | None]] = []
    previous = None
    for number in (1, 2):
        body = write_body("stage.moved", ("SL-1",), (), {"n": number}, nonce="0" * 32)
        entry = write_entry(
            round_id=round_id, author=member.fingerprint, seq=number, prev=previous, time=(NOW, 0), body=body
        )
        entries.append((entry.raw, body if number == 1 else None))
        previous = entry.id

    @contextmanager
    def open_attachment(sha: str) -> Iterator[BinaryIO]:
        yield io.BytesIO(attachments[sha])

    content = Content(
        certificates=(member.certificate,),
        entries=lambda: iter(entries),
        ends={str(previous): member.sign(entries[-1][0])},
        bodies=lambda: iter([(str(previous), b"{}")]),
        have={member.fingerprint: 2},
        attachments=lambda: tuple(attachments),
        open_attachment=open_attachment,
    )
    letter = Letter(
        type="exchange",
        round=round_id,
        root=member.root,
        sender=member.identity.person,
        chain=member.chain,
        made=NOW,
        recipients=(member.fingerprint,),
    )
    keys = [member.identity.recipient] if sealed else []
    ZipExchangeFiles("").write(path, letter, content, member.sign, keys, SILENT)


def write_signed_package(path: Path, member: Member) -> None:
    """A package of three files, signed."""
    inventory = Inventory(
        files=tuple(
            PackageFile(
                number=number,
                path=name,
                sha256=sha256(data),
                size=len(data),
                kind=FileKind.TEXT_DOCUMENT,
                state=FileState.SOUND,
            )
            for number, (name, data) in enumerate(FILES.items(), 1)
        ),
        left_out=(),
    )
    contents = {sha256(data): data for data in FILES.values()}
    unit = {"unit": "青禾水泥（示例）", "credit_code": "91990000EX000001XA"}
    write_package(path, unit, inventory, lambda file: contents[file.sha256], package_signature(member))


def read_exchange(path: Path, member: Member) -> object:
    """Everything that a reader gets from an exchange file."""
    files = ZipExchangeFiles(member.identity.age_secret, path.parent / "room")
    with files.read(path, SILENT) as (letter, content):
        assert content is not None
        attached = {}
        for sha in content.attachments():
            with content.open_attachment(sha) as stream:
                attached[sha] = stream.read()
        return (
            letter,
            content.certificates,
            list(content.entries()),
            dict(content.ends),
            list(content.bodies()),
            content.have,
            attached,
        )


def read_package(path: Path, member: Member) -> object:
    """Everything that a reader gets from a package, whatever it is taken for."""
    with open_source(path) as source:
        assert isinstance(source, PackageSource)
        refuse_broken_signature(source)
        files = {}
        for file in source:
            with source.open(file) as stream:
                data = b"".join(iter(lambda: stream.read(4096), b""))
            files[file.path] = (file.size, data)
            if file.sha256 != hashlib.sha256(data).hexdigest():  # `intake` compares as it stores
                raise Damaged
        return source.kind, source.unit, source.signature, source.manifest, files


class Damaged(GreendeskError):
    """What `intake.receive` says when a file is not the one that the manifest promises."""

    code = "GD-303"


Write = Callable[[Path, Member], None]
KINDS: dict[str, tuple[str, Write, Callable[[Path, Member], object]]] = {
    "plain": ("a.gdx", lambda p, m: write_exchange(p, m, sealed=False, attached=False), read_exchange),
    "plain with attachment": ("a.gdx", lambda p, m: write_exchange(p, m, sealed=False, attached=True), read_exchange),
    "sealed": ("a.gdx", lambda p, m: write_exchange(p, m, sealed=True, attached=False), read_exchange),
    "sealed with attachment": ("a.gdx", lambda p, m: write_exchange(p, m, sealed=True, attached=True), read_exchange),
    "package": ("a.gdpkg", write_signed_package, read_package),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_flip_is_refused_or_changes_nothing(kind: str, member: Member, room: Path) -> None:
    name, write, read = KINDS[kind]
    path = room / name
    write(path, member)
    data = path.read_bytes()
    expected = read(path, member)
    assert verify(path).whole
    regions = regions_of(data)
    assert len(regions) == len(data)
    harmless: dict[str, set[int]] = {}
    refused, told = 0, set[str]()
    for place, bit in flips(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        path.write_bytes(changed)
        try:
            assert read(path, member) == expected, (
                f"byte {place} bit {bit} ({regions[place]}) changes what is read"
            )
            harmless.setdefault(regions[place], set()).add(place)
        except GreendeskError as error:
            told.add(error.code)
            refused += 1
        result = verify(path)
        if result.whole:
            assert regions[place] == "compressed", f"byte {place} bit {bit} ({regions[place]}) is not found"
            assert place in harmless["compressed"]
        told |= {finding.code for finding in result.findings}
    path.unlink()
    print(
        f"{kind}: {len(data)} bytes, {refused} refused, harmless { ({n: len(p) for n, p in harmless.items()}) }"
    )
    assert told <= MESSAGES.keys()
    assert set(harmless) <= HARMLESS


def flips(length: int) -> Iterator[tuple[int, int]]:
    """Every bit; or, bounded, one bit of bytes evenly spread."""
    if PROVE:
        yield from ((place, bit) for place in range(length) for bit in range(8))
        return
    step = max(1, length // FLIPS)
    for count, place in enumerate(range(0, length, step)):
        yield place, count % 8


LOCAL = (
    *(("signature", 4), ("version", 2), ("flags", 2), ("method", 2), ("time", 4)),
    *(("checksum", 4), ("lengths", 8), ("name length", 2), ("extra length", 2)),
)
DIRECTORY = (
    *(("signature", 4), ("writer", 2), *LOCAL[1:]),
    *(("comment length", 2), ("disk", 2), ("attributes", 6), ("place", 4)),
)
END = (("signature", 4), ("disks", 4), ("counts", 4), ("size", 4), ("place", 4), ("comment length", 2))


def regions_of(data: bytes) -> list[str]:
    """What each byte of a ZIP is, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    named: list[str] = []
    for info in infos:
        named += [f"local {name}" for name, size in LOCAL for _ in range(size)]
        name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        named += ["local name"] * name + ["local extra"] * extra
        named += ["stored" if info.compress_type == zipfile.ZIP_STORED else "compressed"] * info.compress_size
    for info in infos:
        named += [f"directory {name}" for name, size in DIRECTORY for _ in range(size)]
        named += ["directory name"] * len(info.orig_filename.encode()) + ["directory extra"] * len(info.extra)
    return named + [f"end {name}" for name, size in END for _ in range(size)]
