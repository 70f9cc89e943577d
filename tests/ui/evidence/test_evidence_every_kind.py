"""Every kind of file opens in its viewer, or a card says in one sentence why it does not."""

import io

import pytest
from PIL import Image

from app.documents import Kind, Note, Reader
from app.models.application import Evidence
from app.models.errors import Unavailable
from app.models.identifiers import EvidenceId
from app.ui.evidence import opening
from app.ui.evidence.words import note_sentences
from app.ui.widgets import PlainLabel
from tests.documents import made_files

SHOWN, CARDS = made_files.shown(), made_files.cards()


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


def opens(reader, name, content) -> opening.Opened:
    """Open a file as the evidence column does."""
    evidence = Evidence(EvidenceId("e"), name, f"data/evidence/{name}")
    found = opening.found_kind(evidence, content)
    assert opening.why_no_viewer(found) == ""
    return opening.opened(reader, content, found.kind, "nb")


def viewer(file: opening.Opened) -> str:
    if file.facts.kind in {Kind.PDF, Kind.IMAGE}:
        return "pages"
    return "blocks" if file.blocks else "table" if file.table else "text"


@pytest.mark.parametrize("name", SHOWN)
def test_opens(reader, name):
    content, wanted = SHOWN[name]
    file = opens(reader, name, content)
    assert viewer(file) == wanted
    if wanted == "pages":
        drawn = reader.render(0, (40, 20))
        assert len(set(drawn.content)) > 1


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("moves.gif", {Note.FRAMES}), ("moves.webp", {Note.FRAMES}), ("cut.png", {Note.TRUNCATED}),
        ("turned.jpg", set()), ("print.jpg", set()), ("deep.png", set()), ("pages.tif", set()),
        ("a.svg", {Note.DRAWING}), ("broken.svg", {Note.AS_TEXT}), ("form.pdf", {Note.FORM}),
    ],
)  # fmt: skip
def test_notes(reader, name, notes):
    assert opens(reader, name, SHOWN[name][0]).facts.notes == notes


def test_the_camera_s_turn_is_kept_and_its_place_is_not(reader):
    content = SHOWN["turned.jpg"][0]
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825), "the place is in the file"
    facts = opens(reader, "turned.jpg", content).facts
    assert facts.sizes == ((20, 40),)
    assert note_sentences(facts) == []


@pytest.mark.parametrize(
    ("member", "word"),
    [("xl/vbaProject.bin", "macros"), ("xl/externalLinks/a.xml", "references to files elsewhere")],
)
def test_active_parts_of_a_sheet_are_named(reader, member, word):
    file = opens(reader, "a.xlsx", made_files.workbook(**{member: b"<externalLink/>"}))
    assert word in note_sentences(file.facts)[0]
    assert file.table.rows[1] == ("Ringve", "24")


@pytest.mark.parametrize("name", ["sheets.xlsx", "sheets.ods"])
def test_every_sheet_can_be_read(reader, name):
    content = made_files.sheets(name)
    file = opens(reader, name, content)
    assert file.table.names == ("Elever", "Målinger")
    assert file.table.rows == (("Ringve", "24"),)
    second = reader.table(1)
    assert (second.sheet, second.rows) == ("Målinger", (("pH", "7"),))
    for wrong in (-1, 2, 10**6):
        with pytest.raises(Unavailable, match="page"):
            reader.table(wrong)


def test_another_sheet_is_chosen_by_its_tab(qtbot, pane_of):
    pane = pane_of({"sheets.xlsx": made_files.sheets("sheets.xlsx")})
    qtbot.waitUntil(lambda: bool(pane._opened), timeout=8000)
    table = pane.document.viewers.table
    table.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: table.model.cell(0, 0) == "pH", timeout=8000)
    assert "Målinger" in table.head.whole_text()


@pytest.mark.parametrize("name", CARDS)
def test_card_says_why(qtbot, pane_of, name):
    content, words = CARDS[name]
    pane = pane_of({name: content})
    qtbot.waitUntil(lambda: bool(pane._opened), timeout=8000)
    card = pane.document.card
    assert card.isVisible()
    assert words in card.sentence.text()
    assert card.save.isVisible() == bool(content)


def test_another_archive_says_what_to_do(reader):
    with pytest.raises(Unavailable) as told:
        opening.opened(reader, b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE, "nb")
    assert "only ZIP" in told.value.message.text


def test_all_kinds_one_after_the_other(qtbot, pane_of):
    pane = pane_of({name: content for name, (content, _viewer) in SHOWN.items()})
    for name in SHOWN:
        pane.show_evidence(name)
        qtbot.waitUntil(lambda it=name: it in pane._opened, timeout=8000)
        assert not pane.document.card.isVisible(), name


def test_a_card_names_what_the_file_would_do(qtbot, pane_of):
    macros = "_VBA_PROJECT".encode("utf-16-le")
    pane = pane_of(
        {"old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + macros + bytes(600)}
    )
    qtbot.waitUntil(lambda: bool(pane._opened), timeout=8000)
    card = pane.document.card
    assert "macros" in [label.text() for label in card.findChildren(PlainLabel)]
