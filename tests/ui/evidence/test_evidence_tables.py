"""Tables of any size are shown as tables: found in, copied from, read with the keyboard."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.documents import Kind, kind_of
from app.models.finding import Line, Where
from app.models.identifiers import EvidenceId, Sha256
from app.models.sheet import SheetTable
from app.ui import evidence_files
from app.ui.evidence.table_model import one_line
from app.ui.evidence.table_view import TableView
from app.ui.find.words import _lead

TABLE = SheetTable(
    (("Skole", "Svar"), ("Ringve skole", "Elva\ner  ren"), ("=1+1", "Elven"), ("kort",)),
    "cp1252", ";",
)  # fmt: skip


@pytest.fixture
def view(qtbot):
    view = TableView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_table(TABLE)
    return view


def test_a_table_says_how_it_was_read(view):
    assert view.head.whole_text() == "CP1252, cells between semicolons · 4 rows"
    assert view.model.headerData(1, Qt.Orientation.Horizontal) == "B"
    assert view.model.data(view.model.index(3, 1)) == ""


def test_other_sheets_are_a_key_away(qtbot, view):
    assert not view.tabs.isVisible()
    view.show_table(replace(TABLE, encoding="", sheet="Ark&1", names=("Ark&1", "To", "Tre")))
    assert view.head.whole_text() == "Sheet “Ark&1” · 4 rows"
    assert view.tabs.tabText(0) == "Ark&&1"
    with qtbot.waitSignal(view.sheet_wanted, check_params_cb=lambda at: at == 1):
        qtbot.keyClick(view.grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.sheet_wanted, check_params_cb=lambda at: at == 0):
        qtbot.keyClick(view.grid, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.grid, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.tabs.currentIndex() == 0
    view.say("This page is damaged.")
    assert view.model.rowCount() == 0
    view.show_table(TABLE)
    assert not view.tabs.isVisible()


def test_words_are_found_on_the_sheet_where_they_stand(qtbot, view):
    view.show_table(replace(TABLE, sheet="Ark", names=("Ark", "To")))
    with qtbot.waitSignal(view.sheet_wanted, check_params_cb=lambda at: at == 1):
        view.find_on(1, "elven")
    assert view.count == 0  # the sheet is still being read
    view.show_sheet(SheetTable((("Elven ved To",),), sheet="To", names=("Ark", "To")))
    assert (view.count, view.number) == (1, 1)
    line = Line(Where.EVIDENCE, "ev1", "Elven", (), "Elven", page=1, name="tall.xlsx")
    assert _lead(line) == "sheet 2"
    assert _lead(replace(line, name="Feltrapport.pdf")) == "p. 2"


def test_cells_are_found_and_read_in_full(view):
    view.find("elva ER")
    assert (view.number, view.count) == (1, 1)
    assert view.cell.toPlainText() == "Elva\ner  ren"
    view.find("elv")
    view.step(1)
    assert (view.number, view.count) == (2, 2)
    view.step(1)
    assert view.number == 1
    view.find("")
    assert view.count == 0


def test_arrows_move_and_one_cell_is_copied_as_it_is(view):
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    QTest.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "=1+1"


def test_several_cells_are_copied_so_that_nothing_runs_them(view):
    view.grid.selectAll()
    view.grid.copy()
    assert "'=1+1\tElven" in QGuiApplication.clipboard().text()


def test_a_table_is_shown_again_where_it_was(view):
    view.show_table(SheetTable(tuple((str(n),) for n in range(3_000))))
    view.show_place(0.5)
    assert view.place() == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\n b", "a b"), ("\u202eabc", "�abc"), ("x" * 400, "x" * 300 + "…"), ("", "")],
)
def test_a_cell_is_one_line_without_tricks(text, shown):
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"a;b\n", "a.csv", Kind.TABLE), (b"a\tb\n", "a.tsv", Kind.TABLE),
        (b"a;b" + b"\n1;2" * 99 + b"\0", "a.csv", Kind.TABLE), (b"a;b\n", "a.txt", Kind.TEXT),
        (b"PK\x03\x04....xl/workbook.xml", "a.xlsx", Kind.SHEET),
    ],
)  # fmt: skip
def test_tables_have_a_viewer(head, name, kind):
    found = kind_of(head, name)
    assert found.kind is kind
    assert found.is_viewed


def test_of_a_table_beyond_all_limits_the_beginning_is_read(
    tmp_path: Path, monkeypatch, submission
):
    content = b"a;b\n" * 1_000
    monkeypatch.setattr(evidence_files, "FILE_LIMIT", 100)
    monkeypatch.setattr(evidence_files, "TABLE_BYTES", 40)
    (tmp_path / "packages").mkdir()
    with zipfile.ZipFile(tmp_path / "packages" / f"{submission.sha256}.labelapp", "w") as package:
        package.writestr("data/t.csv", content)
    evidence = EvidenceId("t")
    known = replace(
        submission,
        evidence_sha256={evidence: Sha256(hashlib.sha256(content).hexdigest())},
        evidence_members={evidence: "data/t.csv"},
    )
    files = evidence_files.EvidenceFiles()
    files.use(tmp_path, known)
    assert files.fetch(evidence).result() == content[:40]
    files.close()
