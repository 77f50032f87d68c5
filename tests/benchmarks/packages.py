"""Opening a package of 1 GB in 200 files against one SHA-256 pass plus one plain copy of the same bytes."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import psutil

from tests.benchmarks.measure import Figure, figure, in_turn, seconds

FILES, SIZE = 200, 1024**3
KEY = bytes(32)
_CHUNK = 1024 * 1024


def make_files(folder: Path) -> None:
    """Write the files: real PDFs of one page with a large stream that does not compress."""
    folder.mkdir(parents=True)
    block = os.urandom(SIZE // FILES)
    for number in range(FILES):
        (folder / f"附件{number:03}.pdf").write_bytes(_pdf(number.to_bytes(8, "big") + block[8:]))


def _pdf(stream: bytes) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    parts, places, at = [b"%PDF-1.4\n"], [], 9
    for number, body in enumerate(objects, 1):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(at)
        parts.append(part)
        at += len(part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%btrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join(parts) + tail % (table, at)


def floor(folder: Path, target: Path) -> float:
    """One pass of SHA-256 over every file and one plain copy of the folder, flushed to disk."""

    def work() -> None:
        for path in sorted(folder.iterdir()):
            with path.open("rb") as stream:
                hashlib.file_digest(stream, "sha256").hexdigest()
        shutil.copytree(folder, target)
        os.sync()

    spent = seconds(work)
    shutil.rmtree(target)
    return spent


def receive(source: Path, target: Path) -> float:
    """Take the package into a file store of its own."""
    from greendesk.adapters.archives import open_source
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.intake import receive as take
    from greendesk.progress import SILENT

    def work() -> None:
        with open_source(source) as opened:
            take(opened, BlobStore(target, KEY), SILENT)

    spent = seconds(work)
    for path in target.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(target)
    return spent


def peak_above_idle(source: Path, target: Path) -> float:
    """Megabytes above idle while a process of its own takes the package in."""
    code = (
        "import sys; from pathlib import Path\n"
        "from greendesk.adapters.archives import open_source\n"
        "from greendesk.adapters.blobs import BlobStore\n"
        "from greendesk.adapters.intake import receive\n"
        "from greendesk.progress import SILENT\n"
        "print('idle', flush=True); sys.stdin.readline()\n"
        "store = BlobStore(Path(sys.argv[2]), bytes(32))\n"
        "with open_source(Path(sys.argv[1])) as opened: receive(opened, store, SILENT)\n"
        "print('done', flush=True); sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", code, str(source), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError
        process.stdout.readline()
        watched = psutil.Process(process.pid)
        idle = watched.memory_info().rss
        peak, over = idle, threading.Event()

        def watch() -> None:
            nonlocal peak
            while not over.wait(0.01):
                peak = max(peak, watched.memory_info().rss)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        over.set()
        watcher.join()
        process.communicate("\n")
    for path in target.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(target)
    return (peak - idle) / 1024**2


def longest_pause(source: Path, target: Path) -> float:
    """Longest time in seconds between two turns of the window's event loop while the package is taken in."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer, Signal
    from PySide6.QtWidgets import QApplication

    from greendesk.adapters.archives import open_source
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.intake import receive as take
    from greendesk.progress import Progress
    from ui.tasks import TaskRunner

    class View(QObject):
        """Hears the progress as a screen does."""

        stopped = Signal()
        heard = 0

        def begin(self) -> None:
            """Nothing to show."""

        def advance(self, done: int, total: int, what: str) -> None:
            """Count what a screen would paint."""
            self.heard += bool(total or done or what)

        def finish(self) -> None:
            """Nothing to hide."""

    def work(progress: Progress) -> int:
        with open_source(source) as opened:
            return len(take(opened, BlobStore(target, KEY), progress).files)

    def landed(files: int) -> None:
        loop.exit(0 if files else 1)

    app = QApplication.instance() or QApplication(["bench"])
    view, loop, clock, ticks = View(), QEventLoop(), QElapsedTimer(), QTimer()
    pauses: list[int] = []

    def tick() -> None:
        pauses.append(clock.restart())

    def fail(error: Exception) -> None:
        raise error

    ticks.timeout.connect(tick)
    runner = TaskRunner(fail)
    clock.start()
    ticks.start(5)
    runner.run_long(view, work, landed, view)
    loop.exec()
    runner.close()
    del app
    for path in target.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(target)
    if not view.heard:
        raise RuntimeError
    return max(pauses) / 1000


def run() -> list[Figure]:
    """The lines of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        base = Path(name)
        folder, archive = base / "package", base / "package.zip"
        make_files(folder)
        with ZipFile(archive, "w", ZIP_STORED) as out:
            for path in sorted(folder.iterdir()):
                out.write(path, path.name)
        lines = []
        for words, source in (("folder", folder), ("stored ZIP", archive)):

            def ours(source: Path = source) -> float:
                return receive(source, base / "store")

            one, two = in_turn(ours, lambda: floor(folder, base / "copy"), runs=3)
            lines.append(figure(f"open a package of 1 GB, {FILES} files ({words})", one, two, 1.5, "s"))
        memory = peak_above_idle(archive, base / "store")
        lines.append(figure("memory above idle while opening it", memory, 150, 1.0, "MB"))
        pause = longest_pause(archive, base / "store")
        lines.append(figure("longest pause of the window while opening it", pause, 0.1, None, "s"))
        return lines
