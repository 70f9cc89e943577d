"""How long the first page of a 500-page PDF takes, beside drawing it without a process between.

    python bench/first_page.py [--pages 500] [--rounds 15]

Cold: the reader process is started, the file handed over, the page drawn and sent back (at most
150 ms). Warm: the same with a running reader (at most 25 ms). The floors, in the same run: an
empty Python process; the same library drawing the same page in a process of its own, from the
bytes already in its memory.
"""

import argparse
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable

from app.documents import Kind, Reader
from app.ui.image_of import image_of

COLD, WARM = 150.0, 25.0
PAGE = (794, 1123)
"""A4 at 96 dots per inch."""
WORDS = (
    "Elevene fra Trondheim, Braga og Tartu arbeidet i seks blandede lag. Hvert lag maalte "
    "vannkvaliteten i sin egen elv og skrev en felles feltrapport."
)
FLOOR = """
import sys, time
from app.reader import pdf
from app.reader.ground import Ground
from app.reader.region import Region
pdf.begin()
content = sys.stdin.buffer.read()
for _ in range(int(sys.argv[1])):
    started = time.perf_counter()
    file = pdf.PdfFile(content, "")
    file.facts()
    file.draw(Region(0, {0}, {1}, 0, 0, {0}, {1}), Ground())
    print((time.perf_counter() - started) * 1000)
    file.close()
"""


def main() -> int:
    """Measure and print; the status is 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    content = long_pdf(options.pages)
    bare, cold = [], []
    for _ in range(options.rounds):
        bare.append(milliseconds(bare_process))
        with Reader() as reader:
            cold.append(milliseconds(lambda new=reader: show(new, content)))
    with Reader() as reader:
        show(reader, content)
        warm = [milliseconds(lambda: show(reader, content)) for _ in range(options.rounds)]
    floor = direct(content, options.rounds)
    print(f"PDF of {options.pages} pages, {len(content) / 1e6:.1f} MB")
    print(f"cold: {report(cold)} (≤ {COLD:g} ms) · an empty Python process: {report(bare)}")
    print(f"warm: {report(warm)} (≤ {WARM:g} ms) · the library alone: {report(floor)}")
    kept = statistics.median(cold) <= COLD and statistics.median(warm) <= WARM
    return int(not kept)


def bare_process() -> None:
    """Start Python and end it."""
    subprocess.run([sys.executable, "-I", "-c", ""], check=True)


def show(reader: Reader, content: bytes) -> None:
    """Open the file and make the picture of its first page that the window paints."""
    reader.open(content, Kind.PDF)
    reader.draw(0, PAGE, image_of)


def direct(content: bytes, rounds: int) -> list[float]:
    """Return the times of the library alone."""
    code = FLOOR.format(*PAGE)
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code, str(rounds)],
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    return [float(line) for line in ran.stdout.split()]


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long an act took."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def report(times: list[float]) -> str:
    """Return median and largest."""
    return f"{statistics.median(times):.1f} ms (largest {max(times):.1f})"


def long_pdf(pages: int) -> bytes:
    """Return a PDF with a full page of words, a table and lines on each page."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    for number in range(pages):
        packed = zlib.compress(_page(number))
        place = b"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects += [
            b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (place, 5 + 2 * number),
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    return _file(objects)


def _page(number: int) -> bytes:
    lines = [f"BT /F 11 Tf 14 TL 60 780 Td (Side {number + 1}) Tj T*"]
    lines += [f"({WORDS[:88]}) Tj T*" for _ in range(30)]
    lines.append("ET")
    lines += [f"60 {100 + 20 * row} 470 18 re S" for row in range(10)]
    return "\n".join(lines).encode()


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


if __name__ == "__main__":
    sys.exit(main())
