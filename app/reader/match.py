"""Finding words in a text: without case and accents, any white space between them."""

from app.models.folding import FoldedText
from app.models.terms import phrase_places

Place = tuple[int, int, int]
"""Page, first character, number of characters."""


def places(query: str, text: FoldedText, page: int = 0) -> list[Place]:
    """Return every place of the query's words in a text."""
    return [(page, first, end - first) for first, end in phrase_places(text, query)]
