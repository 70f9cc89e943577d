"""Cards and small pictures: every kind has something, made in the background, kept by hash."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.documents import Film, Reader
from app.models.application import Evidence
from app.models.errors import Unavailable
from app.models.identifiers import EvidenceId, Sha256
from app.models.thumbnail import Thumbnail
from app.storage.cache import Cache
from app.storage.thumbnails import KeptThumbnails
from app.ui.evidence.strip_card import StripCard
from app.ui.evidence.thumbnail_making import LARGEST, thumbnail, unopened, written
from tests.documents import hostile
from tests.ui.evidence.conftest import FILES
from tests.ui.evidence.test_evidence_pane import first, shows


def cards(pane) -> dict[str, StripCard]:
    return {card.evidence: card for card in pane.findChildren(StripCard)}


def names_shown(pane) -> set[str]:
    return {card.evidence for card in pane.findChildren(StripCard) if not card.isHidden()}


@pytest.fixture(scope="module")
def reader():
    with Reader(deadline=2.0) as reader:
        yield reader


@pytest.fixture
def kept(tmp_path):
    cache = Cache(tmp_path / "cache.sqlite")
    yield KeptThumbnails(cache)
    cache.close()


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("Feltrapport.pdf", 24),
        ("kart.png", 0),
        ("notat.txt", 0),
        ("side.html", 0),
        ("arkiv.zip", 0),
    ],
)
def test_kinds_with_a_small_picture(reader, qtbot, name, pages):
    made = thumbnail(reader, FILES[name], Evidence(EvidenceId("x"), "", name), "nb")
    assert made.pixels
    assert (made.pages, made.size) == (pages, len(FILES[name]))
    assert len(set(made.pixels)) > 1 or name == "kart.png"


@pytest.mark.parametrize(
    ("content", "name", "kind", "declared"),
    [
        (FILES["falsk.pdf"], "falsk.pdf", "program", "pdf"),
        (FILES["avkuttet.pdf"], "avkuttet.pdf", "pdf", ""),
        (hostile.endless_pdf(), "endless.pdf", "pdf", ""),
        (b"", "tom.txt", "empty", "text"),
        (FILES["sang.wav"], "sang.wav", "sound", ""),
    ],
)
def test_kinds_without_a_picture_say_what_they_are(reader, qtbot, content, name, kind, declared):
    made = thumbnail(reader, content, Evidence(EvidenceId("x"), "", name), "nb")
    assert (made.kind, made.declared, made.pixels) == (kind, declared, b"")


def test_a_text_without_letters_has_no_picture(qtbot):
    assert written(["", "  ", "\n"]) is None
    assert written(["السلام عليكم", "Ünï çødé"]) is not None


def test_cards_say_size_kind_pages_and_what_is_wrong(qtbot, pane):
    first(qtbot, pane)
    pane.thumbnails.prefer(["falsk", "arkiv"])
    qtbot.waitUntil(lambda: bool(cards(pane)["falsk"].warning), timeout=20000)
    seen = cards(pane)
    assert seen["falsk"].warning == "By its name “PDF document”, by its content “Program”."
    assert "by its content" in seen["falsk"].accessibleName()
    assert seen["falsk"].facts == "Program · 8 bytes"
    qtbot.waitUntil(lambda: seen["arkiv"].image is not None, timeout=20000)
    assert not pane.grab().isNull()


def test_a_film_shows_its_picture_once_it_was_opened(qtbot, pane):
    shows(qtbot, pane, "tur")
    qtbot.waitUntil(lambda: cards(pane)["tur"].image is not None, timeout=8000)
    assert cards(pane)["tur"].corner == "0:04"
    shows(qtbot, pane, "sang")
    assert cards(pane)["sang"].corner == "0:03"


def test_a_film_that_nobody_opened_has_its_picture_last(qtbot, pane):
    first(qtbot, pane)
    film = cards(pane)["tur"]
    qtbot.waitUntil(lambda: film.image is not None, timeout=60000)
    assert film.corner == "0:04"
    assert "Not opened" in pane.findChild(QAbstractButton, "evidence-filter-unseen").text()
    qtbot.waitUntil(lambda: not pane.thumbnails.is_working, timeout=60000)
    drawn = [name for name, card in cards(pane).items() if card.image is not None]
    assert {"tur", "notat", "arkiv"} <= set(drawn)


def test_a_film_whose_player_was_ended_is_made_another_time():
    film = Film()
    film.close()
    with pytest.raises(Unavailable, match=r"evidence\.died"):
        unopened(film, FILES["tur.avi"], Evidence(EvidenceId("x"), "", "tur.avi"))


def test_a_large_film_is_not_read_for_its_picture(qtbot, pane):
    first(qtbot, pane)
    pane.thumbnails._sizes = {EvidenceId("tur"): LARGEST + 1}
    qtbot.waitUntil(lambda: pane.thumbnails._next() is None, timeout=60000)
    assert "tur" in pane.thumbnails._left
    assert cards(pane)["tur"].image is None


def test_only_what_was_not_opened(qtbot, pane):
    first(qtbot, pane)
    shows(qtbot, pane, "kart")
    unseen = pane.findChild(QAbstractButton, "evidence-filter-unseen")
    count = len(cards(pane)) - 2
    assert unseen.text() == f"Not opened · {count}"
    unseen.click()
    assert "Feltrapport" not in names_shown(pane)
    assert "kart" in names_shown(pane)  # it is being read
    shows(qtbot, pane, "notat")
    assert "kart" not in names_shown(pane)


def test_a_filter_without_use_is_not_offered(pane):
    pane.set_criterion("5b")
    assert pane.findChild(QAbstractButton, "evidence-filter-criterion").isHidden()
    pane.set_criterion("1")
    assert not pane.findChild(QAbstractButton, "evidence-filter-criterion").isHidden()


def test_what_was_made_is_found_the_next_time(qtbot, pane, submission, kept):
    hashes = {EvidenceId("notat"): Sha256("cd" * 32)}
    known = replace(submission, evidence_sha256=hashes)
    pane.thumbnails.use(kept)
    pane.show_application(known)
    first(qtbot, pane)
    pane.thumbnails.prefer(["notat"])
    key = f"1:{'cd' * 32}:text"
    qtbot.waitUntil(lambda: kept.find(key) is not None, timeout=20000)
    kept.keep(key, Thumbnail("text", size=7, width=1, height=1, pixels=b"1234"))
    pane.thumbnails._known.clear()
    pane.show_application(known)
    qtbot.waitUntil(lambda: cards(pane)["notat"].facts == "TXT · 7 bytes")


def test_what_can_be_seen_is_made_first(qtbot, pane):
    first(qtbot, pane)
    made: list[str] = []
    pane.thumbnails._known.clear()
    pane.thumbnails.show(pane._submission)
    pane.thumbnails.came.connect(made.append)
    pane.thumbnails.prefer(["arkiv", "kart"])
    pane.thumbnails.start()
    qtbot.waitUntil(lambda: len(made) >= 2, timeout=8000)
    assert made[:2] == ["arkiv", "kart"]


def test_sizes_are_told_before_anything_is_read(pane):
    pane.show_sizes({EvidenceId("tur"): 4_000_000})
    QApplication.processEvents()
    assert cards(pane)["tur"].facts == "AVI · 4.0 MB"
