"""What the targets start from: files that the program itself makes, small, kept in a folder between runs."""

import io
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import py7zr

from greendesk.adapters.bag import open_bag
from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_xlsx import checklist_to_xlsx
from greendesk.adapters.identity import Identity, unlock_identity
from greendesk.adapters.identity_key_file import write_key_file
from greendesk.adapters.papers.reply_form_sheet import write_reply_form
from greendesk.adapters.part_file import cut
from greendesk.adapters.together import together
from tests.desks import (
    PASSPHRASE,
    PNG,
    admit,
    an_application,
    answer_everything,
    make_round,
    open_desks,
    package_folder,
    score_all,
)
from tests.unit.road_papers_samples import department_letter
from ui.composition.rules import RESOURCES, pack

OFFICE, EXPERT = "林岚（示例）", "周明远（示例）"
_DONE = "complete.json"


@dataclass(frozen=True)
class Samples:
    """The folder of the files, and the two people they belong to."""

    folder: Path

    def __getitem__(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    @cached_property
    def office(self) -> Identity:
        """Who signs: the organiser's desk."""
        return unlock_identity(self.folder / "office.json", PASSPHRASE)

    @cached_property
    def expert(self) -> Identity:
        """Who receives."""
        return unlock_identity(self.folder / "expert.json", PASSPHRASE)

    @cached_property
    def chain(self) -> tuple[bytes, ...]:
        """The organiser's certificates, its own first, the root last."""
        return self["chain-0.der"], self["chain-1.der"]

    def inside(self, name: str, member: str) -> bytes:
        """A payload file of one of the bags."""
        with open_bag(self.folder / name) as bag:
            return bag.read(member)


def samples(folder: Path) -> Samples:
    """Return what an earlier run left, or make it."""
    if not (folder / _DONE).exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make_desks_files(folder)
        _make_others(folder)
        (folder / _DONE).write_text(json.dumps(sorted(path.name for path in folder.iterdir())))
    return Samples(folder)


def _make_desks_files(folder: Path) -> None:
    with open_desks(folder / "desks", (OFFICE, EXPERT)) as (office, expert):
        round_id = make_round(office)
        expert.exchange.write_request(folder / "request.gdx", ("expert",))
        fingerprint = admit(office, round_id, expert)
        application = an_application(office, round_id, folder / "材料", complete=False)
        answer_everything(office, round_id, application)
        office.reviews.assign(round_id, application, fingerprint)
        notice = office.applications.request_correction(
            round_id, application, office="示例厅", contact="林", deadline=date(2026, 5, 1), issued=date(2026, 4, 1)
        )  # fmt: skip
        for file in notice:
            office.save_copy(file.sha256, folder / f"notice.{file.name.rpartition('.')[2]}")
        office.exchange.send(round_id, folder / "sealed.gdx", [fingerprint])
        expert.exchange.receive(folder / "sealed.gdx")
        score_all(expert, round_id, application)
        expert.reviews.submit(round_id, application)
        me = next(line.fingerprint for line in office.rounds.participants(round_id) if line.me)
        expert.exchange.send(round_id, folder / "back.gdx", [me], encrypt=False)
        office.exchange.send(round_id, folder / "plain.gdx", [fingerprint], complete=True, encrypt=False)
        unit = {"unit": "青禾水泥（示例）", "credit_code": "x"}
        office.pack(str(folder / "材料"), unit, folder / "signed.gdpkg", round_id)
        pack(str(folder / "材料"), unit, folder / "unsigned.gdpkg")
        for number, certificate in enumerate(office.chain(round_id)):
            (folder / f"chain-{number}.der").write_bytes(certificate)
        people = {"office": office.folder, "expert": expert.folder}
    for name, desk in people.items():
        (folder / f"{name}.json").write_bytes((desk / "identity.json").read_bytes())
    (folder / "request.der").write_bytes(expert_request(folder))


def expert_request(folder: Path) -> bytes:
    """A request to join, signed by the expert's key."""
    return bytes(unlock_identity(folder / "expert.json", PASSPHRASE).request())


def _make_others(folder: Path) -> None:
    checklist = parse_checklist((RESOURCES / "checklists" / "park-2025.yaml").read_bytes(), "park-2025")
    (folder / "checklist.xlsx").write_bytes(checklist_to_xlsx(checklist))
    (folder / "reply.xlsx").write_bytes(write_reply_form(department_letter(2)))
    tree = package_folder(folder / "small", complete=False)
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w") as archive:
        archive.writestr(PNG, "附件/营业执照.png")
        archive.writestr((tree / "申报书.pdf").read_bytes(), "申报书.pdf")
    (folder / "package.7z").write_bytes(stream.getvalue())
    with together(folder) as files:
        cut(folder / "plain.gdx", "part.gdx", 8000, files, lambda *_: None)
    key = unlock_identity(folder / "office.json", PASSPHRASE).key
    write_key_file(folder / "key.p12", "林岚", key, [], "password")
