"""Finding in what is long goes on behind the window, which has its turn in between."""

import pytest

from app.documents import FOUND_LIMIT
from app.models.blocks import Block, BlockDocument, Run, Shape
from app.models.folding import PIECE, FoldedText
from app.models.sheet import SheetTable
from app.ui.evidence.blocks_text import BlocksText
from app.ui.evidence.table_view import TableView
from app.ui.evidence.text_view import TextView
from app.ui.evidence.turns import Turns

WORDS = "Η συνεργασία των μαθητών ήταν ﬁn. "
LONG = WORDS * (8 * PIECE // len(WORDS)) + "\nΤέλος"


@pytest.mark.parametrize("text", ["", "a", LONG, "xեվ" * PIECE, "é " * PIECE, "x" * 3 * PIECE])
def test_folded_in_pieces_is_the_same(text):
    *_, made = [None, *FoldedText.in_pieces(text)]
    whole = FoldedText(text)
    at = len(whole.folded) // 2
    assert made.folded == whole.folded
    assert made.place(at, at + 2) == whole.place(at, at + 2)


def shown(kind, qtbot):
    view = kind()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    if kind is TextView:
        view.show_text(LONG)
    elif kind is TableView:
        view.show_table(SheetTable(tuple((each,) for each in LONG.split("."))))
    else:
        blocks = (Block(Shape.PARAGRAPH, (Run(each),)) for each in LONG.split("."))
        view.show_document(BlockDocument(tuple(blocks)))
    return view


@pytest.mark.parametrize("kind", [TextView, TableView, BlocksText])
def test_the_last_word_of_a_long_file_is_found(qtbot, kind):
    view = shown(kind, qtbot)
    view.find("τελος")
    qtbot.waitUntil(lambda: (view.count, view.number) == (1, 1), timeout=20_000)
    view.find("μαθητων")
    qtbot.waitUntil(lambda: view.count == min(FOUND_LIMIT, LONG.count("μαθητών")), timeout=20_000)
    view.find("")
    assert view.count == 0


def test_other_work_replaces_what_was_begun(qtbot):
    from PySide6.QtCore import QObject

    parent, done = QObject(), []
    turns = Turns(parent)

    def work(name, many):
        for _ in range(many):
            yield
        done.append(name)

    turns.start(work("endless", 10**12))
    assert turns.is_working
    turns.start(work("short", 3))
    assert (done, turns.is_working) == (["short"], False)
