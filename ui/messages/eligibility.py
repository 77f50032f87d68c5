"""Words for facts, lists, third-party bodies and priorities."""

from ui.messages.message import Message, Words

_KEPT_ZH = "已记录的内容没有改动。"
_KEPT_EN = "What is recorded is unchanged."


def _refused(zh: str, cure_zh: str, en: str, cure_en: str) -> Message:
    """Words for something that was not recorded."""
    return Message(zh=Words(zh, _KEPT_ZH, cure_zh), en=Words(en, _KEPT_EN, cure_en))


MESSAGES: dict[str, Message] = {
    "GD-488": _refused(
        "这个表格文件读不出来，或大得不像一张名单。",
        "用电子表格软件打开后另存为 xlsx，再导入。",
        "This workbook cannot be read, or it is far too large for such a table.",
        "Open it in a spreadsheet program, save it as xlsx and import again.",
    ),
    "GD-489": _refused(
        "“{file}”不是名单：须为 csv（UTF-8 或 GB 18030）或 xlsx，并有一行标题（含“单位名称”）。",
        "补上标题行后再导入。",
        '"{file}" is no list: csv (UTF-8, GB 18030) or xlsx with a line of titles, among them the unit’s name.',
        "Add the line of titles and import again.",
    ),
    "GD-490": _refused(
        "“{field}”不能填“{given}”。",
        "按该项的种类填写：数字、日期（如 2026-05-31）或给出的选项。",
        '"{field}" cannot be "{given}".',
        "Give what the field asks: a number, a day such as 2026-05-31, or one of the choices.",
    ),
    "GD-491": _refused(
        "本批次的政策方案没有“{fact}”这一项。",
        "刷新后重试。",
        'The policy of this round does not ask for "{fact}".',
        "Reload and try again.",
    ),
    "GD-492": _refused(
        "“{what}”没有写明出处。",
        "写明依据的材料和页码，或出具单位。",
        '"{what}" does not say where it was read.',
        "Name the document and page, or the office that certifies it.",
    ),
    "GD-493": _refused(
        "名单里有 {errors} 个单元格不对，第一个是 {cell}；整份没有导入。",
        "按列出的单元格改正后再导入。",
        "{errors} cells of the list are wrong, the first is {cell}; nothing was imported.",
        "Correct the cells that are listed and import again.",
    ),
    "GD-494": _refused(
        "本批次的政策方案不使用名单“{list}”。",
        "在“名单”中选择政策方案列出的名单。",
        'The policy of this round does not look into the list "{list}".',
        "Choose one of the lists that the policy names.",
    ),
    "GD-495": _refused(
        "没有“{date}”这一天。",
        "按 2026-05-31 的写法填写日期。",
        'There is no such day as "{date}".',
        "Write the day as in 2026-05-31.",
    ),
}
