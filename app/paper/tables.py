"""Tables that repeat their head and are tagged with rows, header cells and their scope."""

from collections.abc import Sequence
from dataclasses import replace
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


def table_block(
    rows: Sequence[Sequence[str]],
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

    ``widths`` are shares of the room; ``ends`` names columns that align at their end (numbers).
    """
    columns = max(len(row) for row in rows)
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    if widths:
        sizes = shares(widths, room, least(filled[:head], columns, styles[0], field))
    else:
        sizes = _widths(filled, styles, room, head, field)
    table = Slot("Table", within)
    parts = (Slot("THead", table), Slot("TBody", table))
    cells = [
        _row(row, styles, index < head, parts[index >= head], ends, field)
        for index, row in enumerate(filled)
    ]
    return Table(
        cells, colWidths=sizes, repeatRows=head, splitInRow=1, style=_look(head), hAlign="LEFT",
        spaceBefore=4, spaceAfter=10,
    )  # fmt: skip


def _row(
    row: Sequence[str],
    styles: tuple[Style, Style],
    is_head: bool,
    part: Slot,
    ends: Sequence[int],
    field: Message,
) -> list[TextBlock]:
    line = Slot("TR", part)
    style = styles[0] if is_head else styles[1]
    cells = []
    for column, text in enumerate(row):
        slot = Slot("TH" if is_head else "TD", line, _scope() if is_head else None)
        aligned = replace(style, align="end" if column in ends else "column")
        cells.append(TextBlock(text, aligned, slot, field))
    return cells


def _scope() -> Any:
    return dictionary(O=name("Table"), Scope=name("Column"))


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
