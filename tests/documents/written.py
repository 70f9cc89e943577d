"""Small documents of every kind, as office and mail programs write them, made here."""

import base64
import io
import zipfile

from tests.documents import hostile

PNG = hostile.png(90, 60, (b"\0" + b"\x60" * 90) * 60)
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "<Relationships>{}</Relationships>"
LINK = '<Relationship Id="{}" Type="' + MAIN + '/{}" Target="{}" {}/>'
OUTSIDE = 'TargetMode="External"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return file.getvalue()


def added(content: bytes, members: dict[str, bytes]) -> bytes:
    """Return an archive with more members."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        for name, inside in members.items():
            archive.writestr(name, inside)
    return file.getvalue()


def para(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>' if style or more else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


ITEM = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
PICTURE = '<w:p><w:r><w:drawing><a:blip r:{}="{}"/></w:drawing></w:r></w:p>'
BODY = (
    para("Elva vår", "Heading1")
    + "<w:p><w:r><w:t>Vi målte </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>vannet</w:t></w:r>"
    "<w:r><w:rPr><w:i/></w:rPr><w:t> hver uke</w:t></w:r><w:r><w:t> gjennom hele skoleåret, og "
    "elevene delte tallene med partnerskolene.</w:t></w:r></w:p>"
    + para("Mål", more=ITEM.format(0)) + para("Måle", more=ITEM.format(1))
    + para("Dele", more=ITEM.format(1)) + para("Vise", more=ITEM.format(0))
    + "<w:tbl><w:tr><w:tc>" + para("Uke") + "</w:tc><w:tc>" + para("pH") + "</w:tc></w:tr>"
    "<w:tr><w:tc>" + para("34") + "</w:tc><w:tc>" + para("7,1") + "</w:tc></w:tr></w:tbl>"
    + PICTURE.format("embed", "p1") + PICTURE.format("link", "p2")
    + para("هذا نص عربي طويل بما يكفي")
)  # fmt: skip


def docx(body: str = BODY, **parts: str) -> bytes:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/></w:lvl>'
    numbers = (
        '<w:numbering><w:abstractNum w:abstractNumId="0">'
        + level.format(0, "bullet") + level.format(1, "decimal")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )  # fmt: skip
    style = (
        '<w:styles><w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    links = LINK.format("p1", "image", "media/a.png", "") + LINK.format(
        "p2", "image", "http://example.org/a.png", OUTSIDE
    )
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document><w:body>{body}</w:body></w:document>",
        "word/styles.xml": style, "word/numbering.xml": numbers,
        "word/_rels/document.xml.rels": LINKS.format(links), "word/media/a.png": PNG,
        **{f"word/{name}.xml": part for name, part in parts.items()},
    })  # fmt: skip


def opendocument(kind: str, body: str, **members: bytes) -> bytes:
    style = (
        '<style:style style:name="B" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style><text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1"/></text:list-style>'
    )
    content = (
        f"<office:document-content><office:automatic-styles>{style}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": content, "Pictures/a.png": PNG, **members})


FRAME = '<draw:frame><draw:image xlink:href="{}"/></draw:frame>'
ODT_BODY = (
    '<text:h text:outline-level="2">Elva</text:h><text:p>Vi <text:span text:style-name="B">målte'
    '</text:span><text:s text:c="2"/>vannet.</text:p><text:list text:style-name="L">'
    "<text:list-item><text:p>Måle</text:p></text:list-item><text:list-item><text:p>Dele</text:p>"
    "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Uke"
    "</text:p></table:table-cell><table:table-cell><text:p>pH</text:p></table:table-cell>"
    "</table:table-row></table:table><text:p>" + FRAME.format("Pictures/a.png") + "</text:p>"
    "<text:p>" + FRAME.format("http://example.org/a.png") + "</text:p>"
)
ODP_BODY = (
    '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Elva</text:p>'
    "</draw:text-box></draw:frame>" + FRAME.format("Pictures/a.png") + "</draw:page>"
    "<draw:page><draw:frame><draw:text-box><text:p>Takk</text:p></draw:text-box></draw:frame>"
    "</draw:page>"
)
ODS_BODY = (
    '<table:table table:name="Ark"><table:table-row><table:table-cell><text:p>Uke</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>pH</text:p>'
    '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>'
    '<table:table table:name="Ark 2"/>'
)


def odt() -> bytes:
    return opendocument("text", ODT_BODY)


def odp() -> bytes:
    return opendocument("presentation", ODP_BODY)


def ods() -> bytes:
    return opendocument("spreadsheet", ODS_BODY)


def pptx() -> bytes:
    shape = (
        '<p:sp><p:nvSpPr><p:nvPr><p:ph type="{}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r>'
        '<a:rPr b="1"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    picture = '<p:pic><p:blipFill><a:blip r:embed="r1"/></p:blipFill></p:pic>'
    tree = "<p:sld><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:sld>"
    return zipped({
        "ppt/presentation.xml": '<p:presentation><p:sldIdLst><p:sldId id="9" r:id="s2"/>'
        '<p:sldId id="8" r:id="s1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": LINKS.format(
            LINK.format("s1", "slide", "slides/slide1.xml", "")
            + LINK.format("s2", "slide", "/ppt/slides/slide2.xml", "")
        ),
        "ppt/slides/slide1.xml": tree.format(shape.format("body", "Takk")),
        "ppt/slides/slide2.xml": tree.format(shape.format("title", "Elva") + picture),
        "ppt/slides/_rels/slide2.xml.rels": LINKS.format(
            LINK.format("r1", "image", "../media/a.png", "")
        ),
        "ppt/media/a.png": PNG,
    })  # fmt: skip


MARKDOWN = """# Elva vår

Vi målte **vannet** *hver* uke, se [siden](https://example.org/elva).

1. Måle
2. Dele
   - i klassen
   - med partnere

| Uke | pH |
|-----|----|
| 34  | 7,1 |

```
print("hei")
```

---
Slutt_på_alt.
"""

PAGE = (
    '<html><head><title>Elva</title><style>p{}</style></head><body onload="x()"><h2>Elva vår</h2>'
    "<p>Vi <b>målte</b> <i>vannet</i>, se <a href='https://example.org/'>siden</a>.</p>"
    "<script>alert(1)</script><ul><li>Måle<ol><li>uke 34<li>uke 35</ol></li><li>Dele</ul>"
    "<table><tr><th>Uke<th>pH<tr><td>34<td>7,1</table>"
    f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">'
    '<img src="https://example.org/a.png" alt="kart"></body></html>'
)

MHTML = (
    "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>Elva</h1><img src='cid:a'>\r\n"
    "--x\r\nContent-Type: image/png\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    f"{base64.b64encode(PNG).decode()}\r\n--x--\r\n"
).encode()


def eml() -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Solveig Hansen <solveig@example.org>"
    message["To"] = "kontor@example.org"
    message["Date"] = "Sun, 20 Sep 2026 14:12:00 +0200"
    message["Subject"] = "Vedlegg om elva"
    message.set_content("Hei!\n\nHer er notatet vårt.\n")
    message.add_attachment("Elva er ren.\n", filename="notat.txt")
    message.add_attachment(docx(), maintype="application", subtype="zip", filename="rapport.docx")
    return message.as_bytes()


def archive() -> bytes:
    return zipped({
        "notat.txt": "Elva er ren.", "bilder/kart.png": PNG, "rapport.docx": docx(),
        "inni.zip": zipped({"a.txt": "a"}), "../ut.txt": "ut",
    })  # fmt: skip
