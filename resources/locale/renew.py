"""Renew the catalogues: collect every sentence of app/, keep what is translated, compile.

python resources/locale/renew.py          collect, merge, compile; says what is missing
python resources/locale/renew.py --check  change nothing; status 1 when something is not current
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
APP = HERE.parent.parent / "app"
LANGUAGES = ("nb", "da")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in the compiled files' heads; the present moment would make them differ each time."""

KEYWORDS = {"_": None, "ngettext": (1, 2), "message": (1,), "counted": (1, 2)}


def collect() -> Catalog:
    """Return every translatable sentence with the files that say it."""
    catalogue = Catalog(project="Label Desk", charset="utf-8")
    found = extract_from_dir(APP, [("**.py", "python")], keywords=KEYWORDS)
    in_order = sorted(found, key=lambda each: (str(each[2]), each[0]))
    for name, _line, text, _comments, _context in in_order:
        catalogue.add(text, locations=[(Path(name).as_posix(), 0)])
    return catalogue


def read(language: str) -> Catalog:
    """Return a language's catalogue as it is written now; empty where there is none."""
    file = _po(language)
    if not file.exists():
        return Catalog(locale=language, project="Label Desk", charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def merged(language: str, template: Catalog) -> Catalog:
    """Return the catalogue with exactly the sentences of the program; nothing is guessed."""
    known = read(language)
    fresh = Catalog(locale=language, project="Label Desk", charset="utf-8")
    for entry in template:
        if entry.id:
            old = known.get(entry.id)
            fresh.add(entry.id, old.string if old else None, locations=entry.locations)
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation, or with one form of several missing."""
    return [str(entry.id) for entry in catalogue if entry.id and not _complete(entry.string)]


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the text file, sorted, without dates and line numbers that change by themselves."""
    target = io.BytesIO()
    write_po(target, catalogue, sort_output=True, omit_header=True, include_lineno=False, width=100)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + target.getvalue()


def mo_bytes(language: str) -> bytes:
    """Return the compiled form of the text file on disk."""
    target, catalogue = io.BytesIO(), read(language)
    catalogue.creation_date = catalogue.revision_date = EPOCH
    write_mo(target, catalogue)
    return target.getvalue()


def main(arguments: list[str]) -> int:
    """Renew or check all languages; return 1 when something is missing or not current."""
    template, lacking = collect(), 0
    for language in LANGUAGES:
        catalogue = merged(language, template)
        if "--check" in arguments:
            current = _po(language).read_bytes() == po_bytes(catalogue)
            current = current and _mo(language).read_bytes() == mo_bytes(language)
            print(f"{language}: {'current' if current else 'run resources/locale/renew.py'}")
            lacking += not current
        else:
            _po(language).parent.mkdir(parents=True, exist_ok=True)
            _po(language).write_bytes(po_bytes(catalogue))
            _mo(language).write_bytes(mo_bytes(language))
        gaps = missing(catalogue)
        lacking += len(gaps)
        print(f"{language}: {len(gaps)} of {len(catalogue)} sentences without a translation")
    return 1 if lacking else 0


def _complete(text: object) -> bool:
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def _po(language: str) -> Path:
    return HERE / language / "LC_MESSAGES" / "label-desk.po"


def _mo(language: str) -> Path:
    return _po(language).with_suffix(".mo")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
