"""RFC 8493 requirement by requirement: what it forbids we refuse, what it allows we read; strangers read ours."""

import hashlib
import io
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import bagit
import pytest

from greendesk.adapters.archive_errors import NamesClash, UnsafeNames
from greendesk.adapters.bag import BagDamaged, BagIncomplete, BagMalformed, open_bag
from greendesk.adapters.part_file import HEAD, cut
from greendesk.adapters.together import together
from greendesk.errors import GreendeskError
from tests.desks import admit, an_application, make_round, open_desks

Tree = dict[str, bytes]
TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
BODY: Tree = {"data/a.txt": b"eins", "data/ordner/b.txt": b"zwei"}
CAFE, CAFE_APART = unicodedata.normalize("NFC", "caf\u00e9"), unicodedata.normalize("NFD", "caf\u00e9")


def digest(data: bytes, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()


def manifest(tree: Mapping[str, bytes], algorithm: str = "sha256") -> bytes:
    return "".join(f"{digest(data, algorithm)}  {name}\n" for name, data in tree.items()).encode()


def bag(change: Callable[[Tree], object] | None = None, body: Tree = BODY) -> Tree:
    """A good bag with one change, under a tag manifest that fits the change."""
    tree = {"bagit.txt": TEXT, **body, "bag-info.txt": b"Source-Organization: x\n"}
    tree["manifest-sha256.txt"] = manifest(body)
    if change is not None:
        change(tree)
    tags = {
        name: data
        for name, data in tree.items()
        if not name.startswith("data/") and "tagmanifest" not in name
    }
    return {"tagmanifest-sha256.txt": manifest(tags), **tree}


def packed(tree: Mapping[str, bytes], folder: Path, base: str = "bag") -> Path:
    path = folder / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in tree.items():
            archive.writestr(f"{base}/{name}", data)
    return path


def put(**files: bytes | None) -> Callable[[Tree], object]:
    """Write or take away files; an underscore is a dash, two are a point."""

    def change(tree: Tree) -> None:
        for given, data in files.items():
            name = given.replace("__", ".").replace("_", "-")
            if data is None:
                del tree[name]
            else:
                tree[name] = data

    return change


def renamed(old: str, new: str) -> Callable[[Tree], object]:
    """A file under another name."""
    return lambda tree: tree.update({new: tree.pop(old)})


def listed(line: str, *, more: bool = True) -> Callable[[Tree], object]:
    """The payload manifest with another line."""
    return lambda tree: tree.update(
        {"manifest-sha256.txt": (tree["manifest-sha256.txt"] if more else b"") + line.encode()}
    )


ONE, TWO = digest(BODY["data/a.txt"]), digest(BODY["data/ordner/b.txt"])

REFUSED: dict[str, tuple[type[GreendeskError], Callable[[Tree], object]]] = {
    # 2.1.1 bag declaration
    "no bagit.txt": (BagMalformed, put(bagit__txt=None)),
    "bagit.txt in capitals": (BagMalformed, renamed("bagit.txt", "BAGIT.TXT")),
    "empty declaration": (BagMalformed, put(bagit__txt=b"")),
    "lines the other way round": (BagMalformed, put(bagit__txt=b"\n".join(TEXT.split(b"\n")[1::-1]) + b"\n")),
    "first line only": (BagMalformed, put(bagit__txt=b"BagIt-Version: 1.0\n")),
    "third line": (BagMalformed, put(bagit__txt=TEXT + b"More: x\n")),
    "byte order mark": (BagMalformed, put(bagit__txt=b"\xef\xbb\xbf" + TEXT)),
    "blank before the colon": (BagMalformed, put(bagit__txt=TEXT.replace(b": 1.0", b" : 1.0"))),
    "no blank after the colon": (BagMalformed, put(bagit__txt=TEXT.replace(b": 1.0", b":1.0"))),
    "blank at the end of a line": (BagMalformed, put(bagit__txt=TEXT.replace(b"1.0", b"1.0 "))),
    "label in small letters": (BagMalformed, put(bagit__txt=TEXT.replace(b"BagIt-V", b"bagit-v"))),
    "version of one number": (BagMalformed, put(bagit__txt=TEXT.replace(b"1.0", b"1"))),
    "version with zeros before": (BagMalformed, put(bagit__txt=TEXT.replace(b"1.0", b"01.0"))),
    "unknown version": (BagMalformed, put(bagit__txt=TEXT.replace(b"1.0", b"1.1"))),
    "another encoding": (BagMalformed, put(bagit__txt=TEXT.replace(b"UTF-8", b"ISO-8859-1"))),
    "written in UTF-16": (BagMalformed, put(bagit__txt=TEXT.decode().encode("utf-16"))),
    # 2.1.2 payload directory
    "no payload directory": (
        BagMalformed,
        lambda tree: (tree.update({"manifest-sha256.txt": b""}), [tree.pop(name) for name in BODY]),
    ),
    # 2.1.3 payload manifest
    "no payload manifest": (BagMalformed, put(manifest_sha256__txt=None)),
    "unknown algorithm only": (BagMalformed, renamed("manifest-sha256.txt", "manifest-crc32.txt")),
    "weak algorithm only": (
        BagMalformed,
        lambda tree: (tree.pop("manifest-sha256.txt"), tree.update({"manifest-md5.txt": manifest(BODY, "md5")})),
    ),
    "algorithm in capitals": (BagMalformed, put(manifest_SHA512__txt=manifest(BODY, "sha512"))),
    "algorithm with a hyphen": (BagMalformed, put(manifest_sha_512__txt=manifest(BODY, "sha512"))),
    "payload file not in the manifest": (BagIncomplete, lambda tree: tree.update({"data/c.txt": b"drei"})),
    "manifest names a missing file": (BagIncomplete, listed(f"{ONE}  data/c.txt\n")),
    "manifest names a tag file": (BagIncomplete, listed(f"{digest(TEXT)}  bagit.txt\n")),
    "empty manifest": (BagIncomplete, put(manifest_sha256__txt=b"")),
    "wrong digest": (BagDamaged, lambda tree: tree.update({"data/a.txt": b"Eins"})),
    "digest of another length": (BagDamaged, listed(f"{ONE[:-2]}  data/a.txt\n{TWO}  data/ordner/b.txt\n", more=False)),
    "digest that is none": (BagMalformed, listed("xyz  data/c.txt\n")),
    "no blank between": (BagMalformed, listed(f"{ONE}data/c.txt\n")),
    "digest alone": (BagMalformed, listed(f"{ONE}  \n")),
    "the same file twice": (BagMalformed, listed(f"{ONE}  data/a.txt\n")),
    "the same file twice with other digests": (BagMalformed, listed(f"{TWO}  data/a.txt\n")),
    "the same file twice, once escaped": (
        BagMalformed,
        lambda tree: (
            tree.update({"data/50%.txt": b"x"}),
            listed("".join(f"{digest(b'x')}  data/50{sign}.txt\n" for sign in ("%25", "%25")))(tree),
        ),
    ),
    "absolute path": (BagMalformed, listed(f"{ONE}  /etc/passwd\n")),
    "path of a drive": (BagMalformed, listed(f"{ONE}  C:/a.txt\n")),
    "path that leads outside": (BagMalformed, listed(f"{ONE}  data/../../a.txt\n")),
    "path with a dot first": (BagMalformed, listed(f"{ONE}  ./data/a.txt\n")),
    "path of a home": (BagIncomplete, listed(f"{ONE}  ~/a.txt\n")),
    "backslash": (BagMalformed, listed(f"{ONE}  data\\a.txt\n")),
    "directory": (BagMalformed, listed(f"{ONE}  data/ordner/\n")),
    "asterisk of md5sum": (BagMalformed, listed(f"{ONE} *data/a.txt\n")),
    "percent sign not encoded": (BagMalformed, listed(f"{ONE}  data/50%.txt\n")),
    "other sign encoded": (BagMalformed, listed(f"{ONE}  data/%41.txt\n")),
    "line feed in a name": (BagMalformed, listed(f"{ONE}  data/a%0Ab.txt\n")),  # allowed there, on no Windows disk
    "manifest not in UTF-8": (BagMalformed, lambda tree: tree.update({"manifest-sha256.txt": b"00  data/\xe9\n"})),
    "manifest with a byte order mark": (
        BagMalformed,
        lambda tree: tree.update({"manifest-sha256.txt": b"\xef\xbb\xbf" + tree["manifest-sha256.txt"]}),
    ),
    "manifests that disagree": (
        BagIncomplete,
        lambda tree: tree.update({"manifest-md5.txt": manifest({"data/a.txt": b"eins"}, "md5")}),
    ),
    "second manifest with a wrong digest": (
        BagDamaged,
        lambda tree: tree.update({"manifest-md5.txt": manifest({**BODY, "data/a.txt": b"x"}, "md5")}),
    ),
    "one name in two normal forms": (
        BagMalformed,
        lambda tree: (
            tree.update({f"data/{CAFE}": b"x"}),
            listed(f"{digest(b'x')}  data/{CAFE}\n{digest(b'x')}  data/{CAFE_APART}\n")(tree),
        ),
    ),
    "two files in two normal forms": (
        NamesClash,
        lambda tree: tree.update({f"data/{CAFE}": b"x", f"data/{CAFE_APART}": b"y"}),
    ),
    "two files that differ in case": (NamesClash, lambda tree: tree.update({"data/A.TXT": b"x"})),
    "file and directory of one name": (NamesClash, lambda tree: tree.update({"data/ordner": b"x"})),
    # 2.2.1 tag manifest
    "tag manifest names a missing file": (
        BagIncomplete,
        lambda tree: tree.update({"tagmanifest-sha256.txt": manifest({"bagit.txt": TEXT, "x.txt": b""})}),
    ),
    "tag manifest without the payload manifest": (
        BagIncomplete,
        lambda tree: tree.update(
            {"tagmanifest-sha256.txt": manifest({"bagit.txt": TEXT, "bag-info.txt": tree["bag-info.txt"]})}
        ),
    ),
    "tag manifest names itself": (
        BagIncomplete,
        lambda tree: tree.update(
            {
                "tagmanifest-sha256.txt": manifest(
                    {n: d for n, d in tree.items() if not n.startswith("data/")} | {"tagmanifest-sha256.txt": b""}
                )
            }
        ),
    ),
    "tag manifest with a wrong digest": (
        BagDamaged,
        lambda tree: tree.update(
            {
                "tagmanifest-sha256.txt": manifest(
                    {n: d for n, d in tree.items() if not n.startswith("data/")} | {"bag-info.txt": b"other"}
                )
            }
        ),
    ),
    "tag manifest of an unknown algorithm": (BagMalformed, put(tagmanifest_crc32__txt=b"")),
    # 2.2.2 bag-info
    "info without a colon": (BagMalformed, put(bag_info__txt=b"nothing\n")),
    "info label with a blank first": (BagMalformed, put(bag_info__txt=b" Label: x\n")),
    "info label with a blank last": (BagMalformed, put(bag_info__txt=b"Label : x\n")),
    "info without a label": (BagMalformed, put(bag_info__txt=b": x\n")),
    "info without a blank after the colon": (BagMalformed, put(bag_info__txt=b"Label:x\n")),
    "info not in UTF-8": (BagMalformed, put(bag_info__txt=b"Label: \xe9\n")),
    "info with a byte order mark": (BagMalformed, put(bag_info__txt=b"\xef\xbb\xbfLabel: x\n")),
    "wrong sum of octets": (BagIncomplete, put(bag_info__txt=b"Payload-Oxum: 9.2\n")),
    "wrong number of files": (BagIncomplete, put(bag_info__txt=b"Payload-Oxum: 8.3\n")),
    "sum of octets that is none": (BagIncomplete, put(bag_info__txt=b"Payload-Oxum: many\n")),
    "wrong sum under a label in small letters": (BagIncomplete, put(bag_info__txt=b"payload-oxum: 9.2\n")),
    "sum of octets twice": (BagMalformed, put(bag_info__txt=b"Payload-Oxum: 8.2\nPayload-Oxum: 8.2\n")),
    # 2.2.3 fetch
    "something to be fetched": (BagMalformed, put(fetch__txt=b"https://example.org/c 4 data/c.txt\n")),
    "empty list to be fetched": (BagMalformed, put(fetch__txt=b"")),
    # 2.2.4 other tag files: nobody vouches for them unless they are listed, and then they must be whole
    "hostile name beside the payload": (UnsafeNames, lambda tree: tree.update({"tags/CON": b"x"})),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_standard_forbids_is_refused(name: str, tmp_path: Path) -> None:
    error, change = REFUSED[name]
    with pytest.raises(GreendeskError) as caught:
        open_bag(packed(bag(change), tmp_path))
    assert type(caught.value) is error, caught.value


@pytest.mark.parametrize(
    "names",
    [
        ("bag/bagit.txt", "other/bagit.txt"),  # section 5: one base directory
        ("bagit.txt",),
        ("bag/bagit.txt", "loose.txt"),
        ("/bag/bagit.txt",),
        ("../bag/bagit.txt",),
    ],
)
def test_the_packed_bag_is_one_directory(names: tuple[str, ...], tmp_path: Path) -> None:
    path = packed(bag(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        tree = {name.removeprefix("bag/"): archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in tree.items():
            if name != "bagit.txt":
                archive.writestr(f"bag/{name}", data)
        for name in names:
            archive.writestr(name, TEXT)
    with pytest.raises(GreendeskError) as caught:
        open_bag(path)
    assert type(caught.value) in {BagMalformed, UnsafeNames}


ALLOWED: dict[str, Tree] = {
    "as it is": bag(),
    "version 0.97": bag(put(bagit__txt=TEXT.replace(b"1.0", b"0.97"))),
    "CRLF in the declaration": bag(put(bagit__txt=TEXT.replace(b"\n", b"\r\n"))),
    "declaration without its last line end": bag(put(bagit__txt=TEXT.strip())),
    "no bag-info": bag(put(bag_info__txt=None)),
    "CR as line end": bag(put(bag_info__txt=b"A: x\rB: y\r")),
    "folded line": bag(put(bag_info__txt=b"A: x\n  y\n\tz\nPayload-Oxum: 8.2\n")),
    "label twice": bag(put(bag_info__txt=b"A: x\nA: y\n")),
    "blanks and capitals in the manifest": bag(
        listed(f"{ONE.upper()}\t \tdata/a.txt\r\n{TWO} data/ordner/b.txt", more=False)
    ),
    "two algorithms": bag(lambda tree: tree.update({"manifest-sha512.txt": manifest(BODY, "sha512")})),
    "percent sign encoded": bag(
        lambda tree: tree.update({"manifest-sha256.txt": manifest({"data/50%25.txt": b"x"})}), {"data/50%.txt": b"x"}
    ),
    "manifest in another normal form than the file": bag(
        lambda tree: tree.update({"manifest-sha256.txt": manifest({f"data/{CAFE_APART}": b"x"})}),
        {f"data/{CAFE}": b"x"},
    ),
    "empty payload file": bag(body={"data/empty": b""}),
    "listed tag file in a directory": bag(lambda tree: tree.update({"tags/note.txt": b"note"})),
}  # fmt: skip


@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_standard_allows_is_read(name: str, tmp_path: Path) -> None:
    tree = ALLOWED[name]
    with open_bag(packed(tree, tmp_path)) as opened:
        assert sorted(opened.names) == sorted(n.removeprefix("data/") for n in tree if n.startswith("data/"))


def reported(change: Callable[[bytearray, int], None], folder: Path) -> type[GreendeskError]:
    """What is said of a bag whose directory is changed at the entry of its first payload file."""
    path = packed(bag(), folder)
    data = bytearray(path.read_bytes())
    change(data, data.rindex(b"bag/data/a.txt") - 46)
    path.write_bytes(data)
    with pytest.raises(GreendeskError) as caught:
        open_bag(path)
    return type(caught.value)


@pytest.mark.parametrize(
    ("field", "value"), [(8, 1), (10, 97), (10, 8), (16, 7), (20, 200), (42, 3), (34, 1), (12, 1)]
)
def test_what_stands_in_the_directory_is_what_stands_before_the_bytes(
    field: int, value: int, tmp_path: Path
) -> None:
    def change(data: bytearray, at: int) -> None:
        data[at + field] ^= value

    assert reported(change, tmp_path) is BagDamaged


@pytest.mark.parametrize("where", ["before", "between", "behind", "comment"])
def test_no_byte_lies_beside_the_members(where: str, tmp_path: Path) -> None:
    path = packed(bag(), tmp_path)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        second = archive.infolist()[1].header_offset
        place = archive.start_dir
    if where == "comment":
        data = data[:-2] + b"\x04\x00more"
    elif where == "between":  # and everything behind it moved, in the directory too
        moved = bytearray(data[:second] + b"more" + data[second:])
        at = place + 4
        for info in sorted(zipfile.ZipFile(path).infolist(), key=lambda one: one.header_offset):
            if info.header_offset >= second:
                moved[at + 42 : at + 46] = (info.header_offset + 4).to_bytes(4, "little")
            at += 46 + len(info.filename)
        moved[-6:-2] = (place + 4).to_bytes(4, "little")
        data = bytes(moved)
    else:
        data = b"more" + data if where == "before" else data + b"more"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None  # other readers see nothing
    with pytest.raises(BagDamaged):
        open_bag(path)


# ------------------------------------------------------------ strangers


def accepted_elsewhere(path: Path, folder: Path) -> None:
    """The Library of Congress' own validator reads it, and finds every file where the manifest says."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    (base,) = folder.iterdir()
    stranger = bagit.Bag(str(base))
    stranger.validate()
    assert stranger.version == "1.0"
    assert set(stranger.entries) == {
        str(one.relative_to(base))
        for one in base.rglob("*")
        if one.is_file() and "tagmanifest" not in one.name
    }
    shutil.rmtree(folder)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit", "ignore::ResourceWarning")
def test_strangers_accept_every_bag_of_a_desk_and_what_was_joined_from_parts(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("林岚（示例）", "周明远（示例）")) as (office, expert):
        round_id = make_round(office)
        expert.exchange.write_request(tmp_path / "request.gdx", ("expert",))
        fingerprint = admit(office, round_id, expert)
        an_application(office, round_id, tmp_path / "材料")
        office.exchange.send(round_id, tmp_path / "sealed.gdx", [fingerprint])
        office.exchange.send(round_id, tmp_path / "plain.gdx", [fingerprint], complete=True, encrypt=False)
        office.pack(str(tmp_path / "材料"), {"unit": "青禾水泥（示例）"}, tmp_path / "a.gdpkg", round_id)
    with together(tmp_path) as files:
        parts = cut(tmp_path / "plain.gdx", "plain.gdx", 10_000, files, lambda *_: None)
    assert len(parts) > 2
    joined = b"".join((tmp_path / part.name).read_bytes()[HEAD:] for part in parts)
    (tmp_path / "joined.gdx").write_bytes(joined)
    for name in ("request.gdx", "sealed.gdx", "plain.gdx", "joined.gdx", "a.gdpkg"):
        accepted_elsewhere(tmp_path / name, tmp_path / "out")


def test_a_bag_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO(b"bagit")
    (tmp_path / "a.zip").write_bytes(stream.getvalue())
    with pytest.raises(GreendeskError):
        open_bag(tmp_path / "a.zip")
