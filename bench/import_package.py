"""How long importing a large application file takes, beside copying and hashing the same bytes.

    python bench/import_package.py [--mebibytes 1024] [--members 16] [--rounds 3] [--folder DIR]

The floor reads the file once, hashes it, writes a copy on the same disk and syncs it. The import
does that, hashes every member, keeps the file and writes the log. Prints seconds of both, taken in
turns in one run, the ratio of the fastest rounds (at most 1.7), and by how much importing raised
the largest memory of the process.
"""

import argparse
import hashlib
import os
import sys
import tempfile
from pathlib import Path

from inspect_package import make_package, peak, seconds

from app.casework import keep, receive
from app.packages.limits import MIB

MOST = 1.7


def main() -> int:
    """Measure and print; the status is 1 when the ratio is above the limit."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        place = Path(name)
        os.environ["LABEL_DESK_KEYS"] = str(place / "keys")
        path = place / "large.labelapp"
        make_package(path, options.mebibytes, options.members)
        floors, ours = [], []
        before = peak()
        for turn in range(options.rounds):
            floors.append(seconds(lambda: _copy_and_hash(path, place / "copy")))
            (place / "copy").unlink()
            ours.append(_import(path, place / f"casebook-{turn}"))
        grown = peak() - before
    ratio = min(ours) / min(floors)
    print(f"file {options.mebibytes} MiB in {options.members} stored members")
    print(f"copy + hash + fsync {min(floors):.3f} s · import {min(ours):.3f} s · "
          f"ratio {ratio:.2f} (≤ {MOST})")  # fmt: skip
    print(f"largest memory grew by {grown / MIB:.1f} MiB")
    return int(ratio > MOST)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mebibytes", type=int, default=1024)
    parser.add_argument("--members", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None)
    return parser.parse_args()


def _copy_and_hash(source: Path, target: Path) -> None:
    """Read once, hash, write, sync: what nobody can leave out."""
    digest, buffer = hashlib.sha256(), memoryview(bytearray(MIB))
    with source.open("rb", buffering=0) as read, target.open("wb", buffering=0) as written:
        while size := read.readinto(buffer):
            digest.update(buffer[:size])
            written.write(buffer[:size])
        os.fsync(written.fileno())


def _import(path: Path, folder: Path) -> float:
    """Import into a casebook of its own; return the seconds, and give the disk free again."""
    with keep.begin(folder) as casebook:
        came = []
        spent = seconds(lambda: came.append(receive.receive(casebook, path)))
        if came[0].rejected:
            sys.exit(f"the file should be taken in: {came[0].problems}")
        casebook.package_path(came[0].sha256).unlink()
    return spent


if __name__ == "__main__":
    sys.exit(main())
