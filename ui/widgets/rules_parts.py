"""Parts of the panes of rules: a side pane whose content is exchanged, buttons that go somewhere, notices."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.rules_words import PLACES, Place
from ui.widgets.kit import Kit, PressButton
from ui.words import said

NARROWEST = 300  # pixels of a side pane
LEFT, RIGHT = 7, 5  # how list and side pane share the room while it is scarce
LARGE_TEXT = 1.2


class GoButton(PressButton):
    """Goes to the place where something is done."""

    wanted = Signal(str, object)

    def __init__(self, kit: Kit, place: Place, about: str) -> None:
        key, argument = place
        words = said(PLACES, str(argument) if key == "rules" else key)
        super().__init__(words)
        self.place = place
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setAccessibleName(tr("{words}：{about}").format(words=words, about=about))
        kit.theme.dress(self, "right", "accent", kit.theme.px(16), 4)
        self.setIconSize(QSize(kit.theme.px(16) + 4, kit.theme.px(16)))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(*self.place)


class SidePane(QFrame):
    """A card at the right: a body that scrolls and is exchanged as a whole, and a foot that stays."""

    def __init__(self, kit: Kit, name: str, width: int = 400, foot: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(kit.theme.px(width))
        self.setAccessibleName(name)
        self._kit = kit
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 4, 6)
        layout.setSpacing(4)
        layout.addWidget(self.area, 1)
        if foot is not None:
            layout.addWidget(foot)

    def show_all(self, widgets: Sequence[QWidget | int], gap: int = 8) -> None:
        """Show these in place of what was there."""
        self.area.setWidget(self._kit.col(*widgets, None, gap=gap, pad=(14, 10), role="pane"))


def roomy(kit: Kit, wide: int, narrow: int) -> int:
    """The least width of the column that stretches: less where large text leaves little room."""
    return narrow if kit.theme.scale > LARGE_TEXT else wide


def wrapped(label: QLabel) -> QLabel:
    """Let a label break its lines however narrow its place is."""
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def selectable(label: QLabel) -> QLabel:
    """A wrapped label whose words can be taken with the mouse."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return wrapped(label)


def remark(kit: Kit, icon: str, tone: str, words: str) -> QFrame:
    """A remark that must not be missed, with its icon."""
    mark = kit.col(kit.icon(icon, tone, 18), None, gap=0)
    return kit.row(mark, (wrapped(kit.text(words)), 1), gap=10, pad=(12, 10), role="well")


def low(frame: QFrame) -> QFrame:
    """A frame that takes no more height than it needs."""
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return frame
