"""Sentences in a language: gettext catalogues, names in several languages, numbers and dates."""

from app.wording.catalogue import LANGUAGES, _, current, ngettext, use
from app.wording.format import country_name, date_text, instant_text, moment_text, points_text
from app.wording.say import pick, picked, say

__all__ = [
    "LANGUAGES", "_", "country_name", "current", "date_text", "instant_text", "moment_text",
    "ngettext", "pick", "picked", "points_text", "say", "use",
]  # fmt: skip
