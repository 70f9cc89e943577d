"""A sentence of the comment bank: the evaluator's own, or a standard one of the office."""

from dataclasses import dataclass
from datetime import datetime

from app.models.identifiers import LeafId, SchemeId

LONGEST_PHRASE = 600
"""Characters; what is longer is a comment of its own and not a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``by`` wrote it; a ``standard`` phrase is the office's and offered to everybody.

    ``language`` is the language of the application that it was written about (BCP 47); ``uses``
    counts the sealed evaluations in which it stands.
    """

    id: str
    scheme: SchemeId
    leaf: LeafId
    language: str
    text: str
    by: str = ""
    standard: bool = False
    uses: int = 0
    used_at: datetime | None = None
