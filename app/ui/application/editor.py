"""What every field of the form is: a widget with a plain value that tells its changes."""

from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.models.plain import Plain


class Editor(Protocol):
    """Implemented by the editors beside this file, all of them widgets."""

    changed: SignalInstance

    def value(self) -> Plain: ...  # noqa: D102
    def put(self, value: Plain) -> None: ...  # noqa: D102
    def setObjectName(self, name: str) -> None: ...  # noqa: D102
    def setAccessibleName(self, name: str) -> None: ...  # noqa: D102
    def setFocus(self) -> None: ...  # noqa: D102


def widget_of(editor: Editor) -> QWidget:
    """Return the editor as the widget that it is."""
    return cast("QWidget", editor)
