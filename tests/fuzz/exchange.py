"""Exchange files: the whole file, its letter under a signature that holds, its inside, parts of it, the age header."""

import json
from collections.abc import Mapping
from pathlib import Path

from greendesk.adapters.age_header import read_age_header
from greendesk.adapters.bag import write_bag
from greendesk.adapters.exchange_file import ZipExchangeFiles, open_content
from greendesk.adapters.part_file import payload, read_head
from greendesk.adapters.verification_exchange import check_exchange
from greendesk.ledger.entry import read_body, read_entry
from greendesk.progress import SILENT
from greendesk.use_cases.letters import Content
from tests.fuzz.samples import Samples
from tests.fuzz.target import Shape, Target
from ui.composition.rules import verify_file

_CHUNK = 64 * 1024


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""
    files = tuple(given[name] for name in ("request.gdx", "sealed.gdx", "back.gdx", "plain.gdx"))
    letters = tuple(given.inside(name, "letter.json") for name in ("request.gdx", "back.gdx", "plain.gdx"))
    contents = tuple(given.inside(name, "content.zip") for name in ("back.gdx", "plain.gdx"))
    secret = given.expert.age_secret

    def whole(data: bytes, folder: Path) -> None:
        with ZipExchangeFiles(secret, folder).read(_written(data, folder, "a.gdx"), SILENT) as (_, content):
            if content is not None:
                read_all(content)

    def checked(data: bytes, folder: Path) -> None:
        check_exchange(_written(data, folder, "a.gdx"), given.chain[1:])

    def letter(data: bytes, folder: Path) -> None:
        whole_letter(given, data, folder)

    def content(data: bytes, folder: Path) -> None:
        with open_content(_written(data, folder, "content.zip")) as found:
            read_all(found)

    def verified(data: bytes, folder: Path) -> None:
        for ending in ("gdx", "pdf"):
            verify_file(_written(data, folder, f"a.{ending}"), given.chain[1:])

    def part(data: bytes, folder: Path) -> None:
        path = _written(data, folder, "a.gdx.001")
        head = read_head(path)
        for _ in payload(path, head.number, head):
            pass

    def header(data: bytes, folder: Path) -> None:
        read_age_header(data)

    parts = tuple(path.read_bytes() for path in sorted(given.folder.glob("part.gdx.*")))
    papers = (given["notice.pdf"], given["notice.docx"], given["signed.gdpkg"])
    return {
        "exchange": Target(read=whole, seeds=files, shape=Shape.BAG),
        "exchange-check": Target(read=checked, seeds=files, shape=Shape.BAG),
        "letter": Target(read=letter, seeds=letters),
        "content": Target(read=content, seeds=contents, shape=Shape.ZIP),
        "verify": Target(read=verified, seeds=(*files[:3], *papers), shape=Shape.BAG, largest=256 * 1024),
        "part": Target(read=part, seeds=parts),
        "age": Target(read=header, seeds=(given.inside("sealed.gdx", "content.zip.age")[:2000],)),
    }


def whole_letter(given: Samples, data: bytes, folder: Path) -> None:
    """Read a letter in a bag that fits, signed as the letter's own sender would sign it."""
    path = folder / "a.gdx"
    signer = given.expert if b'"request"' in data[:400] else given.office
    signature = json.dumps({"signature": _base64(signer.sign(data))}).encode()
    name = "back.gdx" if b'"recipients": []' not in data else "plain.gdx"
    inside = given.inside(name, "content.zip") if b"content.zip" in data else None
    payloads = [("letter.json", data), ("letter.sig.json", signature)]
    write_bag(path, [*payloads, *((("content.zip", inside),) if inside else ())], {})
    with ZipExchangeFiles("", folder).read(path, SILENT) as (_, content):
        if content is not None:
            read_all(content)
    verify_file(path, given.chain[1:])


def read_all(content: Content) -> None:
    """Take everything out of the inside of a file, as receiving does."""
    for raw, body in content.entries():
        entry = read_entry(raw)
        if body is not None:
            read_body(entry, body)
    for _ in content.bodies():
        pass
    for sha in content.attachments():
        with content.open_attachment(sha) as stream:
            while stream.read(_CHUNK):
                pass


def _written(data: bytes, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _base64(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode("ascii")
