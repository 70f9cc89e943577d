"""PDFs: outline, passwords, notes and forms as they are seen, and what only a look tells."""

import pikepdf
import pytest

from app.documents import Kind, Note, OutlineEntry
from app.models.errors import Unavailable
from tests.documents import hostile, made_pdf


def signs(reader, content: bytes) -> frozenset[Note]:
    """Everything that is told of a file."""
    facts = reader.open(content, Kind.PDF)
    notes, following = reader.signs()
    while following < facts.pages:
        more, following = reader.signs(following)
        notes |= more
    return facts.notes | notes


def middle(reader) -> tuple[int, ...]:
    drawn = reader.render(0, (30, 40))
    place = 30 * drawn.stride + 4 * 15
    return tuple(drawn.content[place : place + 3][::-1])


def test_outline_with_levels_pages_and_places(reader):
    reader.open(made_pdf.with_outline(), Kind.PDF)
    first, part, last, away = reader.outline()
    assert (first, last) == (OutlineEntry(0, "Elva", 0), OutlineEntry(0, "Funn", 2))
    assert (part.level, part.page, part.down) == (1, 1, 0.5)
    assert part.title == "Måling \u202e i uke 34"
    assert away.page == -1


def test_an_outline_that_goes_round_ends(reader):
    reader.open(made_pdf.ring_of_outlines(), Kind.PDF)
    assert [entry.title for entry in reader.outline()] == ["a", "b"]


def test_no_outline(reader):
    reader.open(made_pdf.with_words("en"), Kind.PDF)
    assert reader.outline() == ()


def test_links_lead_to_pages_or_have_an_address_and_nothing_else(reader):
    reader.open(made_pdf.with_links(), Kind.PDF)
    inside, away = reader.links(0)
    assert (inside.page, inside.down, inside.address) == (1, 0.5, "")
    assert inside.box == pytest.approx((0, 0, 1, 0.25), abs=0.01)
    assert away.address.startswith("https://example.org/a?b&c=")
    assert (away.page, away.box[1]) == (-1, pytest.approx(0.75, abs=0.01))
    assert reader.links(1) == ()


def test_links_lie_where_a_turned_page_shows_them(reader):
    reader.open(made_pdf.with_links(90), Kind.PDF)
    inside, away = reader.links(0)
    assert inside.box == pytest.approx((0.75, 0, 1, 1), abs=0.01)
    assert away.box == pytest.approx((0, 0, 0.25, 1), abs=0.01)


@pytest.mark.parametrize(
    "ask", [lambda it: it.outline(), lambda it: it.signs(), lambda it: it.links(0)]
)
def test_only_a_pdf_has_them(reader, ask):
    reader.open(b"words", Kind.TEXT)
    with pytest.raises(Unavailable, match="unsupported"):
        ask(reader)


@pytest.mark.parametrize(
    ("typed", "code"), [("", "encrypted"), ("feil", "password"), ("日本", "password")]
)
def test_wrong_password(reader, typed, code):
    with pytest.raises(Unavailable) as caught:
        reader.open(made_pdf.locked(), Kind.PDF, typed)
    assert caught.value.code == f"evidence.{code}"


def test_after_a_death_the_password_is_not_asked_again(reader):
    reader.open(made_pdf.locked(), Kind.PDF, "hemmelig")
    reader.interrupt()
    assert "Bak" in reader.text(0).text
    assert "hemmelig" not in repr(vars(reader))


def test_notes_and_filled_in_forms_are_drawn(reader):
    reader.open(made_pdf.annotated(), Kind.PDF)
    assert middle(reader) == (255, 0, 0)
    reader.open(made_pdf.form(), Kind.PDF)
    red, green, blue = middle(reader)
    assert blue > max(red, green), "the field's blue, perhaps under the light of a form"


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (made_pdf.with_words("en", "to"), set()),
        (made_pdf.annotated(), {Note.ANNOTATIONS}),
        (made_pdf.annotated(Subtype=pikepdf.Name.FileAttachment), {Note.ATTACHMENTS}),
        (made_pdf.annotated(Subtype=pikepdf.Name.Movie), {Note.MEDIA}),
        (made_pdf.annotated(Subtype=pikepdf.Name.Link), set()),
        (made_pdf.form(), {Note.FORM}),
        (made_pdf.scanned(), {Note.SCANNED}),
        (made_pdf.scanned(render=-1), {Note.PICTURED}),
        (made_pdf.scanned(render=0), set()),
        (made_pdf.hidden(), {Note.HIDDEN_TEXT}),
        (made_pdf.layered(), {Note.LAYERS}),
        (hostile.memory_bomb(), {Note.UNDRAWN, Note.PICTURED}),
    ],
)
def test_what_pages_tell(reader, content, notes):
    assert signs(reader, content) == notes


@pytest.mark.parametrize(
    ("action", "note"),
    [
        ("/S/Launch/F(calc.exe)", Note.LAUNCH),
        ("/S/SubmitForm/F(http://example.org)", Note.SENDING),
        ("/S/GoToR/F(//host/share.pdf)/D[0/Fit]", Note.OUTSIDE),
        ("/S/JavaScript/JS(app.alert\\(1\\))", Note.SCRIPTS),
    ],
)
def test_actions_are_named_and_the_page_is_shown(reader, action, note):
    def add(document):
        document.Root.OpenAction = pikepdf.Object.parse(f"<<{action}>>".encode())

    content = made_pdf.changed(made_pdf.with_words("en"), add)
    assert note in signs(reader, content)
    assert "en" in reader.text(0).text


def test_signs_of_a_page_that_cannot_be_read(reader):
    assert signs(reader, hostile.pages(b"q", b"(")) == set()
