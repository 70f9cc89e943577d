"""A key press in the filter of a queue of 10 000 cases, beside a bare search of the same words.

    python bench/queue_filter.py

The key press counts from the typed letter until the rows that remain are painted. Offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta
from fractions import Fraction

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from PySide6.QtTest import QTest

from app.casework.queue import folded
from app.models.case import QueueRow, Status
from app.models.identifiers import CaseId, SchemeId
from app.ui import theme
from app.ui.queue.pane import QueuePane
from app.ui.start import make_application

CASES = 10_000
LIMIT = 50.0
WORDS = "skole elva 12"
START = datetime(2026, 9, 1, tzinfo=UTC)


def row(number: int) -> QueueRow:
    """Return an invented case."""
    return QueueRow(
        id=CaseId(f"NO-NQL-2026-{number:05}"), submission=1, submissions=1,
        scheme=SchemeId("nql-2022"), applicant=f"Kari Nordmann {number}",
        school=f"Skole {number % 700}", city="Trondheim", country="NO",
        title=f"Stemmer fra elva {number}", status=list(Status)[number % len(Status)],
        submitted_at=START + timedelta(minutes=number), received_at=START, damaged=False,
        scored=12, leaves=12, total=Fraction(number % 25), maximum=Fraction(25),
    )  # fmt: skip


def main() -> None:
    """Print the median and the slowest key press, and the floor."""
    application = make_application()
    theme.apply(application)
    pane = QueuePane()
    pane.resize(260, 800)
    rows = [row(number) for number in range(CASES)]
    started = time.perf_counter()
    pane.show_rows(rows, folded)
    pane.show()
    application.processEvents()
    shown = (time.perf_counter() - started) * 1000
    texts = [folded(f"{each.id} {each.title} {each.applicant} {each.school}") for each in rows]
    floor, keys = [], []
    for letter in WORDS:
        started = time.perf_counter()
        QTest.keyClicks(pane.filter, letter)
        application.processEvents()
        pane.view.viewport().repaint()
        keys.append((time.perf_counter() - started) * 1000)
        words = folded(pane.filter.text()).split()
        started = time.perf_counter()
        _found = [text for text in texts if all(word in text for word in words)]
        floor.append((time.perf_counter() - started) * 1000)
    worst = max(keys)
    print(f"10 000 cases shown        {shown:6.0f} ms")
    print(f"bare search, median       {statistics.median(floor):6.1f} ms")
    print(f"key press, median         {statistics.median(keys):6.1f} ms")
    print(f"key press, slowest        {worst:6.1f} ms   (limit {LIMIT:.0f}) "
          f"{'kept' if worst <= LIMIT else 'NOT kept'}")  # fmt: skip


if __name__ == "__main__":
    main()
