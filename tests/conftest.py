"""What every test may ask for: real desks in a folder of their own, on either engine of the store."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from greendesk.desk import Desk
from tests.db.postgres import Server, desks_on, running
from tests.desks import make_desk
from ui.notifier import speak

NewDesk = Callable[..., Desk]
FILE, SERVER = "sqlite", "postgresql"
WHOLE_RUN = "GREENDESK_TEST_STORE"  # "postgresql": every desk of every test is on the server
ON_BOTH = (
    "tests/unit/test_exchange_core.py",
)  # of the tests of desks; those of the store ask for `new_place`
ONLY_FILES = pytest.mark.skipif(os.environ.get(WHOLE_RUN) == SERVER, reason="looks into the file of a desk")


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Failures speak Chinese, whatever the test before chose for the whole process."""
    speak("zh")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own, started when the first test asks for it."""
    with running() as started:
        yield started


@pytest.fixture(scope="session", autouse=True)
def _whole_run(request: pytest.FixtureRequest) -> Iterator[None]:
    if os.environ.get(WHOLE_RUN) == SERVER:
        with desks_on(request.getfixturevalue("server")):
            yield
    else:
        yield


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The engine on which the desks of a test keep their records."""
    wanted = getattr(request, "param", FILE)
    with desks_on(request.getfixturevalue("server")) if wanted == SERVER else nullcontext():
        yield wanted


@pytest.fixture(params=[FILE, SERVER])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Path | str]:
    """Where a new, empty store is to be, on each engine in turn: a file, or a database of the server."""
    if request.param == SERVER:
        place: Callable[[], Path | str] = request.getfixturevalue("server").new
        return place
    files = (tmp_path / f"store-{number}.db" for number in range(1, 1000))
    return lambda: next(files)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of desks that are named above on both engines."""
    path = metafunc.module.__file__ or ""
    if Path(path).as_posix().endswith(ON_BOTH) and os.environ.get(WHOLE_RUN) != SERVER:
        metafunc.parametrize("engine", [FILE, SERVER], indirect=True)


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
