"""PDFs with an outline, forms, notes, layers, hidden words and passwords, made here."""

import io

import pikepdf

from tests.documents import hostile

FONT = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def with_words(*pages: str) -> bytes:
    """A PDF with one line on each page."""
    contents = [f"BT /F 20 Tf 40 300 Td ({words}) Tj ET".encode() for words in pages]
    return hostile.pages(*contents, resources=FONT)


def changed(content: bytes, change) -> bytes:
    """Return the file after ``change(document)``."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def with_outline() -> bytes:
    """Three chapters, the first with a part, the last of which leads out of the file."""

    def add(document):
        with document.open_outline() as outline:
            first = pikepdf.OutlineItem("Elva", 0)
            first.children.append(pikepdf.OutlineItem("Måling \u202e i uke 34", 1, "FitH", top=200))
            outline.root += [first, pikepdf.OutlineItem("Funn", 2)]
            away = pikepdf.OutlineItem("Andre steder")
            away.action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
            outline.root.append(away)

    return changed(with_words("en", "to", "tre"), add)


def ring_of_outlines() -> bytes:
    """An outline whose second line is followed by the first."""
    document = pikepdf.open(io.BytesIO(with_words("en")))
    lines = [document.make_indirect(pikepdf.Dictionary(Title=name)) for name in ("a", "b")]
    root = document.make_indirect(pikepdf.Dictionary(First=lines[0], Last=lines[1]))
    for at, each in enumerate(lines):
        each.Parent, each.Next, each.First = root, lines[1 - at], lines[0]
    document.Root.Outlines = root
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked(password: str = "hemmelig") -> bytes:
    """A PDF that wants a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(with_words("Bak lås"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="eier", user=password))
    return out.getvalue()


def annotated(**words) -> bytes:
    """A PDF with one annotation over the whole page, a red square where nothing else is said."""

    def add(document):
        form = pikepdf.Stream(document, b"1 0 0 rg 0 0 300 400 re f")
        form.Type, form.Subtype, form.BBox = (
            pikepdf.Name.XObject,
            pikepdf.Name.Form,
            [0, 0, 300, 400],
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[0, 0, 300, 400], F=4,
            AP=pikepdf.Dictionary(N=form),
        )  # fmt: skip
        for key, value in words.items():
            note[f"/{key}"] = value
        document.pages[0].Annots = document.make_indirect([note])

    return changed(with_words("en"), add)


def with_links(turned: int = 0) -> bytes:
    """Two pages; on the first a link to the second (above) and one to an address (below)."""

    def add(document):
        first, second = document.pages
        first.Rotate = turned
        inside = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 300, 300, 400],
            Dest=[second.obj, pikepdf.Name.XYZ, 0, 200, 0],
        )  # fmt: skip
        away = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 300, 100],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/a?b&c=\u202e"),
        )  # fmt: skip
        started = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 150, 300, 200],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"),
        )  # fmt: skip
        first.Annots = document.make_indirect([inside, away, started])

    return changed(with_words("en", "to"), add)


def scanned(render: int = 3) -> bytes:
    """A picture over the page with words over it that are drawn in a way not seen."""
    image = hostile.stream(
        b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray",
    )  # fmt: skip
    resources = FONT.removesuffix(b">>") + b"/XObject<</I 5 0 R>>>>"
    words = b"BT /F 20 Tf %d Tr 40 300 Td (Elva) Tj ET" % render if render >= 0 else b""
    content = b"q 300 0 0 400 0 0 cm /I Do Q " + words
    return hostile.pages(content, resources=resources, more=(image,))


def hidden() -> bytes:
    """Words that are seen and words that are not."""
    content = b"BT /F 20 Tf 40 300 Td (Elva) Tj 3 Tr (skjult) Tj ET"
    return hostile.pages(content, resources=FONT)


def layered() -> bytes:
    """Words in a layer, told on the page alone."""
    content = b"/OC /L BDC BT /F 20 Tf 40 300 Td (Elva) Tj ET EMC"
    properties = b"/Properties<</L<</Type/OCG/Name(Lag)>>>>>>"
    return hostile.pages(content, resources=FONT.removesuffix(b">>") + properties)


def form() -> bytes:
    """A form with a field that is filled in."""

    def add(document):
        look = pikepdf.Stream(document, b"0 0 1 rg 0 0 300 400 re f")
        look.Type, look.Subtype, look.BBox = (
            pikepdf.Name.XObject,
            pikepdf.Name.Form,
            [0, 0, 300, 400],
        )
        field = document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="skole",
            V="Ringve", Rect=[0, 0, 300, 400], F=4, AP=pikepdf.Dictionary(N=look),
        ))  # fmt: skip
        document.pages[0].Annots = document.make_indirect([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])

    return changed(with_words("en"), add)
