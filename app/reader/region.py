"""What part of a page is asked for, checked against limits before anything is allocated."""

from dataclasses import dataclass

from app.models.frames import Header
from app.reader.refusal import refusal

RENDER_PIXELS = 16_000_000
SIDE = 200_000
"""Longest side, in pixels, of a page at the largest zoom."""


@dataclass(frozen=True, slots=True)
class Region:
    """A page scaled to ``full_width`` × ``full_height`` pixels, of which a rectangle is drawn.

    ``rotation`` counts quarter turns clockwise; the sizes are those after the turn.
    """

    page: int
    full_width: int
    full_height: int
    left: int
    top: int
    width: int
    height: int
    rotation: int = 0


def region_of(header: Header) -> Region:
    """Return the region of a request; raises ``evidence.too-large``."""
    page, turn = int(header["page"]), int(header["rotation"]) % 4
    (full_width, full_height), (left, top, width, height) = header["full"], header["clip"]
    region = Region(page, full_width, full_height, left, top, width, height, turn)
    sides = (region.full_width, region.full_height, region.width, region.height)
    inside = min(region.left, region.top) >= 0 and min(sides) > 0 and max(sides) <= SIDE
    if not inside or region.width * region.height > RENDER_PIXELS:
        raise refusal("too-large")
    return region
