"""The words and colours of the states, and what stands in a row."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from app.models.case import QueueRow, Status
from app.models.identifiers import SchemeId
from app.models.scheme import Scheme, parts
from app.ui.widgets.chip import Tone
from app.wording import _, points_text

TONES = {
    Status.NEW: Tone.GRAY,
    Status.IN_REVIEW: Tone.BLUE,
    Status.SEALED: Tone.BLUE,
    Status.SECOND_OPINION: Tone.AMBER,
    Status.GRANTED: Tone.GREEN,
    Status.REFUSED: Tone.RED,
    Status.RETURNED: Tone.AMBER,
    Status.CERTIFIED: Tone.GREEN,
    Status.WITHDRAWN: Tone.GRAY,
}

DECIDED = frozenset({Status.GRANTED, Status.REFUSED, Status.RETURNED, Status.CERTIFIED})
"""States in which nothing waits for the evaluator any more."""


def status_word(status: Status) -> str:
    """Return a state in the window's language."""
    words = {
        Status.NEW: _("new"),
        Status.IN_REVIEW: _("in review"),
        Status.SEALED: _("sealed"),
        Status.SECOND_OPINION: _("second opinion"),
        Status.GRANTED: _("granted"),
        Status.REFUSED: _("refused"),
        Status.RETURNED: _("returned"),
        Status.CERTIFIED: _("certified"),
        Status.WITHDRAWN: _("withdrawn"),
    }
    return words[status]


def who(row: QueueRow) -> str:
    """Return the second line of a row; a school's own application names its town."""
    if row.title == row.school:
        return " · ".join(part for part in (row.applicant, row.city) if part)
    return f"{row.applicant} · {row.school}"


def progress_text(row: QueueRow) -> str:
    """Return how far a case is: points scored of all, or the total once there is one."""
    if row.status is Status.NEW:
        return ""
    if row.status in DECIDED or row.scored == 0:
        maximum = "" if row.maximum is None else f"/{points_text(row.maximum)}"
        return "" if row.total is None else f"{points_text(row.total)}{maximum}"
    return f"{row.scored}/{row.leaves}"


def spoken(row: QueueRow) -> str:
    """Return the whole row as one sentence for screen readers."""
    parts = [row.title, status_word(row.status), row.applicant, row.school, progress_text(row)]
    parts.append(_("damaged file") if row.damaged else "")
    return ", ".join(part for part in parts if part)


def with_maximum(row: QueueRow, schemes: Mapping[SchemeId, Scheme]) -> QueueRow:
    """Give a decided row the points that could be reached, for ``22/25``."""
    scheme = schemes.get(row.scheme)
    if scheme is None or row.total is None or row.maximum is not None:
        return row
    return replace(row, maximum=most_points(scheme))


def most_points(scheme: Scheme) -> Fraction:
    """Return the points that can be reached where everything applies."""
    top = scheme.scale.max
    each = [
        top * (len(parts(criterion)) if scheme.criterion_rule == "sum" else 1)
        for criterion in scheme.criteria
    ]
    total = sum(each, Fraction(0))
    return total / len(each) if scheme.total_rule == "mean" and each else total
