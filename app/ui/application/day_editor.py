"""A day: typed as people write it, or chosen in a calendar; an empty one is none."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.models.plain import Plain
from app.ui.widgets import PlainButton
from app.wording import _, date_text

_WRITTEN = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")


def day_of(text: str) -> date | None:
    """Read ``2026-09-20``, ``20.9.2026`` or ``20/9/2026``; None for anything else."""
    text = text.strip()
    found = _WRITTEN.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


class DayEditor(QWidget):
    """Tells ``changed``. What cannot be read as a day stays as typed and is told by the check."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("day.month.year"))
        self.button = PlainButton("▾", self)
        self.button.setAccessibleName(_("Calendar"))
        self.button.setMaximumWidth(36)
        self.button.clicked.connect(self._open)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._write_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self._calendar: QWidget | None = None

    def setAccessibleName(self, name: str) -> None:
        """Name the line that takes the keyboard."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(_("Calendar for {field}").format(field=name))

    def value(self) -> Plain:
        """Return the day in ISO 8601, or the words as they were typed."""
        text = self.line.text()
        day = day_of(text)
        return day.isoformat() if day else text.strip()

    def put(self, value: Plain) -> None:
        """Show a day."""
        day = day_of(str(value or ""))
        self.line.setText(f"{day.day}.{day.month}.{day.year}" if day else str(value or ""))
        self._say(day)

    def _write_out(self) -> None:
        self._say(day_of(self.line.text()))

    def _say(self, day: date | None) -> None:
        self.line.setToolTip(date_text(day) if day else "")
        self.line.setAccessibleDescription(date_text(day) if day else "")

    def _open(self) -> None:
        """Show the calendar below the line; arrows choose, Enter takes, Esc closes."""
        holder = QWidget(self, Qt.WindowType.Popup)
        holder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(holder)
        calendar.setObjectName("day-calendar")
        day = day_of(self.line.text()) or date.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(holder)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)
        calendar.activated.connect(lambda chosen: self._take(holder, chosen))
        calendar.clicked.connect(lambda chosen: self._take(holder, chosen))
        holder.move(self.mapToGlobal(QPoint(0, self.height())))
        holder.show()
        calendar.setFocus()

    def _take(self, holder: QWidget, chosen: QDate) -> None:
        holder.close()
        self.put(date(chosen.year(), chosen.month(), chosen.day()).isoformat())
        self.line.setFocus()
        self.changed.emit()
