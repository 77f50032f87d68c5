"""What the Windows build refuses, and how it names places."""

import os
import sys
from pathlib import Path

import pytest

BUILD = str(Path(__file__).resolve().parents[2] / "build_spec")


@pytest.fixture(autouse=True)
def _build_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build's modules find each other as they do when the build runs."""
    pytest.importorskip("venv", reason="needs venv, which the embeddable Python has not")
    monkeypatch.syspath_prepend(BUILD)


def test_a_python_that_is_not_the_foundation_s_is_refused(tmp_path: Path) -> None:
    from bootstrap import SetUpFailed
    from windows.interpreter import KNOWN, check_signatures

    for name in KNOWN:
        (tmp_path / name).write_bytes(b"something else")
    (tmp_path / "LICENSE.txt").write_bytes(b"no program")
    with pytest.raises(SetUpFailed) as refused:
        check_signatures(tmp_path)
    for name in KNOWN:
        assert name in str(refused.value)
    assert "LICENSE" not in str(refused.value)
    with pytest.raises(SetUpFailed):
        check_signatures(tmp_path / "nothing is here")


def test_what_stands_in_for_windows_is_not_taken_along(tmp_path: Path) -> None:
    from bootstrap import SetUpFailed
    from windows.build import refuse_leaks

    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "Qt6Core.dll").touch()
    refuse_leaks(tmp_path)
    (tmp_path / "_internal" / "ICUUC.dll").touch()
    with pytest.raises(SetUpFailed, match="ICUUC"):
        refuse_leaks(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="needs a machine on which wine runs")
def test_places_have_a_name_on_both_sides(tmp_path: Path) -> None:
    from windows.wine import Wine

    wine = Wine(prefix=tmp_path / "prefix")
    for place in (wine.drive / "Python" / "python.exe", tmp_path / "文件夹" / "a b.pdf"):
        assert wine.host_path(wine.windows_path(place)) == place
    assert wine.windows_path(wine.drive / "Python") == "C:\\Python"
    assert wine.windows_path(Path("/opt/a")) == "Z:\\opt\\a"


@pytest.mark.parametrize(
    ("act", "said"),
    [("f.write_bytes(b'signed')", None), ("pass", "in place"), ("raise SystemExit(3)", "code 3")],
)
def test_a_file_is_signed_in_place_or_the_build_stops(
    act: str, said: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bootstrap import SetUpFailed
    from windows.signing import SIGN, sign

    program, signer = tmp_path / "GreenDesk.exe", tmp_path / "signer.py"
    program.write_bytes(b"unsigned")
    monkeypatch.delenv(SIGN, raising=False)
    assert not sign(program)
    signer.write_text(
        f"import sys\nfrom pathlib import Path\nf = Path(sys.argv[-1])\n{act}\n", encoding="utf-8"
    )
    monkeypatch.setenv(SIGN, f'"{sys.executable}" "{signer}"')
    if said is None:
        assert sign(program)
        assert program.read_bytes() == b"signed"
    else:
        with pytest.raises(SetUpFailed, match=said):
            sign(program)
        assert program.read_bytes() == b"unsigned"
