"""One head of the negative list as a department answered it, beside what stands in that list."""

from PySide6.QtWidgets import QFrame

from greendesk.queries import HeadAnswerLine
from ui.i18n import tr
from ui.widgets.kit import Kit
from ui.widgets.panel_parts import notice_row

HAS = "has"


def head_row(kit: Kit, head: HeadAnswerLine) -> QFrame:
    """Say what was answered; where the list says clear and the department has something, say both."""
    if head.contradicts:
        return notice_row(kit, "warn", "danger", contradiction_words(head))
    has = head.answer == HAS
    word, tone, icon = (tr("有"), "warning", "warn") if has else (tr("无"), "muted", "check")
    row: QFrame = kit.row((kit.text(head.title, "caption", wrap=True), 1), kit.chip(word, tone, icon), gap=8)
    return row


def contradiction_words(head: HeadAnswerLine) -> str:
    """Both statements side by side; nothing is settled by itself."""
    return tr("部门答“有”，负面清单由{who}记为“无”：{title}。请核实。").format(
        who=head.listed_by, title=head.title
    )
