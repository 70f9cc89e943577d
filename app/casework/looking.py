"""What an evaluator looked at, and whether that is kept at all: her own choice."""

from typing import TYPE_CHECKING

from app.casework import cases
from app.casework.people import named
from app.models.case import CaseRef
from app.models.looked import Looked

if TYPE_CHECKING:
    from app.storage import Casebook

NOT_KEPT = "looking.not-kept"
"""Setting of the casebook: the evaluators for whom nothing is kept."""


def is_kept(casebook: "Casebook", evaluator: str) -> bool:
    """Tell whether what this evaluator opens is kept."""
    return named(evaluator) not in (casebook.setting(NOT_KEPT) or []) if evaluator else True


def keep(casebook: "Casebook", evaluator: str, *, on: bool) -> None:
    """Keep from now on what this evaluator opens; or keep nothing, and delete what there is."""
    name = named(evaluator)
    others = {each for each in casebook.setting(NOT_KEPT) or [] if each != name}
    with casebook.draft() as draft:
        draft.set(NOT_KEPT, sorted(others if on else {*others, name}) or None)
        if not on:
            draft.forget_looked(name)


def note(casebook: "Casebook", ref: CaseRef, evaluator: str, seen: tuple[Looked, ...]) -> None:
    """Add what was looked at since the last time, where it is kept."""
    if not is_kept(casebook, evaluator):
        return
    submission, name = cases.submission(casebook, ref), named(evaluator)
    before = {each.sha256: each for each in looked(casebook, ref, name)}
    with casebook.draft() as draft:
        for each in seen:
            known = before.get(each.sha256, Looked(each.sha256))
            draft.look(submission.case, submission.number, name, known.with_more(each))


def looked(casebook: "Casebook", ref: CaseRef, evaluator: str) -> tuple[Looked, ...]:
    """Return what this evaluator looked at in a submission."""
    submission = cases.submission(casebook, ref)
    return casebook.looked(submission.case, submission.number, named(evaluator))
