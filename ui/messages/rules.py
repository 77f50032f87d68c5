"""Words for policies, checklists, credit codes, score sheets and the panel's arithmetic."""

from ui.messages.message import Message, Words

_KEPT_ZH = "现有的方案和评价表没有改动。"
_KEPT_EN = "The policies and checklists you have are unchanged."
_MEND_ZH = "在文件的这一行改正后再导入，或向发出文件的单位索取正确的文件。"
_MEND_EN = "Correct this line and import again, or ask whoever sent the file for a correct one."
_TYPED_ZH = "已填的内容都还在。"
_TYPED_EN = "What you typed is still there."
_SCORES_ZH = "已提交的评审没有改动。"
_SCORES_EN = "The submitted reviews are unchanged."


def _file(happened_zh: str, happened_en: str, cure_zh: str = _MEND_ZH, cure_en: str = _MEND_EN) -> Message:
    """Words for a rules file that was refused; nothing else changes by that."""
    return Message(
        zh=Words(happened_zh, _KEPT_ZH, cure_zh),
        en=Words(happened_en, _KEPT_EN, cure_en),
    )


MESSAGES: dict[str, Message] = {
    "GD-401": _file(
        "{file} 读不出来：第 {line} 行起不是合规的 YAML 文本（UTF-8），或文件过大。",
        "{file} cannot be read: from line {line} it is not YAML in UTF-8, or it is too large.",
    ),
    "GD-402": _file(
        "{file} 第 {line} 行用了本程序不接受的写法（引用、标签、重复的键或非文字的键）。",
        "{file}, line {line}, uses what this program does not accept (alias, tag, repeated or odd key).",
    ),
    "GD-403": _file(
        "{file} 第 {line} 行处缺少字段 {field}。",
        "{file}, at line {line}: the field {field} is missing.",
    ),
    "GD-404": _file(
        "{file} 第 {line} 行有不认识的字段 {field}，可能是写错了。",
        "{file}, line {line}: the field {field} is unknown, perhaps mistyped.",
    ),
    "GD-405": _file(
        "{file} 第 {line} 行：字段 {field} 的值“{given}”不合要求。",
        '{file}, line {line}: the value "{given}" does not fit the field {field}.',
    ),
    "GD-406": _file(
        "{file} 第 {line} 行：代码 {code} 重复出现。",
        "{file}, line {line}: the code {code} appears twice.",
    ),
    "GD-407": _file(
        "{file} 第 {line} 行：{part} 的分值合计为 {found}，应为 {expected}。",
        "{file}, line {line}: the points of {part} add up to {found}, not to {expected}.",
    ),
    "GD-408": _file(
        "{file} 第 {line} 行：指标 {item} 的引领值比基准值差，与指标方向矛盾。",
        "{file}, line {line}: the leading value of {item} is worse than its baseline.",
    ),
    "GD-409": _file(
        "{file} 第 {line} 行：字段 {field} 指向的“{value}”不存在。",
        '{file}, line {line}: {field} points to "{value}", which is not there.',
        "先导入所缺的评价表，或改正代码后再导入。",
        "Import the missing checklist first, or correct the code and import again.",
    ),
    "GD-410": _file(
        "{file}：评价表 {checklist} 不适用于类别 {category}。",
        "{file}: the checklist {checklist} is not for the category {category}.",
    ),
    "GD-411": _file(
        "没有找到方案或评价表 {id}。",
        "There is no policy or checklist {id}.",
        "在方案列表中另选一个；程序自带的方案不见时，重新安装程序。",
        "Choose another one; if one that came with the program is gone, install the program again.",
    ),
    "GD-412": _file(
        "读不了存放方案和评价表的文件夹：{folder}。",
        "The folder of policies and checklists cannot be read: {folder}.",
        "检查文件夹是否存在、是否有读取权限；仍不行时重新安装程序。",
        "See that the folder exists and may be read; if that does not help, install the program again.",
    ),
    "GD-420": Message(
        zh=Words(
            "评审表的数据不完整或格式不对，出错的字段是 {field}。",
            _SCORES_ZH,
            "请提交这份评审的专家重新导出后再导入。",
        ),
        en=Words(
            "The data of a score sheet is incomplete or malformed at the field {field}.",
            _SCORES_EN,
            "Ask the expert to export the review again and import that.",
        ),
    ),
    "GD-421": Message(
        zh=Words(
            "评价表 {checklist} 中没有指标 {item}。",
            _SCORES_ZH,
            "核对评审所用的评价表版本是否与本批次一致。",
        ),
        en=Words(
            "The checklist {checklist} has no item {item}.",
            _SCORES_EN,
            "See that the review used the edition of the checklist that this round uses.",
        ),
    ),
    "GD-422": Message(
        zh=Words(
            "同一份评审表对指标 {item} 给了两次结果。",
            _SCORES_ZH,
            "请提交这份评审的专家重新导出后再导入。",
        ),
        en=Words(
            "One score sheet answers the item {item} twice.",
            _SCORES_EN,
            "Ask the expert to export the review again and import that.",
        ),
    ),
    "GD-430": Message(
        zh=Words("还没有可以汇总的有效评分。", _SCORES_ZH, "等专家提交评审并导入后再汇总。"),
        en=Words(
            "There is no valid score to aggregate yet.",
            _SCORES_EN,
            "Wait until the experts' reviews are submitted and imported.",
        ),
    ),
    "GD-431": Message(
        zh=Words(
            "评分汇总规则不可行：至少 {trim_from} 份起去掉最高最低分，保留 {decimals} 位小数。",
            _SCORES_ZH,
            "去掉最高最低分至少要有 3 份评分，小数位数为 0 至 6；请改正政策方案。",
        ),
        en=Words(
            "The rule for aggregating cannot work: trimming from {trim_from} scores, {decimals} decimals.",
            _SCORES_EN,
            "Trimming needs 3 scores or more and decimals lie between 0 and 6; correct the policy.",
        ),
    ),
    "GD-432": Message(
        zh=Words(
            "政策方案 {policy} 不包含类别 {category}。",
            _TYPED_ZH,
            "改选方案中有的类别，或在含有该类别的批次中登记。",
        ),
        en=Words(
            "The policy {policy} does not call for the category {category}.",
            _TYPED_EN,
            "Choose a category of this policy, or register it in a round that has it.",
        ),
    ),
    "GD-433": Message(
        zh=Words(
            "政策方案 {policy} 的材料清单中没有 {document}。",
            _TYPED_ZH,
            "按本类别的材料清单重新指定文件。",
        ),
        en=Words(
            "The policy {policy} lists no document {document}.",
            _TYPED_EN,
            "Assign the files again by the list of documents of this category.",
        ),
    ),
    "GD-413": Message(
        zh=Words(
            "统一社会信用代码应为 {expected} 位，现在是 {length} 位。",
            _TYPED_ZH,
            "对照营业执照补齐或删去多余的字符。",
        ),
        en=Words(
            "A unified social credit code has {expected} characters; this one has {length}.",
            _TYPED_EN,
            "Compare it with the business licence and add or remove characters.",
        ),
    ),
    "GD-414": Message(
        zh=Words(
            "统一社会信用代码第 {position} 位的“{character}”不是可用字符。",
            _TYPED_ZH,
            "代码只用数字和大写字母，不用 I、O、S、V、Z；常见的是把 0 写成 O、把 1 写成 I。",
        ),
        en=Words(
            '"{character}" at position {position} is no character of a unified social credit code.',
            _TYPED_EN,
            "Only digits and capitals without I, O, S, V, Z; often 0 was typed as O, or 1 as I.",
        ),
    ),
    "GD-415": Message(
        zh=Words(
            "统一社会信用代码的校验码不对：最后一位是 {found}，按前 17 位应为 {expected}。",
            _TYPED_ZH,
            "代码中有字符写错，对照营业执照逐位核对。",
        ),
        en=Words(
            "The check character is wrong: the last one is {found}, the first 17 ask for {expected}.",
            _TYPED_EN,
            "One character is mistyped; compare each with the business licence.",
        ),
    ),
}
