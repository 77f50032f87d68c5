"""Words for exchange files, requests to join and what a check of a file finds (GD-6xx)."""

from ui.messages.message import Message, Words

_RECORDS = ("没有接收任何记录，本机与原来一样。", "Nothing was received; this computer is as it was.")
_UNTOUCHED = ("文件没有改动。", "The file was not changed.")
_RESEND_ZH = "请发件人重新发送原件，再接收一次。"
_RESEND_EN = "Ask the sender for the original again, then receive that."

_Pair = tuple[str, str]


def _said(zh: _Pair, en: _Pair, kept: _Pair = _RECORDS) -> Message:
    """Build a message of what happened and the cure, around what was kept."""
    return Message(zh=Words(zh[0], kept[0], zh[1]), en=Words(en[0], kept[1], en[1]))


MESSAGES: dict[str, Message] = {
    "GD-601": _said(
        ("文件属于本工作台还没有的批次。", "先接收组织单位发来的批次文件，再接收这个文件。"),
        (
            "The file belongs to a round that is not on this desk.",
            "Receive the round file from the organiser first, then this one.",
        ),
    ),
    "GD-602": _said(
        (
            "批次文件里没有本工作台的身份：加入申请还没有获批，或文件发给了别人。",
            "请组织单位批准后重新发送。",
        ),
        (
            "The round file does not hold the identity of this desk: not approved yet, or meant for another.",
            "Ask the organiser to approve your request and to send the file again.",
        ),
    ),
    "GD-603": _said(
        ("{author}的记录在第 {seq} 条处接不上：缺了、多了或顺序被改。", _RESEND_ZH),
        ("The records of {author} do not follow each other at number {seq}.", _RESEND_EN),
    ),
    "GD-604": _said(
        ("文件里的批次身份与批次不符。", "向组织单位核实文件来源，索取原件。"),
        (
            "The round named in the file is not the one that its identity belongs to.",
            "Ask the organiser where the file comes from, and for the original.",
        ),
    ),
    "GD-605": _said(
        ("附件（{name}）的内容与校验值不符。", _RESEND_ZH),
        ("The attachment ({name}) is not the one that the record names.", _RESEND_EN),
    ),
    "GD-606": _said(
        ("还没有选择收件人。", "至少选择一位批次参与人，再写入文件。"),
        ("Nobody was chosen to send to.", "Choose at least one participant of the round."),
    ),
    "GD-607": _said(
        ("这个文件不是加入申请。", "选择申请人生成的加入申请文件。"),
        ("This file is no request to join.", "Choose the file that the person who asks has made."),
    ),
    "GD-608": _said(
        ("这是加入申请，不能接收。", "在批次的参与人中批准它。"),
        ("This is a request to join; it is not received.", "Approve it among the participants of the round."),
    ),
    "GD-610": _said(
        ("交换文件不完整、已损坏或被改动。", "重新复制一次；仍然这样时，请发件人重新发送原件。"),
        (
            "The exchange file is incomplete, damaged or was changed.",
            "Copy it once more; if that does not help, ask the sender for the original.",
        ),
    ),
    "GD-611": _said(
        ("交换文件由更新版本的程序写成（格式 {version}）。", "安装新版本后再接收。"),
        (
            "The exchange file was written by a newer version of the program (format {version}).",
            "Install the newer version, then receive the file.",
        ),
    ),
    "GD-612": _said(
        ("文件是加密发给别人的，本工作台打不开。", "请发件人把本工作台列为收件人，重新发送。"),
        (
            "The file is encrypted for others and cannot be opened here.",
            "Ask the sender to name this desk as a recipient and to send it again.",
        ),
    ),
    "GD-613": _said(
        ("文件的加密部分不合规，没有打开。", _RESEND_ZH),
        ("The encrypted part of the file breaks the rules of its format and was not opened.", _RESEND_EN),
    ),
    "GD-614": _said(
        ("“{name}”不是交换文件。", "选择对方用本程序写出的 .gdx 文件；材料包在“申报”里接收。"),
        (
            '"{name}" is not an exchange file.',
            "Choose the .gdx file that the other desk wrote; packages are received under Applications.",
        ),
    ),
    "GD-615": _said(
        ("一个加密文件最多给 {limit} 位收件人。", "分几次写文件，每次少选一些收件人。"),
        (
            "One encrypted file can have at most {limit} readers.",
            "Write several files, each for fewer people.",
        ),
    ),
    "GD-620": _said(
        (
            "“{name}”不是本程序出具的文件，无从核对。",
            "选择签名文件、材料包、交换文件、政策方案或评价表。",
        ),
        (
            '"{name}" is not a kind of file that this program makes, so there is nothing to check.',
            "Choose a signed document, a package, an exchange file, a policy or a checklist.",
        ),
        _UNTOUCHED,
    ),
    "GD-621": _said(
        ("文件“{name}”读不出来：不存在、没有权限，或介质已拔出。", "核对路径和权限，插好介质后再试。"),
        (
            'The file "{name}" cannot be read: it is not there, not permitted, or its medium was taken out.',
            "Check the path and the permission, put the medium in, and try again.",
        ),
        _UNTOUCHED,
    ),
    "GD-622": _said(
        ("材料包的签名与内容不符，或签名人的身份有误。", "请报送单位重新发送原件，再核对一次。"),
        (
            "The signature of the package does not fit its content, or its signer's identity is wrong.",
            "Ask the sender for the original again and check it once more.",
        ),
        _UNTOUCHED,
    ),
    "GD-623": _said(
        ("{author}的第 {seq} 条记录的内容与签名的校验值不符。", "请发件人重新发送原件，再核对一次。"),
        (
            "The content of record {seq} of {author} is not the one that was signed.",
            "Ask the sender for the original again and check it once more.",
        ),
        _UNTOUCHED,
    ),
    "GD-624": _said(
        ("文件里记录的作者（{author}）不是本批次认可的身份。", "向组织单位核实这个人，再索取原件。"),
        (
            "The author of records in the file ({author}) has no identity approved in this round.",
            "Ask the organiser about this person, then for the original.",
        ),
        _UNTOUCHED,
    ),
    "GD-625": _said(
        ("签名人{name}不是由指定的组织单位认可的。", "向组织单位核实签名人，或改用该批次的身份核对。"),
        (
            "The signer {name} was not approved by the organiser that you named.",
            "Ask the organiser about the signer, or check with the identity of that round.",
        ),
        _UNTOUCHED,
    ),
    "GD-626": _said(
        ("文件“{name}”损坏严重，内容无法核对。", "请发件人重新发送原件，再核对一次。"),
        (
            'The file "{name}" is so damaged that its content cannot be checked.',
            "Ask the sender for the original again and check it once more.",
        ),
        _UNTOUCHED,
    ),
    "GD-627": _said(
        ("文件第 {place} 字节处在写成之后有改动，里面的内容未受影响。", "内容可用；要原样留存，请索取原件。"),
        (
            "The file was changed at byte {place} after it was written; its contents are unaffected.",
            "The contents may be used; to keep the file as it was, ask for the original.",
        ),
        _UNTOUCHED,
    ),
}
