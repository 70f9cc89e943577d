"""Own notes and pictures: apart, dated, hashed, pinned, sealed; gone only while that is honest."""

import hashlib
import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from app.casework import evidence, keep, own, pins, receive, review
from app.casework.judge import judge
from app.casework.pin_words import pin_sentence
from app.models.case import CaseRef
from app.models.errors import LabelDeskError, Misused, Refused, Unavailable
from app.models.identifiers import CaseId, EvidenceId, LeafId
from app.models.review import Pin, Score
from app.packages import pack
from app.wording import say
from tests.flows.cli.office import KARI, LEAVES, NQL, teacher

REF, OWN = CaseRef(CaseId(NQL)), EvidenceId("own-1")
DAY = date(2026, 11, 26)
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50
LINK = {"id": "ev2", "title": "TwinSpace", "url": "https://example.org/t", "criteria": ["1b"]}


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch):
    """A casebook with one application that lists a file and a link."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    form = teacher()
    form["evidence"].append(LINK)
    source = tmp_path / "source"
    (source / "evidence").mkdir(parents=True)
    (source / "application.json").write_text(json.dumps(form))
    (source / "evidence" / "rapport.txt").write_text("Det vi fant.")
    pack(source, tmp_path / "a.labelapp")
    clock = lambda: datetime(2026, 11, 26, 12, tzinfo=UTC)  # noqa: E731
    with keep.begin(tmp_path / "casebook", clock=clock) as book:
        receive.receive(book, tmp_path / "a.labelapp")
        yield book


def note(casebook, text: str = "Siden viser 12 elever.", by: str = KARI):
    return own.add_note(casebook, REF, by, text, DAY, EvidenceId("ev2"))


def seal(casebook, *pinned: Pin):
    scores = {LeafId(leaf): Score(Fraction(4)) for leaf in LEAVES}
    scores[LeafId("1b")] = Score(Fraction(4), pins=pinned)
    review.save_scores(casebook, REF, KARI, pins.checked(casebook, REF, scores, KARI))
    return review.seal(casebook, REF, KARI)


def test_it_stands_beside_the_evidence_marked_and_is_never_stored_with_it(casebook) -> None:
    made = note(casebook)
    listed = judge(casebook, REF, KARI).submission
    mine = listed.application.evidence[-1]
    assert (mine.id, mine.own, mine.url, mine.criteria) == (OWN, True, LINK["url"], ("1b",))
    assert listed.evidence_sha256[OWN] == made.sha256
    assert [each.own for each in casebook.submission(REF).application.evidence] == [False, False]
    assert not any(each.own for each in judge(casebook, REF, "Per").application.evidence)


@pytest.mark.parametrize("piece", ["note", "picture"])
def test_its_bytes_are_checked_against_its_hash(casebook, piece) -> None:
    made = note(casebook) if piece == "note" else own.add_picture(casebook, REF, KARI, PNG, DAY)
    content = evidence.read(casebook, REF, made.id, KARI)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    with pytest.raises(LabelDeskError):
        evidence.read(casebook, REF, made.id, "Per")


@pytest.mark.parametrize("bad", [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7"])
def test_other_files_are_no_pictures(casebook, bad) -> None:
    with pytest.raises(Misused, match="PNG and JPEG"):
        own.add_picture(casebook, REF, KARI, bad, DAY)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 20_001])
def test_empty_and_endless_notes_are_refused(casebook, text) -> None:
    with pytest.raises(Misused):
        note(casebook, text)
    assert casebook.own_evidence(CaseId(NQL), 1, KARI) == ()


def test_a_huge_picture_is_refused(casebook) -> None:
    with pytest.raises(Misused, match="larger"):
        own.add_picture(casebook, REF, KARI, PNG + bytes(own.LARGEST_PICTURE), DAY)


def test_a_link_that_is_not_listed_is_refused(casebook) -> None:
    with pytest.raises(Refused):
        own.add_note(casebook, REF, KARI, "x", DAY, EvidenceId("ev99"))


def test_a_pin_is_bound_to_it_and_the_sealed_review_commits_to_it(casebook) -> None:
    made = note(casebook, "日本 ليلى")
    sealed = seal(casebook, Pin(evidence=OWN, quote="12 elever"))
    (kept,) = casebook.reviews(CaseId(NQL), 1)
    assert kept.scores[LeafId("1b")].pins[0].sha256 == made.sha256
    assert kept.own == (made,)
    fields = {each.field for each in casebook.entry(sealed.entry).commitments}
    assert {"review.remarks", "review.own"} <= fields
    assert casebook.check().ok


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "own-1, seen by the evaluator on 26 November 2026: “12”"),
     ("nb", "own-1, sett av evaluatoren 26. november 2026: «12»")],
)  # fmt: skip
def test_a_letter_says_who_saw_it(casebook, language, said) -> None:
    note(casebook)
    form = judge(casebook, REF, KARI).application
    assert say(pin_sentence(Pin(evidence=OWN, quote="12"), form), language) == said


def test_it_can_be_removed_until_it_is_pinned_or_sealed(casebook) -> None:
    note(casebook)
    own.remove(casebook, REF, KARI, OWN)
    assert casebook.own_evidence(CaseId(NQL), 1, KARI) == ()
    note(casebook)
    pinned = {LeafId("1b"): Score(pins=(Pin(evidence=OWN),))}
    review.save_scores(casebook, REF, KARI, pinned)
    with pytest.raises(Refused, match="pinned to 1b"):
        own.remove(casebook, REF, KARI, OWN)
    seal(casebook)
    with pytest.raises(Refused, match="sealed"):
        own.remove(casebook, REF, KARI, OWN)


def test_the_applicants_ids_are_never_taken(casebook, monkeypatch) -> None:
    given = casebook.submission(REF)
    form = given.application
    assert own._free_id(casebook, given, KARI) == OWN
    taken = type(given)(**{name: getattr(given, name) for name in given.__slots__} | {
        "application": type(form)(**{n: getattr(form, n) for n in form.__slots__} | {
            "evidence": (type(form.evidence[0])(OWN, "theirs"),)})})  # fmt: skip
    assert own._free_id(casebook, taken, KARI) == "own-2"


def test_bytes_that_were_changed_outside_are_told(casebook) -> None:
    note(casebook)
    with casebook.draft() as draft:
        draft.connection.exec_driver_sql("UPDATE own_evidence SET picture = x'00'")
    with pytest.raises(Unavailable):
        evidence.read(casebook, REF, OWN, KARI)
