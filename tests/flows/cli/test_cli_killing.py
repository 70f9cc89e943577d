"""kill -9 while importing, scoring, deciding, signing, carrying: nothing is lost or half."""

import itertools
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.casework import carry, decide, identity, issue, keep, queue, receive, review
from app.casework.press import Press
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId
from app.models.review import Pin, Score
from tests.flows.cli.office import KARI, LEAVES, PASSPHRASE, Office, teacher
from tests.storage.killing import kill_while

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

SCORES = {LeafId(leaf): Score(4) for leaf in LEAVES}
PINNED = {LeafId("1a"): Score(4, "Se.", (Pin(answer="a1", quote="arbeidet"),))}
AHEAD = 6
"""Cases that wait before the first kill may come: most kills meet the act itself."""


def work(folder: str) -> Iterator[str]:
    """Receive, score, decide and certify one application after another; tell what is confirmed."""
    place = Path(folder)
    writer = Office(place / "inbox", None, files=len(list((place / "inbox").iterdir())))
    with keep.open_casebook(place / "casebook") as casebook, Press() as press:
        press.open_identity(casebook.identity_path.read_bytes(), PASSPHRASE, casebook.clock())
        yield json.dumps(["open", casebook.size])
        while True:
            case = f"NO-{casebook.size}"
            receive.receive(casebook, writer.application(teacher(id=case)))
            yield json.dumps(["receive", case])
            review.save_scores(casebook, CaseRef(case), KARI, SCORES)
            yield json.dumps(["score", case])
            decide.decide(casebook, CaseRef(case), outcome=Outcome.GRANT, by=KARI, override="x")
            yield json.dumps(["decide", case])
            made = issue.certify(casebook, press, CaseRef(case))
            yield json.dumps(["certify", made.number])


def carrying(folder: str) -> Iterator[str]:
    """Confirm the earlier points of one case after another that came again."""
    place = Path(folder)
    writer = Office(place / "inbox", None, files=len(list((place / "inbox").iterdir())))
    with keep.open_casebook(place / "casebook") as casebook:
        waiting = [come_again(casebook, writer, number) for number in range(AHEAD)]
        yield json.dumps(["open", casebook.size])
        for number in itertools.count(AHEAD):
            case = waiting.pop(0) if waiting else come_again(casebook, writer, number)
            carry.carry_over(casebook, CaseRef(case), KARI)
            yield json.dumps(["carry", case])


def come_again(casebook: keep.Casebook, writer: Office, number: int) -> CaseId:
    """Refuse a case with pins and comments and receive it once more; return its number."""
    case = CaseId(f"NO-NQL-2026-9{number:03}")
    receive.receive(casebook, writer.application(teacher(id=case)))
    review.save_scores(casebook, CaseRef(case), KARI, SCORES | PINNED)
    decide.decide(casebook, CaseRef(case), outcome=Outcome.REFUSE, by=KARI, reason="x",
                  override="x")  # fmt: skip
    later = teacher(id=case, submission=2, submitted_at="2026-09-28T09:00:00+02:00")
    receive.receive(casebook, writer.application(later))
    return case


@pytest.mark.parametrize(
    ("doing", "seed"),
    [*(("work", seed) for seed in range(6)), *(("carrying", seed) for seed in range(6))],
)
def test_nothing_confirmed_is_lost(ready: Office, doing: str, seed: int) -> None:
    place = ready.casebook.parent
    ready.path("inbox").mkdir()
    after = random.Random(seed).uniform(0, 0.5)
    lines = kill_while("tests.flows.cli.test_cli_killing", doing, place, after=after)
    with keep.open_casebook(ready.casebook) as casebook:
        assert casebook.check(packages=True).ok
        assert casebook.read_only_because is None
        assert list(casebook.staging.iterdir()) == []
        for what, name in (json.loads(line) for line in lines):
            assert confirmed(casebook, what, name)
        for case in {row.id for row in queue.queue(casebook)}:
            assert is_whole(casebook, case)


def is_whole(casebook: keep.Casebook, case: CaseId) -> bool:
    """Tell whether earlier points are in the log and in the draft, or in neither."""
    drafts, logged = casebook.drafts(case, 2), casebook.carried(case)
    kept = {leaf: score.points for draft in drafts for leaf, score in draft.scores.items()}
    given = {leaf: points for each in logged for leaf, points in each.points.items()}
    pins = [pin for draft in drafts for score in draft.scores.values() for pin in score.pins]
    return kept == given and len(pins) == len(logged)


def confirmed(casebook: keep.Casebook, what: str, name: str) -> bool:
    """Tell whether an act that was confirmed is there, whole."""
    if what == "receive":
        submission = casebook.submissions(name)[0]
        return casebook.package_path(submission.sha256).stat().st_size == submission.size
    if what == "score":
        return bool(casebook.drafts(name, 1) or casebook.reviews(name))
    if what == "decide":
        return casebook.decisions(name)[0].outcome is Outcome.GRANT
    if what == "carry":
        return len(casebook.carried(CaseId(name))) == 1
    if what == "certify":
        return casebook.certificate(name).pdf.startswith(b"%PDF-")
    return identity.show(casebook) is not None
