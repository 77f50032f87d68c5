"""Damage as tests do it to desks: rows changed behind the program's back, bytes flipped on the disk."""

from pathlib import Path

from sqlalchemy import text

from db import dialect
from db.engine import open_engine
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.identity import unlock_identity
from greendesk.desk import Desk
from greendesk.use_cases.findings import Health, What
from tests.desks import PASSPHRASE


def key_of(desk: Desk) -> bytes:
    """The key of a desk's data file."""
    return unlock_identity(desk.folder / "identity.json", PASSPHRASE).database_key


def tamper(desk: Desk, *statements: str, guarded: bool = True) -> None:
    """Change rows behind the program's back, also those that triggers protect."""
    engine = open_engine(desk.folder / "desk.db", key_of(desk), foreign_keys=False)
    with engine.begin() as connection, dialect.lifted(connection):
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount != 0
    if not guarded:
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER entry_no_delete"))
    engine.dispose()


def kinds(health: Health) -> set[What]:
    """What was found, without the places."""
    return {one.what for one in health.findings}


def places(health: Health, what: What) -> set[tuple[str, int, int]]:
    """Whose records, and which numbers, have a kind of finding."""
    return {(one.who, one.first, one.last) for one in health.findings if one.what is what}


def stored(desk: Desk) -> list[Path]:
    """The attachments of a desk on disk."""
    return sorted(path for path in (desk.folder / "files").rglob("*") if path.is_file())


def store_in(folder: Path) -> BlobStore:
    """The attachments of the desk in a folder, which may be closed."""
    identity = unlock_identity(folder / "identity.json", PASSPHRASE)
    return BlobStore(folder / "files", identity.database_key)


def sha_of(desk: Path, path: Path) -> str:
    """The SHA-256 of what lies sealed in a file of a desk."""
    key = store_in(desk).key
    assert key is not None
    return key.sha256(path.name)


def overwrite_the_middle(desk: Desk) -> Path:
    """Close a desk and write over 4 KB in the middle of its data file; returns the folder of the desk."""
    desk.close()
    path = desk.folder / "desk.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    return desk.folder


def damage_pages(desk: Desk, table: str) -> Path:
    """Flip a byte in pages of a table of a closed desk, as a bad disk would; returns the file."""
    key = key_of(desk)
    desk.close()
    path = desk.folder / "desk.db"
    engine = open_engine(path, key)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.exec_driver_sql("BEGIN")
        root = connection.exec_driver_sql(
            f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        ).scalar_one()
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    engine.dispose()
    data = bytearray(path.read_bytes())
    size = len(data) // pages
    data[(root - 1) * size + 1000] ^= 1
    path.write_bytes(data)
    return path
