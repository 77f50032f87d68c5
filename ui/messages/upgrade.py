"""Words for upgrades of the database, and for databases that are not ours (GD-267, GD-268)."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-267": Message(
        zh=Words(
            "升级数据之前的备份没有写成：磁盘已满、写不了，或写出的备份核对不上。",
            "数据没有升级，保持原样。",
            "腾出磁盘空间、检查磁盘后，再打开工作台。",
        ),
        en=Words(
            "The backup before the upgrade could not be made: disk full, not writable, or not whole.",
            "The data were not upgraded and are as they were.",
            "Make room on the disk, check it, then open the desk again.",
        ),
    ),
    "GD-268": Message(
        zh=Words(
            "这个数据库里是别的程序的数据，不是工作台的。",
            "没有写入任何内容。",
            "核对数据库地址；给 GreenDesk 单独建一个数据库，或恢复工作台自己的数据文件。",
        ),
        en=Words(
            "This database holds the data of another program, not of a desk.",
            "Nothing was written.",
            "Check the address; give GreenDesk a database of its own, or restore the desk's own data file.",
        ),
    ),
}
