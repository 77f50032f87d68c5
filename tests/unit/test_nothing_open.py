"""The whole folder of a desk is searched for what must not stand there: names, scores, documents, keys."""

import base64
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from db.engine import open_engine
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.desk_folder import LOCK
from greendesk.adapters.identity import KeptKey, unlock_identity
from tests.desks import (
    PASSPHRASE,
    admit,
    an_application,
    answer_everything,
    carry,
    make_round,
    open_desks,
    score_all,
)
from ui.composition.desk_folder import DeskFolder

UNIT, WORDS, DRAFT = "碧潭水泥（示例）", "按材料复核（示例）", "总体良好（示例）"
DOCUMENTS = ("申报书.pdf", "附件/能源统计表.txt", "附件/营业执照.png")


def spoken(text: str) -> set[bytes]:
    """A text as it may stand in a file."""
    escaped = text.encode("ascii", "backslashreplace")
    return {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("gb18030"), escaped}


def keyed(secret: bytes) -> set[bytes]:
    """A key as it may stand in a file."""
    hexed = secret.hex().encode()
    plain, safe = base64.b64encode(secret).rstrip(b"="), base64.urlsafe_b64encode(secret).rstrip(b"=")
    return {secret, hexed, hexed.upper(), plain, safe}


def needles(desk: Path, package: Path, passphrase: str = PASSPHRASE) -> dict[str, set[bytes]]:
    """What is searched for, by what it is."""
    identity = unlock_identity(desk / "identity.json", passphrase)
    assert isinstance(identity.key, KeptKey)
    der = identity.key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    number = identity.key.private_key.private_numbers().private_value.to_bytes(32, "big")
    found = {"passphrase": spoken(passphrase), "signing key": keyed(der) | keyed(number)}
    found["database key"] = keyed(identity.database_key)
    found["age key"] = {identity.age_secret.encode(), identity.age_secret.lower().encode()}
    for words in (UNIT, WORDS, DRAFT):
        found[words] = spoken(words)
    for name in DOCUMENTS:
        data = (package / name).read_bytes()
        found[name] = {data[:40], data[len(data) // 2 :][:24]}
    return found


def standing_open(folder: Path, wanted: dict[str, set[bytes]]) -> set[tuple[str, str]]:
    """Which of the wanted things stand in which files."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and path.name != LOCK:  # which Windows lets nobody read, and which is empty
            data = path.read_bytes()
            for what, forms in wanted.items():
                if any(form in data for form in forms):
                    found.add((str(path.relative_to(folder)), what))
    return found


def test_nothing_stands_open_while_a_desk_is_used_and_after(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("林岚（示例）", "闻墨（示例）")) as (office, expert):
        round_id = make_round(office)
        fingerprint = admit(office, round_id, expert)
        package = tmp_path / "package"
        application = an_application(office, round_id, package, UNIT)
        answer_everything(office, round_id, application)
        office.reviews.assign(round_id, application, fingerprint)
        carry(office, expert, round_id)
        score_all(expert, round_id, application)
        expert.backups.make("by-hand")
        wanted = needles(expert.folder, package)
        assert standing_open(expert.folder, wanted) == set()
        assert (expert.folder / "desk.db-wal").stat().st_size > 0
        expert.reviews.submit(round_id, application)
        carry(expert, office, round_id)
        file = expert.reviews.bench(round_id, application).inventory.files[0]
        copy = expert.open_copy(file.sha256, file.name)
        found = {path for path, _ in standing_open(expert.folder, wanted)}
        assert found == {str(copy.relative_to(expert.folder))}, "the search finds what stands open"
        for desk in (office, expert):
            other = needles(desk.folder, package)
            desk.close()
            assert standing_open(desk.folder, other) == set()


def test_what_the_engine_sorts_aside_stays_in_memory(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "desk.db", b"k" * 32)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
        connection.exec_driver_sql("CREATE TABLE words (word TEXT)")
        connection.exec_driver_sql("INSERT INTO words VALUES ('standing open')")
        assert connection.exec_driver_sql("SELECT word FROM words ORDER BY word").scalar() == "standing open"
        connection.commit()
        for path in tmp_path.iterdir():
            data = path.read_bytes()
            assert b"standing open" not in data
            assert not data.startswith(b"SQLite format")
    engine.dispose()


KILLED = """
import os, signal, sys
from pathlib import Path
from ui.composition.desk_folder import DeskFolder

class Killer:
    def step(self, done, total, what=""):
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

folder, deed, round_id, other, target = sys.argv[1:]
desk = DeskFolder(Path(folder)).unlock(os.environ["GREENDESK_PASSPHRASE"])
sha256 = next(desk.blobs.all())
desk.open_copy(sha256, "副本.pdf")
if deed == "send":
    desk.exchange.send(round_id, Path(target), [other], complete=True, progress=Killer())
else:
    desk.exchange.receive(Path(target), Killer())
raise SystemExit("was not killed")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process that ends itself there runs its last words")
@pytest.mark.parametrize("deed", ["send", "receive"])
def test_a_killed_program_leaves_only_copies_and_they_go_at_the_next_start(tmp_path: Path, deed: str) -> None:
    with open_desks(tmp_path, ("林岚（示例）", "闻墨（示例）")) as (office, expert):
        round_id = make_round(office)
        fingerprint = admit(office, round_id, expert)
        package = tmp_path / "package"
        an_application(office, round_id, package, UNIT)
        file = tmp_path / "out.gdx"
        victim = office if deed == "send" else expert
        if deed == "receive":
            office.exchange.send(round_id, file, [fingerprint])
    if deed == "receive":
        BlobStore(
            victim.folder / "files", unlock_identity(victim.folder / "identity.json", PASSPHRASE).database_key
        ).add_bytes(b"something to copy")
    wanted = needles(victim.folder, package)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(victim.folder), deed, round_id, fingerprint, str(file)],
        env={**os.environ, "GREENDESK_PASSPHRASE": PASSPHRASE},
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    copies = list((victim.folder / "open").glob("*/副本.pdf"))
    assert len(copies) == 1
    found = {path for path, _ in standing_open(victim.folder, wanted)}
    assert found <= {str(path.relative_to(victim.folder)) for path in copies}
    DeskFolder(victim.folder).unlock(PASSPHRASE).close()
    assert standing_open(victim.folder, wanted) == set()
    assert not (victim.folder / "open").exists()
    assert list(victim.folder.rglob("*.part")) == []
