"""The texts of a case that words are found in: facts, answers, comments, and its evidence files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from app.models.application import Application
from app.models.case import CaseRef, Submission
from app.models.finding import CaseTexts, HeldFile, Passage, TextStamp, Where
from app.models.identifiers import CaseId
from app.models.review import Draft, Review, Scores

if TYPE_CHECKING:
    from app.storage import Casebook


def texts(casebook: "Casebook", wanted: Sequence[TextStamp]) -> tuple[CaseTexts, ...]:
    """Return the texts of some cases as they are now."""
    return tuple(_texts(casebook, stamp) for stamp in wanted)


def _texts(casebook: "Casebook", stamp: TextStamp) -> CaseTexts:
    submission = casebook.submission(CaseRef(stamp.case))
    found = (
        *form_passages(submission.application),
        *comments(casebook, submission.case, submission.number),
    )
    return CaseTexts(stamp, found, files(submission))


def comments(casebook: "Casebook", case: CaseId, submission: int) -> tuple[Passage, ...]:
    """Return what evaluators wrote about a submission; a draft counts before what was sealed."""
    work: list[Draft | Review] = list(casebook.reviews(case, submission))
    newest = {each.evaluator: each for each in work}
    newest |= {each.evaluator: each for each in casebook.drafts(case, submission)}
    return tuple(
        passage for name, each in newest.items() for passage in comment_passages(each.scores, name)
    )


def comment_passages(scores: Scores, by: str) -> Iterator[Passage]:
    """Yield the comments that one evaluator wrote."""
    for leaf, score in scores.items():
        if score.comment.strip():
            yield Passage(Where.COMMENT, str(leaf), score.comment, by=by)


def form_passages(form: Application) -> Iterator[Passage]:
    """Yield the facts as one passage, and each text of each answer."""
    yield Passage(Where.FACTS, "", "\n".join(_facts(form)))
    for answer in form.answers:
        for text in (answer.text, *answer.statements.values(), answer.plan or ""):
            if text.strip():
                yield Passage(Where.ANSWER, answer.id, text)


def _facts(form: Application) -> Iterator[str]:
    school, project = form.school, form.project
    parts: Iterable[str | None] = (
        form.id, form.title, form.applicant.name, school.name, school.official_name, school.city,
        *((partner.school for partner in (*project.founders, *project.partners))
          if project else ()),
        *(each.title for each in form.evidence),
    )  # fmt: skip
    return (part for part in dict.fromkeys(parts) if part)


def files(submission: Submission) -> tuple[HeldFile, ...]:
    """Return the evidence files that came, in the order of the form."""
    hashes, members = submission.evidence_sha256, submission.evidence_members
    return tuple(
        HeldFile(
            hashes[each.id], each.id, PurePosixPath(each.file or "").name or each.title,
            each.media_type or "", submission.sha256, members[each.id],
        )
        for each in submission.application.evidence
        if each.id in hashes and each.id in members
    )  # fmt: skip
