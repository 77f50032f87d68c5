"""Step nine at the secretary's desk: both reviews, one return, the panel's conclusion, the summary."""

from dataclasses import dataclass, replace
from pathlib import Path

from greendesk.queries import ApplicationLine, RankingLine
from ui.journey.hands import (
    JourneyStopped,
    button_of,
    choose_file,
    click,
    click_row,
    dialog_of,
    said_by,
    spoken,
    wait,
    write,
)
from ui.journey.papers import Applicant
from ui.journey.seat import Seat
from ui.views.panel import PanelView
from ui.views.panel.view import CONCLUSION, HAND_BACK, SUMMARY
from ui.widgets.application_papers import PaperRow
from ui.widgets.panel_parts import HandBackButton

OPINION = "专家组审阅材料并合议，一致认为达到要求，同意推荐。（示例）"
EXPLANATION = "合议核对计量记录后取得一致。（示例）"


class Panel:
    """The secretary before the place 汇总."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    def view(self) -> PanelView:
        """The place 汇总, read anew."""
        self.seat.take_seat()
        view = self.seat.go("panel", PanelView)
        wait(lambda: view.reading is not None, "the ranking")
        return view

    def show(self, picture: str) -> None:
        """Look at the ranking, the experts side by side and the divergences."""
        view = self.view()
        if view.side.currentIndex():
            view.show_side_by_side()
        self.seat.picture(picture)

    def _open(self, applicant: Applicant) -> PanelView:
        view = self.view()
        if view.side.currentIndex():
            click(button_of(view.side.currentWidget(), "返回"))
        click_row(view.ranking, applicant.id)
        self.seat.settle()
        click(view.draft_button)
        wait(lambda: view.side.currentIndex() == CONCLUSION, "the pane of the conclusion")
        wait(lambda: applicant.name in said_by(view.conclusion), f"the reviews of {applicant.name}")
        self.seat.settle()
        return view

    def hand_back(self, applicant: Applicant, expert: str, reason: str, picture: str) -> None:
        """Return an expert's review with a reason."""
        view = self._open(applicant)
        buttons = view.conclusion.findChildren(HandBackButton)
        click(next(one for one in buttons if expert in one.accessibleName()))
        wait(lambda: view.side.currentIndex() == HAND_BACK, "the pane of the return")
        click(view.hand_back.return_button)
        wait(lambda: "还没有写原因" in said_by(view.hand_back), "a return needs a reason")
        write(view.hand_back.reason, reason)
        self.seat.picture(picture)
        self.seat.do(view.hand_back.return_button, "已退回")

    def conclude(self, applicant: Applicant, picture: str = "") -> int:
        """Explain every divergence, choose, write, sign; returns how many divergences there were."""
        view = self._open(applicant)
        pane = view.conclusion
        wait(lambda: pane.choices, f"the form about {applicant.name}")
        explained = len(pane.boxes)
        if explained:
            click(pane.sign_button)
            first = next(iter(pane.boxes.values()))
            wait(lambda: first.hint.isVisibleTo(pane), "the divergence without a word is pointed out")
        for box in pane.boxes.values():
            write(box.field, EXPLANATION)
        click(pane.choices[0])
        write(pane.opinion, OPINION)
        self.seat.settle()
        if picture:
            self.seat.picture(picture)
        click(pane.sign_button)
        dialog = dialog_of(pane)
        if picture:
            self.seat.picture(f"{picture}-sign", dialog)
        self.seat.do(button_of(dialog, "签署"), "专家组意见已签署")
        wait(lambda: not pane.choices, "the paper stands in place of the form")
        if picture:
            self.seat.picture(f"{picture}-signed")
        return explained

    def summarise(self, files: Path, applicants: tuple[Applicant, ...]) -> tuple[Path, ...]:
        """Make the recommendation summary and save its xlsx and PDF."""
        view = self.view()
        click(view.summary_button)
        wait(lambda: view.side.currentIndex() == SUMMARY, "the pane of the summary")
        pane = view.summary
        write(pane.office, "示例省工业和信息化厅（示例）")
        self.seat.do(pane.make_button, "推荐汇总表已生成")
        wait(lambda: len(pane.rows) >= len(applicants), "the files of the summary")
        self.seat.picture("panel-summary")
        return self._save(pane.rows, files)

    def _save(self, rows: list[PaperRow], files: Path) -> tuple[Path, ...]:
        saved = []
        for row in rows:
            target = files / row.file.name
            choose_file(row.save_button, target)
            wait(target.is_file, f"{target.name} is saved")
            saved.append(target)
        self.seat.settle()
        return tuple(saved)

    def export(self, folder: Path) -> int:
        """Write every signed paper to a folder; returns how many files lie there."""
        view = self.view()
        folder.mkdir()
        choose_file(view.export_button, folder)
        wait(lambda: any(folder.glob("*.pdf")), "the signed papers are written")
        self.seat.settle()
        return len(list(folder.iterdir()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The result as one desk knows it: the ranking as it is spoken, the lines, the signed papers, the summary."""

    ranking: tuple[tuple[str, ...], ...]
    lines: tuple[ApplicationLine, ...]
    panel: tuple[RankingLine, ...]
    papers: tuple[str, ...]
    summary: tuple[str, ...]


def standing(seat: Seat) -> Standing:
    """What a person sees of the result at his desk; what is his own alone is left out."""
    seat.take_seat()
    view = seat.go("panel", PanelView)
    wait(lambda: view.reading is not None, "the ranking")
    seat.settle()
    desk, round_id = seat.desk, seat.round_id
    if not view.ranking.rows_model.rows:
        raise JourneyStopped(f"{seat.key} sees no ranking")
    lines = tuple(replace(one, my_state="") for one in desk.applications.lines(round_id) if one.experts)
    return Standing(
        ranking=spoken(view.ranking),
        lines=lines,
        panel=desk.panel.ranking(round_id),
        papers=tuple(desk.panel.document(round_id, one.id).sha256 for one in lines),
        summary=tuple(file.sha256 for file in desk.panel.summary_files(round_id)),
    )
