"""Opens the window: the window first, everything heavy behind it."""

import os
import sys
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.models.window import WindowRequest
from app.ui import theme
from app.ui.remembered import Remembered
from app.ui.window import MainWindow
from app.wording import LANGUAGES, use

TITLE_BAR = 40
"""Room for the system's title bar, in pixels; the window does not know it before it is shown."""

GIVE_WAY = 0.0002
"""Seconds that another thread may keep Python from the window's (the interpreter's own: 0.005).

Each event of a widget asks for Python once; forty of them while a long answer is being read would
be a fifth of a second.
"""


def run(request: WindowRequest) -> int:
    """Open the window on a casebook and return the exit status when it is closed."""
    os.chdir(os.path.expanduser("~"))  # noqa: PTH111  never a folder somebody else filled
    application = make_application()
    remembered = Remembered()
    theme.apply(application)
    QTimer.singleShot(0, application, partial(theme.follow_system, application))
    while True:
        use(chosen_language(remembered, request.language))
        window = open_window(request, remembered)
        status = application.exec()
        if not window.is_wanted_again:
            return status
        folder = window.folder or request.casebook
        request = replace(request, casebook=folder, files=())


def open_window(request: WindowRequest, remembered: Remembered) -> MainWindow:
    """Show the window; the casebook opens once it is painted."""
    window = MainWindow(remembered)
    # Naming a state of `Qt` would build all its enumerations, 15 ms before the first picture.
    show = window.show if fits(window, window.screen().availableSize()) else window.showMaximized
    show()
    begin = partial(window.furnish_by_and_by, lambda: window.errands.begin(request))
    QTimer.singleShot(0, window, begin)
    return window


def fits(window: QWidget, room: QSize) -> bool:
    """Tell whether the window with its title bar has room on the screen."""
    return window.width() <= room.width() and window.height() + TITLE_BAR <= room.height()


def make_application() -> QApplication:
    """Return the application object with its names set; other threads give way to it."""
    sys.setswitchinterval(GIVE_WAY)
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
