"""Issuing: certificates of granted labels, numbered by the log and never twice."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import (
    cases,
    enrol,
    identity,
    paper_code,
    preflight,
    rubrics,
    season,
    withdraw,
)
from app.casework.certificate_page import page_of
from app.casework.decide import in_force
from app.casework.press import PageSource, Press
from app.casework.rubrics import read_small
from app.casework.write import write_file
from app.models.application import Application
from app.models.assessment import Outcome
from app.models.case import CaseRef, Submission
from app.models.certificate import Certificate
from app.models.decision import Decision
from app.models.errors import Misused, Refused, Unavailable
from app.models.identifiers import CertificateNumber, Sha256
from app.models.log import Act
from app.models.message import Message, message
from app.models.preflight import Finding, Preflight
from app.models.season import Season

if TYPE_CHECKING:
    from app.storage import Casebook


def preview(
    casebook: "Casebook", press: Press, ref: CaseRef, languages: Sequence[str] = (),
    name: str | None = None,
) -> Preflight:  # fmt: skip
    """Draw the certificate as it would be, without signing, and tell all that speaks against it.

    Where one was issued, the next would have a new number and take its place.
    """
    decision = granted(casebook, ref)
    number = next_number(casebook, decision, of_decision(casebook, decision))
    page = page_of(casebook, decision, number, tuple(languages), name, replaced(casebook, decision))
    found = [*_facts(casebook, press, decision, page), *_evidence(casebook, decision)]
    if any(each.code == "certificate.language" for each in found):
        return Preflight(b"", tuple(found))
    try:
        code = paper_code.unsigned(casebook, page.words, decision.scheme, page.proof)
        drawn = press.draw(replace(page, code=code), casebook.clock())
    except Refused as error:
        return Preflight(b"", (*found, preflight.of_error(error)))
    return Preflight(drawn.pdf, (*preflight.of_page(drawn.findings), *found))


def warnings(
    casebook: "Casebook", press: Press, ref: CaseRef, languages: Sequence[str] = (),
    name: str | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Return what deserves a look before signing, and does not stop it; nothing is drawn."""
    decision = granted(casebook, ref)
    number = next_number(casebook, decision, of_decision(casebook, decision))
    page = page_of(casebook, decision, number, tuple(languages), name, replaced(casebook, decision))
    return tuple(each for each in _facts(casebook, press, decision, page) if not each.stops)


def certify(
    casebook: "Casebook", press: Press, ref: CaseRef, *, languages: Sequence[str] = (),
    passphrase: str | None = None, identity_file: Path | None = None, name: str | None = None,
    name_reason: str = "",
) -> Certificate:  # fmt: skip
    """Issue the certificate of a granted label; again gives the same number and bytes.

    A ``name`` that differs from the form needs ``name_reason`` and makes a new number that names
    the one it replaces. Without ``passphrase`` the identity that is open in the press is used.
    """
    decision = granted(casebook, ref)
    issued = of_decision(casebook, decision)
    if is_issued(issued, name):
        return _still_good(casebook, issued[-1])
    if name is not None:
        check_reason(message("A name that differs from the form needs a reason."), name_reason)
    check_evidence(casebook, decision)
    open_identity(casebook, press, passphrase, identity_file)
    return _issue(casebook, press, decision, tuple(languages), name, name_reason)


def reissue(
    casebook: "Casebook", press: Press, ref: CaseRef, *, reason: str,
    languages: Sequence[str] = (), passphrase: str | None = None,
    identity_file: Path | None = None, name: str | None = None,
) -> Certificate:  # fmt: skip
    """Issue a certificate that names and replaces the one before; without ``name`` in its name."""
    decision = granted(casebook, ref)
    issued = of_decision(casebook, decision)
    check_reason(message("A certificate that replaces another needs a reason."), reason)
    check_evidence(casebook, decision)
    open_identity(casebook, press, passphrase, identity_file)
    kept = issued[-1].words.recipient if issued else None
    return _issue(casebook, press, decision, tuple(languages), name or kept, reason)


def _issue(
    casebook: "Casebook", press: Press, decision: Decision, languages: tuple[str, ...],
    name: str | None, reason: str,
) -> Certificate:  # fmt: skip
    """Draw, sign, check and store under the next number, with the identity that is open."""
    number = next_number(casebook, decision, of_decision(casebook, decision))
    page = page_of(casebook, decision, number, languages, name, replaced(casebook, decision))
    stopper = preflight.stopped(_facts(casebook, press, decision, page))
    if stopper is not None:
        raise stopper
    code = paper_code.signed(casebook, page.words, decision.scheme, page.proof)
    page = replace(page, code=code)
    pdf = sign(press, page, casebook.clock())
    return _store(casebook, press, decision, page, pdf, reason.strip())


def needs_signing(casebook: "Casebook", ref: CaseRef, name: str | None = None) -> bool:
    """Tell whether ``certify`` would sign, and so needs the passphrase."""
    return not is_issued(of_decision(casebook, granted(casebook, ref)), name)


def check_reason(sentence: Message, reason: str) -> None:
    """Refuse a change of what was to be printed, or was printed before, without a reason."""
    if not reason.strip():
        raise Misused(
            "certify.reason-missing", sentence, message("Add --reason “…” and say what was wrong.")
        )


def _still_good(casebook: "Casebook", issued: Certificate) -> Certificate:
    """Return a certificate that was issued before, unless it was withdrawn since."""
    if withdraw.gone(casebook, issued.number) is None:
        return issued
    raise Refused(
        "certify.withdrawn",
        message("Certificate {number} was withdrawn.", number=issued.number),
        message("A new one that names it: add --reissue and --reason “…”."),
    )


def replaced(casebook: "Casebook", decision: Decision) -> CertificateNumber | None:
    """Return the number that the next certificate of a case takes the place of."""
    before = casebook.certificates(decision.case)
    taken = {each.replaces for each in before}
    numbers = [each.number for each in before if each.number not in taken]
    return numbers[-1] if numbers else None


def write_copy(certificate: Certificate, path: Path, *, force: bool = False) -> None:
    """Write the bytes that were issued to a file."""
    write_file(path, certificate.pdf, force=force)


def granted(casebook: "Casebook", ref: CaseRef) -> Decision:
    """Return the grant in force; raises ``Refused`` when there is none."""
    submission = cases.submission(casebook, ref)
    decision = in_force(casebook, submission)
    if decision is None or decision.outcome is not Outcome.GRANT:
        raise Refused(
            "certify.not-granted",
            message("{case} is not granted, so there is nothing to certify.",
                    case=submission.case),
            message("“label-desk decide” comes first."),
        )  # fmt: skip
    withdraw.check_label(casebook, decision)
    return decision


def of_decision(casebook: "Casebook", decision: Decision) -> tuple[Certificate, ...]:
    """Return the certificates of one decision, oldest first."""
    found = casebook.certificates(decision.case)
    return tuple(each for each in found if each.decision == decision.id)


def is_issued(issued: tuple[Certificate, ...], name: str | None) -> bool:
    """Tell whether the newest certificate is the one that is asked for."""
    return bool(issued) and name in {None, issued[-1].words.recipient}


def next_number(
    casebook: "Casebook", decision: Decision, issued: tuple[Certificate, ...]
) -> CertificateNumber:
    """Return COUNTRY-SHORT-YEAR-INDEX of the decision; a reissue adds -2, -3, …

    After a gap or a restore the log's suffix stands before the index, also for decisions from
    before it: the copy that was left may have issued a certificate for the same decision.
    """
    submission = _submission(casebook, decision)
    scheme = rubrics.schemes(casebook)[decision.scheme]
    country = _country(season.current(casebook), submission.application)
    index = casebook.name_of(decision.entry)
    number = f"{country}-{scheme.short}-{decision.at.year}-{index}"
    return CertificateNumber(f"{number}-{len(issued) + 1}" if issued else number)


def check_evidence(casebook: "Casebook", decision: Decision) -> None:
    """Hash the received file again: what is signed stands on what was judged (threat E14)."""
    path = casebook.package_path(decision.sha256)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        found = ""
    if found != decision.sha256:
        raise Unavailable(
            "package.changed",
            message("The application file of {case} is not what was judged.", case=decision.case),
            message("Restore it from a backup before anything is signed."),
        )


def open_identity(
    casebook: "Casebook", press: Press, passphrase: str | None, file: Path | None
) -> None:
    """Open the identity that signs; a file that is named takes the place of the casebook's.

    Without ``passphrase`` the one that is open already is used.
    """
    if file is None and identity.show(casebook) is None and not casebook.identity_path.exists():
        raise identity.missing()
    if passphrase is None:
        if press.identity is None:
            raise Refused(
                "identity.closed",
                message("The signing identity is not open."),
                message("Give its passphrase."),
            )
        identity.note_open(casebook, press)
        return
    now = casebook.clock()
    if file is not None:
        press.open_identity(read_small(file), passphrase, now)
    elif (known := identity.show(casebook)) is not None and known.on_card:
        press.open_card(enrol.card_place(casebook), passphrase, now)
        identity.note_open(casebook, press)
    else:
        opened = press.open_identity(read_small(casebook.identity_path), passphrase, now)
        identity.note(casebook, press, opened)


def sign(press: Press, page: PageSource, at: datetime) -> bytes:
    """Draw and sign to memory; a second reader has confirmed what is returned."""
    drawn = press.draw(page, at)
    stopper = preflight.stopped(preflight.of_page(drawn.findings))
    if stopper is not None:
        raise stopper
    return press.sign(drawn.pdf, at)


def _facts(
    casebook: "Casebook", press: Press, decision: Decision, page: PageSource
) -> list[Finding]:
    form = _submission(casebook, decision).application
    return list(preflight.facts(casebook, page, form, press.identity))


def _evidence(casebook: "Casebook", decision: Decision) -> Iterator[Finding]:
    try:
        check_evidence(casebook, decision)
    except Unavailable as error:
        yield preflight.of_error(error)


def _store(
    casebook: "Casebook", press: Press, decision: Decision, page: PageSource, pdf: bytes,
    reason: str,
) -> Certificate:  # fmt: skip
    signer = press.identity
    with casebook.act(Act.CERTIFY) as act:
        certificate = Certificate(
            number=page.words.number, decision=decision.id, words=page.words, proof=page.proof,
            sha256=Sha256(hashlib.sha256(pdf).hexdigest()),
            key_fingerprint=signer.fingerprint if signer else "", at=act.at, entry=act.index,
            pdf=pdf, name_reason=reason, replaces=page.words.replaces,
        )  # fmt: skip
        act.package, act.scheme = decision.sha256, decision.scheme_sha256
        act.store(certificate)
    return certificate


def _submission(casebook: "Casebook", decision: Decision) -> Submission:
    return cases.submission(casebook, CaseRef(decision.case, decision.submission))


def _country(current: Season, form: Application) -> str:
    return (current.organisation.country or form.school.country).upper()
