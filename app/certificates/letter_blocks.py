"""The sentences a letter begins with, by sub-criterion and points (``resources/letters``)."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from app.models.identifiers import Names
from app.models.scheme import Leaf, Scheme
from app.resources import resource
from app.wording import pick, points_text

EVERY = "*"
"""Stands for each part of a scheme that has no block of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence for a part of the scheme, from so many points up to the next block's."""

    leaf: str
    least: Fraction
    names: Names


def shipped_block(scheme: Scheme, leaf: Leaf, points: Fraction, language: str) -> str:
    """Return the sentence for these points; a scheme without blocks has its descriptors."""
    blocks = _blocks(scheme.id)
    for name in (leaf.id, EVERY):
        found = [each for each in blocks if each.leaf == name and each.least <= points]
        if found:
            return pick(max(found, key=lambda each: each.least).names, language)
    return pick(leaf.descriptors.get(points_text(points, "en"), {}), language)


@cache
def _blocks(scheme: str) -> tuple[Block, ...]:
    path = resource("letters", f"{scheme}.toml")
    if not path.is_file():
        return ()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_block(each) for each in table["blocks"])


def _block(table: dict[str, Any]) -> Block:
    names = {tag: text for tag, text in table.items() if tag not in {"leaf", "from"}}
    return Block(table["leaf"], Fraction(table["from"]), names)
