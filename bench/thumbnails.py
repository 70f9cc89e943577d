"""Two hundred pieces of evidence: small pictures are made while the strip is scrolled to and fro.

    python bench/thumbnails.py [files]

The floor is the same scrolling over cards that have no pictures and nothing to make. The window is
offscreen unless QT_QPA_PLATFORM says otherwise; a gap is the longest time for which its event loop
did nothing else, while the strip moved once for each frame of a screen.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication, QScrollBar

from app.documents import Readers
from app.models.application import Applicant, Application, Evidence, School
from app.models.case import Submission
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.storage.cache import Cache
from app.storage.thumbnails import KeptThumbnails
from app.ui import theme
from app.ui.evidence.pane import EvidencePane
from app.ui.evidence.strip_row import StripRow
from app.wording import use
from tests.documents import films, hostile, written

GAP_LIMIT = 50.0
"""Milliseconds."""
WHEN = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
FRAME = 0.016
"""Seconds of a frame of the screen."""


def made(files: int) -> dict[str, bytes]:
    """Return files of many kinds, each with bytes of its own."""
    chance = random.Random(2026)
    kinds: list[tuple[str, Callable[[], bytes]]] = [
        ("pdf", lambda: hostile.pages(*[b"0 0 1 rg 20 20 50 50 re f"] * 20)),
        ("png", lambda: hostile.png(640, 480, bytes(641 + 640 * 2) * 480)),
        ("txt", lambda: b"Elva er ren.\n" * 400),
        ("csv", lambda: b"a;b;c\n1;2;3\n" * 300),
        ("docx", written.docx),
        ("zip", written.archive),
        ("avi", lambda: films.film(1)),
    ]
    once = {ending: make() for ending, make in kinds}
    endings = [ending for ending, _make in kinds]
    chance.shuffle(endings)
    return {
        f"e{n:03}.{endings[n % len(endings)]}": once[endings[n % len(endings)]]
        for n in range(files)
    }


def submission(files: dict[str, bytes]) -> Submission:
    """Return a form that lists the files."""
    evidence = tuple(Evidence(EvidenceId(name), name, f"evidence/{name}") for name in files)
    form = Application(
        SchemeId("nql-2022"), CaseId("NO-1"), 1, WHEN, "nb", Applicant("Solveig Hansen"),
        School("Ringve skole", "NO"), (), evidence,
    )  # fmt: skip
    hashes = {each.id: Sha256(f"{n:064x}") for n, each in enumerate(evidence)}
    return Submission(
        CaseId("NO-1"), 1, Sha256("ab" * 32), 100, form.scheme, WHEN, WHEN, False, False, 0, form,
        evidence_sha256=hashes,
    )  # fmt: skip


def scrolled(
    pane: EvidencePane, show: Callable[[], object], is_done: Callable[[], bool]
) -> tuple[float, float]:
    """Scroll to and fro at least once; return seconds until all was done and the longest gap.

    A gap counts as the processor time of this process in it, in all its threads: what else the
    machine does is not ours.
    """
    bar = pane.strip.findChild(StripRow).horizontalScrollBar()
    step, ways, gap, done_after = 0, 0, 0.0, 0.0
    started = moved = time.perf_counter()
    act: Callable[[], object] = show
    while ways < 3 or not done_after:
        before, spent = time.perf_counter(), time.process_time()
        act()
        if time.perf_counter() - moved > FRAME:
            step, ways = moved_on(bar, step, ways)
            moved = time.perf_counter()
        QApplication.processEvents()
        gap = max(gap, min(time.perf_counter() - before, time.process_time() - spent))
        if not done_after and is_done():
            done_after = time.perf_counter() - started
        act = nothing
        time.sleep(0.001)
    return done_after, gap * 1000


def nothing() -> None:
    """Only the first turn shows something new."""


def moved_on(bar: QScrollBar, step: int, ways: int) -> tuple[int, int]:
    """Move the strip a little, turning at its ends; return the next step and the ways made."""
    step = step or max(1, bar.maximum() // 120)
    if not bar.minimum() <= bar.value() + step <= bar.maximum():
        step, ways = -step, ways + 1
    bar.setValue(bar.value() + step)
    return step, ways


def main() -> int:
    """Print the figures; the status is 1 when the limit is not kept."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    application = QApplication([])
    use("en")
    theme.apply(application)
    files = made(count)

    def fetch(wanted: EvidenceId) -> "Future[bytes]":
        future: Future[bytes] = Future()
        future.set_result(files[wanted])
        return future

    pane = EvidencePane(fetch, Readers.make())
    pane.resize(428, 760)
    pane.show()
    form = submission(files)
    with tempfile.TemporaryDirectory() as name:
        cache = Cache(Path(name) / "cache.sqlite")
        pane.show_application(form)
        pane.thumbnails.show(form)
        _spent, floor = scrolled(pane, nothing, lambda: True)
        pane.thumbnails.use(KeptThumbnails(cache))
        known = pane.thumbnails._known

        def again() -> None:
            known.clear()
            pane.thumbnails.show(form)
            pane.thumbnails.start()

        wanted = sum(not each.endswith(".avi") for each in files)
        making, gap = scrolled(pane, again, lambda: len(known) >= wanted)
        kept, kept_gap = scrolled(pane, again, lambda: len(known) >= wanted)
        pane.close_readers()
        cache.close()
        size = (Path(name) / "cache.sqlite").stat().st_size
    print(f"{count} files")
    print(f"longest gap: scrolling alone {floor:.0f} ms · while pictures are made {gap:.0f} ms · "
          f"from the cache {kept_gap:.0f} ms (limit {GAP_LIMIT:.0f} ms)")  # fmt: skip
    print(f"all made in {making:.1f} s, from the cache in {kept:.1f} s · "
          f"cache {size / 1e6:.1f} MB")  # fmt: skip
    return int(max(gap, kept_gap) > GAP_LIMIT)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
