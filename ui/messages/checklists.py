"""Words for checklists: their drafts, their workbooks, and signing them into a round."""

from ui.messages.message import Message, Words

_KEPT_ZH = "批次里的评价表没有改动，草稿还在。"
_KEPT_EN = "The checklists of the round are unchanged, and the draft is still there."


def _draft(happened_zh: str, cure_zh: str, happened_en: str, cure_en: str) -> Message:
    """Words for a draft that could not be signed or used."""
    return Message(zh=Words(happened_zh, _KEPT_ZH, cure_zh), en=Words(happened_en, _KEPT_EN, cure_en))


MESSAGES: dict[str, Message] = {
    "GD-423": _draft(
        "评价表还有 {count} 处要改。",
        "改正列出的每一处后再签入或导出。",
        "The checklist still has {count} problems.",
        "Mend each problem that is listed, then sign or export it.",
    ),
    "GD-424": _draft(
        "没有写签入批次的理由。",
        "写明依据的文件或改动的原因。",
        "No reason was given for signing the checklist into the round.",
        "Name the document that it rests on, or why it changed.",
    ),
    "GD-425": _draft(
        "只有组织单位可以把评价表签入批次。",
        "导出评价表，交给组织单位导入并签入。",
        "Only the organiser may sign a checklist into the round.",
        "Export the checklist and hand it to the organiser, who imports and signs it.",
    ),
    "GD-426": _draft(
        "评价表 {checklist} 和批次里的一样，没有需要签入的改动。",
        "改动内容后再签入。",
        "The checklist {checklist} is the one of the round already; there is nothing to sign.",
        "Change it first.",
    ),
    "GD-427": _draft(
        "没有找到评价表 {checklist}。",
        "在列表中另选一份，或导入它的工作簿。",
        "There is no checklist {checklist}.",
        "Choose another one in the list, or import its workbook.",
    ),
    "GD-428": Message(
        zh=Words(
            "这份评审所用的 {checklist} 那一版不在这台电脑上。",
            "评审记录完整保留。",
            "向组织单位要一份完整的交换文件，导入后再打开。",
        ),
        en=Words(
            "The edition of {checklist} that this review was made with is not on this desk.",
            "The record of the review is kept whole.",
            "Ask the organiser for a complete exchange file, receive it and open the review again.",
        ),
    ),
    "GD-429": _draft(
        "批次里的 {checklist} 属于另一个类别，不能换成这个类别的评价表。",
        "给这份评价表换一个编号。",
        "The {checklist} of the round is for another category and cannot be replaced by this one.",
        "Give this checklist another code.",
    ),
    "GD-416": Message(
        zh=Words(
            "“{checklist}”仅供查阅，不能用于评分。",
            "已填的内容都还在。",
            "选择可评分的评价表，或导入官方附件后由组织单位签入批次。",
        ),
        en=Words(
            '"{checklist}" is for reference only and cannot be scored.',
            "What you typed is still there.",
            "Choose a checklist that can be scored, or let the organiser import the official table and sign it in.",
        ),
    ),
}
