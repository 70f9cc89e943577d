"""Comfort that comes back next time: sizes, last case, tab, page; nothing that decides anything."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Remembered:
    """Typed access to the user's settings file; every value has a default."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings("label-desk", "label-desk")
        self._has_changes = False

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def put_text(self, key: str, value: str) -> None:
        """Keep a text."""
        self._put(key, value)

    def number(self, key: str, default: int = 0) -> int:
        """Return a whole number; anything else that stands there counts as absent."""
        value = self._settings.value(key, default)
        try:
            return int(str(value))
        except ValueError:
            return default

    def put_number(self, key: str, value: int) -> None:
        """Keep a whole number."""
        self._put(key, str(value))

    def state(self, key: str) -> QByteArray | None:
        """Return the bytes with which a window or splitter restores itself."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def put_state(self, key: str, value: QByteArray) -> None:
        """Keep a window's or splitter's bytes."""
        self._put(key, value)

    def place(self, folder: Path, what: str) -> str:
        """Return the key for something remembered per casebook."""
        return f"casebook/{folder.name}-{_short(str(folder))}/{what}"

    def flush(self) -> None:
        """Write what is new now, so that a crash forgets nothing."""
        if self._has_changes:
            self._has_changes = False
            self._settings.sync()

    def _put(self, key: str, value: str | QByteArray) -> None:
        """What stands there already is not written again: the window would wait for the disk."""
        if self._settings.value(key) != value:
            self._settings.setValue(key, value)
            self._has_changes = True


def _short(text: str) -> str:
    """Return a short stable number for a path, so that paths are not keys."""
    value = 0
    for character in text:
        value = (value * 131 + ord(character)) & 0xFFFFFFFF
    return f"{value:08x}"
