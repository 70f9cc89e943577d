"""Identities by command line: kinds of keys, request and answer, copies, what they certify."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from app.casework import doctor, identity, keep, keeping
from app.casework.press import PageSource, Press
from tests.flows.cli.issuers import Issuer, pem
from tests.flows.cli.office import NQL, PASSPHRASE, Office, points

OPENSSL = shutil.which("openssl")


@pytest.fixture
def granted(ready: Office) -> Office:
    """An office that granted the quality label."""
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    return ready


def certifies(office: Office) -> dict[str, object]:
    """Issue the certificate and check it."""
    office.does("certify", NQL, "-o", office.path("c.pdf"))
    return dict(office.does("verify", office.path("c.pdf")))


@pytest.mark.parametrize(("kind", "name"), [("rsa-3072", "RSA-3072"), ("p-256", "P-256")])
def test_either_kind_of_key_signs(granted: Office, kind: str, name: str) -> None:
    made = granted.does("identity", "create", "--key", kind, "--force")
    assert (made["key"], made["certifies_log"]) == (name, True)
    assert Path(made["file"]).is_file()
    assert certifies(granted)["verdict"] == "valid"


def test_creating_says_where_it_lies_and_asks_for_a_copy(office: Office) -> None:
    said = office.says("identity", "create", "--name", "Kari").out
    assert str(office.casebook / "identity.p12") in said
    assert "identity backup" in said


def test_a_copy_is_kept_and_the_doctor_knows(ready: Office) -> None:
    def copied() -> object:
        with Press() as press:
            checks = doctor.checks(ready.casebook, lambda: press)
            return [each.id for each in checks if each.id == "identity-copy"]

    assert copied() == ["identity-copy"]
    path = ready.path("copy.p12")
    ready.does("identity", "backup", "-o", path)
    assert path.read_bytes() == (ready.casebook / "identity.p12").read_bytes()
    assert copied() == []
    assert ready.asks("identity", "backup", "-o", path).code == "file.exists"


def requested(office: Office, *words: str) -> bytes:
    path = office.path("office.csr")
    office.does("identity", "request", "-o", path, "--name", "Kari Nord", *words)
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["rsa-3072", "p-256"])
def test_an_issuer_answers_and_the_certificate_is_trusted_by_its_root(
    granted: Office, kind: str
) -> None:
    issuer = Issuer.root().below("Test Issuing")
    own = issuer.answers(requested(granted, "--key", kind))
    files = [granted.path("own.cer"), granted.path("chain.pem")]
    files[0].write_bytes(own.public_bytes(Encoding.DER))
    files[1].write_bytes(pem(issuer.certificate, *issuer.above))
    made = granted.does("identity", "answer", *files, "--force")
    assert (made["issuers"], made["self_signed"], made["issuer"]) == (2, False, "Test Issuing")
    assert not (granted.casebook / "identity-request.json").exists()
    found = certifies(granted)
    assert found["verdict"] == "valid"
    assert {"revocation"} <= {each["id"] for each in found["checks"]}
    elsewhere = Office(granted.path("elsewhere"), granted.capture)
    granted.path("issuing.pem").write_bytes(pem(issuer.certificate))
    trust = ("--trust", granted.path("issuing.pem"))
    assert elsewhere.does("verify", granted.path("c.pdf"), *trust)["verdict"] == "valid"


def test_the_answer_may_be_a_pkcs7(ready: Office) -> None:
    issuer = Issuer.root()
    own = issuer.answers(requested(ready))
    path = ready.path("answer.p7b")
    path.write_bytes(pkcs7.serialize_certificates([own, issuer.certificate], Encoding.DER))
    assert ready.does("identity", "answer", path, "--force")["issuers"] == 1


def test_the_key_waits_under_its_passphrase(ready: Office, monkeypatch) -> None:
    issuer = Issuer.root()
    ready.path("own.pem").write_bytes(pem(issuer.answers(requested(ready))))
    waiting = (ready.casebook / "identity-request.json").read_text()
    assert "ENCRYPTED PRIVATE KEY" in json.loads(waiting)["key"]
    assert PASSPHRASE not in waiting
    acts = ready.acts()
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", "wrong")
    refused = ready.asks("identity", "answer", ready.path("own.pem"), "--force")
    assert (refused.status, refused.code) == (1, "identity.passphrase")
    assert ready.acts() == acts
    again = ready.asks("identity", "request", "-o", ready.path("second.csr"))
    assert (again.status, again.code) == (1, "identity.request-waits")


def other_key(request: bytes) -> bytes:
    del request
    issuer = Issuer.root()
    return pem(issuer.certificate)


def forged_issuer(request: bytes) -> bytes:
    """A certificate of the same name that did not sign."""
    return pem(Issuer.root("One").answers(request), Issuer.root("One").certificate)


def no_authority(request: bytes) -> bytes:
    issuer = Issuer.root("One", ca=False)
    return pem(issuer.answers(request), issuer.certificate)


def ended_issuer(request: bytes) -> bytes:
    issuer = Issuer.root("One", days=-2)
    return pem(issuer.answers(request), issuer.certificate)


def ended(request: bytes) -> bytes:
    return pem(Issuer.root().answers(request, days=-2))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (other_key, "identity.answer-key"), (forged_issuer, "identity.chain"),
        (no_authority, "identity.chain"), (ended_issuer, "identity.chain"),
        (ended, "identity.expired"), (lambda _: b"\xff no", "identity.answer"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_hold_changes_nothing(ready: Office, answer, code: str) -> None:
    before, acts = ready.does("identity", "show"), ready.acts()
    ready.path("answer.pem").write_bytes(answer(requested(ready)))
    refused = ready.asks("identity", "answer", ready.path("answer.pem"), "--force")
    assert (refused.status, refused.code) == (1, code)
    assert ready.does("identity", "show") == before
    assert ready.acts() == acts
    assert (ready.casebook / "identity-request.json").exists()


def test_without_a_request_there_is_no_answer(ready: Office) -> None:
    ready.path("a.pem").write_bytes(pem(Issuer.root().certificate))
    assert ready.asks("identity", "answer", ready.path("a.pem"), "--force").code == (
        "identity.no-request"
    )


@pytest.mark.skipif(OPENSSL is None, reason="OpenSSL's command is not installed")
def test_anyone_can_check_that_the_identity_certifies_the_logs_key(ready: Office) -> None:
    path = ready.path("office.pem")
    ready.does("identity", "export", "-o", path)
    words = ("cms", "-verify", "-inform", "PEM", "-in", path, "-CAfile", path, "-purpose", "any")
    done = subprocess.run([str(OPENSSL), *words], capture_output=True, check=True)
    with keep.open_casebook(ready.casebook) as casebook:
        assert f"key {casebook.public_key.text}".encode() in done.stdout


def test_a_key_that_the_identity_did_not_certify_does_not_count(certified: Office) -> None:
    path = certified.path("office.pem")
    certified.does("identity", "export", "-o", path)
    other = Office(certified.path("other"), certified.capture)
    other.does("identity", "create", "--name", "Another")
    other.does("identity", "export", "-o", certified.path("other.pem"))
    key, certificate = "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"
    mine, theirs = path.read_text(), certified.path("other.pem").read_text()
    path.write_text(mine.partition(key)[0] + key + theirs.partition(key)[2])
    elsewhere = Office(certified.path("elsewhere"), certified.capture)
    found = elsewhere.does("verify", certified.path("c.pdf"), "--trust", path)
    assert {each["id"]: each["result"] for each in found["checks"]}["log-key"] == "not-checked"
    path.write_text(theirs.partition(certificate)[0] + mine[mine.index(certificate) :])
    refused = elsewhere.asks("verify", certified.path("c.pdf"), "--trust", path)
    assert (refused.status, refused.code) == (2, "verify.trust")


@pytest.mark.parametrize(("days", "said"), [(59, "expires on"), (-1, "expired on"), (61, "")])
def test_the_end_is_told_weeks_before(ready: Office, days: int, said: str) -> None:
    with keep.open_casebook(ready.casebook) as casebook:
        known = identity.current(casebook)
    told = keeping.expiry(known, known.not_after - timedelta(days=days))
    assert said in str(told or "")
    assert (told is None) is (said == "")


def test_an_identity_of_an_older_casebook_certifies_the_key_at_the_first_signing(
    granted: Office,
) -> None:
    brought = granted.path("brought.p12")
    brought.write_bytes((granted.casebook / "identity.p12").read_bytes())
    with keep.open_casebook(granted.casebook) as casebook, Press() as press:
        opened = press.open_identity(brought.read_bytes(), PASSPHRASE, datetime.now(UTC))
        with casebook.act(identity.Act.IDENTITY) as act:
            act.store(opened)
        assert identity.current(casebook).statement == ""
    certifies(granted)
    assert granted.does("identity", "show")["certifies_log"] is True


def test_what_a_thief_signs_is_told_where_it_was_not_issued(certified: Office) -> None:
    """Somebody signs with the office's own identity, outside the casebook (K3)."""
    with keep.open_casebook(certified.casebook) as casebook, Press() as press:
        known = casebook.certificates()[0]
        issued = casebook.certificate(known.number)
        press.open_identity((certified.casebook / "identity.p12").read_bytes(), PASSPHRASE,
                            casebook.clock())  # fmt: skip
        leaf = casebook.entry(issued.proof.index).leaf
        for name, number in (("same", known.number), ("new", f"{known.number}9")):
            words = replace(issued.words, recipient="A Thief", number=number)
            page = PageSource(words, issued.proof, leaf)
            drawn = press.draw(page, casebook.clock())
            pdf = press.sign(drawn.pdf, casebook.clock())
            certified.path(f"{name}.pdf").write_bytes(pdf)
    same = certified.asks("verify", certified.path("same.pdf")).json
    assert (same["verdict"], "another file" in same["reasons"][0]) == ("invalid", True)
    new = certified.asks("verify", certified.path("new.pdf")).json
    assert (new["verdict"], "no certificate with" in new["reasons"][0]) == ("warnings", True)
