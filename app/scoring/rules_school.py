"""Rules about a school: registration, active teachers, quality labels, other applications."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from app.models.application import ActiveTeacher, AwardedLabel
from app.models.case import Status
from app.models.history import EarlierCase
from app.models.message import Message, counted, message
from app.scoring.calendar import CutOff, cut_offs, school_year
from app.scoring.findings import Asked, Finding, met, needs_person, not_met

TEACHERS = 3
NO_DATE = message("The season sets neither this date nor a deadline to compute it from.")


def registered_before_cut_off(asked: Asked) -> Finding:
    """Registered by the round's date; where that is computed, more than two years before."""
    fields = ("school.registered_on", "season.registered_by")
    cut = cut_offs(asked.round).registered_by
    day = asked.application.school.registered_on
    if cut.day is None:
        return needs_person(NO_DATE, *fields)
    if day is None:
        return needs_person(message("The form does not say when the school registered."), *fields)
    values = {"day": day, "cut": cut_off_text(cut)}
    if day < cut.day or (day == cut.day and not cut.computed):
        return met(message("Registered on {day}; the cut-off is {cut}.", **values), *fields)
    return not_met(
        message("Registered on {day}, too late: the cut-off is {cut}.", **values), *fields
    )


def three_active_teachers(asked: Asked) -> Finding:
    """At least three teachers active since the cut-off, each named once."""
    fields = ("preselection.active_teachers", "season.active_since")
    cut = cut_offs(asked.round).active_since
    form = asked.application.preselection
    if cut.day is None or form is None:
        return needs_person(NO_DATE, *fields)
    sent = asked.application.submitted_at.date()
    sure = [each for each in form.active_teachers if _is_between(each, cut.day, sent)]
    unsure = [each for each in form.active_teachers if not _has_plain_day(each, sent)]
    said = counted(
        "{count} teacher active since {cut}; at least {wanted} are needed.",
        "{count} teachers active since {cut}; at least {wanted} are needed.",
        count=_people(sure),
        cut=cut_off_text(cut),
        wanted=TEACHERS,
    )
    if _people(sure) >= TEACHERS:
        return met(said, *fields)
    if len(sure) >= TEACHERS:
        return needs_person(message("The form names the same teacher more than once."), *fields)
    if _people(sure + unsure) >= TEACHERS:
        return needs_person(message("Some teachers have no plausible date of activity."), *fields)
    return not_met(said, *fields)


def _is_between(teacher: ActiveTeacher, since: date, sent: date) -> bool:
    day = teacher.last_active_on
    return day is not None and since <= day <= sent


def _has_plain_day(teacher: ActiveTeacher, sent: date) -> bool:
    """A day after the application was sent is a slip of the pen."""
    return teacher.last_active_on is not None and teacher.last_active_on <= sent


def _people(teachers: Iterable[ActiveTeacher]) -> int:
    names = (unicodedata.normalize("NFKC", teacher.name).casefold() for teacher in teachers)
    return len({" ".join(name.split()) for name in names if name.strip()})


def quality_label_in_window(asked: Asked) -> Finding:
    """At least one European project of the school has a quality label inside the window."""
    fields = ("preselection.quality_labels", "season.nql_from", "season.nql_to")
    cuts = cut_offs(asked.round)
    form = asked.application.preselection
    if cuts.nql_from.day is None or form is None:
        return needs_person(NO_DATE, *fields)
    inside = [each for each in form.quality_labels if _is_inside(each, cuts.nql_from, cuts.nql_to)]
    window = {"start": cut_off_text(cuts.nql_from), "end": _end(cuts.nql_to)}
    european = next((each for each in inside if each.european), None)
    if european is not None:
        said = message(
            "“{project}” has a quality label of {day}; the window is {start} to {end}.",
            project=european.project,
            day=european.awarded_on,
            **window,
        )
        return met(said, *fields)
    if any(each.european is None for each in inside):
        said = message("The form does not say whether the project with a label is European.")
        return needs_person(said, *fields)
    if inside:
        return not_met(message("The labels in the window are of national projects."), *fields)
    return not_met(message("No quality label between {start} and {end}.", **window), *fields)


def _is_inside(label: AwardedLabel, start: CutOff, end: CutOff) -> bool:
    after = start.day is not None and label.awarded_on >= start.day
    return after and (end.day is None or label.awarded_on <= end.day)


def _end(end: CutOff) -> Message:
    return cut_off_text(end) if end.day else message("today")


def cut_off_text(cut: CutOff) -> Message:
    """Say a cut-off, and that it was computed where it was."""
    if cut.computed:
        return message("{day} (computed from the deadline)", day=cut.day)
    return message("{day}", day=cut.day)


def one_application_per_school(asked: Asked) -> Finding:
    """The school's first application of the round stands; a refused one may be replaced."""
    fields = ("school.id",)
    if asked.application.school.id is None:
        return needs_person(message("The form has no id of the school."), *fields)
    first = asked.history.first_submitted_at or asked.application.submitted_at
    here = (first, str(asked.application.id).casefold())
    earlier = [
        case
        for case in asked.history.of_school
        if _is_same_round(asked, case)
        and (case.first_submitted_at, str(case.case).casefold()) < here
        and case.status is not Status.WITHDRAWN
    ]
    if not earlier:
        return met(message("The only application of this school, or its first."), *fields)
    if all(case.status in {Status.REFUSED, Status.RETURNED} for case in earlier):
        said = message(
            "The school's earlier application {case} was not granted.", case=earlier[0].case
        )
        return needs_person(said, *fields)
    return not_met(
        message("The school already has the application {case}.", case=earlier[0].case), *fields
    )


def _is_same_round(asked: Asked, case: EarlierCase) -> bool:
    if asked.round.opens is not None:
        return case.first_submitted_at >= asked.round.opens
    first = asked.history.first_submitted_at or asked.application.submitted_at
    return school_year(case.first_submitted_at, asked.season) == school_year(first, asked.season)


def no_running_label(asked: Asked) -> Finding:
    """A school whose label still runs on the day of sending cannot apply."""
    field = "preselection.label_valid_until"
    form = asked.application.preselection
    ends = [case.label_valid_until for case in asked.history.of_school]
    ends.append(form.label_valid_until if form else None)
    last = max((day for day in ends if day is not None), default=None)
    if last is None:
        return met(message("The school has no running label."), field)
    if last < asked.application.submitted_at.date():
        return met(message("The school's label ended on {day}.", day=last), field)
    return not_met(message("The school's label runs until {day}.", day=last), field)
