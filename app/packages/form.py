"""The checked form made into an Application record; unknown keys are kept in ``extra``."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from app.models.application import (
    ActiveTeacher,
    Answer,
    Applicant,
    Application,
    AwardedLabel,
    Evidence,
    HeadDeclaration,
    Partner,
    Preselection,
    Project,
    ResubmissionNote,
    School,
)
from app.models.identifiers import CaseId, EvidenceId, SchemeId
from app.models.plain import Plain

Form = dict[str, Plain]
Record = TypeVar("Record")

_TOP = frozenset({
    "format", "version", "text_format", "scheme", "id", "submission", "submitted_at", "language",
    "applicant", "school", "project", "declarations", "preselection", "head_declaration",
    "answers", "evidence", "resubmission", "extra",
})  # fmt: skip
_KNOWN = {
    "applicant": {"id", "name", "email", "role"},
    "school": {"id", "name", "official_name", "city", "country", "address", "phone", "head",
               "registered_on"},
    "project": {"id", "title", "url", "started_on", "ended_on", "founders", "partners", "pupils",
                "pupil_ages", "languages"},
    "founders": {"school", "country"},
    "partners": {"school", "country"},
    "preselection": {"active_teachers", "quality_labels", "label_valid_until"},
    "active_teachers": {"name", "last_active_on"},
    "quality_labels": {"project", "awarded_on", "country", "european"},
    "head_declaration": {"evidence", "signed_on", "signed_by"},
    "answers": {"id", "criterion", "question", "text", "evidence", "statements", "plan"},
    "evidence": {"id", "title", "path", "url", "copy", "media_type", "seen_at", "criteria"},
    "resubmission": {"criterion", "evidence", "where"},
}  # fmt: skip


def application_of(form: Form) -> Application:
    """Return the record of a form that the schema has passed."""
    return Application(
        scheme=SchemeId(form["scheme"]),
        id=CaseId(form["id"]),
        submission=form["submission"],
        submitted_at=datetime.fromisoformat(form["submitted_at"]),
        language=form["language"],
        text_format=form.get("text_format") or "plain",
        applicant=_applicant(form["applicant"]),
        school=_school(form["school"]),
        project=_maybe(form.get("project"), _project),
        declarations=dict(form.get("declarations") or {}),
        preselection=_maybe(form.get("preselection"), _preselection),
        head_declaration=_maybe(form.get("head_declaration"), _head_declaration),
        answers=tuple(_answer(number, each) for number, each in enumerate(form["answers"], 1)),
        evidence=_each(form["evidence"], _evidence),
        resubmission=_each(form.get("resubmission"), _resubmission),
        extra=unknown_keys(form),
    )


def _maybe(value: Plain, make: Callable[[Form], Record]) -> Record | None:
    return None if value is None else make(value)


def _each(values: Plain, make: Callable[[Form], Record]) -> tuple[Record, ...]:
    return tuple(make(each) for each in values or ())


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _applicant(form: Form) -> Applicant:
    return Applicant(
        form["name"],
        id=form.get("id") or None,
        email=form.get("email") or None,
        role=form.get("role"),
    )


def _school(form: Form) -> School:
    return School(
        name=form["name"],
        country=form["country"],
        id=form.get("id") or None,
        official_name=form.get("official_name"),
        city=form.get("city"),
        address=tuple(form.get("address") or ()),
        phone=form.get("phone"),
        head=form.get("head"),
        registered_on=_day(form.get("registered_on")),
    )


def _partner(form: Form) -> Partner:
    return Partner(form["school"], form["country"])


def _project(form: Form) -> Project:
    return Project(
        title=form.get("title") or form.get("id") or "",
        id=form.get("id") or None,
        url=form.get("url"),
        started_on=_day(form.get("started_on")),
        ended_on=_day(form.get("ended_on")),
        founders=_each(form.get("founders"), _partner),
        partners=_each(form.get("partners"), _partner),
        pupils=form.get("pupils"),
        pupil_ages=form.get("pupil_ages"),
        languages=tuple(form.get("languages") or ()),
    )


def _preselection(form: Form) -> Preselection:
    return Preselection(
        active_teachers=_each(
            form.get("active_teachers"),
            lambda each: ActiveTeacher(each["name"], _day(each.get("last_active_on"))),
        ),
        quality_labels=_each(form.get("quality_labels"), _awarded),
        label_valid_until=_day(form.get("label_valid_until")),
    )


def _awarded(form: Form) -> AwardedLabel:
    return AwardedLabel(
        project=form["project"],
        awarded_on=date.fromisoformat(form["awarded_on"]),
        country=form.get("country"),
        european=form.get("european"),
    )


def _head_declaration(form: Form) -> HeadDeclaration:
    evidence = form.get("evidence")
    return HeadDeclaration(
        evidence=EvidenceId(evidence) if evidence else None,
        signed_on=_day(form.get("signed_on")),
        signed_by=form.get("signed_by"),
    )


def _answer(number: int, form: Form) -> Answer:
    return Answer(
        id=form.get("id") or f"a{number}",
        text=form.get("text") or "",
        criterion=form.get("criterion"),
        question=form.get("question"),
        evidence=tuple(EvidenceId(each) for each in form.get("evidence") or ()),
        statements={key: text or "" for key, text in (form.get("statements") or {}).items()},
        plan=form.get("plan"),
    )


def _evidence(form: Form) -> Evidence:
    path, url = form.get("path") or None, form.get("url") or None
    return Evidence(
        id=EvidenceId(form["id"]),
        title=form.get("title") or path or url or form["id"],
        path=path,
        url=url,
        copy=form.get("copy") or None,
        media_type=form.get("media_type") or None,
        seen_at=_day(form.get("seen_at")),
        criteria=tuple(form.get("criteria") or ()),
    )


def _resubmission(form: Form) -> ResubmissionNote:
    evidence = form.get("evidence")
    return ResubmissionNote(
        criterion=form["criterion"],
        evidence=EvidenceId(evidence) if evidence else None,
        where=form.get("where"),
    )


def unknown_keys(form: Form) -> dict[str, Plain]:
    """Return ``extra`` and every key this version does not know, by its path (``school/motto``)."""
    kept: dict[str, Plain] = dict(form.get("extra") or {})
    for key, value in form.items():
        if key not in _TOP:
            kept[key] = value
        elif key in _KNOWN:
            kept.update(_unknown_below(key, key, value))
    return kept


def _unknown_below(kind: str, path: str, value: Plain) -> dict[str, Plain]:
    kept: dict[str, Plain] = {}
    if isinstance(value, list):
        for number, each in enumerate(value):
            kept.update(_unknown_below(kind, f"{path}/{number}", each))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _KNOWN[kind]:
                kept[f"{path}/{key}"] = inner
            elif key in _KNOWN and isinstance(inner, list):
                kept.update(_unknown_below(key, f"{path}/{key}", inner))
    return kept
