"""A token (PKCS#11) in a folder, as SoftHSM makes them: plugged in, pulled out, with keys put on it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from greendesk.signing_keys import TokenAccess, TokenLine, TokenPlace
from ui.composition.desk_folder import tokens

MODULES = (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"))
MODULE = str(next((one for one in MODULES if one.exists()), MODULES[0]))
PIN = "24681357"
OWNER_PIN = "13572468"


@dataclass(frozen=True, slots=True)
class SoftToken:
    """One token of a folder."""

    folder: Path
    line: TokenLine

    def place(self, key: str = "") -> TokenPlace:
        """Where a key on this token lies; without a number one is to be made."""
        return TokenPlace(module=MODULE, label=self.line.label, serial=self.line.serial, key=key)

    def access(self, key: str = "", pin: str = PIN) -> TokenAccess:
        """The key with the PIN."""
        return TokenAccess(place=self.place(key), pin=pin)

    def pull_out(self) -> None:
        """The token is gone."""
        self.folder.rename(self.folder.with_name("pulled-out"))
        self.folder.mkdir()

    def plug_in(self) -> None:
        """The token is back."""
        self.folder.rmdir()
        self.folder.with_name("pulled-out").rename(self.folder)

    @contextmanager
    def session(self) -> Iterator[Any]:
        """A session of the maker's own tool, to put things on the token."""
        module = pkcs11.lib(MODULE)
        module.reinitialize()
        session = module.get_token(token_label=self.line.label).open(user_pin=PIN, rw=True)
        yield session
        session.close()
        module.reinitialize()


def make_token(folder: Path, monkeypatch: pytest.MonkeyPatch, label: str = "示例 UKey") -> SoftToken:
    """Make a token in a folder of its own and let SoftHSM look there."""
    kept = folder / "tokens"
    kept.mkdir(parents=True, exist_ok=True)
    settings = folder / "softhsm2.conf"
    settings.write_text(
        f"directories.tokendir = {kept}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", OWNER_PIN],
        check=True,
        capture_output=True,
    )
    line = next(line for line in tokens(MODULE) if line.label == label)
    return SoftToken(folder=kept, line=line)
