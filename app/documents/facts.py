"""What the reader tells of a file, after its answers were checked against limits."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.documents.kind import Kind


class Note(StrEnum):
    """Signs that a file is more than plain pages; shown, never acted on."""

    SCRIPTS = "scripts"
    ATTACHMENTS = "attachments"
    FORM = "form"
    DYNAMIC_FORM = "dynamic-form"
    LAYERS = "layers"
    SIGNATURE = "signature"
    FRAMES = "frames"
    TRUNCATED = "truncated"
    CUT = "cut"
    ROWS = "rows"
    LONG = "long"
    MACROS = "macros"
    OUTSIDE = "outside"
    COMMANDS = "commands"
    EMBEDDED = "embedded"
    COMMENTS = "comments"
    DRAWING = "drawing"
    AS_TEXT = "as-text"
    ANNOTATIONS = "annotations"
    HIDDEN_TEXT = "hidden-text"
    SCANNED = "scanned"
    UNDRAWN = "undrawn"
    PICTURED = "pictured"
    UNREADABLE_TEXT = "unreadable-text"
    LAUNCH = "launch"
    SENDING = "sending"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Pages with their sizes: points (1/72 inch) for a PDF, pixels for a picture."""

    kind: Kind
    pages: int
    sizes: tuple[tuple[float, float], ...]
    notes: frozenset[Note] = frozenset()
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file handed to the reader: its bytes, its kind and what is known of it."""

    content: bytes = field(repr=False)
    kind: Kind
    password: str = field(default="", repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of an outline: ``level`` from 0, ``page`` from 0 or -1, ``down`` as a part of it."""

    level: int
    title: str
    page: int
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page (left, top, right, bottom as parts of it) and what it leads to.

    ``address`` is untrusted text; ``page`` is from 0, -1 for a link with an address.
    """

    box: tuple[float, float, float, float]
    address: str = ""
    page: int = -1
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Pixels:
    """A drawn part of a page: rows of ``stride`` bytes, each pixel blue, green, red, unused.

    A view is lent: good only while it says so where it came from.
    """

    width: int
    height: int
    stride: int
    content: bytes | memoryview = field(repr=False)

    def __post_init__(self) -> None:
        right = min(self.width, self.height) > 0 and self.stride >= 4 * self.width
        if not right or len(self.content) != self.stride * self.height:
            raise ValueError("pixels")


@dataclass(frozen=True, slots=True)
class TextPage:
    """The text of a page; ``boxes`` left, top, right, bottom of each character, as page parts."""

    text: str
    boxes: tuple[tuple[float, float, float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.boxes and len(self.boxes) != len(self.text):
            raise ValueError("boxes")


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the searched words stand: page (from 0), first character, their number."""

    page: int
    first: int
    length: int
