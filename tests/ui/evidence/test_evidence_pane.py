"""What an evaluator sees and does in the evidence column."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from app.models.identifiers import EvidenceId
from app.models.review import Pin
from app.ui.evidence.page_selection import PageSelection
from app.ui.evidence.place import EvidencePlace
from app.ui.evidence.strip import belonging
from app.ui.evidence.strip_card import StripCard
from app.ui.evidence.words import short_kind, size_words, visible


def shows(qtbot, pane, evidence):
    """Choose evidence and wait until it can be seen."""
    with qtbot.waitSignal(pane.opened, timeout=5000, check_params_cb=lambda it: it == evidence):
        pane.show_evidence(evidence)


def first(qtbot, pane):
    """Wait until the first file can be seen."""
    qtbot.waitUntil(lambda: "Feltrapport" in pane._opened, timeout=5000)


def button(pane, name) -> QAbstractButton:
    return pane.findChild(QAbstractButton, name)


def test_first_file_is_open_and_marked(qtbot, pane):
    first(qtbot, pane)
    assert pane.current == "Feltrapport"
    assert button(pane, "evidence-page").text() == "Page 1 of 24"
    assert "opened" in button(pane, "evidence-Feltrapport").accessibleName()
    assert "not opened yet" in button(pane, "evidence-lang").accessibleName()


def test_pages_by_keys_and_by_number(qtbot, pane):
    first(qtbot, pane)
    qtbot.keyClick(pane.document.pages, Qt.Key.Key_Right)
    assert pane.document.pages.page == 1
    button(pane, "evidence-page").click()
    field = pane.findChild(QLineEdit, "evidence-page-number")
    qtbot.keyClicks(field, "24")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert button(pane, "evidence-page").text() == "Page 24 of 24"
    qtbot.keyClick(pane.document.pages, Qt.Key.Key_Home)
    assert pane.document.pages.page == 0


def test_sizes(qtbot, pane):
    first(qtbot, pane)
    fitted = pane.document.pages.share
    button(pane, "evidence-larger").click()
    assert pane.document.pages.share > fitted
    button(pane, "evidence-fit").click()
    assert pane.document.pages.share == pytest.approx(fitted)
    assert pane.document.toolbar.size_label.text() == f"{round(fitted * 100)} %"


def test_ctrl_and_wheel_keep_the_place_under_the_pointer(qtbot, pane):
    first(qtbot, pane)
    pane.go_to_page(5)
    point = QPoint(120, 200)
    before = pane.document.pages.place_of(point)
    place, turn = QPointF(point), QPoint(0, 120)
    event = QWheelEvent(
        place, place, QPoint(), turn, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.document.pages.viewport(), event)
    after = pane.document.pages.place_of(point)
    assert after[0] == before[0]
    assert after[2] == pytest.approx(before[2], abs=0.01)


def test_turning(qtbot, pane):
    first(qtbot, pane)
    button(pane, "evidence-turn").click()
    box = pane.document.pages.layout_of_pages.box(0)
    assert box.width > box.height
    qtbot.waitUntil(lambda: pane.document.pages.pixels.stand_in(0, 1) is not None)


def test_words_are_chosen_with_the_mouse_and_copied(qtbot, pane):
    first(qtbot, pane)
    qtbot.waitUntil(lambda: 0 in pane.document.pages.texts.known)
    text = pane.document.pages.texts.of(0)
    start = pane.document.pages.area_of(0, text, 0)
    end = pane.document.pages.area_of(0, text, 5)
    ground = pane.document.pages.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=start.center() - QPoint(3, 0))
    qtbot.mouseMove(ground, end.center() + QPoint(4, 0))
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=end.center())
    qtbot.keyClick(pane.document.pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Side 0"


def test_find_goes_from_place_to_place(qtbot, pane):
    first(qtbot, pane)
    pane.go_to_page(3)
    qtbot.keyClick(pane.document.pages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(pane.document.find_bar.field, "om  ELVA")
    qtbot.waitUntil(lambda: pane.document.find_bar.count.text() == "3 of 24")
    qtbot.keyClick(pane.document.find_bar.field, Qt.Key.Key_Return)
    assert (pane.document.find_bar.count.text(), pane.document.pages.page) == ("4 of 24", 3)
    qtbot.keyClick(pane.document.pages, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert pane.document.find_bar.count.text() == "3 of 24"
    qtbot.keyClick(pane.document.find_bar.field, Qt.Key.Key_Escape)
    assert pane.document.find_bar.isHidden()
    assert not pane.document.pages.search.places


def test_find_says_when_nothing_is_there(qtbot, pane):
    first(qtbot, pane)
    pane.find()
    qtbot.keyClicks(pane.document.find_bar.field, "ikke her")
    qtbot.waitUntil(lambda: pane.document.find_bar.count.text() == "Not found")


def test_text_file(qtbot, pane):
    shows(qtbot, pane, "notat")
    assert pane.document.viewers.currentWidget() is pane.document.text
    pane.find()
    qtbot.keyClicks(pane.document.find_bar.field, "slutten")
    qtbot.waitUntil(lambda: pane.document.find_bar.count.text() == "1 of 1")
    assert "Slutten" in pane.document.text.textCursor().block().text()


def test_picture(qtbot, pane):
    shows(qtbot, pane, "kart")
    assert pane.document.pages.is_picture
    assert pane.document.toolbar.places.isHidden()
    assert pane.document.pages.share == pytest.approx(1.0)


def test_saved_copy_of_a_page_names_its_address(qtbot, pane):
    shows(qtbot, pane, "side")
    assert pane.document.viewers.blocks.text.toPlainText() == "Hei verden"
    assert "https://example.org/" in pane.document.notes.label.text()
    assert "18 September 2026" in pane.document.notes.label.text()
    pane.document.notes.act.click()
    assert QGuiApplication.clipboard().text().startswith("https://example.org/")


def test_link_is_only_copied(qtbot, pane):
    shows(qtbot, pane, "lenke")
    assert pane.document.card.title.text() == "<img src='//h/s'>"
    button(pane, "evidence-copy-address").click()
    assert QGuiApplication.clipboard().text().endswith("lang/")


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        ("avkuttet", "This file is damaged or incomplete, so it cannot be read."),
        ("tom", "This file is empty: it has no bytes at all."),
        ("falsk", "By its name this is “PDF document”, "
                  "by its content “Program”. It is not opened."),
        ("referat", "This file is damaged or incomplete, so it cannot be read."),
        ("borte", "The file is missing from the application file."),
    ],
)  # fmt: skip
def test_says_why_nothing_is_shown(qtbot, pane, evidence, sentence):
    shows(qtbot, pane, evidence)
    assert pane.document.card.sentence.text() == sentence
    assert pane.document.card.save.isHidden() == (evidence in {"tom", "borte"})


def test_page_that_never_ends_and_the_next_file(qtbot, pane):
    pane.show_evidence("endless")
    with qtbot.waitSignal(pane.document.pages.page_failed, timeout=8000):
        pass
    assert str(pane.document.pages.pixels.errors[0]).startswith(
        "This file took more than 1.5 seconds"
    )
    qtbot.waitUntil(lambda: pane.document.pages.pixels.stand_in(1, 0) is not None)
    shows(qtbot, pane, "kart")


def test_leaving_a_file_that_hangs_is_quick(qtbot, pane):
    first(qtbot, pane)
    pane._readers.pages._deadline = 60.0
    pane.show_evidence("endless")
    qtbot.waitUntil(lambda: pane.document.pages.facts.pages == 2)
    shows(qtbot, pane, "kart")


def test_position_is_remembered_and_told(qtbot, pane, submission):
    first(qtbot, pane)
    with qtbot.waitSignal(pane.position_changed) as told:
        pane.go_to_page(17)
    assert told.args[0] == "Feltrapport"
    shows(qtbot, pane, "kart")
    shows(qtbot, pane, "Feltrapport")
    assert pane.document.pages.page == 16
    pane._positions.clear()
    pane.show_application(submission, place=EvidencePlace((tuple(told.args),)))
    qtbot.waitUntil(lambda: pane.document.pages.page == 16)


def test_place_in_a_text_is_remembered(qtbot, pane):
    shows(qtbot, pane, "notat")
    pane.document.text.verticalScrollBar().setValue(200)
    line = pane.document.text.firstVisibleBlock().blockNumber()
    shows(qtbot, pane, "kart")
    shows(qtbot, pane, "notat")
    assert abs(pane.document.text.firstVisibleBlock().blockNumber() - line) <= 1 < line


def test_cards_by_keys_and_thumbnails(qtbot, pane):
    first(qtbot, pane)
    pane.focus_list()
    qtbot.keyClick(pane.strip, Qt.Key.Key_Right)
    assert pane.current == "lang"
    cards = {card.evidence: card for card in pane.findChildren(StripCard)}
    qtbot.waitUntil(lambda: cards["lang"].corner == "500 p", timeout=8000)
    assert cards["lang"].facts.startswith("PDF · ")
    qtbot.waitUntil(lambda: cards["kart"].image is not None, timeout=8000)


def test_filter_by_criterion(qtbot, pane, submission):
    pane.set_criterion("1")
    button(pane, "evidence-filter-criterion").click()
    cards = pane.findChildren(StripCard)
    assert {card.evidence for card in cards if not card.isHidden()} == {"Feltrapport", "kart"}
    pane.show_evidence("notat")
    assert button(pane, "evidence-filter-all").isChecked()
    assert belonging(submission.application, "5a") == {EvidenceId("Feltrapport")}
    assert belonging(submission.application, "5b") == set()


def test_asks_to_save(qtbot, pane):
    shows(qtbot, pane, "referat")
    with qtbot.waitSignal(pane.save_requested) as asked:
        button(pane, "evidence-card-save").click()
    assert asked.args == ["referat"]


def test_application_without_evidence(qtbot, pane, submission):
    pane.clear()
    assert pane.document.empty.title.text() == "Evidence"
    assert pane.current is None


def test_every_control_has_a_name_and_every_label_is_plain(qtbot, pane):
    first(qtbot, pane)
    controls = [*pane.findChildren(QAbstractButton), *pane.findChildren(QLineEdit)]
    ours = [each for each in controls if each.isVisibleTo(pane)]
    labels = pane.findChildren(QLabel)
    assert [each for each in ours if not (each.objectName() and each.accessibleName())] == []
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_mirrored_for_right_to_left(qtbot, pane):
    first(qtbot, pane)
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    save, page = button(pane, "evidence-save"), pane.document.toolbar.places
    assert save.x() < page.x()
    assert not pane.grab().isNull()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_card_of_what_is_shown_can_be_seen(qtbot, pane, direction):
    pane.setLayoutDirection(direction)
    qtbot.wait(20)
    for evidence in ("borte", "Feltrapport", "kart"):
        pane.show_evidence(evidence)
        card = button(pane, f"evidence-{evidence}")
        row = card.parentWidget().parentWidget()
        assert row.rect().contains(card.mapTo(row, card.rect().center()))


def test_five_hundred_pages_scroll(qtbot, pane):
    shows(qtbot, pane, "lang")
    bar = pane.document.pages.verticalScrollBar()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        QApplication.processEvents()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: pane.document.pages.pixels.stand_in(499, 0) is not None, timeout=8000)
    assert pane.document.pages.page >= 498


def test_selection_can_be_shown(qtbot, pane):
    first(qtbot, pane)
    qtbot.waitUntil(lambda: 0 in pane.document.pages.texts.known)
    before = pane.document.pages.grab().toImage()
    pane.document.pages.select(PageSelection((0, 0), (0, 6)))
    assert pane.document.pages.grab().toImage() != before


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (258, "258 bytes"), (13_400, "13 kB"), (2_818_798, "2.8 MB")]
)
def test_sizes_in_words(size, words):
    assert size_words(size) == words


def test_names_that_hide_their_ending_are_shown_as_they_are():
    assert visible("report\u202efdp.exe") == "report\ufffdfdp.exe"
    assert short_kind("a.PDF.exe", None) == "EXE"


def test_a_pin_is_gone_to_in_whatever_shows_its_evidence(qtbot, pane):
    first(qtbot, pane)
    place = tuple(map(Fraction, ("0.1", "0.5", "0.4", "0.6")))
    pane.show_pin(Pin(EvidenceId("lang"), page=40, rectangle=place))
    qtbot.waitUntil(lambda: pane.document.pages.page == 39)
    assert pane.document.pages.position().down == pytest.approx(0.46, abs=0.02)
    pane.show_pin(Pin(EvidenceId("lang"), page=2))
    assert pane.document.pages.page == 1
    pane.show_pin(Pin(EvidenceId("notat"), quote="Slutten av elva"))
    qtbot.waitUntil(lambda: "Slutten" in pane.document.text.textCursor().block().text())
    pane.show_pin(Pin(EvidenceId("unknown"), page=1))
    assert pane.current == "notat"
