"""A queue of ten thousand cases: reading it, showing it, and a key press in its filter.

    python bench/queue_filter.py [cases]

The floor of reading is the sqlite3 module taking the same columns and drafts out of the same file.
Key presses and pauses are measured in the real window, offscreen unless QT_QPA_PLATFORM says
otherwise: from the key until the window is painted and has nothing left to do.
"""

import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.casework import keep, queue
from app.models.application import Applicant, Application, Project, School
from app.models.assessment import Assessment, Outcome
from app.models.case import Submission
from app.models.decision import Decision
from app.models.identifiers import CaseId, DecisionId, LeafId, SchemeId, Sha256
from app.models.log import Act
from app.models.review import Draft, Review, Score
from app.models.window import WindowRequest
from app.scoring import assess, shipped_schemes
from app.storage import Casebook
from app.ui import theme
from app.ui.remembered import Remembered
from app.ui.window import MainWindow
from app.wording import use

START = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
NQL = SchemeId("nql-2022")
KEY_LIMIT, GAP_LIMIT, READ_LIMIT = 50.0, 50.0, 400.0
"""Milliseconds."""
TYPED = "ringve 00"
PLACES = ("Ringve", "Åsen", "Fjordgata", "Strindheim", "Tøyen", "Grünerløkka", "Nordnes")


def hashed(number: int) -> Sha256:
    """A hash of nothing, its own for each number."""
    return Sha256(f"{number:064x}")


def fill(casebook: Casebook, cases: int) -> None:
    """Receive the cases; score four in ten, seal two, decide one."""
    casebook._connection.exec_driver_sql("PRAGMA synchronous = OFF")
    casebook._remember = lambda: None  # type: ignore[method-assign]
    scheme, chance = shipped_schemes()[NQL], random.Random(2022)
    for number in range(cases):
        form = application(number)
        with casebook.act(Act.RECEIVE) as act:
            act.store(Submission(
                form.id, 1, hashed(number), 4096, NQL, START, form.submitted_at, False, False,
                act.index, form,
            ))  # fmt: skip
        points = {leaf.id: Score(Fraction(chance.randint(0, 5))) for leaf in scheme.leaves}
        turn = number % 10
        if turn < 4:
            half = dict(list(points.items())[: 3 + number % 9])
            with casebook.draft() as draft:
                draft.save(Draft(form.id, 1, "Kari Nord", half, changed_at=START))
        elif turn < 7:
            seal(casebook, number, form.id, points)
            if turn == 6:
                decide(casebook, number, form.id, assess(scheme, points))
    del casebook._remember
    casebook._remember()


def application(number: int) -> Application:
    """An invented form."""
    place = PLACES[number % len(PLACES)]
    case = CaseId(f"NO-NQL-2026-{number:05}")
    return Application(
        NQL, case, 1, START + timedelta(minutes=number), "nb",
        Applicant(f"Solveig Hansen {number}", id=f"t-{number}"),
        School(f"{place} skole", "NO", id=f"s-{number % 900}", city="Trondheim"),
        project=Project(f"Stemmer fra elva {number * 7919 % 10_007}", id=f"p-{number}"),
        answers=(), evidence=(),
    )  # fmt: skip


def seal(
    casebook: Casebook, number: int, case: CaseId, points: dict[LeafId, Score]
) -> None:  # fmt: skip
    """Seal a review."""
    with casebook.act(Act.SEAL) as act:
        act.store(Review(
            f"R-{act.name}", case, 1, hashed(number), "Kari Nord", NQL, hashed(0), hashed(0),
            points, START, entry=act.index,
        ))  # fmt: skip


def decide(casebook: Casebook, number: int, case: CaseId, found: Assessment) -> None:
    """Decide."""
    with casebook.act(Act.DECIDE) as act:
        act.store(Decision(
            DecisionId(f"D-{act.name}"), case, 1, hashed(number), (), NQL, hashed(0), hashed(0),
            found, {}, Outcome.REFUSE, "Kari Nord", act.at, act.index, "Ikke nok.",
        ))  # fmt: skip


def floor(database: Path) -> float:
    """Read the same columns and drafts, and nothing else; milliseconds."""

    def read() -> None:
        raw = sqlite3.connect(database)
        raw.execute(
            "SELECT s.case_key, s.number, s.sha256, s.case_id, s.scheme, s.submitted_at,"
            " f.applicant, f.school, f.city, f.title FROM submission s JOIN form f USING (entry)"
            " ORDER BY s.case_key"
        ).fetchall()
        for (text,) in raw.execute("SELECT value FROM draft"):
            json.loads(text)
        raw.close()

    return min(milliseconds(read) for _ in range(3))


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long an act took."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


class Pauses:
    """The longest time for which the window's event loop did nothing else."""

    def __init__(self) -> None:
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def of(self, act: Callable[[], object], is_done: Callable[[], bool]) -> float:
        """Return the longest pause while an act is on its way."""
        settle()
        self._tick()
        self.longest = 0.0
        act()
        while not is_done():
            QApplication.processEvents()
        settle()
        self._tick()
        return self.longest


def settle() -> None:
    """Let the window do all that waits."""
    for _ in range(5):
        QApplication.processEvents()


def in_window(folder: Path) -> tuple[list[float], float, float]:
    """Return what each key took, and the longest pauses at opening and at reading again."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    use("en")
    theme.apply(application)
    kept = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Remembered(kept))
    window.resize(1440, 900)
    window.show()
    window.furnish()
    pauses, desk, ready = Pauses(), window.desk, list[int]()
    window.ready.connect(lambda: ready.append(1))
    opening = pauses.of(
        lambda: window.errands.begin(WindowRequest(folder / "casebook")), lambda: bool(ready)
    )
    window.queue.filter.setFocus()
    typed = TYPED + "\b" * len(TYPED)
    keys = [milliseconds(partial(press, window, key)) for key in typed]
    again = pauses.of(desk.refresh, lambda: desk.is_idle)
    window.close()
    return keys, opening, again


def press(window: MainWindow, key: str) -> None:
    """Press a key in the filter and wait until everything has happened."""
    if key == "\b":
        QTest.keyClick(window.queue.filter, Qt.Key.Key_Backspace)
    else:
        QTest.keyClicks(window.queue.filter, key)
    settle()


def main() -> int:
    """Print the figures; the status is 1 when a limit is not kept."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ |= {"LABEL_DESK_KEYS": str(place / "keys"), "XDG_CONFIG_HOME": name}
        keep.begin(place / "casebook", organisation={"en": "NSO"}).close()
        with keep.open_casebook(place / "casebook") as casebook:
            fill(casebook, cases)
        bare = floor(place / "casebook" / "casebook.sqlite")
        with keep.open_casebook(place / "casebook") as casebook:
            read = min(milliseconds(lambda: queue.queue(casebook)) for _ in range(3))
        keys, opening, again = in_window(place)
    slowest = max(keys)
    kept = read <= READ_LIMIT and slowest <= KEY_LIMIT and max(opening, again) <= GAP_LIMIT
    print(f"{cases} cases")
    print(f"reading alone {bare:.0f} ms · queue read {read:.0f} ms, {read / bare:.1f} × "
          f"(limit {READ_LIMIT:.0f} ms)")  # fmt: skip
    print(f"a key in the filter {statistics.median(keys):.0f} ms, slowest {slowest:.0f} "
          f"(limit {KEY_LIMIT:.0f} ms)")  # fmt: skip
    print(f"longest pause: opening {opening:.0f} ms, after an act {again:.0f} ms "
          f"(limit {GAP_LIMIT:.0f} ms)")  # fmt: skip
    return int(not kept)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
