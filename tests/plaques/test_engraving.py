"""What is engraved fits, or is left whole for a person to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.application import School
from app.models.season import PlaqueSettings
from app.plaques import engraving, misfits

LONG = "Agrupamento de Escolas Professor Doutor Joaquim Rodrigues de Freitas"


def school(name: str, official: str | None = None, city: str | None = "Porto") -> School:
    return School(name, "PT", official_name=official, city=city)


def test_a_short_name_is_one_line() -> None:
    lines = engraving(school("Ringve skole", city="Trondheim"), "2027-2028", "nb")
    assert lines == ("Ringve skole", "Trondheim, Portugal", "2027-2028")
    assert misfits(lines) == ()


def test_a_long_name_is_broken_into_even_lines() -> None:
    lines = engraving(school("AE Freitas", LONG), "2027-2028", "en", PlaqueSettings(lines=5))
    assert lines[:3] == (
        "Agrupamento de Escolas",
        "Professor Doutor Joaquim",
        "Rodrigues de Freitas",
    )


def test_the_public_name_stands_in_where_the_official_one_does_not_fit() -> None:
    assert engraving(school("AE Freitas", LONG), "2027-2028")[0] == "AE Freitas"


def test_what_cannot_fit_is_whole_and_said() -> None:
    lines = engraving(school("Donaudampfschifffahrtsgesellschaftsschule"), "2027-2028")
    assert lines[0] == "Donaudampfschifffahrtsgesellschaftsschule"
    assert "more than 32 characters" in str(misfits(lines)[0])


@pytest.mark.parametrize(("lines", "count"), [(("a",) * 4, 0), (("a",) * 5, 1)])
def test_too_many_lines_are_said(lines: tuple[str, ...], count: int) -> None:
    assert len(misfits(lines)) == count


def test_a_town_and_land_that_are_too_long_leave_the_land_out() -> None:
    narrow = PlaqueSettings(line_length=12)
    assert engraving(school("Skole", city="Vila Nova"), "", "en", narrow) == ("Skole", "Vila Nova")


WORDS = st.lists(st.text("abcÆø-ქ", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


@given(WORDS, st.integers(8, 80), st.integers(2, 8))
def test_no_letter_is_lost(name: str, length: int, count: int) -> None:
    lines = engraving(school(name), "2027", "en", PlaqueSettings("", length, count))
    assert "".join(lines[:-2]).replace(" ", "") == name.replace(" ", "")
    assert lines[-1] == "2027"
