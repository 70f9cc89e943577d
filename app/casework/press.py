"""The client of the press process, which draws, signs and verifies (``app/press/serve.py``).

The passphrase goes there once; the opened identity stays in that process and dies with it.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from app.clock import system_clock
from app.models.certificate import (
    LogProof,
    PaperCode,
    PrintedWords,
    SigningIdentity,
    Verification,
)
from app.models.frames import Frame
from app.models.letter import LetterPaper
from app.models.plain import Plain, from_plain, to_plain
from app.models.problem import Problem
from app.models.report import Report
from app.models.table import ListTable
from app.models.validity import ValiditySheet
from app.processes import Worker

DRAW_SECONDS = 60.0
SAMPLES_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page and what was found before signing; no bytes when an error was found."""

    pdf: bytes
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PageSource:
    """All that is on a certificate; ``leaf`` is the log entry that the proof is about.

    ``layout`` is the office's layout file, empty for the shipped one.
    """

    words: PrintedWords
    proof: LogProof
    leaf: bytes
    logo: bytes = b""
    code: PaperCode | None = None
    layout: str = ""


class Press:
    """Typed calls to the press process; it is started by the first.

    ``identity`` is the public side of the identity that is open there, or None.
    """

    def __init__(self, worker: Worker | None = None) -> None:
        self._worker = worker or Worker("press")
        self._identity: SigningIdentity | None = None
        self._generation = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def identity(self) -> SigningIdentity | None:
        """The open identity; a process that was started anew has forgotten it."""
        return self._identity if self._generation == self._worker.generation else None

    def start(self) -> None:
        """Start the process now, so that the first call finds it ready."""
        self._worker.start()

    def close(self) -> None:
        """End the process; it forgets the identity."""
        self._worker.close()

    def ping(self) -> None:
        """Ask whether the process works; raises ``Unavailable``."""
        self.verify(b"", (), system_clock())

    def draw(self, page: PageSource, at: datetime) -> Drawn:
        """Draw a certificate without a signature, to be looked at or signed."""
        answer = self._ask("draw", page.leaf, page.logo, words=to_plain(page.words),
                           proof=to_plain(page.proof), at=at.isoformat(),
                           code=to_plain(page.code) if page.code else None,
                           layout=page.layout)  # fmt: skip
        return Drawn(answer.parts[0], _findings(answer))

    def check_layout(self, text: str, logo: bytes) -> tuple[Problem, ...]:
        """Return everything that is wrong with a layout file of certificates."""
        return _findings(self._ask("check-layout", logo, layout=text))

    def sample_layout(
        self, text: str, logo: bytes, size: str, languages: tuple[str, ...], *, for_school: bool
    ) -> Drawn:
        """Draw an invented certificate with a layout file."""
        answer = self._ask("sample-layout", logo, layout=text, size=size,
                           languages=list(languages), for_school=for_school)  # fmt: skip
        return Drawn(answer.parts[0], _findings(answer))

    def sign(self, pdf: bytes, at: datetime, reason: str = "") -> bytes:
        """Sign with the open identity; a second reader confirms it before it is returned."""
        return self._ask("sign", pdf, at=at.isoformat(), reason=reason).parts[0]

    def create_identity(
        self, name: str, organisation: str, country: str, passphrase: str, at: datetime
    ) -> tuple[SigningIdentity, bytes]:
        """Make a self-signed identity; returns its public side and the PKCS#12 bytes."""
        answer = self._ask("create-identity", name=name, organisation=organisation,
                           country=country, passphrase=passphrase, at=at.isoformat())  # fmt: skip
        return from_plain(answer.header["identity"], SigningIdentity), answer.parts[0]

    def open_identity(self, p12: bytes, passphrase: str, at: datetime) -> SigningIdentity:
        """Open an identity and keep it open; raises ``Refused`` for a wrong passphrase."""
        answer = self._ask("open-identity", p12, passphrase=passphrase, at=at.isoformat())
        self._identity = from_plain(answer.header["identity"], SigningIdentity)
        self._generation = self._worker.generation
        return self._identity

    def verify(self, pdf: bytes, trusted: tuple[str, ...], at: datetime) -> Verification:
        """Check a PDF against the certificates (PEM) that are trusted here."""
        answer = self._ask("verify", pdf, trusted=list(trusted), at=at.isoformat())
        return from_plain(answer.header["verification"], Verification)

    def table(self, table: ListTable, at: datetime) -> bytes:
        """Draw a list as PDF."""
        return self._ask("table", table=to_plain(table), at=at.isoformat()).parts[0]

    def validity(self, sheet: ValiditySheet, at: datetime) -> bytes:
        """Draw what a check found."""
        return self._ask("validity", sheet=to_plain(sheet), at=at.isoformat()).parts[0]

    def letter(self, paper: LetterPaper, at: datetime, logo: bytes = b"") -> bytes:
        """Draw a letter without a signature."""
        return self._ask("letter", logo, letter=to_plain(paper), at=at.isoformat()).parts[0]

    def report(self, report: Report, at: datetime) -> bytes:
        """Draw a report, which is not signed."""
        return self._ask("report", report=to_plain(report), at=at.isoformat()).parts[0]

    def build_samples(self, folder: Path) -> list[Path]:
        """Make the sample applications in a folder, in the order they were sent."""
        header = {"task": "samples", "folder": str(folder)}
        answer = self._worker.call(header, (), deadline=SAMPLES_SECONDS)
        return [Path(each) for each in answer.header["files"]]

    def _ask(self, task: str, *parts: bytes, **header: Plain) -> Frame:
        return self._worker.call({"task": task, **header}, parts, deadline=DRAW_SECONDS)


def _findings(answer: Frame) -> tuple[Problem, ...]:
    return tuple(from_plain(each, Problem) for each in answer.header["findings"])
