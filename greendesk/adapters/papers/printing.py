"""One door to all papers: any paper as PDF, and those that officials edit as docx or xlsx."""

from functools import singledispatch
from pathlib import Path

from greendesk.adapters.papers.correction_notice import print_correction_notice
from greendesk.adapters.papers.docx import write_notice
from greendesk.adapters.papers.panel_conclusion import print_panel_conclusion
from greendesk.adapters.papers.score_sheet import print_score_sheet
from greendesk.adapters.papers.summary import print_summary
from greendesk.adapters.papers.xlsx import write_summary
from greendesk.domain.papers import (
    CorrectionNotice,
    PanelConclusion,
    Paper,
    RecommendationSummary,
    ScoreSheet,
)


def print_paper(paper: Paper, fonts: Path) -> bytes:
    """Return any paper as an unsigned PDF with its places to sign."""
    return _print(paper, fonts)


def write_office(paper: CorrectionNotice | RecommendationSummary) -> bytes:
    """Return the notice as docx or the summary as xlsx, not sealed yet."""
    return write_notice(paper) if isinstance(paper, CorrectionNotice) else write_summary(paper)


@singledispatch
def _print(paper: object, fonts: Path) -> bytes:
    raise TypeError(type(paper).__name__, fonts)


_print.register(ScoreSheet)(print_score_sheet)
_print.register(PanelConclusion)(print_panel_conclusion)
_print.register(CorrectionNotice)(print_correction_notice)
_print.register(RecommendationSummary)(print_summary)
