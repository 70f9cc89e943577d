"""Pre-flight: everything that speaks against signing a page, before it is signed.

The window shows the whole list while a certificate is prepared; ``certify`` stops with it, and
``certify --check`` prints it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import identity, keeping
from app.casework.press import PageSource, Press
from app.casework.rubrics import read_small
from app.certificates.template import look
from app.log.findings import said
from app.models.application import Application
from app.models.certificate import Certificate, SigningIdentity
from app.models.errors import LabelDeskError, Misused, Refused, Unavailable
from app.models.identifiers import CertificateNumber, Names
from app.models.message import Message, message
from app.models.preflight import Finding
from app.models.problem import Problem, Severity
from app.wording import LANGUAGES

if TYPE_CHECKING:
    from app.storage import Casebook

TEXT_HINT = message("Mend the name with a reason, choose other languages, or change the layout.")
_IN_SEASON = message("Add it under “Season and minimums”.")
_KINDS: dict[str, type[Misused | Unavailable]] = {
    "certificate.language": Misused, "casebook.read-only": Unavailable,
}  # fmt: skip
"""What is no refusal but a wrong argument, or something that is not there now."""

_HINTS = {
    "certificate.empty": message("Fill it in under “Season and minimums”, or mend the name."),
    "certificate.language": message("Choose another language, or add its words to the layout."),
}


def facts(
    casebook: "Casebook", page: PageSource, form: Application, signer: SigningIdentity | None
) -> Iterator[Finding]:
    """Yield what can be told without drawing; ``signer`` is the identity that will sign."""
    yield from _log(casebook)
    yield from _key(casebook, signer)
    yield from _number(casebook, page.words.number)
    yield from _languages(page)
    yield from _names(page, form)


def of_page(problems: Iterable[Problem]) -> Iterator[Finding]:
    """Yield what was found while the page was drawn, each with what to do."""
    for each in problems:
        hint = _HINTS.get(each.code, TEXT_HINT)
        yield Finding(each.code, each.severity, each.message, hint)


def of_error(error: LabelDeskError) -> Finding:
    """Return an error as a finding that stops."""
    return Finding(error.code, Severity.ERROR, error.message, error.hint)


def stopped(found: Iterable[Finding]) -> LabelDeskError | None:
    """Return the error that names every finding that stops, or None where nothing does."""
    stoppers = [each for each in found if each.stops]
    if not stoppers:
        return None
    sentence = stoppers[0].message
    for each in stoppers[1:]:
        sentence = message("{first} {second}", first=sentence, second=each.message)
    kind = _KINDS.get(stoppers[0].code, Refused)
    return kind(stoppers[0].code, sentence, stoppers[0].hint)


def _log(casebook: "Casebook") -> Iterator[Finding]:
    if casebook.examined().is_damaged:
        yield unhealthy(casebook)
    elif casebook.read_only_because is not None:
        yield Finding("casebook.read-only", Severity.ERROR, casebook.read_only_because,
                      message("“label-desk doctor” tells what is wrong."))  # fmt: skip


def check_log(casebook: "Casebook") -> None:
    """Refuse to sign what stands on a log that is not whole (threat L1)."""
    if casebook.examined().is_damaged:
        found = unhealthy(casebook)
        raise Refused(found.code, found.message, found.hint)


def unhealthy(casebook: "Casebook") -> Finding:
    """Return the finding of a casebook whose log does not fit what is kept."""
    return Finding(
        "log.unhealthy", Severity.ERROR,
        message("The decision log is not whole, so nothing is signed. {finding}",
                finding=said(casebook.health.findings[0])),
        message("“label-desk log verify” names every bad entry. Restore a backup from before."),
    )  # fmt: skip


def _key(casebook: "Casebook", signer: SigningIdentity | None) -> Iterator[Finding]:
    known = signer or identity.show(casebook)
    now = casebook.clock()
    if known is None:
        yield of_error(identity.missing())
    elif known.not_after <= now:
        yield Finding("identity.expired", Severity.ERROR,
                      message("The signing identity expired on {day}.", day=known.not_after.date()),
                      message("Make or import a new one under “Signing identity”."))  # fmt: skip
    elif known.not_before > now + timedelta(minutes=5):
        yield Finding("identity.not-yet-valid", Severity.ERROR,
                      message("The signing identity is valid only from {day}.",
                              day=known.not_before.date()),
                      message("See that the computer's clock is right."))  # fmt: skip
    elif keeping.expires_soon(known, now):
        yield Finding("identity.expiring", Severity.WARNING,
                      message("The signing identity expires on {day}.", day=known.not_after.date()),
                      message("Make or import a new one before that day."))  # fmt: skip


def _number(casebook: "Casebook", number: CertificateNumber) -> Iterator[Finding]:
    try:
        taken: Certificate | None = casebook.certificate(number)
    except Refused:
        taken = None
    if taken is not None:
        yield Finding("certificate.number", Severity.ERROR,
                      message("The number {number} was used before.", number=number),
                      message("“label-desk log verify” tells what is wrong."))  # fmt: skip


def _languages(page: PageSource) -> Iterator[Finding]:
    """Tell of languages that the layout lacks, and of names that are printed in another."""
    words, known = page.words, look(page.layout).languages
    for tag in words.languages:
        if tag not in known:
            yield Finding("certificate.language", Severity.ERROR, message(
                "The layout of certificates has no words in {tag}; it has {known}.",
                tag=tag, known=", ".join(known)), _HINTS["certificate.language"])  # fmt: skip
            continue
        lacking: tuple[tuple[Message, Names], ...] = (
            (message("The label"), words.label),
            (message("The organisation"), words.organisation),
            (message("The role of who signs"), words.role),
        )
        first = tag == words.languages[0]
        for what, names in lacking if first else lacking[:1]:
            if names and tag not in names:
                yield Finding("certificate.other-language", Severity.WARNING, message(
                    "{what} has no name in {language}; another language is printed.",
                    what=what, language=LANGUAGES.get(tag, tag)), _IN_SEASON)  # fmt: skip


def _names(page: PageSource, form: Application) -> Iterator[Finding]:
    """Lay side by side what the form has and what is printed."""
    official = form.school.official_name or form.school.name
    own = official if page.words.for_school else form.applicant.name
    if page.words.recipient != own:
        yield Finding("certificate.name", Severity.WARNING,
                      message("The name is not the form's."),
                      message("See that the reason says who asked for it."),
                      own, page.words.recipient)  # fmt: skip
    if form.school.official_name and form.school.official_name != form.school.name:
        yield Finding("certificate.school", Severity.NOTE,
                      message("The school's official name is printed."), None,
                      form.school.name, page.words.school)  # fmt: skip


def of_signer(
    casebook: "Casebook", press: Press, passphrase: str | None, file: Path | None
) -> tuple[Finding, ...]:
    """Open an identity that is named instead of the casebook's; tell what speaks against it."""
    if file is None:
        return ()
    try:
        press.open_identity(read_small(file), passphrase or "", casebook.clock())
    except Refused as error:
        return (of_error(error),)
    return ()


def issued_before(issued: Certificate, languages: Sequence[str]) -> tuple[Finding, ...]:
    """Tell that other languages were asked for than those it was issued in: it stays as it is."""
    known = issued.words.languages
    if not languages or tuple(languages) == tuple(known):
        return ()
    names = tuple(LANGUAGES.get(tag, tag) for tag in known)
    return (Finding(
        "certificate.issued-before", Severity.NOTE,
        message("It was issued before, in {languages}, and stays as it is.", languages=names),
        message("For a new one that replaces it: --reissue and --reason “…”."),
    ),)  # fmt: skip
