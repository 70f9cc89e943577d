"""Letters, lists and reports: headings, paragraphs, tables and pictures that flow over pages.

>>> flow = Flow("Awarded schools", "en", at=moment)
>>> flow.heading("Awarded schools").paragraph("Season 2026–27.").table(rows, head=1)
>>> pdf = flow.finish()
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
)

from app.models.message import Message, message
from app.paper.banded import BandedRow, banded_block
from app.paper.blocks import FigureBlock, Slot, TextBlock, picture_block
from app.paper.canvas import TaggedCanvas
from app.paper.lines import Line, Style, direction, typeset
from app.paper.metadata import PRODUCER, Attachment, Properties
from app.paper.objects import dictionary, name
from app.paper.pictures import picture
from app.paper.rich import RichBlock, Run
from app.paper.tables import Cells, table_block

MARGIN = 22 * mm
INK, QUIET, ACCENT = "16202e", "5a6576", "16305c"
_HEADINGS = {1: (20.0, 26.0, 6.0), 2: (14.0, 19.0, 4.0), 3: (11.0, 15.0, 2.0)}
"""Level → size, leading and space after, in points."""

FIELD = message("Text")
"""What an error names when no better word is given."""


class Flow:
    """Collects content and lays it out on A4 pages; every method but ``finish`` returns itself."""

    def __init__(
        self,
        title: str,
        language: str = "en",
        *,
        at: datetime,
        author: str = PRODUCER,
        is_landscape: bool = False,
        size: float = 10.0,
        family: str = "sans",
        footer: str = "",
    ) -> None:
        self.properties = Properties(title, language, author, at)
        self.page_size = landscape(A4) if is_landscape else A4
        self.room = self.page_size[0] - 2 * MARGIN
        self.body = Style(family, size=size, leading=size * 1.45, colour=INK, language=language,
                          base=direction(language) or None)  # fmt: skip
        self._content: list[Flowable] = []
        self._attachments: list[Attachment] = []
        self._level = 0
        self._part: Slot | None = None
        self._foot = footer

    def name(self, title: str) -> Self:
        """Give the document another title; it is the first heading too."""
        self.properties = replace(self.properties, title=title)
        return self.heading(title)

    def part(self, language: str) -> Self:
        """Begin a part in its own language, on a new page where something came before."""
        if self._content:
            self.page_break()
        self.body = replace(self.body, language=language, base=direction(language) or None)
        self._part, self._level = Slot("Part", language=language), 0
        return self

    def heading(self, text: str, level: int = 1, *, field: Message = FIELD) -> Self:
        """Add a heading of level 1 to 3; it stays with what follows.

        It looks as asked; in the structure no level is skipped (PDF/UA 7.4.2).
        """
        size, leading, after = _HEADINGS[level]
        style = Style(self.body.family, True, size, leading, ACCENT, language=self.body.language,
                      base=self.body.base)  # fmt: skip
        self._level = min(level, self._level + 1)
        block = TextBlock(text, style, Slot(f"H{self._level}", self._part), field)
        block.spaceBefore, block.spaceAfter = (0 if level == 1 else leading * 0.6), after
        self._content += [CondPageBreak(leading * 3.5), block]
        return self

    def paragraph(
        self,
        text: str | Sequence[Run],
        *,
        style: Style | None = None,
        field: Message = FIELD,
        is_quiet: bool = False,
        is_bold: bool = False,
        language: str | None = None,
    ) -> Self:
        """Add a paragraph; a newline inside starts a new line, an empty line a new paragraph.

        ``language`` is that of the words where it is not the document's. A sequence of runs is one
        paragraph with bold, other languages and links inside.
        """
        chosen = style or self._style(is_quiet=is_quiet, is_bold=is_bold)
        if language is not None:
            chosen = replace(chosen, language=language, base=direction(language) or None)
        if not isinstance(text, str):
            rich = RichBlock(text, chosen, Slot("P", self._part, language=language), field)
            rich.spaceAfter = chosen.size * 0.6
            self._content.append(rich)
            return self
        for part in text.split("\n\n"):
            slot = Slot("P", self._part, language=language)
            block = TextBlock(part.strip("\n"), chosen, slot, field)
            block.spaceAfter = chosen.size * 0.6
            self._content.append(block)
        return self

    def bullets(
        self, items: Sequence[str], *, is_numbered: bool = False, field: Message = FIELD
    ) -> Self:
        """Add a list with dots or numbers."""
        numbering = name("Decimal" if is_numbered else "Disc")
        whole = Slot(
            "L", self._part, attributes=dictionary(O=name("List"), ListNumbering=numbering)
        )
        indent = self.body.size * (2.0 if is_numbered else 1.4)
        for index, text in enumerate(items):
            item = Slot("LI", whole)
            block = TextBlock(text, self.body, Slot("LBody", item), field, indent)
            sign = f"{index + 1}." if is_numbered else "•"
            block.marker = TextBlock(sign, self.body, Slot("Lbl", item), FIELD)
            block.spaceAfter = self.body.size * 0.25
            self._content.append(block)
        return self.space(1.5)

    def table(
        self,
        rows: Cells,
        head: int = 1,
        widths: Sequence[float] | None = None,
        *,
        ends: Sequence[int] = (),
        size: float | None = None,
        field: Message = FIELD,
    ) -> Self:
        """Add a table whose first ``head`` rows repeat on every page.

        ``widths`` are shares; without them columns get what they need. ``ends``, cells that span
        and tables without a head: see ``table_block``.
        """
        factor = (size or self.body.size * 0.9) / self.body.size
        styles = (self._style(is_bold=True).scaled(factor), self.body.scaled(factor))
        block = table_block(rows, styles, self.room, field, head=head, widths=widths, ends=ends,
                            within=self._part)  # fmt: skip
        self._content.append(block)
        return self

    def banded_table(
        self, head: Sequence[str], rows: Sequence[BandedRow], widths: Sequence[float], *,
        size: float | None = None, field: Message = FIELD,
    ) -> Self:  # fmt: skip
        """Add a table of bands with signs, and remarks across below their row."""
        factor = (size or self.body.size * 0.9) / self.body.size
        styles = (self._style(is_bold=True).scaled(factor), self.body.scaled(factor))
        block = banded_block(head, rows, styles, self.room, widths, field=field, within=self._part)
        self._content.append(block)
        return self

    def rule(self) -> Self:
        """Add a fine line across the page, which is not read aloud."""
        line = HRFlowable(width="100%", thickness=0.75, color=HexColor(f"#{ACCENT}"),
                          spaceBefore=4, spaceAfter=16)  # fmt: skip
        self._content.append(line)
        return self

    def keep_together(self, count: int) -> Self:
        """Keep the last ``count`` blocks on one page."""
        self._content[-count:] = [KeepTogether(self._content[-count:])]
        return self

    def picture(
        self, content: bytes, width_mm: float, alt: str, caption: str | None = None
    ) -> Self:
        """Add a PNG or JPEG with what it shows in words."""
        return self._figure(picture_block(picture(content), width_mm * mm, alt), caption)

    def drawing(
        self,
        width_mm: float,
        height_mm: float,
        paint: Callable[[TaggedCanvas], None],
        alt: str,
        caption: str | None = None,
    ) -> Self:
        """Add a vector drawing; ``paint`` draws in points with (0, 0) at the lower left."""
        return self._figure(FigureBlock(width_mm * mm, height_mm * mm, paint, alt), caption)

    def _figure(self, block: FigureBlock, caption: str | None) -> Self:
        block.slot.parent = self._part
        block.limit(self.room, (self.page_size[1] - 2 * MARGIN) * 0.85)
        parts: list[Flowable] = [block]
        if caption:
            quiet = self._style(is_quiet=True).scaled(0.88)
            parts += [Spacer(1, 3), TextBlock(caption, quiet, Slot("Caption", block.slot), FIELD)]
        parts.append(Spacer(1, self.body.size * 0.8))
        self._content.append(KeepTogether(parts))
        return self

    def space(self, millimetres: float) -> Self:
        """Add empty room."""
        self._content.append(Spacer(1, millimetres * mm))
        return self

    def page_break(self) -> Self:
        """Continue on a new page."""
        self._content.append(PageBreak())
        return self

    def attach(self, attachment: Attachment) -> Self:
        """Carry a file inside the document."""
        self._attachments.append(attachment)
        return self

    def finish(self) -> bytes:
        """Lay everything out and return the PDF; raises ``Refused`` for unprintable text."""
        made: list[TaggedCanvas] = []

        def canvas(*_: object, **__: object) -> TaggedCanvas:
            made.append(self._canvas())
            return made[-1]

        width, height = self.page_size
        frame = Frame(
            MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        template = BaseDocTemplate(
            io.BytesIO(), pagesize=self.page_size, lang=self.properties.language,
            pageTemplates=[PageTemplate(frames=[frame], pagesize=self.page_size)],
        )  # fmt: skip
        template.build(self._content or [Spacer(1, 1)], canvasmaker=canvas)
        return made[-1].finish()

    def _canvas(self) -> TaggedCanvas:
        canvas = TaggedCanvas(self.properties, self.page_size)
        canvas.footer = self._footer
        for attachment in self._attachments:
            canvas.attach(attachment)
        return canvas

    def _footer(self, page: int, pages: int) -> list[tuple[Line, Style, float, float]]:
        style = Style(size=7.5, leading=10, colour=QUIET, language=self.body.language)
        (title, *_) = typeset(self._foot or self.properties.title, style, self.room * 0.8, FIELD)
        (place,) = typeset(f"{page} / {pages}", style, self.room, FIELD)
        y, end = MARGIN * 0.55, MARGIN + self.room
        if direction(self.properties.language):
            return [(title, style, end - title.width, y), (place, style, MARGIN, y)]
        return [(title, style, MARGIN, y), (place, style, end - place.width, y)]

    def _style(self, *, is_quiet: bool = False, is_bold: bool = False) -> Style:
        body = self.body
        colour = QUIET if is_quiet else body.colour
        return replace(body, bold=is_bold, colour=colour)
