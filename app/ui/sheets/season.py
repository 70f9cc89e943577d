"""The season: dates, and every minimum with where it comes from; a person confirms them once."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.models.identifiers import SchemeId
from app.models.scheme import Minimum, Scheme, Source, parts
from app.models.season import SchemeRound, Season
from app.ui.desk import Desk
from app.ui.queue.words import most_points
from app.ui.sitting import Opened
from app.ui.theme import SPACE, scaled, sized_font, sizes
from app.ui.trouble import sentence_of
from app.ui.widgets import Chip, PlainLabel, Sheet, Tone, line
from app.wording import _, pick, points_text

if TYPE_CHECKING:
    from app.storage import Casebook


class SeasonSheet(Sheet):
    """Shows and changes the season. The act confirms all minimums under the evaluator's name."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, _("Season and minimums"), width=760, name="season")
        self._desk = desk
        self._shown = 0
        self.acted.connect(self._confirm)
        desk.opened.connect(self._show)
        if desk.facts is not None:
            self._show(desk.facts)

    def _show(self, facts: Opened) -> None:
        place = self.content.verticalScrollBar().value()
        self.content.clear()
        season = facts.season
        self.body.addWidget(_office(self, season))
        self._shown += 1
        self._step(facts, [*facts.schemes], self._shown, place)
        everything = all(facts.confirmed.values())
        may = facts.read_only_because is None and not everything
        self.set_act(_("Confirm all minimums") if not everything else _("All confirmed"),
                     enabled=may)  # fmt: skip

    def _step(self, facts: Opened, names: list[SchemeId], shown: int, place: int) -> None:
        """Build a label a turn, so that the window stays awake; then come back to the place."""
        if shown != self._shown:
            return
        if not names:
            self.body.addStretch(1)
            self.body.activate()
            self.content.verticalScrollBar().setValue(place)
            return
        name = names.pop(0)
        round_ = facts.season.schemes.get(name, SchemeRound())
        self.body.addWidget(line())
        self._scheme(facts.schemes[name], round_, confirmed=facts.confirmed.get(name, False))
        QTimer.singleShot(0, self, partial(self._step, facts, names, shown, place))

    def _scheme(self, scheme: Scheme, round_: SchemeRound, *, confirmed: bool) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(pick(scheme.names), self, size="heading", strong=True))
        head.addWidget(Chip(_("✓ confirmed") if confirmed else _("not confirmed yet"),
                            Tone.GREEN if confirmed else Tone.AMBER, self))  # fmt: skip
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(_dates(self, scheme, round_))
        self.body.addWidget(_minimums(self, scheme))

    def change(self, dotted: str) -> Callable[[str], None]:
        """Return what keeps a changed field under its dotted path."""

        def keep(value: str) -> None:
            def work(casebook: "Casebook") -> object:
                from app.casework import season  # noqa: PLC0415

                return season.set_value(casebook, dotted, value)

            self._desk.act(work, None, lambda error: self.fail(sentence_of(error)))

        return keep

    def _confirm(self) -> None:
        by = self._desk.evaluator

        def work(casebook: "Casebook") -> object:
            from app.casework import season  # noqa: PLC0415

            return season.confirm(casebook, by)

        self._desk.act(
            work, lambda _season: self.banner.say(
                _("Confirmed by {name}. Decisions can be made now.").format(name=by), "green"),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip


def _field(sheet: SeasonSheet, dotted: str, text: str, words: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setObjectName(f"season-{dotted}")
    field.setAccessibleName(words)
    keep = sheet.change(dotted)
    field.editingFinished.connect(
        lambda: keep(field.text().strip()) if field.text().strip() != text else None
    )
    return field


def _labels() -> tuple[str, ...]:
    """Return the longest names of fields, office's and dates'."""
    return _("Evaluators for each case"), _("Quality label from"), _("Who signs")


def _office(sheet: SeasonSheet, season: Season) -> QWidget:
    holder, grid = _grid(*_labels())
    names = season.organisation.name
    role = season.signatory.role
    lines = [
        (_("Season"), "name", season.name),
        *((_("Organisation") + f" ({tag})", f"organisation.name.{tag}", names.get(tag, ""))
          for tag in season.rules.languages),
        (_("Country"), "organisation.country", season.organisation.country),
        (_("Town"), "organisation.place", season.organisation.place),
        (_("Who signs"), "signatory.name", season.signatory.name),
        *((_("Role") + f" ({tag})", f"signatory.role.{tag}", role.get(tag, ""))
          for tag in season.rules.languages),
        (_("Evaluators for each case"), "rules.evaluators_per_case",
         str(season.rules.evaluators_per_case)),
    ]  # fmt: skip
    for row, (words, dotted, text) in enumerate(lines):
        grid.addWidget(PlainLabel(words, holder, tone="muted"), row, 0)
        grid.addWidget(_field(sheet, dotted, text, words), row, 1)
    return holder


def _dates(sheet: SeasonSheet, scheme: Scheme, round_: SchemeRound) -> QWidget:
    holder, grid = _grid(*_labels())
    names = [(_("Opens"), "opens"), (_("Deadline"), "deadline")]
    if scheme.is_for_school():
        names += [
            (_("Label years"), "label_years"), (_("Registered by"), "registered_by"),
            (_("Active since"), "active_since"), (_("Quality label from"), "nql_from"),
            (_("Quality label to"), "nql_to"),
        ]  # fmt: skip
    for row, (words, key) in enumerate(names):
        value = getattr(round_, key)
        text = value.isoformat() if hasattr(value, "isoformat") else str(value or "")
        field = _field(sheet, f"schemes.{scheme.id}.{key}", text, words)
        field.setPlaceholderText(_("for example 2026-09-30T23:59:00+02:00")
                                 if key in {"opens", "deadline"}
                                 else _("computed from the deadline"))  # fmt: skip
        grid.addWidget(PlainLabel(words, holder, tone="muted"), row, 0)
        grid.addWidget(field, row, 1)
    return holder


def _minimums(sheet: SeasonSheet, scheme: Scheme) -> QWidget:
    holder, grid = _grid()
    for row, (words, key, minimum, maximum) in enumerate(_all_minimums(scheme)):
        dotted = f"schemes.{scheme.id}.minimums.{key}"
        field = _field(sheet, dotted, points_text(minimum.of(maximum), "en"), words)
        field.setMaximumWidth(scaled(72))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        of = PlainLabel(_("of {maximum}").format(maximum=points_text(maximum)), holder,
                        tone="muted")  # fmt: skip
        grid.addWidget(PlainLabel(words, holder, wrap=True), row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(of, row, 2)
        grid.addWidget(_source(minimum.source, holder), row, 3)
    grid.setColumnStretch(0, 1)
    grid.setColumnMinimumWidth(2, _widest([_("of {maximum}").format(maximum=25)]))
    grid.setColumnMinimumWidth(3, max(Chip(words).sizeHint().width() for words, _tone in
                                      _sources().values()))  # fmt: skip
    return holder


_Line = tuple[str, str, Minimum, Fraction]


def _all_minimums(scheme: Scheme) -> list[_Line]:
    """Return every minimum there is: gates and leaves, criteria, the total."""
    top = scheme.scale.max
    found = [(pick(each.names), str(each.id), each.minimum, top)
             for each in scheme.gates if each.minimum]  # fmt: skip
    for criterion in scheme.criteria:
        found += [(_coded(str(leaf.id), pick(leaf.names)), str(leaf.id), leaf.minimum, top)
                  for leaf in parts(criterion) if leaf.minimum]  # fmt: skip
        if criterion.minimum:
            words = _coded(criterion.id, pick(criterion.names))
            found.append((words, criterion.id, criterion.minimum, _maximum(scheme, criterion.id)))
    if scheme.minimum_total:
        found.append((_("Total"), "total", scheme.minimum_total, most_points(scheme)))
    return found


def _coded(code: str, name: str) -> str:
    """Put the code before a name where people call it so, "1b", and not where it is a word."""
    return f"{code}  {name}" if code[:1].isdigit() else name


def _maximum(scheme: Scheme, criterion: str) -> Fraction:
    leaves = next(len(parts(each)) for each in scheme.criteria if each.id == criterion)
    return scheme.scale.max * (leaves if scheme.criterion_rule == "sum" else 1)


def _sources() -> dict[Source, tuple[str, Tone]]:
    return {
        Source.OFFICIAL: (_("official"), Tone.GREEN),
        Source.NATIONAL: (_("national"), Tone.GREEN),
        Source.THIRD_PARTY: (_("third party, one source"), Tone.AMBER),
        Source.INFERRED: (_("inferred"), Tone.AMBER),
        Source.OURS: (_("our proposal"), Tone.AMBER),
        Source.SEASON: (_("your organisation’s"), Tone.BLUE),
    }


def _source(source: Source | None, parent: QWidget) -> QWidget:
    text, tone = _sources()[source] if source else ("", Tone.GRAY)
    return Chip(text, tone, parent)


def _widest(words: Iterable[str]) -> int:
    metrics = QFontMetrics(sized_font(sizes().body))
    return max(metrics.horizontalAdvance(each) for each in words)


def _grid(*labels: str) -> tuple[QWidget, QGridLayout]:
    """Return a grid; all that are given the same labels have their fields below each other."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, SPACE)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(SPACE // 2)
    if labels:
        grid.setColumnMinimumWidth(0, _widest(labels))
    return holder, grid
