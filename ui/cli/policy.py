"""`policy check`: whether a policy file may be used, and what is wrong at which line; needs no desk."""

from argparse import Namespace
from pathlib import Path

from greendesk.errors import Refusal
from ui.cli.options import Commands
from ui.cli.report import REFUSED, Outcome
from ui.cli.speech import say, told
from ui.composition.rules import policy_faults


def add(commands: Commands) -> None:
    """Declare the command."""
    group = commands.group("policy", ("政策方案", "policies"))
    parser = group.add(
        "check", ("检查政策方案文件", "check a policy file: what is wrong, and at which line"), check
    )
    parser.add_argument("file", metavar="FILE", help=say("政策方案文件", "a policy file"))


def check(args: Namespace) -> Outcome:
    """Say that a policy file is fine, or everything that is wrong with it."""
    path = Path(args.file)
    faults = policy_faults(path)
    data = {"file": path, "fine": not faults, "faults": [_data(fault) for fault in faults]}
    if not faults:
        return Outcome(lines=(say(f"{path.name}：可以使用", f"{path.name}: fine"),), data=data)
    return Outcome(lines=tuple(_line(path, fault) for fault in faults), data=data, code=REFUSED)


def _line(path: Path, fault: Refusal) -> str:
    """One fault as file:line:field and its sentence, so that editors can jump there."""
    line, field = fault.details.get("line", 0), fault.details.get("field", fault.details.get("code", ""))
    return f"{path}:{line}:{field}: {told(fault.code, fault.details).happened} [{fault.code}]"


def _data(fault: Refusal) -> dict[str, object]:
    return {"code": fault.code, "happened": told(fault.code, fault.details).happened, **fault.details}
