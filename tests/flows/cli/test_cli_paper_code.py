"""The printed sheet is checked by its code: five answers, here and elsewhere."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from app.casework import issue, keep
from app.casework.press import Press
from app.models.case import CaseRef
from app.models.casebook import Withdrawal
from app.models.identifiers import CaseId
from app.models.log import Act
from tests.flows.cli.office import KARI, NQL, Office


def scanned(pdf: bytes) -> str:
    """Return the code on a page as a phone reads it."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=150 / 72).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(page)
    return str(found.text)


@pytest.fixture
def code(certified: Office) -> str:
    return scanned(certified.path("c.pdf").read_bytes())


def test_the_code_of_this_office_is_valid_and_says_what_is_certified(
    certified: Office, code: str
) -> None:
    reply = certified.asks("verify", "--code", code)
    content = reply.json["content"]
    assert (reply.json["verdict"], reply.status) == ("valid", 0)
    assert (content["recipient"], content["scheme"]) == ("Solveig Hansen", "nql-2022")
    assert content["number"].startswith("NO-NQL-2026-")


def test_an_altered_code_is_invalid_and_other_text_unknown(certified: Office, code: str) -> None:
    changed = code[:-3] + ("000" if code[-3:] != "000" else "111")
    for text, verdict in ((changed, "invalid"), ("LD1:BB8", "unknown"), ("hello", "unknown")):
        reply = certified.asks("verify", "--code", text)
        assert (reply.json["verdict"], reply.status) == (verdict, 1)


def test_elsewhere_the_key_must_be_trusted(certified: Office, code: str) -> None:
    key = certified.path("office.pem")
    certified.does("identity", "export", "-o", key)
    elsewhere = Office(certified.path("elsewhere"), certified.capture)
    reply = elsewhere.asks("verify", "--code", code)
    assert (reply.json["verdict"], reply.status) == ("restricted", 1)
    assert elsewhere.asks("verify", "--code", code, "--trust", key).json["verdict"] == "valid"
    without = certified.path("without.pem")
    without.write_text(key.read_text().partition("-----BEGIN PUBLIC KEY")[0])
    refused = elsewhere.asks("verify", "--code", code, "--trust", without)
    assert (refused.status, refused.code) == (2, "verify.trust")


def test_a_withdrawn_certificate_is_invalid_on_paper_too(certified: Office, code: str) -> None:
    number = certified.asks("verify", "--code", code).json["content"]["number"]
    with keep.open_casebook(certified.casebook) as casebook, casebook.act(Act.WITHDRAW) as act:
        act.store(Withdrawal(CaseId(NQL), number, KARI, act.at, "A mistake.", act.index))
    reply = certified.asks("verify", "--code", code)
    assert (reply.json["verdict"], reply.status) == ("invalid", 1)
    assert "withdrawn" in reply.json["reasons"][0]


def test_a_preview_is_no_certificate(certified: Office) -> None:
    with keep.open_casebook(certified.casebook) as casebook, Press() as press:
        page = issue.preview(casebook, press, CaseRef(CaseId(NQL)), name="Kari Vik")
    reply = certified.asks("verify", "--code", scanned(page.pdf))
    assert (reply.json["verdict"], reply.status) == ("invalid", 1)


@pytest.mark.parametrize("words", [(), ("c.pdf", "--code", "LD1:")])
def test_either_a_file_or_a_code(certified: Office, words: tuple[str, ...]) -> None:
    reply = certified.asks("verify", *words)
    assert (reply.status, reply.code) == (2, "arguments.wrong")


def test_the_exported_identity_checks_files_and_codes(certified: Office) -> None:
    path: Path = certified.path("office.pem")
    certified.does("identity", "export", "-o", path)
    text = path.read_text()
    assert text.count("-----BEGIN CERTIFICATE") == text.count("-----BEGIN PUBLIC KEY") == 1
    assert "PRIVATE" not in text


def test_the_page_for_others_knows_the_key_and_what_was_withdrawn(
    certified: Office, code: str
) -> None:
    number = certified.asks("verify", "--code", code).json["content"]["number"]
    with keep.open_casebook(certified.casebook) as casebook, casebook.act(Act.WITHDRAW) as act:
        act.store(Withdrawal(CaseId(NQL), None, KARI, act.at, "A mistake.", act.index))
    path = certified.path("check.html")
    reply = certified.asks("identity", "export", "--verifier", path)
    page = path.read_text("utf-8")
    assert (reply.status, reply.json["verifier"]) == (0, str(path))
    assert reply.json["key"] in page
    assert number in page
    again = certified.asks("identity", "export", "--verifier", path)
    assert (again.status, again.code) == (3, "file.exists")
    assert certified.asks("identity", "export").status == 2
