"""Fetch the official CPython for Windows, and refuse a file that its makers did not sign."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bootstrap import PYTHON, SetUpFailed, command, run, say, surroundings

HERE = Path(__file__).resolve().parent
LOCK = HERE / "python.lock"
SIGNATURE_PACKAGES = ("osslsigncode", "ca-certificates")
ARCHIVE_INSIDE = "data.zip"
VERSION_FOLDER = "cp311/"
EXECUTABLE = frozenset({".exe", ".dll", ".pyd"})
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
SIGNER = "/O=Python Software Foundation/CN=Python Software Foundation"
# The certificate that signed the release has ended since. Without asking the network for lists of revoked time
# stamps, its chain is judged as of the day after the release.
SIGNED_BY = datetime(2024, 4, 3, tzinfo=UTC)

# What the Foundation does not sign itself, held by its bytes.
KNOWN = {
    # Microsoft's, signed by Microsoft with a root that Debian does not carry
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
    # the standard library, compiled. Compared once, module by module: 631 of its 637 are what the sources of the
    # release compile to, whose digests are in the Foundation's signed catalogue python.cat; five are empty, and
    # the last, xml/__init__, is a docstring and a list of four names
    "python311.zip": "7d0f59c930e7d3d9352399ea3c95c0272489b3c09a8e95faaedfa8a23e20e5b1",
}


def fetch_interpreter(cache: Path) -> Path:
    """Return a folder with the Windows interpreter, fetched and checked unless the cache holds it already."""
    folder = cache / "python"
    stamp = cache / "python.checked"
    lock = hashlib.sha256(LOCK.read_bytes() + repr(sorted(KNOWN.items())).encode()).hexdigest()
    if folder.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return folder
    say("fetching the official Python for Windows and checking who signed it")
    cache.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory(prefix="greendesk-python-") as temporary:
        unpacked = Path(temporary) / "unpacked"
        unpack(download(Path(temporary)), unpacked)
        checked = check_signatures(unpacked)
        shutil.copytree(unpacked, folder)
    stamp.write_text(lock, encoding="utf-8")
    say(f"{checked} files are signed by the Python Software Foundation; {len(KNOWN)} are the known bytes")
    return folder


def download(folder: Path) -> Path:
    """Download the locked source archive without running anything of it, and return its place."""
    stand_in = folder / "stand-in" / "setuptools"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    shutil.copyfile(HERE / "unbuilt.py", stand_in / "build_meta.py")
    target = folder / "download"
    words = (
        "-m pip --disable-pip-version-check download --quiet --no-deps --no-binary :all: "
        "--use-pep517 --no-build-isolation --require-hashes --dest"
    )
    try:
        run([*command(PYTHON, words, target), "-r", LOCK], PYTHONPATH=str(stand_in.parent))
    except subprocess.CalledProcessError as failure:
        raise SetUpFailed("pip could not fetch the Python for Windows (see above)") from failure
    (archive,) = target.iterdir()
    return archive


def unpack(archive: Path, folder: Path) -> None:
    """Take the interpreter's files out of the source archive."""
    with tarfile.open(archive) as outer:
        name = next(name for name in outer.getnames() if name.endswith(f"/{ARCHIVE_INSIDE}"))
        inside = outer.extractfile(name)
        if inside is None:
            raise SetUpFailed(f"{archive.name} holds no {ARCHIVE_INSIDE}")
        with zipfile.ZipFile(inside) as inner:
            for entry in inner.infolist():
                if entry.filename.startswith(VERSION_FOLDER) and not entry.is_dir():
                    place = folder / Path(entry.filename).relative_to(VERSION_FOLDER)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(inner.read(entry))


def check_signatures(folder: Path) -> int:
    """Refuse the folder unless every file that can be run is signed or known; return how many are signed."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    missing = KNOWN.keys() - {file.name for file in files}
    strangers = [file.name for file in files if file.name in KNOWN and digest(file) != KNOWN[file.name]]
    signed = [file for file in files if file.suffix.lower() in EXECUTABLE and file.name not in KNOWN]
    strangers += [file.name for file in signed if not is_signed(file)]
    if missing or strangers or not signed:
        names = ", ".join(sorted({*missing, *strangers})) or "no program"
        raise SetUpFailed(
            f"the Python for Windows is not what the Python Software Foundation released: {names}. Nothing of it "
            f"was started. If {LOCK.name} was changed on purpose, compare the new files with python.org first."
        )
    return len(signed)


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def is_signed(file: Path) -> bool:
    """Say whether the file carries a whole signature of the Python Software Foundation."""
    at = str(int(SIGNED_BY.timestamp()))
    options: list[str | Path] = ["-CAfile", CERTIFICATES, "-ignore-timestamp", "-time", at]
    if "-ignore-crl" in ask_osslsigncode(["verify", "--help"]).stdout:  # newer ones ask the network otherwise
        options.append("-ignore-crl")
    answer = ask_osslsigncode(["verify", *options, "-in", file])
    leaf = answer.stdout.partition("Signer #0:")[2].partition("Issuer")[0].strip()
    return answer.returncode == 0 and leaf.endswith(SIGNER)


def ask_osslsigncode(words: Iterable[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run osslsigncode and return what it says."""
    return subprocess.run(
        ["osslsigncode", *map(str, words)], capture_output=True, text=True, errors="replace", check=False,
        env=surroundings(),
    )  # fmt: skip
