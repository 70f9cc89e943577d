"""Pixels as a PNG file of our own making: nothing of the file they came from is in it."""

import struct
import zlib

from app.documents.facts import Pixels

_HEAD = b"\x89PNG\r\n\x1a\n"
_RGBA = 6


def png(pixels: Pixels) -> bytes:
    """Return RGBA pixels as PNG."""
    head = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, _RGBA, 0, 0, 0)
    starts = range(0, len(pixels.content), pixels.stride)
    rows = b"".join(b"\0" + pixels.content[at : at + pixels.stride] for at in starts)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _HEAD + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
