"""What stands beside the text of a document is told too: nothing of it is read over."""

import io
import zipfile

import pytest

from app.reader.documents import blocks_file
from app.reader.encoding import likely_encoding
from app.reader.workbook import workbook_table
from tests.documents import written

BOX = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
COMMENT = '<w:comment w:author="Ola">' + written.para("Hvor?") + "</w:comment>"
CHART = (
    "<c:chartSpace><c:ser><c:tx><c:v>pH</c:v></c:tx><c:cat><c:pt idx='0'><c:v>mai</c:v></c:pt>"
    "<c:pt idx='1'><c:v>juni</c:v></c:pt></c:cat><c:val><c:pt idx='1'><c:v>7.1</c:v></c:pt></c:val>"
    "</c:ser></c:chartSpace>"
)
NUMBERS = (("", "pH"), ("mai", ""), ("juni", "7.1"))


def told(kind: str, content: bytes) -> list[tuple[str, object]]:
    """Each block as its shape and what it says."""
    return [
        (str(each.shape), each.text or each.label or each.rows)
        for each in blocks_file(kind, content, "nb")._gathered.blocks
    ]


def linked(content: bytes, part: str, kind: str, target: str, inside: str) -> bytes:
    """Return a document one of whose parts leads to another as ``x9``."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    old = zipfile.ZipFile(io.BytesIO(content))
    was = old.read(links).decode() if links in old.namelist() else written.LINKS.format("")
    added = written.LINK.format("x9", kind, target, "") + "</Relationships>"
    members = {each: old.read(each) for each in old.namelist()}
    members[links] = was.replace("</Relationships>", added).encode()
    return written.zipped({**members, f"{folder}/{target}": inside})


def test_margins_and_comments_of_word():
    body = written.para("Elva") + '<w:sectPr><w:headerReference r:id="x9"/></w:sectPr>' * 2
    content = written.docx(body, comments=f"<w:comments>{COMMENT}</w:comments>")
    top = f"<w:hdr>{written.para('Ringve skole')}</w:hdr>"
    assert told("word", linked(content, "word/document.xml", "header", "h.xml", top)) == [
        ("paragraph", "Elva"), ("notice", "page-header"), ("paragraph", "Ringve skole"),
        ("notice", "comments"), ("item", "Ola: Hvor?"),
    ]  # fmt: skip


def test_margins_and_comments_of_opendocument():
    body = (
        "<text:p>Elva<office:annotation><dc:creator>Ola</dc:creator><text:p>Hvor?</text:p>"
        "</office:annotation></text:p>"
    )
    foot = "<a><style:footer><text:p>Ringve skole</text:p></style:footer></a>"
    content = written.opendocument("text", body, **{"styles.xml": foot.encode()})
    assert told("word", content) == [
        ("paragraph", "Elva"), ("notice", "page-footer"), ("paragraph", "Ringve skole"),
        ("notice", "comments"), ("item", "Ola: Hvor?"),
    ]  # fmt: skip


def test_what_the_speaker_wrote():
    notes = (
        '<p:notes><p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr><p:txBody><a:p>'
        "<a:r><a:t>Pust</a:t></a:r></a:p></p:txBody></p:sp></p:notes>"
    )
    content = linked(written.pptx(), "ppt/slides/slide1.xml", "notes", "notesSlides/a.xml", notes)
    assert told("slides", content)[-2:] == [("notice", "speaker-notes"), ("paragraph", "Pust")]
    page = (
        "<draw:page><presentation:notes><draw:frame presentation:class='page-number'>"
        + BOX.format("1") + "</draw:frame><draw:frame presentation:class='notes'>"
        + BOX.format("Pust") + "</draw:frame></presentation:notes></draw:page>"
    )  # fmt: skip
    content = written.opendocument("presentation", page)
    assert told("slides", content)[1:] == [("notice", "speaker-notes"), ("paragraph", "Pust")]


def test_numbers_of_a_chart():
    drawing = '<w:p><w:r><w:drawing><c:chart r:id="x9"/></w:drawing></w:r></w:p>'
    content = written.docx(drawing)
    shown = told("word", linked(content, "word/document.xml", "chart", "c.xml", CHART))
    assert shown == [("notice", "chart"), ("table", NUMBERS)]


def test_a_table_on_a_slide_goes_before_its_picture():
    cell = "<table:table-row><table:table-cell><text:p>Uke</text:p></table:table-cell>"
    table = f"<table:table>{cell}</table:table-row></table:table>"
    image = '<draw:image xlink:href="Pictures/t.svm"/>'
    inside = {"Object 1/content.xml": f"<a>{table}</a>".encode()}
    for frame, said in (
        (table + image, [("table", (("Uke",),))]),
        (f'<draw:object xlink:href="./Object 1"/>{image}',
         [("notice", "chart"), ("table", (("Uke",),))]),
    ):  # fmt: skip
        page = f"<draw:page><draw:frame>{frame}</draw:frame></draw:page>"
        content = written.opendocument("presentation", page, **inside)
        assert told("slides", content)[1:] == said


def test_signs_inside_a_line_of_markdown_stay():
    text = "> sitat: a > b\n\n<b>fet</b> og 3 > 2\n\n> > dobbelt"
    assert told("markdown", text.encode()) == [
        ("paragraph", "sitat: a > b"), ("paragraph", "<b>fet</b> og 3 > 2"),
        ("paragraph", "dobbelt"),
    ]  # fmt: skip


def test_a_message_inside_a_message_and_a_head_without_encoding():
    content = "From: Åse <a@example.org>\nSubject: Møte\n".encode("cp1252") + (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHei\n"
        b"--x\nContent-Type: message/rfc822\n\nFrom: b\nSubject: Svar/x\n\nTakk\n--x--\n"
    )
    file = blocks_file("mail", content, "nb")
    assert told("mail", content)[:2] == [("field", "Åse <a@example.org>"), ("field", "Møte")]
    assert [each.name for each in file._gathered.inner] == ["Svar x.eml"]
    inside = file.inner(0).parts[0]
    assert told("mail", inside)[-1] == ("paragraph", "Takk")


@pytest.mark.parametrize(
    ("name", "text"),
    [("cp1251", "Сотрудничество учеников было отличным"), ("cp1253", "Η συνεργασία των μαθητών")],
)
@pytest.mark.parametrize("language", ["nb", "el", "ar"])
def test_scripts_are_told_apart_without_the_language(name, text, language):
    assert likely_encoding(text.encode(name), language) == name


def test_shares_of_a_hundred_are_written_as_in_the_workbook():
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append((0.25, 0.128))
    book.active["A1"].number_format, book.active["B1"].number_format = "0%", "0.0%"
    file = io.BytesIO()
    book.save(file)
    assert workbook_table(file.getvalue()).rows == (("25%", "12.8%"),)
