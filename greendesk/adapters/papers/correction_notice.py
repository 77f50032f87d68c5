"""补正通知 as PDF, laid out like an official letter (GB/T 9704-2012: margins, sizes, leading)."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import Margins, Press, content_width
from greendesk.adapters.papers.setting import CENTRE, SPREAD
from greendesk.adapters.papers.signing_places import SignArea, SignPlace
from greendesk.adapters.papers.words import chinese_date
from greendesk.domain.papers import CorrectionNotice

TITLE = "申报材料补正通知"
OFFICE_FIELD = "sign-office"
OFFICIAL = Margins(top=37 * mm, bottom=35 * mm, left=28 * mm, right=26 * mm)
ITEM_HEADER = ("序号", "材料名称", "存在的问题", "依据")
_BODY_SIZE = 16
_LEADING = 28


def opening(notice: CorrectionNotice) -> str:
    """Say what was received and found."""
    case = notice.case
    return (
        f"你单位申报{case.round_title}的材料（类别：{case.category}，申报编号：{case.application_id}）已收到。"
        f"经审查，下列 {len(notice.items)} 项材料需要补正："
    )


def demand(notice: CorrectionNotice) -> str:
    """Say what is to be done and until when."""
    return (
        f"请于{chinese_date(notice.deadline)}前补齐上述材料并报送我单位。未列入上表的材料无需重复报送。"
        "对本通知内容有疑问的，可与下列联系人联系。"
    )


def print_correction_notice(notice: CorrectionNotice, fonts: Path) -> bytes:
    """Return the notice as a PDF with one empty signature field, `sign-office`."""
    press = Press(fonts)
    width = content_width(OFFICIAL)
    body = press.style(_BODY_SIZE, leading=_LEADING, indent=2 * _BODY_SIZE, align=SPREAD)
    place = SignPlace(
        field=OFFICE_FIELD, label=notice.office, lines=(notice.office, chinese_date(notice.issued))
    )
    area = SignArea(press, [place], width, letter=True)
    rows = [
        (str(number), item.title, item.problem, item.source) for number, item in enumerate(notice.items, 1)
    ]
    widths = (13 * mm, 46 * mm, width - 99 * mm, 40 * mm)
    story: list[Flowable] = [press.text(TITLE, press.style(22, leading=32, align=CENTRE, after=2 * mm))]
    if notice.document_number:
        number = press.style(_BODY_SIZE, leading=_LEADING, align=CENTRE)
        story.append(press.text(notice.document_number, number))
    story += [
        Spacer(1, 4 * mm),
        press.text(f"{notice.case.unit_name}：", press.style(_BODY_SIZE, leading=_LEADING)),
        press.text(opening(notice), body),
        Spacer(1, 2 * mm),
        press.table(ITEM_HEADER, rows, widths, centred=(0,), size=11),
        Spacer(1, 2 * mm),
        press.text(demand(notice), body),
        KeepTogether([press.text(f"联系方式：{notice.contact}", body), Spacer(1, 8 * mm), *area.rows]),
    ]
    frame = Frame(
        title=f"{TITLE} {notice.case.unit_name}",
        subject=notice.case.round_title,
        head=notice.case.round_title,
        sample=notice.case.sample,
        author=notice.office,
        record_id=notice.record_id,
        made=notice.issued,
        conclusion=notice.to_json(),
        margins=OFFICIAL,
    )
    return print_document(frame, press, story, area)
