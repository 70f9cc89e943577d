"""Slides of PowerPoint (PPTX): text, tables and pictures, slide by slide (ECMA-376, 19 and 21)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.models.blocks import Run
from app.models.errors import Unavailable
from app.reader.charts import add_graphic
from app.reader.gathering import Gathering
from app.reader.office_signs import office_signs
from app.reader.xml_tree import OfficeFile, first, value

MAIN = "ppt/presentation.xml"
SLIDE_LIMIT = 1_000
TITLES = {"title", "ctrTitle"}
GROUPS = {"grpSp", "spTree", "Choice", "AlternateContent"}
ON = {"1", "true"}


def slides_blocks(office: OfficeFile) -> Gathering:
    """Return the blocks of all slides in their order; raises ``Unavailable``."""
    found = Gathering()
    links = office.links(MAIN)
    for number, slide in enumerate(office.tree(MAIN).iter("sldId"), 1):
        part, outside = links.get(value(slide, "id"), ("", True))
        if found.is_full or number > SLIDE_LIMIT:
            found.notes.add("long")
            break
        if not outside:
            found.slide(number)
            _Slide(office, found, part).read()
    found.notes.update(office_signs(office.archive))
    if office.outside():
        found.notes.add("outside")
    if office.is_cut:
        found.notes.add("long")
    return found


class _Slide:
    def __init__(self, office: OfficeFile, found: Gathering, part: str) -> None:
        self._office, self._found, self._part = office, found, part
        self._links = office.links(part)

    def read(self) -> None:
        shapes = first(self._office.tree(self._part), "sld", "cSld", "spTree")
        for shape in _shapes(shapes) if shapes is not None else ():
            if shape.tag == "sp":
                self._text(shape)
            elif shape.tag == "graphicFrame":
                for table in shape.iter("tbl"):
                    self._table(table)
                add_graphic(self._found, self._office, self._links, shape)
            elif shape.tag == "pic":
                self._picture(shape)
        self._speaker_notes()

    def _speaker_notes(self) -> None:
        """Add what the speaker wrote below the slide; it is not seen on it."""
        places = (target for target, outside in self._links.values() if not outside)
        part = next((each for each in places if "/notesSlides/" in each), "")
        bodies = [
            body
            for shape in self._office.tree(part).iter("sp")
            if value(first(shape, "nvSpPr", "nvPr", "ph"), "type") == "body"
            for body in shape.findall("txBody")
        ]
        notes = [list(_runs(each)) for body in bodies for each in body.findall("p")]
        if any(run.text.strip() for runs in notes for run in runs):
            self._found.notice("speaker-notes")
        for runs in notes:
            self._found.paragraph(runs)

    def _text(self, shape: Element) -> None:
        place = first(shape, "nvSpPr", "nvPr", "ph")
        body = shape.find("txBody")
        if body is None:
            return
        kind = value(place, "type") if place is not None else "box"
        is_list = kind in {"", "body", "obj"}
        for paragraph in body.findall("p"):
            runs = list(_runs(paragraph))
            depth = value(paragraph.find("pPr"), "lvl")
            if kind in TITLES:
                self._found.heading(2, runs)
            elif is_list:
                self._found.item(int(depth) if depth.isdecimal() else 0, "", runs)
            elif kind not in {"dt", "ftr", "sldNum"}:
                self._found.paragraph(runs)

    def _table(self, table: Element) -> None:
        rows = [
            ["\n".join(map(_plain, cell.iter("p"))) for cell in row.findall("tc")]
            for row in table.findall("tr")
        ]
        self._found.table(rows)

    def _picture(self, shape: Element) -> None:
        blip = next(shape.iter("blip"), None)
        name = value(blip, "embed") or value(blip, "link")
        target, outside = self._links.get(name, ("", False))
        if outside:
            self._found.notice("picture-outside")
            return
        try:
            self._found.picture(self._office.content(target))
        except Unavailable:
            self._found.notice("picture-damaged")


def _shapes(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag in GROUPS:
            yield from _shapes(element)
        else:
            yield element


def _runs(paragraph: Element) -> Iterator[Run]:
    for child in paragraph:
        if child.tag == "br":
            yield Run("\n")
        elif child.tag in {"r", "fld"}:
            look = child.find("rPr")
            bold, italic = value(look, "b") in ON, value(look, "i") in ON
            yield Run("".join(each.text or "" for each in child.iter("t")), bold, italic)


def _plain(paragraph: Element) -> str:
    return "".join(run.text for run in _runs(paragraph))
