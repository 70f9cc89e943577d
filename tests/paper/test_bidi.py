"""The bidirectional algorithm against an independent implementation."""

import random
import unicodedata

import pytest
from bidi import get_display

from app.paper.bidi import base_level, levels, visual

ALPHABET = (
    "abcXYZ012 .,-+/:#$%()[]{}<>«»;! אבגדןاللهمحمد٠١٢٣\u064e\u0301\u200d\u200c\u00ad€±,:‹›〈〉⦃⦄"
)


def reordered(text: str, base: int) -> str:
    found = levels(text, base)
    order = visual(range(len(text)), found)
    return "".join(text[index] for index in order)


def without_removed(text: str) -> str:
    return "".join(each for each in text if unicodedata.bidirectional(each) != "BN")


def differences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        text = "".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, 30)))
        for base, name in ((0, "L"), (1, "R")):
            expected = without_removed(get_display(text, base_dir=name))
            if without_removed(reordered(text, base)) != expected:
                found.append(text)
    return found


def test_random_strings_come_out_as_the_oracle_says() -> None:
    assert differences(2000, 1) == []


@pytest.mark.long
def test_very_many_random_strings_come_out_as_the_oracle_says() -> None:
    assert differences(100_000, 2) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [("abc", 0), ("123 abc", 0), ("محمد abc", 1), ("(12) אב", 1), ("123", 0), ("", 0)],
)
def test_the_first_strong_letter_gives_the_direction(text: str, level: int) -> None:
    assert base_level(text) == level


def test_brackets_in_an_arabic_line_stay_around_their_words() -> None:
    text = "محمد (Rivers & People) 2026."
    assert reordered(text, 1).startswith(".2026 )Rivers & People( ")


def test_space_at_the_end_takes_the_base_level() -> None:
    assert levels("אב  ", 0)[-2:] == [0, 0]
