"""Update files: the whole file, its statement under a signature that holds, and what updates left on the disk."""

import json
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from greendesk.adapters.bag_writer import write_bag
from greendesk.adapters.rule_files import INDEX, RuleFiles
from greendesk.adapters.update_file import SIGNATURE, STATEMENT, open_update
from greendesk.adapters.update_keys import PURPOSE, read_publisher, write_signature
from greendesk.adapters.update_writer import signer
from greendesk.domain.update import read_statement
from tests.fuzz.samples import Samples
from tests.fuzz.target import Shape, Target
from tests.publishers import FEW, NEXT_YEAR, RESOURCES, UNPACKED, Publishing, few_rules

_NAME = "calendar/cn-2027.yaml"


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""
    folder = given.folder / "updates"
    if not (folder / "few").exists():
        _make(folder)
    key = load_pem_private_key((folder / "release.pem").read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    sign = signer(key)
    known = (read_publisher(folder / "publisher.toml"),)
    files = tuple((folder / name).read_bytes() for name in ("program.gdu", "rules.gdu", "key.gdu"))
    statements = tuple((folder / name).read_bytes() for name in ("program.json", "rules.json", "key.json"))
    calendar = NEXT_YEAR.encode()

    def whole(data: bytes, room: Path) -> None:
        with open_update(_written(room / "a.gdu", data), known, {}):
            pass

    def signed(data: bytes, room: Path) -> None:
        payload = [(STATEMENT, data), (SIGNATURE, write_signature(sign(PURPOSE + data)))]
        if b"calendar/" in data:
            payload.append((_NAME, calendar))
        elif b"program/" in data:
            payload.append(("program/GreenDesk-setup.exe", b"MZ installer"))
        path = room / "a.gdu"
        write_bag(path, payload, {}, packed=False)
        with open_update(path, known, {}) as update:
            for one in update.statement.files:
                update.extract(one, room / "out")

    def statement(data: bytes, _room: Path) -> None:
        read_statement(data)

    def publisher(data: bytes, room: Path) -> None:
        read_publisher(_written(room / "a.toml", data))

    def index(data: bytes, room: Path) -> None:
        _written(room / INDEX, data)
        files = RuleFiles(folder / "few", room)
        assert files.trouble or files.set is not None
        for name in FEW:
            files.paths(name.partition("/")[0])

    return {
        "update": Target(read=whole, seeds=files, shape=Shape.BAG),
        "update-signed": Target(read=signed, seeds=statements[:2]),
        "update-statement": Target(read=statement, seeds=statements),
        "publisher": Target(read=publisher, seeds=((folder / "publisher.toml").read_bytes(),)),
        "rules-index": Target(read=index, seeds=((folder / "index.json").read_bytes(),)),
    }


def _make(folder: Path) -> None:
    publishing = Publishing(folder / "made", resources=RESOURCES)
    pem = publishing.release.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "release.pem").write_bytes(pem)
    (folder / "publisher.toml").write_bytes((publishing.keys / "publisher.toml").read_bytes())
    made = {
        "program": publishing.program(),
        "rules": publishing.rules({_NAME: NEXT_YEAR}),
        "key": publishing.replacement(publishing.release)[1],
    }
    for name, path in made.items():
        (folder / f"{name}.gdu").write_bytes(path.read_bytes())
        with open_update(path, publishing.known, {}) as update:
            (folder / f"{name}.json").write_bytes(update.bag.read(STATEMENT))
    home = folder / "home"
    publishing.updates(home, UNPACKED).take_rules(made["rules"])
    values = json.loads((home / "rules" / INDEX).read_bytes())
    (folder / "index.json").write_text(json.dumps({**values, "files": {}}), "utf-8")
    few_rules(folder / "few")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
