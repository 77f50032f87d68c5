"""Opening the desk's database file: driver, key, PRAGMAs, and transactions that mean it."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

LOWEST_SQLITE = (3, 51, 3)  # older ones can corrupt a WAL file that two connections reset


def open_engine(path: Path, key: bytes, *, foreign_keys: bool = True) -> Engine:
    """Return an engine over the encrypted file; `key` is 32 random bytes."""
    if driver.sqlite_version_info < LOWEST_SQLITE:
        raise RuntimeError(driver.sqlite_version)

    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        connection = driver.connect(str(path), check_same_thread=False, timeout=10, isolation_level=None)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA cipher_memory_security = OFF")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.execute("PRAGMA recursive_triggers = ON")
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.close()
        return connection

    engine = create_engine("sqlite://", creator=connect, module=driver, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401 - also opens a transaction for DDL
        connection.exec_driver_sql("BEGIN")

    return engine
