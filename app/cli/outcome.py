"""``decide`` and ``revise``."""

import argparse

from app.casework import decide
from app.cli.arguments import add_case, add_evaluator, case_of
from app.cli.command import Answer, Command
from app.cli.sitting import Sitting
from app.models.assessment import Outcome
from app.models.decision import Decision
from app.models.message import message
from app.wording import _, say

OUTCOMES = (Outcome.GRANT.value, Outcome.REFUSE.value, Outcome.RETURN.value)


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add the words of both commands."""
    add_case(parser)
    parser.add_argument("--outcome", choices=OUTCOMES, required=True,
                        help=_("what is decided"))  # fmt: skip
    add_evaluator(parser)
    parser.add_argument("--reason", metavar=_("TEXT"), default="",
                        help=_("for the applicant; needed to refuse or return"))  # fmt: skip
    parser.add_argument("--override", metavar=_("TEXT"), default="",
                        help=_("why the rules are not followed, where they are not"))  # fmt: skip


def run_decide(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Make the first decision on the current submission."""
    return answer(decide.decide(
        sitting.existing(), case_of(options), outcome=Outcome(options.outcome),
        by=options.evaluator, reason=options.reason, override=options.override,
    ))  # fmt: skip


def run_revise(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Replace the decision in force."""
    return answer(decide.revise(
        sitting.existing(), case_of(options), outcome=Outcome(options.outcome),
        by=options.evaluator, reason=options.reason, override=options.override,
    ))  # fmt: skip


def answer(made: Decision) -> Answer:
    """Return a decision as it is shown."""
    text = _("{case} is {outcome}; log entry {entry}.").format(
        case=made.case, outcome=say(decide.outcome_word(made.outcome)), entry=made.entry
    )
    document = {"decision": made.id, "outcome": made.outcome.value, "log_entry": made.entry}
    return Answer(document, text)


COMMANDS = (
    Command("decide", message("Decide on an application"),
            'decide NO-NQL-2026-0412 --outcome grant --evaluator "Kari Nord"',
            add_words, run_decide),
    Command("revise", message("Replace a decision by a new one that names it"),
            'revise NO-NQL-2026-0412 --outcome refuse --evaluator "Kari Nord" --reason "…"',
            add_words, run_revise),
)  # fmt: skip
