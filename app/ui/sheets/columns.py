"""Importing a spreadsheet: what each column means, what is missing, then its applications."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.scheme import Scheme
from app.models.sheet import ColumnMapping
from app.packages.columns import columns_of, missing, unique_titles
from app.ui.desk import Desk
from app.ui.sheets.column_row import ColumnRow, QuietCombo
from app.ui.sheets.column_words import choices, place_words
from app.ui.sheets.form import Field
from app.ui.trouble import sentence_of
from app.ui.widgets import PlainLabel, Sheet, line
from app.wording import LANGUAGES, _, ngettext, pick

if TYPE_CHECKING:
    from app.casework.spreadsheet import ColumnPlan
    from app.storage import Casebook


@dataclass(frozen=True, slots=True)
class Sheetful:
    """What was read: the plan for the table, and the rubrics of the casebook."""

    plan: "ColumnPlan"
    schemes: tuple[Scheme, ...]


class ColumnsSheet(Sheet):
    """Shows the columns of one spreadsheet. Tells ``chosen(path, plan)`` when all is clear."""

    chosen = Signal(object, object)

    def __init__(self, host: QWidget, desk: Desk, path: Path) -> None:
        super().__init__(host, _("Import {name}").format(name=path.name), width=760, name="columns")
        self._path = path
        self._read: Sheetful | None = None
        self.rows: list[ColumnRow] = []
        self.scheme, self.language = QuietCombo(), QuietCombo()
        self.needs = PlainLabel("", self.panel, tone="red", size="small", wrap=True)
        self.needs.setObjectName("columns-missing")
        self.reading = PlainLabel(_("Reading the spreadsheet…"), self, tone="muted")
        self.body.addWidget(self.reading)
        self.body.addStretch(1)
        self.footer.insertWidget(0, self.needs, 1)
        self.acted.connect(self._go)
        desk.draft_read(_reader(path), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self.reading.hide()
        self.fail(sentence_of(error))

    def _show(self, read: Sheetful) -> None:
        self._read = read
        self.content.clear()
        self._introduce(read)
        self._offer_values(read)
        self.body.addWidget(line())
        table = read.plan.table
        for at, title in enumerate(unique_titles(table.titles)):
            cells = [table.rows[row][at : at + 1] for row in table.filled_rows[:20]]
            examples = [cell[0] for cell in cells if cell and cell[0].strip()]
            row = ColumnRow(at + 1, title, examples)
            row.changed.connect(self._check)
            self.rows.append(row)
            self.body.addWidget(row)
        self.body.addStretch(1)
        self._offer_meanings(read.plan.mapping)
        self._check()
        (self.cancel if self.scheme.chosen else self.scheme).setFocus()

    def _introduce(self, read: Sheetful) -> None:
        count = read.plan.applications
        words = ngettext("{count} row with an application", "{count} rows, one application each",
                         count).format(count=count)  # fmt: skip
        self.body.addWidget(PlainLabel(words, self, strong=True))
        known = {
            "kept": _("You imported a sheet with these titles before; this is what you said then."),
            "proposed": _("Say what each column means. It is kept for the next sheet with these "
                          "titles."),
        }  # fmt: skip
        sentence = known.get(read.plan.source, "")
        self.body.addWidget(PlainLabel(sentence, self, tone="muted", wrap=True))

    def _offer_values(self, read: Sheetful) -> None:
        """Ask for the label and the language where no column says them."""
        values = read.plan.mapping.values
        named = [("", _("A column says it")), *((str(s.id), pick(s.names)) for s in read.schemes)]
        self.scheme.offer(named, values.get("scheme", ""))
        spoken = [("", _("A column says it")), *LANGUAGES.items()]
        self.language.offer(spoken, values.get("language", ""))
        self.body.addWidget(Field(_("Label of all rows"), self.scheme, "columns-scheme"))
        self.body.addWidget(Field(_("Language of all rows"), self.language, "columns-language"))
        self.scheme.currentIndexChanged.connect(self._relabel)
        self.language.currentIndexChanged.connect(lambda _index: self._check())

    def _relabel(self, _index: int) -> None:
        self._offer_meanings(self.mapping())
        self._check()

    def _offer_meanings(self, mapping: ColumnMapping) -> None:
        if self._read is None:
            return
        known = {str(each.id): each for each in self._read.schemes}
        offered = choices(known.get(self.scheme.chosen))
        kept = columns_of(self._read.plan.table.titles, mapping)
        places = {each.title: each.place for each in kept}
        for row in self.rows:
            row.offer(offered, places.get(row.title, ""))

    def mapping(self) -> ColumnMapping:
        """Return what is chosen now."""
        chosen = {"scheme": self.scheme.chosen, "language": self.language.chosen}
        zone = self._read.plan.mapping.time_zone if self._read else "UTC"
        before = self._read.plan.mapping.values if self._read else {}
        values = {**before, **chosen}
        return ColumnMapping(
            {row.title: row.place for row in self.rows},
            {place: value for place, value in values.items() if value},
            zone,
        )

    def _check(self) -> None:
        """Say what is missing or there twice; the button waits until nothing is."""
        if self._read is None:
            return
        plan, mapping = self._read.plan, self.mapping()
        known = {str(each.id): each.is_for_school() for each in self._read.schemes}
        gaps = missing(
            plan.table.titles, mapping, for_school=known.get(mapping.values.get("scheme", ""))
        )
        counts = Counter(row.place for row in self.rows if row.place)
        for row in self.rows:
            row.complain(wrong=counts[row.place] > 1)
        doubles = [place for place, times in counts.items() if times > 1]
        self.needs.set_text(_needs(gaps, doubles))
        count = plan.applications
        words = ngettext("Import {count} application", "Import {count} applications", count)
        is_ready = bool(count) and not gaps and not doubles and not plan.table.cut
        self.set_act(words.format(count=count), enabled=is_ready)
        if plan.table.cut:
            self.fail(_("This spreadsheet is too large. Divide it, and import its parts."))

    def _go(self) -> None:
        if self._read is not None:
            plan = replace(self._read.plan, mapping=self.mapping(), missing=())
            self.close_sheet()
            self.chosen.emit(self._path, plan)


def _needs(gaps: tuple[str, ...], doubles: list[str]) -> str:
    named = place_words()
    if doubles:
        words = ", ".join(named.get(each, each) for each in doubles)
        return _("Two columns cannot both be: {places}").format(places=words)
    words = ", ".join(named.get(each, each) for each in gaps)
    return _("Still missing: {places}").format(places=words) if gaps else ""


def _reader(path: Path) -> Callable[["Casebook"], Sheetful]:
    def work(casebook: "Casebook") -> Sheetful:
        from app.casework import rubrics, spreadsheet  # noqa: PLC0415  on the storage thread

        plan = spreadsheet.plan(casebook, spreadsheet.read(path))
        return Sheetful(plan, tuple(rubrics.schemes(casebook).values()))

    return work
