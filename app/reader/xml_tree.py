"""Documents that are a ZIP of XML (OOXML, OpenDocument): their parts as small, limited trees.

A document type, in which entities would be declared, is refused; nothing outside is followed.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from app.models.errors import Unavailable
from app.reader.refusal import refusal
from app.reader.workbook import MEMBER_LIMIT, feed

ELEMENT_LIMIT = 400_000
TEXT_LIMIT = 8_000_000
DEPTH_LIMIT = 120
PART_BYTES = 40 * 1024 * 1024
"""Bytes of a picture or of another part that is read whole."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (OSError, ValueError, KeyError, IndexError, OverflowError, RuntimeError, EOFError,
          TypeError, NotImplementedError, expat.ExpatError, zlib.error, zipfile.BadZipFile,
          zipfile.LargeZipFile)  # fmt: skip


class Tree:
    """Builds a tree of elements by their local names; ``is_full``: the rest was left out."""

    def __init__(self) -> None:
        self.is_full = False
        self.root = Element("")
        self._open = [self.root]
        self._elements = self._letters = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""
        if len(self._open) > DEPTH_LIMIT:
            raise refusal("damaged")
        element = Element(name, values)
        self._open[-1].append(element)
        self._open.append(element)
        self._elements += 1
        self.is_full = self._elements > ELEMENT_LIMIT

    def end(self, name: str) -> None:  # noqa: ARG002  the parser has checked it
        """An element ends."""
        self._open.pop()

    def text(self, letters: str) -> None:
        """Letters inside it, or after the last element inside it."""
        self._letters += len(letters)
        self.is_full = self.is_full or self._letters > TEXT_LIMIT
        element = self._open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + letters
        else:
            element.text = (element.text or "") + letters


class OfficeFile:
    """The archive of a document. ``is_cut``: a part was too long to be read whole."""

    def __init__(self, untrusted: bytes) -> None:
        if untrusted.startswith(OLD_OFFICE):
            raise refusal("locked-office" if LOCKED in untrusted else "old-office")
        if not untrusted.startswith(b"PK"):
            raise refusal("unsupported")
        with damaged():
            self.archive = zipfile.ZipFile(BytesIO(untrusted))
        if len(self.archive.infolist()) > MEMBER_LIMIT:
            raise refusal("too-large")
        self.is_cut = False

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self.archive.namelist()

    def has(self, name: str) -> bool:
        """Tell whether the part is there."""
        return name in self.archive.NameToInfo

    def tree(self, name: str) -> Element:
        """Return a part as a tree under a root without name; an absent part is empty."""
        tree = Tree()
        if self.has(name):
            with damaged():
                feed(self.archive, name, tree)
        self.is_cut = self.is_cut or tree.is_full
        return tree.root

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; raises ``Unavailable``."""
        with damaged(), self.archive.open(name) as stream:
            content = stream.read(PART_BYTES + 1)
        if len(content) > PART_BYTES:
            raise refusal("too-large")
        return content

    def links(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return what the links of an OOXML part mean: target, and whether it is outside."""
        folder, name = posixpath.split(part)
        found = {}
        for link in self.tree(f"{folder}/_rels/{name}.rels").iter("Relationship"):
            target, outside = link.get("Target", ""), link.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[link.get("Id", "")] = (target, outside)
        return found

    def outside(self) -> bool:
        """Tell whether the document refers to files elsewhere, other than by links to click."""
        parts = [name for name in self.names() if name.endswith(".rels")][:200]
        links = (link for part in parts for link in self.tree(part).iter("Relationship"))
        return any(
            link.get("TargetMode") == "External" and "hyperlink" not in link.get("Type", "")
            for link in links
        )


@contextmanager
def damaged() -> Iterator[None]:
    """Turn whatever is wrong with the bytes of a document into one refusal."""
    try:
        yield
    except Unavailable:
        raise
    except BROKEN as error:
        raise refusal("damaged") from error


def value(element: Element | None, name: str) -> str:
    """Return an attribute by its local name; one with a prefix goes before one without."""
    if element is None:
        return ""
    ending = ":" + name
    return next(
        (each for key, each in element.items() if key.endswith(ending)), element.get(name, "")
    )


def first(element: Element, *path: str) -> Element | None:
    """Return the first element along a path of local names."""
    found: Element | None = element
    for name in path:
        found = found.find(name) if found is not None else None
    return found
