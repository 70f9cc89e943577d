"""The press as the window meets it: a process, tasks in, records and files out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.models.certificate import LogProof, PrintedWords
from app.models.errors import Misused, Refused
from app.models.frames import Frame
from app.models.identifiers import CertificateNumber
from app.models.plain import to_plain
from app.models.table import Column, ListTable
from app.processes import Worker

AT = "2026-11-14T12:00:00+01:00"
WORDS = PrintedWords(
    number=CertificateNumber("NO-NQL-2026-000131"), languages=("nb",), label={"en": "Label"},
    recipient="Solveig Hansen", school="Ringve skole", city=None, country="NO", season="2026",
    organisation={"en": "Organisation"}, place="Trondheim", signatory="Kari", role={"en": "Head"},
    decided_on=date(2026, 11, 10), issued_on=date(2026, 11, 14), for_school=False, project="Elva",
)  # fmt: skip
PROOF = LogProof("origin", 131, 140, "9f" * 32, "proof")


@pytest.fixture(scope="module")
def press() -> Iterator[Worker]:
    with Worker("press") as worker:
        yield worker


def ask(press: Worker, task: str, *parts: bytes, **header: Any) -> Frame:
    return press.call({"task": task, "at": AT, **header}, parts, deadline=60)


@pytest.fixture(scope="module")
def p12(press: Worker) -> bytes:
    words = {"name": "Office", "organisation": "Org", "country": "NO", "passphrase": "demo"}
    return ask(press, "create-identity", **words).parts[0]


def drawn(press: Worker, **changed: Any) -> Frame:
    words = {**to_plain(WORDS), **changed}
    return ask(press, "draw", words=words, proof=to_plain(PROOF))


def test_nothing_is_signed_before_the_identity_is_open(press: Worker) -> None:
    ask(press, "close-identity")
    with pytest.raises(Refused, match=r"identity\.closed"):
        ask(press, "sign", b"%PDF-")


def test_drawn_signed_and_verified(press: Worker, p12: bytes) -> None:
    identity = ask(press, "open-identity", p12, passphrase="demo").header["identity"]
    signed = ask(press, "sign", drawn(press).parts[0]).parts[0]
    trusted = [identity["certificate_pem"]]
    found = ask(press, "verify", signed, trusted=trusted).header["verification"]
    assert (found["verdict"], found["content"]["recipient"]) == ("valid", "Solveig Hansen")


def test_a_wrong_passphrase_is_refused(press: Worker, p12: bytes) -> None:
    with pytest.raises(Refused, match=r"identity\.passphrase"):
        ask(press, "open-identity", p12, passphrase="wrong")


def test_findings_come_back_as_records(press: Worker) -> None:
    answer = drawn(press, recipient="山")
    assert answer.parts == (b"",)
    assert answer.header["findings"][0]["code"] == "certificate.character"


def test_a_list_is_drawn(press: Worker) -> None:
    table = ListTable("Awarded", "en", (Column("a", "Name"),), (("Kari",),))
    assert ask(press, "table", table=to_plain(table)).parts[0].startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "header", [{"task": "nothing"}, {"task": "draw"}, {"task": "draw", "words": 1}]
)
def test_requests_that_do_not_fit_are_answered(press: Worker, header: dict[str, Any]) -> None:
    with pytest.raises(Misused):
        press.call(header, (), deadline=60)


def test_the_press_lives_on_after_all_that(press: Worker) -> None:
    assert press.generation == 1
