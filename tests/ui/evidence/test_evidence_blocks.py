"""What a person sees and does in a document: words, pictures, finding, files inside."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument

from app.models.blocks import Block, BlockDocument, Inner, Picture, Run, Shape
from app.ui.evidence.blocks_view import BlocksView
from app.ui.evidence.words import visible


def words(*texts: str, shape: Shape = Shape.PARAGRAPH) -> tuple[Block, ...]:
    return tuple(Block(shape, (Run(text),), level=1) for text in texts)


@pytest.fixture
def view(qtbot):
    view = BlocksView()
    qtbot.addWidget(view)
    view.resize(428, 600)
    view.show()
    return view


def whole(qtbot, view, document):
    view.show_document(document)
    qtbot.waitUntil(lambda: view.text.is_whole)
    return view.text.toPlainText()


def test_untrusted_words_are_letters_and_nothing_is_fetched(qtbot, view):
    text = whole(qtbot, view, BlockDocument(words("<img src='file:///etc/passwd'><b>x</b>")))
    assert text == "<img src='file:///etc/passwd'><b>x</b>"
    kind = QTextDocument.ResourceType.ImageResource.value
    assert view.text.loadResource(kind, QUrl("file:///etc/passwd")).width() == 1


def test_a_picture_fits_the_column(qtbot, view):
    picture = Picture(1400, 10, bytes(4 * 14_000))
    whole(qtbot, view, BlockDocument((Block(Shape.PICTURE, picture=0),), (picture,)))
    view.resize(300, 600)
    shown = view.text.document().firstBlock().begin().fragment().charFormat().toImageFormat()
    assert shown.width() <= 300


def test_find_and_steps_go_through_tables_and_rare_letters(qtbot, view):
    table = Block(Shape.TABLE, rows=(("a", "Elva"), ("b", "c")))
    whole(qtbot, view, BlockDocument((*words("😀 elva"), table, *words("ELVA"))))
    view.find("elva")
    assert (view.number, view.count) == (1, 3)
    marked = [each.cursor.selectedText() for each in view.text.extraSelections()]
    assert marked == ["elva", "Elva", "ELVA"]
    view.step(-1)
    assert view.number == 3


def test_copy_is_plain_text(qtbot, view):
    whole(qtbot, view, BlockDocument((Block(Shape.PARAGRAPH, (Run("fet", bold=True),)),)))
    view.text.selectAll()
    view.text.copy()
    content = QGuiApplication.clipboard().mimeData()
    assert content.text() == "fet"
    assert not content.hasHtml()


def test_right_to_left_paragraphs_begin_at_the_right(qtbot, view):
    whole(qtbot, view, BlockDocument(words("هذا نص عربي", "Elva")))
    first = view.text.document().firstBlock()
    assert first.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert first.next().blockFormat().layoutDirection() != Qt.LayoutDirection.RightToLeft


def test_keys_make_letters_larger(qtbot, view):
    whole(qtbot, view, BlockDocument(words("Elva")))
    with qtbot.waitSignal(view.text.zoom_changed) as larger:
        qtbot.keyClick(view.text, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert larger.args[0] > 1


def test_a_long_document_comes_piece_by_piece(qtbot, view):
    document = BlockDocument(words(*(["Elva er ren. " * 20] * 3_000)))
    view.show_document(document)
    assert not view.text.is_whole
    view.find("ren.")
    qtbot.waitUntil(lambda: view.text.count > 0, timeout=20_000)
    assert view.text.is_whole


def test_files_inside_are_listed_by_visible_names(qtbot, view):
    whole(qtbot, view, BlockDocument((), inner=(Inner("a\u202etxt.exe", 12),)))
    assert view.files.item(0).text().startswith(visible("a\u202etxt.exe"))
    with qtbot.waitSignal(view.inner_asked):
        qtbot.keyClick(view.files, Qt.Key.Key_Return)


def test_files_inside_an_archive_open_one_level_deep(qtbot, pane):
    blocks = pane.document.viewers.blocks
    pane.show_evidence("arkiv")
    qtbot.waitUntil(lambda: blocks.files.count() == 5, timeout=5000)
    blocks.inner_asked.emit(2)
    qtbot.waitUntil(lambda: blocks.text.toPlainText().startswith("Elva vår"), timeout=5000)
    assert "inside “arkiv.zip”" in pane.document.notes.label.text()
    assert pane.current == "arkiv"
    pane.document.notes.act.click()
    qtbot.waitUntil(lambda: blocks.files.isVisible() and blocks.files.count() == 5, timeout=5000)
    blocks.inner_asked.emit(3)
    qtbot.waitUntil(lambda: blocks.files.count() == 1, timeout=5000)
    qtbot.keyClick(blocks.files, Qt.Key.Key_Return)
    assert blocks.files.item(0).text().startswith("a.txt")
