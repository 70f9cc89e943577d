"""The office's layout of certificates: read, changed, checked, shown, and kept by its hash."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError

from app.casework.press import Drawn, Press
from app.casework.rubrics import read_small
from app.casework.write import write_file
from app.certificates.layout_file import FORMAT, SIZE_LIMIT, VERSION
from app.certificates.template import ORIENTATIONS, look
from app.documents import Reader, kind_of
from app.documents.png import png
from app.models.casebook import LayoutText
from app.models.errors import Misused, Refused, Unavailable
from app.models.identifiers import Sha256
from app.models.log import Act
from app.models.message import message
from app.models.problem import Problem, Severity
from app.wording import LANGUAGES

if TYPE_CHECKING:
    from app.storage import Casebook

LOGO_SIDE = 420
"""Pixels of a logo's longer side: 200 dpi at the size it is printed in."""
LOGO_FILE = 16 * 1024 * 1024
LOGO_LIMIT = 256 * 1024
LOGO_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}
EMPTY = f'format = "{FORMAT}"\nversion = {VERSION}\n'
"""The layout of an office that has changed nothing yet."""


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """A layout file's text, empty for the shipped one, and the office's logo as our own PNG."""

    text: str = ""
    logo: bytes = b""


def current(casebook: "Casebook") -> OwnLayout:
    """Return the layout that certificates are drawn with now."""
    kept = casebook.layout()
    return OwnLayout(kept.text, base64.b64decode(kept.logo)) if kept else OwnLayout()


def read(path: Path) -> OwnLayout:
    """Read a layout file and the logo that it names, which lies beside it.

    Raises ``Unavailable`` or ``Refused`` (``layout.*``) for a file or picture that is no such.
    """
    try:
        text = read_small(path, SIZE_LIMIT).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("layout.encoding", message("The file is not UTF-8 text.")) from error
    name = _value(text, "logo")
    if not name:
        return OwnLayout(text)
    if Path(name).name != name:
        raise Refused("layout.logo", message("The logo must lie beside the layout file."),
                      message("Write its name without a folder."))  # fmt: skip
    return OwnLayout(text, logo(path.parent / name))


def logo(path: Path) -> bytes:
    """Read a PNG or JPEG in the reader process; return it small and as a PNG of our own making."""
    untrusted = read_small(path, LOGO_FILE)
    if not untrusted.startswith(tuple(LOGO_KINDS)):
        raise Refused("layout.logo", message("{name} is not a PNG or JPEG picture.",
                                             name=path.name),
                      message("Save the logo as PNG, then try again."))  # fmt: skip
    try:
        with Reader() as reader:
            reader.open(untrusted, kind_of(untrusted[:4096], path.name).kind)
            made = png(reader.stencil(LOGO_SIDE))
    except Unavailable as error:
        raise Refused("layout.logo", message("The picture {name} cannot be read.", name=path.name),
                      error.message) from error  # fmt: skip
    if len(made) > LOGO_LIMIT:
        raise Refused("layout.logo", message("The picture {name} has too much detail for a logo.",
                                             name=path.name),
                      message("Use a drawing with few colours, or a smaller picture."))  # fmt: skip
    return made


def changed(text: str, changes: Mapping[str, object]) -> str:
    """Return a layout file with values set by dotted path; ``None`` takes one away.

    What a person wrote beside them, and their remarks, stay as they are.
    """
    try:
        document = tomlkit.parse(text or EMPTY)
        for dotted, value in changes.items():
            _put(document, dotted.split("."), value)
    except (TOMLKitError, TypeError, KeyError) as error:
        raise Misused("layout.path", message("The layout file has another form than expected."),
                      message("Mend it, or begin anew.")) from error  # fmt: skip
    return tomlkit.dumps(document)


def value_of(text: str, dotted: str) -> object:
    """Return one value of a layout file by dotted path, None where it has none."""
    try:
        found: object = tomlkit.parse(text).unwrap() if text else {}
    except TOMLKitError:
        return None
    for part in dotted.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def write(path: Path, own: OwnLayout) -> None:
    """Write a layout file, and its logo as a PNG beside it; the file names the logo."""
    text = own.text or EMPTY
    beside = path.with_suffix(".png")
    if own.logo:
        text = changed(text, {"logo": beside.name})
        write_file(beside, own.logo, force=True)
    write_file(path, text.encode(), force=True)


@dataclass(frozen=True, slots=True)
class LayoutValues:
    """What the window offers to change; ``words`` by label, language and key.

    The labels are teacher and school; under ``common`` is the small print of both.
    """

    orientation: str
    colours: Mapping[str, str]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]
    languages: Mapping[str, str]


SHOWN_WORDS = ("title", "awarded", "reason", "partners")
SMALL_PRINT = ("number", "replaces", "entry", "root", "decided", "scan", "figure", "sample")


def values(text: str) -> LayoutValues:
    """Return the values that count with a layout file; raises ``Refused`` for one that is wrong."""
    chosen = look(text)
    words = {
        label: {tag: {key: getattr(each, key) for key in SHOWN_WORDS}
                for tag, each in chosen.template(label == "school").words.items()}
        for label in ("teacher", "school")
    }  # fmt: skip
    words["common"] = {tag: {key: getattr(each, key) for key in SMALL_PRINT}
                       for tag, each in chosen.common.items()}  # fmt: skip
    orientation = str(value_of(text, "orientation") or ORIENTATIONS[0])
    return LayoutValues(orientation, chosen.layout.colours, words, named(chosen.languages))


def languages(casebook: "Casebook") -> Mapping[str, str]:
    """Return the languages that certificates can be printed in, each with its own name."""
    kept = casebook.layout()
    return named(look(kept.text).languages) if kept and kept.text else LANGUAGES


def named(tags: Iterable[str]) -> dict[str, str]:
    """Return what each language calls itself, by tag."""
    return {tag: LANGUAGES.get(tag) or _own_name(tag) for tag in tags}


def _own_name(tag: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only for added languages

    try:
        return Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag


def check(press: Press, own: OwnLayout) -> tuple[Problem, ...]:
    """Return what is wrong with a layout, also with the shortest and longest names."""
    found = press.check_layout(own.text, own.logo)
    return (*found, *_heavy(own))


def sample(
    press: Press, own: OwnLayout, size: str, languages: Iterable[str], *, for_school: bool
) -> Drawn:
    """Draw an invented certificate with a layout; ``size`` of its names: short, usual, long."""
    return press.sample_layout(own.text, own.logo, size, tuple(languages), for_school=for_school)


def install(casebook: "Casebook", press: Press, own: OwnLayout) -> LayoutText | None:
    """Keep a layout as the current one; one act. The same again changes nothing.

    Raises ``Refused`` with the first error that ``check`` finds. Without text and logo the
    shipped layout counts again; the records of before stay.
    """
    errors = [each for each in check(press, own) if each.severity is Severity.ERROR]
    if errors:
        hint = message("“label-desk layout check” shows everything that is wrong.")
        raise Refused(errors[0].code, errors[0].message, hint)
    kept = casebook.layout()
    if own == current(casebook):
        return kept
    with casebook.act(Act.SEASON) as act:
        record = LayoutText(hash_of(own), own.text, base64.b64encode(own.logo).decode(), act.at,
                            act.index)  # fmt: skip
        act.store(record)
    return record


def hash_of(own: OwnLayout) -> Sha256:
    """Return the hash of text and logo: SHA-256(text in UTF-8 ‖ 0x00 ‖ logo)."""
    return Sha256(hashlib.sha256(own.text.encode() + b"\0" + own.logo).hexdigest())


HEAVY_LOGO = 24 * 1024


def _heavy(own: OwnLayout) -> tuple[Problem, ...]:
    if len(own.logo) <= HEAVY_LOGO:
        return ()
    return (Problem("layout.logo", Severity.WARNING, "logo", message(
        "The logo adds {size} KB to every certificate; a drawing with few colours adds less.",
        size=len(own.logo) // 1000)),)  # fmt: skip


def _value(text: str, key: str) -> str:
    found = value_of(text, key)
    return found if isinstance(found, str) else ""


def _put(document: tomlkit.TOMLDocument, path: list[str], value: object) -> None:
    table = document
    for part in path[:-1]:
        if part not in table:
            if value is None:
                return
            table[part] = tomlkit.table()
        table = table[part]
    if value is not None:
        table[path[-1]] = value
    elif path[-1] in table:
        del table[path[-1]]
