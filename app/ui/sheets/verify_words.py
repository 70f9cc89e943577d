"""A verdict as it is shown: its word, its sign and its tone; and what was asked, line by line."""

from app.casework.standing import VERDICTS
from app.casework.stated import certified, stated
from app.models.certificate import Checked, Verdict, Verification
from app.wording import _, instant_text, say

SIGNS = {
    Verdict.VALID: ("✓", "green"),
    Verdict.WARNINGS: ("✓", "amber"),
    Verdict.RESTRICTED: ("?", "amber"),
    Verdict.INVALID: ("✕", "red"),
    Verdict.UNKNOWN: ("?", "red"),
}
MARKS = {True: "✓", False: "✕", None: "–"}


def verdict(found: Verification) -> tuple[str, str]:
    """Return the verdict with its sign, and its tone."""
    sign, tone = SIGNS[found.verdict]
    return f"{sign} {say(VERDICTS[found.verdict])}", tone


def reasons(found: Verification) -> str:
    """Return why, by whom, and what to do next."""
    lines = [say(each) for each in found.reasons]
    if found.signer:
        lines.append(_("Signed by {signer}.").format(signer=found.signer))
    if found.signed_at is not None:
        moment = instant_text(found.signed_at)
        lines.append(_("The signature says: {moment}.").format(moment=moment))
    if found.next_step is not None:
        lines += ["", say(found.next_step)]
    return "\n".join(lines)


def large(content: dict[str, str]) -> str:
    """Return what is certified, to be shown large."""
    return "\n".join(certified(content))


def details(found: Verification) -> str:
    """Return what was asked, what was not, and every stated fact."""
    done = [each for each in found.checks if each.passed is not None]
    left = [each for each in found.checks if each.passed is None]
    parts = (
        _listed(_("What was checked:"), done),
        _listed(_("What was not:"), left),
        "\n".join(f"{name}: {value}" for name, value in stated(found.content)),
    )
    return "\n\n".join(filter(None, parts))


def _listed(heading: str, asked: list[Checked]) -> str:
    lines = [f"{MARKS[each.passed]} {say(each.message)}" for each in asked]
    return "\n".join([heading, *lines]) if lines else ""
