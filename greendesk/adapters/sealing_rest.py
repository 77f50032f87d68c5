"""Sealing what an older version of the program left open, while the desk is used."""

from threading import Event, Thread

from greendesk.adapters.blobs import BlobStore


class SealingRest:
    """One thread at most; what it does not finish is gone on with when the desk is next opened."""

    def __init__(self, blobs: BlobStore) -> None:
        self._stop = Event()
        self._thread: Thread | None = None
        if blobs.left_open():
            self._thread = Thread(target=blobs.seal_open, args=(self._stop.is_set,), name="seal", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until all is sealed."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Stop after at most one piece of a file, and wait for that."""
        self._stop.set()
        self.wait()
