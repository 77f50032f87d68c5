"""Runs Alembic inside one transaction, so that no migration can half happen, nor two at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db import dialect
from db.faults import DatabaseTooNew
from db.revision import found_in
from greendesk.errors import Fault

HERE = Path(__file__).parent


class UpgradeBroken(Fault):
    """The upgraded database does not hold together; it was left as it was."""

    code = "GD-205"


def config() -> Config:
    """Alembic's settings, without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def known_revisions() -> frozenset[str]:
    """The revisions that this version knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def require_known(found: str) -> None:
    """Refuse tables of a version that this one does not know."""
    if found not in known_revisions():
        raise DatabaseTooNew(found=found)


def upgrade(engine: Engine, to: str = "head") -> None:
    """Upgrade in one transaction with foreign keys off, and check them at the end."""
    settings = config()
    with engine.begin() as connection:
        dialect.lock_schema(connection)
        found = found_in(connection)  # another desk may have come first, with a newer program
        if found is not None:
            require_known(found)
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)
        dialect.guard_schema(connection)  # a table that was made or written anew has lost what it needs
        if dialect.dangling(connection):
            raise UpgradeBroken
