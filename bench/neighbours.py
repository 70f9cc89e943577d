"""Texts nearly the same among ten thousand applications: taking them in, and asking around one.

    python bench/neighbours.py [cases]

Each application answers five questions with two hundred words; one in fifty has an answer pasted
from a colleague. The floor of taking in is reading the same forms and cutting them into words. It
happens behind the window, five files at a time, so the longest five are what anybody may wait for.
All times are those of the processor, so that other programs do not count.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.casework import keep, neighbours
from app.models.application import Answer, Applicant, Application, Project, School
from app.models.case import CaseRef, Submission
from app.models.identifiers import CaseId, SchemeId, Sha256
from app.models.log import Act
from app.storage import Casebook

START = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
NQL = SchemeId("nql-2022")
ASK_LIMIT, FIVE_LIMIT = 300.0, 50.0
"""Milliseconds: around one application; for five files behind the window."""
QUESTIONS, WORDS, PASTED = 5, 200, 50


def vocabulary(chance: random.Random) -> list[str]:
    """Words as a language has them: few very often, most seldom."""
    letters = "aaabdeeefghiijkllmnnoprrsttuvyåø"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(20_000)]
    return [word for rank, word in enumerate(words) for _ in range(max(1, 4_000 // (rank + 20)))]


def text(chance: random.Random, words: list[str]) -> str:
    """Sentences of about twelve words."""
    found = chance.choices(words, k=WORDS)
    return " ".join(word + "." if place % 12 == 11 else word for place, word in enumerate(found))


def fill(casebook: Casebook, cases: int) -> None:
    """Receive the applications."""
    casebook._connection.exec_driver_sql("PRAGMA synchronous = OFF")
    casebook._remember = lambda: None  # type: ignore[method-assign]
    chance = random.Random(2022)
    words, before = vocabulary(chance), ""
    for number in range(cases):
        texts = [text(chance, words) for _ in range(QUESTIONS)]
        if number % PASTED == PASTED - 1:
            texts[1] = before
        before = texts[1]
        form = application(number, texts)
        with casebook.act(Act.RECEIVE) as act:
            act.store(Submission(
                form.id, 1, Sha256(f"{number:064x}"), 4096, NQL, START, form.submitted_at, False,
                False, act.index, form,
            ))  # fmt: skip
    del casebook._remember
    casebook._remember()


def application(number: int, texts: list[str]) -> Application:
    """An invented application; forty schools have several, and eight a project."""
    return Application(
        scheme=NQL, id=CaseId(f"NO-NQL-2026-{number:05}"), submission=1,
        submitted_at=START + timedelta(minutes=number), language="nb",
        applicant=Applicant(f"Lærer {number}", id=f"t-{number}"),
        school=School(f"Skole {number // 40}", "NO", id=f"NO-{number // 40}"),
        project=Project(f"Prosjekt {number // 8}", id=f"p-{number // 8}"),
        answers=tuple(
            Answer(f"a{place}", each, str(place)) for place, each in enumerate(texts, 1)
        ),
        evidence=(),
    )  # fmt: skip


def floor(database: Path) -> float:
    """Read all forms and cut their texts into words; return seconds."""
    began = time.process_time()
    with sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True) as raw:
        count = 0
        for (value,) in raw.execute("SELECT value FROM form"):
            count += sum(len(each["text"].split()) for each in json.loads(value)["answers"])
    raw.close()
    assert count
    return time.process_time() - began


def take_in(casebook: Casebook) -> tuple[float, float]:
    """Take in everything, five files at a time; return seconds, and the longest five in ms.

    The last call also makes the index of all: it is timed apart, and counted in the sum.
    """
    files = neighbours.waiting(casebook)
    longest, began = [], time.process_time()
    for first in range(0, len(files), 5):
        some = files[first : first + 5]
        start = time.process_time()
        neighbours.take_in(casebook, some, len(files) - first - len(some))
        longest.append(1000 * (time.process_time() - start))
    return time.process_time() - began, sorted(longest[:-1])[-1 - len(longest) // 1000]


def ask(casebook: Casebook, cases: int) -> list[float]:
    """Ask around applications that were pasted from; return milliseconds."""
    spent = []
    for number in range(PASTED - 1, cases, max(PASTED, cases // 20 // PASTED * PASTED)):
        start = time.process_time()
        found = neighbours.neighbours(casebook, CaseRef(CaseId(f"NO-NQL-2026-{number:05}")))
        spent.append(1000 * (time.process_time() - start))
        assert [each.criterion for each in found.texts] == ["2"], found.texts
    return spent


def main() -> int:
    """Print the figures; status 1 when a limit is not kept."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "casebook"
        with keep.begin(folder) as casebook:
            fill(casebook, cases)
        bare = floor(folder / "casebook.sqlite")
        with keep.open_casebook(folder) as casebook:
            seconds, five = take_in(casebook)
            spent = ask(casebook, cases)
        size = (folder / "cache.sqlite").stat().st_size / 2**20
    ask_ms = statistics.median(spent)
    print(
        f"{cases} applications taken in in {seconds:.1f} s ({seconds / bare:.1f} × the floor of "
        f"{bare:.1f} s), five at once at most {five:.0f} ms (limit {FIVE_LIMIT:.0f}); "
        f"around one {ask_ms:.0f} ms, at most {max(spent):.0f} (limit {ASK_LIMIT:.0f}); "
        f"cache {size:.0f} MiB"
    )
    return int(ask_ms > ASK_LIMIT or five > FIVE_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
