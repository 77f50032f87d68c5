"""The left side of the screens that come before the work: what the program is and what it promises."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from ui.i18n import tr
from ui.qt_numbers import NO_FOCUS
from ui.widgets.kit import Item, Kit

WIDTH, NARROW, LEAST = 480, 360, 420


def brand(kit: Kit) -> QFrame:
    """The name of the program and three promises."""
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
    return kit.col(
        kit.row(kit.icon("leaf", "accent", 44), (name, 1), gap=16),
        44,
        *rows,
        None,
        kit.row(None, kit.icon("leaf", "surface-raised", 200)),
        gap=0,
        pad=(52, 52),
        role="brand",
    )


def beside_brand(window: QWidget, kit: Kit, body: QWidget, width: int) -> None:
    """Lay out a window: the brand at the left, the body in the middle of the rest, scrolling when it is low."""
    window.setObjectName("window")
    left = brand(kit)
    left.setFixedWidth(WIDTH if kit.theme.scale < 1.2 else NARROW)
    body.setMinimumWidth(LEAST)
    body.setMaximumWidth(kit.theme.px(width))
    body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setProperty("focusPolicy", NO_FOCUS)
    middle = kit.row(None, (body, 1000), None, gap=0)
    room.setWidget(kit.col(None, middle, None, gap=0, pad=(24, 24), role="pane"))
    layout = window.layout()
    if layout is None:
        layout = QHBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
    layout.addWidget(left)
    layout.addWidget(room)
