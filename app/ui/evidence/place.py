"""Which documents are open in the evidence column, and where the reader is in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """``documents``: one or two pairs of evidence id and position as text; ``sizes`` of two."""

    documents: tuple[tuple[str, str], ...] = ()
    sizes: tuple[int, ...] = ()
    second_is_active: bool = False

    @property
    def evidence(self) -> str:
        """What is open in the first view; empty where nothing is."""
        return self._document(0)[0]

    @property
    def beside(self) -> str:
        """What is open in the second view; empty where there is one only."""
        return self._document(1)[0]

    def position(self, view: int) -> str:
        """Return the position in a view, 0 or 1."""
        return self._document(view)[1]

    def positions(self) -> dict[str, str]:
        """Return the positions by evidence id."""
        return {evidence: position for evidence, position in self.documents[::-1] if position}

    def _document(self, view: int) -> tuple[str, str]:
        return self.documents[view] if view < len(self.documents) else ("", "")
