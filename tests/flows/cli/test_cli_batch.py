"""A batch of certificates: all that wait, checked again, with receipts, also after a power cut."""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.casework import batch, keep
from app.casework.press import Press
from app.documents import Reader
from app.models.batch import Issued
from app.models.identifiers import CaseId
from tests.flows.cli.office import ESL, NQL, PASSPHRASE, Office, points, statements, teacher
from tests.storage.killing import kill_while


@pytest.fixture
def waiting(ready: Office) -> Office:
    """An office with two granted labels that have no certificate yet."""
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    ready.scores(ESL, statements())
    ready.decides(ESL, "grant")
    return ready


def begun(office: Office, *chosen: str, folder: str = "all") -> None:
    """Leave a batch that was begun and signed nothing, as a power cut does."""

    office.path(folder).mkdir()
    with keep.open_casebook(office.casebook) as casebook, Press() as press:
        cases = [CaseId(each) for each in chosen]
        batch.begin(casebook, press, cases, office.path(folder), passphrase=PASSPHRASE)


def test_everyone_who_waits_gets_a_certificate_that_was_checked_again(waiting: Office) -> None:
    said = waiting.does("batch", "-o", waiting.path("all"))
    assert {each["id"]: each["verdict"] for each in said["issued"]} == {NQL: "valid", ESL: "valid"}
    names = {each["file"] for each in said["issued"]}
    assert {path.name for path in waiting.path("all").iterdir()} == names
    assert waiting.acts().count("certify") == 2


def test_nobody_waits_twice(waiting: Office) -> None:
    waiting.does("batch", "-o", waiting.path("all"))
    again = waiting.does("batch", "-o", waiting.path("all"))
    assert again["issued"] == []


def test_only_the_named_are_signed(waiting: Office) -> None:
    said = waiting.does("batch", NQL, "-o", waiting.path("all"))
    assert [each["id"] for each in said["issued"]] == [NQL]


@pytest.mark.parametrize("suffix", ["pdf", "csv"])
def test_the_receipt_is_written_and_logged(waiting: Office, suffix: str) -> None:
    path = waiting.path(f"receipt.{suffix}")
    said = waiting.does("batch", "-o", waiting.path("all"), "--receipt", path)
    assert said["receipts"] == [str(path)]
    assert path.stat().st_size > 100
    assert waiting.acts()[-1] == "export"


def test_the_receipt_names_number_hash_and_check(waiting: Office) -> None:
    path = waiting.path("receipt.csv")
    said = waiting.does("batch", "-o", waiting.path("all"), "--receipt", path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["SHA-256"] for row in rows] == [each["sha256"] for each in said["issued"]]
    assert {row["Checked again"] for row in rows} == {"whole; seal and code agree"}


def test_an_interrupted_batch_goes_on_with_the_same_numbers(waiting: Office) -> None:
    begun(waiting, NQL, ESL)
    first = waiting.does("certify", NQL, "-o", waiting.path("c.pdf"))
    said = waiting.does("batch")
    assert said["issued"][0]["number"] == first["number"]
    assert waiting.acts().count("certify") == 2
    written = waiting.path("all") / f"{first['number']}.pdf"
    assert written.read_bytes() == waiting.path("c.pdf").read_bytes()


def sign_all(folder: str) -> Iterator[str]:
    """Begin and run a batch, telling each certificate; somebody else kills this."""
    place = Path(folder)
    with (
        keep.open_casebook(place / "casebook") as casebook, Press() as press, Press() as second,
        Reader() as reader,
    ):  # fmt: skip
        chosen = [each.case for each in batch.candidates(casebook)]
        doing = batch.begin(casebook, press, chosen, place / "all", passphrase=PASSPHRASE)
        yield "begun"
        told: list[Issued] = []
        checkers = batch.Checkers(second, reader)
        batch.run(casebook, press, doing, checkers, told.append)
        yield "done"


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("after", [0.0, 0.4])
def test_a_killed_batch_goes_on(waiting: Office, after: float) -> None:
    waiting.path("all").mkdir()
    place = waiting.casebook.parent
    lines = kill_while("tests.flows.cli.test_cli_batch", "sign_all", place, after=after)
    if "done" not in lines:
        assert len(waiting.does("batch")["issued"]) == 2
    assert waiting.acts().count("certify") == 2
    assert len(list(waiting.path("all").glob("NO-*.pdf"))) == 2
    assert waiting.does("log", "verify")["ok"]


def test_an_unfinished_batch_comes_first(waiting: Office) -> None:
    begun(waiting, ESL)
    reply = waiting.asks("batch", NQL, "-o", waiting.path("b"))
    assert (reply.status, reply.code) == (2, "batch.unfinished")


def test_a_batch_can_be_given_up(waiting: Office) -> None:
    begun(waiting, ESL)
    waiting.does("batch", "--give-up")
    assert "certify" not in waiting.acts()
    assert len(waiting.does("batch", "-o", waiting.path("b"))["issued"]) == 2


def test_one_key_signs_all_of_a_batch(waiting: Office) -> None:
    begun(waiting, ESL)
    waiting.does("identity", "create", "--force")
    reply = waiting.asks("batch")
    assert (reply.status, reply.code) == (1, "batch.other-key")
    assert "certify" not in waiting.acts()


def test_a_wrong_passphrase_begins_nothing(waiting: Office, monkeypatch) -> None:
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", "wrong")
    assert waiting.asks("batch", "-o", waiting.path("all")).code == "identity.passphrase"
    with keep.open_casebook(waiting.casebook) as casebook:
        assert batch.unfinished(casebook) is None


def test_a_name_that_cannot_be_printed_is_left_out_and_told(ready: Office) -> None:
    odd = "NO-NQL-2026-0777"
    applicant = {"id": "t-7", "name": "山田太郎", "email": "y@example.org"}
    ready.receives(teacher(id=odd, applicant=applicant))
    for case in (NQL, odd):
        ready.scores(case, points(4))
        ready.decides(case, "grant")
    reply = ready.asks("batch", "-o", ready.path("all"))
    said = {each["id"]: each for each in json.loads(reply.out)["issued"]}
    assert reply.status == 1
    assert said[NQL]["verdict"] == "valid"
    assert (said[odd]["number"], "山" in said[odd]["problem"]) == (None, True)


def test_an_undecided_case_begins_nothing(ready: Office) -> None:
    reply = ready.asks("batch", NQL, "-o", ready.path("all"))
    assert (reply.status, reply.code) == (1, "certify.not-granted")


def test_a_copy_that_changed_on_the_disk_is_told(waiting: Office, monkeypatch) -> None:
    put = batch.write_file

    def spoiled(path: Path, content: bytes) -> None:
        put(path, content[:-1] + b"x")

    monkeypatch.setattr(batch, "write_file", spoiled)
    reply = waiting.asks("batch", NQL, "-o", waiting.path("all"))
    assert reply.status == 1
    assert json.loads(reply.out)["issued"][0]["verdict"] in {"invalid", "unknown"}
