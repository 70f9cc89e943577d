"""A score saved, beside writing and syncing 4 KiB on the same disk; and an act, for comparison.

python bench/save_score.py [folder]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from app.clock import system_clock
from app.models.identifiers import CaseId, LeafId, Sha256
from app.models.log import Act
from app.models.review import Draft, Score
from app.storage import Casebook

TIMES = 300
LEAVES = [f"{criterion}{part}" for criterion in range(1, 6) for part in "abc"]


def medians(*acts: Callable[[int], None]) -> list[float]:
    """Return each act's median in milliseconds; they take turns, so that all meet the same load."""
    times: list[list[float]] = [[] for _ in acts]
    for number in range(TIMES):
        for act, spent in zip(acts, times, strict=True):
            started = time.perf_counter()
            act(number)
            spent.append((time.perf_counter() - started) * 1000)
    return [statistics.median(spent) for spent in times]


def draft(number: int) -> Draft:
    """A draft in the middle of the work: fifteen points, some comments."""
    scores = {
        LeafId(leaf): Score(Fraction(number % 6), "Elevene leder arbeidet i de fleste økter." * 2)
        for leaf in LEAVES
    }
    changed = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
    return Draft(CaseId("NO-1"), 1, "Kari", scores, opened=(Sha256("ab" * 32),), changed_at=changed)


def main() -> int:
    """Print the figures; the status is 1 when the limit is not kept."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        file = os.open(Path(place) / "floor", os.O_RDWR | os.O_CREAT)
        block = os.urandom(4096)
        drafts = [draft(number) for number in range(TIMES)]

        def floor(number: int) -> None:
            os.pwrite(file, block, (number % 8) * 4096)
            os.fsync(file)

        with Casebook.create(Path(place) / "c", clock=system_clock, keys=Path(place) / "k") as book:

            def save(number: int) -> None:
                with book.draft() as saving:
                    saving.save(drafts[number])

            def act(number: int) -> None:
                with book.act(Act.EXPORT) as doing:
                    doing.personal("export.note", f"{number}")

            floor(0)
            save(0)
            book.drafts(CaseId("NO-1"), 1)
            bare, saved, acted = medians(floor, save, act)
        os.close(file)
    print(f"write + fsync 4 KiB {bare:.3f} ms · score saved {saved:.3f} ms · "
          f"{saved / bare:.1f} × (limit 6) · an act {acted:.3f} ms")  # fmt: skip
    return int(saved > 6 * bare)


if __name__ == "__main__":
    sys.exit(main())
