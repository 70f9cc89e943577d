"""Signed certificates a second, with code, attachment and archival form: one process and two.

    python bench/certificates.py [--count 40]

At least 20 a second from one press process and 35 from two; each is drawn, signed and read again
by the second reader, pipes included. The floor, in the same run: what one and two processes would
reach with nothing but their RSA-3072 signature. Beside it the way of today, where its programs are
installed (``way_of_today.py``): the same words converted to PDF by LibreOffice in one batch, and
signed by ``pdfsig`` file by file, without tags, code and proof.
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from certificate import SIX_SCRIPTS, WORDS, ask, bare_signature, issue, milliseconds
from way_of_today import measured

from app.certificates.identity import create
from app.models.certificate import PrintedWords
from app.models.identifiers import CertificateNumber
from app.processes import Worker

LIMITS = {1: 20.0, 2: 35.0}


def words(index: int) -> PrintedWords:
    """Return one of many different certificates; each tenth is of six scripts."""
    number = CertificateNumber(f"NO-NQL-2026-{index:06}")
    source = SIX_SCRIPTS if index % 10 == 0 else replace(WORDS, recipient=f"Solveig Hansen {index}")
    return replace(source, number=number)


def ready() -> Worker:
    """Return a press with an open identity that has issued once."""
    press = Worker("press")
    names = {"name": "Office", "organisation": "Org", "country": "NO"}
    made = ask(press, "create-identity", **names, passphrase="demo")
    ask(press, "open-identity", made.parts[0], passphrase="demo")
    issue(press, SIX_SCRIPTS)
    return press


def a_second(presses: list[Worker], count: int) -> tuple[float, int]:
    """Return certificates a second, and the largest file in bytes."""
    started = time.perf_counter()
    with ThreadPoolExecutor(len(presses)) as threads:
        shares = [threads.submit(_share, press, range(at, count, len(presses)))
                  for at, press in enumerate(presses)]  # fmt: skip
        largest = max(each.result() for each in shares)
    return count / (time.perf_counter() - started), largest


def _share(press: Worker, numbers: range) -> int:
    return max(len(issue(press, words(number))) for number in numbers)


def way_of_today(count: int) -> list[str]:
    """Return the rows of the way of today: the same words and a key of the same kind."""
    key = create("Office", "Org", "NO", "demo", datetime.now(UTC))
    today = measured([words(index) for index in range(count)], key, "demo")
    rows = []
    if today.converting is not None:
        rows.append(f"LibreOffice, one batch, unsigned        {count / today.converting:7.1f} a "
                    "second, without tags, code, proof")  # fmt: skip
    if today.converting is not None and today.signing is not None:
        both = today.converting + today.signing
        for name, spent in (
            ("pdfsig, file by file (not PAdES)", today.signing),
            ("LibreOffice and pdfsig together", both),
        ):
            rows.append(f"{name:39} {count / spent:7.1f} a second")
    return [*rows, *([f"the way of today: {today.said}"] if today.said else [])]


def main() -> int:
    """Print the figures; the status is 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=40)
    count = parser.parse_args().count
    floor = 1000 / milliseconds(bare_signature(), 20)
    kept = True
    print(f"floor: RSA-3072 signatures of one core  {floor:7.1f} a second")
    with ready() as first, ready() as second:
        for presses in ([first], [first, second]):
            speed, largest = a_second(presses, count)
            limit = LIMITS[len(presses)]
            kept = kept and speed >= limit
            print(f"certificates from {len(presses)} process{'es' * (len(presses) > 1):2}"
                  f"            {speed:7.1f} a second  (limit {limit:.0f})")  # fmt: skip
    print(f"largest signed file                     {largest / 1000:7.1f} KB")
    print("\n".join(way_of_today(count)))
    print("kept" if kept else "NOT kept")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
