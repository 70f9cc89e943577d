"""One A4 page: the certificate as a school hangs it on the wall."""

from dataclasses import dataclass
from datetime import datetime

from app.certificates.code import NotACode, ReadCode, read_code
from app.certificates.measure import MeasuredPage
from app.certificates.painter import Painter
from app.certificates.record import attachments
from app.certificates.template import look
from app.certificates.words import sheet
from app.models.certificate import LogProof, PaperCode, PrintedWords
from app.models.errors import Misused
from app.models.message import message
from app.models.problem import Problem, Severity
from app.paper.metadata import Properties
from app.paper.pictures import picture
from app.paper.symbol import symbol


@dataclass(frozen=True, slots=True)
class Drawn:
    """A certificate and what was found before signing; ``pdf`` is empty when an error was."""

    pdf: bytes
    findings: tuple[Problem, ...]


def draw(
    words: PrintedWords,
    proof: LogProof,
    at: datetime,
    *,
    leaf: bytes = b"",
    logo: bytes = b"",
    code: PaperCode | None = None,
    layout: str = "",
) -> Drawn:
    """Draw a certificate; unprintable characters and overflow come back as findings.

    ``leaf`` is the canonical log entry that the proof is about, carried inside; ``logo`` is the
    organisation's own, PNG or JPEG; ``code`` is printed as a symbol and carried as text; ``layout``
    is the office's layout file. A first language that is written from right to left mirrors the
    page. Raises ``Misused`` for a code that cannot be read, ``Refused`` for a layout that is wrong.
    """
    chosen = look(layout)
    page = MeasuredPage(sheet(words, proof, _read(code), chosen), chosen)
    findings = tuple(page.findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Drawn(b"", findings)
    properties = Properties(page.sheet.title, page.sheet.language, page.sheet.organisation, at)
    drawing = symbol(code.text) if code else None
    canvas = Painter(page, picture(logo) if logo else None, drawing).paint(properties)
    for attachment in attachments(words, proof, leaf, code):
        canvas.attach(attachment)
    return Drawn(canvas.finish(), findings)


def _read(code: PaperCode | None) -> ReadCode | None:
    try:
        return read_code(code.text) if code else None
    except NotACode as error:
        raise Misused(
            "certificate.code", message("The code for the certificate cannot be printed.")
        ) from error
