"""Folders deeper than Windows opens by their plain names."""

from pathlib import Path

import pytest

from greendesk.adapters.archives import open_source
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.intake import receive
from greendesk.adapters.long_paths import spelt_whole, within_reach
from greendesk.progress import Silent


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("C:\\材料\\a", "\\\\?\\C:\\材料\\a"),
        ("C:/材料/./b/../a", "\\\\?\\C:\\材料\\a"),
        ("\\\\office\\share\\材料", "\\\\?\\UNC\\office\\share\\材料"),
        ("\\\\?\\C:\\a", "\\\\?\\C:\\a"),
        ("\\\\?\\UNC\\office\\share", "\\\\?\\UNC\\office\\share"),
    ],
)
def test_every_kind_of_path_is_spelt_whole(path: str, whole: str) -> None:
    assert spelt_whole(path) == whole
    assert spelt_whole(whole) == whole


def test_a_folder_deeper_than_260_characters_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "申报材料"
    deep = Path(*["绿色制造名单申报附件材料" * 4] * 6)
    folder = Path(within_reach(root)) / deep
    folder.mkdir(parents=True)
    (folder / "能源.csv").write_bytes(b"a,b\r\n")
    assert len(str(root / deep)) > 260
    with open_source(root) as source:
        inventory = receive(source, BlobStore(tmp_path / "store"), Silent())
    assert [file.path for file in inventory.files] == [f"{deep.as_posix()}/能源.csv"]
