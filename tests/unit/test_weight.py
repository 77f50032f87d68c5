"""What the built program leaves out: nothing that is used, all that is named, and no more than a weight."""

import ast
import importlib.machinery
import shutil
import subprocess
import sys
from pathlib import Path

import markupsafe
import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = Path("/usr/lib/x86_64-linux-gnu")
needs_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strip") is None, reason="reads and strips ELF with binutils"
)


@pytest.fixture(autouse=True)
def _build_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "build_spec"))


@pytest.mark.parametrize(
    ("place", "goes_in"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qminimal.dll", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        ("PySide6/plugins/imageformats/qtiff.dll", True),
        ("PySide6/plugins/imageformats/qpdf.dll", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("resources/translations/en.qm", True),
        ("resources/translations/en.ts", False),
        ("lxml/isoschematron/resources/xsl/RNG2Schtrn.xsl", False),
        ("docx/templates/default.docx", True),
        ("db/migrations/__pycache__/env.cpython-311.pyc", False),
        ("Cryptodome/Cipher/_raw_aes.abi3.so", True),
    ],
)
def test_what_goes_in_is_told_by_its_place(place: str, *, goes_in: bool) -> None:
    import weight

    assert weight.wanted(place) is goes_in
    assert bool(weight.chosen([(place, "/somewhere", "DATA")])) is goes_in


def test_no_module_of_ours_imports_what_is_left_out() -> None:
    import weight

    left_out = set(weight.MODULES_LEFT_OUT)
    for package in ("greendesk", "db", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
                    if isinstance(node, ast.ImportFrom)
                    else []
                )
                assert not {name for name in names if {name, name.partition(".")[0]} & left_out}, path


def test_a_folder_that_is_too_heavy_or_holds_what_is_not_wanted_is_told(tmp_path: Path) -> None:
    import weight

    inside = tmp_path / "_internal"
    inside.mkdir()
    (tmp_path / "greendesk").write_bytes(bytes(2**20))
    (inside / "libQt6Core.so.6").write_bytes(bytes(2**20))
    assert weight.complaints(tmp_path, 2) == []
    (inside / "libgtk-3.so.0").write_bytes(b"")
    (inside / "pint" / "testsuite").mkdir(parents=True)
    (inside / "pint" / "testsuite" / "plot.png").write_bytes(b"x")
    told = weight.complaints(tmp_path, 1)
    assert [one.partition(" ")[0] for one in told] == ["libgtk-3.so.0", "pint/testsuite/plot.png", "2"]
    assert "libQt6Core.so.6 1.0" in told[-1]


@needs_linux
def test_a_library_that_nobody_needs_any_more_stays_out_with_the_links_to_it() -> None:
    import weight

    font, letters, other = (
        LIBRARIES / name for name in ("libfontconfig.so.1", "libfreetype.so.6", "libX11.so.6")
    )
    if not all(path.exists() for path in (font, letters, other)):
        pytest.skip("needs the libraries of a desktop")
    entries = [
        ("package/_uses_fonts.so", str(font), "EXTENSION"),
        ("libfreetype.so.6", str(letters), "BINARY"),
        ("PySide6/Qt/lib/libX11.so.6", str(other), "BINARY"),
        ("libX11.so.6", "PySide6/Qt/lib/libX11.so.6", "SYMLINK"),
        ("resources/a.txt", str(Path(__file__)), "DATA"),
    ]
    assert [place for place, _, _ in weight.without_orphans(entries)] == [
        "package/_uses_fonts.so",
        "libfreetype.so.6",
        "resources/a.txt",
    ]


@needs_linux
def test_taking_off_debug_information_leaves_alone_what_is_loaded(tmp_path: Path) -> None:
    import weight

    suffixes = tuple(importlib.machinery.EXTENSION_SUFFIXES)
    source = next(path for path in Path(markupsafe.__file__).parent.iterdir() if path.name.endswith(suffixes))
    entries = [
        ("markupsafe/_speedups.so", str(source), "EXTENSION"),
        ("PySide6/QtCore.abi3.so", str(source), "EXTENSION"),  # Qt's stay as they are
        ("a.txt", str(Path(__file__)), "DATA"),
    ]
    light, of_qt, text = weight.stripped(entries, tmp_path)
    assert (of_qt, text) == (entries[1], entries[2])
    assert light[1] == str(tmp_path / "markupsafe" / "_speedups.so")
    assert Path(light[1]).stat().st_size <= source.stat().st_size
    whole, less = source.read_bytes(), Path(light[1]).read_bytes()
    assert list(weight.segments(whole)) == list(weight.segments(less))
    sections = subprocess.run(["readelf", "-SW", light[1]], capture_output=True, text=True, check=True).stdout
    assert ".debug_info" not in sections
    changed = bytearray(whole)
    changed[0x1000] ^= 1
    assert list(weight.segments(whole)) != list(weight.segments(bytes(changed)))


@needs_linux
def test_what_is_no_library_is_not_stripped(tmp_path: Path) -> None:
    import weight

    broken = tmp_path / "broken.so"
    broken.write_bytes(b"\x7fELF" + bytes(200))
    assert weight.stripped([("broken.so", str(broken), "BINARY")], tmp_path / "light") == [
        ("broken.so", str(broken), "BINARY")
    ]
