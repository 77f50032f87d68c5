"""A PostgreSQL server of the tests' own: on loopback, in a folder of its own, gone with the tests."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path

import psutil
import psycopg
import pytest

from db.database import Database
from db.tables import metadata
from greendesk.adapters.identity import Identity
from greendesk.desk import Desk
from ui.composition import desk_folder, opening

ACCOUNT = "postgres"  # the server refuses to be root
PREFIX = "greendesk-server-"
TEMPLATE = "greendesk_template"
FAST = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=80"


@dataclass(frozen=True)
class Server:
    """A running server; every desk of a test gets a database of its own, or several share one."""

    folder: Path
    port: int
    password: str
    numbers: Iterator[int] = field(default_factory=count)

    def address(self, database: str = "postgres", password: str = "") -> str:
        """What `GREENDESK_DATABASE_URL` says."""
        return f"postgresql+psycopg://{ACCOUNT}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the administrator."""
        address = self.address(database).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def empty(self) -> str:
        """The address of a new database without tables."""
        name = f"empty_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    def new(self, name: str = "") -> str:
        """The address of a new database with the tables of this version."""
        name = name or f"desk_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.address(name)

    def blank(self) -> str:
        """The address of an empty database with tables: one that nobody uses any more, or a new one."""
        address = self.address().replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'blank%' "
                "AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL) LIMIT 1"
            ).fetchone()
        if found is None:
            return self.new(f"blank_{next(self.numbers)}")
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        self.run(f"SET session_replication_role = replica; TRUNCATE {names}", found[0])
        return self.address(found[0])

    def for_folder(self, folder: Path) -> str:
        """The address of the database of the desk in a folder, made when it is asked for first."""
        name = "folder_" + sha256(str(folder).encode()).hexdigest()[:16]
        try:
            return self.new(name)
        except psycopg.errors.DuplicateDatabase:
            return self.address(name)


def programs() -> Path | None:
    """Where the server's programs are, or nothing when there is none."""
    if os.name == "nt":  # where these tests cannot start one as somebody else
        return None
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    where = programs()
    if where is None:
        pytest.skip("needs PostgreSQL's server")
    _sweep(where)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner").write_text(str(os.getpid()))
    server = Server(folder, _free_port(), secrets.token_hex(8))
    (folder / "password").write_text(server.password)
    as_other = _as_other()
    if os.geteuid() == 0:
        import pwd  # which Windows does not have

        account = pwd.getpwnam(ACCOUNT)
        for path in (folder, folder / "password"):
            os.chown(path, account.pw_uid, account.pw_gid)
    data = folder / "data"
    # a sort order that is nobody's code points, so that the store has to see to its own
    order = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"]
    account_words = ["-U", ACCOUNT, "-A", "scram-sha-256", f"--pwfile={folder / 'password'}"]
    options = f"-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {FAST}"
    control = [*as_other, str(where / "pg_ctl"), "-D", str(data), "-w"]
    try:
        _run([*as_other, str(where / "initdb"), "-D", str(data), "--no-sync", *order, *account_words])
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            server.run(f"CREATE DATABASE {TEMPLATE}")
            Database(server.address(TEMPLATE), bytes(32), "0" * 64).close()
            yield server
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def desks_on(server: Server) -> Iterator[None]:
    """Every desk that is opened inside the block keeps its records in a database of its own on the server."""
    really_open = opening.open_desk

    def open_there(path: Path, identity: Identity, release: Callable[[], None], address: str) -> Desk:
        own = server.for_folder(path) if address == server.address() else address
        return really_open(path, identity, release, own)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(desk_folder.SERVER, server.address())
        patch.setattr(opening, "open_desk", open_there)
        yield


def _sweep(where: Path) -> None:
    """Stop servers whose tests were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            owner = int((folder / "owner").read_text())
            if not psutil.pid_exists(owner):
                line = [
                    *_as_other(),
                    str(where / "pg_ctl"),
                    "-D",
                    str(folder / "data"),
                    "-m",
                    "immediate",
                    "stop",
                ]
                subprocess.run(line, cwd="/", check=False, capture_output=True)
                shutil.rmtree(folder, ignore_errors=True)


def _as_other() -> list[str]:
    return ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _run(line: list[str]) -> None:
    done = subprocess.run(
        line,
        cwd="/",
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, line
