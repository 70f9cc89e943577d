"""All keys, as the menus have them, and what this program is."""

import re

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from app import __version__
from app.ui.acts import groups
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel, Sheet
from app.wording import _

_SIGNS = {"Up": "↑", "Down": "↓", "Return": "↵"}
_ARROWS = re.compile("|".join(rf"\b{word}\b" for word in _SIGNS))


class KeysSheet(Sheet):
    """Lists every key; single letters are off while one types."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, _("All keys"), width=520, name="keys")
        tables = _tables()
        metrics = self.fontMetrics()
        room = max(metrics.horizontalAdvance(keys) for _title, table in tables for _, keys in table)
        for title, lines in tables:
            self.body.addWidget(PlainLabel(title, self, strong=True))
            self.body.addWidget(_grid(lines, room))
        self.body.addWidget(PlainLabel(
            _("Single letters and digits are off while you type in a field."), self,
            tone="muted", wrap=True))  # fmt: skip
        self.body.addStretch(1)


def _tables() -> list[tuple[str, list[tuple[str, str]]]]:
    scoring = [
        (_("Set the current level"), "0 – 9"),
        (_("Sub-criterion above, below (in the scores)"), "↑  ↓"),
        (_("Level lower, higher (in a row of levels)"), "←  →"),
        (_("Clear the level"), _("Delete")),
        (_("Tabs of the description"), "Alt 1 – Alt 9"),
    ]
    reading = [
        (_("From a card into its file"), "↵"),
        (_("Larger, smaller, fitted to the width"), "+  −  Ctrl 0"),
        (_("Turn back"), "Shift R"),
        (_("Next place found, the one before"), "N  Shift N"),
        (_("Next sheet of a workbook, the one before"), _("Ctrl PgDn  Ctrl PgUp")),
    ]
    tables = [(_("Scoring"), scoring), (_("Pages and tables of evidence"), reading)]
    for group in groups():
        lines = [
            (act.words.rstrip("…"), "   ".join(_shown(key) for key in act.keys))
            for act in group.acts
            if act.keys
        ]
        if lines:
            tables.append((group.words, lines))
    return tables


def _shown(key: str) -> str:
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return _ARROWS.sub(lambda found: _SIGNS[found[0]], native).replace("+", " ")


def _grid(lines: list[tuple[str, str]], room: int) -> QWidget:
    """Return a table whose keys stand below those of the other tables."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, SPACE)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(1, room)
    for row, (words, keys) in enumerate(lines):
        grid.addWidget(PlainLabel(words, holder, wrap=True), row, 0)
        grid.addWidget(PlainLabel(keys, holder, tone="muted"), row, 1)
    return holder


class AboutSheet(Sheet):
    """Name, version, licence, and what the program promises."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, _("About Label Desk"), width=480, name="about")
        for text in (
            _("Label Desk {version}").format(version=__version__),
            _("A desk for evaluators of the eTwinning National Quality Label and School Label."),
            _("It never opens a connection to the internet. Everything stays in your casebook."),
            _("Free software under the European Union Public Licence 1.2."),
            _("Text face: Inter (SIL Open Font License)."),
        ):
            self.body.addWidget(PlainLabel(text, self, wrap=True))
        self.body.addStretch(1)
