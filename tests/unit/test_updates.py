"""Update files: who signed them, what may be taken, what is kept of it, and how the next program is started."""

import os
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_spec import update_file as tool
from greendesk.adapters.archive_errors import SourceVanished
from greendesk.adapters.calendar_files import CalendarLibrary
from greendesk.adapters.checklist_tools import ChecklistTools
from greendesk.adapters.installation import Installation, InstallDeclined, InstallerNotStarted
from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.adapters.rule_files import INDEX, RuleFiles, rules_digest, shipped_version
from greendesk.adapters.rule_trial import RulesFaulty
from greendesk.adapters.update_file import UpdateDamaged, open_update
from greendesk.adapters.update_keys import (
    KeyReplaced,
    NoPublisher,
    PublishersUnreadable,
    UpdateUnsigned,
    read_publisher,
)
from greendesk.adapters.update_writer import pem, rules_statement
from greendesk.adapters.verification import verify
from greendesk.domain.update import (
    Fate,
    FormatNewer,
    NotNewer,
    OtherPlatform,
    OtherProduct,
    ProgramTooOld,
    RulesNotNewer,
    StatementMalformed,
    read_statement,
    read_version,
    write_statement,
)
from greendesk.errors import GreendeskError
from greendesk.progress import SILENT
from greendesk.use_cases.update_lines import Way
from greendesk.use_cases.update_ports import InstallerChanged
from greendesk.use_cases.updates import KeyKnown, Updates, WrongKind
from tests.faults.share import PROVE
from tests.publishers import (
    CHANGES,
    CREATED,
    NEXT_YEAR,
    RESOURCES,
    UNPACKED,
    Publishing,
    few_rules,
    new_key,
    shipped,
)
from ui.messages import MESSAGES

FLIPS = 4000 if PROVE else 150
POLICY = "policies/national-2025.yaml"
CALENDAR = "calendar/cn-2027.yaml"
POSIX = pytest.mark.skipif(os.name == "nt", reason="starts shell scripts in place of an installer")


@pytest.fixture
def publishing(tmp_path: Path) -> Publishing:
    return Publishing(tmp_path / "publisher", resources=few_rules(tmp_path / "few"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "数据 home"


@pytest.fixture
def updates(publishing: Publishing, home: Path) -> Updates:
    return publishing.updates(home, UNPACKED)


def refused(kind: type[GreendeskError], work: Callable[[], object]) -> GreendeskError:
    with pytest.raises(kind) as raised:
        work()
    assert raised.value.code in MESSAGES
    return raised.value


# ---------------------------------------------------------------- versions and statements


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("0.1.0", "0.2.0"),
        ("0.9", "0.10"),
        ("1.0a1", "1.0b1"),
        ("1.0b2", "1.0rc1"),
        ("1.0rc9", "1.0"),
        ("1.0", "1.0.1"),
        ("2026.9.30", "2026.11.21"),
    ],
)
def test_versions_are_compared_as_people_mean_them(lower: str, higher: str) -> None:
    assert read_version(lower) < read_version(higher)
    assert read_version(higher) > read_version(lower)


def test_trailing_zeros_say_nothing_and_words_are_no_versions() -> None:
    assert read_version("0.2") == read_version("0.2.0")
    for text in ("", "v1", "1..2", "1.2.3.4.5", "1.0.dev1", "１.0", "1.0rc", "9999999", " 1"):
        with pytest.raises(ValueError, match=r".*"):
            read_version(text)


@given(st.lists(st.tuples(*(st.integers(0, 20) for _ in range(3))), min_size=2, max_size=6))
@settings(max_examples=30)
def test_versions_are_ordered_by_their_numbers(numbers: list[tuple[int, int, int]]) -> None:
    texts = [".".join(map(str, one)) for one in numbers]
    assert [read_version(one).order for one in sorted(texts, key=read_version)] == [
        read_version(".".join(map(str, one))).order for one in sorted(numbers)
    ]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("format", 2, FormatNewer),
        ("product", "RedDesk", OtherProduct),
        ("platform", "beos-x86", StatementMalformed),
        ("platform", "linux-x86_64", StatementMalformed),
        ("version", "next", StatementMalformed),
        ("files", [], StatementMalformed),
        ("surprise", 1, StatementMalformed),
        ("changes", {"zh": "只有中文"}, StatementMalformed),
    ],
)
def test_a_statement_that_contradicts_itself_is_refused(
    publishing: Publishing, field: str, value: object, kind: type[GreendeskError]
) -> None:
    import json

    with open_update(publishing.program(), publishing.known, {}) as update:
        values = json.loads(write_statement(update.statement))
    refused(kind, lambda: read_statement(json.dumps({**values, field: value}).encode()))


def test_rules_of_strange_names_and_programs_of_two_files_are_refused(publishing: Publishing) -> None:
    for name in ("policies/../x.yaml", "fonts/a.yaml", "policies/A.yaml", "policies/a.py"):
        path = publishing.folder / "a"
        path.write_bytes(b"x")
        statement = rules_statement(
            {name: path}, version="1", oldest="0.1.0", created=CREATED, changes=CHANGES
        )
        refused(StatementMalformed, lambda: read_statement(write_statement(statement)))  # noqa: B023


# ---------------------------------------------------------------- who signed


def test_what_the_publisher_signed_is_read(publishing: Publishing) -> None:
    with open_update(publishing.program(), publishing.known, {}) as update:
        assert update.publisher.name == "示例发布者"
        assert update.statement.version == "9.0.0"
        assert update.statement.changes == CHANGES


def test_without_a_publisher_nothing_is_believed(publishing: Publishing) -> None:
    path = publishing.program()
    refused(NoPublisher, lambda: open_update(path, (), {}).__enter__())
    assert verify(path).findings[0].code == "GD-801"


def test_another_s_key_is_refused(publishing: Publishing, tmp_path: Path) -> None:
    other = Publishing(tmp_path / "other")
    refused(UpdateUnsigned, lambda: open_update(other.program(), publishing.known, {}).__enter__())


def test_the_root_key_signs_no_updates_and_the_release_key_no_keys(publishing: Publishing) -> None:
    release, root = publishing.release, publishing.root
    publishing.release = root
    refused(UpdateUnsigned, lambda: open_update(publishing.program(), publishing.known, {}).__enter__())
    publishing.release = publishing.root = release
    _, path = publishing.replacement(new_key())
    refused(UpdateUnsigned, lambda: open_update(path, publishing.known, {}).__enter__())


def test_every_flipped_byte_is_refused(publishing: Publishing, tmp_path: Path) -> None:
    sealed, _ = publishing.replacement(new := new_key())
    publishing.release = new
    whole = publishing.program(key=sealed).read_bytes()
    target = tmp_path / "flipped.gdu"
    target.write_bytes(whole)
    with open_update(target, publishing.known, {}):
        pass
    chance = Random(20261121)
    places = range(len(whole)) if len(whole) <= FLIPS else chance.sample(range(len(whole)), FLIPS)
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        target.write_bytes(data)
        with pytest.raises(GreendeskError) as raised, open_update(target, publishing.known, {}):
            pytest.fail(f"byte {place}")
        assert raised.value.code in {"GD-802", "GD-803"}


@pytest.mark.parametrize("cut", [0, 1, 100, -1, -22])
def test_a_file_that_was_cut_or_that_goes_on_is_refused(
    publishing: Publishing, tmp_path: Path, cut: int
) -> None:
    whole = publishing.program().read_bytes()
    target = tmp_path / "cut.gdu"
    for data in (whole[:cut] if cut else b"", whole + b"x"):
        target.write_bytes(data)
        refused(UpdateDamaged, lambda: open_update(target, publishing.known, {}).__enter__())


@pytest.mark.parametrize("name", ["bag/data/extra.txt", "../evil.txt", "bag/data/program/../../x"])
def test_members_that_nobody_signed_are_refused(publishing: Publishing, tmp_path: Path, name: str) -> None:
    path = publishing.program()
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    target = tmp_path / "crafted.gdu"
    with zipfile.ZipFile(target, "w") as archive:
        for info, data in members:
            archive.writestr(info, data)
        archive.writestr(name.replace("bag", members[0][0].filename.partition("/")[0]), b"x")
    refused(UpdateDamaged, lambda: open_update(target, publishing.known, {}).__enter__())


def test_a_bomb_is_refused_because_nothing_may_be_compressed(publishing: Publishing, tmp_path: Path) -> None:
    path = publishing.program(data=b"\0" * 5_000_000)
    target = tmp_path / "bomb.gdu"
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for info in archive.infolist():
            packed.writestr(info.filename, archive.read(info), zipfile.ZIP_DEFLATED)
    assert target.stat().st_size < 50_000
    refused(UpdateDamaged, lambda: open_update(target, publishing.known, {}).__enter__())


def test_a_file_that_is_gone_or_a_folder_is_told(publishing: Publishing, tmp_path: Path) -> None:
    refused(SourceVanished, lambda: open_update(tmp_path / "gone.gdu", publishing.known, {}).__enter__())
    (tmp_path / "folder.gdu").mkdir()
    refused(GreendeskError, lambda: open_update(tmp_path / "folder.gdu", publishing.known, {}).__enter__())


def test_a_large_program_is_read_as_a_stream(publishing: Publishing, tmp_path: Path) -> None:
    path = publishing.program(data=bytes(48 * 1024 * 1024))
    tracemalloc.start()
    try:
        with open_update(path, publishing.known, {}) as update:
            update.extract(update.statement.files[0], tmp_path / "out.exe", SILENT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out.exe").stat().st_size == 48 * 1024 * 1024
    assert peak < 12 * 1024 * 1024


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the independent judge is not installed")
def test_openssl_finds_the_signature_good(publishing: Publishing, tmp_path: Path) -> None:
    with zipfile.ZipFile(publishing.program()) as archive:
        named = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    (tmp_path / "message").write_bytes(b"greendesk update 1\n" + named["update.json"])
    (tmp_path / "key.pem").write_text(pem(publishing.release.public_key()), "ascii")
    (tmp_path / "signature.b64").write_bytes(named["update.sig"])
    openssl = ["openssl", "base64", "-d", "-A", "-in", "signature.b64", "-out", "signature"]
    subprocess.run(openssl, cwd=tmp_path, check=True)
    judge = ["openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "message"]
    assert subprocess.run(judge, cwd=tmp_path, check=True, capture_output=True).stdout == b"Verified OK\n"
    (tmp_path / "message").write_bytes(b"greendesk update 2\n" + named["update.json"])
    assert subprocess.run(judge, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_verify_says_who_signed(publishing: Publishing) -> None:
    path = publishing.program()
    result = verify(path, trusted=lambda: (publishing.known, {}))
    assert result.whole
    assert result.kind == "update"
    assert [one.name for one in result.signatures] == ["示例发布者"]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert not verify(path, trusted=lambda: (publishing.known, {})).whole


def test_a_publisher_s_file_that_is_damaged_is_told(publishing: Publishing) -> None:
    path = publishing.keys / "publisher.toml"
    for text in ("", "format = 2", path.read_text("utf-8").replace("format = 1", "format = 3"), "x" * 20_000):
        path.write_text(text, "utf-8")
        refused(PublishersUnreadable, lambda: read_publisher(path))


# ---------------------------------------------------------------- another release key


def test_a_root_puts_another_release_key_in_place(
    publishing: Publishing, home: Path, updates: Updates
) -> None:
    old = publishing.program()
    stolen = publishing.release
    _, path = publishing.replacement(new := new_key())
    assert updates.look(path).new_key
    assert updates.take_key(path).publisher == "示例发布者"
    refused(KeyReplaced, lambda: updates.look(old))
    publishing.release = new
    assert updates.look(publishing.program()).statement.version == "9.0.0"
    refused(KeyKnown, lambda: updates.take_key(path))
    publishing.release = stolen
    refused(KeyReplaced, lambda: publishing.updates(home, UNPACKED).look(publishing.program()))


def test_an_update_brings_its_new_key_along_and_keeps_it_only_when_taken(
    publishing: Publishing, updates: Updates
) -> None:
    old = publishing.rules({CALENDAR: NEXT_YEAR})
    sealed, _ = publishing.replacement(new := new_key())
    publishing.release = new
    brought = publishing.program(key=sealed)
    assert updates.look(brought).new_key
    updates.look(old)  # looking changed nothing
    updates.prepare(brought, lambda: "", SILENT)
    refused(KeyReplaced, lambda: updates.look(old))
    assert not updates.look(brought).new_key


def test_a_lower_number_does_not_bring_an_old_key_back(publishing: Publishing, updates: Updates) -> None:
    second, third = new_key(), new_key()
    sealed, _ = publishing.replacement(second, number=2)
    updates.take_key(publishing.replacement(third, number=3)[1])
    publishing.release = second
    refused(UpdateUnsigned, lambda: updates.look(publishing.program(key=sealed)))


def test_keys_that_somebody_wrote_into_the_data_home_do_not_count(
    publishing: Publishing, home: Path, tmp_path: Path
) -> None:
    thief = Publishing(tmp_path / "thief")
    own = thief.updates(home, UNPACKED)
    own.take_key(thief.replacement(thief.release, number=9)[1])
    assert (home / "updates" / "keys.json").exists()
    updates = publishing.updates(home, UNPACKED)
    refused(UpdateUnsigned, lambda: updates.look(thief.program()))
    assert updates.look(publishing.program())


# ---------------------------------------------------------------- what may be taken


def test_programs_only_move_on(publishing: Publishing, home: Path, updates: Updates) -> None:
    for version in ("0.1.0", "0.2.0", "0.2", "0.2rc1"):
        path = publishing.program(version)
        refused(NotNewer, lambda: updates.look(path))  # noqa: B023
    assert updates.look(publishing.program("0.2.1")).here == "0.2.0"
    publishing.updates(home, UNPACKED, program="0.4.0").arrived()
    refused(NotNewer, lambda: updates.look(publishing.program("0.3.0")))
    updates.look(publishing.program("0.4.0"))


def test_programs_for_other_computers_and_for_newer_ones_are_refused(
    publishing: Publishing, updates: Updates
) -> None:
    refused(OtherPlatform, lambda: updates.look(publishing.program(platform="linux-x86_64")))
    refused(OtherPlatform, lambda: updates.look(publishing.program(platform="windows-aarch64")))
    refused(ProgramTooOld, lambda: updates.look(publishing.program(oldest="0.3.0")))
    refused(ProgramTooOld, lambda: updates.look(publishing.rules({CALENDAR: NEXT_YEAR}, oldest="0.3.0")))


def test_a_late_update_is_only_remarked(publishing: Publishing, home: Path) -> None:
    path = publishing.rules({CALENDAR: NEXT_YEAR}, fresh_until=CREATED)
    assert not publishing.updates(home, UNPACKED).look(path).stale
    late = publishing.updates(home, UNPACKED, today=CREATED + timedelta(days=1))
    assert late.look(path).stale
    late.take_rules(path)


def test_next_year_s_holidays_arrive(publishing: Publishing, home: Path, updates: Updates) -> None:
    rules = updates._store.rules
    library = CalendarLibrary(rules)
    assert 2027 not in library.calendar().years
    preview = updates.take_rules(publishing.rules({CALENDAR: NEXT_YEAR}))
    assert [line.fate for line in preview.lines] == [Fate.NEW]
    assert 2027 in library.calendar().years
    assert updates.overview().taken == ((CALENDAR, "2027.1.4"),)
    assert 2027 in CalendarLibrary(publishing.rule_files(home)).calendar().years


def test_newer_editions_count_and_older_ones_do_not_come_back(
    publishing: Publishing, home: Path, updates: Updates
) -> None:
    newer = publishing.rules({POLICY: shipped(POLICY) + "# 2\n"}, "2027.2.1")
    both = publishing.rules({POLICY: shipped(POLICY) + "# 1\n", CALENDAR: NEXT_YEAR}, "2027.1.4")
    library = PolicyLibrary(updates._store.rules)
    assert updates.look(newer).lines[0].before == shipped_version(RESOURCES)
    updates.take_rules(newer)
    assert library.policy_bytes("national-2025").endswith(b"# 2\n")
    assert [line.fate for line in updates.take_rules(both).lines] == [Fate.OLDER, Fate.NEW]
    assert library.policy_bytes("national-2025").endswith(b"# 2\n")
    assert library.policy("national-2025").id == "national-2025"
    for path in (newer, both):
        refused(RulesNotNewer, lambda: updates.look(path))  # noqa: B023


def test_rules_that_are_older_than_those_of_the_program_are_refused(
    publishing: Publishing, updates: Updates
) -> None:
    refused(
        RulesNotNewer, lambda: updates.look(publishing.rules({POLICY: shipped(POLICY) + "#\n"}, "2020.1.1"))
    )
    refused(RulesNotNewer, lambda: updates.look(publishing.rules({POLICY: shipped(POLICY)})))


def test_a_newer_program_s_own_rules_go_before_those_of_an_older_update(
    publishing: Publishing, home: Path, tmp_path: Path, updates: Updates
) -> None:
    updates.take_rules(publishing.rules({POLICY: shipped(POLICY) + "# 1\n", CALENDAR: NEXT_YEAR}))
    resources = few_rules(tmp_path / "resources")
    (resources / "rules.toml").write_text('version = "2027.6.1"\n', "utf-8")
    files = RuleFiles(resources, home / "rules")
    assert files.updated == {CALENDAR}
    assert not PolicyLibrary(files).policy_bytes("national-2025").endswith(b"# 1\n")


@pytest.mark.parametrize(
    "text", ["id: [", "format: 1\nid: national-2025\n", shipped(POLICY).replace("factory-", "nowhere-")]
)
def test_one_broken_file_refuses_the_whole_update(
    publishing: Publishing, home: Path, updates: Updates, text: str
) -> None:
    updates.take_rules(publishing.rules({CALENDAR: NEXT_YEAR}))
    before = (home / "rules" / INDEX).read_bytes()
    path = publishing.rules(
        {POLICY: text, "calendar/cn-2028.yaml": NEXT_YEAR.replace("2027", "2028")}, "2027.3"
    )
    refused(RulesFaulty, lambda: updates.take_rules(path))
    assert (home / "rules" / INDEX).read_bytes() == before
    assert len(list((home / "rules").glob("set-*"))) == 1
    assert len(PolicyLibrary(updates._store.rules).policies()) == 1


def test_a_checklist_that_breaks_another_s_policy_is_refused(
    publishing: Publishing, updates: Updates
) -> None:
    name = "checklists/factory-platform-2025.yaml"
    text = shipped(name).replace("category: factory", "category: park")
    assert text != shipped(name)
    refused(RulesFaulty, lambda: updates.take_rules(publishing.rules({name: text})))


def test_updated_checklists_forms_and_coefficients_are_read(publishing: Publishing, updates: Updates) -> None:
    names = (
        "checklists/factory-platform-2025.yaml",
        "forms/form-nmg-plan.yaml",
        "quantities/gbt2589-2020.yaml",
    )
    tools = ChecklistTools(updates._store.rules)
    before = tools.shipped()["factory-platform-2025"]
    updates.take_rules(publishing.rules({name: shipped(name) + "# 新\n" for name in names}))
    assert tools.shipped()["factory-platform-2025"] == before + "# 新\n"
    assert updates._store.rules.updated == frozenset(names)


@pytest.mark.parametrize("damage", ["byte", "missing", "index", "outside"])
def test_damaged_rules_of_updates_do_not_count_and_come_back_with_the_same_update(
    publishing: Publishing, home: Path, damage: str
) -> None:
    path = publishing.rules({CALENDAR: NEXT_YEAR, POLICY: shipped(POLICY) + "# 1\n"})
    publishing.updates(home, UNPACKED).take_rules(path)
    index = home / "rules" / INDEX
    held = next((home / "rules").glob("set-*")) / CALENDAR
    if damage == "byte":
        held.write_bytes(held.read_bytes() + b" ")
    elif damage == "missing":
        held.unlink()
    elif damage == "index":
        index.write_bytes(b"{")
    else:
        index.write_text(index.read_text("utf-8").replace(CALENDAR, "../../x.yaml"), "utf-8")
    files = publishing.rule_files(home)
    assert files.trouble
    assert files.updated == frozenset()
    assert len(PolicyLibrary(files).policies()) == 1
    updates = publishing.updates(home, UNPACKED)
    assert updates.overview().trouble
    older = publishing.rules({CALENDAR: NEXT_YEAR + "# old\n"}, "2026.12.1")
    refused(RulesNotNewer, lambda: updates.look(older))
    updates.take_rules(path)
    assert updates.overview().trouble == ""
    assert updates._store.rules.updated == {CALENDAR, POLICY}


def test_a_program_that_cannot_read_earlier_updates_does_without_them(
    publishing: Publishing, home: Path
) -> None:
    publishing.updates(home, UNPACKED).take_rules(publishing.rules({CALENDAR: NEXT_YEAR}))
    folder = next((home / "rules").glob("set-*"))
    text = NEXT_YEAR.replace("state: published", "state: dreamt")
    (folder / CALENDAR).write_bytes(text.encode())
    index = home / "rules" / INDEX
    import hashlib
    import json

    values = json.loads(index.read_text("utf-8"))
    values["files"][CALENDAR]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    index.write_text(json.dumps(values), "utf-8")
    files = publishing.rule_files(home, program="0.3.0")
    assert files.trouble == "cn-2027.yaml"
    assert files.updated == frozenset()
    updates = publishing.updates(home, UNPACKED, program="0.3.0")
    updates.take_rules(publishing.rules({CALENDAR: NEXT_YEAR + "#\n"}, "2027.2"))
    assert updates._store.rules.updated == {CALENDAR}


def test_a_new_program_tries_earlier_updates_once(publishing: Publishing, home: Path) -> None:
    import json

    publishing.updates(home, UNPACKED).take_rules(publishing.rules({CALENDAR: NEXT_YEAR}))
    assert publishing.rule_files(home, program="0.3.0").updated == {CALENDAR}
    assert json.loads((home / "rules" / INDEX).read_text("utf-8"))["program"] == "0.3.0"


def test_the_version_of_the_shipped_rules_is_of_today_s_bytes() -> None:
    import tomllib

    values = tomllib.loads((RESOURCES / "rules.toml").read_text("utf-8"))
    assert values["digest"] == rules_digest(RESOURCES), "run build_spec/update_file.py stamp"
    read_version(values["version"])


# ---------------------------------------------------------------- the next program


def test_a_backup_goes_first_and_the_program_lies_ready_checked(
    publishing: Publishing, home: Path, updates: Updates
) -> None:
    path = publishing.program()
    asked: list[bool] = []

    def backup() -> str:
        asked.append((home / "updates" / "ready").exists())
        return "备份/1"

    prepared = updates.prepare(path, backup)
    assert asked == [False]
    assert prepared.path.read_bytes() == b"MZ installer"
    assert prepared.path.is_relative_to(home / "updates" / "ready")
    assert prepared.way is Way.FOLDER
    if os.name != "nt":
        assert prepared.path.parent.stat().st_mode & 0o077 == 0
    prepared.path.write_bytes(b"MZ another")
    refused(InstallerChanged, lambda: updates.start(prepared))
    prepared.path.unlink()
    refused(InstallerChanged, lambda: updates.start(prepared))


def test_a_backup_that_fails_ends_the_update(publishing: Publishing, home: Path, updates: Updates) -> None:
    def full() -> str:
        raise InstallerNotStarted(reason="disk")

    refused(InstallerNotStarted, lambda: updates.prepare(publishing.program(), full))
    assert not (home / "updates" / "ready").exists()
    assert updates.arrived() is None


def test_what_came_is_told_once_after_the_restart(
    publishing: Publishing, home: Path, updates: Updates
) -> None:
    installed = Installation(executable=Path("g.exe"), frozen=True, windows=True, portable=False)
    before = publishing.updates(home, installed)
    before.prepare(publishing.program("0.3.0"), lambda: "备份/1")
    arrival = publishing.updates(home, installed, program="0.3.0").arrived()
    assert arrival is not None
    assert arrival.arrived
    assert (arrival.pending.before, arrival.pending.version, arrival.pending.backup) == (
        "0.2.0",
        "0.3.0",
        "备份/1",
    )
    assert arrival.pending.zh == CHANGES.zh
    assert not (home / "updates" / "ready").exists()
    assert publishing.updates(home, installed, program="0.3.0").arrived() is None
    before.prepare(publishing.program("0.4.0"), lambda: "")
    failed = before.arrived()
    assert failed is not None
    assert not failed.arrived
    assert before.arrived() is None


def test_rules_are_not_prepared_and_programs_not_taken(publishing: Publishing, updates: Updates) -> None:
    rules, program = publishing.rules({CALENDAR: NEXT_YEAR}), publishing.program()
    refused(WrongKind, lambda: updates.prepare(rules, lambda: ""))
    refused(WrongKind, lambda: updates.take_rules(program))
    refused(WrongKind, lambda: updates.take_key(program))


def test_a_state_that_cannot_be_read_is_no_obstacle(
    publishing: Publishing, home: Path, updates: Updates
) -> None:
    updates.take_rules(publishing.rules({CALENDAR: NEXT_YEAR}))
    for text in ("{", "[]", '{"rules": {"a": 1}}', '{"newest": "x"}', '{"pending": {"a": 1}}'):
        (home / "updates" / "state.json").write_text(text, "utf-8")
        assert updates.arrived() is None
        refused(RulesNotNewer, lambda: updates.look(publishing.rules({CALENDAR: NEXT_YEAR})))


# ---------------------------------------------------------------- how it was installed


def test_how_the_program_was_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "opt" / "greendesk"

    def way(*, frozen: bool = True, windows: bool = False, portable: bool = False) -> Way:
        found = Installation(
            executable=program, frozen=frozen, windows=windows, portable=portable, dpkg=tmp_path
        )
        return found.way()

    monkeypatch.setenv("PATH", str(tmp_path))
    assert way(frozen=False) is Way.FOLDER
    assert way(windows=True) is Way.SETUP
    assert way(windows=True, portable=True) is Way.PORTABLE
    assert way() is Way.FOLDER
    (tmp_path / "greendesk.list").write_text(f"/.\n{program}\n", "utf-8")
    assert way() is Way.ADMINISTRATOR


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o700)
    return path


@POSIX
@pytest.mark.parametrize(("outcome", "kind"), [("126", InstallDeclined), ("3", InstallerNotStarted)])
def test_the_system_asks_for_the_password_and_the_package_is_compared_again(
    publishing: Publishing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    outcome: str,
    kind: type[GreendeskError],
) -> None:
    tools, program = tmp_path / "bin", tmp_path / "greendesk"
    pkexec = script(tools / "pkexec", 'exec "$@"')
    script(tools / "dpkg", f'cp "$2" "{tmp_path}/installed"')
    (tmp_path / "greendesk.list").write_text(f"{program}\n", "utf-8")
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    installation = Installation(executable=program, frozen=True, windows=False, portable=False, dpkg=tmp_path)
    assert installation.way() is Way.PACKAGE
    with open_update(publishing.program(data=b"deb"), publishing.known, {}) as update:
        payload = update.statement.files[0]
        update.extract(payload, tmp_path / "a.deb", SILENT)
    installation.start(tmp_path / "a.deb", payload)
    assert (tmp_path / "installed").read_bytes() == b"deb"
    (tmp_path / "installed").unlink()
    script(pkexec, f'echo x >> "{tmp_path}/a.deb"; exec "$@"')  # somebody changes it after it was compared
    refused(InstallerNotStarted, lambda: installation.start(tmp_path / "a.deb", payload))
    assert not (tmp_path / "installed").exists()
    (tmp_path / "a.deb").write_bytes(b"deb")
    script(pkexec, f"exit {outcome}")
    refused(kind, lambda: installation.start(tmp_path / "a.deb", payload))


@POSIX
def test_the_windows_installer_is_started_with_its_words(publishing: Publishing, tmp_path: Path) -> None:
    told = tmp_path / "told"
    setup = script(tmp_path / "安装 setup.exe", f'echo "$@" > "{told}.part"; mv "{told}.part" "{told}"')
    with open_update(publishing.program(data=setup.read_bytes()), publishing.known, {}) as update:
        payload = update.statement.files[0]
    for portable, words in ((False, ""), (True, f" /PORTABLE /D={tmp_path}")):
        installation = Installation(
            executable=tmp_path / "greendesk.exe", frozen=True, windows=True, portable=portable
        )
        installation.start(setup, payload)
        subprocess.run(["sh", "-c", f'while [ ! -e "{told}" ]; do :; done'], check=True, timeout=20)
        assert told.read_text("utf-8").strip() == f"/S /RESTART /WAIT=180{words}"
        told.unlink()


# ---------------------------------------------------------------- the publisher's side


def test_the_publisher_s_tool_from_keys_to_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GREENDESK_PUBLISHER_PASSPHRASE", "release release")
    monkeypatch.setenv("GREENDESK_ROOT_PASSPHRASE", "root root root root")
    keys, stick = tmp_path / "keys", tmp_path / "stick"
    assert tool.main(["new-keys", str(keys), "--name", "示例", "--name-en", "Sample"]) == 0
    assert tool.main(["new-keys", str(keys), "--name", "示例", "--name-en", "Sample"]) == 1
    for name in ("release.pem", "root.pem"):
        assert b"ENCRYPTED PRIVATE KEY" in (keys / name).read_bytes()
    stick.mkdir()
    (keys / "root.pem").rename(stick / "root.pem")
    built_in = (read_publisher(keys / "publisher.toml"),)
    setup, calendar = tmp_path / "setup.exe", tmp_path / "calendar" / "cn-2027.yaml"
    setup.write_bytes(b"MZ")
    calendar.parent.mkdir()
    calendar.write_text(NEXT_YEAR, "utf-8")
    common = ["--keys", str(keys), "--zh", "说明", "--en", "words", "--out"]
    first, second, third = (tmp_path / f"{one}.gdu" for one in "123")
    program = ["program", str(setup), "--version", "0.3.0", "--platform", "windows-x86_64"]
    assert tool.main([*program, *common, str(first)]) == 0
    rules = ["rules", str(calendar), "--version", "2099.1.1"]
    assert tool.main([*rules, *common, str(second)]) == 0
    assert tool.main(["replace-release-key", str(keys), "--root", str(stick), "--out", str(third)]) == 0
    again = tmp_path / "4.gdu"
    assert tool.main([*program, *common, str(again)]) == 0
    for path in (first, second, third, again):
        with open_update(path, built_in, {}) as update:
            assert (update.replacement is not None) == (path in {third, again})
    monkeypatch.setenv("GREENDESK_PUBLISHER_PASSPHRASE", "another one here")
    assert tool.main([*program, *common, str(again)]) == 1
    calendar.write_text(NEXT_YEAR.replace("published", "hoped"), "utf-8")
    assert tool.main([*rules, *common, str(second)]) == 1
    assert "RulesFaulty" in capsys.readouterr().err


def test_the_tool_runs_by_itself() -> None:
    path = Path(tool.__file__)
    done = subprocess.run([sys.executable, str(path), "--help"], capture_output=True, check=True)
    assert b"replace-release-key" in done.stdout
