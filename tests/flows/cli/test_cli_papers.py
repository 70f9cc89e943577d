"""Certificates, letters, lists, identities and their checks, by command line."""

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.flows.cli.issuers import p12
from tests.flows.cli.office import ESL, KARI, NQL, PASSPHRASE, Office, points, statements, teacher


@pytest.fixture
def granted(ready: Office) -> Office:
    """An office that granted the quality label."""
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    return ready


def test_without_an_identity_there_is_no_certificate(granted: Office) -> None:
    (granted.casebook / "identity.p12").unlink()
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert (reply.status, reply.code) == (1, "identity.missing")
    assert not granted.path("c.pdf").exists()


@pytest.mark.parametrize(
    ("passphrase", "status", "code"),
    [("wrong", 1, "identity.passphrase"), (None, 2, "identity.passphrase-missing")],
)
def test_the_passphrase_must_be_right(granted, monkeypatch, passphrase, status, code) -> None:
    monkeypatch.delenv("LABEL_DESK_PASSPHRASE")
    if passphrase:
        monkeypatch.setenv("LABEL_DESK_PASSPHRASE", passphrase)
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert (reply.status, reply.code) == (status, code)
    assert "certify" not in granted.acts()


def test_a_certificate_again_needs_no_passphrase(certified: Office, monkeypatch) -> None:
    monkeypatch.delenv("LABEL_DESK_PASSPHRASE")
    assert certified.does("certify", NQL, "-o", certified.path("again.pdf"))


def test_a_path_that_exists_is_not_replaced_unasked(granted: Office) -> None:
    granted.path("c.pdf").write_text("mine")
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert (reply.status, reply.code) == (3, "file.exists")
    assert "certify" not in granted.acts()
    granted.does("certify", NQL, "-o", granted.path("c.pdf"), "--force")
    assert granted.path("c.pdf").read_bytes().startswith(b"%PDF-")


def test_several_certificates_go_into_a_folder(granted: Office) -> None:
    granted.scores(ESL, statements())
    granted.decides(ESL, "grant")
    made = granted.does("certify", NQL, ESL, "-o", granted.path("all"))
    assert {Path(each["file"]).stem for each in made} == {each["number"] for each in made}
    assert len(list(granted.path("all").iterdir())) == 2


def test_the_file_that_was_judged_must_still_be_there(granted: Office) -> None:
    package = next((granted.casebook / "packages").iterdir())
    for package in (granted.casebook / "packages").iterdir():
        package.write_bytes(package.read_bytes() + b"x")
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert (reply.status, reply.code) == (3, "package.changed")


def test_a_name_that_cannot_be_printed_is_refused_with_the_character(granted: Office) -> None:
    words = ("certify", NQL, "-o", granted.path("c.pdf"), "--reason", "x", "--name")
    reply = granted.asks(*words, "山田太郎")
    assert reply.status == 1
    assert "山" in reply.json["error"]["message"]
    assert "certify" not in granted.acts()


@pytest.mark.parametrize(
    ("change", "verdict", "status"),
    [
        (lambda pdf: pdf, "valid", 0),
        (lambda pdf: pdf.replace(b"/Root", b"/Rooz"), "invalid", 1),
        (lambda pdf: pdf + b"\n%more", "invalid", 1),
        (lambda _: b"%PDF-1.7\n%%EOF\n", "unknown", 1),
        (lambda _: b"a letter", "unknown", 1),
    ],
)
def test_verify_has_five_answers(certified: Office, change, verdict, status) -> None:
    file = certified.path("changed.pdf")
    file.write_bytes(change(certified.path("c.pdf").read_bytes()))
    reply = certified.asks("verify", file)
    assert (reply.json["verdict"], reply.status) == (verdict, status)
    assert {"verdict", "reasons", "content"} <= set(reply.json)


def test_elsewhere_the_signer_must_be_trusted(certified: Office) -> None:
    certified.does("identity", "export", "-o", certified.path("office.pem"))
    elsewhere = Office(certified.path("elsewhere"), certified.capture)
    file = certified.path("c.pdf")
    reply = elsewhere.asks("verify", file)
    assert (reply.json["verdict"], reply.status) == ("restricted", 1)
    trusted = elsewhere.asks("verify", file, "--trust", certified.path("office.pem"))
    assert (trusted.json["verdict"], trusted.status) == ("valid", 0)


def test_an_identity_can_be_brought_and_is_not_replaced_unasked(ready: Office) -> None:
    brought = ready.path("brought.p12")
    brought.write_bytes((ready.casebook / "identity.p12").read_bytes())
    first = ready.does("identity", "show")
    again = ready.asks("identity", "import", brought)
    assert (again.status, again.code) == (3, "identity.exists")
    again = ready.does("identity", "import", brought, "--force")
    assert again["fingerprint"] == first["fingerprint"]
    assert ready.acts().count("identity") == 2
    assert PASSPHRASE not in json.dumps(again)


@pytest.mark.parametrize("language", ["en", "nb", "da"])
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_letter_for_every_outcome(ready: Office, language: str, suffix: str) -> None:
    ready.scores(NQL, points(4, s1b={"points": 1, "comment": "Vi fant ikke felles arbeid."}))
    ready.decides(NQL, "refuse", "--reason", "Delkriterium 1b er under minstekravet.")
    path = ready.path("letter" + suffix)
    ready.does("letter", NQL, "-o", path, "--language", language)
    text = " ".join(path.read_text(encoding="utf-8").split())
    for words in ("Solveig Hansen", "Vi fant ikke felles arbeid.", "under minstekravet", "1b"):
        assert words in text


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".html", ".pdf"])
def test_awards_in_every_form(certified: Office, suffix: str) -> None:
    path = certified.path("awards" + suffix)
    made = certified.does("export", "awards", "-o", path)
    assert made["rows"] == 1
    assert path.stat().st_size > 100
    assert certified.acts()[-1] == "export"


def test_awards_name_who_was_awarded(certified: Office) -> None:
    certified.does("export", "awards", "-o", certified.path("a.csv"))
    text = certified.path("a.csv").read_text(encoding="utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert {"Solveig Hansen", "Ringve skole", "Stemmer fra elva"} <= set(row)


def test_an_order_is_a_line_a_school(ready: Office) -> None:
    ready.scores(ESL, statements())
    ready.decides(ESL, "grant")
    ready.does("certify", ESL, "-o", ready.path("c.pdf"))
    ready.does("orders", "make")
    for suffix in (".xlsx", ".pdf"):
        ready.does("orders", "export", "-o", ready.path("order" + suffix))
    rows = list(openpyxl.load_workbook(ready.path("order.xlsx")).active.values)
    assert len(rows) == 2
    assert "Fjordgata ungdomsskole" in rows[1]


def test_a_hostile_name_is_no_formula_in_a_list(ready: Office) -> None:
    form = teacher(id="X", applicant={"id": "t-1", "name": '=HYPERLINK("http://x")'})
    ready.receives(form)
    ready.scores("X", points(4))
    ready.decides("X", "grant")
    ready.does("export", "awards", "-o", ready.path("a.csv"))
    assert "\"'=HYPERLINK" in ready.path("a.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("outcome", ["grant", "refuse", "return"])
def test_a_signed_letter_is_valid_and_says_its_case(ready: Office, outcome: str) -> None:
    low = {"points": 1, "comment": "Vi fant ikke felles arbeid."}
    ready.scores(NQL, points(4) if outcome == "grant" else points(4, s1b=low))
    words = ("--reason", "Se 1b.", "--override", "Fristen er flyttet.")
    ready.decides(NQL, outcome, *(() if outcome == "grant" else words))
    acts, path = ready.acts(), ready.path("letter.pdf")
    ready.does("letter", NQL, "-o", path, "--language", "nb", "en")
    found = ready.does("verify", path)
    assert (found["verdict"], found["content"]["case"]) == ("valid", NQL)
    assert (found["content"]["kind"], found["content"]["languages"]) == ("letter", "nb en")
    assert ready.acts() == acts


def test_a_letter_on_paper_needs_passphrase_and_decision(ready: Office, monkeypatch) -> None:
    path = ready.path("letter.pdf")
    assert ready.asks("letter", NQL, "-o", path).code == "letter.undecided"
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    monkeypatch.delenv("LABEL_DESK_PASSPHRASE")
    assert ready.asks("letter", NQL, "-o", path).code == "identity.passphrase-missing"
    text = ready.asks("letter", NQL, "-o", ready.path("a.txt"), "--language", "nb", "en")
    assert (text.status, text.code) == (2, "arguments.wrong")
    assert not path.exists()


def codes(found) -> set[str]:
    return {each["code"] for each in found["findings"]}


def test_the_check_before_signing_signs_nothing(granted: Office) -> None:
    found = granted.does("certify", NQL, "--check")
    assert (found["id"], found["ok"]) == (NQL, True)
    assert "certify" not in granted.acts()


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [(("--name", "山 Hansen", "--reason", "x"), "certificate.character", 1),
     (("--name", "x " * 400, "--reason", "x"), "certificate.overflow", 1),
     (("--language", "sv"), "certificate.language", 2)],
)  # fmt: skip
def test_what_stops_is_said_before_and_while_signing(granted, words, code, status) -> None:
    checked = granted.asks("certify", NQL, "--check", *words)
    assert (checked.status, checked.json["ok"]) == (1, False)
    assert code in codes(checked.json)
    assert all(each["hint"] for each in checked.json["findings"] if each["severity"] == "error")
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"), *words)
    assert (reply.status, reply.code) == (status, code)
    assert "certify" not in granted.acts()


def test_a_name_that_differs_stands_beside_the_forms(granted: Office) -> None:
    found = granted.does("certify", NQL, "--check", "--name", "Solveig Hansson", "--reason", "typo")
    (named,) = [each for each in found["findings"] if each["code"] == "certificate.name"]
    assert (named["form"], named["printed"]) == ("Solveig Hansen", "Solveig Hansson")


def test_nothing_is_signed_on_a_decision_that_was_changed_in_the_file(granted: Office) -> None:
    """Whoever has the file alone must not get a certificate or letter out of the key's owner."""
    with closing(sqlite3.connect(granted.casebook / "casebook.sqlite")) as database, database:
        database.execute("DROP TRIGGER decision_no_update")
        database.execute(
            'UPDATE decision SET value = replace(value, \'"points":"4"\', \'"points":"5"\')'
        )
    found = granted.asks("certify", NQL, "--check").json
    assert not found["ok"]
    assert "log.unhealthy" in codes(found)
    for words in (("certify", NQL, "-o", "c.pdf"), ("letter", NQL, "-o", "l.pdf")):
        reply = granted.asks(*words[:-1], granted.path(words[-1]))
        assert (reply.status, reply.code) == (1, "log.unhealthy")
    assert granted.asks("batch", "-o", granted.path("all")).status == 1
    assert granted.asks("log", "withdrawn", "-o", granted.path("w.txt")).code == "log.unhealthy"
    words = ("--evaluator", KARI, "--reason", "x", "--override", "y")
    assert granted.asks("revise", NQL, "--outcome", "refuse", *words).code == "casebook.read-only"
    assert "certify" not in granted.acts()


def test_a_casebook_that_was_changed_in_the_file_vouches_for_nothing(granted: Office) -> None:
    """Who has the file alone could write an identity of his own among the office's."""
    path, office = granted.path("c.pdf"), granted.path("office.pem")
    granted.does("certify", NQL, "-o", path)
    granted.does("identity", "export", "-o", office)
    with closing(sqlite3.connect(granted.casebook / "casebook.sqlite")) as database, database:
        database.execute("DROP TRIGGER identity_no_update")
        database.execute("UPDATE identity SET value = replace(value, 'serial', 'Serial')")
    found = granted.asks("verify", path)
    assert (found.status, found.json["verdict"]) == (1, "restricted")
    assert found.json["checks"][-1]["id"] == "casebook"
    trusted = granted.asks("verify", path, "--trust", office)
    assert (trusted.status, trusted.json["verdict"]) == (0, "warnings")


def test_other_languages_of_an_issued_certificate_are_told(granted: Office) -> None:
    first = granted.does("certify", NQL, "-o", granted.path("a.pdf"), "--language", "nb")
    again = granted.does("certify", NQL, "-o", granted.path("b.pdf"), "--language", "da")
    assert again["sha256"] == first["sha256"]
    assert [each["code"] for each in again["warnings"]] == ["certificate.issued-before"]
    same = granted.does("certify", NQL, "-o", granted.path("c.pdf"), "--language", "nb")
    assert same["warnings"] == []


def test_the_check_looks_at_the_identity_that_is_named(granted: Office) -> None:
    other = granted.path("other.p12")
    other.write_bytes(p12(PASSPHRASE, days=-2))
    found = granted.asks("certify", NQL, "--check", "--identity", other)
    assert (found.status, found.json["ok"]) == (1, False)
    assert "identity.expired" in codes(found.json)
    assert granted.does("certify", NQL, "--check")["ok"] is True


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_what_is_no_file_is_never_replaced(granted: Office) -> None:
    for words in (("log", "export"), ("casebook", "backup"), ("letter", NQL)):
        pipe = granted.path(f"{words[0]}.txt")
        os.mkfifo(pipe)
        reply = granted.asks(*words, "-o", pipe, "--force")
        assert (reply.status, reply.code) == (3, "file.unwritable")
        assert pipe.is_fifo()


def test_without_an_identity_the_check_says_so(granted: Office) -> None:
    (granted.casebook / "identity.p12").unlink()
    reply = granted.asks("certify", NQL, "-o", granted.path("c.pdf"))
    assert reply.code == "identity.missing"


def test_a_name_that_is_no_text_is_refused(granted: Office) -> None:
    reply = granted.asks("certify", NQL, "--check", "--name", "Sol\udc80", "--reason", "x")
    assert (reply.status, reply.code) == (1, "certificate.character")


def test_what_deserves_a_look_is_told_with_the_certificate(granted: Office) -> None:
    words = ("--name", "Solveig Hansson", "--reason", "typo")
    made = granted.does("certify", NQL, "-o", granted.path("c.pdf"), *words)
    assert {each["code"] for each in made["warnings"]} >= {"certificate.name"}
    again = granted.does("certify", NQL, "-o", granted.path("again.pdf"))
    assert (again["number"], again["warnings"]) == (made["number"], [])
