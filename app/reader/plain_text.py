"""Text files: which characters the bytes mean, and how much of a long one is shown."""

from codecs import getincrementaldecoder
from html.parser import HTMLParser

from app.models.folding import FoldedText
from app.models.frames import Frame, Header
from app.models.unmarked import unmarked_utf16
from app.reader.encoding import likely_encoding
from app.reader.ground import Ground
from app.reader.match import Place, places
from app.reader.refusal import refusal
from app.reader.region import Region

SHOWN_BYTES = 2 * 1024 * 1024
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SILENT = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object"}
BREAKING = {"p", "div", "br", "li", "tr", "table", "ul", "ol", "section", "article", "header",
            "footer", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd",
            "title"}  # fmt: skip
TIDY = {0: " ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}


class TextFile:
    """One decoded text, shown whole; a saved web page loses everything but its words."""

    def __init__(self, untrusted: bytes, *, web: bool = False, language: str = "") -> None:
        self._cut = len(untrusted) > SHOWN_BYTES
        text, self._encoding = decoded(untrusted[:SHOWN_BYTES], language, cut=self._cut)
        self._text = words_of_web_page(text) if web else text

    def facts(self) -> Header:
        """Return the encoding, and whether only the beginning is shown."""
        notes = ["cut"] if self._cut else []
        return {"pages": 1, "sizes": [(1, 1)], "notes": notes, "encoding": self._encoding}

    def draw(self, region: Region, ground: Ground) -> Frame:  # noqa: ARG002
        """A text is laid out by the program outside."""
        raise refusal("unsupported")

    def text(self, page: int) -> Frame:  # noqa: ARG002
        """Return the whole text, in UTF-8."""
        return Frame({}, (self._text.encode("utf-8", "replace"), b""))

    def words(self, first: int, end: int) -> list[str]:  # noqa: ARG002
        """Return the whole text as one page."""
        return [self._text]

    def find(self, query: str, first: int, end: int) -> list[Place]:  # noqa: ARG002
        """Return where the words stand."""
        return places(query, FoldedText(self._text))

    def close(self) -> None:
        """Forget the text."""
        self._text = ""


def decoded(untrusted: bytes, language: str = "", *, cut: bool = False) -> tuple[str, str]:
    """Return text with plain line ends, and its encoding."""
    text, encoding = spelled(untrusted, language, cut=cut)
    return _tidy(text), encoding


def spelled(untrusted: bytes, language: str = "", *, cut: bool = False) -> tuple[str, str]:
    """Return text and encoding: a byte order mark, UTF-16 by its zeros, UTF-8, else what fits best.

    ``cut``: the bytes may end inside a letter.
    """
    marked = next((name for mark, name in MARKS if untrusted.startswith(mark)), None)
    if marked:
        return untrusted.decode(marked, "replace"), marked.removesuffix("-sig")
    unmarked = unmarked_utf16(untrusted)
    if unmarked:
        return untrusted.decode(unmarked, "replace"), unmarked
    try:
        return getincrementaldecoder("utf-8")().decode(untrusted, final=not cut), "utf-8"
    except UnicodeDecodeError:
        return _guessed(untrusted, language)


def _guessed(untrusted: bytes, language: str) -> tuple[str, str]:
    likely = likely_encoding(untrusted, language)
    if likely is not None:
        return untrusted.decode(likely, "replace"), likely
    from charset_normalizer import from_bytes  # noqa: PLC0415  50 ms, rarely needed

    best = from_bytes(untrusted[:200_000]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return untrusted.decode(encoding, "replace"), encoding


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(TIDY)


class _Words(HTMLParser):
    """Collects what a reader of a page would see as words; follows and loads nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silence: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT:
            self._silence.append(tag)
        if tag in BREAKING:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silence:
            del self._silence[self._silence.index(tag) :]
        if tag in BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silence:
            self.pieces.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def words_of_web_page(text: str) -> str:
    """Return the words of an HTML page, one block a line, empty lines between blocks."""
    parser = _Words()
    parser.feed(text)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)
