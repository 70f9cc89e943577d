"""The letter to the applicant: what was decided, why, and what comes next."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases, explain, identity, issue, keep, letter_blocks, season, withdraw
from app.casework.decide import in_force
from app.casework.grounds import review_of, rules_of
from app.casework.judge import eligible
from app.casework.letter_rows import Table
from app.casework.own import with_own
from app.casework.write import write_file
from app.certificates.letter import write
from app.models.assessment import Outcome
from app.models.case import CaseRef, Submission
from app.models.decision import Decision
from app.models.errors import Misused, Refused
from app.models.letter import OWN_WORDS, Complaint, Letter, LetterContent, LetterRow
from app.models.message import Message, message
from app.models.scheme import Scheme
from app.models.season import SchemeRound, Season
from app.scoring import can_be_mended
from app.wording import LANGUAGES, pick

if TYPE_CHECKING:
    from app.storage import Casebook

SUFFIXES = (".txt", ".html")


def letter(casebook: "Casebook", ref: CaseRef, language: str | None = None) -> Letter:
    """Return the letter about the decision in force, by default in the applicant's language."""
    return write(content(casebook, ref, language))


def write_letter(
    casebook: "Casebook", ref: CaseRef, path: Path, language: str | None = None,
    *, force: bool = False,
) -> Letter:  # fmt: skip
    """Write the letter as text or as a page, by the path's suffix; see ``letter_pdf`` for PDF."""
    if path.suffix.lower() not in SUFFIXES:
        raise Misused(
            "file.suffix",
            message("The file name “{name}” must say how to write the letter.", name=path.name),
            message("End it with one of {suffixes}.", suffixes=", ".join((*SUFFIXES, ".pdf"))),
        )
    made = letter(casebook, ref, language)
    text = made.text if path.suffix.lower() == ".txt" else made.html
    write_file(path, text.encode(), force=force)
    return made


def content(casebook: "Casebook", ref: CaseRef, language: str | None) -> LetterContent:
    """Return everything the letter says."""
    submission = cases.submission(casebook, ref)
    decision = in_force(casebook, submission)
    if decision is None:
        raise Refused(
            "letter.undecided",
            message("{case} is not decided yet, so there is nothing to write.",
                    case=submission.case),
            message("“label-desk decide” comes first."),
        )  # fmt: skip
    withdraw.check_label(casebook, decision)
    submission = cases.submission(casebook, CaseRef(decision.case, decision.submission))
    scheme, then = rules_of(casebook, decision)
    form, found, now = submission.application, decision.assessment, season.current(casebook)
    tag = language or (form.language if form.language in LANGUAGES else now.rules.languages[0])
    issued = issue.of_decision(casebook, decision)
    counts = bool(issued) and withdraw.gone(casebook, issued[-1].number) is None
    again = decision.outcome is Outcome.RETURN or scheme.limits.resubmissions.count is not None
    own = casebook.letter_draft(decision.case, decision.submission, tag).get(OWN_WORDS)
    return LetterContent(
        language=tag, organisation=pick(now.organisation.name, tag) or _office(casebook),
        place=now.organisation.place, written_on=casebook.clock().date(),
        recipient=form.applicant.name, school=form.school.name, case=decision.case,
        title=form.title, label=pick(scheme.names, tag), outcome=decision.outcome,
        rows=_rows(casebook, decision, submission, scheme, tag),
        explanation=_explanation(casebook, decision, submission, scheme, then),
        changes=_changes(decision, scheme), complaint=_complaint(decision, now, tag),
        own_words=own.text if own else "",
        reason=decision.reason, total=found.total, maximum=found.maximum,
        minimum_total=found.minimum_total, deadline=_deadline(casebook, decision, scheme, then),
        may_apply_again=again, certificate=issued[-1].number if counts else "",
        signatory=now.signatory.name, role=pick(now.signatory.role, tag),
        is_sample=keep.is_sample(casebook),
    )  # fmt: skip


def _rows(
    casebook: "Casebook", decision: Decision, submission: Submission, scheme: Scheme, language: str
) -> tuple[LetterRow, ...]:
    """The table, with the own words of the evaluator taken out of the blocks."""
    review = review_of(casebook, decision)
    scores = review.scores if review else {}
    seen = casebook.opened(decision.case, decision.submission, review.evaluator) if review else ()
    opened = {name for name, sha256 in submission.evidence_sha256.items() if sha256 in seen}
    by = review.evaluator if review else None
    form = with_own(casebook, submission, by).application
    about = letter_blocks.Basis(submission, scheme, scores)
    sentences = {each.leaf: each.text for each in letter_blocks.blocks(casebook, about, language)}
    table = Table(
        scheme, decision.assessment, scores, form, language, sentences,
        frozenset(opened),
    )  # fmt: skip
    return tuple(table.rows())


def _complaint(decision: Decision, current: Season, language: str) -> Complaint | None:
    """How to complain, where the office says so; nobody complains about a grant."""
    rule = current.complaint
    if rule.days is None or decision.outcome is Outcome.GRANT:
        return None
    until = decision.at.date() + timedelta(days=rule.days)
    return Complaint(until, rule.to, pick(rule.about, language))


def _explanation(
    casebook: "Casebook", decision: Decision, submission: Submission, scheme: Scheme, then: Season
) -> tuple[Message, ...]:
    """The minimums and rules that were not met; a grant needs no reasons."""
    if decision.outcome is Outcome.GRANT:
        return ()
    rules = eligible(casebook, submission, scheme, then)
    return explain.reasons(decision.assessment, scheme, rules)


def _changes(decision: Decision, scheme: Scheme) -> tuple[Message, ...]:
    """The smallest change that the rules would have granted; none where they did."""
    found = decision.assessment
    turned = Outcome.GRANT in {decision.outcome, found.outcome}
    return () if turned else explain.nearest(found, scheme)


def _deadline(
    casebook: "Casebook", decision: Decision, scheme: Scheme, then: Season
) -> datetime | None:
    """The last instant for sending it again; a refusal may have one of its own."""
    own, now = then.schemes.get(scheme.id, SchemeRound()), casebook.clock()
    if decision.outcome is Outcome.GRANT:
        return None
    if can_be_mended(scheme, own.deadline, now):
        return own.deadline
    again = own.again_until if scheme.limits.resubmissions.count is not None else None
    return again if again is not None and again > now else None


def _office(casebook: "Casebook") -> str:
    known = identity.show(casebook)
    return known.subject.split(",")[0] if known else ""
