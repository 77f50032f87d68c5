"""Invented papers (示例) between the call for applications and the published list, for the tests of papers."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from greendesk.domain.papers import OverrideNote, RecommendationSummary
from greendesk.domain.papers_road import (
    Announcement,
    AskedHead,
    CategoryCount,
    CoverLetter,
    DepartmentLetter,
    DepartmentOpinion,
    InitialReview,
    ListedUnit,
    ObjectionRecord,
    OpinionsRow,
    OpinionsSummary,
    PriorityNote,
    PublicityNotice,
    RankedUnit,
    RankingTable,
    ReviewedUnit,
    ReviewFact,
    RoadPaper,
    UnitList,
)
from tests.unit.papers_samples import RECORD, recommendation_summary

ROUND = "2026年度绿色制造名单推荐（示例批次）"
OFFICE = "示例市工业和信息化局"
ISSUED = date(2026, 4, 20)
DEPARTMENTS = ("示例市生态环境局", "示例市应急管理局", "示例市市场监督管理局")
OVERRIDES = (
    OverrideNote(
        guard_title="部门意见未全部回复",
        article="《示例实施细则》第十二条",
        reason="示例市应急管理局书面说明回复延后三个工作日，局务会议研究同意先行上报",
        by="欧阳示例",
        date=date(2026, 4, 18),
        unit="示例市清河精密铸造有限责任公司",
    ),
)
CHANNELS = (
    ("异议受理部门", "示例市工业和信息化局节能科"),
    ("联系电话", "0000-0000000"),
    ("通信地址", "示例市示例路 1 号"),
)


def units(count: int, category: str = "绿色工厂") -> tuple[ListedUnit, ...]:
    """So many invented units."""
    return tuple(
        ListedUnit(
            application=f"SL-2026-{number:04}",
            unit_name=f"示例市第{number}精密铸造有限责任公司",
            credit_code=f"91140100MA0EX{number:05}",
            category=category,
            region=f"示例市示例{number}区",
            more=(("industry", "黑色金属铸造（C3391）"),),
        )
        for number in range(1, count + 1)
    )


def unit_list(title: str, count: int, category: str = "绿色工厂") -> UnitList:
    """A list with its region and its industry."""
    return UnitList(
        title=title, units=units(count, category), columns=(("所属地区", "region"), ("行业", "industry"))
    )


def department_letter(count: int = 12) -> DepartmentLetter:
    """A letter about so many applicants."""
    return DepartmentLetter(
        round_id="r" * 16,
        round_title=ROUND,
        sample=True,
        department_code="ecology",
        department=DEPARTMENTS[0],
        office=OFFICE,
        document_number="示工信函〔2026〕12号",
        issued=ISSUED,
        asks=("近三年环境污染事故、生态环境违法违规等情形",),
        heads=(
            AskedHead(code="n1", text="未正常经营生产的"),
            AskedHead(
                code="n2",
                text="发生安全、质量、环境污染等事故以及偷漏税等违法违规行为的",
            ),
            AskedHead(code="n3", text="被动态调整出绿色制造名单，时间未满三年的"),
        ),
        window="近三年",
        reference=ISSUED,
        reply_by=date(2026, 4, 30),
        term_explained="自2026年4月21日起算，共 8 个工作日，跳过4月25日、26日（周末）。",
        applicants=units(count),
        contact="经办人　0000-0000000",
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def opinions_summary(count: int = 6) -> OpinionsSummary:
    """Opinions of three departments: one agrees, one sets a condition, one is silent."""
    agreed = DepartmentOpinion(
        department=DEPARTMENTS[0],
        position="agree",
        number="示环函〔2026〕7号",
        date=date(2026, 4, 10),
        text="未发现所列情形。",
    )
    conditional = DepartmentOpinion(
        department=DEPARTMENTS[2], position="conditional", text="年度报告补报后同意推荐。"
    )
    silent = DepartmentOpinion(department=DEPARTMENTS[1], overdue_days=3)
    return OpinionsSummary(
        round_title=ROUND,
        sample=True,
        departments=DEPARTMENTS,
        rows=tuple(OpinionsRow(unit=unit, opinions=(agreed, silent, conditional)) for unit in units(count)),
        office=OFFICE,
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def initial_review(count: int = 2) -> InitialReview:
    """The review of a batch; the first unit was let through by an override."""
    facts = (
        ReviewFact(title="申报材料", result="齐全", article="第九条"),
        ReviewFact(title="负面清单", result="逐项核查，未发现所列情形", article="第六条"),
        ReviewFact(title="部门意见", result="生态环境、市场监管同意，应急管理未回复", article="第十二条"),
    )
    return InitialReview(
        round_title=ROUND,
        sample=True,
        office="示例市清河县工业和信息化局",
        to=OFFICE,
        document_number="清工信审〔2026〕3号",
        reviewed=tuple(
            ReviewedUnit(
                unit=unit,
                facts=facts,
                opinion="材料真实完整，符合申报条件。",
                recommendation="同意推荐",
                overrides=() if number else OVERRIDES,
            )
            for number, unit in enumerate(units(count))
        ),
        issued=ISSUED,
        record_id=RECORD,
    )


def cover_letter() -> CoverLetter:
    """A letter that hands three categories upward."""
    return CoverLetter(
        round_title=ROUND,
        sample=True,
        title="关于报送2026年度绿色制造名单推荐材料的函",
        to="示例省工业和信息化厅",
        office=OFFICE,
        document_number="示工信函〔2026〕21号",
        body="按照《示例通知》要求，我局组织开展了绿色制造名单推荐工作。\n经企业申报、县区初审、征求部门意见、专家评审，现将推荐材料报上，请审核。",
        counts=(
            CategoryCount(category="绿色工厂", count=12),
            CategoryCount(category="绿色工业园区", count=1),
            CategoryCount(category="绿色供应链管理企业", count=2),
        ),
        attachments=("推荐汇总表", "部门意见汇总表", "申报材料"),
        contact="经办人　0000-0000000",
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def publicity_notice(count: int = 12) -> PublicityNotice:
    """Two lists to be seen by everybody for five working days."""
    return PublicityNotice(
        round_title=ROUND,
        sample=True,
        title="关于2026年度绿色制造拟推荐名单的公示",
        office=OFFICE,
        text="按照《示例通知》要求，经专家评审和研究，拟推荐下列单位，现予公示。\n公示期间有异议的，请以书面形式提出，并提供必要的证明材料。",
        lists=(
            unit_list("拟推荐绿色工厂名单", count),
            unit_list("拟推荐绿色工业园区名单", 2, "绿色工业园区"),
        ),
        first_day=date(2026, 4, 21),
        last_day=date(2026, 4, 27),
        term_explained="自2026年4月21日起共 5 个工作日，跳过4月25日、26日（周末）。",
        channels=CHANNELS,
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def objection_record() -> ObjectionRecord:
    """An objection by a named person that was not upheld."""
    return ObjectionRecord(
        round_title=ROUND,
        sample=True,
        office=OFFICE,
        unit=units(1)[0],
        objector="示例村村民委员会",
        real_name=True,
        contact="0000-0000000",
        received=date(2026, 4, 22),
        text="反映该公司 2025 年 3 月夜间排放异味气体。",
        findings="经示例市生态环境局现场核查，该公司 2025 年在线监测数据全部达标，无行政处罚记录。",
        decision="异议不成立，保留推荐。核查情况已书面告知提出异议的单位。",
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def announcement(count: int = 12) -> Announcement:
    """The published list."""
    return Announcement(
        round_title=ROUND,
        sample=True,
        title="关于公布2026年度绿色制造名单的通知",
        to="各县（市、区）工业和信息化局，各有关单位",
        office=OFFICE,
        document_number="示工信发〔2026〕40号",
        text="经公示无异议，现将2026年度绿色制造名单予以公布。",
        lists=(unit_list("绿色工厂名单", count),),
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def ranking_table(count: int = 12) -> RankingTable:
    """An order whose first has preferences, and whose last was not scored."""
    flags = (
        PriorityNote(title="专精特新“小巨人”企业", source="示例公告2025年第1号"),
        PriorityNote(title="重点产业链链主企业", source="示例名单2025年"),
    )
    return RankingTable(
        round_title=ROUND,
        sample=True,
        category="绿色工厂",
        office=OFFICE,
        lines=tuple(
            RankedUnit(
                place=place,
                unit=unit,
                score=None if place == count else Decimal("95.50") - place,
                conclusion="" if place == count else "同意推荐",
                priorities=flags if place == 1 else (),
                chosen=place <= 10,
            )
            for place, unit in enumerate(units(count), 1)
        ),
        quota="绿色工厂不超过 10 家（《示例通知》第三条）",
        issued=ISSUED,
        overrides=OVERRIDES,
        record_id=RECORD,
    )


def summary(count: int = 3) -> RecommendationSummary:
    """The recommendation summary that the other tests know."""
    return recommendation_summary(factories=count)


SAMPLES: Mapping[str, Callable[[], RoadPaper]] = {
    "letter": department_letter,
    "opinions": opinions_summary,
    "review": initial_review,
    "cover": cover_letter,
    "publicity": publicity_notice,
    "objection": objection_record,
    "announcement": announcement,
    "ranking": ranking_table,
    "summary": summary,
}
LONG: Mapping[str, Callable[[], RoadPaper]] = {
    "letter": lambda: department_letter(60),
    "opinions": lambda: opinions_summary(60),
    "review": lambda: initial_review(20),
    "publicity": lambda: publicity_notice(60),
    "announcement": lambda: announcement(60),
    "ranking": lambda: ranking_table(60),
    "summary": lambda: summary(60),
}
