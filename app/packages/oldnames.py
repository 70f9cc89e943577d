"""Names in an old code page, as Windows still writes them: found out by what the file lists.

The format says 437, Windows writes the page of its country. A bag's own manifest, or the form,
says in UTF-8 how the files are really called; the page in which most names are known wins.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.models.errors import Refused
from app.models.message import message
from app.models.plain import Plain
from app.packages.entry import Entry
from app.packages.findings import Findings
from app.packages.layout import FORM, PAYLOAD
from app.packages.names import shown, twins, why_unsafe
from app.packages.strictjson import parse
from app.packages.tagfile import ALGORITHMS, MANIFEST, read_manifest

_CODE_PAGES = (
    "cp437", "cp850", "cp865", "cp1252", "cp852", "cp857", "cp861", "cp775", "cp737", "cp866",
    "cp855", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp720", "cp1256", "cp932",
)  # fmt: skip

Content = Callable[[Entry], bytes]


def with_known_names(entries: list[Entry], content: Content, findings: Findings) -> list[Entry]:
    """Return the entries, guessed names replaced where the file tells how they are written."""
    guessed = [each for each in entries if each.guessed]
    if not guessed:
        return entries
    known = _listed_paths(entries, content)
    page = max(_CODE_PAGES, key=lambda page: sum(_is_known(each, page, known) for each in guessed))
    renamed = [_renamed(each, page) if each.guessed else each for each in entries]
    _check(renamed, findings)
    return renamed


def _renamed(entry: Entry, page: str) -> Entry:
    return replace(entry, name=_decoded(entry, page) or entry.name)


def _decoded(entry: Entry, page: str) -> str | None:
    try:
        return entry.raw_name.decode(page)
    except UnicodeDecodeError:
        return None


def _is_known(entry: Entry, page: str, known: set[str]) -> bool:
    name = _decoded(entry, page)
    if name is None:
        return False
    steps = name.split("/")
    return any("/".join(steps[start:]) in known for start in range(len(steps)))


def _listed_paths(entries: Iterable[Entry], content: Content) -> set[str]:
    known: set[str] = set()
    for entry in entries:
        last = entry.name.rpartition("/")[2]
        match = MANIFEST.fullmatch(last)
        if match and not match[1] and match[2] in ALGORITHMS:
            known |= read_manifest(content(entry), match[2], payload=True).checksums.keys()
        elif last == FORM:
            known |= _paths_of_form(content(entry))
    return known


def _paths_of_form(content: bytes) -> set[str]:
    try:
        form: Plain = parse(content)
    except Refused:
        return set()
    listed = form.get("evidence") if isinstance(form, dict) else None
    paths: set[str] = set()
    for each in listed if isinstance(listed, list) else ():
        values = (each.get("path"), each.get("copy")) if isinstance(each, dict) else ()
        paths |= {value for value in values if isinstance(value, str)}
    return paths | {PAYLOAD + path for path in paths}


def _check(entries: list[Entry], findings: Findings) -> None:
    """Warn, and look again for what the gate could not see under another name."""
    for each in entries:
        if not each.guessed:
            continue
        text = message("Its name is not UTF-8; other programs may show another name.")
        findings.warning("file.unsafe-path", shown(each.name), text)
        if reason := why_unsafe(each.name):
            findings.error("file.unsafe-path", shown(each.name), reason)
    for later, first in twins(each.name for each in entries):
        text = message("Some systems hold it and “{other}” for one name.", other=shown(first))
        findings.error("file.unsafe-path", shown(later), text)
