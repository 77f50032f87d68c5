"""Words for reviews that are handed in sealed."""

from ui.messages.message import Message, Words

_KEPT_ZH = "已封存的评审没有改动，内容没有发出。"
_KEPT_EN = "The sealed reviews are unchanged, and no content was sent."
_OPEN_ZH = "已提交的评审没有改动。"
_OPEN_EN = "The submitted reviews are unchanged."

MESSAGES: dict[str, Message] = {
    "GD-711": Message(
        zh=Words("这份申报的评审已经开封，不能再换。", _OPEN_ZH, "确需修改时，请秘书写明理由退回。"),
        en=Words(
            "The sealed reviews of this application have been opened; yours can no longer be replaced.",
            _OPEN_EN,
            "To change it, ask the secretary to return it with a reason.",
        ),
    ),
    "GD-712": Message(
        zh=Words("没有可以换的封存评审。", _KEPT_ZH, "还没有交卷的，先评完再封存提交。"),
        en=Words(
            "There is no sealed review of yours to replace.",
            _KEPT_EN,
            "If you have not handed in yet, finish the review and submit it sealed.",
        ),
    ),
    "GD-713": Message(
        zh=Words(
            "评审还封存着：{all} 位专家中 {done} 位已交卷，全部交卷前不能作结论。",
            _KEPT_ZH,
            "等其余专家封存交卷，接收他们的文件后再作结论。",
        ),
        en=Words(
            "The reviews are sealed: {done} of {all} experts have handed in, and nothing is concluded before all have.",
            _KEPT_EN,
            "Wait until the others have handed in and receive their files.",
        ),
    ),
    "GD-714": Message(
        zh=Words(
            "专家已全部交卷，但这些评审还没有开封：{names}。",
            _KEPT_ZH,
            "把本工作台的文件发给他们，请各收一次、再导出一次发回。",
        ),
        en=Words(
            "All experts have handed in, but these reviews are not opened yet: {names}.",
            _KEPT_EN,
            "Send them this desk's file; each receives it and sends a file back.",
        ),
    ),
}
