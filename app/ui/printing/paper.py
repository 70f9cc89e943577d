"""Sheets of paper against pages: true size or not at all."""

from dataclasses import dataclass

from app.wording import _

POINT = 25.4 / 72
"""Millimetres."""
SLACK = 2.0
"""Millimetres by which paper may be smaller: Letter and A4 differ by more."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper by Qt's id; upright, in millimetres."""

    id: int
    name: str
    width: float
    height: float


def turned(paper: Paper, page: tuple[float, float]) -> tuple[float, float]:
    """Return width and height of the paper, lying where the page is wider than high."""
    short, long = sorted((paper.width, paper.height))
    return (long, short) if page[0] > page[1] else (short, long)


def fits(paper: Paper, page: tuple[float, float]) -> bool:
    """Tell whether a page, in millimetres, is whole on the paper without being made smaller."""
    width, height = turned(paper, page)
    return page[0] <= width + SLACK and page[1] <= height + SLACK


def place(paper: Paper, page: tuple[float, float]) -> tuple[float, float]:
    """Return where the page's corner lies on the paper, in millimetres: in the middle."""
    width, height = turned(paper, page)
    return (width - page[0]) / 2, (height - page[1]) / 2


def size_text(page: tuple[float, float]) -> str:
    """Return the page's size in words."""
    words = _("{width} × {height} mm, true size")
    return words.format(width=round(page[0]), height=round(page[1]))
