"""The page viewer over real files: pages, zoom, pins by mouse and by keyboard, and files that are none."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desks import small_pdf
from tests.gui.accessibility import assert_accessible
from ui.theme import Theme
from ui.widgets.page_view import LARGEST_IMAGE, MARGIN, PageView

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of three pages."""
    path = tmp_path / "自评价报告.pdf"
    path.write_bytes(small_pdf("self report", 3))
    return path


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PageView:
    view = PageView(theme)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    return view


def paper(view: PageView) -> QWidget:
    """The page itself: what has the focus."""
    widget = view.focusProxy()
    assert isinstance(widget, QWidget)
    return widget


def test_pages_are_turned_and_the_ends_hold(view: PageView, pdf: Path):
    told: list[int] = []
    view.page_changed.connect(told.append)
    assert view.open_pdf(pdf)
    assert (view.page(), view.page_count()) == (1, 3)
    for page in (3, 3, 4, 0, 2):
        view.set_page(page)
    assert told == [1, 3, 2]
    assert "self report 2/3" in view.text(2)
    assert paper(view).accessibleName() == "第 2 页，共 3 页"
    assert_accessible(view)


def test_a_page_is_as_wide_as_its_pane_until_it_is_zoomed(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    area = view._area
    assert abs(paper(view).width() - area.viewport().width()) <= 14
    assert area.horizontalScrollBar().maximum() == 0, "a second scroll bar"
    view.resize(900, 700)
    assert abs(paper(view).width() - area.viewport().width()) <= 14
    fitted = view.zoom_percent()
    view.zoom_in()
    assert view.zoom_percent() == pytest.approx(fitted * 1.25, abs=1)
    view.resize(500, 700)
    assert view.zoom_percent() == pytest.approx(fitted * 1.25, abs=1), "a chosen size stays"
    view.fit_width()
    view.zoom_out()
    view.fit_width()
    assert abs(paper(view).width() - area.viewport().width()) <= 14


def test_the_largest_zoom_stays_within_memory(view: PageView, pdf: Path):
    view.open_pdf(pdf)
    for _ in range(20):
        view.zoom_in()
    assert view.zoom_percent() == 600
    image = view._paper._image
    assert image.width() * image.height() <= LARGEST_IMAGE * 1.01
    for _ in range(40):
        view.zoom_out()
    assert view.zoom_percent() == 25


def test_an_image_is_a_document_of_one_page(view: PageView, tmp_path: Path):
    scan = QImage(800, 400, QImage.Format.Format_RGB32)
    scan.fill(QColor("red"))
    path = tmp_path / "营业执照.扫描"
    assert scan.save(str(path), "PNG")
    assert view.open_image(path)
    assert (view.page(), view.page_count(), view.text(1)) == (1, 1, "")
    shown = paper(view).grab().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2).red() > 200
    view.fit_width()
    assert paper(view).width() - 2 * MARGIN == pytest.approx(2 * (paper(view).height() - 2 * MARGIN), abs=2)


def test_what_is_no_document_shows_nothing(view: PageView, pdf: Path, tmp_path: Path):
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    assert view.open_pdf(pdf)
    for open_it, path in (
        (view.open_pdf, broken),
        (view.open_image, broken),
        (view.open_pdf, tmp_path / "没有.pdf"),
        (view.open_image, tmp_path / "没有.png"),
    ):
        assert not open_it(path)
        assert (view.page(), view.page_count()) == (0, 0)
    view.set_pin_mode(True)
    view.flash(1)
    view.grab()
    assert view.open_pdf(pdf), "and a whole one opens afterwards"


def test_a_pin_is_drawn_by_dragging(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    view.set_page(2)
    drawn: list[tuple[int, float, float, float, float]] = []
    modes: list[bool] = []
    view.pin_drawn.connect(lambda *values: drawn.append(values))
    view.pin_mode_changed.connect(modes.append)
    sheet = paper(view)
    width, height = sheet.width() - 2 * MARGIN, sheet.height() - 2 * MARGIN
    start = QPoint(MARGIN + width // 2, MARGIN + height // 2)
    end = QPoint(MARGIN + width // 4, MARGIN + height // 4)
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)
    assert drawn == [], "outside pin mode a drag is nothing"
    view.set_pin_mode(True)
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=start + QPoint(2, 2))
    assert drawn == [], "a slip of the hand is no pin"
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(sheet, end)
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)
    assert drawn[0] == pytest.approx((2, 0.25, 0.25, 0.25, 0.25), abs=0.01)
    assert modes == [True, False]


def test_a_pin_is_drawn_by_keyboard(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    drawn: list[tuple[int, float, float, float, float]] = []
    view.pin_drawn.connect(lambda *values: drawn.append(values))
    view.set_pin_mode(True)
    sheet = paper(view)
    for key, modifiers, times in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 5),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 100),
        (Qt.Key.Key_Right, SHIFT, 10),
        (Qt.Key.Key_Down, SHIFT, 2),
    ):
        for _ in range(times):
            qtbot.keyClick(sheet, key, modifiers)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert drawn[0] == pytest.approx((1, 0.25, 0.0, 0.5, 0.1))
    view.set_pin_mode(True)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert len(drawn) == 1, "Escape drops it"


def test_a_pin_never_leaves_the_page(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    drawn: list[tuple[int, float, float, float, float]] = []
    view.pin_drawn.connect(lambda *values: drawn.append(values))
    sheet = paper(view)
    view.set_pin_mode(True)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(30):
            qtbot.keyClick(sheet, key, Qt.KeyboardModifier.ControlModifier)
            qtbot.keyClick(sheet, key, SHIFT | Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(sheet, Qt.Key.Key_Enter)
    view.set_pin_mode(True)
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(sheet.width() - 1, sheet.height() - 1))
    for _, x, y, width, height in drawn:
        assert 0 <= x <= 1
        assert 0 <= y <= 1
        assert x + width <= 1 + 1e-9
        assert y + height <= 1 + 1e-9
    assert drawn[1] == pytest.approx((1, 0, 0, 1, 1))


def test_pins_show_on_their_page_only(view: PageView, pdf: Path):
    view.open_pdf(pdf)
    plain = paper(view).grab().toImage()
    view.set_pins([(1, 2, 0.1, 0.1, 0.3, 0.1)])
    assert paper(view).grab().toImage() == plain
    view.set_page(2)
    with_pin = paper(view).grab().toImage()
    view.set_pins([])
    assert paper(view).grab().toImage() != with_pin


def test_a_flash_brings_the_pin_into_view_and_ends(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    for _ in range(6):
        view.zoom_in()
    view.set_pins([(7, 1, 0.6, 0.9, 0.2, 0.05)])
    at_rest = paper(view).grab().toImage()
    view.flash(7)
    rect = view._paper.pixels(QRectF(0.6, 0.9, 0.2, 0.05)).toRect()
    assert paper(view).visibleRegion().boundingRect().contains(rect.center())
    assert paper(view).grab().toImage() != at_rest
    qtbot.waitUntil(lambda: paper(view).grab().toImage() == at_rest, timeout=3000)


def test_the_keyboard_is_seen_on_the_page(view: PageView, pdf: Path, qtbot: QtBot):
    view.open_pdf(pdf)
    paper(view).clearFocus()
    without = paper(view).grab().toImage()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(paper(view).hasFocus)
    assert paper(view).grab().toImage() != without


@pytest.mark.parametrize("appearance", ["dark", "high-contrast"])
def test_paper_is_dimmed_in_the_dark_and_never_inverted(
    view: PageView, pdf: Path, theme: Theme, appearance: str
):
    view.open_pdf(pdf)
    theme.switch(appearance)
    try:
        corner = paper(view).grab().toImage().pixelColor(MARGIN + 4, MARGIN + 4)
        assert corner == theme["paper"]
    finally:
        theme.switch("light")
