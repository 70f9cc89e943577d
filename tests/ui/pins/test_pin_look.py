"""Pins can be read in light and dark, and never by colour alone."""

import pytest
from PySide6.QtGui import QColor

from app.models.identifiers import LeafId, SchemeId
from app.scoring import shipped_schemes
from app.ui.pins.look import edge, ground, ink
from app.ui.pins.shown import hues_of, short_code

NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("hue", range(-1, 6))
def test_words_on_every_ground_can_be_read(hue: int, dark: bool) -> None:
    assert contrast(ground(hue, dark=dark), ink(dark=dark)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("hue", range(-1, 6))
def test_the_frame_of_a_rectangle_is_seen_beside_its_ground(hue: int, dark: bool) -> None:
    assert contrast(ground(hue, dark=dark), edge(hue, dark=dark)) >= 1.8


@pytest.mark.parametrize("scheme", [NQL, ESL], ids=["nql", "esl"])
def test_every_leaf_has_a_colour_and_a_code_of_its_own(scheme) -> None:
    hues = hues_of(scheme)
    assert set(hues) == {leaf.id for leaf in scheme.leaves}
    assert all(hues[gate.id] == -1 for gate in scheme.gates)
    codes = [short_code(leaf.id) for leaf in scheme.leaves]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("leaf", "code"), [("1b", "1b"), ("leadership-2", "L2"), ("safety", "S"), ("A2", "A2")]
)
def test_a_code_is_short(leaf: str, code: str) -> None:
    assert short_code(LeafId(leaf)) == code
