"""Taking back: a label or one certificate, and which certificates no longer count."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.casework import cases
from app.casework.cases import reference
from app.casework.decide import in_force
from app.casework.people import named
from app.models.assessment import Outcome
from app.models.casebook import Withdrawal
from app.models.certificate import Certificate, Why, Withdrawn
from app.models.decision import Decision
from app.models.errors import Misused, Refused
from app.models.identifiers import CaseId, CertificateNumber, OrderId
from app.models.log import Act
from app.models.message import message

if TYPE_CHECKING:
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Target:
    """What is taken back: the label of a case, or only one certificate of it."""

    case: CaseId
    certificate: CertificateNumber | None
    decision: Decision | None


def withdraw(casebook: "Casebook", target: str, *, by: str, reason: str) -> Withdrawal:
    """Take back a label (``target`` is the application) or one certificate (its number); one act.

    Nothing is deleted; from now on ``verify`` says when it was withdrawn, never why.
    """
    meant, person = find(casebook, target), named(by)
    if not reason.strip():
        raise Misused(
            "withdraw.reason-missing",
            message("A withdrawal needs a reason; it is kept here and told nobody else."),
            message("Add --reason “…”."),
        )
    _check_counts(casebook, meant)
    with casebook.act(Act.WITHDRAW) as act:
        made = Withdrawal(meant.case, meant.certificate, person, act.at, reason.strip(), act.index)
        act.package = meant.decision.sha256 if meant.decision else None
        act.store(made)
    return made


def find(casebook: "Casebook", target: str) -> Target:
    """Return what a number means: a certificate's own, or else an application's."""
    try:
        issued = casebook.certificate(CertificateNumber(target))
    except Refused:
        submission = cases.submission(casebook, reference(target))
        return Target(submission.case, None, in_force(casebook, submission))
    decision = casebook.decision(issued.decision)
    return Target(decision.case, issued.number, decision)


def ordered(casebook: "Casebook", case: CaseId) -> tuple[OrderId, ...]:
    """Return the plaque orders that a withdrawal cannot call back by itself."""
    return tuple(
        each.id for each in casebook.orders()
        if any(line.case.lower() == case.lower() for line in each.lines)
    )  # fmt: skip


def gone(casebook: "Casebook", number: str) -> Withdrawn | None:
    """Return since when and why a certificate no longer counts; None where it does."""
    try:
        issued = casebook.certificate(CertificateNumber(number))
    except Refused:
        return None
    return of_case(casebook, casebook.decision(issued.decision).case).get(issued.number)


def all_gone(casebook: "Casebook") -> tuple[Withdrawn, ...]:
    """Return every certificate that no longer counts, by the time it ceased to."""
    found = [
        each for case in casebook.cases_with_withdrawn()
        for each in of_case(casebook, case).values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.at, each.number)))


def of_case(casebook: "Casebook", case: CaseId) -> dict[CertificateNumber, Withdrawn]:
    """Return the certificates of one case that no longer count."""
    issued, taken = casebook.certificates(case), casebook.withdrawals(case)
    decisions, after = casebook.decisions(case), _successors(issued)
    found = (_judged(each, taken, decisions, after.get(each.number)) for each in issued)
    return {each.number: each for each in found if each is not None}


def check_label(casebook: "Casebook", decision: Decision) -> None:
    """Refuse to make papers for a label that was taken back since it was granted."""
    taken = [each for each in casebook.withdrawals(decision.case)
             if each.certificate is None and each.entry > decision.entry]  # fmt: skip
    if taken and decision.outcome is Outcome.GRANT:
        raise Refused(
            "label.withdrawn",
            message("The label of {case} was withdrawn.", case=decision.case),
            message("“label-desk revise” grants it anew, if that is what is meant."),
        )


def _check_counts(casebook: "Casebook", meant: Target) -> None:
    """Refuse to take back what is not there, or is taken back already."""
    if meant.certificate is not None:
        if meant.certificate in of_case(casebook, meant.case):
            raise _already(meant.certificate)
        return
    decision = meant.decision
    if decision is None or decision.outcome is not Outcome.GRANT:
        raise Refused(
            "withdraw.not-granted",
            message("{case} is not granted, so there is nothing to withdraw.", case=meant.case),
        )
    try:
        check_label(casebook, decision)
    except Refused as error:
        raise _already(meant.case) from error


def _already(what: str) -> Refused:
    return Refused("withdraw.already", message("{what} was withdrawn before.", what=what))


def _successors(issued: tuple[Certificate, ...]) -> dict[CertificateNumber, Certificate]:
    return {each.replaces: each for each in issued if each.replaces is not None}


def _judged(
    issued: Certificate, taken: tuple[Withdrawal, ...], decisions: tuple[Decision, ...],
    successor: Certificate | None,
) -> Withdrawn | None:  # fmt: skip
    """Return the first thing that ended a certificate."""
    ends = [(each.entry, each.at, Why.WITHDRAWN) for each in taken if _takes(each, issued)]
    ends += [(each.entry, each.at, Why.REVISED) for each in decisions
             if each.entry > issued.entry and each.outcome is not Outcome.GRANT]  # fmt: skip
    if successor is not None:
        ends.append((successor.entry, successor.at, Why.REPLACED))
    if not ends:
        return None
    _, at, why = min(ends)
    return Withdrawn(issued.number, at, why, successor.number if successor else None)


def _takes(taken: Withdrawal, issued: Certificate) -> bool:
    """A withdrawn label takes the certificates along that were issued before."""
    if taken.certificate is None:
        return issued.entry < taken.entry
    return taken.certificate == issued.number
