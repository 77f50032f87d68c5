"""The files of the sample applications: reports with tables, a workbook and stamped scans; all of it invented."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from greendesk.domain.checklist import Checklist, Item

FONT = "GreenDeskSample"
MONTHS = 12
SHARES = (
    92,
    71,
    88,
    85,
    84,
    80,
    82,
    83,
    81,
    86,
    84,
    84,
)  # of a year, in thousandths: a quiet month in spring
PAPER, INK, SEAL = (250, 249, 245), (40, 42, 46), (196, 30, 36)
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=18, wordWrap="CJK", firstLineIndent=21)
_CELL = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=13, wordWrap="CJK")
_HEAD = ParagraphStyle("head", fontName=FONT, fontSize=14, leading=24, spaceBefore=8, spaceAfter=4)
_COVER = ParagraphStyle("cover", fontName=FONT, fontSize=24, leading=40, alignment=TA_CENTER)
_UNDER = ParagraphStyle("under", fontName=FONT, fontSize=13, leading=26, alignment=TA_CENTER)
_GRID = (
    ("GRID", (0, 0), (-1, -1), 0.5, colors.Color(0.55, 0.58, 0.56)),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.91, 0.95, 0.92)),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("FONTNAME", (0, 0), (-1, -1), FONT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One invented unit with what its papers say, computed once so that all papers agree."""

    facts: Mapping[str, Any]
    carriers: Mapping[str, Mapping[str, str]]
    declared: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the unit."""
        return str(self.facts["unit"])

    def months(self, carrier: str) -> tuple[Decimal, ...]:
        """The twelve amounts of an energy carrier; they add up to the year."""
        year = Decimal(self.facts["energy"][carrier])
        parts = [_rounded(year * share / 1000, 1) for share in SHARES[:-1]]
        return (*parts, year - sum(parts, Decimal(0)))

    def coal_equivalent(self, carrier: str) -> Decimal:
        """The year's amount of a carrier in tonnes of coal equivalent."""
        return Decimal(self.facts["energy"][carrier]) * Decimal(self.carriers[carrier]["kgce"]) / 1000

    @property
    def used(self) -> tuple[str, ...]:
        """The carriers that the unit uses."""
        return tuple(one for one in self.carriers if Decimal(self.facts.get("energy", {}).get(one, "0")))


class Papers:
    """Makes the papers; the typeface is read once."""

    def __init__(self, fonts: Path) -> None:
        self._font_file = fonts / "WenQuanYiMicroHei.ttf"
        pdfmetrics.registerFont(TTFont(FONT, str(self._font_file)))

    def application(self, unit: Unit, category: str) -> bytes:
        """The application form (申报书)."""
        facts = unit.facts
        rows = [
            ("单位名称", unit.name),
            ("统一社会信用代码", facts["credit_code"]),
            ("申报类别", category),
            ("所属行业", facts["industry"]),
            ("主要产品", facts["product"]),
            ("所在地", facts["region"]),
            ("通讯地址", facts["address"]),
            ("联系人及电话", f"{facts['contact']}，{facts['telephone']}"),
            ("从业人数", f"{facts['staff']} 人"),
            ("工业总产值", f"{facts['value']} 万元"),
            ("评价方式", f"委托 {facts['third_party']}" if facts["third_party"] else "自评价"),
            ("备注", facts["remark"] or "无"),
        ]
        story = [
            *_cover(f"{category}申报书", unit.name),
            _head("一、基本信息"),
            _table((("项目", "内容"), *rows), (110, 360)),
            PageBreak(),
            _head("二、申报理由"),
            *_paragraphs(
                f"{unit.name}主要生产{facts['product']}，建立了能源、环境、质量和职业健康安全管理体系，"
                "近三年未发生安全、环境、质量事故。本表数字均为虚构。",
                "单位把节能降碳列入年度目标，按月统计能源和水的使用，按季公布完成情况；新改扩建项目先做能效比较，再定设备。",
                "申报材料由节能管理部门汇总，经法定代表人审定，对真实性负责。",
            ),
        ]
        return _pdf(story, f"{category}申报书（示例）")

    def self_report(self, unit: Unit, checklist: Checklist) -> bytes:
        """The self-assessment report (自评价报告): a table of all items, then a word on each."""
        rows: list[tuple[str, ...]] = [("序号", "指标", "单位", "申报值", "满分")]
        words: list[Any] = []
        for section in checklist.sections:
            words.append(_head(section.title))
            for item in section.items:
                rows.append(
                    (item.code, item.title, item.unit, _declared(unit, item), str(item.max_points or "—"))
                )
                words += _paragraphs(f"{item.code} {item.title}。{_on_item(unit, item)}")
        story = [
            *_cover("自评价报告", unit.name),
            _head("一、自评价结论"),
            *_paragraphs(
                f"按“{checklist.title}”逐项自评。基本要求全部满足，各项申报值见下表，计算过程和佐证材料见后。数字均为虚构。"
            ),
            _table(rows, (42, 210, 88, 80, 50)),
            PageBreak(),
            _head("二、逐项说明"),
            *words,
        ]
        return _pdf(story, "自评价报告（示例）")

    def energy_audit(self, unit: Unit) -> bytes:
        """The energy audit (能源审计报告): the year by carrier and month, and the consumption per product."""
        yearly = [("能源种类", "单位", "实物量", "折标系数 kgce", "折标煤 tce")]
        total = Decimal(0)
        for carrier in unit.used:
            known, equivalent = unit.carriers[carrier], _rounded(unit.coal_equivalent(carrier), 1)
            total += equivalent
            amount = unit.facts["energy"][carrier]
            yearly.append((known["title"], known["unit"], amount, known["kgce"], str(equivalent)))
        yearly.append(("合计", "", "", "", str(total)))
        monthly = [("月份", *(f"{unit.carriers[c]['title']} {unit.carriers[c]['unit']}" for c in unit.used))]
        monthly += [
            (f"{month + 1} 月", *(str(unit.months(c)[month]) for c in unit.used)) for month in range(MONTHS)
        ]
        monthly.append(("全年", *(str(unit.facts["energy"][c]) for c in unit.used)))
        output, measure = unit.facts["output"]
        story = [
            *_cover("能源审计报告", unit.name),
            _head("一、审计范围和方法"),
            *_paragraphs(
                "审计期为 2025 年 1 月至 12 月，范围为厂区内全部生产和辅助系统。折标系数为示例数值，"
                "实物量取自计量台账，与购进发票核对一致。"
            ),
            _head("二、能源消费结构"),
            _table(yearly, (90, 80, 90, 110, 100)),
            PageBreak(),
            _head("三、分月消费量"),
            _table(monthly, (60, *[400 // len(unit.used)] * len(unit.used))),
            _head("四、单位产品综合能耗"),
            *_paragraphs(
                f"综合能耗 {total} tce，{unit.facts['product']}产量 {output} {measure}，"
                f"单位产品综合能耗 {unit.declared.get('E4a', '—')} kgce/{measure}，"
                f"单位产值综合能耗 {unit.declared.get('E4b', '—')} kgce/万元。"
            ),
        ]
        return _pdf(story, "能源审计报告（示例）")

    def licence(self, unit: Unit) -> bytes:
        """The business licence (营业执照), one page with a frame."""
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=A4)
        canvas.setTitle("营业执照（示例）")
        width, height = A4
        canvas.setStrokeColorRGB(0.72, 0.55, 0.2)
        canvas.setLineWidth(4)
        canvas.rect(18 * mm, 18 * mm, width - 36 * mm, height - 36 * mm)
        canvas.setFont(FONT, 34)
        canvas.drawCentredString(width / 2, height - 62 * mm, "营 业 执 照")
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(width / 2, height - 74 * mm, "示例文件，不具有任何效力")
        lines = (
            ("统一社会信用代码", unit.facts["credit_code"]),
            ("名称", unit.name),
            ("类型", "有限责任公司（示例）"),
            ("住所", unit.facts["address"]),
            ("经营范围", f"{unit.facts['product']}的生产和销售（示例）"),
        )
        for number, (title, words) in enumerate(lines):
            y = height - (104 + number * 16) * mm
            canvas.drawString(34 * mm, y, title)
            canvas.drawString(78 * mm, y, str(words))
        _stamp(canvas, width - 62 * mm, 62 * mm)
        canvas.save()
        return stream.getvalue()

    def third_party_report(self, unit: Unit, checklist: Checklist) -> bytes:
        """The report of a third-party body (第三方评价报告)."""
        story = [
            *_cover("第三方评价报告", unit.name),
            _head("一、评价结论"),
            *_paragraphs(
                f"{unit.facts['third_party']}受委托，按“{checklist.title}”对{unit.name}进行现场评价，"
                "查阅记录 64 份，访谈 12 人，抽查计量器具 20 台。数字均为虚构。",
                "基本要求满足，申报数据与现场记录一致，未发现影响评价结论的事项。",
            ),
        ]
        return _pdf(story, "第三方评价报告（示例）")

    def proof(self, unit: Unit) -> bytes:
        """A statement that there are no negative situations (合规证明材料)."""
        story = [
            _head("合规证明材料"),
            *_paragraphs(
                f"经查询，{unit.name}近三年无下列情形：未正常经营生产、重大安全和质量事故、超能耗限额被处罚、"
                "严重失信、数据造假。查询结果为虚构，仅供熟悉程序。"
            ),
        ]
        return _pdf(story, "合规证明材料（示例）")

    def workbook(self, title: str, rows: Sequence[Sequence[object]]) -> bytes:
        """An office workbook with one sheet."""
        book = Workbook()
        sheet = book.active
        sheet.title = title
        sheet.append([f"{title}（示例，数字虚构）"])
        for row in rows:
            sheet.append(list(row))
        sheet["A1"].font = Font(bold=True, size=14)
        for letter in "ABCDEF":
            sheet.column_dimensions[letter].width = 22
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def energy_rows(self, unit: Unit) -> list[list[object]]:
        """The rows of the energy workbook (能源统计表)."""
        titles = [f"{unit.carriers[c]['title']}（{unit.carriers[c]['unit']}）" for c in unit.used]
        rows: list[list[object]] = [["月份", *titles]]
        rows += [
            [f"2025-{month + 1:02}", *(unit.months(c)[month] for c in unit.used)] for month in range(MONTHS)
        ]
        rows.append(["合计", *(Decimal(unit.facts["energy"][c]) for c in unit.used)])
        return rows

    def supplier_rows(self, unit: Unit) -> list[list[object]]:
        """The rows of the suppliers workbook (供应商名录)."""
        rows: list[list[object]] = [["序号", "供应商", "物料", "风险等级", "审核年度"]]
        goods = ("钢材", "铸件", "电机", "电控", "包装", "密封件", "涂料")
        for number in range(1, int(unit.facts["suppliers"]) + 1):
            risk = ("低", "低", "低", "低", "中", "低", "低", "高")[number % 8]
            rows.append([number, f"供应商 {number:02}（示例）", goods[number % 7], risk, 2024 + number % 2])
        return rows

    def scan(self, title: str, lines: Sequence[str], office: str) -> bytes:
        """A picture like a scanned letter with a red seal, a little askew."""
        page = Image.new("RGB", (827, 1169), PAPER)
        draw = ImageDraw.Draw(page)
        heading, body = self._typeface(34), self._typeface(20)
        draw.text((413, 150), title, font=heading, fill=INK, anchor="mm")
        y = 250
        for line in lines:
            for start in range(0, len(line), 30):
                draw.text((110, y), line[start : start + 30], font=body, fill=INK)
                y += 40
            y += 10
        draw.text((700, 940), office, font=body, fill=INK, anchor="rm")
        draw.ellipse((500, 830, 690, 1020), outline=SEAL, width=6)
        draw.text((595, 925), "★", font=self._typeface(52), fill=SEAL, anchor="mm")
        draw.text((595, 880), "示例章", font=self._typeface(24), fill=SEAL, anchor="mm")
        draw.text((595, 975), "无效力", font=self._typeface(20), fill=SEAL, anchor="mm")
        turned = page.rotate(0.7, fillcolor=PAPER, resample=Image.Resampling.BILINEAR)
        stream = io.BytesIO()
        turned.quantize(48).save(stream, "PNG", dpi=(100, 100))
        return stream.getvalue()

    def _typeface(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self._font_file), size)


def declared_values(facts: Mapping[str, Any], carriers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Energy per product and per output value, from the invented amounts, in kgce."""
    if "energy" not in facts:
        return {}
    kilograms = sum(
        (Decimal(facts["energy"][c]) * Decimal(carriers[c]["kgce"]) for c in carriers), Decimal(0)
    )
    return {
        "E4a": str(_rounded(kilograms / Decimal(facts["output"][0]), 2)),
        "E4b": str(_rounded(kilograms / Decimal(facts["value"]), 1)),
    }


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _declared(unit: Unit, item: Item) -> str:
    return "符合" if item.is_gate else unit.declared.get(item.code, "—")


def _on_item(unit: Unit, item: Item) -> str:
    value = unit.declared.get(item.code)
    if item.is_gate:
        return "经自查，满足要求，证明材料见“其他”文件夹。"
    if value is None:
        return "制度文件和执行记录齐全，现场可查。"
    return f"申报值 {value} {item.unit}，按台账逐月汇总计算，原始记录保存在节能管理部门，可现场复核。"


def _cover(title: str, unit: str) -> list[Any]:
    return [
        Spacer(1, 60 * mm),
        Paragraph(title, _COVER),
        Spacer(1, 12 * mm),
        Paragraph(unit, _UNDER),
        Paragraph("2026 年 3 月", _UNDER),
        Paragraph("示例文件，内容虚构", _UNDER),
        PageBreak(),
    ]


def _head(words: str) -> Paragraph:
    return Paragraph(words, _HEAD)


def _paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, _BODY) for text in texts]


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    cells = [[Paragraph(str(cell), _CELL) for cell in row] for row in rows]
    return Table(cells, colWidths=list(widths), repeatRows=1, style=_GRID)


def _stamp(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColorRGB(0.77, 0.12, 0.14)
    canvas.setFillColorRGB(0.77, 0.12, 0.14)
    canvas.setLineWidth(2)
    canvas.circle(x, y, 20 * mm)
    canvas.setFont(FONT, 15)
    canvas.drawCentredString(x, y + 2 * mm, "示例章")
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(x, y - 6 * mm, "无效力")


def _pdf(story: list[Any], title: str) -> bytes:
    stream = io.BytesIO()

    def foot(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillGray(0.45)
        canvas.drawString(25 * mm, 12 * mm, title)
        canvas.drawRightString(A4[0] - 25 * mm, 12 * mm, f"第 {document.page} 页")

    document = BaseDocTemplate(
        stream,
        pagesize=A4,
        title=title,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
        topMargin=22 * mm,
        bottomMargin=22 * mm,
    )
    frame = Frame(25 * mm, 22 * mm, A4[0] - 50 * mm, A4[1] - 44 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=foot)])
    document.build(story)
    return stream.getvalue()
