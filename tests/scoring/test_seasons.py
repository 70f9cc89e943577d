"""An office's own settings: read, changed by one value, laid over a scheme."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import Misused, Refused
from app.models.identifiers import SchemeId
from app.models.scheme import Minimum, Source
from app.models.season import SchemeRound, Season
from app.scoring import (
    DEFAULT_SEASON,
    cut_offs,
    load_season,
    minimums_differ,
    school_year,
    shipped_schemes,
    with_season,
)
from app.scoring.settings import set_value

NQL = SchemeId("nql-2022")
ESL = SchemeId("esl-2022")

WRITTEN = """\
format = "label-season"
version = 1
name = "2026/27"   # our season
[organisation]
name = { nb = "Kontoret", en = "" }
country = "NO"
[rules]
tolerance = 0.1
[schemes.nql-2022]
deadline = "2026-09-30T23:59:00+02:00"
minimums = { "1b" = 4, "1" = 2.5, total = 16 }
[schemes.esl-2022]
deadline = 2026-03-10T23:59:00+01:00
registered_by = 2024-01-09
"""


def changed(*steps: tuple[str, str]) -> Season:
    text = DEFAULT_SEASON
    for key, value in steps:
        text = set_value(text, key, value)
    return load_season(text)


def test_what_is_written_is_read() -> None:
    season = load_season(WRITTEN)
    assert season.organisation.name == {"nb": "Kontoret"}
    assert season.rules.tolerance == Fraction(1, 10)
    assert season.schemes[NQL].minimums == {"1b": 4, "1": Fraction(5, 2), "total": 16}
    assert season.schemes[ESL].registered_by == date(2024, 1, 9)
    assert season.schemes[ESL].deadline == datetime(2026, 3, 10, 22, 59, tzinfo=UTC)
    assert season.text == WRITTEN


def test_the_defaults_are_a_season_without_opinions() -> None:
    season = load_season(DEFAULT_SEASON)
    assert season.rules.evaluators_per_case == 1
    assert season.organisation.name == {}
    assert season.schemes[NQL] == SchemeRound()
    shipped = shipped_schemes()[NQL]
    assert with_season(shipped, season) is shipped


def test_the_seasons_minimums_stand_in_the_place_of_the_schemes() -> None:
    scheme = with_season(shipped_schemes()[NQL], load_season(WRITTEN))
    own = {leaf.id: leaf.minimum for leaf in scheme.leaves if leaf.minimum}
    assert own["1b"] == Minimum(Fraction(4), source=Source.SEASON)
    assert own["2a"].source is Source.THIRD_PARTY
    assert scheme.criteria[0].minimum == Minimum(Fraction(5, 2), source=Source.SEASON)
    assert scheme.minimum_total == Minimum(Fraction(16), source=Source.SEASON)


@pytest.mark.parametrize(("where", "points"), [("9z", 1), ("1b", 6), ("1", 6), ("total", 26)])
def test_a_minimum_that_the_scheme_cannot_have_is_refused(where: str, points: int) -> None:
    season = changed((f"schemes.nql-2022.minimums.{where}", str(points)))
    with pytest.raises(Refused) as refused:
        with_season(shipped_schemes()[NQL], season)
    assert refused.value.code == "season.minimum"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version = 1", "version = 2", "newer"),
        ("version = 1", "", "schema"),
        ('country = "NO"', 'country = "Norway"', "schema"),
        ("tolerance", "tolerence", "schema"),
        ("tolerance = 0.1", 'school_year_start = "02-30"', "school-year"),
        ("tolerance = 0.1", 'time_zone = "Europe/Nowhere"', "time-zone"),
        ("tolerance = 0.1", 'time_zone = "../../etc/passwd"', "time-zone"),
        ("2026-09-30T23:59:00+02:00", "2026-09-30T23:59:00", "instant"),
        ("2026-09-30T23:59:00+02:00", "soon", "instant"),
        ("registered_by = 2024-01-09", 'registered_by = "2024-02-30"', "date"),
        ('"1b" = 4', '"1b" = -4', "schema"),
        ("[rules]", "[rules", "toml"),
    ],
)
def test_a_wrong_season_is_refused(old: str, new: str, code: str) -> None:
    assert old in WRITTEN
    with pytest.raises(Refused) as refused:
        load_season(WRITTEN.replace(old, new))
    assert refused.value.code == f"season.{code}"


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("rules.evaluators_per_case", "2", "evaluators_per_case = 2"),
        ("rules.languages", "nb, en", 'languages = ["nb", "en"]'),
        ("rules.tolerance", "0.50", "tolerance = 0.50"),
        ("organisation.name.nb", "Kontoret «Æ»", 'nb = "Kontoret «Æ»"'),
        ("signatory.role.en", 'Head "A"', 'en = "Head \\"A\\""'),
        ("schemes.nql-2022.minimums.1b", "4", "1b = 4"),
        ('schemes.nql-2022.minimums."2c"', "2.5", "2c = 2.5"),
        ("schemes.ite-2022.minimums.total", "5", "total = 5"),
        ("schemes.esl-2022.label_years", "2027-2028", 'label_years = "2027-2028"'),
        ("plaques.line_length", "28", "line_length = 28"),
    ],
)
def test_a_value_is_set_by_its_dotted_path(key: str, value: str, line: str) -> None:
    text = set_value(DEFAULT_SEASON, key, value)
    assert line in text
    assert "# month and day" in text
    assert set_value(text, key, value) == text


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("rules.evaluators_per_case", "two", "value"),
        ("rules.evaluators_per_case", "2.5", "value"),
        ("rules.evaluators_per_case", "0", "value"),
        ("rules.school_year_start", "13-01", "value"),
        ("schemes.nql-2022.minimums.1b", "nan", "value"),
        ("schemes.nql-2022.minimums.1b", "1e3", "value"),
        ("schemes.nql-2022.deadline", "2026-09-30", "value"),
        ("organisation.country", "no", "value"),
        ("format", "other", "key"),
        ("rules", "x", "key"),
        ("schemes.nql-2022.minimums", "x", "key"),
        ("rules.nothing", "x", "key"),
        ("rules..languages", "x", "key"),
        ("", "x", "key"),
        ("a b", "x", "key"),
        ("name.en", "x", "key"),
        ("organisation.country", "ZZ", "value"),
    ],
)
def test_what_no_season_can_have_is_not_set(key: str, value: str, code: str) -> None:
    with pytest.raises(Misused) as misused:
        set_value(DEFAULT_SEASON, key, value)
    assert misused.value.code == f"season.{code}"


def test_an_empty_value_takes_the_key_away() -> None:
    text = set_value(WRITTEN, "schemes.nql-2022.minimums.1b", "")
    assert "1b" not in load_season(text).schemes[NQL].minimums
    assert set_value(text, "schemes.nql-2022.minimums.1b", "") == text
    assert "# our season" in text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(max_size=20))
def test_any_words_are_set_or_refused(key: str, value: str) -> None:
    try:
        load_season(set_value(DEFAULT_SEASON, key, value))
    except Misused as misused:
        assert misused.code in {"season.key", "season.value"}  # noqa: PT017


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_name_is_kept_letter_by_letter(name: str) -> None:
    season = load_season(set_value(DEFAULT_SEASON, "organisation.name.nb", name))
    assert season.organisation.name.get("nb", "") == name.strip()


@pytest.mark.parametrize(
    ("key", "differs"),
    [
        ("schemes.nql-2022.minimums.1b", True),
        ("schemes.esl-2022.minimums.total", False),
        ("rules.evaluators_per_case", False),
    ],
)
def test_only_a_schemes_own_minimums_undo_its_confirmation(key: str, differs: bool) -> None:
    assert minimums_differ(NQL, changed(), changed((key, "3"))) is differs


@pytest.mark.parametrize(
    ("deadline", "since"),
    [
        ("2026-03-10T23:59:00+01:00", date(2024, 3, 10)),
        ("2026-03-10T00:30:00+01:00", date(2024, 3, 10)),
        ("2028-02-29T12:00:00+01:00", date(2026, 3, 1)),
        ("2026-02-28T12:00:00+01:00", date(2024, 2, 28)),
    ],
)
def test_empty_cut_offs_are_computed_from_the_deadline(deadline: str, since: date) -> None:
    cuts = cut_offs(SchemeRound(deadline=datetime.fromisoformat(deadline)))
    found = (cuts.registered_by, cuts.active_since, cuts.nql_from)
    assert {(cut.day, cut.computed) for cut in found} == {(since, True)}
    assert cuts.nql_to.day == datetime.fromisoformat(deadline).date()


def test_cut_offs_that_are_set_are_not_computed() -> None:
    own = SchemeRound(active_since=date(2023, 1, 9))
    assert not cut_offs(own).active_since.computed
    assert cut_offs(own).registered_by.day is None


@pytest.mark.parametrize(
    ("start", "country", "instant", "year"),
    [
        ("08-01", "NO", "2026-07-31T23:59:59+02:00", date(2025, 8, 1)),
        ("08-01", "NO", "2026-08-01T00:00:00+02:00", date(2026, 8, 1)),
        ("08-01", "NO", "2026-07-31T22:00:00+00:00", date(2026, 8, 1)),
        ("08-01", "NO", "2026-07-31T21:59:59Z", date(2025, 8, 1)),
        ("08-01", "", "2026-07-31T23:00:00Z", date(2025, 8, 1)),
        ("11-01", "NO", "2026-10-31T23:00:00Z", date(2026, 11, 1)),
        ("03-30", "PT", "2026-03-29T23:00:00Z", date(2026, 3, 30)),
        ("02-29", "DK", "2026-02-28T23:00:00Z", date(2026, 3, 1)),
        ("02-29", "DK", "2028-02-28T23:00:00Z", date(2028, 2, 29)),
        ("02-29", "DK", "2029-02-28T12:00:00Z", date(2028, 2, 29)),
        ("01-01", "IS", "2026-01-01T00:00:00Z", date(2026, 1, 1)),
    ],
)
def test_a_school_year_begins_by_the_offices_clock(
    start: str, country: str, instant: str, year: date
) -> None:
    season = changed(("rules.school_year_start", start), ("organisation.country", country))
    assert school_year(datetime.fromisoformat(instant), season) == year


def test_an_office_far_from_its_capital_sets_its_zone() -> None:
    season = changed(("organisation.country", "PT"), ("rules.time_zone", "Atlantic/Azores"))
    assert school_year(datetime(2026, 7, 31, 23, 30, tzinfo=UTC), season) == date(2025, 8, 1)
