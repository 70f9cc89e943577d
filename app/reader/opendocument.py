"""OpenDocument texts and slides (ODT, ODP), as ISO/IEC 26300 writes them."""

from xml.etree.ElementTree import Element

from app.models.blocks import Run
from app.models.errors import Unavailable
from app.reader.gathering import Gathering
from app.reader.office_signs import office_signs
from app.reader.refusal import refusal
from app.reader.xml_tree import OfficeFile, first, value

LEFT_OUT = {"tracked-changes", "annotation", "annotation-end", "notes", "forms", "sequence-decls",
            "table-of-content-source", "note", "frame", "custom-shape"}  # fmt: skip
SPACE_LIMIT = 200
SIGNS = {"tab": "\t", "line-break": "\n"}
BOLD = {"bold", "600", "700", "800", "900"}
MANIFEST = "META-INF/manifest.xml"


def opendocument_blocks(office: OfficeFile) -> Gathering:
    """Return the blocks of a text or of slides; raises ``Unavailable``."""
    check_locked(office)
    found = Gathering()
    content = office.tree("content.xml")
    body = first(content, "document-content", "body")
    styles = office.tree("styles.xml")
    reader = _Reader(office, found, (content, styles))
    for part in body if body is not None else ():
        if part.tag == "presentation":
            reader.slides(part)
        else:
            reader.blocks(part)
            reader.aside(styles)
    found.notes.update(office_signs(office.archive) - {"comments"})
    if office.is_cut:
        found.notes.add("long")
    return found


def check_locked(office: OfficeFile) -> None:
    """Raise ``evidence.locked-office`` for a document with a password."""
    if any(True for _ in office.tree(MANIFEST).iter("encryption-data")):
        raise refusal("locked-office")


class _Reader:
    def __init__(self, office: OfficeFile, found: Gathering, parts: tuple[Element, ...]) -> None:
        self._office, self._found = office, found
        self._looks: dict[str, tuple[bool, bool]] = {}
        self._lists: dict[str, Element] = {}
        for part in parts:
            for style in part.iter("style"):
                self._looks[value(style, "name")] = _look(style)
            for form in part.iter("list-style"):
                self._lists[value(form, "name")] = form
        self._frames: list[Element] = []
        self._notes: list[Element] = []
        self._comments: list[Element] = []

    def slides(self, parent: Element) -> None:
        """Add every slide with its number."""
        for number, page in enumerate(parent.findall("page"), 1):
            self._found.slide(number)
            self._frames += [each for each in page if each.tag in {"frame", "custom-shape", "g"}]
            self._put_aside()
            self._speaker_notes(page)

    def _speaker_notes(self, page: Element) -> None:
        """Add what the speaker wrote below the slide; it is not seen on it."""
        notes = page.find("notes")
        frames = notes.iter("frame") if notes is not None else ()
        for frame in frames:
            runs = self._below(frame) if value(frame, "class") == "notes" else []
            if _plain(runs).strip():
                self._found.notice("speaker-notes")
                self._found.paragraph(runs)

    def blocks(self, parent: Element) -> None:
        """Add what stands in the body, then the notes below it."""
        self._blocks(parent)
        notes, self._notes = self._notes, []
        if notes:
            self._found.rule()
        for number, note in enumerate(notes, 1):
            body = note.find("note-body")
            runs = self._below(body) if body is not None else []
            self._found.item(0, f"[{number}]", runs)

    def aside(self, styles: Element) -> None:
        """Add what stands at the top and foot of the pages, then the comments."""
        for name in ("header", "footer"):
            for margin in styles.iter(name):
                runs = self._below(margin)
                if _plain(runs).strip():
                    self._found.notice(f"page-{name}")
                    self._found.paragraph(runs)
        comments, self._comments = self._comments, []
        if comments:
            self._found.notice("comments")
        for each in comments:
            author = "".join(name.text or "" for name in each.findall("creator"))
            named = [Run(f"{author}: ", bold=True)] if author else []
            self._found.item(0, "", [*named, *self._below(each)])

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            if self._found.is_full:
                return
            self._block(element)

    def _block(self, element: Element) -> None:
        match element.tag:
            case "h":
                level = value(element, "outline-level")
                self._found.heading(int(level) if level.isdecimal() else 1, self._runs(element))
            case "p":
                self._found.paragraph(self._runs(element))
            case "list":
                self._list(element, 0, "")
            case "table":
                self._table(element)
            case "frame" | "custom-shape" | "g":
                self._frames.append(element)
            case tag if tag not in LEFT_OUT:
                self._blocks(element)
        self._put_aside()

    def _list(self, element: Element, depth: int, style: str) -> None:
        style = value(element, "style-name") or style
        number = 0
        for item in element:
            if item.tag not in {"list-item", "list-header"}:
                continue
            number += 1
            label = f"{number}." if self._is_ordered(style, depth) else ""
            for child in item:
                if child.tag == "list":
                    self._list(child, depth + 1, style)
                elif child.tag in {"p", "h"}:
                    self._found.item(depth, label, self._runs(child))
                    self._put_aside()

    def _is_ordered(self, style: str, depth: int) -> bool:
        form = self._lists.get(style)
        levels = form.findall("list-level-style-number") if form is not None else []
        return any(value(level, "level") == str(depth + 1) for level in levels)

    def _table(self, element: Element) -> None:
        rows = []
        for row in element.iter("table-row"):
            cells: list[str] = []
            for cell in row:
                if cell.tag in {"table-cell", "covered-table-cell"}:
                    again = value(cell, "number-columns-repeated")
                    text = "\n".join(_plain(self._runs(each)) for each in cell.iter("p"))
                    cells += [text] * min(int(again) if again.isdecimal() else 1, 40)
            rows.append(cells)
        self._found.table(rows)

    def _below(self, parent: Element) -> list[Run]:
        runs: list[Run] = []
        for paragraph in parent.iter("p"):
            runs += [*([Run("\n")] if runs else []), *self._runs(paragraph)]
        return runs

    def _runs(self, parent: Element, look: tuple[bool, bool] = (False, False)) -> list[Run]:
        runs = [Run(_one_space(parent.text), *look)]
        for child in parent:
            runs += self._inside(child, look)
            runs.append(Run(_one_space(child.tail), *look))
        return runs

    def _inside(self, child: Element, look: tuple[bool, bool]) -> list[Run]:
        sign = self._sign(child)
        if sign is not None:
            return [Run(sign)]
        if child.tag == "a":
            runs, target = self._runs(child, look), value(child, "href")
            outside = ":" in target and target not in _plain(runs)
            return [*runs, Run(f" ({target})")] if outside else runs
        own = self._looks.get(value(child, "style-name"), (False, False))
        return self._runs(child, (look[0] or own[0], look[1] or own[1]))

    def _sign(self, child: Element) -> str | None:
        """Return what an element that holds no words of the paragraph stands for."""
        count = value(child, "c")
        if child.tag == "s":
            return " " * min(int(count) if count.isdecimal() else 1, SPACE_LIMIT)
        if child.tag == "note":
            self._notes.append(child)
            return f"[{len(self._notes)}]"
        if child.tag in {"frame", "custom-shape"}:
            self._frames.append(child)
        if child.tag == "annotation":
            self._comments.append(child)
        return "" if child.tag in LEFT_OUT else SIGNS.get(child.tag)

    def _put_aside(self) -> None:
        """Show the pictures and text boxes of a paragraph below it."""
        frames, self._frames = self._frames, []
        for frame in frames:
            self._frame(frame)

    def _frame(self, frame: Element) -> None:
        image, table = frame.find("image"), frame.find("table")
        if image is not None and table is None:
            self._picture_of(frame, value(image, "href"))
            return
        is_title = value(frame, "class") == "title"
        for box in frame:
            if box.tag == "text-box" and is_title:
                self._found.heading(2, self._below(box))
            elif box.tag in {"text-box", "p", "list", "table", "g", "frame", "custom-shape"}:
                self._block(box)

    def _picture_of(self, frame: Element, target: str) -> None:
        """Add a picture; of a chart the numbers, which its own document inside holds."""
        place = value(frame.find("object"), "href").removeprefix("./")
        tables = list(self._office.tree(f"{place}/content.xml").iter("table")) if place else []
        if not tables:
            self._picture(target)
            return
        self._found.notice("chart")
        for table in tables:
            self._table(table)

    def _picture(self, target: str) -> None:
        name = target.removeprefix("./")
        if not self._office.has(name):
            self._found.notes.add("outside")
            self._found.notice("picture-outside")
            return
        try:
            self._found.picture(self._office.content(name))
        except Unavailable:
            self._found.notice("picture-damaged")


def _look(style: Element) -> tuple[bool, bool]:
    if value(style, "family") != "text":
        return False, False
    words = style.find("text-properties")
    return value(words, "font-weight") in BOLD, value(words, "font-style") in {"italic", "oblique"}


def _plain(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def _one_space(text: str | None) -> str:
    """White space in a paragraph counts once (ISO/IEC 26300-1, 6.1.2)."""
    if not text:
        return ""
    inner = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if inner and text[-1].isspace() else ""
    return before + inner + after
