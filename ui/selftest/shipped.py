"""Checks of what comes with the program: words, rules, forms, calendar, formulas, icons, font, languages."""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase, QFontMetrics, QImageReader

from ui.composition.rehearsal import shipped_calendar, shipped_quantities
from ui.composition.rules import RESOURCES, shipped_forms, shipped_policies, verify_file
from ui.composition.updates import updates
from ui.i18n import LANGUAGES, TRANSLATIONS
from ui.messages import MESSAGES
from ui.selftest.checking import application, expect
from ui.theme import APPEARANCES, FONT_FILE, Theme, bundled_families

_PLUGINS = {
    "linux": {"qxcb", "qwayland", "qoffscreen", "ibusplatforminputcontextplugin"},
    "win32": {"qwindows", "qoffscreen"},
}
_RARE = "绿色工厂龘囍赟垚翀㎡①"
_NATIONAL_DAY = date(2026, 10, 1)


def loads_words_for_every_failure(folder: Path) -> None:
    """Check that the words for errors travelled: they are found by looking into a package."""
    del folder
    areas = {code[:4] for code in MESSAGES}
    expect(areas >= {f"GD-{number}" for number in range(1, 8)}, areas)


def loads_every_policy_and_checklist(folder: Path) -> None:
    """Check that each rules file is there, whole, and the one that the program knows."""
    del folder
    files = [*(RESOURCES / "policies").glob("*.yaml"), *(RESOURCES / "checklists").glob("*.yaml")]
    expect(len(shipped_policies()) > 1 and len(files) > len(shipped_policies()), files)
    for file in files:
        result = verify_file(file)
        expect(result.whole and dict(result.facts)["shipped"], (file.name, result))


def loads_forms_calendar_and_coefficients(folder: Path) -> None:
    """Check the blank forms, the working days and the formulas that rules refer to."""
    del folder
    expect(len(shipped_forms()) > 0, shipped_forms())
    calendar = shipped_calendar()
    expect(calendar.known(_NATIONAL_DAY.year) and not calendar.is_working(_NATIONAL_DAY), calendar.years)
    table, books = shipped_quantities()
    expect(len(table.carriers) > 0 and len(books) > 0, (table.id, books))


def knows_whose_updates_it_takes(folder: Path) -> None:
    """Check that the publishers' keys, if this build has any, can be read, and that the rules have a version."""
    del folder
    found = updates().overview()
    expect(found.rules != "0" and not found.trouble and not found.taken, found)


def loads_every_icon_font_and_theme(folder: Path) -> None:
    """Check that every icon paints, the font writes rare characters and every appearance applies."""
    app = application()
    icons = sorted((RESOURCES / "icons").glob("*.svg"))
    expect(len(icons) > 20, icons)
    for appearance in APPEARANCES:
        theme = Theme(appearance, cache=folder)
        theme.apply(app)
        for icon in icons:
            image = theme.pixmap(icon.stem, "text").toImage()
            expect(inked(image.convertToFormat(image.Format.Format_ARGB32).constBits()), icon.name)
    families = bundled_families()
    expect(bool(families), FONT_FILE.name)
    metrics = QFontMetrics(QFontDatabase.font(families[0], "", 12))
    expect(all(map(metrics.inFontUcs4, map(ord, _RARE))), families)


def finds_the_plugins_of_qt(folder: Path) -> None:
    """Check what Qt loads by name only: windows of each kind of screen, Chinese input, pictures of scans."""
    del folder
    places = [Path(place) for place in application().libraryPaths()]
    found = {file.stem.removeprefix("lib") for place in places for file in place.glob("*/*")}
    expect(found >= _PLUGINS.get(sys.platform, set()), found)
    pictures = {bytes(name.data()) for name in QImageReader.supportedImageFormats()}
    expect(pictures >= {b"png", b"jpeg", b"svg"}, pictures)


def loads_every_translation(folder: Path) -> None:
    """Check that the languages which are not the source were compiled and load."""
    del folder
    app = application()
    for language in LANGUAGES.keys() - {"zh"}:
        translator = QTranslator(app)
        expect(translator.load(language, str(TRANSLATIONS)) and not translator.isEmpty(), language)


def inked(pixels: bytes | bytearray | memoryview) -> bool:
    """Whether an image shows anything: not all its pixels are the same."""
    return len(set(bytes(pixels)[::4])) > 1 or len(set(bytes(pixels)[3::4])) > 1
