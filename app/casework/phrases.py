"""The comment bank: what an evaluator wrote before is offered again where it fits.

Comments hold personal data, so little is learned: only what was sealed, only for the evaluator who
wrote it, never a sentence that names somebody or something of the application.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.casework.people import named
from app.models.application import Application
from app.models.errors import Misused
from app.models.folding import folded
from app.models.identifiers import LeafId, SchemeId
from app.models.message import message
from app.models.phrase import LONGEST_PHRASE, Phrase
from app.models.review import Review
from app.models.terms import words_of

if TYPE_CHECKING:
    from app.storage import Casebook

SHORTEST = 12
"""Characters from which a sentence is worth offering."""

LEAST_TYPED = 3
MOST_OFFERED = 6
_ADDRESS = re.compile(r"\S@\S|https?:|www\.|\d{5,}", re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.!?…;])\s+(?=\S)|\n+")
COMMON = 4
"""Letters from which a word of a name gives somebody away; shorter ones are words of any text."""


def learn(casebook: "Casebook", review: Review, form: Application) -> None:
    """Take in the comments of a sealed evaluation as its evaluator's own phrases."""
    known = {each.id: each for each in casebook.phrases(review.scheme)}
    names = names_of(form)
    language = form.language.split("-")[0].lower()
    with casebook.draft() as draft:
        for leaf, score in review.scores.items():
            for text in pieces(score.comment):
                if gives_away(text, names):
                    continue
                made = phrase(review.scheme, leaf, language, text, review.evaluator)
                before = known.get(made.id, made)
                draft.keep_phrase(replace(before, uses=before.uses + 1, used_at=review.sealed_at))


def pieces(comment: str) -> Iterator[str]:
    """Yield a comment's sentences; a comment of one sentence once."""
    for piece in dict.fromkeys(" ".join(each.split()) for each in _ENDS.split(comment)):
        if SHORTEST <= len(piece) <= LONGEST_PHRASE:
            yield piece


def names_of(form: Application) -> frozenset[str]:
    """Return the names, and words of names, by which a sentence gives an application away."""
    school, project = form.school, form.project
    parts = [form.applicant.name, school.name, school.official_name, school.city, school.head]
    parts += [each.signed_by for each in [form.head_declaration] if each]
    if form.preselection:
        parts += [each.name for each in form.preselection.active_teachers]
    if project:
        parts += [project.title, *(each.school for each in (*project.founders, *project.partners))]
    names = [" ".join(words_of(folded(part))) for part in parts if part]
    words = {word for name in names for word in name.split() if len(word) >= COMMON}
    return frozenset((words | {name for name in names if len(name) >= COMMON}) - GENERAL)


GENERAL = frozenset({
    "skole", "skolen", "skola", "school", "schule", "scoala", "escola", "escuela", "ecole",
    "scuola", "szkola", "barneskole", "ungdomsskole", "videregaende", "gymnas", "gymnasium",
    "lycee", "college", "primary", "secondary", "high", "middle", "folkeskole", "kool", "koulu",
    "iskola", "okul", "osnovna", "zakladni", "with", "from", "that", "this", "sammen",
    "together", "what", "hvor", "hvordan", "uten",
})  # fmt: skip
"""Words of many schools' and projects' names that give nobody away."""


def gives_away(text: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence names somebody or something of its application, or an address."""
    words = f" {' '.join(words_of(folded(text)))} "
    return bool(_ADDRESS.search(text)) or any(f" {name} " in words for name in names)


def phrase(scheme: SchemeId, leaf: LeafId, language: str, text: str, by: str) -> Phrase:
    """Return a new phrase; the same words of the same person always have the same id."""
    key = "\0".join((scheme, leaf, language, by, folded(text)))
    identifier = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
    return Phrase(identifier, scheme, leaf, language, text, by)


def bank(casebook: "Casebook", scheme: SchemeId, evaluator: str) -> tuple[Phrase, ...]:
    """Return what may be offered to an evaluator: standard phrases and the own ones."""
    found = casebook.phrases(scheme)
    return tuple(sorted((each for each in found if is_open_to(each, evaluator)), key=_worth))


def is_open_to(each: Phrase, evaluator: str) -> bool:
    """Tell whether a phrase is the office's or the evaluator's own."""
    return each.standard or (bool(evaluator) and each.by == evaluator)


def _worth(each: Phrase) -> tuple[bool, int, float, str]:
    """Standard ones first, then the ones used most and last."""
    at = each.used_at.timestamp() if each.used_at else 0.0
    return (not each.standard, -each.uses, -at, each.text)


def offered(phrases: Sequence[Phrase], leaf: str, language: str, typed: str) -> list[Phrase]:
    """Return what fits the words being typed: phrases that begin so, then those with such words.

    ``phrases`` in the order of ``bank``. Those in the application's language come first.
    """
    words = words_of(folded(typed))
    if sum(map(len, words)) < LEAST_TYPED:
        return []
    beginning = " ".join(words)
    fitting: list[tuple[tuple[bool, bool], Phrase]] = []
    for each in phrases:
        if each.leaf != leaf:
            continue
        there = words_of(folded(each.text))
        begins = " ".join(there).startswith(beginning)
        if begins or all(any(word.startswith(part) for word in there) for part in words):
            fitting.append(((each.language != language, not begins), each))
    fitting.sort(key=lambda pair: pair[0])
    return [each for _order, each in fitting if folded(each.text) != folded(typed)][:MOST_OFFERED]


def keep(casebook: "Casebook", changed: Phrase, text: str, *, standard: bool, by: str) -> Phrase:
    """Change a phrase's words, or make it the office's standard or an own one again."""
    text = " ".join(text.split())
    if not 1 <= len(text) <= LONGEST_PHRASE:
        raise Misused(
            "phrase.length",
            message("A phrase has 1 to {most} characters.", most=LONGEST_PHRASE),
        )
    owner = changed.by or (named(by) if not standard else "")
    made = phrase(changed.scheme, changed.leaf, changed.language, text, owner)
    made = replace(made, standard=standard, uses=changed.uses, used_at=changed.used_at)
    with casebook.draft() as draft:
        draft.remove_phrase(changed.id)
        draft.keep_phrase(made)
    return made


def remove(casebook: "Casebook", unwanted: Iterable[Phrase]) -> None:
    """Remove phrases for good."""
    with casebook.draft() as draft:
        for each in unwanted:
            draft.remove_phrase(each.id)


def add(
    casebook: "Casebook", found: Iterable[Phrase], by: str, at: datetime | None = None
) -> tuple[int, int]:
    """Take in phrases from a file; return how many are new and how many were there already."""
    known = {each.id for each in casebook.phrases()}
    new = already = 0
    with casebook.draft() as draft:
        for each in found:
            owner = "" if each.standard else named(by)
            made = phrase(each.scheme, each.leaf, each.language, each.text, owner)
            if made.id in known:
                already += 1
                continue
            known.add(made.id)
            draft.keep_phrase(replace(made, standard=each.standard, uses=each.uses, used_at=at))
            new += 1
    return new, already
