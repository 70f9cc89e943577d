"""The very pages that will be printed, one at a time."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.review.page_picture import PagePicture
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel
from app.wording import _

TALLEST = 400


class Proof(QWidget):
    """Tells ``page_wanted(number)``, from 0."""

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PagePicture("print-page", _("Page to be printed"), self)
        self.page.setMaximumHeight(TALLEST)
        self.back = PlainButton("‹", self, name="print-back")
        self.forward = PlainButton("›", self, name="print-forward")
        self.back.setAccessibleName(_("Page before"))
        self.forward.setAccessibleName(_("Next page"))
        self.place = PlainLabel("", self, tone="muted")
        self.place.setObjectName("print-place")
        self._number, self._pages = 0, 1
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        for widget in (self.back, self.place, self.forward):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.page)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self.page_wanted.emit(self._number - 1))
        self.forward.clicked.connect(lambda: self.page_wanted.emit(self._number + 1))

    def show_page(self, image: QImage, number: int, pages: int) -> None:
        """Show a page and where it is."""
        self._number, self._pages = number, pages
        self.page.show_image(image)
        words = _("Page {number} of {pages}").format(number=number + 1, pages=pages)
        self.place.set_text(words)
        self.page.setAccessibleDescription(words)
        self.back.setEnabled(number > 0)
        self.forward.setEnabled(number + 1 < pages)
        for widget in (self.back, self.forward):
            widget.setVisible(pages > 1)
