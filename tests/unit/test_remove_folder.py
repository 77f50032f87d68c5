"""A folder goes with everything in it, as far as the system lets it go."""

from pathlib import Path

from greendesk.adapters.atomic import remove_folder


def test_read_only_files_go_with_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    (folder / "a" / "b").mkdir(parents=True)
    for place in (folder / "1.pdf", folder / "a" / "2.pdf", folder / "a" / "b" / "3.pdf"):
        place.write_bytes(b"x")
        place.chmod(0o400)  # on Windows it may then not be deleted
    remove_folder(folder)
    assert list(tmp_path.iterdir()) == []
    remove_folder(folder)  # nothing is there, nothing is said
