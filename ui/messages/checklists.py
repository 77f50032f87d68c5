"""Words for checklists that cannot be used as asked."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-416": Message(
        zh=Words(
            "“{checklist}”仅供查阅，不能用于评分。",
            "已填的内容都还在。",
            "选择可评分的评价表，或导入官方附件后由组织单位签入批次。",
        ),
        en=Words(
            "“{checklist}” is for reference only and cannot be scored.",
            "What you typed is still there.",
            "Choose a checklist that can be scored, or let the organiser import the official table and sign it in.",
        ),
    ),
}
