"""Names inside packages: how their bytes are read, and which of them are refused."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable

from greendesk.adapters.archive_errors import NamesClash, UnsafeNames

MAX_COMPONENT = 255  # NTFS counts UTF-16 units; a Chinese name of 90 characters is lawful there
MAX_PATH = 1000

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\s*\..*)?")
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_DRIVE = re.compile(r"[A-Za-z]:")
# characters that turn the reading direction, so that a name shows another ending than it has
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SYSTEM_FILES = {"thumbs.db", ".ds_store", "desktop.ini"}
_UNICODE_PATH = 0x7075


def tidy(name: str) -> str:
    """Return the name with forward slashes and composed characters (NFC)."""
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def left_by_system(path: str) -> bool:
    """Whether an operating system, and not the applicant, put the file there."""
    parts = path.split("/")
    return parts[0] == "__MACOSX" or parts[-1].casefold() in _SYSTEM_FILES


def refuse_unsafe(paths: Iterable[str], folders: Iterable[str] = ()) -> None:
    """Raise `UnsafeNames` or `NamesClash` with every offending path of files and folders."""
    listed, places = list(paths), list(folders)
    findings = tuple((path, reason) for path in (*places, *listed) if (reason := unsafe_reason(path)))
    if findings:
        raise UnsafeNames(findings)
    clashes = _clashes(listed, places)
    if clashes:
        raise NamesClash(tuple((path, "duplicate") for path in clashes))


def unsafe_reason(path: str) -> str:
    """Return the code of what is wrong with the relative path, or an empty text."""
    if _DRIVE.match(path):
        return "drive"
    if path.startswith("/"):
        return "absolute"
    if len(path) > MAX_PATH:
        return "path-too-long"
    return next((reason for part in path.split("/") if (reason := _part_reason(part))), "")


def _part_reason(part: str) -> str:
    checks = (
        ("parent", part == ".."),
        ("dot", part in {"", "."}),
        ("control", any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in part)),
        ("direction", _DIRECTION.search(part) is not None),
        ("forbidden", _FORBIDDEN.search(part) is not None),
        ("trailing", part.endswith((".", " "))),
        ("reserved", _RESERVED.fullmatch(part) is not None),
        ("too-long", len(part.encode("utf-16-le", "surrogatepass")) > 2 * MAX_COMPONENT),
    )
    return next((reason for reason, wrong in checks if wrong), "")


def _clashes(paths: list[str], places: list[str]) -> list[str]:
    """Paths that meet another one: the same when case is ignored, or a file where another has a folder."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for place in places:
        _note_folders(folders, _key(place) + "/", place)
    clashing: list[str] = []
    for path in paths:
        key = _key(path)
        if key in seen:
            clashing += [seen[key], path]
        seen[key] = path
        _note_folders(folders, key, path)
    clashing += [path for key, path in seen.items() if key in folders]
    return list(dict.fromkeys(clashing))


def _note_folders(folders: dict[str, str], key: str, path: str) -> None:
    while "/" in key:
        key = key.rpartition("/")[0]
        if key in folders:
            break
        folders[key] = path


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def zip_encoding(raw_names: Iterable[bytes]) -> str | None:
    """Return the one encoding in which all unmarked names of a ZIP make sense: UTF-8, else GB 18030."""
    names = list(raw_names)
    return next((code for code in ("utf-8", "gb18030") if all(_decodes(name, code) for name in names)), None)


def decode_zip_name(raw: bytes, encoding: str | None) -> str:
    """Read one unmarked name; alone, each name is tried as UTF-8, GB 18030 and at last cp437."""
    tried = (encoding,) if encoding else ("utf-8", "gb18030", "cp437")
    return raw.decode(next(code for code in tried if _decodes(raw, code)))


def unicode_path(raw: bytes, extra: bytes) -> str | None:
    """Return the name in the Info-ZIP Unicode Path field (0x7075), if it belongs to this very name."""
    while len(extra) >= 4:
        identifier, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if identifier == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checksum,) = struct.unpack_from("<L", field, 1)
            if checksum == zlib.crc32(raw) and _decodes(field[5:], "utf-8"):
                return field[5:].decode()
    return None


def decode_disk_name(name: str) -> str:
    """Mend a name from a disk whose bytes are GB 18030 where the system expected UTF-8."""
    if name.isprintable() or not any("\udc80" <= sign <= "\udcff" for sign in name):
        return name
    raw = name.encode("utf-8", "surrogateescape")
    return raw.decode("gb18030") if _decodes(raw, "gb18030") else name


def natural_key(path: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sort key that puts 附件2 before 附件10."""
    parts = re.split(r"(\d{1,18})", path)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts), path


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
