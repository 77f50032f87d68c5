"""The fixed words that printed documents use for codes; screens have their own, translated."""

from collections.abc import Mapping

CATEGORIES: Mapping[str, str] = {
    "factory": "绿色工厂",
    "park": "绿色工业园区",
    "supply_chain": "绿色供应链管理企业",
    "product": "绿色设计产品",
}
VERDICTS: Mapping[str, str] = {"conforms": "符合", "fails": "不符合", "pending": "待核", "": "未填"}
DROPPED: Mapping[str, str] = {"highest": "最高分，不计入", "lowest": "最低分，不计入"}
METHODS: Mapping[str, str] = {
    "mean": "有效评分的算术平均",
    "trimmed_mean": "去掉一个最高分和一个最低分后取平均",
    "median": "有效评分的中位数",
}
DOCUMENT_STATES: Mapping[str, str] = {"missing": "未提供", "unusable": "无法打开或不可用"}


def said(words: Mapping[str, str], code: str) -> str:
    """The word for a code; a code without a word stands for itself."""
    return words.get(code, code)


def position_words(position: str) -> str:
    """What an expert says on an item, as printed: a verdict, 不适用, 未评, or points."""
    if position and position[0].isdigit():
        return f"{position} 分"
    return said({**VERDICTS, "not_applicable": "不适用", "open": "未评"}, position)
