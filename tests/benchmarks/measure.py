"""How a figure is made: ours and the floor in turn, medians, one line each."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the table; `ratio` is ours to the floor (or peer), `limit` what the issue asks for."""

    name: str
    ours: float
    floor: float
    ratio: float
    limit: float | None
    unit: str
    peer: bool = False

    def to_json(self) -> dict[str, object]:
        """The figure under the names that readers of the file expect."""
        fields = asdict(self)
        floor = {"peer" if fields.pop("peer") else "floor": fields.pop("floor")}
        return {"name": fields.pop("name"), "ours": fields.pop("ours"), **floor, **fields}


def in_turn(ours: Callable[[], float], floor: Callable[[], float], runs: int = 5) -> tuple[float, float]:
    """Medians of both, measured A B A B so that a drift of the machine hits both; one warm-up of each."""
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(runs)]
    return statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs)


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def high_water(process: int | str = "self") -> int:
    """The most memory (bytes) that a process has had, on Linux; `getrusage` would begin with its parent's."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    found = next(one for one in lines if one.startswith("VmHWM"))
    return int(found.split()[1]) * 1024


def figure(
    name: str, ours: float, floor: float, limit: float | None, unit: str, *, peer: bool = False
) -> Figure:
    """A line with its ratio, rounded for reading."""
    return Figure(name, round(ours, 4), round(floor, 4), round(ours / floor, 3), limit, unit, peer)
