"""Words for letters to departments and the replies that come back."""

from ui.messages.message import Message, Words

_KEPT_ZH = "没有记录任何内容，已填的都还在。"
_KEPT_EN = "Nothing was recorded; what you typed is still there."

MESSAGES: dict[str, Message] = {
    "GD-483": Message(
        zh=Words(
            "还缺部门、申报或发函单位，或者选的部门、申报不在本批次中。",
            _KEPT_ZH,
            "至少选一个部门和一份申报，写明单位全称后再出具。",
        ),
        en=Words(
            "Departments, applications or the office are missing, or do not belong to this round.",
            _KEPT_EN,
            "Choose at least one department and one application and name the office.",
        ),
    ),
    "GD-484": Message(
        zh=Words(
            "日期“{given}”不成立，或回复期限早于发函日期。",
            _KEPT_ZH,
            "日期写成 2026-04-17；政策没有规定期限时，由发函单位定回复期限。",
        ),
        en=Words(
            'The day "{given}" does not exist, or replies are due before the letter is dated.',
            _KEPT_EN,
            "Write days as 2026-04-17; where the policy sets no term, the office sets the day.",
        ),
    ),
    "GD-485": Message(
        zh=Words(
            "回函表有 {errors} 处填写有误（首处在 {cell}），或者一行都没有填。",
            "回函一条也没有记录。",
            "把有误的单元格告诉来函部门，改好后再导入。",
        ),
        en=Words(
            "The reply form has {errors} wrong cells (the first is {cell}), or no line is filled.",
            "Nothing of the reply was recorded.",
            "Tell the department which cells are wrong and import the corrected form.",
        ),
    ),
    "GD-486": Message(
        zh=Words(
            "这份回函表不是答复本批次发出的征求意见函。",
            "回函没有记录。",
            "在回函所属的批次中导入，或请部门填写随函发出的回函表。",
        ),
        en=Words(
            "This form does not answer a letter of this round.",
            "Nothing of the reply was recorded.",
            "Import it in its own round, or ask the department for the form that went with the letter.",
        ),
    ),
    "GD-487": Message(
        zh=Words(
            "预览之后，本机的部门意见有了变化。", "回函没有记录。", "重新导入这份回函表，核对后再记录。"
        ),
        en=Words(
            "The opinions on this desk changed after the preview.",
            "Nothing of the reply was recorded.",
            "Import the form again and look before recording it.",
        ),
    ),
}
