"""The one file that is open in this process, and what may be asked of it."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from app.models.frames import Frame, Header
from app.models.sheet import SheetTable
from app.models.unmarked import unmarked_utf16 as _loaded  # noqa: F401  later its file is closed
from app.reader.blocks_file import BlocksFile
from app.reader.ground import Ground
from app.reader.match import Place
from app.reader.refusal import refusal
from app.reader.region import Region, region_of

LONGEST_STENCIL = 2000


class Readable(Protocol):
    """What each kind of file can be asked; ``refusal("unsupported")`` where it makes no sense."""

    def facts(self) -> Header:
        """Return pages, sizes and notes."""

    def draw(self, region: Region, ground: Ground) -> Frame:
        """Return the region as BGRX pixels, put on the ground."""

    def text(self, page: int) -> Frame:
        """Return text in UTF-8 and, for pages, the boxes of its characters."""

    def find(self, query: str, first: int, end: int) -> list[Place]:
        """Return where the words stand on pages ``first`` to before ``end``."""

    def close(self) -> None:
        """Give back the memory."""


@runtime_checkable
class Worded(Protocol):
    """What kinds of file with words can be asked too."""

    def words(self, first: int, end: int) -> list[str]:
        """Return the text of pages ``first`` to before ``end``, for finding."""


@runtime_checkable
class Outlined(Protocol):
    """What a PDF can be asked too."""

    def outline(self) -> Frame:
        """Return the entries of its outline."""

    def links(self, page: int) -> Frame:
        """Return the links on a page."""

    def signs(self, first: int, skipped: frozenset[int]) -> Frame:
        """Return notes of pages from ``first``, and the page to go on from."""


@runtime_checkable
class Transparent(Protocol):
    """A picture that can be asked for with its transparency."""

    def stencil(self, side: int) -> Frame:
        """Return the whole picture as RGBA, at most ``side`` long."""


class OpenFile:
    """Answers requests; what a kind of file needs is loaded when the first of it comes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._file: Readable | None = None

    def answer(self, request: Frame) -> Frame:
        """Do what a request asks for; raises ``Unavailable`` with a code of ``refusal``."""
        try:
            return self._answer(request)
        except MemoryError as error:
            self._close()
            raise refusal("too-large") from error

    def _answer(self, request: Frame) -> Frame:
        header, word = request.header, request.header.get("do")
        if word == "open":
            self._close()
            self._file = opened(header, request.parts[0])
            return Frame(self._file.facts())
        if word == "close" or self._file is None:
            self._close()
            return Frame({})
        return self._asked(self._file, header)

    def _asked(self, file: Readable, header: Header) -> Frame:
        match header.get("do"):
            case "draw":
                return file.draw(region_of(header), self._ground)
            case "text":
                return file.text(int(header["page"]))
            case "find":
                first, end = int(header["first"]), int(header["end"])
                return Frame({"places": file.find(str(header["query"]), first, end)})
            case "inner" if isinstance(file, BlocksFile):
                return file.inner(int(header["index"]))
        return _asked_too(file, header)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _asked_too(file: Readable, header: Header) -> Frame:
    """Answer what only some kinds of file can be asked."""
    match header.get("do"):
        case "codes":
            from app.reader.symbols import codes  # noqa: PLC0415  only for scans

            return Frame({"codes": codes(file.draw(region_of(header), Ground()))})
        case "stencil" if isinstance(file, Transparent):
            return file.stencil(min(int(header["side"]), LONGEST_STENCIL))
        case "words" if isinstance(file, Worded):
            pages = file.words(int(header["first"]), int(header["end"]))
            return Frame({}, tuple(page.encode("utf-8", "replace") for page in pages))
        case "outline" if isinstance(file, Outlined):
            return file.outline()
        case "links" if isinstance(file, Outlined):
            return file.links(int(header["page"]))
        case "signs" if isinstance(file, Outlined):
            return file.signs(int(header["first"]), frozenset(header["skipped"]))
    raise refusal("unsupported")


def opened(header: Header, untrusted: bytes) -> Readable:
    """Open bytes as the kind that the program outside found them to be."""
    match header.get("kind"):
        case "pdf":
            from app.reader.pdf import PdfFile  # noqa: PLC0415  each kind loads when first needed

            return PdfFile(untrusted, str(header.get("password", "")))
        case "image":
            return _picture(untrusted)
        case "text":
            from app.reader.plain_text import TextFile  # noqa: PLC0415

            return TextFile(untrusted, language=str(header.get("language", "")))
        case "table" | "sheet":
            from app.reader.table import TableFile  # noqa: PLC0415

            if header.get("kind") == "sheet":
                return _sheets(untrusted)
            from app.reader.separated import separated_table  # noqa: PLC0415

            return TableFile(separated_table(untrusted, str(header.get("language", ""))))
    from app.reader.documents import blocks_file  # noqa: PLC0415

    return blocks_file(str(header.get("kind")), untrusted, str(header.get("language", "")))


def _picture(untrusted: bytes) -> Readable:
    from app.reader.picture import PictureFile  # noqa: PLC0415

    if not untrusted.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return PictureFile(untrusted)
    from app.reader.drawing import drawn  # noqa: PLC0415

    return PictureFile(*drawn(untrusted))


def _sheets(untrusted: bytes) -> Readable:
    """The record of the vocabulary is loaded with this module: later its file is closed to us."""
    from app.reader.office_signs import signs_of  # noqa: PLC0415
    from app.reader.opensheet import opensheet_table  # noqa: PLC0415
    from app.reader.table import TableFile  # noqa: PLC0415
    from app.reader.workbook import workbook_table  # noqa: PLC0415

    is_open = b"content.xml" in untrusted and b"xl/workbook.xml" not in untrusted
    read: Callable[[bytes, int], SheetTable] = opensheet_table if is_open else workbook_table
    return TableFile(read(untrusted, 0), signs_of(untrusted), lambda at: read(untrusted, at))
