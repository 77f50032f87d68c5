"""Words for signing keys: certificate files (GD-127 to 129, 138, 139) and keys on a UKey (GD-130 to 137)."""

from ui.messages.message import Message, Words

_NOTHING = ("没有记录任何内容，已填的都还在。", "Nothing was recorded; what you typed is still there.")
_RECORDS = (
    "这一步没有记录。已有的记录和草稿都在本机，没有改动。",
    "This step was not recorded. Records and drafts on this computer are unchanged.",
)
_FILE = ("文件没有改动。", "The file is unchanged.")

_Pair = tuple[str, str]


def _said(kept: _Pair, zh: _Pair, en: _Pair) -> Message:
    """Build a message of what happened and the cure, around what was kept."""
    return Message(zh=Words(zh[0], kept[0], zh[1]), en=Words(en[0], kept[1], en[1]))


_FILES: dict[str, Message] = {
    "GD-127": _said(
        _FILE,
        ("证书文件的密码不对。", "注意大小写和输入法，再输一次；这是导出文件时设的密码。"),
        (
            "The password does not open the certificate file.",
            "Mind capitals and the keyboard and type it again; it was set when the file was saved.",
        ),
    ),
    "GD-128": _said(
        _FILE,
        ("“{name}”不是证书文件，或已损坏。", "选择 .p12 或 .pfx 文件。"),
        ('"{name}" is no certificate file, or it is damaged.', "Choose a .p12 or .pfx file."),
    ),
    "GD-129": _said(
        _FILE,
        ("证书文件里要有一个密钥，这个文件里有 {count} 个。", "导出时选择“包含私钥”，只导出一个证书。"),
        (
            "A certificate file must hold one key, and this one holds {count}.",
            "Export a single certificate together with its private key.",
        ),
    ),
    "GD-138": _said(
        _FILE,
        (
            "证书文件里的密钥是 {found}，本程序用 P-256 密钥签名。",
            "换一个 P-256（ECC）证书文件，或选择在本机生成。",
        ),
        (
            "The key in the certificate file is {found}; this program signs with P-256.",
            "Choose a file with a P-256 (ECC) certificate, or have a key made here.",
        ),
    ),
    "GD-139": _said(
        _NOTHING,
        ("签名密钥在 UKey“{label}”里，不能导出。", "UKey 丢失或损坏时，向组织单位重新申请加入。"),
        (
            'The signing key is on the UKey "{label}" and cannot be copied.',
            "If the UKey is lost or broken, ask the organiser to admit you again.",
        ),
    ),
}

_TOKENS: dict[str, Message] = {
    "GD-130": _said(
        _NOTHING,
        ("UKey 的驱动文件“{module}”打不开。", "装好厂家的驱动，再选择其中给签名程序用的 .dll 或 .so 文件。"),
        (
            'The driver file "{module}" of the UKey cannot be used.',
            "Install the maker's driver and choose its .dll or .so file for signing programs.",
        ),
    ),
    "GD-131": _said(
        _RECORDS,
        ("没有找到 UKey“{label}”。", "插好 UKey，再做一次。"),
        ('The UKey "{label}" is not plugged in.', "Plug it in, then do it again."),
    ),
    "GD-132": _said(
        _RECORDS,
        ("UKey 的 PIN 不对。", "再输一次；连续输错会锁住 UKey。"),
        ("The PIN of the UKey is wrong.", "Type it again; several wrong ones lock the UKey."),
    ),
    "GD-133": _said(
        _RECORDS,
        ("UKey“{label}”的 PIN 已锁住，或还没有设。", "用厂家的工具解锁或设 PIN，再做一次。"),
        (
            'The PIN of the UKey "{label}" is locked or was never set.',
            "Unlock or set it with the maker's tool, then do it again.",
        ),
    ),
    "GD-134": _said(
        _RECORDS,
        (
            "没有 UKey 的 PIN，或 PIN 已经改过，不能签名。",
            "锁定工作台，输入 PIN 重新打开；命令行用环境变量 GREENDESK_PIN。",
        ),
        (
            "The PIN of the UKey was not given, or it has been changed: nothing can be signed.",
            "Lock the desk and open it again with the PIN; commands read it from GREENDESK_PIN.",
        ),
    ),
    "GD-135": _said(
        _RECORDS,
        ("UKey“{label}”里没有本工作台的密钥。", "换上建立工作台时用的 UKey；密钥已删除时，重新申请加入。"),
        (
            'The key of this desk is not on the UKey "{label}".',
            "Plug in the one the desk was made with; if the key was deleted, ask to be admitted again.",
        ),
    ),
    "GD-136": _said(
        _NOTHING,
        ("UKey“{label}”是只读的，不能生成密钥。", "选择其中已有的密钥，或换一个 UKey。"),
        (
            'The UKey "{label}" is read-only, so no key can be made on it.',
            "Choose a key that it holds, or another UKey.",
        ),
    ),
    "GD-137": _said(
        _RECORDS,
        (
            "UKey“{label}”没有完成这一步。",
            "拔下再插上，再做一次；建立工作台时出现，说明它不支持 P-256 密钥，需换一个。",
        ),
        (
            'The UKey "{label}" could not do this.',
            "Unplug it, plug it in and try again; while making a desk it means that P-256 is not supported.",
        ),
    ),
}

MESSAGES: dict[str, Message] = {**_FILES, **_TOKENS}
