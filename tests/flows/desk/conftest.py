"""A window at an own casebook, own keys and own settings, and somebody who sits at it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluator import Evaluator

from app.ui import theme
from app.ui.remembered import Remembered
from app.ui.window import MainWindow
from app.wording import use

Sitting = Callable[[str], Evaluator]


@pytest.fixture
def sitting(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sitting]:
    """Return what opens a window for an evaluator; called twice it is the next day."""
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    use("en")
    theme.apply(qapp)
    opened: list[MainWindow] = []

    def sit(name: str = "Kari Nordmann") -> Evaluator:
        kept = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Remembered(kept))
        window.resize(1440, 900)
        window.show()
        window.furnish()
        window.desk.evaluator = name
        opened.append(window)
        return Evaluator(window, tmp_path)

    yield sit
    for window in opened:
        window.close()
        window.deleteLater()
