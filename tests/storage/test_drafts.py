"""Drafts, ticks, opened marks and settings: kept at once, never logged."""

from dataclasses import replace

import pytest

from app.models.identifiers import CaseId, RuleId, Sha256
from app.models.review import Tick
from tests.storage import made
from tests.storage.made import HASH, START

CASE = CaseId("NO-NQL-2026-0412")


def save(casebook, draft):
    with casebook.draft() as saving:
        saving.save(draft)


def test_a_draft_comes_back_exactly(casebook):
    save(casebook, made.draft())
    assert casebook.drafts(CASE, 1) == (made.draft(),)


def test_a_draft_is_replaced_as_a_whole(casebook):
    save(casebook, made.draft())
    save(casebook, replace(made.draft(), scores={}))
    assert casebook.draft_of(CASE, 1, "Kari Nordmann").scores == {}


def test_drafts_are_by_evaluator_and_submission(casebook):
    save(casebook, made.draft())
    save(casebook, made.draft(evaluator="Ola"))
    assert [each.evaluator for each in casebook.drafts(CASE, 1)] == ["Kari Nordmann", "Ola"]
    assert casebook.drafts(CASE, 2) == ()


def test_opened_marks_are_only_added_to(casebook):
    save(casebook, made.draft())
    save(casebook, replace(made.draft(), opened=()))
    assert casebook.draft_of(CASE, 1, "Kari Nordmann").opened == (HASH,)


def test_evidence_can_be_opened_before_any_point(casebook):
    with casebook.draft() as saving:
        saving.mark_opened(CASE, 1, "Ola", Sha256("cd" * 32))
    assert casebook.opened(CASE, 1, "Ola") == ("cd" * 32,)


def test_a_forgotten_draft_is_gone(casebook):
    save(casebook, made.draft())
    with casebook.draft() as saving:
        saving.forget(CASE, 1, "Kari Nordmann")
    assert casebook.drafts(CASE, 1) == ()


def test_a_tick_replaces_the_earlier_one(casebook):
    for met in (True, False):
        with casebook.draft() as saving:
            saving.tick(CASE, 1, Tick(RuleId("plan"), met, "Kari", "Se side 2.", START))
    assert [each.met for each in casebook.ticks(CASE, 1)] == [False]


def test_a_tick_can_be_taken_back(casebook):
    with casebook.draft() as saving:
        saving.tick(CASE, 1, Tick(RuleId("plan"), True, "Kari", "", START))
        saving.untick(CASE, 1, RuleId("plan"))
    assert casebook.ticks(CASE, 1) == ()


@pytest.mark.parametrize("value", ["Kari", 3, [1, {"a": None}], False])
def test_a_setting_comes_back(casebook, value):
    with casebook.draft() as saving:
        saving.set("evaluator", value)
    assert casebook.setting("evaluator") == value


def test_a_setting_can_be_removed(casebook):
    for value in ("Kari", None):
        with casebook.draft() as saving:
            saving.set("evaluator", value)
    assert casebook.setting("evaluator") is None


def test_drafts_write_no_entry(casebook):
    save(casebook, made.draft())
    assert casebook.size == 1


def test_drafts_survive_closing(casebook, reopen):
    save(casebook, made.draft())
    casebook.close()
    with reopen() as again:
        assert again.drafts(CASE, 1) == (made.draft(),)
