"""How long the window pauses on files made to hurt, and when each has ended in a sentence.

    python bench/hostile_files.py [--few]

Every file is opened in the evidence column as an evaluator would. At most 10 s (and a second of
patience) pass until something can be read: the file, a part of it, or why it is not shown. The
event loop never pauses for longer than 50 ms. The reader process takes at most 1 GiB. The floor
is the same column on an ordinary page of text. ``--few`` leaves out those that take seconds.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QCoreApplication

from app.documents import Readers
from app.models.application import Applicant, Application, Evidence, School
from app.models.case import Submission
from app.models.identifiers import CaseId, EvidenceId, SchemeId, Sha256
from app.ui import theme
from app.ui.collector import leave_in_peace
from app.ui.evidence.pane import EvidencePane
from app.ui.start import make_application
from tests.documents import hostile, written

DEADLINE, PAUSE, MEMORY = 11.0, 50.0, 1024.0
PATIENCE = 40.0
SLOW = ("endless.pdf", "memory.pdf", "uses.svg")


def files() -> dict[str, bytes]:
    """Return the files by name, an ordinary one first."""
    row = "<w:tr>" + f"<w:tc>{written.para('celle')}</w:tc>" * 40 + "</w:tr>"
    uses = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 9 + "</g>" for n in range(1, 12))
    return {
        "ordinary.pdf": hostile.pages(b"0 0 1 rg 20 20 50 50 re f"),
        "endless.pdf": hostile.endless_pdf(),
        "memory.pdf": hostile.memory_bomb(),
        "uses.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><g id="a0"/>{uses}</svg>'.encode(),
        "tables.docx": written.docx(("<w:tbl>" + row * 12 + "</w:tbl>") * 12),
        "blank.docx": written.docx("<w:p/>" + " " * 90_000_000),
        "words.docx": written.docx(written.para("ord " * 60) * 9_000),
        "wide.csv": ("x;" * 499 + "x\n").encode() * 10_000,
        "line.txt": b"ord " * 1_000_000,
        "tags.html": b"<table><tr><td>a<b>" * 400_000,
        "deep.rtf": b"{\\rtf1" + b"{" * 100_000,
        "braces.rtf": b"{\\rtf1 " + b"{\\b a}\\par " * 400_000,
        "pixels.png": hostile.png(50_000, 50_000, b""),
        "nested.eml": b"From: a\nContent-Type: message/rfc822\n\n" * 5_000,
    }


def main() -> int:
    """Print a line for each file and the worst of all; the status is 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", action="store_true")
    few = parser.parse_args().few
    chosen = {name: each for name, each in files().items() if not (few and name in SLOW)}
    application = make_application()
    theme.apply(application)
    pane = pane_of(chosen)
    pane.resize(430, 700)
    pane.show()
    pane.show_application(submission(chosen))
    leave_in_peace()  # as the window does once its libraries are loaded
    figures = dict(measured(pane, chosen))
    pane.close_readers()
    for name, (seconds, pause) in figures.items():
        print(f"{name}: {seconds:.2f} s, longest pause {pause:.0f} ms")
    longest = max(seconds for seconds, _ in figures.values())
    pause = max(pause for _, pause in figures.values())
    memory = children_memory()
    print(f"all: {longest:.1f} s (≤ {DEADLINE:g}) · pause {pause:.0f} ms (≤ {PAUSE:g}) · "
          f"reader {memory:.0f} MiB (≤ {MEMORY:g})")  # fmt: skip
    return int(longest > DEADLINE or pause > PAUSE or memory > MEMORY)


def measured(
    pane: EvidencePane, names: dict[str, bytes]
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Open one file after the other; yield seconds until it is told, and the longest pause."""
    told: list[str] = []
    pane.opened.connect(told.append)
    spin(lambda: bool(told), PATIENCE)
    for name in names:
        told.clear()
        pane.clear()
        pane.show_application(submission(names))
        pane.show_evidence(name)
        started = time.perf_counter()
        pause = spin(lambda wanted=name: wanted in told, PATIENCE)
        seconds = time.perf_counter() - started
        yield name, (seconds, max(pause, spin(lambda: False, 1.5)))


def spin(until: Callable[[], bool], seconds: float) -> float:
    """Run the event loop until something is so; return its longest pause in milliseconds.

    A pause counts as the processor time that this process took in it, in all its threads: what
    other programs of the machine take is not ours.
    """
    longest, end = 0.0, time.perf_counter() + seconds
    while not until() and time.perf_counter() < end:
        before, spent = time.perf_counter(), time.process_time()
        QCoreApplication.processEvents()
        pause = min(time.perf_counter() - before, time.process_time() - spent)
        longest = max(longest, pause)
        time.sleep(0.001)
    return longest * 1000


def pane_of(content: dict[str, bytes]) -> EvidencePane:
    """Return the column over files in memory."""

    def fetch(wanted: EvidenceId) -> "Future[bytes]":
        future: Future[bytes] = Future()
        future.set_result(content[wanted])
        return future

    return EvidencePane(fetch, Readers.make())


def submission(names: dict[str, bytes]) -> Submission:
    """Return a submission whose evidence these files are."""
    when = datetime(2026, 9, 20, tzinfo=UTC)
    evidence = tuple(Evidence(EvidenceId(name), name, f"data/evidence/{name}") for name in names)
    form = Application(
        SchemeId("nql-2022"), CaseId("NO-1"), 1, when, "nb", Applicant("Solveig Hansen"),
        School("Ringve skole", "NO"), (), evidence,
    )  # fmt: skip
    return Submission(
        CaseId("NO-1"), 1, Sha256("ab" * 32), 100, form.scheme, when, when, False, False, 0, form
    )


def children_memory() -> float:
    """Return the largest memory that a child process had, in MiB; 0 where it is not known."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1024**2


if __name__ == "__main__":
    sys.exit(main())
