"""kill -9 while importing, scoring, deciding, signing: nothing confirmed is lost or half."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.casework import decide, identity, issue, keep, receive, review
from app.casework.press import Press
from app.models.assessment import Outcome
from app.models.case import CaseRef
from app.models.identifiers import LeafId
from app.models.review import Score
from tests.flows.cli.office import KARI, LEAVES, PASSPHRASE, Office, teacher
from tests.storage.killing import kill_while

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

SCORES = {LeafId(leaf): Score(4) for leaf in LEAVES}


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


@pytest.mark.parametrize("seed", range(6))
def test_nothing_confirmed_is_lost(ready: Office, seed: int) -> None:
    place = ready.casebook.parent
    ready.path("inbox").mkdir()
    after = random.Random(seed).uniform(0, 0.5)
    lines = kill_while("tests.flows.cli.test_cli_killing", "work", place, after=after)
    with keep.open_casebook(ready.casebook) as casebook:
        assert casebook.check(packages=True).ok
        assert casebook.read_only_because is None
        assert list(casebook.staging.iterdir()) == []
        for what, name in (json.loads(line) for line in lines):
            assert confirmed(casebook, what, name)


def confirmed(casebook: keep.Casebook, what: str, name: str) -> bool:
    """Tell whether an act that was confirmed is there, whole."""
    if what == "receive":
        submission = casebook.submissions(name)[0]
        return casebook.package_path(submission.sha256).stat().st_size == submission.size
    if what == "score":
        return bool(casebook.drafts(name, 1) or casebook.reviews(name))
    if what == "decide":
        return casebook.decisions(name)[0].outcome is Outcome.GRANT
    if what == "certify":
        return casebook.certificate(name).pdf.startswith(b"%PDF-")
    return identity.show(casebook) is not None
