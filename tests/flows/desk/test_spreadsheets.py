"""A spreadsheet of applications is imported through the sheet that asks for its columns."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from app.casework import keep

ROWS = """Søknadsnummer;Innsendt;Søker;Skole;Land;Prosjekttittel;Grunnleggere;Svar 1;Kommentar
NO-1;20.09.2026 14:12;Solveig Hansen;Ringve skole;Norge;Elva;Ringve skole (NO);Sammen;fin
NO-2;9/20/2026;Aud Vik;Fjord skole;Norge;Tidevann;Fjord skole (NO);Hver for seg;
NO-3;2026-09-21 08:00;Per Li;Dal skole;Norge;Fjell;Dal skole (NO);Vi gikk;
"""


def casebook(folder: Path) -> Path:
    """A casebook whose office needs no first start."""
    keep.begin(folder, organisation={"en": "Directorate"}, country="NO", place="Trondheim").close()
    return folder


def chooses(kari, name, value):
    combo = kari.sees(name, QComboBox)
    combo.setCurrentIndex(combo.findData(value))


def test_rows_are_imported_and_the_columns_remembered(sitting, tmp_path):
    kari = sitting()
    kari.sits_down(casebook(tmp_path / "casebook"))
    path = tmp_path / "søknader.csv"
    path.write_text(ROWS, encoding="cp1252")
    (tmp_path / "søknader" / "NO-1" / "1").mkdir(parents=True)
    (tmp_path / "søknader" / "NO-1" / "1" / "rapport.txt").write_text("Elva er ren.")
    (tmp_path / "søknader" / "NO-1" / "tall.csv").write_text("Uke;Fisk\n1;12\n")
    kari.dialogs.paths = [path]
    kari.clicks("open")
    act = kari.sees("columns-act", QAbstractButton)
    assert not act.isEnabled()
    assert "Label" in kari.sees("columns-missing", QLabel).text()
    chooses(kari, "columns-scheme", "nql-2022")
    chooses(kari, "columns-language", "nb")
    kari.until(act.isEnabled, "all that is needed")
    kari.picture("columns")
    assert act.text() == "Import 3 applications"
    kari.clicks("columns-act")
    kari.until(lambda: kari.has("intake-act"), "the end of the import")
    assert kari.window.errands.sheet.title.text() == "3 rows looked at"
    kari.until(lambda: kari.has("intake-3"), "a line for each row")
    kari.picture("rows")
    kari.clicks("intake-close")
    kari.until(lambda: kari.window.queue.model.rowCount() == 2, "the two whole rows")
    kari.shows("NO-1")
    kari.looks_at("ev1")
    kari.looks_at("ev2")
    kari.until(lambda: kari.has("evidence-table-grid"), "what is to be seen")
    kari.picture("table")
    kari.dialogs.paths = [path]
    kari.clicks("open")
    again = kari.sees("columns-act", QAbstractButton)
    kari.until(again.isEnabled, "the columns as they were kept")
    assert kari.sees("columns-scheme", QComboBox).currentData() == "nql-2022"
    kari.clicks("columns-close")


def test_two_columns_cannot_be_the_same(sitting, tmp_path):
    kari = sitting()
    kari.sits_down(casebook(tmp_path / "casebook"))
    path = tmp_path / "s.csv"
    path.write_text(ROWS, encoding="utf-8")
    kari.dialogs.paths = [path]
    kari.clicks("open")
    chooses(kari, "columns-scheme", "nql-2022")
    chooses(kari, "column-9-meaning", "applicant.name")
    act = kari.sees("columns-act", QAbstractButton)
    assert not act.isEnabled()
    assert "Applicant" in kari.sees("columns-missing", QLabel).text()
    chooses(kari, "column-9-meaning", "")
    assert act.isEnabled()
    kari.clicks("columns-close")


def test_a_file_that_is_no_spreadsheet_is_said_to_be_none(sitting, tmp_path):
    kari = sitting()
    kari.sits_down(casebook(tmp_path / "casebook"))
    path = tmp_path / "s.xlsx"
    path.write_bytes(b"%PDF-1.7")
    kari.dialogs.paths = [path]
    kari.clicks("open")
    kari.until(kari.window.errands.sheet.banner.isVisible, "a sentence")
    kari.until(lambda: not kari.has("columns-act"), "what is to go")
    kari.clicks("columns-close")
