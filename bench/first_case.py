"""How long after a case is chosen its first page is painted, in a sample casebook just made.

    python bench/first_case.py [--cases 8]

The window is the real one, driven as by the tests; every page is painted before the next case is
chosen. First: as soon as the queue is there. Next: other cases, while the index of the new
casebook is being read. The floor, in the same run: a reader opening the same file and drawing its
first page, without a window. At most a second, after which the window says that it is late.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "flows"))

from evaluator import Evaluator
from first_page import report
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPainter

from app.casework.press import Press
from app.documents import Kind, Reader
from app.samples import demo
from app.ui import theme
from app.ui.evidence.page_layout import Box
from app.ui.evidence.page_pixels import LATE
from app.ui.image_of import image_of
from app.ui.remembered import Remembered
from app.ui.start import make_application
from app.ui.window import MainWindow

WIDTH = 800


def main() -> int:
    """Print the first case, the next ones and the floor; the status is 1 when one was late."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=8)
    cases = parser.parse_args().cases
    theme.apply(make_application())
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["LABEL_DESK_KEYS"] = str(place / "keys")
        with Press() as press:
            demo.run(place / "casebook", press, lambda _sentence: None)
        times, floor = measured(place, cases)
    first, next_ones = times[0], times[1:]
    print(f"first case {first:.0f} ms · next ones {report(next_ones)} (≤ {LATE} ms) · "
          f"the reader alone {report(floor)}")  # fmt: skip
    return int(first > LATE or statistics.median(next_ones) > LATE)


def measured(place: Path, cases: int) -> tuple[list[float], list[float]]:
    """Return milliseconds until the first page of each case, and those of a reader alone."""
    kari = sit_down(place)
    painted: set[tuple[str, int]] = set()
    document = kari.window.case.evidence.document
    pages = document.pages

    def look(_painter: QPainter, page: int, _box: Box) -> None:
        if any(pages.pixels.image(part) is not None for part in pages.parts_of(page)):
            painted.add((kari.case, page))

    pages.layers.append(look)
    kari.sits_down(place / "casebook")
    times: list[float] = []
    floor: list[float] = []
    with Reader() as reader:
        reader.start()
        for case in [row.id for row in kari.window.queue.rows()]:
            started = time.perf_counter()
            kari.shows(case)
            kari.until(lambda: document.is_shown, f"the evidence of {case}")
            if pages.isVisible() and pages.facts.kind is Kind.PDF:
                kari.until(lambda wanted=(case, 0): wanted in painted, f"the first page of {case}")
                times.append((time.perf_counter() - started) * 1000)
                floor.append(alone(reader, first_file(kari)))
            if len(times) == cases:
                break
    kari.leaves()
    return times, floor


def sit_down(place: Path) -> Evaluator:
    """Return somebody at a new window."""
    settings = QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Remembered(settings))
    window.resize(1440, 900)
    window.show()
    window.furnish()
    window.desk.evaluator = "Kari Nordmann"
    return Evaluator(window, place)


def first_file(kari: Evaluator) -> bytes:
    """Return the bytes of the first evidence of the case shown."""
    shown = kari.window.desk.case
    assert shown is not None
    evidence = shown.judgement.application.evidence[0]
    return kari.window.case.files.fetch(evidence.id).result()


def alone(reader: Reader, content: bytes) -> float:
    """Return the milliseconds of a reader without a window."""
    started = time.perf_counter()
    width, height = reader.open(content, Kind.PDF).sizes[0]
    reader.draw(0, (WIDTH, round(WIDTH * height / width)), image_of)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
