"""A signed package is received only while its signature fits."""

import base64
import json
from functools import partial
from pathlib import Path

import pytest

from greendesk.adapters.package_file import open_package, write_package
from greendesk.adapters.verification_package import PackageSignatureBroken
from tests.conftest import NewDesk
from tests.desks import make_round, package_folder


def test_a_package_signed_by_nobody_is_refused(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    round_id = make_round(desk)
    signed = tmp_path / "signed.gdpkg"
    desk.pack(package_folder(tmp_path / "folder"), {"unit": "青禾水泥（示例）"}, signed, round_id)
    inventory, unit = desk.applications.look_into(str(signed))
    assert unit is not None
    assert unit["unit"] == "青禾水泥（示例）"

    def forged(manifest: bytes) -> dict[str, object]:
        with open_package(signed) as package:
            given = json.loads(json.dumps(package.signature))
        given["signature"] = base64.b64encode(manifest[:70]).decode()
        return given

    false = tmp_path / "false.gdpkg"
    write_package(
        false, {"unit": "别人（示例）"}, inventory, lambda file: partial(desk.blobs.open, file.sha256), forged
    )
    with pytest.raises(PackageSignatureBroken):
        desk.applications.look_into(str(false))
