"""The theme: colours that can be read, icons that are there, a change of appearance while the program runs."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import assert_accessible
from tests.gui.gallery import gallery
from ui.theme import RESOURCES, Theme, contrast, ink_on, read_tokens
from ui.widgets.kit import Kit

NAMES = ("light", "dark", "high-contrast")
ICONS = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


@pytest.fixture
def restored(theme: Theme) -> Iterator[Theme]:
    """The theme of all tests, set back afterwards."""
    yield theme
    theme.switch("light", scale=1.0, reduced_motion=True)


def ink_of(image: QImage) -> set[str]:
    """Return the colours of the pixels that are drawn in full."""
    found = set()
    for x in range(image.width()):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                found.add(colour.name().lower())
    return found


def needed_height(label: QLabel) -> int:
    """Return how high a label must be at its width."""
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()


@pytest.mark.parametrize("name", NAMES)
def test_every_pair_of_colours_can_be_read(qapp: QApplication, name: str) -> None:
    theme = Theme(name)
    weak = [pair for pair in theme.pairs if contrast(theme[pair[0]], theme[pair[1]]) < pair[2]]
    assert weak == []
    assert min(contrast(ink_on(QColor(tile)), QColor(tile)) for tile in theme.diverging) >= 4.5


@pytest.mark.parametrize("icon", ICONS)
def test_every_icon_takes_the_colour_of_a_token(theme: Theme, icon: str) -> None:
    drawn = ink_of(theme.pixmap(icon, "danger", 40).toImage())
    assert drawn <= {theme["danger"].name().lower()}
    assert not theme.pixmap(icon, "danger", 40).toImage().isNull()


def test_a_change_of_appearance_reaches_icons_and_palette(restored: Theme, kit: Kit, qtbot: QtBot) -> None:
    icon, button = kit.icon("leaf", "accent", 40), kit.tool("undo", "撤销")
    qtbot.addWidget(icon)
    qtbot.addWidget(button)
    light = restored["accent"].name()
    assert ink_of(icon.pixmap().toImage()) == {light}
    with qtbot.waitSignal(restored.theme_changed):
        restored.switch("dark")
    assert restored["accent"].name() != light
    assert ink_of(icon.pixmap().toImage()) == {restored["accent"].name()}
    assert QApplication.palette().window().color() == restored["surface"]


def test_what_the_system_asked_for_last_is_shown_until_it_is_looked_at(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, restored: Theme
) -> None:
    theme = Theme("system", cache=tmp_path, system="dark")
    assert theme.name == "dark"
    seen: list[str] = []
    theme.system_seen.connect(seen.append)
    theme.apply(qapp)
    with qtbot.waitSignal(theme.theme_changed):
        theme.watch_system()
    assert seen == [theme.name] == ["light"], "what Qt says of a system without a wish"
    assert Theme("system", cache=tmp_path, system="nonsense").name == "light"


def test_text_size_reaches_fonts_and_sizes(restored: Theme, kit: Kit, qtbot: QtBot) -> None:
    button, chip = kit.button("提交评审"), kit.chip("已接收", "success")
    for widget in (button, chip):
        qtbot.addWidget(widget)
        widget.show()
    before = (button.sizeHint().height(), chip.sizeHint().height())
    restored.switch(scale=1.5)
    assert restored.font("body").pixelSize() == 21
    assert button.sizeHint().height() > before[0]
    assert chip.sizeHint().height() == 33


def test_no_motion_when_it_is_not_wanted(restored: Theme) -> None:
    restored.switch(reduced_motion=False)
    assert restored.milliseconds("pane") == 180
    restored.switch(reduced_motion=True)
    assert restored.milliseconds("pane") == 0
    assert restored.milliseconds("toast-stays") == 6000, "time to read is not motion"


def test_images_are_written_once(qapp: QApplication, tmp_path: Path, restored: Theme) -> None:
    theme = Theme("light", cache=tmp_path)
    folder = theme._tinted_images()
    image = folder / "check.svg"
    os.utime(image, (1, 1))
    assert theme._tinted_images() == folder
    assert image.stat().st_mtime == 1
    assert Theme("dark", cache=tmp_path)._tinted_images() != folder


def test_a_read_only_cache_is_no_obstacle(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert (Theme("light", cache=tmp_path / "file")._tinted_images() / "check.svg").is_file()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_all_components_can_be_drawn(
    restored: Theme, kit: Kit, qtbot: QtBot, name: str, scale: float
) -> None:
    restored.switch(name, scale=scale)
    page = gallery(kit)
    qtbot.addWidget(page)
    page.resize(round(1980 * scale), round(960 * scale))
    page.show()
    image = page.grab().toImage()
    assert image.pixelColor(2, image.height() - 2) == restored["surface"]
    shown = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    assert [label.text() for label in shown if label.height() < needed_height(label) - 1] == []
    assert_accessible(page)


def test_the_compiled_tokens_are_those_of_the_source() -> None:
    source = (RESOURCES / "theme" / "tokens.toml").read_text("utf-8")
    assert read_tokens() == tomllib.loads(source)
