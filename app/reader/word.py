"""Text documents of Word (DOCX): paragraphs, lists, tables, pictures and notes (ECMA-376, 17)."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.models.blocks import Run
from app.models.errors import Unavailable
from app.reader.charts import add_graphic
from app.reader.gathering import Gathering
from app.reader.office_signs import office_signs
from app.reader.word_styles import Styles
from app.reader.xml_tree import OfficeFile, first, value

MAIN = "word/document.xml"
PASSED = {"sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "Choice", "hyperlink",
          "fldSimple", "AlternateContent", "dir", "bdo"}  # fmt: skip
"""Elements that only wrap others; what was deleted or moved away is in none of them."""
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def word_blocks(office: OfficeFile) -> Gathering:
    """Return the blocks of a document; raises ``Unavailable``."""
    found = Gathering()
    reader = _Reader(office, found, _main_part(office))
    reader.read()
    found.notes.update(office_signs(office.archive) - {"comments"})
    if office.outside():
        found.notes.add("outside")
    if office.is_cut:
        found.notes.add("long")
    return found


def _main_part(office: OfficeFile) -> str:
    types = office.tree("_rels/.rels").iter("Relationship")
    target = next(
        (each.get("Target", "") for each in types if each.get("Type", "").endswith("Document")), ""
    )
    named = target.lstrip("/")
    return named if office.has(named) else MAIN


class _Reader:
    def __init__(self, office: OfficeFile, found: Gathering, part: str) -> None:
        self._office, self._found, self._part = office, found, part
        self._folder = part.rpartition("/")[0]
        self._styles = Styles(office, self._folder)
        self._links = office.links(part)
        self._counts: dict[str, Counter[int]] = {}
        self._pictures: list[bytes | None] = []
        self._boxes: list[Element] = []
        self._graphics: list[Element] = []

    def read(self) -> None:
        body = first(self._office.tree(self._part), "document", "body")
        if body is not None:
            self._blocks(body)
        for part, name in NOTES:
            self._notes(part, name)
        for name in ("header", "footer"):
            self._margin(name, body)
        self._comments()

    def _notes(self, part: str, name: str) -> None:
        place = f"{self._folder}/{part}.xml"
        tree = self._office.tree(place)
        notes = [each for each in tree.iter(name) if value(each, "type") in {"", "normal"}]
        self._links = self._office.links(place) if notes else self._links
        if notes:
            self._found.rule()
        for note in notes:
            self._found.item(0, f"[{value(note, 'id')}]", self._runs_below(note))

    def _margin(self, name: str, body: Element | None) -> None:
        """Add what stands at the top or foot of the pages, each text once."""
        links, told = self._office.links(self._part), set()
        for reference in body.iter(f"{name}Reference") if body is not None else ():
            part, outside = links.get(value(reference, "id"), ("", True))
            tree = self._office.tree("" if outside else part)
            self._links = self._office.links(part)
            words = "\n".join(run.text for run in self._runs_below(tree)).strip()
            if words and words not in told:
                self._found.notice(f"page-{name}")
                self._found.paragraph(self._runs_below(tree))
                told.add(words)
        self._pictures.clear()

    def _comments(self) -> None:
        """Add the comments with who wrote them."""
        place = f"{self._folder}/comments.xml"
        comments = list(self._office.tree(place).iter("comment"))
        self._links = self._office.links(place) if comments else self._links
        if comments:
            self._found.notice("comments")
        for each in comments:
            author = value(each, "author")
            named = [Run(f"{author}: ", bold=True)] if author else []
            self._found.item(0, "", [*named, *self._runs_below(each)])

    def _blocks(self, parent: Element) -> None:
        for element in _passed(parent):
            if self._found.is_full:
                return
            if element.tag == "p":
                self._paragraph(element)
            elif element.tag == "tbl":
                self._table(element)

    def _paragraph(self, element: Element) -> None:
        runs = self._runs(element)
        style = self._styles.of(element)
        if style.level:
            self._found.heading(style.level, runs)
        elif style.list:
            label = self._label(style.list, style.depth, is_empty=not any(r.text for r in runs))
            self._found.item(style.depth, label, runs)
        else:
            self._found.paragraph(runs)
        self._put_aside()

    def _put_aside(self) -> None:
        """Show the pictures and text boxes of a paragraph below it."""
        pictures, self._pictures = self._pictures, []
        boxes, self._boxes = self._boxes, []
        graphics, self._graphics = self._graphics, []
        for content in pictures:
            if content is None:
                self._found.notice("picture-outside")
            else:
                self._found.picture(content)
        for graphic in graphics:
            add_graphic(self._found, self._office, self._links, graphic)
        for box in boxes:
            self._blocks(box)

    def _label(self, numbers: str, depth: int, *, is_empty: bool) -> str:
        if not self._styles.is_ordered(numbers, depth) or is_empty:
            return ""
        counts = self._counts.setdefault(numbers, Counter())
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        counts[depth] += 1
        return f"{counts[depth] + self._styles.start(numbers, depth) - 1}."

    def _table(self, element: Element) -> None:
        rows = [
            [text for cell in _passed(row) for text in self._cell(cell)]
            for row in _passed(element)
            if row.tag == "tr"
        ]
        self._found.table(rows)
        self._put_aside()

    def _cell(self, cell: Element) -> Iterator[str]:
        if cell.tag != "tc":
            return
        texts = ("".join(run.text for run in self._runs(each)) for each in cell.iter("p"))
        span = value(first(cell, "tcPr", "gridSpan"), "val")
        yield "\n".join(text for text in texts if text)
        yield from [""] * (min(int(span), 40) - 1 if span.isdecimal() else 0)

    def _runs_below(self, parent: Element) -> list[Run]:
        runs: list[Run] = []
        for paragraph in parent.iter("p"):
            runs += [*([Run("\n")] if runs else []), *self._runs(paragraph)]
        return runs

    def _runs(self, parent: Element) -> list[Run]:
        runs: list[Run] = []
        for element in parent:
            if element.tag == "r":
                runs += self._run(element)
            elif element.tag == "fldSimple":
                self._command(value(element, "instr"))
                runs += self._runs(element)
            elif element.tag == "hyperlink":
                runs += [*self._runs(element), *self._address(element)]
            elif element.tag in PASSED:
                runs += self._runs(element)
        return runs

    def _address(self, element: Element) -> list[Run]:
        target, outside = self._links.get(value(element, "id"), ("", False))
        shown = "".join(run.text for run in self._runs(element))
        return [Run(f" ({target})")] if outside and target not in shown else []

    def _run(self, element: Element) -> Iterator[Run]:
        properties = element.find("rPr")
        if _is_on(properties, "vanish"):
            return
        bold, italic = _is_on(properties, "b"), _is_on(properties, "i")
        for child in element:
            text = self._letters(child)
            if text:
                yield Run(text, bold, italic)

    def _letters(self, child: Element) -> str:
        match child.tag:
            case "t":
                return child.text or ""
            case "instrText":
                self._command(child.text or "")
            case "footnoteReference" | "endnoteReference":
                return f"[{value(child, 'id')}]"
            case "drawing" | "pict" | "object" | "AlternateContent":
                self._drawing(child)
            case tag:
                return BREAKS.get(tag, "")
        return ""

    def _command(self, words: str) -> None:
        if words.strip().upper().startswith("DDE"):
            self._found.notes.add("commands")

    def _drawing(self, element: Element) -> None:
        """Take the first of several forms of a drawing; the others are for older programs."""
        choice = element.find("Choice")
        element = choice if choice is not None else element
        self._boxes += element.iter("txbxContent")
        self._graphics.append(element)
        for picture in (*element.iter("blip"), *element.iter("imagedata")):
            linked = value(picture, "link") and not value(picture, "embed")
            name = value(picture, "link" if linked else "embed") or value(picture, "id")
            target, outside = self._links.get(name, ("", False))
            self._pictures.append(self._content(target, outside))

    def _content(self, target: str, outside: bool) -> bytes | None:
        if outside:
            return None
        try:
            return self._office.content(target)
        except Unavailable:
            return b""


def _passed(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag == "AlternateContent" and element.find("Choice") is None:
            continue
        if element.tag in PASSED:
            yield from _passed(element)
        else:
            yield element


def _is_on(properties: Element | None, name: str) -> bool:
    found = properties.find(name) if properties is not None else None
    return found is not None and value(found, "val") not in {"0", "false", "off", "none"}
