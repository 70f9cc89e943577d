"""Rules of PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that can be told from the file.

Not a validator: each rule that once was, or easily could be, broken by what we write. Clauses in
brackets; "A" is PDF/A-3, "U" is PDF/UA-1.
"""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import category

import pikepdf
from fontTools.ttLib import TTFont

from tests.paper.conformance_syntax import syntax_faults

STANDARD = frozenset({
    "Document", "Part", "Div", "Sect", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Figure", "Span", "Link",
})  # fmt: skip
"""Standard structure types that we use; others would need a role map (U 7.1)."""

PARENTS = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
}  # fmt: skip
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
FORBIDDEN = {"\u0000", "\ufeff", "\ufffe"}


@dataclass
class Found:
    """What was found in one file."""

    faults: list[str] = field(default_factory=list)

    def unless(self, is_well: object, fault: str) -> None:
        """Note a fault where a rule does not hold."""
        if not is_well:
            self.faults.append(fault)


def faults(content: bytes) -> list[str]:
    """Return every rule that a file breaks."""
    found = Found()
    found.unless(re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", content), "header (A 6.1.2)")
    found.unless(content.endswith((b"%%EOF\n", b"%%EOF")), "end (A 6.1.3)")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _file(pdf, found)
        _catalogue(pdf, found)
        _metadata(pdf, found)
        _structure(pdf, found)
        _attachments(pdf, found)
        found.faults += syntax_faults(content, pdf)
        for page in pdf.pages:
            _page(page, found)
            _texts(page, found)
    return found.faults


def _file(pdf: pikepdf.Pdf, found: Found) -> None:
    found.unless(len(pdf.trailer.get("/ID", [])) == 2, "ID (A 6.1.3)")
    found.unless("/Encrypt" not in pdf.trailer, "encrypted (A 6.1.3)")
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            found.unless("LZW" not in str(each.get("/Filter", "")), "LZW (A 6.1.7.2)")
            found.unless("/F" not in each, "external stream (A 6.1.7.1)")
        if isinstance(each, pikepdf.Dictionary):
            for name, value in each.items():
                found.unless(len(name) <= 128, f"name {name} too long (A 6.1.13)")
                if isinstance(value, pikepdf.String):
                    found.unless(len(bytes(value)) <= 32767, f"{name} too long (A 6.1.13)")
            found.unless(each.get("/S") not in {"/JavaScript", "/Launch", "/SubmitForm"}, "action")


def _catalogue(pdf: pikepdf.Pdf, found: Found) -> None:
    root = pdf.Root
    found.unless(root.MarkInfo.Marked, "not marked (A 6.7.2.2, U 7.1)")
    found.unless(root.ViewerPreferences.DisplayDocTitle, "title not shown (U 7.1)")
    found.unless(LANGUAGE.fullmatch(str(root.Lang)), "language of the file (A 6.7.4, U 7.2)")
    found.unless(not {"/OCProperties", "/Perms/UR3", "/NeedsRendering", "/Requirements"}
                 & set(root.keys()), "layers or forms (A 6.10, 6.4)")  # fmt: skip
    (intent,) = root.OutputIntents
    found.unless(intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3, "colours (A 6.2.3)")
    form = root.get("/AcroForm")
    if form is not None:
        found.unless("/NeedAppearances" not in form and "/XFA" not in form, "form (A 6.4.1)")


def _metadata(pdf: pikepdf.Pdf, found: Found) -> None:
    packet = pdf.Root.Metadata
    found.unless("/Filter" not in packet, "metadata compressed")
    raw = packet.read_bytes()
    found.unless(b"encoding=" not in raw[:80] and b"bytes=" not in raw[:80], "packet (A 6.6.2.1)")
    tree = ET.fromstring(raw)
    values = {each.tag.split("}")[1]: each for each in tree.iter()}
    said = {each.tag: (each.text or "") for each in tree.iter()}
    found.unless(said["{http://www.aiim.org/pdfa/ns/id/}part"] == "3", "part (A 6.6.4)")
    found.unless(said["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A", "level (A 6.6.4)")
    found.unless(said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1", "UA (U 5)")
    title = next(values["title"].iter(f"{RDF}li"))
    found.unless((title.text or "").strip(), "no title (U 7.1)")
    found.unless(str(pdf.docinfo.Title) == title.text, "title differs from the information")


def _elements(node: pikepdf.Object, above: tuple[str, ...] = ()) -> Iterator[
    tuple[pikepdf.Object, tuple[str, ...]]
]:  # fmt: skip
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid, above
            yield from _elements(kid, (*above, str(kid.S)[1:]))


def _structure(pdf: pikepdf.Pdf, found: Found) -> None:
    level, documents = 0, 0
    for node, above in _elements(pdf.Root.StructTreeRoot):
        kind = str(node.S)[1:]
        documents += kind == "Document"
        found.unless(kind in STANDARD, f"{kind} is no standard type (U 7.1)")
        wanted = PARENTS.get(kind)
        found.unless(not wanted or above[-1] in wanted, f"{kind} in {above[-1:]} (U 7.2)")
        if "/Lang" in node:
            found.unless(LANGUAGE.fullmatch(str(node.Lang)), f"language {node.Lang} (U 7.2)")
        if re.fullmatch("H[1-6]", kind):
            found.unless(int(kind[1]) <= level + 1, f"{kind} after H{level} (U 7.4.2)")
            level = int(kind[1])
        if kind == "Figure":
            found.unless(str(node.get("/Alt", "")), "figure without text (U 7.3)")
            found.unless("/BBox" in node.get("/A", {}), "figure without box (U 7.3)")
        if kind == "TH":
            found.unless("/Scope" in node.get("/A", {}), "head cell without scope (U 7.5)")
        if kind == "Link":
            found.unless(_has_object(node), "link without its annotation (U 7.18.5)")
        if kind == "Table":
            _table(node, found)
    found.unless(documents == 1, "more than one document")


def _has_object(node: pikepdf.Object) -> bool:
    return any(isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/OBJR"
               for each in node.K)  # fmt: skip


def _table(node: pikepdf.Object, found: Found) -> None:
    """Rows are of one length, cells that span counted (U 7.2, Matterhorn 15)."""
    found.unless(any(each.S == "/TH" for each, _ in _elements(node)), "table without heads (U 7.5)")
    taken: dict[tuple[int, int], bool] = {}
    rows = [row for row, _ in _elements(node) if row.S == "/TR"]
    for index, row in enumerate(rows):
        column = 0
        for cell, _ in _elements(row):
            if cell.S not in {"/TD", "/TH"}:
                continue
            while (index, column) in taken:
                column += 1
            about = cell.get("/A", {})
            for down in range(int(about.get("/RowSpan", 1))):
                for across in range(int(about.get("/ColSpan", 1))):
                    taken[index + down, column + across] = True
    widths = {sum(1 for row, _ in taken if row == index) for index in range(len(rows))}
    found.unless(len(widths) == 1, f"rows of {widths} cells (U 7.2)")


def _attachments(pdf: pikepdf.Pdf, found: Found) -> None:
    listed = [each.objgen for each in pdf.Root.get("/AF", [])]
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    for file in list(names)[1::2]:
        found.unless(file.objgen in listed, "attachment not associated (A 6.8)")
        found.unless("/F" in file and "/UF" in file, "file name (A 6.8, U 7.11)")
        found.unless("/AFRelationship" in file and str(file.get("/Desc", "")), "relation (A 6.8)")
        stream = file.EF.F
        found.unless(re.fullmatch(r"/[\w.+-]+/[\w.+-]+", str(stream.Subtype)), "MIME (A 6.8)")
        found.unless("/ModDate" in stream.Params, "date of the attachment (A 6.8)")


def _page(page: pikepdf.Page, found: Found) -> None:
    found.unless(page.get("/Tabs") == "/S", "tab order (U 7.18.3)")
    found.unless("/StructParents" in page, "structure parents")
    found.unless("/Trans" not in page and "/AA" not in page, "actions of the page (A 6.5)")
    for each in page.get("/Annots", []):
        flags = int(each.get("/F", 0))
        found.unless(flags & 4 and not flags & (1 | 2 | 32 | 256), "annotation flags (A 6.3.2)")
        if each.Subtype == "/Widget":
            left, bottom, right, top = (float(value) for value in each.Rect)
            outside = right < 0 or top < 0 or left > float(page.mediabox[2])
            found.unless(outside or "/StructParent" in each, "widget untagged (U 7.18.4)")
            found.unless("/AA" not in each and "/A" not in each, "action of a field (A 6.4.1)")
            is_point = left == right and bottom == top
            found.unless("/AP" in each or is_point, "no appearance (A 6.3.3)")
        if each.Subtype == "/Link":
            found.unless(str(each.get("/Contents", "")), "link without text (U 7.18.5)")
            found.unless("/StructParent" in each, "link untagged (U 7.18.5)")


def _texts(page: pikepdf.Page, found: Found) -> None:
    """Every code that is shown: its width, its glyph, its reading (A 6.2.11, U 7.21)."""
    fonts = {name: _Font(each) for name, each in page.Resources.get("/Font", {}).items()}
    current, depth, replaced = "", 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        depth += (word == "q") - (word == "Q")
        found.unless(0 <= depth <= 28, "graphics states (A 6.1.13)")
        if word == "BDC":
            replaced.append(isinstance(operands[1], pikepdf.Dictionary)
                            and "/ActualText" in operands[1])  # fmt: skip
        elif word == "BMC":
            replaced.append(False)
        elif word == "EMC":
            replaced.pop()
        elif word == "Tf":
            current = str(operands[0])
        elif word == "TJ":
            codes = b"".join(
                bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)
            )
            found.faults += fonts[current].faults(codes, is_replaced=any(replaced))


class _Font:
    """One embedded font as a page names it."""

    def __init__(self, font: pikepdf.Object) -> None:
        (own,) = font.DescendantFonts
        self.name = str(font.BaseFont)
        program = TTFont(io.BytesIO(own.FontDescriptor.FontFile2.read_bytes()), lazy=True)
        metrics, scale = program["hmtx"].metrics, 1000 / program["head"].unitsPerEm
        self.advances = [metrics[each][0] * scale for each in program.getGlyphOrder()]
        self.known: set[int] = set()
        self.widths = [float(each) for each in own.W[1]]
        self.glyphs = own.CIDToGIDMap.read_bytes()
        self.same_name = own.BaseFont == font.BaseFont == own.FontDescriptor.FontName
        rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
        self.readings = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
                         for code, text in rows if text != b"FFFF"}  # fmt: skip

    def faults(self, codes: bytes, *, is_replaced: bool) -> list[str]:
        """Return what is wrong with codes of two bytes."""
        found = Found()
        found.unless(self.same_name, f"{self.name}: names differ (A 6.2.11.2)")
        shown = {int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)}
        for code in sorted(shown - (set() if is_replaced else self.known)):
            glyph = int.from_bytes(self.glyphs[2 * code : 2 * code + 2], "big")
            found.unless(0 < glyph < len(self.advances), f"{self.name}: .notdef")
            width = self.advances[glyph]
            found.unless(abs(width - self.widths[code - 1]) <= 1, f"{self.name}: width of {code}")
            reading = self.readings.get(code, "")
            found.unless(reading and not FORBIDDEN & set(reading), f"{self.name}: {code} unread")
            is_private = any(category(each) in {"Co", "Cn", "Cs"} for each in reading)
            found.unless(is_replaced or not is_private, f"{self.name}: private reading")
        self.known |= set() if is_replaced else shown
        return found.faults
