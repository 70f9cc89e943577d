"""How far a typed form is, in words, and where the problems of the scheme belong in it."""

from app.models.plain import Plain
from app.models.problem import Problem, Severity
from app.models.scheme import Scheme
from app.wording import _, ngettext, say


def summary(problems: tuple[Problem, ...]) -> str:
    """Return how many things are missing and how many questions are open."""
    errors = sum(each.severity is Severity.ERROR for each in problems)
    others = len(problems) - errors
    missing = ngettext(
        "{count} thing is missing or wrong", "{count} things are missing or wrong", errors
    ).format(count=errors)
    words = [missing if errors else _("Ready to be received")]
    if others:
        open_ = ngettext("{count} question is open", "{count} questions are open", others)
        words.append(open_.format(count=others))
    return " · ".join(words)


def places_of(form: dict[str, Plain], scheme: Scheme) -> dict[str, str]:
    """Return the field of each criterion, gate and statement, as a JSON Pointer."""
    found = {"declaration": "/head_declaration/evidence"}
    for number, each in enumerate(form.get("answers") or []):
        found[str(each.get("criterion"))] = f"/answers/{number}/text"
    for criterion in scheme.criteria:
        top = found.get(criterion.id, "").removesuffix("/text")
        if scheme.is_for_school():
            found |= {str(leaf.id): f"{top}/statements/{leaf.id}" for leaf in criterion.sub}
    return found


def about_row(number: int, problems: tuple[Problem, ...]) -> str:
    """Return what is said of one piece of evidence."""
    start = f"/evidence/{number}/"
    return " ".join(say(each.message) for each in problems if each.where.startswith(start))
