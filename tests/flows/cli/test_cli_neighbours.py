"""Other applications around one: related, with the same files, with the same sentences."""

from typing import Any

import pytest

from tests.flows.cli.office import NQL, Office, school, teacher

PASTED = (
    "Elevene fra Trondheim og Braga arbeidet i seks blandede lag hele vinteren. "
    "Hvert lag målte vannkvaliteten i sin egen elv og skrev en felles rapport. "
    "Lagene møttes på video hver annen uke for å sammenlikne det de hadde funnet."
)
OWN = "Min klasse tegnet alle kartene selv og viste dem fram for foreldrene i mai."


def colleague(number: int, text: str, **changes: Any) -> dict[str, Any]:
    """Another teacher's application; the same school and project unless they are changed."""
    form = teacher(id=f"NO-NQL-2026-{number}", **changes)
    form["applicant"] = {"id": f"t-{number}", "name": f"Lærer {number}"}
    form["answers"][0] = form["answers"][0] | {"text": text}
    return form


@pytest.fixture
def near(office: Office) -> Office:
    """An office with an application whose colleague pasted its text."""
    form = teacher()
    form["answers"][0]["text"] = f"{PASTED} {OWN}"
    office.receives(form)
    office.receives(colleague(500, PASTED.upper()), b"En annen logg.\n")
    return office


def test_related_cases_are_named_with_what_is_the_same(near: Office) -> None:
    near.receives(school(school=teacher()["school"] | {"registered_on": "2019-03-01"}))
    found = near.does("neighbours", NQL)["cases"]
    assert {each["id"]: each["same"] for each in found} == {
        "NO-NQL-2026-500": ["project", "school"], "NO-ESL-2026-0007": ["school"],
    }  # fmt: skip
    assert found[-1]["status"] == "new"


def test_pasted_sentences_are_counted(near: Office) -> None:
    (found,) = near.does("neighbours", NQL)["texts"]
    assert found == {
        "answer": "a1", "criterion": "1", "id": "NO-NQL-2026-500", "submission": 1,
        "other_answer": "a1", "common": 3, "sentences": 4,
    }  # fmt: skip
    told = near.says("neighbours", NQL).out
    assert "a1: 3 of 4 sentences also stand in NO-NQL-2026-500 (Lærer 500), a1." in told
    assert "hint" in told


def test_the_same_bytes_elsewhere_are_noticed(near: Office) -> None:
    near.receives(colleague(501, OWN))
    assert near.does("neighbours", NQL)["evidence"] == [
        {"id": "ev1", "elsewhere": [
            {"id": "NO-NQL-2026-501", "submission": 1, "evidence": "ev1"}]}
    ]  # fmt: skip


def test_an_earlier_submission_is_no_neighbour(office: Office) -> None:
    form = teacher()
    form["answers"][0]["text"] = PASTED
    office.receives(form)
    office.receives(form | {"submission": 2, "submitted_at": "2026-09-29T09:00:00+02:00"})
    assert office.does("neighbours", NQL) == {
        "id": NQL, "submission": 2, "cases": [], "evidence": [], "texts": [], "unread": 0,
    }  # fmt: skip
    assert "No other application" in office.says("neighbours", NQL).out


def test_short_and_common_words_are_no_likeness(office: Office) -> None:
    office.receives(teacher())
    office.receives(colleague(502, "Vi arbeidet sammen."), b"x\n")
    assert office.does("neighbours", NQL)["texts"] == []


def test_the_cache_may_be_deleted_at_any_time(near: Office) -> None:
    before = near.does("neighbours", NQL)
    (near.casebook / "cache.sqlite").unlink()
    assert near.does("neighbours", NQL) == before
    (near.casebook / "cache.sqlite").write_bytes(b"no database")
    assert near.does("neighbours", NQL) == before


def test_an_unknown_case_is_refused(near: Office) -> None:
    assert near.asks("neighbours", "NO-1").code == "case.unknown"
