"""Words for upgrades of the database, for foreign databases, and for newer rules (GD-262, GD-267 to GD-269)."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-262": Message(
        zh=Words(
            "升级数据之前的备份没有写成：磁盘已满。",
            "数据没有升级，保持原样。",
            "腾出磁盘空间后，再打开工作台。",
        ),
        en=Words(
            "The backup before the upgrade could not be made: the disk is full.",
            "The data were not upgraded and are as they were.",
            "Make room on the disk, then open the desk again.",
        ),
    ),
    "GD-267": Message(
        zh=Words(
            "升级数据之前的备份没有写成：备份文件夹写不了，或写出的备份核对不上。",
            "数据没有升级，保持原样。",
            "检查磁盘和文件夹的权限后，再打开工作台。",
        ),
        en=Words(
            "The backup before the upgrade could not be made: the folder is not writable, or the copy not whole.",
            "The data were not upgraded and are as they were.",
            "Check the disk and the permissions of the folder, then open the desk again.",
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
    "GD-269": Message(
        zh=Words(
            "{file} 由更新版本的程序写成（格式 {format}），本版本读不了。",
            "现有的方案和评价表没有改动。",
            "安装新版本后再导入，或向发出文件的单位索取本版本的文件。",
        ),
        en=Words(
            "{file} was written by a newer version of the program (format {format}).",
            "The policies and checklists you have are unchanged.",
            "Install the newer version, then import it again, or ask for a file for this version.",
        ),
    ),
}
