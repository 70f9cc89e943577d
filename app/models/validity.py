"""The validity sheet: what a check found, in words of one language, ready to be laid out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One thing that was asked, or left unasked: what, the answer in a word, the sign beside it."""

    text: str
    answer: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class ValiditySheet:
    """Everything on the sheet; ``is_good`` is None where nobody can tell.

    ``certified`` are lines to be set large; ``facts`` and ``about`` are pairs of name and value.
    """

    language: str
    title: str
    checked: str
    verdict: str
    is_good: bool | None
    reasons: tuple[str, ...]
    next_step: str
    certified_heading: str
    certified: tuple[str, ...]
    asked_heads: tuple[str, str]
    asked: tuple[AskedRow, ...]
    facts_heading: str
    facts: tuple[tuple[str, str], ...]
    about_heading: str
    about: tuple[tuple[str, str], ...]
    note: str
