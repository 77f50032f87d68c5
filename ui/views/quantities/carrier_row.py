"""One row of the energy balance: the carrier, its amounts, and a measured value with its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from greendesk.domain.energy import GREEN, Carrier, EnergyTable, TypedLine
from ui.i18n import tr
from ui.views.quantities.working import Blocks, provenance_chip, wrapped
from ui.widgets.kit import Kit

ACROSS = 4
MEASURED, REASON = "measured", "reason"


class CarrierRow(QFrame):
    """The fields of one carrier; what is typed leaves it as a whole."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, kit: Kit, table: EnergyTable, line: TypedLine) -> None:
        super().__init__()
        self._kit, self._table, self._line = kit, table, line
        self.setProperty("role", "well")
        self.combo = kit.combo(tr("能源"), [(one.title, one.id) for one in table.carriers], line.carrier)
        self.combo.setMinimumWidth(kit.theme.px(200))
        self.combo.currentIndexChanged.connect(self._other_carrier)
        remove = kit.button(tr("移除"), "quiet")
        remove.setAccessibleName(tr("移除这项能源"))
        remove.clicked.connect(self._remove)
        self.fields: dict[str, QLineEdit] = {}
        self._labelled: dict[str, QWidget] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        names = {one.column: one.title for one in table.terms}
        names[GREEN] = table.green_title
        top = Qt.AlignmentFlag.AlignTop
        for place, (column, title) in enumerate(names.items()):
            labelled = self._field(column, title, line.amounts.get(column, ""))
            grid.addWidget(labelled, place // ACROSS, place % ACROSS, top)
        below = grid.rowCount()
        grid.addWidget(self._field(MEASURED, tr("自报系数或发热量"), line.measured), below, 0, top)
        grid.addWidget(self._field(REASON, tr("理由和来源"), line.reason), below, 1, 1, ACROSS - 1, top)
        for place in range(ACROSS):
            grid.setColumnStretch(place, 1)
        self._note = Blocks(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(kit.row(self.combo, None, remove, gap=12))
        layout.addLayout(grid)
        layout.addWidget(self._note)
        self._show_carrier()

    @property
    def carrier(self) -> Carrier:
        """The chosen carrier."""
        return self._table.carrier(str(self.combo.currentData()))

    def typed(self) -> TypedLine:
        """What stands in the fields."""
        texts = {column: field.text().strip() for column, field in self.fields.items()}
        measured, reason = texts.pop(MEASURED), texts.pop(REASON)
        amounts = {column: text for column, text in texts.items() if text}
        return TypedLine(carrier=self.carrier.id, amounts=amounts, measured=measured, reason=reason)

    def say_wrong(self, column: str, words: str) -> bool:
        """Show what is wrong below a field; False when there is no such field."""
        if column not in self._labelled:
            return False
        self._kit.set_error(self._labelled[column], words)
        return True

    def well(self) -> None:
        """Take what was wrong away."""
        for labelled in self._labelled.values():
            self._kit.set_error(labelled, "")

    def _field(self, column: str, title: str, text: str) -> QWidget:
        field = self._kit.field(title, text)
        field.editingFinished.connect(self.changed)
        self.fields[column] = field
        self._labelled[column] = self._kit.labelled(title, field)
        return self._labelled[column]

    def _other_carrier(self) -> None:
        self._show_carrier()
        self.changed.emit()

    def _show_carrier(self) -> None:
        kit, carrier = self._kit, self.carrier
        for column, field in self.fields.items():
            field.setPlaceholderText({MEASURED: "kgce, MJ …", REASON: ""}.get(column, carrier.unit))
        if carrier.coefficient is None:
            words = tr("没有单一参考系数，须填实测值并写明来源。")
        else:
            words = tr("参考系数 {value}").format(value=carrier.coefficient.text)
            if carrier.heating_value is not None:
                heat = tr("低位发热量 {value}").format(value=carrier.heating_value.text)
                words = tr("，").join((words, heat))
        lines: list[QWidget] = [
            kit.row((wrapped(kit.text(words, "caption")), 1), provenance_chip(kit, carrier.provenance))
        ]
        if carrier.remark:
            lines.append(wrapped(kit.text(carrier.remark, "caption")))
        self._note.show_all(lines)

    def _remove(self) -> None:
        self.removed.emit(self)
