"""Which old single-byte encoding a text is in, told by the letters that come out.

General guessers go wrong on short texts ("Blåbær på øya" as Urdu). European school texts come in
few encodings, each with letters that are frequent in its languages and letters that are not; the
language of the application settles what is left open.
"""

import re
from itertools import islice

SAMPLE_BYTES = 200_000
SAMPLE = 4_000
"""How many letters and signs beyond ASCII are looked at."""

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўђјљњћџѓќѕ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةپچژگکی"
CENTRAL = "ąćęłńóśźżčďěňřšťůžýáéíúäöüőűăâîđľĺôşţëç"
WESTERN = "æøåäöüéèêàáâãçñóòôõíúùßëïîœšž"

FREQUENT = {
    "cp1253": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "cp1251": RUSSIAN,
    "koi8-u": RUSSIAN,
    "cp1256": ARABIC,
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1254": "ğışöüçâîû",
    "cp1257": "ąčęėįšųūžāēģīķļņõäöü",
    "iso8859-2": CENTRAL,
    "mac-roman": WESTERN,
    "cp850": WESTERN,
}
"""Lower-case letters of each encoding's languages; an earlier encoding wins a draw."""

OTHER_SCRIPTS = {"cp1253", "cp1251", "koi8-u", "cp1256", "cp1255"}
RARE = {"cp1252": "ðþýìûÿ", "mac-roman": "ìûÿ", "cp850": "ðþýìû"}
"""Letters of few languages, which stand where another encoding has frequent ones."""

SIGNS = "«»–—“”„‘’…•·°§€£½"
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
LANGUAGES = {
    "cp1250": "pl cs sk hu sl hr bs ro sq",
    "iso8859-2": "pl cs sk hu sl hr bs ro sq",
    "cp1251": "bg uk mk sr ru be",
    "cp1253": "el",
    "cp1254": "tr az",
    "cp1256": "ar",
    "cp1255": "he",
    "cp1257": "lt lv",
}
ICELANDIC = {"is", "fo"}
EXPECTED = 0.4
"""What it is worth that an encoding is the one of the application's language."""


def likely_encoding(untrusted: bytes, language: str = "") -> str | None:
    """Return the encoding whose letters make the most sense; None when none does."""
    best, highest = None, 0.0
    for name in FREQUENT:
        try:
            text = untrusted[:SAMPLE_BYTES].decode(name)
        except UnicodeDecodeError:
            continue
        sense = _sense(text, name, language)
        if sense > 0 and _is_expected(name, language):
            sense += EXPECTED
        if sense > highest:
            best, highest = name, sense
    return best


def _is_expected(name: str, language: str) -> bool:
    known = [each for each, words in LANGUAGES.items() if language[:2] in words.split()]
    return name in known if known else name == "cp1252"


def _sense(text: str, name: str, language: str) -> float:
    """Return the mean over letters and signs beyond ASCII: 2 for a letter that fits."""
    places = [found.start() for found in islice(BEYOND_ASCII.finditer(text), SAMPLE)]
    if not places:
        return 0.0
    rare = RARE.get(name, "")
    fitting = FREQUENT[name] + (rare if language[:2] in ICELANDIC else "")
    letters = [at for at in places if text[at].isalpha()]
    signs = sum(_worth_of_sign(text, at) for at in places if not text[at].isalpha())
    return (sum(_worth(text, at, name, fitting) for at in letters) + signs) / len(places)


def _worth_of_sign(text: str, at: int) -> float:
    if "\x7f" < text[at] < "\xa0":
        return -2.0
    inside = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
    if inside:
        return 1.0 if text[at] == "’" else -1.0
    return 1.5 if text[at] in SIGNS else 0.5


def _worth(text: str, at: int, name: str, fitting: str) -> float:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter.isupper() and before.islower():
        return -1.0
    if letter == "ς" and after.isalpha():
        return -6.0  # Greek has it at the end of words alone; as Cyrillic it is the frequent т
    if _mixes_scripts(name, before, after):
        return -1.0
    small = letter.lower()[:1]
    if small in fitting:
        return 1.6 if letter.isupper() else 2.0
    return 0.8 if small in RARE.get(name, "") else -1.0


def _mixes_scripts(name: str, before: str, after: str) -> bool:
    """Greek beside ASCII letters is none; words without any ASCII letter are not Latin."""
    if name in OTHER_SCRIPTS:
        return _is_latin(before) or _is_latin(after)
    return all(each.isalpha() and not each.isascii() for each in (before, after))


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
