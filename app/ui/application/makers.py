"""Which editor a part of the form gets, and what the choices are called."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from app.models.scheme import Scheme
from app.resources import resource
from app.ui.application.choice_editor import ChoiceEditor
from app.ui.application.day_editor import DayEditor
from app.ui.application.editor import Editor
from app.ui.application.instant_editor import InstantEditor
from app.ui.application.line_editor import LineEditor
from app.ui.application.many_editor import ManyEditor
from app.ui.application.parts import Kind, Part
from app.ui.application.rows_editor import RowsEditor
from app.ui.application.text_editor import TextEditor
from app.ui.application.yes_no_editor import YesNoEditor
from app.ui.sheets.column_words import Choice
from app.wording import _, current, pick

_TAGS = (
    "ar az be bg bs ca cs cy da de el en es et eu fi fo fr ga gl he hr hu hy is it ka kl lb lt lv "
    "mk mt nb nl nn no pl pt ro ru se sk sl sq sr sv tr uk"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What is offered everywhere in one form; made once, off the window's thread."""

    countries: tuple[Choice, ...]
    languages: tuple[Choice, ...]


def choices() -> Choices:
    """Return countries and languages by their names in the window's language."""
    from babel import Locale  # noqa: PLC0415  only where names are needed

    locale = Locale.parse("en" if current() == "en" else current())
    codes = sorted(_codes(), key=lambda code: str(locale.territories.get(code, code)).casefold())
    tags = sorted(_TAGS.split(), key=lambda tag: str(locale.languages.get(tag, tag)).casefold())
    nothing = ("", _("Choose…"))
    return Choices(
        (nothing, *((code, str(locale.territories.get(code, code))) for code in codes)),
        (nothing, *((tag, f"{locale.languages.get(tag, tag)} ({tag})") for tag in tags)),
    )


def _codes() -> list[str]:
    """Return the countries that the schema knows."""
    text = resource("schemas", "application-1.schema.json").read_text(encoding="utf-8")
    return list(json.loads(text)["$defs"]["country"]["enum"])


class Makers:
    """Makes editors; those that choose evidence are told when the evidence changes."""

    def __init__(self, scheme: Scheme, offered: Choices, zone: tzinfo) -> None:
        self._scheme, self._offered, self._zone = scheme, offered, zone
        self._evidence: tuple[Choice, ...] = (("", _("Choose…")),)
        self._choosing: list[ChoiceEditor] = []

    def make(self, part: Part) -> Editor:
        """Return an empty editor for a part."""
        known: dict[Kind, Callable[[], Editor]] = {
            Kind.NUMBER: lambda: LineEditor(is_number=True),
            Kind.TEXT: TextEditor,
            Kind.LINES: lambda: TextEditor(is_list=True),
            Kind.DAY: DayEditor,
            Kind.INSTANT: lambda: InstantEditor(self._zone),
            Kind.COUNTRY: lambda: ChoiceEditor(self._offered.countries),
            Kind.LANGUAGE: lambda: ChoiceEditor(self._offered.languages),
            Kind.LANGUAGES: lambda: ManyEditor(self._offered.languages[1:], _("Choose…")),
            Kind.LEAF: lambda: ChoiceEditor((("", _("Choose…")), *self.leaves())),
            Kind.YES_NO: YesNoEditor,
            Kind.EVIDENCE: self._choosing_evidence,
            Kind.ROWS: lambda: RowsEditor(part, self.make),
        }
        return known.get(part.kind, LineEditor)()

    def criteria(self, chosen: str) -> ManyEditor:
        """Return the choice of what a piece of evidence is for."""
        return ManyEditor(self.leaves(), chosen)

    def leaves(self) -> tuple[Choice, ...]:
        """Return everything that evidence can be for, criteria before their parts."""
        found: list[Choice] = [(str(each.id), pick(each.names)) for each in self._scheme.gates]
        for criterion in self._scheme.criteria:
            found.append((criterion.id, _named(criterion.id, pick(criterion.names))))
            found += [(str(leaf.id), _named(leaf.id, pick(leaf.names))) for leaf in criterion.sub]
        return tuple(found)

    def offer_evidence(self, listed: tuple[Choice, ...]) -> None:
        """Let the evidence be chosen that there is now."""
        self._evidence = (("", _("Choose…")), *listed)
        for each in self._choosing:
            each.offer_choices(self._evidence)

    def _choosing_evidence(self) -> ChoiceEditor:
        editor = ChoiceEditor(self._evidence)
        self._choosing.append(editor)
        editor.destroyed.connect(lambda: self._choosing.remove(editor))
        return editor


def _named(code: str, name: str) -> str:
    return f"{code}  {name}" if code[:1].isdigit() else name
