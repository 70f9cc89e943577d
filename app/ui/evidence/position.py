"""Where someone was in a file, kept as a short text so that it can be remembered."""

from dataclasses import dataclass, field
from typing import Self

from app.ui.evidence.zoom import Fit, Zoom, within


@dataclass(frozen=True, slots=True)
class Position:
    """Page from 0, size, quarter turns, and how far down and across as parts of page and whole.

    ``known`` is false for a file that was never opened.
    """

    page: int = 0
    zoom: Zoom = field(default_factory=Zoom)
    rotation: int = 0
    down: float = 0.0
    across: float | None = None
    known: bool = False

    def to_text(self) -> str:
        """Return the position as ``page fit share rotation down across``."""
        across = "-" if self.across is None else f"{self.across:.4f}"
        zoom = f"{self.zoom.fit} {self.zoom.share:.4f}"
        return f"{self.page} {zoom} {self.rotation} {self.down:.4f} {across}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what ``to_text`` wrote; anything else is the beginning of the file."""
        try:
            page, fit, share, rotation, down, across = text.split()
            zoom = Zoom(Fit(fit), within(float(share)))
            place = None if across == "-" else float(across)
            return cls(max(0, int(page)), zoom, int(rotation) % 4, float(down), place, known=True)
        except ValueError:
            return cls()
