"""Words for the desk: its database, its folder, and what the command line cannot do (GD-2xx)."""

from ui.messages.message import Message, Words

_DATA = (
    "已提交的记录和草稿都在本机，没有改动。",
    "Submitted records and drafts are on this computer, unchanged.",
)
_UNDONE = ("这一步已全部撤回，以前保存的都在。", "This step was undone; all that was saved before is there.")
_NOTHING = ("没有做任何改动。", "Nothing was changed.")

_SERVER = (
    "已确认的记录和草稿都在服务器上，没有改动。",
    "Acknowledged records and drafts are on the server, unchanged.",
)

_Pair = tuple[str, str]


def _said(kept: _Pair, zh: _Pair, en: _Pair) -> Message:
    """Build a message of what happened and the cure, around what was kept."""
    return Message(zh=Words(zh[0], kept[0], zh[1]), en=Words(en[0], kept[1], en[1]))


MESSAGES: dict[str, Message] = {
    "GD-201": _said(
        _DATA,
        ("工作台由更新版本的程序写成，本版本不能打开。", "安装新版本后再打开。"),
        (
            "The desk was written by a newer version of the program and cannot be opened by this one.",
            "Install the newer version, then open it again.",
        ),
    ),
    "GD-202": _said(
        ("文件保持原样，没有写入。", "The file was left as it is; nothing was written."),
        (
            "工作台的数据文件已损坏，或与身份不配。",
            "到“设置”里点“检查工作台”再“修复”；打不开时选“修复并打开”（命令行：doctor --repair）；不行再从备份恢复。",
        ),
        (
            "The desk's data file is damaged or does not belong to this identity.",
            (
                'In the settings choose "Check desk", then "Repair"; when it does not open, "Repair and open" '
                "(or doctor --repair); failing that, restore a backup."
            ),
        ),
    ),
    "GD-203": _said(
        _UNDONE,
        ("磁盘已满，没有写完。", "腾出空间后再做一次。"),
        ("The disk is full and this was not written.", "Make room, then do it again."),
    ),
    "GD-204": _said(
        _UNDONE,
        (
            "工作台的数据文件读写不了：磁盘出错、只读，或介质被拔出。",
            "检查磁盘的空间和权限，插好介质后再试。",
        ),
        (
            "The desk's data file cannot be read or written: disk error, read-only, or medium taken out.",
            "Check the disk, its free space and the permissions, put the medium in, then try again.",
        ),
    ),
    "GD-205": _said(
        ("升级前的数据文件保持原样。", "The data file was left as it was before the upgrade."),
        ("数据文件升级后核对不通过，没有采用。", "继续使用原来的版本，并把日志和这个代码发给技术支持。"),
        (
            "The upgraded data file did not hold together and was not used.",
            "Go on with the earlier version and send the log and this code to support.",
        ),
    ),
    "GD-210": _said(
        _DATA,
        ("工作台“{folder}”已在另一个窗口或程序中打开。", "回到已打开的窗口；关闭它后再打开。"),
        (
            'The desk "{folder}" is open in another window or program.',
            "Go to that window, or close it and open the desk again.",
        ),
    ),
    "GD-211": _said(
        _NOTHING,
        ("文件夹“{folder}”不能建立或写入。", "换一个有写入权限的文件夹，或检查磁盘。"),
        (
            'The folder "{folder}" cannot be made or written.',
            "Choose a folder that you may write to, or check the disk.",
        ),
    ),
    "GD-216": _said(
        _NOTHING,
        (
            "工作台的文件夹“{folder}”读不了：现在登录的人没有权限。",
            "多半是曾以管理员身份运行过。请设这台电脑的人把文件夹的权限改回来，或打开另一个工作台。",
        ),
        (
            'The desk\'s folder "{folder}" cannot be read: whoever is signed in has no right to it.',
            "The program probably ran as administrator once: have the right given back, or open another desk.",
        ),
    ),
    "GD-217": _said(
        _NOTHING,
        ("找不到文件“{name}”。", "看看它是否被移走或改名，U 盘是否插好，再打开一次。"),
        (
            'There is no file "{name}".',
            "See whether it was moved or renamed and the stick is in, then open it again.",
        ),
    ),
    "GD-206": _said(
        (
            "身份文件还在，没有另建空的工作台。",
            "The identity is still there; no empty desk was made in its place.",
        ),
        (
            "工作台文件夹“{folder}”里缺少存放记录的文件 desk.db。",
            "从备份把 desk.db 放回原处；没有备份时，请其他参与方重新发送。",
        ),
        (
            'The file with the records, desk.db, is missing from the folder "{folder}".',
            "Put desk.db back from a backup; without one, ask the others to send their files again.",
        ),
    ),
    "GD-212": _said(
        _DATA,
        ("文件夹“{folder}”里已经有工作台，没有新建。", "打开这个工作台，或换一个空文件夹新建。"),
        (
            'There is a desk in the folder "{folder}" already; no new one was made.',
            "Open that desk, or choose an empty folder.",
        ),
    ),
    "GD-207": _said(
        _SERVER,
        (
            "数据库服务器连不上，或没有及时应答。",
            "检查网络和服务器是否运行；连上后先看刚才的一步是否已在，再决定是否重做。",
        ),
        (
            "The database server cannot be reached or did not answer in time.",
            "Check the network and the server; then see whether the last step is there before doing it again.",
        ),
    ),
    "GD-208": _said(
        _SERVER,
        (
            "数据库服务器不接受这个用户名、密码或数据库名。",
            "请管理员核对 GREENDESK_DATABASE_URL 中的用户名、密码和数据库名。",
        ),
        (
            "The database server does not accept this name, password or database.",
            "Ask whoever looks after the server to check name, password and database in GREENDESK_DATABASE_URL.",
        ),
    ),
    "GD-209": _said(
        _UNDONE,
        ("数据库服务器的磁盘、内存或连接数已用完。", "请管理员腾出空间或增加连接数后再做一次。"),
        (
            "The database server has no disk space, memory or connections left.",
            "Ask whoever looks after the server to make room, then do it again.",
        ),
    ),
    "GD-213": _said(
        _UNDONE,
        ("数据库服务器只允许读取。", "请管理员给这个用户写入权限，并确认连接的是主服务器。"),
        (
            "The database server only allows reading.",
            "Ask for the right to write, and make sure that the address is the main server and not a standby.",
        ),
    ),
    "GD-214": _said(
        _NOTHING,
        (
            "GREENDESK_DATABASE_URL 指向的数据库不能存放工作台。",
            "需要 PostgreSQL 13 或更新版本，数据库编码为 UTF8，地址以 postgresql:// 开头。",
        ),
        (
            "The database in GREENDESK_DATABASE_URL cannot hold a desk.",
            "It takes PostgreSQL 13 or newer, a database in UTF8 and an address that begins with postgresql://.",
        ),
    ),
    "GD-215": _said(
        _NOTHING,
        (
            "数据库服务器报告自己的文件已损坏。",
            "先停止使用，请管理员用备份恢复数据库；各参与方的交换文件可补回缺少的记录。",
        ),
        (
            "The database server reports that its own files are damaged.",
            "Stop using it and have it restored from a backup; exchange files of the others bring back what lacks.",
        ),
    ),
    "GD-280": _said(
        _NOTHING,
        ("文件夹“{folder}”里没有工作台。", "核对 --desk 后的文件夹；新建工作台用 init。"),
        (
            'There is no desk in the folder "{folder}".',
            "Check the folder after --desk; make a new desk with init.",
        ),
    ),
    "GD-281": _said(
        _NOTHING,
        ("文件夹“{folder}”里已经有工作台。", "换一个空文件夹，或直接使用这个工作台。"),
        (
            'There is a desk in the folder "{folder}" already.',
            "Choose an empty folder, or use this desk.",
        ),
    ),
    "GD-282": _said(
        _NOTHING,
        (
            "没有给出口令。",
            "用 --passphrase-file 指定口令文件，或设置环境变量 GREENDESK_PASSPHRASE。",
        ),
        (
            "No passphrase was given.",
            "Name a file with --passphrase-file or set GREENDESK_PASSPHRASE.",
        ),
    ),
    "GD-283": _said(
        _NOTHING,
        ("“{given}”没有对应的{what}。可选：{choices}。", "按列出的名称或编号填写。"),
        (
            'No {what_en} is called "{given}". There are: {choices}.',
            "Use one of the names or numbers listed.",
        ),
    ),
    "GD-284": _said(
        _NOTHING,
        ("“{given}”对应多个{what}：{choices}。", "写得更完整，或用编号。"),
        ('"{given}" fits more than one {what_en}: {choices}.', "Write more of it, or use the number."),
    ),
    "GD-285": _said(
        _NOTHING,
        ("文件“{name}”读写不了：不存在、没有权限或介质已拔出。", "核对路径和权限后再试。"),
        (
            'The file "{name}" cannot be read or written: not there, not permitted, or medium taken out.',
            "Check the path and the permission, then try again.",
        ),
    ),
    "GD-286": _said(
        _NOTHING,
        ("“{name}”第 {line} 行的评分表读不懂：{field}。", "对照 score --write-table 写出的表改正后再读入。"),
        (
            'Line {line} of "{name}" cannot be read: {field}.',
            "Correct it after the table that score --write-table writes.",
        ),
    ),
    "GD-287": _said(
        _NOTHING,
        ("文件“{name}”已经存在。", "换一个文件名，或先移走原来的文件。"),
        ('The file "{name}" is there already.', "Choose another name, or move that file away first."),
    ),
    "GD-288": _said(
        _NOTHING,
        ("没有确认，所以没有进行。", "加 --yes 直接进行，或加 --preview 只看不做。"),
        ("Nothing was confirmed, so nothing was done.", "Add --yes to do it, or --preview to only look."),
    ),
    "GD-289": _said(
        _NOTHING,
        ("没有文件夹“{name}”，文件写不进去。", "先建好文件夹；写到 U 盘时，先看它是否已插好。"),
        (
            'There is no folder "{name}" to write the file into.',
            "Make the folder first; for a stick, see whether it is plugged in.",
        ),
    ),
}
