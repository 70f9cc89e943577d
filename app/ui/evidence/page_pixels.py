"""Drawn parts of pages: kept while they are near, asked for when they are seen."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.documents import Reader
from app.models.errors import LabelDeskError
from app.models.message import Message
from app.ui.evidence.page_layout import Box
from app.ui.evidence.reading import Reading, Ticket, Urgency
from app.ui.image_of import Images

LATE = 1_000
"""Milliseconds after which it is said that a page is still being drawn."""
KEPT_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page at a size, after a turn; pixels are the screen's own."""

    page: int
    width: int
    height: int
    rotation: int
    box: Box

    @property
    def is_whole(self) -> bool:
        """Tell whether this is the whole page."""
        return (self.box.width, self.box.height) == (self.width, self.height)


class PagePixels(QObject):
    """The pictures of one document's pages."""

    came = Signal(int)
    failed = Signal(int)
    delayed = Signal(int)

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._making = Images()
        self._images: OrderedDict[Part, QImage] = OrderedDict()
        self._stand_ins: dict[tuple[int, int], Part] = {}
        self._asked: dict[Part, Ticket] = {}
        self._bytes = 0
        self.errors: dict[int, Message] = {}
        self.late: set[int] = set()

    def clear(self) -> None:
        """Forget everything, for another document."""
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()
        for image in self._images.values():
            self._making.give_back(image)
        self._images.clear()
        self._stand_ins.clear()
        self.errors.clear()
        self.late.clear()
        self._bytes = 0

    def image(self, part: Part) -> QImage | None:
        """Return the picture of a part where it is there."""
        image = self._images.get(part)
        if image is not None:
            self._images.move_to_end(part)
        return image

    def stand_in(self, page: int, rotation: int) -> QImage | None:
        """Return the page in another size, to be shown until the right one comes."""
        part = self._stand_ins.get((page, rotation))
        return self._images.get(part) if part is not None else None

    def want(self, seen: Iterable[Part], near: Iterable[Part]) -> None:
        """Ask for what is missing, the first of ``seen`` first; forget what is wanted no more."""
        wanted = dict.fromkeys(near, Urgency.NEAR) | dict.fromkeys(seen, Urgency.VISIBLE)
        for part, ticket in list(self._asked.items()):
            if wanted.get(part) != ticket.urgency:
                self._asked.pop(part).cancel()
        with self._reading.together():
            for part, urgency in reversed(wanted.items()):  # what is asked last is answered first
                known = part in self._images or part in self._asked or part.page in self.errors
                if not known:
                    self._ask(part, urgency)

    def _ask(self, part: Part, urgency: Urgency) -> None:
        def draw(reader: Reader) -> QImage:
            box = part.box
            clip = (box.left, box.top, box.width, box.height)
            size = (part.width, part.height)
            return reader.draw(
                part.page, size, self._making.make, clip=clip, rotation=part.rotation
            )

        ticket = self._asked[part] = self._reading.ask(
            draw,
            lambda image: self._keep(part, image),
            lambda error: self._fail(part, error),
            urgency=urgency,
        )
        QTimer.singleShot(LATE, self, lambda: self._say_late(part, ticket))

    def _say_late(self, part: Part, ticket: Ticket) -> None:
        if self._asked.get(part) is ticket:  # the same part may have been asked for anew since
            self.late.add(part.page)
            self.delayed.emit(part.page)

    def _keep(self, part: Part, image: QImage) -> None:
        self._asked.pop(part, None)
        self.late.discard(part.page)
        self._images[part] = image
        self._bytes += image.sizeInBytes()
        if part.is_whole:
            self._stand_ins[part.page, part.rotation] = part
        while self._bytes > KEPT_BYTES and len(self._images) > 1:
            old, gone = self._images.popitem(last=False)
            self._bytes -= gone.sizeInBytes()
            if self._stand_ins.get((old.page, old.rotation)) == old:
                del self._stand_ins[old.page, old.rotation]
            self._making.give_back(gone)
        self.came.emit(part.page)

    def _fail(self, part: Part, error: LabelDeskError) -> None:
        self._asked.pop(part, None)
        self.errors[part.page] = error.message
        self.failed.emit(part.page)
