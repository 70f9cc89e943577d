"""Printing in true size, and “printed” only on a person's word (threat X5)."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PIL import Image
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QWidget

from app.casework import printing
from app.models.case import CaseRef
from app.ui.printing.paper import Paper, fits, place
from app.ui.printing.printers import PrinterChoice, Printers, paper_of

Sitting = Callable[..., Evaluator]
A4, A5, A3, LETTER = (
    paper_of(QPageSize(each))
    for each in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A3,
                 QPageSize.PageSizeId.Letter)
)  # fmt: skip


class PaperInAFile(Printers):
    """A printer whose paper is a PDF file; ``is_broken`` takes no job."""

    def __init__(self, target: Path, papers: tuple[Paper, ...] = (A4,)) -> None:
        self.target, self.papers = target, papers

    def available(self) -> tuple[PrinterChoice, ...]:
        return (PrinterChoice("Test", True, self.papers),) if self.papers else ()

    def printer(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return printer


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path) -> Evaluator:
    """Kari with an application before her, and a printer."""
    person = sitting("")
    person.sits_down(tmp_path / "casebook")
    person.introduces("Kari Nordmann", "National Support Organisation")
    person.opens(application(tmp_path / "files"))
    person.clicks("intake-act")
    person.until(lambda: person.case != "", "the case")
    person.window.errands.printing.printers = PaperInAFile(tmp_path / "paper.pdf")
    return person


def prints_case(who: Evaluator) -> bytes:
    """Print the case; return the PDF that was meant."""
    who.until(lambda: who.window.desk.is_idle, "quiet")
    who.window.errands.printing.case()
    who.until(lambda: who.has("print-sheet-act"), "a printer")
    order = who.window.errands.sheet._order  # type: ignore[union-attr]
    who.clicks("print-sheet-act")
    who.until(lambda: who.has("print-no"), "the question")
    return order.pdf


def pictures(pdf: Path, folder: Path) -> list[Image.Image]:
    """Return the pages at 50 dots an inch."""
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "50", "-gray", str(pdf), str(folder / "p")], check=True)
    return [Image.open(each) for each in sorted(folder.iterdir())]


def copies(who: Evaluator) -> list[str]:
    """Return what is said of copies of the case."""
    found: list[list[str]] = []
    case = CaseRef(who.window.desk.case.ref.case).case  # type: ignore[union-attr]
    who.window.desk.draft_read(
        lambda book: [str(each.sentence) for each in printing.lines(book, case)], found.append
    )
    who.until(lambda: bool(found), "the copies")
    return found[0]


def test_the_paper_shows_the_pages_in_true_size(kari: Evaluator, tmp_path: Path) -> None:
    meant = prints_case(kari)
    (tmp_path / "meant.pdf").write_bytes(meant)
    before = pictures(tmp_path / "meant.pdf", tmp_path / "a")
    after = pictures(tmp_path / "paper.pdf", tmp_path / "b")
    assert len(before) == len(after) > 1
    for one, other in zip(before, after, strict=True):
        width, height = one.size
        assert abs(width - other.width) <= 1
        assert abs(height - other.height) <= 1
        cut = (0, 0, min(width, other.width), min(height, other.height))
        meant_ink, ink = (page.crop(cut).point(lambda v: 255 * (v < 200)).getbbox()
                          for page in (one, other))  # fmt: skip
        assert meant_ink is not None
        assert ink is not None
        assert max(abs(a - b) for a, b in zip(meant_ink, ink, strict=True)) <= 3


def test_only_yes_marks_a_copy_and_the_time_line_tells_it(kari: Evaluator) -> None:
    prints_case(kari)
    assert copies(kari) == []
    kari.clicks("print-no")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    assert copies(kari) == []
    for copy in (1, 2):
        kari.clicks("print-sheet-act")
        kari.until(lambda: kari.has("print-no"), "the question")
        kari.clicks("print-sheet-act")
        kari.until(lambda: not kari.has("print-no"), "the mark")
        assert len(copies(kari)) == copy
    assert copies(kari)[1] == "The case was printed, copy 2: Kari Nordmann saw it."
    kari.clicks("print-sheet-close")
    kari.window.errands.case_log()
    table = kari.sees("log-table", QWidget)
    kari.until(lambda: table.model().rowCount() == 3, "the time line")  # type: ignore[attr-defined]
    assert kari.failures == []


def test_without_a_printer_it_says_so_and_saves(kari: Evaluator, tmp_path: Path) -> None:
    kari.window.errands.printing.printers = PaperInAFile(tmp_path / "paper.pdf", ())
    kari.window.errands.printing.case()
    note = kari.sees("print-note", QWidget)
    kari.until(lambda: "no printer" in note.text(), "the sentence")  # type: ignore[attr-defined]
    kari.until(lambda: not kari.has("print-sheet-act"), "what is to go")
    kari.dialogs.paths = [tmp_path / "sak.pdf"]
    kari.clicks("print-save")
    kari.until((tmp_path / "sak.pdf").exists, "the file")
    assert (tmp_path / "sak.pdf").read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "paper.pdf").exists()


@pytest.mark.qt_log_ignore("Cannot open|QPainter")
def test_a_printer_that_takes_nothing_is_told_and_marks_nothing(kari: Evaluator, tmp_path) -> None:
    kari.window.errands.printing.printers = PaperInAFile(tmp_path / "no" / "folder" / "p.pdf")
    kari.window.errands.printing.case()
    kari.until(lambda: kari.has("print-sheet-act"), "a printer")
    kari.clicks("print-sheet-act")
    banner = kari.window.errands.sheet.banner  # type: ignore[union-attr]
    kari.until(lambda: banner.isVisible() and "did not take" in banner.label.text(), "the reason")
    kari.until(lambda: not kari.has("print-no"), "what is to go")
    assert copies(kari) == []


def test_a_page_is_never_made_smaller(kari: Evaluator, tmp_path: Path) -> None:
    kari.window.errands.printing.printers = PaperInAFile(tmp_path / "p.pdf", (A5, A3))
    kari.window.errands.printing.case()
    kari.until(lambda: kari.has("print-sheet-act"), "a printer")
    paper = kari.sees("print-paper", QComboBox)
    kari.until(lambda: paper.currentText() == "A3", "paper that is large enough")
    paper.setCurrentIndex(paper.findText("A5"))
    assert not kari.sees("print-sheet-act", QWidget).isEnabled()


@pytest.mark.parametrize(
    ("paper", "page", "whole"),
    [(A4, (210, 297), True), (A4, (297, 210), True), (A5, (210, 297), False),
     (LETTER, (210, 297), False), (A3, (210, 297), True)],
)  # fmt: skip
def test_paper_and_page(paper, page, whole) -> None:
    assert fits(paper, page) is whole
    if whole:
        assert min(place(paper, page)) >= -1
