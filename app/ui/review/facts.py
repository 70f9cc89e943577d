"""What the form and the file say about a case, as groups of labelled lines for the Facts tab."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.models.application import Application, Partner, Preselection, Project
from app.models.case import Submission
from app.models.problem import Severity
from app.wording import _, country_name, date_text, instant_text, ngettext, say

MOST_EXTRA = 40
"""Unknown fields of a form that are shown; more are counted."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value of one or several lines. ``tone`` is empty, ``warning`` or ``danger``."""

    label: str
    lines: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under one heading; ``id`` names the group for tests and screen readers."""

    id: str
    title: str
    facts: tuple[Fact, ...]


def fact_groups(submission: Submission, submissions: int = 1) -> tuple[FactGroup, ...]:
    """Return all groups that have something to say, in the order they are read."""
    form = submission.application
    groups = (
        FactGroup("file", _("The file"), tuple(_file(submission, submissions))),
        FactGroup("applicant", _("Applicant"), tuple(_applicant(form))),
        FactGroup("school", _("School"), tuple(_school(form))),
        FactGroup("project", _("Project"), tuple(_project(form.project)) if form.project else ()),
        FactGroup("preselection", _("Preselection"), tuple(_preselection(form.preselection))),
        FactGroup("head", _("Declaration of the head"), tuple(_head(form))),
        FactGroup("resubmission", _("What is new, says the applicant"), tuple(_notes(form))),
        FactGroup("extra", _("Other fields of the form"), tuple(_extra(form))),
    )
    return tuple(group for group in groups if group.facts)


def _fact(label: str, value: object, tone: str = "") -> Iterator[Fact]:
    """Yield the fact unless it is empty."""
    if value not in (None, "", ()):
        lines = value if isinstance(value, tuple) else (str(value),)
        yield Fact(label, lines, tone)


def _day(day: date | None) -> str | None:
    return date_text(day) if day else None


def _file(submission: Submission, submissions: int) -> Iterator[Fact]:
    number = _("{number} of {count}").format(
        number=submission.number, count=max(submissions, submission.number)
    )
    yield Fact(_("Case"), (submission.case,))
    yield Fact(_("Submission"), (number,))
    yield Fact(_("Submitted"), (instant_text(submission.submitted_at),))
    yield Fact(_("Received"), (instant_text(submission.received_at),))
    yield from _integrity(submission)
    yield Fact("SHA-256", (f"{submission.sha256[:16]}…",))


def _integrity(submission: Submission) -> Iterator[Fact]:
    if submission.damaged:
        words = _("Damaged: the file is not what was sealed. Granting it needs a written reason.")
        yield Fact(_("Integrity"), (words,), "danger")
    elif any(problem.code == "bag.unsealed" for problem in submission.problems):
        words = _("Not sealed: nothing proves that the file is as it was sent.")
        yield Fact(_("Integrity"), (words,), "warning")
    else:
        yield Fact(_("Integrity"), (_("Whole: every byte is as it was sealed."),))
    tones = {Severity.ERROR: "danger", Severity.WARNING: "warning", Severity.NOTE: ""}
    for severity, label in ((Severity.ERROR, _("Errors")), (Severity.WARNING, _("Warnings")),
                            (Severity.NOTE, _("Notes"))):  # fmt: skip
        found = tuple(
            say(each.message) for each in submission.problems if each.severity == severity
        )
        yield from _fact(label, found, tones[severity])


def _applicant(form: Application) -> Iterator[Fact]:
    who = form.applicant
    yield Fact(_("Name"), (who.name,))
    yield from _fact(_("Role"), who.role)
    yield from _fact(_("E-mail"), who.email)
    yield from _fact(_("Identifier"), who.id)
    yield Fact(_("Language"), (form.language,))


def _school(form: Application) -> Iterator[Fact]:
    school = form.school
    yield Fact(_("Name"), (school.name,))
    if school.official_name != school.name:
        yield from _fact(_("Official name"), school.official_name)
    place = ", ".join(part for part in (school.city, country_name(school.country)) if part)
    yield Fact(_("Place"), (place,))
    yield from _fact(_("Address"), school.address)
    yield from _fact(_("Phone"), school.phone)
    yield from _fact(_("Head"), school.head)
    yield from _fact(_("Identifier"), school.id)
    yield from _fact(_("Registered"), _day(school.registered_on))


def _project(project: Project) -> Iterator[Fact]:
    yield Fact(_("Title"), (project.title,))
    yield from _fact(_("Founders"), _schools(project.founders))
    yield from _fact(_("Partners"), _schools(project.partners))
    if project.started_on or project.ended_on:
        span = f"{_day(project.started_on) or '…'} – {_day(project.ended_on) or '…'}"
        yield Fact(_("Dates"), (span,))
    yield from _fact(_("Pupils"), _pupils(project))
    yield from _fact(_("Languages"), ", ".join(project.languages))
    yield from _fact(_("Address on the web"), project.url)
    yield from _fact(_("Identifier"), project.id)


def _schools(partners: Iterable[Partner]) -> tuple[str, ...]:
    return tuple(f"{each.school}, {country_name(each.country)}" for each in partners)


def _pupils(project: Project) -> str:
    if project.pupils is None:
        return project.pupil_ages or ""
    count = ngettext("{count} pupil", "{count} pupils", project.pupils).format(count=project.pupils)
    if not project.pupil_ages:
        return count
    return _("{pupils}, aged {ages}").format(pupils=count, ages=project.pupil_ages)


def _preselection(step: Preselection | None) -> Iterator[Fact]:
    if step is None:
        return
    active = tuple(
        _("{name}, active {day}").format(name=each.name, day=_day(each.last_active_on))
        if each.last_active_on
        else each.name
        for each in step.active_teachers
    )
    labels = tuple(
        _("{project}, awarded {day}").format(project=each.project, day=_day(each.awarded_on))
        + (f" ({country_name(each.country)})" if each.country else "")
        for each in step.quality_labels
    )
    yield from _fact(_("Active teachers"), active)
    yield from _fact(_("Quality labels"), labels)
    yield from _fact(_("Label runs until"), _day(step.label_valid_until))


def _head(form: Application) -> Iterator[Fact]:
    declaration = form.head_declaration
    if declaration is None:
        return
    yield from _fact(_("Signed by"), declaration.signed_by)
    yield from _fact(_("Signed"), _day(declaration.signed_on))
    if declaration.evidence:
        titles = {each.id: each.title for each in form.evidence}
        yield Fact(_("File"), (titles.get(declaration.evidence, declaration.evidence),))
    else:
        yield Fact(_("File"), (_("No signed declaration is attached."),), "warning")


def _notes(form: Application) -> Iterator[Fact]:
    titles = {each.id: each.title for each in form.evidence}
    for note in form.resubmission:
        named = titles.get(note.evidence, note.evidence) if note.evidence else None
        yield from _fact(note.criterion, " · ".join(part for part in (named, note.where) if part))


def _extra(form: Application) -> Iterator[Fact]:
    for name in list(form.extra)[:MOST_EXTRA]:
        value = form.extra[name]
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield Fact(name, (text,))
    more = len(form.extra) - MOST_EXTRA
    if more > 0:
        count = ngettext("{count} more field", "{count} more fields", more).format(count=more)
        yield Fact("…", (count,))
