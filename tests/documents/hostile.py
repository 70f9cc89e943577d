"""Files made to hurt: they are built here, byte by byte, and shipped nowhere."""

import struct
import zlib


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first being the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, words: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (words, len(content), content)


def pages(*contents: bytes, resources: bytes = b"<<>>", more: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF with one page for each content stream."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
    ]
    for number, content in enumerate(contents):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources %s/Contents %d 0 R>>"
        objects += [page % (resources, 4 + 2 * number), stream(content)]
    return pdf([*objects, *more])


def endless_pdf() -> bytes:
    """A form that draws itself twice, thirty levels deep: 2**30 drawings from a small file."""
    depth, first = 30, 7
    forms = []
    for level in range(depth):
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (first + level + 1)
        words = b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]" + inner
        last = level == depth - 1
        forms.append(stream(b"0 0 9 9 re f" * 50 if last else b"/F Do /F Do ", words))
    resources = b"<</XObject<</F %d 0 R>>>>" % first
    return pages(b"/F Do", b"0 0 1 rg 20 20 50 50 re f", resources=resources, more=tuple(forms))


def memory_bomb() -> bytes:
    """A picture of 60 000 × 60 000 whose data is 200 kB of packed zeros, packed twice."""
    packed = zlib.compress(zlib.compress(bytes(120_000_000), 9), 9)
    words = (
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter[/FlateDecode/FlateDecode]"
    )
    resources = b"<</XObject<</I 7 0 R>>>>"
    first = b"300 0 0 400 0 0 cm /I Do"
    second = b"0 0 1 rg 20 20 50 50 re f"
    return pages(first, second, resources=resources, more=(stream(packed, words),))


def png(width: int, height: int, rows: bytes, *, cut: int = 0) -> bytes:
    """Return a grey PNG; ``cut`` bytes are missing at its end."""

    def chunk(name: bytes, content: bytes) -> bytes:
        sealed = name + content
        return struct.pack(">I", len(content)) + sealed + struct.pack(">I", zlib.crc32(sealed))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    whole = (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
    )
    return whole[: len(whole) - cut]
