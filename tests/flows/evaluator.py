"""The Evaluator: one driver with the user's verbs, who clicks real widgets by object name."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.models.window import WindowRequest
from app.ui.dialogs import Dialogs
from app.ui.window import MainWindow

Found = TypeVar("Found", bound=QWidget)
PATIENCE = 20.0
"""Seconds that anything may take on a slow machine before the test fails with a picture."""


def spend(milliseconds: int) -> None:
    """Let the window live for a while, and the threads behind it: ``QTest.qWait`` keeps Python's
    lock all the time, so that nothing is read or saved meanwhile.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class AnsweredDialogs(Dialogs):
    """Instead of the system's dialogs: answers with the paths it was given."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.paths: list[Path] = []

    def applications(self) -> list[Path]:
        paths, self.paths = self.paths, []
        return paths

    def files(self, title: str, kinds: str) -> list[Path]:
        return self.applications()

    def folder(self, title: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def file(self, title: str, kinds: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def save_as(self, title: str, suggestion: str, kinds: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None


class Evaluator:
    """Sits at a window. Every verb waits until its effect is to be seen."""

    def __init__(self, window: MainWindow, pictures: Path) -> None:
        self.window = window
        self.pictures = pictures
        self.dialogs = AnsweredDialogs(window)
        window.errands.dialogs = self.dialogs
        self.failures: list[Exception] = []
        window.desk.failed.connect(self.failures.append)

    # Verbs

    def sits_down(self, folder: Path, *files: Path) -> None:
        """Open the casebook in ``folder``."""
        ready: list[int] = []
        self.window.ready.connect(lambda: ready.append(1))
        self.window.errands.begin(WindowRequest(folder, files))
        if (folder / "casebook.sqlite").exists():
            self.until(lambda: bool(ready), "the queue")

    def introduces(self, name: str, organisation: str, passphrase: str = "") -> None:
        """Answer the first start."""
        self.types("first-evaluator", name)
        self.types("first-organisation", organisation)
        self.types("first-place", "Trondheim")
        country = self.sees("first-country", QWidget)
        country.setCurrentIndex(country.findData("NO"))
        if passphrase:
            self.types("first-passphrase", passphrase)
            self.types("first-passphrase-again", passphrase)
        self.clicks("first-start-act")
        self.until(lambda: self.window.errands.sheet is None, "the end of the first start")

    def opens(self, *paths: Path) -> None:
        """Bring files in through Open… and wait for what became of each."""
        self.dialogs.paths = list(paths)
        self.clicks("open")
        act = self.sees("intake-act", QAbstractButton, shown=False)
        closed = self.sees("intake-close", QAbstractButton)
        self.until(lambda: act.isVisible() or closed.text() == "Close", "the end of the import")

    def shows(self, case: str) -> None:
        """Click a case in the queue."""
        queue = self.window.queue
        at = queue.model.place(case)  # type: ignore[arg-type]
        assert at is not None, f"{case} is not in the queue"
        index = queue.model.index(at)
        queue.view.scrollTo(index)
        place = queue.view.visualRect(index).center()
        QTest.mouseClick(queue.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.until(lambda: self.case == case, f"{case} in the columns")

    def reads(self, tab: str) -> str:
        """Go to a tab of the description and return its text."""
        self.window.case.description.show_tab(tab)
        QApplication.processEvents()
        return self.window.case.description.page.toPlainText()

    def looks_at(self, evidence: str) -> None:
        """Click a piece of evidence and wait until it is marked as opened."""
        QTest.mouseClick(self.sees(f"evidence-{evidence}", QWidget), Qt.MouseButton.LeftButton)
        desk, shown = self.window.desk, self.window.desk.case
        assert shown is not None
        wanted = shown.judgement.submission.evidence_sha256[evidence]  # type: ignore[index]
        self.until(lambda: wanted in _opened(self.window), f"{evidence} on the screen")
        self.until(lambda: desk.is_idle, "the mark to be kept")

    def scores(self, leaf: str, level: int | str) -> None:
        """Click a level."""
        self.window.case.scores.set_current(leaf, focus=False)
        QApplication.processEvents()
        self.clicks(f"levels-{leaf}-{level}")
        self.until(lambda: self.window.desk.is_idle, "the score to be saved")

    def comments(self, leaf: str, words: str) -> None:
        """Type a comment."""
        self.window.case.scores.set_current(leaf, focus=False)
        field = self.window.case.scores.row(leaf).comment
        field.setFocus()
        QTest.keyClicks(field, words)
        field.flush()
        self.until(lambda: self.window.desk.is_idle, "the comment to be saved")

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        target = self.window.focusWidget() or self.window
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()

    def decides(self, outcome: str, *, reason: str = "", override: str = "") -> None:
        """Decide through the sheet."""
        self.clicks("decide")
        self.until(lambda: self.has("decide-sheet"), "the sheet that decides")
        self.clicks(f"outcome-{outcome}")
        for name, words in (("decide-reason", reason), ("decide-override", override)):
            if words:
                field = self.sees(name, QPlainTextEdit)
                field.setPlainText(words)
        self.clicks("decide-sheet-act")
        self.until(lambda: self.window.errands.sheet is None, "the decision")
        self.until(lambda: self.window.desk.is_idle, "the queue to follow")

    def issues(self, passphrase: str, save_as: Path) -> Path:
        """Sign the certificate and save it."""
        self.clicks("certificate")
        act = self.sees("certificate-sheet-act", QAbstractButton, shown=False)
        self.until(lambda: self.has("certificate-passphrase"), "the field for the passphrase")
        self.types("certificate-passphrase", passphrase)
        self.until(act.isEnabled, "the preview")
        self.clicks("certificate-sheet-act")
        self.until(lambda: self.has("certificate-save"), "the signed certificate")
        shown = self.window.desk.case
        self.until(lambda: shown is not None and self.window.desk.is_idle, "the case to follow")
        current = self.window.desk.case
        assert current is not None
        assert current.certificate is not None
        save_as.write_bytes(current.certificate.pdf)
        self.clicks("certificate-sheet-close")
        return save_as

    def checks(self, pdf: Path) -> str:
        """Check a PDF and return the verdict in words."""
        self.window.errands.verify()
        self.dialogs.paths = [pdf]
        self.clicks("verify-choose")
        verdict = self.sees("verify-verdict", QWidget)
        self.until(lambda: verdict.text() != f"Checking {pdf.name}…", "the verdict")
        words = str(verdict.text())
        self.clicks("verify-close")
        return words

    def orders(self) -> None:
        """Order plaques for all schools that wait."""
        self.window.errands.orders()
        self.until(lambda: self.has("orders-act"), "schools that wait for a plaque")
        self.clicks("orders-act")
        self.until(lambda: not self.has("orders-act"), "the order")

    def verifies_log(self) -> str:
        """Let the log be checked and return the answer."""
        self.window.errands.log()
        self.clicks("log-act")
        self.until(lambda: self.has("log-answer"), "the answer")
        words = str(self.sees("log-answer", QWidget).text())
        self.clicks("log-close")
        return words

    def reads_keys_of_log(self) -> str:
        """Return what the log's window says of its keys."""
        self.window.errands.log()
        self.until(lambda: self.has("log-keys"), "the keys")
        words = str(self.sees("log-keys", QWidget).text())
        self.clicks("log-close")
        return words

    def leaves(self) -> None:
        """Close the window."""
        self.window.close()

    # Eyes and hands

    @property
    def case(self) -> str:
        """The case in the columns."""
        shown = self.window.desk.case
        return shown.ref.case if shown is not None else ""

    def has(self, name: str) -> bool:
        """Tell whether a widget is to be seen."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def has_drawn_pages(self) -> bool:
        """Tell whether every page that can be seen has come, or says why it has not."""
        view = self.window.case.evidence.document.pages
        parts = [part for page in view.seen_pages() for part in view.parts_of(page)]
        drawn = (view.pixels.image(part) or part.page in view.pixels.errors for part in parts)
        return not view.isVisible() or all(drawn)

    def sees(self, name: str, kind: type[Found], *, shown: bool = True) -> Found:
        """Return a widget by its name, once it is to be seen."""
        if shown:
            self.until(lambda: self.has(name), f"“{name}”")
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no “{name}”"
        return found

    def clicks(self, name: str) -> None:
        """Click a widget in its middle; it must be enabled."""
        widget = self.sees(name, QWidget)
        self.until(widget.isEnabled, f"“{name}” to be enabled")
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)
        QApplication.processEvents()

    def types(self, name: str, words: str) -> None:
        """Type into a line."""
        field = self.sees(name, QLineEdit)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, words)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait for something; leave a picture when it does not come."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}; {self.picture('waiting')}")
            spend(5)

    def picture(self, name: str) -> Path:
        """Take a picture of the window."""
        path = self.pictures / f"{name}.png"
        self.window.grab().save(str(path))
        return path


def _opened(window: MainWindow) -> tuple[str, ...]:
    shown = window.case.shown
    return tuple(shown.opened) if shown is not None else ()
