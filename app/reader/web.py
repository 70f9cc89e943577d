"""Saved web pages (HTML, MHTML) as blocks: structure and words, pictures the file contains.

Scripts, styles, frames, forms' actions and everything that would be fetched are left out.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from app.models.blocks import Run
from app.reader.gathering import Gathering
from app.reader.plain_text import SHOWN_BYTES, SILENT, decoded
from app.reader.web_signs import FETCHED, signs_of

DATA_BYTES = 40 * 1024 * 1024
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAKING = {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "form",
            "blockquote", "dt", "dd", "title", "figure", "figcaption", "address", "details",
            "summary", "fieldset", "body", "html", "center"}  # fmt: skip
LISTS = {"ul", "ol", "menu"}
BLOCKS = {*HEADINGS, *BREAKING, *LISTS, "li", "pre"}
BOLD, ITALIC = {"b", "strong", "th"}, {"i", "em", "cite", "dfn", "var"}
MHTML = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
DEPTH_LIMIT = 400
CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)


def web_blocks(untrusted: bytes, language: str = "") -> Gathering:
    """Return the blocks of a page; raises ``Unavailable``."""
    if MHTML.search(untrusted[:8192]):
        from app.reader.mail import page_of_mhtml  # noqa: PLC0415

        page, pictures = page_of_mhtml(untrusted)
        return page_blocks(*page_text(page, language), pictures)
    text, encoding = page_text(untrusted, language)
    return page_blocks(text, encoding, {}, is_cut=len(untrusted) > DATA_BYTES)


def page_text(untrusted: bytes, language: str) -> tuple[str, str]:
    """Return the letters of a page and their encoding; what the page says of it helps."""
    untrusted = untrusted[:DATA_BYTES]
    try:
        return decoded(untrusted.decode("utf-8-sig").encode(), language)
    except UnicodeDecodeError:
        named = CHARSET.search(untrusted[:4096])
    if named and not untrusted.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return untrusted.decode(named[1].decode(), "replace"), named[1].decode().lower()
        except LookupError:
            pass
    return decoded(untrusted[:SHOWN_BYTES], language, cut=len(untrusted) > SHOWN_BYTES)


def page_blocks(
    text: str, encoding: str, pictures: Mapping[str, bytes], *, is_cut: bool = False
) -> Gathering:
    """Return the blocks of a page's text; ``pictures`` by address are those in the same file."""
    found = Gathering()
    found.encoding = encoding
    add_page(found, text, pictures)
    if is_cut:
        found.notes.add("long")
    return found


def add_page(found: Gathering, text: str, pictures: Mapping[str, bytes]) -> None:
    """Add the blocks of a page to others."""
    parser = _Page(found, pictures)
    parser.feed(text)
    parser.close()
    parser.flush()


class _Page(HTMLParser):
    def __init__(self, found: Gathering, pictures: Mapping[str, bytes]) -> None:
        super().__init__(convert_charrefs=True)
        self._found, self._pictures = found, pictures
        self._silence: list[str] = []
        self._runs: list[Run] = []
        self._heading = self._bold = self._italic = self._pre = 0
        self._lists: list[list[int]] = []
        self._is_item = False
        self._tables: list[list[list[str]]] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found.notes.update(signs_of(tag, attrs))
        if tag in SILENT and tag not in {"head", "noscript"}:
            self._silence.append(tag)
        if self._silence or self._found.is_full:
            return
        if self._tables and tag in {"td", "th", "tr", "table"}:
            self._start_cell(tag)
        else:
            self._start(tag, {name: text or "" for name, text in attrs})

    def _start(self, tag: str, values: dict[str, str]) -> None:
        if tag in BLOCKS or tag in {"table", "hr"}:
            self.flush()
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in LISTS and len(self._lists) < DEPTH_LIMIT:
            self._lists.append([_start_number(values.get("start", "")) if tag == "ol" else 0])
        elif tag == "li":
            self._is_item = True
        elif tag == "table":
            self._tables.append([])
        elif tag == "br":
            self._runs.append(Run("\n"))
        else:
            self._start_look(tag, values)

    def _start_look(self, tag: str, values: dict[str, str]) -> None:
        self._bold += tag in BOLD
        self._italic += tag in ITALIC
        self._pre += tag == "pre"
        if tag == "a":
            self._address = values.get("href", "")
        elif tag == "hr":
            self._found.rule()
        elif tag == "img":
            self._picture(values)

    def _start_cell(self, tag: str) -> None:
        self._cell()
        if tag == "table" and len(self._tables) < DEPTH_LIMIT:
            self._tables.append([])
        elif tag == "tr" or not self._tables[-1]:
            self._tables[-1].append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silence:
            del self._silence[self._silence.index(tag) :]
            return
        if self._silence:
            return
        if tag in {"td", "th", "table"} and self._tables:
            self._end_cell(tag)
            return
        if tag in BLOCKS:
            self.flush()
        if tag in LISTS and self._lists:
            self._lists.pop()
        self._end_look(tag)

    def _end_look(self, tag: str) -> None:
        self._bold = max(0, self._bold - (tag in BOLD))
        self._italic = max(0, self._italic - (tag in ITALIC))
        self._pre = max(0, self._pre - (tag == "pre"))
        if tag == "a" and self._address:
            shown = "".join(run.text for run in self._runs[-8:])
            if ":" in self._address[:12] and self._address not in shown:
                self._say(f" ({self._address[:2000]})")
            self._address = ""

    def _end_cell(self, tag: str) -> None:
        if tag != "table":
            text = "".join(run.text for run in self._runs)
            self._runs = []
            if not self._tables[-1]:
                self._tables[-1].append([])
            self._tables[-1][-1].append(text)
            return
        self._cell()
        rows = self._tables.pop()
        if self._tables:  # a table inside a cell is told as text
            self._runs.append(Run("\n".join(" · ".join(row) for row in rows)))
        elif max(map(len, rows), default=0) > 1:
            self._found.table(rows)
        else:
            for row in rows:
                self._found.paragraph([Run(cell) for cell in row])

    def _cell(self) -> None:
        """Close a cell that the page did not close."""
        if self._tables[-1] and any(run.text.strip() for run in self._runs):
            self._tables[-1][-1].append("".join(run.text for run in self._runs))
        self._runs = []

    def handle_data(self, data: str) -> None:
        if self._silence[-1:] == ["style"] and FETCHED.search(data):
            self._found.notes.add("outside")
        if not self._silence and not self._found.is_full:
            self._say(data if self._pre else re.sub(r"\s+", " ", data))

    def _say(self, text: str) -> None:
        after = self._runs[-1].text[-1:] if self._runs else "\n"
        if not self._pre and text.startswith(" ") and after in {" ", "\n"}:
            text = text[1:]
        if text:
            self._runs.append(Run(text, self._bold > 0, self._italic > 0))

    def flush(self) -> None:
        """End the block that is open."""
        if self._tables:
            if self._runs and not self._runs[-1].text.endswith("\n"):
                self._runs.append(Run("\n"))
            return
        runs, self._runs = self._runs, []
        if self._pre:
            self._found.code("".join(run.text for run in runs))
        elif self._heading:
            self._found.heading(self._heading, runs)
            self._heading = 0
        elif self._is_item and self._lists and any(run.text.strip() for run in runs):
            self._item(runs)
        else:
            self._found.paragraph(runs)

    def _item(self, runs: list[Run]) -> None:
        counter = self._lists[-1]
        label = f"{counter[0]}." if counter[0] else ""
        self._found.item(len(self._lists) - 1, label, runs)
        counter[0] += bool(counter[0])
        self._is_item = False

    def _picture(self, values: dict[str, str]) -> None:
        address = values.get("src", "").strip()
        content = self._pictures.get(address) or _data(address)
        if self._tables or (content is None and not values.get("alt")):
            self._say(values.get("alt", ""))
        elif content is None:
            self._say(f"[{values['alt'][:300]}]")
        if content is not None and not self._tables:
            self.flush()
            self._found.picture(content)
        elif content is None and address:
            self._found.notes.add("outside")


def _start_number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def _data(address: str) -> bytes | None:
    """Return the bytes of an address that contains its picture (RFC 2397); None for others."""
    head, comma, body = address.partition(",")
    if not comma or not head[:11].lower().startswith("data:image/"):
        return None
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(body.split()))
    except (binascii.Error, ValueError):
        return b""
