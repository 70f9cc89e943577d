"""Pins of an earlier submission follow their bytes and their words, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.casework.earlier_pins import followed, left_sentence
from app.casework.proposed import confirmed, left_behind
from app.models.application import Answer, Evidence
from app.models.comparison import EarlierPin, Proposal
from app.models.identifiers import LeafId
from app.models.message import message
from app.models.review import Pin, Score
from app.wording import say
from tests.storage.made import submission

A, B, C = ("a" * 64), ("b" * 64), ("c" * 64)
MADE = submission(1)


def sent(evidence: dict[str, str], hashes: dict[str, str], answers: dict[str, str]) -> object:
    """A submission: evidence by id with its address or path, hashes and answers by id."""
    pieces = tuple(
        Evidence(key, key, url=where) if where.startswith("http") else Evidence(key, key, where)
        for key, where in evidence.items()
    )
    texts = tuple(Answer(key, text) for key, text in answers.items())
    form = replace(MADE.application, evidence=pieces, answers=texts)
    return replace(MADE, application=form, evidence_sha256=hashes)


BEFORE = sent(
    {"ev1": "a.pdf", "ev2": "b.pdf", "ev3": "c.pdf", "ln1": "http://x", "ln2": "http://y"},
    {"ev1": A, "ev2": B, "ev3": C},
    {"a1": "Vi **arbeidet** sammen.", "a2": "Nei.", "a3": "Ja."},
)
AFTER = sent(
    {"ev1": "a.pdf", "ev2": "new.pdf", "ev9": "b.pdf", "ln1": "http://z", "ln7": "http://y"},
    {"ev1": A, "ev2": "d" * 64, "ev9": B},
    {"a1": "Først: vi arbeidet\nsammen. Så målte vi.", "a2": "Nei."},
)
RECTANGLE = (Fraction(0), Fraction(0), Fraction(1, 2), Fraction(1))


@pytest.mark.parametrize(
    ("pin", "now"),
    [
        (Pin("ev1", page=7, quote="år", sha256=A), Pin("ev1", page=7, quote="år", sha256=A)),
        (Pin("ev2", rectangle=RECTANGLE, sha256=B), Pin("ev9", rectangle=RECTANGLE, sha256=B)),
        (Pin("ev2", page=2), Pin("ev9", page=2, sha256=B)),
        (Pin("ev3", page=1, sha256=C), None),
        (Pin("own-1", sha256="e" * 64), None),
        (Pin("ln1", second=Fraction(7)), None),
        (Pin("ln2", note="se"), Pin("ln7", note="se")),
        (Pin("ev8"), None),
        (Pin(answer="a1", quote="arbeidet sammen"), Pin(answer="a1", quote="arbeidet sammen")),
        (Pin(answer="a1", quote="hver for seg"), None),
        (Pin(answer="a1"), None),
        (Pin(answer="a2"), Pin(answer="a2")),
        (Pin(answer="a3", quote="Ja"), None),
    ],
)  # fmt: skip
def test_a_pin_follows_its_bytes_and_words(pin: Pin, now: Pin | None) -> None:
    assert followed(pin, BEFORE, AFTER) == now  # type: ignore[arg-type]


def proposal() -> Proposal:
    here, gone = Pin("ev1", page=1, sha256=A), Pin("ev3", sha256=C)
    words = message("{file}", file="x")
    pins = (EarlierPin(here, here, words), EarlierPin(gone, None, words),
            EarlierPin(here, here, words))  # fmt: skip
    return Proposal(LeafId("1a"), Score(Fraction(4)), True, pins)


@pytest.mark.parametrize(
    ("now", "pages", "left"),
    [
        (Score(), [1], 1),
        (Score(pins=(Pin("ev1", page=5, sha256=A),)), [5, 1], 1),
        (Score(pins=(Pin("ev1", page=1, sha256=A),)), [1], 1),
        (Score(no_evidence=True), [], 3),
    ],
)
def test_confirming_adds_what_is_still_there(now: Score, pages: list[int], left: int) -> None:
    after = confirmed(proposal(), now)
    assert [pin.page for pin in after.pins] == pages
    assert after.no_evidence == now.no_evidence
    assert len(left_behind(proposal(), now)) == left


@pytest.mark.parametrize(
    ("unchanged", "now", "none"),
    [
        (True, Score(), True),
        (False, Score(), False),
        (True, Score(pins=(Pin("ev1", page=5, sha256=A),)), False),
        (False, Score(no_evidence=True), True),
    ],
)
def test_that_there_was_no_evidence_comes_along(unchanged: bool, now: Score, none: bool) -> None:
    earlier = Proposal(LeafId("1a"), Score(Fraction(2), no_evidence=True), unchanged)
    assert confirmed(earlier, now).no_evidence is none


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 pin was left behind: f0."),
        (2, "2 pins were left behind: f0 and f1."),
        (5, "5 pins were left behind, among them f0, f1, and f2."),
    ],
)
def test_what_is_left_is_counted_and_named(count: int, said: str) -> None:
    left = [EarlierPin(Pin(), None, message("{file}", file=f"f{n}")) for n in range(count)]
    sentence = left_sentence(left)
    assert sentence is not None
    assert say(sentence, "en") == said
    assert left_sentence([]) is None
