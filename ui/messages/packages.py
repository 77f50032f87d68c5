"""The sentences for packages that cannot be received and files that cannot be kept (GD-3xx)."""

from dataclasses import dataclass

from ui.messages.message import Message, Words

_NOTHING_ZH = "没有收下任何文件，工作台与原来一样；原件没有改动。"
_NOTHING_EN = "Nothing was taken in; the desk is as it was, and the original was not touched."
_RESEND_ZH = "请重新复制一次，或请报送单位重新发送；若为分卷压缩，请先合并再打开。"
_RESEND_EN = "Copy it again or ask the sender for it again; join the parts of a split archive first."
_RENAME_ZH = "请报送单位改名后重新打包。"
_RENAME_EN = "Ask the sender to rename these files and to pack them again."
_DISK_ZH = "本次操作已全部撤回，没有留下半个文件；以前保存的内容都在。"
_DISK_EN = "This step was undone completely, no half file is left; all that was saved before is there."


def _refused(zh: tuple[str, str], en: tuple[str, str]) -> Message:
    return Message(zh=Words(zh[0], _NOTHING_ZH, zh[1]), en=Words(en[0], _NOTHING_EN, en[1]))


MESSAGES: dict[str, Message] = {
    "GD-301": _refused(
        (
            "“{name}”不是材料包：既不是文件夹，也不是 ZIP、7z 或 .gdpkg。",
            "请选择文件夹或压缩包；单个文件请先放进文件夹。",
        ),
        (
            '"{name}" is not a package: neither a folder nor a ZIP, 7z or .gdpkg.',
            "Choose a folder or an archive; put a single file into a folder first.",
        ),
    ),
    "GD-302": _refused(
        ("压缩包“{name}”不完整，末尾缺失。", _RESEND_ZH),
        ('The archive "{name}" is incomplete: its end is missing.', _RESEND_EN),
    ),
    "GD-303": _refused(
        ("压缩包“{name}”已损坏。损坏处：{entry}", _RESEND_ZH),
        ('The archive "{name}" is damaged. Where: {entry}', _RESEND_EN),
    ),
    "GD-304": _refused(
        ("压缩包“{name}”设有密码。加密文件：{entry}", "请报送单位取消密码后重新打包。"),
        (
            'The archive "{name}" is locked with a password. Locked file: {entry}',
            "Ask the sender to pack it again without a password.",
        ),
    ),
    "GD-305": _refused(
        (
            "压缩包“{name}”解开后是自身的 {ratio} 倍以上，像是恶意文件。",
            "请勿解压；请向报送单位核实来源，并请其以文件夹重新报送。",
        ),
        (
            'The archive "{name}" unpacks to more than {ratio} times its size, as a malicious file would.',
            "Do not unpack it; ask the sender where it comes from, and to send a folder instead.",
        ),
    ),
    "GD-306": _refused(
        ("“{name}”中的文件超过 {limit} 个。", "请只保留申报材料后重新打包。"),
        (
            '"{name}" holds more than {limit} files.',
            "Keep only what belongs to the application and pack again.",
        ),
    ),
    "GD-307": _refused(
        ("“{name}”中的文件合计超过 {gigabytes} GB。", "请压缩扫描件或去掉视频后重新打包。"),
        (
            'The files in "{name}" add up to more than {gigabytes} GB.',
            "Make the scans smaller or leave out films, then pack again.",
        ),
    ),
    "GD-308": _refused(
        ("有 {count} 个文件名不安全或无法在 Windows 上使用：\n{names}", _RENAME_ZH),
        ("{count} file names are unsafe or impossible on Windows:\n{names}", _RENAME_EN),
    ),
    "GD-309": _refused(
        ("有 {count} 个文件名相同（不区分大小写）：\n{names}", _RENAME_ZH),
        (
            "{count} file names are the same when upper and lower case are not told apart:\n{names}",
            _RENAME_EN,
        ),
    ),
    "GD-310": _refused(
        ("其中有 {count} 个链接，不是文件：\n{names}", "请用文件本身替换链接后重新打包。"),
        (
            "It holds {count} links instead of files:\n{names}",
            "Put the files themselves in place of the links and pack again.",
        ),
    ),
    "GD-311": _refused(
        ("其中有 {count} 个设备或管道，不是文件：\n{names}", "请删去后重新打包。"),
        ("It holds {count} devices or pipes instead of files:\n{names}", "Remove them and pack again."),
    ),
    "GD-312": _refused(
        ("压缩包“{name}”中有文件相互重叠，像是恶意文件。重叠处：{entry}", "请向报送单位核实来源后重新打包。"),
        (
            'Files overlap inside the archive "{name}", as in a malicious one. Where: {entry}',
            "Ask the sender where it comes from, and to pack it again.",
        ),
    ),
    "GD-313": _refused(
        (
            "压缩包“{name}”用了本程序不支持的压缩方法。文件：{entry}",
            "请用 ZIP（普通）或 7z（LZMA2）重新打包。",
        ),
        (
            'The archive "{name}" uses a compression that this program does not read. File: {entry}',
            "Pack it again as an ordinary ZIP or as 7z (LZMA2).",
        ),
    ),
    "GD-314": _refused(
        ("“{name}”中没有任何文件。", "请检查是否选错了文件夹或压缩包。"),
        ('There is no file in "{name}".', "Check whether it is the right folder or archive."),
    ),
    "GD-315": _refused(
        ("读不到“{name}”：可能已被移动，或 U 盘已拔出。", "重新插入 U 盘，再接收一次。"),
        (
            '"{name}" can no longer be read: it was moved, or the stick was pulled out.',
            "Put the stick back in and receive it again.",
        ),
    ),
    "GD-316": _refused(
        ("“{name}”是 RAR 压缩包，本程序不能读取。", "请先用解压软件解开，再选择解开后的文件夹。"),
        (
            '"{name}" is a RAR archive, which this program cannot read.',
            "Unpack it with another program and choose the folder that comes out.",
        ),
    ),
    "GD-317": _refused(
        ("“{name}”是交换文件，不是材料包。", "请到“收发”中接收它。"),
        ('"{name}" is an exchange file, not a package.', 'Receive it under "Exchange".'),
    ),
    "GD-318": _refused(
        ("“{name}”是空的，只有 0 字节。", _RESEND_ZH),
        ('"{name}" is empty: it has 0 bytes.', _RESEND_EN),
    ),
    "GD-320": Message(
        zh=Words("磁盘已满，无法写入“{folder}”。", _DISK_ZH, "请腾出磁盘空间后再试。"),
        en=Words(
            'The disk is full; "{folder}" cannot be written.', _DISK_EN, "Free some space and try again."
        ),
    ),
    "GD-321": Message(
        zh=Words("无法写入“{folder}”。", _DISK_ZH, "请检查磁盘是否可写、是否已拔出，然后再试。"),
        en=Words(
            '"{folder}" cannot be written.',
            _DISK_EN,
            "Check that the disk is there and may be written, then try again.",
        ),
    ),
    "GD-322": Message(
        zh=Words(
            "本工作台上没有这个文件（{sha256}）。",
            "记录完整，只缺文件本身。",
            "请向对方索取含附件的交换文件并导入。",
        ),
        en=Words(
            "This file is not on this desk ({sha256}).",
            "The records are complete; only the file itself is missing.",
            "Ask for an exchange file with attachments and import it.",
        ),
    ),
    "GD-323": Message(
        zh=Words(
            "保存的文件已损坏（{sha256}），内容与登记的不符。",
            "记录完整，其他文件不受影响。",
            "请从备份恢复，或向报送单位重新索取该文件。",
        ),
        en=Words(
            "A kept file is damaged ({sha256}): it is not what was recorded.",
            "The records are complete and other files are not affected.",
            "Restore it from a backup or ask the sender for the file again.",
        ),
    ),
    "GD-330": Message(
        zh=Words(
            "材料清单记录无法读懂（{field}）。",
            "记录原样保留，没有改动。",
            "请升级程序；若仍出现，请联系技术支持。",
        ),
        en=Words(
            "A recorded list of files cannot be understood ({field}).",
            "The record is kept as it is.",
            "Update the program; if this stays, ask for support.",
        ),
    ),
    "GD-340": _refused(
        ("文件内部结构不符合 BagIt 标准：{name}。", _RESEND_ZH),
        ("The inside of the file does not follow the BagIt standard: {name}.", _RESEND_EN),
    ),
    "GD-341": _refused(
        ("文件内容与清单不一致：{name}。", _RESEND_ZH),
        ("What is in the file does not match its own list: {name}.", _RESEND_EN),
    ),
    "GD-342": _refused(
        ("文件中的“{name}”已损坏或被改动。", _RESEND_ZH),
        ('"{name}" inside the file is damaged or was changed.', _RESEND_EN),
    ),
    "GD-350": _refused(
        ("材料包由更新版本的程序生成（格式 {version}，本程序支持到 {known}）。", "请升级程序后再打开。"),
        (
            "The package was made by a newer program (format {version}, this one reads up to {known}).",
            "Update the program and open it again.",
        ),
    ),
    "GD-351": _refused(
        ("材料包的目录有误：{field}", "请报送单位用本程序重新生成材料包。"),
        (
            "The table of contents of the package is wrong: {field}",
            "Ask the sender to make the package again with this program.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words in both languages."""

    zh: str
    en: str


FILE_NOTES: dict[str, Phrase] = {
    "empty": Phrase("空文件", "empty"),
    "pdf-cut": Phrase("PDF 不完整", "the PDF is cut off"),
    "pdf-broken": Phrase("PDF 已损坏", "the PDF is broken"),
    "pdf-password": Phrase("PDF 设有密码", "the PDF wants a password"),
    "pdf-repaired": Phrase("PDF 有小错，可以打开", "the PDF has small faults and opens"),
    "pdf-no-header": Phrase("名为 PDF，内容不是", "named PDF, but it is not one"),
    "image-cut": Phrase("图片不完整", "the image is cut off"),
    "office-cut": Phrase("文档不完整", "the document is cut off"),
    "office-password": Phrase("文档设有密码", "the document wants a password"),
    "archive-password": Phrase("压缩包设有密码", "the archive wants a password"),
    "archive-cut": Phrase("压缩结构不完整，打不开", "its packed content is incomplete"),
    "content-unknown": Phrase("内容与扩展名不符，无法识别", "the content does not fit the name"),
    "really-pdf": Phrase("扩展名不符，实际是 PDF", "really a PDF"),
    "really-image": Phrase("扩展名不符，实际是图片", "really an image"),
    "really-spreadsheet": Phrase("扩展名不符，实际是表格", "really a spreadsheet"),
    "really-text-document": Phrase("扩展名不符，实际是文本", "really a text document"),
    "really-drawing": Phrase("扩展名不符，实际是图纸", "really a drawing"),
    "really-archive": Phrase("扩展名不符，实际是压缩包", "really an archive"),
}
"""The notes on files of an inventory."""

NAME_REASONS: dict[str, Phrase] = {
    "drive": Phrase("带盘符", "names a drive"),
    "absolute": Phrase("绝对路径", "absolute path"),
    "path-too-long": Phrase("路径过长", "path too long"),
    "parent": Phrase("指向上级文件夹", "points to the folder above"),
    "dot": Phrase("空的文件夹名", "empty folder name"),
    "control": Phrase("含控制字符", "control characters"),
    "direction": Phrase("含改变文字方向的字符", "characters that turn the reading direction"),
    "forbidden": Phrase("含 Windows 不允许的字符", "characters that Windows does not allow"),
    "trailing": Phrase("以点或空格结尾", "ends with a dot or a space"),
    "reserved": Phrase("Windows 保留名", "reserved by Windows"),
    "too-long": Phrase("名称过长", "name too long"),
    "duplicate": Phrase("与另一个文件同名", "the same as another name"),
    "link": Phrase("链接", "a link"),
    "device": Phrase("设备", "a device"),
}
"""Why a name was refused: the second half of each finding of `NamesRefused`."""
