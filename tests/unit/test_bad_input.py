"""Whatever a person hands to the desk by mistake or malice: one refusal in words, and the desk is as it was."""

import base64
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import text

from db.engine import open_engine
from greendesk.adapters.bag import open_bag, write_bag
from greendesk.adapters.identity import Identity, unlock_identity
from greendesk.desk import Desk
from greendesk.domain.package import FileState
from greendesk.errors import GreendeskError
from greendesk.ports import Person
from greendesk.use_cases.applications import UnitData
from tests.desks import PASSPHRASE, admit, an_application, credit_code, make_round, open_desks
from tests.faults.share import share
from ui.composition.desk_folder import DeskFolder
from ui.messages import MESSAGES
from ui.messages.message import Words

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Two desks in one round: what is laid on it goes to the second."""

    secretary: Desk
    desk: Desk
    round: str
    expert: str
    file: Path  # a good exchange file for the second desk
    request: Path  # a good request to join


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("table")
    with open_desks(folder, ("林岚（示例）", "周明远（示例）")) as (secretary, desk):
        round_id = make_round(secretary)
        expert = admit(secretary, round_id, desk, ("expert", "secretary"))
        an_application(secretary, round_id, folder / "package")
        secretary.exchange.send(round_id, folder / "good.gdx", [expert])
        desk.exchange.write_request(folder / "request.gdx", ("expert",))
        yield Table(secretary, desk, round_id, expert, folder / "good.gdx", folder / "request.gdx")


def state(desk: Desk) -> tuple[object, ...]:
    """Rounds, applications, every derived row and every file of the desk."""
    rounds = desk.rounds.lines()
    rows = tuple(desk.exchange._context.store.dump_derived(one.id) for one in rounds)
    files = desk.folder / "files"
    on_disk = sorted((str(path), path.stat().st_size) for path in files.rglob("*") if path.is_file())
    applications = tuple(desk.applications.lines(one.id) for one in rounds)
    return (rounds, applications, rows, on_disk, sorted(path.name for path in desk.folder.iterdir()))


def refused(desk: Desk, act: Callable[[], object]) -> str:
    """The one code with which the act is refused; it has words in both languages and nothing has changed."""
    before = state(desk)
    with pytest.raises(GreendeskError) as caught:
        act()
    error = caught.value
    message = MESSAGES[error.code]
    details = {name: str(value) for name, value in error.details.items()}
    for words in (message.zh, message.en):
        assert isinstance(words, Words)
        said = f"{words.happened}\n{words.kept}\n{words.cure}".format_map(details)
        assert said.strip()
    assert state(desk) == before
    return error.code


def zipped(path: Path, tree: dict[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in tree.items():
            archive.writestr(name, data)
    return path


# ------------------------------------------------------------ packages


def cut(path: Path) -> Path:
    zipped(path, {"a.bin": os.urandom(9000)})
    path.write_bytes(path.read_bytes()[:6000])
    return path


def locked(path: Path) -> Path:
    data = bytearray(zipped(path, {"a.txt": b"secret"}).read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def bomb(path: Path) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("0.bin", "w") as out:
        for _ in range(110):
            out.write(bytes(1024 * 1024))
    return path


def lying(path: Path) -> Path:
    """A bomb that says it is small, behind a good file that is taken first."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("0 好.txt", b"good")
        archive.writestr("1 坏.bin", bytes(5_000_000))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(data)
    return path


def plain(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def named(*names: str) -> Callable[[Path], Path]:
    return lambda path: zipped(path, dict.fromkeys(("好.txt", *names), b"x"))


PACKAGES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "cut": (cut, "GD-302"),
    "locked": (locked, "GD-304"),
    "bomb": (bomb, "GD-305"),
    "lying bomb": (lying, "GD-303"),
    "parent": (named("../../出去.txt"), "GD-308"),
    "absolute": (named("/etc/passwd", "C:/Windows/a.dll"), "GD-308"),
    "reserved": (named("附件/CON", "nul.pdf", "材料/LPT1.txt"), "GD-308"),
    "clash": (named("报告.PDF", "报告.pdf"), "GD-309"),
    "empty file": (plain(b""), "GD-318"),
    "a PDF": (plain(b"%PDF-1.7\nnot a package"), "GD-301"),
    "rar": (plain(b"Rar!\x1a\x07\x01\x00" + bytes(50)), "GD-316"),
    "random": (plain(random.Random(7).randbytes(50_000)), "GD-301"),
    "random zip": (plain(b"PK\x03\x04" + random.Random(7).randbytes(50_000)), "GD-302"),
    "random 7z": (plain(b"7z\xbc\xaf\x27\x1c" + random.Random(7).randbytes(50_000)), "GD-303"),
    "nothing": (lambda path: path, "GD-315"),
    "no files": (lambda path: zipped(path, {}), "GD-314"),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_bad_packages(table: Table, tmp_path: Path, kind: str) -> None:
    make, code = PACKAGES[kind]
    source = make(tmp_path / "材料.zip")
    assert refused(table.desk, lambda: table.desk.applications.look_into(str(source))) == code


def test_bad_files_inside_a_package_are_taken_and_named(table: Table, tmp_path: Path) -> None:
    tree = {"空.pdf": b"", "假.pdf": b"MZ\x90\x00 no pdf", "断.pdf": b"%PDF-1.7\n1 0 obj\n"}
    inventory, _ = table.desk.applications.look_into(str(zipped(tmp_path / "a.zip", tree)))
    states = {file.path: file.state for file in inventory.files}
    assert states["空.pdf"] is FileState.EMPTY
    assert FileState.SOUND not in states.values()


@pytest.mark.slow
def test_fifty_thousand_tiny_files(table: Table, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(share(50_000, 5_000)):
            archive.writestr(f"{number % 100}/{number}.txt", b"%d" % (number % 1000))
        archive.writestr("出去/..", b"x")
    source = str(tmp_path / "a.zip")
    assert refused(table.desk, lambda: table.desk.applications.look_into(source)) == "GD-308"


# ------------------------------------------------------------ exchange files


def altered(
    source: Path, target: Path, identity: Identity, change: Callable[[dict[str, object]], None]
) -> Path:
    """A file whose letter was changed and signed again by its sender."""
    with open_bag(source) as bag:
        parts = {name: bag.read(name) for name in bag.names}
    letter = json.loads(parts["letter.json"])
    change(letter)
    raw = json.dumps(letter, ensure_ascii=False).encode()
    signature = base64.b64encode(identity.sign(raw)).decode()
    parts |= {"letter.json": raw, "letter.sig.json": json.dumps({"signature": signature}).encode()}
    write_bag(target, list(parts.items()), {})
    return target


@pytest.fixture(scope="module")
def sender(table: Table) -> Identity:
    return unlock_identity(table.secretary.folder / "identity.json", PASSPHRASE)


@pytest.fixture(scope="module")
def asker(table: Table) -> Identity:
    return unlock_identity(table.desk.folder / "identity.json", PASSPHRASE)


LETTERS: dict[str, tuple[dict[str, object], str]] = {
    "newer": ({"v": 2}, "GD-611"),
    "much newer": ({"v": 10**9, "type": "hologram"}, "GD-611"),
    "version in words": ({"v": "1"}, "GD-610"),
    "version zero": ({"v": 0}, "GD-610"),
    "unknown type": ({"type": "letter"}, "GD-610"),
    "other round": ({"round": "0" * 64}, "GD-610"),
    "endless time": ({"made": float("inf")}, "GD-610"),
    "no sender": ({"sender": None}, "GD-610"),
    "no chain": ({"chain": []}, "GD-610"),
    "broken chain": ({"chain": ["AAAA"]}, "GD-103"),
    "other content": ({"content": {"name": "content.zip.age", "sha256": "0" * 64}}, "GD-610"),
    "unsafe content": ({"content": {"name": "../content.zip", "sha256": "0" * 64}}, "GD-610"),
    "no content": ({"content": None}, "GD-610"),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_letters_that_are_not_what_they_should_be(
    table: Table, sender: Identity, tmp_path: Path, kind: str
) -> None:
    change, code = LETTERS[kind]
    path = altered(table.file, tmp_path / "a.gdx", sender, lambda letter: letter.update(change))
    for act in (table.desk.exchange.look, table.desk.exchange.receive):
        assert refused(table.desk, lambda act=act: act(path)) == code


def test_a_letter_that_another_signed(table: Table, asker: Identity, tmp_path: Path) -> None:
    path = altered(table.file, tmp_path / "a.gdx", asker, lambda _: None)
    assert refused(table.desk, lambda: table.desk.exchange.receive(path)) == "GD-104"


@pytest.mark.parametrize("key", ["", "age1", "not a key", "AGE-SECRET-KEY-1"])
def test_a_request_whose_key_cannot_be_written_to(
    table: Table, asker: Identity, tmp_path: Path, key: str
) -> None:
    path = altered(table.request, tmp_path / "a.gdx", asker, lambda letter: letter.update(recipient_key=key))
    assert refused(table.secretary, lambda: table.secretary.exchange.read_request(path)) == "GD-610"


def test_files_that_are_no_exchange_files(table: Table, tmp_path: Path) -> None:
    exchange = table.desk.exchange
    files = {
        "random.gdx": random.Random(1).randbytes(30_000),
        "empty.gdx": b"",
        "cut.gdx": table.file.read_bytes()[:-200],
        "half.gdx": table.file.read_bytes()[: table.file.stat().st_size // 2],
        "letter.gdx": b"%PDF-1.7",
    }
    damaged = {"cut.gdx", "half.gdx"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        code = "GD-610" if name in damaged else "GD-614"
        assert refused(table.desk, lambda name=name: exchange.receive(tmp_path / name)) == code
        assert refused(table.desk, lambda name=name: exchange.read_request(tmp_path / name)) == code
    other = zipped(tmp_path / "other.gdx", {"a/bagit.txt": b"x", "b.txt": b"y"})
    assert refused(table.desk, lambda: exchange.receive(other)) == "GD-614"
    refused(table.desk, lambda: exchange.receive(tmp_path / "gone.gdx"))
    refused(table.desk, lambda: exchange.receive(tmp_path))
    assert refused(table.desk, lambda: exchange.receive(table.request)) == "GD-608"
    assert refused(table.desk, lambda: exchange.read_request(table.file)) == "GD-607"


def test_an_exchange_file_renamed_to_a_package_and_the_other_way_round(table: Table, tmp_path: Path) -> None:
    as_zip, as_exchange = tmp_path / "a.zip", tmp_path / "b.gdx"
    shutil.copy(table.file, as_zip)
    zipped(as_exchange, {"申报书.pdf": b"%PDF-1.7"})
    assert refused(table.desk, lambda: table.desk.applications.look_into(str(as_zip))) == "GD-317"
    refused(table.desk, lambda: table.desk.exchange.receive(as_exchange))


def test_an_attachment_that_is_not_what_its_name_promises(
    table: Table, sender: Identity, tmp_path: Path
) -> None:
    table.secretary.exchange.send(table.round, tmp_path / "good.gdx", [table.expert], encrypt=False)
    with open_bag(tmp_path / "good.gdx") as bag:
        (tmp_path / "content.zip").write_bytes(bag.read("content.zip"))
        letter = json.loads(bag.read("letter.json"))
    with ZipFile(tmp_path / "content.zip") as inside, ZipFile(tmp_path / "changed.zip", "w") as changed:
        last = [name for name in inside.namelist() if name.startswith("attachments/")][-1]
        for name in inside.namelist():
            changed.writestr(name, b"something else" if name == last else inside.read(name))
    content = (tmp_path / "changed.zip").read_bytes()
    letter["content"]["sha256"] = hashlib.sha256(content).hexdigest()
    raw = json.dumps(letter).encode()
    signature = json.dumps({"signature": base64.b64encode(sender.sign(raw)).decode()}).encode()
    parts = [("letter.json", raw), ("letter.sig.json", signature), ("content.zip", content)]
    write_bag(tmp_path / "bad.gdx", parts, {})
    assert refused(table.desk, lambda: table.desk.exchange.receive(tmp_path / "bad.gdx")) == "GD-605"


@pytest.mark.parametrize("seed", range(share(400, 25)))
def test_changed_bytes_are_refused_or_harmless(table: Table, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(table.file.read_bytes())
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(data))
        data[place : place + dice.choice((0, 1, 1, 8))] = dice.randbytes(dice.choice((0, 1, 1, 8)))
    (tmp_path / "a.gdx").write_bytes(data)
    before, good = state(table.desk), table.desk.exchange.look(table.file)
    preview, code = good, ""
    try:
        preview = table.desk.exchange.look(tmp_path / "a.gdx")
    except GreendeskError as error:
        code = error.code
    assert code in {"", *MESSAGES}
    assert (preview.counts, preview.lines) == (good.counts, good.lines)
    assert state(table.desk) == before


# ------------------------------------------------------------ what is typed


def test_wrong_credit_codes(table: Table) -> None:
    code = credit_code(900)
    wrong = "0" if code[-1] != "0" else "1"
    for typed in ("", "1234", code[:-1] + wrong, code[:-1], code + "0", "绿" * 18, code[:5] + "I" + code[6:]):
        data = UnitData(
            unit="青禾（示例）", credit_code=typed, category="factory", region="赤霞市", industry="水泥"
        )
        refused(table.secretary, lambda data=data: table.secretary.applications.register(table.round, data))


# ------------------------------------------------------------ desks


@pytest.fixture
def closed(table: Table, tmp_path: Path) -> Path:
    """A copy of a desk that nobody has open."""
    folder = tmp_path / "desk"
    shutil.copytree(table.secretary.folder, folder)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    passing = {"desk.lock", "desk.db-wal", "desk.db-shm"}
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in passing
    }


def stays_shut(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """The code with which the desk refuses to open; its files are as they were."""
    before = tree(folder)
    with pytest.raises(GreendeskError) as caught:
        DeskFolder(folder).unlock(passphrase)
    assert caught.value.code in MESSAGES
    assert tree(folder) == before
    return caught.value.code


def test_a_wrong_passphrase(closed: Path) -> None:
    assert stays_shut(closed, PASSPHRASE + " ") == "GD-121"
    assert stays_shut(closed, "") == "GD-121"


def test_a_database_from_a_newer_version(closed: Path) -> None:
    key = unlock_identity(closed / "identity.json", PASSPHRASE).database_key
    engine = open_engine(closed / "desk.db", key)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert stays_shut(closed) == "GD-201"


def test_a_database_that_is_cut_or_another_s(closed: Path, table: Table) -> None:
    database = closed / "desk.db"
    for name in ("desk.db-wal", "desk.db-shm"):
        (closed / name).unlink(missing_ok=True)
    database.write_bytes(random.Random(3).randbytes(40_000))
    assert stays_shut(closed) == "GD-202"
    shutil.copy(table.desk.folder / "desk.db", database)
    assert stays_shut(closed) == "GD-202"


IDENTITIES: dict[str, tuple[dict[str, object], str]] = {
    "newer": ({"v": 4}, "GD-124"),
    "version in words": ({"v": "1"}, "GD-123"),
    "no person": ({"person": None}, "GD-123"),
    "half a person": ({"person": {"name": "林岚"}}, "GD-123"),
    "another person": ({"person": {"name": "外人", "organisation": "", "title": ""}}, "GD-121"),
    "earlier": ({"v": 1}, "GD-123"),
    "greedy": ({"passphrase": {"scrypt": {"n": 2**40, "r": 8, "p": 1, "salt": "AAAA"}}}, "GD-123"),
    "no salt": ({"passphrase": {"scrypt": {"n": 2**14, "r": 8, "p": 1}}}, "GD-123"),
    "no cost": ({"passphrase": {"scrypt": {"n": 0, "r": 0, "p": 0, "salt": "AAAA"}}}, "GD-123"),
    "no passphrase": ({"passphrase": None}, "GD-123"),
    "no data": ({"data": {"nonce": 7, "sealed": 7}}, "GD-123"),
    "short": ({"data": {"nonce": "AAAAAAAAAAAAAAAA", "sealed": "AAAA"}}, "GD-121"),
    "no signing key": ({"signing": []}, "GD-123"),
}


@pytest.mark.parametrize("kind", IDENTITIES)
def test_identities_that_are_not_what_they_should_be(closed: Path, kind: str) -> None:
    change, code = IDENTITIES[kind]
    path = closed / "identity.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}), encoding="utf-8")
    assert stays_shut(closed) == code
    if kind in {"newer", "version in words", "no person", "half a person"}:
        with pytest.raises(GreendeskError):
            DeskFolder(closed).owner()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_identities_that_are_no_identities(closed: Path, data: bytes) -> None:
    (closed / "identity.json").write_bytes(data)
    assert stays_shut(closed) == "GD-123"
    with pytest.raises(GreendeskError):
        DeskFolder(closed).owner()


def test_a_desk_is_never_made_over_a_desk(closed: Path) -> None:
    before = tree(closed)
    for gone in ("", "identity.json"):
        if gone:
            (closed / gone).unlink()
            before.pop(str(closed / gone))
        with pytest.raises(GreendeskError) as caught:
            DeskFolder(closed).create(Person(name="外人", organisation="", title=""), PASSPHRASE)
        assert caught.value.code == "GD-212"
        assert tree(closed) == before


@pytest.mark.parametrize(
    ("name", "passphrase", "code"), [("林岚", "1234567", "GD-122"), (" ", PASSPHRASE, "GD-126")]
)
def test_a_desk_that_could_not_be_made_can_be_made_again(
    tmp_path: Path, name: str, passphrase: str, code: str
) -> None:
    with pytest.raises(GreendeskError) as caught:
        DeskFolder(tmp_path / "desk").create(Person(name=name, organisation="", title=""), passphrase)
    assert caught.value.code == code
    assert not DeskFolder(tmp_path / "desk").exists
    DeskFolder(tmp_path / "desk").create(Person(name="林岚", organisation="", title=""), PASSPHRASE).close()


def open_elsewhere(folder: Path, said: Connection) -> None:
    """A second program: tries to open the desk and says how that ended."""
    try:
        DeskFolder(folder).unlock(PASSPHRASE).close()
        said.send_bytes(b"opened")
    except GreendeskError as error:
        said.send_bytes(error.code.encode())


def test_a_second_program_does_not_open_the_desk(closed: Path) -> None:
    context = multiprocessing.get_context("spawn")

    def second() -> str:
        ear, mouth = context.Pipe(duplex=False)
        process = context.Process(target=open_elsewhere, args=(closed, mouth))
        process.start()
        mouth.close()
        assert ear.poll(MINUTE)
        end = ear.recv_bytes().decode()
        process.join(MINUTE)
        process.close()
        ear.close()
        return end

    desk = DeskFolder(closed).unlock(PASSPHRASE)
    before = state(desk)
    assert second() == "GD-210"
    assert state(desk) == before
    desk.close()
    assert second() == "opened"
