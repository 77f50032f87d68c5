"""Make the Debian package of the frozen program, or install, use, upgrade and remove it for a proof.

python build_spec/deb.py build      # dist/greendesk_<version>_amd64.deb
python build_spec/deb.py prove      # as root, on a machine without GreenDesk
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bootstrap import ROOT, SetUpFailed, say
from debian.package import NAME, build, moment, version_of_project

# xz: older relatives of Debian read nothing newer; -z6 makes it 5 % smaller in three times the time
COMPRESSION = ("-Zxz", "-z1")


def build_package() -> Path:
    """Make the package of this version; returns the file."""
    version = version_of_project()
    target = ROOT / "dist" / f"{NAME}_{version}_amd64.deb"
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="greendesk-deb-") as folder:
        build(Path(folder) / "tree", target, version=version, compression=COMPRESSION)
    size = target.stat().st_size / 2**20
    say(f"{target.relative_to(ROOT)}: {size:.1f} MiB, made in {time.perf_counter() - begun:.0f} s")
    return target


def main(words: list[str]) -> int:
    """Run a command; returns the exit code."""
    os.environ["SOURCE_DATE_EPOCH"] = str(
        moment()
    )  # all that is made in this run, though a commit may come between
    try:
        match words:
            case ["build"]:
                build_package()
            case ["prove"]:
                from debian.proof import prove

                prove(build_package)
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except SetUpFailed as reason:
        print(reason, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
