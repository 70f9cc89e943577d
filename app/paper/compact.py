"""Writes a document with object streams: a certificate's many small objects take a third.

ISO 32000-1, 7.5.7 and 7.5.8. ReportLab's own writer gives every object a place of its own and
twenty bytes in the table; here all that are not streams stand together, compressed.
"""

from typing import Any

from reportlab.pdfbase import pdfdoc

from app.paper.objects import PaperStream, PDFDocument, array, name

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACKED = 100
"""Objects in one stream; a reader opens a whole stream for any of them."""

_FREE, _PLAIN, _IN_STREAM = 0, 1, 2
_WIDTHS = (1, 4, 2)


def compact(document: PDFDocument) -> bytes:
    """Return the file; everything reachable from catalogue and information is written."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    plain, packed = _bodies(document)
    file = bytearray(HEAD)
    places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
    for number, body in plain.items():
        _add(file, places, number, body)
    number = max((*plain, *packed)) + 1
    for start in range(0, len(packed), PACKED):
        part = dict(list(packed.items())[start : start + PACKED])
        places |= {each: (_IN_STREAM, number, index) for index, each in enumerate(part)}
        _add(file, places, number, _object_stream(part, document))
        number += 1
    at = len(file)
    places[number] = (_PLAIN, at, 0)
    digest = "<" + document.signature.digest().hex().upper() + ">"
    trailer = {"Root": root, "Info": info, "ID": array([digest, digest])}
    _add(file, places, number, _table(places, trailer, document))
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % at)


def _bodies(document: PDFDocument) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Return streams and other objects by number; writing one may ask for more of them."""
    plain: dict[int, bytes] = {}
    packed: dict[int, bytes] = {}
    number = 1
    while number in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        body: bytes = pdfdoc.pdfdocEnc(pdfdoc.format(thing, document, toplevel=1))
        is_stream = body.rstrip().endswith(b"endstream")
        (plain if is_stream else packed)[number] = body
        number += 1
    return plain, packed


def _add(
    file: bytearray, places: dict[int, tuple[int, int, int]], number: int, body: bytes
) -> None:
    places[number] = (_PLAIN, len(file), 0)
    file += b"%d 0 obj\n%s\nendobj\n" % (number, body.rstrip(b"\n"))


def _object_stream(part: dict[int, bytes], document: PDFDocument) -> bytes:
    heads, bodies = [], b""
    for number, body in part.items():
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body.strip() + b"\n"
    head = b" ".join(heads) + b"\n"
    entries = {"Type": name("ObjStm"), "N": len(part), "First": len(head)}
    return PaperStream(head + bodies, entries).format(document)


def _table(
    places: dict[int, tuple[int, int, int]], trailer: dict[str, Any], document: PDFDocument
) -> bytes:
    """Return the cross-reference stream, which is the trailer too."""
    rows = b"".join(
        value.to_bytes(width, "big")
        for number in range(len(places))
        for value, width in zip(places[number], _WIDTHS, strict=True)
    )
    entries = {
        "Type": name("XRef"), "Size": len(places), "W": array(list(_WIDTHS)), **trailer,
    }  # fmt: skip
    return PaperStream(rows, entries).format(document)
