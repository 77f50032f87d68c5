"""The only road from a widget to the core: work on one thread, results back on the GUI thread.

    runner = TaskRunner(on_failure)                       # composition; on_failure(error) shows a notice
    runner.run(self, partial(services.record, command), self._recorded)
    runner.run(self, work, self._done, self._failed)      # _failed(error) -> True: shown there
    runner.run_long(self, work, self._done, self.progress_block)   # work(progress) calls progress.step(...)

`then` is not called when the owner is gone, when the work failed, or when the person stopped it. What was opened
for an owner that is gone is closed.
`progress_view` is a `ui.widgets.progress.ProgressBlock` or anything with the four parts of `ProgressView`.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from greendesk.errors import GreendeskError
from greendesk.progress import Cancelled, Progress
from ui.collector import GuiCollector
from ui.log_words import Word, name_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Failed = Callable[[Exception], bool]
SECONDS_BETWEEN_UPDATES = 0.1
SLOW = 0.5  # seconds
log = logging.getLogger(__name__)


@runtime_checkable
class Closable(Protocol):
    """What has to be closed by whoever has it."""

    def close(self) -> None:
        """Let go of it."""


class ProgressView(Protocol):
    """What shows long work: it can be asked to stop."""

    @property
    def stopped(self) -> SignalInstance:
        """The person pressed stop."""

    def begin(self) -> None:
        """Long work starts."""

    def advance(self, done: int, total: int, what: str) -> None:
        """Show how far it is."""

    def finish(self) -> None:
        """Long work is over, whatever came of it."""


class _Job:
    """One piece of work: who asked, what to do, and what comes after."""

    __slots__ = ("failed", "future", "owner", "task", "then", "work")

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Failed | None = None,
        task: "_LongTask | None" = None,
    ) -> None:
        self.owner, self.work, self.then, self.failed, self.task = owner, work, then, failed, task
        self.future: Future[None] | None = None


class TaskRunner(QObject):
    """One worker, because SQLite has one writer and order is worth more than speed.

    What was asked stays with the GUI thread under a number; the worker lets go of all of it before it says that it
    is done. Otherwise it could be the last to hold a widget, and a widget that is freed there crashes the program.
    """

    _posted = Signal(object)
    _done = Signal(int, object)

    def __init__(self, on_failure: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_failure = on_failure
        self._started = False
        self._open = True
        self._jobs: dict[int, _Job] = {}
        self._numbers = count()
        self._collector = GuiCollector(self)

    @cached_property
    def _worker(self) -> "ThreadPoolExecutor":
        """The one thread; made when there is something to do, so that the first window does not wait for it."""
        from concurrent.futures import ThreadPoolExecutor

        queued = QtCore.Qt.ConnectionType.QueuedConnection
        self._posted.connect(self._call, queued)
        self._done.connect(self._land, queued)
        self._started = True
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="use-case")

    def run(
        self, owner: QObject, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Call `work` on the worker, then `then` on the GUI thread while `owner` lives."""
        self._submit(_Job(owner=owner, work=work, then=then, failed=failed))

    def run_long(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        progress_view: ProgressView,
        failed: Failed | None = None,
    ) -> None:
        """Like `run`, for work that reports progress and can be stopped."""
        if self._open:
            task = _LongTask(self._post, progress_view)
            self._submit(_Job(owner=owner, work=partial(work, task), then=then, failed=failed, task=task))

    @property
    def busy(self) -> bool:
        """Whether something runs, waits, or has not yet come back."""
        return bool(self._jobs)

    def close(self) -> None:
        """Finish what is running and accept nothing more."""
        self._open = False
        if self._started:
            self._worker.shutdown(wait=True, cancel_futures=True)
        for number, job in tuple(self._jobs.items()):
            if job.future is not None and job.future.cancelled():
                del self._jobs[number]
                if job.task is not None:
                    job.task.end()
        self._collector.close()

    def _submit(self, job: _Job) -> None:
        if self._open:
            number = next(self._numbers)
            self._jobs[number] = job
            job.future = self._worker.submit(self._work, number)

    def _work(self, number: int) -> None:
        """On the worker: the box is emptied by whoever lands, so that nothing of it stays here."""
        begun = time.monotonic()
        box = [_outcome(self._jobs[number].work)]
        _note(self._jobs[number].work, box[0][1], time.monotonic() - begun)
        if shiboken6.isValid(self):
            self._done.emit(number, box)

    def _post(self, call: Callable[[], None]) -> None:
        if shiboken6.isValid(self):
            self._posted.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()

    @Slot(int, object)
    def _land(self, number: int, box: list[tuple[Any, BaseException | None]]) -> None:
        job, (result, error) = self._jobs.pop(number), box.pop()
        if job.task is not None:
            job.task.end()
        alive = shiboken6.isValid(job.owner)
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Exception):
            if not (alive and job.failed is not None and job.failed(error)):
                self._on_failure(error)
        elif error is not None:
            raise error
        elif alive:
            job.then(result)
        else:
            self._let_go(result)

    def _let_go(self, result: object) -> None:
        """Close what was opened for a screen that has gone meanwhile: a desk would keep its lock."""
        for one in result if isinstance(result, tuple) else (result,):
            if isinstance(one, Closable):
                self.run(self, one.close, _nothing) if self._open else one.close()


def _outcome(work: Callable[[], T]) -> tuple[T | None, BaseException | None]:
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001  # it is told on the GUI thread
        return None, error


def _nothing(_none: None) -> None:
    """Nothing follows."""


def _note(work: Callable[[], Any], error: BaseException | None, seconds: float) -> None:
    """Note work that failed or took long, by the name of its function."""
    if isinstance(error, Cancelled):
        log.info("%s stopped after %.1f s", name_of(work), seconds)
    elif error is not None:
        code = Word(error.code) if isinstance(error, GreendeskError) else Word(type(error).__name__)
        log.info("%s ended with %s after %.1f s", name_of(work), code, seconds)
    elif seconds >= SLOW:
        log.info("%s took %.1f s", name_of(work), seconds)


class _LongTask(QObject):
    """The progress port of one piece of work: counts on the worker, shows on the GUI thread."""

    def __init__(self, post: Callable[[Callable[[], None]], None], view: ProgressView) -> None:
        super().__init__()
        self._post, self._view = post, view
        self._stop = threading.Event()
        self._shown = 0.0
        view.stopped.connect(self._ask_to_stop)
        view.begin()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Note progress from the worker; at most ten updates a second reach the screen."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._shown >= SECONDS_BETWEEN_UPDATES or done >= total:
            self._shown = now
            self._post(lambda: self._show(done, total, what))

    def end(self) -> None:
        """Leave the view as it was."""
        if self._view_lives():
            self._view.stopped.disconnect(self._ask_to_stop)
            self._view.finish()

    def _show(self, done: int, total: int, what: str) -> None:
        if self._view_lives() and not self._stop.is_set():
            self._view.advance(done, total, what)

    def _view_lives(self) -> bool:
        return not isinstance(self._view, QObject) or shiboken6.isValid(self._view)

    @Slot()
    def _ask_to_stop(self) -> None:
        self._stop.set()
