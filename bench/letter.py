"""What a letter on paper costs: two pages with a table of 26 rows, drawn but not signed.

    python bench/letter.py [--rounds 20]

Processor time, so that a busy machine is told from a slow program. The goal is 22 ms; beyond
four times as much the status is 1. Beside it the certificate without its code, as a measure
of the machine.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

from app.certificates.draw import draw
from app.certificates.letter_page import page_of
from app.certificates.letter_paper import draw_letter
from app.models.assessment import Outcome
from app.models.certificate import LogProof, PrintedWords
from app.models.identifiers import CertificateNumber
from app.models.letter import LetterContent, LetterFacts, LetterPaper, LetterRow

GOAL, LIMIT = 22.0, 88.0
AT = datetime(2026, 11, 14, 12, tzinfo=UTC)
DAY = date(2026, 11, 14)
NOTE = "Field report, page 7: we did not find who did what together. An example would show it."
ROWS = tuple(
    LetterRow(f"{number} Collaboration of the partner schools", Fraction(3), Fraction(5),
              Fraction(2), met=True, comment=NOTE if number % 6 == 0 else "")
    for number in range(1, 26)
)  # fmt: skip
CONTENT = LetterContent(
    "en", "Support Organisation", "Trondheim", DAY, "Solveig Hansen", "Ringve skole", "NO-1",
    "Voices of the River", "National Quality Label", Outcome.REFUSE, ROWS, reason="See 1b.",
    total=Fraction(14), maximum=Fraction(25), minimum_total=Fraction(15), signatory="Kari",
)  # fmt: skip
FACTS = LetterFacts("NO-1", "Label", "Solveig Hansen", "Ringve skole", "Voices", Outcome.REFUSE,
                    DAY, ("en",))  # fmt: skip
WORDS = PrintedWords(
    number=CertificateNumber("NO-NQL-2026-000131"), languages=("en",), label={"en": "Label"},
    recipient="Solveig Hansen", school="Ringve skole", city=None, country="NO", season="2026",
    organisation={"en": "Support Organisation"}, place="Trondheim", signatory="Kari",
    role={"en": "Head"}, decided_on=DAY, issued_on=DAY, for_school=False, project="Voices",
)  # fmt: skip
PROOF = LogProof("label-desk.example/no", 131, 140, "9f" * 32, "proof\n" * 15)


def milliseconds(act: Callable[[], object], rounds: int) -> float:
    """Return the median of the processor time of some runs, after the first two."""
    times = []
    for _ in range(rounds + 2):
        started = time.process_time()
        act()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times[2:])


def main() -> int:
    """Measure, print, compare with the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    paper = LetterPaper(FACTS, (page_of(CONTENT),))
    letter = milliseconds(lambda: draw_letter(paper, AT), rounds)
    certificate = milliseconds(lambda: draw(WORDS, PROOF, AT), rounds)
    size = len(draw_letter(paper, AT))
    print(f"letter, 2 pages, 26 rows   {letter:6.1f} ms   goal {GOAL:.0f} ms   {size // 1000} kB")
    print(f"certificate, no code       {certificate:6.1f} ms")
    return 0 if letter <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
