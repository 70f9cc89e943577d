"""Folding: what is the same word, and the way back to the text as it was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.folding import FoldedText, folded, spelled

WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SCRIPTS = st.text(
    st.sampled_from(
        "aAéÉåÅøØæÆıİßﬁςσΣάΆώΩёЁйЙѐԵեւևՎվაᲐⴀ\u0301\u0308\u030aمُحَّأإآٱىيـك\u200d\u00ad½١ -_.'’"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("é", "E"), ("Ångström", "angstrom"), ("Bodø", "BODO"), ("Ærøskøbing", "aeroskobing"),
        ("ΓΈΦΥΡΕΣ", "γέφυρες"), ("Οδυσσεύς", "οδυσσευσ"), ("ΐ", "ι"), ("ᾳ", "αι"),
        ("ЁЛКА", "елка"), ("Йога", "иога"), ("Ґанок", "ганок"), ("їжа", "іжа"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"), ("ⴀ", "ა"), ("Ⴀ", "ა"),
        ("և", "եւ"), ("ԵՎ", "և"), ("Եւրոպա", "ԵՎՐՈՊԱ"),
        ("مُحَمَّدٌ", "محمد"), ("أحمد", "احمد"), ("إلى", "الي"), ("آمنة", "امنه"), ("كتـــاب", "كتاب"),
        ("ٱلكتاب", "الكتاب"), ("٢٠٢٦", "2026"),
        ("İstanbul", "ıstanbul"), ("Straße", "STRASSE"), ("ﬁn", "fin"), ("co\u00adop", "coop"),
        ("e\u0301tude", "étude"), ("Łódź", "lodz"), ("Þór", "thor"), ("Ħaż-Żebbuġ", "haz-zebbug"),
    ],
)  # fmt: skip
def test_the_same_word_however_it_is_written(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("får", "far"), ("før", "for"), ("ærlig", "aerlig")])
def test_spelled_keeps_the_nordic_letters(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)
    assert spelled(unicodedata.normalize("NFD", one).upper()) == spelled(one)


@given(WRITTEN | SCRIPTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(WRITTEN | SCRIPTS)
def test_composed_or_taken_apart_is_the_same(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert folded(decomposed) == folded(unicodedata.normalize("NFC", text))


@given(SCRIPTS)
def test_spelled_is_the_same_composed_or_taken_apart(text: str) -> None:
    assert spelled(unicodedata.normalize("NFD", text)) == spelled(text)


MANY = "абвгджзклмнопрстуфхцчшщыэюяАБ"


@given(WRITTEN | SCRIPTS)
def test_few_and_many_other_letters_are_folded_alike(text: str) -> None:
    """A text with many different letters is folded in another way than one with few."""
    assert folded(f"{text} {MANY}") == f"{folded(text)} {folded(MANY)}"
    assert spelled(f"{text} {MANY}") == f"{spelled(text)} {spelled(MANY)}"


@given(WRITTEN | SCRIPTS, st.data())
def test_every_part_leads_back_to_where_it_was_written(text: str, data: st.DataObject) -> None:
    found = FoldedText(text)
    first = data.draw(st.integers(0, len(found.folded)))
    end = data.draw(st.integers(first, len(found.folded)))
    left, right = found.place(first, end)
    assert 0 <= left <= right <= len(text)
    if first < end:
        assert found.folded[first:end] in folded(text[left:right]) or "ե" in found.folded


@given(WRITTEN | SCRIPTS)
def test_the_whole_leads_back_to_the_whole(text: str) -> None:
    found = FoldedText(text)
    left, right = found.place(0, len(found.folded))
    assert folded(text[left:right]) == found.folded
