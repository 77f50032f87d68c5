"""Sign what Windows will run, if whoever builds has a certificate for it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from bootstrap import ON_WINDOWS, SetUpFailed, say, surroundings

SIGN = "GREENDESK_SIGN"


def sign(file: Path) -> bool:
    """Let the command line in GREENDESK_SIGN sign a file in place, the file being its last word; say if it did."""
    words = [word.strip('"') for word in shlex.split(os.environ.get(SIGN, ""), posix=not ON_WINDOWS)]
    if not words:
        return False
    before = file.read_bytes()
    done = subprocess.run([*words, str(file)], check=False, env=surroundings())
    if done.returncode:
        raise SetUpFailed(f"{SIGN} ended with code {done.returncode} for {file.name}; it stays unsigned")
    if file.read_bytes() == before:
        raise SetUpFailed(f"{SIGN} ended well and left {file.name} as it was; it has to sign in place")
    say(f"signed: {file.name}")
    return True
