"""Marks of pins in a text stay with it: beside found words, larger letters and other colours."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.blocks import Block, BlockDocument, Run, Shape
from app.models.identifiers import EvidenceId, LeafId
from app.models.review import Pin
from app.ui import theme
from app.ui.evidence.blocks_text import BlocksText
from app.ui.evidence.text_view import TextView
from app.ui.pins.shown import ShownPin

TEXT = "Elva er ren 😀. Vi målte vannet. نعمل معًا. Vi målte lufta."


def shown(quote: str, before: str = "", index: int = 0) -> ShownPin:
    pin = Pin(EvidenceId("ev1"), quote=quote, before=before)
    name = LeafId("1b")
    return ShownPin(name, index, pin, "1b", 0, "Name", quote, evidence=EvidenceId("ev1"))


def marked(view: TextView | BlocksText) -> list[str]:
    return [each.cursor.selectedText() for each in view.extraSelections()]


def grounds(view: TextView | BlocksText) -> list[str]:
    marks = view.extraSelections()
    return [mark.format.background().color().name() for mark in marks]


@pytest.fixture(params=["text", "document"])
def view(request, qtbot: QtBot, qapp: QApplication) -> Iterator[TextView | BlocksText]:
    theme.apply(qapp)
    theme.dress(qapp, dark=False)
    made: TextView | BlocksText = TextView() if request.param == "text" else BlocksText()
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    if isinstance(made, TextView):
        made.show_text(TEXT)
    else:
        made.show_document(BlockDocument((Block(Shape.PARAGRAPH, (Run(TEXT),)),)))
        qtbot.waitUntil(lambda: made.is_whole)
    yield made
    theme.dress(qapp, dark=False)


def test_quotes_after_rare_letters_and_in_other_scripts_are_marked(view) -> None:
    view.marks.show_pins([shown("målte vannet"), shown("معًا", index=1)])
    assert marked(view) == ["målte vannet", "معًا"]


def test_of_two_places_the_neighbours_decide(view) -> None:
    view.marks.show_pins([shown("Vi målte", before="نعمل معًا.")])
    marks = view.extraSelections()
    assert marks[0].cursor.selectionEnd() > len("Elva er ren. Vi målte vannet.")


def test_found_words_and_pins_are_seen_together(view) -> None:
    view.marks.show_pins([shown("målte vannet")])
    view.find("ren")
    assert marked(view) == ["målte vannet", "ren"]
    view.find("")
    assert marked(view) == ["målte vannet"]


def test_a_pin_without_a_place_keeps_its_badge(view) -> None:
    view.marks.show_pins([shown("finnes ikke")])
    assert marked(view) == []
    assert [each.isVisible() for each in view.marks._badges] == [True]


def test_what_is_chosen_comes_with_its_neighbours(view) -> None:
    view.setTextCursor(view.document().find("målte vannet"))
    quote, before, after = view.marks.chosen()
    assert (quote, before.endswith("Vi"), after.startswith(".")) == ("målte vannet", True, True)
    view.marks.forget_choice()
    assert view.marks.chosen() == ("", "", "")


def test_marks_follow_other_colours(view, qtbot: QtBot, qapp: QApplication) -> None:
    view.marks.show_pins([shown("målte vannet")])
    assert grounds(view) == ["#ffe08a"]
    theme.dress(qapp, dark=True)
    qtbot.waitUntil(lambda: grounds(view) == ["#6b5612"])
    assert marked(view) == ["målte vannet"]


def test_a_document_follows_other_colours(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp)
    theme.dress(qapp, dark=False)
    document = BlocksText()
    qtbot.addWidget(document)
    document.show()
    document.show_document(BlockDocument((Block(Shape.PARAGRAPH, (Run(TEXT),)),)))
    qtbot.waitUntil(lambda: document.is_whole)
    theme.dress(qapp, dark=True)

    def ink() -> str:
        cursor = document.textCursor()
        cursor.movePosition(cursor.MoveOperation.NextCharacter)
        return str(cursor.charFormat().foreground().color().name())

    qtbot.waitUntil(lambda: ink() == theme.DARK.text)
    theme.dress(qapp, dark=False)


def test_larger_letters_keep_the_marks(qtbot: QtBot, qapp: QApplication) -> None:
    document = BlocksText()
    qtbot.addWidget(document)
    document.show()
    document.show_document(BlockDocument((Block(Shape.PARAGRAPH, (Run(TEXT),)),)))
    document.marks.show_pins([shown("målte vannet")])
    document.zoom(1)
    qtbot.waitUntil(lambda: marked(document) == ["målte vannet"])
