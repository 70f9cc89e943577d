"""``list`` and ``eligibility``."""

import argparse

from app.casework import cases, queue, review
from app.casework.finding import cases_with
from app.casework.judge import judge
from app.cli import shapes
from app.cli.arguments import add_case, case_of
from app.cli.command import Answer, Command
from app.cli.names import status_word
from app.cli.sitting import Sitting
from app.cli.table import table
from app.models.assessment import Eligibility, RuleAnswer
from app.models.case import QueueRow, Status
from app.models.errors import Misused
from app.models.identifiers import RuleId
from app.models.message import message
from app.storage import WordIndex
from app.wording import _, ngettext, points_text, say


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``list``."""
    parser.add_argument("--status", choices=[each.value for each in Status], metavar=_("STATUS"),
                        help=_("only cases in this state: {states}").format(
                            states=", ".join(Status)))  # fmt: skip
    parser.add_argument("--find", metavar=_("TEXT"), default="",
                        help=_("only cases with these words somewhere"))  # fmt: skip


def run_list(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show the queue; a casebook that is not there yet has none."""
    if not sitting.exists():
        hint = _("There is no casebook in {folder} yet; “label-desk import FILE” makes one.")
        return Answer([], hint.format(folder=sitting.folder))
    casebook = sitting.casebook()
    evidence = cases_with(WordIndex(casebook.cache), options.find) if options.find else {}
    rows = queue.search(casebook, options.find, evidence)
    rows = [row for row in rows if options.status in {None, row.status.value}]
    pins = casebook.pin_counts()
    counts = [pins.get((row.id.lower(), row.submission), 0) for row in rows]
    document = [shapes.queue_row(row, count) for row, count in zip(rows, counts, strict=True)]
    return Answer(document, queue_text(rows))


def queue_text(rows: list[QueueRow]) -> str:
    """Return the queue as a table with its length below."""
    head = (_("Application"), _("State"), _("Points"), _("Applicant"), _("School"), _("Title"))
    lines = [
        (f"{row.id}/{row.submission}", status_word(row.status), points_text(row.total),
         row.applicant, row.school, row.title)
        for row in rows
    ]  # fmt: skip
    count = ngettext("{count} application", "{count} applications", len(rows))
    return "\n".join([*([table(head, lines), ""] if rows else []), count.format(count=len(rows))])


def eligibility_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words of ``eligibility``."""
    add_case(parser)
    parser.add_argument("--set", metavar=_("RULE=met|not-met"), dest="answer",
                        help=_("answer a rule that needs a person"))  # fmt: skip
    parser.add_argument("--by", metavar=_("NAME"), default="", help=_("who answers"))
    parser.add_argument("--note", metavar=_("TEXT"), default="", help=_("why"))


def run_eligibility(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show every rule's answer; with ``--set`` a person's answer is kept first."""
    casebook, ref = sitting.existing(), case_of(options)
    if options.answer is not None:
        rule, met = rule_answer(options.answer)
        cases.submission(casebook, ref)
        review.tick(casebook, ref, rule, met, options.by, options.note)
    found = judge(casebook, ref).eligibility
    status = 1 if found.eligible is False else 0
    return Answer(shapes.eligibility(found), eligibility_text(found), status)


def rule_answer(text: str) -> tuple[RuleId, bool]:
    """Read ``RULE=met`` or ``RULE=not-met``."""
    rule, _equals, answer = text.partition("=")
    if not rule or answer not in {RuleAnswer.MET.value, RuleAnswer.NOT_MET.value}:
        raise Misused(
            "eligibility.answer",
            message("“{text}” is no answer; write RULE=met or RULE=not-met.", text=text),
        )
    return RuleId(rule), answer == RuleAnswer.MET.value


def eligibility_text(found: Eligibility) -> str:
    """Return the rules as a table, and what they come to."""
    words = {
        RuleAnswer.MET: _("met"),
        RuleAnswer.NOT_MET: _("not met"),
        RuleAnswer.NEEDS_PERSON: _("needs you"),
    }
    lines = [(rule.id, words[rule.result], say(rule.reason)) for rule in found.rules]
    end = {
        True: _("Eligible."),
        False: _("Not eligible."),
        None: _("Not certain yet: a person has to answer. Use --set RULE=met --by NAME."),
    }[found.eligible]
    return "\n".join([table((_("Rule"), _("Answer"), _("Why")), lines), "", end])


COMMANDS = (
    Command("list", message("Show the queue"), "list --status new --find Trondheim",
            list_arguments, run_list),
    Command("eligibility", message("Show the eligibility rules of an application, or answer one"),
            'eligibility NO-NQL-2026-0412 --set e3=met --by "Kari Nord" --note "Seen in TwinSpace"',
            eligibility_arguments, run_eligibility),
)  # fmt: skip
