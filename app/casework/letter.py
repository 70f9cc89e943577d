"""The letter to the applicant: what was decided, why, and what comes next."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from app.casework import cases, explain, identity, issue, keep, season
from app.casework.decide import in_force
from app.casework.judge import eligible
from app.casework.write import write_file
from app.certificates.letter import write
from app.models.assessment import Assessment, Outcome
from app.models.case import CaseRef, Submission
from app.models.decision import Decision
from app.models.errors import Misused, Refused
from app.models.letter import Letter, LetterContent, LetterRow
from app.models.message import Message, message
from app.models.review import Mark, Score, Scores
from app.models.scheme import Leaf, Scheme, parts
from app.models.season import Season
from app.scoring import can_be_mended, load_scheme, with_season
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
    submission = cases.submission(casebook, CaseRef(decision.case, decision.submission))
    scheme, then = rules_of(casebook, decision)
    form, found, now = submission.application, decision.assessment, season.current(casebook)
    tag = language or (form.language if form.language in LANGUAGES else now.rules.languages[0])
    issued = issue.of_decision(casebook, decision)
    again = decision.outcome is Outcome.RETURN or scheme.limits.resubmissions.count is not None
    changes = _changes(decision, scheme)
    return LetterContent(
        language=tag, organisation=pick(now.organisation.name, tag) or _office(casebook),
        place=now.organisation.place, written_on=casebook.clock().date(),
        recipient=form.applicant.name, school=form.school.name, case=decision.case,
        title=form.title, label=pick(scheme.names, tag), outcome=decision.outcome,
        rows=tuple(rows(scheme, found, _scores(casebook, decision), tag)),
        explanation=_explanation(casebook, decision, submission, scheme, then), changes=changes,
        reason=decision.reason, total=found.total, maximum=found.maximum,
        minimum_total=found.minimum_total, deadline=_deadline(casebook, decision, scheme, then),
        may_apply_again=again, certificate=issued[-1].number if issued else "",
        signatory=now.signatory.name, role=pick(now.signatory.role, tag),
        is_sample=keep.is_sample(casebook),
    )  # fmt: skip


def rules_of(casebook: "Casebook", decision: Decision) -> tuple[Scheme, Season]:
    """Return rubric and season as they were when it was decided."""
    text = next(each.text for each in casebook.seasons()
                if each.sha256 == decision.season_sha256)  # fmt: skip
    then = season.loaded(text)
    scheme = load_scheme(casebook.scheme_bytes(decision.scheme_sha256), decision.scheme)
    return with_season(scheme, then), then


def rows(scheme: Scheme, found: Assessment, scores: Scores, language: str) -> Iterator[LetterRow]:
    """Yield gates, then each criterion with its parts, with points, minimums and comments."""
    met = {each.id: each.met for each in found.gates}
    for gate in scheme.gates:
        yield _leaf_row(scheme, gate, scores, met.get(gate.id), language)
    by_id = {each.id: each for each in found.criteria}
    for criterion in scheme.criteria:
        result = by_id[criterion.id]
        comment = "" if criterion.sub else scores.get(parts(criterion)[0].id, Score()).comment
        yield LetterRow(
            f"{criterion.id} {pick(criterion.names, language)}"
            if criterion.id[:1].isdigit() else pick(criterion.names, language),
            result.points, result.maximum, result.minimum, result.met, comment, is_group=True,
            leaf=None if criterion.sub else parts(criterion)[0].id,
        )  # fmt: skip
        for leaf in criterion.sub:
            yield _leaf_row(scheme, leaf, scores, met.get(leaf.id), language)


def _leaf_row(
    scheme: Scheme, leaf: Leaf, scores: Scores, met: bool | None, language: str
) -> LetterRow:
    score = scores.get(leaf.id, Score())
    points = None if isinstance(score.points, Mark) else score.points
    name = pick(leaf.names, language)
    least: Fraction | None = leaf.minimum.of(scheme.scale.max) if leaf.minimum else None
    named = f"{leaf.id} {name}" if leaf.id[:1].isdigit() else name
    return LetterRow(named, points, scheme.scale.max, least, met, score.comment, leaf=leaf.id)


def _scores(casebook: "Casebook", decision: Decision) -> Scores:
    """The sealed points that the decision stood on, with their comments."""
    reviews = casebook.reviews(decision.case, decision.submission)
    used = next((each for each in reviews if each.id in decision.reviews), None)
    return used.scores if used else {}


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
    own = then.schemes.get(scheme.id)
    deadline = own.deadline if own else None
    open_still = can_be_mended(scheme, deadline, casebook.clock())
    return deadline if open_still and decision.outcome is not Outcome.GRANT else None


def _office(casebook: "Casebook") -> str:
    known = identity.show(casebook)
    return known.subject.split(",")[0] if known else ""
