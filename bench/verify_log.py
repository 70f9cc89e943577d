"""A log of 100 000 entries checked, beside bare reading and hashing of the same bytes.

    python bench/verify_log.py [entries]

The floor reads every leaf, checkpoint, salt and value with the sqlite3 module and computes with
hashlib what cannot be left out: leaf hashes, commitments, and the root that each checkpoint states.
"""

import hashlib
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from app.clock import fixed_clock
from app.models.identifiers import CaseId, SchemeId, Sha256
from app.models.log import Act
from app.models.review import Review, Score
from app.storage import Casebook

START = datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
HASH = Sha256("ab" * 32)


def fill(casebook: Casebook, entries: int) -> None:
    """Write entries as acts do, without waiting for the disk each time."""
    connection = casebook._connection
    connection.exec_driver_sql("PRAGMA synchronous = OFF")
    casebook._remember = lambda: None  # type: ignore[method-assign]
    scores = {f"{n}{part}": Score(Fraction(4), "Godt vist.") for n in range(1, 6) for part in "ab"}
    while casebook.size < entries:
        with casebook.act(Act.SEAL) as act:
            case = CaseId(f"NO-NQL-2026-{act.index:06}")
            act.package = HASH
            act.store(
                Review(
                    f"R-{act.index}", case, 1, HASH, "Kari Nordmann", SchemeId("nql-2022"), HASH,
                    HASH, scores, START, entry=act.index,
                )
            )  # fmt: skip
    del casebook._remember
    casebook._remember()


def floor(database: Path) -> float:
    """Read and hash the same bytes, and nothing else."""
    sha256 = hashlib.sha256
    started = time.perf_counter()
    raw = sqlite3.connect(database)
    leaves = [
        sha256(b"\x00" + leaf.encode()).digest()
        for leaf, _ in raw.execute("SELECT leaf, checkpoint FROM entry ORDER BY number")
    ]
    for table in ("review", "beginning"):
        for salt, value in raw.execute(f"SELECT salt, value FROM {table} ORDER BY entry"):
            sha256(salt + b"\x00review\x00" + value.encode()).hexdigest()
    for field, salt, value in raw.execute("SELECT field, salt, value FROM personal"):
        sha256(salt + b"\x00" + field.encode() + b"\x00" + value).hexdigest()
    raw.close()
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        node, left_over = leaf, size
        while left_over & 1:
            node, left_over = sha256(b"\x01" + peaks.pop() + node).digest(), left_over >> 1
        peaks.append(node)
        root = node
        for left in peaks[-2::-1]:
            root = sha256(b"\x01" + left + root).digest()
    return time.perf_counter() - started


def main() -> int:
    """Print the figures; the status is 1 when the limit is not kept."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as place:
        folder, keys = Path(place) / "casebook", Path(place) / "keys"
        clock = fixed_clock(START, timedelta(seconds=1))
        started = time.perf_counter()
        with Casebook.create(folder, clock=clock, keys=keys) as casebook:
            fill(casebook, entries)
        database = folder / "casebook.sqlite"
        print(f"made {entries} entries in {time.perf_counter() - started:.1f} s, "
              f"{database.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        floor(database)
        bare = min(floor(database) for _ in range(3))
        with Casebook.open(folder, clock=clock, keys=keys, backup=False) as casebook:
            times = []
            for _ in range(3):
                started = time.perf_counter()
                answer = casebook.check()
                times.append(time.perf_counter() - started)
                assert answer.ok, answer.findings[:3]
    print(f"reading and hashing {bare:.3f} s · log verify {min(times):.3f} s · "
          f"{min(times) / bare:.2f} × (limit 3)")  # fmt: skip
    return int(min(times) > 3 * bare)


if __name__ == "__main__":
    sys.exit(main())
