"""What every test may ask for: real desks in a folder of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from greendesk.desk import Desk
from tests.desks import make_desk
from ui.notifier import speak

NewDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Failures speak Chinese, whatever the test before chose for the whole process."""
    speak("zh")


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[NewDesk]:
    """Make desks by name (`new_desk("林岚（示例）")`); they are closed after the test."""
    desks: list[Desk] = []

    def make(name: str = "林岚（示例）", organisation: str = "示例省工信厅（示例）") -> Desk:
        desk = make_desk(tmp_path / f"desk-{len(desks) + 1}", name, organisation)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.close()
