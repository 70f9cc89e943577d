"""What the acts of the menu do: open files and sheets, hand work to the desk."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.models.case import CaseRef
from app.models.identifiers import CaseId
from app.models.sheet import is_spreadsheet
from app.models.window import WindowRequest
from app.ui.case_errands import CaseErrands
from app.ui.dialogs import Dialogs
from app.ui.print_errands import PrintErrands
from app.ui.sheets.intake import IntakeSheet
from app.ui.sitting import Opened
from app.ui.welcome import Welcome
from app.ui.widgets import Sheet
from app.ui.withdraw_errands import WithdrawErrands
from app.wording import _

if TYPE_CHECKING:
    from app.ui.sheets.new_application import NewApplicationSheet
    from app.ui.window import MainWindow


class Errands(QObject):
    """Opens sheets over the window; one at a time has the word."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._files: list[Path] = []
        self._tables: list[Path] = []
        self.dialogs = Dialogs(window)
        self.welcome = Welcome(window)
        self.case = CaseErrands(window, self)
        self.printing = PrintErrands(window, self)
        self.withdrawing = WithdrawErrands(window, self)
        self._copies: TemporaryDirectory[str] | None = None
        self.sheet: Sheet | None = None

    @property
    def host(self) -> QWidget:
        """What sheets lie over."""
        return self._window.pages

    def show_sheet(self, sheet: Sheet, *, keep: bool = False) -> None:
        """Open a sheet; the window's keys sleep until it closes, then it is thrown away."""
        if self.sheet is not None:
            self.sheet.close_sheet()
        self.sheet = sheet
        self._window.acts.pause(paused=True)
        if not keep:
            sheet.closed.connect(sheet.deleteLater)
        sheet.closed.connect(self._closed, Qt.ConnectionType.UniqueConnection)
        if not sheet.isVisible():
            sheet.open_sheet()

    def _closed(self) -> None:
        if self.sheet is not None and not self.sheet.isVisible():
            self.sheet = None
            self._window.acts.pause(paused=False)
            focus = self._window.focusWidget()
            if focus is None or not focus.isVisible():
                self._window.queue.view.setFocus()

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
        self._window.news.tell_closed(error)

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
        """Import files and folders, and show what became of each; spreadsheets come last."""
        tables = [path for path in paths if is_spreadsheet(path)]
        files = [path for path in paths if path not in tables]
        self._tables += tables
        if files:
            self._intake().take_in(files)
        elif not isinstance(self.sheet, IntakeSheet):
            self._ask_for_columns()

    def _intake(self) -> IntakeSheet:
        """Return the sheet that imports, opened; the next spreadsheet waits for its end."""
        if isinstance(self.sheet, IntakeSheet):
            return self.sheet
        sheet = IntakeSheet(self.host, self._desk)
        sheet.imported.connect(self._window.show_case)
        sheet.closed.connect(self._ask_for_columns, Qt.ConnectionType.QueuedConnection)
        self.show_sheet(sheet)
        return sheet

    def _ask_for_columns(self) -> None:
        """Ask what the columns of the next spreadsheet mean."""
        if not self._tables or isinstance(self.sheet, IntakeSheet):
            return
        from app.ui.sheets.columns import ColumnsSheet  # noqa: PLC0415  seldom needed

        sheet = ColumnsSheet(self.host, self._desk, self._tables.pop(0))
        sheet.chosen.connect(lambda path, plan: self._intake().take_rows(path, plan))
        sheet.closed.connect(self._ask_for_columns, Qt.ConnectionType.QueuedConnection)
        self.show_sheet(sheet)

    def new_application(self) -> None:
        """Type in an application that came in another way."""
        self._type(lambda sheet: sheet.begin())

    def send_again(self) -> None:
        """Type in the next submission of the case shown."""
        shown = self._desk.case
        if shown is not None:
            self._type(lambda sheet: sheet.begin_again(shown.ref))

    def _type(self, begin: "Callable[[NewApplicationSheet], None]") -> None:
        """Open the sheet for typing; its code is loaded behind the window first."""

        def show(_module: object) -> None:
            from app.ui.sheets.new_application import NewApplicationSheet  # noqa: PLC0415

            sheet = NewApplicationSheet(self.host, self._desk, self.dialogs)
            sheet.received.connect(self._typed_in)
            self.show_sheet(sheet)
            begin(sheet)

        if self._desk.facts is not None:
            self.load("app.ui.sheets.new_application", show)

    def load(self, module: str, then: "Callable[[object], None]") -> None:
        """Import code of a sheet off the window's thread, then open it."""
        self._desk.read(lambda _casebook: import_module(module), then)

    def _typed_in(self, case: str, submission: int) -> None:
        self._window.show_case(case)
        ref = CaseRef(CaseId(case), submission)
        self._window.news.tell(
            ref, _("Received, and kept as an application file like any other."),
            _("Save a copy…"), lambda: self.case.save_application(ref),
        )  # fmt: skip

    def flush(self) -> None:
        """Keep what is being typed in a sheet."""
        flush = getattr(self.sheet, "flush", None)
        if flush is not None:
            flush()

    # Sheets of the case shown

    def decide(self) -> None:
        """Show what a decision means and decide."""
        self.case.decide()

    def revise(self) -> None:
        """Replace a decision by a new one."""
        self.case.revise()

    def letter(self) -> None:
        """Show the letter to the applicant."""
        self.case.letter()

    def certificate(self) -> None:
        """Show, sign and save the certificate."""
        self.case.certificate()

    def case_log(self) -> None:
        """Show what happened to the case."""
        if self._desk.case is not None:
            self._log(self._desk.case.ref)

    # Sheets of the office

    def log(self) -> None:
        """Show the whole log and check it."""
        self._log(None)

    def _log(self, ref: CaseRef | None) -> None:
        from app.ui.sheets.log import LogSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            sheet = LogSheet(self.host, self._desk, self.dialogs, ref)
            sheet.case_wanted.connect(self._window.show_case)
            self.show_sheet(sheet)

    def season(self) -> None:
        """Show and change the season's settings; confirm the minimums."""
        from app.ui.sheets.season import SeasonSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            self.show_sheet(SeasonSheet(self.host, self._desk))

    def layout(self) -> None:
        """Change how certificates look, with a sample beside it."""
        if self._desk.facts is not None:
            from app.ui.sheets.layout import LayoutSheet  # noqa: PLC0415  seldom needed

            self.show_sheet(LayoutSheet(self.host, self._desk, self.dialogs))

    def identity(self) -> None:
        """Show, make or bring the signing identity."""
        from app.ui.sheets.identity import IdentitySheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            self.show_sheet(IdentitySheet(self.host, self._desk, self.dialogs))

    def casebook(self) -> None:
        """Show the casebook's health; back it up."""
        from app.ui.sheets.casebook import CasebookSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            sheet = CasebookSheet(self.host, self._desk, self.dialogs)
            sheet.casebook_wanted.connect(self.use_casebook)
            sheet.continue_wanted.connect(self.continue_here)
            self.show_sheet(sheet)

    def continue_here(self) -> None:
        """Show what it means to go on from an older copy."""
        from app.ui.sheets.gap import GapSheet  # noqa: PLC0415  when first opened

        facts = self._desk.facts
        if facts is not None and facts.health.gap is not None:
            sheet = GapSheet(self.host, self._desk, facts.health.gap)
            sheet.continued.connect(self._window.banner.say)
            self.show_sheet(sheet)

    def batch(self) -> None:
        """Sign the certificates of everyone who was granted a label."""
        if self._desk.facts is not None:
            from app.ui.sheets.batch import BatchSheet  # noqa: PLC0415  seldom used

            self.show_sheet(BatchSheet(self.host, self._desk, self.dialogs))

    def orders(self) -> None:
        """Make and follow plaque orders."""
        from app.ui.sheets.orders import OrdersSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            self.show_sheet(OrdersSheet(self.host, self._desk, self.dialogs))

    def awards(self) -> None:
        """Write the list of awarded."""
        from app.ui.sheets.awards import AwardsSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            self.show_sheet(AwardsSheet(self.host, self._desk, self.dialogs))

    def comment_bank(self) -> None:
        """Show the phrases that are offered while comments are typed."""
        from app.ui.phrases.sheet import CommentBankSheet  # noqa: PLC0415  when first opened

        if self._desk.facts is not None:
            sheet = CommentBankSheet(self.host, self._desk, self.dialogs)
            sheet.closed.connect(self._window.phrases.renew)
            self.show_sheet(sheet)

    def verify(self) -> None:
        """Check a certificate."""
        from app.ui.sheets.verify import VerifySheet  # noqa: PLC0415  seldom needed

        self.show_sheet(VerifySheet(self.host, self._desk, self.dialogs))

    def keys(self) -> None:
        """Show all keys."""
        from app.ui.sheets.keys import KeysSheet  # noqa: PLC0415  when first opened

        self.show_sheet(KeysSheet(self.host))

    def about(self) -> None:
        """Show what this program is."""
        from app.ui.sheets.keys import AboutSheet  # noqa: PLC0415  when first opened

        self.show_sheet(AboutSheet(self.host))

    # Files of ours that another program shows

    def private_copy(self, name: str, content: bytes) -> Path:
        """Write a file of ours where only this user can read it; it goes when the window goes."""
        if self._copies is None:
            self._copies = TemporaryDirectory(prefix="label-desk-")
        path = Path(self._copies.name) / name
        path.write_bytes(content)
        return path

    def close(self) -> None:
        """Remove the copies that were made for viewing."""
        if self._copies is not None:
            self._copies.cleanup()
            self._copies = None
