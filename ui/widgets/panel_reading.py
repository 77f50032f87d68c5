"""What the panel screen reads in one go on the worker, and the files it writes to a folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from greendesk.desk import Desk
from greendesk.progress import Progress
from greendesk.queries import AttachmentLine, RankingLine, SealLine
from greendesk.use_cases.panel import ConclusionDraft, SignatureLine
from ui.widgets.panel_rows import SCORED

_UNSAFE = re.compile(r'[\\/:*?"<>|]')
TONES = {"recommend": "success", "after_rectification": "warning", "reject": "danger"}
PANEL_ROLES = frozenset({"leader", "secretary", "authority"})


@dataclass(frozen=True, slots=True)
class PanelReading:
    """The panel of one round."""

    title: str
    lines: tuple[RankingLine, ...]
    rule: str
    tones: Mapping[str, str]  # recommendation -> tone, in the order of the policy
    recommending: tuple[str, ...]
    may_conclude: bool
    summary: tuple[AttachmentLine, ...]
    sealed: tuple[SealLine, ...]


@dataclass(frozen=True, slots=True)
class ConclusionReading:
    """One application as its conclusion pane shows it."""

    line: RankingLine
    draft: ConclusionDraft
    signatures: tuple[SignatureLine, ...]
    paper: AttachmentLine | None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written to a folder, and how many papers are not on this desk."""

    folder: Path
    written: int
    absent: int


def read_panel(desk: Desk, round_id: str) -> PanelReading:
    """Read everything that the screen shows."""
    line, policy = desk.rounds.line(round_id), desk.rounds.policy(round_id)
    return PanelReading(
        title=line.title,
        lines=desk.panel.ranking(round_id),
        rule=desk.panel.rule_words(round_id),
        tones={word.words: TONES[word.recommendation.value] for word in policy.conclusions.words},
        recommending=policy.recommending_words,
        may_conclude=bool(PANEL_ROLES.intersection(line.my_roles)),
        summary=desk.panel.summary_files(round_id),
        sealed=desk.panel.sealed(round_id),
    )


def read_conclusion(desk: Desk, round_id: str, application: str) -> ConclusionReading | None:
    """Read one application; nothing when it is not open to this desk any more."""
    line = next((one for one in desk.panel.ranking(round_id) if one.application == application), None)
    if line is None:
        return None
    signatures = desk.panel.signatures(round_id, application)
    return ConclusionReading(
        line=line,
        draft=desk.panel.draft(round_id, application),
        signatures=signatures,
        paper=desk.panel.document(round_id, application) if signatures else None,
    )


def export_papers(desk: Desk, round_id: str, folder: Path, progress: Progress) -> Exported:
    """Write every signed paper of the panel to a folder: conclusions, score sheets, the summary."""
    papers = list(desk.panel.summary_files(round_id))
    for line in desk.panel.ranking(round_id):
        if line.concluded:
            papers.append(desk.panel.document(round_id, line.application))
        papers.extend(
            desk.reviews.score_sheet(round_id, line.application, expert)
            for expert, _, _, state in line.scores
            if state in SCORED
        )
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number, paper in enumerate(papers, start=1):
        progress.step(number, len(papers), paper.name)
        if paper.here:
            desk.save_copy(paper.sha256, free_path(folder, paper.name))
            written += 1
    return Exported(folder=folder, written=written, absent=len(papers) - written)


def free_path(folder: Path, name: str) -> Path:
    """A path that no file has yet: a number is put before the ending."""
    name = _UNSAFE.sub("_", name)
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path
