"""What a paragraph of a Word document is: a heading, an item of a list, or plain."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.reader.xml_tree import OfficeFile, first, value

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
UNORDERED = {"bullet", "none", ""}
BASE_LIMIT = 12
"""Styles that a style may be built on, one on the other."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` of a heading, 0 for none; ``list`` is a list's number, empty for none."""

    level: int = 0
    list: str = ""
    depth: int = 0


class Styles:
    """The named styles and the lists of a document."""

    def __init__(self, office: OfficeFile, folder: str) -> None:
        styles = office.tree(f"{folder}/styles.xml")
        self._named = {value(each, "styleId"): each for each in styles.iter("style")}
        numbers = office.tree(f"{folder}/numbering.xml")
        forms = {value(each, "abstractNumId"): each for each in numbers.iter("abstractNum")}
        self._lists = {
            value(each, "numId"): forms.get(value(each.find("abstractNumId"), "val"))
            for each in numbers.iter("num")
        }

    def of(self, paragraph: Element) -> ParagraphStyle:
        """Return what a paragraph is by its own words, else by its style."""
        own = paragraph.find("pPr")
        if own is None:
            return ParagraphStyle()
        named = self._based_on(value(own.find("pStyle"), "val"))
        level = next((level for level in map(_heading, named) if level), 0) or _outline(own)
        if level:
            return ParagraphStyle(level)
        for properties in (own, *(style.find("pPr") for style in named)):
            numbers = properties.find("numPr") if properties is not None else None
            if numbers is not None:
                return self._item(numbers)
        return ParagraphStyle()

    def is_ordered(self, numbers: str, depth: int) -> bool:
        """Tell whether the items of a list are numbered."""
        return value(first_form(self._level(numbers, depth)), "val") not in UNORDERED

    def start(self, numbers: str, depth: int) -> int:
        """Return the number of the first item."""
        level = self._level(numbers, depth)
        written = value(level.find("start"), "val") if level is not None else ""
        return int(written) if written.isdecimal() and len(written) < 6 else 1

    def _item(self, numbers: Element) -> ParagraphStyle:
        name, depth = (value(numbers.find(each), "val") for each in ("numId", "ilvl"))
        if name in {"", "0"}:
            return ParagraphStyle()
        return ParagraphStyle(0, name, int(depth) if depth.isdecimal() else 0)

    def _level(self, numbers: str, depth: int) -> Element | None:
        form = self._lists.get(numbers)
        levels = form.findall("lvl") if form is not None else []
        return next((each for each in levels if value(each, "ilvl") == str(depth)), None)

    def _based_on(self, name: str) -> list[Element]:
        found: list[Element] = []
        while name in self._named and len(found) < BASE_LIMIT:
            style = self._named[name]
            found.append(style)
            name = value(style.find("basedOn"), "val")
        return found


def first_form(level: Element | None) -> Element | None:
    """Return the number form of a level, also where it stands inside a choice."""
    return next(level.iter("numFmt"), None) if level is not None else None


def _heading(style: Element) -> int:
    name = value(style.find("name"), "val")
    if name.lower() == "title":
        return 1
    match = HEADING.fullmatch(name)
    properties = first(style, "pPr")
    return int(match[1]) if match else _outline(properties)


def _outline(properties: Element | None) -> int:
    written = value(properties.find("outlineLvl"), "val") if properties is not None else ""
    return int(written) + 1 if written.isdecimal() and int(written) < 9 else 0
