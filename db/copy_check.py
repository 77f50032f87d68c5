"""A look at a copy of a desk's database: does it open with the key, and is it whole; nothing is written."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver


def copy_is_whole(path: Path, key: bytes) -> bool:
    """Open a copy read-only and let SQLite check its structure; SQLCipher checks each page as it is read."""
    try:
        connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except driver.DatabaseError:
        return False
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        found = [str(row[0]) for row in cursor.execute("PRAGMA quick_check(1)")]
    except driver.DatabaseError:
        return False
    finally:
        connection.close()
    return found == ["ok"]
