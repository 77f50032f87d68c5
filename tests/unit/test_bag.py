"""Bags: what is written any tool accepts, what is damaged is named."""

import hashlib
import os
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest

from greendesk.adapters.archive_errors import ArchiveTruncated, UnsafeNames
from greendesk.adapters.bag import BagDamaged, BagIncomplete, BagMalformed, list_bag, open_bag, write_bag
from greendesk.adapters.bag_text import DECLARATION, read_info, read_manifest
from greendesk.adapters.blobs import StoreFull
from greendesk.errors import GreendeskError
from greendesk.progress import Cancelled
from tests.platforms import largest_file

PAYLOAD = {
    "package.json": b'{"a": 1}' * 50,
    "files/00001.pdf": b"%PDF-1.7 " + bytes(range(256)),
    "files/2.bin": b"",
}
INFO = {"Source-Organization": "示例公司", "External-Identifier": "a\nb"}


def write(path: Path) -> Path:
    write_bag(path, list(PAYLOAD.items()), INFO)
    return path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def resealed(entries: dict[str, bytes]) -> dict[str, bytes]:
    """Write the tag manifest anew, so that only the change itself is wrong."""
    tags = {
        name: data
        for name, data in entries.items()
        if not name.startswith("a/data/") and "tagmanifest" not in name
    }
    lines = (f"{hashlib.sha256(data).hexdigest()} {name[2:]}\n" for name, data in tags.items())
    return entries | {"a/tagmanifest-sha256.txt": "".join(lines).encode()}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    with open_bag(write(tmp_path / "a.gdx")) as bag:
        assert {name: bag.read(name) for name in bag.names} == PAYLOAD
        assert bag.info["Source-Organization"] == "示例公司"
        assert bag.info["External-Identifier"] == "a b"
        assert bag.base == "a"
    assert [path.name for path in tmp_path.iterdir()] == ["a.gdx"]


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "a.gdx").read_bytes() == write(tmp_path / "a.gdpkg").read_bytes()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit", "ignore::ResourceWarning")
def test_other_tools_accept_it(tmp_path: Path) -> None:
    path = write(tmp_path / "材料 2024.gdx")
    unzip = shutil.which("unzip")
    if unzip:
        subprocess.run([unzip, "-tqq", path], check=True)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.version == "1.0"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit", "ignore::ResourceWarning")
def test_a_bag_made_by_another_tool_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "报告.txt").write_bytes(b"x")
    bagit.make_bag(str(tmp_path / "b"), checksums=["sha256", "sha512"])
    shutil.make_archive(str(tmp_path / "b"), "zip", tmp_path, "b")
    with open_bag(tmp_path / "b.zip") as bag:
        assert bag.read("报告.txt") == b"x"


@pytest.mark.parametrize("name", ["../a", "/a", "a b", "报告.pdf", "", "a//b", ".hidden", "a/../b"])
def test_only_plain_ascii_names_are_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="payload name"):
        write_bag(tmp_path / "a.gdx", [(name, b"x")], {})
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_not_come_twice(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="payload name"):
        write_bag(tmp_path / "a.gdx", [("a.txt", b"x"), ("A.txt", b"x")], {})


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    entries = contents(write(tmp_path / "a.gdx"))
    for name in ("a/data/files/00001.pdf", "a/bag-info.txt", "a/manifest-sha256.txt"):
        data = entries[name].replace(b"5", b"6", 1)
        with pytest.raises(BagDamaged) as caught:
            open_bag(rewrite(tmp_path / "b.gdx", entries | {name: data}))
        assert caught.value.details["name"] == name[2:]


@pytest.mark.parametrize(
    ("change", "error", "name"),
    [
        ({"a/data/files/00001.pdf": None}, BagIncomplete, "data/files/00001.pdf"),
        ({"a/data/more.txt": b"x"}, BagIncomplete, "data/more.txt"),
        ({"a/bag-info.txt": b"Payload-Oxum: 1.1\n"}, BagIncomplete, "bag-info.txt"),
        ({"a/bag-info.txt": b"Payload-Oxum: 665.3\nPayload-Oxum: 665.3\n"}, BagMalformed, "bag-info.txt"),
        ({"a/bag-info.txt": b" folded: first\n"}, BagMalformed, "bag-info.txt"),
        ({"a/bagit.txt": None}, BagMalformed, "bagit.txt"),
        ({"a/bagit.txt": b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"}, BagMalformed, "bagit.txt"),
        ({"a/bagit.txt": b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"}, BagMalformed, "bagit.txt"),
        ({"a/bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"}, BagMalformed, "bagit.txt"),
        ({"a/bagit.txt": b"\xef\xbb\xbf" + DECLARATION.encode()}, BagMalformed, "bagit.txt"),
        ({"a/manifest-sha256.txt": None}, BagMalformed, "manifest-sha256.txt"),
        ({"a/manifest-sha256.txt": b"nonsense"}, BagMalformed, "manifest-sha256.txt"),
        ({"a/manifest-sha256.txt": b"00  ../x\n"}, BagMalformed, "manifest-sha256.txt"),
        ({"a/manifest-sha256.txt": b"00  data/x\n00  data/x\n"}, BagMalformed, "manifest-sha256.txt"),
        ({"a/manifest-sha256.txt": b"\xff\n"}, BagMalformed, "manifest-sha256.txt"),
        ({"a/manifest-crc32.txt": b""}, BagMalformed, "manifest-crc32.txt"),
        ({"a/manifest-md5.txt": b""}, BagIncomplete, "data/files/00001.pdf"),
        ({"a/fetch.txt": b"http://example.org/ 1 data/x\n"}, BagMalformed, "fetch.txt"),
        ({"b/more.txt": b"x"}, BagMalformed, "b.gdx"),
        ({"more.txt": b"x"}, BagMalformed, "b.gdx"),
    ],
)  # fmt: skip
def test_what_the_standard_refuses_is_refused(
    tmp_path: Path, change: dict[str, bytes | None], error: type[GreendeskError], name: str
) -> None:
    entries = {**contents(write(tmp_path / "a.gdx")), **change}
    present = {name: data for name, data in entries.items() if data is not None}
    with pytest.raises(error) as caught:
        open_bag(rewrite(tmp_path / "b.gdx", resealed(present)))
    assert caught.value.details["name"] == name


def test_a_tag_file_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    entries = contents(write(tmp_path / "a.gdx"))
    with pytest.raises(BagIncomplete):
        open_bag(rewrite(tmp_path / "b.gdx", entries | {"a/extra.txt": b"x"}))
    del entries["a/tagmanifest-sha256.txt"]
    with pytest.raises(BagMalformed):
        open_bag(rewrite(tmp_path / "b.gdx", entries))


def test_a_name_that_leads_outside_is_refused(tmp_path: Path) -> None:
    entries = contents(write(tmp_path / "a.gdx"))
    with pytest.raises(UnsafeNames):
        open_bag(rewrite(tmp_path / "b.gdx", entries | {"a/../../x": b"x"}))


def test_a_cut_bag_is_refused(tmp_path: Path) -> None:
    data = write(tmp_path / "a.gdx").read_bytes()
    (tmp_path / "a.gdx").write_bytes(data[:-30])
    with pytest.raises(ArchiveTruncated):
        open_bag(tmp_path / "a.gdx")


def test_every_flipped_byte_is_found_or_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gdx")
    data = path.read_bytes()
    chance = random.Random(8493)  # a bounded sample, the same each time
    found = 0
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            with open_bag(path) as bag:
                assert {name: bag.read(name) for name in bag.names} == PAYLOAD
                assert bag.info["Source-Organization"] == "示例公司"
        except GreendeskError:
            found += 1
    assert found > len(data) // 2


def test_info_lines_may_be_folded_and_repeated() -> None:
    info = read_info(b"A: one\r\n  two\r\nB: x\r\nB: y\nC:\n")
    assert info == {"A": "one two", "B": "x\ny", "C": ""}


def test_manifests_may_escape_line_breaks_and_percent_signs() -> None:
    assert read_manifest("m", b"AB\tdata/50%25.txt\r\n") == {"data/50%.txt": "ab"}


def test_cancel_and_full_disk_leave_the_old_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gdx")
    before = path.read_bytes()

    def stop(size: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_bag(path, [("a.bin", bytes(5000))], {}, stop)
    assert path.read_bytes() == before
    with largest_file(100_000), pytest.raises(StoreFull):
        write_bag(path, [("a.bin", os.urandom(3_000_000))], {})
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.gdx"]


def test_a_listed_bag_leaves_the_payload_to_its_reader(tmp_path: Path) -> None:
    entries = contents(write(tmp_path / "a.gdx"))
    entries["a/data/files/00001.pdf"] = entries["a/data/files/00001.pdf"].replace(b"P", b"Q", 1)
    with list_bag(rewrite(tmp_path / "b.gdx", entries)) as bag:
        with pytest.raises(BagDamaged):
            bag.read("files/00001.pdf")
        with pytest.raises(BagIncomplete):
            bag.open("nothing")
