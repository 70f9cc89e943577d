"""Files of forms that are being typed in, as members of a backup."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

DRAFTS = "drafts"
_SHAPE = re.compile(r"drafts/[0-9a-f]{16}(?:/[A-Za-z0-9_.~%-]+)+")
_UNFIT = re.compile(r"[\x00-\x1f/\\:]")


def draft_members(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name in a backup and the place of each file; names there are ASCII, by percent."""
    for path in sorted((folder / DRAFTS).rglob("*")):
        name = _quoted(path.relative_to(folder).as_posix())
        if path.is_file() and not path.is_symlink() and draft_place(name) is not None:
            yield name, path


def draft_place(name: str) -> str | None:
    """Return where a member of a backup goes; None when it is no file of a draft, or leads out."""
    if _SHAPE.fullmatch(name) is None:
        return None
    parts = [unquote(part, errors="surrogateescape") for part in name.split("/")]
    if any(_UNFIT.search(part) or not part.strip(". ") for part in parts):
        return None
    place = "/".join(parts)
    return place if _quoted(place) == name else None


def _quoted(name: str) -> str:
    return quote(name, safe="/", errors="surrogateescape")
