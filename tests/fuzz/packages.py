"""What applicants hand in: ZIP, 7z, folder, bag, package file, and single files by their first bytes."""

import io
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from greendesk.adapters.archive_kinds import EDGE, examine
from greendesk.adapters.archives import open_source
from greendesk.adapters.bag import open_bag
from greendesk.adapters.package_file import open_package
from greendesk.adapters.verification_package import check_package, refuse_broken_signature
from tests.desks import PNG, small_pdf
from tests.fuzz.samples import Samples
from tests.fuzz.target import Shape, Target

_CHUNK = 64 * 1024
_NAMES = "材料/报告.pdf\0材料/附件/a.txt\0b.png".encode()
_UNSAFE = "材料/CON.txt\0材料/a.txt \0A.txt\0a.txt\0b\\c.txt".encode()


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""
    plain = _zipped({"材料/报告.pdf": small_pdf("a", 1), "材料/图.png": PNG, "说明.txt": b"x" * 90})
    stored = _zipped({"报告.txt": b"y" * 50}, zipfile.ZIP_STORED)
    packed = _zipped({"a.txt": b"z" * 900}, zipfile.ZIP_LZMA)
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0" + bytes(1500)
    single = (
        plain,
        given["notice.pdf"],
        given["notice.docx"],
        PNG,
        compound,
        b"\xff\xd8\xff\xe0" + bytes(99),
    )
    bags = (given["signed.gdpkg"], given["unsigned.gdpkg"])
    return {
        "zip": Target(read=_archive, seeds=(plain, stored, packed), shape=Shape.ZIP),
        "7z": Target(read=_archive, seeds=(given["package.7z"],)),
        "package": Target(read=_package, seeds=bags, shape=Shape.BAG),
        "bag": Target(read=_bag, seeds=(*bags, given["request.gdx"]), shape=Shape.BAG),
        "folder": Target(read=_folder, seeds=(_NAMES, _UNSAFE), largest=2000),
        "kinds": Target(read=_single, seeds=single, shape=Shape.ZIP),
    }


def _read_source(path: Path) -> None:
    with open_source(path) as source:
        for file in source:
            with source.open(file) as stream:
                while stream.read(_CHUNK):
                    pass


def _archive(data: bytes, folder: Path) -> None:
    path = folder / "材料.bin"
    path.write_bytes(data)
    _read_source(path)


def _package(data: bytes, folder: Path) -> None:
    path = folder / "a.gdpkg"
    path.write_bytes(data)
    with open_package(path) as package:
        refuse_broken_signature(package)
    check_package(path, ())
    _read_source(path)


def _bag(data: bytes, folder: Path) -> None:
    path = folder / "a.gdpkg"
    path.write_bytes(data)
    with open_bag(path) as bag:
        for name in bag.names:
            bag.read(name)


def _folder(data: bytes, folder: Path) -> None:
    root = folder / "stick"
    root.mkdir()
    for name in data.split(b"\0"):
        path = Path(os.path.normpath(root / name.lstrip(b"/").decode("utf-8", "surrogateescape")))
        if root in path.parents:
            with suppress(OSError):  # a name that no disk here holds
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(name)
    _read_source(root)


def _single(data: bytes, folder: Path) -> None:
    path = folder / "one"
    path.write_bytes(data)
    for name in ("报告.pdf", "名"):
        examine(name, data[:EDGE], data[-EDGE:], partial(path.open, "rb"))


def _zipped(tree: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in tree.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()
