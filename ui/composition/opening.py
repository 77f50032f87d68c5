"""An open desk: database, adapters and use cases put together."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from ui.composition.backing import backups_of, desk_backups
from ui.composition.desk_files import DATABASE, IDENTITY
from ui.composition.rules import RESOURCES, pack, read_policy, rules, shipped_forms, shipped_policies

if TYPE_CHECKING:
    from db.database import Database
    from greendesk.adapters.before_upgrade import BeforeUpgrade
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.identity import Identity
    from greendesk.desk import Desk
    from greendesk.domain.package import Inventory
    from greendesk.domain.reply import ReplyForm
    from greendesk.progress import Progress
    from greendesk.use_cases.backups import DeskBackups
    from greendesk.use_cases.desk_context import DeskContext
    from greendesk.use_cases.doctor import Doctor
    from greendesk.use_cases.exchange import Exchange
    from greendesk.use_cases.membership import Members
    from greendesk.use_cases.recovery import Recovery

FILES = "GREENDESK_FILES"  # the folder of attachments that desks share with a server's database
HEAVY = (
    "db.database",
    "greendesk.adapters.archives",
    "greendesk.adapters.identity",
    "greendesk.adapters.intake",
    "greendesk.adapters.package_file",
    "greendesk.adapters.policy_files",
    "greendesk.adapters.printer",
    "greendesk.desk",
)


def open_desk(path: Path, identity: "Identity", release: Callable[[], None], server: str) -> "Desk":
    """Open the records of an identity; `server` is the address of a shared database, "" for the file in the folder."""
    from db.database import Database
    from greendesk.adapters.archives import open_source
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.checklist_tools import ChecklistTools
    from greendesk.adapters.desk_folder import COPIES, sweep
    from greendesk.adapters.intake import receive
    from greendesk.adapters.package_file import PackageSource
    from greendesk.adapters.papers.working_sheet import write_working
    from greendesk.adapters.quantity_files import QuantityLibrary
    from greendesk.adapters.sealing_rest import SealingRest
    from greendesk.adapters.shared_files import SharedBlobStore
    from greendesk.adapters.verification_package import refuse_broken_signature
    from greendesk.desk import Desk
    from greendesk.use_cases.applications import Applications
    from greendesk.use_cases.checklists import Checklists
    from greendesk.use_cases.consultation import Consultation
    from greendesk.use_cases.eligibility import Eligibility
    from greendesk.use_cases.membership import Members
    from greendesk.use_cases.opinions import Opinions
    from greendesk.use_cases.panel import Panel
    from greendesk.use_cases.publication import Publication
    from greendesk.use_cases.quantities import Quantities
    from greendesk.use_cases.quarantine import Quarantine
    from greendesk.use_cases.replies import Replies
    from greendesk.use_cases.reviews import Reviews
    from greendesk.use_cases.road import Road
    from greendesk.use_cases.rounds import Rounds

    shared = environ.get(FILES) if server else ""
    blobs = SharedBlobStore(Path(shared)) if shared else BlobStore(path / "files", identity.database_key)
    blobs.forget_incoming()
    before = _before_upgrade(path, identity)
    database = Database(server or path / DATABASE, identity.database_key, identity.desk_id, before)
    context = _context(identity, database, blobs, path)

    def intake(source: str, progress: "Progress") -> "tuple[Inventory, Mapping[str, str] | None]":
        with open_source(Path(source)) as opened:
            if isinstance(opened, PackageSource):
                refuse_broken_signature(opened)
                return receive(opened, blobs, progress), opened.unit
            return receive(opened, blobs, progress), None

    def close() -> None:
        backups.close()
        sealing.close()
        database.close()
        sweep(path)
        release()

    members = Members(context)
    backups = desk_backups(
        path,
        identity,
        database,
        context,
        members,
        lambda opened, place: _context(identity, opened, blobs, place),
        scheduled=not server,
    )
    rounds = Rounds(context, members)
    applications = Applications(context, intake)
    road = Road(context)
    sealing = SealingRest(blobs)
    return Desk(
        folder=path,
        person=identity.person,
        rounds=rounds,
        members=members,
        applications=applications,
        opinions=Opinions(context),
        consultation=Consultation(context),
        replies=Replies(context, _read_form),
        reviews=Reviews(context, applications),
        panel=Panel(context, applications),
        eligibility=Eligibility(context),
        road=road,
        publication=Publication(context, road),
        checklists=Checklists(context, ChecklistTools(rules())),
        quantities=Quantities(context, QuantityLibrary(rules()), write_working),
        exchange=_exchange(path, identity, database, context, members),
        quarantine=Quarantine(context),
        blobs=blobs,
        forms=shipped_forms,
        policies=shipped_policies,
        read_policy=read_policy,
        open_copy=lambda sha256, name: blobs.read_only_copy(sha256, name, path / COPIES),
        save_copy=lambda sha256, target: _save_copy(blobs, sha256, target),
        check=database.check,
        doctor=_doctor(path, identity, database, context, blobs, backups),
        backups=backups,
        recovery=_recovery(path, context),
        save_database_copy=database.save_copy,
        chain=lambda round_id: context.signer(round_id).chain,
        pack=lambda source, unit, target, round_id: pack(source, unit, target, context.signer(round_id)),
        close=close,
    )


def _recovery(path: Path, context: "DeskContext") -> "Recovery":
    """The recovery keys that rounds offer, beside those that open this desk."""
    from greendesk.adapters.identity_access import admitted_keys, is_recipient
    from greendesk.use_cases.recovery import Recovery

    return Recovery(context, lambda: admitted_keys(path / IDENTITY), is_recipient)


def _read_form(data: bytes) -> "ReplyForm":
    from greendesk.adapters.reply_form import read_reply_form

    return read_reply_form(data)


def _before_upgrade(path: Path, identity: "Identity") -> "BeforeUpgrade":
    """What keeps the database as an earlier version left it, before it is upgraded."""
    from db.copy_check import copy_is_whole
    from greendesk.adapters.before_upgrade import BeforeUpgrade
    from greendesk.adapters.clock import SystemClock
    from ui.composition.upgrading import tell

    return BeforeUpgrade(
        folder=path / "backups",
        identity=path / IDENTITY,
        whole=lambda copy: copy_is_whole(copy, identity.database_key),
        clock=SystemClock(),
        begins=tell,
    )


def _exchange(
    path: Path, identity: "Identity", database: "Database", context: "DeskContext", members: "Members"
) -> "Exchange":
    """Sending and receiving; on a server's database the copies are the server's business."""
    from greendesk.adapters.desk_folder import COPIES
    from greendesk.adapters.exchange_file import ZipExchangeFiles
    from greendesk.adapters.parts import PartsCarrier
    from greendesk.use_cases.exchange import Exchange

    room = path / COPIES
    carrier = PartsCarrier(room, path / "parts")
    carrier.sweep()
    backups = backups_of(path, identity, database) if (path / DATABASE).exists() else None
    return Exchange(context, members, ZipExchangeFiles(identity.age_secret, room), carrier, backups)


def _doctor(
    path: Path,
    identity: "Identity",
    database: "Database",
    context: "DeskContext",
    blobs: "BlobStore",
    backups: "DeskBackups",
) -> "Doctor":
    """Examination and repair, with a backup before each repair on a server's database, too."""
    from greendesk.adapters.safety import RepairSafety
    from greendesk.adapters.set_aside import DamagedShelf
    from greendesk.use_cases.doctor import Doctor

    safety = RepairSafety(backups_of(path, identity, database), rules())
    shelf = DamagedShelf(path, blobs, context.clock)
    return Doctor(context, database.care(safety.databases), blobs, shelf, safety, backups)


def _context(identity: "Identity", database: "Database", blobs: "BlobStore", path: Path) -> "DeskContext":
    """The desk as use cases see it."""
    from greendesk.adapters.calendar_files import CalendarLibrary
    from greendesk.adapters.clock import SystemClock
    from greendesk.adapters.identity import RoundSigners
    from greendesk.adapters.list_files import read_list
    from greendesk.adapters.pinyin import pinyin_initials
    from greendesk.adapters.policy_files import RulesReader
    from greendesk.adapters.printer import PaperPrinter
    from greendesk.adapters.restored import RestoredDesk
    from greendesk.adapters.set_aside import DamagedShelf, owed
    from greendesk.use_cases.desk_context import DeskContext

    return DeskContext(
        works=database.work,
        store=database,
        registrar=identity,
        blobs=blobs,
        clock=SystemClock(),
        drafts=database.drafts,
        signers=RoundSigners(identity, database),
        printer=PaperPrinter(RESOURCES / "fonts"),
        library=RulesReader(),
        read_list=read_list,
        years=CalendarLibrary(rules()).calendar,
        initials=lru_cache(maxsize=100_000)(pinyin_initials),  # lists are read often, names change rarely
        retired=RestoredDesk(path),
        owed=owed(DamagedShelf(path, blobs, SystemClock()).missed),
    )


def warm_up() -> None:
    """Import what opening a desk needs, before it is asked for."""
    for name in HEAVY:
        import_module(name)


def _save_copy(blobs: "BlobStore", sha256: str, target: Path) -> None:
    import shutil

    from greendesk.adapters.atomic import atomic_file

    with blobs.open(sha256) as source, atomic_file(target) as stream:
        shutil.copyfileobj(source, stream, 1024 * 1024)
