"""A ReportLab canvas on which everything is either tagged or an artifact, by construction.

Each page starts inside ``/Artifact BMC``; ``mark`` leaves it for a structure element and
``unmark`` returns to it. ReportLab's own text methods raise, so no text can slip past.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from app.paper.compact import compact
from app.paper.faces import Face
from app.paper.fonts import DocumentFont
from app.paper.lines import Line, Style
from app.paper.metadata import Attachment, PaperInfo, Properties, attach, output_intent, xmp
from app.paper.objects import PaperStream, array, dictionary, name, number, string
from app.paper.pictures import Picture, image_object
from app.paper.showing import show
from app.paper.structure import Annotation, Content, Node, write

Footer: TypeAlias = Callable[[int, int], list[tuple[Line, Style, float, float]]]
"""Given page and number of pages, the lines at its foot with style and place."""


_FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws one PDF/A-3a and PDF/UA-1 document in memory; ``finish`` returns its bytes."""

    def __init__(self, properties: Properties, page_size: tuple[float, float]) -> None:
        self.properties = properties
        self.output = io.BytesIO()
        self.root = Node("Document")
        self._stack = [self.root]
        self._fonts: dict[str, DocumentFont] = {}
        self._attachments: list[Attachment] = []
        self._marked = 0
        self._links: list[Annotation] = []
        self._finished_pages: list[PaperStream] = []
        self.footer: Footer | None = None
        super().__init__(
            self.output,
            pagesize=page_size,
            pdfVersion=(1, 7),
            invariant=1,
            lang=properties.language,
        )
        self._doc.signature = hashlib.md5(b"label desk paper", usedforsecurity=False)
        self._doc.info = PaperInfo(properties)

    # -- structure ---------------------------------------------------------------------------

    @property
    def node(self) -> Node:
        """The element that is open now."""
        return self._stack[-1]

    @contextmanager
    def within(self, node: Node) -> Iterator[Node]:
        """Make an element the open one for the length of a ``with`` block."""
        self._stack.append(node)
        try:
            yield node
        finally:
            self._stack.pop()

    @contextmanager
    def tag(self, kind: str) -> Iterator[Node]:
        """Add an element below the open one and open it."""
        with self.within(self.node.add(kind)) as node:
            yield node

    @contextmanager
    def content(self, node: Node | None = None, actual: str = "") -> Iterator[None]:
        """Mark what is drawn inside as content of ``node``, by default the open element.

        ``actual`` is what it reads as, for letter-spaced text whose gaps look like spaces.
        """
        self.mark(node or self.node)
        if actual:
            written = actual.encode("utf-16-be").hex().upper()
            self._code.append(f"/Span <</ActualText <FEFF{written}>>> BDC")
        yield
        if actual:
            self._code.append("EMC")
        self.unmark()

    def mark(self, node: Node) -> None:
        """Leave the artifact and begin content of an element."""
        node.kids.append(Content(self.getPageNumber(), self._marked))
        self._code.append(f"EMC /{node.kind} <</MCID {self._marked}>> BDC")
        self._marked += 1

    def unmark(self) -> None:
        """End the content of an element and return to the artifact."""
        self._code.append("EMC /Artifact BMC")

    # -- text --------------------------------------------------------------------------------

    def line_of_text(self, line: Line, style: Style, x: float, y: float) -> None:
        """Draw a shaped line with its baseline starting at ``x``, ``y``, inside ``content``."""
        self._code.append(show(line, style, x, y, self._font))

    def _font(self, face: Face) -> DocumentFont:
        known = self._fonts.get(face.name)
        if known is None:
            known = self._fonts[face.name] = DocumentFont(face, f"F{len(self._fonts) + 1}")
        return known

    def link(
        self, node: Node, address: str, words: str, box: tuple[float, float, float, float]
    ) -> None:
        """Lay a link over ``box`` (x, y, width, height); it belongs to ``node``, a Link."""
        x, y = self.absolutePosition(box[0], box[1])
        sides = (x, y, x + box[2], y + box[3])
        entries = dictionary(
            Type=name("Annot"), Subtype=name("Link"), F=4, Border=array([0, 0, 0]),
            Rect=array([number(each) for each in sides]), Contents=string(words),
            A=dictionary(S=name("URI"), URI=string(address)),
        )  # fmt: skip
        annotation = Annotation(self.getPageNumber(), entries)
        node.kids.append(annotation)
        self._links.append(annotation)

    # -- pictures ----------------------------------------------------------------------------

    def place_picture(
        self, image: Picture, x: float, y: float, width: float, height: float
    ) -> None:
        """Draw a picture with its lower left corner at ``x``, ``y``, inside ``content``."""
        digest = hashlib.sha256(image.content + (image.alpha or b"")).hexdigest()[:16]
        registered = self._doc.getXObjectName(digest)
        if registered not in self._doc.idToObject:
            self._doc.Reference(image_object(self._doc, image), registered)
        sizes = " ".join(number(each) for each in (width, 0, 0, height, x, y))
        self._code.append(f"q {sizes} cm /{registered} Do Q")
        self._formsinuse.append(digest)

    def stamp(self, drawing: str, side: float, turns: Sequence[tuple[float, float]]) -> None:
        """Draw the same strokes many times, turned by angles given as (cosine, sine).

        They are kept once, as a form that reaches ``side`` from the origin each way.
        """
        digest = hashlib.sha256(drawing.encode()).hexdigest()[:16]
        registered = self._doc.getXObjectName(digest)
        if registered not in self._doc.idToObject:
            box = array([number(each) for each in (-side, -side, side, side)])
            entries = {"Type": name("XObject"), "Subtype": name("Form"), "BBox": box,
                       "Resources": dictionary()}  # fmt: skip
            self._doc.Reference(PaperStream(drawing.encode("ascii"), entries), registered)
        for cosine, sine in turns:
            turn = f"{cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} 0 0 cm"
            self._code.append(f"q {turn} /{registered} Do Q")
        self._formsinuse.append(digest)

    def _no_text(self, *_: object, **__: object) -> NoReturn:
        raise RuntimeError("text is drawn with line_of_text, which shapes and tags it")

    drawString = drawRightString = _no_text  # noqa: N815  ReportLab's names
    drawCentredString = drawAlignedString = _no_text  # noqa: N815
    beginText = drawText = _no_text  # noqa: N815

    def setFont(self, *_: object, **__: object) -> None:  # noqa: N802
        """Do nothing: ReportLab would pull in a font that is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "/Artifact BMC"

    # -- pages -------------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802
        """Close the page; its content ends inside the artifact."""
        self._code.append("EMC")
        super().showPage()
        self._marked = 0

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802
        """Finish a page dictionary: own stream, structure parents, no transition."""
        stream = page.stream.encode("latin-1")
        self._doc.updateSignature(stream)
        page.__NoDefault__ = [each for each in page.__NoDefault__ if each != "Trans"]
        page.__NoDefault__ += ["StructParents", "Tabs"]
        page.Contents = PaperStream(stream)
        self._finished_pages.append(page.Contents)
        page.StructParents = self.getPageNumber() - 1
        page.Tabs = name("S")
        here = [each for each in self._links if each.page == self.getPageNumber()]
        page.Annots = array([self._doc.Reference(each.entries) for each in here]) if here else None

    # -- the end -----------------------------------------------------------------------------

    def attach(self, attachment: Attachment) -> None:
        """Carry a file inside the document."""
        self._attachments.append(attachment)
        self._doc.updateSignature(attachment.content)

    def save(self) -> None:
        """Write fonts, structure, metadata and attachments, then the file."""
        if self._code:
            self.showPage()
        self._write_footers()
        fonts = self._doc.idToObject["BasicFonts"]
        for font in self._fonts.values():
            fonts[font.resource] = self._doc.Reference(font.embed(self._doc))
        self._finish_catalogue()
        self._doc.format = partial(compact, self._doc)
        self._doc.SaveToFile(self.output, self)

    def _write_footers(self) -> None:
        """Add what can only be known now, such as the number of pages, as an artifact."""
        for index, page in enumerate(self._finished_pages if self.footer else ()):
            lines = self.footer(index + 1, len(self._finished_pages)) if self.footer else []
            shown = [show(line, style, x, y, self._font) for line, style, x, y in lines]
            page.content += "\n".join(["", _FOOTER, *shown, "EMC"]).encode("latin-1")

    def finish(self) -> bytes:
        """Save, if not done yet, and return the file."""
        if not self.output.tell():
            self.save()
        return self.output.getvalue()

    def _finish_catalogue(self) -> None:
        document, catalogue = self._doc, self._doc.Catalog
        packet = xmp(self.properties)
        document.updateSignature(packet)
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents", "AF"]
        entries = {"Type": name("Metadata"), "Subtype": name("XML")}
        catalogue.Metadata = PaperStream(packet, entries, compress=False)
        catalogue.MarkInfo = dictionary(Marked="true")
        catalogue.ViewerPreferences = dictionary(DisplayDocTitle="true")
        catalogue.OutputIntents = array([output_intent(document)])
        catalogue.StructTreeRoot = write(document, self.root, self.getPageNumber() - 1)
        self._write_attachments()

    def _write_attachments(self) -> None:
        if not self._attachments:
            return
        at = self.properties.at
        ordered = sorted(self._attachments, key=lambda each: each.name)
        files = [attach(self._doc, each, at) for each in ordered]
        names: list[Any] = []
        for each, file in zip(ordered, files, strict=True):
            names += [string(each.name), file]
        catalogue = self._doc.Catalog
        catalogue.AF = array(files)
        catalogue.Names = dictionary(EmbeddedFiles=dictionary(Names=array(names)))
