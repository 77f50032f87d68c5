"""Opening the desk's database, a file or a server: driver, key, and transactions that mean it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from db import dialect


def open_engine(place: Path | str, key: bytes, *, foreign_keys: bool = True) -> Engine:
    """Return an engine over an encrypted file (`key` is 32 random bytes) or over a server's address (a text)."""
    engine = _server(place) if isinstance(place, str) else _file(place, key, foreign_keys=foreign_keys)
    event.listen(engine, "begin", dialect.begin)
    return engine


def _file(path: Path, key: bytes, *, foreign_keys: bool) -> Engine:
    import sqlcipher3.dbapi2 as driver

    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        return dialect.open_file(path, key, foreign_keys=foreign_keys)

    return create_engine("sqlite://", creator=connect, module=driver, poolclass=QueuePool)


def _server(address: str) -> Engine:
    engine = create_engine(dialect.server_url(address), pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def _connect(_: object, __: object, arguments: list[Any], options: dict[str, Any]) -> Any:  # noqa: ANN401 - likewise
        return dialect.open_server(arguments, options)

    return engine
