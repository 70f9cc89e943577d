"""Making text safe for programs that calculate: spreadsheets run what begins like a formula."""

import re
import unicodedata

FORMULA = re.compile(r"^[\s'\"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, full-width signs too (OWASP ASVS 1.2.10)."""

UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co"})


def clean(text: str) -> str:
    """Return the text on one line without control characters, which xlsx cannot hold."""
    spaced = re.sub(r"[\t\r\n\v\f]+", " ", text)
    return "".join(char for char in spaced if unicodedata.category(char) not in UNPRINTABLE)


def harmless(text: str) -> str:
    """Return a csv cell that no spreadsheet runs: an apostrophe before what looks like one."""
    cell = clean(text)
    return "'" + cell if FORMULA.match(text) or FORMULA.match(cell) else cell
