"""What a decision needs (records.md), and what it refuses."""

import json
from pathlib import Path

import pytest

from app.casework import keep
from app.models.identifiers import CaseId
from tests.flows.cli.office import NQL, Office, points, teacher
from tests.packages.made import bag_files, zipped

LOW = {"points": 2, "comment": "For lite samarbeid."}


def test_a_draft_is_sealed_first(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    assert ready.acts()[-2:] == ["seal", "decide"]


def test_a_sealed_review_is_used_as_it_is(ready: Office) -> None:
    assert ready.scores(NQL, points(4), "--seal").json["status"] == "sealed"
    ready.decides(NQL, "grant")
    assert ready.acts()[-2:] == ["seal", "decide"]


def test_an_unconfirmed_season_refuses(office: Office) -> None:
    office.receives(teacher())
    office.scores(NQL, points(4))
    reply = office.decides(NQL, "grant")
    assert (reply.status, reply.code) == (1, "season.unconfirmed")


def test_changing_a_minimum_asks_for_confirmation_again(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.does("season", "set", "organisation.place", "Oslo")
    ready.does("season", "set", "schemes.nql-2022.minimums.1b", "4")
    assert ready.decides(NQL, "grant").code == "season.unconfirmed"
    ready.does("season", "confirm", "--by", "Kari Nord")
    assert ready.decides(NQL, "grant").status == 0


@pytest.mark.parametrize(
    ("given", "outcome", "more", "code"),
    [
        (points(4, s1b=None), "grant", (), "seal.incomplete"),
        (points(4, s1b=2), "refuse", ("--reason", "x"), "seal.comment-missing"),
        (points(4, s1b=LOW), "grant", (), "decide.override-missing"),
        (points(4, s1b=LOW), "refuse", (), "decide.reason-missing"),
        (points(4), "refuse", ("--reason", "x"), "decide.override-missing"),
        (points(4), "return", ("--reason", "x"), "decide.override-missing"),
    ],
)
def test_what_is_missing_is_named(ready: Office, given, outcome, more, code) -> None:
    ready.scores(NQL, given)
    before = ready.acts()
    reply = ready.decides(NQL, outcome, *more)
    assert (reply.status, reply.code) == (1, code)
    assert ready.acts() == before


def test_an_override_in_writing_is_enough(ready: Office) -> None:
    ready.scores(NQL, points(4, s1b=LOW))
    assert ready.decides(NQL, "grant", "--override", "Se vedlegg ev1.").status == 0


def test_another_evaluators_draft_is_not_decided_on(ready: Office) -> None:
    ready.scores(NQL, points(4))
    reply = ready.asks("decide", NQL, "--outcome", "grant", "--evaluator", "Ola Sør")
    assert reply.code == "review.absent"


def test_a_sealed_review_of_another_is_decided_on(ready: Office) -> None:
    ready.scores(NQL, points(4), "--seal")
    ready.does("decide", NQL, "--outcome", "grant", "--evaluator", "Ola Sør")
    assert ready.acts()[-2:] == ["seal", "decide"]
    words = ("--reason", "Feil", "--override", "Nytt", "--evaluator", "Per Vik")
    assert ready.does("revise", NQL, "--outcome", "refuse", *words)["outcome"] == "refuse"


def test_what_needs_an_override_is_called_by_its_name(ready: Office) -> None:
    ready.receives(teacher(id="X", declarations={"e1": False}))
    ready.scores("X", points(4))
    sentence = ready.decides("X", "grant").json["error"]["message"]
    assert "The project has common goals and a shared plan" in sentence


def test_a_second_decision_is_refused_and_revise_names_the_first(ready: Office) -> None:
    ready.scores(NQL, points(4))
    assert ready.decides(NQL, "grant", act="revise").code == "revise.undecided"
    first = ready.decides(NQL, "grant").json
    assert ready.decides(NQL, "grant").code == "decide.already"
    second = ready.decides(
        NQL, "refuse", "--reason", "Feil", "--override", "Nye opplysninger", act="revise"
    )
    assert second.json["decision"] != first["decision"]
    assert ready.does("list", "--status", "refused")
    assert ready.asks("certify", NQL, "-o", ready.path("c.pdf")).code == "certify.not-granted"


def damaged(office: Office) -> Path:
    """A sealed bag whose manifest says something else about one file."""
    form = json.dumps(teacher(id="NO-NQL-2026-0600")).encode()
    files = bag_files({"application.json": form, "evidence/rapport.txt": b"Det vi fant."})
    files["data/evidence/rapport.txt"] = b"Noe annet."
    return zipped(office.path("damaged.labelapp"), files)


def test_a_damaged_file_is_granted_only_by_override(ready: Office) -> None:
    received = ready.asks("import", damaged(ready))
    assert received.status == 0
    assert "bag.checksum" in {each["code"] for each in received.json["problems"]}
    ready.scores("NO-NQL-2026-0600", points(4))
    assert ready.decides("NO-NQL-2026-0600", "grant").code == "decide.override-missing"
    assert ready.decides("NO-NQL-2026-0600", "grant", "--override", "Sett på nytt").status == 0


def test_missing_evidence_needs_an_override(ready: Office) -> None:
    ready.receives(teacher(id="NO-NQL-2026-0500"), evidence=b"")
    ready.scores("NO-NQL-2026-0500", points(4))
    assert ready.decides("NO-NQL-2026-0500", "grant").code == "decide.override-missing"
    assert ready.decides("NO-NQL-2026-0500", "grant", "--override", "Sett i TwinSpace").status == 0


def test_scores_off_the_scale_store_nothing(ready: Office) -> None:
    reply = ready.scores(NQL, points(6))
    assert (reply.status, reply.code) == (2, "scores.out-of-scale")
    assert "1a" in reply.json["error"]["message"]
    assert ready.does("list", "--status", "new")


def test_score_replaces_the_whole_draft(ready: Office) -> None:
    ready.scores(NQL, points(4))
    reply = ready.scores(NQL, {"1a": 3})
    assert reply.json["total"] == 0
    assert len(reply.json["open"]) == 11


def test_the_log_names_the_case_of_every_submission(ready: Office) -> None:
    ready.receives(teacher(submission=2))
    cases = [each["case"] for each in ready.does("log", "list") if each["type"] == "receive"]
    assert cases.count(NQL) == 2


@pytest.mark.parametrize(
    ("given", "kept"), [("My cousin's school.", "My cousin's school."), ("", None)]
)
def test_a_conflict_of_interest_is_kept_with_the_points(ready: Office, given, kept) -> None:
    ready.scores(NQL, points(4), "--conflict", "Before.")
    ready.scores(NQL, points(4), "--conflict", given, "--seal")
    with keep.open_casebook(ready.casebook) as casebook:
        assert casebook.reviews(CaseId(NQL))[0].conflict == kept
