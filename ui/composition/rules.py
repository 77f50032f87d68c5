"""What comes with the program, and what needs no desk: policies, checklists, forms; verifying, packing."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.places import data_home

if TYPE_CHECKING:
    from greendesk.adapters.policy_files import PolicyLibrary
    from greendesk.adapters.rule_files import RuleFiles
    from greendesk.desk import PolicyChoice
    from greendesk.domain.checklist import Checklist
    from greendesk.domain.energy import EnergyBalance, EnergyTable
    from greendesk.domain.form import Form
    from greendesk.domain.package import PackageFile
    from greendesk.domain.verification import Verification
    from greendesk.errors import Refusal
    from greendesk.ports import Signer

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"


def rules() -> "RuleFiles":
    """The rules files of the program and of updates, the newer ones first; the same for the life of the process."""
    return _rules(data_home())


@cache
def _rules(home: Path) -> "RuleFiles":
    from greendesk.adapters.update_store import accepted_rules
    from ui.version import program_version

    return accepted_rules(RESOURCES, home / "rules", program_version() or "0")


def shipped_policies() -> "tuple[PolicyChoice, ...]":
    """The policies that come with the program or with an update, the sample last."""
    return _policies(rules().mark)


@cache
def _policies(_mark: str) -> "tuple[PolicyChoice, ...]":
    from greendesk.adapters.policy_files import PolicyLibrary

    library = PolicyLibrary(rules())
    choices = [_choice(library, library.policy_bytes(name), name) for name in library.policy_ids()]
    return tuple(sorted(choices, key=lambda choice: (choice.sample, choice.id)))


def shipped_forms() -> "tuple[Form, ...]":
    """The forms that come with the program or with an update."""
    return _forms(rules().mark)


@cache
def _forms(_mark: str) -> "tuple[Form, ...]":
    from greendesk.adapters.form_files import FormLibrary

    return FormLibrary(rules()).forms()


def read_policy(path: Path) -> "PolicyChoice":
    """A policy from a file; the checklists that it names are the shipped ones."""
    from greendesk.adapters.policy_files import PolicyLibrary

    return _choice(PolicyLibrary(rules()), path.read_bytes(), path.name)


def policy_faults(path: Path) -> "tuple[Refusal, ...]":
    """What is wrong with a policy file, everything at once; the checklists that it names are the shipped ones."""
    from greendesk.adapters.policy_files import PolicyLibrary

    return PolicyLibrary(rules()).faults(path.read_bytes(), path.name)


def read_checklist(text: str) -> "Checklist":
    """The checklist in an exact text, for example of a policy choice."""
    from greendesk.adapters.policy_files import RulesReader

    return RulesReader().checklist(text)


def read_energy(path: Path) -> "tuple[EnergyTable, EnergyBalance]":
    """Work out an energy balance from a file; needs no desk. Returns the coefficients used, too."""
    from greendesk.adapters.quantity_files import QuantityLibrary, parse_balance
    from greendesk.domain.energy import work_out

    table = QuantityLibrary(rules()).table()
    return table, work_out(table, parse_balance(path.read_bytes(), path.name, table))


def verify_file(path: Path, roots: "Sequence[bytes]" = ()) -> "Verification":
    """Say who signed a file and whether it is whole; needs no desk. `roots` are DER certificates to trust."""
    from greendesk.adapters.policy_files import PolicyLibrary
    from greendesk.adapters.verification import verify
    from greendesk.ledger.entry import sha256
    from ui.composition.publishers import trusted

    library = PolicyLibrary(rules())
    shipped = {sha256(library.policy_bytes(name)): name for name in library.policy_ids()}
    shipped |= {sha256(library.checklist_bytes(name)): name for name in library.checklist_ids()}
    return verify(path, roots, shipped, trusted)


def pack(source: str, unit: Mapping[str, str], target: Path, signer: "Signer | None" = None) -> int:
    """Write the files of a folder or archive as a package file, signed when there is a signer; returns how many."""
    import secrets
    import tempfile

    from greendesk.adapters.archives import open_source
    from greendesk.adapters.bag_writer import Kept
    from greendesk.adapters.blobs import BlobStore
    from greendesk.adapters.intake import receive
    from greendesk.adapters.package_file import write_package
    from greendesk.adapters.verification_package import package_signature
    from greendesk.progress import SILENT

    with tempfile.TemporaryDirectory(prefix="greendesk-") as folder:
        blobs = BlobStore(Path(folder), secrets.token_bytes(32))  # nobody reads what a killed program leaves
        with open_source(Path(source)) as opened:
            inventory = receive(opened, blobs, SILENT)
        sign = package_signature(signer) if signer else None

        def kept(file: "PackageFile") -> Kept:
            return Kept(size=file.size, open=partial(blobs.open, file.sha256))

        write_package(target, unit, inventory, kept, sign)
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
