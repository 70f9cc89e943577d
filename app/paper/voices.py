"""Which language a screen reader speaks a stretch of text in.

A name in another script than the document's language says so, or its voice is silent or spells.
Within one script nothing is guessed: a name is read as its reader reads names.
"""

from functools import lru_cache

from babel.core import get_global

_SCRIPT_OF = {
    "el": "Grek", "ka": "Geor", "hy": "Armn",
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "Cyrl"),
    **dict.fromkeys(("ar", "ckb", "fa", "ks", "ps", "ug", "ur"), "Arab"),
    "hi": "Deva", "mr": "Deva", "ne": "Deva",
}  # fmt: skip
"""The script that a language is written in, where it is not the Latin one."""

_VOICE_OF = {"Grek": "el", "Geor": "ka", "Armn": "hy", "Arab": "ar", "Deva": "hi"}
_SAID = {"no": "nb"}
"""How a language is tagged elsewhere here."""

_CYRILLIC = (
    ("ђћ", "sr"),
    ("ѓќѕ", "mk"),
    ("іїєґ", "uk"),
    ("ыэё", "ru"),
    ("ъ", "bg"),
    ("јљњџ", "sr"),
)
"""Letters that only some languages have, in the order asked."""


def voice_of(script: str, text: str, language: str, country: str = "") -> str:
    """Return the language of ``text``, which is in one script: ``language`` where that fits.

    ``country`` is that of the name: its official language of this script comes first.
    """
    if script == script_of(language) or script.startswith("Z"):
        return language
    return _official(country, script) or _VOICE_OF.get(script) or _by_letters(
        script, text) or language  # fmt: skip


@lru_cache(maxsize=64)
def script_of(language: str) -> str:
    """Return the script of a language tag (BCP 47), such as ``sr-Latn`` or ``el``."""
    main, *rest = language.split("-")
    named = next((each.title() for each in rest if len(each) == 4 and each.isalpha()), "")
    return named or _SCRIPT_OF.get(main.lower(), "Latn")


@lru_cache(maxsize=256)
def _official(country: str, script: str) -> str:
    """Return the most spoken official language of a country that is written in this script."""
    known = get_global("territory_languages").get(country, {})
    official = [(about["population_percent"], tag) for tag, about in known.items()
                if str(about["official_status"]).startswith(("official", "de_facto"))]  # fmt: skip
    spoken = (_SAID.get(tag, tag).replace("_", "-") for _, tag in sorted(official, reverse=True))
    return next((tag for tag in spoken if script_of(tag) == script), "")


def _by_letters(script: str, text: str) -> str:
    if script != "Cyrl":
        return ""
    letters = set(text.lower())
    return next((tag for few, tag in _CYRILLIC if letters & set(few)), "")
