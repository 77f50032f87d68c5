"""Words for updates: kinds of rules, what becomes of each file, sizes, and what a person should know beforehand."""

from greendesk.domain.update import Fate, RuleLine, UpdateKind
from greendesk.use_cases.update_lines import Overview, Preview, Way
from ui.i18n import QT_TRANSLATE_NOOP, tr

SHOWN = 8  # rules files that are named; the others are counted
FOLDERS = {
    "policies": QT_TRANSLATE_NOOP("", "政策方案"),
    "checklists": QT_TRANSLATE_NOOP("", "评价表"),
    "calendar": QT_TRANSLATE_NOOP("", "放假安排"),
    "forms": QT_TRANSLATE_NOOP("", "文书格式"),
    "quantities": QT_TRANSLATE_NOOP("", "核算系数"),
}


def title_of(preview: Preview) -> str:
    """What the sheet is called."""
    return {
        UpdateKind.PROGRAM: tr("更新程序"),
        UpdateKind.RULES: tr("更新规则"),
        UpdateKind.KEY: tr("更换发布者的密钥"),
    }[preview.statement.kind]


def action_of(preview: Preview) -> str:
    """What the button says."""
    if preview.statement.kind is UpdateKind.RULES:
        return tr("采用新规则")
    if preview.statement.kind is UpdateKind.KEY:
        return tr("采用新密钥")
    return tr("备份并更新")


def version_words(preview: Preview) -> str:
    """From which version to which."""
    statement = preview.statement
    if statement.kind is UpdateKind.PROGRAM:
        return tr("{before} → {version}").format(before=preview.here, version=statement.version)
    return statement.version


def publisher_of(preview: Preview, language: str) -> str:
    """The publisher's name in the language of the program."""
    return preview.publisher_en if language == "en" else preview.publisher


def changes_of(preview: Preview, language: str) -> str:
    """What the publisher says about it."""
    changes = preview.statement.changes
    return changes.en if language == "en" else changes.zh


def rule_words(line: RuleLine, title: str) -> tuple[str, str]:
    """A rules file and what becomes of it."""
    folder, _, name = line.payload.name.partition("/")
    known = _called(folder, title or name.removesuffix(".yaml"))
    fates = {
        Fate.NEW: tr("新增"),
        Fate.NEWER: tr("{before} → {version}").format(before=line.before, version=line.payload.version),
        Fate.HERE: tr("已有"),
        Fate.OLDER: tr("保留本机较新的 {before}").format(before=line.before),
    }
    return tr("{kind}：{title}").format(kind=tr(FOLDERS[folder]), title=known), fates[line.fate]


def taken_words(found: Overview) -> list[str]:
    """The rules files of updates that count, with their versions; the rest is counted."""
    lines = []
    for name, version in found.taken[:SHOWN]:
        folder, _, file = name.partition("/")
        kind, known = tr(FOLDERS[folder]), _called(folder, file.removesuffix(".yaml"))
        lines.append(tr("{kind} {name}：{version}").format(kind=kind, name=known, version=version))
    if len(found.taken) > SHOWN:
        lines.append(tr("另有 {count} 项").format(count=len(found.taken) - SHOWN))
    return lines


def _called(folder: str, file: str) -> str:
    """What a rules file is called where its title is not at hand; a calendar by its year."""
    year = file.removeprefix("cn-")
    return tr("{year} 年").format(year=year) if folder == "calendar" and year.isdigit() else file


def beforehand(preview: Preview) -> list[str]:
    """What a person should know before he accepts."""
    statement, lines = preview.statement, []
    if statement.kind is UpdateKind.PROGRAM:
        lines.append(
            {
                Way.SETUP: tr("先备份工作台，再关闭程序更新，完成后自动打开。大约一分钟。"),
                Way.PORTABLE: tr("先备份工作台，再关闭程序更新，完成后自动打开。大约一分钟。"),
                Way.PACKAGE: tr("先备份工作台，再安装。系统会要求输入管理员密码，完成后程序重新打开。"),
                Way.ADMINISTRATOR: tr("先备份工作台，再放好安装文件，由管理员安装。"),
                Way.FOLDER: tr("先备份工作台，再放好新版文件，由你替换程序文件夹。"),
            }[preview.way]
        )
    elif statement.kind is UpdateKind.RULES:
        lines.append(tr("进行中的批次沿用签名时的规则，不受影响；新批次使用新规则。放假安排马上使用。"))
    else:
        lines.append(tr("发布者换了签名密钥。采用后，旧密钥签名的更新文件不再接受。"))
    if preview.new_key and statement.kind is not UpdateKind.KEY:
        lines.append(tr("发布者同时换了签名密钥，旧密钥签名的更新文件不再接受。"))
    if preview.stale and statement.fresh_until is not None:
        day = statement.fresh_until.isoformat()
        lines.append(tr("发布者预计 {day} 以后会有更新的文件，仍可采用。").format(day=day))
    return lines


def size_words(size: int) -> str:
    """A length in MB or KB."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"
