"""Words for a fingerprint: short, the same on every desk, and told apart over the telephone."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from greendesk.ledger.entry import sha256
from greendesk.words import _TABLES, WORDS, fingerprint_words

CHINESE, ENGLISH = _TABLES["zh"], _TABLES["en"]
HEARD_ALIKE = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l", "h": "f"}


def parts(word: str) -> tuple[str, ...]:
    """Initials and finals of a word as somebody from the south hears them on a bad line."""
    found: list[str] = []
    for syllable in lazy_pinyin(word):
        match = re.match(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$", syllable)
        assert match is not None
        initial, final = match[1] or "", match[2]
        found += [HEARD_ALIKE.get(initial, initial), re.sub(r"(?<=[aei])ng$", "n", final)]
    return tuple(found)


def test_there_are_256_words_of_the_same_meaning() -> None:
    assert len(set(CHINESE)) == len(CHINESE) == 256
    assert len(set(ENGLISH)) == len(ENGLISH) == 256
    assert WORDS * 8 >= 40
    assert all(re.fullmatch(r"[一-鿿]{2}", word) for word in CHINESE)
    assert all(re.fullmatch(r"[a-z]{3,10}", word) for word in ENGLISH)
    assert ENGLISH[CHINESE.index("苹果")] == "apple"
    assert (CHINESE[-1], ENGLISH[-1]) == ("面具", "mask")


def test_no_two_words_sound_alike() -> None:
    heard = [(word, parts(word)) for word in CHINESE]
    for (one, first), (other, second) in itertools.combinations(heard, 2):
        assert sum(a != b for a, b in zip(first, second, strict=True)) >= 2, (one, other)


def test_no_two_english_words_begin_alike() -> None:
    assert len({word[:4] for word in ENGLISH}) == 256


def test_the_words_of_a_fingerprint_never_change() -> None:
    digest = sha256(b"greendesk")
    assert fingerprint_words(digest) == "航班 芒果 荷花 毛巾 绿茶 麻雀"
    assert fingerprint_words(digest, "en") == "flight mango lotus towel tea sparrow"


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 255))
def test_a_changed_bit_gives_other_words(data: bytes, bit: int) -> None:
    other = (int.from_bytes(data) ^ (1 << bit)).to_bytes(32)
    assert len(set(fingerprint_words(data.hex()).split())) == WORDS
    assert fingerprint_words(data.hex()) != fingerprint_words(other.hex())


@pytest.mark.parametrize("wrong", ["", "abc", "Z" * 64, "a" * 63])
def test_only_a_fingerprint_has_words(wrong: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(wrong) + "$"):
        fingerprint_words(wrong)
