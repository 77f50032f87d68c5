"""Signatures in PDFs: made, added to, accepted by others, and any changed byte found."""

import random
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from greendesk.adapters.papers.findings import (
    BrokenBeforeSigning,
    BytesAfterSignature,
    FieldAlreadySigned,
    FieldUnknown,
    PdfUnreadable,
    PdfUnsigned,
    SignatureBroken,
    SignatureLost,
    SignerUntrusted,
    SigningFailed,
)
from greendesk.adapters.papers.pades import PdfSigner, open_fields, place_for, sign_pdf, stamp_lines
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.papers.panel_conclusion import print_panel_conclusion
from greendesk.adapters.papers.score_sheet import print_score_sheet
from greendesk.errors import Refusal
from tests.unit.papers_samples import (
    EXPERT,
    FONTS,
    RECORD,
    SIGNED_AT,
    Authority,
    panel_conclusion,
    score_sheet,
)
from ui.messages.papers import MESSAGES

AUTHORITY = Authority()


def sign(pdf: bytes, name: str, field: str, *, minutes: int = 0) -> bytes:
    time = SIGNED_AT + timedelta(minutes=minutes)
    return sign_pdf(
        pdf,
        AUTHORITY.issue(name, EXPERT.organisation),
        field,
        stamp_lines(name, time, RECORD),
        time=time,
        fonts=FONTS,
    )


def say(findings: Iterable[Refusal]) -> None:
    """Every finding can be put into both languages with the details it carries."""
    for finding in findings:
        message = MESSAGES[finding.code]
        for words in (message.zh, message.en):
            for line in (words.happened, words.kept, words.cure):
                assert line.format(**finding.details)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return print_score_sheet(score_sheet(), FONTS)


@pytest.fixture(scope="module")
def signed(unsigned: bytes) -> bytes:
    return sign(unsigned, EXPERT.name, "sign-expert")


@pytest.fixture(scope="module")
def twice() -> bytes:
    once = sign(print_panel_conclusion(panel_conclusion(), FONTS), "苏文澜", "sign-leader")
    return sign(once, "何敬之", "sign-member-2", minutes=3)


def test_report_says_who_when_and_what(signed: bytes):
    report = check_pdf(signed, [AUTHORITY.certificate])
    (signature,) = report.signatures
    assert report.whole
    assert (signature.signer_name, signature.signer_organisation) == (EXPERT.name, EXPERT.organisation)
    assert signature.claimed_time == SIGNED_AT
    assert signature.intact
    assert signature.trusted
    assert signature.covers_whole_document
    assert not signature.modified_after
    assert report.record_id == RECORD
    assert report.conclusion == score_sheet().to_json()
    assert report.bytes_outside_signatures == 0


def test_second_signature_leaves_the_first_whole(twice: bytes):
    report = check_pdf(twice)
    first, second = report.signatures
    assert report.whole
    assert (first.place, second.place) == ("sign-leader", "sign-member-2")
    assert not first.covers_whole_document
    assert not first.modified_after
    assert second.covers_whole_document
    assert first.root_sha256 == second.root_sha256
    assert "sign-member-2" not in open_fields(twice)


def test_signing_keeps_every_byte_that_was_there(unsigned: bytes, signed: bytes):
    assert signed.startswith(unsigned)


def test_other_programs_accept_the_signatures(twice: bytes, tmp_path: Path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice)
    for tool in ("pdfsig", "qpdf", "pdffonts", "pdftotext"):
        if shutil.which(tool) is None:
            pytest.skip(f"needs {tool}")
    run = lambda *command: subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: E731
    found = run("pdfsig", str(path))
    assert found.count("Signature is Valid") == 2
    assert found.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in found
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))
    assert all(" yes yes yes " in line for line in run("pdffonts", str(path)).splitlines()[2:])
    assert "电子签名" in run("pdftotext", str(path), "-")


def test_stranger_is_not_trusted(signed: bytes):
    report = check_pdf(signed, [Authority().certificate])
    assert not report.whole
    assert report.signatures[0].intact
    assert [type(finding) for finding in report.signatures[0].findings] == [SignerUntrusted]
    assert not check_pdf(signed, []).whole


def test_changed_content_names_the_signature(twice: bytes):
    changed = bytearray(twice)
    changed[2000] ^= 1
    report = check_pdf(bytes(changed))
    assert [type(one.findings[0]) for one in report.signatures] == [SignatureBroken, SignatureBroken]
    second_only = bytearray(twice)
    at = twice.rindex(b"/M (D") + 12
    second_only[at] ^= 1
    first, second = check_pdf(bytes(second_only)).signatures
    assert first.intact
    assert [type(finding) for finding in second.findings] == [SignatureBroken]


def test_no_flipped_byte_passes(signed: bytes):
    chance = random.Random(20260417)  # a fixed sample of all places
    container = re.search(rb"/Contents <[0-9A-F]+?0{100,}>", signed)
    assert container is not None
    places = [
        *chance.sample(range(len(signed)), 30),
        *chance.sample(range(*container.span()), 40),
        container.end() - 1,
        container.end() - 2,
        *chance.sample(range(len(signed) - 1200, len(signed)), 30),
    ]
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)
        report = check_pdf(bytes(changed))
        assert not report.whole, place
        say([*report.findings, *(one for signature in report.signatures for one in signature.findings)])


def test_letters_of_the_container_are_part_of_it(signed: bytes):
    container = re.search(rb"/Contents <[0-9A-F]*?([A-F])", signed)
    assert container is not None
    changed = bytearray(signed)
    changed[container.start(1)] ^= 0x20
    assert not check_pdf(bytes(changed)).whole


def test_added_bytes_are_counted(signed: bytes):
    report = check_pdf(signed + b"\n% more")
    say(report.findings)
    assert any(isinstance(finding, BytesAfterSignature) for finding in report.findings)
    assert report.bytes_outside_signatures == 7
    assert not report.whole


def test_hidden_signature_is_missed(signed: bytes):
    assert b"/AcroForm" in signed
    report = check_pdf(signed.replace(b"/AcroForm", b"/AcroFrom"))
    assert not report.whole
    assert any(isinstance(finding, SignatureLost) for finding in report.findings)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", bytes(1000), b"%PDF-1.7\n" + b"\xff" * 500]
)
def test_garbage_is_unreadable_not_a_crash(data: bytes):
    report = check_pdf(data)
    assert not report.readable
    assert [type(finding) for finding in report.findings] == [PdfUnreadable]


def test_cut_file_is_not_whole(signed: bytes):
    for length in range(0, len(signed), len(signed) // 12):
        assert not check_pdf(signed[:length]).whole


def test_unsigned_file_says_so(unsigned: bytes):
    report = check_pdf(unsigned)
    assert [type(finding) for finding in report.findings] == [PdfUnsigned]
    assert report.record_id == RECORD


def test_everyone_signs_at_the_place_with_his_name(unsigned: bytes, signed: bytes, twice: bytes):
    assert place_for(twice, "林一") == "sign-member-5"
    assert place_for(twice, "秦小满") == "sign-secretary"
    assert place_for(twice, "苏文澜") is None  # has signed
    assert place_for(twice, "赵孟阳") is None  # recused
    assert place_for(unsigned, "经办人") == "sign-expert"
    assert place_for(signed, EXPERT.name) is None


def test_places_are_guarded(unsigned: bytes, signed: bytes, twice: bytes):
    with pytest.raises(FieldUnknown):
        sign(unsigned, "苏文澜", "sign-nobody")
    with pytest.raises(FieldAlreadySigned):
        sign(signed, "苏文澜", "sign-expert")
    with pytest.raises(PdfUnreadable):
        sign(b"garbage", "苏文澜", "sign-expert")
    broken = bytearray(twice)
    broken[2000] ^= 1
    with pytest.raises(BrokenBeforeSigning) as refused:
        sign(bytes(broken), "林一", "sign-member-5")
    say([refused.value])


def test_unusable_key_is_a_fault(unsigned: bytes):
    known = AUTHORITY.issue("苏文澜", "示例")
    signer = PdfSigner(certificate=b"nothing", chain=(b"nothing",), private_key=known.key)
    with pytest.raises(SigningFailed):
        sign_pdf(unsigned, signer, "sign-expert", ["苏文澜"], time=SIGNED_AT, fonts=FONTS)


def test_open_key_signs_like_a_desk(unsigned: bytes):
    known = AUTHORITY.issue("苏文澜", "示例")
    signer = PdfSigner(certificate=known.certificate, chain=known.chain, private_key=known.key)
    lines = ["一个长到写不下的名字" * 6, "第二行", "第三行", "第四行", "第五行"]
    report = check_pdf(sign_pdf(unsigned, signer, "sign-expert", lines, time=SIGNED_AT, fonts=FONTS))
    assert report.whole
    assert report.signatures[0].certificate_sha256 == signer.fingerprint
