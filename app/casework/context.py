"""Lines of context around what was found, as they are listed."""

from collections.abc import Iterator, Sequence

from app.models.finding import Line, Passage, Where
from app.models.folding import FoldedText
from app.models.terms import Place

BEFORE, AFTER = 44, 96
"""Characters that are shown before and after the first found word of a line."""

TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of what follows; a line is cut out of a text that may end them."""

FOLLOWING = 40
"""Characters after a found word by which its very place is told from others."""


def lines_of(passage: Passage, text: FoldedText, found: Sequence[Place]) -> Iterator[Line]:
    """Yield a line for each place; places close to each other share one."""
    group: list[Place] = []
    for place in found:
        if group and place[1] > group[0][0] + AFTER:
            yield _line(passage, text.text, group)
            group = []
        group.append(place)
    if group:
        yield _line(passage, text.text, group)


def _line(passage: Passage, text: str, found: Sequence[Place]) -> Line:
    first, end = found[0]
    left, right = max(0, first - BEFORE), min(len(text), max(found[-1][1], first + AFTER))
    if passage.where is Where.FACTS:
        left = text.rfind("\n", 0, first) + 1
        right = text.find("\n", end) if "\n" in text[end:] else len(text)
    left = _at_word(text, left, first)
    said, marks = "…" if text[:left].strip() and passage.where is not Where.FACTS else "", []
    here = left
    for begin, stop in found:
        if begin < here or stop > right:
            continue
        said += _flat(text[here:begin])
        start = len(said)
        said += _flat(text[begin:stop])
        marks.append((start, len(said)))
        here = stop
    said += _flat(text[here:right]).rstrip()
    return Line(
        passage.where, passage.place, said, tuple(marks), text[first:end],
        text[end : end + FOLLOWING], passage.page, passage.name,
    )  # fmt: skip


def _at_word(text: str, left: int, first: int) -> int:
    """Begin a line with a whole word where one begins before the found one."""
    if left == 0 or text[left - 1].isspace():
        return left
    space = next((at for at in range(left, first) if text[at].isspace()), first)
    return min(space + 1, first)


def _flat(text: str) -> str:
    """Return the text on one line, its outer spaces kept as one; nothing in it turns the rest."""
    text = text.translate(TURNING)
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{words}{after}"
