"""Checks that make desks: database and upgrade, packages, files at rest, backups, the whole job of two desks."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import py7zr
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument

from greendesk.desk import Desk
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.checklist import Checklist
from greendesk.domain.credit_code import check_character
from greendesk.ports import Person
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.panel import Conclude
from greendesk.use_cases.reviews import ScoreItem
from greendesk.use_cases.rounds import OpenRound
from ui.composition.desk_folder import DeskFolder
from ui.composition.rehearsal import age_database
from ui.composition.rules import pack, shipped_policies, verify_file
from ui.selftest.checking import expect
from ui.selftest.shipped import inked

_PASSPHRASE = "自检工作台的口令"  # noqa: S105 - of desks that live for a second
_UNIT = "示例水泥有限公司（示例）"


def opens_and_migrates_a_database(folder: Path) -> None:
    """Check the encrypted database, and that one of the first version is kept, upgraded and works."""
    place = folder / "desk"
    with _desk(place, "林岚（示例）") as desk:
        expect(desk.check() == (), desk.check())
    expect(not (place / "desk.db").read_bytes().startswith(b"SQLite"), "the database is readable")
    age_database(place, _PASSPHRASE)
    desk = DeskFolder(place, alone=True).unlock(_PASSPHRASE)
    try:
        _open_round(desk)
        expect(desk.check() == (), desk.check())
    finally:
        desk.close()
    expect(any((place / "backups").iterdir()), "no backup before the upgrade")


def keeps_files_sealed(folder: Path) -> None:
    """Check that no byte of an attachment lies open in the folder of a desk, and that it is given back whole."""
    place = folder / "desk"
    secret = b"GREENDESK-SELF-TEST " * 500
    source = _package(folder / "材料")
    (source / "秘密.txt").write_bytes(secret)
    with _desk(place, "林岚（示例）") as desk:
        round_id = _open_round(desk)
        inventory, _ = desk.applications.look_into(str(source))
        application = _register(desk, round_id)
        desk.applications.receive_package(round_id, application, "材料", inventory)
        kept = next(file for file in inventory.files if file.path.endswith("秘密.txt"))
        desk.save_copy(kept.sha256, folder / "copy")
        expect((folder / "copy").read_bytes() == secret, "the file came back changed")
    for path in (one for one in place.rglob("*") if one.is_file()):
        expect(secret[:40] not in path.read_bytes(), f"{path.name} holds an attachment open")


def restores_a_backup(folder: Path) -> None:
    """Check that a backup is made, tried, and put back when the database is gone."""
    place = folder / "desk"
    with _desk(place, "林岚（示例）") as desk:
        round_id = _open_round(desk)
        line = desk.backups.make("asked")
        trial = desk.backups.try_restore()
        expect(trial.ok, trial)
    (place / "desk.db").write_bytes(b"")
    there = DeskFolder(place, alone=True)
    there.restore(there.backups()[0], _PASSPHRASE)
    desk = there.unlock(_PASSPHRASE)
    try:
        expect(round_id in [one.id for one in desk.rounds.lines()], line)
        expect(desk.doctor.examine().ailments == (), desk.doctor.examine())
    finally:
        desk.close()


def reads_zip_7z_and_package(folder: Path) -> None:
    """Check that the same files come out of a folder, a ZIP, a 7z and a package file alike."""
    source = _package(folder / "材料")
    with zipfile.ZipFile(folder / "材料.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.iterdir()):
            archive.write(file, file.name)
    with py7zr.SevenZipFile(folder / "材料.7z", "w") as packed:
        for file in sorted(source.iterdir()):
            packed.write(file, file.name)
    pack(str(source), {"unit": _UNIT}, folder / "材料.gdpkg")
    with _desk(folder / "desk", "林岚（示例）") as desk:
        digests = {
            desk.applications.look_into(str(folder / name))[0].digest
            for name in ("材料", "材料.zip", "材料.7z", "材料.gdpkg")
        }
    expect(len(digests) == 1, digests)


def does_the_whole_job_on_two_desks(folder: Path) -> None:
    """Check signing, exchange, documents, their verification and their display in one journey."""
    with _desk(folder / "a", "林岚（示例）") as office, _desk(folder / "b", "周明远（示例）") as expert:
        round_id, fingerprint = _join(office, expert, folder)
        application = _receive(office, round_id, folder)
        office.reviews.assign(round_id, application, fingerprint)
        _carry(office, expert, round_id, folder / "there.gdx")
        _review(expert, round_id, application)
        _carry(expert, office, round_id, folder / "back.gdx")
        word = office.panel.recommendations(round_id)[0]
        command = Conclude(application=application, recommendation=word, opinion="同意", explanations={})
        office.panel.conclude(round_id, command)
        office.panel.summarise(round_id, office="示例厅", issued=date(2026, 4, 17))
        _carry(office, expert, round_id, folder / "again.gdx")
        states = [[_state(line) for line in desk.applications.lines(round_id)] for desk in (office, expert)]
        expect(states[0] == states[1] and states[0][0][0] == "concluded", states)
        files = [
            office.reviews.score_sheet(round_id, application, fingerprint),
            office.panel.document(round_id, application),
            *office.panel.summary_files(round_id),
            *office.applications.detail(round_id, application).notices[0],
        ]
        for file in files:
            office.save_copy(file.sha256, folder / file.name)
        for desk in (office, expert):
            expect(desk.doctor.examine().ailments == (), desk.doctor.examine())
            expect(desk.doctor.rebuild().ailments == (), desk.doctor.rebuild())
    kinds = set()
    for path in (*(folder / file.name for file in files), *folder.glob("*.gdx")):
        result = verify_file(path)
        expect(result.whole and result.signatures, (path.name, result))
        expect(not verify_file(_flipped(path)).whole, (path.name, "a flipped byte was not found"))
        kinds.add(result.kind)
    expect(kinds == {"pdf", "docx", "xlsx", "exchange", "round", "request"}, kinds)
    _shows_a_page(folder / files[0].name)


@contextmanager
def _desk(folder: Path, name: str) -> Iterator[Desk]:
    person = Person(name=name, organisation="示例单位（示例）", title="工程师")
    desk = DeskFolder(folder, alone=True).create(person, _PASSPHRASE)
    try:
        yield desk
    finally:
        desk.close()


def _package(folder: Path) -> Path:
    folder.mkdir()
    (folder / "申报书.txt").write_text("示例\n" * 200, encoding="utf-8")
    (folder / "能源统计表.csv").write_text("月份,电量\n1,120\n", encoding="utf-8")
    return folder


def _open_round(desk: Desk) -> str:
    policy = next(policy for policy in shipped_policies() if policy.sample)
    return desk.rounds.open(
        OpenRound(
            title="自检（示例）",
            year=policy.year,
            level=policy.level,
            region=policy.region,
            policy=policy.text,
            checklists=policy.checklists,
            my_roles=("secretary", "leader"),
        )
    )


def _join(office: Desk, expert: Desk, folder: Path) -> tuple[str, str]:
    """Open a round on one desk and bring the other one in."""
    round_id = _open_round(office)
    expert.exchange.write_request(folder / "request.gdx", ("expert",))
    asked = office.exchange.read_request(folder / "request.gdx")
    fingerprint = office.exchange.approve(round_id, asked, ("expert",))
    office.exchange.send(round_id, folder / "round.gdx", [fingerprint], complete=True)
    expert.exchange.receive(folder / "round.gdx")
    return round_id, fingerprint


def _register(desk: Desk, round_id: str) -> str:
    first = "91990000EX000001X"
    unit = UnitData(
        unit=_UNIT,
        credit_code=first + check_character(first),
        category="factory",
        region="示例市",
        industry="水泥",
    )
    return desk.applications.register(round_id, unit)


def _receive(office: Desk, round_id: str, folder: Path) -> str:
    """Register a unit, take its package in, and issue the notice of what is missing."""
    application = _register(office, round_id)
    inventory, _ = office.applications.look_into(str(_package(folder / "材料")))
    office.applications.receive_package(round_id, application, "材料", inventory)
    office.applications.request_correction(
        round_id,
        application,
        office="示例厅",
        contact="林岚（示例）",
        deadline=date(2026, 5, 1),
        issued=date(2026, 4, 17),
    )
    return application


def _carry(sender: Desk, receiver: Desk, round_id: str, path: Path) -> None:
    me = next(line for line in receiver.rounds.participants(round_id) if line.me)
    sender.exchange.send(round_id, path, [me.fingerprint])
    receiver.exchange.receive(path)


def _review(expert: Desk, round_id: str, application: str) -> None:
    expert.reviews.declare(round_id, application, conflict=False)
    for finding in _findings(expert.reviews.bench(round_id, application).checklist):
        expert.reviews.score(round_id, application, ScoreItem(finding=finding, label=finding.item))
    word = expert.panel.recommendations(round_id)[0]
    expert.reviews.conclude(round_id, application, recommendation=word, comment="示例")
    expert.reviews.submit(round_id, application)


def _findings(checklist: Checklist) -> Iterator[Finding]:
    """Every gate conforms, every item has half its points, one of each group of alternatives counts."""
    chosen: set[str] = set()
    for section in checklist.sections:
        for item in section.items:
            if item.is_gate:
                yield Finding(item=item.code, verdict=Verdict.CONFORMS)
            elif item.max_points is not None and item.alternative_group in chosen - {""}:
                yield Finding(item=item.code, applicable=False)
            elif item.max_points is not None:
                chosen.add(item.alternative_group)
                points = (item.max_points / 2).quantize(Decimal("0.01"))
                yield Finding(item=item.code, verified="1", points=points, reason="示例")


def _state(line: object) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in ("stage", "unit", "panel_score", "recommendation"))


def _flipped(path: Path) -> Path:
    """A copy with one bit changed in its middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    target = path.with_name(f"flipped{path.suffix}")
    target.write_bytes(data)
    return target


def _shows_a_page(path: Path) -> None:
    """Paint a page as the viewer does; a blank one is a failure."""
    document = QPdfDocument()
    expect(document.load(str(path)) is QPdfDocument.Error.None_, path.name)
    size = document.pagePointSize(0).toSize()
    image = document.render(0, QSize(size.width(), size.height()))
    expect(not image.isNull() and inked(image.constBits()), path.name)
    document.close()
