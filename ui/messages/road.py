"""Words for the road of an application: stages, guards and moves."""

from ui.messages.message import Message, Words

_KEPT_ZH = "这份申报的阶段没有改动。"
_KEPT_EN = "The stage of this application is unchanged."

MESSAGES: dict[str, Message] = {
    "GD-480": Message(
        zh=Words("本批次的政策方案没有阶段“{stage}”。", _KEPT_ZH, "刷新后重试；仍出现时检查政策方案。"),
        en=Words(
            "The policy of this round has no stage “{stage}”.",
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
}
