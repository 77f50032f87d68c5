"""Opening and receiving packages: names, limits, refusals, and what stays in the store."""

import io
import os
import socket
import struct
import zipfile
import zlib
from pathlib import Path

import py7zr
import pytest
from py7zr.compressor import Deflate64Compressor
from py7zr.helpers import calculate_crc32

from greendesk.adapters import archive_errors as errors
from greendesk.adapters.archive_names import MAX_PATH
from greendesk.adapters.archive_source import ByteStream
from greendesk.adapters.archives import open_source
from greendesk.adapters.blobs import BlobStore, StoreFull
from greendesk.adapters.intake import receive
from greendesk.domain.package import FileState, Inventory
from greendesk.progress import Cancelled, Silent
from tests.platforms import largest_file, needs_posix

TREE = {
    "材料/1 自评价报告.txt": "绿色工厂".encode(),
    "材料/附件2/能源.csv": b"a,b\r\n",
    "材料/附件10/空.txt": b"",
    "材料/副本.txt": "绿色工厂".encode(),
}


def take(path: Path, store: Path) -> Inventory:
    with open_source(path) as source:
        return receive(source, BlobStore(store), Silent())


def make_folder(root: Path, tree: dict[str, bytes]) -> Path:
    for name, data in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def make_zip(path: Path, tree: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in tree.items():
            archive.writestr(name, data)
    return path


class WindowsName(zipfile.ZipInfo):
    """An entry as Windows Explorer writes it: bytes of the code page, no UTF-8 mark."""

    raw: bytes

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name zipfile calls
        return self.raw, 0


def make_windows_zip(path: Path, tree: dict[bytes, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for raw, data in tree.items():
            entry = WindowsName(raw.decode("cp437"))
            entry.raw = raw
            archive.writestr(entry, data)
    return path


def whole(stream: ByteStream) -> bytes:
    return b"".join(iter(lambda: stream.read(70_000), b""))


def files_below(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_a_folder_is_listed_with_kinds_duplicates_and_empty_files(tmp_path: Path) -> None:
    inventory = take(make_folder(tmp_path / "报送", TREE), tmp_path / "store")
    paths = [file.path for file in inventory.files]
    assert paths == [
        "材料/1 自评价报告.txt", "材料/副本.txt", "材料/附件2/能源.csv", "材料/附件10/空.txt",
    ]  # fmt: skip
    assert [file.number for file in inventory.files] == [1, 2, 3, 4]
    assert [file.duplicate_of for file in inventory.files] == [None, 1, None, None]
    assert [file.path for file in inventory.unreadable()] == ["材料/附件10/空.txt"]
    assert inventory.files[3].state is FileState.EMPTY
    assert len(list(BlobStore(tmp_path / "store").all())) == 3


def test_windows_names_in_gbk_come_out_right(tmp_path: Path) -> None:
    tree = {name.encode("gbk"): data for name, data in TREE.items()}
    inventory = take(make_windows_zip(tmp_path / "gbk.zip", tree), tmp_path / "store")
    assert {file.path for file in inventory.files} == set(TREE)


def test_names_with_windows_separators_become_folders(tmp_path: Path) -> None:
    raw = "材料\\报告.txt".encode("gbk")
    assert b"\\" in raw
    inventory = take(make_windows_zip(tmp_path / "gbk.zip", {raw: b"x"}), tmp_path / "store")
    assert inventory.files[0].path == "材料/报告.txt"


def test_unmarked_utf8_names_come_out_right(tmp_path: Path) -> None:
    tree = {name.encode(): data for name, data in TREE.items()}
    inventory = take(make_windows_zip(tmp_path / "mac.zip", tree), tmp_path / "store")
    assert {file.path for file in inventory.files} == set(TREE)


def test_one_gbk_name_that_is_no_utf8_decides_for_all(tmp_path: Path) -> None:
    both = "腻".encode("gbk") + b".txt"
    assert both.decode("gbk") == "腻.txt"
    tree = {both: b"1", "绿色工厂.txt".encode("gbk"): b"2"}
    inventory = take(make_windows_zip(tmp_path / "a.zip", tree), tmp_path / "store")
    assert {file.path for file in inventory.files} == {"腻.txt", "绿色工厂.txt"}


def test_the_unicode_path_field_wins_if_it_belongs_to_the_name(tmp_path: Path) -> None:
    raw, name = b"bao gao.txt", "报告.txt"
    field = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + name.encode()
    stale = b"\x01" + struct.pack("<L", zlib.crc32(b"other")) + name.encode()
    for extra, expected in ((field, name), (stale, "bao gao.txt")):
        path = tmp_path / f"{expected}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            entry = zipfile.ZipInfo(raw.decode())
            entry.extra = struct.pack("<HH", 0x7075, len(extra)) + extra
            archive.writestr(entry, b"x")
        assert take(path, tmp_path / "store").files[0].path == expected


@needs_posix
def test_a_gbk_name_on_a_foreign_disk_is_mended(tmp_path: Path) -> None:
    name = os.fsdecode("报告.txt".encode("gbk"))
    make_folder(tmp_path / "stick", {name: b"x"})
    assert take(tmp_path / "stick", tmp_path / "store").files[0].path == "报告.txt"


@pytest.mark.parametrize("solid", ["one block", "two blocks"])
def test_a_7z_is_read_in_order_and_again(tmp_path: Path, solid: str) -> None:
    big = os.urandom(3_000_000)
    path = tmp_path / "材料.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, data in TREE.items():
            archive.writestr(data, name)
        if solid == "one block":
            archive.writestr(big, "大/图.bin")
    if solid == "two blocks":
        with py7zr.SevenZipFile(path, "a") as archive:
            archive.writestr(big, "大/图.bin")
    inventory = take(path, tmp_path / "store")
    assert {file.path: file.size for file in inventory.files} == {
        **{name: len(data) for name, data in TREE.items()}, "大/图.bin": 3_000_000,
    }  # fmt: skip
    with open_source(path) as source:
        for file in reversed(list(source)):
            with source.open(file) as stream:
                assert whole(stream) == (big if file.path == "大/图.bin" else TREE[file.path])


@pytest.mark.parametrize(
    "filters",
    [
        [{"id": py7zr.FILTER_LZMA}],
        [{"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_LZMA2, "preset": 1}],
        [{"id": py7zr.FILTER_BZIP2}],
        [{"id": py7zr.FILTER_DEFLATE}],
        [{"id": py7zr.FILTER_COPY}],
        [{"id": py7zr.FILTER_ZSTD, "level": 3}],
    ],
    ids=["lzma", "x86-lzma2", "bzip2", "deflate", "copy", "zstd"],
)
def test_every_common_method_of_7z_is_read(tmp_path: Path, filters: list[dict[str, int]]) -> None:
    data = os.urandom(200_000) + bytes(5_000_000)
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w", filters=filters) as archive:
        archive.writestr(data, "a.bin")
        archive.writestr(b"tail", "b.txt")
    with open_source(tmp_path / "a.7z") as source:
        first, second = source
        with source.open(first) as stream:
            assert whole(stream) == data
        with source.open(second) as stream:
            assert stream.read() == b"tail"


def test_ppmd_is_refused_for_its_library_is_not_to_be_trusted(tmp_path: Path) -> None:
    filters = [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 20}]
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w", filters=filters) as archive:
        archive.writestr(b"x" * 1000, "a.txt")
    with pytest.raises(errors.CompressionUnknown):
        open_source(tmp_path / "a.7z")


def test_deflate64_as_windows_uses_it_for_large_files_is_read(tmp_path: Path) -> None:
    data = os.urandom(100_000) + b"abc" * 100_000
    packer = Deflate64Compressor()  # type: ignore[no-untyped-call]  # py7zr left it so
    packed = packer.compress(data) + packer.flush()
    path = make_zip(tmp_path / "big.zip", {"a.bin": packed}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    central = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<H", raw, 8, 9)
    struct.pack_into("<H", raw, central + 10, 9)
    struct.pack_into("<L", raw, central + 16, calculate_crc32(data))
    struct.pack_into("<L", raw, central + 24, len(data))
    path.write_bytes(raw)
    assert take(path, tmp_path / "store").files[0].size == len(data)
    struct.pack_into("<L", raw, central + 16, 1)
    path.write_bytes(raw)
    with pytest.raises(errors.ArchiveDamaged):
        take(path, tmp_path / "other")
    assert files_below(tmp_path / "other") == []


def test_entries_for_folders_are_no_files(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", TREE)
    (folder / "空文件夹").mkdir()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as seven:
        seven.writeall(folder / "材料", "材料")
    expected = take(folder, tmp_path / "store")
    assert take(tmp_path / "a.zip", tmp_path / "store") == expected
    assert take(tmp_path / "a.7z", tmp_path / "store") == expected


def test_content_and_not_the_ending_decides(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "材料.rar", {"a.txt": b"x"})
    with open_source(path) as source:
        assert source.kind == "zip"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"MZ\x90\x00"])
def test_a_single_file_is_no_package(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(errors.NotAPackage):
        open_source(tmp_path / "a.zip")


def test_a_file_of_nothing_has_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"")
    with pytest.raises(errors.FileOfNothing):
        open_source(tmp_path / "a.zip")


def test_a_word_file_is_no_package(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.docx", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    with pytest.raises(errors.NotAPackage):
        open_source(path)


def test_rar_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(50))
    with pytest.raises(errors.RarNotRead):
        open_source(tmp_path / "a.zip")


def test_nothing_there_and_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceVanished):
        open_source(tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.PackageEmpty):
        open_source(tmp_path / "empty")
    with pytest.raises(errors.PackageEmpty):
        open_source(make_zip(tmp_path / "empty.zip", {}))


def test_what_a_system_added_is_left_out_by_name(tmp_path: Path) -> None:
    tree = {"a.txt": b"x", "图/Thumbs.db": b"x", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x"}
    inventory = take(make_zip(tmp_path / "a.zip", tree), tmp_path / "store")
    assert [file.path for file in inventory.files] == ["a.txt"]
    assert inventory.left_out == (".DS_Store", "__MACOSX/._a.txt", "图/Thumbs.db")


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["zip", "7z"])
def test_a_cut_archive_is_refused(tmp_path: Path, keep: float, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "zip":
        make_zip(path, {f"{number}.bin": os.urandom(5000) for number in range(20)})
    else:
        with py7zr.SevenZipFile(path, "w") as archive:
            for number in range(20):
                archive.writestr(os.urandom(5000), f"{number}.bin")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(errors.ArchiveTruncated):
        open_source(path)


@pytest.mark.parametrize("kind", ["zip", "7z"])
def test_damage_inside_is_named_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "zip":
        make_zip(path, {"好.txt": b"good", "坏.bin": os.urandom(50_000)})
    else:
        with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_COPY}]) as archive:
            archive.writestr(b"good", "好.txt")
            archive.writestr(os.urandom(50_000), "坏.bin")
    data = bytearray(path.read_bytes())
    data[25_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(errors.ArchiveDamaged) as caught:
        take(path, tmp_path / "store")
    assert caught.value.details["entry"] == "坏.bin"
    assert files_below(tmp_path / "store") == []


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"secret"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(errors.ArchiveEncrypted) as caught:
        open_source(path)
    assert caught.value.details["entry"] == "a.txt"


@pytest.mark.parametrize("header", ["open names", "locked names"])
def test_a_locked_7z_is_named(tmp_path: Path, header: str) -> None:
    with py7zr.SevenZipFile(
        tmp_path / "a.7z", "w", password="1234", header_encryption=header == "locked names"
    ) as archive:
        archive.writestr(b"secret" * 100, "a.txt")
    with pytest.raises(errors.ArchiveEncrypted):
        open_source(tmp_path / "a.7z")


@pytest.mark.parametrize("kind", ["zip", "7z"])
def test_a_bomb_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    zeros = bytes(1024 * 1024)
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0.bin", "w") as out:
            for _ in range(110):
                out.write(zeros)
    else:
        with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}]) as seven:
            seven.writestr(zeros * 110, "0.bin")
    with pytest.raises(errors.ArchiveBomb):
        open_source(path)


def test_a_bomb_that_lies_about_its_size_is_refused_while_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0.bin", "w") as out:
        for _ in range(110):
            out.write(bytes(1024 * 1024))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(data)
    with pytest.raises(errors.ArchiveDamaged):
        take(path, tmp_path / "store")
    assert files_below(tmp_path / "store") == []


def test_counted_bytes_are_judged_and_not_only_declared_ones(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.bin": bytes(60 * 1024**2)})
    with open_source(path) as source:
        (file,) = source
        with source.open(file) as stream:
            whole(stream)
        with source.open(file) as stream, pytest.raises(errors.ArchiveBomb):
            whole(stream)


def test_too_many_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with (tmp_path / "a" / "film.mp4").open("wb") as file:
        file.truncate(21 * 1024**3)
    with pytest.raises(errors.PackageTooLarge):
        open_source(tmp_path / "a")


def test_a_quine_of_overlapping_entries_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.bin": os.urandom(5000), "b.bin": os.urandom(5000)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 42, 0)
    path.write_bytes(data)
    with pytest.raises(errors.EntriesOverlap):
        open_source(path)


def test_an_unknown_compression_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.bin": b"x" * 500})
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, data.rindex(b"PK\x01\x02") + 10, 98)
    path.write_bytes(data)
    with pytest.raises(errors.CompressionUnknown):
        open_source(path)


BAD_NAMES = {
    "../a.txt": "parent",
    "a/../../b.txt": "parent",
    "/etc/passwd": "absolute",
    "C:/a.txt": "drive",
    "c:a.txt": "drive",
    "//server/a.txt": "absolute",
    "CON": "reserved",
    "x/nul.txt": "reserved",
    "aux.tar.gz": "reserved",
    "LPT1 .pdf": "reserved",
    "com¹.txt": "reserved",
    "a.pdf:evil": "forbidden",
    "a?.txt": "forbidden",
    "a. ": "trailing",
    "b./c.txt": "trailing",
    "a\nb.txt": "control",
    "a\u202efdp.exe": "direction",
    "a//b.txt": "dot",
    "./a.txt": "dot",
    "长" * 256: "too-long",
    "a" * 256: "too-long",
    "d" * 250 + "/" + "e" * 250 + "/" + "f" * 250 + "/" + "g" * 250 + "/h": "path-too-long",
}


def test_all_unsafe_names_of_a_zip_are_listed(tmp_path: Path) -> None:
    assert len(list(BAD_NAMES)[-1]) > MAX_PATH
    path = make_zip(tmp_path / "a.zip", {"good.txt": b"x"} | dict.fromkeys(BAD_NAMES, b"x"))
    with pytest.raises(errors.UnsafeNames) as caught:
        open_source(path)
    assert dict(caught.value.findings) == BAD_NAMES
    assert caught.value.details["count"] == len(BAD_NAMES)
    assert "\\u202e" in str(caught.value.details["names"])


def test_a_name_cut_by_a_zero_byte_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeNames):
        open_source(make_windows_zip(tmp_path / "a.zip", {b"a.pdf\x00.exe": b"x"}))


def test_a_name_that_begins_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeNames):
        open_source(make_windows_zip(tmp_path / "a.zip", {b"\x00/": b"x"}))


def test_a_gbk_sign_whose_last_byte_looks_like_a_backslash_is_no_folder(tmp_path: Path) -> None:
    assert "刓".encode("gbk")[1:] == b"\\"
    tree = {"材料\\".encode("gbk"): b"", "材料\\报告刓".encode("gbk"): b"x", "刓".encode("gbk"): b"y"}
    inventory = take(make_windows_zip(tmp_path / "a.zip", tree), tmp_path / "store")
    assert {file.path for file in inventory.files} == {"材料/报告刓", "刓"}


def test_unsafe_names_of_a_7z_are_refused(tmp_path: Path) -> None:
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as archive:
        archive.writestr(b"x", "a/con.txt")
    with pytest.raises(errors.UnsafeNames):
        open_source(tmp_path / "a.7z")


@pytest.mark.parametrize(
    "names", [("A.txt", "a.TXT"), ("é.txt", "e\u0301.txt"), ("a", "A/b.txt"), ("straße.txt", "STRASSE.txt")]
)
def test_names_that_are_one_on_windows_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    path = make_zip(tmp_path / "a.zip", dict.fromkeys(names, b"x"))
    with pytest.raises(errors.NamesClash) as caught:
        open_source(path)
    assert set(names) & {path for path, _ in caught.value.findings}


@needs_posix
def test_links_and_devices_in_a_folder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_folder(tmp_path / "a", {"a.txt": b"x"})
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    with pytest.raises(errors.LinksInside) as caught:
        open_source(folder)
    assert {path for path, _ in caught.value.findings} == {"link.txt", "loop"}
    (folder / "link.txt").unlink()
    (folder / "loop").unlink()
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        with pytest.raises(errors.DevicesInside) as devices:
            open_source(folder)
    assert devices.value.details["count"] == 2


def test_links_and_devices_in_archives_are_refused(tmp_path: Path) -> None:
    for mode, error in ((0o120777, errors.LinksInside), (0o010644, errors.DevicesInside)):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            entry = zipfile.ZipInfo("a.txt")
            entry.create_system = 3  # where an entry has a mode
            entry.external_attr = mode << 16
            archive.writestr(entry, b"/etc/passwd")
        with pytest.raises(error):
            open_source(tmp_path / "a.zip")


@needs_posix
def test_links_in_a_7z_are_refused(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {"a.txt": b"x"})
    (folder / "link.txt").symlink_to("a.txt")
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as seven:
        seven.writeall(folder, "a")
    with pytest.raises(errors.LinksInside):
        open_source(tmp_path / "a.7z")


def test_nested_archives_are_listed_and_not_unpacked(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", {"../evil.txt": b"x"})
    inventory = take(make_zip(tmp_path / "a.zip", {"内.zip": inner.read_bytes()}), tmp_path / "store")
    assert [(file.path, file.kind.value, file.state.value) for file in inventory.files] == [
        ("内.zip", "archive", "sound")
    ]


def test_fifty_thousand_tiny_files_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50_000):
            archive.writestr(f"{number % 100}/{number}.txt", b"%d" % (number % 1000))
    inventory = take(path, tmp_path / "store")
    assert len(inventory.files) == 50_000
    assert len(inventory.duplicates()) == 49_000


def test_more_than_a_hundred_thousand_files_are_refused(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + struct.pack(
        "<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 33, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0
    )
    for count in (100_001, 200_001):
        directory = b"".join(entry + b"%07d" % number for number in range(count))
        zip64 = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), 4)
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4 + len(directory), 1)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
        (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + directory + zip64 + locator + end)
        with pytest.raises(errors.TooManyFiles):
            open_source(tmp_path / "a.zip")


class StopAfter:
    """A person who presses Cancel after some bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.heard: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        self.heard.append((done, total, what))
        if done >= self.size:
            raise Cancelled


def test_cancel_leaves_only_what_was_there_before(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {f"{number}.bin": os.urandom(2_000_000) for number in range(10)})
    blobs = BlobStore(tmp_path / "store")
    kept = blobs.add_file(folder / "0.bin")[0]
    with open_source(folder) as source, pytest.raises(Cancelled):
        receive(source, blobs, StopAfter(1_000_000))
    with open_source(folder) as source, pytest.raises(Cancelled):
        receive(source, blobs, StopAfter(20_000_000))
    assert list(blobs.all()) == [kept]
    assert len(files_below(tmp_path / "store")) == 1


def test_progress_counts_bytes_up_to_the_total(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {"a.bin": os.urandom(3_000_000), "b.txt": b"x"})
    progress = StopAfter(10**12)
    with open_source(folder) as source:
        receive(source, BlobStore(tmp_path / "store"), progress)
    assert progress.heard[-1] == (3_000_001, 3_000_001, "")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {"a.bin": b"x", "b.bin": os.urandom(3_000_000)})
    blobs = BlobStore(tmp_path / "store")
    with open_source(folder) as source, largest_file(1_500_000), pytest.raises(StoreFull):
        receive(source, blobs, Silent())
    assert files_below(tmp_path / "store") == []


def test_a_pulled_stick_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {"a.bin": b"x", "b.bin": b"y"})
    with open_source(folder) as source:
        (folder / "b.bin").unlink()
        with pytest.raises(errors.SourceVanished):
            receive(source, BlobStore(tmp_path / "store"), Silent())
    assert files_below(tmp_path / "store") == []


@needs_posix
def test_a_file_swapped_for_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a", {"a.bin": b"x"})
    with open_source(folder) as source:
        (folder / "a.bin").unlink()
        (folder / "a.bin").symlink_to("/etc/hostname")
        with pytest.raises(errors.SourceVanished):
            receive(source, BlobStore(tmp_path / "store"), Silent())


def test_the_end_of_a_zip_may_carry_a_comment(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"x")
        archive.comment = b"PK " * 1000
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    assert take(tmp_path / "a.zip", tmp_path / "store").files[0].path == "a.txt"
