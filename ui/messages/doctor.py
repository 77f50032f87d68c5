"""Words for what an examination of the desk finds, and for what a repair leads to (GD-220 to GD-249).

`FINDINGS` are no failures: each says what it is, what it means, and what to do; `MESSAGES` are.
"""

from ui.messages.keeping import KEEPING
from ui.messages.message import Message, Words


def _found(zh: tuple[str, str, str], en: tuple[str, str, str]) -> Message:
    return Message(zh=Words(*zh), en=Words(*en))


_FETCH = "先修复，再请有这些记录的参与人发一份完整的文件来。"
_FETCH_EN = "Repair first, then ask a participant who has them for a complete file."

FINDINGS: dict[str, Message] = {
    "GD-220": _found(
        ("数据文件有损坏", "文件的一部分已读不出来，里面的记录可能缺失。", _FETCH),
        ("Data file damaged", "A part of the file cannot be read; records in it may be missing.", _FETCH_EN),
    ),
    "GD-221": _found(
        (
            "数据之间的联系断开",
            "有的数据指向的批次已不在本机。",
            "请组织单位重发批次文件，接收后联系会恢复。",
        ),
        (
            "A link between data is broken",
            "Some data belong to a round that is no longer here.",
            "Ask the organiser for the round file again; receiving it restores the link.",
        ),
    ),
    "GD-222": _found(
        (
            "身份证书不是本批次的",
            "证书不是本批次组织单位签发的，或已损坏；这个人的签名无法核对。",
            "先修复，再请组织单位发一份完整的文件来。",
        ),
        (
            "Certificate is not of this round",
            "The organiser did not issue it, or it is damaged; signatures of this person cannot be checked.",
            "Repair first, then ask the organiser for a complete file.",
        ),
    ),
    "GD-223": _found(
        ("记录被改动或损坏", "记录与它的校验值不符，不能再作数。", _FETCH),
        ("Record changed or damaged", "It is not what its name promises and cannot count.", _FETCH_EN),
    ),
    "GD-224": _found(
        (
            "记录接不上前一条",
            "记录的编号与它所接的记录对不上。",
            "不要在这个工作台上继续写入，联系技术支持。",
        ),
        (
            "Record does not follow the one before",
            "Its number is not the one after the record that it names.",
            "Do not go on writing on this desk; ask support.",
        ),
    ),
    "GD-225": _found(
        ("签名不对", "签名与记录不符；后面的签名仍能证明这条记录。", "修复会去掉这个签名，记录保留。"),
        (
            "Signature is wrong",
            "It does not belong to the record; a later signature still covers the record.",
            "The repair takes the signature out and keeps the record.",
        ),
    ),
    "GD-226": _found(
        ("记录没有签名证明", "没有一个签名能证明这些记录出自本人。", _FETCH),
        ("No signature covers the records", "Nothing proves that they are by this person.", _FETCH_EN),
    ),
    "GD-227": _found(
        ("记录内容被改动或损坏", "内容与签过名的不同，不能再作数。", _FETCH),
        (
            "Content of a record changed or damaged",
            "It is not what was signed and cannot count.",
            _FETCH_EN,
        ),
    ),
    "GD-228": _found(
        ("汇总表与记录不一致", "屏幕上的数据可能不对；记录本身完好。", "修复会由记录重算，不会丢失数据。"),
        (
            "Summary tables differ from the records",
            "Screens may show wrong data; the records are whole.",
            "The repair makes the tables from the records again; nothing is lost.",
        ),
    ),
    "GD-229": _found(
        ("附件损坏", "文件的内容已改变，不是收到时的那一份。", "先修复，再请有这个文件的参与人发来。"),
        (
            "Attachment damaged",
            "Its bytes are not those that were received.",
            "Repair first, then ask a participant who has it.",
        ),
    ),
    "GD-230": _found(
        ("附件缺失", "记录提到这个文件，本机没有。", "修复会记下来，下次发文件时一并索取。"),
        (
            "Attachment missing",
            "A record names the file and it is not here.",
            "The repair notes it, so that your next file asks for it.",
        ),
    ),
    "GD-231": _found(
        (
            "记录分成两支",
            "同一个人在两台电脑上、或用旧备份继续写过记录；两支都保留。",
            "请本人和组织单位确认，由组织单位换发证书。",
        ),
        (
            "Records have two branches",
            "The same person went on from two computers or from an old backup; both branches are kept.",
            "Let the person and the organiser clear it up; the organiser issues a new certificate.",
        ),
    ),
    "GD-232": _found(
        (
            "记录缺失",
            "这些记录还没有收到，或已损坏移出；它们之后的暂不计入。",
            "请有这些记录的参与人发一份完整的文件来。",
        ),
        (
            "Records missing",
            "They have not come yet, or were damaged; later ones do not count until they come.",
            "Ask a participant who has them for a complete file.",
        ),
    ),
    "GD-233": _found(
        ("证书撤销后的记录", "撤销时指定的最后一条之后还有记录，不计入。", "需要时由新证书重新提交。"),
        (
            "Records after the end of a certificate",
            "There are records after the last one that still counts; they do not count.",
            "Submit them again with the new certificate if need be.",
        ),
    ),
    "GD-234": _found(
        ("记录内容丢失", "内容不在本机，也没有标为暂不提供。", _FETCH),
        ("Content of a record lost", "It is not here and was not withheld.", _FETCH_EN),
    ),
    "GD-235": _found(
        ("记录时间异常", "时间超前一天以上，或早于前一条；不影响签名。", "核对这台电脑的日期和时间。"),
        (
            "Odd time of a record",
            "It lies more than a day ahead, or before that of the record before; signatures hold.",
            "Check date and time of that computer.",
        ),
    ),
    "GD-236": _found(
        ("备份读不出来", "备份文件夹无法读取，需要时不能用它恢复。", "检查文件夹的权限和磁盘。"),
        (
            "Backups cannot be read",
            "The folder of backups cannot be read, so nothing could be restored from it.",
            "Check the permissions of the folder and the disk.",
        ),
    ),
    "GD-237": _found(
        ("多余的文件", "没有记录或草稿提到它，只占空间。", "可以清除；留着也没有妨碍。"),
        (
            "File that nothing names",
            "No record and no draft names it; it only takes room.",
            "It may be swept away; leaving it does no harm.",
        ),
    ),
    "GD-238": _found(
        ("附件待补", "本机没有这个文件，发出的文件会代为索取。", "把文件发给有它的参与人，请对方回发。"),
        (
            "Attachment awaited",
            "It is not here; every file that you send asks for it.",
            "Send a file to a participant who has it and ask for an answer.",
        ),
    ),
    "GD-239": _found(
        (
            "移出的记录尚未补回",
            "修复时移出了损坏的部分，还没有人补发。",
            "请有这些记录的参与人发一份完整的文件来。",
        ),
        (
            "Not back since the repair",
            "A repair took out what was damaged and nobody has sent it since.",
            "Ask a participant who has it for a complete file.",
        ),
    ),
    "GD-240": _found(
        (
            "记录的保护被去掉",
            "数据文件中防止改动记录的保护不在了。",
            "修复会恢复保护；请查明谁动过数据文件。",
        ),
        (
            "Guard of the records is gone",
            "What keeps records from being changed was taken out of the data file.",
            "The repair puts it back; find out who touched the data file.",
        ),
    ),
    "GD-241": _found(
        (
            "身份证书缺失",
            "这个人的签名暂时无法核对，他的记录暂不计入。",
            "请任一参与人发一份文件来，证书随文件带来。",
        ),
        (
            "Certificate missing",
            "Signatures of this person cannot be checked, so these records do not count for now.",
            "Ask any participant for a file; certificates come with it.",
        ),
    ),
    "GD-242": _found(
        (
            "更新带来的规则读不出来",
            "现在用程序自带的规则；进行中的批次不受影响。",
            "重新打开最近的规则更新文件。",
        ),
        (
            "Rules of updates cannot be read",
            "The rules that came with the program are in use; rounds in progress are not concerned.",
            "Open the latest update file of the rules once more.",
        ),
    ),
    **KEEPING,
}

MESSAGES: dict[str, Message] = {
    "GD-245": _found(
        (
            "本机缺少自己写过的记录（{first}–{last} 号），暂不能再写新记录。",
            "已有的记录和草稿都在；现在写新的，会与别人手里的编号重复。",
            "请别的参与人发一份文件来，接收后再写；没有人有时，请组织单位换发证书。",
        ),
        (
            "Records of your own ({first}–{last}) are missing here, so no new one can be written yet.",
            "Other records and drafts are here; a new one would take a number that others know already.",
            "Receive a file from a participant, then go on; if nobody has them, ask for a new certificate.",
        ),
    ),
}
