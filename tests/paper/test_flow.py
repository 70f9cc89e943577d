"""Letters and reports: structure over page breaks, repeated heads, pictures with words."""

import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.models.errors import Refused
from app.models.message import message
from app.models.table import Column, ListTable
from app.paper.canvas import TaggedCanvas
from app.paper.flow import Flow
from app.paper.listing import list_pdf


def photo(kind: str, mode: str = "RGB") -> bytes:
    output = io.BytesIO()
    Image.new(mode, (30, 20), (200, 100, 50, 128)[: len(mode)]).save(output, kind)
    return output.getvalue()


def report(moment: datetime) -> bytes:
    flow = Flow("Report", "en", at=moment)
    flow.heading("Report").paragraph("A long paragraph. " * 300)
    flow.heading("List", 2).bullets(["one", "two " * 40])
    flow.table([["Name", "Points"], *([f"Teacher {n}", str(n)] for n in range(80))], ends=[1])
    flow.picture(photo("JPEG"), 40, "An orange field", "Figure 1")
    flow.picture(photo("PNG", "RGBA"), 40, "A pale field")
    return flow.finish()


def test_a_report_lasts(moment: datetime, archival: Callable[[bytes], None]) -> None:
    archival(report(moment))


def test_a_report_is_tagged_over_all_its_pages(
    moment: datetime, checked: Callable[[bytes], None], kinds: Callable[[bytes], list[str]]
) -> None:
    content = report(moment)
    checked(content)
    found = kinds(content)
    assert (found.count("H1"), found.count("P"), found.count("Table")) == (1, 1, 1)
    assert (found.count("TH"), found.count("TR"), found.count("Figure")) == (2, 81, 2)
    assert (found.count("LI"), found.count("LBody"), found.count("Caption")) == (2, 2, 1)


def test_the_head_of_a_table_is_printed_again_and_tagged_once(moment: datetime) -> None:
    with pypdfium2.PdfDocument(report(moment)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert sum("Points" in page for page in pages) > 1


def test_no_level_of_heading_is_skipped(
    moment: datetime, kinds: Callable[[bytes], list[str]]
) -> None:
    flow = Flow("x", at=moment).heading("a", 2).heading("b", 3).heading("c", 1).heading("d", 3)
    assert kinds(flow.finish()) == ["Document", "H1", "H2", "H1", "H2"]


def test_pages_are_numbered(moment: datetime) -> None:
    with pypdfium2.PdfDocument(report(moment)) as document:
        count = len(document)
        assert f"{count} / {count}" in document[count - 1].get_textpage().get_text_range()


def test_the_same_report_twice(moment: datetime) -> None:
    assert report(moment) == report(moment)


def test_figures_have_words_and_a_box(moment: datetime) -> None:
    with pikepdf.open(io.BytesIO(report(moment))) as pdf:
        texts = [str(each.Alt) for each in pdf.objects if _is_figure(each)]
    assert sorted(texts) == ["A pale field", "An orange field"]


def _is_figure(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"


def test_drawings_are_figures(moment: datetime, kinds: Callable[[bytes], list[str]]) -> None:
    def paint(canvas: TaggedCanvas) -> None:
        canvas.rect(0, 0, 50, 20, fill=1)

    content = Flow("x", at=moment).drawing(40, 20, paint, "A box").finish()
    assert kinds(content) == ["Document", "Figure"]


def test_unprintable_text_is_named(moment: datetime) -> None:
    with pytest.raises(Refused, match=r"paper\.glyph") as caught:
        Flow("x", at=moment).paragraph("山", field=message("School")).finish()
    assert "School" in str(caught.value.message)


def test_what_is_no_picture_is_refused(moment: datetime) -> None:
    with pytest.raises(Refused, match=r"paper\.picture"):
        Flow("x", at=moment).picture(b"GIF89a nothing", 40, "x")


def test_what_is_higher_than_a_page_still_fits(
    moment: datetime, checked: Callable[[bytes], None]
) -> None:
    flow = Flow("x", at=moment).table([["Head", "b"], ["long text " * 1500, "b"], ["c", "d"]])
    flow.drawing(50, 900, lambda canvas: canvas.rect(0, 0, 9, 9), "A tower").paragraph("end")
    checked(flow.finish())


@pytest.mark.parametrize("columns", [2, 12])
def test_a_list_becomes_a_table(
    moment: datetime, columns: int, checked: Callable[[bytes], None]
) -> None:
    table = ListTable(
        "Awarded", "nb", tuple(Column(f"c{n}", f"Kolonne {n}") for n in range(columns)),
        tuple(tuple(f"celle {row}.{n}" for n in range(columns)) for row in range(30)),
    )  # fmt: skip
    checked(list_pdf(table, moment))


def test_a_character_that_no_face_has_does_not_stop_a_whole_list(
    moment: datetime, checked: Callable[[bytes], None]
) -> None:
    columns = (Column("name", "Name"), Column("school", "School"))
    checked(list_pdf(ListTable("Awarded", "en", columns, (("日本 😀", "Skole"),)), moment))
