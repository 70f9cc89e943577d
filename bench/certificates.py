"""Signed certificates a second, with code, attachment and archival form: one process and two.

    python bench/certificates.py [--count 40]

At least 20 a second from one press process and 35 from two; each is drawn, signed and read again
by the second reader, pipes included. The floor, in the same run: what one and two processes would
reach with nothing but their RSA-3072 signature. Where LibreOffice is installed (Debian
``libreoffice-writer-nogui``), the way of today beside it: the same words converted to PDF in one
batch, without tags, code, proof and signature.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from certificate import SIX_SCRIPTS, WORDS, ask, bare_signature, issue, milliseconds

from app.models.certificate import PrintedWords
from app.models.identifiers import CertificateNumber
from app.processes import Worker

LIMITS = {1: 20.0, 2: 35.0}
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">Sertifikat</text:h><text:p>tildeles</text:p>
<text:p>{name}</text:p><text:p>{school}</text:p><text:p>{project}</text:p><text:p>{number}</text:p>
</office:text></office:body></office:document>"""


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


def office_a_second(count: int) -> float | None:
    """Return what LibreOffice converts in one batch, None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = []
        for index in range(count):
            each = words(index)
            file = folder / f"{index}.fodt"
            text = PAGE.format(name=each.recipient, school=each.school, project=each.project,
                               number=each.number)  # fmt: skip
            file.write_text(text, "utf-8")
            files.append(str(file))
        started = time.perf_counter()
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), *files],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        spent = time.perf_counter() - started
        done = len(list(folder.glob("*.pdf")))
    return done / spent


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
    office = office_a_second(count)
    shown = "not installed" if office is None else f"{office:7.1f} a second, unsigned"
    print(f"LibreOffice, one batch                  {shown}")
    print("kept" if kept else "NOT kept")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
