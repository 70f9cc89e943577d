"""What another office gave, for checking its certificates: its key, its list of withdrawn ones."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.dialogs import Dialogs
from app.ui.theme import SPACE
from app.ui.widgets import LinkButton, PlainButton, PlainLabel
from app.wording import _


class OtherOffice(QWidget):
    """Holds what is trusted while the sheet is open; tells ``changed`` when that is another."""

    changed = Signal()

    def __init__(self, parent: QWidget, dialogs: Dialogs) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self.trust: tuple[Path, ...] = ()
        self.withdrawn: Path | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self._key = self._row(0, "verify-trust", _("Trust an office's file…"))
        self._list = self._row(1, "verify-withdrawn", _("List of withdrawn…"))
        self.choose_key, self.forget_key = self._key[1:]
        self.choose_list, self.forget_list = self._list[1:]
        self.choose_key.clicked.connect(self._choose_key)
        self.choose_list.clicked.connect(self._choose_list)
        self.forget_key.clicked.connect(lambda: self._take((), self.withdrawn))
        self.forget_list.clicked.connect(lambda: self._take(self.trust, None))
        self._say()

    def _row(self, row: int, name: str, words: str) -> tuple[PlainLabel, PlainButton, LinkButton]:
        choose = PlainButton(words, self, name=name)
        chosen = PlainLabel("", self, tone="muted", wrap=True)
        chosen.setObjectName(f"{name}-chosen")
        forget = LinkButton(_("Forget"), self, name=f"{name}-forget")
        for column, widget in enumerate((choose, chosen, forget)):
            self._grid.addWidget(widget, row, column)
        return chosen, choose, forget

    def _choose_key(self) -> None:
        paths = self._dialogs.files(
            _("Choose the file that the office gave you"),
            _("Certificates and keys") + " (*.pem *.crt *.cer);;" + _("All files") + " (*)",
        )
        if paths:
            self._take(tuple(paths), self.withdrawn)

    def _choose_list(self) -> None:
        path = self._dialogs.file(
            _("Choose the office's list of withdrawn certificates"),
            _("Lists of withdrawn certificates") + " (*.txt);;" + _("All files") + " (*)",
        )
        if path is not None:
            self._take(self.trust, path)

    def _take(self, trust: tuple[Path, ...], withdrawn: Path | None) -> None:
        self.trust, self.withdrawn = trust, withdrawn
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = ", ".join(each.name for each in self.trust)
        self._key[0].set_text(names or _("Only this office's own key is known."))
        self._list[0].set_text(
            self.withdrawn.name if self.withdrawn else _("Only this casebook's own are known.")
        )
        self.forget_key.setVisible(bool(self.trust))
        self.forget_key.setAccessibleName(_("Trust this office's file no longer"))
        self.forget_list.setVisible(self.withdrawn is not None)
        self.forget_list.setAccessibleName(_("Leave the list of withdrawn certificates out"))
