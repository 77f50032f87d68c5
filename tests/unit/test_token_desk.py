"""A desk whose signing key stays on a token does everything that another does, and loses nothing without it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from greendesk.adapters.identity import PassphraseTooShort
from greendesk.adapters.identity_token import list_keys
from greendesk.adapters.identity_token_module import TokenMissing, TokenPinMissing, TokenPinWrong
from greendesk.desk import Desk
from greendesk.ports import Person
from greendesk.use_cases.opinions import Opinion
from tests.conftest import NewDesk
from tests.desks import (
    PASSPHRASE,
    admit,
    an_application,
    carry,
    make_round,
    package_folder,
    score_all,
    small_pdf,
)
from tests.soft_token import PIN, SoftToken, make_token
from ui.composition.desk_folder import DeskFolder
from ui.composition.rules import verify_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SoftHSM")
WHO = Person(name="钱穆青（示例）", organisation="示例省工信厅（示例）", title="处长")


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftToken:
    return make_token(tmp_path / "softhsm", monkeypatch)


@pytest.fixture
def desk(token: SoftToken, tmp_path: Path) -> Iterator[Desk]:
    made = DeskFolder(tmp_path / "token-desk").create(WHO, PASSPHRASE, token.access())
    yield made
    made.close()


def opinion(application: str, department: str) -> Opinion:
    return Opinion(
        application=application,
        department=department,
        position="agree",
        number="示例函〔2026〕1 号",
        date="2026-04-10",
        signer="高远（示例）",
        letter=("复函.pdf", small_pdf("letter", 1)),
    )


def notice(desk: Desk, round_id: str, application: str) -> Path:
    """The signed PDF of a notice, saved."""
    papers = desk.applications.request_correction(
        round_id,
        application,
        office="示例省工信厅（示例）",
        contact="林岚（示例）",
        deadline=date(2026, 5, 1),
        issued=date(2026, 4, 1),
    )
    paper = next(one for one in papers if one.name.endswith(".pdf"))
    target = desk.folder / "notice.pdf"
    desk.save_copy(paper.sha256, target)
    return target


def openssl_accepts(folder: Path, chain: tuple[bytes, ...]) -> None:
    leaf, root = (folder / name for name in ("leaf.pem", "root.pem"))
    for path, der in zip((leaf, root), chain, strict=True):
        pem = x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)
        path.write_bytes(pem)
    command = ["openssl", "verify", "-x509_strict", "-CAfile", str(root), str(leaf)]
    subprocess.run(command, check=True, capture_output=True)


def test_a_round_is_run_with_the_key_on_the_token(desk: Desk, new_desk: NewDesk, tmp_path: Path) -> None:
    round_id = make_round(desk)
    expert = new_desk("周明远（示例）")
    fingerprint = admit(desk, round_id, expert)
    application = an_application(desk, round_id, tmp_path / "材料", complete=False)
    code = desk.opinions.departments(round_id)[0][0]
    desk.opinions.record(round_id, opinion(application, code))
    desk.reviews.assign(round_id, application, fingerprint)
    carry(desk, expert, round_id)
    score_all(expert, round_id, application)
    expert.reviews.submit(round_id, application)
    carry(expert, desk, round_id)
    assert [line.unit for line in desk.applications.lines(round_id)] == ["青禾水泥（示例）"]
    assert desk.doctor.examine().ailments == ()
    assert expert.doctor.examine().ailments == ()
    signed = notice(desk, round_id, application)
    judged = subprocess.run(["pdfsig", "-nocert", signed], check=False, capture_output=True, text=True)
    assert "Signature is Valid." in judged.stdout
    package = tmp_path / "材料.gdpkg"
    desk.pack(str(package_folder(tmp_path / "另一份")), {"unit": "青禾水泥（示例）"}, package, round_id)
    root = desk.chain(round_id)[-1]
    for path in (signed, package):
        assert verify_file(path, [root]).whole
    openssl_accepts(tmp_path, desk.chain(round_id))


def test_a_desk_with_a_token_joins_the_round_of_another(
    desk: Desk, new_desk: NewDesk, tmp_path: Path
) -> None:
    organiser = new_desk()
    round_id = make_round(organiser)
    application = an_application(organiser, round_id, tmp_path / "材料")
    fingerprint = admit(organiser, round_id, desk)
    organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, desk, round_id)
    score_all(desk, round_id, application)
    desk.reviews.submit(round_id, application)
    carry(desk, organiser, round_id)
    assert organiser.applications.detail(round_id, application).line.reviews_in == 1
    openssl_accepts(tmp_path, desk.chain(round_id))


def test_what_could_not_be_signed_is_not_written_and_goes_on_when_the_token_is_back(
    desk: Desk, token: SoftToken, new_desk: NewDesk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    application = an_application(desk, round_id, tmp_path / "材料", complete=False)
    code = desk.opinions.departments(round_id)[0][0]
    before = desk.rounds.line(round_id).entries
    token.pull_out()
    with pytest.raises(TokenMissing):
        desk.opinions.record(round_id, opinion(application, code))
    with pytest.raises(TokenMissing):
        notice(desk, round_id, application)
    with pytest.raises(TokenMissing):
        desk.exchange.write_request(tmp_path / "request.gdx", ("expert",))
    package = tmp_path / "材料.gdpkg"
    with pytest.raises(TokenMissing):
        desk.pack(str(package_folder(tmp_path / "另一份")), {"unit": "甲"}, package, round_id)
    expert = new_desk("周明远（示例）")
    asked = tmp_path / "asked.gdx"
    expert.exchange.write_request(asked, ("expert",))
    with pytest.raises(TokenMissing):
        desk.exchange.approve(round_id, desk.exchange.read_request(asked), ("expert",))
    assert not package.exists()
    assert not (tmp_path / "request.gdx").exists()
    assert desk.rounds.line(round_id).entries == before
    assert len(desk.rounds.participants(round_id)) == 1
    token.plug_in()
    desk.opinions.record(round_id, opinion(application, code))
    notice(desk, round_id, application)
    admit(desk, round_id, expert)
    assert desk.rounds.line(round_id).entries > before
    assert desk.doctor.examine().ailments == ()


class PulledOut:
    """Somebody who watches a long piece of work and pulls the token out in the middle of it."""

    def __init__(self, token: SoftToken) -> None:
        self.token, self.out = token, False

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        if not self.out:
            self.out = True
            self.token.pull_out()


def test_a_token_pulled_out_while_a_file_is_written_leaves_no_file(
    desk: Desk, token: SoftToken, new_desk: NewDesk, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    an_application(desk, round_id, tmp_path / "材料")
    expert = new_desk("周明远（示例）")
    fingerprint = admit(desk, round_id, expert)
    folder = tmp_path / "stick"
    folder.mkdir()
    target, watcher = folder / "发送.gdx", PulledOut(token)
    with pytest.raises(TokenMissing):
        desk.exchange.send(round_id, target, [fingerprint], complete=True, progress=watcher)
    assert watcher.out
    assert list(folder.iterdir()) == []
    token.plug_in()
    desk.exchange.send(round_id, target, [fingerprint], complete=True)
    expert.exchange.receive(target)
    assert len(expert.applications.lines(round_id)) == 1


def test_the_desk_opens_again_with_the_pin_and_for_reading_without(
    desk: Desk, token: SoftToken, tmp_path: Path
) -> None:
    round_id = make_round(desk)
    desk.close()
    folder = DeskFolder(desk.folder)
    place = folder.token()
    assert place is not None
    assert place.label == token.line.label
    with pytest.raises(TokenPinWrong):
        folder.unlock(PASSPHRASE, "99999999")
    again = folder.unlock(PASSPHRASE, PIN)
    an_application(again, round_id, tmp_path / "材料")
    again.close()
    token.pull_out()
    with pytest.raises(TokenMissing):
        folder.unlock(PASSPHRASE, PIN)
    reading = folder.unlock(PASSPHRASE)
    assert len(reading.applications.lines(round_id)) == 1
    assert reading.doctor.examine().ailments == ()
    with pytest.raises(TokenPinMissing):
        an_application(reading, round_id, tmp_path / "另一份")
    reading.close()
    folder.change_passphrase(PASSPHRASE, "另一个口令五六七八")
    token.plug_in()
    folder.unlock("另一个口令五六七八", PIN).close()


def test_what_is_refused_first_leaves_no_key_on_the_token(token: SoftToken, tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path / "desk")
    with pytest.raises(PassphraseTooShort):
        folder.create(WHO, "short", token.access())
    with pytest.raises(TokenPinWrong):
        folder.create(WHO, PASSPHRASE, token.access(pin="99999999"))
    assert list_keys(token.access()) == ()
    assert not folder.exists
    folder.create(WHO, PASSPHRASE, token.access()).close()
    assert len(list_keys(token.access())) == 1
