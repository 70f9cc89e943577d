"""Exact points as the numbers that JSON answers show."""

from fractions import Fraction


def json_number(points: Fraction | None) -> int | float | None:
    """Return points rounded half up to two decimals; whole ones as ``int``. Only for showing."""
    if points is None:
        return None
    hundredths = (points * 200 + 1).__floor__() // 2
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
