"""What stands in a printed case, section by section, in words of one language."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.casework import explain
from app.casework.judge import Judgement
from app.casework.letter_rows import Table
from app.casework.pin_words import pin_sentence
from app.models.application import Answer, Application, Evidence
from app.models.assessment import Eligibility, Outcome, RuleAnswer, RuleResult
from app.models.decision import Decision
from app.models.identifiers import EvidenceId
from app.models.letter import LetterRow, PageRow
from app.models.message import Country, Message, message
from app.models.report import ReportSection, ReportTable, ReportText
from app.models.review import Scores
from app.models.scheme import Scheme
from app.wording import date_text, instant_text, pick, points_text, say

ANSWERS = {
    RuleAnswer.MET: message("met"),
    RuleAnswer.NOT_MET: message("not met"),
    RuleAnswer.NEEDS_PERSON: message("needs a person"),
}
OUTCOMES = {
    Outcome.GRANT: message("Granted by {by}, {at}."),
    Outcome.REFUSE: message("Refused by {by}, {at}."),
    Outcome.RETURN: message("Returned for completion by {by}, {at}."),
}


def facts(judgement: Judgement, language: str) -> ReportSection:
    """Return who applies for what, with which dates, and what is wrong with the file."""
    form, given = judgement.application, judgement.submission
    rows = [
        (message("Application"), f"{given.case} / {given.number}"),
        (message("Label"), pick(judgement.scheme.names, language)),
        (message("Applicant"), _joined(form.applicant.name, form.applicant.role)),
        (message("School"), _joined(form.school.official_name or form.school.name,
                                    form.school.city, _country(form.school.country, language))),
        *_project(form, language),
        *_school(form, language),
        (message("Sent"), instant_text(given.submitted_at, language)),
        (message("Received"), instant_text(given.received_at, language)),
    ]  # fmt: skip
    lines = [f"{say(name, language)}: {value}" for name, value in rows if value]
    problems = tuple(f"{each.where}: {say(each.message, language)}".removeprefix(": ")
                     for each in given.problems)  # fmt: skip
    return ReportSection(
        say(message("Facts"), language), texts=(ReportText("\n".join(lines)),), items=problems
    )


def _project(form: Application, language: str) -> Iterator[tuple[Message, str]]:
    project = form.project
    if project is None:
        return
    yield message("Project"), _joined(project.title, project.url)
    yield message("Dates"), _span(project.started_on, project.ended_on, language)
    for name, schools in ((message("Founders"), project.founders),
                          (message("Partners"), project.partners)):  # fmt: skip
        listed = (f"{each.school} ({_country(each.country, language)})" for each in schools)
        yield name, ", ".join(listed)
    pupils = _joined(str(project.pupils) if project.pupils is not None else "", project.pupil_ages)
    yield message("Pupils, ages"), pupils


def _school(form: Application, language: str) -> Iterator[tuple[Message, str]]:
    if form.school.registered_on:
        yield message("Registered"), date_text(form.school.registered_on, language)
    if form.preselection is not None:
        teachers = form.preselection.active_teachers
        labels = form.preselection.quality_labels
        yield message("Active teachers"), ", ".join(each.name for each in teachers)
        yield (
            message("Quality labels"),
            ", ".join(
                f"{each.project} ({date_text(each.awarded_on, language)})" for each in labels
            ),
        )
    head = form.head_declaration
    if head is not None:
        signed = date_text(head.signed_on, language) if head.signed_on else ""
        yield message("Declaration signed"), _joined(head.signed_by, signed)


def assessment(judgement: Judgement, by: str, language: str) -> ReportSection:
    """Return points, minimums, comments and pins in one table, after what they mean."""
    found, scheme = judgement.assessment, judgement.scheme
    who = say(message("Points of {name}.", name=by), language) if by else ""
    rows = [
        _row(row, _remark(row, judgement, language), language)
        for row in Table(scheme, found, judgement.scores, judgement.application, language).rows()
    ]
    least = found.minimum_total
    met = None if least is None or found.open else found.total >= least
    total = LetterRow(say(message("Total"), language), found.total, found.maximum, least, met,
                      is_group=True)  # fmt: skip
    head = (message("Criterion"), message("Points"), message("Minimum"), message("Result"))
    return ReportSection(
        say(message("Assessment"), language),
        texts=(ReportText(who),) if who else (),
        items=tuple(say(each, language) for each in judgement.explanation),
        table=ReportTable(tuple(say(each, language) for each in head),
                          (*rows, _row(total, "", language)), (58, 14, 12, 16)),
    )  # fmt: skip


def _row(row: LetterRow, note: str, language: str) -> PageRow:
    points = points_text(row.points, language)
    if row.points is not None and row.maximum is not None:
        values = {"points": row.points, "maximum": row.maximum}
        points = say(message("{points} of {maximum}", **values), language)
    known = row.minimum is not None and row.met is not None
    result = say(message("met") if row.met else message("not met"), language) if known else ""
    least = "" if row.minimum is None else points_text(row.minimum, language)
    return PageRow((row.name, points, least, result), row.met if known else None, note,
                   row.is_group)  # fmt: skip


def _remark(row: LetterRow, judgement: Judgement, language: str) -> str:
    """Return the comment and, below it, where the evaluator pointed."""
    leaf = row.leaf
    score = judgement.scores.get(leaf) if leaf is not None else None
    if score is None:
        return row.comment.strip()
    pins = (say(pin_sentence(pin, judgement.application), language) for pin in score.pins)
    return "\n".join(filter(None, (score.comment.strip(), *(f"• {each}" for each in pins))))


def eligibility(found: Eligibility, scheme: Scheme, language: str) -> ReportSection:
    """Return every rule with its answer and why."""
    rows = tuple(_rule(each, scheme, language) for each in found.rules)
    head = (say(message("Rule"), language), say(message("Answer"), language))
    return ReportSection(say(message("Eligibility"), language),
                         table=ReportTable(head, rows, (75, 25)) if rows else None)  # fmt: skip


def _rule(found: RuleResult, scheme: Scheme, language: str) -> PageRow:
    name, answer = explain.rule_name(scheme, found.id), ANSWERS[found.result]
    sign = None if found.result is RuleAnswer.NEEDS_PERSON else found.result is RuleAnswer.MET
    note = " ".join(filter(None, (say(found.reason, language), found.by, found.note)))
    return PageRow((say(name, language), say(answer, language)), sign, note)


def decision(made: Decision, language: str) -> ReportSection:
    """Return the decision in force with its reason."""
    sentence = Message(OUTCOMES[made.outcome].text, {"by": made.by, "at": made.at})
    texts = [ReportText(say(sentence, language), is_strong=True), ReportText(made.reason)]
    if made.override:
        against = message("Against the rules, because: {reason}", reason=made.override)
        texts.append(ReportText(say(against, language)))
    return ReportSection(say(message("Decision"), language),
                         texts=tuple(each for each in texts if each.text))  # fmt: skip


def answers(judgement: Judgement, language: str) -> Iterator[ReportSection]:
    """Yield every answer as it was sent, in the applicant's language."""
    form = judgement.application
    titles = {each.id: each.title for each in form.evidence}
    yield ReportSection(say(message("Description"), language))
    for each in form.answers:
        name = say(explain.part_name(judgement.scheme, each.criterion or each.id), language)
        yield ReportSection(name, 3, tuple(_answer(each, judgement, titles, language)))


def _answer(
    given: Answer, judgement: Judgement, titles: Mapping[EvidenceId, str], language: str
) -> Iterator[ReportText]:
    own = judgement.application.language
    if given.question:
        yield ReportText(given.question, own, is_strong=True)
    if given.text:
        yield ReportText(given.text, own)
    else:
        yield ReportText(say(message("No answer."), language), is_quiet=True)
    for statement, text in given.statements.items():
        name = say(explain.part_name(judgement.scheme, statement), language)
        yield ReportText(name, is_strong=True)
        yield ReportText(text, own)
    if given.plan:
        yield ReportText(say(message("Plan for the next two years"), language), is_strong=True)
        yield ReportText(given.plan, own)
    if given.evidence:
        named = ", ".join(titles.get(each, each) for each in given.evidence)
        yield ReportText(say(message("Evidence: {names}", names=named), language), is_quiet=True)


def evidence(judgement: Judgement, language: str) -> ReportSection:
    """Return the list of evidence with the place, the criteria and the hash of each."""
    hashes = judgement.submission.evidence_sha256
    rows = tuple(
        PageRow((each.id, each.title, " ".join(each.criteria)), None,
                _place(each, hashes.get(each.id, ""), language))
        for each in judgement.application.evidence
    )  # fmt: skip
    head = (message("No."), message("Evidence"), message("Criteria"))
    return ReportSection(
        say(message("Evidence"), language),
        texts=() if rows else (ReportText(say(message("No evidence was sent."), language)),),
        table=ReportTable(tuple(say(each, language) for each in head), rows, (14, 62, 24))
        if rows else None,
    )  # fmt: skip


def _place(listed: Evidence, sha256: str, language: str) -> str:
    seen = message("seen on {day}", day=listed.seen_at) if listed.seen_at else None
    parts = (listed.url, say(seen, language) if seen else "", listed.file,
             f"SHA-256 {sha256[:16]}…" if sha256 else "")  # fmt: skip
    return " · ".join(filter(None, parts))


def has_points(scores: Scores) -> bool:
    """Tell whether anything was scored or said."""
    return any(each.points is not None or each.comment or each.pins for each in scores.values())


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _country(code: str, language: str) -> str:
    return say(message("{country}", country=Country(code)), language)


def _span(first: date | None, last: date | None, language: str) -> str:
    return " – ".join(date_text(each, language) for each in (first, last) if each)
