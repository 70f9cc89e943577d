"""Yes, no, or not said: an answer that nobody gave is never taken for a no."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.plain import Plain
from app.ui.sheets.column_row import QuietCombo
from app.wording import _

_VALUES = {"yes": True, "no": False}


class YesNoEditor(QuietCombo):
    """Tells ``changed``; its value is True, False or None."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(8)
        self.offer([("", _("not said")), ("yes", _("yes")), ("no", _("no"))], "")
        self.activated.connect(lambda _index: self.changed.emit())

    def value(self) -> Plain:
        """Return the answer."""
        return _VALUES.get(self.chosen)

    def put(self, value: Plain) -> None:
        """Show an answer."""
        name = next((name for name, each in _VALUES.items() if each is value), "")
        self.setCurrentIndex(self.findData(name))
