"""Take the pictures of the user guide from the real window, on the sample casebook.

    .venv/bin/python docs/pictures.py

Offscreen; everything that is typed and clicked is done through the Evaluator of the tests.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "guide" / "pictures"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "*=false"
sys.path.insert(0, str(ROOT / "tests" / "flows"))

import viewer_pictures
from evaluator import Evaluator, spend
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit

from app.casework import keep, log_keys
from app.casework import phrases as bank
from app.casework.press import Press
from app.models.identifiers import LeafId, SchemeId
from app.samples import demo
from app.ui import theme
from app.ui.evidence.page_selection import PageSelection
from app.ui.printing.paper import Paper
from app.ui.printing.printers import PrinterChoice, Printers
from app.ui.remembered import Remembered
from app.ui.start import make_application
from app.ui.window import MainWindow
from app.wording import use

CASE = "NO-NQL-2026-0412"
ALIKE, PASTED_FROM = "NO-NQL-2026-0399", "NO-NQL-2026-0398"
CERTIFIED = "NO-ESL-2026-0011"
REFUSED = "NO-NQL-2026-0401"
POINTS = {"1a": 4, "1b": 4, "1c": 5, "2a": 3, "2b": 4, "2c": 2, "3a": 4, "3b": 4, "4a": 3, "4b": 4}
PINNED = (
    "Hvert lag målte vannkvaliteten i sin egen elv og skrev en felles feltrapport i TwinSpace",
    "Møtereferatene ble skrevet av elevene på omgang",
)
ON_PAGE = "Hvert lag har seks til tolv elever, minst tre fra hvert land."
PHRASES = (
    "Produktet er laget av elever fra alle skolene, og det synes hvem som har gjort hva.",
    "Produktene ligger side om side; det felles arbeidet vises ikke.",
    "Elevene har selv valgt formen.",
)
WORDS = "Mixed teams, one shared field report; the minutes show who did what."


def main() -> int:
    """Walk through the main job and take a picture at each station."""
    use("en")
    application = make_application()
    theme.apply(application)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["LABEL_DESK_KEYS"] = str(place / "keys")
        with Press() as press:
            demo.run(place / "casebook", press, lambda _sentence: None)
        stock(place / "casebook")
        first_start(place)
        kari = sit_down(place, "Kari Nordmann")
        kari.sits_down(place / "casebook")
        walk(kari, application)
        kari.leaves()
    viewer_pictures.take_all()
    return 0


def stock(folder: Path) -> None:
    """Put some phrases into the comment bank."""
    with keep.open_casebook(folder) as casebook:
        nql, leaf = SchemeId("nql-2022"), LeafId("1c")
        found = [bank.phrase(nql, leaf, "nb", each, "") for each in PHRASES]
        bank.add(casebook, found, "Kari Nordmann")


def sit_down(place: Path, name: str) -> Evaluator:
    """Return somebody at a new window."""
    settings = QSettings(str(place / f"{name}.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Remembered(settings))
    window.resize(1440, 900)
    window.show()
    window.furnish()
    window.desk.evaluator = name
    return Evaluator(window, FOLDER)


def first_start(place: Path) -> None:
    """Show the questions of the first start."""
    newcomer = sit_down(place, "")
    newcomer.sits_down(place / "new")
    newcomer.types("first-evaluator", "Kari Nordmann")
    take(newcomer, "first-start")
    newcomer.leaves()


def walk(kari: Evaluator, application: object) -> None:
    """Score, decide, look at certificate, season, log and keys."""
    types_in(kari)
    notes(kari)
    prints(kari)
    lays_out(kari)
    kari.shows(CASE)
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    two_documents(kari)
    for leaf, level in POINTS.items():
        kari.scores(leaf, level)
    kari.comments("1b", WORDS)
    comes_again(kari)
    kari.reads("1")
    kari.window.case.scores.set_current("1b")
    take(kari, "review-light")
    theme.dress(application, dark=True)  # type: ignore[arg-type]
    take(kari, "review-dark")
    theme.dress(application, dark=False)  # type: ignore[arg-type]
    pins(kari)
    finds(kari)
    phrases(kari)
    for leaf, level in {"2c": 4, "5a": 4, "5b": 3}.items():
        kari.scores(leaf, level)
    kari.clicks("decide")
    take(kari, "decide")
    kari.clicks("decide-sheet-close")
    kari.decides("grant")
    kari.window.errands.batch()
    kari.until(lambda: kari.has("batch-act"), "the batch")
    take(kari, "batch")
    kari.clicks("batch-close")
    kari.clicks("certificate")
    kari.until(lambda: kari.has("certificate-passphrase"), "the certificate")
    take(kari, "certificate")
    kari.clicks("certificate-sheet-close")
    kari.shows(REFUSED)
    kari.clicks("feedback")
    kari.clicks("letter-edit")
    take(kari, "letter-sentences")
    kari.clicks("letter-sheet-close")
    papers(kari)
    changes_key(kari)
    for name in ("season", "log", "identity"):
        getattr(kari.window.errands, name)()
        take(kari, name)
        kari.clicks(f"{name}-close")


def finds(kari: Evaluator) -> None:
    """Find words here and in all applications."""
    finding = kari.window.finding
    kari.until(lambda: finding.is_idle, "the index")
    kari.clicks("find")
    kari.types("find-field", "elv")
    kari.until(lambda: len(finding.pane.list.found.rows) > 0, "the places")
    for _step in range(3):
        finding.pane.list.step(1)
    finding.pane.list.choose_current()
    take(kari, "find-here")
    kari.clicks("find-close")
    finding.find_everywhere("elv skole")
    take(kari, "find-everywhere")
    kari.clicks("everywhere-close")


def phrases(kari: Evaluator) -> None:
    """Type a few letters of a comment."""
    kari.until(lambda: bool(kari.window.phrases.of("1c")), "the comment bank")
    kari.comments("1c", "Tydelig. Prod")
    kari.presses(Qt.Key.Key_Down)
    take(kari, "phrases")
    kari.presses(Qt.Key.Key_Escape)
    kari.window.case.scores.row("1c").comment.clear()


def comes_again(kari: Evaluator) -> None:
    """Compare the case with its earlier submission, and show texts that are nearly the same."""
    kari.clicks("compare")
    take(kari, "resubmission")
    kari.reads("3")
    take(kari, "resubmission-words")
    kari.clicks("compare")
    kari.shows(ALIKE)
    name = f"alike-a1-{PASTED_FROM}"
    kari.until(lambda: kari.has(name), "the text that is nearly the same")
    kari.sees(name, QAbstractButton).click()
    take(kari, "neighbours")
    kari.clicks("alike-close")
    kari.shows(CASE)


def two_documents(kari: Evaluator) -> None:
    """Read two documents in the window for a second screen."""
    window, pane = kari.window, kari.window.case.evidence
    window.acts["evidence-window"].trigger()
    pane.window().resize(1000, 640)
    pane.show_evidence("ev1")
    pane.show_beside("ev2")
    kari.until(lambda: all(view.is_shown for view in pane.pair.seen), "both documents")
    kari.until(lambda: not pane.thumbnails.is_working, "the small pictures")
    spend(600)
    pane.window().grab().save(str(FOLDER / "two-documents.png"))
    window.acts["one-document"].trigger()
    window.acts["evidence-window"].trigger()


def papers(kari: Evaluator) -> None:
    """Check a certificate that was issued, and begin to withdraw it."""
    kari.shows(CERTIFIED)
    shown = kari.window.desk.case
    certificate = shown.certificate if shown else None
    file = kari.window.errands.private_copy("c.pdf", certificate.pdf if certificate else b"")
    kari.dialogs.paths = [file]
    kari.window.errands.verify()
    kari.clicks("verify-choose")
    kari.until(lambda: kari.has("verify-sheet"), "the verdict")
    take(kari, "verify")
    kari.clicks("verify-close")
    kari.window.errands.withdrawing.case()
    take(kari, "withdraw")
    kari.clicks("withdraw-close")


def changes_key(kari: Evaluator) -> None:
    """Give the log a new key, and let the older one sign no more."""
    desk = kari.window.desk
    for change in (log_keys.add, log_keys.retire):
        desk.act(lambda casebook, do=change: do(casebook, "Kari Nordmann"))
        kari.until(lambda: desk.is_idle, "the key to be changed")


def types_in(kari: Evaluator) -> None:
    """Begin to type in an application, and throw it away."""
    kari.window.errands.new_application()
    kari.clicks("new-application-nql-2022")
    kari.until(lambda: kari.has("new-application-act"), "the form")
    for name, words in {"applicant-name": "Åse Moen", "school-name": "Fjordgata skole"}.items():
        kari.types(f"typed-{name}", words)
    take(kari, "new-application")
    kari.clicks("new-application-drop")


def lays_out(kari: Evaluator) -> None:
    """Try another layout of certificates, and leave it."""
    kari.window.errands.layout()
    kari.until(lambda: kari.sees("layout-act", QAbstractButton).isEnabled(), "the check")
    kari.clicks("layout-page-portrait")
    kari.types("layout-colour-band", "0b5345")
    kari.until(lambda: kari.sees("layout-act", QAbstractButton).isEnabled(), "the check")
    take(kari, "layout")
    kari.clicks("layout-close")


def notes(kari: Evaluator) -> None:
    """Keep a note on a link, and look at it beside the applicant's evidence."""
    kari.shows(CASE)
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    kari.window.errands.case.own()
    kari.sees("own-text", QPlainTextEdit).insertPlainText(
        "The forum shows twelve pupils of three schools who discuss the measurements."
    )
    link = kari.sees("own-link", QComboBox)
    link.setCurrentIndex(1)
    take(kari, "own-note")
    kari.clicks("own-close")


def prints(kari: Evaluator) -> None:
    """Look at a certificate on the sheet that prints; the printer is invented."""
    kari.shows("NO-NQL-2026-0398")
    kari.until(lambda: kari.window.desk.is_idle, "quiet")
    a4 = Paper(7, "A4", 210, 297)
    kari.window.errands.printing.printers = type(
        "Invented", (Printers,), {"available": lambda _: (PrinterChoice("Office", True, (a4,)),)}
    )()
    kari.window.errands.printing.certificate()
    kari.until(lambda: kari.has("print-sheet-act"), "the sheet")
    take(kari, "print")
    kari.clicks("print-sheet-close")


def pins(kari: Evaluator) -> None:
    """Pin words of the description and of a page, and a part of the page; unfold coverage."""
    case = kari.window.case
    page = case.description.page
    for words in PINNED:
        page.setTextCursor(page.document().find(words))
        page.setFocus()
        kari.window.acts["pin"].trigger()
    kari.looks_at("ev1")
    pages = case.evidence.document.pages
    kari.until(lambda: bool(pages.texts.of(0).text), "the text of the page")
    at = pages.texts.of(0).text.index(ON_PAGE)
    pages.select(PageSelection((0, at), (0, at + len(ON_PAGE))))
    kari.window.acts["pin"].trigger()
    case.scores.set_current("1c")
    kari.window.acts["pin-part"].trigger()
    kari.presses(Qt.Key.Key_Return)
    case.scores.set_current("1b")
    take(kari, "pins")
    kari.clicks("coverage")
    take(kari, "coverage")
    kari.clicks("coverage")


def take(who: Evaluator, name: str) -> None:
    """Take a picture once everything has come to rest."""
    who.until(lambda: who.window.desk.is_idle, "quiet")
    who.until(who.has_drawn_pages, "the pages that are seen")
    spend(1500)
    who.picture(name)


if __name__ == "__main__":
    sys.exit(main())
