"""A scheme proves itself: its worked examples are assessed whenever it is loaded."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from app.models.assessment import Assessment
from app.models.errors import Misused, Refused
from app.models.message import message
from app.models.scheme import Example, Scheme
from app.scoring.assessment import assess
from app.scoring.scores import read_scores


def check_examples(scheme: Scheme) -> None:
    """Raise ``Refused`` ``scheme.example`` when one does not come out as written."""
    for number, example in enumerate(scheme.examples, start=1):
        wanted = (example.outcome, list(example.reasons), _number(example.total))
        found = _found(scheme, example, number)
        came = (found.outcome.value, [reason.id for reason in found.reasons], found.total)
        if came[:2] != wanted[:2] or wanted[2] not in {None, came[2]}:
            raise Refused(
                "scheme.example",
                message(
                    "Example {number} should give {wanted}, but gives {found}.",
                    number=number,
                    wanted=_told(*wanted),
                    found=_told(*came),
                ),
            )


def _found(scheme: Scheme, example: Example, number: int) -> Assessment:
    plain = {leaf: _as_scored(points) for leaf, points in example.scores.items()}
    try:
        return assess(scheme, read_scores(plain, scheme))
    except Misused as error:
        said = message(
            "Example {number} cannot be scored: {problem}", number=number, problem=error.message
        )
        raise Refused("scheme.example", said) from error


def _as_scored(points: str | int) -> str | int | Decimal:
    """A number that was written with decimals was kept as text."""
    try:
        return points if isinstance(points, int) else Decimal(points)
    except InvalidOperation:
        return points


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _told(outcome: str, reasons: list[str], total: Fraction | None) -> str:
    parts = [outcome, *([f"[{', '.join(reasons)}]"] if reasons else [])]
    return " ".join([*parts, *([f"total {total}"] if total is not None else [])])
