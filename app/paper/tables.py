"""Tables that repeat their head and are tagged with rows, header cells and their scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Table

from app.models.message import Message
from app.paper.blocks import Slot, TextBlock
from app.paper.lines import Style, natural_width
from app.paper.objects import dictionary, name

PADDING = 4.0
_RULE = HexColor("#c9d2e0")
_HEAD = HexColor("#e9eef7")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that takes more than one column or row, or heads its row."""

    text: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


Cells = Sequence[Sequence[str | Cell]]


def table_block(
    rows: Cells,
    styles: tuple[Style, Style],
    room: float,
    field: Message,
    *,
    head: int,
    widths: Sequence[float] | None,
    ends: Sequence[int],
    within: Slot | None = None,
) -> Table:
    """Return a table ``room`` points wide; ``styles`` are of head and body.

    ``widths`` are shares of the room; ``ends`` names columns that align at their end. Cells
    that others cover are left out of a row. Without a head the first of each row heads it. On
    pages that begin at the right the first column stands at the right.
    """
    grid = _laid_out(rows)
    plain = [["" if cell is None or cell.columns > 1 else cell.text for cell in row]
             for row in grid]  # fmt: skip
    if widths:
        sizes = shares(widths, room, least(plain[:head], len(grid[0]), styles[0], field))
    else:
        sizes = _widths(plain, styles, room, head, field)
    table = Slot("Table", within)
    parts = (Slot("THead", table), Slot("TBody", table))
    cells = [
        _row(row, styles, index < head, parts[index >= head], ends, field, has_head=head > 0)
        for index, row in enumerate(grid)
    ]
    look = [*_look(head), *_spans(grid)]
    if styles[1].base == 1:
        cells, sizes = [row[::-1] for row in cells], sizes[::-1]
        spans = _spans([row[::-1] for row in grid], is_mirrored=True)
        for _, (left, down), (right, _) in spans:  # ReportLab draws what stands at the left
            cells[down][left], cells[down][right] = cells[down][right], cells[down][left]
        look = [*_look(head), *spans]
    return Table(
        cells, colWidths=sizes, repeatRows=head, splitInRow=1, style=look, hAlign="LEFT",
        spaceBefore=4, spaceAfter=10,
    )  # fmt: skip


def _laid_out(rows: Cells) -> list[list[Cell | None]]:
    """Return rows of one length; None is covered by a cell before or above."""
    taken: dict[tuple[int, int], Cell | None] = {}
    for down, row in enumerate(rows):
        across = 0
        for given in row:
            cell = given if isinstance(given, Cell) else Cell(given)
            while (down, across) in taken:
                across += 1
            for place in product(range(down, down + cell.rows),
                                 range(across, across + cell.columns)):  # fmt: skip
                taken[place] = None
            taken[down, across] = cell
    width = max(across for _, across in taken) + 1
    return [[taken.get((down, across), Cell("")) for across in range(width)]
            for down in range(len(rows))]  # fmt: skip


def _row(
    row: Sequence[Cell | None],
    styles: tuple[Style, Style],
    is_head: bool,
    part: Slot,
    ends: Sequence[int],
    field: Message,
    *,
    has_head: bool,
) -> list[TextBlock | str]:
    line = Slot("TR", part)
    cells: list[TextBlock | str] = []
    for column, cell in enumerate(row):
        if cell is None:
            cells.append("")
            continue
        heads = is_head or cell.is_head or (not has_head and column == 0)
        slot = Slot("TH" if heads else "TD", line, _about(cell, heads, is_head=is_head))
        line.order.append(slot)
        style = styles[0] if is_head or cell.is_head else styles[1]
        aligned = replace(style, align="end" if column in ends else "column")
        cells.append(TextBlock(cell.text, aligned, slot, field))
    return cells


def _about(cell: Cell, heads: bool, *, is_head: bool) -> Any:
    """Return the attributes of a cell: what it heads, and what it spans."""
    if not heads and cell.columns == cell.rows == 1:
        return None
    return dictionary(
        O=name("Table"),
        Scope=name("Column" if is_head else "Row") if heads else None,
        ColSpan=cell.columns if cell.columns > 1 else None,
        RowSpan=cell.rows if cell.rows > 1 else None,
    )


def _spans(
    grid: Sequence[Sequence[Cell | None]], *, is_mirrored: bool = False
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for down, row in enumerate(grid):
        for across, cell in enumerate(row):
            if cell is not None and (cell.columns > 1 or cell.rows > 1):
                other = across - cell.columns + 1 if is_mirrored else across + cell.columns - 1
                sides = sorted((across, other))
                found.append(("SPAN", (sides[0], down), (sides[1], down + cell.rows - 1)))
    return found


def _look(head: int) -> list[tuple[Any, ...]]:
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), PADDING * 0.75),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING * 0.75),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _RULE),
    ]
    if head:
        look.append(("BACKGROUND", (0, 0), (-1, head - 1), _HEAD))
        look.append(("VALIGN", (0, 0), (-1, head - 1), "BOTTOM"))
    return look


def least(heads: list[list[str]], columns: int, style: Style, field: Message) -> list[float]:
    """Return the room that the longest word of each head needs, so that no word is broken."""
    return [
        max((natural_width(word, style, field) for row in heads for word in row[column].split()),
            default=0.0) + 2 * PADDING + 0.5
        for column in range(columns)
    ]  # fmt: skip


def shares(widths: Sequence[float], room: float, needs: Sequence[float]) -> list[float]:
    """Divide the room by shares; a column that is too narrow for its head takes from the wider."""
    sizes = [room * width / sum(widths) for width in widths]
    spare = [max(0.0, size - need) for size, need in zip(sizes, needs, strict=True)]
    lacking = sum(max(0.0, need - size) for size, need in zip(sizes, needs, strict=True))
    taken = min(1.0, lacking / sum(spare)) if sum(spare) else 0.0
    return [
        max(size, need) - part * taken for size, need, part in zip(sizes, needs, spare, strict=True)
    ]


def _widths(
    rows: list[list[str]],
    styles: tuple[Style, Style],
    room: float,
    head: int,
    field: Message,
) -> list[float]:
    """Give narrow columns what they need and share the rest among the others."""
    needed = [
        max(
            natural_width(row[column], styles[index >= head], field)
            for index, row in enumerate(rows)
        )
        + 2 * PADDING
        + 0.5
        for column in range(len(rows[0]))
    ]
    if sum(needed) <= room:
        spare = (room - sum(needed)) / len(needed)
        return [each + spare for each in needed]
    settled: dict[int, float] = {}
    while True:
        rest = [column for column in range(len(needed)) if column not in settled]
        share = (room - sum(settled.values())) / len(rest)
        narrow = {column: needed[column] for column in rest if needed[column] <= share}
        if not narrow:
            return [settled.get(column, share) for column in range(len(needed))]
        settled.update(narrow)
