"""What lies below the objects: bytes, limits, colours, nesting of marks (see ``conformance``).

Clauses in brackets; "A" is PDF/A-3, "U" is PDF/UA-1.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import pikepdf

OBJECT = re.compile(rb"(?<!\d)(\d{1,8}) (\d{1,5}) obj\b")
STREAM = re.compile(rb">>\nstream(\r\n|\n|\r)")
HEXADECIMAL = re.compile(rb"(?<!<)<([^<>]*)>(?!>)")
UNEXPECTED = "cs CS sc SC scn SCN sh gs ri k K d0 d1 BI EI BX EX MP DP"
"""Operators that we never write: colour spaces, states, shadings, inline pictures, unknown ones."""
TEXT = {"Tj", "TJ", "'", '"'}
ANNOTATIONS = {"/Link", "/Widget", "/Popup", "/Text"}
LIMIT = Decimal(2**31 - 1)


def syntax_faults(content: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield every rule of syntax, limits and colour that a file breaks."""
    yield from _bytes(content)
    yield from _objects(pdf)
    yield from _colours(pdf)
    yield from _permissions(pdf)
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = {int(at): each for at, each in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in pdf.pages:
        yield from _page(page)
        yield from _marks(page, owners[int(page.StructParents)])


def _bytes(content: bytes) -> Iterator[str]:
    """Objects and streams begin and end on lines of their own (A 6.1.7.1, 6.1.9)."""
    yield from _streams(content)
    outside = _outside(content)
    for found in OBJECT.finditer(outside):
        around = outside[max(0, found.start() - 1) : found.end() + 1]
        if not (around[:1] in b"\r\n" and around[-1:] in b"\r\n"):
            yield f"object {found[1].decode()} not on a line of its own (A 6.1.9)"
    for end in re.finditer(rb"endobj", outside):
        if outside[end.start() - 1] not in b"\r\n" or outside[end.end()] not in b"\r\n":
            yield "endobj not on a line of its own (A 6.1.9)"
    if content.count(b"%%EOF") != content.count(b"startxref"):
        yield "ends and tables differ (A 6.1.3)"
    yield from _hexadecimal(outside)


def _outside(content: bytes) -> bytes:
    """Return the bytes that are in no stream."""
    kept, at = [], 0
    while (start := content.find(b"stream\n", at)) >= 0:
        kept.append(content[at:start])
        at = content.find(b"endstream", start) + len(b"endstream")
    return b"".join([*kept, content[at:]])


def _streams(content: bytes) -> Iterator[str]:
    for found in STREAM.finditer(content):
        if found[1] == b"\r":
            yield "stream keyword ends in a carriage return (A 6.1.7.1)"
        head = content[content.rfind(b" obj", 0, found.start()) : found.start()]
        length = re.findall(rb"/Length (\d+)(?! \d+ R)", head)
        end = found.end() + int(length[-1]) if length else -1
        if not re.match(rb"(\r\n|\n|\r)endstream(\r\n|\n|\r)", content[end : end + 13]):
            yield f"stream at {found.start()} does not end where it says (A 6.1.7.1)"


def _hexadecimal(part: bytes) -> Iterator[str]:
    for found in HEXADECIMAL.finditer(re.sub(rb"\((\\.|[^\\)])*\)", b"", part)):
        digits = re.sub(rb"\s", b"", found[1])
        if len(digits) % 2 or re.search(rb"[^0-9A-Fa-f]", digits):
            yield f"hexadecimal string {digits[:20]!r} (A 6.1.6)"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    if len(pdf.objects) > 8_388_607:
        yield "too many objects (A 6.1.13)"
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            if each.get("/Type") == "/ObjStm":
                yield from _hexadecimal(each.read_bytes())
            if each.get("/Subtype") == "/Form":
                yield from _form(each)
            if each.get("/Subtype") == "/Image":
                yield from _image(each)
        if isinstance(each, pikepdf.Dictionary):
            yield from _entries(each)


def _entries(each: pikepdf.Dictionary) -> Iterator[str]:
    for name, value in each.items():
        if len(name.encode()) > 128:
            yield f"{name} too long (A 6.1.13)"
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and abs(value) > LIMIT:
            yield f"{name} is too large (A 6.1.13)"
    if each.get("/Type") == "/Catalog":
        forbidden = {"/AA", "/OpenAction", "/PresSteps", "/AlternatePresentations", "/Collection"}
        if forbidden & set(each.keys()) or "/JavaScript" in each.get("/Names", {}):
            yield "action of the document (A 6.5.2, 6.10)"


def _form(form: pikepdf.Stream) -> Iterator[str]:
    """Return what a form draws that belongs on a page, or what it lacks (A 6.2.9, U 7.20)."""
    if {"/OPI", "/PS", "/Ref", "/Subtype2"} & set(form.keys()):
        yield "form refers elsewhere (A 6.2.9)"
    if "/Resources" not in form:
        yield "form without resources (A 6.2.2)"
    for operands, operator in pikepdf.parse_content_stream(form):
        if str(operator) in TEXT | {"BDC", "Do", *UNEXPECTED.split()}:
            yield f"form with {operator} {operands} (U 7.20)"


def _image(image: pikepdf.Stream) -> Iterator[str]:
    if {"/Alternates", "/OPI"} & set(image.keys()) or image.get("/Interpolate", False):
        yield "picture (A 6.2.8)"
    if image.get("/ColorSpace") not in {"/DeviceRGB", "/DeviceGray"}:
        yield f"colours of a picture: {image.get('/ColorSpace')} (A 6.2.4)"


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The profile is a display or output profile of version 2 or 4 for RGB (A 6.2.3)."""
    (intent,) = pdf.Root.OutputIntents
    profile = intent.DestOutputProfile.read_bytes()
    if int.from_bytes(profile[:4], "big") != len(profile) or profile[36:40] != b"acsp":
        yield "profile damaged (A 6.2.3)"
    if profile[8] not in {2, 4} or profile[12:16] not in {b"mntr", b"prtr"}:
        yield "kind of profile (A 6.2.3)"
    if profile[16:20] != b"RGB " or "/DestOutputProfileRef" in intent:
        yield "profile is not of RGB (A 6.2.3)"


def _permissions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Return what a certifying signature says that it must not (A 6.1.12)."""
    permissions = pdf.Root.get("/Perms", pikepdf.Dictionary())
    if set(permissions.keys()) - {"/DocMDP", "/UR3"}:
        yield "permissions (A 6.1.12)"
    for reference in permissions.get("/DocMDP", {}).get("/Reference", []):
        if {"/DigestLocation", "/DigestMethod", "/DigestValue"} & set(reference.keys()):
            yield "digest in a signature reference (A 6.1.12)"


def _page(page: pikepdf.Page) -> Iterator[str]:
    sides = [float(each) for each in page.mediabox]
    if not all(3 <= abs(sides[at + 2] - sides[at]) <= 14_400 for at in (0, 1)):
        yield "size of the page (A 6.1.13)"
    if "/Resources" not in page.obj:
        yield "page without resources of its own (A 6.2.2)"
    if "/Group" in page.obj and page.obj.Group.get("/CS") not in {None, "/DeviceRGB"}:
        yield "colours of blending (A 6.2.10)"
    if "/ExtGState" in page.obj.Resources:
        yield "graphics states are not expected (A 6.2.5)"
    yield from _annotations(page)


def _annotations(page: pikepdf.Page) -> Iterator[str]:
    for each in page.get("/Annots", []):
        if each.Subtype not in ANNOTATIONS:
            yield f"annotation {each.Subtype} (A 6.3.1)"
        if each.Subtype == "/Widget" and not str(each.get("/TU", "")):
            yield "field without a description (U 7.18.1)"
        if each.Subtype == "/Link" and each.A.S not in {"/URI", "/GoTo"}:
            yield f"action {each.A.S} (A 6.5.1)"


def _marks(page: pikepdf.Page, owners: pikepdf.Object) -> Iterator[str]:
    """No artifact in tagged content nor the reverse; what is tagged has its element (U 7.1)."""
    kinds = [None if each is None else str(each.S) for each in owners]
    open_: list[str] = []
    numbers: list[int] = []
    for _, operator in pikepdf.parse_content_stream(page, UNEXPECTED):
        yield f"operator {operator} is not expected (A 6.2.2, 6.2.4)"
    for operands, operator in pikepdf.parse_content_stream(page, "BMC BDC EMC"):
        word = str(operator)
        if word != "EMC":
            kind, mcid = _kind(word, operands)
            if (kind == "artifact" and "tag" in open_) or (kind == "tag" and open_):
                yield f"{kind} within {open_} (U 7.1)"
            if mcid is not None:
                numbers.append(mcid)
                if kinds[mcid : mcid + 1] != [str(operands[0])]:
                    yield f"content {mcid} has no element (A 6.7.3)"
            open_.append(kind)
        else:
            open_.pop()
    if open_ or len(set(numbers)) < len(numbers):
        yield "content is not closed, or has a number twice"


def _kind(word: str, operands: pikepdf.Array) -> tuple[str, int | None]:
    about = operands[1] if word == "BDC" else {}
    mcid = about.get("/MCID") if isinstance(about, pikepdf.Dictionary) else None
    if operands[0] == "/Artifact":
        return "artifact", None
    return ("text", None) if mcid is None else ("tag", int(mcid))
