"""How each paper of the road is laid out: from what it says to the blocks of an official paper.

The order of parts is that of official letters (GB/T 9704-2012, 7.3): title, addressee, text, attachments, unit
and date; lists are attachments on pages of their own (7.3.7).
"""

from functools import singledispatch

from greendesk.adapters.papers.official import (
    Block,
    Heading,
    NewPage,
    OfficialPaper,
    Paragraph,
    RuledTable,
    override_blocks,
)
from greendesk.adapters.papers.road_tables import (
    annex_mark,
    chinese_number,
    list_annexes,
    opinion_cells,
    ranked_row,
    unit_words,
)
from greendesk.adapters.papers.words import UNKNOWN, chinese_date
from greendesk.domain.papers_road import (
    Announcement,
    CoverLetter,
    DepartmentLetter,
    InitialReview,
    ObjectionRecord,
    OpinionsSummary,
    PublicityNotice,
    RankingTable,
    ReviewedUnit,
)

_REPLY_COLUMNS = ("序号", "申报单位", "有无所列情形（有的填序号）", "意见", "说明及依据")
_UNIT_COLUMNS = ("序号", "申报单位", "统一社会信用代码", "类别", "地区")
_REPLY_NOTE = "“意见”一栏填写同意、有条件同意或者不同意；有条件同意的，写明条件。"
_REPLY_SIGNED = "回复单位（公章）：\n回函文号：\n日期：　　　　年　　月　　日"
_LIST_NAME, _REPLY_NAME = "征求意见单位名单", "意见回函表"


@singledispatch
def lay_out(paper: object) -> OfficialPaper:
    """Return the paper as blocks, ready for any kind of file."""
    raise TypeError(type(paper).__name__)


@lay_out.register
def _department_letter(letter: DepartmentLetter) -> OfficialPaper:
    heads = "\n".join(f"{number}.{head.text}" for number, head in enumerate(letter.heads, 1))
    opening = (
        f"我单位正在办理{letter.round_title}，涉及申报单位 {len(letter.applicants)} 家（名单见附件1）。"
        f"现就上述单位有关情况征求贵单位意见。"
    )
    text = [Paragraph(words=opening)]
    if letter.asks:
        text.append(Paragraph(words=f"请贵单位按照职责，就下列事项提出意见：{'；'.join(letter.asks)}。"))
    if heads:
        window = f"{letter.window}，自{chinese_date(letter.reference)}往前计算"
        text.append(Paragraph(words=f"请逐项核实上述单位有无下列情形（{window}）：\n{heads}"))
    reply = f"请于{chinese_date(letter.reply_by)}（含当日）前填写附件2，加盖单位公章后函复我单位。"
    closing = [Paragraph(words=reply)]
    if letter.term_explained:
        closing.append(Paragraph(words=f"回复期限的计算：{letter.term_explained}"))
    if letter.contact:
        closing.append(Paragraph(words=f"联系方式：{letter.contact}"))
    names = [unit.unit_name for unit in letter.applicants]
    units = RuledTable(
        header=_UNIT_COLUMNS,
        rows=tuple(
            (str(number), one.unit_name, one.credit_code, one.category, one.region)
            for number, one in enumerate(letter.applicants, 1)
        ),
        shares=(13, 45, 47, 25, 26),
        centred=(0,),
        caption=_LIST_NAME,
    )
    reply_table = RuledTable(
        header=_REPLY_COLUMNS,
        rows=tuple((str(number), name, "", "", "") for number, name in enumerate(names, 1)),
        shares=(12, 52, 36, 22, 38),
        centred=(0,),
        caption=_REPLY_NAME,
    )
    return OfficialPaper(
        title=f"关于征求{letter.round_title}申报单位意见的函",
        round_title=letter.round_title,
        sample=letter.sample,
        number=letter.document_number,
        to=letter.department,
        blocks=tuple(text),
        overrides=letter.overrides,
        closing=tuple(closing),
        attachments=(_LIST_NAME, _REPLY_NAME),
        office=letter.office,
        issued=letter.issued,
        annexes=(
            annex_mark(1, 2),
            units,
            NewPage(),
            annex_mark(2, 2),
            Paragraph(words=_REPLY_NOTE),
            reply_table,
            Paragraph(words=_REPLY_SIGNED, indented=False, kept=True),
        ),
        record_id=letter.record_id,
        conclusion=letter.to_json(),
    )


@lay_out.register
def _opinions_summary(summary: OpinionsSummary) -> OfficialPaper:
    table = RuledTable(
        header=("序号", "申报单位", *summary.departments),
        rows=tuple(
            (str(number), unit_words(row.unit), *opinion_cells(row.opinions, summary.departments))
            for number, row in enumerate(summary.rows, 1)
        ),
        shares=(10, 48, *(40 for _ in summary.departments)),
        centred=(0,),
    )
    every = [words for row in table.rows for words in row[2:]]
    silent = sum(1 for words in every if words.startswith("未回复"))
    counted = f"以上共 {len(summary.rows)} 家申报单位、{len(summary.departments)} 个部门"
    said = f"其中 {silent} 项未回复，未回复不视为同意。" if silent else "各部门均已回复。"
    return OfficialPaper(
        title="部门意见汇总表",
        round_title=summary.round_title,
        sample=summary.sample,
        blocks=(Paragraph(words=summary.round_title, indented=False), table),
        overrides=summary.overrides,
        closing=(Paragraph(words=f"{counted}，{said}", indented=False),),
        office=summary.office,
        issued=summary.issued,
        landscape=True,
        record_id=summary.record_id,
        conclusion=summary.to_json(),
    )


@lay_out.register
def _initial_review(review: InitialReview) -> OfficialPaper:
    several = len(review.reviewed) > 1
    blocks: list[Block] = []
    if several:
        blocks.append(
            Paragraph(words=f"经审查，{review.round_title} {len(review.reviewed)} 家申报单位的初审意见如下：")
        )
    for number, one in enumerate(review.reviewed, 1):
        blocks += _reviewed(one, f"{chinese_number(number)}、" if several else "")
    return OfficialPaper(
        title=f"关于{review.round_title}的初审意见",
        round_title=review.round_title,
        sample=review.sample,
        number=review.document_number,
        to=review.to,
        blocks=tuple(blocks),
        office=review.office,
        issued=review.issued,
        record_id=review.record_id,
        conclusion=review.to_json(),
    )


def _reviewed(one: ReviewedUnit, number: str) -> list[Block]:
    unit = one.unit
    known = [
        f"统一社会信用代码 {unit.credit_code}" if unit.credit_code else "",
        f"申报类别：{unit.category}" if unit.category else "",
        unit.region,
    ]
    blocks: list[Block] = [Heading(words=f"{number}{unit.unit_name}")]
    if words := "，".join(word for word in known if word):
        blocks.append(Paragraph(words=f"{words}。"))
    if one.facts:
        table = RuledTable(
            header=("序号", "审查事项", "审查情况", "依据"),
            rows=tuple(
                (str(at), fact.title, fact.result, fact.article or UNKNOWN)
                for at, fact in enumerate(one.facts, 1)
            ),
            shares=(12, 48, 60, 36),
            centred=(0,),
        )
        blocks.append(table)
    blocks += override_blocks(one.overrides)
    if one.opinion:
        blocks.append(Paragraph(words=f"初审意见：{one.opinion}"))
    if one.recommendation:
        blocks.append(Paragraph(words=f"推荐意见：{one.recommendation}"))
    return blocks


@lay_out.register
def _cover_letter(letter: CoverLetter) -> OfficialPaper:
    blocks: list[Block] = [Paragraph(words=letter.body)]
    if letter.counts:
        whole = sum(one.count for one in letter.counts)
        parts = "、".join(f"{one.category} {one.count} 个" for one in letter.counts)
        blocks.append(Paragraph(words=f"本次共报送 {whole} 个：{parts}。"))
    contact = Paragraph(words=f"联系方式：{letter.contact}") if letter.contact else blocks.pop()
    return OfficialPaper(
        title=letter.title,
        round_title=letter.round_title,
        sample=letter.sample,
        number=letter.document_number,
        to=letter.to,
        blocks=tuple(blocks),
        overrides=letter.overrides,
        closing=(contact,),
        attachments=letter.attachments,
        office=letter.office,
        issued=letter.issued,
        record_id=letter.record_id,
        conclusion=letter.to_json(),
    )


@lay_out.register
def _publicity_notice(notice: PublicityNotice) -> OfficialPaper:
    term = f"公示期：{chinese_date(notice.first_day)}至{chinese_date(notice.last_day)}"
    closing = [Paragraph(words=f"{term}。")]
    if notice.term_explained:
        closing.append(Paragraph(words=f"期限的计算：{notice.term_explained}"))
    closing += [Paragraph(words=f"{label}：{words}") for label, words in notice.channels]
    return OfficialPaper(
        title=notice.title,
        round_title=notice.round_title,
        sample=notice.sample,
        blocks=(Paragraph(words=notice.text),),
        overrides=notice.overrides,
        closing=tuple(closing),
        attachments=tuple(one.title for one in notice.lists),
        office=notice.office,
        issued=notice.issued,
        annexes=list_annexes(notice.lists),
        record_id=notice.record_id,
        conclusion=notice.to_json(),
    )


@lay_out.register
def _objection_record(record: ObjectionRecord) -> OfficialPaper:
    unit = record.unit
    facts = (
        ("被提出异议的单位", unit.unit_name),
        ("统一社会信用代码", unit.credit_code),
        ("申报类别", unit.category),
        ("地区", unit.region),
        ("提出异议的单位或者个人", f"{record.objector}（{'实名' if record.real_name else '未实名'}）"),
        ("联系方式", record.contact),
        ("收到日期", chinese_date(record.received)),
    )
    table = RuledTable(header=("事项", "内容"), rows=tuple(one for one in facts if one[1]), shares=(56, 100))
    return OfficialPaper(
        title="异议处理意见",
        round_title=record.round_title,
        sample=record.sample,
        blocks=(
            table,
            Heading(words="一、异议内容"),
            Paragraph(words=record.text),
            Heading(words="二、核查情况"),
            Paragraph(words=record.findings),
        ),
        overrides=record.overrides,
        closing=(Heading(words="三、处理意见"), Paragraph(words=record.decision)),
        office=record.office,
        issued=record.issued,
        record_id=record.record_id,
        conclusion=record.to_json(),
    )


@lay_out.register
def _announcement(announcement: Announcement) -> OfficialPaper:
    return OfficialPaper(
        title=announcement.title,
        round_title=announcement.round_title,
        sample=announcement.sample,
        number=announcement.document_number,
        to=announcement.to,
        blocks=(Paragraph(words=announcement.text),),
        overrides=announcement.overrides,
        attachments=tuple(one.title for one in announcement.lists),
        office=announcement.office,
        issued=announcement.issued,
        annexes=list_annexes(announcement.lists),
        record_id=announcement.record_id,
        conclusion=announcement.to_json(),
    )


@lay_out.register
def _ranking_table(ranking: RankingTable) -> OfficialPaper:
    table = RuledTable(
        header=("序次", "申报单位", "地区", "得分", "专家组结论", "优先情形及来源", "是否推荐"),
        rows=tuple(ranked_row(line) for line in ranking.lines),
        shares=(12, 58, 34, 20, 30, 76, 24),
        centred=(0, 3, 6),
    )
    closing = [f"名额：{ranking.quota}"] if ranking.quota else []
    closing.append("优先情形单独列出，不计入得分。")
    return OfficialPaper(
        title=f"推荐排序表（{ranking.category}）",
        round_title=ranking.round_title,
        sample=ranking.sample,
        blocks=(Paragraph(words=ranking.round_title, indented=False), table),
        overrides=ranking.overrides,
        closing=(Paragraph(words="\n".join(closing), indented=False),),
        office=ranking.office,
        issued=ranking.issued,
        landscape=True,
        record_id=ranking.record_id,
        conclusion=ranking.to_json(),
    )
