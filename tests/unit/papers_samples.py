"""Invented papers (示例) and signing chains that the tests of the papers share."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from greendesk.domain.papers import (
    Case,
    ChecklistMark,
    CorrectionNotice,
    Divergence,
    GateLine,
    MissingItem,
    PanelConclusion,
    PanelRow,
    Person,
    RecommendationSummary,
    ScoreLine,
    ScoreSection,
    ScoreSheet,
    Standing,
    SummaryHead,
    SummaryLine,
    SummaryTablePage,
)

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
BEIJING = timezone(timedelta(hours=8))
SIGNED_AT = datetime(2026, 4, 17, 16, 42, 5, tzinfo=BEIJING)
RECORD = sha256("示例记录".encode()).hexdigest()
EXPERT = Person(name="苏文澜", title="教授级高级工程师", organisation="示例省节能技术中心")
CASE = Case(
    round_title="2026年度绿色制造名单推荐（示例批次）",
    sample=True,
    application_id="SL-2026-0007",
    unit_name="示例市清河精密铸造有限责任公司",
    credit_code="91140100MA0EXAMP1T",
    category="绿色工厂",
    region="示例省示例市清河县",
)
CHECKLIST = ChecklistMark(
    title="绿色工厂（通则）自评价填报表", edition="2025年度", digest=sha256("示例指标".encode()).hexdigest()
)
GATES = (
    GateLine(
        code="BR1",
        title="依法设立且近三年无六种负面情形",
        verdict="符合",
        comment="营业执照及信用查询截图齐全，查询日期 2026年3月12日。",
    ),
    GateLine(
        code="BR2",
        title="管理职责、规划与目标",
        verdict="符合",
        comment="规划经总经理办公会批准，年度目标逐项量化。",
    ),
    GateLine(
        code="BR3", title="四个管理体系", verdict="待核", comment="职业健康安全体系内审报告为上一年度，需补。"
    ),
)
_SECTIONS = (
    ("能源低碳化", 7, "34"),
    ("资源高效化", 6, "22"),
    ("生产洁净化", 5, "22"),
    ("产品绿色化", 5, "14"),
    ("用地集约化", 5, "8"),
)


@dataclass(frozen=True)
class KeySigner:
    """A signer whose key lies in memory."""

    certificate: bytes
    chain: tuple[bytes, ...]
    key: ec.EllipticCurvePrivateKey

    @property
    def fingerprint(self) -> str:
        return sha256(self.certificate).hexdigest()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))


class Authority:
    """A round's root that issues working certificates."""

    def __init__(self, name: str = "示例省工业和信息化厅") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name, name)
        self.certificate = _certificate(self.name, self.key, self.name, self.key, authority=True)

    def issue(self, name: str, organisation: str) -> KeySigner:
        key = ec.generate_private_key(ec.SECP256R1())
        leaf = _certificate(_name(name, organisation), key, self.name, self.key, authority=False)
        return KeySigner(certificate=leaf, chain=(leaf, self.certificate), key=key)


def score_sheet(*, length: int = 1) -> ScoreSheet:
    """A review of 28 items; `length` repeats the long texts."""
    number = 0
    sections = []
    for title, count, weight in _SECTIONS:
        lines = []
        for index in range(count):
            number += 1
            lines.append(_line(number, index, length))
        points = sum((line.points for line in lines if line.points is not None), Decimal(0))
        sections.append(
            ScoreSection(title=f"{title}", lines=tuple(lines), max_points=Decimal(weight), points=points)
        )
    return ScoreSheet(
        case=CASE,
        checklist=CHECKLIST,
        package_digest=sha256("示例材料包".encode()).hexdigest(),
        expert=EXPERT,
        gates=GATES,
        sections=tuple(sections),
        max_total=Decimal(100),
        total=sum((section.points or Decimal(0) for section in sections), Decimal(0)),
        not_applicable_note="E4a 单位产品综合能耗：本行业无强制性能耗限额标准，按“不适用”处理，不计入总分。",
        recommendation="整改后推荐",
        overall_comment=(
            "该企业能源管理基础较好，计量器具配备齐全，近三年单位产值综合能耗持续下降，能碳管理平台已接入"
            "主要用能设备。材料中再生铸铁替代比例的计算口径与统计报表不一致，应按核定值修正后重新说明。\n"
            + "建议补充职业健康安全管理体系本年度内审报告，并对厂区雨水回用水量单独计量。"
            * length
        ),
        provenance_note="本指标表的分值与结构来自公开抄本，未与正式附件逐字核对；正式评审前应以主管部门印发的附件替换。",
        record_id=RECORD,
        submitted=SIGNED_AT,
    )


def _line(number: int, index: int, length: int) -> ScoreLine:
    plain = index % 3 == 2
    unknown = number == 5
    return ScoreLine(
        code=f"E{number}a" if number == 4 else f"E{number}",
        title=("单位产值综合能耗", "废水主要污染物年均排放浓度优于许可限值最低比例", "容积率")[index % 3],
        unit=("tce/万元", "%", "")[index % 3],
        declared=None if unknown else f"{Decimal(number) / 8:.4f}",
        verified=None if unknown else f"{Decimal(number) / 7:.4f}",
        max_points=Decimal(4),
        points=None if unknown else Decimal("3.25"),
        change_note=""
        if plain
        else "由 0.1250 修改为 0.1429，理由是审计报告按当量值折算，填报表按等价值折算",
        comment="" if plain else "计算过程完整，数据与能源统计表一致，但缺少第三季度天然气结算单。" * length,
        evidence=() if plain else ("审计报告 第 17 页", "能源统计表（B205-1） 第 3 页"),
    )


def panel_conclusion() -> PanelConclusion:
    """A conclusion of six members: four counted, two dropped, one recused."""
    names = ("苏文澜", "何敬之", "欧阳明远", "拓跋芳", "林一", "赵孟阳")
    scores = ("88.25", "86.50", "91.00", "79.75", "87.00")
    rows = [
        PanelRow(
            expert=Person(name=name, title="高级工程师", organisation="示例大学环境与能源学院"),
            standing=Standing.DROPPED if score in {"91.00", "79.75"} else Standing.COUNTED,
            score=Decimal(score),
            recommendation="推荐" if score != "79.75" else "整改后推荐",
            note={"91.00": "最高分，按规则去掉", "79.75": "最低分，按规则去掉"}.get(score, ""),
        )
        for name, score in zip(names[:5], scores, strict=True)
    ]
    rows.append(
        PanelRow(
            expert=Person(name=names[5], title="研究员", organisation="示例省工业设计研究院"),
            standing=Standing.RECUSED,
            note="近三年为申报单位提供过技术咨询",
        )
    )
    return PanelConclusion(
        case=CASE,
        checklist=CHECKLIST,
        package_digest=sha256("示例材料包".encode()).hexdigest(),
        panel_rule="去掉一个最高分和一个最低分后取算术平均值，保留两位小数，四舍五入。",
        rows=tuple(rows),
        max_total=Decimal(100),
        final_score=Decimal("87.25"),
        gates=GATES,
        divergences=(
            Divergence(
                code="E12",
                title="工业用水重复利用率",
                positions="苏文澜 3.25，何敬之 1.00，拓跋芳 0.00",
                explanation="分歧在于冷却塔补水是否计入取水量。合议认为按 GB/T 36132-2025 附录 B 的口径应计入，"
                "统一按核定值 86.4% 计分，何敬之、拓跋芳的原评分保留在个人评审表中。",
            ),
        ),
        recommendation="推荐",
        opinion="专家组审阅了全部申报材料，逐项核对了指标数据与佐证材料，经合议认为：\n该企业满足前置条件，"
        "能源与资源指标达到同行业先进水平，证明材料基本齐全。\n同意推荐，并建议企业在公示前补齐职业健康安全管理体系内审报告。",
        leader=rows[0].expert,
        secretary=Person(name="秦小满", title="秘书", organisation="示例市工业和信息化局节能科"),
        provenance_note="本指标表的分值与结构来自公开抄本，未与正式附件逐字核对。",
        record_id=RECORD,
        concluded=SIGNED_AT,
    )


def correction_notice(*, items: int = 4) -> CorrectionNotice:
    """A notice of missing documents."""
    missing = (
        ("营业执照复印件", "扫描件模糊，统一社会信用代码无法辨认", "推荐通知 第二条（一）"),
        ("能源审计报告（2025年度）", "缺少第 12 页至第 18 页，且无报告编制单位盖章", "推荐通知 附件1 第三项"),
        ("信用中国、国家企业信用信息公示系统查询截图", "未提供", "推荐通知 第二条（三）"),
        ("第三方评价报告", "评价机构名称与推荐汇总表不一致", "推荐通知 第三条"),
    )
    return CorrectionNotice(
        case=CASE,
        office="示例市工业和信息化局",
        items=tuple(
            MissingItem(title=title, problem=problem, source=source)
            for title, problem, source in (missing[number % 4] for number in range(items))
        ),
        deadline=date(2026, 4, 28),
        issued=date(2026, 4, 17),
        contact="节能科 秦小满 0351-0000000",
        document_number="示工信节补〔2026〕3号",
        record_id=RECORD,
    )


def summary_columns(name: str, sort: tuple[str, str] = ("行业", "industry")) -> tuple[SummaryHead, ...]:
    """The five columns of 山西省工业和信息化厅 2024, 附件2."""
    return (
        SummaryHead(title="序号", field="sequence"),
        SummaryHead(title=name, field="unit_name"),
        SummaryHead(title="第三方机构名称", field="third_party"),
        SummaryHead(title=sort[0], field=sort[1]),
        SummaryHead(title="备注", field="remarks"),
    )


def recommendation_summary(*, factories: int = 3) -> RecommendationSummary:
    """A summary whose texts try to be formulas."""
    lines = tuple(
        SummaryLine(
            name=f"示例市第{number + 1}精密铸造有限责任公司",
            third_party="" if number % 2 else "示例绿色制造评价中心（有限合伙）",
            sort="黑色金属铸造",
            remark="=HYPERLINK(1)" if number == 0 else "",
        )
        for number in range(factories)
    )
    return RecommendationSummary(
        round_title=CASE.round_title,
        sample=True,
        title="市级工业和信息化主管部门推荐汇总表",
        annex="附件 2",
        tables=(
            SummaryTablePage(title="绿色工厂推荐名单", columns=summary_columns("工厂名称"), lines=lines),
            SummaryTablePage(
                title="绿色工业园区推荐名单",
                columns=summary_columns("园区名称", ("类型", "park_type")),
                lines=(SummaryLine(name="+示例清河经济技术开发区", sort="综合类", remark="@复核"),),
            ),
            SummaryTablePage(
                title="绿色供应链管理企业推荐名单", columns=summary_columns("企业名称"), lines=()
            ),
        ),
        signed_by="推荐单位：（单位公章）",
        office="示例市工业和信息化局",
        issued=date(2026, 4, 20),
        record_id=RECORD,
    )


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> bytes:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True
        )
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )
