"""Parts of a file: any order, twice, over days, from several folders; what is missing or changed is named."""

import hashlib
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters import parts as parts_module
from greendesk.adapters.part_file import (
    HEAD,
    MOST_PARTS,
    PartHead,
    PartLies,
    PartTooNew,
    PartUnreadable,
    TooManyParts,
    read_head,
)
from greendesk.adapters.parts import PartsCarrier, PartsDoNotFit, PartsRoomFull
from greendesk.errors import GreendeskError
from greendesk.progress import SILENT
from greendesk.use_cases.handover import Carried, PartsDamaged, PartsMissing, spans
from ui.messages import MESSAGES

EXAMPLES = settings(max_examples=25, deadline=None)
FILES = st.binary(min_size=1, max_size=4000)
PART_SIZES = st.integers(min_value=HEAD + 1, max_value=HEAD + 1500)


class Room:
    """A carrier with a medium that it writes to and one that it reads from."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stick = folder, folder / "stick"
        self.stick.mkdir()
        self.carrier = PartsCarrier(folder / "open", folder / "parts")

    def write(self, data: bytes, size: int, name: str = "文件.gdx") -> Carried:
        def made(path: Path) -> None:
            path.write_bytes(data)

        return self.carrier.hand_out(self.stick / name, made, size, None, SILENT)

    def hand_over(self, names: tuple[str, ...]) -> Path | None:
        """Bring parts one by one, each in a folder of its own; returns the file, or nothing while some lack."""
        whole = None
        for name in names:
            apart = Path(tempfile.mkdtemp(dir=self.folder))
            shutil.copyfile(self.stick / name, apart / name)
            try:
                whole = self.carrier.take_in(apart / name, SILENT)
            except PartsMissing:
                whole = None
            shutil.rmtree(apart)
        return whole

    def left(self) -> list[str]:
        """Every file below the desk's two rooms, and hidden ones on the medium."""
        rooms = [self.folder / "open", self.folder / "parts"]
        found = [path for room in rooms for path in room.rglob("*") if path.is_file()]
        return [path.name for path in (*found, *self.stick.glob(".*"))]


@contextmanager
def room() -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="greendesk-test-") as folder:
        yield Room(Path(folder))


@EXAMPLES
@given(FILES, PART_SIZES, st.randoms(use_true_random=False))
def test_any_order_and_duplicates_give_the_same_file(data: bytes, size: int, dice: random.Random) -> None:
    with room() as place:
        carried = place.write(data, size)
        assert carried.file.sha256 == hashlib.sha256(data).hexdigest()
        if not carried.parts:
            assert (place.stick / "文件.gdx").read_bytes() == data
            return
        names = [part.name for part in carried.parts]
        assert names == sorted(path.name for path in place.stick.iterdir())
        for part in carried.parts:
            written = (place.stick / part.name).read_bytes()
            assert len(written) == part.size <= size
            assert hashlib.sha256(written).hexdigest() == part.sha256
        order = names + dice.choices(names, k=3)
        dice.shuffle(order)
        last = order[-1]
        whole = place.hand_over((*order, last))
        assert whole is not None
        assert whole.name == "文件.gdx"
        assert whole.read_bytes() == data
        place.carrier.done(whole)
        assert place.left() == []
        assert place.carrier.waiting() == ()


@EXAMPLES
@given(FILES, PART_SIZES, st.data())
def test_what_is_missing_is_named_and_joined_when_it_comes(
    data: bytes, size: int, draw: st.DataObject
) -> None:
    with room() as place:
        names = [part.name for part in place.write(data, size).parts]
        if len(names) < 2:
            return
        lost = draw.draw(st.sets(st.integers(1, len(names)), min_size=1, max_size=len(names) - 1))
        other = place.folder / "other"
        other.mkdir()
        for number in lost:
            (place.stick / names[number - 1]).rename(other / names[number - 1])
        given_part = next(place.stick.iterdir())
        with pytest.raises(PartsMissing) as refused:
            place.carrier.take_in(given_part, SILENT)
        assert refused.value.details["missing"] == spans(sorted(lost), "、")
        assert refused.value.details["count"] == len(names)
        line = place.carrier.waiting()[0]
        assert (line.missing, line.here, line.name) == (
            tuple(sorted(lost)),
            len(names) - len(lost),
            "文件.gdx",
        )
        shutil.rmtree(place.stick)
        place.stick.mkdir()
        anew = PartsCarrier(place.folder / "open", place.folder / "parts")  # the program was closed between
        anew.sweep()
        assert anew.take_in(next(other.iterdir()), SILENT).read_bytes() == data


@EXAMPLES
@given(st.binary(min_size=400, max_size=900), st.integers(2, 5), st.data())
def test_every_flipped_byte_is_refused_or_named(data: bytes, share: int, draw: st.DataObject) -> None:
    with room() as place:
        names = [part.name for part in place.write(data, HEAD + len(data) // share).parts]
        number = draw.draw(st.integers(0, len(names) - 1))
        path = place.stick / names[number]
        good = path.read_bytes()
        at = draw.draw(st.integers(0, len(good) - 1))
        bad = bytearray(good)
        bad[at] ^= draw.draw(st.integers(1, 255))
        path.write_bytes(bytes(bad))
        with pytest.raises((PartUnreadable, PartTooNew, PartLies, PartsDamaged, PartsMissing)) as found:
            place.carrier.take_in(path, SILENT)
        assert found.value.code in MESSAGES
        with pytest.raises((PartsDamaged, PartsMissing)) as named:
            place.carrier.take_in(place.stick / names[number - 1], SILENT)
        assert named.value.details["missing"] == str(number + 1)
        path.write_bytes(good)
        assert place.carrier.take_in(path, SILENT).read_bytes() == data


def test_every_byte_of_a_small_part_flipped() -> None:
    with room() as place:
        place.write(bytes(range(200)), HEAD + 40)
        path = place.stick / "文件.gdx.001"
        good = path.read_bytes()
        for at in range(len(good)):
            bad = bytearray(good)
            bad[at] ^= 0x20
            path.write_bytes(bytes(bad))
            with pytest.raises(GreendeskError) as found:
                place.carrier.take_in(path, SILENT)
            assert found.value.code in {"GD-631", "GD-632", "GD-633"}


@EXAMPLES
@given(
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**64 - 1),
)
def test_lies_are_refused_before_anything_is_written(
    number: int, count: int, offset: int, length: int, total: int
) -> None:
    lie(number=number, count=count, offset=offset, length=length, total=total)


LIES = {
    "a thousand million parts": {"count": 10**9, "total": 10 * 10**9},
    "more parts than bytes": {"count": MOST_PARTS, "total": 20},
    "the number nought": {"number": 0},
    "a number beyond the count": {"number": 4},
    "an offset that overlaps": {"offset": 5},
    "an offset beyond the file": {"number": 3, "offset": 1 << 60},
    "a total that is too small": {"total": 5},
    "a total that is huge": {"count": 9000, "total": 1 << 62},
    "a length that is not there": {"length": 11, "total": 33},
    "an empty part": {"length": 0},
}


@pytest.mark.parametrize("told", LIES.values(), ids=LIES)
def test_each_known_lie(told: dict[str, int]) -> None:
    lie(**told)


def lie(**told: int) -> None:
    payload = bytes(10)
    honest = PartHead(
        number=1,
        count=3,
        offset=0,
        length=10,
        total=30,
        whole="ab" * 32,
        payload=hashlib.sha256(payload).hexdigest(),
    )
    head = replace(honest, **told)
    with room() as place:
        path = place.stick / "x.gdx.001"
        path.write_bytes(head.to_bytes() + payload)
        if head == honest:
            return
        with pytest.raises((PartLies, PartUnreadable)):
            place.carrier.take_in(path, SILENT)
        assert place.left() == []


def test_links_pipes_and_parts_of_other_files_are_no_parts(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(range(100)) * 5, HEAD + 200)
    names = sorted(path.name for path in place.stick.iterdir())
    other = Room(Path(tempfile.mkdtemp(dir=tmp_path)))
    other.write(bytes(reversed(range(100))) * 5, HEAD + 200)
    second = place.stick / names[1]
    second.rename(tmp_path / "apart")
    (other.stick / names[1]).rename(second)  # the name fits, the file is another
    with pytest.raises(PartsMissing) as missing:
        place.carrier.take_in(place.stick / names[0], SILENT)
    assert missing.value.details["missing"] == "2"
    second.unlink()
    if os.name != "nt":
        second.symlink_to(tmp_path / "apart")
        with pytest.raises(PartsMissing):
            place.carrier.take_in(place.stick / names[0], SILENT)
        with pytest.raises(PartLies):
            place.carrier.take_in(second, SILENT)
        second.unlink()
        os.mkfifo(second)
        with pytest.raises(PartsMissing):
            place.carrier.take_in(place.stick / names[0], SILENT)


def test_parts_that_fit_in_name_only_are_refused_and_let_go(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(range(250)), HEAD + 100)
    forged = place.stick / "文件.gdx.002"
    head, other = read_head(forged), bytes(100)
    forged.write_bytes(replace(head, payload=hashlib.sha256(other).hexdigest()).to_bytes() + other)
    with pytest.raises(PartsDoNotFit):
        place.carrier.take_in(forged, SILENT)
    assert place.left() == []


def test_a_part_that_comes_again_takes_the_place_of_a_forged_one(tmp_path: Path) -> None:
    place = Room(tmp_path)
    data = bytes(range(250))
    place.write(data, HEAD + 100)
    second = place.stick / "文件.gdx.002"
    good, other = second.read_bytes(), bytes(100)
    head = replace(read_head(second), payload=hashlib.sha256(other).hexdigest())
    second.write_bytes(head.to_bytes() + other)
    assert place.hand_over(("文件.gdx.002",)) is None
    second.write_bytes(good)
    whole = place.hand_over(("文件.gdx.002", "文件.gdx.001", "文件.gdx.003"))
    assert whole is not None
    assert whole.read_bytes() == data


def test_a_medium_that_went_after_the_look_is_not_missed(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(500), HEAD + 100)
    path = place.stick / "文件.gdx.003"
    whole = place.carrier.take_in(path, SILENT)
    shutil.rmtree(place.stick)
    assert place.carrier.take_in(path, SILENT) == whole
    place.carrier.done(whole)
    assert place.carrier.take_in(path, SILENT) == path  # and then says that it is not there, as for any file


def test_an_earlier_larger_file_leaves_no_parts_behind(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(500), HEAD + 50)
    (place.stick / "文件.gdx.099").write_bytes(b"somebody else's")
    place.write(bytes(250), HEAD + 100)
    assert sorted(path.name for path in place.stick.iterdir()) == [
        "文件.gdx.001",
        "文件.gdx.002",
        "文件.gdx.003",
        "文件.gdx.099",
    ]


def test_too_small_parts_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    place = Room(tmp_path)
    for size in (1, HEAD, HEAD + 1):
        with pytest.raises(TooManyParts):
            place.write(bytes(MOST_PARTS + 1), size)
    assert list(place.stick.iterdir()) == []
    assert place.left() == []


def test_more_than_the_desk_keeps_is_refused_before_it_is_written(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(500), HEAD + 100)
    (place.stick / "文件.gdx.003").unlink()
    small = PartsCarrier(tmp_path / "open", tmp_path / "few", most_kept=700)
    with pytest.raises(PartsRoomFull):
        small.take_in(place.stick / "文件.gdx.001", SILENT)
    assert not (tmp_path / "few").exists()


def test_what_nobody_completes_goes_after_long(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(500), HEAD + 100)
    assert place.hand_over(("文件.gdx.001",)) is None
    place.carrier.sweep()
    assert len(place.carrier.waiting()) == 1
    old = parts_module.DAYS_KEPT * 24 * 3600 + 60
    folder = next((tmp_path / "parts").iterdir())
    then = folder.stat().st_mtime - old
    os.utime(folder, (then, then))
    place.carrier.sweep()
    assert place.carrier.waiting() == ()
    assert place.left() == []


def test_waiting_parts_can_be_removed_by_hand_and_no_others(tmp_path: Path) -> None:
    place = Room(tmp_path)
    place.write(bytes(500), HEAD + 100)
    assert place.hand_over(("文件.gdx.001",)) is None
    place.carrier.forget("../stick")
    assert place.stick.exists()
    place.carrier.forget(place.carrier.waiting()[0].key)
    assert place.carrier.waiting() == ()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((3, 5), "3、5"), ((1,), "1"), ((1, 2, 3, 7), "1–3、7"), ((), ""), ((4, 5), "4–5")],
)
def test_missing_numbers_are_told_in_few_words(numbers: tuple[int, ...], told: str) -> None:
    assert spans(numbers, "、") == told
