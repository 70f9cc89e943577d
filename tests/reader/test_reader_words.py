"""The pure parts of the reader: words in texts, words in web pages, regions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Unavailable
from app.reader.match import places
from app.reader.plain_text import decoded, words_of_web_page
from app.reader.region import region_of


@pytest.mark.parametrize(
    ("query", "found"),
    [("elva", [(0, 0, 4)]), ("VED elva", []), ("elva ved", [(0, 0, 8)]), (" ", [])],
)
def test_places(query, found):
    assert places(query, "Elva\nved byen") == found


@given(st.text(max_size=30), st.text(max_size=200))
def test_places_lie_inside(query, text):
    assert all(at >= 0 and at + length <= len(text) for _, at, length in places(query, text))


@given(st.binary(max_size=300))
def test_any_bytes_become_text(content):
    text, encoding = decoded(content)
    assert isinstance(text, str)
    assert encoding


@given(st.text(alphabet="<>/!-=\"' abscriptyle&;#x1\n", max_size=120))
def test_any_markup_becomes_words(markup):
    assert isinstance(words_of_web_page(markup), str)


@pytest.mark.parametrize(
    "clip", [[-1, 0, 5, 5], [0, 0, 0, 5], [0, 0, 5000, 5000], [0, 0, 10**9, 1]]
)
def test_region_has_limits(clip):
    with pytest.raises(Unavailable, match="too-large"):
        region_of({"page": 0, "full": [9000, 9000], "clip": clip, "rotation": 0})
