"""Envelopes and bodies: the exact bytes count, and nothing else passes for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greendesk.ledger.entry import (
    EntryDamaged,
    EntryTooNew,
    canonical,
    read_body,
    read_entry,
    sha256,
    write_body,
    write_entry,
)

ROUND, AUTHOR = "a" * 64, "b" * 64
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def an_entry(content: dict[str, object], seq: int = 1, prev: str | None = None):
    body = write_body("kind", ("key",), (), content)
    return write_entry(round_id=ROUND, author=AUTHOR, seq=seq, prev=prev, time=(5, 0), body=body), body


@given(st.dictionaries(texts, values, max_size=5))
def test_what_was_written_is_read(content: dict[str, object]) -> None:
    entry, raw = an_entry(content)
    body = read_body(entry, raw)
    assert (body.kind, body.key, dict(body.content)) == ("kind", ("key",), content)
    assert read_entry(entry.raw) == entry
    assert entry.id == sha256(entry.raw)


@given(st.data())
def test_every_flipped_byte_is_another_entry_or_refused(data: st.DataObject) -> None:
    entry, raw = an_entry({"score": "86.20", "word": "绿"})
    for whole in (entry.raw, raw):
        place = data.draw(st.integers(0, len(whole) - 1))
        changed = bytearray(whole)
        changed[place] ^= data.draw(st.integers(1, 255))
        if whole is raw:
            with pytest.raises(EntryDamaged):
                read_body(entry, bytes(changed))
        else:
            try:
                assert read_entry(bytes(changed)).id != entry.id
            except (EntryDamaged, EntryTooNew):
                continue


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused_in_words(raw: bytes) -> None:
    with pytest.raises((EntryDamaged, EntryTooNew)):
        read_entry(raw)


def test_an_envelope_says_nothing_of_an_equal_body() -> None:
    assert an_entry({"score": "1"})[0].body != an_entry({"score": "1"})[0].body


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"seq": 0},
        {"seq": True},
        {"seq": 2},
        {"prev": "c" * 64},
        {"time": [1]},
        {"time": [1, 2.5]},
        {"round": "A" * 64},
        {"extra": 1},
    ],
)
def test_an_envelope_that_breaks_a_rule_is_refused(change: dict[str, object]) -> None:
    document = json.loads(an_entry({})[0].raw) | change
    with pytest.raises((EntryDamaged, EntryTooNew)):
        read_entry(canonical(document))


@pytest.mark.parametrize("raw", [b'{"v":1,"v":1}', b"[" * 100_000, b'{"v":NaN}', b"\xff\xfe", b"null"])
def test_hostile_json_is_refused(raw: bytes) -> None:
    with pytest.raises(EntryDamaged):
        read_entry(raw)
