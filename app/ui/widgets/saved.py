"""Says when the last thing was saved, and that something could not be."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.ui.widgets.label import PlainLabel, set_tone
from app.wording import _


class SavedLabel(PlainLabel):
    """``Saved 14:02``; red while something waits to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, tone="faint")
        self.setObjectName("saved")

    def show_moment(self, moment: datetime) -> None:
        """Say the time of the last saving."""
        set_tone(self, "faint")
        self.set_text(_("Saved {time}").format(time=f"{moment:%H:%M}"))

    def show_trouble(self) -> None:
        """Say that the newest change is not saved yet."""
        set_tone(self, "red")
        self.set_text(_("Not saved"))
