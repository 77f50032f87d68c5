"""The files of a package: values, kinds and states, the store, the package file, folding of text."""

import io
import os
import stat
import struct
import threading
import zipfile
import zlib
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from greendesk.adapters import archive_errors, bag, bag_text, blobs, package_file
from greendesk.adapters.archive_kinds import EDGE, Finding, examine
from greendesk.adapters.archives import open_source
from greendesk.adapters.bag import BagIncomplete, write_bag
from greendesk.adapters.blobs import BlobDamaged, BlobMissing, BlobStore, StoreUnwritable, safe_name
from greendesk.adapters.intake import receive
from greendesk.adapters.package_file import (
    PackageMalformed,
    PackageNewer,
    PackageSource,
    open_package,
    write_package,
)
from greendesk.adapters.pinyin import pinyin_initials
from greendesk.domain import package
from greendesk.domain.package import FileKind, FileState, Inventory, InventoryMalformed, PackageFile
from greendesk.domain.text import fold_text
from greendesk.errors import Fault, GreendeskError, Refusal
from greendesk.progress import Silent
from ui.messages.packages import FILE_NOTES, MESSAGES

UNIT = {"name": "示例绿色工厂有限公司", "code": "91610000MA6TLABC0X"}


def pdf(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(100, 100, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def rewritten(data: bytes, password: str | None = None, *, owner: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    if password is not None:
        writer.encrypt(password, owner)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    size = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def compound(stream_name: str) -> bytes:
    """The start of a compound file: its directory names one stream."""
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 62, 3, 0xFFFE, 9) + bytes(16)
    )
    header = (header + struct.pack("<L", 1)).ljust(512, b"\0")
    return header + bytes(512) + stream_name.encode("utf-16-le").ljust(64, b"\0") + bytes(3000)


def look(tmp_path: Path, name: str, data: bytes) -> Finding:
    path = tmp_path / "content"
    path.write_bytes(data)
    return examine(name, data[:EDGE], data[-EDGE:], partial(path.open, "rb"))


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(70_000) + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "data", "kind", "state", "note"),
    [
        ("a.pdf", pdf(1), "pdf", "sound", ""),
        ("a.PDF", rewritten(pdf(1), "secret"), "pdf", "locked", "pdf-password"),
        ("a.pdf", pdf(3).replace(b"startxref\n", b"startxref\n9"), "pdf", "sound", "pdf-repaired"),
        ("a.pdf", b"\n\n\n" + pdf(3), "pdf", "sound", ""),
        ("a.pdf", pdf(3)[:-6], "pdf", "sound", "pdf-repaired"),
        ("a.pdf", pdf(3)[:-200], "pdf", "unreadable", "pdf-cut"),
        ("a.pdf", b"%PDF-1.4\nnothing", "pdf", "unreadable", "pdf-cut"),
        ("a.pdf", b"%PDF-1.4\nstartxref\n5\n%%EOF\n", "pdf", "unreadable", "pdf-broken"),
        ("a.pdf", b"\x00\x01\x02", "pdf", "unreadable", "pdf-no-header"),
        ("a.pdf", b"hello", "text-document", "misnamed", "really-text-document"),
        ("a.pdf", docx(), "text-document", "misnamed", "really-text-document"),
        ("a.pdf", JPEG, "image", "misnamed", "really-image"),
        ("a.docx", pdf(1), "pdf", "misnamed", "really-pdf"),
        ("a.docx", docx(), "text-document", "sound", ""),
        ("a.wps", docx(), "text-document", "sound", ""),
        ("a.docx", docx()[:-100], "text-document", "unreadable", "archive-cut"),
        ("a.xlsx", xlsx(), "spreadsheet", "sound", ""),
        ("a.xlsx", compound("EncryptedPackage"), "spreadsheet", "locked", "office-password"),
        ("a.et", compound("Workbook"), "spreadsheet", "sound", ""),
        ("a.doc", compound("WordDocument"), "text-document", "sound", ""),
        ("a.doc", compound("Workbook"), "spreadsheet", "misnamed", "really-spreadsheet"),
        ("a.doc", compound("WordDocument")[:300], "text-document", "unreadable", "office-cut"),
        ("a.xls", b"<html><table>", "text-document", "misnamed", "really-text-document"),
        ("a.jpg", JPEG, "image", "sound", ""),
        ("a.jpg", JPEG + bytes(9000), "image", "sound", ""),
        ("a.jpg", JPEG[:-2], "image", "unreadable", "image-cut"),
        ("a.png", png(), "image", "sound", ""),
        ("a.png", png()[:-12], "image", "unreadable", "image-cut"),
        ("a.bmp", b"BM" + struct.pack("<LLLL", 58, 0, 54, 40) + bytes(40), "image", "sound", ""),
        ("a.jpg", b"\x00\x01", "image", "unreadable", "content-unknown"),
        ("a.csv", "企业,能耗".encode("gbk"), "spreadsheet", "sound", ""),
        ("a.dwg", b"AC1032" + bytes(20), "drawing", "sound", ""),
        ("a.dxf", b"0\nSECTION\n", "drawing", "sound", ""),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "archive", "sound", ""),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "other", "sound", ""),
        ("说明", b"text", "text-document", "sound", ""),
        ("报告", pdf(1), "pdf", "sound", ""),
        ("a.pdf", b"", "pdf", "empty", "empty"),
        ("a", b"", "other", "empty", "empty"),
    ],
)  # fmt: skip
def test_kind_and_state_come_from_the_content(
    tmp_path: Path, name: str, data: bytes, kind: str, state: str, note: str
) -> None:
    found = look(tmp_path, name, data)
    assert (found.kind.value, found.state.value, found.note) == (kind, state, note)
    assert note == "" or note in FILE_NOTES


def test_pages_are_counted_in_old_new_and_openly_protected_pdfs(tmp_path: Path) -> None:
    assert look(tmp_path, "a.pdf", pdf(7)).pages == 7
    assert look(tmp_path, "a.pdf", rewritten(pdf(40))).pages == 40
    assert look(tmp_path, "a.pdf", rewritten(pdf(3), "", owner="boss")).pages == 3
    assert look(tmp_path, "a.pdf", pdf(3)[:-6]).pages == 3


def test_a_password_of_a_nested_archive_is_noted(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"x")
    data = bytearray(out.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert look(tmp_path, "a.zip", bytes(data)).note == "archive-password"


def make_inventory() -> Inventory:
    first = PackageFile(
        number=1, path="甲/a.pdf", sha256="a" * 64, size=3, kind=FileKind.PDF, state=FileState.SOUND, pages=2
    )
    second = PackageFile(
        number=2, path="b.pdf", sha256="a" * 64, size=3, kind=FileKind.PDF,
        state=FileState.LOCKED, note="pdf-password", duplicate_of=1,
    )  # fmt: skip
    return Inventory(files=(first, second), left_out=("Thumbs.db",))


def test_an_inventory_survives_its_plain_form() -> None:
    inventory = make_inventory()
    assert Inventory.from_json(inventory.to_json()) == inventory
    assert inventory.total_size == 6
    assert [file.number for file in inventory.duplicates()] == [2]
    assert [file.number for file in inventory.unreadable()] == [2]
    assert inventory.file(1) is inventory.files[0]
    assert inventory.file(3) is None
    assert inventory.files[0].name == "a.pdf"


def test_the_digest_depends_on_paths_hashes_and_sizes_only() -> None:
    first, second = make_inventory().files
    assert Inventory(files=(second, first)).digest == make_inventory().digest
    # computed with sha256sum: the hash of the JSON list in order of path
    assert make_inventory().digest == "26ecc1190ef6f91329e645d1396d90faca5da6e38046fd7607c897dc2b4de840"


@pytest.mark.parametrize(
    ("field", "value"),
    [("files", None), ("files", [1]), ("left_out", [1]), ("left_out", "x"), ("digest", "0" * 64)],
)
def test_a_malformed_inventory_is_refused(field: str, value: object) -> None:
    with pytest.raises(InventoryMalformed) as caught:
        Inventory.from_json({**make_inventory().to_json(), field: value})
    assert caught.value.details["field"] == field


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "1"), ("number", True), ("size", -1), ("path", 1), ("kind", "x"), ("pages", 1.5)],
)
def test_a_malformed_file_is_refused(field: str, value: object) -> None:
    plain = make_inventory().files[0].to_json()
    with pytest.raises(InventoryMalformed):
        PackageFile.from_json({**plain, field: value})


def test_the_store_keeps_each_content_once_and_read_only(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    data = os.urandom(3_500_000)
    sha256, size = store.add_stream(io.BytesIO(data))
    assert (store.add_bytes(data), size) == (sha256, len(data))
    assert stat.S_IMODE(store.path(sha256).stat().st_mode) == 0o444
    assert store.path(sha256).read_bytes() == data
    assert store.has(sha256)
    assert store.size(sha256) == size
    assert list(store.all()) == [sha256]
    assert store.missing([sha256, "0" * 64, "0" * 64]) == ("0" * 64,)
    store.verify(sha256)


def test_damage_and_absence_are_told_apart(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    sha256 = store.add_bytes(b"content")
    blobs.remove(store.path(sha256))
    with pytest.raises(BlobMissing):
        store.verify(sha256)
    store.path(sha256).write_bytes(b"CONTENT")
    with pytest.raises(BlobDamaged):
        store.verify(sha256)
    store.path(sha256).write_bytes(b"cut")
    assert store.add_bytes(b"content") == sha256
    store.verify(sha256)
    for nonsense in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(BlobMissing):
            store.open(nonsense)
    with pytest.raises(BlobMissing):
        store.size("0" * 64)


def test_a_failed_batch_leaves_what_another_batch_needs(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    with store.batch() as good:
        with store.batch() as bad:
            bad.add_bytes(b"shared")
            bad.add_bytes(b"own")
            bad.settle()
            assert len(bad.added) == 2
            shared = good.add_bytes(b"shared")
            bad.abandon()
        assert store.has(shared)
    assert list(store.all()) == [shared]


def test_batches_in_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    barrier = threading.Barrier(4)

    def work(fails: bool) -> None:
        barrier.wait()
        with store.batch() as batch:
            for number in range(50):
                batch.add_bytes(b"%d" % number)
            if fails:
                batch.abandon()

    threads = [threading.Thread(target=work, args=(number % 2 == 0,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.all())) == 50
    assert list((tmp_path / "store" / "incoming").iterdir()) == []


def test_sweeping_removes_orphans_and_remains(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    kept, orphan = store.add_bytes(b"kept"), store.add_bytes(b"orphan")
    (tmp_path / "store" / "incoming" / "rest").write_bytes(b"x")
    assert store.sweep({kept}) == (orphan,)
    assert list(store.all()) == [kept]
    assert list((tmp_path / "store" / "incoming").iterdir()) == []


def test_a_store_without_its_disk_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreUnwritable):
        BlobStore(tmp_path / "file" / "store")


def test_other_programs_get_a_read_only_copy(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    sha256, _ = store.add_file(Path(__file__))
    copy = store.read_only_copy(sha256, "甲/报告.pdf", tmp_path / "open")
    assert copy.name == "报告.pdf"
    assert copy.read_bytes() == Path(__file__).read_bytes()
    owner_only = 0o444 if os.name == "nt" else 0o400
    assert stat.S_IMODE(copy.stat().st_mode) == owner_only
    before = copy.stat().st_mtime_ns
    assert store.read_only_copy(sha256, "甲/报告.pdf", tmp_path / "open").stat().st_mtime_ns == before
    copy.chmod(0o644)
    copy.write_bytes(b"changed")
    assert store.read_only_copy(sha256, "甲/报告.pdf", tmp_path / "open").read_bytes() != b"changed"
    assert [path.name for path in copy.parent.iterdir()] == ["报告.pdf"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/报告.pdf", "报告.pdf"),
        ("con.txt", "_con.txt"),
        ("..", "_"),
        ("a:b?.txt", "_a_b_.txt"),
        ("a. ", "_a"),
    ],
)
def test_names_for_copies_are_harmless(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_long_names_for_copies_keep_their_ending() -> None:
    short = safe_name("长" * 250 + ".pdf")
    assert short.endswith("长.pdf")
    assert len(short.encode()) <= 200


def packed(tmp_path: Path, store: BlobStore, **more: object) -> tuple[Path, Inventory]:
    folder = tmp_path / "报送"
    (folder / "附件").mkdir(parents=True)
    (folder / "附件" / "报告.pdf").write_bytes(pdf(2))
    (folder / "副本.pdf").write_bytes(pdf(2)[:0] + (folder / "附件" / "报告.pdf").read_bytes())
    (folder / "说明.长后缀").write_bytes(b"x")
    with open_source(folder) as source:
        inventory = receive(source, store, Silent())
    write_package(
        tmp_path / "a.gdpkg",
        UNIT,
        inventory,
        lambda file: store.path(file.sha256),
        lambda data: {"over": len(data)},
    )
    return tmp_path / "a.gdpkg", inventory


def test_a_package_file_brings_everything_back(tmp_path: Path) -> None:
    path, inventory = packed(tmp_path, BlobStore(tmp_path / "store"))
    with open_source(path) as source:
        assert isinstance(source, PackageSource)
        assert source.unit == UNIT
        assert source.signature == {"over": len(source.manifest)}
        assert receive(source, BlobStore(tmp_path / "other"), Silent()) == inventory
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist())[2:6] == [
            "a/data/files/00001.pdf", "a/data/files/00002.bin", "a/data/package.json", "a/data/package.sig.json",
        ]  # fmt: skip
        assert all(name.isascii() for name in archive.namelist())


def test_damage_in_a_package_file_is_found_while_receiving(tmp_path: Path) -> None:
    path, _ = packed(tmp_path, BlobStore(tmp_path / "store"))
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["a/data/files/00002.bin"] = b"y"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    with open_package(path) as source, pytest.raises(archive_errors.ArchiveDamaged) as caught:
        receive(source, BlobStore(tmp_path / "other"), Silent())
    assert caught.value.details["entry"] == "说明.长后缀"
    assert list(BlobStore(tmp_path / "other").all()) == []


LINE = (
    '{"name": "files/1.txt", "path": "a.txt", "size": 1,'
    ' "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}'
)
HEAD = '{"format": "greendesk-package", "version": 1, "unit": {}, "digest": "x", "files": '


@pytest.mark.parametrize(
    ("manifest", "error"),
    [
        ('{"format": "greendesk-package", "version": 2}', PackageNewer),
        ('{"format": "other", "version": 1}', PackageMalformed),
        ('{"format": "greendesk-package", "version": "1"}', PackageMalformed),
        ("[]", PackageMalformed),
        ("{", PackageMalformed),
        ("[" * 100_000, PackageMalformed),
        ('{"format": "greendesk-package", "version": NaN}', PackageMalformed),
        ('{"format": "greendesk-package", "version": 1, "files": []}', PackageMalformed),
        (HEAD + "{}}", PackageMalformed),
        (HEAD + "[1]}", PackageMalformed),
        (HEAD + "[{}]}", PackageMalformed),
        (HEAD + "[]}", BagIncomplete),
        (HEAD + "[" + LINE.replace("files/1", "files/2") + "]}", BagIncomplete),
        (HEAD + "[" + LINE.replace('"size": 1', '"size": 2') + "]}", PackageMalformed),
        (HEAD + "[" + LINE + "]}", PackageMalformed),
    ],
)
def test_a_contradictory_package_file_is_refused(
    tmp_path: Path, manifest: str, error: type[GreendeskError]
) -> None:
    payload: list[tuple[str, bag.BagSource]] = [("package.json", manifest.encode()), ("files/1.txt", b"x")]
    write_bag(tmp_path / "a.gdpkg", payload, {})
    with pytest.raises(error):
        open_source(tmp_path / "a.gdpkg")


def test_radicals_and_wide_forms_are_folded() -> None:
    assert (
        fold_text("⼯业主管部⻔、汽⻋、意⻅、⼈⺠，⼾ＧＢ／Ｔ①") == "工业主管部门、汽车、意见、人民,户GB/T1"
    )
    assert not [sign for sign in fold_text("".join(map(chr, range(0x2F00, 0x2FD6)))) if sign < "\u3400"]


def test_pinyin_initials_find_words_by_typing_letters() -> None:
    assert pinyin_initials("绿⾊⼯⼚（2024）A级") == "lsgc2024aj"


def test_every_code_has_words_in_both_languages() -> None:
    modules = (archive_errors, bag_text, blobs, package_file, package)
    leaves = {
        value.code: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, GreendeskError)
        and value not in {Refusal, Fault, GreendeskError}
    }
    assert set(leaves) == set(MESSAGES)
    assert all(code.startswith("GD-3") for code in leaves)
