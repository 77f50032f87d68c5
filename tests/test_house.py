"""The rules of the house: who imports whom, what no module does, what no file may say."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure
from reportlab.pdfbase.ttfonts import TTFont as PrintedFont

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("greendesk", "db", "ui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
LOCKS = ("requirements.lock", "requirements-dev.lock", "build_spec/installer.lock")
NOT_OURS = {".git", ".venv", "build", "dist", "out", "LICENSES", "__pycache__", ".hypothesis"}
TEXT = {
    "",
    ".cfg",
    ".cmd",
    ".json",
    ".lock",
    ".md",
    ".ps1",
    ".py",
    ".qss",
    ".sh",
    ".spec",
    ".svg",
    ".template",
}
TEXT |= {".toml", ".ts", ".txt", ".yaml", ".yml", ".csv"}


configure()  # import-linter keeps its readers and its printer in a registry of its own


@cache
def modules() -> dict[Path, ast.Module]:
    """Parse every module of the three packages once."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            found[path.relative_to(ROOT)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of every module that is imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def text_files() -> Iterator[Path]:
    """Yield the text files of the project, without what is made from them or comes from others."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if (
                path.name in NOT_OURS
                or path.name.endswith(("_cache", ".egg-info"))
                or path.name == ".hypothesis"
            ):
                continue
            if path.is_dir():
                folders.append(path)
            elif path.suffix in TEXT:
                yield path


def pinned(lock: str) -> dict[str, list[str]]:
    """Return the lines that follow each requirement of a lock, under its name and version."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"[A-Za-z0-9][\w.-]*==[^ ]+", line):
            found[match[0].lower()] = []
        elif line.strip().startswith("--hash="):
            found[list(found)[-1]].append(line.strip())
    return found


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["id"])
def test_import_contract_is_kept(contract: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    kept = lint_imports(str(ROOT / "pyproject.toml"), (contract["id"],), cache_dir=None, no_logo=True)
    assert kept, f"{contract['name']}\n{capsys.readouterr().out}"


def test_a_broken_contract_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "broken_house"
    package.mkdir()
    for name, text in (("__init__", ""), ("below", "import broken_house.above"), ("above", "")):
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    configuration = tmp_path / "contract.toml"
    configuration.write_text(
        '[tool.importlinter]\nroot_packages = ["broken_house"]\n[[tool.importlinter.contracts]]\n'
        'id = "order"\nname = "order"\ntype = "layers"\n'
        'layers = ["broken_house.above", "broken_house.below"]\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert not lint_imports(str(configuration), ("order",), cache_dir=None, no_logo=True)


def test_only_the_theme_sets_style_sheets() -> None:
    offenders = [
        f"{path}:{call.lineno}"
        for path, tree in modules().items()
        for name, call in calls(tree)
        if name == "setStyleSheet" and path != Path("ui/theme.py")
    ]
    assert offenders == []


def test_nothing_sleeps_or_spins_the_event_loop() -> None:
    banned = {"sleep", "msleep", "usleep", "processEvents"}
    offenders = [
        f"{path}:{call.lineno} {name}"
        for path, tree in modules().items()
        for name, call in calls(tree)
        if name in banned
    ]
    assert offenders == []


def test_signals_are_connected_to_methods_that_do_not_keep_windows_alive() -> None:
    offenders = []
    for path, tree in modules().items():
        for name, call in calls(tree):
            if name == "connect":
                for argument in call.args:
                    is_partial = isinstance(argument, ast.Call) and "partial" in ast.unparse(argument.func)
                    if isinstance(argument, ast.Lambda) or is_partial:
                        offenders.append(f"{path}:{call.lineno}")
    assert offenders == []


def test_item_models_know_no_widgets() -> None:
    offenders = [
        str(path)
        for path, tree in modules().items()
        if path.is_relative_to("ui/models") and any("QtWidgets" in name for name in imported_names(tree))
    ]
    assert offenders == []


def test_tests_replace_nothing_and_wait_for_nothing_but_signals() -> None:
    offenders = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        offenders += [f"{path.name} {name}" for name in imported_names(tree) if name.endswith("mock")]
        for name, call in calls(tree):
            if name in {"sleep", "msleep"} or ast.unparse(call.func) == "qtbot.wait":
                offenders.append(f"{path.name}:{call.lineno} {name}")
    assert offenders == []


def test_every_exemption_from_a_check_names_its_code() -> None:
    nameless = re.compile(r"# (noqa(?!: [A-Z]+[0-9]+)|type: ignore(?!\[))")
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in text_files()
        if path.suffix == ".py" and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if nameless.search(line)
    ]
    assert offenders == []


def test_everything_imported_is_declared() -> None:
    def plain(name: str) -> str:
        return re.split(r"[^\w-]", name.replace("_", "-").replace(".", "-").lower())[0]

    declared = {plain(requirement.replace("_", "-")) for requirement in PROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    undeclared = {
        f"{path}: {name}"
        for path, tree in modules().items()
        for name in {full.split(".")[0] for full in imported_names(tree)}
        if name not in sys.stdlib_module_names
        and name not in PACKAGES
        and not {plain(owner) for owner in owners.get(name, [])} & (declared | {"shiboken6"})
    }
    assert undeclared == set()


def test_no_file_names_the_machine_it_was_written_on() -> None:
    places = re.compile("|".join(("/wo" + "rk/", "/ho" + "me/[a-z]", r"\.py" + "env", "/opt/py" + "pi")))
    offenders = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in text_files()
        if (match := places.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert offenders == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|index|find-links|trusted-host| @ ", text)
    requirements = pinned(lock)
    assert requirements
    assert [name for name, hashes in requirements.items() if not hashes] == []


def test_the_locks_agree() -> None:
    assert set(pinned("requirements.lock")) <= set(pinned("requirements-dev.lock"))


def test_the_notice_names_every_package_that_is_shipped() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").lower().split())
    missing = [name for name in pinned("requirements.lock") if name.replace("==", " ") not in notice]
    assert missing == [], "run build_spec/notices.py with the environment's Python"


def test_pages_for_people_stay_short() -> None:
    limits = {"README.md": 80, "README.zh-CN.md": 80, "ARCHITECTURE.md": 150, "CONTRIBUTING.md": 150}
    made = re.compile(r"^<!-- \S+: made by .*?^<!-- end of \S+ -->$", re.MULTILINE | re.DOTALL)
    texts = {name: made.sub("", (ROOT / name).read_text(encoding="utf-8")) for name in limits}
    lengths = {name: len(text.splitlines()) for name, text in texts.items()}
    assert [name for name, length in lengths.items() if length > limits[name]] == []


def test_pictures_shown_in_the_readme_exist() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / picture).is_file(), f"{name}: {picture}"


def test_the_shipped_font_writes_every_common_and_many_rare_names() -> None:
    font = ROOT / "resources" / "fonts" / "WenQuanYiMicroHei.ttf"
    with TTFont(font) as opened:
        characters = opened.getBestCmap()
    rows = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    common = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert len(common) == 6763
    assert [
        letter for letter in common + "齉龘囍赟垚翀婧喆堃昇①㎡℃—“”…·" if ord(letter) not in characters
    ] == []
    assert PrintedFont("House", str(font)).face.familyName == b"WenQuanYi Micro Hei"
    assert (font.with_name("WenQuanYiMicroHei.LICENSE.txt")).is_file()
