"""What a key press costs: the whole assessment with its nearest changes, beside adding the points.

python bench/assess.py
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction

from app.models.review import Score, Scores
from app.models.scheme import Scheme
from app.scoring import assess, shipped_schemes

TIMES = 1000
LIMIT = 5.0
"""Milliseconds; an assessment runs in the window's own thread."""


def measured(act: Callable[[Scores], object], cases: list[Scores]) -> tuple[float, float]:
    """Return the median and the 99th percentile of many runs, in milliseconds."""
    times = []
    for scores in cases:
        started = time.perf_counter()
        act(scores)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def made(scheme: Scheme, chance: random.Random) -> Scores:
    """Return points around a level, some rows open in every third case."""
    top = int(scheme.scale.max)
    level, is_open = chance.randint(1, top), chance.random() < 1 / 3
    points = {
        leaf.id: Score(Fraction(max(0, min(top, level + chance.choice([-1, 0, 0, 1])))))
        for leaf in scheme.leaves
    }
    return {leaf: each for leaf, each in points.items() if not is_open or chance.random() < 0.7}


def added(scores: Scores) -> Fraction:
    """The floor: exact addition of the same points."""
    values = (score.points for score in scores.values())
    return sum((value for value in values if isinstance(value, Fraction)), Fraction(0))


def main() -> int:
    """Print the figures; the status is 1 when the limit is not kept."""
    missed = False
    chance = random.Random(2022)
    for scheme in shipped_schemes().values():
        cases = [made(scheme, chance) for _ in range(TIMES)]
        floor, _ = measured(added, cases)

        def whole(scores: Scores, scheme: Scheme = scheme) -> object:
            return assess(scheme, scores)

        typical, slow = measured(whole, cases)
        verdict = "kept" if typical <= LIMIT else "NOT kept"
        missed = missed or typical > LIMIT
        print(
            f"{scheme.id}: assessment {typical:.2f} ms, slowest of a hundred {slow:.2f} ms, "
            f"floor {floor:.3f} ms; limit {LIMIT} ms {verdict}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
