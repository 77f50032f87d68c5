"""Desks at a stage of the work, made once and copied for every experiment."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from greendesk.desk import Desk
from tests.desks import PASSPHRASE, admit, an_application, make_desk, make_round, package_folder, score_all
from tests.faults.worker import Task
from ui.composition.desk_folder import DeskFolder

UNITS = ("青禾水泥（示例）", "云栖装备（示例）", "南屏化工（示例）")
DESKS = {"score": "ready", "receive": "joined", "send": "secretary", "take": "secretary", "submit": "scored"}
PLACES = {"receive": "files", "take": "packages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Closed desks in folders, to be copied, with what they need beside them."""

    folder: Path
    round: str
    expert: str  # fingerprint
    applications: tuple[str, ...]
    counts: tuple[int, ...]  # records on the joined desk before the first and after each exchange file
    derived: tuple[tuple[object, ...], ...]  # its derived rows when all files are in

    def to_json(self) -> dict[str, object]:
        """Whatever another process needs to work with the same folders."""
        return {
            "folder": str(self.folder),
            "round": self.round,
            "expert": self.expert,
            "applications": self.applications,
        }

    @staticmethod
    def from_json(said: dict[str, str]) -> "World":
        """The world as another process sees it."""
        return World(
            folder=Path(said["folder"]),
            round=said["round"],
            expert=said["expert"],
            applications=tuple(said["applications"]),
            counts=(),
            derived=(),
        )

    def task(self, act: str, room: Path) -> Task:
        """Lay out a fresh copy of the desk and of what the task needs."""
        desk, place, temporary = room / "desk", room / "place", room / "temporary"
        temporary.mkdir()
        shutil.copytree(self.folder / DESKS[act], desk)
        if act in PLACES:
            shutil.copytree(self.folder / PLACES[act], place)
        else:
            place.mkdir()
        return Task(
            act=act,
            desk=desk,
            round=self.round,
            place=place,
            temporary=temporary,
            applications=self.applications,
            recipient=self.expert,
        )


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk that is there, opened and closed again."""
    desk = DeskFolder(folder).unlock(PASSPHRASE)
    try:
        yield desk
    finally:
        desk.close()


def derived(desk: Desk, round_id: str) -> tuple[tuple[object, ...], ...]:
    """All derived rows of a round."""
    return desk.exchange._context.store.dump_derived(round_id)


def make_world(folder: Path) -> World:
    """Play a round up to the point where two people are in the middle of everything."""
    secretary = make_desk(folder / "secretary")
    expert = make_desk(folder / "joined", "周明远（示例）", "示例研究院（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    expert.close()
    shutil.copytree(folder / "joined", folder / "ready")
    files = folder / "files"
    files.mkdir()
    applications = []
    for number, unit in enumerate(UNITS):
        applications.append(an_application(secretary, round_id, folder / f"package-{number}", unit))
        secretary.reviews.assign(round_id, applications[-1], fingerprint)
        secretary.exchange.send(round_id, files / f"{number}.gdx", [fingerprint])
    secretary.close()
    with opened(folder / "ready") as desk:
        counts = [desk.rounds.line(round_id).entries]
        for path in sorted(files.iterdir()):
            desk.exchange.receive(path)
            counts.append(desk.rounds.line(round_id).entries)
        rows = derived(desk, round_id)
        for application in applications:
            desk.reviews.declare(round_id, application, conflict=False)
    shutil.copytree(folder / "ready", folder / "scored")
    with opened(folder / "scored") as desk:
        for application in applications:
            score_all(desk, round_id, application)
    _packages(folder / "packages")
    return World(
        folder=folder,
        round=round_id,
        expert=fingerprint,
        applications=tuple(applications),
        counts=tuple(counts),
        derived=rows,
    )


def _packages(folder: Path) -> None:
    """Two folders and two archives, with files that all of them share and files of their own."""
    for number in range(2):
        package = package_folder(folder / f"{number}-文件夹")
        (package / "自有.bin").write_bytes(bytes([number]) * 700_000)
    for number in range(2, 4):
        with ZipFile(folder / f"{number}-压缩包.zip", "w") as archive:
            for path in sorted((folder / "0-文件夹").rglob("*")):
                archive.write(path, path.relative_to(folder / "0-文件夹"))
            archive.writestr("另一份.bin", bytes([number]) * 700_000)
