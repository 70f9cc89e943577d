"""``neighbours``."""

import argparse
from collections.abc import Iterator

from app.casework import cases
from app.casework import neighbours as around
from app.cli.arguments import add_case, case_of
from app.cli.command import Answer, Command
from app.cli.names import status_word
from app.cli.sitting import Sitting
from app.cli.table import plain, table
from app.models.message import message
from app.models.neighbours import AlikeText, Neighbours, Relation
from app.models.plain import Plain
from app.wording import _, ngettext


def run_neighbours(sitting: Sitting, options: argparse.Namespace) -> Answer:
    """Show related cases, the same files elsewhere, and texts that are nearly the same."""
    casebook, ref = sitting.existing(), case_of(options)
    cases.submission(casebook, ref)
    around.catch_up(casebook, sitting.progress)
    sitting.clear_progress()
    found = around.neighbours(casebook, ref)
    return Answer(_document(found), "\n".join(_lines(found)))


def _document(found: Neighbours) -> Plain:
    return {
        "id": found.case, "submission": found.number,
        "cases": [
            {"id": each.case, "title": each.title, "applicant": each.applicant,
             "school": each.school, "status": each.status.value,
             "same": [relation.value for relation in each.relations]}
            for each in found.cases
        ],
        "evidence": [
            {"id": each.evidence,
             "elsewhere": [{"id": held.case, "submission": held.submission,
                            "evidence": held.evidence} for held in each.elsewhere]}
            for each in found.evidence
        ],
        "texts": [
            {"answer": each.answer, "criterion": each.criterion, "id": each.case,
             "submission": each.submission, "other_answer": each.other_answer,
             "common": each.common, "sentences": each.sentences}
            for each in found.texts
        ],
        "unread": found.unread,
    }  # fmt: skip


def _lines(found: Neighbours) -> Iterator[str]:
    if found.is_alone:
        yield _("No other application has anything in common with this one.")
    if found.cases:
        head = (_("Application"), _("State"), _("Applicant"), _("School"), _("The same"))
        yield table(head, [
            (each.case, status_word(each.status), each.applicant, each.school,
             ", ".join(relation_word(relation) for relation in each.relations))
            for each in found.cases
        ])  # fmt: skip
    for shared in found.evidence:
        others = ", ".join(f"{held.case} ({held.evidence})" for held in shared.elsewhere)
        yield plain(_("{evidence}: the same file is also in {others}").format(
            evidence=shared.evidence, others=others))  # fmt: skip
    for text in found.texts:
        yield plain(alike_sentence(text))
    if found.texts:
        yield _("This is a hint only: colleagues of one project may have written together.")


def relation_word(relation: Relation) -> str:
    """Return what two cases have in common, as a word."""
    return {
        Relation.PROJECT: _("project"),
        Relation.SCHOOL: _("school"),
        Relation.APPLICANT: _("applicant"),
    }[relation]


def alike_sentence(text: AlikeText) -> str:
    """Say how much of an answer also stands elsewhere; nothing about what that means."""
    words = ngettext(
        "{answer}: {common} of {count} sentence also stands in {case} ({applicant}), {other}.",
        "{answer}: {common} of {count} sentences also stand in {case} ({applicant}), {other}.",
        text.sentences,
    )
    return words.format(
        answer=text.answer, common=text.common, count=text.sentences, case=text.case,
        applicant=text.applicant, other=text.other_answer,
    )  # fmt: skip


COMMANDS = (
    Command("neighbours", message("Show what other applications have in common with one"),
            "neighbours NO-NQL-2026-0412", add_case, run_neighbours),
)  # fmt: skip
