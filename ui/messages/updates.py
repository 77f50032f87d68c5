"""Words for update files."""

from ui.messages.message import Message, Words

_KEPT_ZH = "程序、规则和业务记录都没有改动。"
_KEPT_EN = "The program, its rules and your records are unchanged."
_AGAIN_ZH = "从发布者处重新复制一份再打开。"
_AGAIN_EN = "Copy the file again from its publisher and open it once more."

MESSAGES: dict[str, Message] = {
    "GD-801": Message(
        zh=Words(
            "此程序未内置发布者，不能验证更新文件。",
            _KEPT_ZH,
            "从程序的来源索取内置发布者的安装程序；规则也可以随新版程序一起更新。",
        ),
        en=Words(
            "This program was built without a publisher, so it cannot check update files.",
            _KEPT_EN,
            "Ask whoever gave you the program for an installer that names its publisher; rules come with it, too.",
        ),
    ),
    "GD-802": Message(
        zh=Words("更新文件“{name}”不完整或被改动过。", _KEPT_ZH, _AGAIN_ZH),
        en=Words('The update file "{name}" is damaged or was changed.', _KEPT_EN, _AGAIN_EN),
    ),
    "GD-803": Message(
        zh=Words(
            "更新文件“{name}”不是此程序的发布者签名的。",
            _KEPT_ZH,
            "不要使用这个文件。向程序的来源核对，并换一份更新文件。",
        ),
        en=Words(
            'The update file "{name}" is not signed by the publisher of this program.',
            _KEPT_EN,
            "Do not use it. Ask where the program came from, and get another file.",
        ),
    ),
    "GD-804": Message(
        zh=Words(
            "更新文件“{name}”用的是“{publisher}”已停用的密钥。",
            _KEPT_ZH,
            "向发布者索取用新密钥签名的更新文件。",
        ),
        en=Words(
            'The update file "{name}" is signed with a key that {publisher} no longer uses.',
            _KEPT_EN,
            "Ask the publisher for the file signed with the new key.",
        ),
    ),
    "GD-805": Message(
        zh=Words(
            "更新文件的说明不合要求：{field}。",
            _KEPT_ZH,
            "签名有效，是发布者制作时出的错。把这句话告诉发布者。",
        ),
        en=Words(
            "What the update file states about itself does not fit: {field}.",
            _KEPT_EN,
            "It is well signed, so the mistake is the publisher's. Tell him this sentence.",
        ),
    ),
    "GD-806": Message(
        zh=Words(
            "更新文件是较新的格式（{format}），此程序还读不了。",
            _KEPT_ZH,
            "先用安装程序装上较新的版本。",
        ),
        en=Words(
            "The update file is of a newer format ({format}) than this program reads.",
            _KEPT_EN,
            "Install a newer program with its installer first.",
        ),
    ),
    "GD-807": Message(
        zh=Words("这是“{product}”的更新文件，不是本程序的。", _KEPT_ZH, "换用本程序的更新文件。"),
        en=Words(
            'This is an update of "{product}", not of this program.',
            _KEPT_EN,
            "Use an update of this program.",
        ),
    ),
    "GD-808": Message(
        zh=Words(
            "更新文件适用于 {platform}，这台电脑是 {here}。",
            _KEPT_ZH,
            "向发布者索取适用于这台电脑的更新文件。",
        ),
        en=Words(
            "The update is for {platform}; this computer is {here}.",
            _KEPT_EN,
            "Ask the publisher for the file for this kind of computer.",
        ),
    ),
    "GD-809": Message(
        zh=Words(
            "更新文件的版本是 {version}，本机已有 {here}。",
            _KEPT_ZH,
            "不需要更新。程序只换成更新的版本，不退回旧版。",
        ),
        en=Words(
            "The update has version {version}; {here} is here already.",
            _KEPT_EN,
            "Nothing needs doing. The program only moves on to newer versions, never back.",
        ),
    ),
    "GD-810": Message(
        zh=Words(
            "这个更新要求程序至少是 {needed}，本机是 {here}。",
            _KEPT_ZH,
            "先更新程序到 {needed} 或更新的版本，再打开这个文件。",
        ),
        en=Words(
            "The update needs version {needed} of the program; this is {here}.",
            _KEPT_EN,
            "Update the program to {needed} or newer first, then open this file again.",
        ),
    ),
    "GD-811": Message(
        zh=Words(
            "更新文件（{version}）里的规则本机都有了，相同或者更新。",
            _KEPT_ZH,
            "不需要更新。",
        ),
        en=Words(
            "All rules in the update ({version}) are here already, the same or newer.",
            _KEPT_EN,
            "Nothing needs doing.",
        ),
    ),
    "GD-812": Message(
        zh=Words(
            "读不出程序自带的发布者文件“{file}”。",
            _KEPT_ZH,
            "重新安装程序后再打开更新文件。",
        ),
        en=Words(
            'The publisher\'s file "{file}" that belongs to the program cannot be read.',
            _KEPT_EN,
            "Install the program again, then open the update file.",
        ),
    ),
    "GD-813": Message(
        zh=Words(
            "更新里的规则文件“{file}”本程序用不了（第 {line} 行，{reason}）。",
            "整个更新都没有采用，原有的规则照常使用。",
            "先更新程序再试；程序已是最新的，把这句话告诉发布者。",
        ),
        en=Words(
            'This program cannot use the rules file "{file}" (line {line}, {reason}).',
            "Nothing of the update was taken; the rules you had are in use.",
            "Update the program first; if it is the newest, tell the publisher this sentence.",
        ),
    ),
    "GD-814": Message(
        zh=Words(
            "新版程序没有装上：{reason}。",
            "现在的程序和业务记录都没有改动，更新前的备份已做好。",
            "重新打开更新文件再试；仍不行时，请管理员安装。",
        ),
        en=Words(
            "The new program was not installed: {reason}.",
            "This program and your records are unchanged; the backup from before is there.",
            "Open the update file and try again; if that does not help, let an administrator install it.",
        ),
    ),
    "GD-815": Message(
        zh=Words(
            "更新带来的规则读不出来了：{name}。",
            "程序改用自带的规则；进行中的批次不受影响。",
            "重新打开最近的规则更新文件。",
        ),
        en=Words(
            "The rules that updates brought cannot be read: {name}.",
            "The program uses the rules that came with it; rounds in progress are not concerned.",
            "Open the latest update file of the rules once more.",
        ),
    ),
    "GD-816": Message(
        zh=Words(
            "准备好的安装程序“{name}”被改动或删除了，没有启动。",
            "现在的程序和业务记录都没有改动。",
            "可能是杀毒软件移走了它。重新打开更新文件再试。",
        ),
        en=Words(
            'The installer "{name}" that lay ready was changed or removed, and was not started.',
            "This program and your records are unchanged.",
            "A virus scanner may have taken it. Open the update file and try again.",
        ),
    ),
    "GD-817": Message(
        zh=Words("这个更新文件装的不是要更新的内容。", _KEPT_ZH, "重新打开更新文件，按窗口里的提示操作。"),
        en=Words(
            "The update file holds something else than what was to be updated.",
            _KEPT_EN,
            "Open the file again and follow the window.",
        ),
    ),
    "GD-818": Message(
        zh=Words("“{publisher}”的这把新密钥本机已经有了。", _KEPT_ZH, "不需要更新。"),
        en=Words("This new key of {publisher} is here already.", _KEPT_EN, "Nothing needs doing."),
    ),
    "GD-819": Message(
        zh=Words(
            "没有得到管理员的许可，新版程序没有安装。",
            "现在的程序和业务记录都没有改动，更新前的备份已做好。",
            "再试一次并输入管理员密码，或者请管理员在终端运行：{command}",
        ),
        en=Words(
            "The administrator did not allow it, so the new program was not installed.",
            "This program and your records are unchanged; the backup from before is there.",
            "Try again with the administrator's password, or let him run in a terminal: {command}",
        ),
    ),
}
