"""Which characters are chosen, across pages; pure, on the text and boxes of pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.documents import TextPage

Part = tuple[float, float, float, float]
"""Left, top, right, bottom as parts of a page."""

Place = tuple[int, int]
"""Page and the character before which the place is."""


@dataclass(frozen=True, slots=True)
class PageSelection:
    """From where the mouse went down to where it is."""

    anchor: Place
    head: Place

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is chosen."""
        return self.anchor == self.head

    def on(self, page: int, length: int) -> range:
        """Return the chosen characters of a page with ``length`` of them."""
        (first_page, first), (last_page, last) = sorted((self.anchor, self.head))
        if not first_page <= page <= last_page:
            return range(0)
        begin = first if page == first_page else 0
        return range(begin, min(last, length) if page == last_page else length)

    def text(self, texts: Mapping[int, TextPage]) -> str:
        """Return the chosen words, page after page."""
        pages = range(min(self.anchor, self.head)[0], max(self.anchor, self.head)[0] + 1)
        parts = []
        for page in (each for each in pages if each in texts):
            chosen = self.on(page, len(texts[page].text))
            parts.append(texts[page].text[chosen.start : chosen.stop])
        return "\n".join(" ".join(line.split()) for line in "\n".join(parts).splitlines()).strip()


def lines(text: TextPage, chosen: range) -> Iterator[Part]:
    """Return one rectangle for each line of the chosen characters."""
    current: Part | None = None
    for index in chosen:
        box = text.boxes[index] if index < len(text.boxes) else (0.0, 0.0, 0.0, 0.0)
        if box[2] <= box[0]:
            continue
        joined = _joined(current, box)
        if joined is None and current is not None:
            yield current
        current = joined or box
    if current is not None:
        yield current


def _joined(line: Part | None, box: Part) -> Part | None:
    """Return line and box as one where they stand on the same line, side by side."""
    if line is None:
        return None
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    lower = min(line[3] - line[1], box[3] - box[1])
    gap = max(box[0] - line[2], line[0] - box[2])
    if overlap < 0.5 * lower or gap > 4 * (box[3] - box[1]):
        return None
    return (min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))


def place_at(text: TextPage, x: float, y: float) -> int | None:
    """Return the character at a point, or the nearest place on its line; None without text."""
    best, distance = None, 0.0
    for index, (left, top, right, bottom) in enumerate(text.boxes):
        if right <= left:
            continue
        aside = max(left - x, x - right, 0.0)
        away = 8 * max(top - y, y - bottom, 0.0) + aside
        if best is None or away < distance:
            best, distance = index + (x > (left + right) / 2), away
    return best


def word_around(text: str, place: int) -> range:
    """Return the word at a place."""
    first = last = min(place, len(text))
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return range(first, last)
