"""Typing in an application: drafts, files, checks of opening, one import in the end."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.casework import keep, new_application
from app.casework.blank_form import complete, free_case
from app.models.case import CaseRef
from app.models.errors import LabelDeskError, Refused
from app.models.identifiers import CaseId, SchemeId
from app.scoring import shipped_schemes

NQL, ESL = SchemeId("nql-2022"), SchemeId("esl-2022")
MOMENT = datetime(2026, 11, 26, 12, tzinfo=UTC)
TYPED = {
    NQL: {
        "applicant": {"name": "Solveig Hansen"},
        "school": {"name": "Ringve skole", "country": "NO"},
        "project": {
            "title": "Stemmer fra elva",
            "founders": [{"school": "A", "country": "NO"}, {}],
        },
    },
    ESL: {
        "applicant": {"name": "Aud Vik"},
        "school": {"name": "Ringve skole", "country": "NO", "registered_on": "2019-03-01"},
    },
}


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "Ünï çødé 日本", clock=lambda: MOMENT) as book:
        yield book


def typed(casebook, scheme: SchemeId):
    """Return a draft with what the schema needs."""
    draft = new_application.begin(casebook, scheme, "Kari Nord")
    return new_application.save(casebook, replace(draft, form=draft.form | TYPED[scheme]))


def codes(casebook, draft) -> set[str]:
    return {each.code for each in new_application.check(casebook, draft)}


@pytest.mark.parametrize("scheme", [NQL, ESL])
def test_a_typed_application_is_received_like_any_other(casebook, scheme, tmp_path) -> None:
    draft = typed(casebook, scheme)
    paper = tmp_path / "Felt/rapport.txt"
    paper.parent.mkdir()
    paper.write_text("Det vi fant.")
    added = new_application.add_file(casebook, draft.token, paper)
    leaf = "1b" if scheme == NQL else "leadership-1"
    listed = {"id": "ev1", "title": added.title, "path": added.path, "criteria": [leaf]}
    draft = new_application.save(casebook, replace(draft, form=draft.form | {"evidence": [listed]}))
    received = new_application.receive_draft(casebook, draft.token)
    given = casebook.submission(CaseRef(received.case))
    assert (given.number, given.damaged, given.missing_evidence) == (1, False, False)
    assert given.application.answers[0 if scheme == NQL else 1].evidence == ("ev1",)
    assert given.application.extra["typed_in_by"] == "Kari Nord"
    assert not {each.code for each in given.problems} & {"bag.unsealed", "evidence.unlisted"}
    assert new_application.drafts(casebook) == ()
    assert not new_application.folder(casebook, draft.token).exists()


def test_a_draft_comes_back_from_a_backup_with_its_files(casebook, tmp_path) -> None:
    draft = typed(casebook, NQL)
    paper = tmp_path / "Bærekraft 日本.txt"
    paper.write_text("Det vi fant.")
    added = new_application.add_file(casebook, draft.token, paper)
    listed = {"id": "ev1", "title": added.title, "path": added.path}
    new_application.save(casebook, replace(draft, form=draft.form | {"evidence": [listed]}))
    zipped = keep.backup(casebook, tmp_path / "kopi.zip")
    with keep.restore(zipped, tmp_path / "ny", clock=lambda: MOMENT) as again:
        received = new_application.receive_draft(again, draft.token)
        given = again.submission(CaseRef(received.case))
        assert (given.damaged, given.missing_evidence) == (False, False)


def test_a_draft_outlives_the_program(casebook) -> None:
    draft = typed(casebook, NQL)
    folder = casebook.folder
    casebook.close()
    with keep.open_casebook(folder, lambda: MOMENT) as opened:
        assert new_application.find(opened, draft.token) == draft
        assert opened.size == casebook.size  # a draft is never logged


def test_what_is_missing_is_told_with_its_place(casebook) -> None:
    draft = new_application.begin(casebook, NQL, "Kari")
    places = {each.where for each in new_application.check(casebook, draft)}
    assert {"/applicant/name", "/school/name"} <= places
    with pytest.raises(Refused, match="missing or wrong"):
        new_application.receive_draft(casebook, draft.token)
    assert new_application.find(casebook, draft.token) == draft


def test_a_number_that_is_taken_is_told_and_becomes_the_next_submission(casebook) -> None:
    first = new_application.receive_draft(casebook, typed(casebook, NQL).token)
    draft = typed(casebook, NQL)
    assert draft.form["id"] != first.case
    draft = new_application.save(
        casebook, replace(draft, form=draft.form | {"id": first.case, "language": "nb"})
    )
    assert "application.renumbered" in codes(casebook, draft)
    assert new_application.receive_draft(casebook, draft.token).submission == 2


def test_receiving_again_after_a_crash_changes_nothing(casebook, monkeypatch) -> None:
    draft = typed(casebook, NQL)
    with monkeypatch.context() as crash:
        crash.setattr(new_application, "discard", lambda *_: None)  # killed before the last step
        first = new_application.receive_draft(casebook, draft.token)
    again = new_application.receive_draft(casebook, draft.token)
    assert (again.already, again.case, again.submission) == (True, first.case, first.submission)
    assert new_application.drafts(casebook) == ()


def test_the_next_submission_begins_with_what_the_last_one_says(casebook, tmp_path) -> None:
    draft = typed(casebook, NQL)
    paper = tmp_path / "ark.txt"
    paper.write_text("x")
    added = new_application.add_file(casebook, draft.token, paper)
    listed = {"id": "ev1", "title": "Ark", "path": added.path}
    new_application.save(casebook, replace(draft, form=draft.form | {"evidence": [listed]}))
    case = new_application.receive_draft(casebook, draft.token).case
    again = new_application.again(casebook, CaseRef(case), "Per")
    assert (again.form["id"], again.form["submission"]) == (case, 2)
    assert again.form["project"]["title"] == "Stemmer fra elva"
    assert (new_application.folder(casebook, again.token) / added.path).read_text() == "x"
    received = new_application.receive_draft(casebook, again.token)
    assert received.submission == 2
    copy = tmp_path / "kopi.labelapp"
    new_application.save_copy(casebook, CaseRef(case), copy)
    with zipfile.ZipFile(copy) as opened:
        form = next(name for name in opened.namelist() if name.endswith("application.json"))
        assert json.loads(opened.read(form))["submission"] == 2


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ünï çødé 日本.pdf", "Ünï çødé 日本.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a:b?.txt", "a_b_.txt"),
        ("  .hidden", "hidden"),
        ("x" * 200 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_such_that_every_system_keeps_them(casebook, tmp_path, name, kept) -> None:
    source = tmp_path / "in" / name
    source.parent.mkdir()
    source.write_bytes(b"%PDF-1.4")
    added = new_application.add_file(casebook, "t", source)
    assert added.path == f"evidence/{kept}"
    assert new_application.add_file(casebook, "t", source).path != added.path


@pytest.mark.parametrize(("content", "said"), [(b"", "empty"), (b"%PDF-1.7", "not what its name")])
def test_a_file_that_is_not_what_it_says_is_told_when_it_is_dropped(
    casebook, tmp_path, content, said
) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert said in new_application.add_file(casebook, "t", tmp_path / "a.docx").problems[0]


@pytest.mark.parametrize("name", ["absent.pdf", "."])
def test_what_cannot_be_read_is_refused(casebook, tmp_path, name) -> None:
    with pytest.raises(LabelDeskError):
        new_application.add_file(casebook, "t", tmp_path / name)


def test_a_removed_file_is_told_before_it_is_packed(casebook, tmp_path) -> None:
    draft = typed(casebook, NQL)
    (tmp_path / "a.txt").write_text("x")
    added = new_application.add_file(casebook, draft.token, tmp_path / "a.txt")
    form = draft.form | {"evidence": [{"id": "ev1", "path": added.path}]}
    draft = new_application.save(casebook, replace(draft, form=form))
    new_application.remove_file(casebook, draft.token, added.path)
    new_application.remove_file(casebook, draft.token, "../../casebook.sqlite")
    assert (casebook.folder / "casebook.sqlite").exists()
    assert "evidence.missing" in codes(casebook, draft)


@pytest.mark.parametrize(
    ("known", "free"),
    [
        ([], "NO-NQL-2026-0001"),
        (["NO-NQL-2026-0412", "no-nql-2026-0413", "NO-NQL-2025-9999"], "NO-NQL-2026-0414"),
        (["NO-NQL-2026-x"], "NO-NQL-2026-0001"),
    ],
)
def test_the_next_free_number_is_proposed(known, free) -> None:
    cases = [CaseId(each) for each in known]
    assert free_case(shipped_schemes()[NQL], "NO", 2026, cases) == free


def test_only_what_is_empty_is_left_out() -> None:
    form = {"applicant": {"name": " A ", "email": ""}, "declarations": {"e1": False},
            "answers": [{"id": "a1", "criterion": "1", "text": ""}], "evidence": None,
            "project": {"pupils": 0, "founders": [{}]}, "school": {}, "extra": {}}  # fmt: skip
    assert complete(form) == {
        "applicant": {"name": "A"}, "declarations": {"e1": False}, "evidence": [], "school": {},
        "answers": [{"id": "a1", "criterion": "1"}], "project": {"pupils": 0},
    }  # fmt: skip
