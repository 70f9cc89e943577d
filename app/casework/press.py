"""The client of the press process, which draws, signs and verifies (``app/press/serve.py``).

The passphrase goes there once; the opened identity stays in that process and dies with it.
"""

import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from app.clock import system_clock
from app.models.casebook import Stamp
from app.models.certificate import (
    CardPlace,
    LogProof,
    PaperCode,
    PrintedWords,
    SigningIdentity,
    Verification,
)
from app.models.errors import Unavailable
from app.models.frames import Frame
from app.models.letter import LetterPaper
from app.models.plain import Plain, from_plain, to_plain
from app.models.problem import Problem
from app.models.report import Report
from app.models.table import ListTable
from app.models.validity import ValiditySheet
from app.processes import Worker

CARD_SETTINGS = (
    "HOME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "USERPROFILE",
    "OPENSC_CONF", "OPENSC_DRIVER", "SOFTHSM2_CONF",
)  # fmt: skip
"""What libraries of cards look for; the press, which is started without them, gets them then."""
DRAW_SECONDS = 60.0
SAMPLES_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page and what was found before signing; no bytes when an error was found."""

    pdf: bytes
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an identity names, and the kind of key it gets."""

    name: str
    organisation: str
    country: str
    kind: str = "rsa-3072"


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
        try:
            return self._ask("sign", pdf, at=at.isoformat(), reason=reason).parts[0]
        except Unavailable as error:
            if error.code == "identity.card-gone":
                self._identity = None
            raise

    def create_identity(
        self, subject: Subject, passphrase: str, at: datetime
    ) -> tuple[SigningIdentity, bytes]:
        """Make a self-signed identity; returns its public side and the PKCS#12 bytes."""
        answer = self._ask("create-identity", passphrase=passphrase, at=at.isoformat(),
                           **asdict(subject))  # fmt: skip
        return from_plain(answer.header["identity"], SigningIdentity), answer.parts[0]

    def request_identity(self, subject: Subject, passphrase: str) -> tuple[bytes, bytes]:
        """Make a key and the request for its certificate; returns both, the key sealed."""
        answer = self._ask("request-identity", passphrase=passphrase, **asdict(subject))
        return answer.parts[0], answer.parts[1]

    def answer_identity(
        self, name: str, sealed: bytes, answers: tuple[bytes, ...], passphrase: str, at: datetime
    ) -> tuple[SigningIdentity, bytes, int]:
        """Put key and answer together: the public side, the PKCS#12, how many issuers came too."""
        answer = self._ask("answer-identity", sealed, *answers, name=name, passphrase=passphrase,
                           at=at.isoformat())  # fmt: skip
        found = from_plain(answer.header["identity"], SigningIdentity)
        return found, answer.parts[0], int(answer.header["chain"])

    def open_card(
        self, place: CardPlace, pin: str, at: datetime
    ) -> tuple[SigningIdentity, CardPlace]:
        """Open the identity on a card and keep it open; return where just this key is."""
        settings = {name: os.environ[name] for name in CARD_SETTINGS if name in os.environ}
        answer = self._ask("open-card", place=to_plain(place), passphrase=pin, settings=settings,
                           at=at.isoformat())  # fmt: skip
        self._identity = from_plain(answer.header["identity"], SigningIdentity)
        self._generation = self._worker.generation
        return self._identity, replace(place, key=str(answer.header["key"]))

    def vouch(self, text: str, at: datetime) -> str:
        """Let the open identity certify the log's key; return the statement in PEM."""
        return str(self._ask("vouch", text=text, at=at.isoformat()).header["statement"])

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

    def stamp_request(self, imprint: bytes) -> bytes:
        """Return the query for a time stamp (RFC 3161) over a SHA-256."""
        return self._ask("stamp-request", imprint).parts[0]

    def stamp_answer(self, answer: bytes, trusted: tuple[str, ...]) -> Stamp:
        """Check an authority's answer; raises ``Refused`` for anything that does not hold."""
        found = self._ask("stamp-answer", answer, trusted=list(trusted))
        return from_plain(found.header["stamp"], Stamp)

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
