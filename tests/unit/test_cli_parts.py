"""Parts, slips and backups by commands."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from tests.unit.test_cli import FIRST, Office, joined, office
from ui.cli.exchange import part_size

__all__ = ["office"]


def test_a_file_goes_in_parts_and_comes_back_together(office: Office) -> None:
    joined(office)
    stick, other = office.folder / "stick", office.folder / "other"
    stick.mkdir()
    other.mkdir()
    words = ("export", "--to", FIRST, "--complete", "--slip", "--parts-of", "8KB", "--out")
    sent = office.ok(*words, str(stick / "x.gdx"), desk="a")
    assert isinstance(sent, dict)
    names = [part["name"] for part in sent["parts"]]
    assert len(names) > 2
    assert Path(sent["slip"]).exists()
    code, _, err = office.run(*words, str(stick / "x.gdx"), desk="a")
    assert (code, "GD-287" in err) == (1, True)
    (stick / names[1]).rename(other / names[1])
    code, _, err = office.run("import", str(stick / names[0]), "--yes", desk="b")
    assert code == 1
    assert "还缺第 2 部分" in err
    code, out, _ = office.run("import", str(stick / names[0]), str(other / names[1]), "--yes", desk="b")
    assert code == 0
    assert "收件前已备份" in out
    assert sent["file"]["sha256"] in out.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "size"),
    [("20MB", 20_000_000), ("4 GB", 4_000_000_000), ("700kb", 700_000), ("10M", 10_000_000), ("512", 512)],
)
def test_sizes_are_read_in_thousands(words: str, size: int) -> None:
    assert part_size(words) == size


@pytest.mark.parametrize("words", ["", "0MB", "-1", "20 megabytes", "1.5GB", "MB"])
def test_other_sizes_are_refused(words: str) -> None:
    with pytest.raises(ArgumentTypeError):
        part_size(words)
