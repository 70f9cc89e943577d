"""Started by test_offline_window: an evaluator goes through the whole window with bait everywhere.

Use: offline_walk.py FOLDER. Prints the verdict on the certificate that was signed.
"""

import sys
from pathlib import Path

from evaluator import Evaluator
from lures import CASE, TEXTS, application
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from app.casework import identity, keep, season
from app.casework.press import Press
from app.ui import theme
from app.ui.remembered import Remembered
from app.ui.window import MainWindow

PASSPHRASE = "correct horse"
LEAVES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b")


def prepare(folder: Path) -> None:
    """Make a casebook whose office bears lures too."""
    casebook = folder / "casebook"
    with keep.begin(casebook, organisation={"en": TEXTS[0]}, country="NO", place=TEXTS[1]) as book:
        season.confirm(book, TEXTS[2])
        with Press() as press:
            identity.create(book, press, passphrase=PASSPHRASE)


def sit(folder: Path, qt: QApplication) -> Evaluator:
    """Open the window on the casebook."""
    theme.apply(qt)
    kept = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Remembered(kept))
    window.resize(1440, 900)
    window.show()
    window.furnish()
    window.desk.evaluator = TEXTS[3]
    someone = Evaluator(window, folder)
    someone.sits_down(folder / "casebook")
    return someone


def read(someone: Evaluator) -> None:
    """Look at every tab and every piece of evidence, and at each label's tool tip."""
    case = someone.window.case
    for tab in case.description.tab_ids():
        someone.reads(tab)
    shown = someone.window.desk.case
    assert shown is not None
    for each in shown.judgement.application.evidence:
        case.show_evidence(each.id)
        if each.id in shown.judgement.submission.evidence_sha256:
            someone.until(lambda: someone.window.desk.is_idle, "evidence")
            someone.looks_at(each.id)
            watch(someone)
    QApplication.processEvents()


def watch(someone: Evaluator) -> None:
    """Play the film that is shown, if it is one, and go to its end."""
    film = someone.window.case.evidence.document.viewers.film
    if film is not None and film.isVisible() and film.facts is not None:
        film.toggle()
        someone.until(lambda: film.position() > 0.2, "the film to play")
        film.seek(film.facts.duration / 1000)
        someone.until(lambda: not film.is_playing, "its end")


def lay_out(someone: Evaluator) -> None:
    """Read two documents at once, in a window of their own, and put all back."""
    window = someone.window
    window.acts["beside"].trigger()
    window.case.show_evidence("ev1")
    window.acts["evidence-window"].trigger()
    pane = window.case.evidence
    someone.until(lambda: pane.document.is_shown, "the second document")
    someone.until(lambda: not pane.thumbnails.is_working, "all small pictures")
    window.acts["evidence-window"].trigger()
    window.acts["one-document"].trigger()


def judge(someone: Evaluator, folder: Path) -> str:
    """Score with lures as comments, decide, write, sign, check; return the verdict."""
    for number, leaf in enumerate(LEAVES):
        someone.scores(leaf, 4)
        if number < 2:
            someone.comments(leaf, TEXTS[number])
    someone.decides("grant", override="\n".join(TEXTS))
    someone.window.errands.letter()
    letter = someone.sees("letter-text", QPlainTextEdit)
    someone.until(lambda: bool(letter.toPlainText()), "the letter")
    someone.clicks("letter-sheet-close")
    return someone.checks(someone.issues(PASSPHRASE, folder / "certificate.pdf"))


def export(someone: Evaluator, folder: Path) -> None:
    """Write lists in every form, look at the log, the casebook, the orders, and back up."""
    for suffix in ("html", "xlsx", "csv", "pdf", "json"):
        someone.window.errands.awards()
        someone.until(lambda: someone.sees("awards-act", QWidget).isEnabled(), "the list")
        path = folder / f"awards.{suffix}"
        someone.dialogs.paths = [path]
        someone.clicks("awards-act")
        someone.until(path.exists, suffix)
        someone.until(lambda: someone.window.desk.is_idle, "quiet")
        someone.clicks("awards-close")
    someone.verifies_log()
    for name in ("season", "identity", "casebook", "orders", "keys", "about", "case_log"):
        getattr(someone.window.errands, name)()
        someone.until(lambda: someone.window.desk.is_idle, name)
        if someone.window.errands.sheet is not None:
            someone.window.errands.sheet.close_sheet()


def walk(folder: Path) -> str:
    """Do all of it with both formats of text; return the last verdict."""
    prepare(folder)
    someone = sit(folder, QApplication([]))
    someone.opens(application(folder, "markdown"))
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == CASE, "the application")
    read(someone)
    lay_out(someone)
    someone.opens(application(folder, "plain"))
    someone.clicks("intake-act")
    someone.until(lambda: _submission(someone) == 2, "the second submission")
    read(someone)
    verdict = judge(someone, folder)
    export(someone, folder)
    assert all(
        label.textFormat().name == "PlainText" for label in someone.window.findChildren(QLabel)
    )
    assert someone.failures == [], someone.failures
    someone.leaves()
    return verdict


def _submission(someone: Evaluator) -> int:
    shown = someone.window.desk.case
    return shown.ref.submission or shown.judgement.submission.number if shown else 0


if __name__ == "__main__":
    print(walk(Path(sys.argv[1])))
