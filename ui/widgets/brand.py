"""The side of the screens that come before the work: what the program is and what it promises."""

from functools import cached_property

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.qt_numbers import NO_FOCUS
from ui.widgets.kit import Item, Kit

WIDTH, NARROW, LEAST = 480, 360, 420
FULL, SLIM = 1200, 900  # from these widths of the window on the side is wide, narrow; below it is a strip
ORNAMENT = 640  # from this height on the large leaf is whole
PAD = 24


class Brand(QFrame):
    """The name of the program and three promises."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "brand")
        promises = (
            ("lock", tr("不联网也能用"), tr("评审、汇总、签署都在本机完成，用文件交换")),
            ("check", tr("写下即保存"), tr("每次改动立即写入账本，断电不丢")),
            ("shield", tr("每一步可查证"), tr("谁在什么时候改了什么，都有签名记录")),
        )
        name = kit.col(
            kit.text("GreenDesk", "title"), kit.text(tr("绿色制造名单评审工作台"), "label", wrap=True), gap=4
        )
        rows: list[Item] = []
        for icon, title, words in promises:
            note = kit.text(words, "label")
            note.setWordWrap(True)
            lines = kit.col(kit.text(title, "strong"), note, gap=2)
            rows += [kit.row(kit.icon(icon, "accent", 24), (lines, 1), gap=16), 20]
        self._ornament = kit.row(None, kit.icon("leaf", "surface-raised", 190))
        all_of_it = kit.col(
            kit.row(kit.icon("leaf", "accent", 44), (name, 1), gap=16), 44, *rows, None, self._ornament, gap=0
        )
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(all_of_it)

    def stand(self, wide: int, high: float) -> None:
        """Take a width, and what a height, as at text size 100 %, has room for."""
        across = 52 if wide >= WIDTH else 32
        self._layout.setContentsMargins(across, 52, across, 52)
        self._ornament.setVisible(high >= ORNAMENT)
        self.setFixedWidth(wide)


class BesideBrand(QWidget):
    """The brand at the left and a form in the middle of the rest; in a narrow window only sign and name, above."""

    def __init__(self, kit: Kit, body: QWidget, width: int) -> None:
        super().__init__()
        self._kit, self._body = kit, body
        body.setMaximumWidth(kit.theme.px(width))
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.brand = Brand(kit)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setProperty("focusPolicy", NO_FOCUS)
        middle = kit.row(None, (body, 1000), None, gap=0)
        self._around = kit.col(None, middle, None, gap=0, pad=(PAD, PAD), role="pane")
        room.setWidget(self._around)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.brand)
        self._above_and_form = QVBoxLayout()
        self._above_and_form.setSpacing(0)
        self._above_and_form.addWidget(room, 1)
        across.addLayout(self._above_and_form, 1)

    @cached_property
    def strip(self) -> QFrame:
        """Sign and name above the form; few windows are so narrow, and the first screen does not wait for it."""
        kit = self._kit
        strip: QFrame = kit.row(
            kit.icon("leaf", "accent", 24), kit.text("GreenDesk", "strong"), None, pad=(PAD, 8), role="brand"
        )
        strip.hide()
        self._above_and_form.insertWidget(0, strip)
        return strip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the brand what the form can spare."""
        super().resizeEvent(event)
        wide, high, theme = self.width(), self.height(), self._kit.theme
        side = WIDTH if theme.scale < 1.2 and wide >= FULL else NARROW
        most = self._body.maximumWidth()
        need = min(most, max(LEAST, self._body.minimumSizeHint().width())) + 2 * PAD
        beside = wide >= max(theme.px(SLIM), side + need)
        self.brand.setVisible(beside)
        if not beside or "strip" in vars(self):
            self.strip.setVisible(not beside)
        self.brand.stand(side, high / theme.scale)
        self._body.setMinimumWidth(min(LEAST, wide - 2 * PAD))


def beside_brand(window: QWidget, kit: Kit, body: QWidget, width: int) -> None:
    """Lay out a window: the brand and the body, which scrolls when the window is low."""
    window.setObjectName("window")
    layout = window.layout()
    if layout is None:
        layout = QHBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
    layout.addWidget(BesideBrand(kit, body, width))
