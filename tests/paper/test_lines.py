"""Lines: broken at spaces, measured, put in visual order."""

from pathlib import Path

import pytest

from app.models.errors import Refused
from app.models.message import message
from app.paper.lines import Style, natural_width, typeset

TEXT = message("Text")
LANGUAGES = Path(__file__).resolve().parents[3] / "shared" / "real" / "languages"
NAUGHTY = LANGUAGES.parent / "text" / "blns"


def test_no_line_is_wider_than_the_room() -> None:
    lines = typeset("Elevene i ni land " * 20, Style(), 120, TEXT)
    assert len(lines) > 5
    assert all(line.width <= 120.01 for line in lines)


def test_broken_lines_end_in_a_real_space() -> None:
    first, *_ = typeset("word " * 50, Style(), 100, TEXT)
    assert first.text.endswith(" ")
    assert first.hang > 0


def test_a_word_wider_than_the_room_is_broken() -> None:
    lines = typeset("x" * 200, Style(), 100, TEXT)
    assert all(line.width <= 100.01 for line in lines)
    assert sum(len(line.text) for line in lines) == 200


def test_a_newline_starts_a_line_and_the_one_before_ends_in_a_space() -> None:
    assert [line.text for line in typeset("one\ntwo", Style(), 100, TEXT)] == ["one ", "two"]


def test_arabic_is_shaped_from_right_to_left() -> None:
    (line,) = typeset("محمد", Style(), 400, TEXT)
    assert line.is_rtl
    assert [glyph.reading for glyph in line.pieces[0].glyphs] == ["د", "م", "ح", "م"]


def test_brackets_of_a_pair_come_from_one_face() -> None:
    (line,) = typeset("(مدرسة)", Style(), 400, TEXT)
    faces = {p.face.name for p in line.pieces if p.text in {"(", ")"}}
    assert len(faces) == 1


def test_tracking_widens_but_not_after_the_last_letter() -> None:
    plain, tracked = (natural_width("AB", Style(tracking=each), TEXT) for each in (0.0, 100.0))
    assert tracked - plain == pytest.approx(Style().size * 0.1)


@pytest.mark.skipif(not LANGUAGES.is_dir(), reason="the folder of real files is not here")
def test_every_european_language_is_drawn_without_a_gap() -> None:
    for file in sorted(LANGUAGES.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines()[:12]:
            typeset(line, Style(family="serif", bold=True), 500, message(file.stem))


@pytest.mark.skipif(not NAUGHTY.is_dir(), reason="the folder of real files is not here")
def test_naughty_names_are_drawn_or_refused() -> None:
    for file in NAUGHTY.glob("*.txt"):
        for line in file.read_text("utf-8").splitlines()[:600]:
            try:
                typeset(line[:300], Style(), 500, TEXT)
            except Refused as error:
                assert error.code.startswith("paper.")  # noqa: PT017
