"""A case on paper, for a jury meeting: everything that was sent, found and pointed at."""

from typing import TYPE_CHECKING

from app.casework import case_sections, keep
from app.casework.decide import in_force
from app.casework.judge import Judgement, judge
from app.casework.press import Press
from app.models.case import CaseRef
from app.models.message import Message, message
from app.models.report import Report, ReportSection, ReportText
from app.wording import instant_text, say

if TYPE_CHECKING:
    from app.storage import Casebook


def case_pdf(
    casebook: "Casebook", press: Press, ref: CaseRef, language: str, evaluator: str | None = None
) -> bytes:
    """Return the case as PDF; nothing is stored or logged."""
    return press.report(case_report(casebook, ref, language, evaluator), casebook.clock())


def case_report(
    casebook: "Casebook", ref: CaseRef, language: str, evaluator: str | None = None
) -> Report:
    """Return what is printed: of ``evaluator``'s points, else of whoever is furthest."""
    judgement = judge(casebook, ref, evaluator)
    made = in_force(casebook, judgement.submission)
    title = message("{case}: {title}", case=judgement.submission.case,
                    title=judgement.application.title)  # fmt: skip
    footer = message("For the jury · personal data · {case}", case=judgement.submission.case)
    middle = [case_sections.decision(made, language)] if made else []
    return Report(
        say(title, language), language, say(footer, language),
        (
            _opening(casebook, judgement, language),
            case_sections.facts(judgement, language),
            case_sections.assessment(judgement, _by(judgement), language),
            *middle,
            case_sections.eligibility(judgement.eligibility, judgement.scheme, language),
            *case_sections.answers(judgement, language),
            case_sections.evidence(judgement, language),
            *_own(casebook, judgement, language),
        ),
    )  # fmt: skip


def _own(casebook: "Casebook", judgement: Judgement, language: str) -> tuple[ReportSection, ...]:
    """What the evaluator saw herself, in her words; pictures lie in the dossier."""
    given, by = judgement.submission, judgement.draft or judgement.review
    pieces = casebook.own_evidence(given.case, given.number, by.evaluator) if by else ()
    if not pieces:
        return ()
    seen = message("{id}, seen {day}")
    texts = (
        f"{say(Message(seen.text, {'id': each.id, 'day': each.seen_on}), language)}: {each.text}"
        for each in pieces
    )
    title = message("Own notes of {name}", name=pieces[0].by)
    return (ReportSection(say(title, language), texts=tuple(map(ReportText, texts))),)


def _by(judgement: Judgement) -> str:
    work = judgement.draft or judgement.review
    has_any = case_sections.has_points(judgement.scores)
    return work.evaluator if work is not None and has_any else ""


def _opening(casebook: "Casebook", judgement: Judgement, language: str) -> ReportSection:
    """Say what this paper is, when it was printed, and from which file."""
    texts = [
        ReportText(say(message("For the jury. It holds personal data: keep it with you, and "
                               "destroy it after the meeting."), language), is_strong=True),
        ReportText(say(message(
            "Printed {at} from file {sha256}. Characters that cannot be drawn stand as their "
            "number, as in [U+1F600].", at=instant_text(casebook.clock(), language),
            sha256=f"{judgement.submission.sha256[:16]}…"), language), is_quiet=True),
    ]  # fmt: skip
    if keep.is_sample(casebook):
        texts.insert(0, ReportText(say(message("Sample"), language), is_strong=True))
    return ReportSection("", texts=tuple(texts))
