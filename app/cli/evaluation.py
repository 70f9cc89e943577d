"""``show``: one application's points, comments and pins."""

import argparse

from app.casework import pin_words, pins, queue
from app.casework.coverage import coverage
from app.casework.judge import Judgement, judge
from app.cli import shapes
from app.cli.arguments import add_case, case_of
from app.cli.command import Answer, Command
from app.cli.points import assessment_text, explained
from app.cli.sitting import Sitting
from app.cli.table import plain
from app.models.message import message
from app.models.plain import Plain
from app.scoring import json_number
from app.wording import _, points_text, say


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``show``."""
    add_case(parser)
    parser.add_argument("--evaluator", metavar=_("NAME"), default=None,
                        help=_("whose points; else those of whoever is furthest"))  # fmt: skip


def run_show(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show the evaluation of one application as it stands."""
    casebook = sitting.existing()
    found = judge(casebook, case_of(options), options.evaluator)
    row = queue.row(casebook, found.submission.case)
    newest = found.review or found.draft
    document = {
        "id": found.submission.case,
        "submission": found.submission.number,
        "status": row.status.value if row else "",
        "evaluator": newest.evaluator if newest else None,
        "sealed": found.review is not None,
        "total": json_number(found.assessment.total),
        "scores": {leaf: shapes.score(score) for leaf, score in found.scores.items()},
        "pins": _pins(found),
        "coverage": [
            {"leaf": each.leaf, "answer": each.answer, "evidence": list(each.evidence),
             "pins": each.pins, "no_evidence": each.no_evidence}
            for each in coverage(found.scheme, found.application, found.scores)
        ],
    }  # fmt: skip
    told = explained(found.assessment, found.scheme, found.eligibility)
    text = assessment_text(found.assessment, found.scheme, told)
    return Answer(document, "\n".join([text, *_remarks(found)]))


def _pins(found: Judgement) -> list[Plain]:
    """Return every pin with its number in its sub-criterion, its state, and a sentence."""
    return [
        {"leaf": leaf, "number": number, "state": pins.state(pin, found.submission).value,
         "text": say(pin_words.pin_sentence(pin, found.application))}
        for leaf, score in found.scores.items() for number, pin in enumerate(score.pins, 1)
    ]  # fmt: skip


def _remarks(found: Judgement) -> list[str]:
    """Return points, comment and pins of each sub-criterion that has words or pins."""
    lines: list[str] = []
    for leaf in found.scheme.leaves:
        score = found.scores.get(leaf.id)
        if score is None or not (score.comment or score.pins or score.no_evidence):
            continue
        points = points_text(score.points) if not isinstance(score.points, str) else score.points
        lines += ["", f"{leaf.id}  {points}  {plain(score.comment)}".rstrip()]
        if score.no_evidence:
            lines.append("  " + _("No evidence found."))
        for number, pin in enumerate(score.pins, 1):
            sentence = plain(say(pin_words.pin_sentence(pin, found.application)))
            warning = pin_words.state_words(pins.state(pin, found.submission))
            lines.append(f"  {number}. {sentence}" + (f" ({say(warning)})" if warning else ""))
    return lines


COMMANDS = (
    Command("show", message("Show an application's points, comments and pins"),
            'show NO-NQL-2026-0412 --evaluator "Kari Nord"', show_arguments, run_show),
)  # fmt: skip
