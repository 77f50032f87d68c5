"""Keep a sample of this checkout's version: `python -m tests.kept [FOLDER]`, before it is released.

Without a folder it goes to `tests/data/kept/VERSION`. One that is there is never made again: it is what that
version really wrote.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import greendesk
from greendesk.adapters.identity import unlock_identity
from tests.kept.reading import read
from tests.kept.sample import DESKS, EXPECTED, KEPT, pack
from tests.kept.story import PASSWORD, play
from ui.composition.desk_folder import DeskFolder
from ui.composition.rules import RESOURCES

ROOT = Path(greendesk.__file__).resolve().parent.parent
README = """# Sample of version {version}

Made by the program of commit {commit} itself (`python -m tests.kept`), never changed since; all in it is invented.
`tests/unit/test_kept.py` opens it with today's program.

- `sample.tar.xz`
  - `organiser/`, `expert/`: desks (identity, database, files; the organiser's with one whole backup). Databases and
    attachments lie open (`tests/kept/pages.py`, `sealed.py`) so that they pack small; unpacking gives the same bytes.
  - `files/`: a request, a round file, two exchange files that neither desk has received (`delta`, `back`), one in
    parts with its slip, a signed package, a signing key (PKCS#12), a paper of each kind.
  - `settings/`: the choices of a person. `rules/`: the shipped policies and checklists.
- `expected.json`: what that program showed of both desks.

Passphrase of the desks: `{passphrase}`. Password of the key: `{password}`.
"""


def keep(target: Path) -> None:
    """Make the sample and put it into a new folder."""
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="greendesk-kept-") as folder:
        room = Path(folder)
        told = play(room)
        expected: dict[str, Any] = {
            "round": told.round,
            "passphrase": told.passphrase,
            "password": told.password,
        }
        keys: dict[str, bytes] = {}
        for name in DESKS:
            shutil.copytree(room / name, room / "copy")
            identity = unlock_identity(room / name / "identity.json", told.passphrase)
            keys[name] = identity.database_key
            identity.key.close()
            desk = DeskFolder(room / "copy").unlock(told.passphrase)
            try:
                expected[name] = read(desk)
            finally:
                desk.close()
                shutil.rmtree(room / "copy")
        for kind in ("policies", "checklists"):
            shutil.copytree(RESOURCES / kind, room / "rules" / kind)
        pack(room, target, keys)
    expected["keys"] = {name: key.hex() for name, key in keys.items()}
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (target / EXPECTED).write_text(text + "\n", encoding="utf-8")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    words = README.format(
        version=_version(), commit=commit.stdout.strip(), passphrase=told.passphrase, password=PASSWORD
    )
    (target / "README.md").write_text(words, encoding="utf-8")


def _version() -> str:
    """The version of this checkout, whatever is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT / _version()
    keep(where)
    print(where)
