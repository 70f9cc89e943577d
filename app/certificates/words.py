"""Every sentence of a certificate, each part in its own language, before it meets paper."""

import re
from dataclasses import dataclass, replace
from datetime import date

from babel.lists import format_list

from app.certificates.code import ReadCode
from app.certificates.template import (
    CommonWords,
    LabelWords,
    Look,
)
from app.certificates.template import look as shipped
from app.models.certificate import LogProof, PrintedWords
from app.models.identifiers import Names
from app.models.message import Message, message
from app.paper.lines import direction
from app.wording import country_name, date_text, pick, picked


@dataclass(frozen=True, slots=True)
class Part:
    """A text on one line and the language it is written in (BCP 47).

    ``country`` is that of the names in it: it tells how another script is spoken.
    """

    text: str
    language: str
    country: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _BREAKS.sub(" ", self.text).strip(" "))


_BREAKS = re.compile("[ \t\r\n]+")
"""What a form's text may be broken with; other controls are refused, not passed over."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the page: its name in the layout, its parts, and how people call it.

    ``separator`` joins the parts where they fit on one line; else each starts a new one. ``base``
    is the direction of a list such as school, city and country, whatever the first is written in.
    """

    name: str
    field: Message
    parts: tuple[Part, ...]
    separator: str = " "
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A small text of parts with ``joint`` between them.

    ``is_repeat``: it stands elsewhere too, so it is printed and not read aloud.
    """

    parts: tuple[Part, ...]
    joint: str = ", "
    is_repeat: bool = False

    @property
    def text(self) -> str:
        """Return the whole."""
        return self.joint.join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Band:
    """The rows on the coloured field, from above."""

    label: Row
    season: Row | None
    sample: Row | None
    organisation: Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """All words of one certificate. ``sample`` is the word across it, or None."""

    title: str
    language: str
    elements: tuple[Element, ...]
    signature: tuple[Row, ...]
    log: tuple[Row, ...]
    band: Band
    organisation: str
    sample: str | None
    figure: str


FIELDS = {
    "label": message("Label"),
    "title": message("Heading"),
    "awarded": message("Wording"),
    "recipient": message("Name"),
    "school": message("School"),
    "reason": message("Wording"),
    "project": message("Project title"),
    "partners": message("Partner countries"),
    "signature": message("Signature"),
    "log": message("Log entry"),
    "band": message("Organisation"),
    "sample": message("Wording"),
}
"""How people call what an error names."""


def sheet(
    words: PrintedWords, proof: LogProof, code: ReadCode | None = None, look: Look | None = None
) -> Sheet:
    """Return the words of a certificate; raises ``Misused`` for a language without words."""
    look = look or shipped()
    languages = look.checked_languages(words.languages)
    first = languages[0]
    common = look.common[first]
    return Sheet(
        title=f"{pick(words.label, first)}: {words.recipient}",
        language=first,
        elements=_elements(words, languages, look),
        signature=_signature(words, first),
        log=tuple(_row(Part(text, first)) for text in _log(words, proof, common, code)),
        band=_band(words, first, Part(common.sample, first), Part(look.common["en"].sample, "en")),
        organisation=pick(words.organisation, first),
        sample=common.sample if words.sample else None,
        figure=common.figure,
    )


def _row(*parts: Part, joint: str = ", ", is_repeat: bool = False) -> Row:
    return Row(tuple(part for part in parts if part.text), joint, is_repeat)


def _picked(names: Names, language: str, country: str = "") -> Part:
    """Return a text in the language, or in the one that there is, which it then says."""
    return Part(*picked(names, language), country)


def _elements(words: PrintedWords, languages: tuple[str, ...], look: Look) -> tuple[Element, ...]:
    of = look.template(words.for_school)
    texts = {tag: of.words[tag] for tag in languages}
    first = texts[languages[0]]

    def each(name: str, separator: str, *parts: str) -> Element:
        tagged = [Part(text, tag) for text, tag in zip(parts, languages, strict=True) if text]
        return Element(name, FIELDS[name], _distinct(tagged), separator)

    def one(name: str, text: str) -> Element:
        part = Part(text, languages[0], words.country)
        return Element(name, FIELDS[name], (part,) if text.strip() else ())

    labels = [_capitals(_picked(words.label, tag)) for tag in texts]
    partners = [_partners(words, text, tag) for tag, text in texts.items()]
    found = (
        Element("label", FIELDS["label"], _distinct(labels), of.label_separator),
        one("title", first.title),
        each("awarded", of.separator, *(text.awarded for text in texts.values())),
        one("recipient", words.recipient),
        replace(one("school", _school(words, languages[0])), base=direction(languages[0])),
        each("reason", of.separator, *(_reason(words, text) for text in texts.values())),
        one("project", _project(words, first)),
        each("partners", of.label_separator, *partners),
    )  # fmt: skip
    return tuple(element for element in found if element.parts)


def _distinct(parts: list[Part]) -> tuple[Part, ...]:
    """Leave out what a second language would only say again (nb and da: "tildeles")."""
    seen: dict[str, Part] = {}
    for part in parts:
        seen.setdefault(part.text, part)
    return tuple(part for part in seen.values() if part.text)


def _capitals(part: Part) -> Part:
    text = part.text.replace("i", "İ") if part.language == "tr" else part.text
    return replace(part, text=text.upper())


def _school(words: PrintedWords, language: str) -> str:
    name = None if words.for_school and words.school == words.recipient else words.school
    return ", ".join(filter(None, (name, words.city, country_name(words.country, language))))


def _reason(words: PrintedWords, text: LabelWords) -> str:
    return text.reason if words.project or words.label_years else ""


def _project(words: PrintedWords, text: LabelWords) -> str:
    if words.for_school:
        return words.label_years or ""
    opening, closing = text.quotes
    return f"{opening}{words.project}{closing}" if words.project else ""


def _partners(words: PrintedWords, text: LabelWords, language: str) -> str:
    if words.for_school:
        return text.partners
    if not words.partner_countries:
        return ""
    codes = words.partner_countries
    plain = [code for code in codes if code not in text.places]
    names = [text.countries.get(code) or country_name(code, language) for code in plain]
    names[:1] = [text.in_country + name for name in names[:1]]
    names += [text.places[code] for code in codes if code in text.places]
    listed = format_list(names, locale="en_GB" if language == "en" else language)
    return text.partners.format(countries=listed)


def _signature(words: PrintedWords, language: str) -> tuple[Row, ...]:
    country = words.country
    rows = (
        _row(Part(words.signatory, language, country)),
        _row(_picked(words.role, language), _picked(words.organisation, language)),
        _row(Part(_place(words.place, words.issued_on, language), language, country)),
    )
    return tuple(row for row in rows if row.parts)


def _place(place: str, day: date, language: str) -> str:
    return ", ".join(filter(None, (place, date_text(day, language))))


def _log(
    words: PrintedWords, proof: LogProof, common: CommonWords, code: ReadCode | None
) -> tuple[str, ...]:
    """Return the small text: what the code holds and is not printed elsewhere."""
    entry = common.entry.format(index=proof.index, origin=proof.origin, size=proof.size)
    groups = " ".join(proof.root[start : start + 8] for start in range(0, len(proof.root), 8))
    number = common.number.format(number=words.number)
    if words.replaces:
        number += " · " + common.replaces.format(number=words.replaces)
    lines = (number, entry, common.root.format(root=groups))
    if code is None:
        return (*lines, common.seal)
    decided = common.decided.format(
        day=date_text(words.decided_on, words.languages[0]),
        scheme=code.claims.scheme,
        key=code.key_id.hex(),
    )
    return (*lines, decided, common.scan)


def _band(words: PrintedWords, language: str, *sample: Part) -> Band:
    """Return what the band says: label and organisation, which stand elsewhere too, and more.

    The years of a School Label stand in its sentence. A sample says so upright, where every reader
    finds it, and in English too.
    """
    season = (words.label_years if words.for_school else words.season) or ""
    return Band(
        _row(_picked(words.label, language), is_repeat=True),
        _row(Part(season, language), is_repeat=words.for_school) if season.strip() else None,
        _row(*_distinct(list(sample)), joint=" · ") if words.sample else None,
        _row(_picked(words.organisation, language), is_repeat=True),
    )
