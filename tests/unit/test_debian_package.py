"""The Debian package: what is shipped and asked of the system, and what the desktop is told of it."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from build_spec.debian.libraries import (
    INTERNAL,
    SYSTEM,
    Compiled,
    LibraryUnknown,
    depends,
    glibc,
    read_compiled,
    to_ship,
)
from ui.opened_files import is_opened

TEMPLATES = Path(__file__).resolve().parents[2] / "build_spec" / "debian"
TOP = Path("/x/greendesk") / INTERNAL


def compiled(
    place: str, *needs: str, glibc: tuple[int, ...] = (2, 17), glibcxx: tuple[int, ...] = ()
) -> Compiled:
    return Compiled(path=TOP / place, needs=frozenset(needs), glibc=glibc, glibcxx=glibcxx)


FOLDER = (
    compiled("../greendesk", "libz.so.1", "libc.so.6"),
    compiled("libpython3.11.so.1.0", "libm.so.6", glibc=(2, 35)),
    compiled("a/_fast.so", "libused.so.1", "libstdc++.so.6", glibcxx=(3, 4, 29)),
    compiled("b/_fast.so"),  # of the same name as another one
    compiled("libused.so.1", "libdeep.so.2"),
    compiled("libdeep.so.2", "libglib-2.0.so.0"),
    compiled("libunused.so.3", "libdeep.so.2", glibc=(2, 99)),
    compiled("libstdc++.so.6", "libc.so.6", glibc=(2, 36)),
)


def test_what_is_needed_is_shipped_and_what_the_system_has_is_not() -> None:
    kept = {path.relative_to(TOP).as_posix() for path in to_ship(FOLDER, TOP)}
    assert kept == {
        "../greendesk",
        "libpython3.11.so.1.0",
        "a/_fast.so",
        "b/_fast.so",
        "libused.so.1",
        "libdeep.so.2",
    }


def test_the_package_asks_for_the_rest_by_every_name_it_has() -> None:
    kept = to_ship(FOLDER, TOP)
    there = [one for one in FOLDER if one.path in kept]
    assert glibc(there) == "2.35"
    asked = depends(there, frozenset(path.name for path in kept))
    assert asked == "libc6 (>= 2.35), libglib2.0-0t64 | libglib2.0-0, libstdc++6 (>= 11), zlib1g"


def test_a_library_that_nobody_brings_stops_the_build() -> None:
    with pytest.raises(LibraryUnknown, match="libnobody"):
        depends([compiled("c.so", "libnobody.so.1")], frozenset())


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("objdump") is None, reason="objdump reads ELF here"
)
def test_a_compiled_file_is_read_as_the_system_reads_it(tmp_path: Path) -> None:
    (tmp_path / "no.so").write_bytes(b"not compiled")
    program = Path(sys.executable).resolve()
    (found,) = read_compiled([tmp_path / "no.so", program])
    assert found.path == program
    assert "libc.so.6" in found.needs
    assert found.glibc >= (2, 2)


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="this is no Debian")
def test_each_library_of_the_system_lies_in_the_package_that_is_asked_for() -> None:
    for library, field in SYSTEM.items():
        for package in field.split(" | "):
            done = subprocess.run(["dpkg-query", "-L", package], capture_output=True, text=True, check=False)
            if done.returncode == 0:  # one that is not installed says nothing
                assert any(line.endswith(f"/{library}") for line in done.stdout.splitlines()), (
                    library,
                    package,
                )


def test_the_desktop_knows_each_file_that_the_program_opens() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their letters
    entry.read(TEMPLATES / "greendesk.desktop", encoding="utf-8")
    offered = set(entry["Desktop Entry"]["MimeType"].strip(";").split(";"))
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    types = ET.parse(TEMPLATES / "greendesk.xml").getroot().findall(f"{space}mime-type")
    assert {one.get("type") for one in types} == offered
    patterns = {glob.get("pattern") for one in types for glob in one.findall(f"{space}glob")}
    assert patterns == {"*.gdx", "*.gdpkg", "*.gdu"}
    assert all(is_opened(Path(f"a{str(pattern)[1:]}")) for pattern in patterns)
    media = ET.parse(TEMPLATES / "greendesk.metainfo.xml").getroot().findall("provides/mediatype")
    assert {one.text for one in media} == offered


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_the_desktop_entry_keeps_to_its_standard() -> None:
    done = subprocess.run(
        ["desktop-file-validate", TEMPLATES / "greendesk.desktop"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
