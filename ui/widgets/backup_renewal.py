"""The new certificate of a desk that went back to a backup: in which rounds, whom to ask, and the request as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.i18n import tr
from ui.notifier import notice_for
from ui.tasks import TaskRunner
from ui.widgets.backup_words import day
from ui.widgets.exchange_page import SUFFIX, empty_out, plain_box
from ui.widgets.exchange_words import file_name
from ui.widgets.file_chooser import FileChooser
from ui.widgets.kit import Kit

if TYPE_CHECKING:
    from greendesk.desk import Desk
    from greendesk.use_cases.backups import Restored
    from greendesk.use_cases.renewal import RenewalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A round that waits for a new certificate, who gives it, and the restore that made it necessary, if one did."""

    line: "RenewalLine"
    organiser: str
    restored: "Restored | None"


def read_renewals(desk: "Desk") -> tuple[Renewal, ...]:
    """The rounds in which the desk cannot write yet; runs on the worker."""
    restored = desk.backups.restored()
    return tuple(
        Renewal(
            line=line,
            organiser=desk.rounds.line(line.round).organiser,
            restored=restored,
        )
        for line in desk.backups.renewals()
    )


class RenewalRow(QFrame):
    """One round: what it waits for, and the button that writes the request."""

    def __init__(self, kit: Kit, desk: "Desk", runner: TaskRunner, renewal: Renewal, words: str) -> None:
        super().__init__()
        self._desk, self._runner, self._renewal = desk, runner, renewal
        self.words = kit.text(words, wrap=True)
        self.told = kit.text("", "label", wrap=True)
        self.told.hide()
        self.button = kit.button(tr("写出加入申请"), icon="file")
        self.button.clicked.connect(self._choose)
        self.button.setVisible(not renewal.line.organiser)
        self._chooser = FileChooser(self, self.write)
        lines = kit.col(self.words, self.told, gap=4)
        plain_box(self).addWidget(kit.row(kit.icon("warn", "warning"), (lines, 1), self.button, gap=12))

    def write(self, path: str) -> None:
        """Write the request for the roles that the desk had."""
        target, roles = Path(path), self._renewal.line.roles
        self.button.setEnabled(False)
        work = partial(self._desk.exchange.write_request, target, roles)
        self._runner.run(self, work, partial(self._written, target), self._failed)

    def _choose(self) -> None:
        self._chooser.target(tr("写出加入申请"), file_name(tr("加入申请"), self._desk.person.name) + SUFFIX)

    def _written(self, target: Path, _none: object) -> None:
        self.button.setEnabled(True)
        words = tr("已写到 {path}。交给{organiser}，请对方用“替换原证书”批准，发回的批次文件在“收件”里打开。")
        self._tell(words.format(path=target, organiser=self._renewal.organiser))

    def _failed(self, error: Exception) -> bool:
        self.button.setEnabled(True)
        self._tell(notice_for(error).sentence)
        return True

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()


class RenewalList(QFrame):
    """Rounds that wait, read from the desk; hidden while there are none."""

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        runner: TaskRunner,
        words: Callable[[Renewal], str],
        *,
        only: str = "",
        role: str = "",
    ) -> None:
        """`words` tell of one round, `only` names the one round to be shown, `role` is the look of a line."""
        super().__init__()
        self._kit, self._desk, self._runner = kit, desk, runner
        self._words, self._only, self._role = words, only, role
        self.rows: list[RenewalRow] = []
        self._shown: tuple[Renewal, ...] = ()
        self._box: QVBoxLayout = plain_box(self, 8)
        self.hide()

    def reload(self) -> None:
        """Read what waits."""
        self._runner.run(self, partial(read_renewals, self._desk), self.show_renewals)

    def show_renewals(self, found: Sequence[Renewal]) -> None:
        """Show what waits; what a person reads stays when nothing changed."""
        shown = tuple(one for one in found if self._only in {"", one.line.round})
        if shown != self._shown:
            self._shown = shown
            empty_out(self._box)
            self.rows = [
                RenewalRow(self._kit, self._desk, self._runner, one, self._words(one)) for one in shown
            ]
            for row in self.rows:
                pad = (12, 10) if self._role else (24, 8)
                self._box.addWidget(self._kit.row((row, 1), pad=pad, role=self._role))
        self.setVisible(bool(shown))


class RenewalBanner(RenewalList):
    """A strip over every place of one round, until its new certificate came."""

    def __init__(self, kit: Kit, desk: "Desk", runner: TaskRunner, round_id: str) -> None:
        super().__init__(kit, desk, runner, _short_words, only=round_id)
        self.setProperty("role", "bar")


def renewal_words(renewal: Renewal) -> str:
    """What a round waits for, and whom to ask."""
    if renewal.line.organiser:
        words = tr("“{title}”由本机组织：插好 UKey 重新打开工作台，就会自动换发。")
    else:
        words = tr("“{title}”要请{organiser}换发新证书，换发之前只能看，不能写记录。")
    return words.format(title=renewal.line.title, organiser=renewal.organiser)


def _short_words(renewal: Renewal) -> str:
    restored = renewal.restored
    if restored is None:
        words = tr("本批次需要新证书，换发之前只能看，不能写记录。")
    elif restored.salvaged:
        words = tr("本机的数据文件 {day}修复过，本批次需要新证书，换发之前只能看，不能写记录。")
    else:
        words = tr("本机由 {day}的备份恢复，本批次需要新证书，换发之前只能看，不能写记录。")
    return words.format(day=day(restored.made) if restored is not None else "")
