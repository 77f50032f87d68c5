"""Real desks for tests: made, admitted, filled and scored through the verbs that the screens use."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from greendesk.desk import Desk
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.checklist import Checklist, Item
from greendesk.domain.credit_code import check_character
from greendesk.ports import Person
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.panel import Conclude
from greendesk.use_cases.reviews import ScoreItem
from greendesk.use_cases.rounds import OpenRound
from ui.composition.desk_folder import DeskFolder
from ui.composition.rules import RESOURCES, read_policy

PASSPHRASE = "口令口令12345678"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def make_desk(folder: Path, name: str = "林岚（示例）", organisation: str = "示例省工信厅（示例）") -> Desk:
    """Make a desk in an empty folder; the caller closes it."""
    person = Person(name=name, organisation=organisation, title="工程师")
    return DeskFolder(folder).create(person, PASSPHRASE)


def make_round(desk: Desk, roles: tuple[str, ...] = ("secretary", "leader"), title: str = "") -> str:
    """Open a round from the shipped sample policy with this desk as its authority; returns its id."""
    policy = read_policy(RESOURCES / "policies" / "sample-2026.yaml")
    command = OpenRound(
        title=title or "2026 年第一批（示例）",
        year=2026,
        level="province",
        region="示例省",
        policy=policy.text,
        checklists=policy.checklists,
        my_roles=roles,
    )
    return desk.rounds.open(command)


def admit(organiser: Desk, round_id: str, other: Desk, roles: tuple[str, ...] = ("expert",)) -> str:
    """Carry a request to the organiser and the round file back; returns the other desk's fingerprint."""
    folder = organiser.folder.parent / "carried"
    folder.mkdir(exist_ok=True)
    asked = folder / f"request-{other.folder.name}.gdx"
    other.exchange.write_request(asked, roles)
    fingerprint = organiser.exchange.approve(round_id, organiser.exchange.read_request(asked), roles)
    answer = folder / f"round-{other.folder.name}-{fingerprint[:8]}.gdx"
    organiser.exchange.send(round_id, answer, [fingerprint], complete=True)
    other.exchange.receive(answer)
    return fingerprint


def carry(sender: Desk, receiver: Desk, round_id: str) -> Path:
    """Send what the receiver lacks in a file and receive it there; returns the file."""
    me = next(line for line in receiver.rounds.participants(round_id) if line.me)
    folder = sender.folder.parent / "carried"
    folder.mkdir(exist_ok=True)
    number = len(list(folder.iterdir())) + 1
    path = folder / f"{number:03}-{sender.folder.name}-to-{receiver.folder.name}.gdx"
    sender.exchange.send(round_id, path, [me.fingerprint])
    receiver.exchange.receive(path)
    return path


def credit_code(number: int) -> str:
    """A code of an invented unit with the right check character."""
    first = f"91990000EX{number:06}X"
    return first + check_character(first)


def small_pdf(title: str, pages: int = 2) -> bytes:
    """A real PDF of a few pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 18)
        canvas.drawString(72, 760, f"{title} {page}/{pages} (sample)")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def package_folder(folder: Path, *, complete: bool = True) -> Path:
    """A small package on disk with Chinese names; without the pledge if not complete."""
    (folder / "附件").mkdir(parents=True, exist_ok=True)
    (folder / "申报书.pdf").write_bytes(small_pdf("application", 3))
    (folder / "自评价报告.pdf").write_bytes(small_pdf("self report", 5))
    (folder / "附件" / "营业执照.png").write_bytes(PNG)
    (folder / "附件" / "能源统计表.txt").write_text("电力 1200 万kWh（示例）\n", encoding="utf-8")
    if complete:
        (folder / "附件" / "承诺书.pdf").write_bytes(small_pdf("pledge", 1))
    return folder


def an_application(
    desk: Desk,
    round_id: str,
    folder: Path,
    name: str = "青禾水泥（示例）",
    *,
    category: str = "factory",
    complete: bool = True,
) -> str:
    """Register a unit and receive its package, made in the folder; returns the application's id."""
    number = len(desk.applications.lines(round_id)) + 1
    data = UnitData(
        unit=name,
        credit_code=credit_code(number),
        category=category,
        region="赤霞市（示例）",
        industry="水泥",
    )
    application = desk.applications.register(round_id, data)
    inventory, _ = desk.applications.look_into(str(package_folder(folder, complete=complete)))
    desk.applications.receive_package(round_id, application, folder.name, inventory)
    return application


def answer_everything(desk: Desk, round_id: str, application: str) -> None:
    """Answer the negative list and record every department's agreement, with letters."""
    for line in desk.applications.detail(round_id, application).negative:
        desk.applications.answer_negative(
            round_id,
            application,
            line.code,
            answer="clear",
            department="示例局",
            proof=("证明.pdf", small_pdf("proof", 1)),
        )
    for code, _, _ in desk.opinions.departments(round_id):
        desk.opinions.record(
            round_id,
            Opinion(
                application=application,
                department=code,
                position="agree",
                number="示例函〔2026〕1 号",
                date="2026-04-10",
                signer="高远（示例）",
                letter=("复函.pdf", small_pdf("letter", 1)),
            ),
        )


def findings_for(checklist: Checklist, share: Decimal = Decimal("0.8")) -> Iterator[Finding]:
    """A finding for every item: gates conform, one of a group of alternatives counts, points by share."""
    chosen: set[str] = set()
    for section in checklist.sections:
        for item in section.items:
            if item.is_gate:
                yield Finding(item=item.code, verdict=Verdict.CONFORMS)
            elif item.max_points is not None:
                if item.alternative_group in chosen - {""}:
                    yield Finding(item=item.code, applicable=False)
                else:
                    chosen.add(item.alternative_group)
                    yield _scored(item, item.max_points, share)


def _scored(item: Item, most: Decimal, share: Decimal) -> Finding:
    points = (most * share).quantize(Decimal("0.01"))
    return Finding(item=item.code, declared="100", verified="98", reason="按材料复核（示例）", points=points)


def score_all(
    desk: Desk, round_id: str, application: str, share: Decimal | str = "0.8", *, recommend: bool = True
) -> None:
    """Declare where that is due, score every item and write the recommendation; does not submit."""
    if desk.applications.detail(round_id, application).line.my_state == "to_declare":
        desk.reviews.declare(round_id, application, conflict=False)
    checklist = desk.reviews.bench(round_id, application).checklist
    for finding in findings_for(checklist, Decimal(share)):
        desk.reviews.score(round_id, application, ScoreItem(finding=finding, label=finding.item))
    words = desk.panel.recommendations(round_id)
    desk.reviews.conclude(
        round_id, application, recommendation=words[0 if recommend else -1], comment="总体良好（示例）"
    )


def conclude(desk: Desk, round_id: str, application: str) -> str:
    """Record the panel's conclusion with every divergence explained; returns the record's name."""
    line = next(line for line in desk.panel.ranking(round_id) if line.application == application)
    command = Conclude(
        application=application,
        recommendation=desk.panel.recommendations(round_id)[0],
        opinion="同意推荐（示例）",
        explanations={one.item: "合议后一致（示例）" for one in line.divergences},
    )
    return desk.panel.conclude(round_id, command)


def summarise(desk: Desk, round_id: str) -> None:
    """Make the recommendation summary of the round."""
    desk.panel.summarise(round_id, office="示例省工信厅（示例）", issued=date(2026, 5, 20))


@contextmanager
def open_desks(folder: Path, names: Sequence[str]) -> Iterator[tuple[Desk, ...]]:
    """Several new desks side by side, closed at the end."""
    desks: list[Desk] = []
    try:
        for number, name in enumerate(names, start=1):
            desks.append(make_desk(folder / f"desk-{number}", name))
        yield tuple(desks)
    finally:
        for desk in desks:
            desk.close()
