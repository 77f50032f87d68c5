"""The PDFs: whole, readable by others, with embedded fonts, QR code, attachment and places to sign."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from greendesk.adapters.papers.pades import open_fields
from greendesk.adapters.papers.printing import print_paper
from greendesk.adapters.papers.score_sheet import print_score_sheet
from greendesk.adapters.papers.setting import SPREAD, Style, set_lines, text_width
from greendesk.adapters.papers.typeface import FontMissing, load_typeface
from greendesk.adapters.papers.words import full_points, points
from greendesk.domain.papers import (
    PanelRow,
    Person,
    RecordIdMalformed,
    RecusedWithScore,
    ScoreSheet,
    Standing,
)
from tests.unit.papers_samples import (
    CASE,
    FONTS,
    RECORD,
    correction_notice,
    panel_conclusion,
    recommendation_summary,
    score_sheet,
)

PRINTED = {
    "sheet": lambda: print_paper(score_sheet(), FONTS),
    "panel": lambda: print_paper(panel_conclusion(), FONTS),
    "notice": lambda: print_paper(correction_notice(items=30), FONTS),
    "summary": lambda: print_paper(recommendation_summary(factories=40), FONTS),
}


def judge(tool: str, *arguments: str) -> str:
    """Run an independent program; its failure is the test's failure."""
    path = shutil.which(tool)
    if path is None:
        pytest.skip(f"needs {tool}")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(params=sorted(PRINTED))
def printed(request: pytest.FixtureRequest) -> bytes:
    return PRINTED[request.param]()


def test_other_programs_accept_the_file(printed: bytes, tmp_path: Path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(printed)
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", str(path))
    fonts = judge("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all("WenQuanYiMicroHei" in line and " yes yes yes " in line for line in fonts)
    assert "记录编号" in judge("pdftotext", "-layout", str(path), "-")


def test_every_page_has_number_record_and_qr_code(printed: bytes):
    pages = PdfReader(io.BytesIO(printed)).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"第 {number} 页  共 {len(pages)} 页" in text
        assert "a36f bc10 d48c" in text
        assert "示例" in text
        content = page.get_contents()
        assert content is not None
        assert content.get_data().count(b" re") > 200


def test_equal_papers_give_equal_bytes():
    for make in PRINTED.values():
        assert make() == make()


def test_sheet_says_what_the_expert_submitted(tmp_path: Path):
    sheet = score_sheet()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(PRINTED["sheet"]())).pages)
    flat = text.replace("\n", "")
    for words in (
        CASE.unit_name,
        sheet.expert.name,
        sheet.expert.organisation,
        "由 0.1250 修改为 0.1429",
        "审计报告 第 17 页",
        "整改后推荐",
        sheet.provenance_note,
        sheet.not_applicable_note,
        sheet.checklist.digest[:30],
        sheet.package_digest[:30],
    ):
        assert words in flat
    assert points(sheet.total) in flat


def test_table_header_stands_on_every_page_of_the_table():
    pages = PdfReader(io.BytesIO(PRINTED["summary"]())).pages
    assert len(pages) > 1
    assert all("第三方机构名称" in page.extract_text() for page in pages)


def test_very_long_words_run_on_instead_of_being_clipped():
    ending = "意见到此为止。"
    words = "计算口径与统计报表不一致，应按核定值修正。" * 400 + ending
    sheet = score_sheet()
    first = replace(sheet.sections[0], lines=(replace(sheet.sections[0].lines[0], comment=words),))
    long = replace(
        sheet, sections=(first,), overall_comment=words, gates=(replace(sheet.gates[0], comment=words),)
    )
    pages = PdfReader(io.BytesIO(print_score_sheet(long, FONTS))).pages
    flat = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert flat.count(ending) == 3


def test_machine_form_is_attached_and_says_the_same():
    reader = PdfReader(io.BytesIO(PRINTED["panel"]()))
    (attached,) = reader.attachments["conclusion.json"]
    content = json.loads(attached)
    assert content == json.loads(json.dumps(panel_conclusion().to_json()))
    assert content["final_score"] == "87.25"
    assert content["record_id"] == RECORD
    assert content["concluded"] == "2026-04-17T16:42:05+08:00"
    assert content["rows"][5]["standing"] == "recused"
    assert content["rows"][5]["score"] is None
    assert reader.trailer["/Root"]["/AF"][0]["/AFRelationship"] == "/Data"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.metadata is not None
    assert reader.metadata.author == "苏文澜"


def test_places_to_sign_follow_the_panel_without_the_recused():
    assert open_fields(PRINTED["sheet"]()) == ("sign-expert",)
    assert open_fields(PRINTED["panel"]()) == (
        "sign-leader",
        "sign-member-2",
        "sign-member-3",
        "sign-member-4",
        "sign-member-5",
        "sign-secretary",
    )


def test_large_panel_with_long_names_signs_over_several_pages():
    conclusion = panel_conclusion()
    expert = Person(name="示例" * 12, title="教授级高级工程师" * 4, organisation="示例自治区技术服务中心" * 5)
    row = replace(conclusion.rows[1], expert=expert)
    reader = PdfReader(io.BytesIO(print_paper(replace(conclusion, rows=(row,) * 25), FONTS)))
    boxes = [
        (number, [float(value) for value in annotation.get_object()["/Rect"]])
        for number, page in enumerate(reader.pages)
        for annotation in page.get("/Annots", [])
    ]
    assert len(boxes) == 27
    assert len({number for number, _ in boxes}) > 2
    for number, (left, bottom, right, top) in boxes:
        assert 40 < left < right < 560
        assert 80 < bottom < top < 790
        assert not any(
            other != [left, bottom, right, top]
            and place == number
            and other[0] < right
            and left < other[2]
            and other[1] < top
            and bottom < other[3]
            for place, other in boxes
        )


def test_unknown_numbers_are_a_dash_and_points_are_never_rounded():
    assert (points(None), full_points(None)) == ("—", "—")
    assert points(Decimal("3.2")) == "3.20"
    assert points(Decimal("3.125")) == "3.125"
    assert points(Decimal(7)) == "7.00"
    assert full_points(Decimal("100.00")) == "100"
    assert full_points(Decimal("12.50")) == "12.5"
    assert full_points(Decimal(100)) == "100"


def test_words_are_never_markup_and_undrawable_characters_are_marked():
    sheet = replace(score_sheet(), overall_comment="<b>&amp; 1 < 2</b> 𠮷\x00田")
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(print_score_sheet(sheet, FONTS))).pages
    )
    assert "<b>&amp; 1 < 2</b> 〓田" in text
    assert sheet.to_json()["overall_comment"] == "<b>&amp; 1 < 2</b> 𠮷\x00田"


def test_lines_keep_to_the_measure_and_to_the_rules():
    load_typeface(FONTS)
    words = "合议认为（按 GB/T 36132-2025 附录 B 的口径）应计入，统一按“核定值”86.4% 计分；其余保留。" * 3
    for width in range(60, 320, 7):
        lines = set_lines(words, Style(size=9, leading=13, align=SPREAD), width)
        assert "".join(line.words for line in lines).replace(" ", "") == words.replace(" ", "")
        for line in lines:
            assert text_width(line.words, 9) <= width + 0.02
        for line in lines[1:]:
            assert line.words[0] not in "，。；）”%"
        for line in lines[:-1]:
            assert line.words[-1] not in "（“"


def test_word_wider_than_the_measure_is_cut():
    load_typeface(FONTS)
    lines = set_lines("a" * 200, Style(size=9, leading=13), 100)
    assert "".join(line.words for line in lines) == "a" * 200
    assert all(text_width(line.words, 9) <= 100.02 for line in lines)


def test_record_must_be_the_hash_of_an_entry():
    with pytest.raises(RecordIdMalformed):
        replace(score_sheet(), record_id="12")


def test_recused_expert_has_no_score():
    with pytest.raises(RecusedWithScore):
        PanelRow(expert=Person(name="赵孟阳"), standing=Standing.RECUSED, score=Decimal(1))


def test_missing_font_is_named(tmp_path: Path):
    with pytest.raises(FontMissing):
        print_score_sheet(score_sheet(), tmp_path)
    (tmp_path / "WenQuanYiMicroHei.ttf").write_bytes(b"not a font")
    with pytest.raises(FontMissing):
        print_score_sheet(score_sheet(), tmp_path)


def test_sheet_without_gates_sections_or_points_still_prints():
    empty: ScoreSheet = replace(
        score_sheet(),
        gates=(),
        sections=(),
        total=None,
        max_total=None,
        overall_comment="",
        package_digest="",
    )
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(print_score_sheet(empty, FONTS))).pages
    )
    assert "—（满分 —）" in text
