"""Words in two languages: the source speaks Simplified Chinese, English comes from `en.qm`.

One convention, the only one that `pyside6-lupdate` extracts the same everywhere (tried with 6.12):

- `from ui.i18n import tr` and `tr("打开 {name}").format(name=name)`, anywhere in `ui`, in or outside classes.
  The argument is a literal; never an f-string, never a variable with new words.
- A number that changes the English word: `tr("共 %n 个文件", n=count)`; `en.ts` then has a singular and a plural.
- The same Chinese word with two English meanings: `tr("意见", "of a department")`.
- Tables of texts at module level (they are built before the language is known) mark with
  `QT_TRANSLATE_NOOP("", "打开材料")` and show with `tr(text)`.
- Never `self.tr(...)` and never `QCoreApplication.translate(...)`: they make lupdate put the strings that
  follow into other contexts.

Qt-free modules (`ui.messages`, `ui.cli`) do not need it: they carry both languages as data.
"""

import logging
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from ui.language import speak

TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"
LANGUAGES = {"zh": "简体中文", "en": "English"}
log = logging.getLogger(__name__)
_installed: list[QTranslator] = []  # asking the application for them takes longer than loading them


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """Return the text in the language of the program; `%n` in it becomes `n`."""
    return QCoreApplication.translate("", text, comment or None, n)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text of a table for lupdate and return it as it is; the context is always empty."""
    del context
    return text


def install(app: QCoreApplication, language: str) -> None:
    """Make the program and Qt's own dialogs speak `zh` or `en`; call it before the first window."""
    while _installed:
        app.removeTranslator(_installed.pop())
    speak(language)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English))
    if language == "zh":
        folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
        _load(app, "qt_zh", TRANSLATIONS)
        _load(app, "qtbase_zh_CN", Path(folder))
    else:
        _load(app, language, TRANSLATIONS)


def _load(app: QCoreApplication, name: str, folder: Path) -> None:
    translator = QTranslator()
    if translator.load(name, str(folder)):
        app.installTranslator(translator)
        _installed.append(translator)
    else:
        log.info("no translation %s", name)
