"""Words for kinds of files, their sizes, and what is worth knowing about one."""

import unicodedata
from pathlib import PurePosixPath

from app.documents import DocumentFacts, Kind, Note
from app.models.application import Evidence
from app.models.sheet import CELL_LIMIT, ROW_LIMIT, SheetTable
from app.wording import _, ngettext

WARNED = frozenset({
    Note.SCRIPTS, Note.MACROS, Note.COMMANDS, Note.LAUNCH, Note.SENDING, Note.EMBEDDED,
    Note.OUTSIDE, Note.ATTACHMENTS, Note.MEDIA, Note.HIDDEN_TEXT, Note.LAYERS, Note.DYNAMIC_FORM,
    Note.TRUNCATED, Note.CUT, Note.ROWS, Note.LONG, Note.FRAMES, Note.AS_TEXT,
    Note.UNDRAWN,
})  # fmt: skip
HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def kind_name(kind: Kind) -> str:
    """Return what a person calls the kind."""
    names = {
        Kind.PDF: _("PDF document"),
        Kind.IMAGE: _("Picture"),
        Kind.TEXT: _("Text"),
        Kind.MARKDOWN: _("Text"),
        Kind.MAIL: _("E-mail message"),
        Kind.WEB: _("Saved web page"),
        Kind.WORD: _("Text document of an office program"),
        Kind.TABLE: _("Table"),
        Kind.SHEET: _("Spreadsheet"),
        Kind.SLIDES: _("Slides"),
        Kind.SOUND: _("Sound"),
        Kind.FILM: _("Film"),
        Kind.ARCHIVE: _("Archive with files inside"),
        Kind.PROGRAM: _("Program"),
        Kind.EMPTY: _("Empty file"),
    }
    return names.get(kind, _("Unknown kind of file"))


def short_kind(name: str, kind: Kind | None) -> str:
    """Return the few letters on a card: the ending of the name, else the kind."""
    if kind is Kind.PDF:
        return "PDF"
    ending = PurePosixPath(name).suffix.removeprefix(".").upper()
    if 0 < len(ending) <= 5 and ending.isalnum() and ending.isascii():
        return ending
    return kind_name(kind) if kind is not None else _("File")


def pages_words(pages: int) -> str:
    """Return a number of pages, as short as on a card."""
    return ngettext("{count} p", "{count} p", pages).format(count=pages)


def size_words(size: int) -> str:
    """Return a size in bytes as people say it."""
    if size < 1000:
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    if size < 1_000_000:
        return _("{number} kB").format(number=round(size / 1000))
    return _("{number} MB").format(number=_one_decimal(size))


def grouped(number: int) -> str:
    """Return a whole number with small gaps between thousands, as all our languages allow."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _one_decimal(size: int) -> str:
    return f"{size / 1_000_000:.1f}" if size < 10_000_000 else str(round(size / 1_000_000))


def note_sentences(facts: DocumentFacts) -> list[str]:
    """Return what an evaluator should know about a file before believing its picture."""
    sentences = {
        Note.AS_TEXT: _("This drawing could not be drawn safely, so its text is shown."),
        Note.DRAWING: _("Drawing, shown as a picture of what the file itself contains."),
        Note.SIGNATURE: _("This document bears a digital signature, which is not checked here."),
        Note.DYNAMIC_FORM: _("This form is built when it is opened; not all of it may show here."),
        Note.COMMENTS: _("Comments in this document are not shown."),
        Note.LAYERS: _("This document has layers; what is shown may depend on them."),
        Note.ANNOTATIONS: _("Notes or marks were put on some pages; they are shown."),
        Note.HIDDEN_TEXT: _("Some pages hold words that cannot be seen; finding and copying "
                            "reach them too."),
        Note.SCANNED: _("Some pages are pictures with recognised words behind them, which may "
                        "differ from what is seen."),
        Note.UNDRAWN: _("A picture on some pages is damaged or too large; its place is blank."),
        Note.PICTURED: _("Some pages are only pictures: no words can be found or copied there."),
        Note.UNREADABLE_TEXT: _("The words of some pages cannot be found or copied as they are "
                                "seen."),
        Note.TRUNCATED: _("This picture is incomplete: the file ends too early."),
        Note.FRAMES: _("This picture has several frames. Only the first is shown."),
        Note.CUT: _("This text is long. Only its first 2 MB are shown."),
        Note.ROWS: _("This table is large. Only its first {rows} rows are shown, and no cell "
                     "beyond {letters} characters.").format(
                         rows=grouped(ROW_LIMIT), letters=grouped(CELL_LIMIT)),
        Note.LONG: _("This document is long. Only its beginning is shown."),
    }  # fmt: skip
    found = active_sentence(facts)
    found += [sentence for note, sentence in sentences.items() if note in facts.notes]
    if facts.kind is Kind.WEB:
        found.append(_("Saved web page, shown as text with the pictures that the file contains."))
    if facts.kind is not Kind.TABLE and facts.encoding not in {"", "utf-8", "ascii"}:
        found.append(_("Read as {encoding}.").format(encoding=facts.encoding))
    return found


def active_sentence(facts: DocumentFacts) -> list[str]:
    """Return one sentence on everything in a file that would do something, or none."""
    words = {
        Note.SCRIPTS: _("scripts"),
        Note.MACROS: _("macros"),
        Note.COMMANDS: _("commands to other programs"),
        Note.LAUNCH: _("a command to start programs"),
        Note.SENDING: _("a form that sends what is filled in"),
        Note.MEDIA: _("sound or film"),
        Note.ATTACHMENTS: _("attached files"),
        Note.EMBEDDED: _("files of other programs inside"),
        Note.OUTSIDE: _("references to files elsewhere"),
    }
    there = [word for note, word in words.items() if note in facts.notes]
    if not there:
        return []
    sentence = _("This file contains {things}. Nothing of it is run, opened or fetched.")
    return [sentence.format(things=", ".join(there))]


def is_active(facts: DocumentFacts) -> bool:
    """Tell whether a file has more than its looks say: then the line over it is amber."""
    return bool(facts.notes & WARNED)


def notice_words(word: str) -> str:
    """Return what is said at the place of something that is not shown."""
    sentences = {
        "picture-outside": _("Here is a picture that is not in the file. It is not fetched."),
        "page-header": _("At the top of the pages:"),
        "page-footer": _("At the foot of the pages:"),
        "comments": _("Comments:"),
        "speaker-notes": _("The speaker's notes:"),
        "chart": _("Here is a chart. Its numbers:"),
        "diagram": _("Here is a diagram. Its words:"),
        "picture-limit": _("Here is a picture that is not shown: there are too many."),
    }
    return sentences.get(word, _("Here is a picture that cannot be shown."))


def table_words(table: SheetTable) -> str:
    """Return how a table was read: its sheet, or its encoding and separator; how many rows."""
    if table.encoding:
        named = {
            ";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("vertical bars"),
        }  # fmt: skip
        sign = named.get(table.delimiter, visible(table.delimiter))
        first = _("{encoding}, cells between {separators}").format(
            encoding=table.encoding.upper(), separators=sign
        )
    else:
        first = _("Sheet “{name}”").format(name=visible(table.sheet))
    rows = len(table.rows)
    count = ngettext("{count} row", "{count} rows", rows).format(count=grouped(rows))
    return f"{first} · {count}"


def file_name(evidence: Evidence) -> str:
    """Return the name on a card: the file's, else the title; control characters made visible."""
    name = PurePosixPath(evidence.path).name if evidence.path else evidence.title
    return visible(name) or evidence.id


def visible(text: str) -> str:
    """Return a name in which characters that hide or turn others are shown as a sign."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _hides(letter) else letter for letter in text)


def _hides(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN
