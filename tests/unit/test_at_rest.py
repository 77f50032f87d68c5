"""Attachments at rest: sealed in pieces, read from any place, changed by nobody unnoticed."""

import hashlib
import io
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.blobs import BlobDamaged, BlobMissing, BlobStore
from greendesk.adapters.identity import unlock_identity
from greendesk.adapters.scratch import scratch_file
from greendesk.adapters.sealed_files import PIECE, FileKey, content_size
from tests.kept.sample import DESKS, samples
from ui.composition.desk_folder import DeskFolder

KEY = FileKey(b"k" * 32)
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17)
EDGE = 40  # bytes before the first piece


def sealed(data: bytes, key: FileKey = KEY) -> tuple[str, bytes]:
    """The content as it lies on the disk, given in uneven portions."""
    sha256, sealing, out, at = hashlib.sha256(data).hexdigest(), key.sealing(), b"", 0
    for portion in (1, 70_000, 5, 200_000):
        out += sealing.add(data[at : at + portion])
        at += portion
    return sha256, out + sealing.add(data[at:]) + sealing.finish(sha256)


def read(sha256: str, stored: bytes, key: FileKey = KEY) -> bytes:
    return io.BufferedReader(key.open(io.BytesIO(stored), sha256)).read()


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_comes_back_and_its_length_is_known(size: int) -> None:
    data = secrets.token_bytes(size)
    sha256, stored = sealed(data)
    assert read(sha256, stored) == data
    assert content_size(len(stored)) == size
    assert size < 16 or data[:16] not in stored


@settings(max_examples=60)
@given(
    size=st.sampled_from(SIZES), steps=st.lists(st.tuples(st.integers(0, 4 * PIECE), st.integers(0, 90_000)))
)
def test_reading_from_any_place_is_like_reading_the_open_file(
    size: int, steps: list[tuple[int, int]]
) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    data = data[:size]
    sha256, stored = sealed(data)
    plain, reader = io.BytesIO(data), io.BufferedReader(KEY.open(io.BytesIO(stored), sha256))
    for place, length in steps:
        assert reader.seek(place) == plain.seek(place)
        assert reader.read(length) == plain.read(length)
        assert reader.tell() == plain.tell()
    assert reader.seek(0, io.SEEK_END) == size


@settings(max_examples=80)
@given(size=st.sampled_from(SIZES), at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_flipped_bit_passes(size: int, at: float, bit: int) -> None:
    sha256, stored = sealed(bytes(size))
    spoiled = bytearray(stored)
    spoiled[int(at * len(stored))] ^= 1 << bit
    with pytest.raises(BlobDamaged):
        read(sha256, bytes(spoiled))


@settings(max_examples=40)
@given(size=st.sampled_from(SIZES), cut=st.integers(1, 3 * PIECE))
def test_a_file_that_was_cut_or_grew_is_not_opened(size: int, cut: int) -> None:
    sha256, stored = sealed(bytes(size))
    for spoiled in (stored[:-cut], stored + bytes(cut % 100 + 1), stored[: EDGE + PIECE + 16] + stored[-16:]):
        if spoiled != stored:
            with pytest.raises(BlobDamaged):
                KEY.open(io.BytesIO(spoiled), sha256)


def test_pieces_do_not_change_places_nor_files() -> None:
    one, two = secrets.token_bytes(3 * PIECE), secrets.token_bytes(3 * PIECE)
    (sha256, stored), (other, others) = sealed(one), sealed(two)
    piece = PIECE + 16
    first, second = stored[EDGE : EDGE + piece], stored[EDGE + piece : EDGE + 2 * piece]
    swapped = stored[:EDGE] + second + first + stored[EDGE + 2 * piece :]
    taken = stored[:EDGE] + others[EDGE : EDGE + piece] + stored[EDGE + piece :]
    for spoiled in (swapped, taken):
        with pytest.raises(BlobDamaged):
            read(sha256, spoiled)
    with pytest.raises(BlobDamaged):
        KEY.open(io.BytesIO(others), sha256)  # a whole file under the name of another
    with pytest.raises(BlobDamaged):
        FileKey(b"x" * 32).open(io.BytesIO(stored), sha256)
    assert read(other, others) == two


@given(st.binary(min_size=32, max_size=32))
def test_names_say_nothing_and_only_the_key_reads_them(digest: bytes) -> None:
    name = KEY.name(digest.hex())
    assert KEY.sha256(name) == digest.hex()
    assert FileKey(b"x" * 32).sha256(name) == ""
    assert digest.hex()[:8] not in name
    assert KEY.sha256(digest.hex()) == KEY.sha256("a" * 77) == ""


def test_nothing_of_a_file_lies_open_in_the_store(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store", b"k" * 32)
    data = "青禾水泥 申报书（示例）".encode() * 20_000
    sha256, size = store.add_stream(io.BytesIO(data))
    assert (store.size(sha256), list(store.all()), store.add_bytes(data)) == (size, [sha256], sha256)
    store.verify(sha256)
    (path,) = [path for path in store.root.rglob("*") if path.is_file()]
    assert path == store.path(sha256)
    assert sha256[:8] not in str(path.relative_to(tmp_path))
    assert "青禾".encode() not in path.read_bytes()
    with store.open(sha256) as stream:
        assert (stream.seek(70_001), stream.read(9)) == (70_001, data[70_001:70_010])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BlobDamaged):
        store.verify(sha256)
    assert store.add_bytes(data) == sha256, "a cut file is replaced by a whole one"
    store.verify(sha256)
    store.discard([sha256])
    with pytest.raises(BlobMissing):
        store.open(sha256)


def content(store: BlobStore, sha256: str) -> bytes:
    with store.open(sha256) as stream:
        return stream.read()


def left_open(folder: Path, count: int = 4) -> dict[str, bytes]:
    """A store as version 0.1.0 left it; returns what it holds."""
    store = BlobStore(folder)
    contents = [secrets.token_bytes(number * 50_000) for number in range(count)]
    return {store.add_bytes(data): data for data in contents}


def test_what_an_older_version_left_open_is_sealed_and_readable_all_the_time(tmp_path: Path) -> None:
    held = left_open(tmp_path)
    os.utime(BlobStore(tmp_path).path(next(iter(held))), (1, 1))
    store = BlobStore(tmp_path, b"k" * 32)
    store.forget_incoming()
    assert set(store.all()) == set(store.left_open()) == set(held)
    stops = iter([False, False, True])
    assert store.seal_open(lambda: next(stops, True)) <= 1
    assert set(store.all()) == set(held)
    for sha256, data in held.items():
        assert content(store, sha256) == data
        assert store.size(sha256) == len(data)
        assert store.add_bytes(data) == sha256
    while store.left_open():
        store.seal_open(lambda: False)
    assert set(store.all()) == set(held)
    assert store.settled(next(iter(held))), "a file does not become young by being sealed"
    for sha256, data in held.items():
        assert content(store, sha256) == data
        assert not (tmp_path / sha256[:2] / sha256).exists()


def test_a_damaged_open_file_stays_damaged_when_it_is_sealed(tmp_path: Path) -> None:
    held = left_open(tmp_path, 2)
    victim = next(sha256 for sha256, data in held.items() if data)
    path = BlobStore(tmp_path).path(victim)
    path.chmod(0o600)
    path.write_bytes(b"x" * path.stat().st_size)
    store = BlobStore(tmp_path, b"k" * 32)
    assert store.seal_open(lambda: False) == 2
    with pytest.raises(BlobDamaged):
        store.verify(victim)


@settings(max_examples=40)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("read", "write", "seek")), st.integers(0, 3_000_000), st.binary(max_size=90)
        ),
        max_size=30,
    )
)
def test_scratch_room_is_like_a_file_and_noise_on_the_disk(steps: list[tuple[str, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder, scratch_file(Path(folder)) as scratch:
        plain = io.BytesIO()
        for deed, place, data in steps:
            if deed == "write":
                assert scratch.write(data) == plain.write(data)
            elif deed == "seek":
                within = min(place, len(plain.getvalue()))
                assert scratch.seek(within) == plain.seek(within)
            else:
                assert scratch.read(place) == plain.read(place)
        scratch.seek(0)
        assert scratch.read() == plain.getvalue()


def test_what_lies_in_scratch_room_is_not_readable_and_goes_with_it(tmp_path: Path) -> None:
    secret = b"the text of a review " * 100_000
    with scratch_file(tmp_path) as scratch:
        raw = scratch.raw._stream  # type: ignore[attr-defined]
        scratch.write(secret)
        scratch.flush()
        raw.seek(0)
        stored = raw.read()
        assert len(stored) == len(secret)
        assert secret[:16] not in stored
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from greendesk.adapters.blobs import BlobStore

left = int(sys.argv[2])

def stop():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return False

BlobStore(Path(sys.argv[1]), b"k" * 32).seal_open(stop)
raise SystemExit("was not killed")
"""


@pytest.mark.parametrize("pieces", [0, 1, 3, 4, 6, 9])
def test_a_kill_while_it_is_sealed_leaves_every_file_whole(tmp_path: Path, pieces: int) -> None:
    plain = BlobStore(tmp_path)
    contents = [secrets.token_bytes(size) for size in (0, 10, 2_500_000, 1_100_000)]
    held = {plain.add_bytes(data): data for data in contents}
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(pieces)],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert b"not killed" not in ended.stderr
    store = BlobStore(tmp_path, b"k" * 32)
    assert set(store.all()) == set(held)
    for sha256, data in held.items():
        assert content(store, sha256) == data
    store.forget_incoming()
    store.seal_open(lambda: False)
    assert store.left_open() == ()
    for sha256, data in held.items():
        assert content(store, sha256) == data
        store.verify(sha256)


def test_a_kill_between_the_sealed_file_and_the_open_one_leaves_both_and_then_one(tmp_path: Path) -> None:
    data = secrets.token_bytes(100_000)
    sha256 = BlobStore(tmp_path).add_bytes(data)
    store = BlobStore(tmp_path, b"k" * 32)
    before = BlobStore(tmp_path).path(sha256).read_bytes()
    assert store.seal_open(lambda: False) == 1
    (tmp_path / sha256[:2]).mkdir(exist_ok=True)
    (tmp_path / sha256[:2] / sha256).write_bytes(before)
    assert (list(store.all()), content(store, sha256)) == ([sha256], data)
    assert store.seal_open(lambda: False) == 1
    assert store.left_open() == ()
    assert content(store, sha256) == data


def test_a_desk_of_0_1_0_is_sealed_while_it_is_open(tmp_path: Path) -> None:
    sample = next(one for one in samples() if one.version == "0.1.0")
    sample.unpack(tmp_path)
    words = sample.expected["passphrase"]
    for name in DESKS:
        folder = tmp_path / name
        identity = unlock_identity(folder / "identity.json", words)
        store = BlobStore(folder / "files", identity.database_key)
        before = {sha256: content(store, sha256) for sha256 in store.all()}
        assert set(store.left_open()) == set(before) != set()
        desk = DeskFolder(folder).unlock(words)
        for thread in threading.enumerate():
            if thread.name == "seal":
                thread.join()
        assert store.left_open() == ()
        assert {sha256: desk.blobs.open(sha256).read() for sha256 in store.all()} == before
        desk.close()
        again = unlock_identity(folder / "identity.json", words)
        assert json.loads((folder / "identity.json").read_bytes())["v"] == 3
        assert (again.database_key, again.age_secret, again.public_key, again.desk_id) == (
            identity.database_key,
            identity.age_secret,
            identity.public_key,
            identity.desk_id,
        )
