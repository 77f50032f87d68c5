"""Words for a policy that fits its schema and still cannot work: missing parts, unfit comparisons, contradictions."""

from ui.messages.message import Message, Words

_KEPT_ZH = "现有的方案和评价表没有改动。"
_KEPT_EN = "The policies and checklists you have are unchanged."
_BOTH_ZH = "对照两处条款的原文，改正其中一处后再导入。"
_BOTH_EN = "Compare both with the text of the articles, correct one of them and import again."


def _file(happened_zh: str, happened_en: str, cure_zh: str, cure_en: str) -> Message:
    """Words for a policy that was refused; nothing else changes by that."""
    return Message(
        zh=Words(happened_zh, _KEPT_ZH, cure_zh),
        en=Words(happened_en, _KEPT_EN, cure_en),
    )


MESSAGES: dict[str, Message] = {
    "GD-434": _file(
        "{file} 第 {line} 行（{field}）：“{what}”（{article}）要用到 {needs}，方案里没有。",
        '{file}, line {line} ({field}): "{what}" ({article}) looks at {needs}, which this policy does not have.',
        "补上这一部分，或删去用到它的条件，再导入。",
        "Add that part, or take out the condition that looks at it, and import again.",
    ),
    "GD-435": _file(
        "{file} 第 {line} 行（{field}）：检查“{what}”（{article}）与“{fact}”的种类或适用类别不符：{given}。",
        '{file}, line {line} ({field}): the check "{what}" ({article}) does not fit "{fact}": {given}.',
        "按这项信息的种类、选项和适用类别改写比较条件，再导入。",
        "Write the comparison for the kind, the choices and the categories of this fact and import again.",
    ),
    "GD-436": _file(
        "{file} 第 {line} 行（{field}）：“{first}”（{first_article}）与“{second}”（{second_article}）的先后自相矛盾。",
        '{file}, line {line} ({field}): "{first}" ({first_article}) and "{second}" ({second_article}) '
        "contradict each other in their order.",
        _BOTH_ZH,
        _BOTH_EN,
    ),
    "GD-437": _file(
        "{file} 第 {line} 行（{field}）：“{first}”（{first_article}）与“{second}”（{second_article}）不可能同时满足。",
        '{file}, line {line} ({field}): "{first}" ({first_article}) and "{second}" ({second_article}) '
        "can never hold together.",
        _BOTH_ZH,
        _BOTH_EN,
    ),
    "GD-438": _file(
        "{file} 第 {line} 行（{field}）：不认识计量单位“{given}”。",
        '{file}, line {line} ({field}): the unit "{given}" is unknown.',
        "改用常用的计量单位，例如 %、人、万元、tce；文字说明写在 hint 里。",
        "Use a common unit, for example %, kWh or tce; put explanations into hint.",
    ),
    "GD-439": _file(
        "{file} 第 {line} 行：字段 {field} 的日期“{given}”不存在。",
        '{file}, line {line}: the date "{given}" of {field} does not exist.',
        "改成日历上有的日期：年-月-日，每年的写月-日。",
        "Write a day that exists: year-month-day, or month-day for every year.",
    ),
}
