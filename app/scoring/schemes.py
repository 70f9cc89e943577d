"""Loading rubrics: sense and examples are checked each time (scheme.md), the shape once."""

import hashlib
from functools import cache

from app.models.errors import Refused
from app.models.identifiers import SchemeId
from app.models.message import message
from app.models.scheme import Scheme
from app.resources import resource
from app.scoring.examples import check_examples
from app.scoring.records import scheme_of
from app.scoring.sense import check_sense
from app.scoring.tables import read_table

SHIPPED = ("nql-2022", "esl-2022")


def load_scheme(data: bytes, name: str, *, is_known: bool = False) -> Scheme:
    """Return the scheme in ``data``; ``name`` is what people call the file.

    ``is_known``: its shape was checked before, when it was installed or shipped.

    Raises ``Refused``: ``scheme.toml``, ``.encoding``, ``.too-large``, ``.newer``, ``.schema``,
    ``.id``, ``.scale``, ``.minimum``, ``.languages``, ``.rule``, ``.level`` or ``.example``.
    """
    try:
        table = read_table(data, "scheme", is_known=is_known)
        scheme = scheme_of(table, hashlib.sha256(data).hexdigest(), data)
        check_sense(scheme)
        check_examples(scheme)
    except Refused as error:
        said = message("{file}: {problem}", file=name, problem=error.message)
        hint = error.hint or message("Mend the file, then run “scheme check” on it.")
        raise Refused(error.code, said, hint) from error
    return scheme


@cache
def shipped_schemes() -> dict[SchemeId, Scheme]:
    """Return the rubrics that come with the program, by id."""
    schemes = [_shipped(f"{name}.toml") for name in SHIPPED]
    return {scheme.id: scheme for scheme in schemes}


def _shipped(name: str) -> Scheme:
    return load_scheme(resource("schemes", name).read_bytes(), name, is_known=True)
