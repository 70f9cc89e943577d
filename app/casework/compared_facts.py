"""Facts of two forms side by side: applicant, school, project, declarations, preselection."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from app.casework.explain import rule_name
from app.models.application import ActiveTeacher, Application, AwardedLabel, Partner
from app.models.comparison import FactDifference
from app.models.message import Country, Message, message
from app.models.plain import to_plain
from app.models.scheme import Scheme

FIELDS: Final = (
    ("scheme", message("Rubric")),
    ("language", message("Language")),
    ("applicant.name", message("Applicant: name")),
    ("applicant.role", message("Applicant: role")),
    ("applicant.email", message("Applicant: e-mail")),
    ("applicant.id", message("Applicant: identifier")),
    ("school.name", message("School: name")),
    ("school.official_name", message("School: official name")),
    ("school.city", message("School: town")),
    ("school.country", message("School: country")),
    ("school.address", message("School: address")),
    ("school.phone", message("School: phone")),
    ("school.head", message("School: head")),
    ("school.id", message("School: identifier")),
    ("school.registered_on", message("School: registered")),
    ("project.title", message("Project: title")),
    ("project.founders", message("Project: founders")),
    ("project.partners", message("Project: partners")),
    ("project.started_on", message("Project: start")),
    ("project.ended_on", message("Project: end")),
    ("project.pupils", message("Project: number of pupils")),
    ("project.pupil_ages", message("Project: age of the pupils")),
    ("project.languages", message("Project: languages")),
    ("project.url", message("Project: address on the web")),
    ("project.id", message("Project: identifier")),
    ("preselection.active_teachers", message("Preselection: active teachers")),
    ("preselection.quality_labels", message("Preselection: quality labels")),
    ("preselection.label_valid_until", message("Preselection: label runs until")),
    ("head_declaration.signed_by", message("Declaration of the head: signed by")),
    ("head_declaration.signed_on", message("Declaration of the head: signed on")),
)
"""Every field of the form with one value, in the order in which people read them."""


def fact_differences(
    before: Application, after: Application, scheme: Scheme
) -> tuple[FactDifference, ...]:
    """Return the fields that do not say the same, each with both values."""
    found = [*_fields(before, after), *_declarations(before, after, scheme)]
    return (*found, *_extra(before, after))


def _fields(before: Application, after: Application) -> Iterator[FactDifference]:
    for path, label in FIELDS:
        old, new = _value(before, path), _value(after, path)
        if old != new:
            yield FactDifference(path, label, _said(old), _said(new))


def _value(form: Application, path: str) -> Any:
    value: Any = form
    for name in path.split("."):
        value = getattr(value, name) if value is not None else None
    return None if value in ("", ()) else value


def _said(value: Any) -> Message | None:
    """Return a value as people read it; lists have a part per line."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return message("{values}", values=tuple(_part(each) for each in value))
    return message("{value}", value=_part(value))


def _part(value: Any) -> object:
    say = _SAID.get(type(value))
    if say is not None:
        return say(value)
    is_country = isinstance(value, str) and len(value) == 2 and value.isupper()
    return Country(value) if is_country else value if isinstance(value, date) else str(value)


def _partner(value: Partner) -> Message:
    return message("{school} ({country})", school=value.school, country=Country(value.country))


def _teacher(value: ActiveTeacher) -> Message:
    if value.last_active_on is None:
        return message("{name}", name=value.name)
    return message("{name}, active {day}", name=value.name, day=value.last_active_on)


def _label(value: AwardedLabel) -> Message:
    return message("{project}, awarded {day}", project=value.project, day=value.awarded_on)


_SAID: dict[type, Callable[[Any], Message]] = {
    Partner: _partner, ActiveTeacher: _teacher, AwardedLabel: _label,
}  # fmt: skip


def _declarations(
    before: Application, after: Application, scheme: Scheme
) -> Iterator[FactDifference]:
    rules = {each.rule or str(each.id): each.id for each in scheme.eligibility}
    for name in dict.fromkeys((*before.declarations, *after.declarations)):
        old, new = before.declarations.get(name), after.declarations.get(name)
        if old != new:
            label = rule_name(scheme, rules.get(name, name))
            yield FactDifference(f"declarations.{name}", label, _yes(old), _yes(new))


def _yes(value: bool | None) -> Message | None:
    return None if value is None else message("yes") if value else message("no")


def _extra(before: Application, after: Application) -> Iterator[FactDifference]:
    """Fields that this program does not know are compared too, as they were written."""
    for name in dict.fromkeys((*before.extra, *after.extra)):
        old, new = before.extra.get(name), after.extra.get(name)
        if old != new:
            label = message("{field}", field=name)
            yield FactDifference(f"extra.{name}", label, _written(old), _written(new))


def _written(value: Any) -> Message | None:
    return None if value is None else message("{value}", value=str(to_plain(value)))
