"""The form for a department's reply: printed, filled in, read back; every wrong cell told, hostile files refused."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from greendesk.adapters.foreign_xlsx import FORMULA, WorkbookUnreadable, read_rows
from greendesk.adapters.papers.reply_form_sheet import write_reply_form
from greendesk.adapters.papers.seal import check_office
from greendesk.adapters.printer import PaperPrinter
from greendesk.adapters.reply_form import ReplyFormNewer, ReplyFormWrong, read_reply_form
from greendesk.errors import Fault, Refusal
from tests.unit.papers_samples import FONTS, RECORD, Authority
from tests.unit.road_papers_samples import department_letter

BLANK = write_reply_form(department_letter(3))
NUMBER, DAY, SIGNER = "D5", "D6", "D7"
FIRST, POSITION, TEXT = 10, "G", "H"  # heads stand in D, E, F
SHEET_PART = "xl/worksheets/sheet1.xml"


def filled(fill: Callable[[Worksheet], None], data: bytes = BLANK) -> bytes:
    """The form as a department's spreadsheet program saves it."""
    book = load_workbook(io.BytesIO(data))
    fill(book.active)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def answered(sheet: Worksheet) -> None:
    """Three answers: agreed, agreed with a condition, none yet."""
    sheet[NUMBER], sheet[DAY], sheet[SIGNER] = "示环函〔2026〕7号", "2026年4月28日", "李示例"
    for column in "DEF":
        sheet[f"{column}{FIRST}"] = "无"
    sheet[f"{POSITION}{FIRST}"] = "同意"
    sheet[f"E{FIRST + 1}"], sheet[f"{POSITION}{FIRST + 1}"] = "有", " 有条件 同意"
    sheet[f"{TEXT}{FIRST + 1}"] = "整改验收后同意。"


def repacked(change: Callable[[dict[str, bytes]], None], data: bytes = BLANK) -> bytes:
    """The file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_blank_form_names_what_it_answers_and_everyone_it_asks_about():
    form = read_reply_form(BLANK)
    assert (form.round_id, form.record_id, form.department) == ("r" * 16, RECORD, "ecology")
    assert [row.application for row in form.rows] == ["SL-2026-0001", "SL-2026-0002", "SL-2026-0003"]
    assert not any(row.position or row.heads for row in form.rows)
    assert form.faults == ()
    assert write_reply_form(department_letter(3)) == BLANK


def test_form_goes_out_sealed_and_comes_back_readable():
    authority = Authority()
    signer = authority.issue("苏示例", "示例市工业和信息化局")
    sealed = PaperPrinter(FONTS).reply_form(department_letter(3), signer)
    report = check_office(sealed, [authority.certificate])
    assert report.whole
    assert report.record_id == RECORD
    assert read_reply_form(sealed) == read_reply_form(BLANK)
    assert read_reply_form(filled(answered, sealed)) == read_reply_form(filled(answered))


def test_filled_form_is_read_as_meant():
    form = read_reply_form(filled(answered))
    assert form.faults == ()
    assert (form.number, form.date, form.signer) == ("示环函〔2026〕7号", "2026-04-28", "李示例")
    agreed, conditional, silent = form.rows
    assert (agreed.position, dict(agreed.heads)) == ("agree", {"n1": "none", "n2": "none", "n3": "none"})
    assert (conditional.position, conditional.text) == ("conditional", "整改验收后同意。")
    assert dict(conditional.heads) == {"n2": "has"}
    assert silent.position == ""


def test_every_wrong_cell_is_told_at_once():
    def wrong(sheet: Worksheet) -> None:
        sheet[NUMBER] = "号" * 300
        sheet[DAY] = "2026年2月30日"
        sheet[f"D{FIRST}"] = "也许"
        sheet[f"{POSITION}{FIRST}"] = "不同意"
        sheet[f"D{FIRST + 1}"] = "无"
        sheet[f"{POSITION}{FIRST + 2}"] = '=IF(1=1,"同意","")'
        sheet[f"A{FIRST + 2}"] = "SL-2026-0001"
        sheet[f"{POSITION}{FIRST + 9}"] = "同意"

    form = read_reply_form(filled(wrong))
    assert [(one.cell, one.fault) for one in form.faults] == [
        (NUMBER, "too_long"),
        (DAY, "date"),
        (SIGNER, "missing"),
        ("D10", "choice"),
        ("H10", "missing"),
        ("G11", "missing"),
        ("A12", "repeated"),
        ("G12", "formula"),
        ("G19", "no_application"),
    ]
    assert form.faults[3].given == "也许"


@pytest.mark.parametrize("words", ["2026-04-28", "2026/4/28", "2026.4.28", "20260428", "２０２６年4月28日"])
def test_days_are_read_as_people_write_them(words: str):
    def fill(sheet: Worksheet) -> None:
        sheet[DAY] = words

    assert read_reply_form(filled(fill)).date == "2026-04-28"


def test_formulas_of_every_kind_are_refused_by_cell():
    def fill(sheet: Worksheet) -> None:
        sheet[f"D{FIRST}"] = ArrayFormula(f"D{FIRST}", '="无"')
        sheet[SIGNER] = "=1+1"

    data = filled(fill)
    assert [(one.cell, one.fault) for one in read_reply_form(data).faults] == [
        (SIGNER, "formula"),
        ("D10", "formula"),
    ]
    assert FORMULA in dict(read_rows(data))[FIRST]


@pytest.mark.parametrize("cell", ["A1", "A2", "A3", "A4", "A5", "A9", "G9", "E9"])
def test_form_without_one_of_its_marks_is_refused(cell: str):
    def fill(sheet: Worksheet) -> None:
        sheet[cell] = "=A1" if cell == "A3" else "head:n1" if cell == "E9" else None

    with pytest.raises(ReplyFormWrong):
        read_reply_form(filled(fill))


def test_form_of_a_later_layout_is_refused_by_its_version():
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "greendesk-reply 2"

    with pytest.raises(ReplyFormNewer) as refused:
        read_reply_form(filled(fill))
    assert refused.value.details == {"version": "2"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp037"])
@pytest.mark.parametrize("part", [SHEET_PART, "xl/workbook.xml", "xl/media/picture.svg"])
def test_parts_that_define_entities_are_refused(part: str, encoding: str):
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    if encoding == "cp037":
        head, rest = bomb.split("?>", 1)
        content = f"{head}?>".encode("ascii") + rest.encode(encoding)
    else:
        content = bomb.encode(encoding)
    with pytest.raises(WorkbookUnreadable) as refused:
        read_reply_form(repacked(lambda parts: parts.update({part: content})))
    assert refused.value.details == {"part": part}


def test_bomb_is_refused_by_what_it_really_unpacks_to():
    honest = repacked(lambda parts: parts.update({"xl/media/zero.bin": bytes(30 * 1024 * 1024)}))
    with pytest.raises(WorkbookUnreadable):
        read_reply_form(honest)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/media/zero.bin").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(WorkbookUnreadable):
        read_reply_form(lying)


def test_part_that_occurs_twice_and_foreign_packing_are_refused():
    twice = io.BytesIO(BLANK)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET_PART, b"<worksheet/>")
    with pytest.raises(WorkbookUnreadable):
        read_reply_form(twice.getvalue())
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(SHEET_PART, b"<worksheet/>")
    with pytest.raises(WorkbookUnreadable):
        read_reply_form(other.getvalue())


def test_words_of_the_letter_never_become_formulas_and_only_answers_are_open():
    letter = department_letter(2)
    unit = replace(letter.applicants[0], unit_name="=HYPERLINK(1)", credit_code="")
    book = load_workbook(
        io.BytesIO(write_reply_form(replace(letter, applicants=(unit, letter.applicants[1]))))
    )
    sheet = book.active
    assert sheet[f"C{FIRST}"].data_type == "s" or sheet[f"C{FIRST}"].quotePrefix
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    opened = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert {NUMBER, DAY, SIGNER, "D10", "H10", "D11", "H11"} <= opened
    assert not {"A10", "B10", "C10", "G8", "G9", "H12"} & opened
    assert all(sheet[cell].number_format == "@" for cell in (NUMBER, DAY, SIGNER, "D10", "G11", "H11"))
    choices = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert choices["D10:F11"] == '"无,有"'
    assert choices["G10:G11"] == '"同意,有条件同意,不同意"'
    assert sheet.print_title_rows == "$8:$8"


def test_row_far_below_the_form_is_refused_before_it_costs_anything():
    def fill(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "远"

    with pytest.raises(ReplyFormWrong):
        read_reply_form(filled(fill))


def test_letter_without_heads_still_asks_for_a_position():
    blank = write_reply_form(replace(department_letter(1), heads=()))

    def fill(sheet: Worksheet) -> None:
        sheet[DAY], sheet[SIGNER], sheet["D10"] = "2026-04-28", "李示例", "同意"

    form = read_reply_form(filled(fill, blank))
    assert form.faults == ()
    assert [(row.position, dict(row.heads)) for row in form.rows] == [("agree", {})]


def test_form_saved_by_an_office_program_is_read_as_before(tmp_path: Path):
    if shutil.which("soffice") is None:
        pytest.skip("needs soffice")
    (tmp_path / "form.xlsx").write_bytes(filled(answered))
    out = tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "xlsx", "--outdir", str(out), str(tmp_path / "form.xlsx")], check=True, capture_output=True
    )
    assert read_reply_form((out / "form.xlsx").read_bytes()) == read_reply_form(filled(answered))


@given(data=st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_form_or_an_expected_failure(data: bytes):
    with pytest.raises((Refusal, Fault)):
        read_reply_form(data)


@given(place=st.integers(0, len(BLANK) - 1), piece=st.binary(min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_damaged_form_is_a_form_or_an_expected_failure(place: int, piece: bytes):
    try:
        form = read_reply_form(BLANK[:place] + piece + BLANK[place + len(piece) :])
    except (Refusal, Fault):
        return
    assert form.record_id


@given(place=st.integers(0, 20_000), piece=st.text(alphabet='<>/="&rtcsvf19AZ ', min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_damaged_sheet_is_a_form_or_an_expected_failure(place: int, piece: str):
    def damage(parts: dict[str, bytes]) -> None:
        whole = parts[SHEET_PART]
        at = place % len(whole)
        parts[SHEET_PART] = whole[:at] + piece.encode() + whole[at + len(piece) :]

    try:
        form = read_reply_form(repacked(damage))
    except (Refusal, Fault):
        return
    assert form.record_id
