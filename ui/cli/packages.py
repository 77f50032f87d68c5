"""`package` and `receive`: making a package file, and taking one in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from greendesk.domain.credit_code import check_credit_code
from greendesk.use_cases.applications import UnitData
from ui.cli.options import Commands, add_desk_options, add_round_option
from ui.cli.report import Outcome, table
from ui.cli.session import new_file, open_round, the_application
from ui.cli.speech import CATEGORIES, DOCUMENTS, say, spelled, word
from ui.composition.rules import pack

_FIELDS = (
    ("unit", ("单位全称", "full name of the unit")),
    ("credit_code", ("统一社会信用代码", "unified social credit code")),
    ("category", ("", "")),
    ("region", ("地区", "region")),
    ("industry", ("行业", "industry")),
    ("third_party", ("第三方机构", "third-party body")),
    ("address", ("地址", "address")),
    ("contact", ("联系人", "contact")),
    ("telephone", ("电话", "telephone")),
    ("remark", ("备注", "remark")),
)


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add(
        "package",
        ("把文件夹或压缩包做成材料包；给出工作台时签名", "make a package file; signed when a desk is given"),
        package,
    )
    add_desk_options(parser)
    add_round_option(parser)
    parser.add_argument(
        "source",
        metavar="FOLDER|ARCHIVE",
        help=say("材料的文件夹或压缩包", "folder or archive with the documents"),
    )
    parser.add_argument("--out", required=True, metavar="FILE")
    _add_unit(parser)
    parser = commands.add_round("receive", ("接收材料包", "receive a package"), receive)
    parser.add_argument(
        "source", metavar="PACKAGE", help=say("材料包、文件夹或压缩包", "a package, a folder or an archive")
    )
    parser.add_argument(
        "--application", metavar="NAME", help=say("已登记的申报（补交）", "an application that is registered")
    )
    _add_unit(parser)


def package(args: Namespace) -> Outcome:
    """Write a `.gdpkg`; without a desk it is not signed."""
    target = new_file(args.out)
    unit = {name: value for name, _ in _FIELDS if (value := getattr(args, name))}
    if "credit_code" in unit:
        unit["credit_code"] = str(check_credit_code(unit["credit_code"]))
    if args.desk:
        with open_round(args) as session:
            count = session.desk.pack(args.source, unit, target, session.round)
    else:
        count = pack(args.source, unit, target)
    signed = bool(args.desk)
    line = say(
        f"{target.name}：{count} 个文件，{'已签名' if signed else '没有签名'}。",
        f"{target.name}: {count} files, {'signed' if signed else 'not signed'}.",
    )
    return Outcome(lines=(line,), data={"file": target, "files": count, "signed": signed})


def receive(args: Namespace) -> Outcome:
    """Register the unit where it is new, take the package in, and say what is missing."""
    with open_round(args) as session:
        applications = session.desk.applications
        inventory, inside = applications.look_into(args.source)
        if args.application:
            application = the_application(session, args.application).id
        else:
            application = applications.register(session.round, _unit(args, inside or {}))
        receipt = applications.receive_package(session.round, application, Path(args.source).name, inventory)
        detail = applications.detail(session.round, application)
    lines = (
        say(
            f"{detail.line.unit}（{application[:8]}）：第 {receipt.version} 版，{len(inventory.files)} 个文件。",
            f"{detail.line.unit} ({application[:8]}): version {receipt.version}, {len(inventory.files)} files.",
        ),
        *table((word(DOCUMENTS, one.state), one.title, one.article) for one in detail.documents),
    )
    data = {
        "application": application,
        "version": receipt.version,
        "files": inventory.files,
        "left_out": inventory.left_out,
        "documents": detail.documents,
    }
    return Outcome(lines=lines, data=data)


def _add_unit(parser: ArgumentParser) -> None:
    for name, about in _FIELDS:
        words = spelled(CATEGORIES, tuple(CATEGORIES)) if name == "category" else say(*about)
        parser.add_argument(f"--{name.replace('_', '-')}", default="", help=words)


def _unit(args: Namespace, inside: Mapping[str, str]) -> UnitData:
    """What was typed, and what the package file says where nothing was."""
    return UnitData(**{name: getattr(args, name) or str(inside.get(name, "")) for name, _ in _FIELDS})
