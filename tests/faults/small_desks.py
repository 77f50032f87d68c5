"""Desks without passphrases and files to carry: database, records, packing and receiving as they are, nothing else.

What goes from desk to desk is the content that would be written into a file, in the order in which it is written.
"""

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

from db.database import Database
from greendesk.adapters.atomic import remove_folder
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.identity import Identity, RoundSigners
from greendesk.adapters.identity_key import new_key
from greendesk.ledger.entry import EntryId, sha256
from greendesk.ledger.kinds import KINDS
from greendesk.ports import Person
from greendesk.progress import SILENT
from greendesk.queries import ExchangePreview
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.letters import Content, Letter
from greendesk.use_cases.membership import Members
from greendesk.use_cases.packing import Packer
from greendesk.use_cases.receiving import Receiver

NAME = "desk.db"
KEY = bytes(range(32))


@dataclass
class Ticking:
    """A clock that goes on by a second whenever it is asked: `greendesk.ports.Clock`."""

    time: int = 1_790_000_000_000

    def now(self) -> int:
        """The next second."""
        self.time += 1000
        return self.time


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What is on its way: the letter, and the content as the reader will find it."""

    number: int
    sender: str
    reader: str  # fingerprint
    letter: Letter
    certificates: tuple[bytes, ...]
    entries: tuple[tuple[bytes, bytes | None], ...]
    ends: Mapping[str, bytes]
    bodies: tuple[tuple[str, bytes], ...]
    have: Mapping[str, Any]
    files: Mapping[str, bytes]

    def content(self) -> Content:
        """The content for whoever receives it."""

        @contextmanager
        def open_attachment(sha: str) -> Iterator[BinaryIO]:
            yield io.BytesIO(self.files[sha])

        return Content(
            certificates=self.certificates,
            entries=lambda: iter(self.entries),
            ends=self.ends,
            bodies=lambda: iter(self.bodies),
            have=self.have,
            attachments=lambda: tuple(self.files),
            open_attachment=open_attachment,
        )


@dataclass
class SmallDesk:
    """A desk in a folder; opened when it is used."""

    folder: Path
    identity: Identity
    shared: DeskContext  # of a real desk: clock, printer, rules and whatever else is the same everywhere
    _open: tuple[Database, DeskContext] | None = field(default=None, init=False)

    @staticmethod
    def new_identity(name: str) -> Identity:
        """Keys of a person."""
        return Identity(
            person=Person(name=name, organisation="示例", title=""),
            key=new_key(),
            age_secret=str(pyrage.x25519.Identity.generate()),
            database_key=KEY,
        )

    @property
    def context(self) -> DeskContext:
        """The desk as use cases see it."""
        return self._opened()[1]

    @property
    def database(self) -> Database:
        """What it keeps."""
        return self._opened()[0]

    def _opened(self) -> tuple[Database, DeskContext]:
        if self._open is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            database = Database(self.folder / NAME, KEY, sha256(self.identity.public_key))
            blobs = BlobStore(self.folder / "files")
            context = replace(
                self.shared,
                works=database.work,
                store=database,
                registrar=self.identity,
                blobs=blobs,
                drafts=database.drafts,
                signers=RoundSigners(self.identity, database),
            )
            self._open = (database, context)
        return self._open

    def close(self) -> None:
        """Let go of the database."""
        if self._open is not None:
            self._open[0].close()
            self._open = None

    def copy_to(self, folder: Path) -> None:
        """Copy the closed desk as a person copies its folder."""
        self.close()
        shutil.copytree(self.folder, folder)

    def put_back(self, folder: Path) -> None:
        """Put such a copy in the place of the desk."""
        self.close()
        remove_folder(self.folder)
        shutil.copytree(folder, self.folder)

    @property
    def members(self) -> Members:
        """Who takes part."""
        return Members(self.context)

    def me(self, round_id: str) -> str:
        """This desk's certificate."""
        return self.context.me(round_id)

    def record(
        self,
        round_id: str,
        kind: str,
        key: tuple[str, ...],
        content: Mapping[str, Any],
        letter: bytes | None = None,
    ) -> EntryId:
        """Write down a fact as every verb does, after keeping the file that it names."""
        if letter is not None:
            self.context.blobs.add_bytes(letter)
        with self.context.works(round_id) as work:
            entry = self.context.record(
                work.ledger, round_id, kind, key, KINDS[kind].content.model_validate(content)
            )
            work.commit()
        return entry

    def pack(self, round_id: str, reader: str, number: int, *, complete: bool = False) -> Parcel:
        """Write what the reader lacks and may see."""
        context = self.context
        signer = context.signer(round_id)
        with Packer(context, self.members.recipients).pack(round_id, [reader], complete=complete) as packed:
            content = packed.content
            # in the order in which a file is written: what is read last is known last
            entries, bodies = tuple(content.entries()), tuple(content.bodies())
            return Parcel(
                number=number,
                sender=signer.fingerprint,
                reader=reader,
                letter=Letter(
                    type="round" if complete else "exchange",
                    round=round_id,
                    root=signer.chain[-1],
                    sender=self.identity.person,
                    chain=signer.chain,
                    made=context.clock.now(),
                    recipients=tuple(line.name for line in packed.readers),
                ),
                certificates=content.certificates,
                entries=entries,
                ends=dict(content.ends),
                bodies=bodies,
                have=json.loads(json.dumps(content.have)),
                files={sha: _read(context, sha) for sha in content.attachments()},
            )

    def take(self, parcel: Parcel, *, keep: bool = True) -> ExchangePreview:
        """Receive it, or only look into it."""
        receiver, path = Receiver(self.context), self.folder / "parcel"
        path.touch()
        return receiver.take(path, parcel.letter, parcel.content(), SILENT, keep=keep)

    def dump(self, round_id: str) -> tuple[tuple[object, ...], ...]:
        """All that is shown."""
        return self.database.dump_derived(round_id)

    def stored(self) -> frozenset[str]:
        """The SHA-256 of every file that lies in the desk's folder."""
        store = self.folder / "files"
        return frozenset(sha256(path.read_bytes()) for path in store.rglob("*") if path.is_file())


def _read(context: DeskContext, sha: str) -> bytes:
    with context.blobs.open(sha) as stream:
        return stream.read()
