"""Short words of scoring: chips, levels, sources, outcomes; records in, texts in the window's
language out.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.models.assessment import (
    Assessment,
    CriterionResult,
    Eligibility,
    GateResult,
    Outcome,
    RuleAnswer,
)
from app.models.review import Mark, Points
from app.models.scheme import Leaf, Scheme, Source
from app.ui.widgets import Tone
from app.wording import _, ngettext, pick, points_text


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A chip: its id for tests, its text, its meaning, and a sentence for tool tip and reader."""

    id: str
    text: str
    tone: Tone
    tip: str = ""


def source_text(source: Source | None) -> str:
    """Say where a value comes from; empty when nothing is known."""
    texts = {
        Source.OFFICIAL: _("from the official rules"),
        Source.NATIONAL: _("from a national organisation"),
        Source.THIRD_PARTY: _("from a third party; one source"),
        Source.INFERRED: _("inferred; no official source"),
        Source.OURS: _("our own proposal"),
        Source.SEASON: _("set by your organisation for this season"),
    }
    return texts[source] if source else ""


def outcome_text(outcome: Outcome) -> str:
    """Name an outcome."""
    texts = {
        Outcome.GRANT: _("Grant"),
        Outcome.REFUSE: _("Refuse"),
        Outcome.RETURN: _("Return for completion"),
        Outcome.INCOMPLETE: _("Not yet complete"),
    }
    return texts[outcome]


OUTCOME_TONES = {
    Outcome.GRANT: Tone.GREEN,
    Outcome.REFUSE: Tone.RED,
    Outcome.RETURN: Tone.AMBER,
    Outcome.INCOMPLETE: Tone.GRAY,
}


def rule_answer_text(answer: RuleAnswer) -> str:
    """Say the answer of an eligibility rule."""
    texts = {
        RuleAnswer.MET: _("met"),
        RuleAnswer.NOT_MET: _("not met"),
        RuleAnswer.NEEDS_PERSON: _("needs you"),
    }
    return texts[answer]


RULE_TONES = {
    RuleAnswer.MET: Tone.GREEN,
    RuleAnswer.NOT_MET: Tone.RED,
    RuleAnswer.NEEDS_PERSON: Tone.AMBER,
}

RULE_SIGNS = {RuleAnswer.MET: "✓", RuleAnswer.NOT_MET: "✕", RuleAnswer.NEEDS_PERSON: "?"}
"""A sign beside each answer, so that colour never speaks alone."""


def level_name(scheme: Scheme, points: Points) -> str:
    """Return the word for these points in the scheme, or an empty text."""
    if points is Mark.NOT_APPLICABLE:
        return _("not applicable")
    return next((pick(each.names) for each in scheme.levels if each.points == points), "")


def level_values(scheme: Scheme) -> tuple[Fraction, ...]:
    """Return every number of points that a leaf can get, ascending."""
    scale = scheme.scale
    count = int((scale.max - scale.min) / scale.step)
    return tuple(scale.min + step * scale.step for step in range(count + 1))


def descriptor(leaf: Leaf, points: Points) -> str:
    """Return what this level looks like for the leaf, or an empty text."""
    if not isinstance(points, Fraction):
        return ""
    return pick(leaf.descriptors.get(points_text(points, "en"), {}))


def left_chip(assessment: Assessment, leaves: int) -> ChipWords:
    """Say how many leaves are still open: ``2 of 12 left``."""
    left = len(assessment.open)
    if not left:
        return ChipWords("left", _("all scored"), Tone.GREEN)
    text = _("{left} of {count} left").format(left=left, count=leaves)
    return ChipWords("left", text, Tone.GRAY)


def minimum_chip(scheme: Scheme, gate: GateResult) -> ChipWords:
    """Say a leaf's own minimum: ``min 3``, or ``2 of min 3`` when it is not reached."""
    least = points_text(gate.minimum)
    below = gate.met is False
    if scheme.kind == "statements":
        text = _("must be “{level}”").format(level=level_name(scheme, gate.minimum))
        tip = minimum_tip(gate.minimum, gate.minimum_source)
        return ChipWords(f"minimum-{gate.id}", text, Tone.RED if below else Tone.AMBER, tip)
    text = (
        _("{points} of min {minimum}").format(points=points_text(gate.points), minimum=least)
        if below
        else _("min {minimum}").format(minimum=least)
    )
    tip = minimum_tip(gate.minimum, gate.minimum_source)
    return ChipWords(f"minimum-{gate.id}", text, Tone.RED if below else Tone.AMBER, tip)


def minimum_tip(minimum: Fraction, source: Source | None) -> str:
    """Say a minimum and where its value comes from."""
    tip = _("At least {minimum} points are needed here.").format(minimum=points_text(minimum))
    words = source_text(source)
    return tip + (" " + _("Where this comes from: {source}.").format(source=words) if words else "")


def bar_chips(
    scheme: Scheme, assessment: Assessment, eligibility: Eligibility | None
) -> tuple[ChipWords, ...]:
    """Return the chips of the bar: eligibility, what fails, then the minimums that are met."""
    gates = [chip for gate in assessment.gates if (chip := _gate_chip(scheme, gate))]
    failing = [
        _failing(scheme, each.id, each.points, each.minimum)
        for each in assessment.criteria
        if each.met is False
    ]
    total = _total_chip(assessment)
    first = [eligible_chip(eligibility)] if eligibility and eligibility.rules else []
    return (*first, *gates, *failing, *([total] if total else []))


def eligible_chip(eligibility: Eligibility) -> ChipWords:
    """Say eligibility in one chip, with how many rules are met."""
    count = len(eligibility.rules)
    met = sum(rule.result is RuleAnswer.MET for rule in eligibility.rules)
    texts = {
        True: (_("✓ Eligible {met}/{count}"), Tone.GREEN),
        False: (_("✕ Not eligible {met}/{count}"), Tone.RED),
        None: (_("? Eligibility needs you {met}/{count}"), Tone.AMBER),
    }
    text, tone = texts[eligibility.eligible]
    tip = _("Eligibility rules met: {met} of {count}").format(met=met, count=count)
    return ChipWords("eligible", text.format(met=met, count=count), tone, tip)


def _gate_chip(scheme: Scheme, gate: GateResult) -> ChipWords | None:
    if gate.met is None or gate.points is None:
        return None
    if not gate.met:
        return _failing(scheme, gate.id, gate.points, gate.minimum)
    text = f"✓ {leaf_label(scheme, gate.id)} {_reached(scheme, gate)}".rstrip()
    return ChipWords(f"chip-{gate.id}", text, Tone.GREEN, name_of(scheme, gate.id))


def _reached(scheme: Scheme, gate: GateResult) -> str:
    if scheme.kind == "statements":
        return level_name(scheme, gate.points)
    return f"{points_text(gate.points)} ≥ {points_text(gate.minimum)}"


def _failing(
    scheme: Scheme, part: str, points: Fraction | None, minimum: Fraction | None
) -> ChipWords:
    words = f"{points_text(points)} < {points_text(minimum)}"
    text = f"✕ {leaf_label(scheme, part)} {words}"
    return ChipWords(f"chip-{part}", text, Tone.RED, name_of(scheme, part))


def _total_chip(assessment: Assessment) -> ChipWords | None:
    """The total's chip only when the total is final, or can no longer be reached, and fails."""
    if assessment.minimum_total is None or "total" not in {each.id for each in assessment.reasons}:
        return None
    words = f"{points_text(assessment.total)} < {points_text(assessment.minimum_total)}"
    tip = _("The total is below its minimum.")
    return ChipWords("chip-total", _("✕ Total {words}").format(words=words), Tone.RED, tip)


def leaf_code(leaf: Leaf) -> str:
    """Return the id where people use it as a code, ``1b``; ids that are words are not shown."""
    return leaf.id if _is_code(leaf.id) else ""


def _is_code(part: str) -> bool:
    return len(part) <= 4 and any(letter.isdigit() for letter in part)


LONGEST_LABEL = 24
"""Letters of a name in a chip; its tool tip says the whole name."""


def leaf_label(scheme: Scheme, part: str) -> str:
    """Return a short name: the id where it is a code as ``1b``, else the scheme's own name."""
    if _is_code(part):
        return part
    short = {each.id: each.short_names for each in scheme.criteria if each.short_names}
    name = pick(short[part]) if part in short else name_of(scheme, part)
    return name if len(name) <= LONGEST_LABEL else name[:LONGEST_LABEL].rstrip() + "…"


def name_of(scheme: Scheme, part: str) -> str:
    """Return the full name of a leaf, criterion, or the id itself."""
    if part == "total":
        return _("Total")
    names = {str(leaf.id): leaf.names for leaf in scheme.leaves}
    names |= {criterion.id: criterion.names for criterion in scheme.criteria}
    return pick(names[part]) if part in names else part


def rule_name(scheme: Scheme, rule: str) -> str:
    """Return the sentence of an eligibility rule, or its id."""
    return next((pick(each.names) for each in scheme.eligibility if each.id == rule), rule)


def criterion_chip(result: CriterionResult, any_scored: bool) -> ChipWords:
    """Say a criterion's exact points, or that it is open: ``4.33``, ``not scored``, ``1 left``."""
    chip_id = f"points-{result.id}"
    if result.points is not None:
        tip = minimum_tip(result.minimum, result.minimum_source) if result.minimum else ""
        if result.met is False:
            text = _("{points} of min {minimum}").format(
                points=points_text(result.points), minimum=points_text(result.minimum)
            )
            return ChipWords(chip_id, text, Tone.RED, tip)
        return ChipWords(chip_id, points_text(result.points), Tone.GRAY, tip)
    return ChipWords(chip_id, _("partly scored") if any_scored else _("not scored"), Tone.GRAY)


def open_text(assessment: Assessment) -> str:
    """Say the maximum and what is open: ``/ 25 · 2 open``."""
    words = "/ " + points_text(assessment.maximum)
    left = len(assessment.open)
    if left:
        words += " · " + ngettext("{count} open", "{count} open", left).format(count=left)
    return words


def score_text(scheme: Scheme, points: Points) -> str:
    """Say points as people see them: ``4``, ``met``, ``not applicable``, ``not scored``."""
    if points is None:
        return _("not scored")
    if scheme.kind == "statements" or points is Mark.NOT_APPLICABLE:
        return level_name(scheme, points)
    assert isinstance(points, Fraction)  # noqa: S101 - the one kind that is left
    return points_text(points)
