"""Words for quantities, formula clauses and the energy balance."""

from ui.messages.message import Message, Words

_TYPED_ZH = "已填的内容都还在。"
_TYPED_EN = "What you typed is still there."
_FILE_ZH = "现有的系数和算式没有改动。"
_FILE_EN = "The coefficients and formulas you have are unchanged."
_MEND_ZH = "改正文件的这一行后再用。"
_MEND_EN = "Correct this line of the file and use it again."


def _typed(happened_zh: str, cure_zh: str, happened_en: str, cure_en: str) -> Message:
    """Words for something typed that was refused."""
    return Message(zh=Words(happened_zh, _TYPED_ZH, cure_zh), en=Words(happened_en, _TYPED_EN, cure_en))


def _file(happened_zh: str, happened_en: str) -> Message:
    """Words for a formula file that was refused."""
    return Message(zh=Words(happened_zh, _FILE_ZH, _MEND_ZH), en=Words(happened_en, _FILE_EN, _MEND_EN))


MESSAGES: dict[str, Message] = {
    "GD-470": _typed(
        "{field}：“{given}”读不出数量。",
        "先写数字，再写单位，例如 1,234.5 万千瓦时。",
        '{field}: "{given}" is no quantity.',
        "Write a number, then its unit, for example 1,234.5 kWh.",
    ),
    "GD-471": _typed(
        "{field}：不认识单位“{given}”。",
        "改用常用单位，例如 t、m³、kWh、GJ、tce、万元，前面可加万、亿。",
        '{field}: the unit "{given}" is not known.',
        "Use a common unit, for example t, m³, kWh, GJ, tce.",
    ),
    "GD-472": _typed(
        "{field}：要的是 {expected}，填的是 {given}，两者不是同一种量。",
        "换成同一种量的单位；能源先在能源平衡里折成标准煤。",
        "{field}: {expected} is asked for, {given} was given; these measure different things.",
        "Use a unit of the same kind; turn energy into standard coal by the energy balance first.",
    ),
    "GD-473": _file(
        "{file} 第 {line} 行：{field} 的“{given}”不是可用的算式，只能用数字、变量、加减乘除、小的乘方和 sum。",
        '{file}, line {line}: "{given}" in {field} is no formula; only numbers, names, + - * /, small powers, sum.',
    ),
    "GD-474": _file(
        "{file} 第 {line} 行：{field} 与变量表不一致，未声明：{unknown}，未用到：{unused}。",
        "{file}, line {line}: {field} and its variables differ; undeclared: {unknown}, unused: {unused}.",
    ),
    "GD-475": _file(
        "{file} 第 {line} 行：{field} 的结果应为 {expected}，按变量单位得到 {given}。",
        "{file}, line {line}: the result of {field} should be {expected}, its variables give {given}.",
    ),
    "GD-476": _typed(
        "{clause}：除数 {variable} 为零，算不出结果。",
        "核对这些数据，不能为零。",
        "{clause}: the divisor {variable} is zero, there is no result.",
        "Check these values; they cannot be zero.",
    ),
    "GD-477": _typed(
        "{clause}：缺少 {variable}。",
        "补上数据后重新计算；没有发生的填 0。",
        "{clause}: {variable} is missing.",
        "Add the value; write 0 where there was none.",
    ),
    "GD-478": _typed(
        "{carrier}：折标准煤系数没有依据。",
        "填写系数或实测低位发热量，并写明来源或理由。",
        "{carrier}: the coefficient to standard coal has no ground.",
        "Give the coefficient or the measured heating value, and its source or reason.",
    ),
    "GD-479": _typed(
        "{field}：{given} 不合理，应 {limit}。",
        "核对购入、库存、外供各项数据。",
        "{field}: {given} cannot be; it should be {limit}.",
        "Check the amounts bought, stored and delivered.",
    ),
}
