"""A dossier holds all there is about a case, and says the hash of each file."""

import hashlib
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.flows.cli.office import KARI, NQL, Office, points, teacher


def text_of(pdf: bytes, folder: Path) -> str:
    """Return what poppler reads in a PDF."""
    (folder / "x.pdf").write_bytes(pdf)
    made = subprocess.run(
        ["pdftotext", "-layout", str(folder / "x.pdf"), "-"],
        check=True, capture_output=True,
    )  # fmt: skip
    return made.stdout.decode()


@pytest.fixture
def dossier(certified: Office) -> zipfile.ZipFile:
    """The dossier of the certified case."""
    certified.does("dossier", NQL, "-o", certified.path("d.zip"))
    return zipfile.ZipFile(certified.path("d.zip"))


def test_it_holds_file_case_decision_certificate_and_log(dossier, certified: Office) -> None:
    names = dossier.namelist()
    folders = {name.split("/")[0] for name in names}
    assert {"case.pdf", "assessment.json", "decision.json", "README.txt", "log"} < folders
    assert sum(name.startswith("certificates/") for name in names) == 1
    (received,) = [name for name in names if name.startswith("application/")]
    kept = next((certified.casebook / "packages").iterdir())
    assert any(
        dossier.read(received) == each.read_bytes()
        for each in (certified.casebook / "packages").iterdir()
    ), kept


def test_the_readme_lists_the_hash_of_every_other_file(dossier) -> None:
    lines = dossier.read("README.txt").decode().splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines if line[64:66] == "  ")
    for name in dossier.namelist():
        if name != "README.txt":
            assert listed[name] == hashlib.sha256(dossier.read(name)).hexdigest()


def test_leaves_are_those_of_the_log(dossier, certified: Office) -> None:
    entries = {each["index"]: each["type"] for each in certified.does("log", "list")}
    for name in dossier.namelist():
        if name.startswith("log/") and name.endswith(".json"):
            index = int(name.removeprefix("log/")[:6])
            assert json.loads(dossier.read(name))["type"] == entries[index]
            assert dossier.read(name.replace(".json", ".tlog-proof"))


def test_the_printed_case_says_points_comments_pins_and_answers(ready: Office, tmp_path) -> None:
    pin = {"evidence": "ev1", "page": 7, "quote": "Vi målte"}
    low = {"points": 2, "comment": "Mangler samtykke 😀.", "pins": [pin]}
    ready.scores(NQL, points(4, s2c=low))
    ready.does("dossier", NQL, "-o", ready.path("d.zip"))
    with zipfile.ZipFile(ready.path("d.zip")) as made:
        text = text_of(made.read("case.pdf"), tmp_path)
        assert "decision.json" not in made.namelist()
    for words in ("For the jury · personal data", "Stemmer fra elva", KARI, "2 of 5",
                  "Mangler samtykke [U+1F600].", "rapport.txt, page 7", "“Vi målte”",
                  "Vi arbeidet sammen.", "not met"):  # fmt: skip
        assert words in text, words


def test_leaving_is_entered_in_the_log_and_nothing_is_replaced(ready: Office) -> None:
    before = ready.acts()
    ready.does("dossier", NQL, "-o", ready.path("d.zip"))
    assert ready.acts() == [*before, "export"]
    reply = ready.asks("dossier", NQL, "-o", ready.path("d.zip"))
    assert (reply.status, reply.code) == (3, "file.exists")


def test_without_the_received_file_there_is_no_dossier(ready: Office) -> None:
    for each in (ready.casebook / "packages").iterdir():
        each.unlink()
    reply = ready.asks("dossier", NQL, "-o", ready.path("d.zip"))
    assert (reply.status, reply.code) == (3, "package.missing")
    assert not ready.path("d.zip").exists()


def test_an_application_without_points_and_with_odd_text_has_one_too(office: Office) -> None:
    odd = [{"id": "a1", "criterion": "1", "text": "日本 ليلى \u202e\n\n" + "x" * 5000}]
    office.receives(teacher(answers=odd, evidence=[]), b"")
    assert office.does("dossier", NQL, "-o", office.path("d.zip"))["files"] > 4


def test_pages_are_numbered(dossier, tmp_path) -> None:
    text = text_of(dossier.read("case.pdf"), tmp_path)
    pages = text.count("\f")
    assert [re.search(rf"\b{n} ?/ ?{pages}\b", text) is not None for n in range(1, pages + 1)] == [
        True
    ] * pages
