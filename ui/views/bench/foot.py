"""The foot of the bench: the keys one needs most, and which application of how many this is."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from greendesk.queries import BenchSheet
from ui.i18n import QT_TRANSLATE_NOOP, tr
from ui.widgets.kit import Kit

HINTS = (
    ("J", QT_TRANSLATE_NOOP("", "下一项")),
    ("K", QT_TRANSLATE_NOOP("", "上一项")),
    ("V", QT_TRANSLATE_NOOP("", "核实值")),
    ("S", QT_TRANSLATE_NOOP("", "得分")),
    ("R", QT_TRANSLATE_NOOP("", "理由")),
    ("P", QT_TRANSLATE_NOOP("", "钉证据")),
    ("1–9", QT_TRANSLATE_NOOP("", "看证据")),
    ("/", QT_TRANSLATE_NOOP("", "查找材料")),
    ("F6", QT_TRANSLATE_NOOP("", "换窗格")),
    ("?", QT_TRANSLATE_NOOP("", "全部按键")),
)


class BenchFoot(QFrame):
    """A quiet strip."""

    def __init__(self, kit: Kit, sheet: BenchSheet) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(kit.theme.size["status-strip"])
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.theme.px(16), 0, kit.theme.px(16), 0)
        row.setSpacing(kit.theme.px(6))
        for key, words in HINTS:
            row.addWidget(kit.text(key, "key"))
            row.addWidget(kit.text(tr(words), "caption"))
            row.addSpacing(kit.theme.px(8))
        row.addStretch(1)
        place = tr("第 {position} 家，共 {count} 家").format(position=sheet.position, count=sheet.count)
        row.addWidget(kit.text(place, "caption"))
