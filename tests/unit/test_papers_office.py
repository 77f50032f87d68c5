"""The spreadsheet and the letter: laid out, opened by others, sealed, and any changed byte named."""

import io
import random
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook

from greendesk.adapters.papers.container import read_parts, write_parts
from greendesk.adapters.papers.docx import write_notice
from greendesk.adapters.papers.findings import (
    FieldAlreadySigned,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    OfficeUnreadable,
    OfficeUnsealed,
    SealBroken,
    SignerUntrusted,
    WrappingChanged,
)
from greendesk.adapters.papers.seal import SEAL_NAME, check_office, seal_office, sign_with
from greendesk.adapters.papers.xlsx import write_summary
from greendesk.errors import Refusal
from tests.unit.papers_samples import RECORD, SIGNED_AT, Authority, correction_notice, recommendation_summary
from ui.messages.papers import MESSAGES

AUTHORITY = Authority()
SIGNER = AUTHORITY.issue("秦小满", "示例市工业和信息化局")
SHEET_PART = "xl/worksheets/sheet1.xml"


def seal(data: bytes) -> bytes:
    return seal_office(data, sign_with(SIGNER), record_id=RECORD, time=SIGNED_AT)


def say(findings: Iterable[Refusal]) -> None:
    """Every finding can be put into both languages with the details it carries."""
    for finding in findings:
        message = MESSAGES[finding.code]
        for words in (message.zh, message.en):
            for line in (words.happened, words.kept, words.cure):
                assert line.format(**finding.details)


@pytest.fixture(scope="module")
def summary() -> bytes:
    return write_summary(recommendation_summary(factories=12))


@pytest.fixture(scope="module")
def notice() -> bytes:
    return write_notice(correction_notice(items=8))


@pytest.fixture(scope="module")
def sealed(summary: bytes) -> bytes:
    return seal(summary)


def test_summary_has_the_three_tables_and_the_ending(summary: bytes):
    sheet = load_workbook(io.BytesIO(summary)).active
    first = [cell.value for cell in sheet["A"]]
    assert first[:3] == ["附件 2", "市级工业和信息化主管部门推荐汇总表", "绿色工厂推荐名单"]
    assert [cell.value for cell in sheet[4]] == ["序号", "工厂名称", "第三方机构名称", "行业", "备注"]
    assert "绿色工业园区推荐名单" in first
    assert "绿色供应链管理企业推荐名单" in first
    assert first[-3:] == ["推荐单位：示例市工业和信息化局", "（单位公章）", "2026年4月20日"]
    assert "A2:E2" in [str(one) for one in sheet.merged_cells.ranges]
    assert sheet["C6"].value is None


def test_no_cell_is_a_formula_or_a_number(summary: bytes):
    book = load_workbook(io.BytesIO(summary))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    tricky = [cell for cell in cells if cell.value[0] in "=+-@"]
    assert [cell.value for cell in tricky] == ["=HYPERLINK(1)", "+示例清河经济技术开发区", "@复核"]
    assert all(cell.quotePrefix for cell in tricky)


def test_summary_prints_on_a4_with_repeated_title(summary: bytes):
    book = load_workbook(io.BytesIO(summary))
    sheet = book.active
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        9,
        1,
        0,
    )
    assert sheet.print_title_rows == "$2:$2"
    assert book.properties.identifier == RECORD
    assert RECORD in sheet.oddFooter.left.text


def test_control_characters_do_not_stop_the_summary():
    lines = recommendation_summary()
    table = lines.tables[0]
    named = replace(table, lines=(replace(table.lines[0], name="示例\x01厂\n二分厂"),))
    odd = replace(lines, tables=(named, *lines.tables[1:]))
    assert load_workbook(io.BytesIO(write_summary(odd))).active["B5"].value == "示例厂\n二分厂"


def test_notice_keeps_the_measures_of_official_letters(notice: bytes):
    document = Document(io.BytesIO(notice))
    section = document.sections[0]
    measures = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one / Mm(1)) for one in measures] == [37, 35, 28, 26]
    title = document.paragraphs[0]
    assert title.text == "申报材料补正通知"
    assert title.runs[0].font.size.pt == 22
    body = next(one for one in document.paragraphs if one.text.startswith("你单位申报"))
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "材料名称", "存在的问题", "依据"]
    assert len(table.rows) == 9
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.identifier == RECORD


def test_equal_papers_give_equal_bytes(summary: bytes, notice: bytes):
    assert write_summary(recommendation_summary(factories=12)) == summary
    assert write_notice(correction_notice(items=8)) == notice


def test_office_program_opens_the_sealed_files(sealed: bytes, notice: bytes, tmp_path: Path):
    for tool in ("soffice", "pdftotext"):
        if shutil.which(tool) is None:
            pytest.skip(f"needs {tool}")
    (tmp_path / "summary.xlsx").write_bytes(sealed)
    (tmp_path / "notice.docx").write_bytes(seal(notice))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(tmp_path / name) for name in ("summary.xlsx", "notice.docx")]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True)
    for name, words in (("summary", "绿色工业园区推荐名单"), ("notice", "信用中国")):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert words in text
        assert "=HYPERLINK(1)" in text.replace("\n", "") or name == "notice"


def test_seal_says_who_sealed_what(sealed: bytes, notice: bytes):
    for data in (sealed, seal(notice)):
        report = check_office(data, [AUTHORITY.certificate])
        assert report.whole
        assert report.record_id == RECORD
        assert report.signature is not None
        assert report.signature.signer_name == "秦小满"
        assert report.signature.certificate_sha256 == SIGNER.fingerprint
        assert report.signature.claimed_time == SIGNED_AT


def test_changed_added_and_removed_parts_are_named(sealed: bytes):
    parts = {name: content or b"" for name, content in read_parts(sealed)[0].items()}
    changed = check_office(write_parts({**parts, SHEET_PART: parts[SHEET_PART] + b" "}))
    assert (changed.changed, [type(one) for one in changed.findings]) == ((SHEET_PART,), [MemberChanged])
    added = check_office(write_parts({**parts, "xl/vbaProject.bin": b"x"}))
    assert (added.added, [type(one) for one in added.findings]) == (("xl/vbaProject.bin",), [MemberAdded])
    removed = check_office(write_parts({name: one for name, one in parts.items() if name != SHEET_PART}))
    assert (removed.removed, [type(one) for one in removed.findings]) == ((SHEET_PART,), [MemberRemoved])
    assert not any(report.whole for report in (changed, added, removed))
    assert changed.signature is not None
    assert changed.signature.modified_after


def test_no_flipped_byte_passes(sealed: bytes):
    chance = random.Random(20260417)  # a fixed sample of all places
    places = [*chance.sample(range(len(sealed)), 150), *range(len(sealed) - 1200, len(sealed))]
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1 << chance.randrange(8)
        report = check_office(bytes(changed))
        assert not report.whole, place
        found = report.findings or (report.signature.findings if report.signature else ())
        assert found
        say(found)


def test_flipped_byte_inside_a_part_names_it(sealed: bytes):
    changed = bytearray(sealed)
    changed[sealed.index(b'<c r="A3"') + 7] ^= 1
    (finding,) = check_office(bytes(changed)).findings
    assert isinstance(finding, MemberChanged)
    assert finding.details["name"] == SHEET_PART


def test_bytes_around_the_parts_are_guarded(sealed: bytes):
    for data in (b"before" + sealed, sealed + b"after"):
        (finding,) = check_office(data).findings
        assert isinstance(finding, WrappingChanged | OfficeUnreadable)


def test_seal_of_another_hand_is_broken(sealed: bytes):
    other = AUTHORITY.issue("别人", "示例")
    parts = {name: content or b"" for name, content in read_parts(sealed)[0].items()}
    unsealed = write_parts({name: one for name, one in parts.items() if name != SEAL_NAME})

    def forge(message: bytes) -> dict[str, object]:
        return {**sign_with(other)(message), "chain": sign_with(SIGNER)(message)["chain"]}

    report = check_office(seal_office(unsealed, forge, record_id=RECORD, time=SIGNED_AT))
    assert report.signature is not None
    assert [type(one) for one in report.signature.findings] == [SealBroken]
    assert not report.whole


def test_stranger_is_not_trusted(sealed: bytes):
    report = check_office(sealed, [Authority().certificate])
    assert report.signature is not None
    assert [type(one) for one in report.signature.findings] == [SignerUntrusted]
    assert not report.whole


def test_unsealed_and_garbage_are_told_apart(summary: bytes, sealed: bytes):
    assert [type(one) for one in check_office(summary).findings] == [OfficeUnsealed]
    for data in (b"", b"PK\x03\x04", bytes(500), sealed[:2000]):
        report = check_office(data)
        assert not report.readable
        assert not report.whole


def test_sealing_is_guarded(sealed: bytes):
    with pytest.raises(FieldAlreadySigned):
        seal(sealed)
    with pytest.raises(OfficeUnreadable):
        seal(b"garbage")
    with pytest.raises(OfficeUnreadable):
        seal(write_parts({"readme.txt": b"x"}))
