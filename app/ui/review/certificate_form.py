"""What can be chosen before signing: languages, a mended name with its reason, the passphrase."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import CheckBox, LinkButton, PlainLabel
from app.wording import _


class CertificateForm(QWidget):
    """Tells ``words_changed`` when the page must be drawn anew, else ``passphrase_changed``."""

    words_changed = Signal()
    passphrase_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("certificate-form")
        self._name = ""
        self.is_mending = False
        self._boxes: dict[str, CheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(PlainLabel(_("Languages on the certificate"), self, strong=True))
        self._languages = QWidget(self)
        self._row = QHBoxLayout(self._languages)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)
        self._column.addWidget(self._languages)
        self.mend = LinkButton(_("The name in the form is wrong…"), self, name="certificate-mend")
        self._column.addWidget(self.mend)
        self.name = self._field("certificate-name", _("Name to print"))
        self.reason = self._field(
            "certificate-name-reason", _("Why the name differs from the form")
        )
        self._asked = PlainLabel(_("Passphrase of the signing identity; asked once per sitting"),
                                 self, strong=True, wrap=True)  # fmt: skip
        self._column.addWidget(self._asked)
        self.secret = self._field("certificate-passphrase", _("Passphrase"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.mend.clicked.connect(self._open_name)
        self.name.textEdited.connect(lambda _text: self.words_changed.emit())
        self.reason.textEdited.connect(lambda _text: self.passphrase_changed.emit())
        self.secret.textEdited.connect(lambda _text: self.passphrase_changed.emit())

    def _field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(label)
        field.setMaxLength(300)
        self._column.addWidget(field)
        return field

    def show_form(
        self,
        name: str,
        languages: Mapping[str, str],
        chosen: Sequence[str],
        *,
        needs_passphrase: bool,
        is_mending: bool = False,
    ) -> None:
        """Fill in the form's name and the languages; nobody is told."""
        self._name, self.is_mending = name, is_mending
        while (item := self._row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._boxes.clear()
        for tag, words in languages.items():
            box = CheckBox(words, self._languages)
            box.setObjectName(f"certificate-language-{tag}")
            box.setChecked(tag in chosen)
            box.toggled.connect(lambda _on: self.words_changed.emit())
            self._row.addWidget(box)
            self._boxes[tag] = box
        self._row.addStretch(1)
        self.name.setText(name)
        self.reason.clear()
        words = _("Why the name differs from the form")
        if is_mending:
            words = _("Why it is replaced; the new one names the old")
        self.reason.setPlaceholderText(words)
        self.reason.setAccessibleName(words)
        for part in (self.name, self.reason):
            part.setVisible(is_mending)
        self.mend.setVisible(not is_mending)
        for asked in (self._asked, self.secret):
            asked.setVisible(needs_passphrase)
        self.forget_passphrase()

    def ask_secret(self) -> None:
        """Ask for the passphrase again: the identity is not open any more."""
        for asked in (self._asked, self.secret):
            asked.show()
        self.secret.setFocus()
        self.passphrase_changed.emit()

    def languages(self) -> tuple[str, ...]:
        """Return the tags that are chosen, in the order offered."""
        return tuple(tag for tag, box in self._boxes.items() if box.isChecked())

    def other_name(self) -> str | None:
        """Return the mended name, or None where the form's is printed."""
        name = " ".join(self.name.text().split())
        return name if name and name != self._name else None

    def name_reason(self) -> str:
        """Return why the name was mended, or the certificate replaced."""
        needed = self.is_mending or self.other_name()
        return self.reason.text().strip() if needed else ""

    def passphrase(self) -> str:
        """Return the passphrase as typed."""
        return self.secret.text()

    def forget_passphrase(self) -> None:
        """Empty the field."""
        self.secret.clear()

    def is_complete(self) -> bool:
        """Tell whether all that was opened is filled in."""
        is_same = self.other_name() is None and not self.is_mending
        has_reason = is_same or bool(self.name_reason())
        has_secret = not self.secret.isVisibleTo(self) or bool(self.secret.text())
        return bool(self.languages()) and has_reason and has_secret

    def _open_name(self) -> None:
        self.mend.hide()
        self.name.show()
        self.reason.show()
        self.name.setFocus()
        self.name.selectAll()
