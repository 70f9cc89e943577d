"""What the file says about itself: XMP for PDF/A-3a and PDF/UA-1, info, colours, attachments."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import category
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from app.paper.objects import PaperStream, PDFDocument, dictionary, name, octets, string
from app.resources import resource

PRODUCER = "Label Desk"
_UNSAID = {"Cc", "Cs", "Co", "Cn"}
LONGEST = 1000
"""Characters of a title; a string of more than 32 767 bytes is against PDF/A (6.1.13)."""


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, language tag, author and moment of a document.

    Title and author are put on one line of bearable length, without what XML cannot hold.
    """

    title: str
    language: str
    author: str
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", _one_line(self.title) or PRODUCER)
        object.__setattr__(self, "author", _one_line(self.author) or PRODUCER)


def _one_line(text: str) -> str:
    kept = (" " if each.isspace() else each for each in text if category(each) not in _UNSAID
            or each.isspace())  # fmt: skip
    line = " ".join("".join(kept).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside; ``relation`` is an AFRelationship such as ``Data``."""

    name: str
    content: bytes
    media_type: str
    description: str
    relation: str = "Data"


def pdf_date(moment: datetime) -> str:
    """Return an instant as PDF writes it: ``D:20261114120000+01'00'``."""
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


class PaperInfo(pdfdoc.PDFObject):  # type: ignore[misc]
    """The information dictionary, in step with the XMP."""

    invariant = 1

    def __init__(self, properties: Properties) -> None:
        self.properties = properties

    def digest(self, signature: Any) -> None:
        """Feed the document's identifier."""
        signature.update(repr(self.properties).encode())

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary as PDF syntax."""
        moment = string(pdf_date(self.properties.at))
        entries = dictionary(
            Title=string(self.properties.title),
            Author=string(self.properties.author),
            Producer=string(PRODUCER),
            Creator=string(PRODUCER),
            CreationDate=moment,
            ModDate=moment,
        )
        formatted: bytes = entries.format(document)
        return formatted


def output_intent(document: PDFDocument) -> Any:
    """Return the sRGB output intent with its fixed profile."""
    profile = resource("colour", "sRGB.icc").read_bytes()
    stream = PaperStream(profile, {"N": 3})
    return dictionary(
        Type=name("OutputIntent"),
        S=name("GTS_PDFA1"),
        OutputConditionIdentifier=string("sRGB IEC61966-2.1"),
        Info=string("sRGB IEC61966-2.1"),
        RegistryName=string("http://www.color.org"),
        DestOutputProfile=document.Reference(stream),
    )


def attach(document: PDFDocument, attachment: Attachment, at: datetime) -> Any:
    """Write an embedded file and return the reference of its file specification."""
    content = attachment.content
    stream = PaperStream(
        content,
        {
            "Type": name("EmbeddedFile"),
            "Subtype": name(attachment.media_type),
            "Params": dictionary(
                Size=len(content),
                CheckSum=octets(hashlib.md5(content, usedforsecurity=False).digest()),
                ModDate=string(pdf_date(at)),
            ),
        },
    )
    file = document.Reference(stream)
    specification = dictionary(
        Type=name("Filespec"),
        F=string(attachment.name),
        UF=string(attachment.name),
        EF=dictionary(F=file, UF=file),
        Desc=string(attachment.description),
        AFRelationship=name(attachment.relation),
    )
    return document.Reference(specification)


def xmp(properties: Properties) -> bytes:
    """Return the XMP packet: PDF/A-3a, PDF/UA-1 and the schema that explains ``pdfuaid``."""
    moment = properties.at.isoformat(timespec="seconds")
    fields = {
        "title": escape(properties.title),
        "author": escape(properties.author),
        "producer": PRODUCER,
        "moment": moment,
    }
    return _PACKET.format_map(fields).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
