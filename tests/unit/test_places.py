"""Where the program keeps things: by platform, as told, or beside a portable program."""

import sys
from pathlib import Path

import pytest

from ui.places import cache_home, data_home, default_desk_folder, portable_folder, sample_folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program in a folder of its own, without anything told by the surroundings."""
    for name in ("GREENDESK_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    folder = tmp_path / "U 盘" / "GreenDesk"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "greendesk"))
    return folder


def test_a_portable_program_keeps_everything_beside_itself(program: Path) -> None:
    (program / "portable").write_text("", encoding="utf-8")
    assert portable_folder() == program.resolve()
    assert data_home() == program.resolve() / "data"
    for place in (cache_home(), default_desk_folder(), sample_folder()):
        assert place.is_relative_to(program.resolve() / "data")


def test_what_was_told_goes_before_the_marker(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / "portable").write_text("", encoding="utf-8")
    monkeypatch.setenv("GREENDESK_HOME", str(tmp_path / "told"))
    assert data_home() == tmp_path / "told"
    assert cache_home().is_relative_to(tmp_path / "told")


def test_an_installed_program_keeps_nothing_in_its_own_folder(program: Path) -> None:
    assert portable_folder() is None
    for place in (data_home(), cache_home()):
        assert not place.is_relative_to(program)


def test_a_folder_called_portable_is_no_marker(program: Path) -> None:
    (program / "portable").mkdir()
    assert portable_folder() is None


def test_a_checkout_is_never_portable(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable").write_text("", encoding="utf-8")
    monkeypatch.delattr(sys, "frozen")
    assert portable_folder() is None


def test_two_users_of_one_computer_have_their_own_data(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    for name in ("林岚", "周明远"):
        home = tmp_path / name
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("USERPROFILE", str(home))
        monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData" / "Local"))
        assert data_home().is_relative_to(home)
        found.add(data_home())
    assert len(found) == 2
