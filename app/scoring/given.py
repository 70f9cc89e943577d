"""Values of S.json as they are given: exact numbers, and the refusal that names the id."""

from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from app.models.errors import Misused
from app.models.message import message
from app.models.plain import Plain


def number_of(value: Plain) -> Fraction | None:
    """Return a number exactly, or None for anything else.

    A float comes from a caller that did not read exactly; its shortest text is taken.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 50 else None
    return Fraction(value) if isinstance(value, int | Fraction) else None


def refuse(code: str, leaf: str, problem: object) -> NoReturn:
    """Raise ``Misused`` ``scores.<code>`` with the id; nothing was stored."""
    raise Misused(
        f"scores.{code}",
        message("{id}: {problem}. Nothing was stored.", id=leaf[:64], problem=problem),
    )
