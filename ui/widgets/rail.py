"""The rail: the places of the window one below the other, whole words or none, however low the window is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import tr
from ui.qt_numbers import CENTER
from ui.theme import Theme
from ui.widgets.kit import Kit
from ui.widgets.painting import draw_disc

ICON, TALL, WIDE, RING, AIR = 20, 56, 72, 2, 4
NARROW = 44  # a place that shows its icon alone
LEAST = 28
SIDE = 7


class Stop(Protocol):
    """What the rail has to know of a place."""

    @property
    def key(self) -> str:
        """What the place is called in the program."""

    @property
    def icon(self) -> str:
        """Its picture."""

    @property
    def words(self) -> str:
        """Its name for people."""

    @property
    def foot(self) -> bool:
        """Whether it stands below the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How much air the rail has; the first one that leaves room for the words is taken."""

    edge: int
    gap: int
    leaf: bool
    beside: bool  # the lock beside the person instead of below


SPACINGS = (
    Spacing(edge=12, gap=4, leaf=True, beside=False),
    Spacing(edge=8, gap=2, leaf=True, beside=True),
    Spacing(edge=4, gap=1, leaf=False, beside=True),
)
TIGHT = Spacing(edge=4, gap=1, leaf=False, beside=False)  # icons alone, in a narrow rail


class PlaceButton(QToolButton):
    """One place: its icon with the words below, or the icon alone and the words on demand."""

    def __init__(self, theme: Theme, stop: Stop) -> None:
        super().__init__()
        self._theme, self._icon, self._words = theme, stop.icon, stop.words
        self.setCheckable(True)
        self.setProperty("kind", "nav")
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many things wait here."""
        words = self._words
        self.setText(f"{words} {count}" if count else words)
        spoken = tr("{place}，{count} 件待办").format(place=words, count=count) if count else words
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    @property
    def in_words(self) -> bool:
        """Whether the words are shown."""
        return self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground as the style sheet says, then icon and words in the middle of it."""
        del event
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        ground = QStylePainter(self)
        ground.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        ground.end()
        theme, chosen = self._theme, self.isChecked()
        tone, size = "accent" if chosen else "muted", theme.px(ICON)
        font = words_font(theme, chosen=chosen)
        line = QFontMetrics(font).height() if self.in_words else 0
        gap = max(0, min(AIR, self.height() - 2 * RING - size - line)) if line else 0
        top = (self.height() - size - gap - line) // 2
        left = (self.width() - size) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(left, top, theme.pixmap(self._icon, tone, size))
        if line:
            painter.setFont(font)
            painter.setPen(theme[tone])
            painter.drawText(QRectF(0, top + size + gap, self.width(), line), CENTER, self.text())
        elif self.text() != self._words:
            draw_disc(painter, QPointF(left + size, top + 3), 3, theme["accent"], theme["surface-raised"])
        painter.end()


class Rail(QFrame):
    """The places, who works here, and the lock."""

    went = Signal(int)
    lock_wanted = Signal()

    def __init__(self, kit: Kit, stops: Sequence[Stop], who: str) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "rail")
        self.places = {stop.key: PlaceButton(kit.theme, stop) for stop in stops}
        self._group = QButtonGroup(self)
        for number, place in enumerate(self.places.values()):
            self._group.addButton(place, number)
        self._group.idClicked.connect(self.went)
        self._leaf = kit.row(None, kit.icon("leaf", "accent", 28), None, height=40)
        person = kit.text(who[:1], "avatar")
        person.setToolTip(who)
        person.setAccessibleName(who)
        lock = kit.tool("lock", tr("锁定（Ctrl+L）"))
        lock.clicked.connect(self.lock_wanted)
        self._person = QWidget()
        self._below = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._person)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(2)
        self._beside: tuple[QWidget, ...] = (person, lock)
        for one in self._beside:
            self._below.addWidget(one, 0, Qt.AlignmentFlag.AlignCenter)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._leaf)
        self._put(stop.key for stop in stops if not stop.foot)
        self._layout.addStretch(1)
        self._layout.addWidget(self._person, 0, Qt.AlignmentFlag.AlignHCenter)
        self._put(stop.key for stop in stops if stop.foot)

    def set_count(self, key: str, count: int) -> None:
        """Say how many things wait in a place for this person."""
        if key in self.places:
            self.places[key].set_count(count)
            self.fit(self.height())

    def fit(self, height: int) -> None:
        """Stand within a height: less air first, then icons alone; never narrower than the words."""
        theme = self._kit.theme
        metrics = QFontMetrics(words_font(theme, chosen=True))
        with_words = theme.px(ICON) + metrics.height() + 2 * RING
        roomy = (one for one in SPACINGS if self._high(one, height) >= with_words + AIR)
        spacing = next(roomy, SPACINGS[-1])
        in_words = self._high(spacing, height) >= with_words
        spacing = spacing if in_words else TIGHT
        self._space(spacing)
        high = self._high(spacing, height)
        widest = max((metrics.horizontalAdvance(each.text()) for each in self.places.values()), default=0)
        wide = max(theme.px(WIDE), widest + 10) if in_words else theme.px(NARROW)
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        for place in self.places.values():
            place.setToolButtonStyle(style if in_words else Qt.ToolButtonStyle.ToolButtonIconOnly)
            place.setFixedSize(QSize(wide, max(LEAST, min(theme.px(TALL), high))))
        self.setFixedWidth(max(theme.size["rail"], wide + 16) if in_words else wide + 2 * SIDE + 2)

    def _put(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._layout.addWidget(self.places[key], 0, Qt.AlignmentFlag.AlignHCenter)

    def _space(self, spacing: Spacing) -> None:
        direction = QBoxLayout.Direction
        self._below.setDirection(direction.LeftToRight if spacing.beside else direction.TopToBottom)
        self._leaf.setVisible(spacing.leaf)
        self._layout.setContentsMargins(SIDE, spacing.edge, SIDE, spacing.edge)
        self._layout.setSpacing(spacing.gap)

    def _high(self, spacing: Spacing, height: int) -> int:
        """How high a place may be, when everything else has what it needs."""
        heights = [one.sizeHint().height() for one in self._beside]
        person = max(heights) if spacing.beside else sum(heights) + self._below.spacing()
        leaf = self._leaf.height() + spacing.gap if spacing.leaf else 0
        gaps = len(self.places) * spacing.gap
        return (height - 2 * spacing.edge - leaf - person - gaps) // max(1, len(self.places))


def words_font(theme: Theme, *, chosen: bool) -> QFont:
    """The letters of a place; those of the chosen one are bold."""
    font = QFont(theme.font("caption"))
    font.setBold(chosen)
    return font
