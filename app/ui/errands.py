"""What the acts of the menu do: open files and sheets, hand work to the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.models.window import WindowRequest
from app.ui.dialogs import Dialogs
from app.ui.sheets.intake import IntakeSheet
from app.ui.sitting import Opened
from app.ui.welcome import Welcome
from app.ui.widgets import Sheet
from app.wording import _

if TYPE_CHECKING:
    from app.ui.window import MainWindow


class Errands(QObject):
    """Opens sheets over the window; one at a time has the word."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._files: list[Path] = []
        self.dialogs = Dialogs(window)
        self.welcome = Welcome(window)
        self.sheet: Sheet | None = None

    @property
    def host(self) -> QWidget:
        """What sheets lie over."""
        return self._window.pages

    def show_sheet(self, sheet: Sheet) -> None:
        """Open a sheet; the window's keys sleep until it closes, then it is thrown away."""
        if self.sheet is not None:
            self.sheet.close_sheet()
        self.sheet = sheet
        self._window.acts.pause(paused=True)
        sheet.closed.connect(lambda: self._closed(sheet))
        if not sheet.isVisible():
            sheet.open_sheet()

    def _closed(self, sheet: Sheet) -> None:
        if self.sheet is sheet:
            self.sheet = None
            self._window.acts.pause(paused=False)
        sheet.deleteLater()

    # Start and casebook

    def begin(self, request: WindowRequest) -> None:
        """Open the casebook asked for, or ask for what a new one needs."""
        self._files = list(request.files)
        if (request.casebook / "casebook.sqlite").exists():
            self.use_casebook(request.casebook)
        else:
            self.welcome.to_new(request.casebook, self._ready)

    def use_casebook(self, folder: Path) -> None:
        """Open another casebook in this window."""
        self._window.use_casebook(folder)
        self._desk.open(folder, self._ready, self._not_opened)

    def _ready(self, facts: Opened) -> None:
        """Ask for what is missing, then import what was asked for."""
        if facts.read_only_because is None and not self.welcome.is_complete(facts):
            self.welcome.to_known(facts, self._import_waiting)
        else:
            self._import_waiting()

    def _import_waiting(self) -> None:
        files, self._files = self._files, []
        if files:
            self.take_in(files)

    def _not_opened(self, error: Exception) -> None:
        self._window.show_closed(error)

    def open_casebook(self) -> None:
        """Choose another casebook folder, or begin one in an empty folder."""
        folder = self.dialogs.folder(_("Choose a casebook folder"))
        if folder is not None:
            self.begin(WindowRequest(folder))

    # Import

    def open_files(self) -> None:
        """Choose application files and import them."""
        paths = self.dialogs.applications()
        if paths:
            self.take_in(paths)

    def open_folder(self) -> None:
        """Choose a folder: an application, or one with application files."""
        folder = self.dialogs.folder(_("Open an application folder"))
        if folder is not None:
            self.take_in([folder])

    def take_in(self, paths: list[Path]) -> None:
        """Import files and folders, and show what became of each."""
        if isinstance(self.sheet, IntakeSheet):
            self.sheet.take_in(paths)
            return
        sheet = IntakeSheet(self.host, self._desk)
        sheet.imported.connect(self._window.show_case)
        self.show_sheet(sheet)
        sheet.take_in(paths)

    # Sheets of the case shown

    def decide(self) -> None:
        """Show what a decision means and decide."""

    def revise(self) -> None:
        """Replace a decision by a new one."""

    def letter(self) -> None:
        """Show the letter to the applicant."""

    def certificate(self) -> None:
        """Show, sign and save the certificate."""

    def print_certificate(self) -> None:
        """Open the certificate that was issued in the system's viewer."""

    # Sheets of the office

    def season(self) -> None:
        """Show and change the season's settings; confirm the minimums."""

    def identity(self) -> None:
        """Show, make or bring the signing identity."""

    def casebook(self) -> None:
        """Show the casebook's health; back it up."""

    def case_log(self) -> None:
        """Show what happened to the case."""

    def log(self) -> None:
        """Show the whole log and check it."""

    def orders(self) -> None:
        """Make and follow plaque orders."""

    def awards(self) -> None:
        """Write the list of awarded."""

    def verify(self) -> None:
        """Check a certificate."""

    def keys(self) -> None:
        """Show all keys."""

    def about(self) -> None:
        """Show what this program is."""
