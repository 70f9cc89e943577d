"""Where the pages of a document lie, one below the other; pure numbers."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

MARGIN = 14
GAP = 12
WHOLE_PIXELS = 4_000_000
"""A page up to this many pixels is drawn whole, a larger one in tiles."""
TILE = 1024


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """The first row below."""
        return self.top + self.height


class PageLayout:
    """Pages of ``sizes`` (units), turned by quarter turns, at ``scale`` pixels a unit."""

    def __init__(
        self, sizes: tuple[tuple[float, float], ...], scale: float, rotation: int, room: int
    ) -> None:
        turned = [(h, w) if rotation % 2 else (w, h) for w, h in sizes]
        self._sizes = [(max(1, round(w * scale)), max(1, round(h * scale))) for w, h in turned]
        widest = max((width for width, _ in self._sizes), default=0)
        self.width = max(room, widest + 2 * MARGIN)
        steps = (height + GAP for _, height in self._sizes)
        self._tops = list(accumulate(steps, initial=MARGIN))[:-1]
        self.height = (self.box(len(sizes) - 1).bottom if sizes else 0) + MARGIN

    def box(self, page: int) -> Box:
        """Return where a page lies, centred."""
        width, height = self._sizes[page]
        return Box((self.width - width) // 2, self._tops[page], width, height)

    def page_at(self, y: int) -> int:
        """Return the page at a height, the nearest one above in a gap."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: int, bottom: int) -> range:
        """Return the pages that can be seen between two heights."""
        if not self._tops:
            return range(0)
        first = self.page_at(top)
        if first + 1 < len(self._tops) and self.box(first).bottom <= top:
            first += 1
        return range(first, self.page_at(bottom) + 1)


def fitting_scale(
    size: tuple[float, float], rotation: int, room: tuple[int, int], *, whole: bool
) -> float:
    """Return the scale at which a page has the width of the room, or lies in it whole."""
    width, height = size if rotation % 2 == 0 else size[::-1]
    across = (room[0] - 2 * MARGIN) / width
    along = (room[1] - 2 * MARGIN) / height
    return max(0.01, min(across, along) if whole else across)


def tiles(width: int, height: int, seen: Box) -> list[Box]:
    """Return the parts to draw of a page of this many device pixels, of which ``seen`` shows."""
    if width * height <= WHOLE_PIXELS:
        return [Box(0, 0, width, height)]
    columns = range(max(0, seen.left) // TILE * TILE, min(width, seen.left + seen.width), TILE)
    rows = range(max(0, seen.top) // TILE * TILE, min(height, seen.bottom), TILE)
    return [
        Box(left, top, min(TILE, width - left), min(TILE, height - top))
        for top in rows
        for left in columns
    ]


def turned_box(
    box: tuple[float, float, float, float], rotation: int
) -> tuple[float, float, float, float]:
    """Turn left, top, right, bottom (parts of a page) by quarter turns clockwise."""
    left, top, right, bottom = box
    for _ in range(rotation % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return left, top, right, bottom


def unturned_point(x: float, y: float, rotation: int) -> tuple[float, float]:
    """Turn a point of a turned page back."""
    for _ in range(rotation % 4):
        x, y = y, 1 - x
    return x, y
