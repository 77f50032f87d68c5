"""The components of the program: a screen is only layout and words.

Sizes are given at text size 100 % and scaled here. `None` in a row or column stretches, a number is space,
`(widget, 1)` takes the room that is left.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import tr
from ui.qt_numbers import PLAIN_TEXT, RIGHT, SELECTABLE
from ui.theme import TONE_ICON, Theme, repolish
from ui.widgets.painting import (
    Painted,
    chip_width,
    draw_bar,
    draw_chip,
    draw_disc,
    draw_round,
    draw_text,
    text_width,
)
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QToolButton

Item = QWidget | tuple[QWidget, int] | int | None
_BUTTON_TONE = {
    "primary": "accent-text",
    "quiet": "accent",
    "evidence": "evidence",
    "danger": "danger",
    "toast": "surface-raised",
}


class PressButton(QPushButton):
    """A button that Enter presses as well as the space bar; Qt does so in dialogs only."""

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Press by Enter."""
        key, keypad = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier.KeypadModifier
        if event.key() in {key.Key_Return, key.Key_Enter} and not event.modifiers() & ~keypad:
            self.click()
            return
        super().keyPressEvent(event)


class Kit:
    """Makes components from one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    # ------------------------------------------------------------ words and marks

    def text(
        self, words: str, role: str = "body", tone: str = "", width: int = 0, *, wrap: bool = False
    ) -> QLabel:
        """A label in a text role, selectable by nothing; `width` fixes it."""
        label = QLabel(words)
        label.setProperty("role", role)
        label.setProperty("tone", tone)
        label.setProperty("textFormat", PLAIN_TEXT)
        label.setWordWrap(wrap)
        if width:
            label.setFixedWidth(self.theme.px(width))
        return label

    def icon(self, name: str, tone: str = "muted", size: int = 20) -> QLabel:
        """An icon that only decorates."""
        label = QLabel()
        self.theme.dress(label, name, tone, self.theme.px(size))
        label.setFixedSize(self.theme.px(size), self.theme.px(size))
        return label

    def chip(self, words: str, tone: str, icon: str = "") -> Painted:
        """A status: icon, word and colour."""

        def measure() -> QSize:
            return QSize(chip_width(self.theme, words), self.theme.size["chip"])

        def draw(painter: QPainter, rect: QRectF) -> None:
            draw_chip(painter, self.theme, rect, words, tone, icon)

        return Painted(self.theme, words, measure, draw, stretches=False)

    # ------------------------------------------------------------ controls

    def button(
        self, words: str, kind: str = "", icon: str = "", checked: bool | None = None, *, off: bool = False
    ) -> QPushButton:
        """A button; `checked` not None makes it stay pressed."""
        button = PressButton(words)
        button.setProperty("kind", kind)
        button.setAccessibleName(words)
        if icon:
            self.theme.dress(button, icon, _BUTTON_TONE.get(kind, "muted"), self.theme.px(16), 4)
            button.setIconSize(QSize(self.theme.px(16) + 4, self.theme.px(16)))
        button.setCheckable(checked is not None)
        button.setChecked(bool(checked))
        button.setDisabled(off)
        button.setAutoDefault(False)
        return button

    def choices(self, kind: str, chosen: str, *words: str) -> list[QPushButton]:
        """Buttons of which one is pressed; their group is the `group` of the first."""
        buttons = [self.button(word, kind, checked=word == chosen) for word in words]
        group = QtWidgets.QButtonGroup(buttons[0]) if buttons else None
        for number, button in enumerate(buttons):
            if group is not None:
                group.addButton(button, number)
        return buttons

    def tool(self, icon: str, name: str, checked: bool | None = None) -> "QToolButton":
        """An icon button with a spoken name."""
        button = QtWidgets.QToolButton()
        self.theme.dress(button, icon, "muted", self.theme.px(20))
        button.setIconSize(QSize(self.theme.px(20), self.theme.px(20)))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setCheckable(checked is not None)
        button.setChecked(bool(checked))
        return button

    def field(self, name: str, value: str = "", hint: str = "", role: str = "", width: int = 0) -> QLineEdit:
        """A line to write in; role search or secret."""
        field = SecretField(self.theme, value) if role == "secret" else QLineEdit(value)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setProperty("role", role)
        if role == "search":
            mark = field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
            self.theme.dress(mark, "search", "muted", self.theme.px(16))
            field.setClearButtonEnabled(True)
        if width:
            field.setFixedWidth(self.theme.px(width))
        return field

    def long_field(self, name: str, value: str = "", height: int = 64) -> "QPlainTextEdit":
        """Several lines to write in; Tab leaves it."""
        field = QtWidgets.QPlainTextEdit(value)
        field.setAccessibleName(name)
        field.setFixedHeight(self.theme.px(height))
        field.setTabChangesFocus(True)
        return field

    def combo(self, name: str, words: Sequence[tuple[str, object]], chosen: object = None) -> "QComboBox":
        """A choice from a list of (words, value); the wheel does nothing unless it has the focus."""
        combo = QtWidgets.QComboBox()
        combo.setAccessibleName(name)
        combo.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        for text, value in words:
            combo.addItem(text, value)
            if value == chosen:
                combo.setCurrentIndex(combo.count() - 1)
        return combo

    def check(self, words: str, *, checked: bool = False) -> "QCheckBox":
        """A box to tick."""
        box = QtWidgets.QCheckBox(words)
        box.setAccessibleName(words)
        box.setChecked(checked)
        return box

    # ------------------------------------------------------------ layout

    def row(
        self,
        *items: Item,
        gap: int = 8,
        pad: int | tuple[int, int] = 0,
        role: str = "",
        width: int = 0,
        height: int = 0,
    ) -> QFrame:
        """Items beside each other."""
        return self._box(QHBoxLayout(), items, gap=gap, pad=pad, role=role, size=(width, height))

    def col(
        self,
        *items: Item,
        gap: int = 8,
        pad: int | tuple[int, int] = 0,
        role: str = "",
        width: int = 0,
        height: int = 0,
    ) -> QFrame:
        """Items below each other."""
        return self._box(QVBoxLayout(), items, gap=gap, pad=pad, role=role, size=(width, height))

    def _box(
        self,
        layout: QBoxLayout,
        items: Sequence[Item],
        *,
        gap: int,
        pad: int | tuple[int, int],
        role: str,
        size: tuple[int, int],
    ) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", role)
        across, down = pad if isinstance(pad, tuple) else (pad, pad)
        layout.setContentsMargins(across, down, across, down)
        layout.setSpacing(gap)
        for item in items:
            if item is None:
                layout.addStretch(1)
            elif isinstance(item, int):
                layout.addSpacing(item)
            elif isinstance(item, tuple):
                layout.addWidget(item[0], item[1])
            else:
                layout.addWidget(item)
        frame.setLayout(layout)
        width, height = size
        if width:
            frame.setFixedWidth(self.theme.px(width))
        if height:
            frame.setFixedHeight(self.theme.px(height))
        return frame

    def pair(self, title: str, note: str, role: str = "strong", note_role: str = "caption") -> QFrame:
        """A title with a quieter line below."""
        gap = 4 if role == "title" else 1
        return self.col(None, self.text(title, role), self.text(note, note_role), None, gap=gap)

    def figure(self, value: str, words: str, note: str = "", tone: str = "") -> QFrame:
        """A large figure and what it counts."""
        beside = self.pair(words, note, "label") if note else self.text(words, "label")
        return self.row(self.text(value, "figure", tone), beside, gap=10)

    def labelled(
        self, name: str, field: QWidget, note: str = "", tone: str = "", role: str = "label"
    ) -> QFrame:
        """A field with its name above and a hint below; the name is also what is spoken."""
        label, hint = self.text(name, role), self.text(note, "caption", tone, wrap=True)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        field.setAccessibleDescription(note)
        frame = self.col(label, field, hint, gap=5)
        hint.setVisible(bool(note))  # not before it has a parent: it would flash up as a window
        frame.setProperty("hint", note)
        hint.setObjectName("hint")
        return frame

    def set_error(self, labelled: QWidget, words: str) -> None:
        """Show below a labelled field what is wrong and how to cure it, or its hint again with no words."""
        hint = labelled.findChild(QLabel, "hint")
        note = str(labelled.property("hint") or "")
        if hint is not None:
            hint.setText(words or note)
            hint.setProperty("tone", "danger" if words else "")
            hint.setVisible(bool(words or note))
            repolish(hint)
        kinds = (QLineEdit, QtWidgets.QPlainTextEdit, QtWidgets.QComboBox)
        for field in labelled.findChildren(QWidget):
            if isinstance(field, kinds):
                field.setProperty("error", bool(words))
                field.setAccessibleDescription(words or note)
                repolish(field)

    def card(self, title: str, *items: Item, extra: Sequence[Item] = (), width: int = 0) -> QFrame:
        """A raised group with a title and things at its right."""
        head = self.row(self.text(title, "heading"), None, *extra, pad=(12, 0))
        head.setMinimumHeight(self.theme.px(36))
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self.col(head, *items, gap=4, pad=(8, 10), role="card", width=width)

    def facts(self, *pairs: tuple[str, str]) -> QFrame:
        """Names and values, one a line; long values wrap."""
        rows = []
        widest = max((text_width(self.theme, name, "label") for name, _ in pairs), default=0)
        wide = max(88, int(widest / self.theme.scale) + 13)
        for name, value in pairs:
            words = self.text(value or "—", wrap=True)
            words.setProperty("textInteractionFlags", SELECTABLE)
            rows.append(self.row(self.text(name, "label", width=wide), (words, 1), gap=0))
        return self.col(*rows, gap=6)

    def header(self, title: str, note: str, *actions: Item) -> QFrame:
        """The head of a page: title, what it is about, actions at the right with the primary last."""
        return self.row(
            self.pair(title, note, "title", "label"), None, *actions, gap=12, pad=(24, 0), height=80
        )

    # ------------------------------------------------------------ drawn

    def segments(self, parts: Sequence[tuple[str, str, float, float]], height: int = 6) -> Painted:
        """Progress in sections whose widths follow their weights: name, note, weight, share done."""
        theme = self.theme

        def measure() -> QSize:
            return QSize(200, theme.px(height))

        def draw(painter: QPainter, rect: QRectF) -> None:
            whole = sum(part[2] for part in parts) or 1.0
            x, room = 0.0, rect.width() - 4 * (len(parts) - 1)
            for name, note, weight, share in parts:
                width = room * weight / whole
                draw_bar(painter, theme, QRectF(x, 0, width, 6), share)
                if height > 6:
                    draw_text(painter, theme, QRectF(x, 10, width, theme.px(18)), name, "caption")
                    below = QRectF(x, 10 + theme.px(18), width, theme.px(18))
                    draw_text(painter, theme, below, note, "caption", "muted")
                x += width + 4

        spoken = tr("，").join(f"{name} {note}".strip() for name, note, _, _ in parts if name)
        return Painted(theme, spoken or "—", measure, draw)

    def value_scale(
        self, declared: tuple[str, float] | None, verified: tuple[str, float] | None, ends: tuple[str, str]
    ) -> Painted:
        """Where two values lie between baseline (0) and leading value (1): a ring for declared, a disc for verified."""
        theme = self.theme

        def measure() -> QSize:
            return QSize(200, theme.px(58))

        def draw(painter: QPainter, rect: QRectF) -> None:
            width, line = rect.width() - 16, theme.px(28)
            draw_bar(painter, theme, QRectF(8, line - 3, width, 6), verified[1] if verified else 0.0)
            for mark, fill, edge, radius in (
                (declared, "surface-raised", "muted", 6.0),
                (verified, "accent", "surface-raised", 8.0),
            ):
                if mark:
                    place = 8 + width * min(1.0, max(0.0, mark[1]))
                    draw_disc(painter, QPointF(place, line), radius, theme[fill], theme[edge])
            _scale_words(painter, theme, rect, declared, verified)
            low = QRectF(0, line + 10, rect.width() / 2, theme.px(18))
            draw_text(painter, theme, low, ends[0], "caption", "muted")
            draw_text(painter, theme, low.translated(rect.width() / 2, 0), ends[1], "caption", "muted", RIGHT)

        spoken = tr("，").join([mark[0] for mark in (verified, declared) if mark] + list(ends))
        return Painted(theme, spoken, measure, draw)

    def timeline(self, steps: Sequence[tuple[str, str, str]]) -> Painted:
        """What happened: title, note and tone of each step."""
        theme = self.theme

        def measure() -> QSize:
            return QSize(200, len(steps) * theme.px(48))

        def draw(painter: QPainter, rect: QRectF) -> None:
            step, disc, mark = theme.px(48), theme.px(20), theme.px(14)
            middle, words = disc / 2 + 3, disc + 16
            painter.setPen(QPen(theme["border"], 2))
            painter.drawLine(QPointF(middle, middle), QPointF(middle, rect.height() - step + middle))
            for number, (title, note, tone) in enumerate(steps):
                top = number * step
                draw_round(painter, QRectF(0, top, disc + 6, disc + 6), theme["surface-raised"], middle)
                draw_round(painter, QRectF(3, top + 3, disc, disc), theme[f"{tone}-soft"], disc / 2)
                inset = 3 + (disc - mark) // 2
                painter.drawPixmap(inset, top + inset, theme.pixmap(TONE_ICON[tone], tone, mark))
                line = QRectF(words, top, rect.width() - words, theme.px(24))
                draw_text(painter, theme, line, title)
                below = QRectF(words, line.bottom() - 2, line.width(), theme.px(18))
                draw_text(painter, theme, below, note, "caption", "muted")

        spoken = tr("；").join(tr("，").join((title, note)) for title, note, _ in steps)
        return Painted(theme, spoken or "—", measure, draw)

    # ------------------------------------------------------------ whole pieces

    def empty(self, icon: str, title: str, note: str, action: QPushButton | str = "") -> QFrame:
        """What is missing, what brings it, and the one thing to do next."""
        words = self.text(note, "caption", wrap=True)
        words.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(self.theme.px(420))
        words.setMinimumWidth(min(self.theme.px(420), int(text_width(self.theme, note)) + 8))
        lines: list[Item] = [
            self.row(None, self.icon(icon, "muted", 28), None),
            self.row(None, self.text(title, "strong"), None),
            self.row(None, words, None),
        ]
        if action:
            button = self.button(action) if isinstance(action, str) else action
            lines += [4, self.row(None, button, None)]
        return self.col(None, *lines, None, gap=8, pad=24)

    def dialog(self, title: str, lines: Sequence[str], *buttons: QPushButton) -> QFrame:
        """The body of a dialog: what happens, the lines below, the safe answer first."""
        words = [self.text(line, wrap=True) for line in lines if line]
        heading = self.text(title, "heading", wrap=True)
        return self.col(heading, 4, *words, 12, self.row(None, *buttons), gap=4, pad=(24, 20))


def _scale_words(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    declared: tuple[str, float] | None,
    verified: tuple[str, float] | None,
) -> None:
    """Write the two values above their marks, side by side where they would overlap."""
    marks = [(mark, tone) for mark, tone in ((verified, "accent"), (declared, "muted")) if mark]
    marks.sort(key=_place_of_mark)
    wide = [text_width(theme, mark[0]) + 4 for mark, _ in marks]
    room = rect.width()
    lefts = [
        min(max(0.0, 8 + (room - 16) * min(1.0, max(0.0, mark[1])) - width / 2), room - width)
        for (mark, _), width in zip(marks, wide, strict=True)
    ]
    if len(lefts) > 1 and lefts[0] + wide[0] + 8 > lefts[1]:  # keep the order of the marks, side by side
        lefts[1] = min(max(lefts[1], lefts[0] + wide[0] + 8), room - wide[1])
        lefts[0] = max(0.0, min(lefts[0], lefts[1] - 8 - wide[0]))
    for (mark, tone), left, width in zip(marks, lefts, wide, strict=True):
        draw_text(painter, theme, QRectF(left, 0, width, theme.px(18)), mark[0], "caption", tone)


def _place_of_mark(mark: tuple[tuple[str, float], str]) -> float:
    return mark[0][1]
