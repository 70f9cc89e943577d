"""Documents: tagged or artifact by construction, embedded fonts, the same bytes twice."""

import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pypdfium2
import pytest

from app.models.message import message
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Style, typeset
from app.paper.metadata import Attachment, Properties

TEXT = message("Text")
SIX_SCRIPTS = ["Søren Æbelø", "Ελευθερία", "Љубомир", "ნინო", "Արամ", "محمد عبد الله"]


def drawn(moment: datetime, *texts: str) -> bytes:
    canvas = TaggedCanvas(Properties("Title", "nb", "Org", moment), (595, 842))
    canvas.rect(20, 20, 100, 100, fill=1)
    for index, text in enumerate(texts):
        with canvas.tag("P") as node, canvas.content():
            for line in typeset(text, Style(), 400, TEXT):
                canvas.line_of_text(line, Style(), 72, 700 - 20 * index)
                node.actual = line.text if line.has_rtl else None
    canvas.attach(Attachment("a.json", b"{}", "application/json", "A record"))
    return canvas.finish()


def test_everything_is_tagged_or_artifact(
    moment: datetime, checked: Callable[[bytes], None], kinds: Callable[[bytes], list[str]]
) -> None:
    content = drawn(moment, *SIX_SCRIPTS)
    checked(content)
    assert kinds(content) == ["Document", *["P"] * 6]


@pytest.mark.parametrize("text", SIX_SCRIPTS)
def test_every_script_lasts(moment: datetime, archival: Callable[[bytes], None], text: str) -> None:
    canvas = TaggedCanvas(Properties(text, "en", text, moment), (595, 842))
    with canvas.tag("P"), canvas.content():
        canvas.line_of_text(typeset(text, Style(bold=True), 400, TEXT)[0], Style(), 72, 700)
    archival(canvas.finish())


def test_the_same_bytes_twice(moment: datetime) -> None:
    assert drawn(moment, *SIX_SCRIPTS) == drawn(moment, *SIX_SCRIPTS)


@pytest.mark.parametrize("text", SIX_SCRIPTS[:-1])
def test_text_comes_out_as_it_went_in(moment: datetime, text: str) -> None:
    with pypdfium2.PdfDocument(drawn(moment, text)) as document:
        assert text in document[0].get_textpage().get_text_range()


def test_every_font_is_embedded_with_unicode(moment: datetime) -> None:
    with pikepdf.open(io.BytesIO(drawn(moment, *SIX_SCRIPTS))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) == 4
        for font in fonts.values():
            (descendant,) = font.DescendantFonts
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 500
            assert b"beginbfchar" in font.ToUnicode.read_bytes()


def test_the_catalogue_claims_what_the_file_is(moment: datetime) -> None:
    with pikepdf.open(io.BytesIO(drawn(moment, "x"))) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
        assert "<pdfuaid:part>1</pdfuaid:part>" in packet
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "nb"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_streams_end_on_a_line_of_their_own(moment: datetime) -> None:
    content = drawn(moment, "x")
    assert content.count(b"endstream") == content.count(b"\nendstream")


def test_attachments_say_how_they_belong(moment: datetime) -> None:
    with pikepdf.open(io.BytesIO(drawn(moment, "x"))) as pdf:
        (file,) = pdf.Root.AF
        assert file.AFRelationship == "/Data"
        assert pdf.attachments["a.json"].get_file().read_bytes() == b"{}"


def test_reportlabs_own_text_is_barred(canvas: TaggedCanvas) -> None:
    with pytest.raises(RuntimeError, match="line_of_text"):
        canvas.drawString(10, 10, "past the tags")


def test_a_title_is_never_longer_than_the_archive_allows(moment: datetime) -> None:
    made = Properties("ل" * 40_000, "ar", "Nobody", moment)
    assert len(made.title.encode("utf-16")) < 32_767
