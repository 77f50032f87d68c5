"""A disk that is nearly full is found before a backup or an upgrade fails on it."""

import os
import shutil
from pathlib import Path

from greendesk.adapters.backups import DATABASE, Backups
from greendesk.adapters.clock import SystemClock
from greendesk.adapters.rule_files import rule_files
from greendesk.adapters.safety import RepairSafety
from ui.composition.rules import RESOURCES


def safety(folder: Path) -> RepairSafety:
    backups = Backups(
        folder=folder / "backups",
        identity=folder / "identity.json",
        save=lambda _target: None,
        whole=lambda _copy: True,
        save_tail=lambda _base, _target: False,
        join_tail=lambda _base, _tail, _target: None,
        clock=SystemClock(),
    )
    return RepairSafety(backups, rule_files(RESOURCES))


def test_room_for_a_backup_and_an_upgrade(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    database = tmp_path / DATABASE
    database.touch()
    os.truncate(database, free // 2)  # takes no room: nothing is written
    assert safety(tmp_path).cramped()
    os.truncate(database, 4096)
    assert not safety(tmp_path).cramped()
    assert not safety(tmp_path / "nowhere").cramped()
