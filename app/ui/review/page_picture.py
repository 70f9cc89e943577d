"""The picture of one page at the width of its column, with a hair line round it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.wording import _


class PagePicture(QWidget):
    """Draws a page; before it is there, says that it is being drawn."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._image = QImage()
        self._words = _("Drawing…")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        """Show a page; a null picture says that there is none."""
        self._image = image
        self._words = _("The picture of this page could not be drawn.")
        self.updateGeometry()
        self.update()

    def say(self, words: str) -> None:
        """Show words in the place of the page."""
        self._image = QImage()
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The page keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the page's height; A4 lying until there is one."""
        if self._image.isNull():
            return round(width * 210 / 297)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(480, self.heightForWidth(480))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page or the words."""
        del event
        painter = QPainter(self)
        area = self._area()
        colours = theme.tokens(self)
        if self._image.isNull():
            painter.fillRect(area, colours.color("sunken"))
            painter.setPen(colours.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(16, 16, -16, -16), int(flags), self._words)
        else:
            painter.drawImage(area, self._sharp(area))
        painter.setPen(colours.color("line"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _area(self) -> QRect:
        """The whole page, in the middle, in its proportions."""
        height = min(self.height(), self.heightForWidth(self.width()))
        width = round(height * self.width() / max(1, self.heightForWidth(self.width())))
        return QRect((self.width() - width) // 2, 0, width, height)

    def _sharp(self, area: QRect) -> QImage:
        """Scale in steps of area averages: one bilinear step over a page loses thin lines."""
        ratio = self.devicePixelRatioF()
        return self._image.scaled(
            round(area.width() * ratio),
            round(area.height() * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
