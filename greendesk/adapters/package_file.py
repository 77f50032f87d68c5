"""The package file `.gdpkg`: a bag with the unit's data and the applicant's files under neutral names."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from greendesk.adapters.archive_source import Listing, Source, SourceFile
from greendesk.adapters.bag import Bag, BagIncomplete, BagSource, list_bag, write_bag
from greendesk.domain.package import Inventory, PackageFile, manifest_digest
from greendesk.errors import Fault, Refusal

VERSION = 1
_FORMAT = "greendesk-package"
_MANIFEST = "package.json"
_SIGNATURE = "package.sig.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MARKS = tuple(
    re.compile(rf"[^/]+/{name}")
    for name in (
        r"bagit\.txt",
        r"manifest-sha256\.txt",
        r"data/package\.json",
        r"data/files/\d{5}\.[a-z0-9]{1,8}",
    )
)


class PackageNewer(Fault):
    """Written by a newer version of the program; details: `version`, `known`."""

    code = "GD-350"


class PackageMalformed(Refusal):
    """The table of contents of a package file contradicts itself or the files; details: `field`."""

    code = "GD-351"


class PackageSource(Source):
    """A package file open for reading, with what it says about the unit and who vouches for it."""

    def __init__(self, path: Path, bag: Bag) -> None:
        try:
            self.manifest = bag.read(_MANIFEST)
            plain = _parsed(self.manifest, _MANIFEST)
            _check_version(plain)
            self.unit: dict[str, Any] = _dictionary(plain, "unit")
            self.signature: dict[str, Any] | None = None
            if _SIGNATURE in bag.names:
                self.signature = _parsed(bag.read(_SIGNATURE), _SIGNATURE)
            files = _files(plain, bag)
        except BaseException:
            bag.close()
            raise
        super().__init__(path, "gdpkg", Listing(files=files, packed_size=bag.packed_size), bag.close)


def write_package(
    path: Path,
    unit: Mapping[str, Any],
    inventory: Inventory,
    open_file: Callable[[PackageFile], BagSource],
    sign: Callable[[bytes], dict[str, Any]] | None = None,
    advance: Callable[[int], None] | None = None,
) -> None:
    """Write the files of an inventory as a `.gdpkg`; `sign` receives the exact bytes of package.json."""
    names = _neutral_names(inventory)
    plain = {
        "format": _FORMAT,
        "version": VERSION,
        "unit": dict(unit),
        "digest": inventory.digest,
        "files": [
            {"name": names[file.sha256], "path": file.path, "sha256": file.sha256, "size": file.size}
            for file in inventory.files
        ],
    }
    manifest = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode()
    payload: list[tuple[str, BagSource]] = [(_MANIFEST, manifest)]
    if sign is not None:
        signature = json.dumps(sign(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        payload.append((_SIGNATURE, signature.encode()))
    payload += ((names[file.sha256], open_file(file)) for file in _each_content_once(inventory))
    write_bag(path, payload, {"External-Identifier": f"sha256:{inventory.digest}"}, advance)


def open_package(path: Path) -> PackageSource:
    """Open a `.gdpkg`; the files' bytes are compared with the manifest when they are received."""
    return PackageSource(path, list_bag(path))


def is_package(names: Iterable[str]) -> bool:
    """Whether a ZIP with these entries is one of ours, be one of the names damaged."""
    listed = list(names)
    return sum(any(mark.fullmatch(name) for name in listed) for mark in _MARKS) >= len(_MARKS) - 1


def _each_content_once(inventory: Inventory) -> list[PackageFile]:
    return list({file.sha256: file for file in reversed(inventory.files)}.values())[::-1]


def _neutral_names(inventory: Inventory) -> dict[str, str]:
    """Each content gets the number of its first file and, where it is ASCII, its ending."""
    names: dict[str, str] = {}
    for file in inventory.files:
        ending = file.name.rpartition(".")[2].lower()
        plain = re.fullmatch(r"[a-z0-9]{1,8}", ending) is not None and "." in file.name
        names.setdefault(file.sha256, f"files/{file.number:05}.{ending if plain else 'bin'}")
    return names


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    try:
        plain = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise PackageMalformed(field=name) from error
    if not isinstance(plain, dict):
        raise PackageMalformed(field=name)
    return plain


def _no_constant(constant: str) -> None:
    raise ValueError(constant)


def _check_version(plain: dict[str, Any]) -> None:
    version = plain.get("version")
    if plain.get("format") != _FORMAT or not isinstance(version, int) or version < 1:
        raise PackageMalformed(field="format")
    if version > VERSION:
        raise PackageNewer(version=version, known=VERSION)


def _dictionary(plain: dict[str, Any], field: str) -> dict[str, Any]:
    value = plain.get(field)
    if not isinstance(value, dict):
        raise PackageMalformed(field=field)
    return value


def _files(plain: dict[str, Any], bag: Bag) -> tuple[SourceFile, ...]:
    lines = plain.get("files")
    if not isinstance(lines, list):
        raise PackageMalformed(field="files")
    files = tuple(_file(line, bag) for line in lines)
    used = {line["name"] for line in lines}
    for name in sorted(set(bag.names) - used - {_MANIFEST, _SIGNATURE}):
        raise BagIncomplete(name=f"data/{name}", reason="unlisted")
    if plain.get("digest") != manifest_digest((file.path, file.sha256 or "", file.size) for file in files):
        raise PackageMalformed(field="digest")
    return files


def _file(line: object, bag: Bag) -> SourceFile:
    if not isinstance(line, dict):
        raise PackageMalformed(field="files")
    name, path, sha256, size = (line.get(field) for field in ("name", "path", "sha256", "size"))
    if not (isinstance(name, str) and isinstance(path, str) and isinstance(sha256, str)):
        raise PackageMalformed(field="files")
    if not _SHA256.fullmatch(sha256) or bag.sha256(name) != sha256 or bag.size(name) != size:
        raise PackageMalformed(field=path[:200])
    return SourceFile(path=path, size=bag.size(name), opener=bag.opener(name), sha256=sha256)
