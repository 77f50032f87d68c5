"""What came of an update, told once after the restart: the version, what changed, and where the backup lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from greendesk.use_cases.update_lines import Arrival
from ui.i18n import tr
from ui.widgets.kit import Kit


def arrival_words(arrival: Arrival) -> str:
    """One sentence for the toast."""
    if arrival.arrived:
        return tr("已更新到 {version}。").format(version=arrival.pending.version)
    return tr("没有更新到 {version}，仍是 {before}。").format(
        version=arrival.pending.version, before=arrival.pending.before
    )


def show_arrival(parent: QWidget, kit: Kit, arrival: Arrival, language: str) -> QDialog:
    """Show what changed and where the backup lies, or what to do when the update did not come about."""
    dialog = QDialog(parent)
    dialog.setObjectName("window")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(arrival_words(arrival))
    pending = arrival.pending
    parts: list[QWidget] = []
    if arrival.arrived:
        changes: QPlainTextEdit = kit.long_field(
            tr("有什么变化"), pending.en if language == "en" else pending.zh, height=120
        )
        changes.setReadOnly(True)
        parts += [kit.text(tr("有什么变化"), "strong"), changes]
    else:
        parts.append(
            kit.text(tr("程序和数据都和更新前一样。关闭别的程序后，重新打开更新文件再试。"), wrap=True)
        )
    if pending.backup:
        place = kit.text(pending.backup, "code", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts += [kit.text(tr("更新前的备份"), "strong"), place]
    close = kit.button(tr("知道了"), "primary")
    close.setObjectName("keep")
    close.clicked.connect(dialog.accept)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(
        kit.col(
            kit.text(arrival_words(arrival), "heading", wrap=True),
            4,
            *parts,
            8,
            kit.row(None, close),
            gap=6,
            pad=(24, 20),
        )
    )
    dialog.setMinimumWidth(kit.theme.px(520))
    dialog.setMaximumWidth(kit.theme.px(720))
    close.setFocus()
    dialog.open()
    return dialog
