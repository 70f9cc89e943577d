"""Taking back, correcting, and telling others: by command line."""

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.flows.cli.office import ESL, KARI, NQL, Office, points, statements

BY = ("--by", KARI, "--reason", "Prosjektet var kopiert.")


@pytest.fixture
def number(certified: Office) -> str:
    return str(certified.does("verify", certified.path("c.pdf"))["content"]["number"])


def status(office: Office, case: str = NQL) -> str:
    (row,) = [each for each in office.does("list") if each["id"] == case]
    return str(row["status"])


def verdict(office: Office, file: Path, *words: object) -> tuple[str, str]:
    found = office.asks("verify", file, *words).json
    return found["verdict"], found["reasons"][0]


@pytest.mark.parametrize("by_number", [True, False])
def test_a_withdrawn_certificate_is_invalid_with_its_day_and_without_its_reason(
    certified: Office, number: str, by_number: bool
) -> None:
    made = certified.does("withdraw", number if by_number else NQL, *BY)
    assert made["certificate"] == (number if by_number else None)
    reply = certified.says("verify", certified.path("c.pdf"))
    assert reply.status == 1
    assert reply.out.startswith("Not valid.\nThis certificate was withdrawn on ")
    assert "kopiert" not in reply.out
    assert status(certified) == "withdrawn"
    assert certified.acts()[-1] == "withdraw"
    certified.does("export", "awards", "-o", certified.path("a.json"))
    assert json.loads(certified.path("a.json").read_text("utf-8"))["rows"] == []


def test_what_was_withdrawn_is_not_handed_out_again(certified: Office, number: str) -> None:
    letter = certified.path("letter.txt")
    certified.does("letter", NQL, "-o", letter)
    assert number in letter.read_text("utf-8")
    certified.does("withdraw", number, *BY)
    certified.does("letter", NQL, "-o", letter, "--force")
    assert number not in letter.read_text("utf-8")
    again = certified.asks("certify", NQL, "-o", certified.path("again.pdf"))
    assert (again.status, again.code) == (1, "certify.withdrawn")
    assert certified.asks("withdraw", number, *BY).code == "withdraw.already"


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_reissue_names_what_it_replaces(
    certified: Office, number: str, withdrawn_first: bool
) -> None:
    if withdrawn_first:
        certified.does("withdraw", number, *BY)
    new = certified.path("new.pdf")
    made = certified.does("certify", NQL, "-o", new, "--reissue", "--reason", "Feil språk.")
    assert made["number"] == f"{number}-2"
    found = certified.does("verify", new)
    assert (found["verdict"], found["content"]["replaces"]) == ("valid", number)
    assert found["content"]["recipient"] == "Solveig Hansen"
    old = verdict(certified, certified.path("c.pdf"))
    assert (old[0], f"{number}-2" in old[1]) == ("invalid", True)
    assert status(certified) == "certified"
    assert certified.does("certify", NQL, "-o", certified.path("x.pdf"))["number"] == f"{number}-2"


def test_a_corrected_name_replaces_the_wrong_one(certified: Office, number: str) -> None:
    words = ("--name", "Solveig Hanssen", "--reason", "Skrivefeil i skjemaet.")
    certified.does("certify", NQL, "-o", certified.path("new.pdf"), *words)
    assert verdict(certified, certified.path("c.pdf"))[0] == "invalid"
    again = ("certify", NQL, "-o", certified.path("third.pdf"), "--reissue", "--reason", "Skadet.")
    certified.does(*again)
    found = certified.does("verify", certified.path("third.pdf"))["content"]
    assert (found["recipient"], found["replaces"]) == ("Solveig Hanssen", f"{number}-2")


def test_a_reissue_needs_a_reason(certified: Office) -> None:
    reply = certified.asks("certify", NQL, "-o", certified.path("n.pdf"), "--reissue")
    assert (reply.status, reply.code) == (2, "certify.reason-missing")


def test_a_withdrawn_label_has_no_papers_until_it_is_granted_anew(
    certified: Office, number: str
) -> None:
    certified.does("withdraw", NQL, *BY)
    for words in (
        ("certify", NQL, "-o", certified.path("n.pdf"), "--reissue", "--reason", "x"),
        ("letter", NQL, "-o", certified.path("n.txt")),
        ("withdraw", NQL, *BY),
    ):
        assert certified.asks(*words).code in {"label.withdrawn", "withdraw.already"}
    certified.decides(NQL, "grant", act="revise")
    assert status(certified) == "granted"
    made = certified.does("certify", NQL, "-o", certified.path("n.pdf"))
    found = certified.does("verify", certified.path("n.pdf"))
    assert (found["verdict"], found["content"]["replaces"]) == ("valid", number)
    assert made["number"] != number


def test_a_revised_decision_ends_its_certificate(certified: Office) -> None:
    reason = ("--reason", "Se 1b.", "--override", "Ny opplysning.")
    assert certified.decides(NQL, "refuse", *reason, act="revise").status == 0
    found = verdict(certified, certified.path("c.pdf"))
    assert (found[0], "revised" in found[1]) == ("invalid", True)


@pytest.mark.parametrize(
    ("target", "more", "code"),
    [
        (NQL, ("--by", KARI), "withdraw.reason-missing"),
        (NQL, ("--by", " ", "--reason", "x"), "person.missing"),
        (ESL, BY, "withdraw.not-granted"),
        ("NO-1", BY, "case.unknown"),
        ("NO NQL", BY, "case.reference"),
    ],
)
def test_what_cannot_be_withdrawn_is_told(
    certified: Office, target: str, more: tuple[str, ...], code: str
) -> None:
    assert certified.asks("withdraw", target, *more).code == code
    assert "withdraw" not in certified.acts()


def test_a_plaque_that_was_ordered_is_told_and_no_new_one_is_due(ready: Office) -> None:
    ready.scores(ESL, statements())
    ready.decides(ESL, "grant")
    ready.does("certify", ESL, "-o", ready.path("c.pdf"))
    order = ready.does("orders", "make")
    assert ready.does("withdraw", ESL, *BY)["orders"] == [order["id"]]


def test_others_check_by_the_signed_list(certified: Office, number: str) -> None:
    pem, listed, file = (certified.path(name) for name in ("o.pem", "list.txt", "c.pdf"))
    certified.does("identity", "export", "-o", pem)
    elsewhere = Office(certified.path("elsewhere"), certified.capture)
    trusting = ("--trust", pem)
    before = elsewhere.does("verify", file, *trusting)
    results = {each["id"]: each["result"] for each in before["checks"]}
    assert (results["withdrawn"], results["log-key"]) == ("not-checked", "yes")
    certified.does("log", "withdrawn", "-o", listed)
    asked = elsewhere.does("verify", file, *trusting, "--withdrawn", listed)
    assert {each["id"]: each["result"] for each in asked["checks"]}["withdrawn"] == "yes"
    certified.does("withdraw", number, *BY)
    assert certified.does("log", "withdrawn", "-o", listed, "--force")["withdrawn"] == 1
    assert "kopiert" not in listed.read_text("utf-8")
    assert verdict(elsewhere, file, *trusting, "--withdrawn", listed)[0] == "invalid"
    listed.write_text(listed.read_text("utf-8").replace(number, number + "0"), "utf-8")
    assert elsewhere.asks("verify", file, *trusting, "--withdrawn", listed).code == (
        "withdrawn.signer"
    )
    listed.write_bytes(b"\xff\x00 no list")
    assert elsewhere.asks("verify", file, *trusting, "--withdrawn", listed).code == (
        "withdrawn.not-a-list"
    )


def test_the_certificate_vouches_for_the_key_of_the_list(certified: Office, number: str) -> None:
    """Who trusts only the identity can check the list of the log that its certificate names."""
    pem, listed = certified.path("o.pem"), certified.path("list.txt")
    certified.does("identity", "export", "-o", pem)
    pem.write_text(pem.read_text("ascii").partition("-----BEGIN PUBLIC KEY")[0], "ascii")
    certified.does("withdraw", number, *BY)
    certified.does("log", "withdrawn", "-o", listed)
    elsewhere = Office(certified.path("elsewhere"), certified.capture)
    words = (certified.path("c.pdf"), "--trust", pem, "--withdrawn", listed)
    assert verdict(elsewhere, *words)[0] == "invalid"


def test_points_alone_are_not_certified(ready: Office) -> None:
    ready.scores(NQL, points(4))
    assert ready.asks("withdraw", NQL, *BY).code == "withdraw.not-granted"


@pytest.mark.parametrize("language", ["en", "nb", "da"])
def test_a_validity_sheet_says_the_verdict_on_paper(certified: Office, language: str) -> None:
    path = certified.path(f"{language}.pdf")
    words = ("--sheet", path, "--lang", language)
    made = certified.does("verify", certified.path("c.pdf"), *words)
    assert made["sheet"] == str(path)
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    word = {"en": "Valid", "nb": "Gyldig", "da": "Gyldigt"}[language]
    for expected in (word, "Solveig Hansen", "c.pdf"):
        assert expected in text
    again = certified.asks("verify", certified.path("c.pdf"), *words)
    assert (again.status, again.code) == (3, "file.exists")


def test_a_file_that_is_no_certificate_gets_a_sheet_too(certified: Office) -> None:
    file = certified.path("日本 \u202efdp.pdf")
    file.write_bytes(b"not a PDF")
    reply = certified.asks("verify", file, "--sheet", certified.path("v.pdf"))
    assert (reply.status, reply.json["verdict"]) == (1, "unknown")
    assert certified.path("v.pdf").read_bytes().startswith(b"%PDF-")
