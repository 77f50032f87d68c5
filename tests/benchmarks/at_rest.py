"""Attachments at rest against the same store without a key: taken in, verified, read here and there, and shown."""

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from greendesk.adapters.atomic import remove_folder
from greendesk.adapters.blobs import BlobStore
from tests.benchmarks.measure import Figure, figure, in_turn, seconds
from tests.benchmarks.packages import _pdf

SIZE, SHOWN = 500 * 1024**2, 80 * 1024**2
KEY = bytes(32)
PLACES, PIECE = 200, 256 * 1024
SEED = 20261121


def run() -> Iterator[Figure]:
    """Every figure."""
    with tempfile.TemporaryDirectory(prefix="greendesk-at-rest-") as name:
        room = Path(name)
        source = room / "large"
        source.write_bytes(os.urandom(SIZE))
        ours, floor = in_turn(lambda: take(source, room, KEY), lambda: take(source, room, None), runs=3)
        yield figure("500 MB taken into the store, sealed / open", ours, floor, 1.3, "s")
        stores = {key: BlobStore(room / f"store-{bool(key)}", key) for key in (KEY, None)}
        sha256 = {store.add_file(source)[0] for store in stores.values()}.pop()
        both = [_timed(stores[key].verify, sha256) for key in (KEY, None)]
        yield figure("500 MB opened and verified, sealed / open", *in_turn(*both, runs=3), 1.3, "s")
        both = [_timed(jump, stores[key], sha256) for key in (KEY, None)]
        yield figure(f"{PLACES} pieces read from any place, sealed / open", *in_turn(*both), None, "s")
        for store in stores.values():
            store.discard([sha256])
        yield shown(room)


def take(source: Path, room: Path, key: bytes | None) -> float:
    """Take a file into a new store."""
    store = BlobStore(room / "taken", key)
    spent = seconds(lambda: store.add_file(source))
    for path in store.root.rglob("*"):
        path.chmod(0o700)
    remove_folder(store.root)
    return spent


def jump(store: BlobStore, sha256: str) -> None:
    """Read as a reader of ZIP or PDF does."""
    places = random.Random(SEED)
    with store.open(sha256) as stream:
        for _ in range(PLACES):
            stream.seek(places.randrange(SIZE - PIECE))
            stream.read(PIECE)


def shown(room: Path) -> Figure:
    """From the choice of a file on the bench to its first page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, QSize
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QApplication

    from ui.widgets.kept_files import load_pdf

    app = QApplication.instance() or QApplication(["bench"])
    path = room / "shown.pdf"
    path.write_bytes(_pdf(os.urandom(SHOWN)))
    store = BlobStore(room / "shown", KEY)
    sha256, _ = store.add_file(path)

    def page(sealed: bool) -> None:
        document = QPdfDocument()
        if sealed:
            with store.open(sha256) as stream:
                read = load_pdf(document, QByteArray(stream.read()))
        else:
            read = load_pdf(document, path)
        if not read or document.render(0, QSize(900, 1270)).isNull():
            raise RuntimeError

    ours, floor = in_turn(lambda: seconds(lambda: page(True)), lambda: seconds(lambda: page(False)))
    del app
    return figure("first page of a PDF of 80 MB, sealed / open", ours, floor, None, "s")


def _timed(work: Callable[..., object], *words: object) -> Callable[[], float]:
    return lambda: seconds(lambda: work(*words))
