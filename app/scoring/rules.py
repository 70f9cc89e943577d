"""The computed eligibility rules by name, as schemes call them."""

from collections.abc import Callable

from app.models.application import Answer
from app.models.message import Country, Message, counted, message
from app.models.scheme import Criterion, Leaf
from app.scoring.findings import Asked, Finding, met, needs_person, not_met
from app.scoring.rules_project import (
    finished_or_in_last_phases,
    founders_from_two_countries,
    within_project_limit,
)
from app.scoring.rules_school import (
    no_running_label,
    one_application_per_school,
    quality_label_in_window,
    registered_before_cut_off,
    three_active_teachers,
)


def own_country(asked: Asked) -> Finding:
    """The organisation evaluates applications of its own country."""
    fields = ("school.country", "season.organisation.country")
    office = asked.season.organisation.country.upper()
    school = asked.application.school.country.strip().upper()
    if not office:
        said = message("The season does not say which country the organisation is of.")
        return needs_person(said, *fields)
    where = {"school": Country(school), "office": Country(office)}
    if school == office:
        return met(message("The school is in {school}.", school=Country(school)), *fields)
    said = message("The school is in {school}; this office evaluates {office}.", **where)
    return not_met(said, *fields)


def sent_before_deadline(asked: Asked) -> Finding:
    """Sent inside the round; a quality label without a deadline is open all year."""
    fields = ("submitted_at", "season.deadline")
    sent, deadline, opens = asked.application.submitted_at, asked.round.deadline, asked.round.opens
    if opens is not None and sent < opens:
        said = message(
            "Sent on {sent}, before the round opened on {opens}.", sent=sent, opens=opens
        )
        return needs_person(said, *fields, "season.opens")
    if deadline is None:
        if asked.scheme.is_for_school():
            return needs_person(message("The season sets no deadline."), *fields)
        return met(message("The season sets no deadline: open all year."), *fields)
    values = {"sent": sent, "deadline": deadline}
    if sent <= deadline:
        return met(message("Sent on {sent}; the deadline is {deadline}.", **values), *fields)
    return not_met(message("Sent on {sent}, after the deadline {deadline}.", **values), *fields)


def every_question_answered(asked: Asked) -> Finding:
    """Each criterion or section has an answer, none is empty, and a school says its plans."""
    answers = asked.application.answers
    missing = [_name(each) for each in unanswered(asked)]
    empty = [answer for answer in answers if not _has_words(answer)]
    if missing:
        said = message("There is no answer to: {names}.", names=tuple(missing))
        loose = any(answer.criterion is None and _has_words(answer) for answer in answers)
        return needs_person(said, "answers") if loose else not_met(said, "answers")
    if empty:
        said = counted("{count} answer is empty.", "{count} answers are empty.", count=len(empty))
        return not_met(said, "answers")
    return _plans(asked)


def _plans(asked: Asked) -> Finding:
    """A School Label asks of each element what the school plans for the next two years."""
    planned = {each.criterion for each in asked.application.answers if (each.plan or "").strip()}
    without = [_name(each) for each in asked.scheme.criteria if not planned & _ids(each)]
    if asked.scheme.is_for_school() and without:
        return needs_person(
            message("No plans are given for: {names}.", names=tuple(without)), "answers"
        )
    return met(message("Every question has an answer."), "answers")


def unanswered(asked: Asked) -> list[Criterion | Leaf]:
    """Return the criteria and sections of the scheme that no answer speaks to."""
    answered = {answer.criterion for answer in asked.application.answers if _has_words(answer)}
    parts: list[Criterion | Leaf] = [
        gate for gate in asked.scheme.gates if gate.id != "declaration"
    ]
    parts += asked.scheme.criteria
    return [each for each in parts if not answered & _ids(each)]


def _ids(part: Criterion | Leaf) -> set[str]:
    return {part.id, *(leaf.id for leaf in part.sub)} if isinstance(part, Criterion) else {part.id}


def _name(part: Criterion | Leaf) -> Message:
    return message("{name}", name=part.names)


def _has_words(answer: Answer) -> bool:
    return any(text.strip() for text in (answer.text, *answer.statements.values()))


Rule = Callable[[Asked], Finding]

COMPUTED: dict[str, Rule] = {
    "every_question_answered": every_question_answered,
    "finished_or_in_last_phases": finished_or_in_last_phases,
    "founders_from_two_countries": founders_from_two_countries,
    "no_running_label": no_running_label,
    "one_application_per_school": one_application_per_school,
    "own_country": own_country,
    "quality_label_in_window": quality_label_in_window,
    "registered_before_cut_off": registered_before_cut_off,
    "sent_before_deadline": sent_before_deadline,
    "three_active_teachers": three_active_teachers,
    "within_project_limit": within_project_limit,
}
"""Names that a scheme may write as ``rule``; a new rule is one function and one line here."""
