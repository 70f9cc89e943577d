"""Runs with bold, languages and links; cells that span; pages that begin at the right."""

import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pypdfium2
import pytest

from app.models.errors import Refused
from app.paper.flow import Flow
from app.paper.rich import Run
from app.paper.tables import Cell
from tests.paper.conformance import faults

LINK = Run("the rules", link="https://example.org/rules?a=(1)")
RUNS = (Run("See "), LINK, Run(" and "), Run("établissement", language="fr", bold=True), Run("."))
ARABIC = (Run("انظر "), Run("القواعد", link="https://example.org/ar"), Run(" في "),
          Run("Oslo", bold=True), Run(" غداً."))  # fmt: skip


def made(moment: datetime, language: str = "en") -> Flow:
    return Flow("Title", language, at=moment).heading("Title")


def texts(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(("runs", "language"), [(RUNS, "en"), (ARABIC, "ar"), (ARABIC, "en")])
def test_runs_keep_the_rules(moment: datetime, runs: tuple[Run, ...], language: str) -> None:
    assert faults(made(moment, language).paragraph(runs).finish()) == []


def test_a_link_is_told_as_one(moment: datetime, kinds: Callable[[bytes], list[str]]) -> None:
    pdf = made(moment).paragraph(RUNS).finish()
    assert kinds(pdf)[2:] == ["P", "Span", "Link", "Span", "Span", "Span"]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (annotation,) = file.pages[0].Annots
        assert str(annotation.A.URI) == LINK.link
        assert str(annotation.Contents) == LINK.text
    assert "See the rules and établissement." in texts(pdf)


def test_a_link_over_pages_has_one_element(
    moment: datetime, kinds: Callable[[bytes], list[str]]
) -> None:
    runs = [Run("word " * 30), Run("a long link " * 900, link="https://example.org/")]
    pdf = made(moment).paragraph(runs).finish()
    assert faults(pdf) == []
    assert kinds(pdf).count("Link") == 1
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) > 1
        assert all(len(page.Annots) > 1 for page in file.pages)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/x", "https://ex ample", "x"]
)
def test_other_addresses_are_refused(moment: datetime, address: str) -> None:
    with pytest.raises(Refused, match="no address"):
        made(moment).paragraph([Run("x", link=address)])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_cells_may_span(moment: datetime, language: str) -> None:
    rows = [
        ["Group", Cell("Points", columns=2)],
        [Cell("First", rows=2, is_head=True), "1a", "4"],
        ["1b", "5"],
        [Cell("All together", columns=2, is_head=True), "9"],
    ]
    pdf = made(moment, language).table(rows, head=1).finish()
    assert faults(pdf) == []
    for word in ("Group", "Points", "First", "1a", "5", "All together", "9"):
        assert word in texts(pdf)


def test_a_table_without_a_head_is_headed_by_its_first_cells(
    moment: datetime, kinds: Callable[[bytes], list[str]]
) -> None:
    pdf = made(moment).table([["Name", "Solveig"], ["School", "Ringve"]], head=0).finish()
    assert faults(pdf) == []
    assert [kind for kind in kinds(pdf) if kind in {"TH", "TD"}] == ["TH", "TD", "TH", "TD"]


def test_a_page_that_begins_at_the_right_is_mirrored(moment: datetime) -> None:
    flow = made(moment, "ar").bullets(["أولاً", "ثانياً"]).table([["أ", "ب"], ["1", "2"]])
    pdf = flow.finish()
    assert faults(pdf) == []
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        place = {
            page.get_text_range(at, 1): page.get_charbox(at) for at in range(page.count_chars())
        }
    assert place["•"][0] > 450
    assert place["أ"][0] > place["ب"][0]


def test_rows_are_read_as_they_are_written(moment: datetime) -> None:
    pdf = made(moment, "ar").table([["one", "two"], ["three", "four"]], head=1).finish()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        content = file.pages[0].Contents.read_bytes().decode("latin-1")
        (table,) = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)
                    and each.get("/S") == "/Table"]  # fmt: skip
        first = [int(cell.K[0]) for cell in table.K[0].K[0].K]
    assert first == sorted(first, reverse=True)  # drawn from the left, read from the right
    assert content.count("BDC") >= 5
