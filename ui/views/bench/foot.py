"""The foot of the bench: the keys one needs most, and which application of how many this is."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout

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
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(kit.theme.px(16), 0, kit.theme.px(16), 0)
        row.setSpacing(kit.theme.px(6))
        self._hints: list[QFrame] = []
        for key, words in HINTS:
            hint = kit.row(kit.text(key, "key"), kit.text(tr(words), "caption"), gap=6)
            self._hints.append(hint)
            row.addWidget(hint)
            row.addSpacing(kit.theme.px(2))
        row.addStretch(1)
        place = tr("第 {position} 家，共 {count} 家").format(position=sheet.position, count=sheet.count)
        self._place = kit.text(place, "caption")
        row.addWidget(self._place)
        self._gap = kit.theme.px(8)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows show fewer hints; the strip never widens them."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole hints only; the last one, all keys, always."""
        super().resizeEvent(event)
        *others, last = self._hints
        room = self.width() - 4 * self._gap - self._place.sizeHint().width() - self._wide(last)
        for hint in others:
            room -= self._wide(hint)
            hint.setVisible(room >= 0)

    def _wide(self, hint: QFrame) -> int:
        return hint.sizeHint().width() + 2 * self._gap
