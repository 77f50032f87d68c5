"""Unified social credit codes: real ones pass, and a refusal says what is wrong."""

import pytest

from greendesk.domain.credit_code import (
    CreditCodeCharacterWrong,
    CreditCodeCheckWrong,
    CreditCodeLengthWrong,
    check_character,
    check_credit_code,
)
from greendesk.domain.regions import province_of

# Public codes of large companies, printed on their licences and web pages.
REAL = ("914403001922038216", "9144030071526726XG", "91330100799655058B", "91110000802100433B")


@pytest.mark.parametrize("code", REAL)
def test_real_codes_pass(code: str):
    assert str(check_credit_code(code)) == code


def test_width_case_and_blanks_do_not_matter():
    assert check_credit_code(" ９１４４ 0300 7152 6726 xg\n").text == "9144030071526726XG"


def test_the_parts_of_a_code():
    code = check_credit_code("9144030071526726XG")
    assert (code.authority, code.region, code.organisation) == ("9", "440300", "71526726X")
    assert province_of(code.region) == "广东省"
    assert province_of("100000") is None


@pytest.mark.parametrize("text", ["", "91440300192203821", "9144030019220382166"])
def test_a_wrong_length_is_refused(text: str):
    with pytest.raises(CreditCodeLengthWrong) as caught:
        check_credit_code(text)
    assert caught.value.details == {"length": len(text), "expected": 18}


@pytest.mark.parametrize("character", ["I", "O", "S", "V", "Z", "-", "示", "٣"])
def test_a_character_that_no_code_holds_is_named(character: str):
    with pytest.raises(CreditCodeCharacterWrong) as caught:
        check_credit_code(f"9144{character}3001922038216"[:18])
    assert caught.value.details == {"position": 5, "character": character}


def test_the_check_character_that_would_fit_is_named():
    with pytest.raises(CreditCodeCheckWrong) as caught:
        check_credit_code("914403001922038217")
    assert caught.value.details == {"expected": "6", "found": "7"}


def test_a_sum_of_nothing_gives_zero():
    assert check_character("0" * 17) == "0"
