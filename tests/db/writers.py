"""A person at one of several desks that share a server: writes, and says after each step what was acknowledged."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.opinions import Opinion
from tests.desks import PASSPHRASE, credit_code, small_pdf
from ui.composition.desk_folder import DeskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one desk of the office does, and where."""

    desk: Path
    number: int
    steps: int
    round: str
    contested: str  # the application about which every desk records opinions
    surroundings: Mapping[str, str]


def write(share: Share, barrier: Barrier, said: Connection) -> None:
    """Open the desk, wait for the others and write; `said` hears of every step that was acknowledged."""
    os.environ.update(share.surroundings)
    desk = DeskFolder(share.desk).unlock(PASSPHRASE)
    department = desk.opinions.departments(share.round)[0][0]
    barrier.wait()
    for step in range(share.steps):
        number = share.number * 1000 + step
        data = UnitData(
            unit=f"单位 {number}（示例）",
            credit_code=credit_code(number),
            category="factory",
            region="赤霞市（示例）",
            industry="水泥",
        )
        said.send_bytes(json.dumps(["registered", desk.applications.register(share.round, data)]).encode())
        opinion = Opinion(
            application=share.contested,
            department=department,
            position="agree",
            number=f"第 {number} 号",
            letter=("复函.pdf", small_pdf(f"letter {step}", 1)),  # every desk files the same bytes at once
        )
        desk.opinions.record(share.round, opinion)
        said.send_bytes(json.dumps(["opinion", opinion.number]).encode())
    desk.close()
    said.send_bytes(b'["closed", ""]')
