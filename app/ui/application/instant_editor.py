"""A day with its time in the office's time zone."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from app.models.plain import Plain
from app.ui.application.day_editor import DayEditor, day_of
from app.ui.theme import SPACE
from app.wording import _


class QuietTime(QTimeEdit):
    """A time that the wheel does not change while the sheet is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = self.findChild(QLineEdit)
        if field is not None:  # a style sheet's padding does not reach it
            field.setTextMargins(SPACE, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the sheet scroll."""
        event.ignore()


class InstantEditor(QWidget):
    """Tells ``changed``; its value carries the offset of the office's zone on that day."""

    changed = Signal()

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.day = DayEditor(self)
        self.time = QuietTime(self)
        self.time.setDisplayFormat("HH:mm:ss")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self.changed)
        self.time.timeChanged.connect(lambda _time: self.changed.emit())

    def setAccessibleName(self, name: str) -> None:
        """Name both fields."""
        super().setAccessibleName(name)
        self.day.setAccessibleName(name)
        self.time.setAccessibleName(_("Time: {field}").format(field=name))

    def value(self) -> Plain:
        """Return the instant, or the words where the day cannot be read."""
        day = day_of(str(self.day.value()))
        if day is None:
            return self.day.value()
        time = self.time.time()
        return datetime(
            day.year, day.month, day.day, time.hour(), time.minute(), time.second(),
            tzinfo=self._zone,
        ).isoformat()  # fmt: skip

    def put(self, value: Plain) -> None:
        """Show an instant."""
        try:
            moment = datetime.fromisoformat(str(value)).astimezone(self._zone)
        except ValueError:
            self.day.put(value)
            return
        self.day.put(moment.date().isoformat())
        self.time.blockSignals(True)
        self.time.setTime(QTime(moment.hour, moment.minute, moment.second))
        self.time.blockSignals(False)
