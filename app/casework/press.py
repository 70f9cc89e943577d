"""The client of the press process, which draws, signs and verifies.

Requests are one JSON header ``{"do": …}`` and binary parts; ``app/press/serve.py`` answers:

    ping                                                     →  {}
    draw      words, proof, at · leaf, logo                  →  findings · pdf
    create    name, organisation, country, passphrase, at    →  identity · p12
    unlock    passphrase, at · p12                           →  identity
    certify   words, proof, at · leaf, logo                  →  findings, identity · pdf
    verify    at · pdf, trusted certificates (PEM) …         →  verification
    table     table, at                                      →  · pdf
    samples   folder                                         →  files

``certify`` signs with the identity that was unlocked last: the passphrase stays in that process.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from app.models.certificate import LogProof, PrintedWords, SigningIdentity, Verification
from app.models.frames import Frame, Header
from app.models.plain import Plain, from_plain, to_plain
from app.models.problem import Problem
from app.models.table import ListTable
from app.processes import Worker

START_SECONDS = 60.0
DRAW_SECONDS = 60.0
SAMPLES_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page and what was found before signing; no bytes when an error was found."""

    pdf: bytes
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed page that a second reader has confirmed; no bytes when an error was found."""

    pdf: bytes
    findings: tuple[Problem, ...]
    identity: SigningIdentity | None


@dataclass(frozen=True, slots=True)
class PageSource:
    """All that is on a certificate: words, proof, the log entry it is about, the office's logo."""

    words: PrintedWords
    proof: LogProof
    leaf: bytes
    logo: bytes = b""


class Press:
    """Typed calls to the press process; it is started by the first."""

    def __init__(self, worker: Worker | None = None) -> None:
        self._worker = worker or Worker("press")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now, so that the first call finds it ready."""
        self._worker.start()

    def close(self) -> None:
        """End the process; it forgets the identity that was unlocked."""
        self._worker.close()

    def ping(self) -> None:
        """Ask whether the process works; raises ``Unavailable``."""
        self._ask({"do": "ping"}, deadline=START_SECONDS)

    def draw(self, page: PageSource, at: datetime) -> Drawn:
        """Draw a certificate without a signature, to be looked at."""
        answer = self._ask(_page_header("draw", page, at), page.leaf, page.logo)
        return Drawn(_first(answer), _findings(answer))

    def create_identity(
        self, name: str, organisation: str, country: str, passphrase: str, at: datetime
    ) -> tuple[SigningIdentity, bytes]:
        """Make a self-signed identity; returns its public side and the PKCS#12 bytes."""
        answer = self._ask({
            "do": "create", "name": name, "organisation": organisation, "country": country,
            "passphrase": passphrase, "at": at.isoformat(),
        })  # fmt: skip
        return _identity(answer.header["identity"]), _first(answer)

    def unlock(self, p12: bytes, passphrase: str, at: datetime) -> SigningIdentity:
        """Open an identity and hold it; raises ``Refused`` for a wrong passphrase."""
        header = {"do": "unlock", "passphrase": passphrase, "at": at.isoformat()}
        return _identity(self._ask(header, p12).header["identity"])

    def certify(self, page: PageSource, at: datetime) -> Signed:
        """Draw, sign with the held identity, and read the result again with a second reader."""
        answer = self._ask(_page_header("certify", page, at), page.leaf, page.logo)
        held = answer.header.get("identity")
        identity = _identity(held) if held else None
        return Signed(_first(answer), _findings(answer), identity)

    def verify(self, pdf: bytes, trusted: tuple[str, ...], at: datetime) -> Verification:
        """Check a PDF against the certificates that are trusted here."""
        parts = [pem.encode() for pem in trusted]
        answer = self._ask({"do": "verify", "at": at.isoformat()}, pdf, *parts)
        return from_plain(answer.header["verification"], Verification)

    def table(self, table: ListTable, at: datetime) -> bytes:
        """Draw a list as PDF."""
        header = {"do": "table", "table": to_plain(table), "at": at.isoformat()}
        return _first(self._ask(header))

    def build_samples(self, folder: Path) -> list[Path]:
        """Make the sample applications in a folder."""
        header = {"do": "samples", "folder": str(folder)}
        answer = self._ask(header, deadline=SAMPLES_SECONDS)
        return [Path(each) for each in answer.header["files"]]

    def _ask(self, header: Header, *parts: bytes, deadline: float = DRAW_SECONDS) -> Frame:
        return self._worker.call(header, parts, deadline=deadline)


def _page_header(do: str, page: PageSource, at: datetime) -> Header:
    return {
        "do": do, "words": to_plain(page.words), "proof": to_plain(page.proof),
        "at": at.isoformat(),
    }  # fmt: skip


def _first(answer: Frame) -> bytes:
    return answer.parts[0] if answer.parts else b""


def _findings(answer: Frame) -> tuple[Problem, ...]:
    return tuple(from_plain(each, Problem) for each in answer.header["findings"])


def _identity(plain: Plain) -> SigningIdentity:
    return from_plain(plain, SigningIdentity)
