"""Making one thumbnail from a file's bytes; all of it runs on the reading thread."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.documents import BLOCK_KINDS, HEAD_BYTES, PLAYED, FileKind, Film, Kind, Reader, kind_of
from app.models.application import Evidence
from app.models.blocks import BlockDocument
from app.models.errors import LabelDeskError
from app.models.thumbnail import Thumbnail
from app.ui.evidence.strip_card import PICTURE
from app.ui.image_of import image_of

LARGEST = 64 * 1024 * 1024
"""Bytes of a file from which a picture is made; a larger one has the sign of its kind."""
SHARPNESS = 2
LINES, LETTERS = 13, 60
"""Lines of a text that a small page has room for, and letters of a line."""
PIXELS = 4_000_000
FILM_ROOM = (640, 640)
"""Pixels in which a film's first picture is asked for, before it is cut to the card."""


def thumbnail(reader: Reader, untrusted: bytes, evidence: Evidence, language: str) -> Thumbnail:
    """Return what a card can show of a file; one that cannot be read has no picture.

    Raises ``Unavailable`` where the process ended meanwhile, as when another case is shown.
    """
    found = kind_of(untrusted[:HEAD_BYTES], evidence.file or "", evidence.media_type)
    plain = described(found, len(untrusted))
    if not found.is_viewed or len(untrusted) > LARGEST:
        return plain
    try:
        return _drawn(reader, untrusted, found.kind, language, plain)
    except LabelDeskError as error:
        return _without_picture(plain, error)


def _without_picture(plain: Thumbnail, error: LabelDeskError) -> Thumbnail:
    if error.code == "evidence.died":  # perhaps by us: another time it may have its picture
        raise error
    return plain


def described(found: FileKind, size: int) -> Thumbnail:
    """Return the thumbnail without a picture."""
    declared = found.declared if not found.agrees and found.declared else ""
    return Thumbnail(str(found.kind), str(declared), size)


def _drawn(
    reader: Reader, untrusted: bytes, kind: Kind, language: str, plain: Thumbnail
) -> Thumbnail:
    facts = reader.open(untrusted, kind, language=language)
    if kind in {Kind.PDF, Kind.IMAGE}:
        image = _page(reader, facts.sizes[0])
        pages = facts.pages if kind is Kind.PDF or facts.pages > 1 else 0
        return _with(plain, image, pages)
    return _with(plain, written(_lines(reader, kind)), facts.pages if kind is Kind.SLIDES else 0)


def _lines(reader: Reader, kind: Kind) -> Iterator[str]:
    if kind in BLOCK_KINDS:
        return _of_blocks(reader.blocks())
    if kind in {Kind.TABLE, Kind.SHEET}:
        return ("   ".join(cell[:20] for cell in row[:6]) for row in reader.table().rows[:LINES])
    return iter(reader.text().text[: LINES * 400].splitlines())


def _of_blocks(document: BlockDocument) -> Iterator[str]:
    for block in document.blocks[: 4 * LINES]:
        text = "".join(run.text for run in block.runs)
        yield from (text[at : at + LETTERS] for at in range(0, len(text), LETTERS))
    for inner in document.inner[:LINES]:
        yield inner.name


def _page(reader: Reader, size: tuple[float, float]) -> QImage | None:
    """Return the top of a page, or a picture, just large enough to cover a card."""
    room = (PICTURE.width() * SHARPNESS, PICTURE.height() * SHARPNESS)
    scale = max(room[0] / size[0], room[1] / size[1])
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    if width * height > PIXELS:  # a very long strip; its card says what it is
        return None
    left, top = (width - room[0]) // 2, 0 if height > 1.2 * width else (height - room[1]) // 2
    clip = (max(0, left), max(0, top), min(room[0], width), min(room[1], height))
    return reader.draw(0, (width, height), image_of, clip=clip)


def written(lines: Iterable[str]) -> QImage | None:
    """Return the first lines of a text on a small white page; None without any letter."""
    shown = [line.strip()[:LETTERS] for line in lines if line.strip()][:LINES]
    if not shown:
        return None
    image = QImage(PICTURE * SHARPNESS, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(8)
    painter.setFont(font)
    painter.setPen(QColor("#3a4350"))
    for number, line in enumerate(shown):
        room = QRect(10, 8 + 10 * number, image.width() - 20, 10)
        side = (
            Qt.AlignmentFlag.AlignRight if _is_right_to_left(line) else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(room, int(side | Qt.TextFlag.TextSingleLine), line)
    painter.end()
    return image


def _is_right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line[:20])


def _with(plain: Thumbnail, image: QImage | None, pages: int) -> Thumbnail:
    if image is None:
        return replace(plain, pages=pages)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return replace(
        plain, pages=pages, width=image.width(), height=image.height(),
        pixels=bytes(image.constBits()),
    )  # fmt: skip


def of_film(found: FileKind, size: int, seconds: int, image: QImage | None) -> Thumbnail:
    """Return the thumbnail of a sound or film that was opened: its length and first picture."""
    plain = Thumbnail(str(found.declared or found.kind), size=size, seconds=seconds)
    return _with(plain, _covering(image) if image is not None else None, 0)


def unopened(film: Film, untrusted: bytes, evidence: Evidence) -> Thumbnail:
    """Return length and first picture of a film that nobody opened yet; it is not played.

    Raises ``Unavailable`` where the process ended meanwhile.
    """
    found = kind_of(untrusted[:HEAD_BYTES], evidence.file or "", evidence.media_type)
    plain = described(found, len(untrusted))
    if found.kind not in PLAYED:
        return plain
    try:
        facts = film.open(untrusted)
        pixels = film.tick(FILM_ROOM, -1, again=True).pixels if facts.has_pictures else None
    except LabelDeskError as error:
        return _without_picture(plain, error)
    image = _covering(image_of(pixels)) if pixels is not None else None
    return _with(replace(plain, seconds=facts.duration // 1000), image, 0)


def _covering(image: QImage) -> QImage:
    """Return the middle of a picture, just large enough to cover a card."""
    room = PICTURE * SHARPNESS
    how, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode
    small = image.scaled(room, how, smooth.SmoothTransformation)
    left, top = (small.width() - room.width()) // 2, (small.height() - room.height()) // 2
    return small.copy(QRect(left, top, room.width(), room.height()))
