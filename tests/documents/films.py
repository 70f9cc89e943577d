"""Sounds and films made here, byte by byte: nobody else's, and tiny."""

import io
import math
import struct
import wave
from collections.abc import Sequence

from PIL import Image

RATE = 8000
COLOURS = ((200, 30, 30), (30, 160, 30), (30, 30, 200), (200, 200, 30), (30, 200, 200))
"""The film shows each for a second, one after the other."""


def sound(seconds: float = 2.0, hertz: int = 440) -> bytes:
    """A WAV with a tone."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(_tone(seconds, hertz))
    return content.getvalue()


def _tone(seconds: float, hertz: int) -> bytes:
    steps = range(int(RATE * seconds))
    return b"".join(
        struct.pack("<h", int(9000 * math.sin(2 * math.pi * hertz * step / RATE))) for step in steps
    )


def film(
    seconds: int = 4,
    *,
    size: tuple[int, int] = (64, 48),
    rate: int = 10,
    pictures: Sequence[Image.Image] = (),
) -> bytes:
    """An AVI of JPEG pictures, without sound; a second each, by turns."""
    plain = pictures or [Image.new("RGB", size, colour) for colour in COLOURS]
    once = [_chunk(b"00dc", _jpeg(picture)) for picture in plain]
    frames = [once[n // rate % len(once)] for n in range(seconds * rate)]
    width, height = size
    main = struct.pack("<14I", 1_000_000 // rate, 0, 0, 0x10, len(frames), 0, 1, 9999, width,
                       height, 0, 0, 0, 0)  # fmt: skip
    stream = struct.pack("<4s4sIHHIIIIIIIIHHHH", b"vids", b"MJPG", 0, 0, 0, 0, 1, rate, 0,
                         len(frames), 9999, 0xFFFFFFFF, 0, 0, 0, width, height)  # fmt: skip
    form = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0,
                       0, 0)  # fmt: skip
    streams = _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", form))
    index = b"".join(_entries(frames))
    body = _list(b"hdrl", _chunk(b"avih", main) + streams) + _list(b"movi", b"".join(frames))
    content = b"AVI " + body + _chunk(b"idx1", index)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _entries(frames: list[bytes]) -> list[bytes]:
    entries, at = [], 4
    for frame in frames:
        size = struct.unpack("<I", frame[4:8])[0]
        entries.append(struct.pack("<4sIII", b"00dc", 0x10, at, size))
        at += len(frame)
    return entries


def _jpeg(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=90)
    return content.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _list(name: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", name + content)


def tagged(content: bytes) -> bytes:
    """The content behind the tag of an MP3."""
    tag = bytes(50)
    return b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(tag)]) + tag + content
