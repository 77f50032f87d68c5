"""Receiving and sending many entries against writing and reading the very rows that result, with the bare driver.

Each measurement runs in a process of its own, so that its memory is its own.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from greendesk.adapters.identity import unlock_identity
from tests.benchmarks.crowd import Crowd, make_crowd, more_opinions, opinions, post, reviews
from tests.benchmarks.measure import Figure, figure, high_water
from tests.desks import PASSPHRASE
from ui.composition.desk_files import DATABASE
from ui.composition.desk_folder import DeskFolder

SMALL = tuple(
    int(size) for size in os.environ.get("GREENDESK_BENCH_SMALL", "10000,100000,1000000").split(",")
)
LARGE = int(os.environ.get("GREENDESK_BENCH_LARGE", "70000"))
DELTA = 100
LIMIT, MEMORY = 4.0, 300.0
TABLES = (
    "certificate",
    "entry",
    "standing",
    "tip",
    "register",
    "crowded",
    "replaced",
    "granted",
    "revoked",
    "attachment",
)


def run() -> Iterator[Figure]:
    """All lines: receiving, sending, how they grow, the delta, memory."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        yield from _run(Path(name))


def _run(folder: Path) -> Iterator[Figure]:
    crowd = make_crowd(folder / "crowd")
    spent: dict[int, float] = {}
    deltas: dict[int, tuple[float, float]] = {}
    for size in SMALL:
        spent[size] = yield from _measure(crowd, folder, f"{size:,} small entries", opinions, size, deltas)
    yield from _measure(crowd, folder, f"{LARGE:,} reviews of 60 items", reviews, LARGE, deltas)
    first, last = min(spent), max(spent)
    if first != last:
        exponent = math.log(spent[last] / spent[first]) / math.log(last / first)
        yield figure("receiving grows with the exponent (1: linear)", exponent, 1.0, 1.1, "")
        for which, name in enumerate(("receive", "send")):
            one, many = deltas[first][which], deltas[last][which]
            yield figure(
                f"{name} {DELTA} more entries at {last:,} (floor: at {first:,})", many, one, 2.0, "s"
            )


def _measure(
    crowd: Crowd,
    folder: Path,
    name: str,
    make: Any,  # noqa: ANN401 - opinions or reviews
    size: int,
    deltas: dict[int, tuple[float, float]],
) -> Generator[Figure, None, float]:
    """Receive and send `size` entries at a desk of its own; returns what the growth is made from."""
    room = folder / f"{make.__name__}-{size}"
    room.mkdir()
    path = room / "many.gdx"
    crowd.begin_again()
    count = post(crowd, path, lambda: make(crowd, size))
    shutil.copytree(crowd.folder / "reader", room / "reader")
    received = child("receive", room, path)
    floor = child("insert", room)
    yield figure(f"receive {name} (s)", received["seconds"], floor["seconds"], LIMIT, f"s, {count:,} entries")
    yield figure(f"receive {name}: memory (MB)", received["memory"], MEMORY, 1.0, "MB, floor is the limit")
    sent = child("send", room)
    read = child("read", room)
    yield figure(f"send {name} (s)", sent["seconds"], read["seconds"], LIMIT, "s")
    yield figure(f"send {name}: memory (MB)", sent["memory"], MEMORY, 1.0, "MB, floor is the limit")
    if make is opinions:
        spent = [child("receive", room, _delta(crowd, room, size, number))["seconds"] for number in range(2)]
        name = f"first file of the day at {size:,}: {DELTA} entries and a whole backup; floor: the next (s)"
        yield figure(name, spent[0], spent[1], None, "s")
        deltas[size] = (spent[1], child("answer", room)["seconds"])
    shutil.rmtree(room)
    return received["seconds"]


def _delta(crowd: Crowd, room: Path, size: int, number: int) -> Path:
    """A file of a few entries more, from a sender who has all before them."""
    path = room / f"delta{number}.gdx"
    knows = {feed.author: [[feed.seq, feed.prev]] for feed in crowd.officers}
    post(crowd, path, lambda: more_opinions(crowd, size, DELTA, number), knows)
    return path


def child(act: str, room: Path, *more: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    line = [sys.executable, "-m", "tests.benchmarks.million", act, str(room), *map(str, more)]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _receive(room: Path, path: Path) -> float:
    desk = DeskFolder(room / "reader").unlock(PASSPHRASE)
    start = time.perf_counter()
    desk.exchange.receive(path)
    spent = time.perf_counter() - start
    desk.close()
    return spent


def _send(room: Path) -> float:
    desk = DeskFolder(room / "reader").unlock(PASSPHRASE)
    (round_id,) = (line.id for line in desk.rounds.lines())
    office = next(one for one in desk.rounds.participants(round_id) if one.name == "office")
    start = time.perf_counter()
    desk.exchange.send(round_id, room / "out.gdx", [office.fingerprint], complete=True)
    spent = time.perf_counter() - start
    desk.close()
    return spent


def _answer(room: Path) -> float:
    """Send the organiser what he lacks: the last few entries."""
    desk = DeskFolder(room / "reader").unlock(PASSPHRASE)
    (round_id,) = (line.id for line in desk.rounds.lines())
    organiser = next(one for one in desk.rounds.participants(round_id) if "authority" in one.roles)
    start = time.perf_counter()
    sent = desk.exchange.send(round_id, room / "answer.gdx", [organiser.fingerprint])
    spent = time.perf_counter() - start
    desk.close()
    if not DELTA <= sent.entries < 2 * DELTA + 100:
        raise ValueError(sent.entries)
    return spent


def _bare(path: Path, key: bytes) -> Any:  # noqa: ANN401 - the driver has no types
    from db.dialect import open_file

    return open_file(path, key, foreign_keys=True)


def _insert(room: Path) -> float:
    """The rows that receiving wrote, with the bare driver in one transaction, into the same empty tables."""
    from db.database import migrate

    key = unlock_identity(room / "reader" / "identity.json", PASSPHRASE).database_key
    source = _bare(room / "reader" / DATABASE, key)
    rows = {name: source.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in TABLES}
    rounds = source.execute("SELECT * FROM round").fetchall()
    source.close()
    target = room / "floor.db"
    migrate(target, key)
    bare = _bare(target, key)
    start = time.perf_counter()
    bare.execute("BEGIN")
    for name, many in {"round": rounds, **rows}.items():
        if many:
            bare.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(many[0]))})", many)
    bare.execute("COMMIT")
    spent = time.perf_counter() - start
    bare.close()
    return spent


def _read(room: Path) -> float:
    """The rows that sending reads, with the bare driver, written to a file that is flushed."""
    key = unlock_identity(room / "reader" / "identity.json", PASSPHRASE).database_key
    source = _bare(room / "reader" / DATABASE, key)
    start = time.perf_counter()
    with (room / "plain").open("wb") as stream:
        for raw, signature, body in source.execute(
            "SELECT raw, signature, body FROM entry ORDER BY author, seq"
        ):
            stream.write(raw + (signature or b"") + (body or b""))
        stream.flush()
        os.fsync(stream.fileno())
    spent = time.perf_counter() - start
    source.close()
    return spent


def main(act: str, room: Path, *more: Path) -> None:
    """One measurement in this process; prints seconds and the peak of memory in MB."""
    acts = {"receive": _receive, "insert": _insert, "send": _send, "answer": _answer, "read": _read}
    spent = acts[act](room, *more)
    memory = high_water() / 2**20
    print(json.dumps({"seconds": spent, "memory": memory}))


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
