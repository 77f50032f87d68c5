"""The world that is killed and starved, and the nursery of the processes that suffer for it."""

import multiprocessing
import sys
from multiprocessing.context import BaseContext

import pytest

from tests.faults.world import World, make_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def nursery(world: World) -> BaseContext:
    """Where workers come from: on Linux forks of a process that has imported whatever making the world took."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    families = {"alembic", "cryptography", "db", "fontTools", "greendesk", "pyhanko", "pypdf", "pypinyin"}
    families |= {"pyrage", "reportlab", "sqlalchemy", "sqlcipher3", "uharfbuzz", "yaml"}
    wanted = [name for name in sys.modules if name.partition(".")[0] in families]
    context.set_forkserver_preload(["tests.faults.worker", "tests.faults.deeds", *wanted])
    return context
