"""What a person does on a desk, each with the proof that a failed attempt has left everything as it was."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from greendesk.adapters.desk_folder import LOCK
from greendesk.adapters.parts import PartsCarrier
from greendesk.desk import Desk
from greendesk.domain.assessment import Finding
from greendesk.ports import Person
from greendesk.progress import SILENT
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.handover import PartsMissing
from greendesk.use_cases.reviews import ScoreItem
from tests.desks import PASSPHRASE, credit_code, small_pdf
from tests.faults.world import World, derived, opened
from ui.composition.desk_folder import DeskFolder

OTHER = "另一个口令87654321"
OLD = b"an earlier file of this name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Copies of a desk and a stick, on whatever disks they are."""

    world: World
    desk: Path
    stick: Path

    @property
    def first(self) -> str:
        """The application that is worked on."""
        return self.world.applications[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act on the open desk; `stage` names the copy of the desk that it starts from."""

    stage: str
    act: Callable[[Desk, Scene], object]
    onto_stick: bool = False  # what it writes goes there, and only there
    lay: Callable[[Scene], None] | None = None  # what has to lie there before


def export(desk: Desk, scene: Scene) -> None:
    desk.exchange.send(scene.world.round, scene.stick / "old.gdx", [scene.world.expert], complete=True)


def export_in_parts(desk: Desk, scene: Scene) -> None:
    people = [scene.world.expert]
    target = scene.stick / "parts.gdx"
    desk.exchange.send(scene.world.round, target, people, complete=True, part_size=20_000, slip=True)


def receive(desk: Desk, scene: Scene) -> None:
    desk.exchange.receive(scene.world.folder / "files" / "2.gdx")


def lay_parts(scene: Scene) -> None:
    source = scene.world.folder / "files" / "2.gdx"

    def copy(target: Path) -> None:
        shutil.copyfile(source, target)

    PartsCarrier(scene.stick / "room", scene.stick / "kept").hand_out(
        scene.stick / "came.gdx", copy, source.stat().st_size // 3, None, SILENT
    )
    (scene.stick / "room").rmdir()


def receive_parts(desk: Desk, scene: Scene) -> None:
    desk.exchange.receive(scene.stick / "came.gdx.002")


def keep_a_part(desk: Desk, scene: Scene) -> None:
    apart = scene.stick / "apart"
    with suppress(PartsMissing):
        desk.exchange.receive(apart / "came.gdx.002")
    desk.exchange.forget_parts(desk.exchange.waiting_parts()[0].key)


def lay_a_part(scene: Scene) -> None:
    lay_parts(scene)
    (scene.stick / "apart").mkdir()
    (scene.stick / "came.gdx.002").rename(scene.stick / "apart" / "came.gdx.002")


def take(desk: Desk, scene: Scene) -> None:
    source = scene.world.folder / "packages" / "2-压缩包.zip"
    inventory, _ = desk.applications.look_into(str(source))
    desk.applications.receive_package(scene.world.round, scene.first, source.name, inventory)


def register(desk: Desk, scene: Scene) -> None:
    data = UnitData(
        unit="新单位", credit_code=credit_code(77), category="factory", region="赤霞市", industry="水泥"
    )
    desk.applications.register(scene.world.round, data)


def prove_clear(desk: Desk, scene: Scene) -> None:
    head = desk.applications.detail(scene.world.round, scene.first).negative[0].code
    proof = ("证明.pdf", small_pdf("proof", 40))
    desk.applications.answer_negative(
        scene.world.round, scene.first, head, answer="clear", department="示例局", proof=proof
    )


def score(desk: Desk, scene: Scene) -> None:
    sheet = desk.reviews.bench(scene.world.round, scene.first)
    scored = [one for part in sheet.checklist.sections for one in part.items if one.max_points is not None]
    finding = Finding(item=scored[0].code, declared="7", verified="7", reason="新", points=Decimal("0.01"))
    desk.reviews.score(scene.world.round, scene.first, ScoreItem(finding=finding, label="new"))


def submit(desk: Desk, scene: Scene) -> None:
    desk.reviews.submit(scene.world.round, scene.first)


def keep_copy(desk: Desk, scene: Scene) -> None:
    _file, sha256 = desk.applications.file(scene.world.round, scene.first, 1)
    desk.save_copy(sha256, scene.stick / "old.gdx")


def show_copy(desk: Desk, scene: Scene) -> None:
    file, sha256 = desk.applications.file(scene.world.round, scene.first, 1)
    desk.open_copy(sha256, file.path)


def back_up(desk: Desk, scene: Scene) -> None:
    desk.save_database_copy(scene.stick / "old.gdx")


def change_passphrase(desk: Desk, scene: Scene) -> None:
    DeskFolder(scene.desk).change_passphrase(PASSPHRASE, OTHER)


def make_desk(desk: Desk, scene: Scene) -> None:
    person = Person(name="新人（示例）", organisation="示例", title="")
    DeskFolder(scene.stick / "new").create(person, PASSPHRASE).close()


DEEDS = {
    "export": Deed(stage="secretary", act=export, onto_stick=True),
    "export in parts": Deed(stage="secretary", act=export_in_parts, onto_stick=True),
    "receive": Deed(stage="joined", act=receive),
    "receive parts": Deed(stage="joined", act=receive_parts, lay=lay_parts),
    "keep a part": Deed(stage="joined", act=keep_a_part, lay=lay_a_part),
    "take": Deed(stage="secretary", act=take),
    "register": Deed(stage="secretary", act=register),
    "prove clear": Deed(stage="secretary", act=prove_clear),
    "score": Deed(stage="scored", act=score),
    "submit": Deed(stage="scored", act=submit),
    "keep a copy": Deed(stage="scored", act=keep_copy, onto_stick=True),
    "show a copy": Deed(stage="scored", act=show_copy),
    "back up": Deed(stage="secretary", act=back_up, onto_stick=True),
    "change the passphrase": Deed(stage="joined", act=change_passphrase),
    "make a desk": Deed(stage="joined", act=make_desk, onto_stick=True),
}


def lay_out(
    world: World, deed: str, room: Path, *, desk: Path | None = None, stick: Path | None = None
) -> Scene:
    """Copy the desk that the deed starts from, and prepare a stick with an old file, where they are wanted."""
    scene = Scene(world=world, desk=desk or room / "desk", stick=stick or room / "stick")
    shutil.copytree(world.folder / DEEDS[deed].stage, scene.desk)
    scene.stick.mkdir(parents=True)
    (scene.stick / "old.gdx").write_bytes(OLD)
    if (lay := DEEDS[deed].lay) is not None:
        lay(scene)
    return scene


def state(scene: Scene) -> tuple[object, ...]:
    """All that a failed attempt may not change, read by opening the desk anew; also checks the desk whole.

    The store may hold more files than before: a disk may fail after a file was kept and before it was recorded.
    """
    with opened(scene.desk) as desk:
        assert desk.check() == ()
        assert desk.doctor.examine().ailments == ()
        lines = desk.applications.lines(scene.world.round)
        mine = [line.id for line in lines if line.my_state in {"drafting", "submitted"}]
        drafts = tuple(desk.reviews.bench(scene.world.round, application) for application in mine)
        assert list((scene.desk / "files" / "incoming").iterdir()) == []
        rows = derived(desk, scene.world.round)
    names = sorted(path.name for path in scene.desk.iterdir())
    stick = sorted(
        (path.name, path.read_bytes())
        for path in scene.stick.rglob("*")
        if path.is_file() and path.name != LOCK
    )
    return (rows, drafts, names, stick)
