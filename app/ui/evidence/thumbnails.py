"""Small pictures and page numbers for the strip, made one after the other in the background."""

from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.documents import HEAD_BYTES, Kind, Reader, declared_kind, kind_of
from app.models.application import Evidence
from app.models.identifiers import Sha256
from app.ui.evidence.fetching import Fetch, Fetching
from app.ui.evidence.reading import Reading
from app.ui.evidence.strip_card import PICTURE

LARGEST = 64 * 1024 * 1024
REMEMBERED = 600
SHARPNESS = 2


@dataclass(frozen=True)
class Thumbnail:
    """What a card can show of a file; ``pages`` of a document, ``image`` of a picture."""

    kind: Kind
    pages: int = 0
    image: QImage | None = None


class Thumbnails(QObject):
    """Tells ``came(evidence id)``; ``of`` has what is known."""

    came = Signal(str)

    def __init__(self, fetch: Fetch, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading(reader, self)
        self._fetching = Fetching(fetch, self)
        self._known: OrderedDict[tuple[Sha256, str], Thumbnail] = OrderedDict()
        self._left: deque[Evidence] = deque()
        self._package = Sha256("")

    def show(self, package: Sha256, evidence: Iterable[Evidence]) -> None:
        """Make thumbnails for the evidence of a package, in this order."""
        self._reading.abandon()
        self._fetching.forget()
        self._package = package
        self._left = deque(
            each
            for each in evidence
            if each.file and _worth_reading(each) and (package, each.id) not in self._known
        )

    def start(self) -> None:
        """Go on with the next one, when nothing more urgent is on its way."""
        if not self._left:
            return
        evidence = self._left.popleft()

        def ask(untrusted: bytes) -> None:
            self._reading.ask(
                lambda reader: thumbnail(reader, untrusted, evidence),
                lambda made: self._keep(evidence, made),
                lambda _error: self._keep(evidence, _plain(untrusted, evidence)),
            )

        self._fetching.get(evidence.id, ask, lambda _error: self.start())

    def of(self, evidence: str) -> Thumbnail | None:
        """Return what is known of evidence of the package shown."""
        return self._known.get((self._package, evidence))

    def close(self) -> None:
        """Stop working."""
        self._left.clear()
        self._fetching.forget()
        self._reading.close()

    def _keep(self, evidence: Evidence, made: Thumbnail) -> None:
        self._known[self._package, evidence.id] = made
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self.came.emit(evidence.id)
        self.start()


def _worth_reading(evidence: Evidence) -> bool:
    """A film or a text would be read for nothing: its card says what its name says."""
    declared = declared_kind(evidence.file or "", evidence.media_type)
    return declared in {None, Kind.PDF, Kind.IMAGE}


def thumbnail(reader: Reader, untrusted: bytes, evidence: Evidence) -> Thumbnail:
    """Return the thumbnail of a file; runs on the reading thread."""
    made = _plain(untrusted, evidence)
    if made.kind not in {Kind.PDF, Kind.IMAGE} or len(untrusted) > LARGEST:
        return made
    facts = reader.open(untrusted, made.kind)
    if made.kind is Kind.PDF:
        return Thumbnail(made.kind, facts.pages)
    return Thumbnail(made.kind, image=_picture(reader, facts.sizes[0]))


def _plain(untrusted: bytes, evidence: Evidence) -> Thumbnail:
    found = kind_of(untrusted[:HEAD_BYTES], evidence.file or "", evidence.media_type)
    return Thumbnail(found.kind if found.agrees else Kind.OTHER)


def _picture(reader: Reader, size: tuple[float, float]) -> QImage | None:
    """Return the picture just large enough to cover a card."""
    room = (PICTURE.width() * SHARPNESS, PICTURE.height() * SHARPNESS)
    scale = min(1.0, max(room[0] / size[0], room[1] / size[1]))
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    if width * height > 4_000_000:  # a very long strip; its card says what it is
        return None
    pixels = reader.render(0, (width, height))
    form = QImage.Format.Format_RGB32
    return QImage(pixels.content, pixels.width, pixels.height, pixels.stride, form).copy()
