"""Workbooks (XLSX): the values of the first sheet that shows; formulas, macros and links stay shut.

A workbook is a ZIP of XML (ECMA-376). Its parts are read as streams: what they unpack to is
counted, and a document type, in which entities would be declared, is refused. No tree is built.
"""

import posixpath
import re
import zipfile
import zlib
from datetime import datetime, timedelta
from io import BytesIO
from typing import Protocol
from xml.parsers import expat

from app.models.sheet import SheetTable
from app.reader.refusal import refusal
from app.reader.sheet_cells import CellForms, Rows, Strings
from app.reader.table import limited

MEMBER_LIMIT = 5_000
UNPACKED_LIMIT = 256 * 1024 * 1024
"""Bytes of a part of the workbook."""
PIECE = 256 * 1024
OLD_EPOCH, MAC_EPOCH = datetime(1899, 12, 30), datetime(1904, 1, 1)


class Part(Protocol):
    """What takes in one XML part; ``is_full`` ends the reading early."""

    is_full: bool

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, letters: str) -> None:
        """Letters inside it."""


def workbook_table(untrusted: bytes, index: int = 0) -> SheetTable:
    """Return the first rows of a visible sheet, the first being 0; raises ``Unavailable``."""
    if untrusted.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in untrusted
        raise refusal("locked-office" if locked else "old-office")
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive:
            return _read(archive, index)
    except (OSError, ValueError, KeyError, IndexError, OverflowError, RuntimeError, EOFError,
            NotImplementedError, expat.ExpatError, zlib.error, zipfile.BadZipFile,
            zipfile.LargeZipFile) as error:  # fmt: skip
        raise refusal("damaged") from error


def _read(archive: zipfile.ZipFile, index: int) -> SheetTable:
    if len(archive.infolist()) > MEMBER_LIMIT:
        raise refusal("too-large")
    if "xl/workbook.xml" not in archive.NameToInfo:
        raise refusal("unsupported")
    book, places = _Book(), _Places()
    feed(archive, "xl/workbook.xml", book)
    feed(archive, "xl/_rels/workbook.xml.rels", places)
    if not book.sheets:
        raise refusal("empty")
    name, identifier = book.sheets[index]
    strings, forms = Strings(), CellForms()
    for part, member in ((strings, "xl/sharedStrings.xml"), (forms, "xl/styles.xml")):
        if member in archive.NameToInfo:
            feed(archive, member, part)
    epoch = MAC_EPOCH if book.is_mac else OLD_EPOCH
    cells = Rows(strings.texts, forms, lambda days: _moment(epoch, days))
    feed(archive, places.members[identifier], cells)
    rows, cut = limited(cells.rows)
    names = tuple(name for name, _link in book.sheets)
    return SheetTable(rows, sheet=name, names=names, cut=cut or cells.is_full)


def feed(archive: zipfile.ZipFile, member: str, part: Part) -> None:
    """Read one XML part of the archive into ``part``."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, values: part.start(_local(name), values)
    parser.EndElementHandler = lambda name: part.end(_local(name))
    parser.CharacterDataHandler = part.text
    left = UNPACKED_LIMIT
    with archive.open(member) as stream:
        while not part.is_full and (piece := stream.read(PIECE)):
            left -= len(piece)
            if left < 0:
                raise refusal("too-large")
            parser.Parse(piece)
    if not part.is_full:
        parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise refusal("damaged")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _moment(epoch: datetime, days: float) -> str:
    """Return a day or an instant without zone in ISO 8601; a part of a day as a time."""
    moment = epoch + timedelta(seconds=round(days * 86_400))
    if 0 <= days < 1:
        return moment.time().isoformat()
    is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if is_day else moment.isoformat()


class _Book:
    """The workbook itself: its visible sheets, and from which day it counts."""

    def __init__(self) -> None:
        self.is_full = self.is_mac = False
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "sheet" and values.get("state", "visible") == "visible":
            link = next((each for key, each in values.items() if key.endswith(":id")), "")
            self.sheets.append((values.get("name", ""), link))
        elif name == "workbookPr":
            self.is_mac = values.get("date1904") in {"1", "true"}

    def end(self, name: str) -> None:
        """Nothing ends here that counts."""

    def text(self, letters: str) -> None:
        """There are no texts."""


class _Places(_Book):
    """Which part is meant by which link; those outside the archive are not followed."""

    def __init__(self) -> None:
        super().__init__()
        self.members: dict[str, str] = {}

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "Relationship" and values.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", values.get("Target", "")))
            self.members[values.get("Id", "")] = re.sub("^/+", "", target)
