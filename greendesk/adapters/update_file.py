"""Update files (`.gdu`): a bag in a ZIP of which nothing is compressed, with a statement that its publisher signed.

Who signed comes first; nothing of a file is believed before. Then every byte is compared: the payload with the
statement, the wrapping with the only form that it can have.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from greendesk.adapters.archive_errors import SourceVanished
from greendesk.adapters.atomic import atomic_file
from greendesk.adapters.bag import Bag, list_bag
from greendesk.adapters.update_keys import (
    NoPublisher,
    Publisher,
    Replacement,
    Sealed,
    publisher_of,
    read_signature,
)
from greendesk.adapters.verification_wrapping import changed_byte
from greendesk.domain.update import LARGEST_RULE, Payload, Statement, UpdateKind
from greendesk.domain.verification import Signed, Verification
from greendesk.errors import Fault, GreendeskError, Refusal
from greendesk.progress import SILENT, Progress

STATEMENT, SIGNATURE = "update.json", "update.sig"
KEY, KEY_SIGNATURE = "key.json", "key.sig"
LARGEST_STATEMENT = 512 * 1024
LARGEST = 1100 * 1024 * 1024
_SMALL = 4096
_CHUNK = 1024 * 1024


class UpdateDamaged(Refusal):
    """The file is no whole update file: structure, digests or wrapping are not what they must be; details: `name`."""

    code = "GD-802"


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """An update file whose signature and every byte were found good, open for reading."""

    path: Path
    bag: Bag
    statement: Statement
    publisher: Publisher
    replacement: Replacement | None  # the release key that it brings along

    def read_rule(self, payload: Payload) -> bytes:
        """Return a rules file, compared once more with what was signed."""
        data = self.bag.read(payload.name, LARGEST_RULE)
        if len(data) != payload.size or hashlib.sha256(data).hexdigest() != payload.sha256:
            raise UpdateDamaged(name=self.path.name)
        return data

    def extract(self, payload: Payload, target: Path, progress: Progress = SILENT) -> None:
        """Write a payload file to `target`, whole or not at all, compared while it is written."""
        with atomic_file(target, private=True) as stream:
            for data in _checked(self.bag, payload, self.path.name, progress):
                stream.write(data)


@contextmanager
def open_update(
    path: Path,
    publishers: tuple[Publisher, ...],
    replaced: Mapping[str, Replacement],
    progress: Progress = SILENT,
) -> Iterator[UpdateFile]:
    """Open an update file, check who signed it and every byte of it."""
    if not publishers:
        raise NoPublisher
    with _damage(path):
        if path.stat().st_size > LARGEST:
            raise UpdateDamaged(name=path.name)
        bag = list_bag(path)
    with bag:
        with _damage(path):
            if not bag.stored:
                raise UpdateDamaged(name=path.name)
            sealed, brought = _sealed(bag, STATEMENT, SIGNATURE), None
            if KEY in bag.names:
                brought = _sealed(bag, KEY, KEY_SIGNATURE)
        publisher, statement, replacement = publisher_of(path.name, sealed, publishers, replaced, brought)
        with _damage(path):
            _compare(bag, statement, path, progress)
        yield UpdateFile(path, bag, statement, publisher, replacement)


def check_update(
    path: Path, publishers: tuple[Publisher, ...], replaced: Mapping[str, Replacement]
) -> Verification:
    """Say who signed an update file and what it brings; raises what keeps it from being believed."""
    with open_update(path, publishers, replaced) as update:
        statement, publisher = update.statement, update.publisher
        role = "root" if statement.kind is UpdateKind.KEY else "release"
        signed = Signed(
            name=publisher.name,
            organisation="",
            fingerprint=hashlib.sha256(publisher.root if role == "root" else publisher.release).hexdigest(),
            root="",
            at=None,
            whole=True,
            part=f"update-{role}",
        )
        facts = (
            ("update", statement.kind.value),
            ("version", statement.version),
            ("platform", statement.platform),
            ("created", statement.created.isoformat()),
            ("files", str(len(statement.files))),
            ("size", str(statement.size)),
        )
    return Verification(kind="update", whole=True, signatures=(signed,), facts=facts)


def _sealed(bag: Bag, statement: str, signature: str) -> Sealed:
    return Sealed(
        statement=bag.read(statement, LARGEST_STATEMENT),
        signature=read_signature(bag.read(signature, _SMALL)),
    )


def _compare(bag: Bag, statement: Statement, path: Path, progress: Progress) -> None:
    """Compare the payload with the statement, both ways, and the wrapping with its only form."""
    own = {STATEMENT, SIGNATURE} | ({KEY, KEY_SIGNATURE} if KEY in bag.names else set())
    if set(bag.names) != own | {one.name for one in statement.files}:
        raise UpdateDamaged(name=path.name)
    for payload in statement.files:
        for _ in _checked(bag, payload, path.name, progress):
            pass
    if changed_byte(path) is not None:
        raise UpdateDamaged(name=path.name)


def _checked(bag: Bag, payload: Payload, name: str, progress: Progress) -> Iterator[bytes]:
    """Yield the pieces of a payload file; raises at the end when they are not what was signed."""
    digest, done = hashlib.sha256(), 0
    if bag.size(payload.name) != payload.size:
        raise UpdateDamaged(name=name)
    with bag.open(payload.name) as stream:
        while data := stream.read(_CHUNK):
            digest.update(data)
            done += len(data)
            progress.step(done, max(payload.size, done), payload.name)
            yield data
    if done != payload.size or digest.hexdigest() != payload.sha256:
        raise UpdateDamaged(name=name)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Whatever is wrong with the wrapping, the file is not the one that was published."""
    try:
        yield
    except (UpdateDamaged, Fault):
        raise
    except OSError as error:
        raise SourceVanished(name=path.name) from error
    except (GreendeskError, ValueError, KeyError, BadZipFile, struct.error) as error:
        raise UpdateDamaged(name=path.name) from error
