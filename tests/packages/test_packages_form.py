"""The form: every violation with its place, and the record made of a valid one."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.packages.findings import Findings
from app.packages.form import application_of
from app.packages.schema import check_form
from tests.packages.made import school_form, valid_form


def violations(form: Any, **more: Any) -> list[tuple[str, str]]:
    findings = Findings()
    check_form(form, findings, **more)
    assert {each.code for each in findings.all()} <= {"application.schema"}
    return [(each.where, str(each.message)) for each in findings.all()]


def changed(place: str, value: Any, form: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a valid form with one value put (or taken away: ``...``) at a JSON pointer."""
    form = copy.deepcopy(form or valid_form())
    *steps, last = [int(step) if step.isdigit() else step for step in place.split("/")[1:]]
    inner: Any = form
    for step in steps:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return form


@pytest.mark.parametrize("form", [valid_form(), school_form()])
def test_valid_forms_pass(form: dict[str, Any]) -> None:
    assert violations(form) == []


REQUIRED = [
    "/format", "/version", "/scheme", "/id", "/submission", "/submitted_at", "/language",
    "/applicant", "/applicant/name", "/school", "/school/name", "/school/country", "/answers",
    "/evidence", "/project", "/declarations",
]  # fmt: skip


@pytest.mark.parametrize("place", REQUIRED)
def test_what_is_required_is_named(place: str) -> None:
    assert violations(changed(place, ...)) == [(place, "It is missing.")]


@pytest.mark.parametrize("place", ["/preselection", "/head_declaration", "/school/registered_on"])
def test_a_school_label_requires_more(place: str) -> None:
    assert violations(changed(place, ..., school_form())) == [(place, "It is missing.")]


WRONG = [
    ("/format", "form"), ("/version", 0), ("/version", "1"), ("/version", True),
    ("/text_format", "html"), ("/id", "a b"), ("/id", ""), ("/id", "x" * 65), ("/id", "ok\n"),
    ("/id", "a/b"), ("/submission", 0), ("/submission", 1.5), ("/submission", "2"),
    ("/submitted_at", "2026-09-20"), ("/submitted_at", "2026-09-20T14:12:05"),
    ("/submitted_at", "20.09.2026 14:12"), ("/submitted_at", "2026-02-30T10:00:00Z"),
    ("/submitted_at", "0001-01-01T00:00:00+14:00"), ("/submitted_at", "2026-W38-7T10:00:00Z"),
    ("/submitted_at", "2026-09-20T24:30:00Z"), ("/language", "norsk språk"),
    ("/language", "nb\n"), ("/applicant", []), ("/applicant/name", ""), ("/applicant/name", " "),
    ("/applicant/name", None),
    ("/school/country", "Norway"), ("/school/country", "no"), ("/school/country", "UK"),
    ("/school/phone", 12), ("/project/started_on", "20260915"),
    ("/project/started_on", "15.09.2026"),
    ("/project/started_on", "2025-02-29"), ("/project/founders/0/country", "EU"),
    ("/project/pupils", -1), ("/project/pupils", "3,5"), ("/declarations/e1", "yes"),
    ("/answers", {}), ("/answers/0", "text"), ("/answers/0/text", 3),
    ("/answers/0/evidence", "ev1"),
    ("/evidence/0/id", ...), ("/evidence/0/path", 3), ("/evidence/0/seen_at", "yesterday"),
    ("/school/registered_on", "2026-13-01"), ("/project", None), ("/project", "Tides"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value"), WRONG)
def test_wrong_values_are_named_with_their_place(place: str, value: Any) -> None:
    found = violations(changed(place, value))
    assert {where for where, _ in found} == {place}


def test_a_violation_says_what_is_wanted_and_found() -> None:
    assert violations(changed("/school/country", "Norway")) == [
        ("/school/country",
         'Expected a country code of two capital letters like NO, found "Norway".')
    ]  # fmt: skip


def test_all_violations_are_reported() -> None:
    form = changed("/id", "a b")
    form["submission"] = 0
    del form["language"], form["applicant"]["name"]
    places = [where for where, _ in violations(form)]
    assert places == ["/id", "/submission", "/language", "/applicant/name"] or set(places) == {
        "/id", "/submission", "/language", "/applicant/name"
    }  # fmt: skip


@pytest.mark.parametrize("form", [None, [], "text", 3, True])
def test_a_form_that_is_no_object_is_refused(form: Any) -> None:
    assert [where for where, _ in violations(form)] == [""]


def test_a_newer_version_asks_for_an_update_only() -> None:
    [(where, text)] = violations(changed("/version", 2) | {"school": 7})
    assert where == "/version"
    assert "Update the program" in text


def test_a_pointer_escapes_its_signs() -> None:
    form = changed("/declarations", {"a/b~c": 1})
    assert [where for where, _ in violations(form)] == ["/declarations/a~1b~0c"]


@pytest.mark.parametrize("place", ["/answers", "/evidence"])
def test_an_id_may_stand_once(place: str) -> None:
    form = valid_form()
    form[place[1:]] *= 2
    assert [where for where, _ in violations(form)] == [f"{place}/1/id"]


def test_the_unit_of_the_scheme_decides_for_other_ids() -> None:
    form = changed("/scheme", "ite-2022")
    assert violations(form) == []
    assert {where for where, _ in violations(form, for_school=True)} == {
        "/preselection", "/head_declaration", "/school/registered_on"
    }  # fmt: skip


def test_optional_values_may_be_null() -> None:
    form = valid_form()
    form["school"] |= {"id": None, "city": None, "address": None, "registered_on": None}
    form["project"] |= {"id": None, "partners": None, "pupils": None, "languages": None}
    form |= {"resubmission": None, "extra": None, "preselection": None}
    assert violations(form) == []
    assert application_of(form).project is not None


def test_the_record_says_what_the_form_says() -> None:
    application = application_of(valid_form())
    assert application.title == "Stemmer fra elva"
    assert application.submitted_at.astimezone(UTC) == datetime(2026, 9, 20, 12, 12, 5, tzinfo=UTC)
    assert application.project is not None
    assert application.project.started_on == date(2025, 9, 15)
    assert [each.country for each in application.project.founders] == ["NO", "PT"]
    assert application.evidence[0].file == "evidence/Feltrapport.pdf"
    assert application.answers[0].evidence == ("ev1",)


def test_a_school_record_has_its_preselection() -> None:
    application = application_of(school_form())
    assert application.title == "Ringve skole"
    assert application.preselection is not None
    assert application.preselection.quality_labels[0].awarded_on == date(2025, 10, 1)
    assert application.head_declaration is not None
    assert application.head_declaration.evidence == "ev1"


def test_unknown_keys_are_kept() -> None:
    form = valid_form() | {"motto": "Sammen", "extra": {"note": 1}}
    form["school"]["colour"] = "blue"
    form["project"]["founders"][1]["city"] = "Porto"
    form["answers"][0]["words"] = 3
    assert violations(form) == []
    assert application_of(form).extra == {
        "note": 1,
        "motto": "Sammen",
        "school/colour": "blue",
        "project/founders/1/city": "Porto",
        "answers/0/words": 3,
    }


def test_titles_and_ids_that_are_left_out_have_a_stand_in() -> None:
    form = valid_form()
    del form["answers"][0]["id"], form["evidence"][0]["title"]
    application = application_of(form)
    assert application.answers[0].id == "a1"
    assert application.evidence[0].title == "evidence/Feltrapport.pdf"
