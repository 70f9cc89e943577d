"""``compare`` and ``carry``."""

import argparse
from collections.abc import Iterator

from app.casework import carry
from app.casework.compare import compare
from app.casework.earlier_pins import left_sentence
from app.cli import shapes
from app.cli.arguments import add_case, add_evaluator, case_of
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.cli.table import plain
from app.models.application import Evidence
from app.models.comparison import (
    AnswerDifference,
    Change,
    Comparison,
    EvidenceDifference,
    EvidenceState,
    Passage,
    TextDifference,
)
from app.models.message import message
from app.models.review import Mark
from app.wording import _, ngettext, points_text, say

SIGNS = {Change.NEW: ("{+", "+}"), Change.GONE: ("[-", "-]")}
"""As word differences are written elsewhere."""


def compare_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``compare``."""
    add_case(parser)
    add_against(parser)
    parser.add_argument("--evaluator", metavar=_("NAME"), default="",
                        help=_("whose earlier points and ticks are shown"))  # fmt: skip


def add_against(parser: argparse.ArgumentParser) -> None:
    """Add the earlier submission that is meant."""
    parser.add_argument("--against", metavar="N", type=int,
                        help=_("the earlier submission; else the last one decided"))  # fmt: skip


def run_compare(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show what a submission changed against an earlier one."""
    found = compare(
        sitting.existing(), case_of(options), against=options.against, evaluator=options.evaluator
    )
    return Answer(shapes.comparison(found), "\n".join(_lines(found)))


def carry_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``carry``."""
    add_case(parser)
    add_evaluator(parser)
    add_against(parser)


def run_carry(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Confirm all earlier points where nothing changed, in one act."""
    done = carry.carry_over(
        sitting.existing(), case_of(options), options.evaluator, against=options.against
    )
    made = done.record
    document = {
        "against": made.against, "confirmed": list(made.points), "log_entry": made.entry,
        "pins_left": [{"id": leaf, "pin": shapes.pin(each.pin)} for leaf, each in done.left],
    }  # fmt: skip
    words = ngettext(
        "{count} point of submission {number} is confirmed: {leaves}.",
        "{count} points of submission {number} are confirmed: {leaves}.", len(made.points),
    )  # fmt: skip
    leaves = ", ".join(made.points)
    told = words.format(count=len(made.points), number=made.against, leaves=leaves)
    left = left_sentence([each for _leaf, each in done.left])
    return Answer(document, told if left is None else f"{told}\n{plain(say(left))}")


def _lines(found: Comparison) -> Iterator[str]:
    yield _("Submission {number} of {case} against submission {against}").format(
        number=found.number, case=found.case, against=found.against
    )
    if found.is_same:
        yield _("Nothing differs: answers, evidence and facts are the same.")
    for answer in found.answers:
        if answer.change is not Change.SAME:
            yield from _answer(answer)
    for each in found.evidence:
        if each.state is not EvidenceState.SAME:
            yield _evidence(each)
    for fact in found.facts:
        sides = (say(side) if side else "–" for side in (fact.before, fact.after))
        yield f"{say(fact.label)}: {' → '.join(sides)}"
    for proposal in found.proposals:
        state = _("nothing changed") if proposal.unchanged else _("changed: look again")
        given = proposal.score.points
        points = _("n/a") if isinstance(given, Mark) else points_text(given)
        yield _("{leaf}: {points} before; {state}").format(
            leaf=proposal.leaf, points=points, state=state
        )


def _answer(answer: AnswerDifference) -> Iterator[str]:
    words = {Change.NEW: _("new"), Change.GONE: _("gone"), Change.CHANGED: _("changed")}
    yield ""
    yield f"{answer.criterion or ''} {answer.answer} ({words[answer.change]})".strip()
    for part in answer.parts:
        yield from _text(part.difference)
    for sign, evidence in (("+", answer.evidence_new), ("-", answer.evidence_gone)):
        yield from (f"  {sign} {name_of(each)}" for each in evidence)


def _text(difference: TextDifference) -> Iterator[str]:
    if difference.too_long:
        yield "  " + _("The text is too long to be compared word by word; it is not the same.")
    for passage in difference.passages:
        if passage.change is not Change.SAME:
            yield "  " + _passage(passage)


def _passage(passage: Passage) -> str:
    text = "".join(
        "".join((SIGNS[run.change][0], run.text, SIGNS[run.change][1]))
        if run.change in SIGNS else run.text
        for run in passage.runs
    )  # fmt: skip
    moved = passage.change is Change.MOVED
    lead = _("[moved: was paragraph {number}] ").format(number=passage.before) if moved else ""
    return plain(lead + text)


def _evidence(each: EvidenceDifference) -> str:
    words = {
        EvidenceState.CHANGED: _("changed"), EvidenceState.RENAMED: _("renamed"),
        EvidenceState.NEW: _("new"), EvidenceState.GONE: _("gone"), EvidenceState.SAME: "",
    }  # fmt: skip
    names = dict.fromkeys(name_of(side) for side in (each.before, each.after) if side is not None)
    return f"{' → '.join(names)} ({words[each.state]})"


def name_of(evidence: Evidence) -> str:
    """Return what a piece of evidence is called: its file's name, else its title."""
    return evidence.path.rsplit("/", maxsplit=1)[-1] if evidence.path else evidence.title


COMMANDS = (
    Command("compare", message("Show what a submission changed against an earlier one"),
            "compare NO-NQL-2026-0412 --against 1", compare_arguments, run_compare),
    Command("carry", message("Confirm all earlier points where nothing has changed"),
            'carry NO-NQL-2026-0412 --evaluator "Kari Nord"', carry_arguments, run_carry),
)  # fmt: skip
