"""The files of a package as the bench speaks of them: icons, words for kinds and states, and the tree's rows."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from greendesk.domain.assessment import Pin
from greendesk.domain.package import FileKind, FileState, Inventory, PackageFile
from ui.i18n import QT_TRANSLATE_NOOP, tr

ICONS = {
    FileKind.PDF: "file",
    FileKind.IMAGE: "image",
    FileKind.SPREADSHEET: "sheet",
    FileKind.TEXT_DOCUMENT: "file",
    FileKind.DRAWING: "image",
    FileKind.ARCHIVE: "inbox",
    FileKind.OTHER: "file",
}
KINDS = {
    FileKind.PDF: QT_TRANSLATE_NOOP("", "PDF 文档"),
    FileKind.IMAGE: QT_TRANSLATE_NOOP("", "图片"),
    FileKind.SPREADSHEET: QT_TRANSLATE_NOOP("", "表格"),
    FileKind.TEXT_DOCUMENT: QT_TRANSLATE_NOOP("", "文字文档"),
    FileKind.DRAWING: QT_TRANSLATE_NOOP("", "图纸"),
    FileKind.ARCHIVE: QT_TRANSLATE_NOOP("", "压缩包"),
    FileKind.OTHER: QT_TRANSLATE_NOOP("", "其他文件"),
}
STATES = {
    FileState.EMPTY: QT_TRANSLATE_NOOP("", "空文件"),
    FileState.MISNAMED: QT_TRANSLATE_NOOP("", "后缀不符"),
    FileState.LOCKED: QT_TRANSLATE_NOOP("", "有密码"),
    FileState.UNREADABLE: QT_TRANSLATE_NOOP("", "读不出"),
}
CLOSED_STATES = frozenset({FileState.EMPTY, FileState.LOCKED, FileState.UNREADABLE})
VIEWABLE = frozenset({FileKind.PDF, FileKind.IMAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """What the tree's delegate paints for one file or folder."""

    icon: str
    words: str
    file: PackageFile | None = None
    pins: int = 0
    state: str = ""
    note: str = ""


def viewable(file: PackageFile) -> bool:
    """Whether the bench itself can show the file."""
    return file.kind in VIEWABLE and file.state not in CLOSED_STATES


def kind_words(file: PackageFile) -> str:
    """What kind of file it is."""
    return tr(KINDS[file.kind])


def state_words(file: PackageFile) -> str:
    """What is wrong with the file, nothing when it is sound."""
    return tr(STATES[file.state]) if file.state in STATES else ""


def shown_name(file: PackageFile) -> str:
    """The name without its ending; the icon tells the kind."""
    name = PurePosixPath(file.name)
    return name.stem if file.kind is not FileKind.OTHER and name.suffix else file.name


def size_words(size: int) -> str:
    """A size as people read it."""
    if size < 1000:
        return tr("{size} 字节").format(size=size)
    if size < 1000 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def file_of_pin(inventory: Inventory, pin: Pin) -> PackageFile | None:
    """The file that evidence points into, None when the package no longer holds it."""
    same = [file for file in inventory.files if file.sha256 == pin.file]
    named = [file for file in same if file.name == pin.file_name]
    return next(iter(named or same), None)


def pin_is_stale(inventory: Inventory, pin: Pin) -> bool:
    """Whether the file or the page of the evidence is gone, for example after a new version of the package."""
    file = file_of_pin(inventory, pin)
    return file is None or (file.pages is not None and pin.page > file.pages)
