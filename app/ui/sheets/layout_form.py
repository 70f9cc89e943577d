"""What can be changed on a certificate's layout: page, colours, logo and words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.sheets.layout_small_print import SmallPrint
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, RadioButton, set_tone
from app.wording import _

if TYPE_CHECKING:
    from app.casework.layout import LayoutValues

WORDS = ("title", "awarded", "reason", "partners")
COLOURS = ("band", "gold", "caps", "ink")


class LayoutForm(QWidget):
    """Tells ``changed`` with values by dotted path, ``shown_changed`` for another sample."""

    changed = Signal(dict)
    shown_changed = Signal()
    logo_wanted = Signal()
    logo_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layout-form")
        self._words: Mapping[str, Mapping[str, Mapping[str, str]]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)
        self.sizes = self._choice(_("Sample names"), "names", {
            "short": _("short"), "usual": _("usual"), "long": _("long")}, "usual")  # fmt: skip
        self.labels = self._choice(_("Certificate"), "label", {
            "teacher": _("National Quality Label"), "school": _("School Label"),
        }, "teacher")  # fmt: skip
        self.orientation = self._choice(_("Page"), "page", {
            "landscape": _("landscape"), "portrait": _("portrait")}, "landscape")  # fmt: skip
        self._title(_("Colours, as six digits"))
        row = self._row()
        names = (_("Band"), _("Line and seal"), _("Label"), _("Text"))
        self.colours = {key: self._field(f"layout-colour-{key}", words, row)
                        for key, words in zip(COLOURS, names, strict=True)}  # fmt: skip
        self._fill_logo()
        self._fill_words()
        self._connect()

    def _fill_logo(self) -> None:
        self._title(_("Logo"))
        row = self._row()
        self.choose = PlainButton(_("Choose a logo…"), self, name="layout-logo")
        self.drop = PlainButton(_("Without a logo"), self, name="layout-no-logo")
        row.addWidget(self.choose)
        row.addWidget(self.drop)
        row.addStretch(1)

    def _fill_words(self) -> None:
        self._title(_("Words"))
        self.language = QComboBox(self)
        self.language.setObjectName("layout-language")
        self.language.setAccessibleName(_("Language of the words"))
        self._column.addWidget(self.language)
        names = (_("Heading"), _("Before the name"), _("Before the project"), _("At the end"))
        self.words = {key: self._field(f"layout-word-{key}", words, self._column)
                      for key, words in zip(WORDS, names, strict=True)}  # fmt: skip
        self.small = SmallPrint(self)
        self._column.addWidget(self.small)

    def _connect(self) -> None:
        for group in (self.sizes, self.labels):
            group.buttonToggled.connect(self._shown)
        self.orientation.buttonToggled.connect(self._turned)
        self.language.currentIndexChanged.connect(self._shown)
        self.choose.clicked.connect(self.logo_wanted)
        self.drop.clicked.connect(self.logo_dropped)
        for key, field in self.colours.items():
            field.textEdited.connect(lambda text, key=key: self._coloured(key, text))
        for key, field in self.words.items():
            field.textEdited.connect(lambda text, key=key: self._worded(key, text))
        self.small.worded.connect(self._small_worded)

    def show_values(self, values: "LayoutValues", *, has_logo: bool) -> None:
        """Show the values that count; nobody is told."""
        self.blockSignals(True)
        self._words = values.words
        for key, field in self.colours.items():
            if field.text() != values.colours[key] and not field.hasFocus():
                field.setText(values.colours[key])
        for button in self.orientation.buttons():
            button.setChecked(button.property("value") == values.orientation)
        if [self.language.itemData(at) for at in range(self.language.count())] != list(
            values.languages
        ):
            self.language.clear()
            for tag, name in values.languages.items():
                self.language.addItem(name, tag)
        self.drop.setEnabled(has_logo)
        self._show_words()
        self.blockSignals(False)

    def sample_size(self) -> str:
        """Return which sample names are shown."""
        return _value(self.sizes)

    def label(self) -> str:
        """Return whose certificate is shown: teacher or school."""
        return _value(self.labels)

    def languages(self) -> tuple[str, ...]:
        """Return the language whose words are shown, and English beside it."""
        tag = self.language.currentData()
        return tuple(dict.fromkeys((tag or "en", "en")))

    def _show_words(self) -> None:
        words = self._words.get(self.label(), {}).get(str(self.language.currentData()), {})
        for key, field in self.words.items():
            if field.text() != words.get(key, "") and not field.hasFocus():
                field.setText(words.get(key, ""))
        common = self._words.get("common", {})
        self.small.show_words(common.get(str(self.language.currentData()), {}))

    def _shown(self, *_: object) -> None:
        for field in (*self.words.values(), *self.small.fields.values()):
            field.clearFocus()
        self._show_words()
        self.shown_changed.emit()

    def _turned(self, _button: object, checked: bool) -> None:
        if checked:
            self.changed.emit({"orientation": _value(self.orientation)})

    def _coloured(self, key: str, text: str) -> None:
        text = text.strip().removeprefix("#")
        right = len(text) == 6 and all(each in "0123456789abcdefABCDEF" for each in text)
        set_tone(self.colours[key], "" if right else "red")
        if right:
            self.changed.emit({f"colours.{key}": text.lower()})

    def _worded(self, key: str, text: str) -> None:
        path = f"{self.label()}.words.{self.language.currentData()}.{key}"
        self.changed.emit({path: text})

    def _small_worded(self, key: str, text: str) -> None:
        self.changed.emit({f"words.{self.language.currentData()}.{key}": text})

    def _title(self, words: str) -> None:
        self._column.addSpacing(SPACE)
        self._column.addWidget(PlainLabel(words, self, strong=True))

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self._column.addLayout(row)
        return row

    def _field(self, name: str, words: str, into: QHBoxLayout | QVBoxLayout) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setMaxLength(300)
        column = QVBoxLayout()
        column.setSpacing(2)
        label = PlainLabel(words, self, tone="muted", size="small")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        into.addLayout(column)
        return field

    def _choice(
        self, title: str, name: str, offered: Mapping[str, str], chosen: str
    ) -> QButtonGroup:
        self._title(title)
        row, group = self._row(), QButtonGroup(self)
        for value, words in offered.items():
            button = RadioButton(words, self)
            button.setObjectName(f"layout-{name}-{value}")
            button.setAccessibleName(f"{title}: {words}")
            button.setProperty("value", value)
            button.setChecked(value == chosen)
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return group


def _value(group: QButtonGroup) -> str:
    button = group.checkedButton()
    return str(button.property("value")) if button else ""
