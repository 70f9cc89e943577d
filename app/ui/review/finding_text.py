"""What speaks against signing, as lines: first what stops, each with what to do."""

from collections.abc import Sequence

from app.models.preflight import Finding
from app.models.problem import Problem, Severity
from app.wording import _, say

SIGNS = {
    Severity.ERROR: ("✕", "red"),
    Severity.WARNING: ("!", "amber"),
    Severity.NOTE: ("·", "muted"),
}


def finding_text(findings: Sequence[Finding | Problem]) -> str:
    """Return the lines; names that differ stand below each other, as form and certificate."""
    order = list(Severity)
    ordered = sorted(findings, key=lambda each: order.index(each.severity))
    return "\n".join(_one(each) for each in ordered)


def _one(found: Finding | Problem) -> str:
    lines = [f"{SIGNS[found.severity][0]} {say(found.message)}"]
    if not isinstance(found, Finding):
        return lines[0]
    if found.form or found.printed:
        lines.append("    " + _("In the form:  {text}").format(text=found.form))
        lines.append("    " + _("On the certificate:  {text}").format(text=found.printed))
    if found.hint is not None:
        lines.append("    " + say(found.hint))
    return "\n".join(lines)
