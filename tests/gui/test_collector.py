"""Circles that hold widgets are never freed on the worker."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    runner = TaskRunner(pytest.fail)
    yield runner
    runner.close()


class Circle:
    """A widget and a note of where it was freed, held by nothing but itself."""

    def __init__(self, freed_on: list[str]) -> None:
        self.itself, self.widget = self, QWidget()
        weakref.finalize(self.widget, lambda: freed_on.append(threading.current_thread().name))


def busy() -> None:
    """Keep so much at once that Python would look for garbage many times."""
    assert len([[number] for number in range(200_000)]) == 200_000


def test_the_worker_frees_no_widget(runner: TaskRunner, qtbot: QtBot) -> None:
    freed_on: list[str] = []
    landed: list[object] = []
    for _ in range(50):
        Circle(freed_on)
    runner.run(runner, busy, landed.append)
    qtbot.waitUntil(lambda: bool(landed), timeout=20_000)
    gc.collect()
    assert len(freed_on) == 50
    assert set(freed_on) == {threading.main_thread().name}


def test_the_last_worker_gives_collecting_back(qapp: object) -> None:
    assert gc.isenabled()
    first, second = TaskRunner(pytest.fail), TaskRunner(pytest.fail)
    assert not gc.isenabled()
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


class Owner(QObject):
    """Something that is freed as soon as its work has landed, and notes where."""

    def __init__(self, freed_on: list[str]) -> None:
        super().__init__()
        weakref.finalize(self, lambda: freed_on.append(threading.current_thread().name))

    def work(self) -> int:
        return 7

    def landed(self, result: int) -> None:
        assert result == 7


def test_the_worker_is_never_the_last_to_hold_an_owner(runner: TaskRunner, qtbot: QtBot) -> None:
    freed_on: list[str] = []
    for _ in range(300):
        owner = Owner(freed_on)
        runner.run(owner, owner.work, owner.landed)
        del owner
    qtbot.waitUntil(lambda: len(freed_on) == 300, timeout=20_000)
    assert set(freed_on) == {threading.main_thread().name}
