"""Words for backups, the second place, restoring, and the new certificate after it (GD-250 to GD-261)."""

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
            "这个工作台由备份或恢复密钥恢复，在本批次要换新证书后才能写入。",
            "没有写入任何内容；草稿照常保存，查看和接收文件不受影响。",
            "写出加入申请交给组织单位，请其“替换原证书”；接收发回的批次文件后即可继续。",
        ),
        en=Words(
            "This desk was restored or recovered; in this round it needs a new certificate before it writes.",
            "Nothing was written; drafts are kept, and reading and receiving files go on as before.",
            "Write a request to join and have the organiser replace the old certificate; "
            "receive the round file that comes back, then go on.",
        ),
    ),
    "GD-253": Message(
        zh=Words(
            "这份备份是另一个工作台的。",
            "现有的数据没有改动。",
            "要恢复那个工作台，请在一个空文件夹里恢复；本工作台请选它自己的备份。",
        ),
        en=Words(
            "This backup belongs to another desk.",
            "The present data were not changed.",
            "Restore that desk into an empty folder; for this desk choose one of its own backups.",
        ),
    ),
    "GD-254": Message(
        zh=Words(
            "第二处备份不能放在工作台自己的文件夹里：文件夹坏了，两份都没有了。",
            "原来的设置没有改动。",
            "选 U 盘、另一块硬盘或单位的共享文件夹。",
        ),
        en=Words(
            "The second place cannot lie in the desk's own folder: both would be lost together.",
            "The setting was not changed.",
            "Choose a stick, another disk or a shared folder of the office.",
        ),
    ),
    "GD-255": Message(
        zh=Words(
            "第二处备份现在找不到：U 盘没有插上，或共享文件夹没有连上。",
            "本机的备份照常进行。",
            "插上 U 盘或连上共享文件夹，下次备份时自动补上。",
        ),
        en=Words(
            "The second place cannot be found: the stick is not in, or the share not connected.",
            "Backups on this computer go on.",
            "Put the stick in or connect the share; the next backup is copied there by itself.",
        ),
    ),
    "GD-256": Message(
        zh=Words(
            "第二处备份还没有复制完：要复制的较多，这次的时间用完了。",
            "已复制的留在第二处，本机的备份是完整的。",
            "不用做什么，下次接着复制；U 盘请不要急着拔。",
        ),
        en=Words(
            "The second place does not hold everything yet: there was more to copy than time.",
            "What was copied stays there, and the backup on this computer is whole.",
            "Nothing is to be done, the rest follows; leave the stick in for a while.",
        ),
    ),
    "GD-257": Message(
        zh=Words(
            "第二处与工作台在同一块硬盘上：硬盘坏了，两份都没有了。",
            "备份照常复制到那里。",
            "有条件时改用 U 盘、另一块硬盘或共享文件夹。",
        ),
        en=Words(
            "The second place is on the same disk as the desk: if the disk fails, both are lost.",
            "Backups are copied there all the same.",
            "Choose a stick, another disk or a shared folder when you can.",
        ),
    ),
    "GD-258": Message(
        zh=Words(
            "磁盘空间不够，没有试恢复，也没有打开备份。",
            "备份都在，好坏没有变化。",
            "腾出磁盘空间后再试。",
        ),
        en=Words(
            "There is too little room on the disk to open or try a backup.",
            "The backups are all there; this says nothing about them.",
            "Make room on the disk and try again.",
        ),
    ),
    "GD-259": Message(
        zh=Words(
            "备份没有写成：备份文件夹写不了，或写出的备份核对不上。",
            "记录没有改动，以前的备份都在。",
            "检查磁盘和文件夹的权限，再试一次。",
        ),
        en=Words(
            "The backup could not be made: its folder is not writable, or the copy not whole.",
            "The records were not changed, and the earlier backups are there.",
            "Check the disk and the permissions of the folder, then try again.",
        ),
    ),
    "GD-260": Message(
        zh=Words(
            "备份没有写成：磁盘已满。",
            "记录没有改动，以前的备份都在。",
            "腾出磁盘空间，再试一次。",
        ),
        en=Words(
            "The backup could not be made: the disk is full.",
            "The records were not changed, and the earlier backups are there.",
            "Make room on the disk, then try again.",
        ),
    ),
    "GD-261": Message(
        zh=Words(
            "备份没有写成：数据文件有损坏。",
            "读得出的记录照常能用，以前的备份都在。",
            "到“设置”里点“检查工作台”，再点“修复”。",
        ),
        en=Words(
            "The backup could not be made: the data file is damaged.",
            "What can be read is as usable as before, and the earlier backups are there.",
            'In the settings choose "Check desk", then "Repair".',
        ),
    ),
}
