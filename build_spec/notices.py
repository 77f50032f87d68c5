"""Write NOTICE and LICENSES/ from the metadata of the installed packages that the program is shipped with."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
NOTICE = ROOT / "NOTICE"
TEXTS = ROOT / "LICENSES"
KEPT_BY_HAND = ("GPL-3.0.txt", "LGPL-3.0.txt", "SQLCipher.txt")

PREFACE = """\
GreenDesk
Copyright 2026 the GreenDesk authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

What is shipped with it keeps its own licence. The texts are in LICENSES/, one file for each package below.

- Qt and PySide6 (LGPL-3.0-only; texts: LICENSES/LGPL-3.0.txt with LICENSES/GPL-3.0.txt), copyright The Qt
  Company Ltd. and other contributors. They are used unmodified, as separate dynamic libraries in the
  program's folder, and may be replaced there by a compatible build of your own. Source: https://code.qt.io.
  QtPdf contains PDFium (BSD-3-Clause and Apache-2.0) and the libraries that it names.
- py7zr, pybcj, pyppmd, inflate64 and multivolumefile (LGPL-2.1-or-later) are used unmodified,
  as separate modules.
- SQLCipher (text: LICENSES/SQLCipher.txt) and SQLite (public domain) are inside the package sqlcipher3, which
  also holds OpenSSL's libcrypto (Apache-2.0).
- The font WenQuanYi Micro Hei (Apache-2.0; text beside it in resources/fonts/).
- A frozen build also contains CPython (PSF-2.0) and the start program of PyInstaller (GPL-2.0-or-later with
  an exception that permits to distribute what it starts under any licence).

Python packages, as locked in requirements.lock:

"""

# What the metadata of a release does not say: read in its licence file, or on its page if not installed here.
SAID_ELSEWHERE = {
    "brotlicffi": "MIT (used on PyPy only)",
    "pycryptodomex": "BSD-2-Clause AND Unlicense",
    "pyrage": "MIT",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib AND BSD-3-Clause",
    "tzdata": "Apache-2.0 (Windows only)",
}


@dataclass(frozen=True)
class Locked:
    """A package that the lock names."""

    name: str
    version: str


def locked_packages(lock: str) -> list[Locked]:
    """Return the packages that a lock names, in its order."""
    found = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^ \\]+)", lock, flags=re.MULTILINE)
    return [Locked(name, version) for name, version in found]


def licence_of(package: Locked, installed: Distribution | None) -> str:
    """Return how the package names its licence."""
    if package.name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[package.name]
    if installed is None:
        raise LookupError(f"{package.name} is not installed and its licence is not said in SAID_ELSEWHERE")
    fields = installed.metadata.json
    said = str(fields.get("license_expression") or fields.get("license") or "").strip().partition("\n")[0]
    classified = [
        line.rsplit(" :: ", 1)[1]
        for line in installed.metadata.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ]
    licence = said or ", ".join(classified)
    if not licence:
        raise LookupError(f"{package.name} does not name its licence; read it and add it to SAID_ELSEWHERE")
    return licence


def texts_of(installed: Distribution) -> str:
    """Return the licence texts that came with a package, each under the name of its file."""
    parts = []
    for file in installed.files or []:
        in_metadata = file.parts[0].endswith(".dist-info")
        if in_metadata and re.match(r"(?i)(licen[cs]e|copying|notice)", file.name):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            stripped = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
            parts.append(f"=== {file.name}\n\n{stripped}\n")
    return "\n".join(parts)


def main() -> int:
    """Write the notices anew."""
    rows = []
    TEXTS.mkdir(exist_ok=True)
    for old in TEXTS.glob("*.txt"):
        if old.name not in KEPT_BY_HAND:
            old.unlink()
    for package in locked_packages(LOCK.read_text(encoding="utf-8")):
        try:
            installed = distribution(package.name)
        except PackageNotFoundError:
            installed = None
        rows.append((f"{package.name} {package.version}", licence_of(package, installed)))
        if installed is not None and (text := texts_of(installed)):
            (TEXTS / f"{package.name}.txt").write_text(text, encoding="utf-8")
    width = max(len(name) for name, _ in rows)
    table = "".join(f"{name:{width}}  {licence}\n" for name, licence in rows)
    NOTICE.write_text(PREFACE + table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
