"""``evaluate`` and ``score``."""

import argparse
from pathlib import Path

from app.casework import cases, explain, judge, pins, queue, review, rubrics
from app.casework.evaluate import Question, evaluate
from app.cli import shapes
from app.cli.arguments import add_case, add_evaluator, case_of, instant
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.assessment import Assessment, Eligibility
from app.models.case import CaseRef
from app.models.message import message
from app.models.scheme import Scheme
from app.scoring import json_number, parse_scores_text
from app.wording import _, points_text, say


def evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``evaluate``."""
    add = parser.add_argument
    add("--scheme", metavar=_("ID_OR_FILE"), required=True,
        help=_("the rubric: its id, or a file"))  # fmt: skip
    add("--scores", metavar="S.json", type=Path, required=True,
        help=_("the points: {example}").format(example='{"1a": 4, "1b": null}'))  # fmt: skip
    add("--season", metavar=_("FILE"), type=Path,
        help=_("the season's file"))  # fmt: skip
    add("--application", metavar=_("FILE_OR_ID"), help=_("count its eligibility too"))
    add("--at", metavar=_("INSTANT"), help=_("as if it were then: 2026-09-30T12:00:00+02:00"))


def run_evaluate(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show what points mean; nothing is stored."""
    asked = Question(
        scheme=options.scheme, scores=options.scores, season=options.season,
        application=application(options.application), at=instant(options.at),
    )  # fmt: skip
    needs = isinstance(asked.application, CaseRef) or not rubrics.is_shipped(options.scheme)
    casebook = sitting.casebook() if needs and sitting.exists() else None
    found = evaluate(asked, casebook, sitting.clock())
    told = explained(found.assessment, found.scheme, found.eligibility)
    text = assessment_text(found.assessment, found.scheme, told)
    return Answer(shapes.assessment(found.assessment, told), text)


def application(named: str | None) -> Path | CaseRef | None:
    """Return the file or the case that is named; a path that exists is a file."""
    if named is None:
        return None
    path = Path(named)
    if path.exists() or not cases.REFERENCE.fullmatch(named):
        return path
    return path if path.suffix == ".labelapp" else cases.reference(named)


def explained(found: Assessment, scheme: Scheme, eligibility: Eligibility | None) -> str:
    """Return the explanation as one text."""
    return " ".join(say(each) for each in explain.explanation(found, scheme, eligibility))


def assessment_text(found: Assessment, scheme: Scheme, told: str) -> str:
    """Return the points of criteria and gates as a table, and what they come to."""
    words = {True: _("met"), False: _("not met"), None: ""}
    rows = [
        (each.id, points_text(each.points), points_text(each.maximum),
         points_text(each.minimum), words[each.met] if each.minimum is not None else "")
        for each in found.criteria
    ]  # fmt: skip
    rows += [
        (each.id, points_text(each.points), points_text(scheme.scale.max),
         points_text(each.minimum), words[each.met])
        for each in found.gates
    ]  # fmt: skip
    rows.append((_("total"), points_text(found.total), points_text(found.maximum),
                 points_text(found.minimum_total), ""))  # fmt: skip
    head = ("", _("Points"), _("of"), _("Minimum"), "")
    return "\n".join([table(head, rows), "", told])


def score_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``score``."""
    add_case(parser)
    parser.add_argument("--scores", metavar="S.json", type=Path, required=True,
                        help=_("points and comments; they replace the draft"))  # fmt: skip
    add_evaluator(parser)
    parser.add_argument("--seal", action="store_true", help=_("seal the evaluation too"))
    conflict = _("a conflict of interest; an empty text says there is none")
    parser.add_argument("--conflict", metavar=_("TEXT"), help=conflict)


def run_score(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Save a draft, and seal it where that is asked for."""
    casebook, ref = sitting.existing(), case_of(options)
    found = cases.submission(casebook, ref)
    scheme = rubrics.scheme(casebook, found.scheme)
    scores = parse_scores_text(rubrics.read_small(options.scores), scheme)
    scores = pins.checked(casebook, ref, scores, options.evaluator)
    review.save_scores(casebook, ref, options.evaluator, scores)
    if options.conflict is not None:
        review.set_conflict(casebook, ref, options.evaluator, options.conflict.strip())
    if options.seal:
        review.seal(casebook, ref, options.evaluator)
    now = judge.judge(casebook, ref, options.evaluator)
    row = queue.row(casebook, found.case)
    status = row.status.value if row else ""
    document = {
        "status": status,
        "total": json_number(now.assessment.total),
        "open": list(now.assessment.open),
    }
    told = explained(now.assessment, now.scheme, now.eligibility)
    return Answer(document, assessment_text(now.assessment, now.scheme, told))


COMMANDS = (
    Command("evaluate", message("Show what points mean, without storing anything"),
            "evaluate --scheme nql-2022 --scores S.json", evaluate_arguments, run_evaluate),
    Command("score", message("Save an evaluator's points and comments"),
            'score NO-NQL-2026-0412 --scores S.json --evaluator "Kari Nord" --seal',
            score_arguments, run_score),
)  # fmt: skip
