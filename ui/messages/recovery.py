"""Words for the recovery key of an office: GD-140 to 146."""

from ui.messages.message import Message, Words

_FILES = (
    "工作台和恢复密钥文件都没有改动。",
    "Neither the desk nor the file of the recovery key was changed.",
)
_ANEW = (
    "换允许过的那个。没有的：换过口令的，恢复换之前的备份，用当时的口令打开；否则另建工作台，写出加入申请，"
    "请组织单位选“替换原证书”（忘记口令），再接收批次文件，没交出的要重做；自己组织批次的，新建批次。"
)
_ANEW_EN = (
    "Take the one that was let in. Without one: restore a backup from before the passphrase was changed; else make "
    'another desk, write a request to join, have it approved with "Replace certificate", and receive the round file: '
    "what was not handed in is done again. Organisers open a new round."
)
_Pair = tuple[str, str]


def _said(zh: _Pair, en: _Pair, kept: _Pair = _FILES) -> Message:
    """Build a message of what happened and the cure, around what was kept."""
    return Message(zh=Words(zh[0], kept[0], zh[1]), en=Words(en[0], kept[1], en[1]))


MESSAGES: dict[str, Message] = {
    "GD-140": _said(
        (
            "这个工作台是用恢复密钥打开的，原来的签名密钥没有随之恢复，新证书还没有到。",
            "在“收发”里写一份加入申请交给组织单位，收到新的批次文件后就可以签名。",
        ),
        (
            "This desk was opened with a recovery key: its signing key is gone, and no new certificate has come yet.",
            'Hand the organiser a request to join ("Exchange"); when the new round file has come you can sign again.',
        ),
        (
            "记录、草稿和附件都在，可以查看，草稿可以继续写。",
            "Records, drafts and attachments are all here to be read, and drafts can be written on.",
        ),
    ),
    "GD-141": _said(
        (
            "这个工作台没有允许过这个恢复密钥，用它打不开。",
            _ANEW,
        ),
        (
            "This desk never let this recovery key in.",
            _ANEW_EN,
        ),
    ),
    "GD-142": _said(
        ("“{name}”不是恢复密钥文件，或已损坏。", "选择单位保管的恢复密钥文件（.age）。"),
        (
            '"{name}" is no recovery key, or it is damaged.',
            "Choose the file of the recovery key that the office keeps (.age).",
        ),
    ),
    "GD-143": _said(
        ("恢复密钥文件的口令不对。", "注意大小写和输入法，再输一次；这是单位建立恢复密钥时设的口令。"),
        (
            "The passphrase does not open the recovery key.",
            "Mind capitals and the keyboard and type it again; it was set when the office made the key.",
        ),
    ),
    "GD-144": _said(
        ("恢复密钥的口令要 {shortest} 位以上。", "换一个长的，例如几个不相关的词，抄好锁起来。"),
        (
            "The passphrase of a recovery key needs {shortest} characters or more.",
            "Choose a long one, some unrelated words for example, and lock a written copy away.",
        ),
        ("没有写出任何文件。", "No file was written."),
    ),
    "GD-146": _said(
        ("恢复密钥要写明保管单位，公钥以 age1 开头。", "补上保管单位的名称，核对公钥后再公布。"),
        (
            "A recovery key is published with the office that keeps it and its public half (age1…).",
            "Give the name of the office, compare the public half, and publish again.",
        ),
        ("没有记录任何内容。", "Nothing was recorded."),
    ),
    "GD-145": _said(
        ("批次里公布的恢复密钥“{name}”不是有效的密钥。", "告诉组织单位，请他们重新公布。"),
        (
            'What was published in the round as the recovery key "{name}" is no key.',
            "Tell the organiser and ask for it to be published anew.",
        ),
        ("没有允许任何人打开这个工作台。", "Nobody was let into this desk."),
    ),
}
