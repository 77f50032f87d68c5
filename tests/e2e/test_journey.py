"""Three desks through the real windows, and strangers who judge what came out.

Every judge is a program that is not ours: poppler's pdfsig, qpdf, OpenSSL, the reference BagIt library, LibreOffice.
"""

import base64
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from tests.e2e.conftest import ROOT, Travelled, program, without_display
from tests.platforms import tool

SCREENS = (
    "first-start", "round-open", "round-join", "unlock", "unlock-wrong", "home", "home-empty", "settings",
    "applications", "application-new", "application-wrong-code", "application-files",
    "application-bad-files", "application-documents",
    "application-notice", "application-new-version", "application-negative", "application-experts",
    "application-register", "opinions", "opinions-pane",
    "bench-list", "bench-declaration", "bench", "bench-missing", "bench-submit", "bench-locked",
    "bench-supply-chain", "bench-returned",
    "panel", "panel-return", "panel-conclusion", "panel-conclusion-sign", "panel-conclusion-signed", "panel-summary",
    "exchange", "exchange-request", "exchange-send", "exchange-people", "exchange-conflicts", "exchange-quarantine",
)  # fmt: skip
IN_THE_DARK = ("first-start", "home", "applications", "bench", "opinions", "panel", "exchange", "settings")
UNITS = ("青禾水泥（示例）", "北辰装备（示例）")


def judge(*words: str | Path) -> str:
    """Run a stranger's program; it must be content."""
    done = subprocess.run(
        [tool(str(words[0])), *map(str, words[1:])],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_every_step_is_done_and_the_three_desks_agree(travelled: Travelled) -> None:
    for step in (
        "1 three",
        "2 packages",
        "3 the negative",
        "4 the dep",
        "5 experts",
        "6-8",
        "9 all three",
        "10 every",
    ):
        assert step in travelled.told
    assert travelled.told.count("47 items") == 2, "28 + 20 items, less one of two alternatives"
    assert "STOPPED" not in travelled.told
    assert all(unit in travelled.told for unit in UNITS)


def test_every_pdf_is_signed_and_poppler_agrees(travelled: Travelled) -> None:
    papers = travelled.files(".pdf")
    assert len(papers) >= 12
    for paper in papers:
        said = judge("pdfsig", "-nocert", paper)
        assert "Signature is Valid." in said, f"{paper.name}\n{said}"
        assert "Total document signed" in said, f"{paper.name}\n{said}"
        assert "INVALID" not in said.upper().replace("SIGNATURE IS VALID", "")
        judge("qpdf", "--check", paper)


def test_the_score_sheet_holds_font_code_and_record(travelled: Travelled) -> None:
    sheet = next(one for one in travelled.files(".pdf") if one.name == "评审表 绿色工厂 zhou.pdf")
    fonts = judge("pdffonts", sheet).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-3] == ["yes", "yes"] for line in fonts), "embedded and cut down"
    reader = PdfReader(sheet)
    assert any(name.endswith(".json") for name in reader.attachments)
    text = "".join(page.extract_text() for page in reader.pages)
    assert UNITS[0] in text.replace("\n", "")
    assert "周明远" in text


def test_openssl_builds_every_chain_to_the_root(travelled: Travelled, tmp_path: Path) -> None:
    folder = travelled.out / "files" / "certificates"
    roots = set()
    for key in ("secretary", "zhou", "shen"):
        chain = sorted(folder.glob(f"{key}-*.pem"))
        assert len(chain) >= 2
        root, between = chain[-1], tmp_path / f"{key}.pem"
        between.write_text("".join(one.read_text() for one in chain[1:-1]))
        more = ["-untrusted", between] if between.stat().st_size else []
        judge("openssl", "verify", "-x509_strict", "-CAfile", root, *more, chain[0])
        roots.add(root.read_text())
    assert len(roots) == 1, "one round, one root"
    der = base64.b64decode("".join(roots.pop().splitlines()[1:-1]))
    assert der.startswith(b"\x30")


def bags(travelled: Travelled) -> Iterator[Path]:
    yield from travelled.files(".gdx")
    yield from travelled.files(".gdpkg")


def test_every_exchange_and_package_file_is_a_valid_bag(travelled: Travelled, tmp_path: Path) -> None:
    found = list(bags(travelled))
    assert len(found) >= 13
    for number, path in enumerate(found):
        folder = tmp_path / str(number)
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            archive.extractall(folder)
        top = next(one.parent for one in folder.rglob("bagit.txt"))
        bagit.Bag(str(top)).validate()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs soffice")
def test_libreoffice_opens_the_summary_and_the_notice(travelled: Travelled, tmp_path: Path) -> None:
    for number, path in enumerate((*travelled.files(".xlsx"), *travelled.files(".docx"))):
        plain = tmp_path / f"in-{number}{path.suffix}"
        shutil.copyfile(path, plain)
        profile = (tmp_path / "profile").as_uri()
        words = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        judge(*words, "--outdir", tmp_path, plain)
        pages = PdfReader(plain.with_suffix(".pdf")).pages
        text = "".join(page.extract_text() for page in pages).replace("\n", "")
        assert UNITS[0] in text


def test_the_summary_lists_both_units(travelled: Travelled) -> None:
    books = [load_workbook(path) for path in travelled.files(".xlsx")]
    cells = {str(cell.value) for book in books for sheet in book for row in sheet.iter_rows() for cell in row}
    for unit in UNITS:
        assert any(unit in cell for cell in cells)


@pytest.mark.parametrize("name", [f"{one}-light" for one in SCREENS] + [f"{one}-dark" for one in IN_THE_DARK])
def test_a_picture_shows_a_screen(travelled: Travelled, name: str) -> None:
    with Image.open(travelled.out / "screens" / f"{name}.png") as picture:
        assert min(picture.size) > 150
        colours = picture.convert("RGB").getcolors(maxcolors=picture.width * picture.height)
    assert colours is not None
    assert len(colours) > 50, "a picture with words has many shades"
    most = max(count for count, _ in colours)
    assert most < 0.97 * picture.width * picture.height


def test_the_command_line_verifies_what_was_left_and_finds_a_flipped_byte(
    travelled: Travelled, tmp_path: Path
) -> None:
    made = [*travelled.files(".pdf"), *travelled.files(".docx"), *travelled.files(".xlsx"), *bags(travelled)]
    done = program("verify", *made)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in made:
        assert path.name in done.stdout
    for path in {path.suffix: path for path in made}.values():
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0x01
        copy = tmp_path / path.name
        copy.write_bytes(data)
        done = program("verify", copy)
        assert done.returncode != 0, f"{path.name}\n{done.stdout}"
        assert "✗" in done.stdout


def test_a_second_journey_sweeps_only_its_own_folders(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "mine.txt").write_text("mine")
    done = program("--sample-journey", tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "files" / "mine.txt").read_text() == "mine"


def test_the_sample_opens_and_closes_cleanly(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui.__main__ import main\n"
        "from ui.desk_window import DeskWindow\n"
        "app = QApplication(sys.argv[:1])\n"
        "def look():\n"
        "    for window in app.topLevelWidgets():\n"
        "        if isinstance(window, DeskWindow) and window.isVisible():\n"
        "            timer.stop()\n"
        "            print('open', window.windowTitle())\n"
        "            window.close()\n"
        "timer = QTimer()\n"
        "timer.timeout.connect(look)\n"
        "timer.start(50)\n"
        "sys.exit(main(['--sample', '--language', 'zh']))\n"
    )
    environment = without_display() | {"QT_QPA_PLATFORM": "offscreen", "GREENDESK_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "open" in done.stdout
    assert "示例" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.returncode != -signal.SIGSEGV
