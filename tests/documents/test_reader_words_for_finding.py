"""The words of a file, for finding: the same letters as on the page, in the same places."""

import io

import pypdfium2_raw as pdfium
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents import Kind
from app.models.errors import Unavailable
from app.reader import page_text, pdf
from app.resources import resource
from tests.documents import hostile, written

LINES = ("Vi målte elva i Ærø", "Γέφυρες και ς", "Мост ўкраїна", "x² ½ ﬁn — “ok”", "a\u00adb")


def a_pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    pdfmetrics.registerFont(TTFont("Words", str(resource("fonts", "NotoSans-Regular.ttf"))))
    for page in pages:
        canvas.setFont("Words", 12)
        for at, line in enumerate(page.split("\n")):
            canvas.drawString(40, 700 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_words_of_pages_are_the_letters_of_the_text_with_places(reader):
    reader.open(a_pdf("\n".join(LINES), "", "side tre"), Kind.PDF)
    words = reader.words(0, 25)
    assert [len(each) > 0 for each in words] == [True, False, True]
    assert words == tuple(reader.text(page).text for page in range(3))
    (found,) = reader.find_between("aero", 0, 3)
    assert words[0][found.first : found.first + found.length] == "Ærø"


def test_all_letters_at_once_are_those_one_by_one():
    pdf.begin()
    file = pdf.PdfFile(a_pdf("\n".join(LINES)), "")
    words = pdfium.FPDFText_LoadPage(file._page(0))
    count = pdfium.FPDFText_CountChars(words)
    one_by_one = "".join(page_text._character(words, at) for at in range(count))
    assert page_text._at_once(words, count) == one_by_one
    pdfium.FPDFText_ClosePage(words)
    file.close()


def test_pages_come_some_at_a_time(reader):
    reader.open(a_pdf("en", "to", "tre"), Kind.PDF)
    assert reader.words(1, 2) == ("to",)
    assert reader.words(2, 9) == ("tre",)
    assert reader.words(9, 12) == ()


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("Vi målte elva".encode(), Kind.TEXT, "Vi målte elva"),
        (b"uke;pH\n34;7,1\n", Kind.TABLE, "uke\tpH\n34\t7,1"),
        (written.docx(), Kind.WORD, "Vi målte vannet hver uke gjennom"),
        (written.docx(), Kind.WORD, "Uke\tpH\n34\t7,1"),
        (b"# Elva\n\nlang *tekst*", Kind.MARKDOWN, "lang tekst"),
    ],
)
def test_words_of_other_kinds(reader, content, kind, words):
    reader.open(content, kind)
    (found,) = reader.words(0, 1)
    assert words in found


def test_a_picture_has_no_words(reader):
    reader.open(hostile.png(3, 3, (b"\0" + b"\x60" * 3) * 3), Kind.IMAGE)
    with pytest.raises(Unavailable, match="unsupported"):
        reader.words(0, 1)
