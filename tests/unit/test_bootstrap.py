"""Set-up leaves alone what is not its own."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build_spec"))

import bootstrap


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights on Windows")
def test_an_environment_behind_a_link_is_refused_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, link, lock = tmp_path / "theirs", tmp_path / ".venv", tmp_path / "some.lock"
    theirs.mkdir()
    stamp = theirs / "greendesk-stamp.json"
    stamp.write_text("{}")
    lock.write_text("")
    link.symlink_to(theirs)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", link)
    monkeypatch.setattr(bootstrap, "STAMP", link / stamp.name)
    with pytest.raises(bootstrap.SetUpFailed, match="link"):
        bootstrap.install_locked(lock)
    assert stamp.read_text() == "{}"
    assert list(theirs.iterdir()) == [stamp]
