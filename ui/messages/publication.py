"""Words for quotas, ranking, public display, objections and the published list."""

from ui.messages.message import Message, Words

_KEPT_ZH = "已记录的排序、公示和公布没有改动。"
_KEPT_EN = "The recorded order, displays and lists are unchanged."


def _refused(zh: str, cure_zh: str, en: str, cure_en: str) -> Message:
    """Words for something that was not recorded."""
    return Message(zh=Words(zh, _KEPT_ZH, cure_zh), en=Words(en, _KEPT_EN, cure_en))


MESSAGES: dict[str, Message] = {
    "GD-731": _refused(
        "{region}选了 {chosen} 个，超过名额 {limit} 个。依据：{article}。",
        "减少入选的申报，或由下达名额的单位调整名额并注明依据。",
        "{chosen} are chosen in {region}, more than the {limit} allowed. Text: {article}.",
        "Choose fewer, or let the office that set the number change it and say why.",
    ),
    "GD-732": _refused(
        "这份申报不在该公示中。",
        "选择公示名单里的申报。",
        "This application is not part of that display.",
        "Choose an application that is on display.",
    ),
    "GD-733": _refused(
        "没有选任何申报。",
        "至少选择一份申报。",
        "No application is chosen.",
        "Choose at least one application.",
    ),
    "GD-734": _refused(
        "“{unit}”现在处于“{stage}”，不能办这一步。",
        "先把它办到相应阶段，或从名单中去掉。",
        '"{unit}" stands in "{stage}", where this cannot be done.',
        "Bring it to the right stage first, or leave it out.",
    ),
    "GD-735": _refused(
        "本批次的政策方案没有公示的规定。",
        "核对政策方案。",
        "The policy of this round knows no public display.",
        "Check the policy.",
    ),
    "GD-736": _refused(
        "没有这条异议。",
        "刷新后重试。",
        "There is no such objection.",
        "Reload and try again.",
    ),
    "GD-737": _refused(
        "没有写明异议的内容或核实情况。",
        "写明内容后再记录。",
        "It does not say what is objected, or what was found.",
        "Say so, then record it.",
    ),
}
