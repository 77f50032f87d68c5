"""Words for what an examination finds about how a desk is kept: its backups, its log, the clock (GD-270 to GD-276)."""

from ui.messages.message import Message, Words


def _found(zh: tuple[str, str, str], en: tuple[str, str, str]) -> Message:
    return Message(zh=Words(*zh), en=Words(*en))


KEEPING: dict[str, Message] = {
    "GD-270": _found(
        ("磁盘快满了", "剩下的空间不够写一份备份和升级数据。", "删去不要的文件，或把工作台移到更大的磁盘。"),
        (
            "The disk is nearly full",
            "There is no room for a backup and an upgrade of the data.",
            "Remove files that nobody needs, or move the desk to a larger disk.",
        ),
    ),
    "GD-271": _found(
        (
            "很久没有备份",
            "三天多没有备份，这之后的内容只有一份，电脑坏了就没有了。",
            "在“设置”的“备份”里立即备份；备份不成的，按提示处理。",
        ),
        (
            "No backup for long",
            "None for over three days: what came since is here alone, and lost if this computer breaks.",
            'Back up now ("Backups" in "Settings"), and do what is said when that fails.',
        ),
    ),
    "GD-272": _found(
        (
            "试恢复没有成功",
            "那份备份打不开或不完整，需要时可能恢复不了。工作台里的数据不受影响。",
            "在“设置”的“备份”里立即备份，再试恢复一次；仍不成功的，选择第二处，并联系技术支持。",
        ),
        (
            "Trial restore failed",
            "The backup does not open or is not whole, and may be of no use. The desk itself is not concerned.",
            'Back up now ("Backups" in "Settings") and try again; if that fails, set a second place and ask support.',
        ),
    ),
    "GD-273": _found(
        (
            "很久没有试恢复",
            "一个多月没有试过，备份能不能恢复还不知道。",
            "在“设置”的“备份”里试恢复一次；工作台开着时，每天会自动试一次。",
        ),
        (
            "No trial restore for long",
            "None for over a month, so nobody knows whether the backups are good.",
            'Try one ("Backups" in "Settings"); while the desk is open, one is tried every day.',
        ),
    ),
    "GD-274": _found(
        (
            "第二处备份很久没有更新",
            "一个多星期没能复制到那里，这台电脑坏了就只有旧的备份。",
            "插上 U 盘或连上共享文件夹，在“设置”的“备份”里立即备份，就会复制过去；不再用那里的，换一处。",
        ),
        (
            "The second place is out of date",
            "Nothing came there for over a week; if this computer breaks, old backups are all there is.",
            'Plug in the stick or connect the share and back up ("Backups" in "Settings"), or choose another place.',
        ),
    ),
    "GD-275": _found(
        (
            "日志写不进去",
            "出了问题时，诊断报告里没有经过。工作不受影响。",
            "检查工作台文件夹里 log 文件夹的权限；里面的文件不要设为只读。",
        ),
        (
            "The log cannot be written",
            "When something goes wrong, no report can tell how. The work is not concerned.",
            "Check the permissions of the folder log in the folder of the desk; its files must not be read-only.",
        ),
    ),
    "GD-276": _found(
        (
            "本机日期不对",
            "本机日期早于程序的发布，或比最近的记录早一天以上。新记录会排在已有记录之后。",
            "在系统设置里核对日期和时间；本机没错的，请写出最近记录的一方核对。",
        ),
        (
            "This computer's date is wrong",
            "It is before the program existed, or a day before the newest record; new ones are put behind that.",
            "Check date and time of the system; if they are right, whoever wrote the newest record checks theirs.",
        ),
    ),
}
