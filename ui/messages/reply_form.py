"""Words for reply forms that cannot be read."""

from ui.messages.message import Message, Words

_KEPT_ZH = "回函一条也没有记录。"
_KEPT_EN = "Nothing of the reply was recorded."

MESSAGES: dict[str, Message] = {
    "GD-550": Message(
        zh=Words(
            "这个表格不是随函发出的回函表，或者表中灰色的标识列被改动。",
            _KEPT_ZH,
            "请部门在随函发出的回函表上填写，不增删行列，再导入。",
        ),
        en=Words(
            "This workbook is not the reply form that went with a letter, or its grey column of marks was changed.",
            _KEPT_EN,
            "Ask the department to fill in the form that went with the letter without adding rows or columns.",
        ),
    ),
    "GD-551": Message(
        zh=Words(
            "这份回函表的版式（{version}）比本程序新。",
            _KEPT_ZH,
            "升级程序后再导入。",
        ),
        en=Words(
            "This reply form has a newer layout ({version}) than this program knows.",
            _KEPT_EN,
            "Update the program and import the form again.",
        ),
    ),
}
