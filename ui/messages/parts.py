"""Words for files in parts, for backups before receiving, and for files that changed on the way (GD-63x)."""

from ui.messages.message import Message, Words

_RECORDS_ZH = "没有接收任何记录，本机与原来一样。"
_RECORDS_EN = "Nothing was received; this computer is as it was."
_KEPT_ZH = "已到的部分留在本机，等其余部分到了自动拼成原文件。"
_KEPT_EN = "What came is kept here and will be joined when the others come."

MESSAGES: dict[str, Message] = {
    "GD-630": Message(
        zh=Words(
            "“{name}”还缺第 {missing} 部分，共 {count} 部分。",
            _KEPT_ZH,
            "插入存有其余部分的 U 盘或光盘，打开其中任一部分。",
        ),
        en=Words(
            'Parts {missing} of "{name}" are still missing, of {count}.',
            _KEPT_EN,
            "Put in the medium that holds the others and open any one of them.",
        ),
    ),
    "GD-631": Message(
        zh=Words(
            "分卷“{name}”读不出来、不完整或被改动。",
            _RECORDS_ZH,
            "重新复制一次；仍然这样时，请发件人重新写出这一部分。",
        ),
        en=Words(
            'The part "{name}" cannot be read, is incomplete or was changed.',
            _RECORDS_EN,
            "Copy it once more; if that does not help, ask the sender for this part again.",
        ),
    ),
    "GD-632": Message(
        zh=Words(
            "“{name}”的第 {damaged} 部分已损坏；还缺第 {missing} 部分，共 {count} 部分。",
            _KEPT_ZH,
            "重新复制损坏的部分；仍然这样时，请发件人重新写出这几部分。",
        ),
        en=Words(
            'Parts {damaged} of "{name}" are damaged; {missing} of {count} are still missing.',
            _KEPT_EN,
            "Copy the damaged parts once more; if that does not help, ask the sender for them again.",
        ),
    ),
    "GD-633": Message(
        zh=Words("分卷由更新版本的程序写成（格式 {version}）。", _RECORDS_ZH, "安装新版本后再接收。"),
        en=Words(
            "The part was written by a newer version of the program (format {version}).",
            _RECORDS_EN,
            "Install the newer version, then receive the file.",
        ),
    ),
    "GD-634": Message(
        zh=Words(
            "分卷“{name}”的编号、数量或大小互相矛盾，或者它只是一个链接。",
            _RECORDS_ZH,
            "这样的文件不会由本程序写出；请向发件人核实并索取原件。",
        ),
        en=Words(
            'Number, count and sizes of the part "{name}" contradict each other, or it is only a link.',
            _RECORDS_EN,
            "This program writes no such file; ask the sender about it, and for the original.",
        ),
    ),
    "GD-635": Message(
        zh=Words(
            "本机留存的分卷太多，最多 {gigabytes} GB。",
            "新的部分没有留存，已有的部分没有改动。",
            "在“收件”中移除不再需要的分卷，再打开这一部分。",
        ),
        en=Words(
            "Too many parts are kept on this computer; the limit is {gigabytes} GB.",
            "The new part was not kept; what was here is as it was.",
            "Remove parts that are no longer needed under Receive, then open this part again.",
        ),
    ),
    "GD-636": Message(
        zh=Words(
            "“{name}”的各部分拼不成原来的文件。",
            "没有接收任何记录；留在本机的部分已移除，以便重新开始。",
            "请发件人重新写出全部部分。",
        ),
        en=Words(
            'The parts of "{name}" do not make the file that they were cut from.',
            "Nothing was received; the parts kept here were removed, so that you can begin anew.",
            "Ask the sender to write all parts again.",
        ),
    ),
    "GD-637": Message(
        zh=Words(
            "每部分太小：要分成 {count} 部分，最多 {limit} 部分。",
            "没有写出文件。",
            "把每部分的大小改大一些。",
        ),
        en=Words(
            "The parts are too small: {count} would be needed, and {limit} is the limit.",
            "Nothing was written.",
            "Choose larger parts.",
        ),
    ),
    "GD-638": Message(
        zh=Words(
            "接收前的备份没有写成：备份文件夹写不了，或写出的备份核对不上。",
            _RECORDS_ZH,
            "检查磁盘和文件夹的权限后再接收。",
        ),
        en=Words(
            "The backup before receiving could not be made: the folder is not writable, or the copy not whole.",
            _RECORDS_EN,
            "Check the disk and the permissions of the folder, then receive the file again.",
        ),
    ),
    "GD-639": Message(
        zh=Words(
            "“{name}”在预览之后换成了别的文件。",
            _RECORDS_ZH,
            "重新打开这个文件，看过预览再接收。",
        ),
        en=Words(
            '"{name}" is another file than the one that was shown.',
            _RECORDS_EN,
            "Open it again and look at the preview before you receive it.",
        ),
    ),
    "GD-640": Message(
        zh=Words("接收前的备份没有写成：磁盘已满。", _RECORDS_ZH, "腾出磁盘空间后再接收。"),
        en=Words(
            "The backup before receiving could not be made: the disk is full.",
            _RECORDS_EN,
            "Make room on the disk, then receive the file again.",
        ),
    ),
    "GD-641": Message(
        zh=Words(
            "接收前的备份没有写成：数据文件有损坏。",
            _RECORDS_ZH,
            "到“设置”里点“检查工作台”，再点“修复”；修好后再接收。",
        ),
        en=Words(
            "The backup before receiving could not be made: the data file is damaged.",
            _RECORDS_EN,
            'In the settings choose "Check desk", then "Repair"; receive the file again after that.',
        ),
    ),
}
