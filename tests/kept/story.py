"""What a version's own program does for its sample: two desks, two rounds, and files carried between them.

It uses the checkout's own verbs and its `tests.desks`, so a later version keeps its sample with the same command.
The desks stay closed afterwards; the last files of each were sent and never received, so that they bring news.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from greendesk.adapters.identity import save_key, unlock_identity
from greendesk.desk import Desk
from greendesk.domain.assessment import Finding, Verdict
from greendesk.domain.energy import TypedBalance, TypedLine
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.panel import Conclude
from greendesk.use_cases.reviews import ScoreItem
from greendesk.use_cases.rounds import OpenRound
from tests.desks import PASSPHRASE, PNG, admit, an_application, carry, make_desk, package_folder, small_pdf
from ui.settings import APPEARANCE, FOLDER, LANGUAGE, ROUND, TEXT_SIZE, Settings

HERE = Path(__file__).parent
PASSWORD = "证书密码 2026（示例）"
PARTS = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was made, to be written beside it."""

    round: str
    passphrase: str = PASSPHRASE
    password: str = PASSWORD


def play(room: Path) -> Told:
    """Make `organiser`, `expert`, `files` and `settings` below an empty folder."""
    files = room / "files"
    files.mkdir()
    office = make_desk(room / "organiser")
    expert = make_desk(room / "expert", "周明远（示例）", "示例研究院（示例）")
    guest = make_desk(room / "guest", "新来的人（示例）", "示例县局（示例）")
    try:
        guest.exchange.write_request(files / "request.gdx", ("county",))
        round_id = _open_round(office)
        reviewer = admit(office, round_id, expert)
        shutil.copyfile(next((room / "carried").glob("round-*.gdx")), files / "round.gdx")
        first, second = _apply(office, round_id, reviewer, room)
        carry(office, expert, round_id)
        for application, share in ((first, "0.8"), (second, "0.7")):
            score(expert, round_id, application, Decimal(share))
            expert.reviews.submit(round_id, application)
        for sender, receiver in ((expert, office), (office, expert), (expert, office)):
            carry(sender, receiver, round_id)
        _conclude(office, round_id, first)
        carry(office, expert, round_id)
        third = _begin_third(office, expert, round_id, reviewer, room)
        _leave_drafts(office, expert, round_id, (first, second, third))
        _leave_files(office, expert, round_id, reviewer, files)
        _leave_papers(office, round_id, (first, second), reviewer, files)
    finally:
        for desk in (office, expert, guest):
            desk.close()
    _leave_key(room / "organiser", files / "key.p12")
    settings = Settings(room / "settings")
    for setting, value in ((LANGUAGE, "zh"), (APPEARANCE, "dark"), (TEXT_SIZE, 130), (ROUND, round_id)):
        settings[setting] = value
    settings[FOLDER] = "D:\\绿色工厂\\工作台"
    for path in room.iterdir():
        if path.name not in {"organiser", "expert", "files", "settings"}:
            shutil.rmtree(path)
    shutil.rmtree(room / "expert" / "backups")
    for path in sorted((room / "organiser" / "backups").iterdir())[1:]:
        shutil.rmtree(path)
    return Told(round=round_id)


def _open_round(desk: Desk) -> str:
    """A round of a small invented policy, in which reviews are sealed until all are in."""
    checklists = {
        f"kept-{name}": (HERE / f"{file}.yaml").read_text("utf-8")
        for name, file in (("factory", "checklist"), ("negative", "negative"))
    }
    return desk.rounds.open(
        OpenRound(
            title="2026 年第一批（示例）",
            year=2026,
            level="province",
            region="示例省",
            policy=(HERE / "round.yaml").read_text("utf-8"),
            checklists=checklists,
            my_roles=("secretary", "leader", "expert"),
        )
    )


def _apply(office: Desk, round_id: str, reviewer: str, room: Path) -> tuple[str, str]:
    """Two units: one with everything, and one whose notice was issued and whose reviews stay sealed."""
    first = an_application(office, round_id, room / "甲材料", "甲水泥（示例）")
    second = an_application(office, round_id, room / "乙材料", "乙装备（示例）", complete=False)
    documents = office.applications.detail(round_id, first).documents
    assigned = {one.code: one.files for one in documents if one.files}
    office.applications.assign_documents(round_id, first, assigned, {"pledge": "盖章清楚（示例）"})
    heads = office.applications.detail(round_id, first).negative
    for head, answer in zip(heads, ("clear", "hit"), strict=True):
        office.applications.answer_negative(
            round_id,
            first,
            head.code,
            answer=answer,
            department="生态环境局（示例）",
            note="已整改（示例）" if answer == "hit" else "",
            proof=("证明.pdf", small_pdf("proof", 1)),
        )
    office.applications.request_correction(
        round_id,
        second,
        office="示例省工信厅（示例）",
        contact="林岚（示例）",
        deadline=date(2026, 5, 1),
        issued=date(2026, 4, 17),
    )
    me = next(line.fingerprint for line in office.rounds.participants(round_id) if line.me)
    for application, expert in ((first, reviewer), (second, reviewer), (second, me)):
        office.reviews.assign(round_id, application, expert)
    return first, second


def score(desk: Desk, round_id: str, application: str, share: Decimal) -> None:
    """Declare, score every item and recommend."""
    desk.reviews.declare(round_id, application, conflict=False)
    for finding in _findings(share):
        desk.reviews.score(round_id, application, ScoreItem(finding=finding, label=finding.item))
    words = desk.panel.recommendations(round_id)
    desk.reviews.conclude(round_id, application, recommendation=words[0], comment="总体良好（示例）")


def _findings(share: Decimal) -> tuple[Finding, ...]:
    scored = {"E1": Decimal(40), "E2": Decimal(20), "R1a": Decimal(40)}
    found = [Finding(item="B1", verdict=Verdict.CONFORMS, comment="证照齐全（示例）")]
    for item, most in scored.items():
        points = (most * share).quantize(Decimal("0.01"))
        found.append(
            Finding(item=item, declared="100", verified="98", reason="按材料复核（示例）", points=points)
        )
    return (*found, Finding(item="R1b", applicable=False))


def _conclude(office: Desk, round_id: str, application: str) -> None:
    words = office.panel.recommendations(round_id)
    line = next(one for one in office.panel.ranking(round_id) if one.application == application)
    explained = {one.item: "合议后一致（示例）" for one in line.divergences}
    command = Conclude(
        application=application, recommendation=words[0], opinion="同意推荐（示例）", explanations=explained
    )
    office.panel.conclude(round_id, command)
    office.panel.summarise(round_id, office="示例省工信厅（示例）", issued=date(2026, 5, 20))


def _begin_third(office: Desk, expert: Desk, round_id: str, reviewer: str, room: Path) -> str:
    """A third unit, of which the expert knows and has begun to review."""
    third = an_application(office, round_id, room / "丙材料", "丙化工（示例）")
    office.reviews.assign(round_id, third, reviewer)
    carry(office, expert, round_id)
    carry(expert, office, round_id)  # so that later files hold only what is new
    expert.reviews.declare(round_id, third, conflict=False)
    return third


def _leave_drafts(office: Desk, expert: Desk, round_id: str, applications: tuple[str, str, str]) -> None:
    """Leave work half done: scores of which one was taken back, a balance, the words of a conclusion."""
    first, second, third = applications
    for finding in _findings(Decimal("0.6"))[:3]:
        expert.reviews.score(round_id, third, ScoreItem(finding=finding, label=finding.item))
    expert.reviews.undo(round_id, third)
    line = TypedLine(carrier="electricity", amounts={"purchased": "1200"}, unit="万kWh")
    office.quantities.save_balance(round_id, first, TypedBalance(lines=(line,), output_value="3.5"))
    words = office.panel.recommendations(round_id)
    command = Conclude(
        application=second, recommendation=words[-1], opinion="待补正（示例）", explanations={}
    )
    office.panel.save_draft(round_id, command)


def _leave_files(office: Desk, expert: Desk, round_id: str, reviewer: str, files: Path) -> None:
    """Files that neither desk has received: opinions for the expert, whole and in parts; his declaration back."""
    application = next(one.id for one in office.applications.lines(round_id) if one.unit.startswith("丙"))
    for department, position, text in (
        ("ecology", "agree", ""),
        ("market", "conditional", "限期整改（示例）"),
    ):
        office.opinions.record(
            round_id,
            Opinion(
                application=application,
                department=department,
                position=position,
                number="示例函〔2026〕1 号",
                date="2026-04-10",
                signer="高远（示例）",
                text=text,
                letter=("复函.png", PNG) if department == "ecology" else None,
            ),
        )
    office.exchange.send(round_id, files / "delta.gdx", [reviewer])
    office.exchange.send(round_id, files / "parts.gdx", [reviewer], part_size=PARTS, slip=True)
    me = next(line.fingerprint for line in office.rounds.participants(round_id) if line.me)
    expert.exchange.send(round_id, files / "back.gdx", [me])
    folder = package_folder(files / "package")
    office.pack(str(folder), {"unit": "甲水泥（示例）"}, files / "signed.gdpkg", round_id)
    shutil.rmtree(folder)


def _leave_papers(
    office: Desk, round_id: str, applications: tuple[str, str], reviewer: str, files: Path
) -> None:
    """A copy of each kind of paper, as it was saved for somebody without a desk."""
    first, second = applications
    papers = [
        office.reviews.score_sheet(round_id, first, reviewer),
        office.panel.document(round_id, first),
        *office.panel.summary_files(round_id),
        *office.applications.detail(round_id, second).notices[0],
    ]
    for number, paper in enumerate(papers):
        office.save_copy(paper.sha256, files / f"paper-{number}{Path(paper.name).suffix}")


def _leave_key(desk: Path, target: Path) -> None:
    """The organiser's signing key as a certificate file, without certificates of rounds."""
    identity = unlock_identity(desk / "identity.json", PASSPHRASE)
    save_key(identity, target, PASSWORD, ())
    identity.key.close()
