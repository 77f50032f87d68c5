"""The layout of a checklist as a workbook: sheets, columns, and the words for codes; docs/checklist-xlsx.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

GUIDE, BASICS, ITEMS, TIERS = "说明", "基本信息", "指标", "分档"


class Form(Enum):
    """How a cell is read: as words, a number, 是 or 否, one of several words, or one entry a line."""

    WORDS = "words"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    LINES = "lines"
    COUNTS = "counts"  # lines of name=number


class Level(Enum):
    """What a column belongs to: the section, the item, or one tier of an item."""

    SECTION = "section"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet, or one line of the basics: its title, its field, how it is read."""

    title: str
    path: tuple[str, ...]
    form: Form = Form.WORDS
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    level: Level = Level.ITEM
    width: int = 14
    empty_is_null: bool = False  # an empty cell means unknown, not left out


CATEGORIES = {
    "factory": "绿色工厂",
    "park": "绿色工业园区",
    "supply_chain": "绿色供应链",
    "product": "绿色设计产品",
    "all": "各类通用",
}
USABLE = {"ready": "可评分", "partial": "部分可评", "reference_only": "仅供查阅"}
KINDS = {"veto": "否决", "mandatory": "必选", "optional": "可选", "graded": "分级", "quantitative": "定量"}
DIRECTIONS = {"higher_better": "越高越好", "lower_better": "越低越好"}
SCALES = {"linear": "按区间", "ratio": "按比值"}
STATES = {
    "read_official": "读自正式文件",
    "read_copy": "读自副本",
    "recalled": "凭记忆录入",
    "derived": "推算得出",
    "proposed": "建议用语",
}
METHODS = {
    "sum": "各项相加",
    "weighted_sections": "各章加权",
    "mean_of_ratios": "比值平均",
    "all_conform": "全部符合",
    "any_hit_excludes": "有一项即排除",
}

BASIC_LINES = (
    Column(title="编号", path=("id",)),
    Column(title="名称", path=("title",)),
    Column(title="版本", path=("edition",)),
    Column(title="发布单位", path=("issuer",)),
    Column(title="类别", path=("category",), form=Form.CHOICE, words=CATEGORIES),
    Column(title="状态", path=("usable",), form=Form.CHOICE, words=USABLE),
    Column(title="提示", path=("warning",)),
    Column(title="计分方法", path=("aggregation", "method"), form=Form.CHOICE, words=METHODS),
    Column(title="满分", path=("aggregation", "base"), form=Form.NUMBER, empty_is_null=True),
    Column(title="合格分", path=("aggregation", "pass_mark"), form=Form.NUMBER, empty_is_null=True),
    Column(title="平均的指标数", path=("aggregation", "parts"), form=Form.NUMBER),
    Column(title="计分说明", path=("aggregation", "words")),
    Column(title="不适用说明", path=("aggregation", "not_applicable")),
    Column(
        title="计分依据状态",
        path=("aggregation", "provenance", "state"),
        form=Form.CHOICE,
        words=STATES,
    ),
    Column(title="计分依据", path=("aggregation", "provenance", "source")),
    Column(title="计分依据备注", path=("aggregation", "provenance", "remark")),
)
NOTE = "注"  # may stand several times
ITEM_COLUMNS = (
    Column(title="章编号", path=("code",), level=Level.SECTION, width=9),
    Column(title="章名称", path=("title",), level=Level.SECTION, width=18),
    Column(title="章权重", path=("weight",), form=Form.NUMBER, level=Level.SECTION, width=8),
    Column(title="章占比", path=("share",), form=Form.NUMBER, level=Level.SECTION, width=8),
    Column(title="章计分", path=("scored",), form=Form.FLAG, level=Level.SECTION, width=8),
    Column(title="计入总分", path=("counted",), form=Form.FLAG, level=Level.SECTION, width=9),
    Column(title="择几项", path=("picks",), form=Form.COUNTS, level=Level.SECTION, width=9),
    Column(title="编号", path=("code",), width=12),
    Column(title="名称", path=("title",), width=24),
    Column(title="要求", path=("requirement",), width=46),
    Column(title="类型", path=("kind",), form=Form.CHOICE, words=KINDS, width=8),
    Column(title="定量", path=("quantitative",), form=Form.FLAG, width=6),
    Column(title="满分", path=("max_points",), form=Form.NUMBER, width=8, empty_is_null=True),
    Column(title="单位", path=("unit",), width=10),
    Column(title="方向", path=("direction",), form=Form.CHOICE, words=DIRECTIONS, width=10),
    Column(title="基准值", path=("baseline",), form=Form.NUMBER, width=10),
    Column(title="引领值", path=("leading",), form=Form.NUMBER, width=10),
    Column(title="基准值文字", path=("baseline_words",), width=16),
    Column(title="引领值文字", path=("leading_words",), width=16),
    Column(title="计分尺度", path=("scale",), form=Form.CHOICE, words=SCALES, width=9),
    Column(title="计分办法", path=("scoring",), width=30),
    Column(title="证明材料", path=("evidence",), form=Form.LINES, width=30),
    Column(title="择一组", path=("alternative_group",), width=10),
    Column(title="算式", path=("formula",), width=24),
    Column(title="依据状态", path=("provenance", "state"), form=Form.CHOICE, words=STATES, width=13),
    Column(title="依据", path=("provenance", "source"), width=36),
    Column(title="依据备注", path=("provenance", "remark"), width=24),
)
TIER_ITEM = "指标编号"
TIER_COLUMNS = (
    Column(title="分档", path=("label",), width=30),
    Column(title="基准值", path=("baseline",), form=Form.NUMBER, width=12),
    Column(title="引领值", path=("leading",), form=Form.NUMBER, width=12),
)
GUIDE_LINES = (
    "评价表工作簿：改好后可在绿评“评价表”处导入，导入前逐格核对，有错不导入。",
    "“基本信息”每行一项；“注”可以有多行。改编号就是另一份评价表。",
    "“指标”每行一项。章的七列只在该章第一行填写，下面各行留空。",
    "满分、基准值、引领值留空表示未知，不等于 0。否决项不填满分。",
    "各项满分之和应等于章权重；择一组相同的各项只计其中一项，或按“择几项”计几项。",
    "“择几项”每行写“组名=几项”；“证明材料”每行一种。",
    "“分档”写某项指标按情况不同的基准值和引领值，一档一行。",
    "单元格里不能有公式。以等号开头的文字，前面加一个撇号。",
    "依据写正式文件名称、版本和条款；没有看到原文的，依据状态不能写“读自正式文件”。",
)
