"""The system's own file dialogs, in one place so that a test can answer instead."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.wording import _


class Dialogs:
    """Asks for files and folders; None or nothing means that the person thought better of it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def applications(self) -> list[Path]:
        """Ask for application files."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Open application files"),
            "",
            _("Application files")
            + " (*.labelapp *.zip *.xlsx *.csv *.tsv);;"
            + _("All files")
            + " (*)",
        )
        return [Path(name) for name in names]

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, title)
        return Path(name) if name else None

    def file(self, title: str, kinds: str) -> Path | None:
        """Ask for one file; ``kinds`` as Qt writes it, ``PDF (*.pdf)``."""
        name, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(name) if name else None

    def files(self, title: str, kinds: str) -> list[Path]:
        """Ask for any number of files."""
        names, _kind = QFileDialog.getOpenFileNames(self._window, title, "", kinds)
        return [Path(name) for name in names]

    def save_as(self, title: str, suggestion: str, kinds: str) -> Path | None:
        """Ask where to save; the dialog itself asks before an existing file is replaced."""
        name, _kind = QFileDialog.getSaveFileName(self._window, title, suggestion, kinds)
        return Path(name) if name else None
