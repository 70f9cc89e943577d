"""The shipped sentences: for every part, every level, in every language."""

from fractions import Fraction

import pytest

from app.certificates.letter_blocks import shipped_block
from app.resources import resource
from app.scoring import load_scheme
from app.wording import LANGUAGES

SCHEMES = {
    name: load_scheme(resource("schemes", f"{name}.toml").read_bytes(), name)
    for name in ("nql-2022", "esl-2022")
}


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_and_level_has_a_sentence_in_every_language(name: str, language: str) -> None:
    scheme = SCHEMES[name]
    levels = range(int(scheme.scale.min), int(scheme.scale.max) + 1)
    found = {
        (leaf.id, level): shipped_block(scheme, leaf, Fraction(level), language)
        for leaf in scheme.leaves for level in levels
    }  # fmt: skip
    assert [where for where, sentence in found.items() if not sentence.endswith(".")] == []


@pytest.mark.parametrize("name", SCHEMES)
def test_languages_are_not_copies_of_each_other(name: str) -> None:
    scheme = SCHEMES[name]
    for leaf in scheme.leaves:
        said = {shipped_block(scheme, leaf, Fraction(0), tag) for tag in LANGUAGES}
        assert len(said) == len(LANGUAGES)


def test_half_points_have_the_sentence_of_the_level_below() -> None:
    scheme = SCHEMES["nql-2022"]
    leaf = scheme.leaves[0]
    below, half = (shipped_block(scheme, leaf, Fraction(each), "en") for each in ("2", "5/2"))
    assert below == half
