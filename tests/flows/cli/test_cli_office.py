"""Seasons, rubrics, backups, the log and the doctor, by command line."""

import json
import shutil
from pathlib import Path

import pytest

from app.casework import doctor
from app.resources import resource
from tests.flows.cli.office import ESL, KARI, NQL, Office, points, teacher


def test_a_setting_is_changed_by_its_path(ready: Office) -> None:
    ready.does("season", "set", "organisation.place", "Bergen")
    assert ready.does("season", "show")["organisation"]["place"] == "Bergen"
    before = len(ready.acts())
    ready.does("season", "set", "organisation.place", "Bergen")
    assert len(ready.acts()) == before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schemes.nql-2022.minimums.9z", "3"),
        ("schemes.nql-2022.minimums.1b", "6"),
        ("schemes.nql-2022.deadline", "in spring"),
        ("rules.evaluators_per_case", "many"),
        ("rules.school_year_start", "13-01"),
    ],
)
def test_a_senseless_setting_changes_nothing(ready: Office, key: str, value: str) -> None:
    before = ready.does("season", "show")["sha256"]
    assert ready.asks("season", "set", key, value).status == 2
    assert ready.does("season", "show")["sha256"] == before


def test_a_round_of_an_unknown_rubric_is_refused(ready: Office) -> None:
    reply = ready.asks("season", "set", "schemes.nope.minimums.total", "3")
    assert (reply.status, reply.code) == (1, "scheme.unknown")


def test_the_season_shows_what_is_confirmed(ready: Office) -> None:
    schemes = ready.does("season", "show")["schemes"]
    assert schemes["nql-2022"]["confirmed"] is True
    assert schemes["nql-2022"]["minimums"]["1b"] == 3
    ready.does("season", "set", "schemes.nql-2022.minimums.total", "16")
    schemes = ready.does("season", "show")["schemes"]
    assert (schemes["nql-2022"]["confirmed"], schemes["esl-2022"]["confirmed"]) == (False, True)
    assert schemes["nql-2022"]["minimums"]["total"] == 16


def rubric(office: Office, old: str, new: str) -> Path:
    """A rubric of the office's own, made from the shipped one."""
    text = resource("schemes", "nql-2022.toml").read_text(encoding="utf-8")
    path = office.path("own.toml")
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_rubric_of_ones_own_is_checked_and_installed(ready: Office) -> None:
    own = rubric(ready, 'id = "nql-2022"', 'id = "nql-own"')
    assert ready.does("scheme", "check", own)["ok"] is True
    installed = ready.does("scheme", "install", own)
    assert ready.does("scheme", "install", own) == installed
    assert "nql-own" in {each["id"] for each in ready.does("scheme", "list")}
    assert ready.receives(teacher(id="OWN-1", scheme="nql-own"))["id"] == "OWN-1"


def test_a_broken_rubric_is_answered_no(ready: Office) -> None:
    reply = ready.asks("scheme", "check", rubric(ready, 'outcome = "grant"', 'outcome = "refuse"'))
    assert (reply.status, reply.json["ok"]) == (1, False)
    assert reply.json["problems"][0]["code"] == "scheme.example"


def test_an_unknown_rubric_rejects_the_file(office: Office) -> None:
    reply = office.asks("import", office.application(teacher(scheme="nql-1999")))
    assert reply.status == 1
    assert reply.json["imported"] == []
    assert office.acts() == ["begin", "season", "rejected-file"]


def test_a_backup_names_what_is_not_in_it(ready: Office) -> None:
    assert ready.does("casebook", "backup", "-o", ready.path("whole.zip"))["missing"] == []
    for each in (ready.casebook / "packages").iterdir():
        each.unlink()
    said = ready.does("casebook", "backup", "-o", ready.path("lacking.zip"))
    assert said["missing"] == [f"{NQL}/1", f"{ESL}/1"]


def test_a_backup_comes_back_with_everything(ready: Office, tmp_path, monkeypatch) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    ready.does("casebook", "backup", "-o", ready.path("b.zip"))
    before = ready.does("list")
    shutil.rmtree(ready.casebook)
    restored = ready.does("casebook", "restore", ready.path("b.zip"))
    assert restored["read_only_because"] is None
    assert ready.does("list") == before
    assert ready.does("log", "verify")["ok"]
    assert ready.acts()[-1] == "restore"
    again = ready.asks("casebook", "restore", ready.path("b.zip"))
    assert (again.status, again.code) == (3, "casebook.exists")


def test_without_its_key_a_casebook_opens_for_reading(ready: Office, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "other keys"))
    assert ready.does("list")
    reply = ready.scores(NQL, points(4))
    assert (reply.status, reply.code) == (3, "casebook.read-only")


def test_an_edited_row_is_named(ready: Office) -> None:
    import sqlite3

    with sqlite3.connect(ready.casebook / "casebook.sqlite") as database:
        database.execute("DROP TRIGGER entry_no_update")
        database.execute("UPDATE entry SET leaf = replace(leaf, 'season', 'reason') WHERE number=4")
    database.close()
    reply = ready.asks("log", "verify")
    assert (reply.status, reply.json["ok"], reply.json["first_bad"]) == (1, False, 4)


def test_an_exported_log_is_checked_anywhere(ready: Office) -> None:
    made = ready.does("log", "export", "-o", ready.path("log.jsonl"))
    found = ready.does("log", "verify", ready.path("log.jsonl"))
    assert found["entries"] == made["entries"]
    text = ready.path("log.jsonl").read_text(encoding="utf-8")
    assert "Solveig" not in text
    ready.path("log.jsonl").write_text(text.replace('\\"receive\\"', '\\"receivd\\"', 1))
    assert ready.asks("log", "verify", ready.path("log.jsonl")).status == 1


def test_the_log_and_file_names_hold_no_names_of_people(ready: Office) -> None:
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    from app.casework import keep

    with keep.open_casebook(ready.casebook) as casebook:
        leaves = b"".join(entry.leaf for entry in casebook.entries())
    assert b"Solveig" not in leaves
    assert KARI.encode() not in leaves


def test_the_doctor_finds_this_machine_well(ready: Office) -> None:
    found = {each["id"]: each for each in ready.does("doctor")["checks"]}
    known = {"python", "packages", "fonts", "search", "keys", "log", "press", "reader"}
    assert known <= set(found)
    assert not [each for each in found.values() if each["ok"] is False]


def test_the_doctor_tells_of_a_sqlite_without_word_search() -> None:
    found = doctor.word_search(works=False)
    assert found.ok is False
    assert "FTS5" in str(found.message)
    assert found.hint is not None


def test_people_read_the_same_in_a_table(ready: Office) -> None:
    text = ready.says("list").out
    assert "Solveig Hansen" in text
    assert "2 applications" in text


def test_hostile_text_cannot_steer_the_terminal(ready: Office) -> None:
    ready.receives(teacher(id="X", applicant={"id": "t", "name": "Ada\u202e\u200b Vik"}))
    assert "\u202e" not in ready.says("list").out
    assert "Ada\u202e\u200b Vik" in {row["applicant"] for row in ready.does("list")}


@pytest.mark.parametrize("language", ["nb", "da"])
def test_errors_are_told_in_the_language_asked_for(ready: Office, language: str) -> None:
    reply = ready.says("list", "--status", "x", "--json", "--lang", language)
    assert (reply.status, reply.code) == (2, "arguments.wrong")
    assert json.loads(reply.out)["error"]["message"]
