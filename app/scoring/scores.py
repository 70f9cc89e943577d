"""Reading S.json: points, comments and pins of one evaluation (docs/formats/scheme.md).

Nothing is guessed: what is not exactly a value of the scale is refused with its id.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from app.models.errors import Misused
from app.models.identifiers import LeafId
from app.models.message import message
from app.models.plain import Plain
from app.models.review import Mark, Points, Score, Scores
from app.models.scheme import Scheme
from app.scoring.cells import leaf_minimums
from app.scoring.given import number_of, refuse
from app.scoring.pins import read_pins

WORDS = {"not-met": 0, "partly": 1, "met": 2}
"""Words of statement schemes: the position of the step on the scale, counted from its minimum."""

SIZE_LIMIT = 16 * 2**20


def parse_scores_text(text: str | bytes, scheme: Scheme) -> Scores:
    """Return the scores of a JSON text; numbers are exact, the JSON is read strictly.

    Raises ``Misused`` ``scores.json`` for anything that is not one plain JSON object (byte order
    mark, duplicate keys, NaN, lone surrogates, …), and everything ``read_scores`` raises.
    """
    try:
        read = text.decode("utf-8") if isinstance(text, bytes) else text
        if len(read) > SIZE_LIMIT or read.count("[") + read.count("{") > 10**6:
            raise ValueError("too large")  # noqa: TRY301
        plain = json.loads(
            read, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_duplicates
        )
        if "\\u0000" in json.dumps(plain, ensure_ascii=False, default=str).encode().decode():
            raise ValueError("a text holds NUL")  # noqa: TRY301
    except (ValueError, RecursionError) as error:
        raise Misused(
            "scores.json",
            message("The scores are not valid JSON: {detail}", detail=str(error)[:200]),
            message("Write them as in {example}", example='{"1a": 4, "1b": {"points": 3}}'),
        ) from error
    return read_scores(plain, scheme)


def read_scores(plain: Plain, scheme: Scheme) -> Scores:
    """Return the scores of parsed JSON (numbers as ``int`` or ``Decimal``).

    Raises ``Misused``: ``scores.type``, ``.unknown``, ``.has-parts``, ``.out-of-scale``,
    ``.off-step``, ``.not-applicable``, ``.key``, ``.pin`` – each names the id.
    """
    if not isinstance(plain, Mapping):
        raise Misused("scores.type", message("The scores must be one JSON object."))
    leaves = {str(leaf.id) for leaf in scheme.leaves}
    strict = {str(leaf) for leaf in leaf_minimums(scheme)}
    for leaf in plain:
        if leaf not in leaves:
            _unknown(str(leaf), scheme)
    return {
        LeafId(leaf): _score(leaf, value, scheme, may_leave_out=leaf not in strict)
        for leaf, value in plain.items()
    }


def _unknown(leaf: str, scheme: Scheme) -> NoReturn:
    criterion = next((each for each in scheme.criteria if each.id == leaf), None)
    if criterion is not None:
        raise Misused(
            "scores.has-parts",
            message(
                "{id} is not scored itself; score its parts: {parts}",
                id=leaf,
                parts=", ".join(part.id for part in criterion.sub),
            ),
        )
    raise Misused(
        "scores.unknown", message("{scheme} has no {id} to score.", scheme=scheme.id, id=leaf[:64])
    )


def _score(leaf: str, value: Plain, scheme: Scheme, *, may_leave_out: bool) -> Score:
    if not isinstance(value, Mapping):
        return Score(_points(leaf, value, scheme, may_leave_out=may_leave_out))
    unknown = set(value) - {"points", "comment", "pins", "no_evidence"}
    if unknown:
        refuse("key", leaf, message("it has an unknown key {key}", key=min(map(str, unknown))))
    comment = value.get("comment", "")
    if not isinstance(comment, str):
        refuse("type", leaf, message("the comment must be text"))
    pins, no_evidence = read_pins(leaf, value)
    points = _points(leaf, value.get("points"), scheme, may_leave_out=may_leave_out)
    return Score(points, comment, pins, no_evidence)


def _points(leaf: str, value: Plain, scheme: Scheme, *, may_leave_out: bool) -> Points:
    if value is None:
        return None
    if isinstance(value, str):
        return _word(leaf, value, scheme, may_leave_out=may_leave_out)
    number = number_of(value)
    if number is None:
        refuse("type", leaf, message("points must be a number"))
    return _on_scale(leaf, number, scheme)


def _word(leaf: str, word: str, scheme: Scheme, *, may_leave_out: bool) -> Points:
    if word == Mark.NOT_APPLICABLE:
        if not scheme.scale.not_applicable:
            refuse("not-applicable", leaf, message("this scheme has no “not applicable”"))
        if not may_leave_out:
            refuse("not-applicable", leaf, message("it has a minimum, so it always applies"))
        return Mark.NOT_APPLICABLE
    if scheme.kind != "statements" or word not in WORDS:
        refuse("type", leaf, message("“{word}” is not a number", word=word[:40]))
    return _on_scale(leaf, scheme.scale.min + WORDS[word] * scheme.scale.step, scheme)


def _on_scale(leaf: str, number: Fraction, scheme: Scheme) -> Fraction:
    scale = scheme.scale
    if not scale.min <= number <= scale.max:
        problem = message(
            "the points must lie between {low} and {high}", low=scale.min, high=scale.max
        )
        refuse("out-of-scale", leaf, problem)
    if (number - scale.min) % scale.step:
        refuse("off-step", leaf, message("points go in steps of {step}", step=scale.step))
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:64]!r} is there twice")
        found[key] = value
    return found
