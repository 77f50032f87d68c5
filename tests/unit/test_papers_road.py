"""The papers of the road: every kind in every format, signed or sealed, opened by others, overrides printed."""

import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from greendesk.adapters.papers.official import column_widths, title_lines
from greendesk.adapters.papers.official_docx import write_official
from greendesk.adapters.papers.official_pdf import print_official
from greendesk.adapters.papers.official_xlsx import write_official_sheet
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.papers.road_layouts import lay_out
from greendesk.adapters.papers.road_tables import chinese_number
from greendesk.adapters.papers.seal import check_office
from greendesk.adapters.papers.summary import print_summary
from greendesk.adapters.printer import PaperPrinter
from greendesk.adapters.verification import verify
from greendesk.domain.papers_road import RoadPaper
from tests.unit.papers_samples import FONTS, RECORD, Authority, recommendation_summary
from tests.unit.road_papers_samples import (
    LONG,
    OVERRIDES,
    SAMPLES,
    announcement,
    cover_letter,
    department_letter,
    initial_review,
    objection_record,
    opinions_summary,
    publicity_notice,
    ranking_table,
)

AUTHORITY = Authority()
SIGNER = AUTHORITY.issue("秦小满", "示例市工业和信息化局")
PRINTER = PaperPrinter(FONTS)
LISTS = {"opinions", "publicity", "announcement", "ranking"}
OWN_LAYOUT = sorted(set(SAMPLES) - {"summary"})
FILES: dict[str, Mapping[str, bytes]] = {}


def files(name: str) -> Mapping[str, bytes]:
    """The files of a sample, made once."""
    if name not in FILES:
        FILES[name] = PRINTER.paper(SAMPLES[name](), SIGNER)
    return FILES[name]


def judge(tool: str, *arguments: str) -> str:
    """Run an independent program; its failure is the test's failure."""
    path = shutil.which(tool)
    if path is None:
        pytest.skip(f"needs {tool}")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def squeezed(words: str) -> str:
    """Words without what line ends and columns put between them."""
    return re.sub(r"\s+", "", words)


def pdf_words(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def docx_words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed("".join([*(one.text for one in document.paragraphs), *cells]))


def xlsx_words(data: bytes) -> str:
    sheet = load_workbook(io.BytesIO(data)).active
    return squeezed("".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value))


READ = {"pdf": pdf_words, "docx": docx_words, "xlsx": xlsx_words}


def test_every_kind_of_paper_has_a_sample():
    assert {type(make()) for make in SAMPLES.values()} == set(get_args(RoadPaper))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_paper_comes_in_its_formats_signed_or_sealed(name: str):
    made = files(name)
    expected = {"summary": {"pdf", "xlsx"}}.get(name, {"pdf", "docx"}) | (
        {"xlsx"} if name in LISTS else set()
    )
    assert set(made) == expected
    report = check_pdf(made["pdf"], [AUTHORITY.certificate])
    assert report.whole
    assert report.record_id == RECORD
    assert report.conclusion == SAMPLES[name]().to_json()
    assert [(one.place, one.signer_name) for one in report.signatures] == [("sign-office", "秦小满")]
    for ending in expected - {"pdf"}:
        sealed = check_office(made[ending], [AUTHORITY.certificate])
        assert sealed.whole
        assert sealed.record_id == RECORD


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_verification_names_the_paper(name: str, tmp_path: Path):
    for ending, data in files(name).items():
        path = tmp_path / f"paper.{ending}"
        path.write_bytes(data)
        result = verify(path, [AUTHORITY.certificate])
        assert result.whole
        assert dict(result.facts)["record"] == RECORD
        assert ending != "pdf" or dict(result.facts)["document"] == type(SAMPLES[name]()).kind
        path.write_bytes(data[:-40] + bytes(40))
        assert not verify(path, [AUTHORITY.certificate]).whole


@pytest.mark.parametrize("name", OWN_LAYOUT)
def test_every_format_says_the_same(name: str):
    laid = lay_out(SAMPLES[name]())
    for ending, data in files(name).items():
        words = READ[ending](data)
        for wanted in (laid.title, laid.number, laid.to, laid.office, *laid.attachments):
            assert squeezed(wanted) in words, (ending, wanted)
        note = OVERRIDES[0]
        for wanted in (
            "经批准放行的事项",
            note.guard_title,
            note.article,
            note.reason,
            note.by,
            "2026年4月18日",
        ):
            assert squeezed(wanted) in words, (ending, wanted)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_other_programs_accept_the_pdf(name: str, tmp_path: Path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(files(name)["pdf"])
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", str(path))
    found = judge("pdfsig", str(path))
    assert found.count("Signature is Valid") == 1
    assert "Total document signed" in found
    assert "记录编号" in judge("pdftotext", "-layout", str(path), "-")


def test_office_program_opens_every_sealed_file(tmp_path: Path):
    for tool in ("soffice", "pdftotext"):
        if shutil.which(tool) is None:
            pytest.skip(f"needs {tool}")
    wanted: dict[str, str] = {}
    for name in SAMPLES:
        for ending, data in files(name).items():
            if ending != "pdf":
                (tmp_path / f"{name}-{ending}.{ending}").write_bytes(data)
                wanted[f"{name}-{ending}"] = (
                    "市级工业和信息化主管部门" if name == "summary" else lay_out(SAMPLES[name]()).title
                )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    judge("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *paths)
    for name, title in wanted.items():
        words = squeezed(judge("pdftotext", str(tmp_path / f"{name}.pdf"), "-"))
        assert squeezed(title) in words, name
        assert squeezed("经批准放行的事项") in words or name.startswith("summary"), name


@pytest.mark.parametrize("name", sorted(set(LONG) - {"summary"}))
def test_long_tables_run_over_pages_under_their_header(name: str):
    paper = LONG[name]()
    laid = lay_out(paper)
    pages = PdfReader(io.BytesIO(print_official(laid, FONTS))).pages
    assert len(pages) > 3
    texts = [squeezed(page.extract_text()) for page in pages]
    last = "示例市第20精密" if name == "review" else "示例市第60精密"
    assert any(last in text for text in texts)
    if name != "review":
        tables = [text for text in texts if "精密铸造" in text and "经批准放行" not in text]
        assert all("单位" in text and ("序号" in text or "序次" in text) for text in tables)
    assert last in docx_words(write_official(laid))
    assert name not in LISTS or last in xlsx_words(write_official_sheet(laid))


@pytest.mark.parametrize("lines", range(1, 30, 2))
def test_the_seal_never_has_a_page_alone(lines: int):
    body = "\n".join(f"第{number}段正文。" for number in range(1, lines + 1))
    for attachments in ((), ("推荐汇总表",)):
        for contact in ("", "经办人"):
            letter = replace(cover_letter(), body=body, attachments=attachments, contact=contact)
            pages = PdfReader(io.BytesIO(print_official(lay_out(letter), FONTS))).pages
            sealed = next(text for page in pages if letter.office in (text := page.extract_text()))
            assert any(words in sealed for words in ("附件：", "联系方式", "本次共报送")), (
                lines,
                attachments,
            )


@pytest.mark.parametrize("factories", range(12, 30, 3))
def test_the_seal_of_the_summary_stands_below_a_row(factories: int):
    for overrides, head in (((), "企业名称"), (OVERRIDES, "批准人")):
        paper = replace(recommendation_summary(factories=factories), overrides=overrides)
        pages = PdfReader(io.BytesIO(print_summary(paper, FONTS))).pages
        (sealed,) = [text for page in pages if "单位公章" in (text := page.extract_text())]
        assert head in sealed
        assert len(pages[-1].get("/Annots", ())) == 1


@pytest.mark.parametrize("count", [1, 4, 5, 6, 7, 8, 30])
def test_a_table_at_the_end_keeps_a_row_with_the_seal(count: int):
    paper = replace(announcement(), lists=(), overrides=OVERRIDES * count)
    pages = PdfReader(io.BytesIO(print_official(lay_out(paper), FONTS))).pages
    assert "批准人" in pages[-1].extract_text()
    assert paper.office in pages[-1].extract_text()


def test_letter_asks_head_by_head_with_a_form_for_the_reply():
    words = docx_words(files("letter")["docx"])
    for wanted in (
        "3.被动态调整出绿色制造名单",
        "近三年，自2026年4月20日往前计算",
        "2026年4月30日（含当日）前",
        "回复期限的计算",
    ):
        assert wanted in words
    assert words.count("示例市第12精密铸造有限责任公司") == 2
    plain = replace(department_letter(), heads=(), asks=(), term_explained="", contact="", document_number="")
    words = docx_words(write_official(lay_out(plain)))
    assert "有无下列情形" not in words
    assert "联系方式" not in words


def test_silence_is_said_and_is_no_agreement():
    words = xlsx_words(files("opinions")["xlsx"])
    assert "未回复（逾期3个工作日）" in words
    assert "其中6项未回复，未回复不视为同意。" in words
    assert "有条件同意年度报告补报后同意推荐。" in words
    summary = opinions_summary(1)
    agreed = replace(summary.rows[0], opinions=summary.rows[0].opinions[:1])
    words = xlsx_words(
        write_official_sheet(lay_out(replace(summary, departments=summary.departments[:1], rows=(agreed,))))
    )
    assert "各部门均已回复。" in words
    nobody = lay_out(replace(summary, rows=(replace(agreed, opinions=()),)))
    assert xlsx_words(write_official_sheet(nobody)).count("—") == len(summary.departments)


def test_review_of_one_unit_has_no_numbers():
    one = docx_words(write_official(lay_out(initial_review(1))))
    assert "一、" not in one
    assert "推荐意见：同意推荐" in one
    assert "十二、示例市第12精密" in docx_words(write_official(lay_out(initial_review(12))))


def test_notice_tells_the_days_and_the_ways_to_object():
    words = pdf_words(files("publicity")["pdf"])
    assert "公示期：2026年4月21日至2026年4月27日。" in words
    assert "异议受理部门：示例市工业和信息化局节能科" in words
    assert "附件1拟推荐绿色工厂名单" in words
    alone = lay_out(replace(announcement(), lists=announcement().lists[:1]))
    assert "附件：绿色工厂名单" in docx_words(write_official(alone))


def test_objection_says_whether_it_bears_a_name():
    assert "示例村村民委员会（实名）" in docx_words(files("objection")["docx"])
    unnamed = replace(objection_record(), real_name=False, objector="匿名")
    assert "匿名（未实名）" in docx_words(write_official(lay_out(unnamed)))


def test_ranking_keeps_preferences_beside_the_score():
    sheet = load_workbook(io.BytesIO(files("ranking")["xlsx"])).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(row for row in rows if row[0] == "1")
    assert first[3] == "94.50"
    assert first[5] == "专精特新“小巨人”企业（示例公告2025年第1号）\n重点产业链链主企业（示例名单2025年）"
    last = next(row for row in rows if row[0] == "12")
    assert last[3:] == ["—", "—", "—", "不推荐"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet.page_setup.orientation == "landscape"


def test_papers_without_overrides_say_nothing_of_them():
    for paper in (replace(publicity_notice(), overrides=()), replace(ranking_table(), overrides=())):
        laid = lay_out(paper)
        assert "经批准放行" not in docx_words(write_official(laid)) + xlsx_words(write_official_sheet(laid))


@pytest.mark.parametrize("name", OWN_LAYOUT)
def test_equal_papers_give_equal_bytes(name: str):
    laid = lay_out(SAMPLES[name]())
    assert write_official(laid) == write_official(lay_out(SAMPLES[name]()))
    assert print_official(laid, FONTS) == print_official(laid, FONTS)
    assert write_official_sheet(laid) == write_official_sheet(laid)


def test_only_papers_of_the_road_are_laid_out():
    with pytest.raises(TypeError):
        lay_out("paper")


@given(st.text(min_size=0, max_size=90), st.integers(min_value=5, max_value=33))
@settings(max_examples=80, deadline=None)
def test_title_keeps_its_words_when_broken(title: str, most: int):
    assert title_lines(title, most).replace("\n", "") == title.replace("\n", "")


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=400))
@settings(max_examples=15, deadline=None)
def test_any_words_can_be_printed(body: str, title: str, reason: str):
    note = replace(OVERRIDES[0], reason=reason, by=title)
    lists = (replace(announcement().lists[0], title=title),)
    laid = lay_out(replace(announcement(), title=title, text=body, lists=lists, overrides=(note,)))
    for data in (print_official(laid, FONTS), write_official(laid), write_official_sheet(laid)):
        assert len(data) > 5000


@given(st.lists(st.floats(min_value=0.5, max_value=90), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_columns_fill_the_width_and_none_is_too_narrow(shares: list[float]):
    widths = column_widths(shares, 440.0, 30.0)
    assert sum(widths) == pytest.approx(440.0)
    assert min(widths) >= min(30.0, 440.0 / len(shares))


def test_many_departments_still_fit_the_page():
    names = tuple(f"示例市第{number}局" for number in range(1, 25))
    laid = lay_out(replace(opinions_summary(3), departments=names))
    assert "示例市第24局" in pdf_words(print_official(laid, FONTS))
    assert "示例市第24局" in docx_words(write_official(laid))


def test_title_breaks_evenly_and_at_a_mark():
    assert title_lines("关于征求2026年度绿色制造名单推荐（示例批次）申报单位意见的函", 20).split("\n") == [
        "关于征求2026年度绿色制造名单推荐",
        "（示例批次）申报单位意见的函",
    ]
    assert title_lines("补正通知", 20) == "补正通知"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_numbers_of_headings(number: int, words: str):
    assert chinese_number(number) == words
