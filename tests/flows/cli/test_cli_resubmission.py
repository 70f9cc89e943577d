"""A case comes again: what changed, what the refusal asked for, which points may be confirmed."""

from copy import deepcopy
from typing import Any

import pytest

from app.casework import keep
from tests.flows.cli.office import ESL, KARI, NQL, Office, points, school, statements, teacher

LOW = {"points": 2, "comment": "Samtykke er ikke vist."}
POINTS = points(4, s2c=LOW)


def again(**changes: Any) -> dict[str, Any]:
    """The second submission: criterion 2 was written anew, the rest is as it was."""
    form = teacher(submission=2, submitted_at="2026-09-28T09:00:00+02:00")
    form["answers"][1]["text"] = "Vi arbeidet sammen.\n\nForesatte har samtykket skriftlig."
    form["resubmission"] = [{"criterion": "2c", "evidence": "ev1", "where": "side 2"}]
    return form | changes


@pytest.fixture
def returned(ready: Office) -> Office:
    """An office that refused a case and received it again."""
    ready.scores(NQL, POINTS, "--seal")
    assert ready.decides(NQL, "refuse", "--reason", "Samtykke mangler.").status == 0
    ready.receives(again())
    return ready


def test_what_changed_is_told(returned: Office) -> None:
    found = returned.does("compare", NQL)
    changes = {each["criterion"]: each["change"] for each in found["answers"]}
    assert changes == {"1": "same", "2": "changed", "3": "same", "4": "same", "5": "same"}
    paragraphs = found["answers"][1]["texts"][0]["paragraphs"]
    assert [each["change"] for each in paragraphs] == ["same", "new"]
    assert [each["state"] for each in found["evidence"]] == ["same"]
    assert (found["against"], found["earlier"], found["facts"]) == (1, [1], [])


def test_what_was_asked_for_is_told_with_where_it_is_now(returned: Office) -> None:
    first, *rest = returned.does("compare", NQL)["remarks"]
    assert (first["id"], first["points"], first["minimum"]) == ("2c", 2, 3)
    assert first["text"] == LOW["comment"]
    assert first["where"] == [{"criterion": "2c", "evidence": "ev1", "where": "side 2"}]
    assert rest[-1] | {"checked": 0} == {
        "id": "reason", "text": "Samtykke mangler.", "points": None, "minimum": None,
        "checked": 0, "where": [],
    }  # fmt: skip


def test_only_what_did_not_change_is_unchanged(returned: Office) -> None:
    found = {each["id"]: each["unchanged"] for each in returned.does("compare", NQL)["points"]}
    assert {leaf for leaf, same in found.items() if not same} == {"2a", "2b", "2c"}


def test_nothing_is_carried_by_itself(returned: Office) -> None:
    assert returned.does("list")[0]["status"] == "new"
    assert returned.does("list")[0]["total"] is None


def test_confirming_is_one_act_and_fills_the_draft(returned: Office) -> None:
    done = returned.does("carry", NQL, "--evaluator", KARI)
    assert done["confirmed"] == ["1a", "1b", "1c", "3a", "3b", "4a", "4b", "5a", "5b"]
    assert returned.acts()[-1] == "carry"
    assert returned.does("log", "verify")["ok"]
    assert returned.does("list")[0]["status"] == "in-review"
    assert returned.asks("carry", NQL, "--evaluator", KARI).code == "carry.nothing"


def test_pins_come_along_where_their_place_is_still_there(ready: Office) -> None:
    pins = [{"evidence": "ev1", "quote": "vi fant"}, {"answer": "a2"}]
    kept = [{"answer": "a5", "quote": "arbeidet"}]
    given = POINTS | {"1a": {"points": 4, "pins": pins}, "5a": {"points": 4, "pins": kept}}
    assert ready.scores(NQL, given, "--seal").status == 0
    ready.decides(NQL, "refuse", "--reason", "Samtykke mangler.")
    ready.receives(again())
    done = ready.does("carry", NQL, "--evaluator", KARI)
    assert done["pins_left"] == [{"id": "1a", "pin": {"answer": "a2"}}]
    scores = ready.does("show", NQL)["scores"]
    (followed,) = scores["1a"]["pins"]
    assert (followed["evidence"], followed["quote"], len(followed["sha256"])) == (
        "ev1", "vi fant", 64
    )  # fmt: skip
    assert scores["5a"]["pins"] == kept


def test_a_pin_left_behind_is_said_to_people(ready: Office) -> None:
    given = POINTS | {"1a": {"points": 4, "pins": [{"answer": "a2"}]}}
    ready.scores(NQL, given, "--seal")
    ready.decides(NQL, "refuse", "--reason", "Samtykke mangler.")
    ready.receives(again())
    told = ready.says("carry", NQL, "--evaluator", KARI).out
    assert "1 pin was left behind: Description, a2." in told


def test_the_entry_names_nobody(returned: Office) -> None:
    returned.does("carry", NQL, "--evaluator", KARI)
    with keep.open_casebook(returned.casebook) as casebook:
        entry = casebook.entries()[-1]
        (carried,) = casebook.carried(NQL)  # type: ignore[arg-type]
    assert KARI not in entry.leaf.decode()
    assert {each.field for each in entry.commitments} == {"carried", "carried.evaluator"}
    assert (carried.evaluator, carried.against, carried.entry) == (KARI, 1, entry.index)


def test_points_that_are_there_stay(returned: Office) -> None:
    returned.scores(NQL, {"1a": 5, "1b": {"points": None, "comment": "Se referatet."}})
    done = returned.does("carry", NQL, "--evaluator", KARI)
    assert "1a" not in done["confirmed"]
    with keep.open_casebook(returned.casebook) as casebook:
        (draft,) = casebook.drafts(NQL, 2)  # type: ignore[arg-type]
    assert draft.scores["1a"].points == 5  # type: ignore[index]
    assert draft.scores["1b"].comment == "Se referatet."  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("compare", f"{NQL}/1"), "compare.nothing-earlier"),
        (("compare", NQL, "--against", "2"), "compare.nothing-earlier"),
        (("compare", "NO-NQL-1"), "case.unknown"),
        (("carry", f"{NQL}/1", "--evaluator", KARI), "carry.not-current"),
        (("carry", NQL, "--evaluator", KARI, "--against", "7"), "compare.nothing-earlier"),
    ],
)
def test_what_cannot_be_is_refused(returned: Office, words: tuple[str, ...], code: str) -> None:
    reply = returned.asks(*words)
    assert (reply.status, reply.code) == (1, code)


@pytest.mark.parametrize(
    ("change", "evidence", "state"),
    [
        ({}, b"Noe annet.\n", "changed"),
        ({"title": "Rapport"}, b"Det vi fant.\n", "renamed"),
        ({"id": "ev9", "title": "Feltrapport"}, b"Det vi fant.\n", "same"),
    ],
)
def test_evidence_goes_by_its_bytes(
    ready: Office, change: dict[str, str], evidence: bytes, state: str
) -> None:
    form = again(resubmission=[])
    form["evidence"] = [form["evidence"][0] | change]
    ready.receives(form, evidence)
    found = ready.does("compare", NQL)
    assert [each["state"] for each in found["evidence"]] == [state]


def test_new_and_gone_evidence_and_facts(ready: Office) -> None:
    form = again(evidence=[])
    form["school"]["city"] = "Oslo"
    form["project"]["pupils"] = 74
    form["declarations"]["e2"] = False
    form["answers"].pop()
    form["answers"].append(deepcopy(form["answers"][0]) | {"id": "a9", "criterion": "9"})
    ready.receives(form, b"")
    found = ready.does("compare", NQL)
    assert [each["state"] for each in found["evidence"]] == ["gone"]
    assert {each["field"]: (each["before"], each["after"]) for each in found["facts"]} == {
        "school.city": ("Trondheim", "Oslo"), "project.pupils": (None, "74"),
        "declarations.e2": ("yes", "no"),
    }  # fmt: skip
    assert [each["change"] for each in found["answers"]][-2:] == ["new", "gone"]
    assert found["remarks"] == found["points"] == []


def test_the_same_again_says_so_to_people(ready: Office) -> None:
    ready.receives(teacher(submission=2))
    assert "Nothing differs" in ready.says("compare", NQL).out
    assert ready.does("compare", NQL)["same"] is True


def test_people_read_signs_not_colours(returned: Office) -> None:
    told = returned.says("compare", NQL).out
    assert "{+Foresatte har samtykket skriftlig.+}" in told


@pytest.mark.parametrize(
    ("changed", "look_again"),
    [
        ({}, set()),
        ({"head_declaration": school()["head_declaration"] | {"signed_on": "2026-02-28"}},
         {"declaration"}),
        ({"resubmission": [{"criterion": "teamwork-2", "where": "plan"}]}, {"teamwork-2"}),
        ({"evidence": []}, {"safety", "declaration"}),
    ],
)  # fmt: skip
def test_a_school_is_looked_at_again_where_it_changed(
    ready: Office, changed: dict[str, Any], look_again: set[str]
) -> None:
    ready.scores(ESL, statements() | {"safety": {"points": 1, "comment": "Hvem kjenner dem?"}},
                 "--seal")  # fmt: skip
    ready.decides(ESL, "return", "--reason", "Se nettvett.", "--override", "Kan rettes.")
    form = school(submission=2, submitted_at="2026-03-05T09:00:00+01:00", **changed)
    ready.receives(form, b"" if changed.get("evidence") == [] else b"Det vi fant.\n")
    found = ready.does("compare", ESL)
    assert {each["id"] for each in found["points"] if not each["unchanged"]} == look_again
    assert found["remarks"][0]["id"] == "safety"
