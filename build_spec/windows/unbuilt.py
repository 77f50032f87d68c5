"""Stand in for the tool that would build a source archive: name the package, and run nothing of it.

pip asks for the name and version of every source archive that it downloads, and would run the archive's
`setup.py` to learn them. `interpreter.py` shows it this module in place of setuptools.
"""

from __future__ import annotations

from pathlib import Path


class __legacy__:  # noqa: N801 - pip asks for this name where an archive has no pyproject.toml
    """The hooks of PEP 517, as far as a download needs them."""

    @staticmethod
    def prepare_metadata_for_build_wheel(metadata_directory: str, _settings: object = None) -> str:
        """Copy what the archive says of itself; the current folder is the unpacked archive."""
        said = Path("PKG-INFO").read_text(encoding="utf-8")
        fields = dict(line.split(": ", 1) for line in said.split("\n\n", 1)[0].splitlines() if ": " in line)
        folder = (
            Path(metadata_directory) / f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info"
        )
        folder.mkdir()
        (folder / "METADATA").write_text(said, encoding="utf-8")
        return folder.name
