"""A table of groups and their parts: signs beside words, remarks across below their row.

A remark is cut into rows of a few lines that share one cell in the structure, so that it may run
over the foot of a page however long it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Table

from app.models.message import Message
from app.paper.blocks import Slot, TextBlock
from app.paper.lines import Style
from app.paper.objects import dictionary, name
from app.paper.tables import PADDING, least, shares

NOTE_INDENT = 12.0
NOTE_LINES = 3
"""Lines of a remark that stay together."""
SIGN_ROOM = 12.0
_RULE, _HEAD, _BAND = HexColor("#c9d2e0"), HexColor("#16305c"), HexColor("#eef2f8")
_SIGNS = {True: HexColor("#1d7a46"), False: HexColor("#b3261e")}


@dataclass(frozen=True, slots=True)
class BandedRow:
    """One row: its cells; ``sign`` (✓ True, ✕ False) is drawn before the last of them."""

    cells: tuple[str, ...]
    sign: bool | None = None
    note: str = ""
    is_group: bool = False


@dataclass(slots=True)
class _Built:
    cells: list[list[Any]] = field(default_factory=list)
    look: list[tuple[Any, ...]] = field(default_factory=list)


class SignedBlock(TextBlock):
    """Words with a tick or a cross drawn before them, which is not read: the words say it."""

    sign = True

    def draw(self) -> None:
        """Draw the sign, then the words."""
        canvas, size = self.canv, self.style.size
        middle = self.height - self.style.leading / 2
        canvas.saveState()
        canvas.setStrokeColor(_SIGNS[self.sign])
        canvas.setLineWidth(size * 0.15)
        canvas.setLineCap(1)
        reach = size * 0.3
        if self.sign:
            canvas.line(0.5, middle, reach * 0.8, middle - reach * 0.8)
            canvas.line(reach * 0.8, middle - reach * 0.8, reach * 2.2, middle + reach)
        else:
            canvas.line(1, middle - reach * 0.85, 1 + reach * 1.7, middle + reach * 0.85)
            canvas.line(1, middle + reach * 0.85, 1 + reach * 1.7, middle - reach * 0.85)
        canvas.restoreState()
        super().draw()


def banded_block(
    head: Sequence[str],
    rows: Sequence[BandedRow],
    styles: tuple[Style, Style],
    room: float,
    widths: Sequence[float],
    *,
    field: Message,
    within: Slot | None,
) -> Table:
    """Return the table ``room`` points wide; ``styles`` are of head and body, ``widths`` shares."""
    sizes = shares(widths, room, least([list(head)], len(head), styles[0], field))
    table = Slot("Table", within)
    built = _Built(look=_look())
    top = replace(styles[0], colour="ffffff", align="column")
    line = Slot("TR", Slot("THead", table))
    built.cells.append(
        [TextBlock(text, top, Slot("TH", line, _scope("Column")), field) for text in head]
    )
    body = Slot("TBody", table)
    for row in rows:
        _add(built, row, styles, body, room, field)
    last = len(built.cells) - 1
    built.look.append(("NOSPLIT", (0, max(1, last - 2)), (-1, last)))
    built.look = [each for each in built.look if each[2][1] < len(built.cells)]
    return Table(
        built.cells, colWidths=sizes, repeatRows=1, style=built.look, hAlign="LEFT",
        spaceBefore=4, spaceAfter=10,
    )  # fmt: skip


def _add(
    built: _Built, row: BandedRow, styles: tuple[Style, Style], body: Slot, room: float,
    field: Message,
) -> None:  # fmt: skip
    style = replace(styles[0] if row.is_group else styles[1], align="column")
    line, at, last = Slot("TR", body), len(built.cells), len(row.cells) - 1
    kinds = [Slot("TH", line, _scope("Row")), *(Slot("TD", line) for _ in row.cells[1:])]
    cells = [TextBlock(text, style, kinds[index], field) for index, text in enumerate(row.cells)]
    if row.sign is not None:
        signed = SignedBlock(row.cells[last], style, kinds[last], field, SIGN_ROOM)
        signed.sign = row.sign
        cells[last] = signed
    built.cells.append(cells)
    if row.is_group:
        built.look.append(("BACKGROUND", (0, at), (-1, at), _BAND))
    for part in _notes(row, styles[1], body, room, field):
        built.cells.append([part, *[""] * last])
    _rule_off(built, at, row)


def _rule_off(built: _Built, at: int, row: BandedRow) -> None:
    """Join a row with the beginning of its remark, and draw the line below both."""
    end = len(built.cells) - 1
    built.look.append(("LINEBELOW", (0, end), (-1, end), 0.4, _RULE))
    for part in range(at + 1, end + 1):
        built.look.append(("SPAN", (0, part), (-1, part)))
        built.look.append(("TOPPADDING", (0, part), (-1, part), 0))
        if part < end:
            built.look.append(("BOTTOMPADDING", (0, part), (-1, part), 0))
    if end > at or row.is_group:
        built.look.append(("NOSPLIT", (0, at), (-1, at + 1)))


def _notes(
    row: BandedRow, body_style: Style, body: Slot, room: float, field: Message
) -> Iterator[TextBlock]:
    """Yield the remark in parts of a few lines, all of one cell."""
    if not row.note.strip():
        return
    style = replace(body_style, colour="4a556b")
    span = dictionary(O=name("Table"), ColSpan=len(row.cells))
    slot = Slot("TD", Slot("TR", body), span)
    whole = TextBlock(row.note.strip(), style, slot, field, NOTE_INDENT)
    whole.wrap(room - 2 * PADDING, 0)
    lines = whole.lines or ()
    for start in range(0, len(lines), NOTE_LINES):
        yield whole.part(lines[start : start + NOTE_LINES])


def _scope(kind: str) -> Any:
    return dictionary(O=name("Table"), Scope=name(kind))


def _look() -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), PADDING * 0.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING * 0.6),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ]
