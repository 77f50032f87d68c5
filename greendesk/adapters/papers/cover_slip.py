"""交接单 on paper: the file or its parts with their digests, what is in it, and where both hands sign."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import RULE, RULE_WIDTH, Margins, Press, content_width
from greendesk.adapters.papers.setting import CENTRE
from greendesk.adapters.papers.signing_places import SignArea, SignPlace
from greendesk.adapters.papers.words import UNKNOWN, chinese_time
from greendesk.domain.papers import Person
from greendesk.domain.papers_slip import CoverSlip, SlipFile, grouped

TITLE = "交换文件交接单"
SENDER_FIELD = "sign-sender"
KINDS = {
    "round.opened": "批次与政策方案",
    "participant.admitted": "参与方",
    "participant.revoked": "参与方身份停用",
    "application.registered": "申报登记",
    "package.received": "材料包",
    "completeness.checked": "齐全性检查",
    "correction.requested": "补正通知",
    "negative.answered": "负面清单",
    "opinion.recorded": "部门意见",
    "expert.assigned": "专家分派",
    "recusal.declared": "回避声明",
    "review.submitted": "专家评审",
    "review.sealed": "密封的专家评审",
    "review.returned": "退回评审",
    "panel.concluded": "专家组意见",
    "document.signed": "签署的文件",
    "summary.made": "推荐汇总表",
    "opinions.summed": "部门意见汇总表",
    "consultation.requested": "征求部门意见",
    "stage.moved": "办理进度",
    "facts.recorded": "申报资格信息",
    "priority.flagged": "优先情形",
    "agency.recorded": "第三方机构",
    "list.imported": "导入名单",
    "rule.issued": "文件发布",
    "initial.reviewed": "初审意见",
    "quota.set": "推荐名额",
    "ranking.set": "推荐排序",
    "letter.made": "报送函",
    "publicity.opened": "公示",
    "objection.received": "收到异议",
    "objection.handled": "异议处理",
    "announcement.made": "公布名单",
    "fork.explained": "分叉记录的说明",
    "checklist.signed": "评价表入批次",
    "recovery.key": "单位恢复密钥",
}
OTHER_KIND = "其他记录"
WITHHELD = {
    "recused": "收件人已声明回避，不发送该申报的内容",
    "scores": "收件人尚未提交本人评审，按方案不发送他人评分",
    "sealed": "评分尚未开封，只发送编号",
    "lacking": "内容不在发件人处",
}
_HANDS = ("", "姓名", "单位", "签字", "日期")
_HAND_ROWS = ("移交人", "接收人")
_HAND_HEIGHT = 9.5 * mm


def print_cover_slip(slip: CoverSlip, fonts: Path) -> bytes:
    """Return the slip as a PDF with one empty signature field, `sign-sender`."""
    press = Press(fonts)
    width = content_width(Margins())
    place = SignPlace(
        field=SENDER_FIELD,
        label=f"移交人 {slip.sender.name}",
        lines=("移交人的电子签名", slip.sender.name, slip.sender.organisation),
    )
    area = SignArea(press, [place], width)
    story: list[Flowable] = [
        press.title(TITLE),
        press.facts(_facts(slip), width),
        *press.heading("一、移交的文件"),
        _file_table(press, slip, width),
        press.small(_how_to_compare(slip)),
        *press.heading("二、文件里有什么"),
        *_contents(press, slip, width),
        *press.heading("三、交接签字"),
        KeepTogether([_hands(press, width), Spacer(1, 3 * mm), *area.rows]),
    ]
    frame = Frame(
        title=f"{TITLE} {slip.file.name}",
        subject=slip.round_title,
        head=slip.round_title,
        sample=slip.sample,
        author=slip.sender.name,
        record_id=slip.file.sha256,
        record_label="文件校验值",
        record_note="二维码为所移交文件的校验值（SHA-256），可与收件人电脑上显示的核对",
        made=slip.made,
        conclusion=slip.to_json(),
    )
    return print_document(frame, press, story, area)


def size_words(size: int) -> str:
    """Write a number of bytes, large ones also in a unit."""
    plain = f"{size:,} 字节"
    if size < 1024**2:
        return plain
    large = f"{size / 1024**2:.1f} MB" if size < 1024**3 else f"{size / 1024**3:.2f} GB"
    return f"{large}\n{plain}"


def _facts(slip: CoverSlip) -> list[tuple[str, str]]:
    recipients = "；".join(_person(one) for one in slip.recipients)
    return [
        ("批次", slip.round_title or UNKNOWN),
        ("写成时间", chinese_time(slip.made)),
        ("发件人", _person(slip.sender)),
        ("身份词", slip.sender_words),
        ("收件人", recipients or UNKNOWN),
        ("加密", "已加密，只有收件人和发件人能打开" if slip.encrypted else "未加密，任何人都能打开"),
        ("范围", "本批次的全部" if slip.complete else "收件人上次来件之后所缺的"),
    ]


def _person(person: Person) -> str:
    return f"{person.name}，{person.organisation}" if person.organisation else person.name


def _file_table(press: Press, slip: CoverSlip, width: float) -> Table:
    widths = (13 * mm, 52 * mm, 30 * mm, width - 95 * mm)
    rows = [("文件", *_file(slip.file))] if not slip.parts else []
    rows += [(f"{number}/{len(slip.parts)}", *_file(part)) for number, part in enumerate(slip.parts, 1)]
    if slip.parts:
        rows.append(("原文件", *_file(slip.file)))
    return press.table(("部分", "文件名", "大小", "校验值（SHA-256）"), rows, widths, centred=(0,), size=8.5)


def _file(file: SlipFile) -> tuple[str, str, str]:
    half = len(file.sha256) // 2
    digest = f"{grouped(file.sha256[:half])}\n{grouped(file.sha256[half:])}"
    return file.name, size_words(file.size), digest


def _how_to_compare(slip: CoverSlip) -> str:
    whole = "各部分到齐后自动拼成原文件，缺哪一部分会写明。" if slip.parts else ""
    return (
        f"{whole}接收前，收件人的预览中显示同样分组的校验值和发件人的身份词；"
        "与本单不一致的，不要接收，并与发件人联系。"
    )


def _contents(press: Press, slip: CoverSlip, width: float) -> list[Flowable]:
    """What goes, two to a line, and below it what goes without its text and why."""
    cells = [(KINDS.get(kind, OTHER_KIND), f"{number} 条") for kind, number in slip.kinds]
    if slip.attachments:
        size = size_words(slip.attachments_size).partition("\n")[0]
        cells.append((f"附件（共 {size}）", f"{slip.attachments} 个"))
    if not cells:
        cells = [("没有收件人缺的记录", "0 条")]
    if len(cells) % 2:
        cells.append(("", ""))
    rows = [(*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2)]
    half = (width / 2 - 22 * mm, 22 * mm)
    table = press.table(("内容", "数量", "内容", "数量"), rows, (*half, *half), centred=(1, 3))
    style = press.style(9, before=1 * mm)
    notes = (
        f"另有 {number} 条只发编号、不发内容：{WITHHELD.get(why, why)}。" for why, number in slip.withheld
    )
    return [table, *(press.text(note, style) for note in notes)]


def _hands(press: Press, width: float) -> Table:
    """Lines that people fill in with a pen."""
    style = press.style(9.5, align=CENTRE)
    columns = (18 * mm, 30 * mm, width - 118 * mm, 36 * mm, 34 * mm)
    empty = ("",) * (len(_HANDS) - 1)
    cells = [
        [press.text(words, style) for words in row]
        for row in (_HANDS, *((one, *empty) for one in _HAND_ROWS))
    ]
    table = Table(cells, colWidths=columns, rowHeights=[7 * mm, *(_HAND_HEIGHT for _ in _HAND_ROWS)])
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), RULE_WIDTH, RULE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
    )
    return table
