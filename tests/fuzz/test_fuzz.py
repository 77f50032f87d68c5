"""The bounded share of `make fuzz`: seeds, everything that was ever found, and some hundred changes of both."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from tests.faults.share import PROVE
from tests.fuzz.samples import Samples, samples
from tests.fuzz.target import Target, changed, survives
from tests.fuzz.targets import FOUND, targets
from tests.platforms import alarm, peak_memory

NAMES = (
    *("exchange", "exchange-check", "letter", "content", "verify", "part", "age"),
    *("zip", "7z", "package", "bag", "folder", "kinds"),
    *("entry", "body", "certificate", "request", "identity", "key-file"),
    *("checklist-xlsx", "reply-form", "list", "list-xlsx"),
    *("policy", "policy-faults", "checklist", "calendar", "formulas", "energy", "balance", "form"),
    *("pdf", "pdf-look", "office"),
    *("update", "update-signed", "update-statement", "publisher", "rules-index"),
)
SECONDS = 20 if PROVE else 0.4
HANGS_AFTER = 20
MOST_MEMORY = 700 * 1024  # kilobytes that a target may add to what the process needed before


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return samples(tmp_path_factory.mktemp("fuzz"))


@pytest.fixture(scope="module")
def known(given: Samples) -> Mapping[str, Target]:
    return targets(given)


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder in memory where there is one: readers want files, and a disk is slow."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def tried(target: Target, data: bytes, room: Path) -> bool:
    """Let the reader look at an input in an empty folder; what fails is kept beside the report."""
    with tempfile.TemporaryDirectory(dir=room) as folder, alarm(HANGS_AFTER):
        return survives(target, data, Path(folder))


def found(name: str) -> list[bytes]:
    folder = FOUND / name
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []


def test_every_target_is_named_here(known: Mapping[str, Target]) -> None:
    assert set(NAMES) == set(known)
    assert {path.name for path in FOUND.iterdir()} <= set(NAMES)


@pytest.mark.filterwarnings("ignore")  # libraries warn about damaged files; what counts is what they raise
@pytest.mark.parametrize("name", NAMES)
def test_readers_answer_or_refuse_in_words(
    name: str, known: Mapping[str, Target], room: Path, tmp_path: Path
) -> None:
    target = known[name]
    memory = peak_memory()
    accepted = [tried(target, seed, room) for seed in target.seeds]
    assert any(accepted), "no seed is read: the target proves nothing"
    old = found(name)
    for data in old:
        tried(target, data, room)
    chance = Random(name)  # the same changes each time
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        data = chance.choice((*target.seeds, *target.seeds, *old))
        for _ in range(chance.choice((1, 1, 2))):
            data = changed(target, data, chance)
        try:
            tried(target, data, room)
        except BaseException:
            (tmp_path / "input").write_bytes(data)
            print(f"kept: {tmp_path / 'input'} ({len(data)} bytes)")
            raise
    assert peak_memory() - memory < MOST_MEMORY
