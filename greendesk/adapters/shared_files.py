"""Attachments in a folder that several desks share: what one of them adds, another may already rely on."""

import time
from collections.abc import Iterable

from greendesk.adapters.atomic import remove
from greendesk.adapters.blobs import BlobStore

INCOMING = "incoming"
ABANDONED_AFTER = 24 * 3600  # seconds; nobody takes longer to receive one file


class SharedBlobStore(BlobStore):
    """`BlobStore` that never takes a whole file away; one too many only needs room."""

    def discard(self, unwanted: Iterable[str], /) -> None:
        """Leave them: another desk may have come to refer to them."""

    def settled(self, sha256: str, /) -> bool:  # noqa: ARG002 - whatever it is
        """Never: drafts and rounds of other desks may name it, and this one cannot read them."""
        return False

    def release(self, claimed: Iterable[str], added: Iterable[str]) -> None:  # noqa: ARG002 - what is left
        """End a batch's claims and leave what it added."""
        super().release(claimed, ())

    def forget_incoming(self) -> None:
        """Remove what a killed program had received by half, but nothing that another desk is receiving now."""
        for path in (self.root / INCOMING).iterdir():
            try:
                age = time.time() - path.stat().st_mtime
            except FileNotFoundError:
                continue
            if age > ABANDONED_AFTER:
                remove(path)
