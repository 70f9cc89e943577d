"""The places in the form that a spreadsheet's column can mean, and how their cells are read.

A place is written with points: ``applicant.name``, ``answers.1.text`` (1 is the criterion),
``answers.leadership.statements.leadership-1``, ``declarations.e1``, ``extra.Anything``.
"""

import re
from dataclasses import dataclass

from app.packages import cellvalues as cells
from app.packages.cellvalues import Reading

REQUIRED = ("scheme", "id", "submitted_at", "language", "applicant.name", "school.name",
            "school.country")  # fmt: skip
"""What every application needs (docs/formats/package.md)."""

LINKS = "evidence.links"
"""Addresses that become evidence."""

_READINGS: dict[str, Reading] = {
    "id": cells.word, "scheme": cells.word, "submission": cells.whole, "language": cells.word,
    "text_format": cells.word,
    "applicant.id": cells.word, "applicant.name": cells.word, "applicant.email": cells.word,
    "applicant.role": cells.word,
    "school.id": cells.word, "school.name": cells.word, "school.official_name": cells.word,
    "school.city": cells.word, "school.country": cells.country, "school.address": cells.pieces,
    "school.phone": cells.word, "school.head": cells.word, "school.registered_on": cells.day,
    "project.id": cells.word, "project.title": cells.word, "project.url": cells.word,
    "project.started_on": cells.day, "project.ended_on": cells.day,
    "project.founders": cells.partners, "project.partners": cells.partners,
    "project.pupils": cells.whole, "project.pupil_ages": cells.word,
    "project.languages": cells.languages,
    "preselection.active_teachers": cells.teachers, "preselection.quality_labels": cells.labels,
    "preselection.label_valid_until": cells.day,
    "head_declaration.signed_by": cells.word, "head_declaration.signed_on": cells.day,
    "head_declaration.evidence": cells.word,
    LINKS: cells.pieces,
}  # fmt: skip
_PATTERNS: tuple[tuple[str, Reading], ...] = (
    (r"answers\.[^.\s]{1,64}\.(text|question|plan)", cells.text),
    (r"answers\.[^.\s]{1,64}\.statements\.[^.\s]{1,64}", cells.text),
    (r"answers\.[^.\s]{1,64}\.evidence", cells.pieces),
    (r"declarations\.[^.\s]{1,64}", cells.yes_or_no),
    (r"extra\.(?s:.{1,200})", cells.text),
)
PLACES = ("submitted_at", *_READINGS)
"""Every place with a fixed name."""


def is_place(place: str) -> bool:
    """Tell whether a column can mean this."""
    return place in PLACES or any(re.fullmatch(each, place) for each, _ in _PATTERNS)


def reading_of(place: str, time_zone: str) -> Reading:
    """Return how cells of a place are read."""
    if place == "submitted_at":
        return cells.instant(time_zone)
    if place in _READINGS:
        return _READINGS[place]
    return next(reading for each, reading in _PATTERNS if re.fullmatch(each, place))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its index, its title (made unique) and its place in the form."""

    index: int
    title: str
    place: str
