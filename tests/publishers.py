"""A publisher with throw-away keys, and the update files that he writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from greendesk.adapters.installation import Installation
from greendesk.adapters.rule_files import RuleFiles
from greendesk.adapters.update_keys import Publisher, Sealed, read_publishers, write_publisher
from greendesk.adapters.update_source import UpdateSource
from greendesk.adapters.update_store import UpdateStore, accepted_rules
from greendesk.adapters.update_writer import (
    key_statement,
    pem,
    program_statement,
    rules_statement,
    seal,
    signer,
    write_update,
)
from greendesk.domain.update import Changes, Statement
from greendesk.use_cases.update_ports import Installer
from greendesk.use_cases.updates import Updates

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FEW = (
    "policies/national-2025.yaml",
    "checklists/factory-platform-2025.yaml",
    "checklists/factory-gbt36132-2025.yaml",
    "checklists/neg-national-2024.yaml",
    "calendar/cn-2026.yaml",
    "forms/form-nmg-plan.yaml",
    "quantities/formulas-gbt36132-2025.yaml",
)
UNPACKED = Installation(executable=Path("greendesk"), frozen=False, windows=False, portable=False)
CREATED = date(2026, 12, 1)
CHANGES = Changes(zh="示例：2027 年放假安排。", en="Sample: holidays of 2027.")
NEXT_YEAR = """format: 1
year: 2027
state: published
provenance: read_copy
source: 示例通知（虚构）
holidays:
- name: 元旦
  days: [2027-01-01]
work_days:
- name: 元旦
  days: [2027-01-03]
"""


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key of an afternoon."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Publishing:
    """A publisher and his folder; `release` and `root` may be changed by a test."""

    folder: Path
    release: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    root: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    number: int = 0
    resources: Path = RESOURCES

    def __post_init__(self) -> None:
        self.keys.mkdir(parents=True)
        text = write_publisher(
            "示例发布者", "Sample publisher", pem(self.root.public_key()), pem(self.release.public_key())
        )
        (self.keys / "publisher.toml").write_text(text, "utf-8")

    @property
    def keys(self) -> Path:
        """What a build gets."""
        return self.folder / "publishers"

    @property
    def known(self) -> tuple[Publisher, ...]:
        """The publisher as a build knows him."""
        return read_publishers(self.keys)

    def write(
        self,
        statement: Statement,
        files: Mapping[str, Path] | None = None,
        *,
        key: Sealed | None = None,
        by: ec.EllipticCurvePrivateKey | None = None,
    ) -> Path:
        """Write an update file."""
        self.number += 1
        target = self.folder / f"更新 {self.number}.gdu"
        write_update(target, seal(statement, signer(by or self.release)), files, key)
        return target

    def program(
        self,
        version: str = "9.0.0",
        *,
        data: bytes = b"MZ installer",
        platform: str = "windows-x86_64",
        oldest: str = "0.1.0",
        key: Sealed | None = None,
    ) -> Path:
        """An update of the program."""
        name = "greendesk.deb" if platform.startswith("linux") else "GreenDesk-setup.exe"
        setup = self.folder / name
        setup.write_bytes(data)
        statement = program_statement(
            setup, version=version, oldest=oldest, platform=platform, created=CREATED, changes=CHANGES
        )
        return self.write(statement, {f"program/{name}": setup}, key=key)

    def rules(
        self,
        files: Mapping[str, str | bytes],
        version: str = "2027.1.4",
        *,
        oldest: str = "0.1.0",
        fresh_until: date | None = None,
        versions: Mapping[str, str] | None = None,
    ) -> Path:
        """An update of rules: names and texts."""
        paths = {}
        for name, text in files.items():
            paths[name] = self.folder / name
            paths[name].parent.mkdir(exist_ok=True)
            paths[name].write_bytes(text if isinstance(text, bytes) else text.encode())
        statement = rules_statement(
            paths,
            version=version,
            oldest=oldest,
            created=CREATED,
            changes=CHANGES,
            fresh_until=fresh_until,
            versions=versions,
        )
        return self.write(statement, paths)

    def replacement(self, release: ec.EllipticCurvePrivateKey, number: int = 2) -> tuple[Sealed, Path]:
        """The root's word that another release key holds, alone and as an update file."""
        statement = key_statement(
            pem(release.public_key()), number=number, oldest="0.1.0", created=CREATED, changes=CHANGES
        )
        return seal(statement, signer(self.root)), self.write(statement, by=self.root)

    def updates(
        self, home: Path, installer: Installer, *, program: str = "0.2.0", today: date = CREATED
    ) -> Updates:
        """What a program with this publisher does with updates, in a data home."""
        store = UpdateStore(
            folder=home / "updates",
            rules=self.rule_files(home, program),
            program=program,
            platform="windows-x86_64",
        )
        source = UpdateSource(publishers_folder=self.keys, folder=home / "updates")
        return Updates(source, store, installer, lambda: today)

    def rule_files(self, home: Path, program: str = "0.2.0") -> RuleFiles:
        """The rules of a data home."""
        return accepted_rules(self.resources, home / "rules", program)


def few_rules(folder: Path) -> Path:
    """Resources with so few rules that reading all of them takes no time."""
    for name in FEW:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((RESOURCES / name).read_bytes())
    (folder / "rules.toml").write_bytes((RESOURCES / "rules.toml").read_bytes())
    return folder


def shipped(name: str) -> str:
    """The text of a rules file that comes with the program."""
    return (RESOURCES / name).read_text("utf-8")
