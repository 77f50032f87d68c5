"""Words of the applications screen: what files are, in which state, when and how large."""

from datetime import date, datetime

from greendesk.domain.moments import moment_of
from greendesk.domain.package import FileKind, FileState, PackageFile
from ui.i18n import QT_TRANSLATE_NOOP, tr

KIND_ICONS = {
    FileKind.PDF: "file",
    FileKind.IMAGE: "image",
    FileKind.SPREADSHEET: "sheet",
    FileKind.TEXT_DOCUMENT: "file",
    FileKind.DRAWING: "image",
    FileKind.ARCHIVE: "folder",
    FileKind.OTHER: "file",
}
KINDS = {
    FileKind.PDF: QT_TRANSLATE_NOOP("", "PDF"),
    FileKind.IMAGE: QT_TRANSLATE_NOOP("", "图片"),
    FileKind.SPREADSHEET: QT_TRANSLATE_NOOP("", "表格"),
    FileKind.TEXT_DOCUMENT: QT_TRANSLATE_NOOP("", "文档"),
    FileKind.DRAWING: QT_TRANSLATE_NOOP("", "图纸"),
    FileKind.ARCHIVE: QT_TRANSLATE_NOOP("", "压缩包"),
    FileKind.OTHER: QT_TRANSLATE_NOOP("", "其他文件"),
}
FILE_STATES = {
    FileState.SOUND: (QT_TRANSLATE_NOOP("", "可用"), "success"),
    FileState.EMPTY: (QT_TRANSLATE_NOOP("", "空文件"), "danger"),
    FileState.MISNAMED: (QT_TRANSLATE_NOOP("", "名不符实"), "warning"),
    FileState.LOCKED: (QT_TRANSLATE_NOOP("", "有密码"), "danger"),
    FileState.UNREADABLE: (QT_TRANSLATE_NOOP("", "打不开"), "danger"),
}
FILE_NOTES = {
    "empty": QT_TRANSLATE_NOOP("", "文件里没有内容，要求单位重新提供。"),
    "image-cut": QT_TRANSLATE_NOOP("", "图片不完整，可能没有传完，要求单位重新提供。"),
    "content-unknown": QT_TRANSLATE_NOOP("", "内容与扩展名不符，没有程序能打开，要求单位重新提供。"),
    "pdf-no-header": QT_TRANSLATE_NOOP("", "扩展名是 PDF，内容不是，要求单位重新导出。"),
    "pdf-cut": QT_TRANSLATE_NOOP("", "PDF 不完整，可能没有传完，要求单位重新提供。"),
    "pdf-broken": QT_TRANSLATE_NOOP("", "PDF 已损坏，要求单位重新导出。"),
    "pdf-password": QT_TRANSLATE_NOOP("", "PDF 设了打开密码，要求单位去掉密码后重新提供。"),
    "pdf-repaired": QT_TRANSLATE_NOOP("", "PDF 略有损坏，仍能打开，逐页看一遍。"),
    "office-cut": QT_TRANSLATE_NOOP("", "文件不完整，要求单位重新提供。"),
    "office-password": QT_TRANSLATE_NOOP("", "文件设了打开密码，要求单位去掉密码后重新提供。"),
    "archive-cut": QT_TRANSLATE_NOOP("", "压缩包不完整，要求单位重新提供。"),
    "archive-password": QT_TRANSLATE_NOOP("", "压缩包设了密码，要求单位去掉密码后重新提供。"),
    "really-pdf": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是 PDF。"),
    "really-image": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是图片。"),
    "really-spreadsheet": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是表格。"),
    "really-text-document": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是文字。"),
    "really-drawing": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是图纸。"),
    "really-archive": QT_TRANSLATE_NOOP("", "扩展名不对，内容其实是压缩包。"),
    "really-other": QT_TRANSLATE_NOOP("", "扩展名不对，用别的程序打开。"),
}
DOCUMENT_STATES = {
    "present": (QT_TRANSLATE_NOOP("", "已有"), "success", "check"),
    "missing": (QT_TRANSLATE_NOOP("", "缺少"), "danger", "cross"),
    "unusable": (QT_TRANSLATE_NOOP("", "不可用"), "danger", "warn"),
    "not_required": (QT_TRANSLATE_NOOP("", "可不提供"), "muted", "minus"),
}


def file_state(file: PackageFile) -> tuple[str, str]:
    """The state of a file as a short word and its tone; a duplicate is told from a sound file."""
    if file.state is FileState.SOUND and file.duplicate_of is not None:
        return tr("与 {number} 号相同").format(number=file.duplicate_of), "info"
    words, tone = FILE_STATES[file.state]
    return tr(words), tone


def file_note(file: PackageFile) -> str:
    """What there is to say about a file in a sentence, empty when all is well."""
    if file.note:
        return tr(FILE_NOTES[file.note]) if file.note in FILE_NOTES else ""
    if file.duplicate_of is not None:
        return tr("内容与 {number} 号文件完全相同。").format(number=file.duplicate_of)
    return ""


def size_words(size: int) -> str:
    """A number of bytes for people."""
    amount, unit = float(size), "B"
    for larger in ("KB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 10 else f"{amount:.1f} {unit}"


def day_words(milliseconds: int) -> str:
    """A day: 4 月 17 日, with the year when it is another one."""
    moment = moment_of(milliseconds)
    return date_words(moment.date())


def date_words(day: date) -> str:
    """A date: 4 月 17 日, with the year when it is another one."""
    if day.year == datetime.now().astimezone().year:
        return tr("{month} 月 {day} 日").format(month=day.month, day=day.day)
    return tr("{year} 年 {month} 月 {day} 日").format(year=day.year, month=day.month, day=day.day)


def moment_words(milliseconds: int) -> str:
    """A day and a time of day: 4 月 17 日 14:32."""
    moment = moment_of(milliseconds)
    return f"{date_words(moment.date())} {moment:%H:%M}"


def recent_words(milliseconds: int) -> str:
    """When something happened, short enough for a column: 14:32, 昨天, 4-15, 2025-11-02."""
    moment = moment_of(milliseconds)
    today = datetime.now().astimezone().date()
    days = (today - moment.date()).days
    if days == 0:
        return f"{moment:%H:%M}"
    if days == 1:
        return tr("昨天")
    return f"{moment.month}-{moment:%d}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
