"""`greendesk energy`: an energy balance from a file, worked out step by step; needs no desk and no passphrase."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.domain.decimals import plain
from greendesk.domain.quantities import rounded
from ui.cli.options import Commands
from ui.cli.report import Outcome, table
from ui.cli.speech import say
from ui.composition.rules import read_energy

if TYPE_CHECKING:
    from greendesk.domain.energy import BalanceLine, Comparison, EnergyBalance
    from greendesk.domain.formula import Working


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "energy",
        ("由能源消耗数据核算综合能耗", "work out comprehensive energy consumption from a file"),
        energy,
    )
    parser.add_argument("file", metavar="FILE", help=say("能源消耗数据文件", "a file of energy data"))


def energy(args: Namespace) -> Outcome:
    """Work out the balance in a file and show every step."""
    coefficients, balance = read_energy(Path(args.file))
    lines = [coefficients.title, *([coefficients.warning] if coefficients.warning else []), ""]
    lines += table(map(_step, balance.steps))
    lines += [
        "",
        say("折标准煤系数：", "Coefficients to standard coal:"),
        *table(map(_coefficient, balance.lines)),
    ]
    if balance.comparisons:
        lines += ["", say("申报值与核算值：", "Claimed and computed:")]
        lines += table(_comparison(one, balance) for one in balance.comparisons)
    return Outcome(lines=tuple(lines), data={"table": coefficients.id, "balance": balance})


def _step(working: "Working") -> tuple[str, ...]:
    return working.clause, working.title, f"{working.inserted} = {working.result.shown}"


def _coefficient(line: "BalanceLine") -> tuple[str, ...]:
    used = line.coefficient
    if used.provenance is None:
        listed = used.table.shown if used.table else "—"
        ground = say(
            f"自报，参考值 {listed}，理由：{used.reason}", f"stated; listed {listed}; reason: {used.reason}"
        )
    else:
        check = say("（需核对原标准）", " (compare with the standard)") if used.provenance.to_verify else ""
        ground = f"{used.provenance.source}{check}"
    return line.carrier.title, used.value.shown, ground


def _comparison(one: "Comparison", balance: "EnergyBalance") -> tuple[str, ...]:
    computed = {"total": balance.total, **balance.ratios}[one.indicator]
    percent = "—" if one.percent is None else f"{plain(rounded(one.percent))}%"
    return (
        computed.title,
        say(f"申报 {one.claimed.shown}", f"claimed {one.claimed.shown}"),
        say(f"核算 {one.computed.shown}", f"computed {one.computed.shown}"),
        say(f"相差 {one.difference.shown}（{percent}）", f"difference {one.difference.shown} ({percent})"),
    )
