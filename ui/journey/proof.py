"""Step ten: every file that was made is checked without a desk; one changed byte is found and named."""

import shutil
from pathlib import Path

from ui.composition.rules import verify_file
from ui.journey.hands import JourneyStopped

KINDS = {
    ".pdf": {"pdf"},
    ".docx": {"docx"},
    ".xlsx": {"xlsx"},
    ".gdpkg": {"package"},
    ".gdx": {"exchange", "round", "request"},
}
SIGNED = {".pdf", ".gdx", ".gdpkg"}


def check(files: list[Path]) -> list[str]:
    """Check every file; returns a line on each: what it is and who signed it."""
    lines = []
    for path in files:
        result = verify_file(path)
        names = ", ".join(dict.fromkeys(one.name for one in result.signatures))
        if not result.whole or result.kind not in KINDS[path.suffix]:
            raise JourneyStopped(f"{path.name} does not hold: {result}")
        lines.append(f"{path.name}: {result.kind}" + (f", signed by {names}" if names else ", not signed"))
    return lines


def flip(files: list[Path], folder: Path) -> list[str]:
    """Change one byte in a copy of one file of each kind; every change must be found and named."""
    folder.mkdir()
    lines = []
    for suffix in KINDS:
        path = max((one for one in files if one.suffix == suffix), key=lambda one: one.stat().st_size)
        copy = folder / path.name
        shutil.copyfile(path, copy)
        data = bytearray(copy.read_bytes())
        place = len(data) // 2
        data[place] ^= 0x01
        copy.write_bytes(data)
        result = verify_file(copy)
        if result.whole or not result.findings:
            raise JourneyStopped(f"byte {place} of {path.name} was flipped and nobody noticed: {result}")
        finding = result.findings[0]
        lines.append(f"{path.name}, byte {place}: {finding.code} {finding.where}".rstrip())
    return lines
