"""Every eligibility rule, at its borders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.models.application import (
    ActiveTeacher,
    Answer,
    Applicant,
    Application,
    AwardedLabel,
    Partner,
    Preselection,
    Project,
    School,
)
from app.models.assessment import Eligibility, RuleAnswer, RuleResult
from app.models.case import Status
from app.models.history import EarlierCase, History
from app.models.identifiers import CaseId, RuleId, SchemeId
from app.models.review import Tick
from app.models.scheme import EligibilityRule, RuleKind
from app.models.season import Season
from app.scoring import DEFAULT_SEASON, eligibility, load_season, shipped_schemes
from app.scoring.settings import set_value

NQL = shipped_schemes()[SchemeId("nql-2022")]
ESL = shipped_schemes()[SchemeId("esl-2022")]
SENT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
MET, NOT_MET, PERSON = RuleAnswer.MET, RuleAnswer.NOT_MET, RuleAnswer.NEEDS_PERSON


def season(**dates: str) -> Season:
    text = set_value(DEFAULT_SEASON, "organisation.country", "NO")
    for key, value in dates.items():
        for scheme in ("nql-2022", "esl-2022"):
            text = set_value(text, f"schemes.{scheme}.{key}", value)
    return load_season(text)


DEADLINE = season(deadline="2026-03-10T23:59:00+01:00")

TEACHER = Application(
    scheme=NQL.id,
    id=CaseId("C-5"),
    submission=1,
    submitted_at=SENT,
    language="nb",
    applicant=Applicant("Solveig Hansen", id="t-1"),
    school=School("Ringve skole", "NO", id="NO-1", registered_on=date(2019, 3, 1)),
    answers=tuple(Answer(f"a{n}", "Text.", str(n)) for n in range(1, 6)),
    evidence=(),
    project=Project(
        "Stemmer fra elva",
        id="p-5",
        started_on=date(2025, 9, 1),
        ended_on=date(2026, 3, 1),
        founders=(Partner("Ringve skole", "NO"), Partner("Escola do Rio", "PT")),
    ),
    declarations=dict.fromkeys(("e1", "e2", "e3", "e4", "e5"), True),
)

SCHOOL = replace(
    TEACHER,
    scheme=ESL.id,
    project=None,
    declarations={},
    answers=(
        Answer("s", "We have rules.", "safety"),
        *(Answer(each.id, "How.", each.id, plan="More.") for each in ESL.criteria),
    ),
    preselection=Preselection(
        active_teachers=tuple(ActiveTeacher(name, date(2025, 5, 2)) for name in "ABC"),
        quality_labels=(AwardedLabel("Elva", date(2025, 10, 1), "NO", european=True),),
    ),
)


def asked(
    application: Application,
    of: Season = DEADLINE,
    history: History | None = None,
    ticks: tuple[Tick, ...] = (),
) -> Eligibility:
    scheme = ESL if application.preselection else NQL
    return eligibility(scheme, of, application, history or History(), ticks)


def rule(found: Eligibility, name: str) -> RuleResult:
    return next(each for each in found.rules if each.id == name)


def project(**fields: object) -> Application:
    assert TEACHER.project
    return replace(TEACHER, project=replace(TEACHER.project, **fields))


def school(**fields: object) -> Application:
    assert SCHOOL.preselection
    return replace(SCHOOL, preselection=replace(SCHOOL.preselection, **fields))


@pytest.mark.parametrize("application", [TEACHER, SCHOOL])
def test_all_met(application: Application) -> None:
    found = asked(application)
    assert [each.id for each in found.rules if each.result is not MET] == []
    assert found.eligible is True


@pytest.mark.parametrize(("declared", "answer"), [(True, MET), (False, NOT_MET), (None, PERSON)])
@pytest.mark.parametrize("key", ["e1", "e2", "e3", "e4", "e5"])
def test_declarations(key: str, declared: bool | None, answer: RuleAnswer) -> None:
    declarations = {name: yes for name, yes in TEACHER.declarations.items() if name != key}
    if declared is not None:
        declarations[key] = declared
    found = rule(asked(replace(TEACHER, declarations=declarations)), key)
    assert found.result is answer
    assert f"declarations.{key}" in found.fields


@pytest.mark.parametrize(
    ("start", "end", "answer"),
    [
        (date(2025, 9, 1), date(2026, 3, 10), MET),
        (date(2025, 9, 1), date(2026, 4, 30), MET),
        (date(2025, 9, 1), date(2026, 12, 30), PERSON),
        (None, date(2026, 12, 30), PERSON),
        (date(2027, 1, 1), date(2026, 12, 30), PERSON),
        (None, None, MET),
    ],
)
def test_a_project_that_still_runs_long_is_looked_at(
    start: date | None, end: date | None, answer: RuleAnswer
) -> None:
    assert rule(asked(project(started_on=start, ended_on=end)), "e2").result is answer


@pytest.mark.parametrize(
    ("lands", "answer", "said"),
    [
        (("NO", "PT"), MET, "NO, PT"),
        (("no", "pt"), MET, "NO, PT"),
        (("NO", "NO"), NOT_MET, "nationally founded"),
        (("NO",), PERSON, "two founders"),
        ((), PERSON, "two founders"),
        (("NO", ""), PERSON, "two"),
    ],
)
def test_founders(lands: tuple[str, ...], answer: RuleAnswer, said: str) -> None:
    founders = tuple(Partner("x", land) for land in lands)
    found = rule(asked(project(founders=founders, partners=(Partner("y", "EE"),))), "founders")
    assert found.result is answer
    assert said in str(found.reason)


def earlier(case: str, name: str | None, days: float, status: Status = Status.NEW) -> EarlierCase:
    return EarlierCase(CaseId(case), name, SENT - timedelta(days=days), status)


FOUR = tuple(earlier(f"C-{n}", f"p-{n}", 10 - n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("cases", "answer"),
    [
        ((), MET),
        (FOUR[:3], MET),
        (FOUR, NOT_MET),
        ((*FOUR[:3], earlier("C-3b", "p-3", 1)), MET),
        ((*FOUR[:3], earlier("C-9", "p-9", -1)), MET),
        ((*FOUR[:3], earlier("C-4", "p-4", 0)), NOT_MET),
        ((*FOUR[:3], earlier("C-6", "p-6", 0)), MET),
        ((*FOUR, earlier("C-0", "p-5", 9.5)), MET),
        ((*FOUR[:3], earlier("C-4", "p-4", 300)), MET),
        ((*FOUR[:3], earlier("C-4", "p-4", 5, Status.REFUSED)), NOT_MET),
        ((*FOUR[:3], earlier("C-4", None, 5)), PERSON),
        ((*FOUR[:2], earlier("C-4", None, 5)), MET),
        ((*FOUR, earlier("C-8", None, 5)), NOT_MET),
    ],
)
def test_the_first_four_projects_of_a_school_year(
    cases: tuple[EarlierCase, ...], answer: RuleAnswer
) -> None:
    found = asked(TEACHER, history=History(of_applicant=cases, first_submitted_at=SENT))
    assert rule(found, "four-projects").result is answer


def test_a_second_submission_keeps_the_place_of_the_first() -> None:
    history = History(of_applicant=FOUR, first_submitted_at=SENT - timedelta(days=9.5))
    assert rule(asked(TEACHER, history=history), "four-projects").result is MET


def test_an_unknown_applicant_needs_a_person() -> None:
    found = asked(TEACHER, history=History(applicant_known=False))
    assert rule(found, "four-projects").result is PERSON
    assert found.eligible is None


def test_a_project_without_an_id_may_be_one_of_the_four() -> None:
    found = asked(project(id=None), history=History(of_applicant=FOUR, first_submitted_at=SENT))
    assert rule(found, "four-projects").result is PERSON


@pytest.mark.parametrize(
    ("land", "office", "answer"), [("NO", "NO", MET), ("SE", "NO", NOT_MET), ("NO", "", PERSON)]
)
def test_own_country(land: str, office: str, answer: RuleAnswer) -> None:
    text = set_value(DEADLINE.text, "organisation.country", office)
    moved = replace(TEACHER, school=replace(TEACHER.school, country=land))
    assert rule(asked(moved, load_season(text)), "own-country").result is answer


@pytest.mark.parametrize(
    ("dates", "application", "answer"),
    [
        ({"deadline": "2026-03-10T13:00:00+01:00"}, TEACHER, MET),
        ({"deadline": "2026-03-10T12:59:59+01:00"}, TEACHER, NOT_MET),
        ({"deadline": "2026-03-10T08:00:00-04:00"}, TEACHER, MET),
        ({}, TEACHER, MET),
        ({}, SCHOOL, PERSON),
        ({"opens": "2026-03-11T00:00:00+01:00"}, TEACHER, PERSON),
    ],
)
def test_sent_before_the_deadline(
    dates: dict[str, str], application: Application, answer: RuleAnswer
) -> None:
    assert rule(asked(application, season(**dates)), "before-deadline").result is answer


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        (TEACHER.answers[:4], NOT_MET),
        ((*TEACHER.answers[:4], Answer("a5", " ", "5")), NOT_MET),
        ((*TEACHER.answers, Answer("a6", " \n ", "5")), NOT_MET),
        ((*TEACHER.answers[:4], Answer("a5", "Text.", "5a")), MET),
        ((*TEACHER.answers[:4], Answer("a5", "Text.")), PERSON),
        ((), NOT_MET),
    ],
)
def test_every_question_is_answered(answers: tuple[Answer, ...], answer: RuleAnswer) -> None:
    assert rule(asked(replace(TEACHER, answers=answers)), "all-answered").result is answer


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        (SCHOOL.answers[:-1], NOT_MET),
        ((*SCHOOL.answers[:-1], Answer("x", "Text.")), PERSON),
        ((), NOT_MET),
    ],
)
def test_a_school_answers_every_section(answers: tuple[Answer, ...], answer: RuleAnswer) -> None:
    assert rule(asked(replace(SCHOOL, answers=answers)), "all-answered").result is answer


def test_a_school_says_its_plans() -> None:
    answers = tuple(replace(each, plan=None) for each in SCHOOL.answers)
    assert rule(asked(replace(SCHOOL, answers=answers)), "all-answered").result is PERSON


def test_statements_are_an_answer() -> None:
    said = tuple(replace(each, text="", statements={"x": "So."}) for each in SCHOOL.answers)
    assert rule(asked(replace(SCHOOL, answers=said)), "all-answered").result is MET


@pytest.mark.parametrize(
    ("day", "set_to", "answer"),
    [
        (date(2024, 3, 9), "", MET),
        (date(2024, 3, 10), "", NOT_MET),
        (date(2024, 3, 10), "2024-03-10", MET),
        (date(2024, 3, 11), "2024-03-10", NOT_MET),
        (None, "2024-03-10", PERSON),
    ],
)
def test_registered_before_the_cut_off(day: date | None, set_to: str, answer: RuleAnswer) -> None:
    moved = replace(SCHOOL, school=replace(SCHOOL.school, registered_on=day))
    of = season(deadline="2026-03-10T23:59:00+01:00", registered_by=set_to)
    found = rule(asked(moved, of), "registered")
    assert found.result is answer
    assert ("computed" in str(found.reason)) == (not set_to)


def teachers(*rows: tuple[str, date | None]) -> Application:
    return school(active_teachers=tuple(ActiveTeacher(name, day) for name, day in rows))


OLD, EDGE, NEW = date(2024, 3, 9), date(2024, 3, 10), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ((("A", EDGE), ("B", NEW), ("C", NEW)), MET),
        ((("A", OLD), ("B", NEW), ("C", NEW)), NOT_MET),
        ((("A", NEW), ("a ", NEW), ("C", NEW)), PERSON),
        ((("A", NEW), ("B", NEW)), NOT_MET),
        ((("A", NEW), ("B", NEW), ("C", None)), PERSON),
        ((("A", NEW), ("B", NEW), ("C", date(2062, 1, 1))), PERSON),
        ((("A", NEW), ("B", None)), NOT_MET),
        ((), NOT_MET),
    ],
)
def test_three_active_teachers(
    rows: tuple[tuple[str, date | None], ...], answer: RuleAnswer
) -> None:
    assert rule(asked(teachers(*rows)), "active-teachers").result is answer


@pytest.mark.parametrize(
    ("day", "european", "answer"),
    [
        (date(2024, 3, 10), True, MET),
        (date(2024, 3, 9), True, NOT_MET),
        (date(2026, 3, 10), True, MET),
        (date(2026, 3, 11), True, NOT_MET),
        (date(2025, 10, 1), False, NOT_MET),
        (date(2025, 10, 1), None, PERSON),
    ],
)
def test_a_quality_label_in_the_window(
    day: date, european: bool | None, answer: RuleAnswer
) -> None:
    found = asked(school(quality_labels=(AwardedLabel("x", day, "NO", european),)))
    assert rule(found, "quality-label").result is answer


@pytest.mark.parametrize(
    ("others", "answer"),
    [
        ((earlier("C-1", None, 2),), NOT_MET),
        ((earlier("C-9", None, -2),), MET),
        ((earlier("C-4", None, 0),), NOT_MET),
        ((earlier("C-1", None, 2, Status.WITHDRAWN),), MET),
        ((earlier("C-1", None, 2, Status.RETURNED),), PERSON),
        ((earlier("C-1", None, 400, Status.CERTIFIED),), MET),
    ],
)
def test_one_application_per_school(others: tuple[EarlierCase, ...], answer: RuleAnswer) -> None:
    found = asked(SCHOOL, history=History(of_school=others, first_submitted_at=SENT))
    assert rule(found, "one-application").result is answer


@pytest.mark.parametrize(
    ("until", "answer"),
    [
        (None, MET),
        (date(2026, 3, 9), MET),
        (date(2026, 3, 10), NOT_MET),
        (date(2027, 12, 31), NOT_MET),
    ],
)
def test_a_running_label(until: date | None, answer: RuleAnswer) -> None:
    assert rule(asked(school(label_valid_until=until)), "no-running-label").result is answer
    case = replace(earlier("C-1", None, 800, Status.CERTIFIED), label_valid_until=until)
    found = asked(SCHOOL, history=History(of_school=(case,)))
    assert rule(found, "no-running-label").result is answer


def test_without_dates_a_person_must_answer() -> None:
    found = asked(SCHOOL, season())
    needing = {"registered", "active-teachers", "quality-label", "before-deadline"}
    assert {str(each.id) for each in found.rules if each.result is PERSON} == needing


def tick(name: str, yes: bool, minutes: int = 0) -> Tick:
    return Tick(RuleId(name), yes, "Kari Vik", "Called them.", SENT + timedelta(minutes=minutes))


def test_a_persons_tick_answers_only_what_needs_a_person() -> None:
    nobody = replace(TEACHER, declarations={"e1": False} | dict.fromkeys(("e2", "e4", "e5"), True))
    found = asked(nobody, ticks=(tick("e1", True), tick("e3", True), tick("e5", False)))
    assert [rule(found, name).result for name in ("e1", "e3", "e5")] == [NOT_MET, MET, MET]
    assert rule(found, "e3").by == "Kari Vik"
    assert "Called them." in str(rule(found, "e3").reason)


def test_the_newest_tick_counts() -> None:
    history = History(applicant_known=False)
    ticks = (tick("four-projects", False, 2), tick("four-projects", True, 1))
    found = asked(TEACHER, history=history, ticks=ticks)
    assert rule(found, "four-projects").result is NOT_MET


def test_a_rule_for_a_person_only() -> None:
    own = EligibilityRule(RuleId("visit"), RuleKind.PERSON, {"en": "Visited"})
    scheme = replace(NQL, eligibility=(own,))
    found = eligibility(scheme, DEADLINE, TEACHER, History())
    assert found.eligible is None
