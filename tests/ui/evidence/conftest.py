"""A pane with invented evidence, read by real reader processes."""

import os
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.documents import Reader, Readers
from app.models.application import Answer, Applicant, Application, Evidence, School
from app.models.case import Submission
from app.models.errors import Unavailable
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.models.message import message
from app.ui import theme
from app.ui.evidence.pane import EvidencePane
from app.wording import use
from tests.documents import films, hostile, written

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WHEN = datetime(2026, 9, 20, 14, 12, tzinfo=UTC)


def report(pages: int) -> bytes:
    """A PDF whose every page says its number."""
    contents = [f"BT /F 20 Tf 40 300 Td (Side {n} om elva) Tj ET".encode() for n in range(pages)]
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return hostile.pages(*contents, resources=font)


FILES = {
    "Feltrapport.pdf": report(24),
    "lang.pdf": report(500),
    "kart.png": hostile.png(90, 60, (b"\0" + b"\x60" * 90) * 60),
    "notat.txt": ("Elva er ren.\n" * 300 + "Slutten av elva.\n").encode(),
    "side.html": b"<html><p>Hei <script>x()</script>verden</p>",
    "endless.pdf": hostile.endless_pdf(),
    "avkuttet.pdf": b"%PDF-1.7\n1 0 obj",
    "tom.txt": b"",
    "falsk.pdf": b"MZ\x90\x00\x03\x00\x00\x00",
    "referat.docx": b"PK\x03\x04 word/document.xml",
    "arkiv.zip": written.archive(),
    "tur.avi": films.film(4),
    "sang.wav": films.sound(3),
    "liste.mp3": films.tagged(b"#EXTM3U\nfile:///etc/passwd\n"),
}


def evidence() -> tuple[Evidence, ...]:
    """One piece of evidence for each file, a link, a link with a copy, and one that is absent."""
    files = [
        Evidence(EvidenceId(name.split(".")[0]), f"Om {name}", f"data/evidence/{name}")
        for name in FILES
        if name != "side.html"
    ]
    address = "https://example.org/" + "lang/" * 12
    return (
        replace(files[0], criteria=("1b", "5a")),
        *files[1:],
        Evidence(EvidenceId("side"), "Siden", url=address, copy="data/evidence/side.html",
                 seen_at=date(2026, 9, 18)),
        Evidence(EvidenceId("lenke"), "<img src='//h/s'>", url=address),
        Evidence(EvidenceId("borte"), "Borte", "data/evidence/borte.pdf"),
    )  # fmt: skip


@pytest.fixture
def submission() -> Submission:
    answer = Answer("a1", "…", criterion="1", evidence=(EvidenceId("kart"),))
    form = Application(
        SchemeId("nql-2022"), CaseId("NO-1"), 1, WHEN, "nb", Applicant("Solveig Hansen"),
        School("Ringve skole", "NO"), (answer,), evidence(),
    )  # fmt: skip
    return Submission(
        CaseId("NO-1"), 1, Sha256("ab" * 32), 100, form.scheme, WHEN, WHEN, False, False, 0, form
    )


def fetch(wanted: EvidenceId) -> "Future[bytes]":
    """Answer at once, as the desk does from its own threads."""
    listed = next(each for each in evidence() if each.id == wanted)
    future: Future[bytes] = Future()
    name = str(listed.file).rsplit("/", maxsplit=1)[-1]
    if name in FILES:
        future.set_result(FILES[name])
    else:
        sentence = message("The file is missing from the application file.")
        future.set_exception(Unavailable("evidence.missing", sentence))
    return future


@pytest.fixture
def pane(qtbot, submission) -> Iterator[EvidencePane]:
    use("en")
    theme.apply(QApplication.instance())
    pane = EvidencePane(fetch, Readers(Reader(deadline=1.5), Reader(deadline=1.5)))
    qtbot.addWidget(pane)
    pane.resize(428, 760)
    pane.show()
    pane.show_application(submission)
    yield pane
    pane.close_readers()


@pytest.fixture
def pane_of(qtbot, submission):
    """Return a maker of panes over other files; the evidence of each is named like the file."""
    theme.apply(QApplication.instance())
    made = []

    def make(files: dict[str, bytes]) -> EvidencePane:
        listed = tuple(Evidence(EvidenceId(name), name, f"data/evidence/{name}") for name in files)
        form = replace(submission.application, evidence=listed, answers=())

        def read(wanted: EvidenceId) -> "Future[bytes]":
            future: Future[bytes] = Future()
            future.set_result(files[wanted])
            return future

        pane = EvidencePane(read, Readers(Reader(), Reader()))
        made.append(pane)
        qtbot.addWidget(pane)
        pane.resize(428, 760)
        pane.show()
        pane.show_application(replace(submission, application=form))
        return pane

    yield make
    for pane in made:
        pane.close_readers()
