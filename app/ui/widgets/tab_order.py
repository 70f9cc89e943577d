"""Where Tab comes to what is made after the window: beside its neighbours, not at the end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_in_tabs(before: QWidget, *parts: QWidget) -> None:
    """Let Tab go from ``before`` through what these parts hold, in their order."""
    for part in parts:
        for each in (part, *part.findChildren(QWidget)):
            takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and each.window() is before.window():  # a list that folds out is none
                QWidget.setTabOrder(before, each)
                before = each
