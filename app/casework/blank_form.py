"""The form of an application that an office types in: how it begins, and what is kept of it."""

import re
from collections.abc import Iterable
from datetime import datetime

from app.models.identifiers import CaseId
from app.models.plain import Plain
from app.models.scheme import Criterion, Leaf, Scheme
from app.models.season import Season
from app.scoring.calendar import zone_of
from app.wording import pick

FORMAT, VERSION = "label-application", 1
NUMBER_WIDTH = 4
_KEPT = frozenset({
    "applicant", "school", "project", "declarations", "preselection", "head_declaration",
    "answers", "evidence",
})  # fmt: skip
"""Parts that stay in the form though nothing is in them: the schema asks for them."""


def blank(
    scheme: Scheme, season: Season, known: Iterable[CaseId], at: datetime, by: str
) -> dict[str, Plain]:
    """Return a form with a number, a language, the office's country and empty answers."""
    local = at.astimezone(zone_of(season)).replace(microsecond=0)
    language = season.rules.languages[0] if season.rules.languages else "en"
    form: dict[str, Plain] = {
        "format": FORMAT, "version": VERSION, "text_format": "plain", "scheme": scheme.id,
        "id": free_case(scheme, season.organisation.country, local.year, known),
        "submission": 1, "submitted_at": local.isoformat(), "language": language,
        "applicant": {}, "school": {"country": season.organisation.country},
        "answers": blank_answers(scheme, language), "evidence": [],
        "extra": {"typed_in_by": by, "typed_in_at": local.isoformat()},
    }  # fmt: skip
    if scheme.is_for_school():
        return form | {"preselection": {}, "head_declaration": {}}
    return form | {"project": {"founders": [{}, {}]}, "declarations": {}}


def free_case(scheme: Scheme, country: str, year: int, known: Iterable[CaseId]) -> str:
    """Return the next number like ``NO-NQL-2026-0001`` that no case has."""
    start = "-".join(filter(None, (country, scheme.short or str(scheme.id).upper(), str(year))))
    pattern = re.compile(rf"{re.escape(start)}-([0-9]{{1,9}})", re.IGNORECASE)
    taken = (pattern.fullmatch(each) for each in known)
    highest = max((int(found[1]) for found in taken if found), default=0)
    return f"{start}-{highest + 1:0{NUMBER_WIDTH}}"


def blank_answers(scheme: Scheme, language: str) -> list[Plain]:
    """Return an answer for each question of the scheme: gates with a question, then criteria."""
    asked: list[Criterion | Leaf] = [*_gates(scheme), *scheme.criteria]
    return [
        {"id": f"a{number}", "criterion": str(each.id), "question": question(each, language)}
        for number, each in enumerate(asked, 1)
    ]


def _gates(scheme: Scheme) -> list[Leaf]:
    """The declaration has a place of its own in the form."""
    return [each for each in scheme.gates if each.id != "declaration"]


def question(asked: Criterion | Leaf, language: str) -> str:
    """Return the question in a language; a gate is its own question."""
    questions = asked.questions if isinstance(asked, Criterion) else ()
    return pick(questions[0], language) if questions else pick(asked.names, language)


def complete(form: dict[str, Plain]) -> dict[str, Plain]:
    """Return the form as it is sent: nothing empty, evidence named in the answers it is for."""
    full = {key: _without_empty(value) for key, value in form.items()}
    kept = {key: value for key, value in full.items() if value or key in _KEPT}
    kept["answers"] = [_with_evidence(each, form) for each in kept["answers"] or []]
    for name in ("applicant", "school", "project", "declarations", "preselection",
                 "head_declaration"):  # fmt: skip
        if name in kept:
            kept[name] = kept[name] or {}
    kept["evidence"] = kept["evidence"] or []
    return kept


def _without_empty(value: Plain) -> Plain:
    """Return the value without empty texts, lists and objects; None where nothing is left.

    What is left of a list keeps its order; False and 0 are answers.
    """
    if isinstance(value, dict):
        inside = {key: _without_empty(each) for key, each in value.items()}
        return {key: each for key, each in inside.items() if each is not None} or None
    if isinstance(value, list):
        return [each for each in map(_without_empty, value) if each is not None] or None
    if isinstance(value, str):
        return value.strip() or None
    return value


def _with_evidence(answer: dict[str, Plain], form: dict[str, Plain]) -> dict[str, Plain]:
    """Name the evidence that is for the criterion of the answer, or for a part of it."""
    own = str(answer.get("criterion", ""))
    named = [
        each["id"]
        for each in form.get("evidence") or []
        if any(_belongs(criterion, own) for criterion in each.get("criteria") or [])
    ]
    return {**answer, "evidence": named} if named else answer


def _belongs(criterion: str, own: str) -> bool:
    """``1b`` belongs to ``1`` and ``leadership-2`` to ``leadership``."""
    rest = criterion.removeprefix(own)
    return criterion == own or (rest != criterion and not rest[:1].isdigit())
