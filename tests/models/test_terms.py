"""What is looked for, and the places that have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.folding import FoldedText, folded
from app.models.terms import Term, places, terms

WORD = st.sampled_from(["elv", "Åsen", "asen", "É", "γέφυρα", "kart-blad", "للكتاب"])
WORDS = st.lists(WORD, max_size=12)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("felles elv", (Term(("felles",)), Term(("elv",)))),
        ("“felles elv”", (Term(("felles", "elv")),)),
        ('"felles elv"*', (Term(("felles", "elv"), begins=True),)),
        ("elv*", (Term(("elv",), begins=True),)),
        ("Åsen", (Term(("asen",), apart=("åsen",)),)),
        ("e-post", (Term(("e", "post")),)),
        ("«felles", (Term(("felles",)),)),
        ('* "" - !', ()),
        ("", ()),
    ],
)
def test_words_phrases_and_beginnings(question: str, found: tuple[Term, ...]) -> None:
    assert terms(question) == found


@pytest.mark.parametrize(("question", "begins"), [("elv", True), ("elv ", False), ("“elv”", False)])
def test_the_word_being_typed_may_go_on(question: str, begins: bool) -> None:
    assert terms(question, typing=True)[-1].begins is begins


@pytest.mark.parametrize(
    ("question", "inside", "found"),
    [
        ("rapport", False, []),
        ("rapport", True, ["rapport"]),
        ("felt*", False, ["Felt"]),
        ("feltrapport", False, ["Feltrapport"]),
        ("ELVA fra", False, ["fra", "elva"]),
        ("“fra elva”", False, ["fra – elva"]),
        ("“elva fra”", False, []),
        ("asen", False, ["Åsen", "asen"]),
        ("åsen", False, ["Åsen"]),
        ("elva finnes-ikke", True, []),
    ],
)
def test_places(question: str, inside: bool, found: list[str]) -> None:
    text = FoldedText("Feltrapport fra – elva, Åsen; asen.")
    assert [
        text.text[slice(*each)] for each in places(text, terms(question), inside=inside)
    ] == found


@given(WORDS, st.data())
def test_every_word_of_a_text_is_found_in_it(words: list[str], data: st.DataObject) -> None:
    text = FoldedText(" ".join(words))
    if words:
        word = data.draw(st.sampled_from(words))
        found = [text.text[slice(*each)] for each in places(text, terms(word))]
        assert word in found
        assert {folded(each) for each in found} == {folded(word)}


@given(st.text(max_size=300), st.text(max_size=80), st.booleans())
def test_whatever_is_asked_of_whatever_text_places_are_inside(
    text: str, question: str, inside: bool
) -> None:
    for first, end in places(FoldedText(text), terms(question), inside=inside):
        assert 0 <= first < end <= len(text)
