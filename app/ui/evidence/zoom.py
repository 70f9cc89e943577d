"""How large a page is shown: fitted to the column, or a share of its own size."""

from dataclasses import dataclass
from enum import StrEnum

STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)


class Fit(StrEnum):
    """What a size follows."""

    WIDTH = "width"
    PAGE = "page"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Zoom:
    """``share`` of the page's own size holds where ``fit`` is OWN; 1.0 is 100 %."""

    fit: Fit = Fit.WIDTH
    share: float = 1.0


def larger(share: float) -> float:
    """Return the next step up."""
    return next((step for step in STEPS if step > share * 1.01), STEPS[-1])


def smaller(share: float) -> float:
    """Return the next step down."""
    return next((step for step in reversed(STEPS) if step < share * 0.99), STEPS[0])


def within(share: float) -> float:
    """Return the share inside the steps' ends."""
    return min(max(share, STEPS[0]), STEPS[-1])
