"""The slip that goes with an exchange file: every digest, every reason, one page when it fits, signed."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from greendesk.adapters.papers.cover_slip import KINDS, WITHHELD, print_cover_slip, size_words
from greendesk.adapters.papers.pades import sign_pdf
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.domain.papers import RecordIdMalformed
from greendesk.domain.papers_slip import CoverSlip, grouped
from greendesk.ledger.kinds import KINDS as ENTRY_KINDS
from tests.unit.papers_samples import FONTS, SIGNED_AT, Authority
from tests.unit.slip_samples import SENDER, cover_slip


def read(slip: CoverSlip) -> tuple[int, str]:
    """How many pages, and the text without line ends and blanks."""
    pages = PdfReader(io.BytesIO(print_cover_slip(slip, FONTS))).pages
    text = "".join(page.extract_text() for page in pages)
    return len(pages), "".join(text.split())


def test_the_slip_says_what_is_handed_over() -> None:
    slip = cover_slip()
    pages, text = read(slip)
    assert pages == 1
    for words in (
        slip.round_title,
        SENDER.name,
        slip.sender_words.replace(" ", ""),
        "贺兰（示例），示例县工信局（示例）",
        slip.file.sha256,
        "104,857,600字节",
        "部门意见64条",
        "附件（共93.5MB）76个",
        "另有3条只发编号、不发内容：收件人已声明回避，不发送该申报的内容。",
        "已加密，只有收件人和发件人能打开",
        "2026年4月17日16:42",
        "移交人",
        "接收人",
        "日期",
    ):
        assert words in text


def test_every_part_has_its_own_digest_and_many_run_on() -> None:
    for number, expected in ((4, 1), (40, 3)):
        slip = cover_slip(number)
        pages, text = read(slip)
        assert pages == expected
        assert all(part.sha256 in text for part in (*slip.parts, slip.file))
        assert f"{number}/{number}" in text


def test_a_file_for_everybody_that_is_not_encrypted_says_so() -> None:
    slip = replace(cover_slip(), encrypted=False, complete=True, kinds=(), withheld=(), attachments=0)
    _, text = read(slip)
    assert "未加密，任何人都能打开" in text
    assert "本批次的全部" in text
    assert "没有收件人缺的记录" in text


def test_it_is_signed_like_the_other_papers() -> None:
    signer = Authority().issue(SENDER.name, SENDER.organisation)
    printed = print_cover_slip(cover_slip(), FONTS)
    signed = sign_pdf(printed, signer, "sign-sender", ("一", "二", "三"), time=SIGNED_AT, fonts=FONTS)
    report = check_pdf(signed)
    assert report.whole
    assert report.conclusion is not None
    assert report.conclusion["document"] == "cover-slip"
    assert print_cover_slip(cover_slip(), FONTS) == printed


def test_every_kind_of_record_and_reason_has_a_word() -> None:
    assert set(ENTRY_KINDS) <= set(KINDS)
    assert {"recused", "scores", "sealed", "lacking"} == set(WITHHELD)


def test_digests_and_sizes_are_written_for_the_eye() -> None:
    assert grouped("0123456789abcdef") == "0123 4567 89ab cdef"
    assert size_words(999) == "999 字节"
    assert size_words(3 * 1024**3) == "3.00 GB\n3,221,225,472 字节"
    with pytest.raises(RecordIdMalformed):
        replace(cover_slip(), file=replace(cover_slip().file, sha256="short"))
