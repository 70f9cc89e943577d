"""The badge of a pin inside a text: an inline object, so that the words make room for it."""

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.ui.pins.look import badge_font, badge_size, paint_badge
from app.ui.pins.shown import ShownPin

OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
TEXT = QTextFormat.Property.UserProperty.value + 1
HUE = QTextFormat.Property.UserProperty.value + 2
DARK = QTextFormat.Property.UserProperty.value + 3
WIDTH = QTextFormat.Property.UserProperty.value + 5
HEIGHT = QTextFormat.Property.UserProperty.value + 6
JOINER = QTextFormat.Property.UserProperty.value + 4
BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
TOGETHER = "\N{WORD JOINER}"
"""Stands before a badge, so that a line never begins with one."""

PIN = "pin:"
"""Beginning of a badge's address; behind it stand sub-criterion and place in its list."""

_GAP = 2.0


class Ring(QPyTextObject):
    """Draws badges in a document."""

    def intrinsicSize(self, document: QTextDocument, at: int, look: QTextFormat) -> QSizeF:
        """Return the room of a badge, no higher than a line; asked for at each laying out."""
        del document, at
        return QSizeF(float(look.property(WIDTH)), float(look.property(HEIGHT)))

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, at: int,
        look: QTextFormat,
    ) -> None:  # fmt: skip
        """Draw a badge, a little raised as a footnote's number is."""
        del document, at
        room = QRectF(area).adjusted(_GAP, -1, -_GAP, -1)
        hue, dark = int(look.property(HUE)), bool(look.property(DARK))
        painter.save()
        paint_badge(painter, room, str(look.property(TEXT)), hue, dark=dark)
        painter.restore()


def insert_ring(cursor: QTextCursor, pin: ShownPin, *, dark: bool) -> None:
    """Put a pin's badge where a cursor stands; it is a link to the pin."""
    joiner = QTextCharFormat(cursor.charFormat())
    joiner.setProperty(JOINER, True)
    cursor.insertText(TOGETHER, joiner)
    look = QTextCharFormat()
    look.setObjectType(OBJECT)
    look.setProperty(TEXT, pin.badge)
    look.setProperty(HUE, pin.hue)
    look.setProperty(DARK, dark)
    look.setProperty(WIDTH, badge_size(pin.badge).width() + 2 * _GAP)
    look.setProperty(HEIGHT, QFontMetricsF(badge_font()).height())
    look.setAnchor(True)
    look.setAnchorHref(f"{PIN}{pin.leaf}/{pin.index}")
    look.setToolTip(pin.spoken)
    look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
    cursor.insertText(BLANK, look)


def without_rings(text: str) -> str:
    """Return text of a document without the characters that stand for badges."""
    return text.replace(TOGETHER + BLANK, "").replace(BLANK, "").removesuffix(TOGETHER)


def is_ring(look: QTextFormat) -> bool:
    """Tell whether a piece of text is a badge, or what holds it to the word before."""
    return look.objectType() == OBJECT or look.hasProperty(JOINER)


def remove_rings(document: QTextDocument) -> None:
    """Take all badges out of a document."""
    found = []
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            piece = part.fragment()
            look = piece.charFormat()
            if is_ring(look):
                found.append((piece.position(), piece.length()))
            part += 1
        block = block.next()
    for at, length in reversed(found):
        cursor = QTextCursor(document)
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()


def pin_of(address: str) -> tuple[str, int] | None:
    """Return sub-criterion and place of a badge's address, None for any other address."""
    leaf, _slash, index = address.removeprefix(PIN).rpartition("/")
    is_pin = address.startswith(PIN) and leaf and index.isdecimal()
    return (leaf, int(index)) if is_pin else None
