"""Messages (EML) and saved web pages in one file (MHTML), both MIME: RFC 5322, 2045 and 2557."""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from app.models.blocks import Run
from app.reader.blocks_file import BlocksFile
from app.reader.gathering import Gathering
from app.reader.plain_text import decoded
from app.reader.refusal import refusal
from app.reader.web import add_page, page_text

PART_LIMIT = 1_000
NESTED_LIMIT = 20
HEAD = {"from": "from", "to": "to", "cc": "copy", "date": "date", "subject": "subject"}
ENDINGS = {"rfc822": "eml", "plain": "txt", "calendar": "ics", "jpeg": "jpg", "svg+xml": "svg",
           "markdown": "md", "msword": "doc", "octet-stream": "bin"}  # fmt: skip
"""Endings of attached files without a name, by subtype; others are as their subtype."""
BROKEN = (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError,
          RecursionError)  # fmt: skip


def mail_file(untrusted: bytes, language: str) -> BlocksFile:
    """Open a message; raises ``Unavailable``."""
    message = _parsed(untrusted)
    found = Gathering()
    for name, word in HEAD.items():
        found.field(word, _header(message, name, language))
    if not found.blocks:
        raise refusal("damaged")
    found.rule()
    parts = _parts(message)
    body = _body(parts)
    pictures = _pictures(parts)
    if body is not None:
        _add_body(found, body, pictures, language)
    attached = [part for part in parts if part is not body and _is_attached(part)]
    for number, part in enumerate(attached, 1):
        found.file(_name(part, number), len(_content(part)))
    return BlocksFile(found, lambda index: _content(attached[index]))


def page_of_mhtml(untrusted: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the first page of a saved web page, and its pictures by address."""
    parts = _parts(_parsed(untrusted))
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise refusal("damaged")
    return _content(page), _pictures(parts)


def _parsed(untrusted: bytes) -> EmailMessage:
    try:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(untrusted)
    except BROKEN as error:
        raise refusal("damaged") from error


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that hold something; a message inside is one part."""
    found: list[EmailMessage] = []
    left = [(message, 0)]
    while left and len(found) < PART_LIMIT:
        part, depth = left.pop(0)
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list) and depth < NESTED_LIMIT:
            left[:0] = [(each, depth + 1) for each in inner if isinstance(each, EmailMessage)]
        else:
            found.append(part)
    return found


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """Return what a person reads first: plain text, else a page."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in shown:
            if part.get_content_type() == kind and _content(part).strip():
                return part
    return None


def _add_body(
    found: Gathering, body: EmailMessage, pictures: dict[str, bytes], language: str
) -> None:
    charset = body.get_content_charset() or ""
    content = _content(body)
    if body.get_content_type() == "text/html":
        add_page(found, _spelled(content, charset) or page_text(content, language)[0], pictures)
        return
    text = _spelled(content, charset) or decoded(content, language)[0]
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        found.paragraph([Run(paragraph)])


def _spelled(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset) if charset not in {"", "us-ascii"} else ""
    except (LookupError, ValueError):
        return ""


def _is_attached(part: EmailMessage) -> bool:
    if part.get_content_disposition() == "attachment" or _file_name(part):
        return True
    return part.get_content_type() not in {"text/plain", "text/html"}


def _pictures(parts: list[EmailMessage]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            identifier = _header(part, "content-id").strip("<> ")
            for address in (_header(part, "content-location"), f"cid:{identifier}"):
                found.setdefault(address, _content(part))
    found.pop("", None)
    return found


def _name(part: EmailMessage, number: int) -> str:
    named = _file_name(part)
    if named:
        return named
    kind = part.get_content_subtype()
    inner = part.get_payload() if kind == "rfc822" else None
    first = inner[0] if isinstance(inner, list) and inner else None
    title = _header(first, "subject") if isinstance(first, EmailMessage) else ""
    plain = " ".join(title.replace("/", " ").replace("\\", " ").split())[:100]
    return f"{plain or number}.{ENDINGS.get(kind, kind)}"


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename("") or ""
    except BROKEN:
        return ""


def _header(part: EmailMessage, name: str, language: str = "") -> str:
    """Return a line of the head; one that says no encoding is read as what fits best."""
    try:
        raw = next((str(each) for key, each in part.raw_items() if key.lower() == name), "")
        if not raw.isascii():
            return decoded(raw.encode("utf-8", "surrogateescape"), language)[0]
        return str(part.get(name, ""))
    except BROKEN:
        return ""


def _content(part: EmailMessage) -> bytes:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            return first.as_bytes() if isinstance(first, EmailMessage) else b""
        content = part.get_payload(decode=True)
    except BROKEN:
        return b""
    return content if isinstance(content, bytes) else b""
