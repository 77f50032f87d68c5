"""The look of the program: colours, fonts, icons, palette and the one style sheet, all from `tokens.toml`.

Use: make one `Theme` in the composition, `apply(app)` it before the first window, hand it to every `Kit`.
Read colours when painting (`theme["accent"]`), never keep them: `switch()` changes the appearance while the
program runs and then says `theme_changed`. A widget made by `Kit` follows by itself.

`theme.px(n)` is n pixels at the chosen text size; `theme.size[...]` are the tokens, already scaled.
`setStyleSheet` is called here and nowhere else.
"""

import json
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QDir, QObject, QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints, QAction

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FONT_FILE = RESOURCES / "fonts" / "WenQuanYiMicroHei.ttf"
STYLE, STYLED = "Fusion", "styled"
APPEARANCES = ("system", "light", "dark", "high-contrast")
CHECKED_TONE = "accent"
OFF_TONE = "text-disabled"
ALIASES = {"muted": "text-muted", "muted-soft": "surface-sunken"}
TINTED_FOR_STYLE = (
    ("down", "muted"),
    ("right", "muted"),
    ("check", "accent-text"),
    ("minus", "accent-text"),
)
TONE_ICON = {
    "success": "check",
    "warning": "warn",
    "danger": "cross",
    "info": "clock",
    "muted": "minus",
    "accent": "check",
}


def read_tokens() -> dict[str, Any]:
    """The tokens: as they were compiled (a tenth of the time), or from their source when they were not."""
    source, compiled = RESOURCES / "theme" / "tokens.toml", RESOURCES / "theme" / "tokens.json"
    if compiled.exists():
        return dict(json.loads(compiled.read_bytes()))
    import tomllib

    return tomllib.loads(source.read_text("utf-8"))


def contrast(one: QColor, two: QColor) -> float:
    """Contrast ratio of two colours after WCAG 2.2, "relative luminance"."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: QColor) -> QColor:
    """Black or white, whichever reads better on a data colour."""
    white, black = QColor("white"), QColor("black")
    return white if contrast(white, colour) >= contrast(black, colour) else black


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Theme(QObject):
    """One appearance at a time as colours, fonts, sizes and icons; it can change while the program runs."""

    theme_changed = Signal()
    system_seen = Signal(str)  # the appearance that the system asks for

    def __init__(
        self,
        appearance: str = "light",
        *,
        scale: float = 1.0,
        reduced_motion: bool | None = None,
        cache: Path | None = None,
        system: str = "",
    ) -> None:
        """Read the tokens; `reduced_motion` None follows the system, `cache` holds tinted images.

        `system` is what the system asked for when it was last looked at: to look takes longer than the first screen
        has (see `ui.qt_numbers`). Without it, it is looked at now.
        """
        super().__init__()
        self._tokens = read_tokens()
        self._cache = cache
        self._app: QApplication | None = None
        self._family = ""
        self._svg: dict[str, bytes] = {}
        self._system = system if system in APPEARANCES[1:] else ""
        self._choose(appearance, scale, reduced_motion=reduced_motion)

    # ------------------------------------------------------------ what painting asks for

    def __getitem__(self, token: str) -> QColor:
        """Return the colour of a token; `muted` and `muted-soft` are short for the neutral pair."""
        return QColor(self._colours[ALIASES.get(token, token)])

    def px(self, pixels: float) -> int:
        """Pixels at the chosen text size."""
        return round(pixels * self.scale)

    def font(self, role: str) -> QFont:
        """Return the font of a text role: caption, label, body, strong, heading, title, figure."""
        return self.fonts[role]

    def milliseconds(self, motion: str) -> int:
        """How long a movement takes; 0 when the system or the person wants none."""
        still = self._wanted_motion if self._wanted_motion is not None else _system_wants_no_motion()
        return 0 if still and motion != "toast-stays" else int(self._tokens["motion"][motion])

    def pixmap(self, name: str, tone: str = "muted", size: int = 20, gap: int = 0) -> QPixmap:
        """Return an icon tinted by token; `gap` is room between it and the words."""
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen else 1.0
        key = (name, tone, size, gap, ratio)
        if key not in self._pixmaps:
            pixmap = QPixmap(QSize(size + gap, size) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(0, 0, 0, 0))
            painter = QPainter(pixmap)
            QSvgRenderer(self.svg(name, tone)).render(painter, QRectF(0, 0, size, size))
            painter.end()
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def svg(self, name: str, tone: str) -> bytes:
        """Return the drawing of an icon in the colour of a token."""
        if name not in self._svg:
            self._svg[name] = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
        return self._svg[name].replace(b"currentColor", self[tone].name().encode())

    def icon(self, name: str, tone: str = "muted", size: int = 20, gap: int = 0) -> QIcon:
        """Return an icon for a control: accent when it is checked, grey when it is off."""
        icon = QIcon(self.pixmap(name, tone, size, gap))
        icon.addPixmap(self.pixmap(name, OFF_TONE, size, gap), QIcon.Mode.Disabled)
        if tone == "muted":
            checked = self.pixmap(name, CHECKED_TONE, size, gap)
            icon.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def dress(
        self, target: "QAbstractButton | QLabel | QAction", name: str, tone: str, size: int = 20, gap: int = 0
    ) -> None:
        """Give a widget or an action an icon that follows the theme."""
        target.setProperty("icon-spec", [name, tone, size, gap])
        self._tint(target)

    # ------------------------------------------------------------ the application

    def apply(self, app: QApplication) -> None:
        """Dress the whole application; once, before the first window."""
        self._app = app
        self._load_fonts()
        if not app.property(STYLED):
            app.setStyle(STYLE)
        self._dress_application(app)

    def switch(
        self,
        appearance: str | None = None,
        *,
        scale: float | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change appearance, text size or motion while the program runs."""
        motion = self._wanted_motion if reduced_motion is None else reduced_motion
        self._choose(
            appearance or self.appearance, self.scale if scale is None else scale, reduced_motion=motion
        )
        if self._app is None or not shiboken6.isValid(self._app):
            return
        self._make_fonts()
        self._dress_application(self._app)
        for widget in QApplication.allWidgets():
            if isinstance(widget, QAbstractButton | QLabel):
                self._tint(widget)
            for action in widget.actions():
                self._tint(action)
            widget.update()
        self.theme_changed.emit()

    def watch_system(self) -> None:
        """Look at what the system asks for, now and whenever it changes; once, when the first screen stands."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow_system)
        self.follow_system()

    def follow_system(self) -> None:
        """Look again at what the system asks for, and show it when the setting says so."""
        self._system = _system_appearance()
        self.system_seen.emit(self._system)
        if self.appearance == "system" and self.name != self._system:
            self.switch()

    # ------------------------------------------------------------ inside

    def _choose(self, appearance: str, scale: float, *, reduced_motion: bool | None) -> None:
        self.appearance, self.scale, self._wanted_motion = appearance, scale, reduced_motion
        if appearance == "system":
            self._system = self._system or _system_appearance()
        self.name = self._system if appearance == "system" else appearance
        self._colours: dict[str, str] = self._tokens["color"][self.name]
        chart = self._tokens["chart"]
        self.diverging: list[str] = chart["diverging" if self.name == "light" else "diverging-dark"]
        self.series: list[str] = chart["series"]
        self.size = {name: self.px(value) for name, value in self._tokens["size"].items()}
        self.radius: dict[str, int] = self._tokens["radius"]
        self.pairs: list[tuple[str, str, float]] = [
            (front, back, floor) for front, back, floor in self._tokens["contrast"]["pairs"]
        ]
        self._pixmaps: dict[tuple[str, str, int, int, float], QPixmap] = {}
        self._make_fonts()

    def _make_fonts(self) -> None:
        self.fonts = {
            role: self._font(*value)
            for role, value in self._tokens["type"].items()
            if not role.startswith("family")
        }
        code = QFont(self._tokens["type"]["family-code"])
        code.setPixelSize(self.px(13))
        self.fonts["code"] = code

    def _font(self, size: int, weight: int) -> QFont:
        families = self._tokens["type"]["family"]
        font = QFont([self._family, *families] if self._family else families)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def _load_fonts(self) -> None:
        """Take the first family that is there; the bundled font costs time and is read only when none is."""
        families: list[str] = self._tokens["type"]["family"]
        self._family = next((family for family in families if QFontDatabase.hasFamily(family)), "")
        if not self._family and FONT_FILE.exists():
            self._family = next(iter(bundled_families()), "")
        self._make_fonts()

    def _dress_application(self, app: QApplication) -> None:
        QDir.setSearchPaths("theme", [str(self._tinted_images())])
        app.setPalette(self._palette())
        app.setFont(self.fonts["body"])
        template = (RESOURCES / "theme" / "theme.qss.template").read_text("utf-8")
        app.setStyleSheet(self._with_tokens(template))

    def _with_tokens(self, template: str) -> str:
        """A style sheet with its tokens in place; `${px-34}` is 34 pixels at the chosen text size."""
        tokens = self._style_tokens()
        first, *places = template.split("${")
        sheet = [first]
        for place in places:
            name, _, after = place.partition("}")
            value = self.px(int(name[3:])) if name.startswith("px-") else tokens[name]
            sheet += [str(value), after]
        return "".join(sheet)

    def _style_tokens(self) -> dict[str, object]:
        names: dict[str, object] = dict(self._colours)
        names |= {f"radius-{name}": value for name, value in self.radius.items()}
        for role, value in self._tokens["type"].items():
            if role.startswith("family"):
                first = [self._family] if self._family and role == "family" else []
                names[role] = ", ".join(f'"{family}"' for family in [*first, *value])
            else:
                names[role] = self.px(value[0])
        return names

    def _palette(self) -> QPalette:
        palette, roles = QPalette(), QPalette.ColorRole
        for role, token in (
            (roles.Window, "surface"),
            (roles.Base, "surface-raised"),
            (roles.AlternateBase, "surface"),
            (roles.Button, "surface-raised"),
            (roles.WindowText, "text"),
            (roles.Text, "text"),
            (roles.ButtonText, "text"),
            (roles.PlaceholderText, "text-muted"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "accent-text"),
            (roles.Link, "accent"),
            (roles.ToolTipBase, "text"),
            (roles.ToolTipText, "surface-raised"),
        ):
            palette.setColor(role, self[token])
        for role in (roles.Text, roles.WindowText, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self["text-disabled"])
        return palette

    def _tinted_images(self) -> Path:
        """Return the folder of the style sheet's images, named by their content and written once."""
        images = {f"{name}.svg": self.svg(name, tone) for name, tone in TINTED_FOR_STYLE}
        name = f"{zlib.crc32(b''.join(images.values())):08x}"
        folder = (self._cache or _cache_folder()) / name
        try:
            _write_missing(folder, images)
        except OSError:  # a read-only profile: the temporary folder will do
            folder = Path(QDir.tempPath()) / f"greendesk-theme-{name}"
            _write_missing(folder, images)
        return folder

    def _tint(self, target: "QAbstractButton | QLabel | QAction") -> None:
        spec = target.property("icon-spec")
        if not spec:
            return
        name, tone, size, gap = str(spec[0]), str(spec[1]), int(spec[2]), int(spec[3])
        if isinstance(target, QLabel):
            target.setPixmap(self.pixmap(name, tone, size, gap))
        else:
            target.setIcon(self.icon(name, tone, size, gap))


def styled_application() -> QApplication:
    """Make the application with the style that the sheet is written for.

    `QApplication.setStyle` returns the style, and the wrapper of its class with all its enumerations takes longer to
    make than the first screen; a word on the command line returns nothing.
    """
    app = QApplication([*sys.argv[:1], "-style", STYLE])
    app.setProperty(STYLED, True)
    return app


def bundled_families() -> list[str]:
    """The families of the bundled font, loaded by its bytes: Qt opens no file by a name outside the code page."""
    number = QFontDatabase.addApplicationFontFromData(FONT_FILE.read_bytes())
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def repolish(widget: QWidget) -> None:
    """Make the style sheet look again at the properties of a widget."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _cache_folder() -> Path:
    place = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.GenericCacheLocation
    )
    return Path(place or QDir.tempPath()) / "GreenDesk" / "theme"


def _write_missing(folder: Path, images: dict[str, bytes]) -> None:
    if not all((folder / name).exists() for name in images):
        folder.mkdir(parents=True, exist_ok=True)
        for name, drawing in images.items():
            (folder / name).write_bytes(drawing)


def _system_appearance() -> str:
    if QGuiApplication.instance() is None:
        return "light"
    hints = QGuiApplication.styleHints()
    more = hints.accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast
    dark = hints.colorScheme() == QtCore.Qt.ColorScheme.Dark
    return "high-contrast" if more else "dark" if dark else "light"


def _system_wants_no_motion() -> bool:
    if QGuiApplication.instance() is None:
        return False
    style = QGuiApplication.styleHints()  # kept: the hints die with the wrapper of their owner
    hints: QAccessibilityHints = style.accessibility()
    return hints.motionPreference() == QtCore.Qt.MotionPreference.ReducedMotion
