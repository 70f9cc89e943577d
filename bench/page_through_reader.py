"""A page of text drawn by the reader process, beside the same library in one process, at 96 dpi.

    python bench/page_through_reader.py [--pages 60]

Through the reader, as the window does it: asking, drawing, checking, copying 3.6 MB of pixels into
the image that is painted, keeping as many images as the window keeps. The floor: the library
drawing the same pages into one piece of memory that is used again and again. At most 2.5 ×.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import deque

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from first_page import PAGE, long_pdf, report
from PySide6.QtGui import QImage

from app.documents import Kind, Reader
from app.ui.evidence.page_pixels import KEPT_BYTES
from app.ui.image_of import Images

LIMIT = 2.5
ALONE = """
import ctypes, sys, time
import pypdfium2_raw as pdfium
from app.reader import pdf
pdf.begin()
file = pdf.PdfFile(sys.stdin.buffer.read(), "")
bitmap, pixels = pdf._canvas({0}, {1})
for number in range(int(sys.argv[1])):
    started = time.perf_counter()
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, {0}, {1}, pdf.WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, file._page(number), 0, 0, {0}, {1}, 0, pdf.ANNOTATED)
    print((time.perf_counter() - started) * 1000)
"""


def main() -> int:
    """Print both medians and their ratio; the status is 1 when the limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    pages = parser.parse_args().pages
    content = long_pdf(pages)
    floor = alone(content, pages)
    through = through_reader(content, pages)
    ratio = statistics.median(through) / statistics.median(floor)
    print(f"through the reader {report(through)} · the library alone {report(floor)} · "
          f"{ratio:.2f} × (≤ {LIMIT})")  # fmt: skip
    return int(ratio > LIMIT)


def alone(content: bytes, pages: int) -> list[float]:
    """Return the times of the library alone."""
    ran = subprocess.run(
        [sys.executable, "-I", "-c", ALONE.format(*PAGE), str(pages)],
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    return [float(line) for line in ran.stdout.split()]


def through_reader(content: bytes, pages: int) -> list[float]:
    """Return the times of pages as the window asks for them and keeps them."""
    times = []
    images: deque[QImage] = deque()
    making = Images()
    with Reader() as reader:
        reader.open(content, Kind.PDF)
        for number in range(pages):
            started = time.perf_counter()
            images.append(reader.draw(number, PAGE, making.make))
            while sum(image.sizeInBytes() for image in images) > KEPT_BYTES:
                making.give_back(images.popleft())
            times.append((time.perf_counter() - started) * 1000)
    return times


if __name__ == "__main__":
    sys.exit(main())
