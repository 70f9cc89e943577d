"""Colours read well, follow the system, and are the same set in light and dark."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.theme import DARK, LIGHT, Tokens

PAIRS = [
    ("text", "panel"), ("text", "canvas"), ("text", "sunken"), ("text", "accent_soft"),
    ("muted", "panel"), ("muted", "canvas"), ("muted", "sunken"), ("muted", "accent_soft"),
    ("faint", "panel"), ("accent_text", "panel"), ("accent_text", "accent_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("green", "green_soft"),
    ("green", "panel"), ("amber", "amber_soft"), ("amber", "panel"), ("red", "red_soft"),
    ("red", "panel"), ("on_red", "red"), ("pin_text", "pin"), ("text", "amber_soft"),
    ("text", "green_soft"), ("text", "red_soft"),
]  # fmt: skip


def luminance(name: str) -> float:
    parts = [part / 255 for part in QColor(name).getRgb()[:3]]  # type: ignore[index,union-attr]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_reads_at_four_and_a_half_to_one(colours: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_minimum_is_seen_on_its_row(colours: Tokens) -> None:
    assert contrast(colours.gold, colours.sunken) >= 3


@pytest.mark.parametrize("name", [each.name for each in fields(Tokens) if each.name != "dark"])
def test_every_colour_is_one(name: str) -> None:
    assert QColor(getattr(LIGHT, name)).isValid()
    assert QColor(getattr(DARK, name)).isValid()


def test_the_palette_decides_which_colours_hold(qapp: QApplication) -> None:
    assert theme.tokens(theme.palette_of(DARK)) is DARK
    assert theme.tokens(theme.palette_of(LIGHT)) is LIGHT


def test_a_blue_button_does_not_take_its_ground_for_the_night(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.dress(qapp, dark=False)
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.setProperty("kind", "primary")
    button.ensurePolished()
    assert theme.tokens(button) is LIGHT


def test_light_and_dark_follow_the_system(qapp: QApplication) -> None:
    theme.apply(qapp)
    theme.follow_system(qapp)
    hints = qapp.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens(qapp.palette()) is DARK
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.panel)
