"""Just enough strict DER to read and rebuild a CMS signature (X.690, RFC 5652)."""

from dataclasses import dataclass

SEQUENCE, SET, INTEGER, OCTETS, OBJECT, CONTEXT = 0x30, 0x31, 0x02, 0x04, 0x06, 0xA0
NULL = b"\x05\x00"


class NotDer(ValueError):
    """The bytes are not the one encoding that DER allows."""


@dataclass(frozen=True, slots=True)
class Element:
    """A tag, its content, and the bytes of both as they were written."""

    tag: int
    content: bytes
    whole: bytes

    @property
    def parts(self) -> "tuple[Element, ...]":
        """The elements inside; raises ``NotDer``."""
        found, rest = [], self.content
        while rest:
            element, rest = first(rest)
            found.append(element)
        return tuple(found)

    def expect(self, tag: int) -> "Element":
        """Return itself when it has this tag; raises ``NotDer``."""
        if self.tag != tag:
            raise NotDer("tag")
        return self


def first(encoded: bytes) -> tuple[Element, bytes]:
    """Return the first element and what follows it; raises ``NotDer``."""
    if len(encoded) < 2 or encoded[0] & 0x1F == 0x1F:
        raise NotDer("header")
    start, size = 2, encoded[1]
    if size & 0x80:
        count = size & 0x7F
        start += count
        digits = encoded[2:start]
        size = int.from_bytes(digits, "big")
        if not 1 <= count <= 4 or len(digits) != count or size < 0x80 or digits[0] == 0:
            raise NotDer("length")
    end = start + size
    if end > len(encoded):
        raise NotDer("end")
    return Element(encoded[0], encoded[start:end], encoded[:end]), encoded[end:]


def element(tag: int, *parts: bytes) -> bytes:
    """Return the DER of a tag around the parts."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + content


def object_identifier(dotted: str) -> bytes:
    """Return the DER of an object identifier."""
    one, two, *rest = (int(number) for number in dotted.split("."))
    content = bytearray((one * 40 + two,))
    for number in rest:
        septets = [number & 0x7F]
        while number := number >> 7:
            septets.append(0x80 | (number & 0x7F))
        content += bytes(reversed(septets))
    return element(OBJECT, bytes(content))
