"""An old copy of the casebook is put back: read, then continued, and no number comes twice."""

import shutil
from collections.abc import Callable

import pytest

from tests.flows.cli.office import KARI, NQL, Office, points


def decides(office: Office) -> None:
    """Score and grant; two entries."""
    office.scores(NQL, points(4))
    office.decides(NQL, "grant")


def certifies(office: Office, name: str) -> str:
    """Issue the certificate; return its number."""
    return str(office.does("certify", NQL, "-o", office.path(name))["number"])


def goes_back(office: Office, work: Callable[[], str]) -> str:
    """Copy the casebook, work on, put the copy in its place; return what the work gave."""
    old = office.path("old")
    shutil.copytree(office.casebook, old)
    found = work()
    shutil.rmtree(office.casebook)
    old.rename(office.casebook)
    return found


def test_an_old_copy_waits_for_a_person(ready: Office) -> None:
    here = len(ready.acts())
    goes_back(ready, lambda: str(decides(ready)))
    reply = ready.scores(NQL, points(4))
    assert (reply.status, reply.code) == (3, "casebook.read-only")
    assert f"({here} of {here + 2})" in reply.err
    assert ready.asks("casebook", "continue").status == 2
    assert ready.asks("casebook", "continue", "--by", " ").code == "person.missing"
    made = ready.does("casebook", "continue", "--by", KARI)
    assert made["origin"].endswith("/2")
    assert made["entry"] == here
    told = ready.does("log", "list")[-1]
    assert told["type"] == "gap"
    assert f"{here} of {here + 2} entries" in told["text"]
    assert ready.does("log", "verify")["ok"]


def test_what_is_whole_is_not_continued(ready: Office) -> None:
    before = ready.acts()
    reply = ready.asks("casebook", "continue", "--by", KARI)
    assert (reply.status, reply.code) == (1, "casebook.no-gap")
    assert ready.acts() == before


def test_without_the_key_nothing_is_continued(ready: Office, monkeypatch, tmp_path) -> None:
    key = next((tmp_path / "nøkler").glob("*.pem"))
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "elsewhere"))
    reply = ready.asks("casebook", "continue", "--by", KARI)
    assert (reply.status, reply.code) == (3, "casebook.read-only")
    assert {key.name, f"{key.stem}.checkpoints", str(tmp_path / "elsewhere")} <= {
        word.rstrip(",") for word in reply.json["error"]["message"].split()
    }


def test_people_are_told_what_is_lost(ready: Office) -> None:
    goes_back(ready, lambda: str(decides(ready)))
    said = ready.says("casebook", "continue", "--by", KARI).out
    assert "the others are lost" in said
    assert "/2" in said


@pytest.mark.parametrize("copied_after_deciding", [False, True])
def test_both_branches_certify_under_different_numbers(ready, copied_after_deciding) -> None:
    """The index is the same in both; a number is not."""

    def lost() -> str:
        if not copied_after_deciding:
            ready.does("season", "set", "organisation.place", "Bergen")
            decides(ready)
        return certifies(ready, "lost.pdf")

    if copied_after_deciding:
        decides(ready)
    first = goes_back(ready, lost)
    ready.does("casebook", "continue", "--by", KARI)
    if not copied_after_deciding:
        decides(ready)
    second = certifies(ready, "here.pdf")
    assert first.split("-")[-1] == second.split("-")[-1]
    assert second.split("-")[:4] == [*first.split("-")[:3], "2"]
    assert ready.does("verify", ready.path("here.pdf"))["content"]["number"] == second
