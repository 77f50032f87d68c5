"""Invented cover slips (示例)."""

from hashlib import sha256

from greendesk.domain.papers import Person
from greendesk.domain.papers_slip import CoverSlip, SlipFile
from tests.unit.papers_samples import SIGNED_AT

SENDER = Person(name="苏文澜", title="教授级高级工程师", organisation="示例省节能技术中心")
OTHERS = (
    Person(name="林岚（示例）", organisation="示例省工业和信息化厅（示例）"),
    Person(name="贺兰（示例）", organisation="示例县工信局（示例）"),
)
NAME = "收发-2026-年第一批-示例-给-林岚-示例.gdx"


def slip_file(name: str, size: int) -> SlipFile:
    return SlipFile(name=name, size=size, sha256=sha256(name.encode()).hexdigest())


def cover_slip(parts: int = 0, recipients: int = 2) -> CoverSlip:
    size = 104_857_600
    return CoverSlip(
        round_title="2026年度绿色制造名单推荐（示例批次）",
        sample=True,
        sender=SENDER,
        sender_words="积木 秋千 足球 篮球 钢琴 吉他",
        recipients=tuple(OTHERS[number % 2] for number in range(recipients)),
        made=SIGNED_AT,
        encrypted=True,
        complete=False,
        file=slip_file(NAME, size),
        parts=tuple(
            slip_file(f"{NAME}.{number:03}", min(20_000_000, size - 20_000_000 * (number - 1)))
            for number in range(1, parts + 1)
        ),
        kinds=(("opinion.recorded", 64), ("review.submitted", 12), ("document.signed", 12)),
        withheld=(("recused", 3), ("scores", 8)),
        attachments=76,
        attachments_size=98_000_000,
    )
