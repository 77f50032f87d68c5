"""What options and arguments take, in words: the name of the value, and what it is where the command says no more."""

from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from ui.cli.speech import Pair, say

PARAMETERS: Mapping[str, str] = {  # by the name in English
    "AGE-KEY": "公钥",
    "BACKUP": "备份",
    "CATEGORY": "类别",
    "ADDRESS": "地址",
    "COMMENT": "意见",
    "CONTACT": "联系人",
    "CREDIT-CODE": "代码",
    "CSV": "表格文件",
    "DATE": "日期",
    "DECLARED": "申报值",
    "DEPARTMENT": "部门",
    "EXPERT": "专家",
    "EXPLAIN-ALL": "说明",
    "FILE": "文件",
    "FOLDER": "文件夹",
    "FOLDER|ARCHIVE": "文件夹|压缩包",
    "GROUNDS": "理由",
    "HEAD": "事项",
    "ID|FILE": "方案|文件",
    "INDUSTRY": "行业",
    "ITEM": "指标",
    "NAME": "名称",
    "NOTE": "说明",
    "NUMBER": "编号",
    "OFFICE": "单位",
    "OPINION": "意见",
    "ORGANISATION": "单位",
    "PACKAGE": "材料包",
    "PERSON": "姓名",
    "POINTS": "分数",
    "REASON": "理由",
    "RECOMMENDATION": "建议",
    "REGION": "地区",
    "REMARK": "备注",
    "REQUEST": "申请文件",
    "ROLE": "角色",
    "SIGNER": "签发人",
    "SIZE": "大小",
    "TELEPHONE": "电话",
    "TEXT": "文字",
    "THIRD-PARTY": "机构",
    "TITLE": "名称",
    "UNIT": "单位",
    "VERIFIED": "核实值",
    "YEAR": "年份",
    "YYYY-MM-DD": "日期",
}
MEANINGS: Mapping[str, Pair] = {  # by the name under which a command finds it
    "application": ("申报单位的名称，或申报的编号", "name of the unit, or number of the application"),
    "comment": ("总体意见或对指标的说明", "a remark on the whole or on the item"),
    "contact": ("联系人和电话", "whom to ask, and the telephone number"),
    "date": ("日期，如 2026-04-10；不写则为今天", "a date like 2026-04-10; today when left out"),
    "deadline": ("截止日期，如 2026-04-10", "the last day, like 2026-04-10"),
    "declared": ("申报材料中的数值", "what the unit declares"),
    "department": ("部门名称", "name of the department"),
    "expert": ("专家姓名", "name of the expert"),
    "head": ("负面清单事项的代码或名称", "code or name of the head of the negative list"),
    "item": ("指标的代码", "code of the item"),
    "letter": ("来函的文件", "the letter as a file"),
    "not_applicable": ("此项不适用", "the item does not apply"),
    "note": ("补充说明", "what else is to be said"),
    "office": ("落款单位", "the office that signs"),
    "opinion": ("专家组意见", "the opinion of the panel"),
    "out": ("写到这里", "where it is written"),
    "person": ("参与人的姓名", "name of the participant"),
    "points": ("得分", "points"),
    "policy": (
        "自带的政策方案（见 policies），或方案文件",
        "a policy that is shipped (see policies), or a file",
    ),
    "proof": ("证明材料的文件", "the proof as a file"),
    "reason": ("理由", "the reason"),
    "recommendation": ("推荐、不推荐等，按评价表", "recommended or not, in the words of the checklist"),
    "region": ("地区；不写则按政策方案", "the region; that of the policy when left out"),
    "request": ("加入申请的文件", "the file that asks to join"),
    "signer": ("签发人", "who signed it"),
    "title": ("批次名称", "title of the round"),
    "verified": ("核实后的数值", "what was verified"),
    "year": ("年份；不写则按政策方案", "the year; that of the policy when left out"),
}


def day(text: str) -> date:
    """A date as it is written in a command."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            say(
                f"“{text}”不是日期，要写成 2026-04-10 这样。",
                f'"{text}" is no date, write it like 2026-04-10',
            )
        ) from error


def number(text: str) -> Decimal:
    """A number as it is written in a command, not rounded."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ArgumentTypeError(say(f"“{text}”不是数。", f'"{text}" is no number')) from error
