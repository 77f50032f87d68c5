"""The main window: places made when visited, the way back, keys, badges and toasts."""

import itertools
from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible
from ui.main_window import MainWindow, Place
from ui.theme import Theme
from ui.widgets.kit import Kit
from ui.widgets.rail import words_font

ALT = Qt.KeyboardModifier.AltModifier
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Page(QWidget):
    """A page that counts how often it was read again."""

    made: ClassVar[list[str]] = []

    def __init__(self, name: str) -> None:
        super().__init__()
        self.made.append(name)
        self.read = 0
        self.asked: list[object] = []

    def reload(self) -> None:
        self.read += 1

    def open_with(self, argument: object) -> None:
        self.asked.append(argument)


def make_places() -> tuple[Place, ...]:
    return (
        Place("home", "home", "工作台", lambda: Page("home")),
        Place("files", "list", "申报", lambda: Page("files")),
        Place("bench", "review", "评审", lambda: Page("bench")),
        Place("settings", "gear", "设置", QWidget, foot=True),
    )


@pytest.fixture
def window(kit: Kit, qtbot: QtBot) -> MainWindow:
    Page.made.clear()
    window = MainWindow(kit, make_places(), "林岚（示例）")
    qtbot.addWidget(window)
    window.resize(1180, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_place("home")
    return window


def page(window: MainWindow, key: str) -> Page:
    found = window.page(key)
    assert isinstance(found, Page)
    return found


def toast(window: MainWindow) -> QFrame | None:
    """The toast that is shown."""
    body = window.centralWidget()
    frames = body.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly) if body else []
    return next((frame for frame in frames if frame.property("role") == "toast" and frame.isVisible()), None)


def nav(window: MainWindow, words: str) -> QToolButton:
    return next(button for button in window.findChildren(QToolButton) if button.text().startswith(words))


def test_a_page_is_made_when_it_is_visited_and_read_again_when_it_is_shown_again(window: MainWindow):
    assert Page.made == ["home"]
    window.show_place("files", "申报 7")
    assert page(window, "files").asked == ["申报 7"]
    window.show_place("home")
    window.show_place("files")
    assert Page.made == ["home", "files"]
    assert (page(window, "files").read, page(window, "home").read) == (1, 1)
    window.reload()
    assert (page(window, "files").read, page(window, "home").read) == (2, 1)
    window.show_place("no such place")
    assert window.place() == "files"
    assert window.page("bench") is None


def test_places_by_mouse_by_number_and_back(window: MainWindow, qtbot: QtBot):
    told: list[str] = []
    window.place_changed.connect(told.append)
    qtbot.keyClick(window, Qt.Key.Key_3, ALT)
    qtbot.mouseClick(nav(window, "申报"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_4, ALT)
    assert window.place() == "settings"
    assert nav(window, "设置").isChecked()
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert told == ["bench", "files", "settings", "files", "bench", "home"]
    assert nav(window, "工作台").isChecked()


def test_the_rail_is_walked_by_keyboard(window: MainWindow, qtbot: QtBot):
    nav(window, "工作台").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert (window.place(), window.focusWidget()) == ("files", nav(window, "申报"))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    lock = window.focusWidget()
    assert isinstance(lock, QToolButton)
    assert lock.accessibleName() == "锁定（Ctrl+L）", "the places are one stop of Tab"
    assert_accessible(window)


def test_a_badge_is_seen_and_spoken(window: MainWindow):
    window.set_badge("bench", 3)
    window.set_badge("no such place", 3)
    button = nav(window, "评审")
    assert (button.text(), button.accessibleName()) == ("评审 3", "评审，3 件待办")
    window.set_badge("bench", 0)
    assert (button.text(), button.accessibleName()) == ("评审", "评审")


def test_the_rail_is_wide_enough_for_long_words(kit: Kit, qtbot: QtBot, theme: Theme):
    place = Place("files", "list", "Applications received", QWidget)
    window = MainWindow(kit, (place,), "Lin Lan")
    qtbot.addWidget(window)
    window.show()
    button = nav(window, "Applications")
    assert button.width() > QFontMetrics(theme.font("caption")).horizontalAdvance(place.words)
    window.set_badge("files", 12345)
    assert button.width() > QFontMetrics(theme.font("caption")).horizontalAdvance(button.text())
    side = button.parentWidget()
    assert side is not None
    assert side.rect().contains(button.geometry())


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_place_of_a_full_rail_covers_another_in_a_low_window(qtbot: QtBot, scale: float):
    theme = Theme("light", scale=scale)
    places = tuple(
        Place(f"place-{number}", "list", "推荐公布", QWidget, number == 10) for number in range(11)
    )
    window = MainWindow(Kit(theme), places, "林岚")
    qtbot.addWidget(window)
    window.resize(1180, 720)
    window.show()
    side = nav(window, "推荐公布").parentWidget()
    assert side is not None

    def covered() -> bool:
        shown = [
            child.geometry() for child in side.findChildren(QWidget, options=DIRECT) if child.isVisible()
        ]
        return any(one.intersects(other) for one, other in itertools.combinations(shown, 2))

    qtbot.waitUntil(lambda: not covered(), timeout=5_000)
    assert all(button.height() >= 28 for button in window.findChildren(QToolButton))
    window.resize(1440, 1300)
    qtbot.waitUntil(lambda: nav(window, "推荐公布").height() == theme.px(56), timeout=5_000)


ZH = ("工作台", "申报", "评审", "部门意见", "汇总", "推荐公布", "核算", "评价表", "规则", "收发", "设置")
EN = ("Desk", "Applications", "Review", "Opinions", "Panel", "Publication", "Calculation", "Checklists")
EN = (*EN, "Rules", "Exchange", "Settings")


def full_rail(qtbot: QtBot, names: tuple[str, ...], size: QSize, scale: float = 1.0) -> MainWindow:
    places = tuple(Place(name, "list", name, QWidget, foot=name == names[-1]) for name in names)
    window = MainWindow(Kit(Theme("light", scale=scale)), places, "林岚")
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.resize(size)
    window.show()
    qtbot.waitUntil(lambda: window.rail.height() == window.height())
    window.rail.set_count(names[2], 12)
    return window


@pytest.mark.parametrize("names", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize(
    ("screen", "percent"), [((1366, 728), 100), ((1366, 728), 125), ((1280, 720), 100), ((1440, 900), 150)]
)
def test_every_word_of_the_rail_is_whole_on_an_old_laptop(
    qtbot: QtBot, names: tuple[str, ...], screen: tuple[int, int], percent: int
):
    title_bar, task_bar = 32, 0 if screen[1] == 728 else 48
    wide, high = screen[0] * 100 // percent, (screen[1] - task_bar) * 100 // percent - title_bar
    window = full_rail(qtbot, names, QSize(wide, high))
    metrics = QFontMetrics(words_font(window.kit.theme, chosen=True))
    for place in window.rail.places.values():
        assert place.in_words
        assert place.height() >= 20 + metrics.height() + 4, "icon, words and the ring of the focus"
        assert place.width() > metrics.horizontalAdvance(place.text())
        assert window.rail.rect().contains(place.geometry())


def test_a_window_that_is_too_low_for_words_shows_icons_that_can_be_asked(qtbot: QtBot):
    window = full_rail(qtbot, ZH, QSize(853, 430))
    places = list(window.rail.places.values())
    assert not any(place.in_words for place in places)
    assert [place.toolTip() for place in places] == [place.accessibleName() for place in places]
    assert places[2].toolTip() == "评审，12 件待办"
    assert all(window.rail.rect().contains(place.geometry()) for place in places)
    assert window.rail.width() < 72, "what the words do not need belongs to the page"
    window.resize(1366, 697)
    qtbot.waitUntil(lambda: places[0].in_words)


def test_lock_is_asked_for_by_key_and_button(window: MainWindow, qtbot: QtBot):
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    lock = next(b for b in window.findChildren(QToolButton) if b.accessibleName().startswith("锁定"))
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.closing):
        window.close()


def test_a_toast_says_one_thing_at_a_time_and_takes_no_focus(window: MainWindow, qtbot: QtBot):
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    window.toast("已导出。")
    window.toast("已记录回避：金穗淀粉（示例）")
    shown = toast(window)
    assert shown is not None
    assert [label.text() for label in shown.findChildren(QLabel)] == ["已记录回避：金穗淀粉（示例）"]
    assert window.focusWidget() is field
    assert shown.geometry().bottom() < window.centralWidget().height()
    assert abs(shown.geometry().center().x() - window.centralWidget().rect().center().x()) <= 1
    window.resize(1400, 900)
    assert abs(shown.geometry().center().x() - window.centralWidget().rect().center().x()) <= 1
    qtbot.mouseClick(shown.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert toast(window) is None


def test_a_toast_goes_by_itself_but_not_one_with_an_action(window: MainWindow, qtbot: QtBot, theme: Theme):
    assert theme.milliseconds("toast-stays") == 6000
    done: list[str] = []
    window.toast("已导出。")
    timer = window._toast_timer
    assert timer.isActive()
    window.toast("已移出名单。", "撤回", lambda: done.append("撤回"))
    assert not timer.isActive(), "the clock of the one before must not take it away"
    shown = toast(window)
    assert shown is not None
    qtbot.keyClick(shown.findChild(QPushButton), Qt.Key.Key_Return)
    assert done == ["撤回"]
    assert toast(window) is None
    window.toast("已导出。")
    timer.start(0)
    qtbot.waitUntil(lambda: toast(window) is None)


def test_a_page_scrolls_in_a_window_that_a_small_screen_forces(window: MainWindow, qtbot: QtBot):
    room = window.screen().availableSize()
    assert window.minimumWidth() < room.width()
    assert window.minimumHeight() < room.height()
    large = page(window, "home")
    large.setMinimumSize(1000, 900)
    window.resize(window.minimumSize())
    scroll = window._rooms["home"]
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert scroll.horizontalScrollBar().maximum() > 0
    window.show_place("files")
    assert window._rooms["files"].verticalScrollBar().maximum() == 0


def test_a_toast_leaves_the_foot_bar_of_a_page_free(window: MainWindow, kit: Kit, qtbot: QtBot):
    foot = kit.row(None, kit.button("接收 134 条", "primary"), pad=(24, 12), role="foot")
    foot.setParent(page(window, "home"))
    foot.setGeometry(0, window.height() - 60, 600, 60)
    foot.show()
    window.toast("已导出。")
    shown = toast(window)
    assert shown is not None
    body = window.centralWidget()
    assert shown.geometry().bottom() < foot.mapTo(body, foot.rect().topLeft()).y()
    window.show_place("files")
    window.toast("已导出。")
    shown = toast(window)
    assert shown is not None
    assert shown.geometry().bottom() > body.height() - 60


def test_a_closed_window_is_freed(kit: Kit, check_freed: Callable[..., None]):
    def make() -> MainWindow:
        window = MainWindow(kit, make_places(), "林岚（示例）")
        for key in ("home", "files", "settings"):
            window.show_place(key)
        window.toast("已导出。", "打开", Page)
        return window

    check_freed(make)


def test_the_window_changes_its_appearance_while_it_runs(
    window: MainWindow, theme: Theme, qapp: QApplication
):
    pictures = [window.grab().toImage()]
    try:
        for appearance in ("dark", "high-contrast"):
            theme.switch(appearance)
            pictures.append(window.grab().toImage())
    finally:
        theme.switch("light")
    again = window.grab().toImage()
    assert len({image.pixelColor(5, 5).name() + image.pixelColor(600, 300).name() for image in pictures}) == 3
    assert again == pictures[0]
