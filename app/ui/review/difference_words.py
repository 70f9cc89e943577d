"""Short sentences about what changed, in the window's language; records in, texts out."""

from app.models.comparison import (
    AnswerDifference,
    Change,
    Comparison,
    EvidenceDifference,
    EvidenceState,
)
from app.ui.review.tabs import evidence_name
from app.wording import _, ngettext


def answer_summary(found: AnswerDifference, against: int) -> str:
    """Say in one line what became of an answer."""
    if found.change is Change.SAME:
        return _("= Nothing changed since submission {number}.").format(number=against)
    if found.change is Change.NEW:
        return _("+ This answer is new: submission {number} had none.").format(number=against)
    if found.change is Change.GONE:
        return _("− This answer of submission {number} is gone.").format(number=against)
    if found.too_long:
        return _("Changed since submission {number}.").format(number=against)
    return _("Since submission {number}: {changes}.").format(
        number=against, changes=", ".join(_counts(found)) or _("other evidence is named")
    )


def _counts(found: AnswerDifference) -> list[str]:
    texts = [part.difference for part in found.parts]
    new = sum(each.words(Change.NEW) for each in texts)
    gone = sum(each.words(Change.GONE) for each in texts)
    moved = sum(each.moved for each in texts)
    said = [
        (new, ngettext("{count} word new", "{count} words new", new)),
        (gone, ngettext("{count} word gone", "{count} words gone", gone)),
        (moved, ngettext("{count} paragraph moved", "{count} paragraphs moved", moved)),
    ]
    return [words.format(count=count) for count, words in said if count]


def state_word(state: EvidenceState) -> str:
    """Return what became of a piece of evidence, as a word on its card."""
    return {
        EvidenceState.SAME: _("same"),
        EvidenceState.CHANGED: _("changed"),
        EvidenceState.RENAMED: _("renamed"),
        EvidenceState.NEW: _("new"),
        EvidenceState.GONE: _("gone"),
    }[state]


def evidence_line(found: EvidenceDifference) -> str:
    """Return the names before and now of one piece; one name where it is the same."""
    sides = [each for each in (found.before, found.after) if each is not None]
    names = dict.fromkeys(evidence_name(each) for each in sides)
    if len(names) == 1 and len(sides) == 2 and sides[0].title != sides[1].title:
        names = dict.fromkeys(f"{evidence_name(each)} ({each.title})" for each in sides)
    return " → ".join(names)


def marks(comparison: Comparison) -> dict[str, str]:
    """Return the word for each card of the evidence strip."""
    return {
        str(each.after.id): state_word(each.state) for each in comparison.evidence if each.after
    }
