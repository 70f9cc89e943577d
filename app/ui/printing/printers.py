"""The printers of this machine, in one place so that a test can put in another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.printing.paper import Paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """A printer by its name; ``papers`` are those it knows, its usual one first."""

    name: str
    is_default: bool
    papers: tuple[Paper, ...]


class Printers:
    """Asks the system; called off the window's thread, as a print server may be slow."""

    def available(self) -> tuple[PrinterChoice, ...]:
        """Return the printers that can be used now, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415  only when printing

        found = [_choice(each) for each in QPrinterInfo.availablePrinters() if not each.isNull()]
        return tuple(sorted(found, key=lambda each: not each.is_default))

    def printer(self, name: str) -> "QPrinter":
        """Return a printer that is ready to be set up; made on the window's thread."""
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        return printer


def _choice(info: object) -> PrinterChoice:
    usual = info.defaultPageSize()  # type: ignore[attr-defined]
    sizes = [usual, *info.supportedPageSizes()]  # type: ignore[attr-defined]
    papers = {each.id().value: paper_of(each) for each in sizes if each.isValid()}
    return PrinterChoice(
        info.printerName(),  # type: ignore[attr-defined]
        info.isDefault(),  # type: ignore[attr-defined]
        tuple(papers.values()),
    )


def paper_of(size: object) -> Paper:
    """Return a size of Qt's as ours."""
    from PySide6.QtGui import QPageSize  # noqa: PLC0415

    millimetres = size.size(QPageSize.Unit.Millimeter)  # type: ignore[attr-defined]
    return Paper(
        size.id().value,  # type: ignore[attr-defined]
        size.name(),  # type: ignore[attr-defined]
        millimetres.width(),
        millimetres.height(),
    )


Listed = Callable[[tuple[PrinterChoice, ...]], None]
