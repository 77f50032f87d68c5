"""What every test may ask for: real desks in a folder of their own, on either engine of the store."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import settings

from greendesk.desk import Desk
from tests.db.postgres import Server, desks_on, running
from tests.desks import make_desk
from tests.faults.share import PROVE
from ui.language import speak
from ui.plain_imports import import_plainly

import_plainly()  # as the program does
settings.register_profile("untimed", deadline=None)  # a time is never asserted in a test
settings.load_profile("untimed")

NewDesk = Callable[..., Desk]
FILE, SERVER = "sqlite", "postgresql"
WHOLE_RUN = "GREENDESK_TEST_STORE"  # "postgresql": every desk of every test is on the server
ON_BOTH = {  # tests that run on both engines: these always, the rest of their modules with `make prove`
    "tests/property/test_union.py": ("any_order", "fork", "restored_copy", "missing_stretch", "no_conflict"),
    "tests/unit/test_exchange_core.py": (
        "three_desks",
        "closed_and_opened",
        "damaged",
        "looking",
        "returned",
    ),
}
OF_FILES = {  # tests that look into, damage or copy the file of a desk: not run when all desks are on the server
    "tests/gui/test_backup_keeper.py": ("",),
    "tests/property/test_thief.py": ("",),
    "tests/unit/test_backups.py": ("",),
    "tests/unit/test_backups_restore.py": ("",),
    "tests/unit/test_bad_input.py": ("",),
    "tests/unit/test_cli.py": ("copied_whole",),
    "tests/unit/test_cli_backups.py": ("",),
    "tests/unit/test_cli_doctor.py": ("",),
    "tests/unit/test_desk_folder.py": ("missing_records",),
    "tests/unit/test_doctor.py": ("",),
    "tests/unit/test_handover.py": ("",),
    "tests/unit/test_membership.py": ("fork_is_ended",),
    "tests/unit/test_quarantine.py": ("",),
}


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
def _data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of a test goes into the data home of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREENDESK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


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
    """Run tests on both engines that are named above; the tests of the store ask for `new_place` themselves."""
    words = named(metafunc.module.__file__ or "", ON_BOTH)
    if words is None or os.environ.get(WHOLE_RUN) == SERVER:
        return
    if PROVE or any(word in metafunc.function.__name__ for word in words):
        metafunc.parametrize("engine", [FILE, SERVER], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of files out where no desk has one."""
    if os.environ.get(WHOLE_RUN) != SERVER:
        return
    for item in items:
        if any(word in item.name for word in named(str(item.path), OF_FILES) or ()):
            item.add_marker(pytest.mark.skip(reason="looks into the file of a desk"))


def named(path: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """What a table says about the module at a path."""
    return next((words for module, words in table.items() if Path(path).as_posix().endswith(module)), None)


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
