"""What a file would do is named, from its parts, its elements or its bytes."""

import zlib

import pytest

from app.reader.office_signs import signs_of
from app.reader.pdf_signs import byte_signs
from app.reader.web import web_blocks
from tests.documents.written import zipped


@pytest.mark.parametrize(
    ("name", "content", "signs"),
    [
        ("xl/vbaProject.bin", "", {"macros"}),
        ("Basic/Standard/a.xml", "", {"macros"}),
        ("word/embeddings/a.bin", "", {"embedded"}),
        ("xl/externalLinks/a.xml", "<externalLink/>", {"outside"}),
        ("xl/externalLinks/a.xml", "<externalLink><ddeLink/>", {"outside", "commands"}),
        ("xl/connections.xml", "", {"outside"}),
        ("content.xml", "<office:dde-connection-decl/>", {"commands"}),
        ("content.xml", "<table:table-source/>", {"outside"}),
        ("word/comments.xml", "<w:comments><w:comment/></w:comments>", {"comments"}),
        ("word/comments.xml", "<w:comments/>", set()),
        ("word/document.xml", "vbaProject ddeLink", set()),
    ],
)
def test_office(name, content, signs):
    assert signs_of(zipped({name: content})) == signs


def test_what_is_no_archive_says_nothing():
    assert signs_of(b"PK\x03\x04 no") == set()


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        ("<script>1</script>", {"scripts"}),
        ("<p onload='x()'>", {"scripts"}),
        ("<a href=' JavaScript:x()'>a</a>", {"scripts"}),
        ("<form action='http://h'><input></form>", {"sending"}),
        ("<link rel='stylesheet' href='a.css'>", {"outside"}),
        ("<link rel='canonical' href='a'>", set()),
        ("<iframe src='//h/s'></iframe>", {"outside"}),
        ("<style>@import 'a.css'</style>", {"outside"}),
        ("<p style='background:url(//h/s)'>", {"outside"}),
        ("<p style='background:url(data:image/png;base64,)'>", set()),
        ("<img src='http://h/a.png'>", {"outside"}),
        ("<a href='http://example.org'>a</a>", set()),
    ],
)
def test_web(page, notes):
    assert web_blocks(f"<p>words</p>{page}".encode()).notes == notes


@pytest.mark.parametrize(
    ("content", "signs"),
    [
        (b"<</S/JavaScript/JS(x)>>", {"scripts"}),
        (b"<</S/#4aavaScript>>", {"scripts"}),
        (b"<</S/Launch/F(cmd)>>", {"launch"}),
        (b"<</S/SubmitForm>>", {"sending"}),
        (b"<</S/GoToR/F(a.pdf)>>", {"outside"}),
        (b"/EmbeddedFiles 3 0 R /OCProperties<<>>", {"attachments", "layers"}),
        (b"/LaunchPad /JSON (words about Launch)", set()),
    ],
)
def test_pdf(content, signs):
    packed = zlib.compress(content)
    stream = (
        b"1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    )
    assert byte_signs(b"%PDF-1.7\n" + content) == signs
    assert byte_signs(b"%PDF-1.7\n" + stream % (len(packed), packed)) == signs


def test_broken_streams_say_nothing():
    assert byte_signs(b"%PDF /ObjStm >>stream\nno /ObjStm") == set()
