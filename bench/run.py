"""Run every bench, one after the other, and print one table.

    python bench/run.py [--small] [NAME…]

``--small`` takes less of everything: a look that nothing is broken, in about a minute. The status
is the number of benches whose limit was not kept. Figures count only on a machine that does
nothing else: each bench measures its floor in the same run, but two threads need two free cores.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMALL = {
    "assess": (),
    "certificate": ("--rounds", "5"),
    "find": ("--cases", "1000", "--rounds", "3"),
    "certificates": ("--count", "10"),
    "first_case": ("--cases", "3"),
    "first_page": ("--rounds", "3"),
    "hostile_files": ("--few",),
    "import_package": ("--mebibytes", "128", "--rounds", "2"),
    "inspect_package": ("--mebibytes", "128", "--rounds", "2"),
    "letter": (),
    "memory": ("--rounds", "1"),
    "neighbours": ("1000",),
    "page_through_reader": ("--pages", "12"),
    "queue_filter": ("2000",),
    "save_score": (),
    "thumbnails": ("60",),
    "verify_log": ("10000",),
    "window_memory": (),
    "window_start": ("--rounds", "2"),
}
"""Every bench, with the words that make it small; without them it is full."""


def main() -> int:
    """Run the benches asked for; print what each said as a row."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SMALL))
    options = parser.parse_args()
    unknown = set(options.names) - set(SMALL)
    if unknown:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    print(f"{'bench':16} {'limit':9} {'seconds':>7}  figures")
    return sum(
        row(name, SMALL[name] if options.small else ()) for name in options.names or SMALL
    )  # fmt: skip


def row(name: str, words: tuple[str, ...]) -> bool:
    """Run one bench and print its row; tell whether its limit was missed."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *words], env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    spent = time.perf_counter() - started
    said = done.stdout.strip() or (done.stderr.strip().splitlines() or ["nothing"])[-1]
    verdict = {0: "kept", 1: "NOT KEPT"}.get(done.returncode, "failed")
    if not done.stdout.strip():
        verdict = "failed"
    first, *rest = (" ".join(line.split()) for line in said.splitlines())
    print(f"{name:16} {verdict:9} {spent:7.1f}  {first}")
    for line in rest:
        print(f"{'':35} {line}")
    sys.stdout.flush()
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
