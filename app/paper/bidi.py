"""The Unicode bidirectional algorithm (UAX 9) for text without explicit controls.

``clean`` has refused all embeddings, overrides and isolates, so a paragraph is one isolating run
sequence: rules P2–P3, W1–W7, N0–N2, I1–I2, L1 and L2 are all that remain.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from unicodedata import bidirectional

BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘"
    "⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING = {
    _SAME.get(a, a): _SAME.get(b, b) for a, b in zip(BRACKETS[::2], BRACKETS[1::2], strict=True)
}
_CLOSERS = frozenset(_CLOSING.values())
_DEEPEST = 63

_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_TURNING = frozenset({"R", "AL", "AN"})
"""Without one of these nothing in a left-to-right paragraph is raised."""
_STRONG_AS = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}

Item = TypeVar("Item")


def base_level(text: str) -> int:
    """Return 1 when the first strong character is right-to-left, else 0 (P2, P3)."""
    for character in text:
        kind = bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of one paragraph with base level 0 or 1."""
    kinds = [bidirectional(character) or "L" for character in text]
    if base == 0 and _TURNING.isdisjoint(kinds):
        return [0] * len(text)  # numbers follow L (W7), neutrals the paragraph (N2)
    kept = [index for index, kind in enumerate(kinds) if kind != "BN"]  # X9
    around = "R" if base else "L"
    found = _resolve([kinds[index] for index in kept], [text[index] for index in kept], around)
    result = [base] * len(text)
    for index, kind in zip(kept, found, strict=True):
        result[index] = base + _raise(base, kind)
    _follow(result, kinds, base)
    _whitespace(result, kinds, base)
    return result


def visual(pieces: Sequence[Item], piece_levels: Sequence[int]) -> list[Item]:
    """Return the pieces of one line from left to right (L2)."""
    order = list(range(len(pieces)))
    highest = max(piece_levels, default=0)
    lowest_odd = min((level for level in piece_levels if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        _reverse_runs(order, [piece_levels[index] >= level for index in order])
    return [pieces[index] for index in order]


def _reverse_runs(order: list[int], is_high: list[bool]) -> None:
    start = 0
    while start < len(order):
        if not is_high[start]:
            start += 1
            continue
        end = start
        while end < len(order) and is_high[end]:
            end += 1
        order[start:end] = reversed(order[start:end])
        start = end


def _raise(base: int, kind: str) -> int:
    """I1 and I2."""
    if base:
        return 1 if kind in {"L", "EN", "AN"} else 0
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def _follow(result: list[int], kinds: list[str], base: int) -> None:
    """Give removed characters the level of what stands before them."""
    before = base
    for index, kind in enumerate(kinds):
        if kind == "BN":
            result[index] = before
        before = result[index]


def _whitespace(result: list[int], kinds: list[str], base: int) -> None:
    """L1: separators, and the space before them and at the end, take the base level."""
    at_end = True
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] in {"B", "S"}:
            at_end = True
        elif kinds[index] not in {"WS", "BN"}:
            at_end = False
        if at_end:
            result[index] = base


def _resolve(kinds: list[str], characters: list[str], around: str) -> list[str]:
    original = kinds[:]
    _marks(kinds, around)
    _numbers(kinds, around)
    _separators(kinds)
    _latin_numbers(kinds, around)
    _brackets(kinds, characters, original, around)
    _neutrals(kinds, around)
    return kinds


def _marks(kinds: list[str], around: str) -> None:
    """W1."""
    before = around
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = before
        before = kinds[index]


def _numbers(kinds: list[str], around: str) -> None:
    """W2 and W3."""
    strong = around
    for index, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    for index, kind in enumerate(kinds):
        if kind == "AL":
            kinds[index] = "R"


def _separators(kinds: list[str]) -> None:
    """W4, W5 and W6."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (
            (kind in {"ES", "CS"} and before == "EN") or (kind == "CS" and before == "AN")
        ):
            kinds[index] = before
    for start, end in _runs(kinds, {"ET"}):
        neighbours = {kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else ""}
        if "EN" in neighbours:
            kinds[start:end] = ["EN"] * (end - start)
    for index, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[index] = "ON"


def _latin_numbers(kinds: list[str], around: str) -> None:
    """W7."""
    strong = around
    for index, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _runs(kinds: Sequence[str], wanted: Iterable[str]) -> list[tuple[int, int]]:
    wanted = frozenset(wanted)
    found, start = [], None
    for index, kind in enumerate((*kinds, "")):
        if kind in wanted:
            start = index if start is None else start
        elif start is not None:
            found.append((start, index))
            start = None
    return found


def _pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    """BD16: bracket pairs, sorted by the opening one."""
    stack: list[tuple[str, int]] = []
    found = []
    for index, kind in enumerate(kinds):
        character = _SAME.get(characters[index], characters[index])
        if kind != "ON":
            continue
        if character in _CLOSING:
            if len(stack) == _DEEPEST:
                break
            stack.append((_CLOSING[character], index))
        elif character in _CLOSERS:
            depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == character), -1)
            if depth >= 0:
                found.append((stack[depth][1], index))
                del stack[depth:]
    return sorted(found)


def _brackets(kinds: list[str], characters: list[str], original: list[str], around: str) -> None:
    """N0."""
    for opening, closing in _pairs(kinds, characters):
        inside = {_STRONG_AS[kind] for kind in kinds[opening + 1 : closing] if kind in _STRONG_AS}
        if around in inside:
            chosen = around
        elif inside:
            before = [_STRONG_AS[kind] for kind in kinds[:opening] if kind in _STRONG_AS]
            context = before[-1] if before else around
            chosen = context if context != around else around
        else:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = chosen
            _marks_after(kinds, original, bracket, chosen)


def _marks_after(kinds: list[str], original: list[str], bracket: int, chosen: str) -> None:
    index = bracket + 1
    while index < len(kinds) and original[index] == "NSM":
        kinds[index] = chosen
        index += 1


def _neutrals(kinds: list[str], around: str) -> None:
    """N1 and N2."""
    for start, end in _runs(kinds, _NEUTRAL):
        before = _STRONG_AS[kinds[start - 1]] if start else around
        after = _STRONG_AS[kinds[end]] if end < len(kinds) else around
        kinds[start:end] = [before if before == after else around] * (end - start)
