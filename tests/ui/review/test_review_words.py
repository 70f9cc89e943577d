"""What the panes say: tabs, facts, chips."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.models.application import Application
from app.models.assessment import Assessment, Eligibility, Reason
from app.models.case import Submission
from app.models.message import message
from app.models.problem import Problem, Severity
from app.models.review import Mark, Points
from app.models.scheme import Scheme, Source
from app.ui.review import words
from app.ui.review.facts import Fact, fact_groups
from app.ui.review.tabs import tabs


def facts_of(submission: Submission) -> dict[str, Fact]:
    return {f"{g.id}.{f.label}": f for g in fact_groups(submission, 2) for f in g.facts}


def test_tabs_of_a_quality_label(quality_scheme: Scheme, strange: Application) -> None:
    found = tabs(quality_scheme, strange)
    assert [tab.name for tab in found] == [
        "Facts", "Collaboration", "Technology", "Pedagogy", "Curriculum", "Results", "Other",
    ]  # fmt: skip
    assert [tab.id for tab in found if tab.is_unanswered] == ["5"]


def test_tabs_of_a_school_label(school_scheme: Scheme, lura: Application) -> None:
    found = tabs(school_scheme, lura)
    assert [tab.id for tab in found] == ["facts", "gates", "leadership"]


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("file.Submission", "2 of 2"),
        ("school.Place", "Trondheim, Norway"),
        ("project.Founders", "Ringve skole, Norway"),
        ("project.Pupils", "74 pupils, aged 13–15"),
        ("project.Dates", "15 September 2025 – 12 June 2026"),
        ("resubmission.2c", "Feltrapport · page 2"),
        ("extra.national", '{"region": "Trøndelag"}'),
        ("file.Warnings", "“a.pdf” is not a PDF."),
    ],
)
def test_facts_of_a_quality_label(river_submission: Submission, label: str, line: str) -> None:
    assert line in facts_of(river_submission)[label].lines


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("preselection.Active teachers", "Kari Vik, active 2 May 2026"),
        ("preselection.Quality labels", "Havets plast, awarded 1 October 2025 (Norway)"),
        ("head.Signed by", "Ola Nes"),
        ("head.File", "Declaration"),
    ],
)
def test_facts_of_a_school_label(lura_submission: Submission, label: str, line: str) -> None:
    assert line in facts_of(lura_submission)[label].lines


@pytest.mark.parametrize(
    ("damaged", "code", "tone"),
    [(True, "bag.checksum", "danger"), (False, "bag.unsealed", "warning"), (False, "x", "")],
)
def test_integrity_is_said(
    river_submission: Submission, code: str, tone: str, *, damaged: bool
) -> None:
    problem = Problem(code, Severity.WARNING, "", message("Something."))
    changed = replace(river_submission, damaged=damaged, problems=(problem,))
    assert facts_of(changed)["file.Integrity"].tone == tone


def test_many_unknown_fields_are_counted(river_submission: Submission) -> None:
    form = replace(river_submission.application, extra={f"k{n}": n for n in range(100)})
    assert facts_of(replace(river_submission, application=form))["extra.…"].lines == (
        "60 more fields",
    )


def test_chips_of_the_bar(
    quality_scheme: Scheme, river_assessment: Assessment, eligible: Eligibility
) -> None:
    found = words.bar_chips(quality_scheme, river_assessment, eligible)
    assert [chip.text for chip in found] == [
        "✕ Not eligible 1/3", "✓ 1b 4 ≥ 3", "✓ 2a 3 ≥ 3", "✕ 2c 2 < 3",
    ]  # fmt: skip


def test_total_has_a_chip_when_it_fails(
    quality_scheme: Scheme, river_assessment: Assessment
) -> None:
    failing = replace(river_assessment, reasons=(Reason("total", Fraction(89, 6), Fraction(15)),))
    chips = words.bar_chips(quality_scheme, failing, None)
    assert chips[-1].text == "✕ Total 14.83 < 15"


@pytest.mark.parametrize(
    ("points", "expected"),
    [(None, "not scored"), (Fraction(4), "4"), (Mark.NOT_APPLICABLE, "not applicable")],
)
def test_points_in_words(quality_scheme: Scheme, points: Points, expected: str) -> None:
    assert words.score_text(quality_scheme, points) == expected


def test_statements_speak_in_words(school_scheme: Scheme) -> None:
    assert words.score_text(school_scheme, Fraction(1)) == "Partly"


@pytest.mark.parametrize("source", list(Source))
def test_every_source_is_said(source: Source) -> None:
    assert words.source_text(source)
