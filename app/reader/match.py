"""Finding words in a text: without case, any white space between them."""

import re
from functools import lru_cache

Place = tuple[int, int, int]
"""Page, first character, number of characters."""

QUERY_LIMIT = 200


def places(query: str, text: str, page: int = 0) -> list[Place]:
    """Return every place of the query's words in a text."""
    pattern = _pattern(query[:QUERY_LIMIT])
    if pattern is None:
        return []
    return [(page, each.start(), each.end() - each.start()) for each in pattern.finditer(text)]


@lru_cache(maxsize=4)
def _pattern(query: str) -> "re.Pattern[str] | None":
    words = [re.escape(word) for word in query.split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None
