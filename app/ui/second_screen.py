"""The evidence column in a window of its own, for a second screen, and back."""

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.columns import Columns
from app.ui.remembered import Remembered
from app.wording import _

SIZE = (960, 800)


class EvidenceWindow(QWidget):
    """Holds the column; closing it is giving the column back: ``left``."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("evidence-window")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Evidence — Label Desk"))
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the column back."""
        event.ignore()
        self.left.emit()


class SecondScreen(QObject):
    """Takes the evidence out of the columns and puts it back; comes back next time.

    ``changed``: it is out, or in again.
    """

    changed = Signal()

    def __init__(
        self, main: QWidget, columns: Columns, evidence: QWidget, remembered: Remembered
    ) -> None:
        super().__init__(main)
        self._main, self._columns, self._evidence = main, columns, evidence
        self._remembered = remembered
        self._window: EvidenceWindow | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(lambda _screen: self._stay_seen())

    @property
    def is_out(self) -> bool:
        """Tell whether the evidence is in a window of its own."""
        return self._window is not None and self._evidence.parentWidget() is self._window

    def toggle(self) -> None:
        """Take the evidence out, or put it back."""
        if self.is_out:
            self.put_back()
        else:
            self.take_out()

    def take_out(self) -> None:
        """Show the evidence in a window of its own, where that was the last time."""
        window = self._window or self._make()
        self._columns.lend(self._evidence)
        window.inside.addWidget(self._evidence)
        self._evidence.show()
        geometry = self._remembered.state("evidence-window/geometry")
        if geometry is None or not window.restoreGeometry(geometry):
            window.resize(*SIZE)
        self._stay_seen()
        window.show()
        self._keep(out=True)
        self.changed.emit()

    def put_back(self) -> None:
        """Show the evidence in its column again."""
        if self._window is not None and self.is_out:
            self._keep_geometry()
            self._columns.take_back(self._evidence)
            self._window.hide()
            self._keep(out=False)
            self.changed.emit()

    def come_back(self) -> None:
        """Take the evidence out when it was out the last time."""
        if self._remembered.number("evidence-window/out"):
            self.take_out()

    def keep(self) -> None:
        """Remember where the window is, before the program ends."""
        if self.is_out:
            self._keep_geometry()

    def show_title(self, title: str) -> None:
        """Name the case in the window's title."""
        if self._window is not None:
            words = _("Evidence: {title} — Label Desk").format(title=title)
            self._window.setWindowTitle(words)

    def _make(self) -> EvidenceWindow:
        """Make the window; the keys of the main window hold there too."""
        self._window = EvidenceWindow(self._main)
        self._window.addActions(self._main.actions())
        self._window.left.connect(self.put_back)
        self._window.setWindowTitle(self._main.windowTitle() or self._window.windowTitle())
        return self._window

    def _keep(self, *, out: bool) -> None:
        self._remembered.put_number("evidence-window/out", int(out))
        self._remembered.flush()

    def _keep_geometry(self) -> None:
        if self._window is not None:
            geometry: QByteArray = self._window.saveGeometry()
            self._remembered.put_state("evidence-window/geometry", geometry)

    def _stay_seen(self) -> None:
        """Bring the window to a screen that is there, when its own has gone."""
        window, primary = self._window, QGuiApplication.primaryScreen()
        if window is None or primary is None:
            return
        middle = window.frameGeometry().center()
        if not any(each.availableGeometry().contains(middle) for each in QGuiApplication.screens()):
            room = primary.availableGeometry()
            window.resize(window.size().boundedTo(room.size()))
            window.move(room.topLeft())
