"""Reading the pins of S.json: places in evidence and description (docs/formats/interface.md)."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from app.models.identifiers import EvidenceId, Sha256
from app.models.message import message
from app.models.plain import Plain
from app.models.review import Pin
from app.scoring.given import number_of, refuse

MOST_PINS = 200
"""Pins of one leaf; beyond this nobody reads them."""

LONGEST = {"quote": 4000, "note": 4000, "before": 200, "after": 200}
"""Letters of a pin's texts."""

KEYS = frozenset({
    "evidence", "answer", "page", "quote", "rectangle", "second", "note", "before", "after",
    "sha256",
})  # fmt: skip
OF_EVIDENCE = ("page", "rectangle", "second", "sha256")
"""What only a piece of evidence has; a passage of the description is a quote."""


def read_pins(leaf: str, score: Mapping[str, Any]) -> tuple[tuple[Pin, ...], bool]:
    """Return the pins of one leaf, and whether it says that no evidence was found."""
    pins, none_found = score.get("pins", []), score.get("no_evidence", False)
    if not isinstance(pins, list):
        refuse("pin", leaf, message("the pins must be a list"))
    if not isinstance(none_found, bool):
        refuse("type", leaf, message("no_evidence must be true or false"))
    if pins and none_found:
        refuse("pin", leaf, message("it has pins, so evidence was found"))
    if len(pins) > MOST_PINS:
        refuse("pin", leaf, message("it has more than {most} pins", most=MOST_PINS))
    return tuple(_pin(leaf, pin) for pin in pins), none_found


def _pin(leaf: str, value: Plain) -> Pin:
    if not isinstance(value, Mapping) or set(value) - KEYS:
        said = message("a pin has {keys} and nothing else", keys=", ".join(sorted(KEYS)))
        refuse("pin", leaf, said)
    _check_place(leaf, value)
    evidence = _text(leaf, value, "evidence")
    return Pin(
        evidence=None if evidence is None else EvidenceId(evidence),
        answer=_text(leaf, value, "answer"),
        page=_page(leaf, value.get("page")),
        quote=_text(leaf, value, "quote") or None,
        rectangle=_rectangle(leaf, value.get("rectangle")),
        second=_second(leaf, value.get("second")),
        note=_text(leaf, value, "note") or "",
        before=_text(leaf, value, "before") or "",
        after=_text(leaf, value, "after") or "",
        sha256=_sha256(leaf, value.get("sha256")),
    )


def _check_place(leaf: str, value: Mapping[str, Any]) -> None:
    """A pin is in one piece of evidence, or in one answer of the description."""
    if not value.get("evidence") and not value.get("answer"):
        refuse("pin", leaf, message("a pin must name its evidence or answer"))
    if value.get("evidence") and value.get("answer"):
        refuse("pin", leaf, message("a pin is in evidence or in an answer, not in both"))
    wrong = next((key for key in OF_EVIDENCE if value.get(key) is not None), None)
    if value.get("answer") and wrong is not None:
        refuse("pin", leaf, message("a pin in an answer has no {key}", key=wrong))


def _text(leaf: str, pin: Mapping[str, Any], key: str) -> str | None:
    value = pin.get(key)
    if value is not None and not isinstance(value, str):
        refuse("pin", leaf, message("the pin's {key} must be text", key=key))
    if value is not None and len(value) > LONGEST.get(key, 200):
        refuse("pin", leaf, message("the pin's {key} is too long", key=key))
    return value


def _page(leaf: str, value: Plain) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10**6:
        refuse("pin", leaf, message("the pin's page must be a whole number from 1"))
    return int(value)


def _second(leaf: str, value: Plain) -> Fraction | None:
    if value is None:
        return None
    number = number_of(value)
    if number is None or not 0 <= number <= 10**6:
        refuse("pin", leaf, message("the pin's second must be a number from 0"))
    return number


def _rectangle(leaf: str, value: Plain) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    """Left, top, right, bottom as fractions of the page."""
    if value is None:
        return None
    sides = [number_of(side) for side in value] if isinstance(value, list) else []
    inside = [side for side in sides if side is not None and 0 <= side <= 1]
    if len(sides) != 4 or len(inside) != 4:
        refuse("pin", leaf, message("the pin's rectangle must be four numbers from 0 to 1"))
    left, top, right, bottom = inside
    if left >= right or top >= bottom:
        refuse("pin", leaf, message("the pin's rectangle must be left, top, right, bottom"))
    return left, top, right, bottom


def _sha256(leaf: str, value: Plain) -> Sha256 | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
        refuse("pin", leaf, message("the pin's sha256 must be 64 digits of 0–9 a–f"))
    return Sha256(value)
