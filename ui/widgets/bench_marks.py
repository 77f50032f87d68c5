"""Painted parts of the checklist: rows of closed items, headings of sections, the bars of the total."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.i18n import tr
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.painting import (
    chip_width,
    draw_bar,
    draw_chip,
    draw_disc,
    draw_focus,
    draw_round,
    draw_text,
    text_width,
)

ROW, SECTION, BARS, SCALE = 38, 34, 48, 56
LEAST_BAR = 40
CODE = 44  # room for the longest code, so that the names below each other begin at one place
LINE = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """What a closed item says of itself."""

    chip: str = ""
    tone: str = "muted"
    icon: str = ""
    points: str = ""
    faint: bool = False

    @property
    def spoken(self) -> str:
        """The state for the screen reader."""
        return tr("，").join(part for part in (self.chip, self.points) if part and part != "—")


class _Pressed(QAbstractButton):
    """A painted button that follows the theme and is as tall as its text asks for."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme, self._height = theme, height
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height at the present text size."""
        return QSize(120, self.theme.px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme or text size."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """Light up under the pointer."""
        super().enterEvent(event)  # type: ignore[arg-type]
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Darken when the pointer leaves."""
        super().leaveEvent(event)
        self.update()


class ItemRow(_Pressed):
    """A closed item: code, name, state, points."""

    def __init__(self, theme: Theme, code: str, title: str) -> None:
        super().__init__(theme, ROW)
        self.code, self.title, self.state = code, title, RowState()
        self.setObjectName(f"row-{code or 'conclusion'}")
        self.setToolTip(title)
        self.show_state(RowState())

    def show_state(self, state: RowState) -> None:
        """Show how the item stands."""
        self.state = state
        name = tr("，").join(part for part in (f"{self.code} {self.title}".strip(), state.spoken) if part)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row from tokens."""
        del event
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "surface-hover" if self.underMouse() else "surface-raised"
        painter.setBrush(theme[ground])
        painter.setPen(QPen(theme["border"], 1))
        painter.drawRoundedRect(rect, theme.radius["card"], theme.radius["card"])
        if self.hasFocus():
            draw_focus(painter, theme, rect, theme.radius["card"])
        inner = rect.adjusted(theme.px(16), 0, -theme.px(16), 0)
        points = 0.0
        if self.state.points:
            points = max(text_width(theme, self.state.points, "strong"), theme.px(34))
        draw_text(
            painter, theme, inner, self.state.points, "strong", "muted" if self.state.faint else "text", RIGHT
        )
        right = inner.right() - points - (theme.px(10) if points else 0)
        if self.state.chip:
            width = chip_width(theme, self.state.chip)
            box = QRectF(right - width, inner.top(), width, inner.height())
            draw_chip(painter, theme, box, self.state.chip, self.state.tone, self.state.icon)
            right = box.left() - theme.px(8)
        left = inner.left()
        if self.code:
            room = max(text_width(theme, self.code, "label") + theme.px(10), theme.px(CODE))
            box = QRectF(left, inner.top(), room, inner.height())
            draw_text(painter, theme, box, self.code, "label", "muted")
            left += room
        words = QRectF(left, inner.top(), right - left, inner.height())
        draw_text(painter, theme, words, self.title, "body", "muted" if self.state.faint else "text")
        painter.end()


class SectionHead(_Pressed):
    """The heading of a section: folds its items, says how many are done."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, SECTION)
        self.title, self._done, self._total = title, 0, 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setToolTip(title)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of the section's items are done."""
        self._done, self._total = done, total
        count = tr("{done}/{total} 项").format(done=done, total=total)
        self.setAccessibleName(f"{self.title}，{count}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading from tokens."""
        del event
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.hasFocus():
            draw_focus(painter, theme, rect, theme.radius["control"])
        size, middle = theme.px(16), rect.center().y()
        icon = theme.pixmap("down" if self.isChecked() else "right", "muted", size)
        painter.drawPixmap(QPointF(rect.left() + theme.px(4), middle - size / 2), icon)
        count = tr("{done}/{total} 项").format(done=self._done, total=self._total)
        width = text_width(theme, count, "label")
        inner = rect.adjusted(theme.px(28), 0, -theme.px(4), 0)
        draw_text(painter, theme, inner, count, "label", "muted", RIGHT)
        bar = QRectF(inner.right() - width - theme.px(104), middle - 3, theme.px(96), theme.size["progress"])
        draw_bar(painter, theme, bar, self._done / self._total if self._total else 0)
        title = QRectF(inner.left(), inner.top(), bar.left() - inner.left() - theme.px(8), inner.height())
        draw_text(painter, theme, title, self.title, "strong")
        painter.end()


class _Drawn(QWidget):
    """A painted picture whose content changes."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme, self._height = theme, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height at the present text size."""
        return QSize(200, self.theme.px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme or text size."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One section in the bars of the total."""

    name: str
    note: str
    weight: float
    share: float


class SectionBars(_Drawn):
    """Progress in sections whose widths follow their weights."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, BARS)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show the sections."""
        self._bars = tuple(bars)
        self.updateGeometry()
        self.setAccessibleName(tr("；").join(f"{bar.name} {bar.note}" for bar in bars))
        self.setToolTip("\n".join(f"{bar.name}　{bar.note}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height for names of one line, or of two when one does not fit."""
        more = self.theme.px(LINE) if self._lines() == 2 else 0
        return super().sizeHint() + QSize(0, more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again: another width may need another number of lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars with names and notes below."""
        del event
        painter, theme, lines = QPainter(self), self.theme, self._lines()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar, x, width in self._places():
            draw_bar(painter, theme, QRectF(x, 0, width, theme.size["progress"]), bar.share)
            line = QRectF(x, theme.px(10), width, theme.px(LINE + 1))
            parts = [bar.name] if lines == 1 else _in_two(theme, bar.name, width)
            for number, part in enumerate(parts):
                draw_text(painter, theme, line.translated(0, number * theme.px(LINE)), part, "caption")
            note = line.translated(0, lines * theme.px(LINE))
            draw_text(painter, theme, note, bar.note, "caption", "muted")
        painter.end()

    def _places(self) -> list[tuple[Bar, float, float]]:
        """Every bar with its left edge and its width."""
        gap, least = self.theme.px(4), self.theme.px(LEAST_BAR)
        room = self.width() - gap * (len(self._bars) - 1) - least * len(self._bars)
        whole = sum(bar.weight for bar in self._bars) or 1.0
        found, x = [], 0.0
        for bar in self._bars:
            width = least + max(0.0, room) * bar.weight / whole
            found.append((bar, x, width))
            x += width + gap
        return found

    def _lines(self) -> int:
        fits = all(text_width(self.theme, bar.name) <= width for bar, _, width in self._places())
        return 1 if fits else 2


def _in_two(theme: Theme, name: str, width: float) -> list[str]:
    """Break a name once: between words if it has some, else at the last letter that fits."""
    if text_width(theme, name) <= width:
        return [name]
    fitting = max((n for n in range(1, len(name)) if text_width(theme, name[:n]) <= width), default=1)
    space = name.rfind(" ", 1, fitting + 1)
    cut = space if space > 0 else fitting
    return [name[:cut].rstrip(), name[cut:].lstrip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleValues:
    """What a scale shows: ends, full points, and where the two values lie."""

    baseline: Decimal
    leading: Decimal
    points: Decimal
    declared: Decimal | None
    verified: Decimal | None

    def share(self, value: Decimal) -> float:
        """How far a value is on the way from baseline to leading value, within 0 and 1."""
        way = self.leading - self.baseline
        return float(min(max((value - self.baseline) / way, Decimal(0)), Decimal(1))) if way else 0.0


class ValueScale(_Drawn):
    """Where the declared value (ring) and the verified one (disc) lie between baseline and leading value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, SCALE)
        self._values: ScaleValues | None = None

    def show_values(self, values: ScaleValues) -> None:
        """Show other values."""
        self._values = values
        self.setAccessibleName(tr("，").join(words for words in self._words(values) if words))
        self.update()

    @staticmethod
    def _words(values: ScaleValues) -> tuple[str, str, str, str]:
        return (
            "" if values.verified is None else tr("核实 {value}").format(value=values.verified),
            "" if values.declared is None else tr("申报 {value}").format(value=values.declared),
            tr("基准 {value}，0 分").format(value=values.baseline),
            tr("引领 {value}，{points} 分").format(value=values.leading, points=values.points),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, marks and words; the words step aside when the marks stand close together."""
        del event
        if self._values is None:
            return
        values, theme, painter = self._values, self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        verified, declared, low, high = self._words(values)
        edge, line = theme.px(9), theme.px(18)
        width, middle = self.width() - 2 * edge, theme.px(28)
        track = QRectF(edge, middle - 3, width, theme.size["progress"])
        draw_bar(painter, theme, track, values.share(values.verified) if values.verified is not None else 0)
        spans: list[tuple[float, float]] = []
        if values.declared is not None:
            at = edge + width * values.share(values.declared)
            draw_disc(painter, QPointF(at, middle), theme.px(6), theme["surface-raised"], theme["muted"])
        if values.verified is not None:
            at = edge + width * values.share(values.verified)
            draw_disc(painter, QPointF(at, middle), theme.px(8), theme["accent"], theme["surface-raised"])
            spans.append(self._place(painter, at, verified, "accent", spans))
        if values.declared is not None:
            at = edge + width * values.share(values.declared)
            self._place(painter, at, declared, "muted", spans)
        foot = QRectF(0, theme.px(38), self.width(), line)
        draw_text(painter, theme, foot, low, "caption", "muted")
        draw_text(painter, theme, foot, high, "caption", "muted", RIGHT)
        painter.end()

    def _place(
        self, painter: QPainter, at: float, words: str, tone: str, taken: list[tuple[float, float]]
    ) -> tuple[float, float]:
        """Write words over a mark, beside those that already stand there."""
        theme = self.theme
        length, gap = text_width(theme, words) + 2, theme.px(10)
        left = min(max(0.0, at - length / 2), self.width() - length)
        for start, end in taken:
            if left < end + gap and left + length > start - gap:
                right_side = end + gap
                left = (
                    right_side
                    if at >= (start + end) / 2 and right_side + length <= self.width()
                    else start - gap - length
                )
                if left < 0:
                    left = min(end + gap, self.width() - length)
        draw_text(painter, theme, QRectF(left, 0, length, theme.px(18)), words, "caption", tone)
        return left, left + length


class ChangingChip(_Drawn):
    """A status chip whose word changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 22)
        self._words, self._tone, self._icon = "", "muted", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, words: str, tone: str, icon: str = "") -> None:
        """Show another word; an empty one hides the chip."""
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        if not words or self.parentWidget() is not None:  # without a parent it would be a window
            self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What the chip says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size that the word asks for."""
        return QSize(chip_width(self.theme, self._words), self.theme.size["chip"])

    def minimumSizeHint(self) -> QSize:
        """Never cut a state."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_chip(painter, self.theme, QRectF(self.rect()), self._words, self._tone, self._icon)
        painter.end()


class Banner(_Drawn):
    """A calm ground of one tone under a row of words, for example why a review was returned."""

    def __init__(self, theme: Theme, tone: str) -> None:
        super().__init__(theme, 0)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """Return what the layout inside asks for."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_round(
            painter, QRectF(self.rect()), self.theme[f"{self._tone}-soft"], self.theme.radius["control"]
        )
        painter.end()
