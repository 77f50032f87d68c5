"""A person at a desk: works through one kind of task and says after each step what the screen has confirmed.

The parent kills this process at any moment. What was said before must be on the disk.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

from greendesk.desk import Desk
from greendesk.domain.assessment import Finding
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.reviews import ScoreItem
from tests.desks import PASSPHRASE, credit_code
from ui.composition.desk_folder import DeskFolder

STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the person is to do, and where."""

    act: str
    desk: Path
    round: str
    place: Path  # exchange files to import, packages to receive, or the stick to export to
    temporary: Path  # what the system offers for temporary files
    applications: tuple[str, ...] = ()
    recipient: str = ""


def work(task: Task, said: Connection) -> None:
    """Open the desk and do the task; `said` hears one line for each confirmed step."""
    tempfile.tempdir = str(task.temporary)
    desk = DeskFolder(task.desk).unlock(PASSPHRASE)
    said.send_bytes(b'"open"')
    for step in ACTS[task.act](desk, task):
        said.send_bytes(json.dumps(step, ensure_ascii=False).encode())
    desk.close()
    said.send_bytes(b'"closed"')


def planned(desk: Desk, task: Task) -> tuple[ScoreItem, ...]:
    """The changes that the scoring person makes, in order: several rounds over the scored items."""
    sheet = desk.reviews.bench(task.round, task.applications[0])
    scored = [one for part in sheet.checklist.sections for one in part.items if one.max_points is not None]
    changes = []
    for number in range(STEPS):
        item = scored[number % len(scored)]
        points = (Decimal(item.max_points or 0) * number / STEPS).quantize(Decimal("0.01"))
        finding = Finding(
            item=item.code, declared="100", verified=str(number), reason="复核（示例）", points=points
        )
        changes.append(ScoreItem(finding=finding, label=str(number)))
    return tuple(changes)


def score(desk: Desk, task: Task) -> Iterator[object]:
    """Score item after item."""
    for change in planned(desk, task):
        desk.reviews.score(task.round, task.applications[0], change)
        yield change.label


def receive(desk: Desk, task: Task) -> Iterator[object]:
    """Receive one exchange file after the other, looking into each first."""
    for path in sorted(task.place.glob("*.gdx")):
        desk.exchange.look(path)
        desk.exchange.receive(path)
        yield path.name


def send(desk: Desk, task: Task) -> Iterator[object]:
    """Write exchange files onto the stick, every second one over one that is there."""
    for number in range(STEPS):
        path = task.place / f"out-{number % 6}.gdx"
        desk.exchange.send(task.round, path, [task.recipient], complete=True)
        yield path.name


def take(desk: Desk, task: Task) -> Iterator[object]:
    """Register units and receive their packages, folders and archives."""
    for number, path in enumerate(sorted(task.place.iterdir()), start=100):
        data = UnitData(
            unit=path.name,
            credit_code=credit_code(number),
            category="factory",
            region="赤霞市（示例）",
            industry="水泥",
        )
        application = desk.applications.register(task.round, data)
        yield ["registered", application]
        inventory, _ = desk.applications.look_into(str(path))
        desk.applications.receive_package(task.round, application, path.name, inventory)
        yield ["received", application]


def submit(desk: Desk, task: Task) -> Iterator[object]:
    """Submit the finished reviews."""
    for application in task.applications:
        yield [application, desk.reviews.submit(task.round, application)]


ACTS: dict[str, Callable[[Desk, Task], Iterator[object]]] = {
    "score": score,
    "receive": receive,
    "send": send,
    "take": take,
    "submit": submit,
}

__all__ = ["ACTS", "STEPS", "Task", "planned", "work"]
