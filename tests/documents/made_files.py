"""A small file of every kind that evaluators get, made here; nothing of them is anybody's work."""

import io

import openpyxl
from PIL import Image

from tests.documents import hostile, made_pdf, written

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect width="60" height="40" '
    b'fill="#06c"/><text x="5" y="30">Elva</text></svg>'
)
RTF = rb"{\rtf1\ansi {\b Elva v\'e5r}\par Vi m\'e5lte vannet.\par}"
SVG_OUT = SVG.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect onclick="x()"')


def picture(form: str, mode: str = "RGB", **words) -> bytes:
    """A picture of 40 × 20 points, its left half dark."""
    image = Image.new(mode, (40, 20))
    light = {"RGB": (250, 250, 250), "CMYK": (0, 0, 0, 0), "I;16": 65_000}.get(mode, 250)
    image.paste(light, (20, 0, 40, 20))
    out = io.BytesIO()
    image.save(out, form, **words)
    return out.getvalue()


def moving(form: str) -> bytes:
    """A picture with two frames."""
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("black", "white")]
    frames[0].paste("white", (20, 0, 40, 20))
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def turned() -> bytes:
    """A picture that the camera lay on its side for, taken at a place that is nobody's business."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (63.0, 25.0, 48.0), 3: "E", 4: (10.0, 23.0, 36.0)})
    return picture("JPEG", exif=exif)


def workbook(**members: bytes) -> bytes:
    """A workbook with one row; ``members`` are parts more, by name."""
    book = openpyxl.Workbook()
    book.active.append(("Skole", "Elever"))
    book.active.append(("Ringve", 24))
    out = io.BytesIO()
    book.save(out)
    if not members:
        return out.getvalue()
    return written.added(out.getvalue(), members)


def sheets(name: str) -> bytes:
    """A workbook with two sheets and, where its kind can, a hidden one between."""
    if name.endswith(".ods"):
        row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>"
        row += "<table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
        table = '<table:table table:name="{}">{}</table:table>'
        first, second = row.format("Ringve", 24), row.format("pH", 7)
        body = table.format("Elever", first) + table.format("Målinger", second)
        return written.opendocument("spreadsheet", body)
    book = openpyxl.Workbook()
    book.active.title = "Elever"
    book.active.append(("Ringve", 24))
    book.create_sheet("Skjult").sheet_state = "hidden"
    book.create_sheet("Målinger").append(("pH", 7))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown() -> dict[str, tuple[bytes, str]]:
    """Return files that open: content and the viewer that shows them."""
    return {
        "a.pdf": (made_pdf.with_words("Elva"), "pages"),
        "outline.pdf": (made_pdf.with_outline(), "pages"),
        "form.pdf": (made_pdf.form(), "pages"),
        "marks.pdf": (made_pdf.annotated(), "pages"),
        "scan.pdf": (made_pdf.scanned(), "pages"),
        "a.jpg": (picture("JPEG"), "pages"),
        "turned.jpg": (turned(), "pages"),
        "print.jpg": (picture("JPEG", "CMYK"), "pages"),
        "a.png": (picture("PNG"), "pages"),
        "deep.png": (picture("PNG", "I;16"), "pages"),
        "cut.png": (hostile.png(40, 20, (b"\0" + b"\x60" * 40) * 20, cut=300), "pages"),
        "a.gif": (picture("GIF"), "pages"),
        "moves.gif": (moving("GIF"), "pages"),
        "moves.webp": (moving("WEBP"), "pages"),
        "a.webp": (picture("WEBP"), "pages"),
        "a.avif": (picture("AVIF"), "pages"),
        "telephone.heif": (picture("AVIF").replace(b"ftypavif", b"ftypmif1", 1), "pages"),
        "a.bmp": (picture("BMP"), "pages"),
        "pages.tif": (moving("TIFF"), "pages"),
        "a.jp2": (picture("JPEG2000"), "pages"),
        "a.svg": (SVG, "pages"),
        "broken.svg": (b"<svg><g>", "text"),
        "a.txt": (b"Elva er ren.", "text"),
        "old.txt": ("Blåbær på øya er ikke dårlige.".encode("cp1252"), "text"),
        "names.txt": (b"<img src='//h/s'> [a](http://b) \x1b[31m \x07 \xe2\x80\xae x", "text"),
        "a.json": (b'{"elv": 1}', "text"),
        "a.md": (written.MARKDOWN.encode(), "blocks"),
        "a.html": (written.PAGE.encode(), "blocks"),
        "a.mhtml": (written.MHTML, "blocks"),
        "a.eml": (written.eml(), "blocks"),
        "a.zip": (written.archive(), "blocks"),
        "a.docx": (written.docx(), "blocks"),
        "a.odt": (written.odt(), "blocks"),
        "a.rtf": (RTF, "blocks"),
        "a.pptx": (written.pptx(), "blocks"),
        "a.odp": (written.odp(), "blocks"),
        "a.ods": (written.ods(), "table"),
        "a.xlsx": (workbook(), "table"),
        "a.csv": ("Skole;By\nRingve;Trondheim, sør\n".encode(), "table"),
        "a.tsv": (b"Skole\tBy\nRingve\tOslo\n", "table"),
        "zeros.csv": (b"Ringve skole;Trondheim\0\r\n" * 9, "table"),
    }


def cards() -> dict[str, tuple[bytes, str]]:
    """Return files that do not open: content and words of the sentence that says why."""
    return {
        "locked.pdf": (made_pdf.locked(), "protected with a password"),
        "cut.pdf": (b"%PDF-1.7\n1 0 obj", "damaged or incomplete"),
        "nothing.pdf": (hostile.pages(), "nothing to show"),
        "program.pdf": (b"MZ\x90\x00\x03\x00\x00\x00", "By its name"),
        "two.pdf": (b"PK\x03\x04....%PDF-1.7", "By its name"),
        "huge.png": (hostile.png(50_000, 50_000, b""), "too large"),
        "a.jxl": (b"\xff\x0a\xfa\x1f", "JPEG XL"),
        "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        "old.xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        "old.ppt": (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        "locked.docx": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        "blank.docx": (written.docx("<w:p/>"), "nothing to show"),
        "a.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(60), "only ZIP"),
        "a.exe": (b"MZ\x90\x00\x03\x00\x00\x00", "no viewer"),
        "empty.txt": (b"", "no bytes"),
        "what.bin": (bytes(range(256)) * 4, "no viewer"),
        "page.svg": (b"<html><body>x</body></html>", "By its name"),
    }
