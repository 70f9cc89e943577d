"""The phrases that may be offered in the case shown; read anew with every case and act."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.models.phrase import Phrase
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.models.identifiers import SchemeId
    from app.storage import Casebook
    from app.ui.sitting import Shown


class PhraseBank(QObject):
    """Holds what the evaluator may be offered, for the language of the application."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._phrases: tuple[Phrase, ...] = ()
        self._language = ""
        desk.shown.connect(self._shown)

    def renew(self) -> None:
        """Read the phrases again."""
        if self._desk.case is not None:
            self._shown(self._desk.case)

    def offered(self, leaf: str, typed: str) -> list[Phrase]:
        """Return what fits the words being typed."""
        from app.casework.phrases import offered  # noqa: PLC0415  loaded by the storage thread

        return offered(self._phrases, leaf, self._language, typed)

    def of(self, leaf: str) -> list[Phrase]:
        """Return all phrases for a sub-criterion, those in the application's language first."""
        mine = [each for each in self._phrases if each.leaf == leaf]
        return sorted(mine, key=lambda each: each.language != self._language)

    def _shown(self, shown: "Shown") -> None:
        form = shown.judgement.submission.application
        self._language = form.language.split("-")[0].lower()
        scheme, evaluator = form.scheme, self._desk.evaluator
        self._desk.read(
            lambda casebook: _bank(casebook, scheme, evaluator), self._came, key="phrases"
        )

    def _came(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases


def _bank(casebook: "Casebook", scheme: "SchemeId", evaluator: str) -> tuple[Phrase, ...]:
    from app.casework.phrases import bank  # noqa: PLC0415  loaded by the storage thread

    return bank(casebook, scheme, evaluator)
