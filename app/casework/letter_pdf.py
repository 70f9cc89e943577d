"""The letter on paper: drawn and signed as a certificate is, in one language or more.

A letter is no act: it is written from the decision in force, as often as it is asked for.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import certificate_page, issue, preflight, season
from app.casework.letter import content
from app.casework.press import Press
from app.casework.write import check_free, write_file
from app.certificates.letter_page import page_of
from app.models.case import CaseRef
from app.models.letter import LetterContent, LetterFacts, LetterPaper

if TYPE_CHECKING:
    from app.storage import Casebook

SUFFIX = ".pdf"


def signed_letter(
    casebook: "Casebook", press: Press, ref: CaseRef, languages: Sequence[str] = (), *,
    passphrase: str | None = None, identity_file: Path | None = None,
) -> bytes:  # fmt: skip
    """Return the signed letter about the decision in force, a part a language.

    Without ``languages`` it is in the applicant's; without ``passphrase`` the identity that is
    open in the press signs. Raises ``Refused`` when something cannot be printed or signed.
    """
    preflight.check_log(casebook)
    asked: tuple[str | None, ...] = tuple(dict.fromkeys(languages)) or (None,)
    paper = paper_of([content(casebook, ref, language) for language in asked])
    issue.open_identity(casebook, press, passphrase, identity_file)
    at, logo = casebook.clock(), certificate_page.logo_of(casebook, season.current(casebook))
    return press.sign(press.letter(paper, at, logo), at)


def write_signed(
    casebook: "Casebook", press: Press, ref: CaseRef, path: Path, languages: Sequence[str] = (),
    *, passphrase: str | None = None, identity_file: Path | None = None, force: bool = False,
) -> bytes:  # fmt: skip
    """Write the signed letter to a file and return its bytes."""
    check_free(path, force=force)
    pdf = signed_letter(
        casebook, press, ref, languages, passphrase=passphrase, identity_file=identity_file
    )
    write_file(path, pdf, force=force)
    return pdf


def paper_of(contents: Sequence[LetterContent]) -> LetterPaper:
    """Return what is printed and what it states about itself."""
    first = contents[0]
    facts = LetterFacts(
        case=first.case, label=first.label, recipient=first.recipient, school=first.school,
        title=first.title, outcome=first.outcome, written_on=first.written_on,
        languages=tuple(each.language for each in contents), sample=first.is_sample,
    )  # fmt: skip
    return LetterPaper(facts, tuple(page_of(each) for each in contents))
