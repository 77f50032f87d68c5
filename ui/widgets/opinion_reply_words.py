"""What is wrong in a cell of a reply form, and what a line of it would change, in words."""

from collections.abc import Mapping

from ui.i18n import QT_TRANSLATE_NOOP, tr

Term = tuple[str, str, str]  # word, tone, icon

FAULTS: Mapping[str, str] = {
    "formula": QT_TRANSLATE_NOOP("", "单元格是公式，应直接写内容"),
    "too_long": QT_TRANSLATE_NOOP("", "内容太长"),
    "date": QT_TRANSLATE_NOOP("", "日期应写成 2026-04-17"),
    "choice": QT_TRANSLATE_NOOP("", "只能选下拉框中的内容"),
    "missing": QT_TRANSLATE_NOOP("", "没有填写"),
    "no_application": QT_TRANSLATE_NOOP("", "这一行不是来函中的单位"),
    "repeated": QT_TRANSLATE_NOOP("", "同一单位出现了两次"),
    "not_asked": QT_TRANSLATE_NOOP("", "单位不在来函的名单中"),
}
CHANGES: Mapping[str, Term] = {
    "new": (QT_TRANSLATE_NOOP("", "新记录"), "success", "plus"),
    "same": (QT_TRANSLATE_NOOP("", "已记录"), "muted", "check"),
    "changes": (QT_TRANSLATE_NOOP("", "更正"), "warning", "swap"),
    "empty": (QT_TRANSLATE_NOOP("", "未填"), "muted", "minus"),
}


def fault_words(cell: str, fault: str, given: str) -> str:
    """One wrong cell in one line, as the department must be told."""
    what = tr(FAULTS[fault]) if fault in FAULTS else fault
    said = tr("{what}，现为“{given}”").format(what=what, given=given) if given else what
    return tr("{cell}：{words}").format(cell=cell, words=said) if cell else said
