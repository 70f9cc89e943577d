"""A list for people: a title, columns and rows of text, written as csv, xlsx, html, json or PDF."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key`` is its stable name for programs, ``title`` its words for people.

    ``share`` is its part of the width on paper, relative to the others.
    """

    key: str
    title: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class ListTable:
    """A whole list, already in one language; every cell is text."""

    title: str
    language: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    subtitle: str = ""
