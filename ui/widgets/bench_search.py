"""Full text search over all PDFs of a package, on a thread of its own; results arrive file by file."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtPdf import QPdfDocument

from greendesk.domain.package import FileKind, PackageFile
from ui.tasks import SECONDS_BETWEEN_UPDATES
from ui.widgets.bench_files import viewable
from ui.widgets.bench_text import excerpt, fold, occurrences
from ui.widgets.kept_files import Source, load_pdf

MOST_HITS = 500
TYPING_PAUSE = 250
Texts = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words stand: page from 1, and which occurrence on that page."""

    file: PackageFile
    page: int
    occurrence: int
    excerpt: str


class PackageSearch(QObject):
    """Searches while the person types; a newer query makes the older one stop."""

    started = Signal()
    progressed = Signal(int, int)  # files looked at, files in all
    finished = Signal()
    _landed = Signal(int, int, int, object)  # query, files looked at, files in all, hits so far

    def __init__(self, read: Callable[[PackageFile], Source | None]) -> None:
        super().__init__()
        self.words, self.hits, self.running = "", tuple[Hit, ...](), False
        self._read, self._files = read, tuple[PackageFile, ...]()
        self._texts: Texts = {}
        self._query, self._told = 0, 0.0
        self._stop = threading.Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self._start)
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def set_files(self, files: Sequence[PackageFile]) -> None:
        """Search in these files from now on; texts that were read already are kept."""
        self._files = tuple(file for file in files if file.kind is FileKind.PDF and viewable(file))

    def seek(self, words: str) -> None:
        """Look for words when typing pauses; an empty text ends the search."""
        self._stop.set()
        self._query += 1
        self.words, self.hits = words.strip(), ()
        self.running = bool(fold(self.words))
        if self.running:
            self._timer.start()
            self.started.emit()
        else:
            self._timer.stop()
            self.finished.emit()

    def close(self) -> None:
        """Stop and wait for the thread; at most the text of one page."""
        self._timer.stop()
        self._stop.set()
        self._pool.waitForDone()

    def _start(self) -> None:
        self._stop = threading.Event()
        query, post = self._query, self._landed
        work = _Seeking(fold(self.words), self._files, self._read, self._texts, self._stop)

        def tell(done: int, total: int, hits: tuple[Hit, ...]) -> None:
            post.emit(query, done, total, hits)

        work.tell = tell
        self._pool.start(work)

    @Slot(int, int, int, object)
    def _land(self, query: int, done: int, total: int, hits: tuple[Hit, ...]) -> None:
        if query != self._query:
            return
        self.hits, self.running = hits, done < total
        now = time.monotonic()
        if not self.running:
            self.finished.emit()
        elif now - self._told >= SECONDS_BETWEEN_UPDATES:
            self._told = now
            self.progressed.emit(done, total)


class _Seeking(QRunnable):
    """One query over all files, on the search thread."""

    def __init__(
        self,
        wanted: str,
        files: Sequence[PackageFile],
        read: Callable[[PackageFile], Source | None],
        texts: Texts,
        stop: threading.Event,
    ) -> None:
        super().__init__()
        self._wanted, self._files, self._read = wanted, files, read
        self._texts, self._stop = texts, stop
        self.tell: Callable[[int, int, tuple[Hit, ...]], None] = _tell_nobody

    def run(self) -> None:
        """Look into every file; tell after each."""
        hits: list[Hit] = []
        for done, file in enumerate(self._files):
            pages = self._pages(file)
            if pages is None:
                return
            for number, text in enumerate(pages, start=1):
                for occurrence, (start, length) in enumerate(occurrences(text, self._wanted)):
                    words = excerpt(text, start, length)
                    hits.append(Hit(file=file, page=number, occurrence=occurrence, excerpt=words))
            if len(hits) >= MOST_HITS:
                break
            self.tell(done, len(self._files), tuple(hits))
        self.tell(len(self._files), len(self._files), tuple(hits[:MOST_HITS]))

    def _pages(self, file: PackageFile) -> tuple[str, ...] | None:
        """The text of a file's pages; None when the search was stopped meanwhile."""
        if file.sha256 not in self._texts:
            document = QPdfDocument()
            pages: list[str] = []
            source = self._read(file)
            if source is not None and load_pdf(document, source):
                for page in range(document.pageCount()):
                    if self._stop.is_set():
                        return None
                    pages.append(document.getAllText(page).text())
            document.close()
            self._texts[file.sha256] = tuple(pages)
        return None if self._stop.is_set() else self._texts[file.sha256]


def _tell_nobody(done: int, total: int, hits: tuple[Hit, ...]) -> None:
    del done, total, hits
