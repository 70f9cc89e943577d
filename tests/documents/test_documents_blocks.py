"""Documents of every kind become blocks through the confined reader; hostile ones a sentence."""

import io

import pytest
from PIL import Image

from app.documents import Kind, Note, kind_of
from app.models.blocks import Shape
from app.models.errors import Unavailable
from tests.documents import written

BOMB = '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document>&b;</w:document>'
COMMAND = "<w:p><w:r><w:instrText> DDEAUTO c:\\x </w:instrText><w:t>a</w:t></w:r></w:p>"
DEEP = "<w:body>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body>"


def told(reader, content, kind):
    """Each block as its shape and what it says."""
    reader.open(content, kind)
    return [
        (str(block.shape), block.text or block.label or block.rows or block.level)
        for block in reader.blocks().blocks
    ]


def test_word(reader):
    assert told(reader, written.docx(), Kind.WORD)[:6] == [
        ("heading", "Elva vår"),
        ("paragraph", "Vi målte vannet hver uke gjennom hele skoleåret, og elevene delte tallene "
                      "med partnerskolene."),
        ("item", "Mål"), ("item", "Måle"), ("item", "Dele"), ("item", "Vise"),
    ]  # fmt: skip
    shown = reader.blocks()
    runs = shown.blocks[1].runs
    assert [(run.bold, run.italic) for run in runs] == [
        (False, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip
    assert [block.label for block in shown.blocks[2:6]] == ["", "1.", "2.", ""]
    assert shown.blocks[6].rows == (("Uke", "pH"), ("34", "7,1"))
    assert [str(block.shape) for block in shown.blocks[7:]] == ["picture", "notice", "paragraph"]
    assert (shown.pictures[0].width, shown.pictures[0].height) == (90, 60)


def test_opendocument_text(reader):
    assert told(reader, written.odt(), Kind.WORD) == [
        ("heading", "Elva"), ("paragraph", "Vi målte  vannet."), ("item", "Måle"),
        ("item", "Dele"), ("table", (("Uke", "pH"),)), ("picture", 0),
        ("notice", "picture-outside"),
    ]  # fmt: skip


@pytest.mark.parametrize("make", [written.pptx, written.odp])
def test_slides(reader, make):
    assert [(shape, said) for shape, said in told(reader, make(), Kind.SLIDES)] == [
        ("slide", 1), ("heading", "Elva"), ("picture", 0), ("slide", 2),
        ("item" if make is written.pptx else "paragraph", "Takk"),
    ]  # fmt: skip


def test_opendocument_sheet(reader):
    reader.open(written.ods(), Kind.SHEET)
    table = reader.table()
    assert (table.rows, table.sheet, len(table.names)) == ((("Uke", "pH", "pH"),), "Ark", 2)


def test_markdown(reader):
    assert told(reader, written.MARKDOWN.encode(), Kind.MARKDOWN) == [
        ("heading", "Elva vår"),
        ("paragraph", "Vi målte vannet hver uke, se siden (https://example.org/elva)."),
        ("item", "Måle"), ("item", "Dele"), ("item", "i klassen"), ("item", "med partnere"),
        ("table", (("Uke", "pH"), ("34", "7,1"))), ("code", 'print("hei")'), ("rule", 0),
        ("paragraph", "Slutt_på_alt."),
    ]  # fmt: skip


def test_web_page(reader):
    assert told(reader, written.PAGE.encode(), Kind.WEB) == [
        ("paragraph", "Elva"), ("heading", "Elva vår"),
        ("paragraph", "Vi målte vannet, se siden (https://example.org/)."),
        ("item", "Måle"), ("item", "uke 34"), ("item", "uke 35"), ("item", "Dele"),
        ("table", (("Uke", "pH"), ("34", "7,1"))), ("picture", 0), ("paragraph", "[kart]"),
    ]  # fmt: skip
    facts = reader.open(written.PAGE.encode(), Kind.WEB)
    assert {Note.SCRIPTS, Note.OUTSIDE} <= facts.notes


def test_web_page_in_one_file(reader):
    shown = told(reader, written.MHTML, Kind.WEB)
    assert shown == [("heading", "Elva"), ("picture", 0)]


def test_message(reader):
    shown = told(reader, written.eml(), Kind.MAIL)
    assert shown[3] == ("field", "Vedlegg om elva")
    assert shown[-2:] == [("paragraph", "Hei!"), ("paragraph", "Her er notatet vårt.")]
    assert [inner.name for inner in reader.blocks().inner] == ["notat.txt", "rapport.docx"]
    assert reader.inner(0) == b"Elva er ren.\n"


def test_archive(reader):
    reader.open(written.archive(), Kind.ARCHIVE)
    names = [inner.name for inner in reader.blocks().inner]
    assert names == ["notat.txt", "bilder/kart.png", "rapport.docx", "inni.zip", "../ut.txt"]
    content = reader.inner(2)
    assert told(reader, content, Kind.WORD)[0] == ("heading", "Elva vår")


@pytest.mark.parametrize(
    "content",
    [
        written.docx(styles=BOMB), written.docx(document=XXE),
        written.docx(document=f"<w:document>{DEEP}</w:document>"), written.docx()[:400],
        written.odt()[:300], b"PK\x03\x04", b"PK\x03\x04 word/document.xml",
    ],
)  # fmt: skip
def test_hostile_documents_are_refused_and_the_next_opens(reader, content):
    with pytest.raises(Unavailable, match="damaged"):
        reader.open(content, Kind.WORD)
    assert reader.open(written.docx(), Kind.WORD).pages == 1


def test_a_bomb_inside_a_document_is_refused(reader):
    with pytest.raises(Unavailable, match=r"too-large|slow|died"):
        reader.open(written.docx(document=" " * 300_000_000), Kind.WORD)
    assert reader.open(written.docx(), Kind.WORD).pages == 1


def test_a_huge_table_is_cut_and_said_so(reader):
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 50 + "</w:tr>"
    facts = reader.open(written.docx(f"<w:tbl>{row * 1_000}</w:tbl>"), Kind.WORD)
    assert Note.LONG in facts.notes
    assert reader.blocks().blocks[0].shape is Shape.TABLE


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (written.docx(), Note.OUTSIDE),
        (written.docx(vbaProject="x"), Note.MACROS),
        (written.docx(COMMAND), Note.COMMANDS),
    ],
)  # fmt: skip
def test_active_content_is_named(reader, content, note):
    assert note in reader.open(content, Kind.WORD).notes


def test_a_document_with_a_password_says_so(reader):
    locked = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unavailable, match="locked-office"):
        reader.open(locked, Kind.WORD)


def test_pages_of_a_fax(reader):
    first, file = Image.new("L", (40, 20), 200), io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=[Image.new("L", (10, 30), 0)])
    facts = reader.open(file.getvalue(), Kind.IMAGE)
    assert facts.sizes == ((40, 20), (10, 30))
    assert reader.render(1, (10, 30)).content[:3] == b"\0\0\0"
    assert reader.render(0, (40, 20)).content[:3] == b"\xc8\xc8\xc8"


def test_real_word_files_all_open_or_say_that_they_are_empty(reader, real):
    files = sorted((real / "office").rglob("*.docx"))
    why = {}
    for file in files:
        content = file.read_bytes()
        assert kind_of(content[:4096], file.name).kind is Kind.WORD, file.name
        try:
            reader.open(content, Kind.WORD)
            assert reader.blocks().blocks
        except Unavailable as error:
            why[file.name] = error.code
    assert set(why.values()) <= {"evidence.empty"}
    assert len(why) < len(files) // 3
