"""The pure parts of the reader: words in texts, words in web pages, regions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import Unavailable
from app.models.folding import FoldedText
from app.reader.match import places
from app.reader.plain_text import decoded, words_of_web_page
from app.reader.region import region_of


@pytest.mark.parametrize(
    ("query", "found"),
    [("elva", [(0, 0, 4)]), ("VED elva", []), ("elva véd", [(0, 0, 8)]), (" ", [])],
)
def test_places(query, found):
    assert places(query, FoldedText("Elva\nved byen")) == found


@given(st.text(max_size=30), st.text(max_size=200))
def test_places_lie_inside(query, text):
    found = places(query, FoldedText(text))
    assert all(at >= 0 and at + length <= len(text) for _, at, length in found)


@given(st.binary(max_size=300))
def test_any_bytes_become_text(content):
    text, encoding = decoded(content)
    assert isinstance(text, str)
    assert encoding


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("Blåbær på øya", "cp1252", "nb"), ("å være – eller «ikke»", "cp1252", ""),
        ("møte på skolen", "mac-roman", "nb"), ("Größe", "cp1252", "de"),
        ("Γέφυρες στην πόλη", "cp1253", "nb"), ("Привет, мир", "cp1251", "bg"),
        ("Привет, мир", "koi8-u", "uk"), ("Şebnem Işık", "cp1254", "tr"),
        ("Zażółć gęślą jaźń", "cp1250", "pl"), ("meggyőződése szabad", "cp1250", "hu"),
        ("žmogaus siekimas; atsižvelgdama į tai", "cp1257", "lt"),
        ("أصوات المدينة", "cp1256", ""), ("þú ert góður maður", "cp1252", "is"),
    ],
)  # fmt: skip
def test_old_texts_are_read(text, encoding, language):
    assert decoded(text.encode(encoding), language)[0] == text


@given(st.text(alphabet="<>/!-=\"' abscriptyle&;#x1\n", max_size=120))
def test_any_markup_becomes_words(markup):
    assert isinstance(words_of_web_page(markup), str)


@pytest.mark.parametrize(
    "clip", [[-1, 0, 5, 5], [0, 0, 0, 5], [0, 0, 5000, 5000], [0, 0, 10**9, 1]]
)
def test_region_has_limits(clip):
    with pytest.raises(Unavailable, match="too-large"):
        region_of({"page": 0, "full": [9000, 9000], "clip": clip, "rotation": 0})
