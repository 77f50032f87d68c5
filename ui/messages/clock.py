"""Words for a computer that is not as it should be: its clock, and where it keeps a desk (GD-246 to GD-248)."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-246": Message(
        zh=Words(
            "本机日期是 {today}，不对。",
            "已保存的都在；新记录会排在已有记录之后。",
            "在系统设置里改正日期和时间；改正以前不能开设批次、批准加入。",
        ),
        en=Words(
            "This computer's date is {today}, which is wrong.",
            "All that was saved is there; new records are put behind those there are.",
            "Set date and time of the system; until then no round can be opened and nobody be approved.",
        ),
    ),
    "GD-247": Message(
        zh=Words(
            "本机日期 {today} 早于本批次最近的记录（{last}）。",
            "已保存的都在；新记录会排在最近的记录之后。",
            "核对本机的日期和时间；本机没错时，请写出那条记录的一方核对。",
        ),
        en=Words(
            "This computer's date {today} is before the newest record of the round ({last}).",
            "All that was saved is there; new records are put behind the newest one.",
            "Check date and time of this computer; if they are right, ask whoever wrote that record to check theirs.",
        ),
    ),
    "GD-248": Message(
        zh=Words(
            "文件夹“{folder}”的完整路径太长，放不下工作台。",
            "没有做任何改动。",
            "把它移到层级较少的地方，或换一个名称较短的文件夹。",
        ),
        en=Words(
            'The full path of the folder "{folder}" is too long for a desk.',
            "Nothing was changed.",
            "Move it to a place with fewer folders above it, or choose one with a shorter name.",
        ),
    ),
}
