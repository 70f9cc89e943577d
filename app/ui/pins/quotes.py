"""Finding a pinned quote again: as it stands, else by its letters alone, nearest by its context."""

from collections.abc import Iterator

CONTEXT = 48
"""Letters before and after a quote that are kept with it."""

MOST_PLACES = 200
LONGEST = 400_000
"""Beyond this many characters a quote is only looked for as it stands: the window must not wait."""

Place = tuple[int, int]
"""First character of the quote, and the first after it."""


def around(text: str, first: int, end: int) -> tuple[str, str]:
    """Return the words before and after a place, on one line each."""
    before = " ".join(text[max(0, first - 2 * CONTEXT) : first].split())[-CONTEXT:]
    after = " ".join(text[end : end + 2 * CONTEXT].split())[:CONTEXT]
    return before, after


def find_quote(text: str, quote: str, before: str = "", after: str = "") -> Place | None:
    """Return where a quote stands, also where line breaks and hyphens fall elsewhere.

    Of several places the one whose neighbours are most like ``before`` and ``after``.
    """
    if not quote.strip():
        return None
    places = list(_as_it_stands(text, quote))
    if not places and len(text) <= LONGEST:
        places = list(_by_letters(text, quote))
    if not places:
        return None
    left, right = _letters(before), _letters(after)
    return max(places, key=lambda place: _likeness(text, place, left, right))


def _as_it_stands(text: str, quote: str) -> Iterator[Place]:
    at = text.find(quote)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _by_letters(text: str, quote: str) -> Iterator[Place]:
    wanted = _letters(quote)
    if not wanted:
        return
    where = [at for at, letter in enumerate(text) if letter.isalnum()]
    for first, end in _as_it_stands("".join(map(text.__getitem__, where)), wanted):
        yield where[first], where[end - 1] + 1


def _likeness(text: str, place: Place, left: str, right: str) -> int:
    """Count the letters that agree on both sides."""
    before = _letters(text[max(0, place[0] - 4 * CONTEXT) : place[0]])
    after = _letters(text[place[1] : place[1] + 4 * CONTEXT])
    return _common(before[::-1], left[::-1]) + _common(after, right)


def _common(one: str, other: str) -> int:
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
