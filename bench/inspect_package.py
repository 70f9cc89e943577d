"""How long opening a large application file takes, beside hashing the same file once.

    python bench/inspect_package.py [--mebibytes 1024] [--members 16] [--rounds 3] [--folder DIR]

Prints seconds of both, taken in turns in one run, the ratio of the fastest rounds (at most 1.7)
and by how much opening raised the largest memory of the process.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from app.packages import open_package
from app.packages.limits import MIB

MOST = 1.7
FORM = b"""{"format": "label-application", "version": 1, "scheme": "nql-2022", "id": "BENCH-1",
"submission": 1, "submitted_at": "2026-09-20T14:12:05+02:00", "language": "en",
"applicant": {"name": "Ada Vik"}, "school": {"name": "Fjord School", "country": "NO"},
"project": {"title": "Tides"}, "declarations": {}, "answers": [], "evidence": []}"""


def main() -> int:
    """Measure and print; the status is 1 when the ratio is above the limit."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        path = Path(name) / "large.labelapp"
        make_package(path, options.mebibytes, options.members)
        floors, ours = [], []
        before = peak()
        for _ in range(options.rounds):
            floors.append(seconds(lambda: _hash_once(path)))
            ours.append(seconds(lambda: _open(path)))
        grown = peak() - before
    ratio = min(ours) / min(floors)
    print(f"file {options.mebibytes} MiB in {options.members} stored members")
    print(f"hash once {min(floors):.3f} s · open {min(ours):.3f} s · ratio {ratio:.2f} (≤ {MOST})")
    print(f"largest memory grew by {grown / MIB:.1f} MiB")
    return int(ratio > MOST)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mebibytes", type=int, default=1024)
    parser.add_argument("--members", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None)
    return parser.parse_args()


def make_package(path: Path, mebibytes: int, members: int) -> None:
    """Write a sealed bag of random bytes; only its size matters."""
    lines = [f"{hashlib.sha256(FORM).hexdigest()}  data/application.json\n"]
    piece = os.urandom(MIB)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        archive.writestr("bench/bagit.txt", declaration)
        archive.writestr("bench/data/application.json", FORM)
        for number in range(members):
            name, digest = f"data/evidence/{number}.bin", hashlib.sha256()
            with archive.open(f"bench/{name}", "w", force_zip64=True) as member:
                for _ in range(mebibytes // members):
                    member.write(piece)
                    digest.update(piece)
            lines.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr("bench/manifest-sha256.txt", "".join(lines))


def _hash_once(path: Path) -> None:
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")


def _open(path: Path) -> None:
    with open_package(path) as package:
        if not package.ok:
            sys.exit(f"the file should open: {package.problems}")


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> int:
    """Return the largest resident memory so far in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    sys.exit(main())
