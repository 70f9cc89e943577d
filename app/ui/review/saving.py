"""Saving our own files where a person chooses; whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtWidgets import QFileDialog, QWidget

from app.models.errors import Unavailable
from app.models.message import message

AskPath = Callable[[QWidget, str, str, str], Path | None]
"""Asks for a path: parent, title, proposed name, filters; None when the person thinks better."""


def ask_path(parent: QWidget, title: str, name: str, filters: str) -> Path | None:
    """Ask in the system's own dialog; it asks before a file is replaced."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, name, filters)
    return Path(chosen) if chosen else None


def save(path: Path, content: bytes) -> None:
    """Write the file, replacing it only when all bytes are there; raises ``Unavailable``."""
    file = QSaveFile(str(path))
    is_whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not is_whole or not file.commit():
        reason = file.errorString()
        raise Unavailable(
            "save.failed",
            message("“{name}” could not be saved: {reason}", name=path.name, reason=reason),
            message("Choose another folder, or make room on the disk."),
        )
