"""The identity of a desk: keys under the passphrase, certificates that OpenSSL accepts."""

import json
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from greendesk.adapters.identity import (
    IdentityDamaged,
    NameMissing,
    PassphraseTooShort,
    PassphraseWrong,
    RequestDamaged,
    create_identity,
    read_request,
    save_identity,
    unlock_identity,
)
from greendesk.adapters.identity_owner import IdentityTooNew, read_person
from greendesk.ledger.trust import (
    CertificateRefused,
    SignatureWrong,
    check_issued,
    check_signature,
    holder,
    public_key_of,
)
from greendesk.ports import Person
from tests.platforms import tool

WHO = Person(name="林岚（示例）", organisation="示例省工信厅", title="处长")
NOW = 1_795_000_000_000


def test_the_same_keys_come_back_with_the_passphrase(tmp_path: Path) -> None:
    made = create_identity(tmp_path / "identity.json", WHO, "很长的口令一二三四")
    opened = unlock_identity(tmp_path / "identity.json", "很长的口令一二三四")
    assert opened.public_key == made.public_key
    assert opened.database_key == made.database_key
    assert opened.recipient == made.recipient
    assert read_person(tmp_path / "identity.json") == WHO


def test_nothing_secret_lies_open(tmp_path: Path) -> None:
    made = create_identity(tmp_path / "identity.json", WHO, "很长的口令一二三四")
    raw = (tmp_path / "identity.json").read_bytes()
    assert made.age_secret.encode() not in raw
    assert made.database_key not in raw
    assert b"PRIVATE" not in raw


def test_a_new_passphrase_keeps_the_keys(tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    made = create_identity(path, WHO, "很长的口令一二三四")
    save_identity(path, made, "另一个口令五六七八")
    assert unlock_identity(path, "另一个口令五六七八").database_key == made.database_key
    with pytest.raises(PassphraseWrong):
        unlock_identity(path, "很长的口令一二三四")


def test_wrong_damaged_and_newer_identities_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "identity.json"
    create_identity(path, WHO, "很长的口令一二三四")
    with pytest.raises(PassphraseWrong):
        unlock_identity(path, "错误的口令一二三四")
    document = json.loads(path.read_bytes())
    path.write_text(json.dumps(document | {"person": {**document["person"], "name": "别人"}}))
    with pytest.raises(PassphraseWrong):  # the name is bound to the keys
        unlock_identity(path, "很长的口令一二三四")
    path.write_text(json.dumps(document | {"v": 4}))
    with pytest.raises(IdentityTooNew):
        unlock_identity(path, "很长的口令一二三四")
    path.write_bytes(b"{")
    with pytest.raises(IdentityDamaged):
        unlock_identity(path, "很长的口令一二三四")


def test_a_short_passphrase_or_no_name_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        create_identity(tmp_path / "identity.json", WHO, "短")
    with pytest.raises(NameMissing):
        create_identity(
            tmp_path / "identity.json", Person(name=" ", organisation="", title=""), "很长的口令一二三四"
        )
    assert list(tmp_path.iterdir()) == []


def test_openssl_accepts_what_the_organiser_issues(tmp_path: Path) -> None:
    organiser = create_identity(tmp_path / "one.json", WHO, "很长的口令一二三四")
    expert = create_identity(
        tmp_path / "two.json",
        Person(name="周明远（示例）", organisation="示例大学", title="教授"),
        "很长的口令一二三四",
    )
    root, root_key = organiser.new_root("示例批次", NOW)
    issued = organiser.issue(root, root_key, read_request(expert.request()), NOW, authority=False)
    check_issued(issued, root)
    assert public_key_of(issued) == expert.public_key
    assert holder(issued).name == "周明远（示例）"
    assert not holder(issued).authority
    for name, der in (("root", root), ("leaf", issued)):
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
    done = subprocess.run(
        [tool("openssl"), "verify", "-x509_strict", "-CAfile", tmp_path / "root.pem", tmp_path / "leaf.pem"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.filterwarnings("ignore:Attribute's length must be:UserWarning")
def test_long_chinese_names_stand_whole_in_a_certificate(tmp_path: Path) -> None:
    organisation = "示例自治区示例自治州示例县工业和信息化局节能与资源综合利用科（示例）"
    person = Person(name="林岚（示例）", organisation=organisation, title="副科长（主持工作，示例）" * 2)
    organiser = create_identity(tmp_path / "one.json", person, "很长的口令一二三四")
    root, root_key = organiser.new_root(
        "2026 年度自治区绿色工厂、绿色工业园区、绿色供应链管理企业第一批" * 3, NOW
    )
    request = read_request(organiser.request())
    assert request.person == person
    issued = organiser.issue(root, root_key, request, NOW, authority=True)
    check_issued(issued, root)
    assert holder(issued).organisation == organisation
    for name, der in (("root", root), ("leaf", issued)):
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
    command = [
        tool("openssl"),
        "verify",
        "-x509_strict",
        "-CAfile",
        tmp_path / "root.pem",
        tmp_path / "leaf.pem",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_stranger_s_certificate_and_signature_are_refused(tmp_path: Path) -> None:
    organiser = create_identity(tmp_path / "one.json", WHO, "很长的口令一二三四")
    root, root_key = organiser.new_root("甲", NOW)
    other_root, _ = organiser.new_root("甲", NOW)
    issued = organiser.issue(root, root_key, read_request(organiser.request()), NOW, authority=True)
    assert holder(issued).authority
    with pytest.raises(CertificateRefused):
        check_issued(issued, other_root)
    check_signature(issued, b"message", organiser.sign(b"message"))
    with pytest.raises(SignatureWrong):
        check_signature(issued, b"massage", organiser.sign(b"message"))


def test_a_changed_request_is_refused(tmp_path: Path) -> None:
    request = create_identity(tmp_path / "one.json", WHO, "很长的口令一二三四").request()
    for place in range(0, len(request), 7):
        changed = bytearray(request)
        changed[place] ^= 1
        with pytest.raises(RequestDamaged):
            read_request(bytes(changed))
