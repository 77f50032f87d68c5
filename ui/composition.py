"""The only wiring: folders, database, adapters and use cases become a desk. Starts without Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.ports import Person

if TYPE_CHECKING:
    from db.database import Database
    from greendesk.adapters.backups import Backups
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.desk_folder import DeskLock
    from greendesk.adapters.identity import Identity
    from greendesk.adapters.policy_files import PolicyLibrary
    from greendesk.desk import Desk, PolicyChoice
    from greendesk.domain.checklist import Checklist
    from greendesk.domain.energy import EnergyBalance, EnergyTable
    from greendesk.domain.form import Form
    from greendesk.domain.package import Inventory
    from greendesk.domain.reply import ReplyForm
    from greendesk.domain.verification import Verification
    from greendesk.errors import Fault, Refusal
    from greendesk.ports import Progress, Signer
    from greendesk.signing_keys import KeySource, TokenAccess, TokenKeyLine, TokenLine, TokenPlace
    from greendesk.use_cases.desk_context import DeskContext
    from greendesk.use_cases.doctor import Doctor
    from greendesk.use_cases.exchange import Exchange
    from greendesk.use_cases.membership import Members

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
IDENTITY = "identity.json"
UNFINISHED = "identity.unfinished"
DATABASE = "desk.db"
SERVER = "GREENDESK_DATABASE_URL"  # the address of a PostgreSQL database that the desks of an office share
FILES = "GREENDESK_FILES"  # the folder of attachments that they share with it
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


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """A folder that holds, or will hold, a desk; one that is `alone` keeps its records in it, whatever is set."""

    path: Path
    alone: bool = False

    @property
    def exists(self) -> bool:
        """Whether a desk was made here."""
        return (self.path / IDENTITY).exists()

    def trouble(self) -> "Fault | None":
        """Why the desk cannot be opened now: another program has it, or the folder cannot be written."""
        from greendesk.adapters.desk_folder import DeskFolderUnwritable, DeskInUse, claim

        try:
            claim(self.path).release()
        except (DeskInUse, DeskFolderUnwritable) as fault:
            return fault
        return None

    def owner(self) -> Person:
        """Whose desk this is; needs no passphrase."""
        from greendesk.adapters.identity_owner import read_person

        return read_person(self.path / IDENTITY)

    def token(self) -> "TokenPlace | None":
        """On which token the signing key lies, or nothing when it lies under the passphrase, which this needs not."""
        from greendesk.adapters.identity_owner import read_token

        return read_token(self.path / IDENTITY)

    def create(self, person: Person, passphrase: str, key: "KeySource | None" = None) -> "Desk":
        """Make a new desk here and open it; without a source its signing key is made on this computer."""
        from greendesk.adapters.atomic import sync_folder
        from greendesk.adapters.desk_folder import DeskThere, claim
        from greendesk.adapters.identity import create_identity
        from greendesk.signing_keys import NEW_KEY

        lock = claim(self.path)
        unfinished = self.path / UNFINISHED
        if self.exists or ((self.path / DATABASE).exists() and not unfinished.exists()):
            lock.release()
            raise DeskThere(folder=self.path.name)
        try:
            self._clear()
            identity = create_identity(unfinished, person, passphrase, key or NEW_KEY)
            desk = self._open(identity, lock)
            unfinished.replace(self.path / IDENTITY)  # the last step: a desk with an identity is whole
            sync_folder(self.path)
        except BaseException:
            self._clear()
            lock.release()
            raise
        return desk

    def _clear(self) -> None:
        """Remove what a creation that did not end has left."""
        for name in (UNFINISHED, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (self.path / name).unlink(missing_ok=True)

    def unlock(self, passphrase: str, pin: str = "") -> "Desk":
        """Open the desk that is here; a key on a token signs only when there is a PIN."""
        from greendesk.adapters.desk_folder import claim, require_records
        from greendesk.adapters.identity import unlock_identity

        lock = claim(self.path)
        try:
            if not self._server:
                require_records(self.path / DATABASE)
            identity = unlock_identity(self.path / IDENTITY, passphrase, pin)
            return self._open(identity, lock)
        except BaseException:
            lock.release()
            raise

    def rescue(self, passphrase: str, pin: str = "") -> "Desk":
        """Open the desk; when its data file no longer opens, what can be read of it is put into a new one first.

        The damaged file is kept in `damaged/`; raises what `unlock` raises, also when nothing can be read.
        """
        from db.faults import DatabaseDamaged

        try:
            return self.unlock(passphrase, pin)
        except DatabaseDamaged:
            if self._server:
                raise
            self._salvage(passphrase)
            return self.unlock(passphrase, pin)

    def _salvage(self, passphrase: str) -> None:
        from db.salvage import salvage
        from greendesk.adapters.blobs import BlobStore
        from greendesk.adapters.clock import SystemClock
        from greendesk.adapters.desk_folder import claim
        from greendesk.adapters.identity import unlock_identity
        from greendesk.adapters.safety import databases
        from greendesk.adapters.set_aside import DamagedShelf
        from greendesk.ports import SILENT
        from greendesk.use_cases.care import missed_of

        lock = claim(self.path)
        try:
            identity = unlock_identity(self.path / IDENTITY, passphrase)
            identity.key.close()
            shelf = DamagedShelf(self.path, BlobStore(self.path / "files"), SystemClock())
            kept, copies = Path(shelf.place(DATABASE)), tuple(databases(self.path / "backups"))
            found = salvage(self.path / DATABASE, identity.database_key, kept, copies, SILENT)
            shelf.note(missed_of(found))
        finally:
            lock.release()

    @property
    def _server(self) -> str:
        """The address of the database with this desk's records, "" when it has, or will have, a file of its own."""
        return "" if self.alone or (self.path / DATABASE).exists() else environ.get(SERVER, "")

    def _open(self, identity: "Identity", lock: "DeskLock") -> "Desk":
        """Open the desk; with it the key is closed and the folder let go."""

        def release() -> None:
            identity.key.close()
            lock.release()

        try:
            return _open(self.path, identity, release, self._server)
        except BaseException:
            identity.key.close()
            raise

    def change_passphrase(self, old: str, new: str) -> None:
        """Put the same keys under another passphrase."""
        from greendesk.adapters.identity import save_identity, unlock_identity

        save_identity(self.path / IDENTITY, unlock_identity(self.path / IDENTITY, old), new)

    def save_key(
        self, passphrase: str, target: Path, password: str, chains: "Sequence[tuple[bytes, ...]]"
    ) -> None:
        """Write the signing key with its certificates (DER, one chain a round) as a certificate file (.p12)."""
        from greendesk.adapters.identity import save_key, unlock_identity

        save_key(unlock_identity(self.path / IDENTITY, passphrase), target, password, chains)


def tokens(module: str) -> "tuple[TokenLine, ...]":
    """The tokens that are plugged in, by the PKCS#11 library of their maker."""
    from greendesk.adapters.identity_token import list_tokens

    return list_tokens(module)


def token_keys(access: "TokenAccess") -> "tuple[TokenKeyLine, ...]":
    """The key pairs on a token that a desk can sign with."""
    from greendesk.adapters.identity_token import list_keys

    return list_keys(access)


def _open(path: Path, identity: "Identity", release: Callable[[], None], server: str) -> "Desk":
    from db.database import Database
    from greendesk.adapters.archives import open_source
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.checklist_tools import ChecklistTools
    from greendesk.adapters.desk_folder import COPIES, sweep
    from greendesk.adapters.intake import receive
    from greendesk.adapters.package_file import PackageSource
    from greendesk.adapters.papers.working_sheet import write_working
    from greendesk.adapters.quantity_files import QuantityLibrary
    from greendesk.adapters.shared_files import SharedBlobStore
    from greendesk.adapters.verification_package import refuse_broken_signature
    from greendesk.desk import Desk
    from greendesk.ledger.entry import sha256
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
    blobs = SharedBlobStore(Path(shared)) if shared else BlobStore(path / "files")
    blobs.forget_incoming()
    database = Database(server or path / DATABASE, identity.database_key, sha256(identity.public_key))
    context = _context(identity, database, blobs, path)

    def intake(source: str, progress: "Progress") -> "tuple[Inventory, Mapping[str, str] | None]":
        with open_source(Path(source)) as opened:
            if isinstance(opened, PackageSource):
                refuse_broken_signature(opened)
                return receive(opened, blobs, progress), opened.unit
            return receive(opened, blobs, progress), None

    def read_form(data: bytes) -> "ReplyForm":
        from greendesk.adapters.reply_form import read_reply_form

        return read_reply_form(data)

    def close() -> None:
        database.close()
        sweep(path)
        release()

    members = Members(context)
    rounds = Rounds(context, members)
    applications = Applications(context, intake)
    road = Road(context)
    return Desk(
        folder=path,
        person=identity.person,
        rounds=rounds,
        members=members,
        applications=applications,
        opinions=Opinions(context),
        consultation=Consultation(context),
        replies=Replies(context, read_form),
        reviews=Reviews(context, applications),
        panel=Panel(context, applications),
        eligibility=Eligibility(context),
        road=road,
        publication=Publication(context, road),
        checklists=Checklists(context, ChecklistTools(RESOURCES)),
        quantities=Quantities(context, QuantityLibrary(RESOURCES), write_working),
        exchange=_exchange(path, identity, database, context, members),
        quarantine=Quarantine(context),
        blobs=blobs,
        forms=shipped_forms,
        policies=shipped_policies,
        read_policy=read_policy,
        open_copy=lambda sha256, name: blobs.read_only_copy(sha256, name, path / COPIES),
        save_copy=lambda sha256, target: _save_copy(blobs, sha256, target),
        check=database.check,
        doctor=_doctor(path, identity, database, context, blobs),
        save_database_copy=database.save_copy,
        chain=lambda round_id: context.signer(round_id).chain,
        pack=lambda source, unit, target, round_id: pack(source, unit, target, context.signer(round_id)),
        close=close,
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
    backups = _backups(path, identity, database) if (path / DATABASE).exists() else None
    return Exchange(context, members, ZipExchangeFiles(identity.age_secret, room), carrier, backups)


def _backups(path: Path, identity: "Identity", database: "Database") -> "Backups":
    """The backups in the desk's own folder."""
    from db.copy_check import copy_is_whole
    from db.tail import join_tail
    from greendesk.adapters.backups import Backups
    from greendesk.adapters.clock import SystemClock

    backups = Backups(
        folder=path / "backups",
        identity=path / IDENTITY,
        save=database.save_copy,
        whole=lambda copy: copy_is_whole(copy, identity.database_key),
        save_tail=database.save_tail,
        join_tail=lambda base, tail, target: join_tail(base, tail, target, identity.database_key),
        clock=SystemClock(),
    )
    backups.sweep()
    return backups


def _doctor(
    path: Path, identity: "Identity", database: "Database", context: "DeskContext", blobs: "BlobStore"
) -> "Doctor":
    """Examination and repair, with a backup before each repair on a server's database, too."""
    from greendesk.adapters.safety import RepairSafety
    from greendesk.adapters.set_aside import DamagedShelf
    from greendesk.use_cases.doctor import Doctor

    safety = RepairSafety(_backups(path, identity, database))
    shelf = DamagedShelf(path, blobs, context.clock)
    return Doctor(context, database.care(safety.databases), blobs, shelf, safety)


def _context(identity: "Identity", database: "Database", blobs: "BlobStore", path: Path) -> "DeskContext":
    """The desk as use cases see it."""
    from greendesk.adapters.calendar_files import CalendarLibrary
    from greendesk.adapters.clock import SystemClock
    from greendesk.adapters.identity import RoundSigners
    from greendesk.adapters.list_files import read_list
    from greendesk.adapters.pinyin import pinyin_initials
    from greendesk.adapters.policy_files import RulesReader
    from greendesk.adapters.printer import PaperPrinter
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
        calendar=CalendarLibrary(RESOURCES).calendar(),
        initials=lru_cache(maxsize=100_000)(pinyin_initials),  # lists are read often, names change rarely
        owed=owed(DamagedShelf(path, blobs, SystemClock()).missed),
    )


def warm_up() -> None:
    """Import what opening a desk needs, before it is asked for."""
    for name in HEAVY:
        import_module(name)


@cache
def shipped_policies() -> "tuple[PolicyChoice, ...]":
    """The policies that come with the program, the sample last."""
    from greendesk.adapters.policy_files import PolicyLibrary

    library = PolicyLibrary(RESOURCES)
    choices = [_choice(library, library.policy_bytes(name), name) for name in library.policy_ids()]
    return tuple(sorted(choices, key=lambda choice: (choice.sample, choice.id)))


@cache
def shipped_forms() -> "tuple[Form, ...]":
    """The forms that come with the program."""
    from greendesk.adapters.form_files import FormLibrary

    return FormLibrary(RESOURCES).forms()


def read_policy(path: Path) -> "PolicyChoice":
    """A policy from a file; the checklists that it names are the shipped ones."""
    from greendesk.adapters.policy_files import PolicyLibrary

    return _choice(PolicyLibrary(RESOURCES), path.read_bytes(), path.name)


def policy_faults(path: Path) -> "tuple[Refusal, ...]":
    """What is wrong with a policy file, everything at once; the checklists that it names are the shipped ones."""
    from greendesk.adapters.policy_files import PolicyLibrary

    return PolicyLibrary(RESOURCES).faults(path.read_bytes(), path.name)


def read_checklist(text: str) -> "Checklist":
    """The checklist in an exact text, for example of a policy choice."""
    from greendesk.adapters.policy_files import RulesReader

    return RulesReader().checklist(text)


def read_energy(path: Path) -> "tuple[EnergyTable, EnergyBalance]":
    """Work out an energy balance from a file; needs no desk. Returns the coefficients used, too."""
    from greendesk.adapters.quantity_files import QuantityLibrary, parse_balance
    from greendesk.domain.energy import work_out

    table = QuantityLibrary(RESOURCES).table()
    return table, work_out(table, parse_balance(path.read_bytes(), path.name, table))


def verify_file(path: Path, roots: "Sequence[bytes]" = ()) -> "Verification":
    """Say who signed a file and whether it is whole; needs no desk. `roots` are DER certificates to trust."""
    from greendesk.adapters.policy_files import PolicyLibrary
    from greendesk.adapters.verification import verify
    from greendesk.ledger.entry import sha256

    library = PolicyLibrary(RESOURCES)
    shipped = {sha256(library.policy_bytes(name)): name for name in library.policy_ids()}
    shipped |= {sha256(library.checklist_bytes(name)): name for name in library.checklist_ids()}
    return verify(path, roots, shipped)


def pack(source: str, unit: Mapping[str, str], target: Path, signer: "Signer | None" = None) -> int:
    """Write the files of a folder or archive as a package file, signed when there is a signer; returns how many."""
    import tempfile

    from greendesk.adapters.archives import open_source
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.intake import receive
    from greendesk.adapters.package_file import write_package
    from greendesk.adapters.verification_package import package_signature
    from greendesk.ports import SILENT

    with tempfile.TemporaryDirectory(prefix="greendesk-") as folder:
        blobs = BlobStore(Path(folder))
        with open_source(Path(source)) as opened:
            inventory = receive(opened, blobs, SILENT)
        sign = package_signature(signer) if signer else None
        write_package(target, unit, inventory, lambda file: blobs.path(file.sha256), sign)
    return len(inventory.files)


def _choice(library: "PolicyLibrary", data: bytes, name: str) -> "PolicyChoice":
    from greendesk.adapters.policy_files import parse_policy
    from greendesk.desk import PolicyChoice

    policy = parse_policy(data, name)
    checklists = {one: text.decode() for one, text in library.checklists_of(policy).items()}
    return PolicyChoice(
        id=policy.id,
        title=policy.title,
        region=policy.region,
        year=policy.year,
        level=policy.level.value,
        sample=policy.sample,
        text=data.decode(),
        checklists=checklists,
    )


def _save_copy(blobs: "BlobStore", sha256: str, target: Path) -> None:
    import shutil

    from greendesk.adapters.atomic import atomic_file

    with blobs.open(sha256) as source, atomic_file(target) as stream:
        shutil.copyfileobj(source, stream, 1024 * 1024)
