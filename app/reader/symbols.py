"""QR codes in a page as it is seen: only their text leaves this process."""

from app.models.frames import Frame

CODE_LIMIT = 20
TEXT_LIMIT = 4_000


def codes(drawn: Frame) -> list[str]:
    """Return the texts of the QR codes in drawn pixels, in no certain order."""
    import zxingcpp  # noqa: PLC0415  only for scans of certificates

    header, pixels = drawn.header, drawn.parts[0]
    width, height, stride = (int(header[word]) for word in ("width", "height", "stride"))
    view = zxingcpp.ImageView(
        memoryview(pixels), width, height, zxingcpp.ImageFormat.BGRA, stride
    )  # fmt: skip
    found = zxingcpp.read_barcodes(view, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return [each.text[:TEXT_LIMIT] for each in found[:CODE_LIMIT]]
