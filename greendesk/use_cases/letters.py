"""What an exchange file carries: the readable letter outside, the content inside, and who writes and reads files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from greendesk.errors import Fault
from greendesk.ports import Person
from greendesk.progress import Progress


class FeedBroken(Fault):
    """Entries in the file do not follow each other as their author signed them."""

    code = "GD-603"


class OtherRoot(Fault):
    """The root certificate in the file is not the one that names the round."""

    code = "GD-604"


class AttachmentWrong(Fault):
    """An attachment in the file is not the one that its name promises."""

    code = "GD-605"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The outside of an exchange file: who sends what to whom; readable and signed."""

    type: str  # exchange, round, request
    round: str
    root: bytes
    sender: Person
    chain: tuple[bytes, ...]
    made: int
    recipients: tuple[str, ...]
    request: bytes = b""
    recipient_key: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The inside of an exchange file; what may be long is read or written as it comes, never held whole.

    Envelopes come with their bodies (None is withheld), of one feed the earlier first. Every end of a
    stretch has a signature in `ends`, and through the chain it covers all before it.
    """

    certificates: tuple[bytes, ...]
    entries: Callable[[], Iterator[tuple[bytes, bytes | None]]]
    ends: Mapping[str, bytes]  # entry id -> signature
    bodies: Callable[[], Iterator[tuple[str, bytes]]]  # of envelopes that the reader already holds
    have: Mapping[str, Any]
    attachments: Callable[[], tuple[str, ...]]  # known when all entries and bodies were written
    open_attachment: Callable[[str], AbstractContextManager[BinaryIO]]


class ExchangeFiles(Protocol):
    """Writes and reads exchange files."""

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
        ...

    def read(
        self, path: Path, progress: Progress, /
    ) -> AbstractContextManager[tuple[Letter, Content | None]]:
        """Open a file, check its structure and its sender's signature, and decrypt it for this desk."""
        ...
