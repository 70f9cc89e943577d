"""What somebody looked at in a piece of evidence; kept on this computer, never logged."""

from dataclasses import dataclass

from app.models.identifiers import Sha256


@dataclass(frozen=True, slots=True)
class Looked:
    """Pages that were seen (from 1) of ``count`` there are, and how many seconds it was open.

    ``count`` is 0 where a file has no pages.
    """

    sha256: Sha256
    pages: tuple[int, ...] = ()
    count: int = 0
    seconds: int = 0

    def with_more(self, later: "Looked") -> "Looked":
        """Return what was looked at in both."""
        pages = tuple(sorted({*self.pages, *later.pages}))
        seconds = self.seconds + later.seconds
        return Looked(self.sha256, pages, max(self.count, later.count), seconds)
