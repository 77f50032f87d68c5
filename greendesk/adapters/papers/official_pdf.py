"""Official papers as PDF, laid out like official letters (GB/T 9704-2012: margins, sizes, leading)."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer, Table

from greendesk.adapters.papers.official import (
    Block,
    Heading,
    NewPage,
    OfficialPaper,
    Paragraph,
    RuledTable,
    attachment_lines,
    column_widths,
    override_blocks,
    title_lines,
)
from greendesk.adapters.papers.pdf import Frame, print_document
from greendesk.adapters.papers.press import Margins, Press
from greendesk.adapters.papers.setting import CENTRE, SPREAD, Text
from greendesk.adapters.papers.signing_places import SealedTable, SignArea, SignPlace
from greendesk.adapters.papers.words import chinese_date

OFFICE_FIELD = "sign-office"
UPRIGHT = Margins(top=37 * mm, bottom=35 * mm, left=28 * mm, right=26 * mm)
ACROSS = Margins(top=24 * mm, bottom=32 * mm, left=20 * mm, right=20 * mm)
_TITLE_SIZE, _BODY_SIZE, _LEADING = 22, 16, 28
_LAST_LINES = 3
_SEAL_GAP = 10 * mm
_LEAST_WIDTH = 11 * mm  # two characters on one line


def print_official(paper: OfficialPaper, fonts: Path) -> bytes:
    """Return the paper as a PDF with one empty signature field, `sign-office`."""
    press = Press(fonts)
    page = landscape(A4) if paper.landscape else A4
    margins = ACROSS if paper.landscape else UPRIGHT
    width = float(page[0]) - margins.left - margins.right
    body = press.style(_BODY_SIZE, leading=_LEADING, indent=2 * _BODY_SIZE, align=SPREAD)
    flush = press.style(_BODY_SIZE, leading=_LEADING)
    place = SignPlace(
        field=OFFICE_FIELD, label=paper.office, lines=(paper.office, chinese_date(paper.issued))
    )
    area = SignArea(press, [place], width, letter=True)
    title = press.style(_TITLE_SIZE, leading=32, align=CENTRE, after=2 * mm)
    story: list[Flowable] = [press.text(title_lines(paper.title, int(width / _TITLE_SIZE)), title)]
    if paper.number:
        story.append(press.text(paper.number, press.style(_BODY_SIZE, leading=_LEADING, align=CENTRE)))
    story.append(Spacer(1, 4 * mm))
    if paper.to:
        story.append(press.text(f"{paper.to}：", flush))
    blocks = (*paper.blocks, *override_blocks(paper.overrides), *paper.closing)
    flowables = _set_blocks(press, blocks, width)
    if paper.attachments:
        listed = [press.text(line, body) for line in attachment_lines(paper.attachments)]
        last: list[Flowable] = [Spacer(1, 4 * mm), *listed]
    else:
        flowables, last = _part_last(blocks, flowables, width)
    if not last and len(flowables) > 1 and isinstance(flowables[-2], Table):
        story += [*flowables[:-2], SealedTable(flowables[-2], _SEAL_GAP, area.rows)]
    else:
        story += [*flowables, KeepTogether([*last, Spacer(1, _SEAL_GAP), *area.rows])]
    if paper.annexes:
        story += [PageBreak(), *_set_blocks(press, paper.annexes, width)]
    frame = Frame(
        title=paper.title,
        subject=paper.round_title,
        head=paper.round_title,
        sample=paper.sample,
        author=paper.office,
        record_id=paper.record_id,
        made=paper.issued,
        conclusion=paper.conclusion,
        margins=margins,
        page=page,
    )
    return print_document(frame, press, story, area)


def _part_last(
    blocks: Sequence[Block], flowables: list[Flowable], width: float
) -> tuple[list[Flowable], list[Flowable]]:
    """Part what must stand on the page of the seal, so that the seal never has a page alone (GB/T 9704-2012, 7.3.5)."""
    block = blocks[-1] if blocks else None
    if not isinstance(block, Paragraph) or not flowables or not isinstance(flowables[-1], Text):
        return flowables, []
    text = flowables[-1]
    lines = len(text.lines(width))
    if lines > 2 * _LAST_LINES:
        head, tail = text.split(width, text.style.leading * (lines - _LAST_LINES))
        return [*flowables[:-1], head], [tail]
    headed = len(block.lines) == 1 and len(blocks) > 1 and isinstance(blocks[-2], Heading)
    at = -2 if headed else -1
    return flowables[:at], flowables[at:]


def _set_blocks(press: Press, blocks: Sequence[Block], width: float) -> list[Flowable]:
    return [flowable for block in blocks for flowable in _set(press, block, width)]


def _set(press: Press, block: Block, width: float) -> list[Flowable]:
    if isinstance(block, NewPage):
        return [PageBreak()]
    if isinstance(block, Heading):
        style = press.style(_BODY_SIZE, leading=_LEADING, indent=2 * _BODY_SIZE, before=2 * mm)
        return [CondPageBreak(42 * mm), press.text(block.words, style)]
    if isinstance(block, Paragraph):
        indent = 2 * _BODY_SIZE if block.indented else 0
        style = press.style(_BODY_SIZE, leading=_LEADING, indent=indent, align=SPREAD)
        lines = [press.text(line, style) for line in block.lines]
        return [KeepTogether(lines)] if block.kept else lines
    return _set_table(press, block, width)


def _set_table(press: Press, block: RuledTable, width: float) -> list[Flowable]:
    widths = column_widths(block.shares, width, _LEAST_WIDTH)
    table = press.table(block.header, block.rows, widths, centred=block.centred, size=10)
    caption = press.style(13, leading=20, align=CENTRE, before=4 * mm, after=1.5 * mm)
    above = [CondPageBreak(38 * mm), press.text(block.caption, caption)] if block.caption else []
    return [*above, Spacer(1, 1.5 * mm), table, Spacer(1, 3 * mm)]
