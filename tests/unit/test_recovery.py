"""The keys of a desk: wrapped by a passphrase, and by the recovery key of an office, which opens but never signs."""

import base64
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from greendesk.adapters import identity_sealing
from greendesk.adapters.identity import (
    Identity,
    PassphraseTooShort,
    PassphraseWrong,
    SigningKeyLost,
    create_identity,
    unlock_identity,
    write_identity,
)
from greendesk.adapters.identity_access import (
    RecoveryKeyMalformed,
    admitted_keys,
    change_passphrase,
    let_recovery_in,
    recover_identity,
    shut_recovery_out,
    upgrade_identity,
)
from greendesk.adapters.identity_owner import IdentityDamaged, IdentityTooNew, read_token
from greendesk.adapters.identity_sealing import RecoveryKeyOfAnother
from greendesk.adapters.recovery_file import (
    RecoveryFileUnreadable,
    RecoveryPassphraseTooShort,
    RecoveryPassphraseWrong,
    new_recovery_file,
    read_recovery_file,
)
from greendesk.desk import Desk
from greendesk.ports import Person
from greendesk.signing_keys import TokenPlace
from greendesk.use_cases.desk_context import CertificateRetired
from greendesk.use_cases.membership import Revoke
from tests.desks import PASSPHRASE, admit, an_application, carry, make_desk, make_round, open_desks, score_all
from ui.composition.desk_folder import DeskFolder

WHO = Person(name="闻墨（示例）", organisation="示例大学（示例）", title="教授")
OFFICE = "示例省工信厅（示例）"
LONG = "正确的马电池订书钉一二三四"
OTHER = "另一个口令五六七八"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_identity(tmp_path / "identity.json", WHO, PASSPHRASE)
    return tmp_path / "identity.json"


def secrets_of(identity: Identity) -> tuple[str, bytes, str]:
    return identity.age_secret, identity.database_key, identity.desk_id


def test_a_changed_passphrase_seals_nothing_anew(path: Path) -> None:
    before, made = json.loads(path.read_bytes()), unlock_identity(path, PASSPHRASE)
    change_passphrase(path, PASSPHRASE, OTHER)
    after = json.loads(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"passphrase"}
    opened = unlock_identity(path, OTHER)
    assert (secrets_of(opened), opened.public_key) == (secrets_of(made), made.public_key)
    with pytest.raises(PassphraseWrong):
        unlock_identity(path, PASSPHRASE)
    for wrong, new, fault in ((PASSPHRASE, OTHER, PassphraseWrong), (OTHER, "短", PassphraseTooShort)):
        with pytest.raises(fault):
            change_passphrase(path, wrong, new)
    assert json.loads(path.read_bytes()) == after


def test_the_office_s_file_opens_only_with_its_passphrase(tmp_path: Path) -> None:
    target = tmp_path / "恢复密钥.age"
    with pytest.raises(RecoveryPassphraseTooShort):
        new_recovery_file(target, OFFICE, "短口令")
    assert not target.exists()
    key = new_recovery_file(target, f" {OFFICE}\n# name: 别人", LONG)
    assert read_recovery_file(target, LONG) == key
    assert key.name == f"{OFFICE} # name: 别人"
    raw = target.read_bytes()
    assert key.secret.encode() not in raw
    with pytest.raises(RecoveryPassphraseWrong):
        read_recovery_file(target, OTHER)
    target.write_bytes(raw[:-1] + b"x")
    with pytest.raises(RecoveryPassphraseWrong):
        read_recovery_file(target, LONG)
    for junk in (b"", b"junk", b"age-encryption.org/v1\n-> X25519 abc\n"):
        target.write_bytes(junk)
        with pytest.raises(RecoveryFileUnreadable):
            read_recovery_file(target, LONG)
    with pytest.raises(RecoveryFileUnreadable):
        read_recovery_file(tmp_path / "没有.age", LONG)


def test_a_recovery_key_opens_what_it_was_let_into_and_brings_no_signing_key(
    path: Path, tmp_path: Path
) -> None:
    key, stranger = (new_recovery_file(tmp_path / name, OFFICE, LONG) for name in ("one.age", "two.age"))
    made = unlock_identity(path, PASSPHRASE)
    with pytest.raises(RecoveryKeyOfAnother):
        recover_identity(path, key.secret, OTHER)
    with pytest.raises(PassphraseWrong):
        let_recovery_in(path, OTHER, key.recipient, key.name)
    with pytest.raises(RecoveryKeyMalformed):
        let_recovery_in(path, PASSPHRASE, "age1nothing", key.name)
    before = json.loads(path.read_bytes())
    let_recovery_in(path, PASSPHRASE, key.recipient, key.name)
    let_recovery_in(path, PASSPHRASE, key.recipient, key.name)
    after = json.loads(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"recovery"}
    assert admitted_keys(path) == ((key.recipient, OFFICE),)
    change_passphrase(path, PASSPHRASE, "又换了一个口令八九十")
    with pytest.raises(RecoveryKeyOfAnother):
        recover_identity(path, stranger.secret, OTHER)
    with pytest.raises(PassphraseTooShort):
        recover_identity(path, key.secret, "短")
    recovered, document = recover_identity(path, key.secret, OTHER)
    write_identity(path, document)
    opened = unlock_identity(path, OTHER)
    assert secrets_of(opened) == secrets_of(recovered) == secrets_of(made)
    assert opened.public_key == recovered.public_key != made.public_key
    assert (made.renewed, opened.renewed) == (False, True)
    assert admitted_keys(path) == ((key.recipient, OFFICE),)
    shut_recovery_out(path, key.recipient)
    assert admitted_keys(path) == ()
    with pytest.raises(RecoveryKeyOfAnother):
        recover_identity(path, key.secret, PASSPHRASE)


def test_a_wrap_of_another_desk_does_not_open_this_one(path: Path, tmp_path: Path) -> None:
    key = new_recovery_file(tmp_path / "one.age", OFFICE, LONG)
    other = tmp_path / "other.json"
    create_identity(other, WHO, OTHER)
    for one, passphrase in ((path, PASSPHRASE), (other, OTHER)):
        let_recovery_in(one, passphrase, key.recipient, key.name)
    here, there = json.loads(path.read_bytes()), json.loads(other.read_bytes())
    path.write_text(json.dumps(here | {"recovery": there["recovery"]}), encoding="utf-8")
    with pytest.raises(RecoveryKeyOfAnother):
        recover_identity(path, key.secret, OTHER)
    path.write_text(json.dumps(here | {"signing": there["signing"]}), encoding="utf-8")
    with pytest.raises(PassphraseWrong):
        unlock_identity(path, PASSPHRASE)


def recovered(desk: Desk, folder: Path) -> Desk:
    """Let a recovery key in, close the desk, forget its passphrase, and open it with a new one."""
    key = new_recovery_file(folder / f"{desk.folder.name}.age", OFFICE, LONG)
    place = DeskFolder(desk.folder)
    place.let_recovery_in(PASSPHRASE, key.recipient, key.name)
    desk.close()
    place.recover(folder / f"{desk.folder.name}.age", LONG, OTHER)
    with pytest.raises(PassphraseWrong):
        place.unlock(PASSPHRASE)
    return place.unlock(OTHER)


def test_a_recovered_expert_has_his_drafts_and_signs_again_with_a_new_certificate(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("林岚（示例）", "闻墨（示例）")) as (office, expert):
        round_id = make_round(office)
        old = admit(office, round_id, expert)
        application = an_application(office, round_id, tmp_path / "package")
        office.reviews.assign(round_id, application, old)
        carry(office, expert, round_id)
        score_all(expert, round_id, application)
        sheet = expert.reviews.bench(round_id, application)
        carry(expert, office, round_id)
        again = recovered(expert, tmp_path)
        try:
            held = again.reviews.bench(round_id, application)
            assert (held.findings, held.undo) == (sheet.findings, sheet.undo)
            file = held.inventory.files[0]
            assert again.blobs.open(file.sha256).read()
            with pytest.raises(CertificateRetired):
                again.reviews.submit(round_id, application)
            with pytest.raises(SigningKeyLost):
                again.exchange.send(
                    round_id, tmp_path / "no.gdx", [office.rounds.participants(round_id)[0].fingerprint]
                )
            asked, answer = tmp_path / "asked.gdx", tmp_path / "answer.gdx"
            again.exchange.write_request(asked, ("expert",))
            request = office.exchange.read_request(asked)
            new = office.exchange.approve(
                round_id, request, ("expert",), replaces=Revoke(fingerprint=old, reason="passphrase")
            )
            office.exchange.send(round_id, answer, [new], complete=True)
            again.exchange.receive(answer)
            assert next(line for line in again.rounds.participants(round_id) if line.me).fingerprint == new
            again.reviews.declare(round_id, application, conflict=False)
            assert again.reviews.bench(round_id, application).findings == sheet.findings
            again.reviews.submit(round_id, application)
            carry(again, office, round_id)
            assert office.doctor.examine().ailments == again.doctor.examine().ailments == ()
        finally:
            again.close()


def test_a_recovered_organiser_still_holds_the_root_and_renews_itself(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("林岚（示例）",)) as (office,):
        round_id = make_round(office)
        an_application(office, round_id, tmp_path / "package")
        before = next(line for line in office.rounds.participants(round_id) if line.me).fingerprint
        again = recovered(office, tmp_path)
        try:
            mine = next(line for line in again.rounds.participants(round_id) if line.me)
            assert mine.fingerprint != before
            expert = make_desk(tmp_path / "expert", "闻墨（示例）")
            try:
                admit(again, round_id, expert)
                assert len(expert.applications.lines(round_id)) == 1
                assert expert.doctor.examine().ailments == again.doctor.examine().ailments == ()
            finally:
                expert.close()
        finally:
            again.close()


def test_a_file_of_version_2_opens_and_is_written_anew(tmp_path: Path) -> None:
    """As 0.1.0 wrote it for a key on a token: everything under the passphrase itself."""
    path = tmp_path / "identity.json"
    place = {"module": "/lib/token.so", "label": "UKey", "serial": "1", "key": "01", "public_key": "AAAA"}
    salt, nonce, database = b"s" * 16, b"n" * 12, b"d" * 32
    person = {"name": WHO.name, "organisation": WHO.organisation, "title": WHO.title}
    age_secret = new_recovery_file(tmp_path / "any.age", OFFICE, LONG).secret
    key = Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(PASSPHRASE.encode())
    secret = {"age": age_secret, "database": base64.b64encode(database).decode()}
    bound = json.dumps({"person": person, "token": place}, sort_keys=True).encode()
    document = {
        "v": 2,
        "person": person,
        "token": place,
        "scrypt": {"n": 2**14, "r": 8, "p": 1, "salt": base64.b64encode(salt).decode()},
        "nonce": base64.b64encode(nonce).decode(),
        "sealed": base64.b64encode(AESGCM(key).encrypt(nonce, json.dumps(secret).encode(), bound)).decode(),
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    opened = unlock_identity(path, PASSPHRASE)
    assert (opened.age_secret, opened.database_key, opened.renewed) == (age_secret, database, False)
    assert upgrade_identity(path, opened, PASSPHRASE)
    again = unlock_identity(path, PASSPHRASE)
    assert secrets_of(again) == secrets_of(opened)
    assert read_token(path) == TokenPlace(module="/lib/token.so", label="UKey", serial="1", key="01")
    assert not upgrade_identity(path, again, PASSPHRASE)
    recovery = new_recovery_file(tmp_path / "one.age", OFFICE, LONG)
    let_recovery_in(path, PASSPHRASE, recovery.recipient, recovery.name)
    recovered, changed = recover_identity(path, recovery.secret, OTHER)
    write_identity(path, changed)
    assert (recovered.renewed, secrets_of(unlock_identity(path, OTHER))) == (False, secrets_of(opened))


def altered(value: object, junk: object) -> Iterator[object]:
    """The document with one of its parts replaced by something else, or left out."""
    if isinstance(value, dict):
        for name in value:
            yield {one: each for one, each in value.items() if one != name}
            yield {**value, name: junk}
            for part in altered(value[name], junk):
                yield {**value, name: part}
    elif isinstance(value, list):
        yield [junk]
        for number, each in enumerate(value):
            for part in altered(each, junk):
                yield [*value[:number], part, *value[number + 1 :]]


@pytest.mark.parametrize("junk", [None, 7, "AAAA", [{}]], ids=repr)
def test_no_malformed_identity_ends_otherwise_than_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, junk: object
) -> None:
    monkeypatch.setattr(identity_sealing, "_SCRYPT", {"n": 2**4, "r": 1, "p": 1})
    path = tmp_path / "identity.json"
    create_identity(path, WHO, PASSPHRASE)
    key = new_recovery_file(tmp_path / "one.age", OFFICE, LONG)
    let_recovery_in(path, PASSPHRASE, key.recipient, key.name)
    document = json.loads(path.read_bytes())
    expected = (PassphraseWrong, IdentityDamaged, IdentityTooNew, RecoveryKeyOfAnother)
    for one in altered(document, junk):
        path.write_text(json.dumps(one), encoding="utf-8")
        for act in (
            lambda: unlock_identity(path, PASSPHRASE),
            lambda: admitted_keys(path),
            lambda: recover_identity(path, key.secret, OTHER),
            lambda: let_recovery_in(path, PASSPHRASE, key.recipient, key.name),
        ):
            with suppress(*expected):
                act()
