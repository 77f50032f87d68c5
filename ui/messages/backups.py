"""Words for backups, the second place, restoring, and the new certificate after it (GD-250 to GD-262)."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-250": Message(
        zh=Words(
            "还没有备份，或选中的备份已不在了。",
            "现有的数据没有改动。",
            "重新打开备份列表，选另一份；没有备份时先“立即备份”。",
        ),
        en=Words(
            "There is no backup yet, or the chosen one is gone.",
            "The present data were not changed.",
            "Open the list of backups again and choose another; where there is none, back up now.",
        ),
    ),
    "GD-251": Message(
        zh=Words(
            "这份备份不完整或已损坏，不能用来恢复。",
            "现有的数据没有改动，备份也没有删除。",
            "选另一份备份，或第二处（U 盘、共享文件夹）中的备份。",
        ),
        en=Words(
            "This backup is incomplete or damaged; nothing can be restored from it.",
            "The present data were not changed, and the backup was not removed.",
            "Choose another backup, or one at the second place (stick, shared folder).",
        ),
    ),
}
