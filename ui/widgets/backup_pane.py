"""What one backup holds: its own note, its rounds with their people, and what the desk has that it lacks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from greendesk.use_cases.backups import SECOND, AuthorHeld, BackupLine, Contents, RoundHeld
from ui.i18n import tr
from ui.widgets.backup_words import MOST_PEOPLE, by_person, gone_words, line_tried, reason_words, whom_to_ask
from ui.widgets.exchange_words import size_words, time_words
from ui.widgets.kit import Kit
from ui.widgets.rules_parts import SidePane, remark, wrapped


class BackupPane(SidePane):
    """The backup that is chosen, with the verbs for it at the foot."""

    try_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, kit: Kit, width: int, *, everyday: bool) -> None:
        """`everyday` is the list of an open desk, where going back is not what one comes for."""
        self.try_button = kit.button(tr("试恢复"), icon="shield")
        self.restore_button = kit.button(tr("恢复到此备份"), "" if everyday else "primary", "undo")
        self.foot = kit.row(None, self.try_button, self.restore_button, gap=8, pad=(12, 6))
        super().__init__(kit, tr("这份备份"), width, self.foot)
        self.try_button.clicked.connect(self.try_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)

    def show_nothing(self) -> None:
        """Show that none is chosen."""
        self.foot.hide()
        self.show_all([self._kit.text(tr("选一份备份，看里面有什么。"), "label", wrap=True)])

    def show_line(
        self,
        line: BackupLine,
        contents: Contents | None = None,
        *,
        told: Sequence[QWidget] = (),
        place: str = "",
        obstacle: str = "",
        may_look: bool = True,
    ) -> None:
        """Show a backup, with its contents when they were read; an `obstacle` says why nothing goes back to it."""
        kit = self._kit
        self.foot.show()
        self.try_button.setVisible(may_look)
        for button in (self.try_button, self.restore_button):
            button.setEnabled(not obstacle)
            button.setToolTip(obstacle)
        words, tone, icon = line_tried(line)
        tried = time_words(line.tried) if line.tried else ""
        head = kit.row(
            (wrapped(kit.text(time_words(line.made), "heading")), 1), kit.chip(words, tone, icon), gap=8
        )
        facts = kit.facts(
            (tr("原因"), reason_words(line.reason)),
            (tr("存放"), place or (tr("第二处") if line.place == SECOND else tr("本机"))),
            (tr("大小"), size_words(line.size)),
            (tr("试恢复"), tried or tr("还没有试过")),
            (tr("记录", "several"), self._count(line.entries, line.last_entry)),
            (tr("草稿", "several"), tr("{count} 份").format(count=line.drafts) if line.drafts >= 0 else ""),
        )
        parts: list[QWidget | int] = [head, facts, *told]
        if obstacle:
            parts.append(remark(kit, "warn", "warning", obstacle))
        if contents is not None:
            parts += self._inside(contents)
        elif not may_look:
            parts += [4, kit.text(tr("内容有加密，恢复时输入口令后才能看。"), "caption", wrap=True)]
        self.show_all(parts)

    @staticmethod
    def _count(entries: int, last: int) -> str:
        if entries < 0:
            return ""
        words = tr("{count} 条").format(count=entries)
        return tr("{words}，最后一条 {when}").format(words=words, when=time_words(last)) if last else words

    # ------------------------------------------------------------ what is inside

    def _inside(self, contents: Contents) -> list[QWidget | int]:
        kit = self._kit
        parts: list[QWidget | int] = [6, self._compared(contents)]
        for one in contents.rounds:
            parts += [6, self._round(one)]
        if not contents.rounds:
            parts.append(kit.text(tr("里面还没有批次。"), "label", wrap=True))
        return parts

    def _compared(self, contents: Contents) -> QFrame:
        """What restoring would take away and bring back, beside what the desk has now."""
        kit = self._kit
        if not contents.only_desk and not contents.only_backup:
            return remark(kit, "check", "success", tr("记录与现在相同。"))
        lines = []
        if contents.only_desk:
            lines += [
                tr("恢复后将缺少 {count} 条记录。").format(count=contents.only_desk),
                gone_words(contents),
            ]
            lines += whom_to_ask(contents)
        if contents.only_backup:
            lines.append(tr("能找回现在没有的 {count} 条记录。").format(count=contents.only_backup))
        icon, tone = ("warn", "warning") if contents.only_desk else ("check", "success")
        return remark(kit, icon, tone, "\n".join(line for line in lines if line))

    def _round(self, held: RoundHeld) -> QFrame:
        kit = self._kit
        counted = tr("{applications} 家申报，{entries} 条记录，最后一条 {when}").format(
            applications=held.applications, entries=held.entries, when=time_words(held.last_entry)
        )
        everybody = [one for one in by_person(held.authors) if one.entries]
        people = [
            kit.row(
                (wrapped(kit.text(_name(one))), 1),
                kit.text(tr("{count} 条").format(count=one.entries), "label"),
                gap=8,
            )
            for one in everybody[:MOST_PEOPLE]
        ]
        more = len(everybody) - len(people)
        if more > 0:
            people.append(kit.row(kit.text(tr("另有 {count} 人").format(count=more), "label"), None))
        title = wrapped(kit.text(held.title or tr("批次"), "strong"))
        return kit.col(title, wrapped(kit.text(counted, "label")), *people, gap=4)


def _name(author: AuthorHeld) -> str:
    return tr("{name}（本人）").format(name=author.name) if author.me else author.name or tr("未知")
