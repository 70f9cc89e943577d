"""What the letter on paper needs to know: a second language, and the passphrase once a sitting."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel
from app.wording import LANGUAGES, _


@dataclass(frozen=True, slots=True)
class PdfOrder:
    """The signed letter that is asked for; ``passphrase`` is empty while the identity is open.

    Without ``path`` it is for the printer.
    """

    path: Path | None
    languages: tuple[str, ...]
    passphrase: str = ""


class PdfForm(QWidget):
    """Two fields; the passphrase is shown only while it is needed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.second = QComboBox(self)
        self.second.setObjectName("letter-second")
        self.second.setAccessibleName(_("Second language of the PDF"))
        self.second.addItem(_("one language"), "")
        for tag, name in LANGUAGES.items():
            self.second.addItem(name, tag)
        self._asked = PlainLabel(
            _("Passphrase of the signing identity; asked once per sitting"), self,
            strong=True, wrap=True,
        )  # fmt: skip
        self.secret = QLineEdit(self)
        self.secret.setObjectName("letter-passphrase")
        self.secret.setAccessibleName(_("Passphrase"))
        self.secret.setPlaceholderText(_("Passphrase"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaxLength(300)
        self._fill()

    def _fill(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        row.addWidget(PlainLabel(_("Second language of the PDF"), self, tone="muted"))
        row.addWidget(self.second)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._asked)
        column.addWidget(self.secret)

    def ask_passphrase(self, *, is_needed: bool) -> None:
        """Show or hide the passphrase; it is empty again either way."""
        self.secret.clear()
        self._asked.setVisible(is_needed)
        self.secret.setVisible(is_needed)

    def lacks_passphrase(self) -> bool:
        """Tell whether the passphrase is still to be typed."""
        return self.secret.isVisibleTo(self) and not self.secret.text()

    def order(self, path: Path | None, language: str) -> PdfOrder:
        """Return what is asked for, and forget the passphrase."""
        tags = tuple(dict.fromkeys(filter(None, (language, self.second.currentData()))))
        made = PdfOrder(path, tags, self.secret.text())
        self.secret.clear()
        return made
