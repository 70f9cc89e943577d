"""Facts of an assessment as sentences, written once for bar, sheets, letters and command line.

Everything here is a ``Message``: said in the language of the window, or of a letter.
"""

from datetime import datetime
from fractions import Fraction

from app.models.assessment import (
    Assessment,
    Change,
    Eligibility,
    Outcome,
    Reason,
    RuleAnswer,
    RuleResult,
)
from app.models.identifiers import Names
from app.models.message import Message, counted, message
from app.models.scheme import Scheme

Sentences = tuple[Message, ...]


def explanation(
    assessment: Assessment,
    scheme: Scheme,
    eligibility: Eligibility | None = None,
    deadline: datetime | None = None,
) -> Sentences:
    """Return why the rules say what they say, and the smallest change that would turn it."""
    return (
        outcome_sentence(assessment, eligibility),
        *_still_possible(assessment, deadline),
        *reasons(assessment, scheme, eligibility),
        *nearest(assessment, scheme),
    )


def outcome_sentence(assessment: Assessment, eligibility: Eligibility | None = None) -> Message:
    """Return what the rules say, in one sentence."""
    count = len(assessment.reasons)
    if assessment.outcome is Outcome.INCOMPLETE:
        return counted(
            "{count} item is not scored yet.",
            "{count} items are not scored yet.",
            count=len(assessment.open),
        )
    if assessment.outcome is Outcome.RETURN:
        return counted(
            "The rules say return for completion, for {count} reason:",
            "The rules say return for completion, for {count} reasons:",
            count=count,
        )
    if assessment.outcome is Outcome.REFUSE:
        return counted(
            "The rules say refuse, for {count} reason:",
            "The rules say refuse, for {count} reasons:",
            count=count,
        )
    if eligibility is None:
        return message("The rules say grant: every minimum is met.")
    return message("The rules say grant: every minimum is met and the application is eligible.")


def _still_possible(assessment: Assessment, deadline: datetime | None) -> Sentences:
    if assessment.outcome is Outcome.INCOMPLETE and assessment.certain is Outcome.REFUSE:
        return (message("Whatever is still to be scored, the rules will not say grant:"),)
    if assessment.outcome is Outcome.RETURN and deadline is not None:
        return (message("It can be completed and sent again until {deadline}.", deadline=deadline),)
    return ()


def reasons(
    assessment: Assessment, scheme: Scheme, eligibility: Eligibility | None = None
) -> Sentences:
    """Return one sentence a reason, in the order of the assessment."""
    return tuple(reason_sentence(reason, scheme, eligibility) for reason in assessment.reasons)


def reason_sentence(
    reason: Reason, scheme: Scheme, eligibility: Eligibility | None = None
) -> Message:
    """Return what one reason means: a minimum that is missed, or a rule that does not hold."""
    if reason.minimum is None:
        rules = eligibility.rules if eligibility else ()
        rule = next((each for each in rules if each.id == reason.id), None)
        return rule_sentence(rule, scheme) if rule else _not_met(scheme, reason.id)
    if reason.id == "total":
        return message(
            "The total is {points}; at least {minimum} are needed.",
            points=reason.points,
            minimum=reason.minimum,
        )
    what = part_name(scheme, reason.id)
    if reason.points is None:
        return message("{what}: can no longer reach {minimum}.", what=what, minimum=reason.minimum)
    values = {
        "points": _level(scheme, reason.id, reason.points),
        "minimum": _level(scheme, reason.id, reason.minimum),
    }
    return message("{what}: {points}, at least {minimum} needed.", what=what, **values)


def _not_met(scheme: Scheme, rule: str) -> Message:
    return message("Not met: “{rule}”.", rule=rule_name(scheme, rule))


def rule_sentence(rule: RuleResult, scheme: Scheme) -> Message:
    """Return an eligibility rule with its answer and why."""
    values = {"rule": rule_name(scheme, rule.id), "reason": rule.reason}
    if rule.result is RuleAnswer.NOT_MET:
        return message("Not met: “{rule}”. {reason}", **values)
    if rule.result is RuleAnswer.NEEDS_PERSON:
        return message("A person has to answer: “{rule}”. {reason}", **values)
    return message("Met: “{rule}”. {reason}", **values)


def nearest(assessment: Assessment, scheme: Scheme) -> Sentences:
    """Return the first of the smallest changes, and how many others there are."""
    if not assessment.nearest:
        return ()
    changes = changes_text(assessment.nearest[0], scheme)
    others = len(assessment.nearest) - 1
    more = counted(
        "{count} other change of the same size would do it too.",
        "{count} other changes of the same size would do it too.",
        count=others,
    )
    return (_turning(assessment, changes), *((more,) if others else ()))


def ways(assessment: Assessment, scheme: Scheme) -> Sentences:
    """Return every smallest change as one text, for a list."""
    return tuple(changes_text(way, scheme) for way in assessment.nearest)


def _turning(assessment: Assessment, changes: Message) -> Message:
    if assessment.outcome is Outcome.GRANT:
        return message("The smallest change that would lose it: {changes}.", changes=changes)
    if any(reason.minimum is None for reason in assessment.reasons):
        return message(
            "The smallest change that would meet every minimum: {changes}.", changes=changes
        )
    if assessment.outcome is Outcome.INCOMPLETE:
        return message("It would be open again with {changes}.", changes=changes)
    return message("The smallest change that would turn it: {changes}.", changes=changes)


def changes_text(way: tuple[Change, ...], scheme: Scheme) -> Message:
    """Return one way to turn the outcome: its changes, joined as the language joins a list."""
    return message("{changes}", changes=tuple(_change(each, scheme) for each in way))


def _change(change: Change, scheme: Scheme) -> Message:
    return message(
        "{what} from {before} to {after}",
        what=short_name(scheme, change.id),
        before=_level(scheme, change.id, change.before),
        after=_level(scheme, change.id, change.after),
    )


def bar(assessment: Assessment, scheme: Scheme) -> Message:
    """Return the one short sentence that fits beside the total."""
    if assessment.outcome is Outcome.INCOMPLETE and assessment.certain is None:
        return outcome_sentence(assessment)
    if not assessment.nearest:
        return outcome_sentence(assessment) if not assessment.reasons else message(
            "No small change would turn the outcome."
        )  # fmt: skip
    if assessment.outcome is Outcome.GRANT:
        return message("Every minimum is met.")
    return message(
        "{changes} would change the outcome.", changes=changes_text(assessment.nearest[0], scheme)
    )


def part_name(scheme: Scheme, part: str) -> Message:
    """Return a criterion, sub-criterion, statement or gate as people call it."""
    names = _names(scheme).get(part, {"en": part})
    if scheme.kind == "statements" or not part[:1].isdigit():
        return message("“{name}”", name=names)
    return message("{id} {name}", id=part, name=names)


def short_name(scheme: Scheme, part: str) -> Message:
    """Return the id where it is short enough to be spoken, as ``2c``, else the name."""
    return message("{id}", id=part) if len(part) <= 3 else part_name(scheme, part)


def rule_name(scheme: Scheme, rule: str) -> Message:
    """Return an eligibility rule as people call it."""
    names = next((each.names for each in scheme.eligibility if each.id == rule), {"en": rule})
    return message("{name}", name=names)


def _names(scheme: Scheme) -> dict[str, Names]:
    found = {str(leaf.id): leaf.names for leaf in scheme.leaves}
    return found | {criterion.id: criterion.names for criterion in scheme.criteria}


def _level(scheme: Scheme, part: str, points: Fraction) -> object:
    """Return the word of a statement's level, else the points as they are."""
    is_leaf = any(leaf.id == part for leaf in scheme.leaves)
    if scheme.kind != "statements" or not is_leaf:
        return points
    names = next((level.names for level in scheme.levels if level.points == points), None)
    return message("“{level}”", level=names) if names else points
