"""All fields of an application but its evidence, built section by section."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.ui.application.editor import Editor, widget_of
from app.ui.application.makers import Makers
from app.ui.application.parts import Part, Section
from app.ui.application.places import put_at, value_at
from app.ui.sheets.form import Field
from app.ui.theme import SPACE
from app.ui.widgets import PlainLabel, line
from app.wording import _, say

_TONES: Final = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.NOTE: "muted"}


class ApplicationForm(QWidget):
    """Tells ``changed(pointer)``. Problems are shown beside what was touched, or everywhere."""

    changed = Signal(str)

    def __init__(self, makers: Makers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers = makers
        self._fields: dict[str, Field] = {}
        self._editors: dict[str, Editor] = {}
        self._touched: set[str] = set()
        self.heads: dict[str, PlainLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)

    def steps(self, parts: tuple[Section, ...], form: dict[str, Plain]) -> list[Callable[[], None]]:
        """Return what builds the sections, each small enough for one turn of the window."""
        return [lambda each=each: self._build(each, form) for each in parts]  # type: ignore[misc]

    def _build(self, section: Section, form: dict[str, Plain]) -> None:
        if self.heads:
            self._column.addWidget(line())
        head = PlainLabel(section.title, self, size="heading", strong=True, wrap=True)
        self.heads[section.title] = head
        self._column.addWidget(head)
        if section.sentence:
            self._column.addWidget(PlainLabel(section.sentence, self, tone="muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(0)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self._column.addLayout(grid)
        at = 0
        for part in section.parts:
            at += at % 2 if part.is_wide else 0
            span = 2 if part.is_wide else 1
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._field(part, form), at // 2, at % 2, 1, span, alignment=top)
            at += span

    def _field(self, part: Part, form: dict[str, Plain]) -> Field:
        editor = self._makers.make(part)
        editor.put(value_at(form, part.pointer))
        editor.changed.connect(lambda: self._changed(part.pointer))
        label = f"{part.label} *" if part.needed else part.label
        name = part.pointer[1:].replace("/", "-")
        field = Field(label, widget_of(editor), f"typed-{name}", part.hint)
        self._fields[part.pointer], self._editors[part.pointer] = field, editor
        return field

    def _changed(self, pointer: str) -> None:
        self._touched.add(pointer)
        self.changed.emit(pointer)

    def write_into(self, form: dict[str, Plain]) -> None:
        """Put every value into the form; what has no field here stays as it is."""
        for pointer, editor in self._editors.items():
            put_at(form, pointer, editor.value())

    def put(self, pointer: str, value: Plain) -> None:
        """Show another value in one field."""
        if pointer in self._editors:
            self._editors[pointer].put(value)

    def show_problems(
        self, problems: tuple[Problem, ...], places: dict[str, str], *, everywhere: bool
    ) -> Field | None:
        """Show each problem beside its field; return the first field with an error.

        ``places`` says where the problems of a criterion, statement or gate belong.
        """
        told: dict[str, list[Problem]] = {}
        for each in problems:
            pointer = self._pointer_of(places.get(each.where, each.where))
            if pointer is not None and (everywhere or pointer in self._touched):
                told.setdefault(pointer, []).append(each)
        for pointer, field in self._fields.items():
            found = told.get(pointer, [])
            worst = min((each.severity for each in found), key=list(_TONES).index, default=None)
            sentence = " ".join(_said(each) for each in found)
            field.complain(sentence, _TONES[worst] if worst else "red")
        wrong = {p for p, found in told.items() if any(e.severity is Severity.ERROR for e in found)}
        return next((self._fields[each] for each in self._fields if each in wrong), None)

    def _pointer_of(self, where: str) -> str | None:
        """Return the field that a place belongs to: its own, or of the list it is in."""
        while where:
            if where in self._fields:
                return where
            where = where.rpartition("/")[0]
        return None


def _said(problem: Problem) -> str:
    if str(problem.message) == "It is missing.":
        return _("Please fill this in.")
    return say(problem.message)
