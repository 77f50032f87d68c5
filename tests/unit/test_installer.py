"""Packing the Windows program: names, lengths of paths, icons, the portable ZIP; `make windows` proves the rest."""

import os
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "build_spec"))

from bootstrap import SetUpFailed  # noqa: E402 - lies beside the scripts, not among the packages
from windows.installer import (  # noqa: E402
    InstallerRefusal,
    compile_installer,
    names_of,
    portable_zip,
    room_for_path,
)
from windows.installer_proof import APP_PATH, CLASSES, UNINSTALL, leftovers  # noqa: E402

ICON_SIZES = [16, 24, 32, 48, 64, 256]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A folder such as PyInstaller makes."""
    folder = tmp_path / "GreenDesk"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / "_internal" / "resources" / "tokens.toml").write_bytes(b"x" * 1000)
    for name in ("GreenDesk.exe", "greendesk-cli.exe"):
        (folder / name).write_bytes(b"MZ" + b"\0" * 1000)
    return folder


def test_the_program_itself_takes_its_place_last(dist: Path) -> None:
    assert names_of(dist) == ["_internal", "GreenDesk.exe", "greendesk-cli.exe"]


@pytest.mark.parametrize("name", ["data", "Portable", "uninstall.exe", "程序.exe"])
def test_a_name_that_is_not_the_programs_is_refused(dist: Path, name: str) -> None:
    (dist / name).write_bytes(b"")
    with pytest.raises(SetUpFailed, match="no program's folder"):
        names_of(dist)


def test_the_longest_file_still_fits_into_the_longest_folder(dist: Path) -> None:
    longest = "_internal/" + "n" * 90
    (dist / longest).write_bytes(b"")
    assert room_for_path(dist) + len("\\~new\\") + len(longest) == 259
    (dist / longest).unlink()
    (dist / longest).mkdir()
    assert room_for_path(dist) + len("\\~new\\") + len(longest) == 247


def test_the_portable_zip_is_one_folder_with_a_marker(dist: Path, tmp_path: Path) -> None:
    packed = portable_zip(dist, "1.2.3", tmp_path / "out")
    assert packed.name == "GreenDesk-1.2.3-portable.zip"
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {name.split("/")[0] for name in names} == {"GreenDesk"}
        assert "data" in archive.read("GreenDesk/portable").decode("utf-8")
        listed = archive.read("GreenDesk/installed.txt").decode("ascii").splitlines()
    assert all(name.isascii() for name in names)
    assert listed[0] == "1.2.3"
    assert set(listed[1:]) == {"_internal", "GreenDesk.exe", "greendesk-cli.exe", "portable"}


def test_each_drawing_becomes_an_icon_of_every_size(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "build_spec" / "icons.py", tmp_path], check=True)
    for name in ("app", "exchange", "package", "update"):
        data = (tmp_path / "windows" / f"{name}.ico").read_bytes()
        assert struct.unpack("<HHH", data[:6]) == (0, 1, len(ICON_SIZES))
        end = 0
        for number, size in enumerate(ICON_SIZES):
            entry = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
            assert entry[0] == entry[1] == size % 256
            end = entry[6] + entry[7]
            image = data[entry[7] : end]
            assert len(image) == entry[6]
            assert image.startswith(b"\x89PNG") == (size == 256)
            assert len(set(image)) > 16, "nothing is painted"
        assert end == len(data)
    assert len(list((tmp_path / "hicolor").rglob("*.png"))) == 32
    assert len(list((tmp_path / "hicolor" / "scalable").rglob("*.svg"))) == 4


def test_the_reasons_of_the_script_are_those_that_are_published() -> None:
    script = (ROOT / "build_spec" / "windows" / "installer.nsi").read_text("utf-8")
    for reason in InstallerRefusal:
        assert f"!define {reason.name} {reason.value}\n" in script


@pytest.mark.skipif(
    shutil.which("makensis") is None or os.name == "nt", reason="needs NSIS, as make windows installs it"
)
@pytest.mark.usefixtures("qapp")  # the pictures would be painted with a lesser application, which then stays
def test_the_installer_compiles_without_a_warning(dist: Path, tmp_path: Path) -> None:
    setup = compile_installer(dist, "1.2.3", tmp_path / "aus gabe")
    assert setup.name == "GreenDesk-1.2.3-setup.exe"
    data = setup.read_bytes()
    assert data.startswith(b"MZ")
    for words in ("GreenDesk 绿色制造名单评审", "1.2.3"):
        assert words.encode("utf-16-le") in data


def test_keys_left_by_a_proof_that_was_cut_off_are_found_and_no_others() -> None:
    above = APP_PATH.rpartition("\\")[0]
    another = {rf"{above}\another.exe": {"@": "another.exe"}}
    ours = {APP_PATH: {"@": "GreenDesk.exe"}, UNINSTALL: {"DisplayName": "GreenDesk"}}
    assert leftovers({CLASSES: {}}) == []
    assert leftovers({above: {}}) == [above]
    assert leftovers({above: {}} | ours) == [UNINSTALL, above]
    assert leftovers({above: {}} | another) == []
    assert leftovers({above: {}} | another | ours) == [UNINSTALL, APP_PATH]
    assert leftovers({above: {"@": "of somebody"}} | ours) == [UNINSTALL, APP_PATH]
