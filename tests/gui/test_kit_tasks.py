"""Work leaves the GUI thread and comes back; no failure is lost, and nothing lands on what is gone."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from greendesk.progress import Cancelled, Progress
from ui.tasks import TaskRunner
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock


class Watch(QObject):
    """Shows long work by writing it down."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, int, str]] = []
        self.state = "idle"

    def begin(self) -> None:
        self.state = "busy"

    def advance(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    def finish(self) -> None:
        self.state = "over"


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
def runner(qapp: object, failures: list[Exception]) -> Iterator[TaskRunner]:
    runner = TaskRunner(failures.append)
    yield runner
    runner.close()


def work_on(number: int) -> tuple[int, str]:
    return number, threading.current_thread().name


def fail() -> None:
    raise ValueError("no")


def test_work_runs_in_order_on_the_worker(runner: TaskRunner, owner: QObject, qtbot: QtBot) -> None:
    landed: list[tuple[int, str]] = []
    for number in range(5):
        runner.run(owner, partial(work_on, number), landed.append)
    qtbot.waitUntil(lambda: len(landed) == 5)
    assert [number for number, _ in landed] == [0, 1, 2, 3, 4]
    assert {name for _, name in landed} == {"use-case_0"}


def test_a_failure_reaches_the_handler(
    runner: TaskRunner, owner: QObject, qtbot: QtBot, failures: list[Exception]
) -> None:
    landed: list[None] = []
    runner.run(owner, fail, landed.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ValueError)
    assert landed == []


@pytest.mark.parametrize("shown", [True, False])
def test_a_screen_may_show_its_own_failure(
    runner: TaskRunner, owner: QObject, qtbot: QtBot, failures: list[Exception], *, shown: bool
) -> None:
    own: list[Exception] = []

    def mine(error: Exception) -> bool:
        own.append(error)
        return shown

    runner.run(owner, fail, own.append, mine)
    qtbot.waitUntil(lambda: bool(own))
    assert len(failures) == (0 if shown else 1)


def test_nothing_lands_on_an_owner_that_is_gone(
    runner: TaskRunner, owner: QObject, qtbot: QtBot, failures: list[Exception]
) -> None:
    gate, landed = threading.Event(), []
    gone = QObject()
    runner.run(gone, partial(gate.wait, 5), landed.append)
    runner.run(gone, fail, landed.append)
    shiboken6.delete(gone)
    gate.set()
    runner.run(owner, partial(work_on, 1), landed.append)
    qtbot.waitUntil(lambda: bool(landed))
    assert landed == [(1, "use-case_0")]
    assert len(failures) == 1, "a failure is told even when nobody waits for the result"


@pytest.mark.parametrize("open_it", [lambda path: path.open("rb"), lambda path: (1, path.open("rb"))])
def test_what_was_opened_for_an_owner_that_is_gone_is_closed(
    runner: TaskRunner, tmp_path: Path, qtbot: QtBot, open_it: Callable[[Path], Any]
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    opened: list[Any] = []
    may_go_on = threading.Event()

    def work() -> object:
        may_go_on.wait()
        opened.append(result := open_it(tmp_path / "a"))
        return result

    gone = QObject()
    runner.run(gone, work, print)
    shiboken6.delete(gone)
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(opened) and not runner.busy)
    file = opened[0][1] if isinstance(opened[0], tuple) else opened[0]
    assert file.closed


def test_progress_is_shown_at_most_ten_times_a_second(
    runner: TaskRunner, owner: QObject, qtbot: QtBot
) -> None:
    watch, landed = Watch(), []

    def work(progress: Progress) -> str:
        for number in range(2000):
            progress.step(number + 1, 2000, "文件")
        return "done"

    runner.run_long(owner, work, landed.append, watch)
    assert watch.state == "busy"
    qtbot.waitUntil(lambda: landed == ["done"])
    assert watch.state == "over"
    assert len(watch.told) < 12
    assert watch.told[-1] == (2000, 2000, "文件")


def endless(gate: Callable[[], None], progress: Progress) -> None:
    """Work until told to stop, but not for ever when the test has failed."""
    number, end = 0, time.monotonic() + 10
    while time.monotonic() < end:
        number += 1
        progress.step(number, number + 1)
        gate()


def test_the_person_can_stop_long_work(
    runner: TaskRunner, owner: QObject, kit: Kit, qtbot: QtBot, failures: list[Exception]
) -> None:
    block, landed, started = ProgressBlock(kit), [], threading.Event()
    qtbot.addWidget(block)
    runner.run_long(owner, partial(endless, started.set), landed.append, block)
    qtbot.waitUntil(started.is_set)
    qtbot.waitUntil(block.isVisible)
    block.stop.click()
    qtbot.waitUntil(block.isHidden)
    after: list[tuple[int, str]] = []
    runner.run(owner, partial(work_on, 7), after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert landed == []
    assert failures == []


def test_work_that_stops_itself_is_no_failure(
    runner: TaskRunner, owner: QObject, qtbot: QtBot, failures: list[Exception]
) -> None:
    def give_up() -> None:
        raise Cancelled

    after: list[tuple[int, str]] = []
    runner.run(owner, give_up, after.append)
    runner.run(owner, partial(work_on, 7), after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert failures == []


def test_a_closed_runner_takes_nothing(qapp: object, owner: QObject, failures: list[Exception]) -> None:
    runner = TaskRunner(failures.append)
    runner.close()
    runner.run(owner, fail, failures.append)
    runner.run_long(owner, partial(endless, fail), failures.append, Watch())
    assert failures == []


def test_a_bar_never_stands_at_its_end_while_the_work_goes_on(kit: Kit, qtbot: QtBot) -> None:
    block = ProgressBlock(kit)
    qtbot.addWidget(block)
    block.begin()
    block.advance(40, 100, "规则/guangxi.yaml")
    assert (block.bar.maximum(), block.bar.value()) == (1000, 400)
    block.advance(100, 100, "规则/guangxi.yaml")
    assert (block.bar.minimum(), block.bar.maximum()) == (0, 0), "it runs"
    assert block.words.text() == "即将完成"
    block.advance(50, 100, "")
    assert block.bar.value() == 500
