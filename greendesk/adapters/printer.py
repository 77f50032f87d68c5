"""`greendesk.use_cases.desk_context.Printer`: papers set, signed and sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from greendesk.adapters.papers.correction_notice import print_correction_notice
from greendesk.adapters.papers.cover_slip import print_cover_slip
from greendesk.adapters.papers.docx import write_notice
from greendesk.adapters.papers.official_docx import write_official
from greendesk.adapters.papers.official_pdf import print_official
from greendesk.adapters.papers.official_xlsx import write_official_sheet
from greendesk.adapters.papers.pades import place_for, sign_pdf, stamp_lines
from greendesk.adapters.papers.panel_conclusion import print_panel_conclusion
from greendesk.adapters.papers.reply_form_sheet import write_reply_form
from greendesk.adapters.papers.road_layouts import lay_out
from greendesk.adapters.papers.score_sheet import print_score_sheet
from greendesk.adapters.papers.seal import seal_office, sign_with
from greendesk.adapters.papers.summary import print_summary
from greendesk.adapters.papers.xlsx import write_summary
from greendesk.domain.papers import CorrectionNotice, PanelConclusion, RecommendationSummary, ScoreSheet
from greendesk.domain.papers_road import (
    Announcement,
    DepartmentLetter,
    OpinionsSummary,
    PublicityNotice,
    RankingTable,
    RoadPaper,
)
from greendesk.domain.papers_slip import CoverSlip
from greendesk.errors import Refusal
from greendesk.ledger.trust import holder
from greendesk.ports import Signer

_CHINA = timezone(timedelta(hours=8))
_LISTS = OpinionsSummary | PublicityNotice | Announcement | RankingTable


class NoPlaceToSign(Refusal):
    """The document has no free place for this person's signature."""

    code = "GD-514"


@dataclass(frozen=True, slots=True)
class PaperPrinter:
    """Prints with the fonts of a folder."""

    fonts: Path

    def score_sheet(self, sheet: ScoreSheet, signer: Signer, /) -> bytes:
        """The expert's score sheet, signed (PDF)."""
        return self._sign(print_score_sheet(sheet, self.fonts), signer, sheet.record_id, sheet.submitted)

    def panel_conclusion(self, conclusion: PanelConclusion, signer: Signer, /) -> bytes:
        """The panel's conclusion, signed (PDF)."""
        printed = print_panel_conclusion(conclusion, self.fonts)
        return self._sign(printed, signer, conclusion.record_id, conclusion.concluded)

    def countersign(self, pdf: bytes, signer: Signer, record_id: str, /) -> bytes:
        """The same PDF with one more signature in the next free place."""
        return self._sign(pdf, signer, record_id, datetime.now(_CHINA))

    def correction_notice(self, notice: CorrectionNotice, signer: Signer, /) -> tuple[bytes, bytes]:
        """The notice of what is missing as sealed docx and signed PDF."""
        now, record_id = datetime.now(_CHINA), notice.record_id
        docx = seal_office(write_notice(notice), sign_with(signer), record_id=record_id, time=now)
        return docx, self._sign(print_correction_notice(notice, self.fonts), signer, record_id, now)

    def summary(self, summary: RecommendationSummary, signer: Signer, /) -> tuple[bytes, bytes]:
        """The recommendation summary as sealed xlsx and signed PDF."""
        now, record_id = datetime.now(_CHINA), summary.record_id
        xlsx = seal_office(write_summary(summary), sign_with(signer), record_id=record_id, time=now)
        return xlsx, self._sign(print_summary(summary, self.fonts), signer, record_id, now)

    def paper(self, value: RoadPaper, signer: Signer, /) -> Mapping[str, bytes]:
        """Any paper of the road by ending: sealed docx, signed PDF, and sealed xlsx where it is a list."""
        if isinstance(value, RecommendationSummary):
            xlsx, pdf = self.summary(value, signer)
            return {"xlsx": xlsx, "pdf": pdf}
        laid, now, record_id = lay_out(value), datetime.now(_CHINA), value.record_id
        plain = {"docx": write_official(laid)}
        if isinstance(value, _LISTS):
            plain["xlsx"] = write_official_sheet(laid)
        files = {
            ending: seal_office(data, sign_with(signer), record_id=record_id, time=now)
            for ending, data in plain.items()
        }
        return {**files, "pdf": self._sign(print_official(laid, self.fonts), signer, record_id, now)}

    def reply_form(self, letter: DepartmentLetter, signer: Signer, /) -> bytes:
        """The form for a department's reply, sealed as it goes out (xlsx)."""
        now, record_id = datetime.now(_CHINA), letter.record_id
        return seal_office(write_reply_form(letter), sign_with(signer), record_id=record_id, time=now)

    def cover_slip(self, slip: CoverSlip, signer: Signer, /) -> bytes:
        """The slip that goes with an exchange file, signed by its sender (PDF)."""
        return self._sign(print_cover_slip(slip, self.fonts), signer, slip.file.sha256, slip.made)

    def _sign(self, pdf: bytes, signer: Signer, record_id: str, time: datetime) -> bytes:
        name = holder(signer.certificate).name
        place = place_for(pdf, name)
        if place is None:
            raise NoPlaceToSign(name=name)
        lines = stamp_lines(name, time, record_id)
        return sign_pdf(pdf, signer, place, lines, time=time, fonts=self.fonts)
