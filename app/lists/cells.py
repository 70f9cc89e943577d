"""Making text safe for programs that calculate: spreadsheets run what begins like a formula."""

import re
import unicodedata

SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet may take for a formula, full-width signs too (OWASP ASVS 1.2.10)."""

INVISIBLE = "\\s'\"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"

FORMULA = re.compile(f"^[{INVISIBLE}]*[{SIGNS}\t\r]")
INSIDE = re.compile(f"([;,|][{INVISIBLE}]*)([{SIGNS}])")
"""A sign after a separator: where the separator of the file is not that of the reader's country,
the reader cuts the cell there."""

LONGEST = 32_767
"""Characters in a cell; Excel calls a workbook with a longer one damaged."""


def clean(text: str) -> str:
    """Return the text on one line, without what no list may hold; over-long text is cut, with "…".

    Control characters, lone surrogates and non-characters go; letters newer than this program stay.
    """
    spaced = re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]+", " ", text)
    kept = "".join(char for char in spaced if _is_text(char))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def _is_text(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cs"}:
        return False
    return ord(char) & 0xFFFE != 0xFFFE and not "\ufdd0" <= char <= "\ufdef"


def harmless(text: str) -> str:
    """Return a csv cell that no spreadsheet runs: an apostrophe before what looks like one."""
    cell = INSIDE.sub(r"\1'\2", clean(text))
    return "'" + cell if FORMULA.match(text) or FORMULA.match(cell) else cell
