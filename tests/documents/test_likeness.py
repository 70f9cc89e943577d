"""Likeness of texts: what is common is found, what is not is not, in every script."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.likeness import WINDOW, WORDS, compared, fingerprints, sentences, sequences

ON_ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How fast texts are made up says nothing about what is tested."""

VOCABULARY = [f"ord{number}" for number in range(40)]
SURE = WINDOW + WORDS - 1
LISTS = st.lists(st.sampled_from(VOCABULARY), max_size=30)


@ON_ANY_MACHINE
@given(
    LISTS, LISTS, LISTS, LISTS, st.lists(st.sampled_from(VOCABULARY), min_size=SURE, max_size=SURE)
)
def test_every_passage_of_twenty_words_in_common_is_found(
    a: list[str], b: list[str], c: list[str], d: list[str], common: list[str]
) -> None:
    one, other = " ".join([*a, *common, *b]), " ".join([*c, *common, *d])
    assert fingerprints(one) & fingerprints(other)


@ON_ANY_MACHINE
@given(st.text(max_size=200))
def test_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@ON_ANY_MACHINE
@given(st.text(max_size=200))
def test_any_text_has_its_own_sentences(text: str) -> None:
    assert all(each.is_common == bool(sequences(each.text)) for each in compared(text, text))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Elevene målte vannet hver uke i mai", "ELEVENE  målte, vannet – hver uke i Mai!"),
        ("Οι μαθητές μέτρησαν το νερό κάθε εβδομάδα", "οι μαθητες μετρησαν το νερο καθε εβδομαδα"),
        ("ბავშვები ზომავდნენ წყალს ყოველ კვირას", "ბავშვები, ზომავდნენ წყალს ყოველ კვირას."),
        ("قاس التلاميذ الماء كل أسبوع هنا", "قَاسَ التلاميذ الماء كل أسبوع هنا"),
    ],
)  # fmt: skip
def test_case_accents_and_signs_do_not_count(text: str, same: str) -> None:
    assert sequences(text) == sequences(same) != []


def test_sentences_that_the_other_text_has_are_told() -> None:
    mine = "Elevene målte vannet hver uke. Vi laget et kart sammen med Braga. Ja."
    other = "Først dro vi ut. Elevene målte vannet hver uke! Så skrev laget i Tartu rapporten."
    assert [each.is_common for each in compared(mine, other)] == [True, False, False]


def test_a_sentence_with_one_other_word_in_ten_is_not_the_same() -> None:
    words = "en to tre fire fem seks sju åtte ni ti".split()  # noqa: SIM905
    other = " ".join("nye" if word == "fem" else word for word in words)
    assert not compared(" ".join(words), other)[0].is_common


@pytest.mark.parametrize("text", ["", " ", "...", "Ja. Nei.", "\n\n", "fire ord er nok"])
def test_short_texts_are_never_alike(text: str) -> None:
    assert not any(each.is_common for each in compared(text, text))
    assert fingerprints(text) == frozenset()


@pytest.mark.parametrize("text", ["a " * 8_000_000, "." * 15_000_000, "a.\n" * 3_000_000])
def test_a_huge_text_ends_in_time(text: str) -> None:
    assert len(fingerprints(text)) <= 20_000
