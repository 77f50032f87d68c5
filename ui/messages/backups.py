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
    "GD-252": Message(
        zh=Words(
            "这个工作台是由备份恢复的，在本批次要换新证书后才能写入。",
            "没有写入任何内容；草稿照常保存，查看和接收文件不受影响。",
            "写出加入申请交给组织单位，请其“替换原证书”；接收发回的批次文件后即可继续。",
        ),
        en=Words(
            "This desk was restored from a backup; in this round it needs a new certificate before it writes.",
            "Nothing was written; drafts are kept, and reading and receiving files go on as before.",
            "Write a request to join and have the organiser replace the old certificate; "
            "receive the round file that comes back, then go on.",
        ),
    ),
}
