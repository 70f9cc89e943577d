"""A document that is shown as blocks; each kind of file has a module that gathers them."""

from collections.abc import Callable

from app.models.blocks import INNER_BYTES, Block
from app.models.frames import Frame, Header
from app.reader.gathering import Gathering
from app.reader.ground import Ground
from app.reader.match import Place
from app.reader.refusal import refusal
from app.reader.region import Region
from app.reader.table import json_line

Inside = Callable[[int], bytes]
"""Returns the bytes of a file inside, by its place in the list."""


class BlocksFile:
    """Blocks and pictures, gathered whole when the file is opened."""

    def __init__(self, gathered: Gathering, inside: Inside | None = None) -> None:
        self._gathered = gathered
        self._inside = inside
        if not gathered.blocks and not gathered.inner:
            raise refusal("empty")

    def facts(self) -> Header:
        """Return what is known of the file; the program outside asks for the blocks next."""
        found = self._gathered
        return {
            "pages": 1, "sizes": [(1, 1)], "notes": sorted(found.notes),
            "encoding": found.encoding,
        }  # fmt: skip

    def draw(self, region: Region, ground: Ground) -> Frame:  # noqa: ARG002
        """A document is laid out by the program outside."""
        raise refusal("unsupported")

    def text(self, page: int) -> Frame:  # noqa: ARG002
        """Return lines of JSON (sizes of pictures, files inside, blocks), then pixels."""
        found = self._gathered
        sizes = [(each.width, each.height) for each in found.pictures]
        files = [(each.name, each.size) for each in found.inner]
        records = [sizes, files, *map(_plain, found.blocks)]
        words = "\n".join(map(json_line, records))
        pixels = [each.content for each in found.pictures]
        return Frame({}, (words.encode("utf-8", "replace"), *pixels))

    def words(self, first: int, end: int) -> list[str]:  # noqa: ARG002
        """Return the words of all blocks as one page, and the names of files inside."""
        found = self._gathered
        lines = ["\n".join("\t".join(row) for row in each.rows) or each.text
                 for each in found.blocks]  # fmt: skip
        return ["\n".join([*lines, *(each.name for each in found.inner)])]

    def find(self, query: str, first: int, end: int) -> list[Place]:  # noqa: ARG002
        """Finding is done outside, where the words are laid out."""
        raise refusal("unsupported")

    def inner(self, index: int) -> Frame:
        """Return the bytes of a file inside; raises ``Unavailable``."""
        if self._inside is None or not 0 <= index < len(self._gathered.inner):
            raise refusal("unsupported")
        content = self._inside(index)
        if len(content) > INNER_BYTES:
            raise refusal("too-large")
        return Frame({}, (content,))

    def close(self) -> None:
        """Forget the document."""
        self._gathered, self._inside = Gathering(), None


def _plain(block: Block) -> list[object]:
    runs = [(run.text, run.bold, run.italic) for run in block.runs]
    return [str(block.shape), runs, block.level, block.label, block.rows, block.picture]
