"""Rules about a teacher's project: founders, its end, and how many projects a year."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models.history import EarlierCase
from app.models.message import Country, message
from app.scoring.calendar import school_year
from app.scoring.findings import Asked, Finding, met, needs_person, not_met

LAST_PHASES = (3, 4)
"""A project is in its last phases when three quarters of its time are over (ours)."""


def founders_from_two_countries(asked: Asked) -> Finding:
    """Two founders, two countries; a nationally founded project never qualifies."""
    field = "project.founders"
    project = asked.application.project
    founders = project.founders if project else ()
    named = [land for founder in founders if (land := founder.country.strip().upper())]
    lands = sorted(set(named))
    if len(lands) >= 2:
        both = tuple(Country(land) for land in lands)
        return met(message("The founders come from {countries}.", countries=both), field)
    if len(named) < 2:
        return needs_person(message("The form does not name two founders."), field)
    return not_met(
        message(
            "Both founders come from {country}: a nationally founded project does not qualify, "
            "even with foreign partners added later.",
            country=Country(lands[0]),
        ),
        field,
    )


def finished_or_in_last_phases(asked: Asked) -> Finding:
    """The applicant declares it; dates that contradict the declaration ask for a person."""
    key = asked.rule.id
    fields = (f"declarations.{key}", "project.started_on", "project.ended_on")
    declared = asked.application.declarations.get(key)
    project = asked.application.project
    sent = asked.application.submitted_at.date()
    if declared is not True:
        return declaration(declared, fields[0])
    if project and project.ended_on and not _is_late(project.started_on, project.ended_on, sent):
        return needs_person(
            message("Declared, but the project runs until {day}.", day=project.ended_on), *fields
        )
    return met(message("The applicant declares it."), *fields)


def declaration(declared: bool | None, field: str) -> Finding:
    """A yes/no question of the form."""
    if declared is None:
        return needs_person(message("The form has no answer to this."), field)
    if declared:
        return met(message("The applicant declares it."), field)
    return not_met(message("The applicant declares that it is not so."), field)


def _is_late(start: date | None, end: date, sent: date) -> bool:
    if end <= sent:
        return True
    if start is None or start >= end:
        return False
    part, whole = LAST_PHASES
    return (sent - start) * whole >= (end - start) * part


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """When a project first came; the case id decides between equal instants."""

    first: datetime
    case: str


def within_project_limit(asked: Asked) -> Finding:
    """Only so many projects per applicant and school year, by their first submissions.

    A project that the form does not identify may or may not be one of the others: where that
    would change the answer, a person must say.
    """
    limit = asked.scheme.limits.applications_per_applicant_and_school_year
    fields = ("applicant.id", "applicant.email", "project.id", "submitted_at")
    if limit is None:
        return met(message("The scheme sets no limit."))
    applicant = asked.application.applicant
    if not asked.history.applicant_known or not (applicant.id or applicant.email):
        said = message("The form has neither an id nor an e-mail address of the applicant.")
        return needs_person(said, *fields)
    least, most = _places_before(asked)
    place = message("This is project number {place} of at most {limit} in the school year.",
                    place=least + 1, limit=limit)  # fmt: skip
    if most < limit:
        return met(place, *fields)
    if least >= limit:
        return not_met(place, *fields)
    said = message(
        "Some applications of this applicant do not identify their project: this is number "
        "{least} to {most} of at most {limit} in the school year.",
        least=least + 1,
        most=most + 1,
        limit=limit,
    )
    return needs_person(said, *fields)


def _places_before(asked: Asked) -> tuple[int, int]:
    """Return the least and the most projects of the same school year that came earlier."""
    known, unknown = _first_submissions(asked)
    own_case = str(asked.application.id).casefold()
    own = asked.application.project.id if asked.application.project else None
    first = asked.history.first_submitted_at or asked.application.submitted_at
    here = _Place(first, own_case)
    if own is not None:
        here = min(here, known.pop(own, here))
    year = school_year(here.first, asked.season)

    def earlier(place: _Place) -> bool:
        return place < here and school_year(place.first, asked.season) == year

    sure = sum(1 for place in known.values() if earlier(place))
    perhaps = sum(1 for place in unknown if earlier(place))
    # A project without an id may be one of those counted, so it surely takes no place.
    return (0 if own is None and sure + perhaps else sure), sure + perhaps


def _first_submissions(asked: Asked) -> tuple[dict[str, _Place], list[_Place]]:
    known: dict[str, _Place] = {}
    unknown: list[_Place] = []
    for case in asked.history.of_applicant:
        place = _place(case)
        if case.project is None:
            unknown.append(place)
        else:
            known[case.project] = min(place, known.get(case.project, place))
    return known, unknown


def _place(case: EarlierCase) -> _Place:
    return _Place(case.first_submitted_at, str(case.case).casefold())
