"""Whose update files this build accepts, and where the data home keeps what updates leave."""

from pathlib import Path
from typing import TYPE_CHECKING

from ui.places import data_home

if TYPE_CHECKING:
    from greendesk.adapters.update_keys import Publisher, Replacement
    from greendesk.adapters.update_source import UpdateSource

PUBLISHERS = Path(__file__).resolve().parents[2] / "resources" / "publishers"
FOLDER = "updates"


def update_source(publishers: Path, home: Path) -> "UpdateSource":
    """The publishers in a folder, with the release keys that replaced theirs in a data home."""
    from greendesk.adapters.update_source import UpdateSource

    return UpdateSource(publishers_folder=publishers, folder=home / FOLDER)


def trusted() -> "tuple[tuple[Publisher, ...], dict[str, Replacement]]":
    """The publishers of this build, and the release keys that replaced theirs."""
    source = update_source(PUBLISHERS, data_home())
    return source.known, source.replaced()
