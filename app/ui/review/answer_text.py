"""Reads an applicant's text: plain paragraphs, or a small and safe part of Markdown.

Nothing here is HTML and nothing is fetched: links and pictures become the words and the address
they name. Every step looks at each character a bounded number of times, so hostile text costs no
more than honest text of the same length.
"""

import re

from app.ui.review.markdown import markdown_blocks
from app.ui.review.passages import Block, Kind, Span

LONGEST_RUN = 500
"""Letters without a space after which a line may break; breaking lines takes the square of it."""


def blocks(text: str, text_format: str) -> tuple[Block, ...]:
    """Return the blocks of ``text``; ``text_format`` is ``plain`` or ``markdown``."""
    text = re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S)", "\\1\u200b", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(markdown_blocks(lines) if text_format == "markdown" else _plain(lines))


def _plain(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for chunk in _chunks(lines):
        # A single line break of plain text is the applicant's own and is kept.
        words = "\n".join(line.rstrip() for line in chunk)
        found.append(Block(Kind.PARAGRAPH, (Span(words),)))
    return found


def _chunks(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [chunk for chunk in found if chunk]
