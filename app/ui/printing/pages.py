"""Painting the pages of a PDF of ours on a printer, band by band, in true size."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from app.models.errors import Unavailable
from app.models.message import Message, message
from app.ui.image_of import image_of
from app.ui.printing.paper import POINT, Paper, place

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.documents import DocumentFacts, Reader

LARGEST_RESOLUTION = 300
BAND_PIXELS = 250_000
"""Pixels that are painted at a time: Qt holds Python's lock meanwhile, and with more the window
would stand still (measured: 650 ms with 8 000 000, 36 ms with these, for the same job)."""

Told = Callable[[float, Message], None]


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The paper, and how many copies."""

    paper: Paper
    copies: int = 1


def set_up(printer: "QPrinter", settings: PrintSettings, page: tuple[float, float]) -> None:
    """Prepare a printer for pages of this size (millimetres); nothing is ever scaled."""
    lying = page[0] > page[1]
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    size = QPageSize(QPageSize.PageSizeId(settings.paper.id))
    printer.setResolution(min(LARGEST_RESOLUTION, max(printer.resolution(), 150)))
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setCopyCount(settings.copies)


def print_pages(printer: "QPrinter", pdf: bytes, settings: PrintSettings, told: Told) -> int:
    """Paint every page; return their number. Off the window's thread.

    Raises ``Unavailable`` when the printer does not take the job or a page cannot be drawn.
    """
    from app.documents import Kind, Reader  # noqa: PLC0415  loaded behind the window

    with Reader() as reader:
        facts = reader.open(pdf, Kind.PDF)
        painter = QPainter()
        if not painter.begin(printer):
            raise _refused()
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        try:
            for number in range(facts.pages):
                told(number / facts.pages, message("Printing page {number}", number=number + 1))
                _begin_page(printer, number)
                _page(printer, painter, reader, facts, number, settings)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return facts.pages


def _begin_page(printer: "QPrinter", number: int) -> None:
    if number and not printer.newPage():
        raise _refused()


def _page(
    printer: "QPrinter", painter: QPainter, reader: "Reader", facts: "DocumentFacts", number: int,
    settings: PrintSettings,
) -> None:  # fmt: skip
    width, height = facts.sizes[number]
    dots = printer.resolution() / 72
    full = (round(width * dots), round(height * dots))
    left, top = (each / POINT * dots for each in
                 place(settings.paper, (width * POINT, height * POINT)))  # fmt: skip
    rows = max(1, min(full[1], BAND_PIXELS // full[0]))
    for start in range(0, full[1], rows):
        clip = (0, start, full[0], min(rows, full[1] - start))
        band = reader.draw(number, full, image_of, clip=clip)
        target = QRectF(left, top + start, band.width(), band.height())
        painter.drawImage(target, band, QRectF(band.rect()))


def _refused() -> Unavailable:
    return Unavailable(
        "printer.refused",
        message("The printer did not take the job."),
        message("See whether it is switched on and connected, then print again."),
    )
