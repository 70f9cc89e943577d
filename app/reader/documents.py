"""Which module reads which kind of document into blocks."""

from app.reader.blocks_file import BlocksFile
from app.reader.refusal import refusal


def blocks_file(kind: str, untrusted: bytes, language: str) -> BlocksFile:
    """Open a document; raises ``Unavailable``. Each kind loads when it is first needed."""
    match kind:
        case "word" | "slides":
            return _office(untrusted)
        case "web":
            from app.reader.web import web_blocks  # noqa: PLC0415

            return BlocksFile(web_blocks(untrusted, language))
        case "markdown":
            from app.reader.markdown import markdown_blocks  # noqa: PLC0415

            return BlocksFile(markdown_blocks(untrusted, language))
        case "mail":
            from app.reader.mail import mail_file  # noqa: PLC0415

            return mail_file(untrusted, language)
        case "archive":
            from app.reader.archive import archive_file  # noqa: PLC0415

            return archive_file(untrusted)
    raise refusal("unsupported")


def _office(untrusted: bytes) -> BlocksFile:
    if untrusted.startswith(b"{\\rtf"):
        from app.reader.rich_text import rich_text_blocks  # noqa: PLC0415

        return BlocksFile(rich_text_blocks(untrusted))
    from app.reader.xml_tree import OfficeFile  # noqa: PLC0415

    office = OfficeFile(untrusted)
    if office.has("content.xml"):
        from app.reader.opendocument import opendocument_blocks  # noqa: PLC0415

        return BlocksFile(opendocument_blocks(office))
    if office.has("ppt/presentation.xml"):
        from app.reader.slides import slides_blocks  # noqa: PLC0415

        return BlocksFile(slides_blocks(office))
    from app.reader.word import word_blocks  # noqa: PLC0415

    return BlocksFile(word_blocks(office))
