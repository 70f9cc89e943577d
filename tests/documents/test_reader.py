"""The reader shows what can be shown and says why it cannot show the rest."""

import io
import time
from contextlib import suppress

import pikepdf
import pytest
from PIL import Image

from app.documents import HEAD_BYTES, Kind, Note, Reader, kind_of
from app.documents.reader import ANSWER_LIMIT
from app.models.errors import Unavailable
from app.processes import Worker
from tests.documents import hostile

A_PAGE = hostile.pages(b"1 0 0 rg 0 0 150 400 re f", b"0 0 1 rg 0 0 300 400 re f")


def pixel(reader, x, y, **where):
    drawn = reader.render(0, (300, 400), **where)
    place = y * drawn.stride + 4 * x
    return tuple(drawn.content[place : place + 3][::-1])


def picture(size=(40, 20), mode="RGB", colour="red", kind="PNG", **words) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **words)
    return out.getvalue()


def test_pdf_facts_and_pixels(reader):
    facts = reader.open(A_PAGE, Kind.PDF)
    assert (facts.pages, facts.sizes[0], facts.notes) == (2, (300, 400), frozenset())
    assert pixel(reader, 10, 10) == (255, 0, 0)
    assert pixel(reader, 290, 10) == (255, 255, 255)


def test_part_and_turn_of_a_page(reader):
    reader.open(A_PAGE, Kind.PDF)
    part = reader.render(0, (3000, 4000), clip=(1400, 0, 200, 100))
    assert part.content[1:3] + part.content[-4:-1] == b"\x00\xff\xff\xff\xff"
    turned = reader.render(0, (400, 300), rotation=1)
    assert turned.content[2] == 255
    assert turned.content[4 * 400 * 299 : 4 * 400 * 299 + 3] == b"\xff\xff\xff"


def test_pixels_that_were_returned_stay_when_the_next_page_is_drawn(reader):
    reader.open(A_PAGE, Kind.PDF)
    first = reader.render(0, (30, 40))
    kept = bytes(first.content)
    reader.render(1, (30, 40))
    assert first.content == kept


@pytest.mark.parametrize("size", [(2000, 2000), (2100, 2000)])
def test_a_page_is_the_same_lent_or_sent(size):
    """The larger one does not fit into what is shared; without sharing both are sent."""
    with Reader() as lends, Reader(Worker("reader", answer_limit=ANSWER_LIMIT)) as sends:
        for each in (lends, sends):
            each.open(A_PAGE, Kind.PDF)
        assert lends.render(0, size) == sends.render(0, size)


@pytest.mark.parametrize("size", [(0, 10), (10, -1), (10**7, 10), (50_000, 50_000)])
def test_sizes_have_limits(reader, size):
    reader.open(A_PAGE, Kind.PDF)
    with pytest.raises(Unavailable, match="too-large"):
        reader.render(0, size)


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_pages_have_limits(reader, page):
    reader.open(A_PAGE, Kind.PDF)
    with pytest.raises(Unavailable, match="page"):
        reader.render(page, (30, 40))


def test_text_has_a_box_for_each_character(reader, real):
    reader.open((real / "pdf/004-pdflatex-4-pages/pdflatex-4-pages.pdf").read_bytes(), Kind.PDF)
    page = reader.text(1)
    at = page.text.index("the")
    left, top, right, bottom = page.boxes[at]
    assert len(page.boxes) == len(page.text)
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1


def test_text_of_a_turned_page_lies_where_it_is_shown(reader, real):
    source = pikepdf.open(real / "pdf/004-pdflatex-4-pages/pdflatex-4-pages.pdf")
    source.pages[0].Rotate = 90
    out = io.BytesIO()
    source.save(out)
    reader.open(out.getvalue(), Kind.PDF)
    boxes = reader.text(0).boxes
    assert boxes[20][1] > boxes[0][1], "a line runs downwards on a page turned clockwise"
    assert all(-0.1 < side < 1.1 for box in boxes for side in box)


def test_find_over_line_ends_without_case(reader, real):
    facts = reader.open(
        (real / "pdf/004-pdflatex-4-pages/pdflatex-4-pages.pdf").read_bytes(), Kind.PDF
    )
    text = reader.text(2).text
    words = " ".join(text.split()[10:13]).upper()
    found = [place for some in reader.find(words, facts.pages, start=2) for place in some]
    assert found[0].page == 2
    said = text[found[0].first : found[0].first + found[0].length]
    assert said.upper().split() == words.split()


@pytest.mark.parametrize("query", ["", "  ", "(", "[a-z]", "\\", "a" * 5000])
def test_any_query_is_words(reader, query):
    reader.open(A_PAGE, Kind.PDF)
    assert [place for some in reader.find(query, 2) for place in some] == []


def test_encrypted_pdf_says_so_and_opens_with_its_password(reader):
    out = io.BytesIO()
    document = pikepdf.open(io.BytesIO(A_PAGE))
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="hemmelig"))
    with pytest.raises(Unavailable, match="encrypted"):
        reader.open(out.getvalue(), Kind.PDF)
    assert reader.open(out.getvalue(), Kind.PDF, "hemmelig").pages == 2


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"%PDF-1.7 nothing", Kind.PDF, "evidence.damaged"),
        (hostile.pages(), Kind.PDF, "evidence.empty"),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE, "evidence.damaged"),
        (hostile.png(50_000, 50_000, b""), Kind.IMAGE, "evidence.too-large"),
        (b"\0\0\0\x18ftypheic", Kind.IMAGE, "evidence.damaged"),
        (b"\xff\x0a\xff", Kind.IMAGE, "evidence.jpeg-xl"),
        (b"\xd0\xcf\x11\xe0old", Kind.WORD, "evidence.old-office"),
        (b"\xd0\xcf\x11\xe0old", Kind.SHEET, "evidence.old-office"),
        (b"ID3", Kind.SOUND, "evidence.unsupported"),
    ],
)
def test_says_why_not(reader, content, kind, code):
    with pytest.raises(Unavailable) as caught:
        reader.open(content, kind)
    assert caught.value.code == code
    assert str(caught.value.message).endswith(".")


def test_endless_page_is_stopped_and_the_next_page_works():
    with Reader(deadline=1.0) as reader:
        reader.open(hostile.endless_pdf(), Kind.PDF)
        started = time.monotonic()
        with pytest.raises(Unavailable, match="slow"):
            reader.render(0, (300, 400))
        assert time.monotonic() - started < 3
        assert len(reader.render(1, (300, 400)).content) == 480_000


def test_a_page_that_never_ends_is_waited_for_once():
    worker = Worker("reader", answer_limit=ANSWER_LIMIT)
    with Reader(worker, deadline=2.0) as reader:
        reader.start()
        reader.open(hostile.endless_pdf(), Kind.PDF)
        with pytest.raises(Unavailable, match="slow"):
            reader.render(0, (300, 400))
        died = worker.generation
        for ask in (reader.text, reader.links, lambda page: reader.render(page, (30, 40))):
            with pytest.raises(Unavailable, match="slow"):
                ask(0)
        assert worker.generation == died, "nothing was asked of a process"
        assert reader.find_between("x", 0, 2) == ()
        assert reader.signs() == (frozenset(), 2)
        assert worker.generation == died + 1
        reader.open(A_PAGE, Kind.PDF)
        reader.render(0, (30, 40))


def test_memory_bomb_leaves_the_next_page(reader):
    reader.open(hostile.memory_bomb(), Kind.PDF)
    with suppress(Unavailable):
        reader.render(0, (300, 400))
    assert len(reader.render(1, (300, 400)).content) == 480_000


def test_truncated_picture_is_shown_as_far_as_it_goes(reader):
    rows = (b"\0" + b"\x80" * 100) * 100
    facts = reader.open(hostile.png(100, 100, rows, cut=5000), Kind.IMAGE)
    assert Note.TRUNCATED in facts.notes
    assert reader.render(0, (100, 100)).content[:3] == b"\x80\x80\x80"


def test_picture_is_turned_as_the_camera_says(reader):
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = reader.open(picture(kind="JPEG", exif=exif), Kind.IMAGE)
    assert facts.sizes == ((20, 40),)


def test_picture_with_a_broken_camera_note_is_shown(reader, real):
    content = (real / "images/Canon_40D.jpg").read_bytes()
    broken = content.replace(b"II*\0", b"II*\xb5", 1)
    assert broken != content
    assert reader.open(broken, Kind.IMAGE).sizes == ((100, 68),)


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [("CMYK", (0, 255, 255, 0), "TIFF"), ("RGBA", (255, 0, 0, 255), "PNG"), ("P", 9, "GIF"),
     ("I;16", 65535, "PNG"), ("L", 255, "WEBP"), ("1", 1, "PNG")],
)  # fmt: skip
def test_every_colour_mode_becomes_pixels(reader, mode, colour, kind):
    reader.open(picture(mode=mode, colour=colour, kind=kind), Kind.IMAGE)
    assert reader.render(0, (40, 20)).content[2] >= 254 or mode == "P"


@pytest.mark.parametrize("rotation", range(4))
def test_part_of_a_turned_picture_is_the_turned_part(reader, rotation):
    image = Image.effect_noise((64, 32), 90).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG")
    reader.open(out.getvalue(), Kind.IMAGE)
    wanted = image.rotate(-90 * rotation, expand=True)
    part = reader.render(0, wanted.size, clip=(5, 7, 9, 11), rotation=rotation)
    assert part.content == wanted.crop((5, 7, 14, 18)).tobytes("raw", "BGRX")


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("Blåbær\r\nЂ".encode(), "utf-8", "Blåbær\nЂ"),
        ("\ufeffÅ".encode(), "utf-8", "Å"),
        ("Ελλάδα".encode("utf-16"), "utf-16", "Ελλάδα"),
        (b"nul\0byte", "utf-8", "nul byte"),
    ],
)
def test_text_is_decoded(reader, content, encoding, text):
    assert reader.open(content, Kind.TEXT).encoding == encoding
    assert reader.text().text == text


def test_old_encodings_are_recognised(reader):
    text = "Elevene fra Trondheim og Ålesund gjorde målinger på sjøen, år etter år. " * 20
    reader.open(text.encode("latin-1"), Kind.TEXT)
    assert reader.text().text == text


def test_long_text_is_cut_and_says_so(reader):
    facts = reader.open("å".encode() * 2_000_000, Kind.TEXT)
    assert Note.CUT in facts.notes
    assert len(reader.text().text) == 1024 * 1024


def test_web_page_is_only_its_words(reader):
    page = b"<html><head><title>t</title></head><script>evil()</script><h1>Hei &amp; h\xc3\xa5</h1>"
    reader.open(page + b"<p>to <b>ord</b><img src='//host/x' onerror='y'></p>", Kind.WEB)
    said = [(str(block.shape), block.text) for block in reader.blocks().blocks]
    assert said == [("paragraph", "t"), ("heading", "Hei & hå"), ("paragraph", "to ord")]


def test_reader_after_a_death_shows_the_same_file(reader):
    reader.open(A_PAGE, Kind.PDF)
    reader._worker.kill()
    assert pixel(reader, 10, 10) == (255, 0, 0)


def test_every_real_file_opens_or_says_why(reader, real):
    files = [f for name in ("pdf", "images", "text") for f in (real / name).rglob("*.*")]
    silent = []
    for file in filter(lambda f: f.is_file(), files):
        content = file.read_bytes()
        kind = kind_of(content[:HEAD_BYTES], file.name).kind
        try:
            facts = reader.open(content, kind)
            shown = reader.text() if kind == Kind.TEXT else reader.render(0, (60, 80))
            if not facts.pages or not shown:
                silent.append(file.name)
        except Unavailable as error:
            if not error.code.startswith("evidence.") or error.code == "evidence.died":
                silent.append(f"{file.name}: {error.code}")
    assert silent == []
