"""The first start: asks, makes the casebook, names the office, makes the signing identity."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.sheets.first_start import Beginnings, FirstStartSheet
from app.ui.sitting import Opened
from app.ui.trouble import sentence_of
from app.wording import current

if TYPE_CHECKING:
    from app.storage import Casebook
    from app.ui.window import MainWindow


class Welcome(QObject):
    """Asks once for what every casebook needs; a half answered start asks again next time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def is_complete(self, facts: Opened) -> bool:
        """Tell whether the office and the evaluator are known."""
        return bool(facts.season.organisation.name) and bool(self._desk.evaluator)

    def to_new(self, folder: Path, then: Callable[[Opened], None]) -> None:
        """Ask, then make the casebook in ``folder``."""
        sheet = self._sheet(with_identity=True)
        sheet.answered.connect(lambda answer: self._make(sheet, folder, answer, then))

    def to_known(self, facts: Opened, then: Callable[[], None]) -> None:
        """Ask for what an existing casebook lacks."""
        sheet = self._sheet(with_identity=facts.identity is None)
        season = facts.season
        names = season.organisation.name
        sheet.organisation.line.setText(names.get(current(), next(iter(names.values()), "")))
        sheet.country.setCurrentIndex(max(0, sheet.country.findData(season.organisation.country)))
        sheet.place.line.setText(season.organisation.place)
        sheet.answered.connect(lambda answer: self._complete(sheet, answer, then))

    def _sheet(self, *, with_identity: bool) -> FirstStartSheet:
        sheet = FirstStartSheet(self._window.errands.host, current(), with_identity=with_identity)
        sheet.evaluator.line.setText(self._desk.evaluator)
        sheet.language_chosen.connect(self._window.speak)
        self._window.errands.show_sheet(sheet)
        return sheet

    def _make(
        self,
        sheet: FirstStartSheet,
        folder: Path,
        answer: Beginnings,
        then: Callable[[Opened], None],
    ) -> None:
        self._remember(answer)
        clock = self._desk.clock

        def make() -> "Casebook":
            from app.casework import keep  # noqa: PLC0415  on the storage thread

            names = {answer.language: answer.organisation, "en": answer.organisation}
            return keep.begin(
                folder, organisation=names, country=answer.country, place=answer.place, clock=clock
            )

        def made(facts: Opened) -> None:
            self._make_identity(sheet, answer, lambda: then(facts))

        self._window.use_casebook(folder)
        self._desk.begin(make, made, lambda error: sheet.fail(sentence_of(error)))

    def _complete(
        self, sheet: FirstStartSheet, answer: Beginnings, then: Callable[[], None]
    ) -> None:
        self._remember(answer)

        def work(casebook: "Casebook") -> None:
            from app.casework import season  # noqa: PLC0415

            name = {f"organisation.name.{tag}": answer.organisation
                    for tag in dict.fromkeys((answer.language, "en"))}  # fmt: skip
            for dotted, value in {**name, "organisation.country": answer.country,
                                  "organisation.place": answer.place}.items():  # fmt: skip
                season.set_value(casebook, dotted, value)

        self._desk.act(
            work, lambda _result: self._make_identity(sheet, answer, then),
            lambda error: sheet.fail(sentence_of(error)),
        )  # fmt: skip

    def _make_identity(
        self, sheet: FirstStartSheet, answer: Beginnings, then: Callable[[], None]
    ) -> None:
        def done(_result: object = None) -> None:
            sheet.close_sheet()
            then()

        if not answer.passphrase:
            done()
            return
        desk = self._desk

        def work(casebook: "Casebook") -> object:
            from app.casework import identity  # noqa: PLC0415

            return identity.create(casebook, desk.press(), passphrase=answer.passphrase)

        desk.act(work, done, lambda error: sheet.fail(sentence_of(error)))

    def _remember(self, answer: Beginnings) -> None:
        self._desk.evaluator = answer.evaluator
        self._window.remembered.put_text("evaluator", answer.evaluator)
        self._window.remembered.put_text("language", answer.language)
        self._window.remembered.flush()
