"""A check that all of the program was packed: each module of ours, and what they import only when they need it."""

import pkgutil
import sys
from collections.abc import Iterator
from dis import opmap
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from ui.selftest.checking import expect

_OURS = ("greendesk", "db", "ui")
_RUN_BY_OTHERS = "db.migrations"  # by the library that changes databases, in surroundings that it makes
# what libraries load by names that stand in no import
_BY_NAME = (
    "alembic.ddl.postgresql",
    "fontTools.subset",
    "psycopg_binary._psycopg",
    "psycopg_binary.pq",
    "sqlalchemy.dialects.postgresql.psycopg",
    "uharfbuzz",
)
# what only the other system has
_ELSEWHERE = {"linux": {"_winapi", "msvcrt", "winreg"}, "win32": {"fcntl", "resource"}}
_FOR_READERS_OF_TYPES = "_typeshed"  # there for no running program
_WIDER, _CONSTANT, _IMPORT = (opmap[name] for name in ("EXTENDED_ARG", "LOAD_CONST", "IMPORT_NAME"))


def imports_every_part(folder: Path) -> None:
    """Check that every module loads, and whatever one of them imports in the middle of its work."""
    del folder
    ours = list(_modules())
    expect("ui.program" in ours, ours)
    named = {found for module in ours for code in _codes(_code_of(module)) for found in _named_in(code)}
    wanted = {*((module, ()) for module in ours), *named, *((name, ()) for name in _BY_NAME)}
    missing = {}
    for name, members in sorted(wanted):
        try:
            _import(name, members)
        except ImportError as failure:
            if name not in _ELSEWHERE.get(sys.platform, set()):
                missing[name] = str(failure)
    expect(not missing, missing)


def _import(name: str, members: tuple[str, ...]) -> None:
    """Do what `from name import members` does."""
    module = import_module(name)
    for member in members:
        if not hasattr(module, member) and name not in sys.stdlib_module_names:
            import_module(f"{name}.{member}")


def _modules() -> Iterator[str]:
    for package in _OURS:
        yield package
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.startswith(_RUN_BY_OTHERS):
                yield module.name


def _code_of(module: str) -> CodeType | None:
    spec = find_spec(module)
    loader: Any = spec.loader if spec else None  # each kind that holds code can tell it
    code: CodeType | None = loader.get_code(module) if loader else None
    return code


def _codes(code: CodeType | None) -> Iterator[CodeType]:
    """A piece of code and those inside it."""
    if code is not None:
        yield code
        for inner in code.co_consts:
            if isinstance(inner, CodeType):
                yield from _codes(inner)


def _named_in(code: CodeType) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The modules in the imports of a piece of code, each with the names that are taken from it."""
    wider, constant = 0, 0
    for step, low in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        argument = wider << 8 | low
        wider = argument if step == _WIDER else 0
        if step == _CONSTANT:
            constant = argument
        elif step == _IMPORT and code.co_names[argument] != _FOR_READERS_OF_TYPES:
            yield code.co_names[argument], code.co_consts[constant] or ()
