"""Let atheris drive the targets: `python -m tests.fuzz --seconds 60 --only exchange zip`.

Each target runs in a process of its own, so that a crash, a hang or hunger for memory ends that one alone. The corpus
grows in out/fuzz/corpus from run to run; what is found stays in out/fuzz/found. To keep a finding, copy it to
tests/data/found/TARGET, where the tests try it for ever, and mend the reader.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

ROOM = Path("out") / "fuzz"
HANGS_AFTER = 25
MOST_MEMORY = 1500
WATCHED = ("greendesk", "zipfile", "py7zr", "openpyxl", "yaml", "csv")


def main() -> int:
    """Run the chosen targets one after the other; the exit code tells whether anything was found."""
    parser = argparse.ArgumentParser(prog="make fuzz ARGUMENTS=", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60, help="how long each target runs (60)")
    parser.add_argument("--only", nargs="+", default=[], metavar="TARGET", help="these targets, or all")
    parser.add_argument("--drive", metavar="TARGET", help=argparse.SUPPRESS)
    parser.add_argument("--room", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        return drive(options.drive, options.seconds, options.room)
    from tests.fuzz.samples import samples
    from tests.fuzz.targets import targets

    shutil.rmtree(ROOM / "samples", ignore_errors=True)  # made by the program as it is now
    known = targets(samples(ROOM / "samples"))
    if unknown := set(options.only) - set(known):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    found = {name: run(name, options.seconds) for name in options.only or known}
    for name, files in found.items():
        print(f"{name}: {', '.join(map(str, files)) if files else 'nothing found'}")
    return 1 if any(found.values()) else 0


def run(name: str, seconds: int) -> list[Path]:
    """Drive one target in a process of its own; returns the inputs on which it failed."""
    place = ROOM / "found" / name
    place.mkdir(parents=True, exist_ok=True)
    before = set(place.iterdir())
    line = [sys.executable, "-m", "tests.fuzz", "--drive", name, "--seconds", str(seconds)]
    log = ROOM / f"{name}.log"
    memory = Path("/dev/shm")  # readers want files, and a disk is slow
    fast = memory if os.access(memory, os.W_OK) else None
    with log.open("wb") as told, tempfile.TemporaryDirectory(dir=fast) as room:
        line += ["--room", room]
        code = subprocess.run(line, stdout=told, stderr=subprocess.STDOUT, check=False).returncode
    files = sorted(set(place.iterdir()) - before)
    said = [
        text for text in log.read_text("utf-8", "replace").splitlines() if text.startswith(("Done", "stat::"))
    ]
    print(f"{name}: {'; '.join(said[:2])}", flush=True)
    if code and not files:  # it ended before an input could be named
        files = [log]
    return files


def drive(name: str, seconds: int, room: Path) -> int:
    """Let atheris change the inputs of one target until the time is over or it fails."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # `make fuzz` installs it

    with atheris.instrument_imports(include=list(WATCHED)):
        from tests.fuzz.samples import samples
        from tests.fuzz.target import changed, survives
        from tests.fuzz.targets import FOUND, targets
    target = targets(samples(ROOM / "samples"))[name]
    place = ROOM / "found" / name
    corpus, seeds = ROOM / "corpus" / name, ROOM / "seeds" / name
    for folder in (corpus, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (seeds / f"seed-{number}").write_bytes(seed)

    def once(data: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=room) as folder:
            try:
                survives(target, data, Path(folder))
            except Exception:
                place.joinpath(f"failed-{hashlib.sha1(data, usedforsecurity=False).hexdigest()}").write_bytes(
                    data
                )
                raise

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        own = (
            (lambda one: bytes(atheris.Mutate(one, max(len(one) * 2, 64)))) if chance.random() < 0.5 else None
        )
        return changed(target, data, chance, own)[:most]

    largest = max(target.largest, *(2 * len(seed) for seed in target.seeds))
    limits = [f"-max_total_time={seconds}", f"-timeout={HANGS_AFTER}", f"-rss_limit_mb={MOST_MEMORY}"]
    more = [f"-max_len={largest}", f"-artifact_prefix={place}/", "-print_final_stats=1"]
    folders = [str(corpus), str(seeds), *([str(FOUND / name)] if (FOUND / name).is_dir() else [])]
    atheris.Setup([name, *limits, *more, *folders], once, custom_mutator=change, internal_libfuzzer=True)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
