"""Words for the road of an application: stages, guards and moves."""

from ui.messages.message import Message, Words

_KEPT_ZH = "这份申报的阶段没有改动。"
_KEPT_EN = "The stage of this application is unchanged."

MESSAGES: dict[str, Message] = {
    "GD-480": Message(
        zh=Words("本批次的政策方案没有阶段“{stage}”。", _KEPT_ZH, "刷新后重试；仍出现时检查政策方案。"),
        en=Words(
            'The policy of this round has no stage "{stage}".',
            _KEPT_EN,
            "Reload and try again; if it stays, check the policy.",
        ),
    ),
    "GD-481": Message(
        zh=Words(
            "这份申报已经结束（撤回、逾期或不予推荐）。", _KEPT_ZH, "需要继续办理时，先重新打开并写明理由。"
        ),
        en=Words(
            "This application has ended (withdrawn, late or rejected).",
            _KEPT_EN,
            "To go on, reopen it first and say why.",
        ),
    ),
    "GD-482": Message(
        zh=Words("这份申报已在最后一个阶段。", _KEPT_ZH, "没有下一步可办。"),
        en=Words("This application stands in the last stage.", _KEPT_EN, "There is no next step."),
    ),
    "GD-496": Message(
        zh=Words(
            "还不能进入下一步：{title}条件不成立。依据：{article}。",
            _KEPT_ZH,
            "按“还缺什么”逐项办完后再办。",
        ),
        en=Words(
            "The next step is not possible yet: a condition does not hold ({title}). Text: {article}.",
            _KEPT_EN,
            "Settle what is listed as missing, then try again.",
        ),
    ),
    "GD-497": Message(
        zh=Words(
            "{title}不得例外放行。依据：{article}。",
            _KEPT_ZH,
            "该条文没有允许例外的规定，只能补正、退回或不予推荐。",
        ),
        en=Words(
            "This condition ({title}) allows no exception. Text: {article}.",
            _KEPT_EN,
            "The text knows no exception here: have it put right, send it back or reject it.",
        ),
    ),
    "GD-498": Message(
        zh=Words("没有写明理由（{what}）。", _KEPT_ZH, "写明理由后再办；理由会出现在此后的文件上。"),
        en=Words(
            "No reason is given ({what}).",
            _KEPT_EN,
            "Say why; the reason appears on the documents that follow.",
        ),
    ),
    "GD-499": Message(
        zh=Words("这一阶段由{actor}办理。", _KEPT_ZH, "由有相应角色的人办理，再把文件传回。"),
        en=Words(
            "This stage is handled by {actor}.",
            _KEPT_EN,
            "Let somebody with that role act and hand the file on.",
        ),
    ),
}
