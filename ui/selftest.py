"""The installed program proves itself: each check does a piece of real work in a folder of its own.

A windowed program has no console, so the answer is the exit code and a report file.
"""

import json
import os
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import py7zr
from PySide6.QtCore import QSize, QTranslator
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

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
from ui.composition.rules import RESOURCES, pack, shipped_policies, verify_file
from ui.i18n import LANGUAGES, TRANSLATIONS
from ui.messages import MESSAGES
from ui.theme import APPEARANCES, FONT_FILE, Theme

Check = Callable[[Path], None]
_PASSPHRASE = "自检工作台的口令"  # noqa: S105 - of desks that live for a second
_UNIT = "示例水泥有限公司（示例）"
_RARE = "绿色工厂龘囍赟垚翀㎡①"


class CheckFailed(Exception):
    """What a check saw instead of what it should have seen."""


def run(report: Path) -> int:
    """Run every check and leave the report; returns 0 when all is well, otherwise 1."""
    application = _application()  # held until the end: without a holder it is gone at once
    try:
        return self_test(report, CHECKS)
    finally:
        del application


def self_test(report: Path, checks: tuple[Check, ...]) -> int:
    """Run each check in a folder of its own; a failure is written down whole and the next check runs."""
    outcome: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for check in checks:
        start = time.perf_counter()
        with TemporaryDirectory(prefix="greendesk-", ignore_cleanup_errors=True) as folder:
            try:
                check(Path(folder))
            except Exception:  # noqa: BLE001 - the report holds whatever went wrong
                outcome[check.__name__] = traceback.format_exc()
            else:
                outcome[check.__name__] = "ok"
        seconds[check.__name__] = round(time.perf_counter() - start, 3)
    well = all(result == "ok" for result in outcome.values())
    document = {
        "ok": well,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "checks": outcome,
        "seconds": seconds,
    }
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
    return int(not well)


def opens_and_migrates_a_database(folder: Path) -> None:
    """Check that the migrations and the encrypted database travelled with the program."""
    with _desk(folder / "desk", "林岚（示例）") as desk:
        _expect(desk.check() == (), desk.check())
    _expect(not (folder / "desk" / "desk.db").read_bytes().startswith(b"SQLite"), "the database is readable")


def loads_words_for_every_failure(folder: Path) -> None:
    """Check that the words for errors travelled: they are found by looking into a package."""
    del folder
    areas = {code[:4] for code in MESSAGES}
    _expect(areas >= {f"GD-{number}" for number in range(1, 8)}, areas)


def loads_every_policy_and_checklist(folder: Path) -> None:
    """Check that each rules file is there, whole, and the one that the program knows."""
    del folder
    files = [*(RESOURCES / "policies").glob("*.yaml"), *(RESOURCES / "checklists").glob("*.yaml")]
    _expect(len(shipped_policies()) > 1 and len(files) > len(shipped_policies()), files)
    for file in files:
        result = verify_file(file)
        _expect(result.whole and dict(result.facts)["shipped"], (file.name, result))


def loads_every_icon_font_and_theme(folder: Path) -> None:
    """Check that every icon paints, the font writes rare characters and every appearance applies."""
    app = _application()
    icons = sorted((RESOURCES / "icons").glob("*.svg"))
    _expect(len(icons) > 20, icons)
    for appearance in APPEARANCES:
        theme = Theme(appearance, cache=folder)
        theme.apply(app)
        for icon in icons:
            image = theme.pixmap(icon.stem, "text").toImage()
            _expect(_inked(image.convertToFormat(image.Format.Format_ARGB32).constBits()), icon.name)
    loaded = QFontDatabase.addApplicationFont(str(FONT_FILE))
    families = QFontDatabase.applicationFontFamilies(loaded)
    _expect(bool(families), FONT_FILE.name)
    metrics = QFontMetrics(QFontDatabase.font(families[0], "", 12))
    _expect(all(map(metrics.inFontUcs4, map(ord, _RARE))), families)


def loads_every_translation(folder: Path) -> None:
    """Check that the languages which are not the source were compiled and load."""
    del folder
    app = _application()
    for language in LANGUAGES.keys() - {"zh"}:
        translator = QTranslator(app)
        _expect(translator.load(language, str(TRANSLATIONS)) and not translator.isEmpty(), language)


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
    _expect(len(digests) == 1, digests)


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
        _expect(states[0] == states[1] and states[0][0][0] == "concluded", states)
        files = [
            office.reviews.score_sheet(round_id, application, fingerprint),
            office.panel.document(round_id, application),
            *office.panel.summary_files(round_id),
            *office.applications.detail(round_id, application).notices[0],
        ]
        for file in files:
            office.save_copy(file.sha256, folder / file.name)
        for desk in (office, expert):
            _expect(desk.doctor.examine().ailments == (), desk.doctor.examine())
            _expect(desk.doctor.rebuild().ailments == (), desk.doctor.rebuild())
    kinds = set()
    for path in (*(folder / file.name for file in files), *folder.glob("*.gdx")):
        result = verify_file(path)
        _expect(result.whole and result.signatures, (path.name, result))
        _expect(not verify_file(_flipped(path)).whole, (path.name, "a flipped byte was not found"))
        kinds.add(result.kind)
    _expect(kinds == {"pdf", "docx", "xlsx", "exchange", "round", "request"}, kinds)
    _shows_a_page(folder / files[0].name)


CHECKS: tuple[Check, ...] = (
    opens_and_migrates_a_database,
    loads_words_for_every_failure,
    loads_every_policy_and_checklist,
    loads_every_icon_font_and_theme,
    loads_every_translation,
    reads_zip_7z_and_package,
    does_the_whole_job_on_two_desks,
)


def _expect(condition: object, found: object) -> None:
    if not condition:
        raise CheckFailed(found)


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])


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


def _join(office: Desk, expert: Desk, folder: Path) -> tuple[str, str]:
    """Open a round on one desk and bring the other one in."""
    policy = next(policy for policy in shipped_policies() if policy.sample)
    round_id = office.rounds.open(
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
    expert.exchange.write_request(folder / "request.gdx", ("expert",))
    asked = office.exchange.read_request(folder / "request.gdx")
    fingerprint = office.exchange.approve(round_id, asked, ("expert",))
    office.exchange.send(round_id, folder / "round.gdx", [fingerprint], complete=True)
    expert.exchange.receive(folder / "round.gdx")
    return round_id, fingerprint


def _receive(office: Desk, round_id: str, folder: Path) -> str:
    """Register a unit, take its package in, and issue the notice of what is missing."""
    first = "91990000EX000001X"
    unit = UnitData(
        unit=_UNIT,
        credit_code=first + check_character(first),
        category="factory",
        region="示例市",
        industry="水泥",
    )
    application = office.applications.register(round_id, unit)
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
    _expect(document.load(str(path)) is QPdfDocument.Error.None_, path.name)
    size = document.pagePointSize(0).toSize()
    image = document.render(0, QSize(size.width(), size.height()))
    _expect(not image.isNull() and _inked(image.constBits()), path.name)
    document.close()


def _inked(pixels: bytes | bytearray | memoryview) -> bool:
    """Whether an image shows anything: not all its pixels are the same."""
    return len(set(bytes(pixels)[::4])) > 1 or len(set(bytes(pixels)[3::4])) > 1
