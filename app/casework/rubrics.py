"""The rubrics of a casebook: those that ship with the program and those an office installed."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.casebook import SchemeText
from app.models.errors import Refused, Unavailable
from app.models.identifiers import SchemeId
from app.models.log import Act
from app.models.message import message
from app.models.scheme import Scheme
from app.models.season import Season
from app.scoring import load_scheme, shipped_schemes, with_season

if TYPE_CHECKING:
    from app.storage import ActInProgress, Casebook

MOST_BYTES = 4 * 1024 * 1024
"""Largest scheme or season file that is read."""


def schemes(casebook: "Casebook | None") -> dict[SchemeId, Scheme]:
    """Return every rubric by id; an installed one takes the place of a shipped one."""
    found = dict(shipped_schemes())
    for installed in casebook.schemes() if casebook is not None else ():
        found[installed.scheme] = _loaded(installed.text, installed.scheme)
    return found


@lru_cache(maxsize=32)
def _loaded(text: str, name: str) -> Scheme:
    return load_scheme(text.encode(), name, is_known=True)


def in_season(casebook: "Casebook | None", season: Season) -> dict[SchemeId, Scheme]:
    """Return every rubric with the season's own minimums on top."""
    return {name: with_season(scheme, season) for name, scheme in schemes(casebook).items()}


def scheme(casebook: "Casebook | None", name: SchemeId) -> Scheme:
    """Return one rubric; raises ``Refused`` when there is none with this id."""
    known = schemes(casebook)
    if name not in known:
        raise Refused(
            "scheme.unknown",
            message("There is no rubric “{name}” here.", name=name),
            message("Known are {known}; “label-desk scheme install FILE” adds one.",
                    known=", ".join(known)),
        )  # fmt: skip
    return known[name]


def read(path: Path) -> Scheme:
    """Read and check a rubric file, with the examples it carries."""
    return checked(read_small(path), path.name)


def checked(content: bytes, name: str) -> Scheme:
    """Return the rubric of a file's bytes, with its examples run; raises ``Refused``."""
    return load_scheme(content, name)


def install(casebook: "Casebook", path: Path) -> Scheme:
    """Keep a rubric in the casebook; the same file again changes nothing."""
    new = read(path)
    if any(each.sha256 == new.sha256 for each in casebook.schemes()):
        return new
    with casebook.act(Act.SEASON) as act:
        act.scheme = new.sha256
        act.store(_text_of(new, act))
    return new


def keep(act: "ActInProgress", casebook: "Casebook", used: Scheme) -> None:
    """Keep the bytes of a rubric with the act that uses it first, so it is readable for ever."""
    if all(each.sha256 != used.sha256 for each in casebook.schemes()):
        act.store(_text_of(used, act))


def _text_of(scheme: Scheme, act: "ActInProgress") -> SchemeText:
    text = scheme.source_bytes.decode()
    return SchemeText(scheme.id, scheme.sha256, text, act.at, act.index)


def read_small(path: Path, limit: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file that a person named, if there are not too many."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise Unavailable(
            "file.absent", message("The file {path} cannot be read.", path=path)
        ) from error
    if len(content) > limit:
        raise Refused("file.too-large", message("The file {path} is too large.", path=path))
    return content


def is_shipped(name: str) -> bool:
    """Tell whether a rubric with this id comes with the program."""
    return name in shipped_schemes()
