"""Which column means what: proposed from titles, read from a file, checked for what is missing."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain
from app.models.sheet import ColumnMapping, column_name
from app.packages.cellvalues import is_zone
from app.packages.places import PLACES, REQUIRED, Column, is_place

WORDS = {
    "id": "application number|application no|application id|case number|number|søknadsnummer|"
          "søknadsnr|saksnummer|saksnr|ansøgningsnummer|ansøgningsnr|sagsnummer|sagsnr|nummer|nr",
    "scheme": "label|rubric|ordning|merke|mærke|kvalitetsmerke",
    "submission": "submission number|innsending|innsending nr|indsendelse|indsendelse nr",
    "submitted_at": "submitted|submitted on|submission date|date submitted|timestamp|"
                    "completion time|innsendt|sendt inn|innsendingsdato|tidsmerke|levert|"
                    "fullføringstidspunkt|indsendt|indsendelsesdato|tidsstempel|"
                    "fuldførelsestidspunkt",
    "language": "application language|språk|søknadsspråk|sprog|ansøgningens sprog",
    "applicant.name": "applicant|name|name of applicant|teacher|søker|søkers navn|navn|lærer|"
                      "ansøger|ansøgers navn",
    "applicant.email": "email|e mail|email address|e mail address|e post|epost|e postadresse|"
                       "mail|e mailadresse",
    "applicant.role": "role|rolle|stilling",
    "school.id": "school number|organisasjonsnummer|skolenummer|institutionsnummer",
    "school.name": "school|name of school|skole|skolens navn|skolenavn",
    "school.official_name": "official name|official school name|offisielt navn|officielt navn",
    "school.country": "country|land",
    "school.city": "city|town|place|by|sted|poststed",
    "school.address": "address|adresse",
    "school.phone": "phone|telephone|telefon|tlf",
    "school.head": "head|head of school|head teacher|principal|rektor|skoleleder",
    "school.registered_on": "registered|registered on|registration date|registrert|"
                            "registrert dato|registreret|registreringsdato",
    "project.title": "project|title|prosjekt|prosjekttittel|tittel|prosjektets tittel|projekt|"
                     "projekttitel|titel|projektets titel",
    "project.url": "link|url|twinspace|project page|lenke|prosjektside|projektside",
    "project.started_on": "start|started|started on|start date|startdato|startet|begyndt",
    "project.ended_on": "end|ended|ended on|end date|sluttdato|avsluttet|slutdato|afsluttet",
    "project.pupils": "pupils|number of pupils|elever|antall elever|antal elever",
    "project.pupil_ages": "age|ages|pupil age|alder|elevenes alder|elevernes alder",
    "project.languages": "project language|prosjektspråk|projektsprog",
    "project.founders": "founders|founding schools|grunnleggere|grundlæggere|stiftere",
    "project.partners": "partners|partner schools|partnere|partnerskoler",
    "preselection.active_teachers": "active teachers|aktive lærere",
    "preselection.quality_labels": "quality labels|kvalitetsmerker|kvalitetsmærker",
    "preselection.label_valid_until": "label valid until|merket gjelder til|mærket gælder til",
    "head_declaration.signed_by": "signed by|underskrevet av|underskrevet af",
    "head_declaration.signed_on": "signed on|underskrevet dato|underskrevet den",
    "evidence.links": "links|evidence links|lenker|links til dokumentation|dokumentasjonslenker",
}  # fmt: skip
"""Titles that say what a column means, in English, Norwegian and Danish, written as ``folded``."""

ANSWER = re.compile("(?:answer|question|criterion|svar|spørsmål|spørgsmål|kriterium|kriterie) (.+)")
DECLARATION = re.compile("(?:declaration |erklæring )?(e[0-9])")


def folded(title: str) -> str:
    """Return a title without case and without signs, its words divided by one space."""
    return " ".join(re.sub(r"[\W_]+", " ", title.casefold()).split())


def unique_titles(titles: Sequence[str]) -> tuple[str, ...]:
    """Return titles of which none is blank and none is there twice."""
    seen: Counter[str] = Counter()
    found = []
    for at, title in enumerate(titles):
        name = title.strip() or column_name(at)
        seen[name.casefold()] += 1
        times = seen[name.casefold()]
        found.append(name if times == 1 else f"{name} ({times})")
    return tuple(found)


def proposed(titles: Sequence[str], questions: Mapping[str, str]) -> dict[str, str]:
    """Return places for the titles that say by themselves what they mean, each place once.

    ``questions`` maps folded names of criteria and questions to places, as the rubrics have them.
    """
    found: dict[str, str] = {}
    for title in unique_titles(titles):
        place = _place_of(title, questions)
        if place and place not in found.values():
            found[title] = place
    return found


def _place_of(title: str, questions: Mapping[str, str]) -> str:
    if is_place(title):
        return title
    words = folded(title)
    if words in _words():
        return _words()[words]
    if declared := DECLARATION.fullmatch(words):
        return f"declarations.{declared[1]}"
    asked = ANSWER.fullmatch(words)
    return questions.get(words) or (questions.get(asked[1], "") if asked else "")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    exact = {folded(place): place for place in PLACES}
    return {each: place for place, words in WORDS.items() for each in words.split("|")} | exact


def columns_of(titles: Sequence[str], mapping: ColumnMapping) -> tuple[Column, ...]:
    """Return the columns that are kept; those that the mapping does not name become ``extra``."""
    places = {_key(title): place for title, place in mapping.columns.items()}
    found = []
    for at, title in enumerate(unique_titles(titles)):
        place = places.get(_key(title), f"extra.{title[:200]}")
        if place:
            found.append(Column(at, title, place))
    return tuple(found)


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()


def missing(
    titles: Sequence[str], mapping: ColumnMapping, *, for_school: bool | None = None
) -> tuple[str, ...]:
    """Return the places that every application needs and that neither column nor value fills."""
    needed = list(REQUIRED)
    if for_school is not None:
        needed.append("school.registered_on" if for_school else "project.title")
    there = {each.place for each in columns_of(titles, mapping)}
    there |= {place for place, value in mapping.values.items() if value.strip()}
    return tuple(each for each in needed if each not in there)


def mapping_from_text(text: str) -> ColumnMapping:
    """Read a mapping as TOML (docs/formats/package.md); raises ``Misused`` with what is wrong."""
    try:
        return mapping_from_plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(message("It is not TOML: {reason}", reason=str(error))) from error


def mapping_from_plain(plain: Plain) -> ColumnMapping:
    """Return a mapping from ``columns``, ``values`` and ``time_zone``; raises ``Misused``."""
    if not isinstance(plain, dict) or plain.keys() - {"columns", "values", "time_zone"}:
        raise _wrong(message("It may have [columns], [values] and time_zone, nothing else."))
    columns, values = _texts(plain.get("columns", {})), _texts(plain.get("values", {}))
    zone = plain.get("time_zone", "UTC")
    if not isinstance(zone, str) or not is_zone(zone):
        raise _wrong(message("“{zone}” is no time zone like Europe/Oslo.", zone=str(zone)))
    for place in (*columns.values(), *values):
        if place and not is_place(place):
            raise _wrong(message("“{place}” is no place in the form.", place=place))
    counts = Counter(place for place in columns.values() if place)
    if doubles := [place for place, times in counts.items() if times > 1]:
        raise _wrong(message("Two columns cannot both be “{place}”.", place=doubles[0]))
    return ColumnMapping(columns, values, zone)


def _texts(plain: Plain) -> dict[str, str]:
    if not isinstance(plain, dict) or not all(isinstance(each, str) for each in plain.values()):
        raise _wrong(message("[columns] and [values] hold texts in quotation marks."))
    return {str(key): value.strip() for key, value in plain.items()}


def _wrong(sentence: Plain) -> Misused:
    return Misused(
        "spreadsheet.mapping",
        message("The file of columns cannot be used. {reason}", reason=sentence),
        message("See “A spreadsheet” in docs/formats/package.md."),
    )


def mapping_text(titles: Sequence[str], mapping: ColumnMapping) -> str:
    """Return a mapping as TOML, with every title, ready to be completed by a person."""
    places = {_key(title): place for title, place in mapping.columns.items()}
    lines = [f"time_zone = {_quoted(mapping.time_zone)}", "", "[columns]"]
    for title in unique_titles(titles):
        place = places.get(_key(title), f"extra.{title[:200]}")
        lines.append(f"{_quoted(title)} = {_quoted(place)}")
    lines += ["", "[values]"]
    lines += [f"{_quoted(place)} = {_quoted(value)}" for place, value in mapping.values.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string; everything that is not plain is an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped)
    return '"' + "".join(shown) + '"'
