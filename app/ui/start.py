"""Opens the window: the window first, everything heavy behind it."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from app.models.window import WindowRequest
from app.ui import theme
from app.ui.desk import Desk
from app.ui.remembered import Remembered
from app.ui.window import MainWindow
from app.wording import LANGUAGES, use


def run(request: WindowRequest) -> int:
    """Open the window on a casebook and return the exit status when it is closed."""
    os.chdir(os.path.expanduser("~"))  # noqa: PTH111  never a folder somebody else filled
    application = make_application()
    remembered = Remembered()
    language = chosen_language(remembered, request.language)
    use(language)
    theme.apply(application)
    desk = Desk()
    desk.evaluator = remembered.text("evaluator")
    window = MainWindow(desk, remembered)
    window.show()
    # The window is painted before the libraries begin to load behind it.
    QTimer.singleShot(0, window, lambda: window.errands.begin(request))
    return application.exec()


def make_application() -> QApplication:
    """Return the application object with its names set."""
    QCoreApplication.setApplicationName("label-desk")
    QCoreApplication.setOrganizationName("label-desk")
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("Label Desk")
    return application


def chosen_language(remembered: Remembered, asked: str) -> str:
    """Return the language the person chose in the window, else the one asked for."""
    kept = remembered.text("language")
    return kept if kept in LANGUAGES else asked
